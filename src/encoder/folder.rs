//! Reads and validates the folder of an encoder.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use candle_core::{DType, Device, Tensor};
use serde::Deserialize;
use tokenizers::{ModelWrapper, Tokenizer, TruncationParams};

use super::error::{EncoderError, Unfit};

/// Maximum size of a file, in bytes. The largest model that the documentation names has 470 MB.
const MAX_BYTES: u64 = 2 << 30;

/// Maximum number of tokens of a text, about 180 words. Longer texts are truncated: they are rare,
/// take quadratic time, and their sentences are encoded separately as well.
const MAX_TOKENS: usize = 256;

/// Contents of an encoder's folder.
pub(super) struct Folder {
    pub(super) config: BertConfig,
    pub(super) tokenizer: Tokenizer,
    pub(super) tensors: HashMap<String, Tensor>,
    /// Hash of the three files.
    pub(super) hash: blake3::Hash,
}

/// Shape of the network, from `config.json`.
#[derive(Debug, Deserialize)]
pub(super) struct BertConfig {
    model_type: String,
    #[serde(default = "gelu")]
    hidden_act: String,
    #[serde(default)]
    position_embedding_type: Option<String>,
    pub(super) hidden_size: usize,
    pub(super) intermediate_size: usize,
    pub(super) num_attention_heads: usize,
    pub(super) num_hidden_layers: usize,
    pub(super) layer_norm_eps: f64,
    pub(super) max_position_embeddings: usize,
    pub(super) type_vocab_size: usize,
    pub(super) vocab_size: usize,
}

fn gelu() -> String {
    "gelu".to_owned()
}

/// Pooling of token vectors, from `1_Pooling/config.json`. The file is optional.
#[derive(Deserialize)]
struct Pooling {
    #[serde(default)]
    pooling_mode_mean_tokens: bool,
}

impl Folder {
    pub(super) fn read(folder: &Path) -> Result<Self, EncoderError> {
        let refuse = |unfit: Unfit| EncoderError::folder(folder, unfit.0);
        let config = read(folder, "config.json")?;
        let tokenizer = read(folder, "tokenizer.json")?;
        let weights = read(folder, "model.safetensors")?;
        let mut hasher = blake3::Hasher::new();
        for file in [&config, &tokenizer, &weights] {
            hasher.update(&(file.len() as u64).to_le_bytes());
            hasher.update(file);
        }
        let hash = hasher.finalize();
        let config: BertConfig = serde_json::from_slice(&config).map_err(|error| {
            refuse(Unfit(format!(
                "config.json is not of a BERT model ({error})"
            )))
        })?;
        config.check().map_err(refuse)?;
        check_pooling(folder)?;
        let tokenizer = Self::tokenizer(&tokenizer, &config).map_err(refuse)?;
        let tensors = candle_core::safetensors::load_buffer(&weights, &Device::Cpu)
            .map_err(|error| refuse(Unfit(format!("model.safetensors is damaged ({error})"))))?;
        Ok(Self {
            config,
            tokenizer,
            tensors,
            hash,
        })
    }

    /// Reads the tokenizer and checks that it fits the network.
    fn tokenizer(json: &[u8], config: &BertConfig) -> Result<Tokenizer, Unfit> {
        let failed = |error| Unfit(format!("tokenizer.json cannot be read ({error})"));
        let mut tokenizer = Tokenizer::from_bytes(json).map_err(failed)?;
        let is_known = matches!(
            tokenizer.get_model(),
            ModelWrapper::WordPiece(_) | ModelWrapper::Unigram(_)
        );
        if !is_known {
            let reason = "tokenizer.json is neither of type WordPiece nor Unigram";
            return Err(Unfit(reason.to_owned()));
        }
        let vocabulary = tokenizer.get_vocab_size(true);
        if vocabulary > config.vocab_size {
            return Err(Unfit(format!(
                "tokenizer.json has {vocabulary} tokens, but the model {}",
                config.vocab_size
            )));
        }
        tokenizer.with_padding(None);
        let truncation = TruncationParams {
            max_length: config.max_position_embeddings.min(MAX_TOKENS),
            ..TruncationParams::default()
        };
        tokenizer
            .with_truncation(Some(truncation))
            .map_err(failed)?;
        Ok(tokenizer)
    }
}

