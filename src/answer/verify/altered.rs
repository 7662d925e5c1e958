//! The quotation that a text comes nearest to, and texts that were put together from several.

use std::ops::Range;

use super::verbatim::{SpeakerAgreement, attributed};
use super::verdict::{Verdict, Verification, Warning};
use super::warnings::warnings;
use crate::answer::asker::Asker;
use crate::answer::quote::{FoundQuotation, forms, rarest};
use crate::answer::similarity::{Similarity, similarity};
use crate::answer::speaker_match::SpeakerName;
use crate::index::{IndexError, QuotationQuery, QuotedPassage, Search};
use crate::quotations::Quotation;
use crate::text::compare::{ComparedText, Step, align, changes, is_content, place};

/// By so many of its rarest words the neighbours of a text are looked for.
const TELLING_WORDS: usize = 24;
const MOST_PARAGRAPHS: usize = 50;
/// So many of them, which share most words with it, are compared word by word.
const MOST_COMPARED: usize = 12;

/// A piece of a stitched text has at least so many words.
const SHORTEST_PIECE: usize = 3;
/// So much of a stitched text comes from quotations.
const STITCHED_SHARE: f32 = 0.85;
const MOST_PIECES: usize = 8;
/// Of a quotation that never ends the beginning is enough.
const MOST_WORDS: usize = 2_000;

struct Compared<'a> {
    paragraph: &'a QuotedPassage,
    quotation: &'a Quotation,
    steps: Vec<Step>,
    similarity: Similarity,
    attributed: SpeakerAgreement,
}

impl Asker {
    /// Looks for the quotation that a text was made of.
    pub(super) fn altered(
        &self,
        engine: &dyn Search,
        given: &ComparedText<'_>,
        person: Option<&SpeakerName<'_>>,
    ) -> Result<Option<Verification>, IndexError> {
        let paragraphs = neighbours(engine, given)?;
        let nearest = nearest(&paragraphs, given, person);
        if let Some(pieces) = pieces(&paragraphs, given, nearest.as_ref()) {
            return Ok(self.stitched(&pieces, given));
        }
        let Some(nearest) = nearest.filter(|nearest| nearest.similarity.is_near()) else {
            return Ok(None);
        };
        let quoted = ComparedText::new(&nearest.quotation.text);
        let mut warnings = warnings(&nearest.steps, &quoted, given, &self.aliases);
        match nearest.attributed {
            SpeakerAgreement::Differs => warnings.push(Warning::OtherSpeaker),
            SpeakerAgreement::Unknown if person.is_some() => warnings.push(Warning::UnknownSpeaker),
            _ => {}
        }
        let mut found = FoundQuotation::new(nearest.quotation, nearest.paragraph);
        self.add_places(engine, &mut found)?;
        let verdict = Verdict::Altered {
            difference: changes(&nearest.steps, &quoted, given),
            found: Box::new(found),
            stitched: Vec::new(),
        };
        Ok(Some(Verification {
            speaker: None,
            verdict,
            warnings,
        }))
    }
}

/// A quotation of which a text has something, and the words of the text that have it.
struct Piece<'a> {
    paragraph: &'a QuotedPassage,
    quotation: &'a Quotation,
    given: Range<usize>,
}

impl Asker {
    /// A text that was put together from several quotations. Each piece is compared with its own
    /// quotation, so that a denial that got lost between them shows.
    fn stitched(&self, pieces: &[Piece<'_>], given: &ComparedText<'_>) -> Option<Verification> {
        let text_of = |words: Range<usize>| {
            let text = given.text.get(place(&given.words, words));
            ComparedText::new(text.unwrap_or_default())
        };
        let mut warned = vec![Warning::Stitched];
        let mut end = 0;
        for piece in pieces {
            let (quoted, part) = (
                ComparedText::new(&piece.quotation.text),
                text_of(piece.given.clone()),
            );
            let steps = align(&quoted.words, &part);
            warned.extend(warnings(&steps, &quoted, &part, &self.aliases));
            // Words between two pieces are in no quotation.
            let between = text_of(end..piece.given.start);
            let steps = align(&[], &between);
            warned.extend(warnings(
                &steps,
                &ComparedText::new(""),
                &between,
                &self.aliases,
            ));
            end = piece.given.end;
        }
        let behind = text_of(end..given.words.len());
        let steps = align(&[], &behind);
        warned.extend(warnings(
            &steps,
            &ComparedText::new(""),
            &behind,
            &self.aliases,
        ));
        warned.sort_by_key(Warning::rank);
        warned.dedup();
        let mut found = pieces
            .iter()
            .map(|piece| FoundQuotation::new(piece.quotation, piece.paragraph));
        let first = found.next()?;
        let quoted = ComparedText::new(&first.quotation.text);
        let steps = align(&quoted.words, given);
        Some(Verification {
            speaker: None,
            verdict: Verdict::Altered {
                difference: changes(&steps, &quoted, given),
                found: Box::new(first.clone()),
                stitched: found.collect(),
            },
            warnings: warned,
        })
    }
}

/// Paragraphs whose quotations share words with the text.
fn neighbours(
    engine: &dyn Search,
    given: &ComparedText<'_>,
) -> Result<Vec<QuotedPassage>, IndexError> {
    let words = rarest(engine, &given.forms(), TELLING_WORDS)?;
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut paragraphs = engine.quotations(&QuotationQuery {
        words,
        limit: MOST_PARAGRAPHS,
        ..QuotationQuery::default()
    })?;
    // The pieces of a stitched text may be few beside all that shares words with the whole.
    let pieces = given.sentences();
    if pieces.len() > 1 {
        for piece in pieces.into_iter().take(MOST_PIECES) {
            paragraphs.extend(engine.quotations(&QuotationQuery {
                runs: vec![piece],
                limit: 2,
                ..QuotationQuery::default()
            })?);
        }
    }
    Ok(paragraphs)
}

/// The quotation that has most in common with the text.
fn nearest<'a>(
    paragraphs: &'a [QuotedPassage],
    given: &ComparedText<'_>,
    person: Option<&SpeakerName<'_>>,
) -> Option<Compared<'a>> {
    let mut words = given.forms();
    words.sort_unstable();
    let mut sharing: Vec<(usize, &QuotedPassage, &Quotation)> = each_once(paragraphs)
        .map(|(paragraph, quotation)| {
            let shared = forms(&quotation.text)
                .iter()
                .filter(|word| words.binary_search(word).is_ok())
                .count();
            (shared.min(words.len()), paragraph, quotation)
        })
        .collect();
    sharing.sort_by_key(|(shared, ..)| std::cmp::Reverse(*shared));
    sharing
        .into_iter()
        .take(MOST_COMPARED)
        .map(|(_, paragraph, quotation)| {
            let quoted = ComparedText::new(&quotation.text);
            let steps = align(&quoted.words, given);
            Compared {
                paragraph,
                quotation,
                similarity: similarity(&steps, &quoted, given),
                attributed: attributed(quotation, person),
                steps,
            }
        })
        .min_by(|a, b| {
            let by_share = b.similarity.share.total_cmp(&a.similarity.share);
            let by_length = b.similarity.kept.cmp(&a.similarity.kept);
            let nearness = b.similarity.is_near().cmp(&a.similarity.is_near());
            nearness
                .then(by_share)
                .then(by_length)
                .then(a.attributed.cmp(&b.attributed))
        })
}

