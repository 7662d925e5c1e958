//! Which of the hits answer best: the evidence in each, weighed, and how sure it makes us.

use std::collections::HashMap;

use crate::corpus::Span;
use crate::index::{Analyzer, Hit, Passage};

use super::question::Kind;

/// One thing that a question speaks of, with all that is needed to recognise it in a text.
#[derive(Clone, Debug)]
pub struct Concept {
    /// The words that stand for it, as sequences of stems: mostly of one stem each.
    pub names: Vec<Vec<String>>,
    /// The asker's own spelling, where it is one word.
    pub form: Option<String>,
    /// How much the concept tells about a passage: its inverse document frequency, in nats.
    pub idf: f32,
    /// Whether it is somebody's or something's name.
    pub is_name: bool,
}

/// What speaks for a passage. Every part is a share of what was possible, from 0 to about 1, so
/// that it means the same in a corpus of ten paragraphs and in one of a million.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The engine's score over the question's summed idf.
    pub score: f32,
    /// The idf-weighted share of the question's concepts that the best sentence holds.
    pub sentence: f32,
    /// The same for the whole paragraph.
    pub paragraph: f32,
    /// The same for the paragraph with its title, heading and neighbours.
    pub around: f32,
    /// The idf-weighted share of concepts that stand there in the asker's own spelling.
    pub exact: f32,
    /// The idf-weighted share of the question's neighbouring concepts that stand next to each
    /// other, in their order.
    pub pairs: f32,
    /// 1 if the best sentence holds the kind of thing that was asked for.
    pub kind: f32,
    /// The share of the rarest concept's idf that is missing everywhere around.
    pub missing: f32,
    /// coverage with prefix
    pub soft: f32,
    /// length-damped best sentence
    pub dense: f32,
    /// bm25 of exact forms
    pub exact_bm25: f32,
}

/// The best sentence of a passage and the evidence for the passage.
pub fn weigh(
    hit: &Hit,
    concepts: &[Concept],
    kind: Kind,
    analyzer: &mut Analyzer,
) -> (Evidence, Span) {
    let total: f32 = concepts.iter().map(|concept| concept.idf).sum();
    let matches = find(&hit.passage, concepts, analyzer);
    let passage = &hit.passage;
    let share = |held: &dyn Fn(usize) -> bool| -> f32 {
        (0..concepts.len())
            .filter(|&c| held(c))
            .map(|c| concepts[c].idf)
            .sum::<f32>()
            / total
    };
    let mut in_paragraph = vec![0u32; concepts.len()];
    let mut exact = vec![0u32; concepts.len()];
    let mut soft = vec![0f32; concepts.len()];
    for m in &matches.found {
        if m.strength >= 1.0 {
            in_paragraph[m.concept] += 1;
        }
        soft[m.concept] = soft[m.concept].max(m.strength);
        if m.exact {
            exact[m.concept] += 1;
        }
    }
    let mut best = (0.0f32, 0.0f32, 0usize);
    for (s, _) in passage.sentences.iter().enumerate() {
        let mut held = vec![0f32; concepts.len()];
        for m in matches.found.iter().filter(|m| m.sentence == s) {
            held[m.concept] = held[m.concept].max(m.strength);
        }
        let cov: f32 = held
            .iter()
            .zip(concepts)
            .map(|(h, c)| if *h >= 1.0 { c.idf } else { 0.0 })
            .sum::<f32>()
            / total;
        let sft: f32 = held
            .iter()
            .zip(concepts)
            .map(|(h, c)| h * c.idf)
            .sum::<f32>()
            / total;
        let len = matches.sentence_lengths.get(s).copied().unwrap_or(20) as f32;
        let dense = sft * 2.2 / (1.2 * (0.25 + 0.75 * len / 25.0) + 1.0);
        if sft + 0.2 * dense > best.0 + 0.2 * best.1 {
            best = (sft, dense, s);
        }
        let _ = cov;
    }
    let best_s = best.2;
    let sentence = {
        let mut held = vec![false; concepts.len()];
        for m in matches
            .found
            .iter()
            .filter(|m| m.sentence == best_s && m.strength >= 1.0)
        {
            held[m.concept] = true;
        }
        share(&|c| held[c])
    };
    let mut pairs = 0.0;
    let mut possible = 0.0;
    for c in 1..concepts.len() {
        let w = (concepts[c - 1].idf + concepts[c].idf) / 2.0;
        possible += w;
        let mut firsts = matches
            .found
            .iter()
            .filter(|m| m.concept == c - 1 && m.strength >= 1.0);
        if firsts.any(|a| {
            matches.found.iter().any(|b| {
                b.concept == c
                    && b.strength >= 1.0
                    && b.position > a.position
                    && b.position - a.position <= 3
            })
        }) {
            pairs += w;
        }
    }
    let len = matches.length as f32;
    let norm = 1.2 * (0.25 + 0.75 * len / 100.0);
    let exact_bm25 = exact
        .iter()
        .zip(concepts)
        .map(|(&n, c)| c.idf * 2.2 * n as f32 / (n as f32 + norm))
        .sum::<f32>()
        / total;
    let span = passage
        .sentences
        .get(best_s)
        .map_or(0..passage.text.len(), |&(a, b)| a..b);
    let sentence_text = passage.text.get(span.clone()).unwrap_or_default();
    let evidence = Evidence {
        score: hit.score / total,
        sentence,
        paragraph: share(&|c| in_paragraph[c] > 0),
        around: share(&|c| in_paragraph[c] > 0 || hit.nearby[c]),
        exact: share(&|c| exact[c] > 0),
        pairs: if possible > 0.0 {
            pairs / possible
        } else {
            0.0
        },
        kind: f32::from(u8::from(fits(
            kind,
            sentence_text,
            &matches,
            best_s,
            passage,
        ))),
        missing: (0..concepts.len())
            .filter(|&c| in_paragraph[c] == 0 && !hit.nearby[c])
            .map(|c| concepts[c].idf)
            .fold(0.0, f32::max)
            / total,
        soft: best.0,
        dense: best.1,
        exact_bm25,
    };
    (evidence, span)
}

