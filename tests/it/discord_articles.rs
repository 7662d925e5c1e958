//! Tests of `/articles` and of the suggestions while a person types.

use crate::discord_double::{Direct, Double, Person, Reply, slash};
use crate::program::Home;

over_both!(the_articles_are_listed_publicly_on_request,);

/// Makes a folder with this number of articles, newest first.
fn home(articles: usize) -> Home {
    let home = Home::new(&[]);
    for n in 1..=articles {
        let day = 31 - n;
        let article = format!(
            "---\ntitle: Report {n} of the talks\noutlet: The Example\npublished: 2025-08-{day:02}\n\
             url: https://example.org/{n}\n---\n\nThe envoy spoke on day {day}.\n\nIt was hot.\n"
        );
        home.write(&format!("data/report-{n:02}.md"), article);
    }
    home
}

fn names(reply: &Reply) -> Vec<&str> {
    reply.choices().into_iter().map(|(name, _)| name).collect()
}

fn the_articles_are_listed_publicly_on_request(discord: Double) {
    let home = home(2);
    let _bot = discord.bot(&home);
    let reply = discord.answer(&slash("articles"));
    assert!(reply.is_private() && reply.is_plain());
    let edition = home.ask("Who spoke?")["edition"]
        .as_str()
        .unwrap()
        .to_owned();
    let (head, list) = reply.text().split_once('\n').unwrap();
    let expected = format!("**2 articles** · 4 paragraphs · edition {edition} of ");
    assert!(
        head.starts_with(&expected) && head.ends_with(" UTC"),
        "{head}"
    );
    insta::allow_duplicates! {
        insta::assert_snapshot!(list, @r"
        **1** · [Report 1 of the talks](https://example.org/1) · The Example · 30 Aug 2025 · 2 paragraphs
        **2** · [Report 2 of the talks](https://example.org/2) · The Example · 29 Aug 2025 · 2 paragraphs
        ");
    }
    assert_eq!(reply.labels(), [""; 0]);
}

#[test]
fn a_long_list_can_be_paged_through() {
    let discord = Direct::new(home(20));
    let first = discord.answer(&slash("articles"));
    assert_eq!(first.labels(), ["More articles"]);
    let second = discord.answer(&first.press("More articles"));
    assert_eq!(
        (second.kind(), second.labels()),
        (7, vec!["Back", "More articles"])
    );
    let third = discord.answer(&second.press("More articles"));
    assert_eq!(third.labels(), ["Back"]);
    let all = [&first, &second, &third]
        .map(|page| page.text().to_owned())
        .concat();
    for n in 1..=20 {
        assert_eq!(
            all.matches(&format!("Report {n} of")).count(),
            1,
            "{n} in {all}"
        );
    }
    let back = discord.answer(&third.press("Back"));
    assert_eq!(back.text(), second.text());

    discord.home.write("data/report-21.md", "Another report.\n");
    let discord = discord.restarted();
    let changed = discord.answer(&back.press("More articles"));
    assert!(
        changed.text().contains("have changed since"),
        "{}",
        changed.text()
    );
    assert!(
        changed.text().starts_with("**21 articles**"),
        "{}",
        changed.text()
    );
}

#[test]
fn articles_are_suggested_while_typing() {
    let discord = Direct::new(home(30));
    let typing = |text: &str| {
        slash("ask")
            .text("question", "Who spoke?")
            .typing("article", text)
    };
    let all = discord.answer(&typing(""));
    assert_eq!(all.choices().len(), 25);
    assert_eq!(
        names(&all)[0],
        "Report 1 of the talks · The Example · 30 Aug 2025"
    );
    for part in ["REPORT 7 ", "rt 7 o", "report-07"] {
        let found = discord.answer(&typing(part));
        assert_eq!(
            names(&found),
            ["Report 7 of the talks · The Example · 24 Aug 2025"],
            "{part}"
        );
    }
    assert_eq!(discord.answer(&typing("zebra")).choices(), []);
    assert_eq!(discord.answer(&typing(&"ä@`*".repeat(1500))).choices(), []);

    // The chosen suggestion is used as the article.
    let found = discord.answer(&typing("report 7 "));
    let (_, chosen) = found.choices()[0];
    let reply = discord.answer(
        &slash("ask")
            .text("question", "Who spoke?")
            .text("article", chosen),
    );
    assert!(
        reply.text().contains("[Report 7 of the talks]"),
        "{}",
        reply.text()
    );
    assert!(!reply.text().contains("[Report 8"), "{}", reply.text());
}

#[test]
fn names_too_long_for_discord_are_suggested_in_short_form() {
    let name = "x".repeat(200);
    let title = "A very long title ".repeat(30);
    let article = format!("---\ntitle: {title}\n---\n\nThe envoy spoke.\n");
    let discord = Direct::new(Home::new(&[(&format!("data/{name}.md"), &article)]));
    let typing = slash("ask")
        .typing("article", "long title")
        .by(&Person::other());
    let found = discord.answer(&typing);
    let (_, chosen) = found.choices()[0];
    let ask = slash("ask").text("question", "Who spoke?");
    let reply = discord.answer(&ask.text("article", chosen));
    assert!(
        reply.text().contains("The envoy spoke."),
        "{}",
        reply.text()
    );
}
