//! The verbs by which newspapers report speech, in three tiers of how surely they do.
//!
//! Verbs are listed in their base form and inflected by rule: `verb` regularly, `admit+` with its
//! last consonant doubled, `say/said/said` with its past and participle spelt out.

/// How a word reports speech; all zero for a word that does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cue {
    forms: u8,
    traits: u8,
}

const PAST: u8 = 1;
const PARTICIPLE: u8 = 2;
const PRESENT: u8 = 4;
const BASE: u8 = 8;
const GERUND: u8 = 16;

/// Introduces whole quotations and may stand before its speaker: `said Smith`.
const STRONG: u8 = 1;
/// Has a listener as its object: `told reporters`.
const LISTENER: u8 = 2;
/// Gives a name as often as it reports: `called “Harbour Lights”`.
const NAMING: u8 = 4;
/// Also what writings do: `the sign read`.
const READS: u8 = 8;
/// Reports speech only together with the particle behind it: `went on`, `put it`.
const PHRASAL: u8 = 16;

const SPEECH: &str = "say/said/said add state reply respond answer ask announce declare explain note argue claim \
    insist warn admit+ concede acknowledge confirm deny remark comment observe recall repeat reiterate stress \
    emphasise emphasize continue conclude quip+ joke shout yell cry scream whisper mutter murmur exclaim interject \
    counter retort tweet post write/wrote/written text email blog+ testify recount maintain contend assert affirm \
    suggest predict promise pledge vow swear/swore/sworn complain lament muse wonder opine reveal disclose boast \
    brag+ caution urge beg+ plead demand snap+ fume thunder rage sigh elaborate clarify reason reflect recommend \
    protest agree disagree theorise theorize estimate hint indicate allege quote retweet rejoin proclaim \
    speculate summarise summarize conjecture underline underscore vent volunteer scoff hiss growl bellow roar \
    shriek sob+ gush rave enthuse deadpan+ crow croon intone moan grumble grouse bemoan rant chime report \
    recite reckon guess begin/began/begun surmise venture concur+ philosophise marvel apologise apologize \
    object squeal holler gasp sniff tease coo purr drawl chirp yelp cackle sneer bark blurt stammer splutter joke jeer taunt fret mumble wail commiserate \
    interrupt query inquire enquire prophesy reminisce confide confess attest depose certify \
    accede avow profess posit postulate rationalise rationalize generalise ruminate ponder think/thought/thought remember \
    believe hope feel/felt/felt fear expect worry laugh chuckle grin chant message";
const TELLING: &str = "tell/told/told remind assure reassure inform advise notify instruct lecture";
const JUDGING: &str = "accuse highlight spotlight trumpet describe label brand term deem characterise characterize denounce condemn criticise \
    criticize slam+ blast decry deride mock ridicule attack lambast lambaste rebuke scold chide dismiss reject \
    rebuff refute rubbish praise hail laud applaud commend welcome salute defend cite express voice convey propose \
    request challenge compare liken portray depict paint blame fault chastise credit regret threaten rule invoke \
    define hammer pan+ savage skewer bash berate castigate censure disparage excoriate assail vilify \
    demonise demonize lampoon pillory trash bemoan question flag+ frame cast/cast/cast \
    \
    authorise speak/spoke/spoken talk sing/sang/sung scrawl \
    renounce repudiate disavow advocate champion endorse stipulate specify mention refer+ allude point \
    congratulate thank honour honor toast eulogise remember warn pronounce equate dispute contest decline \
    encourage implore invite exhort admonish reprimand upbraid";
const NAMES: &str = "call dub+ name nickname title entitle";
const WRITINGS: &str = "read/read/read";
const PHRASES: &str = "go/went/gone shoot/shot/shot fire hit/hit/hit pipe pitch put/put/put";

impl Cue {
    pub const NONE: Self = Self {
        forms: 0,
        traits: 0,
    };

    pub fn is_some(self) -> bool {
        self.forms != 0
    }

    pub fn is_strong(self) -> bool {
        self.traits & (STRONG | LISTENER | READS | PHRASAL) != 0
    }

    /// May stand before its speaker: `said Smith`, but not `told Smith`.
    pub fn inverts(self) -> bool {
        self.traits & STRONG != 0
    }

