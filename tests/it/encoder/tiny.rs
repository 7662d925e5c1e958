//! Tiny encoders for tests, with two layers of width 32.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

pub(super) const WIDTH: usize = 32;
pub(super) const WIDE: usize = 64;
pub(super) const HEADS: usize = 4;
pub(super) const LAYERS: usize = 2;
pub(super) const POSITIONS: usize = 24;
pub(super) const EPSILON: f64 = 1e-12;

/// Special tokens, which precede the words in the vocabulary.
const SPECIAL: [&str; 4] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];

/// Name, shape and values of a tensor.
pub(super) type Tensor = (String, Vec<usize>, Vec<f32>);

/// Weights and vocabulary of an encoder, to be written to files.
pub(super) struct Tiny {
    pub words: Vec<String>,
    pub tensors: Vec<Tensor>,
    pub config: Value,
    pub tokenizer: Value,
}

/// Returns a generator of pseudorandom numbers between -1 and 1, the same in every run.
fn numbers(seed: u64) -> impl FnMut() -> f32 {
    let mut state = seed;
    move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        ((state >> 40) as f32 / (1_u64 << 23) as f32) - 1.0
    }
}

impl Tiny {
    /// Makes an encoder with fixed pseudorandom weights.
    pub(super) fn fixed(words: &[&str]) -> Self {
        let mut next = numbers(7);
        Self::with(words, |name, _| {
            let (factor, shift) = match name {
                _ if name.ends_with("LayerNorm.weight") => (0.2, 1.0),
                _ if name.ends_with("bias") => (0.1, 0.0),
                _ => (0.5, 0.0),
            };
            shift + factor * next()
        })
    }

    /// Makes an encoder that gives all words of a group the same meaning, and other words none.
    pub(super) fn of_groups(groups: &[&[&str]]) -> Self {
        let words: Vec<&str> = groups.concat();
        let group_of = |token: usize| {
            let word = words.get(token.checked_sub(SPECIAL.len())?)?;
            groups.iter().position(|group| group.contains(word))
        };
        Self::with(&words, |name, at| {
            if name.ends_with("LayerNorm.weight") {
                return 1.0;
            }
            match group_of(at / WIDTH).filter(|_| name.contains("word_embeddings")) {
                Some(group) => {
                    let mut next = numbers(group as u64 + 1);
                    (0..=at % WIDTH + 8).map(|_| next()).last().unwrap()
                }
                None => 0.0,
            }
        })
    }

    fn with(words: &[&str], mut number: impl FnMut(&str, usize) -> f32) -> Self {
        let vocabulary = SPECIAL.len() + words.len();
        let mut shapes = vec![
            (
                "embeddings.word_embeddings.weight".to_owned(),
                vec![vocabulary, WIDTH],
            ),
            (
                "embeddings.position_embeddings.weight".to_owned(),
                vec![POSITIONS, WIDTH],
            ),
            (
                "embeddings.token_type_embeddings.weight".to_owned(),
                vec![2, WIDTH],
            ),
            ("embeddings.LayerNorm.weight".to_owned(), vec![WIDTH]),
            ("embeddings.LayerNorm.bias".to_owned(), vec![WIDTH]),
        ];
        for layer in 0..LAYERS {
            for (part, from, to) in [
                ("attention.self.query", WIDTH, WIDTH),
                ("attention.self.key", WIDTH, WIDTH),
                ("attention.self.value", WIDTH, WIDTH),
                ("attention.output.dense", WIDTH, WIDTH),
                ("intermediate.dense", WIDTH, WIDE),
                ("output.dense", WIDE, WIDTH),
            ] {
                let name = format!("encoder.layer.{layer}.{part}");
                shapes.push((format!("{name}.weight"), vec![to, from]));
                shapes.push((format!("{name}.bias"), vec![to]));
            }
            for part in ["attention.output.LayerNorm", "output.LayerNorm"] {
                let name = format!("encoder.layer.{layer}.{part}");
                shapes.push((format!("{name}.weight"), vec![WIDTH]));
                shapes.push((format!("{name}.bias"), vec![WIDTH]));
            }
        }
        let tensors = shapes.into_iter().map(|(name, shape)| {
            let length = shape.iter().product();
            let values = (0..length).map(|at| number(&name, at)).collect();
            (name, shape, values)
        });
        Self {
            tensors: tensors.collect(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            config: config(vocabulary),
            tokenizer: tokenizer(words),
        }
    }

    /// Returns the token id of a word.
    pub(super) fn token(&self, word: &str) -> usize {
        let place = self.words.iter().position(|known| known == word);
        place.map_or(1, |place| SPECIAL.len() + place)
    }

    /// Returns the values of a tensor.
    pub(super) fn tensor(&self, name: &str) -> &[f32] {
        let found = self.tensors.iter().find(|(known, ..)| known == name);
        &found.unwrap_or_else(|| panic!("no tensor {name}")).2
    }

    /// Writes the three files.
    pub(super) fn write(&self, folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("config.json"), self.config.to_string()).unwrap();
        fs::write(folder.join("tokenizer.json"), self.tokenizer.to_string()).unwrap();
        fs::write(folder.join("model.safetensors"), self.weights()).unwrap();
    }

