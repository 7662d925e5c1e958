//! Answers questions about a summit from a set of news articles, word for word and with
//! citations. It writes no sentence of its own about the news: it shows the passage, where it
//! stands, and how sure it is that this is what was asked for.
//!
//! # Layers
//!
//! Imports point one way, downwards:
//!
//! | module | what it is about | from, to |
//! |---|---|---|
//! | [`cli`] | the terminal | arguments -> output |
//! | [`eval`] | how good the answers are | questions -> figures |
//! | [`ops`] | how the program is watched | records -> metrics, health |
//! | [`config`] | what the operator chose | `config.toml` -> [`config::Config`] |
//! | [`discord`] | how it is said in Discord | interaction -> [`discord::Reply`] |
//! | [`curation`] | how articles come, change and go | verbs -> files and commits |
//! | [`answer`] | what to say | question -> [`answer::Answer`] |
//! | [`state`] | what people ask in vain, and feeds | questions, items -> SQLite |
//! | [`index`] | where it can be found | articles -> tantivy -> [`index::Hit`] |
//! | [`quotations`] | who said what | article -> [`quotations::Quotation`] |
//! | [`corpus`] | what was written | files -> [`corpus::Article`] |
//! | [`encoder`] | what texts mean, optional | text -> [`encoder::Vector`] |
//! | [`text`] | words and sentences | text -> words, sentences, differences |
//! | [`lexicon`] | what is known of words | word -> [`lexicon::Entry`] |
//!
//! The layers from [`answer`] down take plain values, know nothing of settings files, and need no
//! runtime and no network. Only [`index`] names tantivy, only [`state`] rusqlite, only [`discord`] names serenity, and only [`cli`] prints.
//!
//! # Vocabulary
//!
//! An *article* has *headings* and *paragraphs*, and a paragraph has *sentences*. A *passage* is a
//! paragraph as it is found, with its article's metadata. A *query* finds *hits* with *scores*;
//! what is made of them for a reader is an *answer* of ranked passages with *confidences*, each
//! with a *citation*, or the news that the articles do not say. An *edition* names one committed
//! state of the index. A *quotation* has *speakers*, an *attribution* says why, and a *verdict* says
//! whether a text is one. A *problem* is something in a file that could not be read: it names the
//! file, the line and the remedy, and never hides the other files. *Document* means tantivy's.
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
//! - What is shown is what was written: texts are normalised to be found, never to be shown.
//! - Offsets are half-open byte ranges on character boundaries.
//! - `data/` is the only source of truth. The index can be deleted at any time.
//! - The edition is the same wherever the same files are indexed in the same way.
//! - Nothing that a user types is ever query syntax.

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
