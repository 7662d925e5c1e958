//! Runs the program in a temporary folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use summit_bot::curation::Workspace;
use summit_bot::index::ReadOptions;
use summit_bot::text::Language;
use tempfile::TempDir;

/// Returns the workspace of a folder: English articles in `data/` and their index in `index/`.
pub(crate) fn workspace(folder: &Path) -> Workspace {
    Workspace {
        data: folder.join("data"),
        reading: ReadOptions::default(),
        index: folder.join("index"),
        language: Language::ENGLISH,
    }
}

/// A folder as an operator has it, with articles in `data/`.
pub(crate) struct Home(TempDir);

/// Result of a run of the program.
pub(crate) struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    /// Makes a folder with these files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let home = Self(TempDir::new().unwrap());
        fs::create_dir(home.path("data")).unwrap();
        for (name, text) in files {
            home.write(name, text);
        }
        home
    }

    /// Makes a folder with the shipped article.
    pub(crate) fn shipped() -> Self {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let article = fs::read_to_string(data.join("alaska-summit.txt")).unwrap();
        Self::new(&[("data/alaska-summit.txt", &article)])
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Returns a command that runs the program in this folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_summit-bot"));
        command.current_dir(self.0.path()).args(arguments);
        for name in [
            "RUST_LOG",
            "DISCORD_TOKEN",
            "DISCORD_TOKEN_FILE",
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
        ] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    /// Asks a question. Returns the answer as JSON.
    pub(crate) fn ask(&self, question: &str) -> Value {
        serde_json::from_str(&self.run(&["ask", question, "--json"]).out).unwrap()
    }
}

impl Run {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code().expect("the program was not killed"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Returns the last line of a run that ended with an error.
    pub(crate) fn last_word(self) -> String {
        assert_eq!(self.code, 1, "{}", self.err);
        let last = self.err.lines().last().unwrap_or_default();
        last.to_owned()
    }

    /// Asserts that the run ended with an error of one sentence, and returns it.
    pub(crate) fn refused(self) -> String {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{}", self.err);
        let sentence = self.err.trim_end().to_owned();
        assert_eq!(sentence.lines().count(), 1, "{sentence}");
        sentence
            .strip_prefix("summit-bot: ")
            .expect("the program names itself")
            .to_owned()
    }
}
