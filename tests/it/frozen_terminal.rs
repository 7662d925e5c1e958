//! Snapshots of the terminal: text and JSON of every command. See `frozen.rs`.

use std::fmt::Write;
use std::fs;

use serde_json::Value;

use crate::frozen::{folder, redacted};
use crate::program::{Home, Run};

/// Runs each line of `script` as a command, split at spaces. Returns the transcript.
fn played(home: &Home, script: &str) -> String {
    let run = |line: &str| {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let mut command = home.command(&arguments);
        command.env("USER", "tester").env_remove("COLUMNS");
        let Run { code, out, err } = Run::of(command.output().unwrap());
        let err: String = err
            .lines()
            .map(|line| format!("stderr: {line}\n"))
            .collect();
        format!("$ summit-bot {line}\n{out}{err}exit code {code}\n")
    };
    redacted(&script.lines().map(run).collect::<Vec<_>>().join("\n"))
}

/// Does the same as [`played`] with JSON output.
fn played_as_json(home: &Home, script: &str) -> String {
    let lines = script.lines().map(|line| format!("{line} --json"));
    played(home, &lines.collect::<Vec<_>>().join("\n"))
}

#[test]
fn help() {
    let home = Home::new(&[]);
    let index = [
        "refresh", "status", "articles", "add", "remove", "restore", "edit", "history",
    ];
    let mut script = "--help\n".to_owned();
    for command in [
        "ask",
        "quote",
        "verify",
        "quotations",
        "check",
        "run",
        "eval",
        "completions",
    ] {
        script += &format!("{command} --help\n");
    }
    script += "index --help\n";
    for verb in index {
        script += &format!("index {verb} --help\n");
    }
    insta::assert_snapshot!(played(&home, &script));
}

/// Commands over the shipped article.
const SHIPPED: &str = "\
ask Where does Putin want the next meeting?
ask Who doubted Putin? --limit 1
ask Who doubted Putin? --after 2025-08-15 --before 2025-08-16 --limit 2
ask Who doubted Putin? --after 2025-08-17
ask Who won the football championship in Qatar with Putin?
ask Xylophone?
ask Whta did Zelenskiy rule out? --article alaska-summit
quote next time --speaker Putin
quote deals until
quote --speaker Trump --limit 2
quote --speaker Zelensky
quote deal unicorn
quote zebra
verify next time in Moscow
verify bought himself more time
verify There was a very good chance of not getting there
verify it seems Putin has bought himself … ceasefire or de-escalation has been agreed upon
verify There were many, many points that we agreed on. A couple of big ones.
verify Next time in Moscow --speaker Trump
verify playing for time
verify Read my lips: no new taxes
quotations alaska-summit";

#[test]
fn shipped_article() {
    insta::assert_snapshot!("shipped_article_text", played(&Home::shipped(), SHIPPED));
    insta::assert_snapshot!(
        "shipped_article_json",
        played_as_json(&Home::shipped(), SHIPPED)
    );
}

/// Commands over the invented folder.
const FOLDER: &str = "\
ask Who signed the ice treaty?
ask Who signed the ice treaty? --after 2031-04-05 --limit 10
ask Who signed the ice treaty? --before 2031-04-04 --limit 10
ask Who signed the ice treaty? --article notes
ask Who signed the ice treaty? --article note-1
ask Which envoy signed in Lower Belmar?
ask When will Kolbe-Lind open the harbour?
ask How thick is the ice in centimetres?
ask Which admiral sank the fleet of Sandrey?
quote open the harbour
quote --speaker Kolbe-Lind
quote --speaker Brandt --before 2031-04-02
quote tired --article ferry
verify We will not open the harbour before 15 May, and the ferries must wait
verify the ferries must wait
verify We will open the harbour before 15 May, and the ferries must wait
verify We will not open the harbour before 16 June, and the ferries may wait
verify The fish are gone for good
verify tired but calm --speaker Kolbe
verify are gone for good --speaker Kolbe
verify the ice is too thick and the ferries are too old --speaker Tomas
verify Nobody from the ferry company was asked
verify Nobody from the ferry company was seen
quotations
quotations data/ferry.txt data/page.html";

#[test]
fn made_up_folder() {
    let text = played(&folder(), &format!("check\n{FOLDER}"));
    insta::assert_snapshot!("made_up_folder_text", text);
    insta::assert_snapshot!("made_up_folder_json", played_as_json(&folder(), FOLDER));
}

