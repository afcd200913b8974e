//! A drawing of the learned weights: for each field, how much each level of agreement speaks for or against one person.

use std::fmt::Write;

use linkage::{Model, level};

const ROW: f64 = 18.0;
const LABELS: f64 = 300.0;
const WIDTH: f64 = 820.0;
/// Bits to either side of the middle that fit.
const BITS: f64 = 20.0;

/// The drawing as SVG, with each number as text, so that it says the same without being seen.
pub fn drawing(model: &Model) -> String {
    let mut rows = Vec::new();
    for field in &model.fields {
        for number in usize::from(level::EXACT)..level::COUNT {
            let (same, chance) = (field.same[number], field.chance[number]);
            // Levels that nobody reaches have nothing to show.
            if same + chance > 1e-5 {
                rows.push((
                    field.name.clone(),
                    level::word(number as u8),
                    (same.max(1e-12) / chance.max(1e-12)).log2(),
                ));
            }
        }
    }
    let height = 60.0 + ROW * rows.len() as f64;
    let middle = LABELS + (WIDTH - LABELS) / 2.0;
    let mut svg = String::new();
    let mut add = |text: String| svg.write_str(&text).expect("writing to a text never fails");
    add(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title\" font-family=\"sans-serif\" font-size=\"12\">\n<title id=\"title\">Weight of each agreement in bits, for (right) or against (left) one person</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n<text x=\"12\" y=\"24\" font-size=\"14\" fill=\"#1b1b1b\">Weight of each agreement in bits: for one person to the right, against to the left</text>\n"
    ));
    let mut last = String::new();
    for (place, (field, word, weight)) in rows.iter().enumerate() {
        let top = 44.0 + ROW * place as f64;
        let length = weight.abs().min(BITS) / BITS * ((WIDTH - LABELS) / 2.0 - 48.0);
        let begin = if *weight < 0.0 { middle - length } else { middle };
        let colour = if *weight < 0.0 { "#9c3d10" } else { "#1f5f8b" };
        if *field != last {
            add(format!(
                "<text x=\"12\" y=\"{:.1}\" fill=\"#1b1b1b\">{}</text>\n",
                top + 12.0,
                escaped(field)
            ));
            last.clone_from(field);
        }
        add(format!(
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#444444\">{word}</text>\n<rect x=\"{begin:.1}\" y=\"{:.1}\" width=\"{length:.1}\" height=\"{:.1}\" fill=\"{colour}\"/>\n",
            LABELS - 8.0,
            top + 12.0,
            top + 2.0,
            ROW - 5.0
        ));
        let (at, anchor) = if *weight < 0.0 {
            (begin - 4.0, "end")
        } else {
            (begin + length + 4.0, "start")
        };
        add(format!(
            "<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" fill=\"#1b1b1b\">{weight:+.1}</text>\n",
            top + 12.0
        ));
    }
    add(format!(
        "<line x1=\"{middle}\" x2=\"{middle}\" y1=\"40\" y2=\"{:.1}\" stroke=\"#888888\"/>\n</svg>\n",
        height - 12.0
    ));
    svg
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
