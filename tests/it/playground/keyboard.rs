//! Tests that the page works without a mouse, and that every control has an accessible name.

use std::time::{Duration, Instant};

use super::browser::Page;
use crate::frozen::folder;

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const TAB: &str = "\u{e004}";
const DOWN: &str = "\u{e015}";
const SHIFT: &str = "\u{e008}";

#[test]
fn questions_and_buttons_work_with_the_keyboard() {
    let Some(page) = Page::open(folder()) else {
        return;
    };
    page.see_focus("#message");
    page.type_keys("/a");
    page.see("#message[aria-expanded=true]", "/a");
    page.type_keys(ENTER);
    page.see_focus("input[name=question]");
    page.type_keys(ENTER);
    page.see("#hint.wrong", "question is required");
    page.type_keys("Who signed the ice treaty?");
    page.type_keys(ENTER);
    page.see(".row button", "More passages");
    page.see_focus("#message");
    // Shift+Tab moves from the field back through the buttons of the last message.
    page.type_keys(&format!("{SHIFT}{TAB}"));
    see_focused(&page, "More passages");
    page.type_keys(ENTER);
    page.see("blockquote strong", "The pilot Ilse Orban");
    see_focused(&page, "More passages");
    // Past two buttons and the link of the citation.
    page.type_keys(&format!("{SHIFT}{TAB}{TAB}{TAB}{TAB}"));
    see_focused(&page, "⋯");
    page.type_keys(ENTER);
    page.see_focus("[role=menuitem]");
    page.type_keys(ESCAPE);
    see_focused(&page, "⋯");
}

#[test]
fn suggestions_work_with_the_keyboard() {
    let Some(page) = Page::open(folder()) else {
        return;
    };
    page.type_keys("/quote ");
    page.see(".command", "/quote");
    page.add_option("speaker");
    page.see(".listbox li", "Marta Kolbe");
    page.type_keys("kolbe");
    page.see(".listbox:not(:has(li:nth-child(2))) li", "Marta Kolbe");
    page.type_keys(&format!("{DOWN}{ENTER}"));
    page.see("input[name=speaker]", "Marta Kolbe · 2 quotations");
    page.type_keys(ENTER);
    page.see(".content strong", "What did Marta Kolbe say?");
}

#[test]
fn every_control_has_an_accessible_name() {
    let Some(page) = Page::open(folder()) else {
        return;
    };
    page.use_command("/ask", "Who signed the ice treaty?");
    page.see(".row button", "More passages");
    page.begin_command("/ask");
    let nameless = "return [...document.querySelectorAll('button, input, select, a, [role]')]
        .filter((element) => !element.hidden && element.role !== 'none')
        .filter((element) => !(element.ariaLabel || element.textContent.trim()
            || element.closest('label')?.textContent.trim() || element.id === 'status'))
        .map((element) => element.outerHTML)";
    assert_eq!(page.run(nameless, &[]), serde_json::json!([]));
    assert_eq!(page.count("[role=log][aria-live=polite]"), 1);
    assert_eq!(page.count("[role=status]"), 1);
}

/// Waits until the element with the focus has the text.
fn see_focused(page: &Page, text: &str) {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let focused = page.run("return document.activeElement.textContent", &[]);
        if focused == text {
            return;
        }
        assert!(
            Instant::now() < deadline,
            "{text:?} is never focused, but {focused}"
        );
    }
}
