//! Standard output and standard error: printing, width, progress, and removing control characters.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, IsTerminal, Write};
use std::panic::PanicHookInfo;
use std::time::{Duration, Instant};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};

use crate::corpus::Problem;
use crate::text::characters::reverses_letters;
use crate::text::failures::is_survived;

/// Maximum width of a line, in columns. Longer lines are hard to read.
const MAX_WIDTH: usize = 100;

/// Time before a progress bar appears. A bar for shorter work would only flicker.
const BAR_DELAY: Duration = Duration::from_millis(500);

/// Prints to standard output. A closed pipe, as with `head`, is not an error.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => {
            printed.context("cannot write to standard output: check that the disk is not full")
        }
    }
}

/// Prints a message to the user on standard error. Failures are ignored.
pub(super) fn say(sentence: &str) {
    let _ = writeln!(anstream::stderr(), "summit-bot: {}", harmless(sentence));
}

/// Prints problems of files on standard error.
pub(super) fn say_problems(problems: &[Problem]) {
    for problem in problems {
        say(&harmless_line(&problem.to_string()));
    }
}

/// Asks a yes-or-no question; `None` if standard input or standard error is not a terminal.
pub(super) fn confirm(question: &str) -> Option<bool> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return None;
    }
    let mut err = anstream::stderr();
    write!(err, "{} [y/N] ", harmless_line(question)).ok()?;
    err.flush().ok()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).ok()?;
    Some(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// Returns the actor for the index and its history: the user of this terminal.
pub(super) fn actor() -> String {
    let user = ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()));
    match user {
        Some(user) => format!("terminal ({})", harmless_line(&user)),
        None => "terminal".to_owned(),
    }
}

/// Returns the width at which lines are wrapped; `None` if standard output is not a terminal.
pub(super) fn width() -> Option<usize> {
    io::stdout()
        .is_terminal()
        .then(|| textwrap::termwidth().min(MAX_WIDTH))
}

/// Replaces characters that could control or deceive a terminal: escape sequences, other control
/// characters, and marks that reverse the order of letters. Each is replaced by U+FFFD. Other
/// invisible characters are harmless here and stay.
pub(super) fn harmless(text: &str) -> String {
    text.chars()
        .filter(|c| *c != '\r')
        .map(|c| match c {
            '\n' => '\n',
            '\t' => ' ',
            c if reverses_letters(c) => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Does the same as [`harmless`], and joins the lines.
pub(super) fn harmless_line(text: &str) -> String {
    harmless(text).replace('\n', " ")
}

/// Reports a panic to the user in one sentence with a remedy. A panic that the program catches and
/// survives is not reported.
pub(super) fn report_panic(panic: &PanicHookInfo<'_>) {
    if is_survived(panic) {
        return;
    }
    let place = panic.location().map_or_else(String::new, |place| {
        format!(" at {}:{}", place.file(), place.line())
    });
    say(&format!(
        "cannot go on, because of a mistake in the program{place}: please report it with the \
         command that you ran (RUST_BACKTRACE=1 says more)"
    ));
    let backtrace = Backtrace::capture();
    if backtrace.status() == BacktraceStatus::Captured {
        let cause = panic.payload_as_str().unwrap_or("no cause given");
        say(&format!("{cause}\n{backtrace}"));
    }
}

/// Progress bar on a terminal, shown only for long work.
pub(super) struct Bar {
    started: Instant,
    bar: Option<ProgressBar>,
}

impl Bar {
    pub(super) fn new() -> Self {
        Self {
            started: Instant::now(),
            bar: None,
        }
    }

    /// Shows that `done` of `total` steps of `work` are done.
    pub(super) fn show(&mut self, work: &'static str, done: usize, total: usize) {
        if self.started.elapsed() < BAR_DELAY {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} ({eta} left)");
            let bar = ProgressBar::new(total as u64).with_message(work);
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        bar.set_message(work);
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_removed() {
        let text = "a\u{1b}[31mb\u{9b}2Jc\u{7}d\u{202e}e\r\nf\tg é 🕊";
        let shown = harmless(text);
        assert_eq!(
            shown,
            "a\u{fffd}[31mb\u{fffd}2Jc\u{fffd}d\u{fffd}e\nf g é 🕊"
        );
        assert_eq!(harmless_line("a\r\nb"), "a b");
    }
}
