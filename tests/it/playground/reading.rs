//! Tests of questions, pages and verified quotations in the playground.

use super::browser::{Page, TELEPHONE};
use crate::frozen::folder;
use crate::program::Home;

const TREATY: &str = "Who signed the ice treaty?";

#[test]
fn an_answer_has_its_words_its_source_and_its_buttons() {
    let Some(page) = Page::open(folder()) else {
        return;
    };
    page.use_command("/ask", TREATY);
    page.see("#messages .used", "Mira used /ask");
    page.see(".content > p strong", TREATY);
    page.see(
        "blockquote strong",
        "The council of Sandrey signed the ice treaty.",
    );
    page.see("small", "1 · The harbour stays shut · ¶2");
    let link = page.run("return document.querySelector('small a').href", &[]);
    let link = link.as_str().unwrap();
    assert!(
        link.starts_with("https://example.org/harbour?page=1#:~:text="),
        "{link}"
    );

    page.press(".row button", "More passages");
    page.see(
        "blockquote strong",
        "The pilot Ilse Orban signed the ice treaty",
    );
    page.press(".row button", "Back");
    page.see(
        "blockquote strong",
        "The council of Sandrey signed the ice treaty.",
    );
    assert_eq!(page.count(".message"), 1);

    page.press(".row button", "Context 1");
    page.see(".private blockquote strong", "¶2");
    page.see(".private .privacy", "Only you can see this");
    page.press(".private button", "Dismiss message");
    assert_eq!(page.count(".message"), 1);
}

#[test]
fn articles_are_suggested_while_typing_in_the_page() {
    let Some(page) = Page::open(folder()) else {
        return;
    };
    page.begin_command("/ask");
    page.type_into(".option input", TREATY);
    page.add_option("article");
    page.see(".listbox li", "The council votes");
    page.type_into(".option:nth-child(2) input", "ferr");
    page.press(".listbox li", "Ferries wait in the ice");
    page.press("#composer button", "Send");
    page.see(
        "blockquote strong",
        "The company did not sign the ice treaty.",
    );
    page.see("small", "1 · Ferries wait in the ice");
}

#[test]
fn a_private_reply_is_hidden_until_it_is_shared() {
    let Some(page) = Page::open(folder()) else {
        return;
    };
    page.begin_command("/ask");
    page.type_into(".option input", TREATY);
    page.add_option("private");
    page.press("#composer button", "Send");
    page.see(".private .privacy", "Only you can see this");
    page.act_as("stranger");
    assert_eq!(page.count(".message"), 0);
    page.act_as("member");
    page.press(".private .row button", "Share");
    page.see(".message:not(.private) small", "Shared by Mira");
    page.act_as("stranger");
    page.see(".message:not(.private) small", "Shared by Mira");
    // Nobody can turn the pages of another person's reply.
    page.press(".row button", "More passages");
    page.see(".private blockquote", "The pilot Ilse Orban");
    page.see(
        ".message:not(.private) blockquote",
        "The council of Sandrey",
    );
}

#[test]
fn an_altered_quotation_shows_the_alterations() {
    let Some(page) = Page::open(Home::shipped()) else {
        return;
    };
    page.use_command("/verify", "Next time in Kyiv");
    page.see(".content strong", "ALTERED");
    page.see("blockquote s", "Moscow");
    page.see("blockquote strong", "Kyiv");

    page.type_into("#message", "He said: “Next time in Kyiv.”\u{e007}");
    page.see(".message .author", "Mira");
    page.press("[aria-label=\"More: message of Mira\"]", "");
    page.press("[role=menuitem]", "Check quotes");
    page.see(".private .used", "Mira used Check quotes");
    page.see(".private .content strong", "1 quotation checked");
    assert_eq!(page.count(".private blockquote s"), 1);
}

#[test]
fn a_decline_lists_the_missing_words() {
    let Some(page) = Page::open(Home::shipped()) else {
        return;
    };
    page.use_command("/ask", "How tall is Putin?");
    page.see(".private .content", "The articles do not say.");
}

#[test]
fn everything_fits_on_a_phone() {
    let Some(page) = Page::open_in(folder(), TELEPHONE) else {
        return;
    };
    page.use_command("/ask", TREATY);
    page.see(".row button", "More passages");
    page.begin_command("/quote");
    page.add_option("speaker");
    page.see(".listbox li", "Marta Kolbe");
    let width = "return Math.max(document.documentElement.scrollWidth, \
                 ...[...document.querySelectorAll('body *:not(.unseen)')].map((element) => \
                 element.getBoundingClientRect().right))";
    let widest = page.run(width, &[]).as_f64().unwrap();
    assert!(widest <= 390.0, "{widest}");
}
