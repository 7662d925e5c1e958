//! Tests of `/index add` with files: preview, publication and refusals.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use super::{ConnectedDesk, Moderated, NAMED, article, index};
use crate::discord_double::{Double, Interaction, Person, Reply, press, slash};

over_both!(
    a_file_is_previewed_and_published,
    a_preview_can_be_discarded_and_expires,
    a_preview_is_for_one_moderator,
    invalid_files_are_refused_in_a_sentence,
    a_preview_lists_duplicates_and_problems,
    hostile_articles_cannot_forge_a_preview,
    an_unwritable_folder_is_reported,
);

const REPORT: &str = "---\ntitle: The *bridge* report\noutlet: The Example\nurl: https://example.org/b\n\
    published: 2025-03-04\nauthors: [Ada Example]\n---\n\nThe builder signed the builder treaty on \
    Monday.\n\nIn between @everyone watched.\n\nThe mayor said: “We will build a bridge here.”\n";

impl ConnectedDesk {
    /// Makes `/index add` with an attached file.
    fn file(&self, name: &str, bytes: impl Into<Vec<u8>>) -> Interaction {
        let bytes = bytes.into();
        let size = bytes.len();
        let url = self.discord.store_upload(name, bytes);
        index("add").file("file", name, size, &url)
    }

    fn preview(&self) -> Reply {
        self.says(
            &self.file("report.md", REPORT),
            "You can publish this until <t:",
        )
    }

