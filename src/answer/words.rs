//! What is known about English words: which ones carry no meaning of their own in a question,
//! which are common in any text, and which change their form beyond what a stemmer sees.

/// Words that shape a question rather than say what it is about.
pub const QUESTION_WORDS: &[&str] = &[
    "a",
    "am",
    "an",
    "and",
    "anyone",
    "anything",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "being",
    "but",
    "by",
    "can",
    "could",
    "did",
    "didn't",
    "do",
    "does",
    "doesn't",
    "doing",
    "don't",
    "else",
    "ever",
    "for",
    "from",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "hers",
    "him",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "isn't",
    "it",
    "its",
    "itself",
    "just",
    "let",
    "may",
    "me",
    "might",
    "mine",
    "must",
    "my",
    "not",
    "of",
    "on",
    "or",
    "our",
    "ours",
    "please",
    "shall",
    "she",
    "should",
    "so",
    "someone",
    "something",
    "such",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "themselves",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "too",
    "up",
    "us",
    "was",
    "wasn't",
    "we",
    "were",
    "weren't",
    "what",
    "what's",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "who's",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "won't",
    "would",
    "wouldn't",
    "you",
    "your",
    "yours",
];

/// Words so common in any English text that missing one of them says little about a passage.
pub const COMMON_WORDS: &[&str] = &[
    "about",
    "according",
    "across",
    "act",
    "after",
    "against",
    "agree",
    "agreed",
    "all",
    "along",
    "also",
    "although",
    "among",
    "another",
    "any",
    "around",
    "ask",
    "asked",
    "back",
    "bad",
    "became",
    "become",
    "before",
    "began",
    "begin",
    "believe",
    "best",
    "between",
    "big",
    "both",
    "call",
    "called",
    "came",
    "case",
    "change",
    "citation",
    "come",
    "day",
    "days",
    "developed",
    "different",
    "discuss",
    "discussed",
    "down",
    "due",
    "during",
    "each",
    "early",
    "end",
    "even",
    "every",
    "example",
    "feel",
    "few",
    "find",
    "first",
    "five",
    "following",
    "form",
    "former",
    "found",
    "four",
    "france",
    "free",
    "further",
    "gave",
    "general",
    "get",
    "give",
    "given",
    "go",
    "good",
    "got",
    "great",
    "happen",
    "happened",
    "held",
    "help",
    "high",
    "however",
    "include",
    "including",
    "keep",
    "kept",
    "known",
    "large",
    "last",
    "late",
    "later",
    "leader",
    "leaders",
    "led",
    "less",
    "like",
    "long",
    "look",
    "low",
    "made",
    "main",
    "make",
    "man",
    "many",
    "mean",
    "means",
    "meeting",
    "men",
    "month",
    "more",
    "most",
    "move",
    "much",
    "name",
    "need",
    "needed",
    "new",
    "news",
    "next",
    "non",
    "now",
    "number",
    "off",
    "often",
    "old",
    "one",
    "only",
    "other",
    "others",
    "out",
    "over",
    "own",
    "part",
    "people",
    "per",
    "period",
    "person",
    "place",
    "plan",
    "plans",
    "put",
    "report",
    "reported",
    "reports",
    "right",
    "run",
    "said",
    "same",
    "saw",
    "say",
    "says",
    "second",
    "see",
    "seen",
    "set",
    "several",
    "short",
    "show",
    "since",
    "six",
    "small",
    "some",
    "start",
    "still",
    "stop",
    "take",
    "talk",
    "talked",
    "tell",
    "thing",
    "things",
    "think",
    "third",
    "though",
    "thought",
    "three",
    "through",
    "throughout",
    "time",
    "times",
    "today",
    "told",
    "took",
    "top",
    "try",
    "two",
    "under",
    "united",
    "until",
    "use",
    "used",
    "using",
    "various",
    "very",
    "want",
    "wanted",
    "way",
    "week",
    "well",
    "went",
    "wish",
    "within",
    "without",
    "woman",
    "women",
    "work",
    "year",
    "years",
    "yesterday",
];

