//! Extracting claims from a chat message: words that somebody is claimed to have said, often with a
//! name.

use super::signatures::{IsKnown, signature, split_label, split_signature};
use crate::corpus::{Article, Block, Draft};
use crate::lexicon::{self, Aliases, Class};
use crate::quotations::{Basis, HIGH_PRECISION, Quotation, extract};
use crate::text::words::Words;

/// Claimed quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Words of the claimed quotation.
    pub text: String,
    /// Claimed speaker.
    pub speaker: Option<String>,
}

impl Claim {
    fn of_nobody(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            speaker: None,
        }
    }
}

/// Returns the claim of a pasted text; the whole text without a speaker if it names nobody.
pub(super) fn claim(text: &str, aliases: &Aliases, is_known: IsKnown<'_>) -> Claim {
    let quotations = quotations_in(text, aliases);
    if let [quotation] = quotations.as_slice() {
        let speaker = speaker_beside(text, quotation, is_known).or_else(|| {
            speaker_in_sentence(quotation).filter(|_| is_only_attributed(text, quotation))
        });
        if speaker.is_some() {
            let text = quotation.text.clone();
            return Claim { text, speaker };
        }
    }
    if quotations.is_empty()
        && let Some(claim) = signed_claim(text, is_known)
    {
        return claim;
    }
    Claim::of_nobody(text)
}

/// Returns the claims of a message: each of its quotations, or else its block quotes and code
/// blocks, or else the message as a whole.
pub(super) fn claims(text: &str, aliases: &Aliases, is_known: IsKnown<'_>) -> Vec<Claim> {
    let quotations = quotations_in(text, aliases);
    if !quotations.is_empty() {
        let claims = quotations.iter().map(|quotation| Claim {
            text: quotation.text.clone(),
            speaker: speaker_beside(text, quotation, is_known)
                .or_else(|| speaker_in_sentence(quotation)),
        });
        return claims.collect();
    }
    let mut claims = Vec::new();
    let mut lines = text.lines().peekable();
    let mut fence: Option<Vec<&str>> = None;
    while let Some(line) = lines.next() {
        let bare = line.trim_start();
        let block: Vec<&str> = match (&mut fence, bare.strip_prefix('>')) {
            (Some(_), _) if bare.starts_with("```") => fence.take().unwrap_or_default(),
            (Some(code), _) => {
                code.push(line);
                continue;
            }
            (None, Some(first)) => {
                let mut block = vec![first];
                while let Some(next) = lines
                    .peek()
                    .and_then(|next| next.trim_start().strip_prefix('>'))
                {
                    block.push(next);
                    lines.next();
                }
                block
            }
            (None, None) => {
                if let Some(code) = bare.strip_prefix("```") {
                    match code.strip_suffix("```") {
                        Some(code) => vec![code],
                        None => {
                            fence = Some(Vec::new());
                            continue;
                        }
                    }
                } else {
                    continue;
                }
            }
        };
        let block = block.join("\n");
        let mut claim = signed_claim(&block, is_known)
            .unwrap_or_else(|| Claim::of_nobody(block.trim_matches(['>', ' ', '\n'])));
        if claim.speaker.is_none() {
            claim.speaker = lines.peek().and_then(|next| signature(next, is_known));
        }
        claims.push(claim);
    }
    claims.retain(|claim| claim.text.contains(char::is_alphanumeric));
    if claims.is_empty() {
        claims.push(signed_claim(text, is_known).unwrap_or_else(|| Claim::of_nobody(text)));
    }
    claims
}

/// Returns the claim of a text without quotation marks that is signed or labelled with a name.
fn signed_claim(text: &str, is_known: IsKnown<'_>) -> Option<Claim> {
    let text = text.trim();
    if let Some((body, last)) = text.rsplit_once('\n')
        && let Some(speaker) = signature(last, is_known)
        && body.contains(char::is_alphanumeric)
    {
        return Some(Claim {
            text: body.trim().to_owned(),
            speaker: Some(speaker),
        });
    }
    if let Some((words, speaker)) = split_signature(text, is_known) {
        return Some(Claim {
            text: words.trim().to_owned(),
            speaker: Some(speaker),
        });
    }
    let (speaker, words) = split_label(text, is_known)?;
    Some(Claim {
        text: words.to_owned(),
        speaker: Some(speaker),
    })
}

/// Returns the quotations of a text, with each line as a paragraph. Backticks mark code in chats,
/// and do not count as quotation marks.
fn quotations_in(text: &str, aliases: &Aliases) -> Vec<Quotation> {
    let text = text.replace('`', " ");
    let lines = text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some(Block::Paragraph(start..start + line.trim_end().len()))
    });
    let draft = Draft {
        blocks: lines.collect(),
        text: text.clone(),
        ..Draft::default()
    };
    let article = Article::new(draft, "message", "message");
    article
        .map(|article| extract(&article, aliases, HIGH_PRECISION))
        .unwrap_or_default()
}

