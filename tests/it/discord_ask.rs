//! Tests of the replies to `/ask`.

use std::fs;

use crate::discord_double::{Direct, Double, Interaction, Person, Place, Reply, message, slash};
use crate::program::Home;

over_both!(an_answer_has_passages_and_citations,);

const QUESTION: &str = "Who signed the grain treaty?";

/// Makes a folder with two articles, which have more passages on one topic than fit in a message.
fn home() -> Home {
    let people = [
        "minister",
        "ambassador",
        "president",
        "chancellor",
        "governor",
        "mayor",
        "senator",
    ];
    let paragraph = |person: &&str| {
        format!(
            "The {person} signed the grain treaty in the old harbour. Nobody else from the office \
             of the {person} was there, and it rained all day long on the ships."
        )
    };
    let paragraphs: Vec<_> = people.iter().map(paragraph).collect();
    let front = "title: The grain treaty\nurl: https://example.org/grain?page=1\n\
                 outlet: The Example\npublished: 2025-03-04";
    let long = format!("---\n{front}\n---\n\n{}\n", paragraphs.join("\n\n"));
    let short = "---\ntitle: A second report\n---\n\nThe clerk signed the grain treaty too.\n";
    Home::new(&[("data/grain.md", &long), ("data/second.md", short)])
}

fn ask() -> Interaction {
    slash("ask").text("question", QUESTION)
}

/// Sends an interaction and returns the reply, which must be public and without link previews.
fn public(discord: &Direct, interaction: &Interaction) -> Reply {
    seen(discord.answer(interaction))
}

fn seen(reply: Reply) -> Reply {
    assert!(
        !reply.is_private() && reply.is_plain(),
        "{}",
        reply.message()
    );
    reply
}

fn an_answer_has_passages_and_citations(discord: Double) {
    let home = Home::shipped();
    let mut bot = discord.bot(&home);
    let question = "Where does Putin want the next meeting?";
    let reply = seen(discord.answer(&slash("ask").text("question", question)));
    let text = reply.text();
    let mut lines = text.lines();
    assert_eq!(
        lines.next(),
        Some("**Where does Putin want the next meeting?**")
    );
    let first = lines.next().unwrap();
    assert!(first.starts_with("> "), "{first}");
    assert!(
        first.contains("saying in English, “Next time in Moscow.”"),
        "{first}"
    );
    assert_eq!(
        first.matches("**").count(),
        2,
        "one sentence is bold: {first}"
    );
    let place = "-# 1 · The Trump–Putin summit in Alaska · ¶4 · 16 Aug 2025";
    assert_eq!(lines.next(), Some(place));
    let log = bot.says("command=\"ask\"");
    assert!(
        log.contains("outcome=answered") && log.contains("edition="),
        "{log}"
    );
}

#[test]
fn a_link_has_a_text_fragment() {
    let discord = Direct::new(home());
    let reply = public(&discord, &ask());
    let link = "[The grain treaty](https://example.org/grain?page=1#:~:text=The%20";
    assert!(reply.text().contains(link), "{}", reply.text());
    assert!(
        reply.text().contains(" · The Example · 4 Mar 2025"),
        "{}",
        reply.text()
    );
}

#[test]
fn a_decline_is_private() {
    let discord = Direct::new(Home::shipped());
    let reply = discord.answer(&slash("ask").text("question", "How tall is Putin?"));
    assert!(reply.is_private());
    assert!(
        reply.text().contains("The articles do not say."),
        "{}",
        reply.text()
    );
    assert!(reply.text().contains("not an answer"), "{}", reply.text());
    assert_eq!(reply.labels(), [""; 0]);
}

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

#[test]
fn answers_are_cached_until_the_articles_change() {
    let discord = Direct::new(home());
    let first = public(&discord, &ask());
    let again = public(&discord, &ask().by(&Person::other()));
    assert_eq!(again.text(), first.text());
    let button = |reply: &Reply| reply.press("More passages").custom_id().to_owned();
    assert_ne!(button(&again), button(&first), "each has their own buttons");

    discord.home.write(
        "data/third.md",
        "The poet signed the grain treaty, and nobody else did.\n",
    );
    discord.refresh();
    let changed = public(&discord, &ask());
    assert!(changed.text().contains("The poet"), "{}", changed.text());
    assert!(!first.text().contains("The poet"), "{}", first.text());
}

