//! Refreshing the index by itself when files change.

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

/// Time without further changes of a file after which a change is taken up. Changes come in bursts,
/// as when a folder is copied.
const DEBOUNCE: Duration = Duration::from_millis(500);

/// Time after which a refresh or a watch that failed is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// Actor of these refreshes.
const ACTOR: &str = "the program, because files changed";

/// Watches the folder of articles and refreshes the index when something in it changes, until it is
/// dropped. It confirms nothing: a refresh that needs confirmation is logged and left to a person.
pub struct Watcher {
    sender: Sender<Message>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Message {
    Changed,
    /// The folder itself was moved or deleted; another one may be in its place.
    FolderGone,
    Stop,
}

impl Watcher {
    /// Begins to watch. Changes made before this call are not looked for, all later ones are seen.
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
    /// `None` as long as the folder cannot be watched, such as when it is not there.
    debouncer: Option<Debouncer<RecommendedWatcher, RecommendedCache>>,
    /// The last warning that was logged, so that it is not repeated.
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

    /// Refreshes the index; `false` if that has to be tried again.
    fn refresh(&mut self) -> bool {
        match self.curator.refresh(ACTOR, false, &mut |_| ()) {
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
                // Only another change of the files or a person can resolve this.
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

/// What a batch of events means for the folder `base`; `None` if no article can have changed.
fn message_of(result: &DebounceEventResult, base: &Path) -> Option<Message> {
    let Ok(events) = result else {
        // Events were lost, so anything may have changed.
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

/// Whether an event may have changed an article. Reading does not, and hidden files are no articles.
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
