//! Refreshing the index automatically when files change.

use std::iter;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use notify_debouncer_full::notify::event::{AccessKind, AccessMode, ModifyKind};
use notify_debouncer_full::notify::{Event, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use super::{CurationError, Curator};
use crate::index::IndexError;
use crate::text::failures::survive;

/// Time without further changes of a file after which the index is refreshed. Changes come in
/// bursts, for example when a folder is copied.
const DEBOUNCE: Duration = Duration::from_millis(500);

/// Time after which a failed refresh, or failed watch of the folder, is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// Actor of automatic refreshes.
const ACTOR: &str = "the program, because files changed";

/// Watches the data folder and refreshes the index when something in it changes, until it is
/// dropped. A refresh that needs confirmation is logged and left to a person.
pub struct Watcher {
    sender: Sender<Message>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Message {
    Changed,
    /// The folder itself was moved or deleted; another one may have its path.
    FolderGone,
    Stop,
}

impl Watcher {
    /// Begins to watch. Changes made before this call are not noticed, all later ones are.
    pub fn start(curator: Arc<Curator>) -> Self {
        let (sender, receiver) = mpsc::channel();
        let mut watch = Watch {
            curator,
            sender: sender.clone(),
            receiver,
            debouncer: None,
            last_warning: String::new(),
        };
        watch.watch_folder();
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
    /// `None` while the folder cannot be watched, for example because it does not exist.
    debouncer: Option<Debouncer<RecommendedWatcher, RecommendedCache>>,
    /// Last logged warning, which is not repeated.
    last_warning: String,
}

impl Watch {
    fn run(mut self) {
        let mut is_done = true;
        loop {
            let timeout = if self.debouncer.is_some() && is_done {
                Duration::MAX
            } else {
                RETRY_AFTER
            };
            let messages: Vec<Message> = match self.receiver.recv_timeout(timeout) {
                Ok(first) => iter::once(first).chain(self.receiver.try_iter()).collect(),
                Err(RecvTimeoutError::Timeout) => Vec::new(),
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if messages.contains(&Message::Stop) {
                return;
            }
            if self.debouncer.is_none() || messages.contains(&Message::FolderGone) {
                self.watch_folder();
            }
            is_done = self.refresh();
        }
    }

    fn watch_folder(&mut self) {
        let sender = self.sender.clone();
        let data = self.curator.workspace().data.clone();
        // Events name files by their canonical path.
        let base = data.canonicalize().unwrap_or_else(|_| data.clone());
        let handler = move |result: DebounceEventResult| {
            if let Some(message) = message_of(&result, &base) {
                let _ = sender.send(message);
            }
        };
        let opened = new_debouncer(DEBOUNCE, None, handler).and_then(|mut debouncer| {
            debouncer.watch(data.canonicalize()?, RecursiveMode::Recursive)?;
            Ok(debouncer)
        });
        match opened {
            Ok(debouncer) => self.debouncer = Some(debouncer),
            Err(error) => {
                self.debouncer = None;
                self.warn(&format!(
                    "cannot watch {} for changes: {error}: check that it is there, and the \
                     system's limit of watched folders",
                    data.display()
                ));
            }
        }
    }

    /// Refreshes the index; `false` if it must be tried again.
    fn refresh(&mut self) -> bool {
        // A text that makes the program panic must not end the watch.
        let refreshed = survive(|| self.curator.refresh(ACTOR, false, &mut |_| ()));
        let refreshed = match refreshed {
            Ok(refreshed) => refreshed,
            Err(panicked) => {
                self.warn(&panicked.to_string());
                return true;
            }
        };
        match refreshed {
            Ok(report) => {
                self.last_warning.clear();
                if report.added + report.changed + report.removed > 0 {
                    let edition = &report.edition;
                    let (added, changed, removed) = (report.added, report.changed, report.removed);
                    tracing::info!(%edition, added, changed, removed, "took changed articles in");
                }
                true
            }
            Err(CurationError::Busy(_) | CurationError::Index(IndexError::Busy { .. })) => false,
            Err(error) => {
                self.warn(&error.to_string());
                // Trying again does not help: this needs another change of the files, or a person.
                matches!(error, CurationError::Index(IndexError::WouldRemove { .. }))
            }
        }
    }

    fn warn(&mut self, warning: &str) {
        if self.last_warning != warning {
            tracing::warn!("{warning}");
            warning.clone_into(&mut self.last_warning);
        }
    }
}

/// Returns the message for a batch of events below the folder `base`; `None` if no article can have
/// changed.
fn message_of(result: &DebounceEventResult, base: &Path) -> Option<Message> {
    let Ok(events) = result else {
        // Events were lost, so any file may have changed.
        return Some(Message::Changed);
    };
    if events.iter().any(|event| is_end_of_folder(event, base)) {
        return Some(Message::FolderGone);
    }
    events
        .iter()
        .any(|event| may_change_articles(event, base))
        .then_some(Message::Changed)
}

fn is_end_of_folder(event: &Event, base: &Path) -> bool {
    let is_move = matches!(event.kind, EventKind::Modify(ModifyKind::Name(_)));
    (is_move || event.kind.is_remove()) && event.paths.iter().any(|path| path == base)
}

/// Returns whether an event may have changed an article: it is not a read, and not only of hidden
/// files.
fn may_change_articles(event: &Event, base: &Path) -> bool {
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
    let is_unknown = event.need_rescan() || event.paths.is_empty();
    !is_reading && (is_unknown || event.paths.iter().any(|path| !is_hidden(path)))
}
