//! Tests that texts of articles and people are never interpreted by the page.

use super::browser::Page;
use crate::program::Home;

const HOSTILE: &str = "---\n\
    title: \"<img src=x onerror=alert(1)> **bold** [x](javascript:alert(1))\"\n\
    url: \"https://example.org/<script>\"\n---\n\n\
    The zebra council wrote <script>document.title = 'taken'</script> and \
    [a link](javascript:document.title='taken') and ||@everyone|| <t:0:F> in its letter.\n";

#[test]
fn texts_of_articles_are_not_interpreted() {
    let home = Home::new(&[("data/zebra.txt", HOSTILE)]);
    let Some(page) = Page::open(home) else {
        return;
    };
    page.use_command("/ask", "What did the zebra council write in its letter?");
    page.see("blockquote", "<script>document.title = 'taken'</script>");
    page.see(
        "blockquote",
        "[a link](javascript:document.title='taken') and ||@everyone|| <t:0:F>",
    );
    page.see(
        "small",
        "<img src=x onerror=alert(1)> **bold** [x](javascript:alert(1))",
    );
    is_harmless(&page);
}

#[test]
fn texts_of_people_are_not_interpreted_and_link_only_to_the_web() {
    let Some(page) = Page::open(Home::shipped()) else {
        return;
    };
    page.type_into(
        "#message",
        "<b>x</b> [a](javascript:alert(1)) [b](data:text/html,x) [c](https://example.org/) \
         *it* _it_ ||seen||\u{e007}",
    );
    page.see(
        ".content",
        "<b>x</b> [a](javascript:alert(1)) [b](data:text/html,x)",
    );
    page.see(
        ".content a[href=\"https://example.org/\"][rel~=noopener]",
        "c",
    );
    assert_eq!(page.count(".content em"), 2);
    page.press(".spoiler", "");
    page.see(".spoiler.shown", "seen");
    is_harmless(&page);
}

fn is_harmless(page: &Page) {
    assert_eq!(
        page.run("return document.title", &[]),
        "Playground · summit-bot"
    );
    let foreign = "return [...document.querySelectorAll('#messages :is(script, img, a)')]
        .map((element) => element.src || element.href)
        .filter((address) => !/^https?:/.test(address)).length";
    assert_eq!(page.run(foreign, &[]), 0);
    assert_eq!(page.count("#messages script"), 0);
    let loaded = "return performance.getEntriesByType('resource')
        .filter((entry) => !entry.name.startsWith(location.href)).length";
    assert_eq!(page.run(loaded, &[]), 0);
}
