//! Tests of the command line: exit codes, pipes, settings and `check`.

use std::io;

use crate::program::{Home, Run};

#[test]
fn articles_cannot_control_the_terminal() {
    let home = Home::new(&[(
        "data/a.jsonl",
        r#"{"_id": "1", "title": "The \u001b[2J envoy", "text": "The envoy left \u001b]0;owned\u0007Oslo \u009b31m at \u202enoon."}"#,
    )]);
    let mut command = home.command(&["ask", "When did the envoy leave Oslo?"]);
    let run = Run::of(command.env("CLICOLOR_FORCE", "1").output().unwrap());
    let plain = anstream::adapter::strip_str(&run.out).to_string();
    assert!(plain.contains("The envoy left"), "{plain}");
    assert!(run.out.contains("\u{1b}[1m"), "the best sentence is bold");
    let is_obeyed = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    assert!(!plain.contains(is_obeyed), "{plain:?}");
    for command in ["\u{1b}[2J", "\u{1b}]0", "\u{9b}"] {
        assert!(!run.out.contains(command), "{:?}", run.out);
    }
    let piped = home.run(&["ask", "When did the envoy leave Oslo?"]);
    assert!(!piped.out.contains('\u{1b}'));
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let home = Home::shipped();
    for (arguments, code) in [
        (&["ask", "Who doubted Putin?"][..], 0),
        (&["ask", "Xylophone?"][..], 2),
        (&["completions", "zsh"][..], 0),
        (&["--help"][..], 0),
    ] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let run = Run::of(home.command(arguments).stdout(writer).output().unwrap());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(!run.err.contains("summit-bot:"), "{}", run.err);
    }
}

#[test]
fn a_wrong_command_line_is_an_error_and_not_an_empty_answer() {
    let home = Home::shipped();
    for (arguments, code) in [
        (&[][..], 1),
        (&["ask"][..], 1),
        (&["aks", "Who?"][..], 1),
        (&["ask", "Who?", "--limit", "0"][..], 1),
        (&["ask", "Who?", "--limt", "3"][..], 1),
        (&["completions", "cmd"][..], 1),
        (&["--version"][..], 0),
        (&["ask", "--help"][..], 0),
    ] {
        assert_eq!(home.run(arguments).code, code, "{arguments:?}");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = home.run(&["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        assert!(run.out.contains("refresh"), "{shell}");
    }
}

#[test]
fn settings_are_read_from_the_given_file() {
    let home = Home::shipped();
    home.write("config.toml", "[answer]\nlimit = 1\n");
    home.write("other.toml", "\n[answer]\nlimt = 4\n");
    let passages = home.ask("What did Trump and Putin say?")["passages"].clone();
    assert_eq!(passages.as_array().unwrap().len(), 1);
    let other = ["ask", "Who met?", "--config", "other.toml"];
    insta::assert_snapshot!(
        home.run(&other).refused(),
        @r#"other.toml:3: unknown setting "limt" in [answer]: did you mean "limit"?"#
    );
    insta::assert_snapshot!(
        home.run(&["--config", "lost.toml", "check"]).refused(),
        @"lost.toml: cannot read the settings: there is no such file: correct the path after --config, or leave --config out for the default settings"
    );
    home.write("latin1.toml", b"[log]\n# Caf\xe9\n");
    insta::assert_snapshot!(
        home.run(&["--config", "latin1.toml", "check"]).refused(),
        @"latin1.toml:2: the text is not UTF-8 from this line on: save the file as UTF-8"
    );
    home.write("config.toml", "[answer]\nthreshold = 7\n");
    insta::assert_snapshot!(
        home.run(&["check"]).refused(),
        @r#"config.toml:2: cannot use "threshold" in [answer]: 7 is not from 0 to 1: correct it, or delete the line for the default"#
    );
}

#[test]
fn check_names_every_problem_and_ask_counts_them() {
    let home = Home::shipped();
    let fine = home.run(&["check"]);
    assert_eq!(fine.code, 0);
    assert_eq!(
        fine.out,
        "default settings and 1 article (10 paragraphs) are fine\n"
    );

    home.write("data/note.md", "---\ntitel: A note\n---\nNoted.\n");
    home.write(
        "data/aliases.toml",
        "\"Kyiv\" = [\"Kiev\"]\n\"Odesa\" = \"Odessa\"\n",
    );
    let check = home.run(&["check"]);
    assert_eq!(check.code, 1);
    insta::assert_snapshot!(check.out, @r#"
    data/aliases.toml:2: found string "Odessa", expected a list in brackets: write a line for each name, like "Kyiv" = ["Kiev"]
    data/note.md:2: warning: unknown key "titel": did you mean "title"?
    2 problems; 2 articles (11 paragraphs) can be read all the same
    "#);
    home.run(&["index", "refresh"]);
    let ask = home.run(&["ask", "Who doubted Putin?"]);
    assert_eq!(ask.code, 0);
    insta::assert_snapshot!(
        ask.err,
        @r#"summit-bot: 2 problems in data: run "summit-bot check" to see them"#
    );
}
