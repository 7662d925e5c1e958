//! `/index speaker`: corrects the speaker of a quotation.

use super::verb::{ARTICLE, MAX_OPTION_LENGTH, article, curator, deferred};
use crate::corpus::NOBODY;
use crate::curation::quotations_of;
use crate::discord::autocomplete::{MAX_CHOICE_LENGTH, MAX_CHOICES, choice_value};
use crate::discord::commands::command::{
    Command, CommandOption, OptionKind, Typing, suggest_known,
};
use crate::discord::commands::context::Context;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::reply::{Choice, Message};
use crate::discord::render::escape::{clean, length, shorten};
use crate::discord::render::moderation::speaker_corrected;
use crate::discord::render::quotations::MAX_SPEAKER_LENGTH;
use crate::quotations::Quotation;
use crate::text::english::joined;

/// Maximum length of a speaker's name in a suggestion, in characters.
const MAX_NAME_LENGTH: usize = 30;

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
    let chosen = options.required_text("article", MAX_OPTION_LENGTH)?;
    let words = options.required_text("quotation", MAX_OPTION_LENGTH)?;
    let name = options.required_text("speaker", MAX_SPEAKER_LENGTH)?;
    let article = article(context, &chosen)?;
    let quotations = of_article(context, &chosen)?;
    let picked = quotations
        .into_iter()
        .find(|q| choice_value(&q.text) == words);
    let words = picked.map_or(words, |quotation| quotation.text);
    let (curator, actor) = (curator(context)?, context.caller.actor());
    Ok(deferred(false, move |_| {
        let speaker = Some(name.as_str()).filter(|name| !name.eq_ignore_ascii_case(NOBODY));
        let corrected = curator.correct_speaker(&actor, &article.id, &words, speaker)?;
        Ok(Message::private(speaker_corrected(&corrected)))
    }))
}

fn suggest(context: &Context<'_>, typing: &Typing<'_>) -> Result<Handled, Rejection> {
    match typing.option {
        "quotation" => {
            let typed = clean(typing.text).to_lowercase();
            let chosen = typing.options.text("article", MAX_OPTION_LENGTH)?;
            let quotations = of_article(context, &chosen.unwrap_or_default())?;
            let choices = quotations
                .iter()
                .filter(|quotation| clean(&quotation.text).to_lowercase().contains(&typed))
                .take(MAX_CHOICES)
                .map(choice);
            Ok(Handled::suggested(choices.collect(), None))
        }
        "speaker" => {
            let mut choices = Vec::new();
            if NOBODY.starts_with(&clean(typing.text).to_lowercase()) {
                choices.push(Choice {
                    name: format!("{NOBODY}: not said by anybody"),
                    value: NOBODY.to_owned(),
                });
            }
            if let Some(directory) = context.directory_for_suggestions()? {
                choices.extend(directory.suggest_speaker(typing.text));
            }
            choices.truncate(MAX_CHOICES);
            Ok(Handled::suggested(choices, None))
        }
        _ => suggest_known(context, typing),
    }
}

/// Returns the quotations of the chosen article; none if there is no such article.
fn of_article(context: &Context<'_>, chosen: &str) -> Result<Vec<Quotation>, Rejection> {
    let Some(snapshot) = context.bot.live.snapshot() else {
        return Ok(Vec::new());
    };
    match context.directory(&*snapshot)?.article(chosen) {
        Some(article) => Ok(quotations_of(&*snapshot, &article.id)?),
        None => Ok(Vec::new()),
    }
}

/// Returns a suggestion such as `“We will build a bridge here.” — Ada Example`.
fn choice(quotation: &Quotation) -> Choice {
    let names = quotation
        .speakers()
        .iter()
        .map(|speaker| clean(&speaker.name));
    let names = joined(names).unwrap_or_else(|| "speaker not named".to_owned());
    let after = format!("” — {}", shorten(&names, MAX_NAME_LENGTH));
    let words = clean(&quotation.text);
    let words = shorten(&words, MAX_CHOICE_LENGTH - length(&after) - 1);
    Choice {
        name: format!("“{words}{after}"),
        value: choice_value(&quotation.text),
    }
}