/// Forms of one word that share no stem, with the plain form first.
pub const IRREGULAR: &[&[&str]] = &[
    &["arise", "arose", "arisen"],
    &["become", "became"],
    &["begin", "began", "begun"],
    &["bear", "bore", "borne", "born"],
    &["bind", "bound"],
    &["bleed", "bled"],
    &["blow", "blew", "blown"],
    &["break", "broke", "broken"],
    &["breed", "bred"],
    &["bring", "brought"],
    &["build", "built"],
    &["buy", "bought"],
    &["catch", "caught"],
    &["child", "children"],
    &["choose", "chose", "chosen", "choice"],
    &["come", "came"],
    &["crisis", "crises"],
    &["deal", "dealt"],
    &["die", "dead", "death"],
    &["draw", "drew", "drawn"],
    &["drink", "drank", "drunk"],
    &["drive", "drove", "driven"],
    &["eat", "ate", "eaten"],
    &["fall", "fell", "fallen"],
    &["feed", "fed"],
    &["feel", "felt"],
    &["fight", "fought"],
    &["find", "found"],
    &["flee", "fled"],
    &["fly", "flew", "flown", "flight"],
    &["foot", "feet"],
    &["forbid", "forbade", "forbidden"],
    &["forget", "forgot", "forgotten"],
    &["freeze", "froze", "frozen"],
    &["give", "gave", "given"],
    &["go", "went", "gone"],
    &["grow", "grew", "grown", "growth"],
    &["half", "halves"],
    &["hear", "heard"],
    &["hide", "hid", "hidden"],
    &["hold", "held"],
    &["keep", "kept"],
    &["knife", "knives"],
    &["know", "knew", "known", "knowledge"],
    &["lay", "laid"],
    &["lead", "led"],
    &["leaf", "leaves"],
    &["leave", "left"],
    &["lend", "lent"],
    &["lie", "lay", "lain"],
    &["life", "lives", "live"],
    &["lose", "lost", "loss"],
    &["make", "made"],
    &["man", "men"],
    &["mean", "meant"],
    &["meet", "met"],
    &["pay", "paid"],
    &["person", "people"],
    &["ride", "rode", "ridden"],
    &["ring", "rang", "rung"],
    &["rise", "rose", "risen"],
    &["run", "ran"],
    &["say", "said"],
    &["see", "saw", "seen"],
    &["seek", "sought"],
    &["sell", "sold", "sale"],
    &["send", "sent"],
    &["shake", "shook", "shaken"],
    &["shoot", "shot"],
    &["shrink", "shrank", "shrunk"],
    &["sing", "sang", "sung", "song"],
    &["sink", "sank", "sunk"],
    &["sit", "sat"],
    &["sleep", "slept"],
    &["speak", "spoke", "spoken", "speech"],
    &["spend", "spent"],
    &["spread"],
    &["stand", "stood"],
    &["steal", "stole", "stolen"],
    &["stick", "stuck"],
    &["strike", "struck"],
    &["strive", "strove", "striven"],
    &["swear", "swore", "sworn"],
    &["swim", "swam", "swum"],
    &["take", "took", "taken"],
    &["teach", "taught"],
    &["tear", "tore", "torn"],
    &["tell", "told"],
    &["thief", "thieves"],
    &["think", "thought"],
    &["throw", "threw", "thrown"],
    &["understand", "understood"],
    &["wear", "wore", "worn"],
    &["wife", "wives"],
    &["win", "won"],
    &["wolf", "wolves"],
    &["woman", "women"],
    &["withdraw", "withdrew", "withdrawn", "withdrawal"],
    &["write", "wrote", "written"],
];

/// Verbs that ask after "how long" for a length of time.
pub const LASTING: &[&str] = &["continue", "go", "last", "lasted", "take", "took"];

/// In which lengths of time are given, one and many of each.
pub const UNITS_OF_TIME: &[&str] = &[
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "decade",
    "decades",
    "century",
    "centuries",
];

/// Words that can mean the same thing in a question and its answer, a group a line. Common ones
/// in news; they count less than the asker's own.
pub const NEAR: &str = "\
meet meeting talks summit negotiations
talks negotiations dialogue discussions
discuss talk negotiate debate
reporter journalist press media
fear worry concern afraid anxious
phone call telephone ring
cede surrender yield relinquish
hand give transfer
territory land area region
deal agreement accord pact treaty
kill die dead death fatality victim
injure wound hurt
war conflict fighting hostilities
begin start launch commence
end stop cease halt finish conclude
ceasefire truce armistice
extend prolong
continue resume reopen
cost price worth value
pay wage salary
job employee worker staff workforce
layoff dismiss redundant cut shed axe
child kid
doctor physician
shut close closure
thief burglar robber raider
steal theft rob robbery burglary raid
strike walkout stoppage
win defeat beat victory triumph
election vote ballot poll
lead head chair
brief update inform
ceo chief-executive boss
mayor incumbent
police officer detective
investigate inquiry probe investigation
fire blaze burn
aim goal objective purpose
condition term demand
demand want seek insist
occupy control seize capture
attack strike hit assault raid
ban prohibit forbid outlaw
approve accept agree endorse
reject refuse decline deny rule
increase rise raise grow growth climb jump
decrease fall drop decline reduce
buy purchase acquire acquisition
sell sale
leave quit resign depart
arrest detain
help aid assist support
support back favour
oppose against opposition
weapon arms
soldier troop army military force
plane aircraft jet
factory plant
firm company business corporation
ship vessel boat
car vehicle
house home
build construct construction
destroy damage ruin wreck
doubt question skeptical sceptical
praise welcome hail commend laud
criticise criticize condemn blame
accuse allege
promise pledge vow
warn caution
say tell state announce declare
think believe consider opinion
hope wish desire
allow permit let
forbid ban
delay postpone
cancel scrap
cause reason
quake earthquake tremor
spectator crowd audience
ill sick disease infection
vaccine vaccination vaccinate immunise immunize
border frontier
expensive costly
rich wealthy
poor poverty
big large
tall high
quick fast rapid
show display exhibit
flee escape
gather assemble
trip visit travel journey tour
fly flight
teach teacher
pupil student
holiday vacation
jail prison imprison
judge justice court
law legislation bill
rule verdict judgment ruling
sue lawsuit suit
money fund funding finance
profit earn earning
loss lose
stock share
own owner ownership possess
member membership
invade invasion incursion
withdraw pull retreat
hostage captive prisoner
rocket missile
bomb shell explosive
study research
scientist researcher
discover find
found establish
design designer architect
write writer author
paint painter
movie film
team side club
coach trainer
marry wife husband spouse marriage
son daughter child
born birth
live reside resident inhabitant
people population
name call
use employ
make produce manufacture production
eat food
drink beverage
main primary chief principal
important significant major
reach arrive
get receive obtain
choose select pick elect
replace succeed successor
happen occur
involve include";
