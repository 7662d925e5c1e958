//! Tests of the playground with the program and, if available, a browser.

mod browser;
mod constructs;
mod keyboard;
mod moderating;
mod pictures;
mod reading;
mod safety;
mod served;

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use crate::program::Home;

/// Folder for the program's temporary folders.
pub(crate) const TEMPORARY: &str = "temporary";

/// A running playground, which is stopped when dropped.
pub(crate) struct Served {
    child: Child,
    /// Address of the page.
    pub url: String,
    /// Folder in which the program was started.
    pub home: Home,
}

impl Served {
    /// Starts the program as without a desktop.
    pub(crate) fn start(home: Home, arguments: &[&str]) -> Self {
        Self::start_with(home, arguments, &[])
    }

    /// Starts the program with these environment variables.
    pub(crate) fn start_with(home: Home, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let temporary = home.path(TEMPORARY);
        fs::create_dir_all(&temporary).unwrap();
        let mut command = home.command(&["playground"]);
        command
            .args(arguments)
            // A token must not be used here, even if it is invalid.
            .env("DISCORD_TOKEN", "this is no token")
            .env("TMPDIR", &temporary)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(fs::File::create(home.path("playground.log")).unwrap());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        let stdout = child.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let log = || fs::read_to_string(home.path("playground.log")).unwrap();
        let url = line.split(' ').find(|word| word.starts_with("http://"));
        let url = url.unwrap_or_else(|| panic!("no address in {line:?}: {}", log()));
        Self {
            child,
            url: url.to_owned(),
            home,
        }
    }

    /// Interrupts the program as Ctrl-C does. Returns its exit code.
    pub(crate) fn interrupt(&mut self) -> i32 {
        let id = self.child.id().to_string();
        let told = std::process::Command::new("kill")
            .args(["-s", "INT", &id])
            .status();
        assert!(told.unwrap().success());
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended before.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
