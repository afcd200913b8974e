//! A finished figure: two drawings, what they say in words, and their table twin.

use crate::drawing::Drawing;
use crate::inline;
use crate::palette::{Ground, Palette};
use crate::standalone::{self, Caption};
use crate::table::Table;

/// Which of the two drawings of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// For columns of about 760 pixels, and for print.
    Wide,
    /// For phones: drawn anew for 360 pixels, not shrunk.
    Narrow,
}

/// A figure ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is a figure of, in a few words.
    pub title: String,
    /// What it shows, in sentences, for those who do not see it.
    pub description: String,
    /// The same as a table.
    pub table: Table,
    pub(crate) wide: Drawing,
    /// `None` where one drawing serves every width.
    pub(crate) narrow: Option<Drawing>,
    pub(crate) ground: Ground,
}

impl Figure {
    /// The drawings for a page, one after the other: the style sheet shows the one that fits.
    ///
    /// `id_prefix` keeps the ids of several figures on a page apart.
    pub fn inline(&self, id_prefix: &str) -> String {
        if self.narrow.is_none() {
            return self.one(&self.wide, id_prefix, "");
        }
        format!(
            "{}\n{}",
            self.inline_at(Size::Wide, id_prefix),
            self.inline_at(Size::Narrow, id_prefix)
        )
    }

    /// One drawing for a page, with the class `wide` or `narrow`.
    pub fn inline_at(&self, size: Size, id_prefix: &str) -> String {
        let (letter, class) = match size {
            Size::Wide => ("w", "wide"),
            Size::Narrow => ("n", "narrow"),
        };
        self.one(self.drawing(size), &format!("{id_prefix}-{letter}"), class)
    }

    /// A whole SVG file: colours on the marks, caption around the drawing, no style sheet needed.
    pub fn standalone(&self, size: Size, caption: &Caption, palette: &Palette) -> String {
        let heads = standalone::Heads {
            prefix: "figure",
            title: &self.title,
            description: &self.description,
        };
        standalone::svg(self.drawing(size), self.ground, &heads, caption, palette)
    }

    /// The drawing alone as an SVG file, for a page that sets headline, source and description itself.
    pub fn bare(&self, size: Size, palette: &Palette) -> String {
        let heads = standalone::Heads {
            prefix: "figure",
            title: &self.title,
            description: &self.description,
        };
        standalone::bare(self.drawing(size), self.ground, &heads, palette)
    }

    fn one(&self, drawing: &Drawing, prefix: &str, class: &'static str) -> String {
        let heads = inline::Heads {
            prefix,
            class,
            title: &self.title,
            description: &self.description,
        };
        inline::svg(drawing, &heads)
    }

    pub(crate) fn drawing(&self, size: Size) -> &Drawing {
        match size {
            Size::Wide => &self.wide,
            Size::Narrow => self.narrow.as_ref().unwrap_or(&self.wide),
        }
    }
}
