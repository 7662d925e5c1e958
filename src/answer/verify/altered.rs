//! Altered quotations: the quotation nearest to a text, and texts stitched together from several
//! quotations.

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

/// Number of a text's rarest words with which similar quotations are searched.
const MAX_RARE_WORDS: usize = 24;
/// Maximum number of paragraphs found by them.
const MAX_PARAGRAPHS: usize = 50;
/// Maximum number of quotations that are aligned word by word: those that share most words.
const MAX_ALIGNED: usize = 12;

/// Minimum number of words of a piece of a stitched text.
const MIN_PIECE_WORDS: usize = 3;
/// Minimum share of a stitched text that its pieces cover.
const MIN_STITCHED_SHARE: f32 = 0.85;
/// Maximum number of pieces of a stitched text.
const MAX_PIECES: usize = 8;
/// Maximum number of words of a quotation that are searched for pieces.
const MAX_QUOTATION_WORDS: usize = 2_000;

/// Quotation that may be the altered one, with its words.
struct Candidate<'a> {
    paragraph: &'a QuotedPassage,
    quotation: &'a Quotation,
    words: Vec<String>,
}

/// Candidate aligned with the text.
struct AlignedQuotation<'a> {
    candidate: &'a Candidate<'a>,
    steps: Vec<Step>,
    similarity: Similarity,
    attributed: SpeakerAgreement,
}

impl Asker {
    /// Returns the verdict that a text is an altered quotation or a stitched text, if it is.
    pub(super) fn altered(
        &self,
        engine: &dyn Search,
        given: &ComparedText<'_>,
        person: Option<&SpeakerName<'_>>,
    ) -> Result<Option<Verification>, IndexError> {
        let paragraphs = similar_paragraphs(engine, given)?;
        let candidates: Vec<Candidate<'_>> = distinct_quotations(&paragraphs)
            .map(|(paragraph, quotation)| Candidate {
                paragraph,
                quotation,
                words: forms(&quotation.text),
            })
            .collect();
        let nearest = most_similar(&candidates, given, person);
        if let Some(pieces) = stitched_pieces(&candidates, given, nearest.as_ref()) {
            return Ok(self.stitched_verdict(&pieces, given));
        }
        let Some(nearest) = nearest.filter(|nearest| nearest.similarity.is_near()) else {
            return Ok(None);
        };
        let quoted = ComparedText::new(&nearest.candidate.quotation.text);
        let mut warnings = warnings(&nearest.steps, &quoted, given, &self.aliases);
        match nearest.attributed {
            SpeakerAgreement::Differs => warnings.push(Warning::OtherSpeaker),
            SpeakerAgreement::Unknown if person.is_some() => warnings.push(Warning::UnknownSpeaker),
            _ => {}
        }
        let mut found = nearest.candidate.to_found();
        self.add_repetitions(engine, &mut found)?;
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

impl Candidate<'_> {
    fn to_found(&self) -> FoundQuotation {
        FoundQuotation::new(self.quotation, self.paragraph)
    }
}

/// Piece of a stitched text: a quotation and the range of the text's words that come from it.
struct Piece<'a> {
    candidate: &'a Candidate<'a>,
    given: Range<usize>,
}

