//! Answers questions about a summit from a set of news articles, word for word and with citations.
//! It writes no sentence of its own about the news: it shows the passage, its source, and its
//! confidence that the passage answers the question.
//!
//! # Layers
//!
//! Imports point one way, downwards:
//!
//! | module | subject | input -> output |
//! |---|---|---|
//! | [`cli`] | the terminal | arguments -> output |
//! | [`eval`] | quality of the answers | questions -> figures |
//! | [`ops`] | monitoring | records -> metrics, health |
//! | [`config`] | settings | `config.toml` -> [`config::Config`] |
//! | [`discord`] | the bot | interaction -> [`discord::Reply`] |
//! | [`curation`] | changes of the articles | verbs -> files and commits |
//! | [`answer`] | answers and verdicts | question -> [`answer::Answer`] |
//! | [`state`] | feeds, unanswered questions | questions, items -> SQLite |
//! | [`index`] | search | articles -> tantivy -> [`index::Hit`] |
//! | [`quotations`] | quotations and speakers | article -> [`quotations::Quotation`] |
//! | [`corpus`] | articles | files -> [`corpus::Article`] |
//! | [`encoder`] | sentence embeddings, optional | text -> [`encoder::Vector`] |
//! | [`text`] | words and sentences | text -> words, sentences, differences |
//! | [`lexicon`] | word lists | word -> [`lexicon::Entry`] |
//!
//! The layers from [`answer`] down take plain values, do not depend on settings files, and need no
//! runtime and no network. Only [`index`] names tantivy, only [`state`] rusqlite, only [`discord`]
//! serenity, and only [`cli`] prints.
//!
//! # Vocabulary
//!
//! An *article* has *headings* and *paragraphs*, and a paragraph has *sentences*. A *passage* is a
//! paragraph as it is found, with its article's metadata. A *query* finds *hits* with *scores*.
//! They become an *answer*: ranked passages, each with a *confidence* and a *citation*, or the
//! statement that the articles do not say. An *edition* names one committed state of the index. A
//! *quotation* has *speakers*; its *attribution* gives the reason; a *verdict* says whether a text
//! is a quotation. A *problem* is a part of a file that could not be read: it names the file, the
//! line and the remedy, and does not keep other files from being read. *Document* always means
//! tantivy's.
//!
//! # Example
//!
//! ```
//! use summit_bot::answer::{Answer, AnswerSettings, AskRequest, Asker, Verdict, VerifyRequest};
//! use summit_bot::index::{ReadOptions, Store, refresh};
//! use summit_bot::text::Language;
//! use summit_bot::lexicon::Aliases;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let data = folder.path().join("data");
//! std::fs::create_dir(&data)?;
//! std::fs::write(
//!     data.join("dam.txt"),
//!     "The dam at Orrin was closed on Monday after a crack was found in its wall.\n\n\
//!      “We will not wait for the spring,” said Petra Holm, the mayor of Orrin.",
//! )?;
//! let mut store = Store::open(&folder.path().join("index"), Language::ENGLISH)?;
//! refresh(&mut store, &data, ReadOptions::default(), |_| ())?;
//! let articles = store.snapshot().expect("there is an article");
//! let asker = Asker::new(Language::ENGLISH, Aliases::built_in(), AnswerSettings::default());
//!
//! let question = AskRequest { question: "Why was the dam closed?", limit: 1, ..AskRequest::default() };
//! let Answer::Found(passages) = asker.ask(&articles, &question)? else {
//!     panic!("the article says it");
//! };
//! assert!(passages[0].passage.text.contains("a crack was found"));
//!
//! let text = VerifyRequest::new("We will wait for the spring", Some("Petra Holm"))?;
//! let verdict = asker.verify(&articles, &text)?.verdict;
//! assert!(matches!(verdict, Verdict::Altered { .. }));
//! # Ok(())
//! # }
//! ```
//!
//! # Invariants
//!
//! - Text is shown as it was written: it is normalised for the search only.
//! - Offsets are half-open byte ranges on character boundaries.
//! - `data/` is the only source of truth. The index can be deleted at any time.
//! - The edition is the same wherever the same files are indexed in the same way.
//! - Nothing that a user types is ever query syntax.

#[cfg(not(unix))]
compile_error!("summit-bot needs a Unix system, for its signals, file locks and permissions");

pub mod answer;
pub mod cli;
pub mod config;
pub mod corpus;
pub mod curation;
pub mod discord;
pub mod encoder;
pub mod eval;
pub mod index;
pub mod lexicon;
pub mod ops;
pub mod quotations;
pub mod state;
pub mod text;
