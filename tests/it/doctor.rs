//! Tests of `summit-bot doctor`: findings and remedies.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::discord_double::{Double, TOKEN};
use crate::program::{Home, Run};

/// Runs the doctor. Returns its exit code and report.
fn examine(home: &Home, arguments: &[&str], token: Option<&str>) -> (i32, String) {
    let mut command = home.command(&[&["doctor"], arguments].concat());
    if let Some(token) = token {
        command.env("DISCORD_TOKEN", token);
    }
    let run = Run::of(command.output().unwrap());
    (run.code, run.out)
}

/// Returns the line of the report about a subject.
fn line<'a>(report: &'a str, subject: &str) -> &'a str {
    let mut lines = report.lines();
    let of_subject = |line: &&str| line.contains(&format!("  {subject}: "));
    lines
        .find(of_subject)
        .unwrap_or_else(|| panic!("nothing about {subject}: {report}"))
}

#[test]
fn a_valid_setup_has_no_findings() {
    let home = Home::shipped();
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
    let (code, report) = examine(&home, &[], Some(TOKEN));
    assert_eq!(code, 0, "{report}");
    for subject in [
        "settings",
        "token",
        "articles",
        "index",
        "index folder",
        "clock",
    ] {
        assert!(line(&report, subject).starts_with("ok "), "{report}");
    }
    assert!(line(&report, "index").contains("1 article"), "{report}");
    assert!(!report.contains(TOKEN));
}

#[test]
fn every_finding_has_a_remedy() {
    let home = Home::shipped();
    let (code, report) = examine(&home, &[], None);
    assert_eq!(code, 1, "{report}");
    assert!(line(&report, "token").contains("DISCORD_TOKEN"), "{report}");
    assert!(line(&report, "index").starts_with("warning  "), "{report}");

    home.write(
        "config.toml",
        "[discord]\ntransport = \"http\"\n[data]\npath = \"nowhere\"\n",
    );
    let (code, report) = examine(&home, &[], None);
    assert_eq!(code, 1, "{report}");
    assert!(
        line(&report, "public key").starts_with("failure"),
        "{report}"
    );
    assert!(line(&report, "articles").contains("nowhere"), "{report}");
    assert!(line(&report, "token").starts_with("warning"), "{report}");

    home.write("config.toml", "[answer]\nlimit = 0\n");
    let (code, report) = examine(&home, &[], Some(TOKEN));
    assert_eq!((code, report.lines().count()), (1, 1), "{report}");
    assert!(
        line(&report, "settings").contains("config.toml:2"),
        "{report}"
    );
}

#[test]
fn a_world_readable_token_is_warned_about() {
    let home = Home::shipped();
    home.write("token", TOKEN);
    let check = |mode, expected| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(home.path("token"), permissions).unwrap();
        let mut command = home.command(&["doctor"]);
        command.env("DISCORD_TOKEN_FILE", home.path("token"));
        let report = Run::of(command.output().unwrap()).out;
        assert_eq!(report.contains("chmod 600"), expected, "{report}");
    };
    check(0o644, true);
    check(0o600, false);
}

#[test]
fn discord_settings_are_checked() {
    let discord = Double::start();
    let home = Home::shipped();
    drop(discord.command(&home, ""));
    let (code, report) = examine(&home, &["--online"], Some(TOKEN));
    assert_eq!(code, 0, "{report}");
    assert!(line(&report, "Discord").contains("\"summit\""), "{report}");
    assert!(
        line(&report, "clock, compared").starts_with("ok "),
        "{report}"
    );
    assert!(
        line(&report, "interactions").contains("over the gateway"),
        "{report}"
    );
    assert!(
        line(&report, "commands").contains("summit-bot register"),
        "{report}"
    );
    // It changes nothing.
    assert!(discord.with(|state| state.commands.is_empty()));

    let mut register = home.command(&["register"]);
    let registered = register.env("DISCORD_TOKEN", TOKEN).output().unwrap();
    assert_eq!(Run::of(registered).code, 0);
    let (_, report) = examine(&home, &["--online"], Some(TOKEN));
    assert!(line(&report, "commands").starts_with("ok "), "{report}");

    discord.with(|state| state.endpoint_url = Some("https://bot.example/interactions".to_owned()));
    let (code, report) = examine(&home, &["--online"], Some(TOKEN));
    assert_eq!(code, 1, "{report}");
    assert!(
        line(&report, "interactions").contains("https://bot.example"),
        "{report}"
    );
}

#[test]
fn a_public_key_of_another_application_is_found() {
    let discord = Double::http();
    let home = Home::shipped();
    drop(discord.command(&home, ""));
    discord.with(|state| state.endpoint_url = Some("https://bot.example/interactions".to_owned()));
    let (code, report) = examine(&home, &["--online"], Some(TOKEN));
    assert_eq!(code, 0, "{report}");
    assert!(
        line(&report, "public key, compared").starts_with("ok "),
        "{report}"
    );

    let config = fs::read_to_string(home.path("config.toml")).unwrap();
    let key = config.split("public_key = \"").nth(1).unwrap();
    let key = key.split('"').next().unwrap();
    let other = "67c6bd767ca099e79efac9fcce4d2022a63bf7dea780e7f3d813f694c1597089";
    home.write("config.toml", config.replace(key, other));
    let (code, report) = examine(&home, &["--online"], Some(TOKEN));
    assert_eq!(code, 1, "{report}");
    assert!(
        line(&report, "public key, compared").contains(key),
        "{report}"
    );
}

#[test]
fn a_rejected_token_is_found() {
    let discord = Double::start().may_refuse();
    let home = Home::shipped();
    drop(discord.command(&home, ""));
    let other = TOKEN.replace("of-no-value", "of-no-worth");
    let (code, report) = examine(&home, &["--online"], Some(&other));
    assert_eq!(code, 1, "{report}");
    assert!(
        line(&report, "Discord").contains("it refuses the token"),
        "{report}"
    );
}