impl Asker {
    /// Returns the verdict on a stitched text. Each piece is compared with its own quotation, so
    /// that a dropped negation is reported.
    fn stitched_verdict(
        &self,
        pieces: &[Piece<'_>],
        given: &ComparedText<'_>,
    ) -> Option<Verification> {
        let text_of = |words: Range<usize>| {
            let text = given.text.get(place(&given.words, words));
            ComparedText::new(text.unwrap_or_default())
        };
        let compared = |quotation: &str, words: Range<usize>| {
            let (quoted, part) = (ComparedText::new(quotation), text_of(words));
            let steps = align(&quoted.words, &part);
            warnings(&steps, &quoted, &part, &self.aliases)
        };
        let mut warned = vec![Warning::Stitched];
        let mut end = 0;
        for piece in pieces {
            let quotation = &piece.candidate.quotation.text;
            warned.extend(compared(quotation, piece.given.clone()));
            // Words between two pieces do not come from any quotation.
            warned.extend(compared("", end..piece.given.start));
            end = piece.given.end;
        }
        warned.extend(compared("", end..given.words.len()));
        warned.sort_by_key(Warning::rank);
        warned.dedup();
        let mut found = pieces.iter().map(|piece| piece.candidate.to_found());
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

/// Returns paragraphs whose quotations share rare words with the text.
fn similar_paragraphs(
    engine: &dyn Search,
    given: &ComparedText<'_>,
) -> Result<Vec<QuotedPassage>, IndexError> {
    let words = rarest(engine, &given.forms(), MAX_RARE_WORDS)?;
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut paragraphs = engine.quotations(&QuotationQuery {
        words,
        limit: MAX_PARAGRAPHS,
        ..QuotationQuery::default()
    })?;
    // The paragraphs of a stitched text's pieces may rank low in a search for the whole text.
    let pieces = given.sentences();
    if pieces.len() > 1 {
        for piece in pieces.into_iter().take(MAX_PIECES) {
            paragraphs.extend(engine.quotations(&QuotationQuery {
                runs: vec![piece],
                limit: 2,
                ..QuotationQuery::default()
            })?);
        }
    }
    Ok(paragraphs)
}

/// Returns the quotation most similar to the text.
fn most_similar<'a>(
    candidates: &'a [Candidate<'a>],
    given: &ComparedText<'_>,
    person: Option<&SpeakerName<'_>>,
) -> Option<AlignedQuotation<'a>> {
    let mut words = given.forms();
    words.sort_unstable();
    let mut sharing: Vec<(usize, &Candidate<'_>)> = candidates
        .iter()
        .map(|candidate| {
            let theirs = candidate.words.iter();
            let shared = theirs.filter(|word| words.binary_search(word).is_ok());
            (shared.count().min(words.len()), candidate)
        })
        .collect();
    sharing.sort_by_key(|(shared, ..)| std::cmp::Reverse(*shared));
    sharing
        .into_iter()
        .take(MAX_ALIGNED)
        .map(|(_, candidate)| {
            let quoted = ComparedText::new(&candidate.quotation.text);
            let steps = align(&quoted.words, given);
            AlignedQuotation {
                candidate,
                similarity: similarity(&steps, &quoted, given),
                attributed: attributed(candidate.quotation, person),
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

/// Returns the pieces of a stitched text in its order; `None` if it is not one.
fn stitched_pieces<'a>(
    candidates: &'a [Candidate<'a>],
    given: &ComparedText<'_>,
    nearest: Option<&AlignedQuotation<'_>>,
) -> Option<Vec<Piece<'a>>> {
    let text = given.forms();
    let (mut at, mut covered) = (0, 0);
    let mut used: Vec<(usize, Range<usize>)> = Vec::new();
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let longest = candidates
            .iter()
            .enumerate()
            .map(|(n, candidate)| (common_prefix(&candidate.words, rest), n))
            // Among equally long pieces, one from the last used quotation is preferred.
            .max_by_key(|(length, n)| {
                let goes_on = used.last().is_some_and(|(last, _)| last == n);
                (*length, goes_on, std::cmp::Reverse(*n))
            });
        let piece = longest.filter(|(length, _)| {
            let words = rest.get(..*length).unwrap_or_default();
            *length >= MIN_PIECE_WORDS || words.iter().filter(|word| is_content(word)).count() > 1
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
    let is_covered = covered as f32 >= MIN_STITCHED_SHARE * text.len() as f32;
    let by_one = nearest.map_or(0, |nearest| nearest.similarity.kept);
    let mut distinct: Vec<usize> = used.iter().map(|(n, _)| *n).collect();
    distinct.sort_unstable();
    distinct.dedup();
    if !is_covered || distinct.len() < 2 || used.len() > MAX_PIECES || by_one + 1 >= covered {
        return None;
    }
    let pieces = used.into_iter().map(|(n, given)| Piece {
        candidate: &candidates[n],
        given,
    });
    Some(pieces.collect())
}

/// Returns the length of the longest prefix of `text` that occurs in `words` consecutively, within
/// the first [`MAX_QUOTATION_WORDS`].
fn common_prefix(words: &[String], text: &[String]) -> usize {
    let words = words.get(..MAX_QUOTATION_WORDS).unwrap_or(words);
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

/// Returns the quotations of all paragraphs, without repeated paragraphs.
fn distinct_quotations(
    paragraphs: &[QuotedPassage],
) -> impl Iterator<Item = (&QuotedPassage, &Quotation)> {
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
