//! The network: BERT (Devlin et al., 2019), and the mean over its tokens as in Sentence-BERT
//! (Reimers and Gurevych, 2019).

use std::collections::HashMap;
use std::path::Path;

use candle_core::{D, DType, Device, Result, Tensor};
use candle_nn::{LayerNorm, Linear, Module, ops::softmax_last_dim};
use tokenizers::Tokenizer;

use super::error::{EncoderError, Unfit};
use super::folder::{BertConfig, Folder, stored_tensor, tensor};

/// Added to the attention that is paid to padding.
const NOWHERE: f32 = -1e9;

/// A network with its tokenizer.
pub(super) struct Bert {
    tokenizer: Tokenizer,
    /// The vector of each word piece, as it is stored: most of the weights of a model of many
    /// languages.
    words: Tensor,
    /// The vector of each position, to which that of the only type of token is added.
    positions: Tensor,
    norm: LayerNorm,
    layers: Vec<Layer>,
    dimensions: usize,
}

struct Layer {
    heads: usize,
    query: Linear,
    key: Linear,
    value: Linear,
    attended: Linear,
    attention_norm: LayerNorm,
    wide: Linear,
    narrow: Linear,
    norm: LayerNorm,
}

impl Bert {
    /// Reads a network, and returns it with the hash of its files.
    pub(super) fn open(path: &Path) -> std::result::Result<(Self, blake3::Hash), EncoderError> {
        let mut folder = Folder::read(path)?;
        let network = Self::build(&folder.config, folder.tokenizer, &mut folder.tensors);
        let network = network.map_err(|unfit| EncoderError::folder(path, unfit.0))?;
        Ok((network, folder.hash))
    }

    fn build(
        config: &BertConfig,
        tokenizer: Tokenizer,
        tensors: &mut HashMap<String, Tensor>,
    ) -> std::result::Result<Self, Unfit> {
        let width = config.hidden_size;
        let (vocabulary, length) = (config.vocab_size, config.max_position_embeddings);
        let words = "embeddings.word_embeddings.weight";
        let words = stored_tensor(tensors, words, &[vocabulary, width])?;
        let positions = "embeddings.position_embeddings.weight";
        let positions = tensor(tensors, positions, &[length, width])?;
        let types = "embeddings.token_type_embeddings.weight";
        let types = tensor(tensors, types, &[config.type_vocab_size, width])?;
        let typed = types
            .get(0)
            .and_then(|first| positions.broadcast_add(&first));
        let mut weights = Weights { tensors, config };
        let norm = weights.norm("embeddings.LayerNorm")?;
        let layers = (0..config.num_hidden_layers).map(|n| weights.layer(n));
        Ok(Self {
            tokenizer,
            words,
            positions: typed.map_err(|error| Unfit(error.to_string()))?,
            norm,
            layers: layers.collect::<std::result::Result<_, _>>()?,
            dimensions: width,
        })
    }

    pub(super) fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The tokens of a text behind a prefix, with those that mark its beginning and end.
    pub(super) fn tokens(
        &self,
        prefix: &str,
        text: &str,
    ) -> std::result::Result<Vec<u32>, EncoderError> {
        let text = format!("{prefix}{text}");
        let encoding = self.tokenizer.encode_fast(text, true);
        let encoding = encoding.map_err(EncoderError::failed)?;
        Ok(encoding.get_ids().to_vec())
    }

    /// Encodes texts as vectors of length 1.
    pub(super) fn encode(
        &self,
        texts: &[&[u32]],
    ) -> std::result::Result<Vec<Vec<f32>>, EncoderError> {
        self.forward(texts).map_err(EncoderError::failed)
    }

