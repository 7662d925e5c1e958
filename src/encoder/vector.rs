//! Vectors quantised to signed bytes: a quarter of the memory with the same ranking quality.

/// Direction in the vector space of an encoder. Its length has no meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vector(
    /// Components as signed bytes in two's complement, as they are stored.
    pub Vec<u8>,
);

impl Vector {
    /// Quantises numbers to a direction. The number with the largest magnitude becomes 127 or -127.
    pub fn of(numbers: &[f32]) -> Self {
        let largest = numbers.iter().fold(0.0_f32, |most, it| most.max(it.abs()));
        let factor = 127.0 / largest.max(f32::MIN_POSITIVE);
        let bytes = numbers.iter().map(|number| {
            let byte = (number * factor).round() as i8;
            u8::from_le_bytes(byte.to_le_bytes())
        });
        Self(bytes.collect())
    }
}

/// Returns the cosine of the angle between two vectors, from -1 to 1; 0 if one of them is zero.
pub fn cosine(one: &[u8], other: &[u8]) -> f32 {
    let lengths = (dot(one, one) as f32).sqrt() * (dot(other, other) as f32).sqrt();
    if lengths > 0.0 {
        dot(one, other) as f32 / lengths
    } else {
        0.0
    }
}

/// Returns the dot product of two vectors.
pub fn dot(one: &[u8], other: &[u8]) -> i32 {
    let signed = |byte: &u8| i32::from(i8::from_le_bytes([*byte]));
    let products = one.iter().zip(other);
    products.map(|(a, b)| signed(a) * signed(b)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_keep_the_angle() {
        let one: Vec<f32> = (0..384).map(|i| (i as f32).sin()).collect();
        let other: Vec<f32> = (0..384).map(|i| (i as f32 * 1.001).sin()).collect();
        let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let exact = product(&one, &other) / (product(&one, &one) * product(&other, &other)).sqrt();
        let close = cosine(&Vector::of(&one).0, &Vector::of(&other).0);
        assert!((exact - close).abs() < 0.005, "{exact} {close}");
        assert_eq!(cosine(&Vector::of(&[0.0, 0.0]).0, &[1, 1]), 0.0);
    }
}
