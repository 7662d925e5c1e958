//! The names and descriptions of the commands in the languages of the people who use them.

/// Codes of languages as Discord knows them. `es-419` is the Spanish of the Americas.
pub const LOCALES: [&str; 6] = ["de", "fr", "es-ES", "es-419", "uk", "ru"];

/// A name or a description, in English and in the other languages: German, French, Spanish,
/// Ukrainian and Russian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// What English, and every language that is not named here, reads.
    pub english: &'static str,
    others: [&'static str; 5],
}

impl Text {
    pub(super) const fn new(english: &'static str, others: [&'static str; 5]) -> Self {
        Self { english, others }
    }

    /// The translations, by the codes of their languages.
    pub fn translations(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let [de, fr, es, uk, ru] = self.others;
        LOCALES.into_iter().zip([de, fr, es, es, uk, ru])
    }
}

/// The name of a command or an option, and what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Lower case, at most 32 letters, no spaces.
    pub name: Text,
    /// At most 100 characters.
    pub about: Text,
}

pub(super) const ASK: Label = Label {
    name: Text::new(
        "ask",
        ["frage", "demander", "preguntar", "запитати", "спросить"],
    ),
    about: Text::new(
        "What do the articles say? Word for word, with the source",
        [
            "Was sagen die Artikel? Wortgetreu, mit Quelle",
            "Que disent les articles ? Mot pour mot, avec la source",
            "¿Qué dicen los artículos? Palabra por palabra, con la fuente",
            "Що кажуть статті? Дослівно, з посиланням на джерело",
            "Что говорят статьи? Дословно, со ссылкой на источник",
        ],
    ),
};

pub(super) const QUESTION: Label = Label {
    name: Text::new(
        "question",
        ["frage", "question", "pregunta", "питання", "вопрос"],
    ),
    about: Text::new(
        "Your question, in English",
        [
            "Deine Frage, auf Englisch",
            "Votre question, en anglais",
            "Tu pregunta, en inglés",
            "Ваше питання англійською",
            "Ваш вопрос на английском",
        ],
    ),
};

pub(super) const ARTICLE: Label = Label {
    name: Text::new(
        "article",
        ["artikel", "article", "artículo", "стаття", "статья"],
    ),
    about: Text::new(
        "Only in this article",
        [
            "Nur in diesem Artikel",
            "Seulement dans cet article",
            "Solo en este artículo",
            "Лише в цій статті",
            "Только в этой статье",
        ],
    ),
};

pub(super) const PRIVATE: Label = Label {
    name: Text::new(
        "private",
        ["privat", "privé", "privado", "приватно", "лично"],
    ),
    about: Text::new(
        "Show the reply to you alone",
        [
            "Die Antwort nur dir zeigen",
            "Ne montrer la réponse qu’à vous",
            "Mostrar la respuesta solo a ti",
            "Показати відповідь лише вам",
            "Показать ответ только вам",
        ],
    ),
};

pub(super) const QUOTE: Label = Label {
    name: Text::new("quote", ["zitat", "citation", "cita", "цитата", "цитата"]),
    about: Text::new(
        "Who said what? Quotations by their words, their speaker, or both",
        [
            "Wer hat was gesagt? Zitate nach Wortlaut, Sprecher oder beidem",
            "Qui a dit quoi ? Des citations par mots, par auteur ou les deux",
            "¿Quién dijo qué? Citas por sus palabras, por quien las dijo, o ambas",
            "Хто що сказав? Цитати за словами, за мовцем або за тим і тим",
            "Кто что сказал? Цитаты по словам, по автору или по тому и другому",
        ],
    ),
};

pub(super) const WORDS: Label = Label {
    name: Text::new("words", ["worte", "mots", "palabras", "слова", "слова"]),
    about: Text::new(
        "Words of the quotation, in any order; “in quotes” as they stand",
        [
            "Worte des Zitats, in beliebiger Folge; „in Anführungszeichen“ wie sie dastehen",
            "Mots de la citation, dans tout ordre ; « entre guillemets » tels quels",
            "Palabras de la cita, en cualquier orden; «entre comillas» tal como están",
            "Слова цитати в будь-якому порядку; «у лапках» – дослівно",
            "Слова цитаты в любом порядке; «в кавычках» – дословно",
        ],
    ),
};

pub(super) const SPEAKER: Label = Label {
    name: Text::new(
        "speaker",
        ["sprecher", "auteur", "hablante", "мовець", "автор"],
    ),
    about: Text::new(
        "Who said it, by any of their names",
        [
            "Wer es gesagt hat, unter irgendeinem Namen",
            "Qui l’a dit, sous n’importe lequel de ses noms",
            "Quién lo dijo, por cualquiera de sus nombres",
            "Хто це сказав, під будь-яким зі своїх імен",
            "Кто это сказал, под любым из своих имён",
        ],
    ),
};

pub(super) const VERIFY: Label = Label {
    name: Text::new(
        "verify",
        ["prüfen", "vérifier", "verificar", "перевірити", "проверить"],
    ),
    about: Text::new(
        "Is this quotation real, word for word?",
        [
            "Ist dieses Zitat echt, Wort für Wort?",
            "Cette citation est-elle exacte, mot pour mot ?",
            "¿Es real esta cita, palabra por palabra?",
            "Чи справжня ця цитата, слово в слово?",
            "Настоящая ли эта цитата, слово в слово?",
        ],
    ),
};

pub(super) const TEXT: Label = Label {
    name: Text::new("text", ["text", "texte", "texto", "текст", "текст"]),
    about: Text::new(
        "The quotation, with or without its marks",
        [
            "Das Zitat, mit oder ohne Anführungszeichen",
            "La citation, avec ou sans guillemets",
            "La cita, con o sin comillas",
            "Цитата, з лапками або без них",
            "Цитата, с кавычками или без них",
        ],
    ),
};

/// The English name of the command on messages, by which its interactions are known.
pub(super) const CHECK_QUOTES: &str = "Check quotes";

/// Commands on messages have a name and nothing else.
pub(super) const CHECK_QUOTES_NAME: Text = Text::new(
    CHECK_QUOTES,
    [
        "Zitate prüfen",
        "Vérifier les citations",
        "Verificar citas",
        "Перевірити цитати",
        "Проверить цитаты",
    ],
);

pub(super) const ARTICLES: Label = Label {
    name: Text::new(
        "articles",
        ["artikel", "articles", "artículos", "статті", "статьи"],
    ),
    about: Text::new(
        "Which articles are there?",
        [
            "Welche Artikel gibt es?",
            "Quels articles y a-t-il ?",
            "¿Qué artículos hay?",
            "Які статті є?",
            "Какие статьи есть?",
        ],
    ),
};