/// Returns the speaker that the sentence of a quotation names.
fn speaker_in_sentence(quotation: &Quotation) -> Option<String> {
    let attribution = quotation.attribution.as_ref()?;
    match attribution.speakers.as_slice() {
        [one] if attribution.basis == Basis::Named => Some(one.name.clone()),
        _ => None,
    }
}

/// Returns the name beside a quotation, as written in chats: after its closing mark, on the next
/// line, or before it with a colon.
fn speaker_beside(text: &str, quotation: &Quotation, is_known: IsKnown<'_>) -> Option<String> {
    let (start, end) = (quotation.spans.first()?.start, quotation.spans.last()?.end);
    let (before, behind) = (text.get(..start)?, text.get(end..)?);
    let is_closing = |c: char| matches!(c, '”' | '"' | '“' | '»' | '’' | '\'' | '」' | '*' | '_');
    let mut lines = behind.split('\n');
    let tail = lines.next()?.trim_start_matches(is_closing);
    let label = before.rsplit('\n').next()?;
    let label = label.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':');
    signature(tail, is_known)
        .or_else(|| {
            let is_alone = !tail.contains(char::is_alphanumeric);
            let next = lines.find(|line| line.contains(char::is_alphanumeric));
            next.filter(|_| is_alone)
                .and_then(|line| signature(line, is_known))
        })
        .or_else(|| {
            let label = label.strip_suffix(':')?;
            signature(&format!("– {label}"), is_known)
        })
}

/// Returns whether the words around a quotation only attribute it.
fn is_only_attributed(text: &str, quotation: &Quotation) -> bool {
    let Some(attribution) = &quotation.attribution else {
        return false;
    };
    let mut said = quotation.spans.clone();
    said.extend(attribution.speaker_span.clone());
    said.extend(attribution.cue_span.clone());
    let around = Class::FUNCTION
        | Class::HUMAN
        | Class::TITLE
        | Class::NATION
        | Class::PLACE
        | Class::ORG
        | Class::PORTFOLIO;
    Words::new(text).all(|(at, word)| {
        said.iter().any(|span| span.contains(&at))
            || lexicon::is(word, around)
            || word.starts_with(char::is_uppercase)
            || word.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str) -> bool {
        ["Ida Holm", "Holm"].contains(&name)
    }

    fn check(message: &str, expected: &[(&str, Option<&str>)]) {
        let claims = claims(message, &Aliases::built_in(), &known);
        let found: Vec<(&str, Option<&str>)> = claims
            .iter()
            .map(|claim| (claim.text.as_str(), claim.speaker.as_deref()))
            .collect();
        assert_eq!(found, expected, "{message}");
    }

    #[test]
    fn speakers_are_found_in_many_forms() {
        for message in [
            "“We will sail.” – Ida Holm",
            "“We will sail.” -Ida Holm",
            "“We will sail.” ~ Ida Holm",
            "\"We will sail.\" (Ida Holm)",
            "“We will sail.”\nIda Holm",
            "“We will sail.”\n\n- Ida Holm, mayor of Brell",
            "Ida Holm: “We will sail.”",
            "**“We will sail.”** — *Ida Holm*",
            "> “We will sail.”\n> — Ida Holm",
            "> We will sail.\n— Ida Holm",
            "> We will sail. – Ida Holm",
            "```\nWe will sail.\n```\nIda Holm",
            "```We will sail.```\n~ Ida Holm",
            "We will sail.\n– Ida Holm",
            "We will sail. — Ida Holm",
            "Ida Holm: We will sail.",
            "Ida Holm said, “We will sail.”",
        ] {
            check(message, &[("We will sail.", Some("Ida Holm"))]);
        }
    }

    #[test]
    fn each_quotation_has_its_own_speaker() {
        check(
            "“We will sail.” – Ida Holm\n“The ice is thick.” – Bo Lund\nlook at this: “It is late.”",
            &[
                ("We will sail.", Some("Ida Holm")),
                ("The ice is thick.", Some("Bo Lund")),
                ("It is late.", None),
            ],
        );
        check("> We will sail.\nso true", &[("We will sail.", None)]);
        check("just chatting", &[("just chatting", None)]);
    }

    #[test]
    fn a_quotation_with_its_attribution_is_a_claim() {
        let read = |text: &str| {
            let claim = claim(text, &Aliases::built_in(), &known);
            (claim.text, claim.speaker)
        };
        let (text, speaker) = read("Ida Holm told reporters on Monday: “We will sail.”");
        assert_eq!(
            (text.as_str(), speaker.as_deref()),
            ("We will sail.", Some("Ida Holm"))
        );
        let pasted = "Ida Holm said that “ten tons of salt” had melted";
        assert_eq!(read(pasted), (pasted.to_owned(), None));
    }
}
