//! Word classes that the lists assign.

use bitflags::bitflags;

bitflags! {
    /// Set of classes that a word can have; most words have one or none.
    ///
    /// The data files refer to a class by the name of its constant.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Class: u64 {
        // Classes for the rules of attribution.

        /// Determiner, which opens a noun phrase.
        const DET = 1 << 0;
        /// Possessive determiner (`his`, `their`), which makes the phrase definite.
        const POSSESSIVE = 1 << 1;
        /// Preposition.
        const PREP = 1 << 2;
        /// Coordinating conjunction.
        const CONJ = 1 << 3;
        /// Word that opens a subordinate clause.
        const SUBORD = 1 << 4;
        /// Relative or interrogative pronoun: `who`, `what`.
        const RELATIVE = 1 << 5;
        /// Auxiliary verb.
        const AUX = 1 << 6;
        /// Form of `to be` or `to get`, which makes a passive.
        const BE = 1 << 7;
        /// Word that negates its clause.
        const NEGATION = 1 << 8;
        /// Adverb.
        const ADV = 1 << 9;
        /// Pronoun for a man.
        const HE = 1 << 10;
        /// Pronoun for a woman.
        const SHE = 1 << 11;
        /// Pronoun for several people.
        const THEY = 1 << 12;
        /// Pronoun for a thing or an organisation.
        const IT = 1 << 13;
        /// Pronoun of the first or second person: `I`, `we`, `you`.
        const FIRST_PERSON = 1 << 14;
        /// Number that opens a noun phrase.
        const NUM = 1 << 15;
        /// Noun for one person by office, job or kinship.
        const ROLE = 1 << 16;
        /// Noun for several people.
        const ROLES = 1 << 17;
        /// Noun for an organisation that issues statements.
        const ORG = 1 << 18;
        /// Noun for a document or other text that states something.
        const DOC = 1 << 19;
        /// Courtesy title or rank before a name.
        const TITLE = 1 << 20;
        /// Day, month, or a word such as `yesterday`.
        const DAY = 1 << 21;
        /// Adjective of a nation, region or religion.
        const NATION = 1 << 22;
        /// First name of a man.
        const MALE = 1 << 23;
        /// First name of a woman.
        const FEMALE = 1 << 24;
        /// Country, city or state.
        const PLACE = 1 << 25;
        /// Word before a quoted name instead of a quotation: the film `“…”`.
        const NAMES = 1 << 26;
        /// Suffix of a name: `Jr.`
        const SUFFIX = 1 << 27;
        /// Particle inside a name: `van`, `bin`.
        const PARTICLE = 1 << 28;
        /// Word that closes a phrase of time: `week`, `morning`.
        const TIME = 1 << 29;
        /// Word that marks a run of capitalised words as the name of an organisation.
        const ORG_NAME = 1 << 30;
        /// Abbreviation, which keeps its full stop: `Sen.`
        const ABBREVIATION = 1 << 31;

        // Further classes for people.

        /// Word that is a title, role, nation or place only if capitalised.
        const NEEDS_CAPITAL = 1 << 32;
        /// Noun for a man.
        const MAN = 1 << 33;
        /// Noun for a woman.
        const WOMAN = 1 << 34;
        /// Portfolio of a minister: `foreign`, `finance`.
        const PORTFOLIO = 1 << 35;
        /// Noun for somebody who speaks for others.
        const OFFICE = 1 << 36;
        /// Everyday word that is an acronym in capitals: `us`, `who`.
        const ACRONYM = 1 << 37;
        /// Reporting noun: `X's claim that “…”`.
        const SAYING = 1 << 38;

        // Classes for reading questions and claims.

        /// Word that shapes a question rather than carrying its topic.
        const QUESTION = 1 << 40;
        /// Word so common that its absence says little about a passage.
        const COMMON = 1 << 41;
        /// Word that opens a yes-or-no question.
        const OPENER = 1 << 42;
        /// Word after "how" that asks for an amount without naming what is measured.
        const AMOUNT = 1 << 43;
        /// Word after "how" that asks for an amount and names what is measured.
        const MEASURE = 1 << 44;
        /// Word before "to" in a question about the future.
        const INTENT = 1 << 45;
        /// Word after "what" or "which" that stands for the answer.
        const ASKED_FOR = 1 << 46;
        /// Verb after "how long" that asks for a duration.
        const LASTING = 1 << 47;
        /// Unit of time.
        const UNIT_OF_TIME = 1 << 48;
        /// Word for a point in time other than a [day](Self::DAY).
        const POINT_IN_TIME = 1 << 49;
        /// Number or amount in words.
        const NUMBER = 1 << 50;
        /// Ordinal number, or a word for a number of times.
        const ORDINAL = 1 << 51;
        /// Function word, which two texts may share by chance.
        const STOP_WORD = 1 << 52;

        /// Fraction in words: `half`, `thirds`.
        const FRACTION = 1 << 53;
        /// Vague number: `dozens`.
        const VAGUE_NUMBER = 1 << 54;
        /// Word of chat, which carries no topic.
        const CHAT = 1 << 55;
        /// Word that carries no topic at the beginning and end of a question: "tell me about".
        const EDGE = 1 << 56;
        /// Unit of money.
        const CURRENCY = 1 << 57;
        /// Word that turns a question for an amount into one for money: `cost`, `pay`.
        const PRICE = 1 << 58;
        /// Kind of place: "which city".
        const PLACE_KIND = 1 << 59;
        /// Day of the week.
        const WEEKDAY = 1 << 60;
        /// Month.
        const MONTH = 1 << 61;
        /// Word that asks for the newest report: `latest`, `now`.
        const NEWEST = 1 << 62;

        // Unions.

        /// All classes for the rules of attribution.
        const ATTRIBUTION = 0xffff_ffff | Self::SAYING.bits();
        /// Any pronoun.
        const PRONOUN = Self::HE.bits() | Self::SHE.bits() | Self::THEY.bits() | Self::IT.bits()
            | Self::FIRST_PERSON.bits();
        /// One person or several.
        const HUMAN = Self::ROLE.bits() | Self::ROLES.bits();
        /// Any common noun for a possible speaker.
        const NOUN = Self::HUMAN.bits() | Self::ORG.bits() | Self::DOC.bits();
        /// Words that are not names even at the beginning of a sentence.
        const FUNCTION = Self::DET.bits() | Self::PREP.bits() | Self::CONJ.bits() | Self::SUBORD.bits()
            | Self::RELATIVE.bits() | Self::AUX.bits() | Self::ADV.bits() | Self::PRONOUN.bits()
            | Self::POSSESSIVE.bits() | Self::NEGATION.bits() | Self::NUM.bits() | Self::DAY.bits()
            | Self::TIME.bits();
    }
}

impl Class {
    /// Guesses the class of an unlisted word in lower case by its ending.
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

    /// Returns whether an unlisted word ends like the adjective of a nation.
    pub fn is_demonym_like(word: &str) -> bool {
        word.len() > 4 && ["ian", "ese", "ish"].iter().any(|end| word.ends_with(end))
    }
}