#[test]
fn a_question_can_be_restricted_to_one_article() {
    let discord = Direct::new(home());
    let reply = public(&discord, &ask().text("article", "second"));
    assert!(
        reply.text().contains("> **The clerk signed"),
        "{}",
        reply.text()
    );
    assert!(
        !reply.text().contains("The grain treaty ·"),
        "{}",
        reply.text()
    );
    let unknown = discord.answer(&ask().text("article", "the third *report*"));
    assert!(unknown.is_private());
    assert!(
        unknown.text().contains("the third \\*report\\*"),
        "{}",
        unknown.text()
    );
}

#[test]
fn questions_are_answered_in_every_place_and_locale() {
    let discord = Direct::new(home());
    let expected = public(&discord, &ask());
    for place in [Place::OtherGuild, Place::BotDm, Place::Group] {
        for locale in ["de", "uk", "zh-TW"] {
            let reply = public(&discord, &ask().at(place).locale(locale));
            assert_eq!(reply.text(), expected.text());
            let more = discord.answer(&reply.press("More passages").at(place));
            assert_eq!(more.kind(), 7);
        }
    }
}

#[test]
fn a_question_can_be_restricted_to_a_range_of_days() {
    let discord = Direct::new(home());
    let since = public(&discord, &ask().text("after", "yesterday"));
    assert!(
        since
            .text()
            .contains("?**\n-# Only articles since 4 Mar 2025\n> "),
        "{}",
        since.text()
    );
    assert!(
        !since.text().contains("A second report"),
        "{}",
        since.text()
    );
    let more = discord.answer(&since.press("More passages"));
    assert!(
        more.text().contains("since 4 Mar 2025") && more.kind() == 7,
        "{}",
        more.text()
    );
    let week = ask().text("after", "3 March").text("before", "2025-03-04");
    assert!(
        public(&discord, &week)
            .text()
            .contains("from 3 Mar 2025 to 4 Mar 2025")
    );
    let none = discord.answer(&ask().text("before", "2025-03-03"));
    assert!(none.text().contains("do not say"), "{}", none.text());
    for (option, wrong) in [
        ("after", "soon"),
        ("before", "03/04/2025"),
        ("after", "31 Feb"),
    ] {
        let refused = discord.answer(&ask().text(option, wrong));
        assert!(refused.is_private(), "{wrong}");
        let expected = format!("I cannot read “{wrong}” as a day for the option `{option}`");
        assert!(refused.text().contains(&expected), "{}", refused.text());
    }
    let backwards = ask().text("after", "today").text("before", "yesterday");
    assert!(discord.answer(&backwards).text().contains("No day is"));
}

#[test]
fn a_decline_says_what_to_try() {
    let discord = Direct::new(home());
    let asked = slash("ask").text("question", "Did the minister visit Kursk?");
    let reply = discord.answer(&asked);
    assert!(reply.is_private(), "{}", reply.text());
    for part in [
        "The articles do not say. No article mentions **visit** or **Kursk**.",
        "not an answer",
        "/articles for what there is, all of 4 Mar 2025.",
    ] {
        assert!(reply.text().contains(part), "{part}: {}", reply.text());
    }
    let nothing = discord.answer(&slash("ask").text("question", "Xylophone?"));
    assert!(!nothing.text().contains("nearest"), "{}", nothing.text());
}

#[test]
fn help_has_examples_from_the_articles() {
    let home = Home::new(&[(
        "data/a.md",
        "---\ntitle: The grain treaty\n---\n\n“We will sign,” said Ann Lee.\n",
    )]);
    let discord = Direct::new(home);
    let help = discord.answer(&slash("help"));
    assert!(help.is_private() && help.is_plain());
    for example in [
        "What does “The grain treaty” say?",
        "speaker: Ann Lee",
        "text: “We will sign,”",
    ] {
        assert!(help.text().contains(example), "{example}: {}", help.text());
    }
    for greeting in ["hello", "What can you do?"] {
        let reply = discord.answer(&slash("ask").text("question", greeting));
        assert!(reply.is_private(), "{}", reply.text());
        assert!(reply.text().ends_with(help.text()), "{}", reply.text());
    }
}
