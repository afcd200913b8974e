//! A drawing for a page: every mark a class, painted by the page's style sheet, so dark mode and print are free.
//!
//! There is no `style` attribute and no inline style: the strictest content security policy lets it through.

use std::fmt::Write as _;

use crate::drawing::{Anchor, Drawing, Item, Label, Manner, Mark, TEXT_SIZE};
use crate::markup::{escape, id, number, shape};

/// The heads of one inline picture.
pub(crate) struct Heads<'a> {
    pub prefix: &'a str,
    /// Classes beside `ch`: "wide", "narrow" or nothing.
    pub class: &'static str,
    pub title: &'a str,
    pub description: &'a str,
}

/// Writes the drawing as an `<svg>` element.
pub(crate) fn svg(drawing: &Drawing, heads: &Heads<'_>) -> String {
    let id = id(heads.prefix);
    let class = if heads.class.is_empty() {
        "ch".to_owned()
    } else {
        format!("ch {}", heads.class)
    };
    let mut out = format!(
        "<svg class=\"{class}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\
         <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>\n",
        number(drawing.width),
        number(drawing.height),
        escape(heads.title),
        escape(heads.description),
    );
    if drawing.is_hatched() {
        out.push_str(&pattern(&id, "class=\"hatch-ln\""));
    }
    for item in &drawing.items {
        match item {
            Item::Mark(mark) => write_mark(&mut out, mark, &id),
            Item::Label(label) => write_label(&mut out, label),
        }
    }
    out.push_str("</svg>");
    out
}

/// The hatching, which always means "there is no value to show here".
pub(crate) fn pattern(id: &str, paint: &str) -> String {
    format!(
        "<defs><pattern id=\"{id}-h\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><line {paint} x1=\"0\" y1=\"0\" x2=\"0\" y2=\"7\"/></pattern></defs>\n"
    )
}

/// The attributes of a manner. They are presentation attributes, which classes would override.
pub(crate) fn manner(manner: Manner, id: &str) -> String {
    match manner {
        Manner::AsIs => String::new(),
        Manner::Hatched => format!(" fill=\"url(#{id}-h)\""),
        Manner::Dashed => " stroke-dasharray=\"4 3\"".to_owned(),
        Manner::Dotted => " stroke-dasharray=\"1 4\"".to_owned(),
    }
}

fn write_mark(out: &mut String, mark: &Mark, id: &str) {
    let class = if mark.class.is_empty() {
        String::new()
    } else {
        format!(" class=\"{}\"", mark.class)
    };
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{}{class}{}/>", shape(&mark.shape), manner(mark.manner, id));
}

/// Position, anchor and turn of a label, as attributes.
pub(crate) fn position(label: &Label) -> String {
    let (x, y) = (number(label.at.0), number(label.at.1));
    let mut out = format!(" x=\"{x}\" y=\"{y}\"");
    match label.anchor {
        Anchor::Start => {}
        Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
        Anchor::End => out.push_str(" text-anchor=\"end\""),
    }
    if label.is_turned {
        // Writing to a String cannot fail.
        let _ = write!(out, " transform=\"rotate(-90 {x} {y})\"");
    }
    out
}

fn write_label(out: &mut String, label: &Label) {
    let mut attributes = position(label);
    if !label.class.is_empty() {
        // Writing to a String cannot fail.
        let _ = write!(attributes, " class=\"{}\"", label.class);
    }
    if label.size != TEXT_SIZE {
        // Writing to a String cannot fail.
        let _ = write!(attributes, " font-size=\"{}\"", number(label.size));
    }
    let after = if label.after.is_empty() {
        String::new()
    } else {
        format!("<tspan class=\"t-n\">{}</tspan>", escape(&label.after))
    };
    // Writing to a String cannot fail.
    let _ = writeln!(out, "<text{attributes}>{}{after}</text>", escape(&label.words));
}
