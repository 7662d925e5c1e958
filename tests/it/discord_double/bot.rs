//! Runs the program with the Discord double.

use std::fs::{self, File};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::program::Home;

/// Maximum time to wait for anything.
const PATIENCE: Duration = Duration::from_secs(60);

/// Interval between two checks of a condition.
const PAUSE: Duration = Duration::from_millis(5);

/// A running bot, which is killed when dropped.
pub(crate) struct Bot {
    child: Child,
    log: PathBuf,
}

impl Bot {
    pub(crate) fn start(home: &Home, mut command: Command) -> Self {
        let log = home.path("bot.log");
        let file = File::options()
            .create(true)
            .append(true)
            .open(&log)
            .unwrap();
        command
            .stdin(Stdio::null())
            .stdout(file.try_clone().unwrap())
            .stderr(file);
        Self {
            child: command.spawn().unwrap(),
            log,
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Returns the log so far, of all runs in this folder.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// Waits until the log contains `text`, since it is written after the reply is sent. Returns
    /// the log.
    pub(crate) fn says(&mut self, text: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            // An ended bot writes nothing more.
            let ended = self.has_ended();
            let log = self.log();
            if log.contains(text) {
                return log;
            }
            assert!(
                Instant::now() < deadline && !ended,
                "it never says {text:?}: {log}"
            );
            thread::sleep(PAUSE);
        }
    }

    /// Waits until the bot accepts connections.
    pub(crate) fn wait_until_listening(&mut self, address: SocketAddr) {
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(address).is_err() {
            let ended = self.has_ended();
            assert!(
                Instant::now() < deadline && !ended,
                "it does not listen: {}",
                self.log()
            );
            thread::sleep(PAUSE);
        }
    }

    pub(crate) fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Sends a signal: `TERM` as a supervisor does, or `INT` as Ctrl-C does.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.id().to_string();
        let killed = Command::new("kill").args(["-s", name, &id]).status();
        assert!(killed.unwrap().success());
    }

    /// Waits until the bot exits.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "it does not end: {}", self.log());
            thread::sleep(PAUSE);
        }
    }

    /// Kills the bot without a chance to react.
    pub(crate) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[allow(
    clippy::print_stdout,
    reason = "it is captured with the output of the test that failed"
)]
impl Drop for Bot {
    fn drop(&mut self) {
        self.kill();
        if thread::panicking() {
            let log = fs::read_to_string(&self.log).unwrap_or_default();
            println!("-- the bot said:\n{log}");
        }
    }
}
