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
    const fn new(english: &'static str, others: [&'static str; 5]) -> Self {
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