impl BertConfig {
    /// Checks that the network is one that this program implements.
    fn check(&self) -> Result<(), Unfit> {
        let is_absolute = |kind: &String| kind == "absolute";
        if self.model_type != "bert" {
            return Err(Unfit(format!(
                "config.json is of a model of type {:?}, and \"bert\" was expected",
                self.model_type
            )));
        }
        if self.hidden_act != "gelu" {
            return Err(Unfit(format!(
                "the activation in config.json is {:?}, and \"gelu\" was expected",
                self.hidden_act
            )));
        }
        if !self.position_embedding_type.iter().all(is_absolute) {
            let reason = "the positions in config.json are not \"absolute\"";
            return Err(Unfit(reason.to_owned()));
        }
        let heads = self.num_attention_heads;
        let sizes = [self.hidden_size, self.num_hidden_layers, heads];
        if sizes.contains(&0) || !self.hidden_size.is_multiple_of(heads) {
            return Err(Unfit(format!(
                "config.json has {} dimensions for {heads} attention heads",
                self.hidden_size
            )));
        }
        // Two tokens mark the beginning and the end of a text.
        if self.max_position_embeddings <= 2 {
            return Err(Unfit("config.json leaves no room for a text".to_owned()));
        }
        Ok(())
    }
}

/// Takes the tensor with this name and shape, converted to 32-bit floats. Some files prefix every
/// name with "bert.".
pub(super) fn tensor(
    tensors: &mut HashMap<String, Tensor>,
    name: &str,
    shape: &[usize],
) -> Result<Tensor, Unfit> {
    let tensor = stored_tensor(tensors, name, shape)?;
    let wide = tensor.to_dtype(DType::F32);
    wide.map_err(|error| Unfit(format!("{name} in model.safetensors is damaged ({error})")))
}

/// Takes the tensor with this name and shape in its stored type.
pub(super) fn stored_tensor(
    tensors: &mut HashMap<String, Tensor>,
    name: &str,
    shape: &[usize],
) -> Result<Tensor, Unfit> {
    let found = tensors.remove(name);
    let found = found.or_else(|| tensors.remove(&format!("bert.{name}")));
    let tensor = found.ok_or_else(|| Unfit(format!("model.safetensors has no {name}")))?;
    if tensor.dims() != shape {
        return Err(Unfit(format!(
            "{name} in model.safetensors has the shape {:?}, and {shape:?} was expected",
            tensor.dims()
        )));
    }
    if !matches!(tensor.dtype(), DType::F32 | DType::F16) {
        return Err(Unfit(format!(
            "{name} in model.safetensors is of type {:?}, and fp32 or fp16 was expected",
            tensor.dtype()
        )));
    }
    Ok(tensor)
}

/// Checks that the model was trained with mean pooling.
fn check_pooling(folder: &Path) -> Result<(), EncoderError> {
    if !folder.join("1_Pooling/config.json").exists() {
        return Ok(());
    }
    let json = read(folder, "1_Pooling/config.json")?;
    match serde_json::from_slice(&json) {
        Ok(Pooling {
            pooling_mode_mean_tokens: true,
        }) => Ok(()),
        _ => Err(EncoderError::folder(
            folder,
            "1_Pooling/config.json asks for something else than the mean of all tokens",
        )),
    }
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>, EncoderError> {
    let path = folder.join(name);
    let refuse = |reason: String| EncoderError::folder(folder, reason);
    let metadata = fs::metadata(&path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => refuse(format!("there is no {name}")),
        _ => refuse(format!("{name} cannot be read ({})", error.kind())),
    })?;
    if !metadata.is_file() {
        return Err(refuse(format!("{name} is not a file")));
    }
    if metadata.len() > MAX_BYTES {
        return Err(refuse(format!("{name} is larger than 2 GiB")));
    }
    fs::read(&path).map_err(|error| refuse(format!("{name} cannot be read ({})", error.kind())))
}
