//! Semantic search: the similarity of passages to a question in meaning, from a sentence encoder.

use std::sync::Once;
use std::time::Instant;

use whatlang::{Detector, Lang};

use crate::answer::asker::Asker;
use crate::answer::query::query_terms::QueryTerm;
use crate::encoder::{Scale, Vector};
use crate::index::{Hit, Search};
use crate::text::Language;

/// Expected languages of questions: those to which the commands are translated.
const LANGUAGES: [Lang; 6] = [
    Lang::Eng,
    Lang::Deu,
    Lang::Spa,
    Lang::Fra,
    Lang::Rus,
    Lang::Ukr,
];

/// Minimum share of a question in another language that the articles know for words to count. Below
/// it the known words are probably names, and only meaning counts.
const KNOWN_SHARE: f32 = 0.6;

/// Minimum confidence of the detector. Short questions rarely reach more, and few questions in the
/// language of the articles are taken for another one with this confidence.
const SURE_LANGUAGE: f64 = 0.3;

/// Encoded question.
pub(super) struct AskedMeaning {
    scale: Scale,
    pub(super) vector: Vector,
    /// Whether only meaning counts, because the question shares too few words with the articles.
    pub(super) is_relied_on: bool,
}

impl Asker {
    /// Encodes a question; `None` if there is no encoder, the index has no vectors of it, or the
    /// question would have to wait until after `until`.
    pub(super) fn meaning(
        &self,
        engine: &dyn Search,
        question: &str,
        until: Option<Instant>,
        terms: &[QueryTerm],
    ) -> Option<AskedMeaning> {
        let made_by = engine.encoder();
        let Some(encoder) = &self.encoder else {
            if made_by.is_some() {
                say_once("no encoder is configured");
            }
            return None;
        };
        if made_by != Some(encoder.identity()) {
            say_once("its passages were encoded by another encoder, or by none");
            return None;
        }
        let vector = encoder.question(question, until)?;
        let is_relied_on = is_in_other_words(question, self.language, terms);
        Some(AskedMeaning {
            scale: if is_relied_on {
                encoder.scale_of(&vector)
            } else {
                encoder.scale()
            },
            vector,
            is_relied_on,
        })
    }
}

impl AskedMeaning {
    /// Converts the cosines of hits to their scale.
    pub(super) fn scale(&self, hits: &mut [Hit]) {
        for meaning in hits.iter_mut().filter_map(|hit| hit.meaning.as_mut()) {
            meaning.passage = self.scale.nearness(meaning.passage);
            for sentence in &mut meaning.sentences {
                *sentence = self.scale.nearness(*sentence);
            }
        }
    }
}

/// Returns whether the articles know none of the question's words, or few and it is in another
/// language.
fn is_in_other_words(question: &str, articles: Language, terms: &[QueryTerm]) -> bool {
    let total: f32 = terms.iter().map(|term| term.idf).sum();
    let known = terms.iter().filter(|term| term.is_known);
    let known: f32 = known.map(|term| term.idf).sum();
    if known <= 0.0 {
        return true;
    }
    let Some(found) = Detector::with_allowlist(LANGUAGES.to_vec()).detect(question) else {
        return false;
    };
    let is_of_articles = |lang: Lang| lang.eng_name().eq_ignore_ascii_case(articles.name());
    let articles_are_cyrillic = LANGUAGES
        .into_iter()
        .any(|lang| is_of_articles(lang) && is_cyrillic(lang));
    // The alphabet identifies a language at once; within an alphabet the detector must be sure.
    let is_sure =
        found.confidence() > SURE_LANGUAGE || is_cyrillic(found.lang()) != articles_are_cyrillic;
    is_sure && !is_of_articles(found.lang()) && known < KNOWN_SHARE * total
}

fn is_cyrillic(lang: Lang) -> bool {
    matches!(lang, Lang::Rus | Lang::Ukr)
}

/// Logs once why questions are answered by words alone.
fn say_once(why: &str) {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        tracing::warn!("answering by words alone, as the index is not searched by meaning: {why}");
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_articles_know_in_their_own_language_counts() {
        let check = |question: &str, known: &[bool], expected: bool| {
            let term = |is_known: &bool| QueryTerm {
                idf: 1.0,
                is_known: *is_known,
                ..QueryTerm::default()
            };
            let terms: Vec<QueryTerm> = known.iter().map(term).collect();
            let found = is_in_other_words(question, Language::ENGLISH, &terms);
            assert_eq!(found, expected, "{question}");
        };
        let name = [true, false, false];
        check(
            "Warum wurde der Hafen von Tarquesh geschlossen?",
            &name,
            true,
        );
        check("Почему закрыли порт в Таркеше?", &name, true);
        check(
            "Why was the harbour of Tarquesh closed in the winter?",
            &name,
            false,
        );
        // The articles may be in that language, whatever the settings say.
        let most = [true, true, false];
        check(
            "Warum wurde der Hafen von Tarquesh geschlossen?",
            &most,
            false,
        );
        check(
            "Why was the harbour of Tarquesh closed in the winter?",
            &[false; 3],
            true,
        );
    }
}
