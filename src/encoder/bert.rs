//! Network of the encoder: BERT (Devlin et al., 2019) with mean pooling as in Sentence-BERT
//! (Reimers and Gurevych, 2019).

use std::collections::HashMap;
use std::path::Path;

use candle_core::{DType, Device, Tensor};
use candle_nn::{LayerNorm, Linear, Module, ops::softmax_last_dim};
use tokenizers::Tokenizer;

use super::error::{EncoderError, Unfit};
use super::folder::{BertConfig, Folder, stored_tensor, tensor};
use super::gelu::BiasedGelu;

/// Network with its tokenizer.
pub(super) struct Bert {
    tokenizer: Tokenizer,
    /// Vector of each word piece in its stored type. These are most of the weights of a
    /// multilingual model.
    words: Tensor,
    /// Vector of each position plus that of the only token type.
    positions: Tensor,
    norm: LayerNorm,
    layers: Vec<Layer>,
    dimensions: usize,
}

struct Layer {
    heads: usize,
    /// The three projections of self-attention as one matrix: queries, keys, and values.
    projections: Linear,
    attended: Linear,
    attention_norm: LayerNorm,
    wide: Linear,
    wide_bias: Tensor,
    narrow: Linear,
    norm: LayerNorm,
}

impl Bert {
    /// Reads a network and returns it with the hash of its files.
    pub(super) fn open(path: &Path) -> Result<(Self, blake3::Hash), EncoderError> {
        let mut folder = Folder::read(path)?;
        let network = Self::build(&folder.config, folder.tokenizer, &mut folder.tensors);
        let network = network.map_err(|unfit| EncoderError::folder(path, unfit.0))?;
        Ok((network, folder.hash))
    }

    fn build(
        config: &BertConfig,
        tokenizer: Tokenizer,
        tensors: &mut HashMap<String, Tensor>,
    ) -> Result<Self, Unfit> {
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
            layers: layers.collect::<Result<_, _>>()?,
            dimensions: width,
        })
    }

    pub(super) fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// Tokenizes a text after a prefix, including the tokens that mark its beginning and end.
    pub(super) fn tokens(&self, prefix: &str, text: &str) -> Result<Vec<u32>, EncoderError> {
        let text = format!("{prefix}{text}");
        let encoding = self.tokenizer.encode_fast(text, true);
        let encoding = encoding.map_err(EncoderError::failed)?;
        Ok(encoding.get_ids().to_vec())
    }

    /// Encodes a text. Encoding one text at a time needs no padding, and its data stays in the
    /// processor's cache.
    pub(super) fn encode(&self, tokens: &[u32]) -> Result<Vec<f32>, EncoderError> {
        self.forward(tokens).map_err(EncoderError::failed)
    }

    fn forward(&self, tokens: &[u32]) -> candle_core::Result<Vec<f32>> {
        if tokens.is_empty() {
            return Ok(vec![0.0; self.dimensions]);
        }
        let length = tokens.len();
        let tokens = Tensor::from_slice(tokens, length, &Device::Cpu)?;
        let words = self.words.index_select(&tokens, 0)?.to_dtype(DType::F32)?;
        let positions = self.positions.narrow(0, 0, length)?;
        let mut states = self.norm.forward(&(words + positions)?)?;
        for layer in &self.layers {
            states = layer.forward(&states)?;
        }
        states.mean(0)?.to_vec1()
    }
}

impl Layer {
    /// Applies the layer to states of the shape (tokens, dimensions).
    fn forward(&self, states: &Tensor) -> candle_core::Result<Tensor> {
        let (length, width) = states.dims2()?;
        let size = width / self.heads;
        let projected = self.projections.forward(states)?;
        let projected = projected.reshape((length, 3, self.heads, size))?;
        let projected = projected.permute((1, 2, 0, 3))?.contiguous()?;
        let (query, key, value) = (projected.get(0)?, projected.get(1)?, projected.get(2)?);
        let scores = (query.matmul(&key.t()?)? / (size as f64).sqrt())?;
        let attended = softmax_last_dim(&scores)?.matmul(&value)?;
        let attended = attended.transpose(0, 1)?.reshape((length, width))?;
        let attended = (self.attended.forward(&attended)? + states)?;
        let states = self.attention_norm.forward(&attended)?;
        let wide = self.wide.forward(&states)?;
        wide.inplace_op2(&self.wide_bias, &BiasedGelu)?;
        self.norm.forward(&(self.narrow.forward(&wide)? + &states)?)
    }
}

/// Weights that are not yet part of a layer.
struct Weights<'a> {
    tensors: &'a mut HashMap<String, Tensor>,
    config: &'a BertConfig,
}

impl Weights<'_> {
    fn linear(&mut self, name: &str, from: usize, to: usize) -> Result<Linear, Unfit> {
        let bias = self.bias(name, to)?;
        Ok(Linear::new(self.matrix(name, from, to)?, Some(bias)))
    }

    fn projections(&mut self, name: &str, width: usize) -> Result<Linear, Unfit> {
        let (mut matrices, mut biases) = (Vec::new(), Vec::new());
        for part in ["query", "key", "value"] {
            let name = format!("{name}.{part}");
            matrices.push(self.matrix(&name, width, width)?);
            biases.push(self.bias(&name, width)?);
        }
        let join = |tensors: &[Tensor]| Tensor::cat(tensors, 0);
        let joined = join(&matrices).and_then(|matrix| Ok((matrix, join(&biases)?)));
        let (matrix, bias) = joined.map_err(|error| Unfit(error.to_string()))?;
        Ok(Linear::new(matrix, Some(bias)))
    }

    fn matrix(&mut self, name: &str, from: usize, to: usize) -> Result<Tensor, Unfit> {
        tensor(self.tensors, &format!("{name}.weight"), &[to, from])
    }

    fn bias(&mut self, name: &str, to: usize) -> Result<Tensor, Unfit> {
        tensor(self.tensors, &format!("{name}.bias"), &[to])
    }

    fn norm(&mut self, name: &str) -> Result<LayerNorm, Unfit> {
        let width = self.config.hidden_size;
        let weight = tensor(self.tensors, &format!("{name}.weight"), &[width])?;
        let bias = self.bias(name, width)?;
        Ok(LayerNorm::new(weight, bias, self.config.layer_norm_eps))
    }

    fn layer(&mut self, n: usize) -> Result<Layer, Unfit> {
        let (width, wide) = (self.config.hidden_size, self.config.intermediate_size);
        let name = |part: &str| format!("encoder.layer.{n}.{part}");
        Ok(Layer {
            heads: self.config.num_attention_heads,
            projections: self.projections(&name("attention.self"), width)?,
            attended: self.linear(&name("attention.output.dense"), width, width)?,
            attention_norm: self.norm(&name("attention.output.LayerNorm"))?,
            wide: Linear::new(self.matrix(&name("intermediate.dense"), width, wide)?, None),
            wide_bias: self.bias(&name("intermediate.dense"), wide)?,
            narrow: self.linear(&name("output.dense"), wide, width)?,
            norm: self.norm(&name("output.LayerNorm"))?,
        })
    }
}