    pub fn has_listener(self) -> bool {
        self.traits & LISTENER != 0
    }

    pub fn reads(self) -> bool {
        self.traits & READS != 0
    }

    pub fn is_phrasal(self) -> bool {
        self.traits & PHRASAL != 0
    }

    /// How many words it has.
    pub fn len(self) -> usize {
        1 + usize::from(self.is_phrasal())
    }

    pub fn names(self) -> bool {
        self.traits & NAMING != 0
    }

    pub fn is_past(self) -> bool {
        self.forms & PAST != 0
    }

    pub fn is_participle(self) -> bool {
        self.forms & PARTICIPLE != 0
    }

    pub fn is_present(self) -> bool {
        self.forms & PRESENT != 0
    }

    pub fn is_base(self) -> bool {
        self.forms & BASE != 0
    }

    pub fn is_gerund(self) -> bool {
        self.forms & GERUND != 0
    }

    pub fn is_finite(self) -> bool {
        self.forms & (PAST | PRESENT) != 0
    }

    pub fn is_finite_strong(self) -> bool {
        self.is_finite() && self.is_strong()
    }
}

/// Calls `add` with every inflected form of every verb.
pub(super) fn for_each(mut add: impl FnMut(String, Cue)) {
    let tiers = [
        (SPEECH, STRONG),
        (TELLING, LISTENER),
        (JUDGING, 0),
        (NAMES, NAMING),
        (WRITINGS, READS),
        (PHRASES, PHRASAL),
    ];
    for (list, traits) in tiers {
        for verb in list.split_whitespace() {
            inflect(verb, |form, forms| add(form, Cue { forms, traits }));
        }
    }
}

impl std::ops::BitOr for Cue {
    type Output = Self;

    /// One spelling may be several forms, or belong to several verbs.
    fn bitor(self, other: Self) -> Self {
        Self {
            forms: self.forms | other.forms,
            traits: self.traits | other.traits,
        }
    }
}

fn inflect(verb: &str, mut add: impl FnMut(String, u8)) {
    let mut parts = verb.split('/');
    let spelt = parts.next().unwrap_or_default();
    let base = spelt.trim_end_matches('+');
    let last = base.chars().next_back().unwrap_or_default();
    let doubled = if spelt.ends_with('+') {
        format!("{base}{last}")
    } else {
        base.to_owned()
    };
    let after_consonant = !base
        .chars()
        .rev()
        .nth(1)
        .is_some_and(|c| "aeiou".contains(c));
    let past = match last {
        'e' => format!("{base}d"),
        'y' if after_consonant => format!("{}ied", base.trim_end_matches('y')),
        _ => format!("{doubled}ed"),
    };
    let present = match last {
        'y' if after_consonant => format!("{}ies", base.trim_end_matches('y')),
        's' | 'x' | 'z' => format!("{base}es"),
        'h' if base.ends_with("ch") || base.ends_with("sh") => format!("{base}es"),
        _ => format!("{base}s"),
    };
    let gerund = match last {
        'e' if !base.ends_with("ee") => format!("{}ing", base.trim_end_matches('e')),
        _ => format!("{doubled}ing"),
    };
    let irregular = parts.next();
    let participle = parts.next();
    add(base.to_owned(), BASE);
    add(irregular.map_or_else(|| past.clone(), str::to_owned), PAST);
    add(participle.map_or(past, str::to_owned), PARTICIPLE);
    add(present, PRESENT);
    add(gerund, GERUND);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected_as_in_english() {
        let forms = |verb: &str| {
            let mut all = Vec::new();
            inflect(verb, |form, _| all.push(form));
            all
        };
        assert_eq!(
            forms("admit+"),
            ["admit", "admitted", "admitted", "admits", "admitting"]
        );
        assert_eq!(
            forms("deny"),
            ["deny", "denied", "denied", "denies", "denying"]
        );
        assert_eq!(
            forms("say/said/said"),
            ["say", "said", "said", "says", "saying"]
        );
        assert_eq!(
            forms("agree"),
            ["agree", "agreed", "agreed", "agrees", "agreeing"]
        );
        assert_eq!(
            forms("stress"),
            ["stress", "stressed", "stressed", "stresses", "stressing"]
        );
    }
}
