//! `/quote`: searches quotations by their words, their speaker, or both.

use super::buttons::{PageButtons, View, ask_again, state, unreadable, update_current};
use super::command::{
    AFTER, ARTICLE, BEFORE, Command, CommandOption, OptionKind, PRIVATE, SPEAKER,
};
use super::context::{Context, MAX_ARTICLE_LENGTH};
use super::context_and_share;
use crate::answer::{FoundQuotation, QuoteRequest};
use crate::discord::metrics::{RENDER, SEARCH, timed};
use crate::discord::protocol::custom_id::{CustomId, ReplyKind, article_key};
use crate::discord::protocol::date_range::DateRange;
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::Message;
use crate::discord::render::citation::part;
use crate::discord::render::layout::RenderedPage;
use crate::discord::render::passages::{head, question_of};
use crate::discord::render::quotations::{
    MAX_SPEAKER_LENGTH, MAX_WORDS_LENGTH, asked_for, pages, question,
};
use crate::index::Search;

/// Maximum number of quotations over all pages.
const MAX_QUOTATIONS: usize = 30;

pub(super) const COMMAND: Command = Command {
    name: "quote",
    description: "Who said what? Quotations by their words, their speaker, or both",
    options: &[
        CommandOption::new(
            "words",
            "Words of the quotation, in any order; “in quotes” as they stand",
            OptionKind::Text(MAX_WORDS_LENGTH),
        ),
        SPEAKER,
        ARTICLE,
        AFTER,
        BEFORE,
        PRIVATE,
    ],
    run,
    press,
    ..Command::SLASH
};

/// Search for quotations.
struct QuotationSearch {
    /// Words of the quotation; empty for any.
    words: String,
    /// Speaker; empty for anybody.
    speaker: String,
    /// ID of the only article to search.
    article: Option<String>,
    /// Days of publication to search.
    dates: DateRange,
}

fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let words = options.text("words", MAX_WORDS_LENGTH)?.unwrap_or_default();
    let speaker = options
        .text("speaker", MAX_SPEAKER_LENGTH)?
        .unwrap_or_default();
    let article = options.text("article", MAX_ARTICLE_LENGTH)?;
    if words.is_empty() && speaker.is_empty() && article.is_none() {
        let sentence = "Please say what to look for: use the command again with `words`, \
                        `speaker` or `article`.";
        return Err(Refusal::new(sentence).into());
    }
    let dates = DateRange::parse(options, context.today())?;
    let private = options.flag("private")?;
    let snapshot = context.snapshot()?;
    let wanted = QuotationSearch {
        words,
        speaker,
        article: context.article(&*snapshot, article.as_deref())?,
        dates,
    };
    let view = View::first(context.caller.id, private);
    answer(context, &*snapshot, &wanted, view)
}

fn press(context: &Context<'_>, pressed: &Pressed<'_>) -> Result<Handled, Rejection> {
    let snapshot = context.snapshot()?;
    let CustomId::Quotations {
        state: made_from,
        page,
        speaker,
        article,
        dates,
    } = &pressed.id
    else {
        return Ok(context_and_share::press(context, &*snapshot, pressed)?.ok_or_else(ask_again)?);
    };
    let question = question_of(&pressed.message.content);
    let asked = question.and_then(|question| asked_for(&question, *speaker));
    let (words, speaker) = asked.ok_or_else(unreadable)?;
    let wanted = QuotationSearch {
        words,
        speaker,
        article: context.article(&*snapshot, article.as_deref())?,
        dates: *dates,
    };
    let is_stale = *made_from != state(&*snapshot, wanted.article.as_deref())?;
    let view = View::after_press(pressed, is_stale, *page);
    let handled = answer(context, &*snapshot, &wanted, view)?;
    Ok(update_current(handled, pressed, is_stale))
}

fn answer(
    context: &Context<'_>,
    snapshot: &dyn Search,
    wanted: &QuotationSearch,
    view: View,
) -> Result<Handled, Rejection> {
    let QuotationSearch { words, speaker, .. } = wanted;
    let request = QuoteRequest {
        words,
        speaker: Some(speaker.as_str()).filter(|speaker| !speaker.is_empty()),
        article: wanted.article.as_deref(),
        after: wanted.dates.after,
        before: wanted.dates.before,
        limit: MAX_QUOTATIONS,
    };
    let asker = &context.reader(snapshot).asker;
    let found = timed(SEARCH, || asker.quote(snapshot, &request))?;
    let asked = question(words, speaker);
    let note = wanted.dates.with_note(view.note);
    let note = note.as_deref();
    if found.is_empty() {
        let name = part(Some(speaker), MAX_SPEAKER_LENGTH).unwrap_or_default();
        let nothing = match (words.is_empty(), speaker.is_empty()) {
            (true, true) => "This article quotes nobody.".to_owned(),
            (true, _) => format!("The articles do not quote {name}."),
            (_, true) => "The articles quote no such words.".to_owned(),
            _ => format!("The articles do not quote {name} with these words."),
        };
        let message = Message::private(format!("{}\n{nothing}", head(&asked, note)));
        return Ok(Handled::answered(
            message,
            InteractionOutcome::NotFound,
            snapshot,
        ));
    }
    let pages = pages(&asked, note, &found, context.bot.passages);
    let last = pages.last_page();
    let view = View {
        page: view.page.min(last),
        ..view
    };
    let RenderedPage { content, shown } = timed(RENDER, || pages.page(view.page));
    let state = state(snapshot, wanted.article.as_deref())?;
    let below = PageButtons {
        kind: ReplyKind::Quotations,
        state: &state,
        is_of_article: wanted.article.is_some(),
        dates: wanted.dates,
        view,
        last,
        more: "More quotations",
    };
    let passages = found.get(shown.clone()).unwrap_or_default();
    let passages = passages.iter().map(|found: &FoundQuotation| &found.passage);
    let rows = below.rows((shown.start + 1..).zip(passages), |page| {
        CustomId::Quotations {
            state: state.clone(),
            page,
            speaker: speaker.chars().count(),
            article: wanted.article.as_deref().map(article_key),
            dates: wanted.dates,
        }
    });
    let message = Message {
        content,
        rows,
        private: view.private,
    };
    Ok(Handled::answered(
        message,
        InteractionOutcome::Answered,
        snapshot,
    ))
}
