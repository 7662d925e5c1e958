//! Tests of `/quote`, `/verify` and "Check quotes" in Discord.

use crate::discord_double::{
    Direct, Double, Interaction, Person, Place, Reply, menu, message, slash,
};
use crate::program::Home;
use serde_json::json;

over_both!(
    a_quotation_is_found_by_its_words,
    a_text_is_verified,
    check_quotes_verifies_every_quotation_privately,
);

fn quote(name: &str, value: &str) -> Interaction {
    slash("quote").text(name, value)
}

fn verify(text: &str) -> Interaction {
    slash("verify").text("text", text)
}

/// Returns the verdict in the reply, which is in capitals.
fn verdict(reply: &Reply) -> &str {
    let line = reply.text().lines().nth(1).unwrap();
    line.strip_prefix("**")
        .and_then(|line| line.split_once("**"))
        .unwrap()
        .0
}

fn a_quotation_is_found_by_its_words(discord: Double) {
    let home = Home::shipped();
    let mut bot = discord.bot(&home);
    let reply = discord.answer(&quote("words", "next time in Moscow"));
    assert!(!reply.is_private() && reply.is_plain());
    let text = reply.text();
    assert!(text.contains("“Next time in Moscow.”"), "{text}");
    assert!(text.contains("**Vladimir Putin**"), "{text}");
    assert!(
        text.contains("The Trump–Putin summit in Alaska · ¶4"),
        "{text}"
    );
    bot.says("command=\"quote\"");

    let nothing = discord.answer(&quote("words", "a purple elephant"));
    assert!(nothing.is_private() && nothing.text().contains("quote no such words"));
    let neither = discord.answer(&slash("quote"));
    assert!(neither.is_private(), "{}", neither.text());
    assert!(neither.text().contains("words") && neither.text().contains("speaker"));
}

#[test]
fn quotations_of_a_speaker_can_be_paged_through() {
    let discord = Direct::new(Home::shipped());
    let first = discord.answer(&quote("speaker", "Trump"));
    assert!(
        first.text().contains("**Donald Trump**"),
        "{}",
        first.text()
    );
    assert!(!first.text().contains("Honcharenko"), "{}", first.text());
    let second = discord.answer(&first.press("More quotations"));
    assert_eq!(second.kind(), 7);
    assert!(second.text().contains("\n-# 4 · "), "{}", second.text());

    // The buttons and the message carry the state of the list, so it survives a restart.
    let discord = discord.restarted();
    let back = discord.answer(&second.press("Back"));
    assert_eq!(back.text(), first.text());
    let before = discord.message(message::id(first.message()));
    for label in back.labels() {
        let other = discord.answer(&back.press(label).by(&Person::other()));
        assert!(
            other.is_private() && other.kind() == 4,
            "{label}: {}",
            other.text()
        );
    }
    let after = discord.message(message::id(first.message()));
    assert_eq!(after, before);

    let private = discord.answer(&quote("speaker", "Trump").flag("private", true));
    assert!(private.is_private());
    let shared = discord.answer(&private.press("Share"));
    let expected = format!("{}\n-# Shared by **person1**", private.text());
    assert_eq!(
        (shared.is_private(), shared.text()),
        (false, expected.as_str())
    );
}

#[test]
fn quotations_can_be_restricted_to_one_article() {
    let home = Home::shipped();
    home.write(
        "data/second.txt",
        "“We will meet in Moscow,” said Vladimir Putin.\n",
    );
    let discord = Direct::new(home);
    let both = discord.answer(&quote("words", "Moscow"));
    assert!(
        both.text().contains("“Next time in Moscow.”"),
        "{}",
        both.text()
    );
    let one = discord.answer(&quote("words", "Moscow").text("article", "second"));
    assert!(
        one.text().contains("We will meet in Moscow"),
        "{}",
        one.text()
    );
    assert!(
        !one.text().contains("“Next time in Moscow.”"),
        "{}",
        one.text()
    );
    let all = discord.answer(&quote("article", "second"));
    assert!(
        all.text().starts_with("**Who is quoted in this article?**")
            && all.text().contains("We will meet in Moscow"),
        "{}",
        all.text()
    );
    assert!(!all.text().contains("very productive"), "{}", all.text());
}

#[test]
fn speakers_are_suggested_while_typing() {
    let discord = Direct::new(Home::shipped());
    let all = discord.answer(&slash("quote").typing("speaker", ""));
    let names: Vec<_> = all.choices().into_iter().map(|(name, _)| name).collect();
    assert!(
        names[0].contains("Trump"),
        "the most quoted first: {names:?}"
    );
    for part in ["PUTIN", "vlad", "imir p"] {
        let found = discord.answer(&slash("verify").typing("speaker", part));
        let (_, chosen) = found.choices()[0];
        let reply = discord.answer(&quote("speaker", chosen));
        assert!(
            reply.text().contains("**Vladimir Putin**"),
            "{part}: {}",
            reply.text()
        );
    }
    assert_eq!(
        discord
            .answer(&slash("quote").typing("speaker", "zebra"))
            .choices(),
        []
    );
}

