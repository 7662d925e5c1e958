//! Tests of the buttons below replies to `/ask`.

use std::fs;

use crate::discord_ask::{ask, home, public};
use crate::discord_double::{Direct, Person, message, slash};

#[test]
fn passages_can_be_paged_through() {
    let discord = Direct::new(home());
    let first = public(&discord, &ask());
    assert!(
        first.labels().contains(&"More passages"),
        "{:?}",
        first.labels()
    );
    assert!(!first.labels().contains(&"Back"));

    let second = discord.answer(&first.press("More passages"));
    assert_eq!(second.kind(), 7, "the message itself changes");
    assert_eq!(second.message()["id"], first.message()["id"]);
    assert!(second.text().contains("\n-# 4 · "), "{}", second.text());
    assert!(second.labels().contains(&"Back"));

    let again = discord.answer(&second.press("Back"));
    assert_eq!(
        (again.text(), again.labels()),
        (first.text(), first.labels())
    );

    let mut last = second;
    while last.labels().contains(&"More passages") {
        last = discord.answer(&last.press("More passages"));
    }
    assert!(last.text().contains("\n-# 8 · "), "{}", last.text());
}

#[test]
fn context_is_private() {
    let discord = Direct::new(home());
    let reply = public(
        &discord,
        &slash("ask").text("question", "What did the president sign?"),
    );
    assert!(
        reply.text().lines().nth(1).unwrap().contains("president"),
        "{}",
        reply.text()
    );
    let context = reply
        .labels()
        .iter()
        .find(|label| label.starts_with("Context"))
        .copied();
    let context = discord.answer(&reply.press(context.unwrap()));
    assert!(context.is_private() && context.kind() == 4);
    for around in [
        "The ambassador signed",
        "The president signed",
        "The chancellor signed",
    ] {
        assert!(context.text().contains(around), "{}", context.text());
    }
    assert!(
        context.text().contains("The grain treaty"),
        "{}",
        context.text()
    );
}

#[test]
fn a_private_reply_can_be_shared() {
    let discord = Direct::new(home());
    assert!(!public(&discord, &ask()).labels().contains(&"Share"));
    let private = discord.answer(&ask().flag("private", true));
    assert!(private.is_private());
    let more = discord.answer(&private.press("More passages"));
    assert!(more.is_private() && more.kind() == 7);
    let shared = public(&discord, &more.press("Share"));
    let expected = format!("{}\n-# Shared by **person1**", more.text());
    assert_eq!((shared.kind(), shared.text()), (4, expected.as_str()));
    assert!(!shared.labels().contains(&"Share"), "{:?}", shared.labels());
    // The shared copy has working buttons.
    let back = public(&discord, &shared.press("Back"));
    assert_eq!(back.kind(), 7);
    assert!(
        back.text().ends_with("-# Shared by **person1**"),
        "{}",
        back.text()
    );
    let second = discord.answer(&more.press("Share"));
    assert!(
        second.is_private() && second.text().contains("shared this already"),
        "{}",
        second.text()
    );
}

#[test]
fn a_button_for_a_changed_article_stays_restricted_to_it() {
    let discord = Direct::new(home());
    let asked = ask().text("article", "second");
    let first = public(&discord, &asked);
    let page = public(&discord, &ask().text("article", "grain"));
    discord.home.write(
        "data/second.md",
        "---\ntitle: A second report\n---\n\nThe scribe signed the grain treaty too.\n",
    );
    discord.refresh();
    let context = discord.answer(&first.press("Context 1"));
    assert!(
        context.text().contains("have changed since") && context.text().contains("The scribe"),
        "{}",
        context.text()
    );
    assert!(
        !context.text().contains("The grain treaty ·"),
        "{}",
        context.text()
    );
    // The other article is unchanged, so the buttons of its reply still update it.
    let more = discord.answer(&page.press("More passages"));
    assert_eq!(more.kind(), 7, "{}", more.text());
}

#[test]
fn a_button_for_a_changed_article_stays_restricted_to_its_days() {
    let discord = Direct::new(home());
    let day = ask()
        .text("after", "2025-03-04")
        .text("before", "2025-03-04");
    let first = public(&discord, &day);
    let article = fs::read_to_string(discord.home.path("data/grain.md")).unwrap();
    let changed = article.replace("signed the", "has signed the");
    discord.home.write("data/grain.md", changed);
    discord.refresh();
    let context = discord.answer(&first.press("Context 1"));
    let text = context.text();
    assert!(text.contains("have changed since"), "{text}");
    assert!(text.contains("Only articles of 4 Mar 2025"), "{text}");
}

#[test]
fn another_persons_press_does_not_change_the_message() {
    let discord = Direct::new(home());
    let first = public(&discord, &ask());
    let before = first.message().clone();
    for label in first.labels() {
        let other = discord.answer(&first.press(label).by(&Person::other()));
        assert!(
            other.is_private() && other.kind() == 4,
            "{label}: {}",
            other.text()
        );
    }
    assert_eq!(discord.message(message::id(&before)), before);
}

#[test]
fn buttons_work_after_a_restart_and_mention_changes() {
    let discord = Direct::new(home());
    let first = public(&discord, &ask());
    let private = discord.answer(&ask().flag("private", true));

    let discord = discord.restarted();
    let more = discord.answer(&first.press("More passages"));
    assert!(more.text().contains("\n-# 4 · "), "{}", more.text());
    assert!(!more.text().contains("changed"), "{}", more.text());

    let third = "The poet signed the grain treaty as well.\n";
    discord.home.write("data/third.md", third);
    let discord = discord.restarted();
    let changed = discord.answer(&more.press("Back"));
    assert!(
        changed.text().contains("have changed since"),
        "{}",
        changed.text()
    );
    // The paragraph of this button is unchanged.
    let context = discord.answer(&first.press("Context 1"));
    assert!(
        context.text().contains("signed the grain treaty") && context.is_private(),
        "{}",
        context.text()
    );
    let again = discord.answer(&private.press("Share"));
    assert!(!again.is_private(), "{}", again.text());
}
