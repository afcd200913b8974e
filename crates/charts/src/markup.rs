//! Writing SVG: escaped texts, short numbers, ids that cannot clash.

use std::fmt::Write as _;

use crate::drawing::{Area, Shape};

/// A text safe inside an element or a quoted attribute. Characters that XML 1.0 forbids are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => safe.push(other),
        }
    }
    safe
}

/// A coordinate with at most one decimal: finer than any screen shows.
pub(crate) fn number(value: f64) -> String {
    debug_assert!(
        value.is_finite(),
        "figures keep what cannot be drawn off the paper"
    );
    let tenths = if value.is_finite() {
        (value * 10.0).round()
    } else {
        0.0
    };
    // Adding zero turns -0 into 0.
    let rounded = tenths / 10.0 + 0.0;
    format!("{rounded}")
}

/// An id from a caller's prefix: other characters than letters, digits, `-` and `_` are spelled out.
pub(crate) fn id(prefix: &str) -> String {
    let mut id = String::with_capacity(prefix.len());
    for character in prefix.chars() {
        if character.is_ascii_alphanumeric() || character == '-' || character == '_' {
            id.push(character);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(id, "_{:x}", u32::from(character));
        }
    }
    if !id.starts_with(|first: char| first.is_ascii_alphabetic()) {
        id.insert(0, 'c');
    }
    id
}

/// The element of a shape, open for more attributes: `<line x1=…`.
pub(crate) fn shape(shape: &Shape) -> String {
    match shape {
        Shape::Line([x1, y1, x2, y2]) => format!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"",
            number(*x1),
            number(*y1),
            number(*x2),
            number(*y2)
        ),
        Shape::Path { points, is_closed } => {
            let mut steps = String::new();
            for (index, (x, y)) in points.iter().enumerate() {
                steps.push(if index == 0 { 'M' } else { 'L' });
                steps.push_str(&number(*x));
                steps.push(' ');
                steps.push_str(&number(*y));
            }
            if *is_closed {
                steps.push('Z');
            }
            format!("<path d=\"{steps}\"")
        }
        Shape::Circle { centre, radius } => format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
            number(centre.0),
            number(centre.1),
            number(*radius)
        ),
        Shape::Box { area, radius } => boxed(area, *radius),
    }
}

fn boxed(area: &Area, radius: f64) -> String {
    let rounding = if radius > 0.0 {
        format!(" rx=\"{}\"", number(radius))
    } else {
        String::new()
    };
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{rounding}",
        number(area.left),
        number(area.top),
        number((area.right - area.left).max(0.0)),
        number((area.bottom - area.top).max(0.0))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_caller_writes_becomes_markup() {
        assert_eq!(
            escape("<b onload='x'>\"&\u{0}\u{8}"),
            "&lt;b onload=&#39;x&#39;&gt;&quot;&amp;"
        );
    }

    #[test]
    fn numbers_are_short_and_never_minus_zero() {
        assert_eq!(number(1.0), "1");
        assert_eq!(number(-0.04), "0");
        assert_eq!(number(12.349), "12.3");
    }

    #[test]
    fn different_prefixes_stay_different_ids() {
        assert_eq!(id("trend"), "trend");
        assert_ne!(id("a b"), id("a.b"));
        assert_eq!(id("3\"><script>"), "c3_22_3e_3cscript_3e");
    }
}
