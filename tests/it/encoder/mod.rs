//! Tests of the optional sentence encoder: vectors and invalid models.

mod index;
mod plain;
mod real;
mod tiny;

use std::fs;
use std::path::Path;

use serde_json::json;
use summit_bot::encoder::{Encoder, EncoderSettings, Vector, cosine};

use crate::program::Home;
use tiny::Tiny;

const WORDS: [&str; 6] = ["the", "harbour", "was", "closed", "query", "passage"];

fn settings(folder: &Path) -> EncoderSettings {
    EncoderSettings {
        path: folder.to_owned(),
        threads: 2,
        ..EncoderSettings::default()
    }
}

fn tokens(tiny: &Tiny, words: &[&str]) -> Vec<usize> {
    let words = words.iter().map(|word| tiny.token(word));
    [2].into_iter().chain(words).chain([3]).collect()
}

fn check(tiny: &Tiny, found: &Vector, words: &[&str]) {
    let expected = plain::encode(tiny, &tokens(tiny, words));
    let expected: Vec<f32> = expected.iter().map(|value| *value as f32).collect();
    let close = cosine(&found.0, &Vector::of(&expected).0);
    assert!(close > 0.9999, "{words:?}: {close}");
    let other: Vec<f32> = expected.iter().rev().copied().collect();
    assert!(cosine(&found.0, &Vector::of(&other).0) < 0.9);
}

#[test]
fn vectors_equal_those_of_a_simple_implementation() {
    let folder = tempfile::tempdir().unwrap();
    let tiny = Tiny::fixed(&WORDS);
    tiny.write(folder.path());
    let encoder = Encoder::open(&EncoderSettings {
        query_prefix: "query ".to_owned(),
        passage_prefix: "passage ".to_owned(),
        ..settings(folder.path())
    })
    .unwrap();
    // Texts of different lengths are encoded in one batch.
    let texts = ["The harbour was closed", "harbour", "the unknown harbour"];
    let found = encoder.passages(&texts).unwrap();
    check(
        &tiny,
        &found[0],
        &["passage", "the", "harbour", "was", "closed"],
    );
    check(&tiny, &found[1], &["passage", "harbour"]);
    check(&tiny, &found[2], &["passage", "the", "?", "harbour"]);
    assert_eq!(encoder.encoded(), 3);
    let question = encoder.question("Closed harbour", None).unwrap();
    check(&tiny, &question, &["query", "closed", "harbour"]);
    // Texts that are too long are truncated.
    let long = "harbour ".repeat(1000);
    let cut = [vec!["passage"], vec!["harbour"; tiny::POSITIONS - 3]].concat();
    check(&tiny, &encoder.passages(&[&long]).unwrap()[0], &cut);
    assert_eq!(encoder.passages(&[]).unwrap(), []);
    assert!(encoder.passages(&[""]).is_ok());
}

#[test]
fn the_identity_covers_everything_that_vectors_depend_on() {
    let folder = tempfile::tempdir().unwrap();
    Tiny::fixed(&WORDS).write(folder.path());
    let open = |settings: &EncoderSettings| Encoder::open(settings).unwrap();
    let plain = open(&settings(folder.path()));
    let threads = open(&EncoderSettings {
        threads: 1,
        ..settings(folder.path())
    });
    assert_eq!(plain, threads);
    let prefix = open(&EncoderSettings {
        query_prefix: "query ".to_owned(),
        ..settings(folder.path())
    });
    assert_ne!(plain, prefix);
    let other = tempfile::tempdir().unwrap();
    Tiny::of_groups(&[&WORDS]).write(other.path());
    assert_ne!(plain, open(&settings(other.path())));
}

#[test]
fn words_of_equal_meaning_have_equal_vectors() {
    let folder = tempfile::tempdir().unwrap();
    Tiny::of_groups(&[&["harbour", "port"], &["bridge", "pont"]]).write(folder.path());
    let encoder = Encoder::open(&settings(folder.path())).unwrap();
    let texts = ["the harbour", "the port", "the bridge", "nothing known"];
    let found = encoder.passages(&texts).unwrap();
    assert!(cosine(&found[0].0, &found[1].0) > 0.99);
    assert!(cosine(&found[0].0, &found[2].0) < 0.5);
    assert_eq!(cosine(&found[0].0, &found[3].0), 0.0);
}

#[test]
fn other_models_are_refused() {
    let check = |expected: &str, change: &dyn Fn(&Path, &mut Tiny)| {
        let folder = tempfile::tempdir().unwrap();
        let mut tiny = Tiny::fixed(&WORDS);
        change(folder.path(), &mut tiny);
        tiny.write(folder.path());
        if expected.starts_with("there is no") {
            change(folder.path(), &mut tiny);
        }
        let refused = Encoder::open(&settings(folder.path())).unwrap_err();
        let message = refused.to_string();
        assert!(message.contains(expected), "{message}");
        assert!(message.contains("docs/encoder.md"), "{message}");
    };
    check("there is no model.safetensors", &|folder, _| {
        let _ = fs::remove_file(folder.join("model.safetensors"));
    });
    check("config.json is not of a BERT model", &|_, tiny| {
        tiny.config = json!([]);
    });
    check("type \"roberta\", and \"bert\" was expected", &|_, tiny| {
        tiny.config["model_type"] = json!("roberta");
    });
    check("the activation in config.json is \"relu\"", &|_, tiny| {
        tiny.config["hidden_act"] = json!("relu");
    });
    check("32 dimensions for 5 attention heads", &|_, tiny| {
        tiny.config["num_attention_heads"] = json!(5);
    });
    check("has 10 tokens, but the model 9", &|_, tiny| {
        tiny.config["vocab_size"] = json!(9);
    });
    check("neither of type WordPiece nor Unigram", &|_, tiny| {
        tiny.tokenizer["model"]["type"] = json!("WordLevel");
    });
    check("has no encoder.layer.1.output.dense.bias", &|_, tiny| {
        tiny.tensors
            .retain(|(name, ..)| name != "encoder.layer.1.output.dense.bias");
    });
    check(
        "has the shape [32, 32], and [31, 32] was expected",
        &|_, tiny| {
            tiny.config["intermediate_size"] = json!(31);
            for (name, shape, values) in &mut tiny.tensors {
                if name.ends_with("intermediate.dense.weight") {
                    (*shape, _) = (vec![32, 32], values.truncate(32 * 32));
                }
            }
        },
    );
    check(
        "1_Pooling/config.json asks for something else",
        &|folder, _| {
            fs::create_dir_all(folder.join("1_Pooling")).unwrap();
            let pooling = r#"{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}"#;
            fs::write(folder.join("1_Pooling/config.json"), pooling).unwrap();
        },
    );
}

#[test]
fn invalid_model_folders_are_reported() {
    let home = Home::shipped();
    home.write("config.toml", "[encoder]\npath = \"nowhere\"\n");
    let run = home.run(&["ask", "Where was the summit?"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err
            .contains("cannot use the encoder in nowhere: there is no config.json"),
        "{}",
        run.err
    );
    // The reader of a tokenizer panics on an empty table of characters.
    let mut tiny = Tiny::fixed(&WORDS);
    tiny.tokenizer["normalizer"] = json!({ "type": "Precompiled", "precompiled_charsmap": "" });
    tiny.write(&home.path("damaged"));
    home.write("config.toml", "[encoder]\npath = \"damaged\"\n");
    let refused = home.run(&["ask", "Where was the summit?"]).refused();
    assert!(refused.contains("tokenizer.json is damaged"), "{refused}");
}
