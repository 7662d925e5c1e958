//! Tests of moderation in the playground.

use std::fs;

use super::browser::Page;
use crate::frozen::folder;

#[test]
fn an_article_is_previewed_published_and_found() {
    let Some(page) = Page::open(folder()) else {
        return;
    };
    let home = &page.served.home;
    page.act_as("moderator");
    let text = "---\ntitle: The *bridge* report\n---\n\nThe builder signed the bridge contract.\n";
    home.write("bridge.md", text);
    page.begin_command("/index add");
    page.add_option("file");
    let path = home.path("bridge.md");
    page.type_into("input[type=file]", path.to_str().unwrap());
    page.press("#composer button", "Send");
    page.see(".private strong", "The *bridge* report");
    page.see(".private small time", ":");
    page.press("button.main", "Publish");
    page.see(".private .content", "Published as the-bridge-report.md");
    page.use_command("/ask", "Who signed the bridge contract?");
    page.see(
        "blockquote strong",
        "The builder signed the bridge contract.",
    );
    let real = fs::read_dir(home.path("data")).unwrap();
    let is_kept = real.map(|entry| entry.unwrap().file_name());
    assert!(
        is_kept
            .into_iter()
            .all(|name| name != "the-bridge-report.md")
    );
}

#[test]
fn a_form_is_filled_in_refused_and_corrected() {
    let Some(page) = Page::open(folder()) else {
        return;
    };
    page.act_as("moderator");
    page.begin_command("/index edit");
    page.type_into(".option input", "ferry");
    page.press(".listbox li", "Ferries wait in the ice");
    page.press("#composer button", "Send");
    page.see("dialog label", "Title");
    page.see("dialog input", "Ferries wait in the ice");
    page.type_into("dialog input[name=published]", "soon");
    page.press("dialog button", "Submit");
    page.see(".private .content", "is not a date");
    page.press(".private .row button", "Correct it");
    page.see("dialog input[name=published]", "soon");
    page.press("dialog button", "Cancel");
    assert_eq!(page.count("dialog"), 0);
}

#[test]
fn people_who_are_no_moderators_are_refused() {
    let Some(page) = Page::open(folder()) else {
        return;
    };
    page.type_into("#message", "/index");
    assert_eq!(page.count(".listbox li"), 0);
    page.act_as("stranger");
    page.run("document.querySelector('#message').value = ''", &[]);
    page.begin_command("/index status");
    page.press("#composer button", "Send");
    page.see(".private .content", "/index is for moderators");
}