    fn forward(&self, texts: &[&[u32]]) -> Result<Vec<Vec<f32>>> {
        let count = texts.len();
        let length = texts.iter().map(|tokens| tokens.len()).max().unwrap_or(0);
        if count == 0 || length == 0 {
            return Ok(vec![vec![0.0; self.dimensions]; count]);
        }
        let mut tokens = Vec::with_capacity(count * length);
        let mut mask = Vec::with_capacity(count * length);
        for text in texts {
            let padding = length - text.len();
            tokens.extend(text.iter().copied().chain(std::iter::repeat_n(0, padding)));
            mask.extend(std::iter::repeat_n(1.0_f32, text.len()));
            mask.extend(std::iter::repeat_n(0.0, padding));
        }
        let tokens = Tensor::from_vec(tokens, count * length, &Device::Cpu)?;
        let mask = Tensor::from_vec(mask, (count, length, 1), &Device::Cpu)?;
        let is_padded = texts.iter().any(|tokens| tokens.len() < length);
        let bias = if is_padded {
            let bias = mask.affine(f64::from(-NOWHERE), f64::from(NOWHERE))?;
            Some(bias.reshape((count, 1, 1, length))?)
        } else {
            None
        };
        let words = self.words.index_select(&tokens, 0)?.to_dtype(DType::F32)?;
        let words = words.reshape((count, length, self.dimensions))?;
        let positions = self.positions.narrow(0, 0, length)?;
        let mut states = self.norm.forward(&words.broadcast_add(&positions)?)?;
        for layer in &self.layers {
            states = layer.forward(&states, bias.as_ref())?;
        }
        let mean = states.broadcast_mul(&mask)?.sum(1)?;
        let mean = mean.broadcast_div(&mask.sum(1)?)?;
        let norm = mean.sqr()?.sum_keepdim(D::Minus1)?.sqrt()?;
        mean.broadcast_div(&norm)?.to_vec2()
    }
}

impl Layer {
    /// `states` has the shape (texts, tokens, dimensions).
    fn forward(&self, states: &Tensor, bias: Option<&Tensor>) -> Result<Tensor> {
        let (count, length, width) = states.dims3()?;
        let size = width / self.heads;
        let split = |linear: &Linear| {
            let split = linear.forward(states)?;
            let split = split.reshape((count, length, self.heads, size))?;
            split.transpose(1, 2)?.contiguous()
        };
        let (query, key, value) = (split(&self.query)?, split(&self.key)?, split(&self.value)?);
        let scores = (query.matmul(&key.t()?)? / (size as f64).sqrt())?;
        let scores = match bias {
            Some(bias) => scores.broadcast_add(bias)?,
            None => scores,
        };
        let attended = softmax_last_dim(&scores)?.matmul(&value)?;
        let attended = attended.transpose(1, 2)?.reshape((count, length, width))?;
        let attended = (self.attended.forward(&attended)? + states)?;
        let states = self.attention_norm.forward(&attended)?;
        let wide = self.wide.forward(&states)?.gelu_erf()?;
        self.norm.forward(&(self.narrow.forward(&wide)? + &states)?)
    }
}

/// The weights that were not taken yet.
struct Weights<'a> {
    tensors: &'a mut HashMap<String, Tensor>,
    config: &'a BertConfig,
}

impl Weights<'_> {
    fn linear(&mut self, name: &str, from: usize, to: usize) -> std::result::Result<Linear, Unfit> {
        let weight = tensor(self.tensors, &format!("{name}.weight"), &[to, from])?;
        let bias = tensor(self.tensors, &format!("{name}.bias"), &[to])?;
        Ok(Linear::new(weight, Some(bias)))
    }

    fn norm(&mut self, name: &str) -> std::result::Result<LayerNorm, Unfit> {
        let width = self.config.hidden_size;
        let weight = tensor(self.tensors, &format!("{name}.weight"), &[width])?;
        let bias = tensor(self.tensors, &format!("{name}.bias"), &[width])?;
        Ok(LayerNorm::new(weight, bias, self.config.layer_norm_eps))
    }

    fn layer(&mut self, n: usize) -> std::result::Result<Layer, Unfit> {
        let (width, wide) = (self.config.hidden_size, self.config.intermediate_size);
        let name = |part: &str| format!("encoder.layer.{n}.{part}");
        Ok(Layer {
            heads: self.config.num_attention_heads,
            query: self.linear(&name("attention.self.query"), width, width)?,
            key: self.linear(&name("attention.self.key"), width, width)?,
            value: self.linear(&name("attention.self.value"), width, width)?,
            attended: self.linear(&name("attention.output.dense"), width, width)?,
            attention_norm: self.norm(&name("attention.output.LayerNorm"))?,
            wide: self.linear(&name("intermediate.dense"), width, wide)?,
            narrow: self.linear(&name("output.dense"), wide, width)?,
            norm: self.norm(&name("output.LayerNorm"))?,
        })
    }
}
