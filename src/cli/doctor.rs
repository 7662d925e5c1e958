//! `summit-bot doctor`: checks everything that the bot needs.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use jiff::Timestamp;

use super::outcome::Outcome;
use super::run::on_this_thread;
use super::terminal::{harmless_line, print};
use crate::config::{Config, DEFAULT_FILE};
use crate::curation::Curator;
use crate::discord::{self, BotToken, TokenError, Transport};
use crate::index::LiveIndex;
use crate::ops::doctor::{self, Finding, Level};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Ask Discord as well, with the token in `DISCORD_TOKEN`
    #[arg(long)]
    online: bool,
}

/// Prints one line for each check. The command fails if any check does; warnings are not failures.
pub(super) fn run(options: &Options, named: Option<&Path>) -> anyhow::Result<Outcome> {
    let findings = match Config::load(named) {
        Ok(config) => {
            let mut findings = vec![settings_finding(named)];
            findings.extend(run_checks(&config, options.online)?);
            findings
        }
        Err(problem) => vec![Finding::failure("settings", problem.to_string())],
    };
    let mut report = String::new();
    for finding in &findings {
        writeln!(report, "{}", harmless_line(&finding.to_string()))?;
    }
    print(&report)?;
    let worst = findings.iter().map(|finding| finding.level).max();
    Ok(match worst {
        Some(Level::Failure) => Outcome::ProblemsFound,
        _ => Outcome::Done,
    })
}

fn settings_finding(named: Option<&Path>) -> Finding {
    let file = named.unwrap_or(Path::new(DEFAULT_FILE));
    let message = if file.exists() {
        format!("{} can be read", file.display())
    } else {
        format!("there is no {}: all defaults apply", file.display())
    };
    Finding::ok("settings", message)
}

/// Runs all checks except that of the settings.
fn run_checks(config: &Config, is_online: bool) -> anyhow::Result<Vec<Finding>> {
    let token = BotToken::from_environment(config.discord.api_url.is_none());
    let mut findings = vec![token_finding(config, &token)];
    findings.extend(token_file_finding());
    findings.extend(public_key_finding(config));
    let encoder = config.encoder.open().unwrap_or_else(|error| {
        findings.push(Finding::failure("encoder", error.to_string()));
        None
    });
    let workspace = config.workspace(encoder);
    let live = LiveIndex::open(&workspace.index, workspace.language);
    match Curator::new(workspace.clone(), Arc::new(live)).status() {
        Ok(status) => {
            findings.push(doctor::articles(&workspace, &status));
            findings.push(doctor::index(&workspace, &status));
        }
        Err(error) => findings.push(Finding::failure("articles", error.to_string())),
    }
    findings.push(doctor::writable(
        "index folder",
        &workspace.index,
        "to keep the index up to date",
    ));
    if !config.moderation.guilds.is_empty() || !config.moderation.users.is_empty() {
        findings.push(doctor::writable(
            "articles folder",
            &workspace.data,
            "by moderators who add articles",
        ));
    }
    findings.push(doctor::state(&config.state.path));
    findings.push(doctor::disk(&workspace.index));
    findings.push(doctor::file_handles());
    findings.push(doctor::clock(Timestamp::now()));
    if is_online && let Ok(token) = &token {
        let (settings, moderation) = (&config.discord, &config.moderation);
        let survey = on_this_thread(discord::survey(settings, moderation, token))?;
        findings.extend(doctor::online(settings, &survey));
    }
    Ok(findings)
}

fn token_finding(config: &Config, token: &Result<BotToken, TokenError>) -> Finding {
    match (token, config.discord.transport) {
        (Ok(_), _) => Finding::ok("token", "it looks like one; --online asks Discord"),
        (Err(TokenError::Missing), Transport::Http) => Finding::warning(
            "token",
            "there is none: summit-bot run needs none over HTTP, but summit-bot register does",
        ),
        (Err(error), _) => Finding::failure("token", error.to_string()),
    }
}

/// Returns a warning if every user of the machine may read the file of the token.
fn token_file_finding() -> Option<Finding> {
    let path = discord::token_file()?;
    let is_open = doctor::is_readable_by_everybody(&path).ok()?;
    is_open.then(|| {
        let path = path.display();
        Finding::warning(
            "token file",
            format!("everybody may read {path}: chmod 600 {path}"),
        )
    })
}

fn public_key_finding(config: &Config) -> Option<Finding> {
    match (&config.discord.public_key, config.discord.transport) {
        (Some(_), _) => Some(Finding::ok("public key", "it is well-formed")),
        (None, Transport::Http) => Some(Finding::failure(
            "public key",
            discord::RunError::NoPublicKey.to_string(),
        )),
        (None, Transport::Gateway) => None,
    }
}
