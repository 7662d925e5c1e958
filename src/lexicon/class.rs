//! The classes of words that the lists assign.

use bitflags::bitflags;

bitflags! {
    /// The kinds of word that a word can be; most words have one or none.
    ///
    /// The data files name a class by the name of its constant.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Class: u64 {
        // What the rules of attribution read.

        /// A determiner: it opens a noun phrase.
        const DET = 1 << 0;
        /// A determiner that says whose (`his`, `their`): the phrase is definite.
        const POSSESSIVE = 1 << 1;
        /// A preposition.
        const PREP = 1 << 2;
        /// A conjunction that joins equals.
        const CONJ = 1 << 3;
        /// A word that opens a subordinate clause.
        const SUBORD = 1 << 4;
        /// A relative or interrogative pronoun: `who`, `what`.
        const RELATIVE = 1 << 5;
        /// An auxiliary verb.
        const AUX = 1 << 6;
        /// A form of `to be` or `to get`, which makes a passive.
        const BE = 1 << 7;
        /// A word that denies its clause.
        const NEGATION = 1 << 8;
        /// An adverb.
        const ADV = 1 << 9;
        /// A pronoun for a man.
        const HE = 1 << 10;
        /// A pronoun for a woman.
        const SHE = 1 << 11;
        /// A pronoun for several people.
        const THEY = 1 << 12;
        /// A pronoun for a thing or a body.
        const IT = 1 << 13;
        /// A pronoun of whom the article tells no name: `I`, `we`, `you`.
        const FIRST_PERSON = 1 << 14;
        /// A number that opens a noun phrase.
        const NUM = 1 << 15;
        /// One person, by office, trade or kin.
        const ROLE = 1 << 16;
        /// Several people.
        const ROLES = 1 << 17;
        /// A body that issues statements.
        const ORG = 1 << 18;
        /// A writing that says something.
        const DOC = 1 << 19;
        /// A courtesy title or a rank before a name.
        const TITLE = 1 << 20;
        /// A day or a month, or a word such as `yesterday`.
        const DAY = 1 << 21;
        /// The adjective of a nation, a region or a faith.
        const NATION = 1 << 22;
        /// The first name of a man.
        const MALE = 1 << 23;
        /// The first name of a woman.
        const FEMALE = 1 << 24;
        /// A country, a city or a state.
        const PLACE = 1 << 25;
        /// A word that names what follows instead of reporting it: the film `“…”`.
        const NAMES = 1 << 26;
        /// What follows a name: `Jr.`
        const SUFFIX = 1 << 27;
        /// A part of a name between its capitals: `van`, `bin`.
        const PARTICLE = 1 << 28;
        /// A word that closes a phrase of time: `week`, `morning`.
        const TIME = 1 << 29;
        /// A word that makes the run of capitals in which it stands the name of a body.
        const ORG_NAME = 1 << 30;
        /// A word that keeps the full stop behind it: `Sen.`
        const ABBREVIATION = 1 << 31;

        // What is known of people beyond that.

        /// A word whose classes as a title, a role, a nation or a place hold only with a capital.
        const NEEDS_CAPITAL = 1 << 32;
        /// A word for a man.
        const MAN = 1 << 33;
        /// A word for a woman.
        const WOMAN = 1 << 34;
        /// What tells one minister from another: `foreign`, `finance`.
        const PORTFOLIO = 1 << 35;
        /// Who speaks for others.
        const OFFICE = 1 << 36;
        /// An everyday word that is an acronym in capitals: `us`, `who`.
        const ACRONYM = 1 << 37;
        /// A noun for something said: `X's claim that “…”`.
        const SAYING = 1 << 38;

        // What questions and claims are read by.

        /// A word that shapes a question rather than says what it is about.
        const QUESTION = 1 << 40;
        /// A word so common that missing it says little about a passage.
        const COMMON = 1 << 41;
        /// A word that opens a question which wants a yes or a no.
        const OPENER = 1 << 42;
        /// A word that asks after "how" for an amount and says nothing of what.
        const AMOUNT = 1 << 43;
        /// A word that asks after "how" for an amount and says of what.
        const MEASURE = 1 << 44;
        /// A word before "to" in a question about what is to come.
        const INTENT = 1 << 45;
        /// A word that stands for the answer after "what" and "which".
        const ASKED_FOR = 1 << 46;
        /// A verb that asks after "how long" for a length of time.
        const LASTING = 1 << 47;
        /// A unit in which a length of time is given.
        const UNIT_OF_TIME = 1 << 48;
        /// A word, other than a [day](Self::DAY), that says when.
        const POINT_IN_TIME = 1 << 49;
        /// A number or an amount in words.
        const NUMBER = 1 << 50;
        /// A word that says how many times or in which place.
        const ORDINAL = 1 << 51;
        /// A word of grammar, which two texts may share by chance.
        const STOP_WORD = 1 << 52;

        /// A part of a whole in a word: `half`, `thirds`.
        const FRACTION = 1 << 53;
        /// A number that is not told exactly: `dozens`.
        const VAGUE_NUMBER = 1 << 54;
        /// A word of chat, which carries no topic.
        const CHAT = 1 << 55;
        /// A word that carries no topic before and behind all others: "tell me about".
        const EDGE = 1 << 56;
        /// A unit of money.
        const CURRENCY = 1 << 57;
        /// A word that makes a question for an amount one for money: `cost`, `pay`.
        const PRICE = 1 << 58;
        /// A kind of place: "which city".
        const PLACE_KIND = 1 << 59;
        /// A day of the week.
        const WEEKDAY = 1 << 60;
        /// A month.
        const MONTH = 1 << 61;
        /// A word that asks for the newest report: `latest`, `now`.
        const NEWEST = 1 << 62;

        // Unions.

        /// The classes that the rules of attribution read.
        const ATTRIBUTION = 0xffff_ffff | Self::SAYING.bits();
        /// Any pronoun.
        const PRONOUN = Self::HE.bits() | Self::SHE.bits() | Self::THEY.bits() | Self::IT.bits()
            | Self::FIRST_PERSON.bits();
        /// One person or several.
        const HUMAN = Self::ROLE.bits() | Self::ROLES.bits();
        /// Anybody or anything that can speak by a common noun.
        const NOUN = Self::HUMAN.bits() | Self::ORG.bits() | Self::DOC.bits();
        /// Words that are no names even where a sentence begins with them.
        const FUNCTION = Self::DET.bits() | Self::PREP.bits() | Self::CONJ.bits() | Self::SUBORD.bits()
            | Self::RELATIVE.bits() | Self::AUX.bits() | Self::ADV.bits() | Self::PRONOUN.bits()
            | Self::POSSESSIVE.bits() | Self::NEGATION.bits() | Self::NUM.bits() | Self::DAY.bits()
            | Self::TIME.bits();
    }
}

impl Class {
    /// What the ending of a word that no list holds says of it, where the word begins small.
    pub fn by_ending(word: &str) -> Self {
        let is_long = word.len() > 6;
        if word.len() > 4 && word.ends_with("ly") {
            Self::ADV
        } else if word.ends_with("-year-old")
            || is_long && (word.ends_with("man") || word.ends_with("ologist"))
        {
            Self::ROLE
        } else if is_long && (word.ends_with("women") || word.ends_with("smen")) {
            Self::ROLES
        } else {
            Self::empty()
        }
    }

    /// Whether a word that no list holds ends like the adjective of a nation.
    pub fn is_demonym_like(word: &str) -> bool {
        word.len() > 4 && ["ian", "ese", "ish"].iter().any(|end| word.ends_with(end))
    }
}
