//! A drawing that travels alone: one SVG file with its headline and source, its colours written on the marks.

use std::fmt::Write as _;

use crate::drawing::{AFTER_SIZE, Anchor, Drawing, Item, Label, Mark, weight_of};
use crate::inline::{manner, pattern, position};
use crate::markup::{escape, id, number, shape};
use crate::metrics::{Weight, wrap};
use crate::palette::{Ground, Palette};

/// The fonts a standalone picture asks for. Rasterisers need one of the first two, see the README.
const FONTS: &str =
    "'Source Sans 3', 'Mainstay Sans', 'Source Sans Pro', 'Segoe UI', 'Noto Sans', sans-serif";

/// Space around the picture.
const MARGIN: f64 = 24.0;

/// What a picture says about itself once it has left its page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caption {
    /// The finding, set large. May be empty.
    pub headline: String,
    /// Measure, who, where, when. May be empty.
    pub subtitle: String,
    /// Source, version and address, each on its own lines at the foot.
    pub footer: Vec<String>,
}

/// What the file is about, for those who hear it.
pub(crate) struct Heads<'a> {
    pub prefix: &'a str,
    pub title: &'a str,
    pub description: &'a str,
}

/// Writes the drawing with its caption as a whole SVG file.
pub(crate) fn svg(
    drawing: &Drawing,
    ground: Ground,
    heads: &Heads<'_>,
    caption: &Caption,
    palette: &Palette,
) -> String {
    bare(&sheet(drawing, caption), ground, heads, palette)
}

/// Writes a sheet as a whole SVG file.
pub(crate) fn bare(sheet: &Drawing, ground: Ground, heads: &Heads<'_>, palette: &Palette) -> String {
    let id = id(heads.prefix);
    let (width, height) = (number(sheet.width), number(sheet.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\" font-size=\"14\" role=\"img\" \
         aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>\n",
        escape(heads.title),
        escape(heads.description),
    );
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
        palette.ground(ground)
    );
    if sheet.is_hatched() {
        let paint = format!("stroke=\"{}\" stroke-width=\"1.2\"", palette.hatch);
        out.push_str(&pattern(&id, &paint));
    }
    for item in &sheet.items {
        match item {
            Item::Mark(mark) => write_mark(&mut out, mark, &id, palette),
            Item::Label(label) => write_label(&mut out, label, ground, palette),
        }
    }
    out.push_str("</svg>\n");
    out
}

/// The part of the room that a line may fill: who opens the file elsewhere may not have the font, and others are wider.
const READABLE_WITHOUT_FONT: f64 = 0.9;

/// The drawing on a larger sheet, with headline and subtitle above and the source below.
fn sheet(drawing: &Drawing, caption: &Caption) -> Drawing {
    let is_small = drawing.width < 500.0;
    let (headline_size, footer_size) = if is_small { (18.0, 12.0) } else { (22.0, 12.5) };
    let room = drawing.width * READABLE_WITHOUT_FONT;
    let mut above = Drawing::new(drawing.width + 2.0 * MARGIN, 0.0);
    let mut lines = Vec::new();
    let mut y = MARGIN;
    for line in wrap(&caption.headline, headline_size, Weight::Strong, room, 3) {
        y += headline_size * 1.2;
        lines.push(at_margin(
            y - headline_size * 0.3,
            "t-strong",
            &line,
            headline_size,
        ));
    }
    for line in wrap(&caption.subtitle, 14.0, Weight::Regular, room, 4) {
        y += 19.0;
        lines.push(at_margin(y - 4.0, "", &line, 14.0));
    }
    if y > MARGIN {
        y += 12.0;
    }
    let drawing_top = y;
    y += drawing.height;
    let foot: Vec<String> = caption
        .footer
        .iter()
        .flat_map(|line| wrap(line, footer_size, Weight::Regular, room, 3))
        .collect();
    if !foot.is_empty() {
        y += 10.0;
    }
    for line in foot {
        y += 17.0;
        lines.push(at_margin(y - 4.0, "", &line, footer_size));
    }
    above.height = y + MARGIN * 0.75;
    for line in lines {
        above.label(line);
    }
    above.paste(drawing, MARGIN, drawing_top);
    above
}

fn at_margin(y: f64, class: &'static str, words: &str, size: f64) -> Label {
    Label::new((MARGIN, y), Anchor::Start, class, words).sized(size)
}

fn write_mark(out: &mut String, mark: &Mark, id: &str, palette: &Palette) {
    let paint = palette.shape(mark.class);
    debug_assert!(
        paint.is_some(),
        "the palette does not know the class {:?}",
        mark.class
    );
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "{} {}{}/>",
        shape(&mark.shape),
        paint.unwrap_or_default(),
        manner(mark.manner, id)
    );
}

fn write_label(out: &mut String, label: &Label, ground: Ground, palette: &Palette) {
    let mut attributes = position(label);
    // Writing to a String cannot fail.
    let _ = write!(
        attributes,
        " font-size=\"{}\" fill=\"{}\"",
        number(label.size),
        palette.text(label.class, ground)
    );
    if weight_of(label.class) == Weight::Strong {
        attributes.push_str(" font-weight=\"600\"");
    }
    if label.class.contains("t-halo") {
        // Writing to a String cannot fail.
        let _ = write!(
            attributes,
            " paint-order=\"stroke\" stroke=\"{}\" stroke-width=\"4\" stroke-linejoin=\"round\"",
            palette.ground(ground)
        );
    }
    let after = if label.after.is_empty() {
        String::new()
    } else {
        format!(
            "<tspan font-size=\"{}\" font-weight=\"400\" fill=\"{}\">{}</tspan>",
            number(AFTER_SIZE),
            palette.text("t-n", ground),
            escape(&label.after)
        )
    };
    // Writing to a String cannot fail.
    let _ = writeln!(out, "<text{attributes}>{}{after}</text>", escape(&label.words));
}