struct Match {
    concept: usize,
    position: usize,
    sentence: usize,
    exact: bool,
    strength: f32,
}

struct Matches {
    found: Vec<Match>,
    length: usize,
    sentence_lengths: Vec<usize>,
    /// unmatched capitalised / number tokens per sentence
    names: Vec<usize>,
    numbers: Vec<usize>,
}

fn find(passage: &Passage, concepts: &[Concept], analyzer: &mut Analyzer) -> Matches {
    let mut table: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    let mut initials = [false; 256];
    for (c, concept) in concepts.iter().enumerate() {
        for (n, name) in concept.names.iter().enumerate() {
            if let Some(first) = name.first() {
                table.entry(first).or_default().push((c, n));
                initials[first.as_bytes()[0] as usize] = true;
            }
        }
    }
    let stemmer = analyzer.clone();
    let mut words: Vec<(String, Span)> = Vec::new();
    analyzer.for_each_word(&passage.text, |span, form| {
        words.push((form.to_owned(), span))
    });
    let mut m = Matches {
        found: Vec::new(),
        length: words.len(),
        sentence_lengths: vec![0; passage.sentences.len()],
        names: vec![0; passage.sentences.len()],
        numbers: vec![0; passage.sentences.len()],
    };
    let mut sentence = 0;
    for (position, (form, span)) in words.iter().enumerate() {
        while sentence + 1 < passage.sentences.len() && passage.sentences[sentence].1 <= span.start
        {
            sentence += 1;
        }
        if let Some(l) = m.sentence_lengths.get_mut(sentence) {
            *l += 1;
        }
        let before = m.found.len();
        if initials[form.as_bytes()[0] as usize] {
            let stem = stemmer.stem(form);
            if let Some(candidates) = table.get(&*stem) {
                for &(c, n) in candidates {
                    let name = &concepts[c].names[n];
                    let whole = name.iter().enumerate().skip(1).all(|(k, want)| {
                        words
                            .get(position + k)
                            .is_some_and(|(f, _)| &*stemmer.stem(f) == want)
                    });
                    if whole {
                        m.found.push(Match {
                            concept: c,
                            position,
                            sentence,
                            exact: concepts[c].form.as_deref() == Some(form),
                            strength: 1.0,
                        });
                    }
                }
            } else {
                for (c, concept) in concepts.iter().enumerate() {
                    let Some(first) = concept
                        .names
                        .first()
                        .filter(|n| n.len() == 1)
                        .map(|n| &n[0])
                    else {
                        continue;
                    };
                    let common = first
                        .bytes()
                        .zip(stem.bytes())
                        .take_while(|(a, b)| a == b)
                        .count();
                    let longest = first.len().max(stem.len());
                    if common >= 4 && common * 10 >= longest * 6 {
                        m.found.push(Match {
                            concept: c,
                            position,
                            sentence,
                            exact: false,
                            strength: 0.5,
                        });
                    }
                }
            }
        }
        if m.found.len() == before {
            let original = passage.text.get(span.clone()).unwrap_or_default();
            if original.starts_with(char::is_uppercase)
                && passage
                    .sentences
                    .get(sentence)
                    .is_some_and(|s| s.0 != span.start)
            {
                if let Some(n) = m.names.get_mut(sentence) {
                    *n += 1;
                }
            }
            if original.starts_with(|c: char| c.is_numeric())
                || NUMBER_WORDS.contains(&form.as_str())
            {
                if let Some(n) = m.numbers.get_mut(sentence) {
                    *n += 1;
                }
            }
        }
    }
    m
}

const NUMBER_WORDS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "hundred",
    "thousand",
    "million",
    "billion",
    "half",
    "third",
    "quarter",
    "dozen",
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "several",
    "percent",
];
const TIME_WORDS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "today",
    "yesterday",
    "tomorrow",
    "century",
    "earlier",
    "week",
    "month",
    "year",
];

fn fits(kind: Kind, sentence: &str, m: &Matches, s: usize, _p: &Passage) -> bool {
    let names = m.names.get(s).copied().unwrap_or(0);
    let numbers = m.numbers.get(s).copied().unwrap_or(0);
    match kind {
        Kind::Who => names > 0,
        Kind::Where => names > 0,
        Kind::When => {
            numbers > 0 || {
                let l = sentence.to_lowercase();
                TIME_WORDS.iter().any(|w| l.contains(w))
            }
        }
        Kind::HowMuch => numbers > 0,
        Kind::Other => true,
    }
}
