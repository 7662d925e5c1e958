//! Sentence encoder, an optional part of the program: maps texts to vectors whose angles express
//! how similar their meanings are.
//!
//! An encoder is a small neural network of the BERT architecture, read from a folder that the
//! operator provides. Nothing is ever downloaded, and no text leaves this machine.

#[cfg(feature = "encoder")]
mod bert;
mod calibration;
mod error;
#[cfg(feature = "encoder")]
mod folder;
#[cfg(feature = "encoder")]
mod gelu;
#[cfg(not(feature = "encoder"))]
mod not_built;
mod queue;
mod settings;
mod vector;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use rayon::prelude::*;

#[cfg(feature = "encoder")]
use bert::Bert as Network;
use calibration::{BACKGROUND, Calibration, PAIRS};
#[cfg(not(feature = "encoder"))]
use not_built::Network;
use queue::Queue;

pub use calibration::Scale;
pub use error::EncoderError;
pub use settings::EncoderSettings;
pub use vector::{Vector, cosine, dot};

/// Version of the processing of the network's output. Raised whenever the same text yields another
/// vector.
const VECTORS_VERSION: u32 = 1;

/// Encoder of questions and passages. Clones share one network.
#[derive(Clone)]
pub struct Encoder(Arc<Shared>);

struct Shared {
    network: Network,
    identity: String,
    query_prefix: String,
    passage_prefix: String,
    /// Threads that encode passages.
    threads: rayon::ThreadPool,
    queue: Queue,
    calibration: Calibration,
    encoded: AtomicUsize,
}

impl Encoder {
    /// Reads an encoder from its folder.
    ///
    /// # Errors
    ///
    /// [`EncoderError`] if a file is missing or invalid, or if this program was built without
    /// encoders.
    pub fn open(settings: &EncoderSettings) -> Result<Self, EncoderError> {
        let (network, files) = Network::open(&settings.path)?;
        let mut hasher = blake3::Hasher::new();
        for part in [
            &VECTORS_VERSION.to_le_bytes(),
            files.as_bytes().as_slice(),
            settings.query_prefix.as_bytes(),
            b"\0",
            settings.passage_prefix.as_bytes(),
        ] {
            hasher.update(part);
        }
        let mut shared = Shared {
            network,
            identity: hasher.finalize().to_hex().chars().take(16).collect(),
            query_prefix: settings.query_prefix.clone(),
            passage_prefix: settings.passage_prefix.clone(),
            threads: queue::threads(settings.threads)?,
            queue: Queue::new()?,
            calibration: Calibration::default(),
            encoded: AtomicUsize::new(0),
        };
        shared.calibration = shared.calibrate()?;
        Ok(Self(Arc::new(shared)))
    }

    /// Returns a hash of everything that a vector depends on, except its text: 16 hexadecimal
    /// digits.
    pub fn identity(&self) -> &str {
        &self.0.identity
    }

    /// Returns the number of dimensions of a vector.
    pub fn dimensions(&self) -> usize {
        self.0.network.dimensions()
    }

    /// Returns the number of passages and sentences encoded so far.
    pub fn encoded(&self) -> usize {
        self.0.encoded.load(Ordering::Relaxed)
    }

    /// Encodes passages or sentences on all threads and returns their vectors in the same order.
    ///
    /// # Errors
    ///
    /// [`EncoderError`] if the network fails.
    pub fn passages(&self, texts: &[&str]) -> Result<Vec<Vector>, EncoderError> {
        let shared = &self.0;
        let encoded = shared.threads.install(|| {
            let texts = texts.par_iter();
            let encoded = texts.map(|text| shared.encode(&shared.passage_prefix, text));
            encoded.collect::<Result<Vec<Vector>, EncoderError>>()
        })?;
        shared.encoded.fetch_add(texts.len(), Ordering::Relaxed);
        Ok(encoded)
    }

    /// Encodes a question on a single thread, after the questions that arrived before it. Returns
    /// `None` if it is not finished by the deadline, or if the network fails.
    pub fn question(&self, text: &str, deadline: Option<Instant>) -> Option<Vector> {
        let (shared, text) = (Arc::clone(&self.0), text.to_owned());
        let encode = move || shared.encode(&shared.query_prefix, &text);
        let encoded = self.0.queue.run(deadline, encode)?;
        match encoded {
            Ok(vector) => Some(vector),
            Err(error) => {
                tracing::warn!("{error}");
                None
            }
        }
    }

    /// Returns the scale for the cosines of all questions.
    pub fn scale(&self) -> Scale {
        self.0.calibration.scale()
    }

    /// Returns the scale for the cosines of a question that may be in another language than the
    /// passages.
    pub fn scale_of(&self, question: &Vector) -> Scale {
        self.0.calibration.scale_of(question)
    }
}

impl Shared {
    fn encode(&self, prefix: &str, text: &str) -> Result<Vector, EncoderError> {
        let tokens = self.network.tokens(prefix, text)?;
        Ok(Vector::of(&self.network.encode(&tokens)?))
    }

    fn calibrate(&self) -> Result<Calibration, EncoderError> {
        let question = |text: &str| self.encode(&self.query_prefix, text);
        let sentence = |text: &str| self.encode(&self.passage_prefix, text);
        let (mut questions, mut answers, mut background) = (Vec::new(), Vec::new(), Vec::new());
        for (asked, answer) in PAIRS {
            questions.push(question(asked)?);
            answers.push(sentence(answer)?);
        }
        for text in BACKGROUND {
            background.push(sentence(text)?);
        }
        Ok(Calibration::of(&questions, &answers, background))
    }
}

impl fmt::Debug for Encoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Encoder").field(&self.0.identity).finish()
    }
}

/// Encoders are equal if they produce the same vectors.
impl PartialEq for Encoder {
    fn eq(&self, other: &Self) -> bool {
        self.0.identity == other.0.identity
    }
}