fn a_text_is_verified(discord: Double) {
    let home = Home::shipped();
    let mut bot = discord.bot(&home);
    let exact = discord.answer(&verify("Next time in Moscow."));
    assert!(!exact.is_private() && exact.is_plain());
    assert_eq!(verdict(&exact), "VERBATIM", "{}", exact.text());
    assert!(
        exact
            .text()
            .contains("The Trump–Putin summit in Alaska · ¶4"),
        "{}",
        exact.text()
    );
    bot.says("command=\"verify\"");

    let part = discord.answer(&verify("Putin has bought himself more time"));
    assert_eq!(verdict(&part), "EXCERPT", "{}", part.text());
    let altered = discord.answer(&verify("So there’s a deal until there’s a deal"));
    assert_eq!(verdict(&altered), "ALTERED", "{}", altered.text());
    assert!(altered.text().contains("~~"), "{}", altered.text());
    let other = discord.answer(&verify("Next time in Moscow.").text("speaker", "Trump"));
    assert_eq!(verdict(&other), "MISATTRIBUTED", "{}", other.text());
    let never = discord.answer(&verify("The moon is made of green cheese"));
    assert_eq!(verdict(&never), "NOT FOUND", "{}", never.text());
    assert!(never.is_private(), "{}", never.text());
    assert_eq!(never.labels(), [""; 0]);
    let nothing = discord.answer(&verify("…"));
    assert!(nothing.is_private(), "{}", nothing.text());
}

#[test]
fn a_verdict_has_context_and_can_be_shared() {
    let discord = Direct::new(Home::shipped());
    let private = discord.answer(&verify("Next time in Moscow.").flag("private", true));
    assert!(private.is_private());
    let context = discord.answer(&private.press("Context"));
    assert!(context.is_private() && context.kind() == 4);
    assert!(
        context.text().contains("Arctic issues"),
        "{}",
        context.text()
    );
    let shared = discord.answer(&private.press("Share"));
    let expected = format!("{}\n-# Shared by **person1**", private.text());
    assert_eq!(
        (shared.is_private(), shared.text()),
        (false, expected.as_str())
    );
    let other = discord.answer(&shared.press("Context").by(&Person::other()));
    assert!(other.is_private() && other.kind() == 4, "{}", other.text());
}

fn check_quotes_verifies_every_quotation_privately(discord: Double) {
    let home = Home::shipped();
    let mut bot = discord.bot_with(&home, "cooldown_burst = 0\n");
    let check = |text: &str| {
        let written = message::written(&Person::other(), text);
        let reply = discord.answer(&menu("Check quotes", &written));
        assert!(reply.is_private() && reply.is_plain() && reply.kind() == 4);
        reply.text().to_owned()
    };
    let two = check(
        "Putin said, “Next time in Moscow.” And Trump said, “So there’s a deal until there’s a \
         deal.” @everyone",
    );
    assert!(two.starts_with("**2 quotations"), "{two}");
    assert!(
        two.contains("✅ “Next time") && two.contains("**ALTERED**"),
        "{two}"
    );
    let written = message::written(
        &Person::other(),
        "Putin said, “Next time in Moscow.” And “purple cows eat cheese on the moon”. He called them \
         “sincere efforts”.",
    );
    let several = discord.answer(&menu("Check quotes", &written));
    assert_eq!(several.labels(), ["Context 1", "Context 3", "Share"]);
    let context = discord.answer(&several.press("Context 3"));
    assert!(
        context.is_private() && context.text().contains("sincere efforts"),
        "{}",
        context.text()
    );
    let shared = discord.answer(&several.press("Share"));
    assert!(
        !shared.is_private() && shared.text().starts_with(several.text()),
        "{}",
        shared.text()
    );
    assert_eq!(shared.labels(), ["Context 1", "Context 3"]);
    let none = check("it seems Putin has bought himself more time");
    assert!(none.contains("**EXCERPT**"), "{none}");
    assert!(check("").contains("no text"));
    let wrong = check("“Next time in Moscow.” – Donald Trump");
    assert!(wrong.contains("**MISATTRIBUTED**"), "{wrong}");
    let repeated = check(&"“Next time in Moscow.” said Putin. ".repeat(50));
    assert!(repeated.starts_with("**1 quotation"), "{repeated}");
    check(&"@everyone **||`<@1>".repeat(100));
    bot.says("command=\"Check quotes\"");
    let embed = json!({"type": "rich", "description": "“Next time in Moscow.” ~ Trump"});
    let mut written = message::written(&Person::other(), "look:");
    written["embeds"] = json!([embed]);
    let reply = discord.answer(&menu("Check quotes", &written));
    assert!(
        reply.text().contains("**MISATTRIBUTED**"),
        "{}",
        reply.text()
    );
    let mut written = message::written(&Person::other(), "");
    written["message_snapshots"] = json!([{"message": {
        "content": "“Next time in Moscow.” (Trump)",
        "timestamp": "2025-08-16T10:00:00Z",
        "edited_timestamp": null,
        "mentions": [],
        "attachments": [],
        "embeds": [],
        "type": 0,
        "flags": 0,
    }}]);
    let reply = discord.answer(&menu("Check quotes", &written));
    assert!(
        reply.text().contains("**MISATTRIBUTED**"),
        "{}",
        reply.text()
    );
    for place in [Place::OtherGuild, Place::Group, Place::BotDm] {
        let written = message::written(&Person::other(), "“Next time in Moscow.”");
        let reply = discord.answer(&menu("Check quotes", &written).at(place));
        assert!(reply.is_private(), "{}", reply.text());
    }
}
