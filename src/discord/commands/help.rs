//! `/help`: what the bot can do, with examples made from the current articles.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::command::Command;
use super::context::Context;
use crate::answer::QuoteRequest;
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::reply::Message;
use crate::discord::render::help::{Examples, render};
use crate::index::Search;

/// Greetings and requests for help in lower case without punctuation, one on each line.
const REQUESTS: &str = include_str!("../locales/requests_for_help.txt");

pub(super) const COMMAND: Command = Command {
    name: "help",
    description: "What can you ask me? With examples",
    run: |context, _| help(context, &*context.snapshot()?, None),
    ..Command::SLASH
};

/// Replies privately with the help text; `asked` is the greeting or request that was typed as a
/// question.
pub(super) fn help(
    context: &Context<'_>,
    snapshot: &dyn Search,
    asked: Option<&str>,
) -> Result<Handled, Rejection> {
    let directory = context.directory(snapshot)?;
    let speaker = directory.most_quoted();
    let mut quotations = Vec::new();
    if speaker.is_some() {
        let request = QuoteRequest {
            speaker,
            limit: 1,
            ..QuoteRequest::default()
        };
        quotations = context.reader(snapshot).asker.quote(snapshot, &request)?;
    }
    let examples = Examples {
        articles: directory.articles.len(),
        title: directory.articles.first().map(|article| &*article.title),
        speaker,
        quotation: quotations.first().map(|found| &*found.quotation.text),
    };
    Ok(Handled::answered(
        Message::private(render(asked, &examples)),
        InteractionOutcome::Answered,
        snapshot,
    ))
}

/// Returns whether a question is a greeting, or asks what the bot can do.
pub(super) fn is_request_for_help(question: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| REQUESTS.lines().collect());
    let lower = question.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.is_empty() || KNOWN.contains(words.join(" ").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greetings_are_recognized() {
        for greeting in [
            "Hello!",
            "hi",
            "HELP",
            "What can you do?",
            "how does this work",
            "?",
        ] {
            assert!(is_request_for_help(greeting), "{greeting}");
        }
        for question in ["Who said hello?", "What help did they get?", "summary"] {
            assert!(!is_request_for_help(question), "{question}");
        }
    }
}
