//! The real program in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A folder as an operator has it, with articles in `data/`.
pub(crate) struct Home(TempDir);

/// What a run of the program left.
pub(crate) struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    /// A folder with these files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let home = Self(TempDir::new().unwrap());
        fs::create_dir(home.path("data")).unwrap();
        for (name, text) in files {
            home.write(name, text);
        }
        home
    }

    /// A folder with the article that ships with the program.
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

    /// The program, about to be run here.
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

    /// The answer as JSON.
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

    /// The last line of a run that ended with an error, after whatever it told before.
    pub(crate) fn last_word(self) -> String {
        assert_eq!(self.code, 1, "{}", self.err);
        let last = self.err.lines().last().unwrap_or_default();
        last.to_owned()
    }

    /// The run, which must have ended with an error of one sentence.
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