    /// Serializes the weights in the safetensors format: header length, header, values.
    fn weights(&self) -> Vec<u8> {
        let (mut header, mut bytes) = (Map::new(), Vec::new());
        for (name, shape, values) in &self.tensors {
            let start = bytes.len();
            bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
            let offsets = [start, bytes.len()];
            let entry = json!({ "dtype": "F32", "shape": shape, "data_offsets": offsets });
            header.insert(name.clone(), entry);
        }
        let mut header = Value::from(header).to_string();
        while header.len() % 8 != 0 {
            header.push(' ');
        }
        let length = (header.len() as u64).to_le_bytes();
        [&length, header.as_bytes(), &bytes[..]].concat()
    }
}

fn config(vocabulary: usize) -> Value {
    json!({
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": WIDTH,
        "intermediate_size": WIDE,
        "num_attention_heads": HEADS,
        "num_hidden_layers": LAYERS,
        "layer_norm_eps": EPSILON,
        "max_position_embeddings": POSITIONS,
        "type_vocab_size": 2,
        "vocab_size": vocabulary,
    })
}

fn tokenizer(words: &[&str]) -> Value {
    let all = SPECIAL.iter().chain(words).enumerate();
    let vocabulary: Map<String, Value> = all
        .map(|(token, word)| ((*word).to_owned(), json!(token)))
        .collect();
    let added: Vec<Value> = SPECIAL
        .iter()
        .enumerate()
        .map(|(id, content)| {
            json!({
                "id": id, "content": content, "special": true, "single_word": false,
                "lstrip": false, "rstrip": false, "normalized": false,
            })
        })
        .collect();
    json!({
        "version": "1.0",
        "truncation": null,
        "padding": null,
        "added_tokens": added,
        "normalizer": {
            "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
            "strip_accents": null, "lowercase": true,
        },
        "pre_tokenizer": { "type": "BertPreTokenizer" },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                { "SpecialToken": { "id": "[CLS]", "type_id": 0 } },
                { "Sequence": { "id": "A", "type_id": 0 } },
                { "SpecialToken": { "id": "[SEP]", "type_id": 0 } },
            ],
            "pair": [
                { "Sequence": { "id": "A", "type_id": 0 } },
                { "Sequence": { "id": "B", "type_id": 1 } },
            ],
            "special_tokens": {
                "[CLS]": { "id": "[CLS]", "ids": [2], "tokens": ["[CLS]"] },
                "[SEP]": { "id": "[SEP]", "ids": [3], "tokens": ["[SEP]"] },
            },
        },
        "decoder": null,
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": vocabulary,
        },
    })
}