    /// Returns the paths of the drafts that wait for confirmation.
    fn drafts(&self) -> Vec<std::path::PathBuf> {
        let entries = fs::read_dir(self.home.path("index/.drafts"))
            .into_iter()
            .flatten();
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

fn a_file_is_previewed_and_published(discord: Double) {
    let mut desk = ConnectedDesk::over(discord, &[("data/a.md", &article("A treaty", "baker"))]);
    let preview = desk.preview();
    let text = preview.text();
    for part in [
        "**[The \\*bridge\\* report](https://example.org/b)**\n",
        "The Example · Ada Example · 4 Mar 2025 · 3 paragraphs · 1 quotation\n",
        "> The builder signed the builder treaty on Monday.\n",
        "> …\n> The mayor said\\: “We will build a bridge here.”",
    ] {
        assert!(
            text.contains(part) || text.contains(&part.replace("\\:", ":")),
            "{part}: {text}"
        );
    }
    assert_eq!(preview.labels(), ["Publish", "Cancel"]);
    assert_eq!(
        desk.files(),
        ["a.md"],
        "nothing is written before somebody agrees"
    );
    assert!(!desk.answers("builder"));

    // A preview survives a restart.
    desk.bot.kill();
    desk.bot = desk.discord.bot_with(&desk.home, &super::settings());
    let done = desk.pressed(&preview, "Publish", "Published as the-bridge-report.md");
    let edition = desk.status()["edition"].as_str().unwrap().to_owned();
    assert!(done.text().contains(&edition), "{}", done.text());
    assert!(desk.answers("builder"));
    let written = desk.read("data/the-bridge-report.md");
    let moderator = format!("added_by: person3 ({})", Person::moderator().id);
    for line in [
        "title: The *bridge* report",
        "source: report.md",
        &moderator,
        "2025-03-04",
    ] {
        assert!(written.contains(line), "{line}: {written}");
    }
    assert_eq!(desk.drafts().len(), 0);

    // A second press finds no draft.
    let again = preview.press("Publish").by(&Person::moderator());
    let again = press(preview.message(), again.custom_id()).by(&Person::moderator());
    desk.says(&again, "This preview has expired or was published already");
    assert_eq!(desk.files(), ["a.md", "the-bridge-report.md"]);
    let history = desk.says(&index("history"), "add \"the-bridge-report\"");
    assert!(history.text().contains("person3"), "{}", history.text());
}

fn a_preview_can_be_discarded_and_expires(discord: Double) {
    let desk = ConnectedDesk::over(discord, &[("data/a.md", &article("A treaty", "baker"))]);
    let preview = desk.preview();
    desk.pressed(&preview, "Cancel", "Nothing was published.");
    assert_eq!(desk.drafts().len(), 0);

    let preview = desk.preview();
    let [draft] = &desk.drafts()[..] else {
        panic!("{:?}", desk.drafts());
    };
    let long_ago = SystemTime::now() - Duration::from_secs(3601);
    File::options()
        .write(true)
        .open(draft)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    desk.pressed(&preview, "Publish", "This preview has expired");
    assert_eq!(desk.files(), ["a.md"]);
    // The next preview deletes the expired one.
    desk.preview();
    assert_eq!(desk.drafts().len(), 1);
}

fn a_preview_is_for_one_moderator(discord: Double) {
    let mut desk = ConnectedDesk::over(discord, &[("data/a.md", &article("A treaty", "baker"))]);
    let preview = desk.preview();
    let named = Person::numbered(NAMED);
    let publish = preview.press("Publish");
    let other = desk.discord.answer(&publish.clone().by(&named));
    assert!(other.is_private() && other.kind() == 4, "{}", other.text());
    desk.bot.says("pressed what was made for another");
    // Not even with a custom ID forged for that person.
    let own = Person::moderator().id.to_string();
    let forged = publish.custom_id().replace(&own, &named.id.to_string());
    let forged = press(preview.message(), &forged).by(&named);
    desk.says(&forged, "This preview has expired");
    let forged = format!("index:{own}:publish:../../data/a.md");
    let forged = press(preview.message(), &forged).by(&Person::moderator());
    desk.says(&forged, "This preview has expired");
    assert_eq!(
        (desk.files(), desk.drafts().len()),
        (vec!["a.md".to_owned()], 1)
    );
}

fn invalid_files_are_refused_in_a_sentence(discord: Double) {
    let desk = ConnectedDesk::over(discord, &[("data/a.md", &article("A treaty", "baker"))]);
    desk.says(
        &desk.file("photo.png", "x"),
        "I cannot read “photo.png”: please give me",
    );
    desk.says(&desk.file("many.jsonl", "{}"), "I cannot read “many.jsonl”");
    desk.says(&desk.file("empty.md", ""), "there is no paragraph in it");
    desk.says(
        &desk.file("latin.txt", b"caf\xe9".to_vec()),
        "the text is not UTF-8",
    );
    let large = index("add").file("file", "large.md", 10_485_761, &desk.discord.url());
    desk.says(&large, "“large.md” is larger than 10485760 bytes");
    // A file that is larger than Discord states.
    let url = desk.discord.store_upload("liar.md", vec![b'x'; 10_485_762]);
    desk.says(
        &index("add").file("file", "liar.md", 5, &url),
        "is larger than",
    );
    let gone = format!("{}/attachments/gone.md", desk.discord.url());
    desk.says(
        &index("add").file("file", "gone.md", 5, &gone),
        "I cannot fetch “gone.md” from Discord",
    );
    let elsewhere = "http://127.0.0.1:9/attachments/x.md";
    desk.says(
        &index("add").file("file", "x.md", 5, elsewhere),
        "I cannot fetch “x.md” from Discord",
    );
    let pages = [
        ("http://127.0.0.1:9/", "give the address of a public page"),
        ("file:///etc/passwd", "it is not a web address"),
        ("*x*", "it is not a web address"),
    ];
    for (address, sentence) in pages {
        let reply = desk.says(&index("add").text("url", address), sentence);
        assert!(
            reply.text().starts_with("I cannot fetch "),
            "{}",
            reply.text()
        );
        assert_eq!(reply.labels(), [""; 0]);
    }
    desk.says(&index("add"), "either a `file` or a `url`");
    let both = desk.file("a.md", "x").text("url", "https://example.org/");
    desk.says(&both, "either a `file` or a `url`");
    assert_eq!(
        (desk.files(), desk.drafts().len()),
        (vec!["a.md".to_owned()], 0)
    );
}

fn a_preview_lists_duplicates_and_problems(discord: Double) {
    let desk = ConnectedDesk::over(discord, &[("data/old.md", REPORT)]);
    let text = REPORT.replace("outlet:", "outlett:");
    let reply = desk.says(
        &desk.file("again.md", text),
        "⚠ 100 % of it is in “The \\*bridge\\* report” too",
    );
    assert!(
        reply.text().contains("1 problem:\n- again.md\\:3:"),
        "{}",
        reply.text()
    );
}

fn hostile_articles_cannot_forge_a_preview(discord: Double) {
    let desk = ConnectedDesk::over(discord, &[]);
    let hostile = "**||@everyone <@&1> [x](https://example.org) ```".repeat(200);
    let front = format!(
        "title: {0:?}\noutlet: {0:?}\nauthors: [{0:?}]\nurl: https://example.org/{1}\n",
        hostile,
        "a".repeat(250)
    );
    let text = format!("---\n{front}---\n\n{hostile}\n\n{hostile}\n");
    let preview = desk.says(&desk.file("hostile.md", text), "You can publish this until");
    assert!(
        !preview.text().contains("\n@everyone"),
        "{}",
        preview.text()
    );
    // The first article of a bot without articles is searchable at once.
    desk.pressed(&preview, "Publish", "Published as ");
    let list = desk.discord.answer(&slash("articles"));
    assert!(list.text().contains("1 article"), "{}", list.text());
}

fn an_unwritable_folder_is_reported(discord: Double) {
    let desk = ConnectedDesk::over(discord, &[("data/a.md", &article("A treaty", "baker"))]);
    let preview = desk.preview();
    // A file takes the place of the folder.
    fs::rename(desk.home.path("data"), desk.home.path("away")).unwrap();
    desk.home.write("data", "");
    let press = preview.press("Publish").by(&Person::moderator());
    let failed = desk.says(&press, "I cannot write ");
    assert!(
        failed.text().contains("the-bridge-report.md"),
        "{}",
        failed.text()
    );
    assert!(!desk.answers("builder") && desk.answers("baker"));
    fs::remove_file(desk.home.path("data")).unwrap();
    fs::rename(desk.home.path("away"), desk.home.path("data")).unwrap();
    // The draft is kept.
    desk.pressed(&failed, "Publish", "Published as the-bridge-report.md");
    assert!(desk.answers("builder") && desk.answers("baker"));
}
