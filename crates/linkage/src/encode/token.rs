//! Values cut into tokens.

use super::schema::{Comparison, ValueFault};

/// The tokens of a value, in order.
///
/// Errors: a numeric comparison of what is no number.
pub(crate) fn tokens(comparison: Comparison, value: &str) -> Result<Vec<String>, ValueFault> {
    if value.is_empty() {
        return Ok(Vec::new());
    }
    match comparison {
        Comparison::Exact => Ok(vec![value.to_owned()]),
        Comparison::Ngram { size, is_positional } => {
            let mut letters: Vec<char> = vec![' '; size - 1];
            letters.extend(value.chars());
            letters.extend(std::iter::repeat_n(' ', size - 1));
            let windows = letters.windows(size).enumerate();
            Ok(windows
                .map(|(place, window)| {
                    let text: String = window.iter().collect();
                    if is_positional {
                        format!("{} {text}", place + 1)
                    } else {
                        text
                    }
                })
                .collect())
        }
        Comparison::Numeric {
            distance,
            resolution,
            precision,
        } => numeric(value, distance, (resolution, precision)),
    }
}

/// A neighbourhood of the number (Vatsalan and Christen 2016): close numbers share tokens.
fn numeric(
    value: &str,
    distance: f64,
    (resolution, precision): (u32, u32),
) -> Result<Vec<String>, ValueFault> {
    let scale = 10_i128.pow(precision);
    let number = match value.trim().parse::<i64>() {
        Ok(number) => i128::from(number) * scale,
        Err(_) => {
            let number: f64 = value.trim().parse().map_err(|_| ValueFault::NotANumber)?;
            if !number.is_finite() || number.abs() > 1e15 {
                return Err(ValueFault::NotANumber);
            }
            if precision > 0 {
                (number * scale as f64).round_ties_even() as i128
            } else {
                number.trunc() as i128
            }
        }
    };
    let step = (distance * scale as f64).round_ties_even() as i128;
    let resolution = i128::from(resolution);
    let wide = number * 2 * resolution;
    let residue = wide.rem_euclid(step);
    let middle = if 2 * residue < step {
        wide - residue
    } else {
        wide + (step - residue)
    };
    let middle = if residue == 0 { wide } else { middle };
    Ok((-resolution..=resolution)
        .map(|place| (middle + place * step).to_string())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ngrams_have_margins_and_places() {
        let bigrams = Comparison::Ngram {
            size: 2,
            is_positional: false,
        };
        assert_eq!(tokens(bigrams, "ada").unwrap(), [" a", "ad", "da", "a "]);
        let unigrams = Comparison::Ngram {
            size: 1,
            is_positional: true,
        };
        assert_eq!(tokens(unigrams, "19").unwrap(), ["1 1", "2 9"]);
        assert!(tokens(bigrams, "").unwrap().is_empty());
    }

    /// The example of the format's own documentation: 25 with distance 8 and resolution 2.
    #[test]
    fn numbers_have_neighbours() {
        let numeric = Comparison::Numeric {
            distance: 8.0,
            resolution: 2,
            precision: 0,
        };
        assert_eq!(tokens(numeric, "25").unwrap(), ["88", "96", "104", "112", "120"]);
        assert_eq!(tokens(numeric, "x"), Err(ValueFault::NotANumber));
    }
}