#[test]
fn index() {
    let home = folder();
    home.write(
        "page.html",
        include_str!("../data/folder/page.html").replace("Talks", "More talks"),
    );
    home.write("photo.png", "x");
    let mut text = played(
        &home,
        "index status\nindex status --json\nindex history\nindex refresh\nindex refresh --json\n\
         index articles\nindex articles --json\nindex status\nindex status --json\nindex add page.html\nindex add page.html --yes\n\
         index add photo.png\nindex add lost.md\nindex add http://127.0.0.1:9/\n\
         index edit more-talks-end --title Ended --outlet Sample --published 2031-05-01\n\
         index edit more-talks-end\nindex edit ferry --published yesterday\n\
         index edit page --title Mine\nindex edit lost --title Mine\n\
         index remove ferry\nindex remove ferry --yes\nindex remove note-1 --yes\n\
         index remove lost --yes\nindex restore ferry\nindex restore ferry\n\
         index history\nindex history --limit 2 --json",
    );
    home.write(
        "data/misspelt.md",
        "---\ntitle: A list\n---\n\nA list of boats.\n",
    );
    home.write("data/aliases.toml", "\"Sandrey\" = \"Sandray\"\n");
    text += "\n";
    text += &played(&home, "index status\nindex refresh");
    fs::remove_dir_all(home.path("data/april")).unwrap();
    for name in ["harbour.md", "ferry.txt", "twin-one.md"] {
        fs::remove_file(home.path(&format!("data/{name}"))).unwrap();
    }
    text += "\n";
    text += &played(
        &home,
        "ask Who signed the ice treaty? --limit 1\nindex refresh\nindex refresh --yes",
    );
    insta::assert_snapshot!(text);
}

const QUERIES: &str = r#"{"_id": "1", "text": "When will the harbour of Sandrey open?"}
{"_id": "2", "text": "What did the captains refuse to sign?"}
{"_id": "3", "text": "How long did the ministers meet?"}
{"_id": "4", "text": "Who invented telescopes?"}
"#;

#[test]
fn eval() {
    let corpus = [
        ("open", "The harbour of Sandrey will open again on 15 May."),
        ("captains", "The captains refused to sign the ice treaty."),
        (
            "ministers",
            "The ministers of Sandrey and Belmar met for three hours to sign it.",
        ),
        ("pier", "Ice of forty centimetres was measured at the pier."),
    ];
    let lines = corpus.map(|(id, text)| {
        format!("{{\"_id\": \"{id}\", \"title\": \"\", \"text\": \"{text}\"}}\n")
    });
    let home = Home::new(&[
        ("corpus.jsonl", &lines.concat()),
        ("queries.jsonl", QUERIES),
        (
            "qrels.tsv",
            "query-id\tcorpus-id\tscore\n1\topen\t1\n2\tministers\t2\n2\tcaptains\t1\n3\tministers\t1\n",
        ),
    ]);
    let script = "eval .\neval . --json\neval . --typos\neval . --typos --json\neval lost";
    insta::assert_snapshot!(played(&home, script));
}

#[test]
fn errors() {
    let home = Home::shipped();
    home.write("unknown.toml", "\n[answer]\nlimt = 4\n");
    home.write("range.toml", "[answer]\nthreshold = 7\n");
    home.write("broken.toml", "[answer\n");
    home.write("guild.toml", "[discord]\nguilds = [\"my server\"]\n");
    home.write(
        "index.toml",
        "[moderation]\nguilds = [{ id = 1, permission = \"SEND\" }]\n",
    );
    home.write("elsewhere.toml", "[data]\npath = \"lost\"\n");
    let mut script =
        "ask\naks Who?\nask Who? --limit 0\nask Who? --limt 3\nask …\nquote\nquote …\n\
                      verify …\nask Who? --after 2025-02-01 --before 2025-01-01\n\
                      ask Who? --after yesterday\nask Who? --article lost\nquotations lost.txt\n\
                      run\ncheck\n"
            .to_owned();
    for name in [
        "unknown",
        "range",
        "broken",
        "guild",
        "index",
        "elsewhere",
        "lost",
    ] {
        script += &format!("check --config {name}.toml\n");
    }
    insta::assert_snapshot!(played(&home, &script));
}

/// Every quotation of the paragraphs in `tests/data`, with the speaker that the rules find.
#[test]
fn attributions() {
    let files = [
        include_str!("../data/attributions.txt"),
        include_str!("../data/attributions-more.txt"),
    ];
    let home = Home::new(&[]);
    let mut arguments = vec!["quotations".to_owned()];
    let cases = files.iter().flat_map(|file| file.split("\n\n"));
    for (n, case) in cases.filter(|case| case.starts_with('@')).enumerate() {
        let is_text = |line: &&str| !line.starts_with(['@', '=', '#']);
        let paragraphs: Vec<&str> = case.lines().filter(is_text).collect();
        let name = format!("{n:03}.txt");
        home.write(&name, paragraphs.join("\n\n"));
        arguments.push(name);
    }
    arguments.push("--json".to_owned());
    let run = home.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let mut found = String::new();
    for line in run.out.lines() {
        let quotation: Value = serde_json::from_str(line).unwrap();
        let [text, speaker, basis, cue] =
            ["text", "speaker", "basis", "cue"].map(|key| quotation[key].as_str().unwrap_or("-"));
        let confidence = &quotation["confidence"];
        writeln!(found, "{text} | {speaker} | {basis} | {cue} | {confidence}").unwrap();
    }
    insta::assert_snapshot!(found);
}
