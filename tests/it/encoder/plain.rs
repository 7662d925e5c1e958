//! A simple implementation of BERT for comparison.

use super::tiny::{EPSILON, HEADS, LAYERS, Tiny, WIDTH};

type Rows = Vec<Vec<f64>>;

/// Returns the unit vector of a text of these tokens.
pub(super) fn encode(tiny: &Tiny, tokens: &[usize]) -> Vec<f64> {
    let words = tiny.tensor("embeddings.word_embeddings.weight");
    let positions = tiny.tensor("embeddings.position_embeddings.weight");
    let types = tiny.tensor("embeddings.token_type_embeddings.weight");
    let summed = tokens.iter().enumerate().map(|(position, token)| {
        let column = |i| words[token * WIDTH + i] + positions[position * WIDTH + i] + types[i];
        (0..WIDTH).map(|i| f64::from(column(i))).collect()
    });
    let mut states = norm(tiny, "embeddings.LayerNorm", &summed.collect());
    for layer in 0..LAYERS {
        let name = |part: &str| format!("encoder.layer.{layer}.{part}");
        let attended = attend(tiny, layer, &states);
        let attended = linear(tiny, &name("attention.output.dense"), &attended);
        let sum = add(&attended, &states);
        states = norm(tiny, &name("attention.output.LayerNorm"), &sum);
        let mut wide = linear(tiny, &name("intermediate.dense"), &states);
        for value in wide.iter_mut().flatten() {
            *value = 0.5 * *value * (1.0 + erf(*value / 2.0_f64.sqrt()));
        }
        let narrow = linear(tiny, &name("output.dense"), &wide);
        states = norm(tiny, &name("output.LayerNorm"), &add(&narrow, &states));
    }
    let mut mean = vec![0.0; WIDTH];
    for state in &states {
        for (sum, value) in mean.iter_mut().zip(state) {
            *sum += value / states.len() as f64;
        }
    }
    let length = mean.iter().map(|value| value * value).sum::<f64>().sqrt();
    mean.iter().map(|value| value / length).collect()
}

fn attend(tiny: &Tiny, layer: usize, states: &Rows) -> Rows {
    let project = |part: &str| {
        let name = format!("encoder.layer.{layer}.attention.self.{part}");
        linear(tiny, &name, states)
    };
    let (queries, keys, values) = (project("query"), project("key"), project("value"));
    let size = WIDTH / HEADS;
    let mut attended = vec![vec![0.0; WIDTH]; states.len()];
    for head in 0..HEADS {
        let columns = head * size..(head + 1) * size;
        for (query, attended) in queries.iter().zip(&mut attended) {
            let weights: Vec<f64> = keys
                .iter()
                .map(|key| {
                    let products = columns.clone().map(|i| query[i] * key[i]);
                    (products.sum::<f64>() / (size as f64).sqrt()).exp()
                })
                .collect();
            let total: f64 = weights.iter().sum();
            for (weight, value) in weights.iter().zip(&values) {
                for i in columns.clone() {
                    attended[i] += weight / total * value[i];
                }
            }
        }
    }
    attended
}

fn linear(tiny: &Tiny, name: &str, rows: &Rows) -> Rows {
    let weights = tiny.tensor(&format!("{name}.weight"));
    let bias = tiny.tensor(&format!("{name}.bias"));
    let apply = |row: &Vec<f64>| {
        let outputs = weights.chunks(row.len()).zip(bias);
        outputs
            .map(|(weights, bias)| {
                let products = weights.iter().zip(row).map(|(w, x)| f64::from(*w) * x);
                products.sum::<f64>() + f64::from(*bias)
            })
            .collect()
    };
    rows.iter().map(apply).collect()
}

fn norm(tiny: &Tiny, name: &str, rows: &Rows) -> Rows {
    let gain = tiny.tensor(&format!("{name}.weight"));
    let bias = tiny.tensor(&format!("{name}.bias"));
    let apply = |row: &Vec<f64>| {
        let count = row.len() as f64;
        let mean = row.iter().sum::<f64>() / count;
        let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / count;
        let scaled = row.iter().map(|x| (x - mean) / (variance + EPSILON).sqrt());
        let shifted = scaled.zip(gain).zip(bias);
        shifted
            .map(|((x, gain), bias)| x * f64::from(*gain) + f64::from(*bias))
            .collect()
    };
    rows.iter().map(apply).collect()
}

fn add(one: &Rows, other: &Rows) -> Rows {
    let rows = one.iter().zip(other);
    rows.map(|(one, other)| one.iter().zip(other).map(|(a, b)| a + b).collect())
        .collect()
}

/// Computes the error function by its Taylor series.
fn erf(x: f64) -> f64 {
    let (mut term, mut sum) = (x, x);
    for n in 1..200 {
        let n = f64::from(n);
        term *= -x * x / n;
        sum += term / (2.0 * n + 1.0);
    }
    sum * 2.0 / std::f64::consts::PI.sqrt()
}
