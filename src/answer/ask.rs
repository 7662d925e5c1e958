//! From a question to an answer, or to the news that the articles do not say.

use jiff::civil::Date;

use crate::corpus::Span;
use crate::index::{self, Analyzer, Edition, IndexError, Language, Passage, Query, Search};

use super::question::{Question, Term};
use super::rank::{Concept, Evidence, weigh};
use super::words::IRREGULAR;

/// How many of the engine's hits are weighed.
const CANDIDATES: usize = 50;

/// debug output
pub type Dump = Vec<(Passage, Evidence, Span)>;
/// placeholder
pub struct Answer;
/// placeholder
pub struct Settings;

/// Answers questions in one language.
pub struct Asker {
    analyzer: Analyzer,
}

impl Asker {
    /// new
    pub fn new(language: Language) -> Self {
        Self {
            analyzer: Analyzer::new(language),
        }
    }

    /// dump
    pub fn dump(
        &mut self,
        engine: &dyn Search,
        text: &str,
    ) -> Result<(Dump, Vec<Concept>), IndexError> {
        let question = Question::new(text, &mut self.analyzer);
        let concepts = self.concepts(engine, &question)?;
        let query = Query {
            concepts: concepts
                .iter()
                .map(|c| index::Concept {
                    stems: c
                        .names
                        .iter()
                        .flatten()
                        .enumerate()
                        .map(|(i, s)| (s.clone(), if i == 0 { 1.0 } else { 0.8 }))
                        .collect(),
                })
                .collect(),
            phrases: question.phrases.clone(),
            limit: CANDIDATES,
            ..Query::default()
        };
        let hits = engine.search(&query)?;
        Ok((
            hits.into_iter()
                .map(|hit| {
                    let (e, s) = weigh(&hit, &concepts, question.kind, &mut self.analyzer);
                    (hit.passage, e, s)
                })
                .collect(),
            concepts,
        ))
    }

    fn concepts(
        &mut self,
        engine: &dyn Search,
        question: &Question,
    ) -> Result<Vec<Concept>, IndexError> {
        let n = engine.paragraphs() as f32;
        let mut out = Vec::new();
        for Term {
            form,
            stem,
            is_name,
            ..
        } in &question.terms
        {
            let mut names = vec![vec![stem.clone()]];
            for group in IRREGULAR
                .iter()
                .filter(|_| std::env::var_os("NOIRR").is_none())
                .filter(|g| g.contains(&form.as_str()))
            {
                for f in *group {
                    let s = self.analyzer.stem(f).into_owned();
                    if !names.contains(&vec![s.clone()]) {
                        names.push(vec![s]);
                    }
                }
            }
            let mut df = 0;
            for name in &names {
                df += engine.frequency(&name[0])?;
            }
            if std::env::var_os("NOSP").is_none() && df == 0 && form.chars().count() >= 4 {
                for spelling in engine.spellings(form)? {
                    let s = self.analyzer.stem(&spelling).into_owned();
                    df += engine.frequency(&s)?;
                    names.push(vec![s]);
                }
            }
            let df = (df as f32).min(n);
            let m: f32 = std::env::var("M").map_or(0.0, |m| m.parse().unwrap());
            let def: f32 = std::env::var("BG").map_or(0.002, |m| m.parse().unwrap());
            let bg = COMMON.with(|c| c.get(form).copied().unwrap_or(def));
            let (n, df) = (n + m, df + m * bg);
            let idf = (1.0 + (n - df + 0.5) / (df + 0.5)).ln();
            out.push(Concept {
                names,
                form: Some(form.clone()),
                idf,
                is_name: *is_name,
            });
        }
        Ok(out)
    }
}

/// unused
pub fn _d(_: Option<Date>, _: Option<Edition>) {}

thread_local! { static COMMON: std::collections::HashMap<String, f32> = std::fs::read_to_string("/tmp/common.txt").unwrap().lines().map(|l| { let (a, b) = l.split_once(' ').unwrap(); (a.to_owned(), b.parse().unwrap()) }).collect(); }
