//! How wide a text is, without a font engine: enough to place labels and to know that they fit.

use crate::metrics_table::{OTHERS, REGULAR_ASCII, REGULAR_LATIN, STRONG_ASCII, STRONG_LATIN};

/// What a character outside the table is taken to be wide. Generous, since it comes from a fallback font.
const UNKNOWN_WIDTH: u16 = 1000;

/// The part of the font size that letters rise above their base line.
pub(crate) const ASCENT: f64 = 0.76;
/// The part of the font size that letters fall below their base line.
pub(crate) const DESCENT: f64 = 0.24;

/// How heavy a text is set. The style sheet knows these two and nothing between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Strong,
}

/// The width of a text in pixels at a font size in pixels.
pub(crate) fn text_width(text: &str, size: f64, weight: Weight) -> f64 {
    let thousandths: f64 = text
        .chars()
        .map(|character| f64::from(advance(character, weight)))
        .sum();
    thousandths * size / 1000.0
}

fn advance(character: char, weight: Weight) -> u16 {
    let (ascii, latin) = match weight {
        Weight::Regular => (&REGULAR_ASCII, &REGULAR_LATIN),
        Weight::Strong => (&STRONG_ASCII, &STRONG_LATIN),
    };
    let code = character as usize;
    match code {
        0x20..=0x7e => ascii[code - 0x20],
        0xa0..=0xff => latin[code - 0xa0],
        _ => OTHERS.iter().find(|(other, _, _)| *other == character).map_or(
            UNKNOWN_WIDTH,
            |(_, regular, strong)| match weight {
                Weight::Regular => *regular,
                Weight::Strong => *strong,
            },
        ),
    }
}

/// Cuts a text so that it fits, with an ellipsis where something was left out.
pub(crate) fn shorten(text: &str, size: f64, weight: Weight, room: f64) -> String {
    if text_width(text, size, weight) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        let mut longer = kept.clone();
        longer.push(character);
        if text_width(&longer, size, weight) + text_width("…", size, weight) > room {
            break;
        }
        kept = longer;
    }
    format!("{}…", kept.trim_end())
}

/// Breaks a text into lines no wider than `room`, at spaces where it can and inside a word where it must.
///
/// The last line ends in an ellipsis when `lines_max` was not enough.
pub(crate) fn wrap(text: &str, size: f64, weight: Weight, room: f64, lines_max: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if line.is_empty() || text_width(&longer, size, weight) <= room {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > lines_max {
        let rest = lines.split_off(lines_max.saturating_sub(1)).join(" ");
        lines.push(rest);
    }
    lines
        .iter()
        .map(|line| shorten(line, size, weight, room))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_wide_as_the_sum_of_its_letters() {
        // W 786 + e 496, read from the font by hand.
        assert!((text_width("We", 10.0, Weight::Regular) - 12.82).abs() < 1e-9);
        assert!(text_width("We", 10.0, Weight::Strong) > 12.82);
    }

    #[test]
    fn a_long_word_is_cut_and_says_so() {
        let lines = wrap("Donaudampfschifffahrt ist lang", 14.0, Weight::Regular, 80.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[0].ends_with('…'));
        for line in &lines {
            assert!(text_width(line, 14.0, Weight::Regular) <= 80.0, "{line}");
        }
    }

    #[test]
    fn short_texts_stay_whole() {
        assert_eq!(wrap("Asian", 14.0, Weight::Strong, 200.0, 3), vec!["Asian"]);
    }
}
