//! Articles that change on the disk are taken in by themselves.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{CurationError, Curator};
use crate::index::IndexError;

/// Changes come in bursts, as when a folder is copied: so long nothing may change before they are
/// taken in.
const QUIET: Duration = Duration::from_millis(300);

/// A burst that does not end is taken in after this time all the same.
const LONGEST_BURST: Duration = Duration::from_secs(5);

/// What could not be done is tried again after this time.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// In whose name it is done.
const ACTOR: &str = "the program, because files changed";

/// Watches the folder of articles and refreshes the index when something in it changes, until it
/// is dropped. Asks nobody: where a refresh would need an answer, it is left to someone who can
/// give one, and the log says so.
pub struct Watcher {
    sender: Sender<Message>,
}

enum Message {
    Changed,
    /// The folder itself was moved or deleted; another one may be in its place.
    Gone,
    Stop,
}

impl Watcher {
    /// Begins to watch. What has changed by now is not looked for.
    pub fn start(curator: Arc<Curator>) -> Self {
        let (sender, receiver) = mpsc::channel();
        let watch = Watch {
            curator,
            sender: sender.clone(),
            receiver,
            eyes: None,
            complaint: String::new(),
        };
        thread::spawn(move || watch.run());
        Self { sender }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.sender.send(Message::Stop);
    }
}

struct Watch {
    curator: Arc<Curator>,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
    /// `None` as long as the folder cannot be watched, such as when it is not there.
    eyes: Option<RecommendedWatcher>,
    /// What the log was told last, so as not to tell it again and again.
    complaint: String,
}

impl Watch {
    fn run(mut self) {
        self.open_eyes();
        let mut is_due = false;
        loop {
            let message = match self.eyes.is_some() && !is_due {
                true => self
                    .receiver
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
                false => self.receiver.recv_timeout(TRY_AGAIN),
            };
            match message {
                Ok(Message::Changed) if !self.wait_for_quiet() => return,
                Ok(Message::Changed) => {}
                Ok(Message::Gone) => self.open_eyes(),
                Err(RecvTimeoutError::Timeout) if self.eyes.is_none() => self.open_eyes(),
                Err(RecvTimeoutError::Timeout) => {}
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            }
            is_due = !self.refresh();
        }
    }

    fn open_eyes(&mut self) {
        let sender = self.sender.clone();
        let data = self.curator.place().data.clone();
        // Events name files by their whole path; where the folder itself is, is no matter of names.
        let base = data.canonicalize().unwrap_or_else(|_| data.clone());
        let handler = move |event: notify::Result<Event>| {
            let message = match event {
                Ok(event) if is_end_of(&event, &base) => Message::Gone,
                Ok(event) if !matters(&event, &base) => return,
                _ => Message::Changed,
            };
            let _ = sender.send(message);
        };
        let opened = notify::recommended_watcher(handler).and_then(|mut eyes| {
            let base = data.canonicalize()?;
            eyes.watch(&base, RecursiveMode::Recursive)?;
            Ok(eyes)
        });
        match opened {
            Ok(eyes) => self.eyes = Some(eyes),
            Err(error) => {
                self.eyes = None;
                self.complain(&format!(
                    "cannot watch {} for changes: {error}: check that it is there, and the \
                     system's limit of watched folders",
                    data.display()
                ));
            }
        }
    }

    /// Waits for the end of a burst; `false` if it is time to stop.
    fn wait_for_quiet(&mut self) -> bool {
        let began = Instant::now();
        while began.elapsed() < LONGEST_BURST {
            match self.receiver.recv_timeout(QUIET) {
                Ok(Message::Changed) => {}
                Ok(Message::Gone) => self.open_eyes(),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        true
    }

    /// Takes changes in; `false` if that has to be tried again.
    fn refresh(&mut self) -> bool {
        match self.curator.refresh(ACTOR, false, &mut |_| ()) {
            Ok(report) => {
                self.complaint.clear();
                if report.added + report.changed + report.removed > 0 {
                    let edition = &report.edition;
                    let (added, changed, removed) = (report.added, report.changed, report.removed);
                    tracing::info!(%edition, added, changed, removed, "took changed articles in");
                }
                true
            }
            Err(CurationError::Busy(_) | CurationError::Index(IndexError::Busy { .. })) => false,
            Err(error) => {
                self.complain(&error.to_string());
                // Only another change of the files, or a person, can help here.
                matches!(error, CurationError::Index(IndexError::WouldRemove { .. }))
            }
        }
    }

    fn complain(&mut self, complaint: &str) {
        if self.complaint != complaint {
            tracing::warn!("{complaint}");
            complaint.clone_into(&mut self.complaint);
        }
    }
}

fn is_end_of(event: &Event, base: &Path) -> bool {
    let is_move = matches!(event.kind, EventKind::Modify(ModifyKind::Name(_)));
    (is_move || event.kind.is_remove()) && event.paths.iter().any(|path| path == base)
}

/// Whether an event may have changed an article. Reading does not, and hidden files are none.
fn matters(event: &Event, base: &Path) -> bool {
    let is_reading = match event.kind {
        EventKind::Access(kind) => kind != AccessKind::Close(AccessMode::Write),
        _ => false,
    };
    let is_hidden = |path: &Path| {
        let below = path.strip_prefix(base).unwrap_or(path);
        below
            .iter()
            .any(|part| part.as_encoded_bytes().starts_with(b"."))
    };
    let is_missed = event.need_rescan() || event.paths.is_empty();
    !is_reading && (is_missed || event.paths.iter().any(|path| !is_hidden(path)))
}