/// The quotations that a text was put together from, in its order, if it was.
fn pieces<'a>(
    paragraphs: &'a [QuotedPassage],
    given: &ComparedText<'_>,
    nearest: Option<&Compared<'_>>,
) -> Option<Vec<Piece<'a>>> {
    let text = given.forms();
    let quotations: Vec<(&'a QuotedPassage, &'a Quotation, Vec<String>)> = each_once(paragraphs)
        .map(|(paragraph, quotation)| {
            let mut words = forms(&quotation.text);
            words.truncate(MOST_WORDS);
            (paragraph, quotation, words)
        })
        .collect();
    let (mut at, mut covered) = (0, 0);
    let mut used: Vec<(usize, Range<usize>)> = Vec::new();
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let longest = quotations
            .iter()
            .enumerate()
            .map(|(n, (.., words))| (common_run(words, rest), n))
            // Of two equally long pieces the one of a quotation that was used before.
            .max_by_key(|(length, n)| {
                let goes_on = used.last().is_some_and(|(last, _)| last == n);
                (*length, goes_on, std::cmp::Reverse(*n))
            });
        let piece = longest.filter(|(length, _)| {
            let words = rest.get(..*length).unwrap_or_default();
            *length >= SHORTEST_PIECE || words.iter().filter(|word| is_content(word)).count() > 1
        });
        match piece {
            Some((length, n)) => {
                match used.last_mut() {
                    Some((last, words)) if *last == n => words.end = at + length,
                    _ => used.push((n, at..at + length)),
                }
                covered += length;
                at += length;
            }
            None => at += 1,
        }
    }
    let is_covered = covered as f32 >= STITCHED_SHARE * text.len() as f32;
    let by_one = nearest.map_or(0, |nearest| nearest.similarity.kept);
    let mut distinct: Vec<usize> = used.iter().map(|(n, _)| *n).collect();
    distinct.sort_unstable();
    distinct.dedup();
    if !is_covered || distinct.len() < 2 || used.len() > MOST_PIECES || by_one + 1 >= covered {
        return None;
    }
    let piece = |(n, given): (usize, Range<usize>)| {
        let (paragraph, quotation, _) = quotations.get(n)?;
        Some(Piece {
            paragraph,
            quotation,
            given,
        })
    };
    used.into_iter().map(piece).collect()
}

/// How many words at the beginning of `text` stand somewhere in `words` one after another.
fn common_run(words: &[String], text: &[String]) -> usize {
    (0..words.len())
        .map(|from| {
            let here = words.iter().skip(from);
            here.zip(text)
                .take_while(|(one, other)| one == other)
                .count()
        })
        .max()
        .unwrap_or(0)
}

/// The quotations of several paragraphs, each with its paragraph, once.
fn each_once(paragraphs: &[QuotedPassage]) -> impl Iterator<Item = (&QuotedPassage, &Quotation)> {
    paragraphs
        .iter()
        .enumerate()
        .filter(|(n, paragraph)| {
            let is_same = |other: &QuotedPassage| {
                (&other.passage.article, other.passage.number)
                    == (&paragraph.passage.article, paragraph.passage.number)
            };
            !paragraphs.iter().take(*n).any(is_same)
        })
        .flat_map(|(_, paragraph)| paragraph.quotations.iter().map(move |q| (paragraph, q)))
}
