//! The commands of the terminal, one file for each. Only this module prints.

mod ask;
mod check;
mod doctor;
mod eval;
mod health;
mod index;
mod json;
mod log;
mod lookup;
mod outcome;
mod playground;
mod prepare;
mod quotations;
mod quote;
mod register;
mod reload;
mod render;
mod run;
mod terminal;
mod verify;

use std::ffi::OsString;
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use self::log::Log;
use self::outcome::Outcome;
use crate::config::Config;
use crate::discord::token_to_hide;

const EXAMPLES: &str = "\
Examples:
  summit-bot ask Where does Putin want the next meeting?
  summit-bot ask \"What did Zelenskyy rule out?\" --limit 1
  summit-bot ask Who doubted Putin? --after 2025-08-15 --json
  summit-bot quote next time --speaker Putin
  summit-bot verify \"Next time in Kyiv\"
  summit-bot check
  summit-bot playground
  DISCORD_TOKEN=... summit-bot run

Exit codes: 0 answered or done, 2 nothing found, 1 error.";

/// Answers questions from a folder of news articles, word for word and with citations
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Cli {
    /// Settings file [default: config.toml, if it exists]
    #[arg(long, global = true, value_name = "PATH")]
    config: Option<PathBuf>,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer a question from the articles
    Ask(ask::Options),
    /// Find what people said, by words, by speaker, or both
    Quote(quote::Options),
    /// Check whether a quotation is real, word for word
    Verify(verify::Options),
    /// List the quotations of articles or files with their speakers
    Quotations(quotations::Options),
    /// Manage the articles and their index
    #[command(subcommand)]
    Index(index::Command),
    /// Check the settings and every article
    Check,
    /// Run the bot in Discord, with the token in DISCORD_TOKEN
    #[allow(clippy::doc_markdown, reason = "it is the help text of the terminal")]
    Run,
    /// Show the bot in a browser, without a token and on a copy of the articles
    Playground(playground::Options),
    /// Register the commands with Discord, with the token in DISCORD_TOKEN
    #[allow(clippy::doc_markdown, reason = "it is the help text of the terminal")]
    Register,
    /// Find problems with the settings, folders, machine and Discord
    Doctor(doctor::Options),
    /// Ask the running bot whether it is ready
    Health,
    /// Measure answers on a set of questions
    Eval(eval::Options),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Runs the command in `arguments`, of which the first is the name of the program. Returns the exit
/// code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    panic::set_hook(Box::new(terminal::report_panic));
    let cli = match Cli::try_parse_from(arguments.into_iter().map(protect_question)) {
        Ok(cli) => cli,
        Err(usage) => {
            // If this cannot be printed, there is no other way to report it.
            let _ = usage.print();
            return if usage.use_stderr() {
                ExitCode::FAILURE
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    match panic::catch_unwind(|| cli.run()) {
        Ok(Ok(outcome)) => outcome.into(),
        Ok(Err(error)) => {
            tracing::debug!("{error:?}");
            terminal::say(&error.to_string());
            ExitCode::FAILURE
        }
        // The panic hook has reported it.
        Err(_) => ExitCode::FAILURE,
    }
}

impl Cli {
    fn run(&self) -> anyhow::Result<Outcome> {
        if let Command::Completions { shell } = &self.command {
            return completions(*shell);
        }
        if let Command::Doctor(options) = &self.command {
            return doctor::run(options, self.config.as_deref());
        }
        let config = Config::load(self.config.as_deref()).map_err(anyhow::Error::msg)?;
        let secret = match &self.command {
            // The playground does not use the token, and does not read it.
            Command::Playground(_) => None,
            _ => token_to_hide(),
        };
        let log = Log::start(&config.log, secret)?;
        match &self.command {
            Command::Ask(options) => ask::run(options, &config),
            Command::Quote(options) => quote::run(options, &config),
            Command::Verify(options) => verify::run(options, &config),
            Command::Quotations(options) => quotations::run(options, &config),
            Command::Index(command) => command.run(&config),
            Command::Check => check::run(self.config.as_deref(), &config),
            Command::Run => run::run(config, self.config.as_deref(), log),
            Command::Playground(options) => playground::run(options, config),
            Command::Register => register::run(&config),
            Command::Doctor(options) => doctor::run(options, self.config.as_deref()),
            Command::Health => health::run(&config),
            Command::Eval(options) => eval::run(options, &config),
            Command::Completions { shell } => completions(*shell),
        }
    }
}

/// Adds a space in front of a question that begins with a dash, so that it is not taken for an
/// option. No option contains a space.
fn protect_question(argument: OsString) -> OsString {
    match argument.to_str() {
        Some(text) if text.starts_with('-') && !text.contains('=') && text.contains(' ') => {
            format!(" {text}").into()
        }
        _ => argument,
    }
}

fn completions(shell: Shell) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "summit-bot", &mut script);
    terminal::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_consistent() {
        Cli::command().debug_assert();
    }
}
