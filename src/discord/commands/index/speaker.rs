//! `/index speaker`: who said a quotation, corrected.

use std::sync::Arc;

use super::verb::{ARTICLE, LONGEST_OPTION, article, curation, deferred};
use crate::corpus::NOBODY;
use crate::curation::quotations_of;
use crate::discord::autocomplete::{LONGEST_CHOICE, MOST_CHOICES, value_of};
use crate::discord::commands::command::{Command, CommandOption, OptionKind, suggest_known};
use crate::discord::commands::context::Context;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::reply::{Choice, Message};
use crate::discord::render::escape::{clean, length, shorten};
use crate::discord::render::moderation::speaker_corrected;
use crate::discord::render::quotations::LONGEST_SPEAKER;
use crate::quotations::Quotation;
use crate::text::english::joined;

/// Longer names of speakers are cut in suggestions, in characters.
const LONGEST_NAME: usize = 30;

pub(super) const COMMAND: Command = Command {
    name: "speaker",
    description: "Correct who said a quotation",
    options: &[
        ARTICLE,
        CommandOption::new(
            "quotation",
            "Which quotation of the article",
            OptionKind::Suggested,
        )
        .required(),
        CommandOption::new(
            "speaker",
            "Who said it: a name, or “nobody”",
            OptionKind::Suggested,
        )
        .required(),
    ],
    run,
    suggest,
    ..Command::SLASH
};

fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let chosen = options.required_text("article", LONGEST_OPTION)?;
    let words = options.required_text("quotation", LONGEST_OPTION)?;
    let name = options.required_text("speaker", LONGEST_SPEAKER)?;
    let article = article(context, &chosen)?;
    let quotations = of_article(context, &chosen)?;
    let picked = quotations.into_iter().find(|q| value_of(&q.text) == words);
    let words = picked.map_or(words, |quotation| quotation.text);
    let curator = Arc::clone(&curation(context)?.curator);
    let actor = context.caller.actor();
    Ok(deferred(false, move |_| {
        let speaker = Some(name.as_str()).filter(|name| !name.eq_ignore_ascii_case(NOBODY));
        let corrected = curator.correct_speaker(&actor, &article.id, &words, speaker)?;
        Ok(Message::private(speaker_corrected(&corrected)))
    }))
}

fn suggest(
    context: &Context<'_>,
    options: &CallOptions<'_>,
    option: &str,
    typed: &str,
) -> Result<Handled, Rejection> {
    match option {
        "quotation" => {
            let chosen = options.text("article", LONGEST_OPTION)?.unwrap_or_default();
            let typed = clean(typed).to_lowercase();
            let quotations = of_article(context, &chosen)?;
            let choices = quotations
                .iter()
                .filter(|quotation| clean(&quotation.text).to_lowercase().contains(&typed))
                .take(MOST_CHOICES)
                .map(choice);
            Ok(Handled::suggested(choices.collect(), None))
        }
        "speaker" => {
            let mut choices = Vec::new();
            if NOBODY.starts_with(&clean(typed).to_lowercase()) {
                choices.push(Choice {
                    name: format!("{NOBODY}: not said by anybody"),
                    value: NOBODY.to_owned(),
                });
            }
            if let Some(directory) = context.directory_at_once()? {
                choices.extend(directory.suggest_speaker(typed));
            }
            choices.truncate(MOST_CHOICES);
            Ok(Handled::suggested(choices, None))
        }
        _ => suggest_known(context, options, option, typed),
    }
}

/// The quotations of the article that was chosen; none if it is no article.
fn of_article(context: &Context<'_>, chosen: &str) -> Result<Vec<Quotation>, Rejection> {
    let Some(snapshot) = context.live.snapshot() else {
        return Ok(Vec::new());
    };
    match context.directory(&*snapshot)?.article(chosen) {
        Some(article) => Ok(quotations_of(&*snapshot, &article.id)?),
        None => Ok(Vec::new()),
    }
}

/// `“We will build a bridge here.” — Ada Example`
fn choice(quotation: &Quotation) -> Choice {
    let names = quotation
        .speakers()
        .iter()
        .map(|speaker| clean(&speaker.name));
    let names = joined(names).unwrap_or_else(|| "speaker not named".to_owned());
    let after = format!("” — {}", shorten(&names, LONGEST_NAME));
    let words = clean(&quotation.text);
    let words = shorten(&words, LONGEST_CHOICE - length(&after) - 1);
    Choice {
        name: format!("“{words}{after}"),
        value: value_of(&quotation.text),
    }
}
