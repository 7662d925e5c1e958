//! Tests with a real model, if `SUMMIT_BOT_ENCODER` is the path of the folder of
//! `sentence-transformers/all-MiniLM-L6-v2`.

use std::env;
use std::path::PathBuf;

use summit_bot::encoder::{Encoder, EncoderSettings, cosine};

/// Returns the folder of the model; prints a line if there is none.
fn model() -> Option<PathBuf> {
    let folder = env::var_os("SUMMIT_BOT_ENCODER").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: SUMMIT_BOT_ENCODER names no folder of all-MiniLM-L6-v2");
    }
    folder
}

#[test]
fn cosines_are_those_of_the_model_card() {
    let Some(path) = model() else { return };
    let settings = EncoderSettings {
        path,
        ..EncoderSettings::default()
    };
    let encoder = Encoder::open(&settings).unwrap();
    let question = encoder.question("That is a happy person", None).unwrap();
    let texts = [
        "That is a very happy person",
        "Today is a sunny day",
        "That is a happy dog",
    ];
    for (vector, expected) in encoder
        .passages(&texts)
        .unwrap()
        .iter()
        .zip([0.943, 0.257, 0.695])
    {
        let found = cosine(&question.0, &vector.0);
        println!("{found:.4}, and {expected} on the model card");
        assert!(
            (found - expected).abs() < 0.004,
            "{found} is not {expected}"
        );
    }
}
