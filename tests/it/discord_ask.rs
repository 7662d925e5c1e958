//! Tests of the replies to `/ask`.

use crate::discord_double::{Direct, Double, Interaction, Person, Place, Reply, slash};
use crate::program::Home;

over_both!(an_answer_has_passages_and_citations,);

const QUESTION: &str = "Who signed the grain treaty?";

/// Makes a folder with two articles, which have more passages on one topic than fit in a message.
pub(crate) fn home() -> Home {
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

pub(crate) fn ask() -> Interaction {
    slash("ask").text("question", QUESTION)
}

/// Sends an interaction and returns the reply, which must be public and without link previews.
pub(crate) fn public(discord: &Direct, interaction: &Interaction) -> Reply {
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
