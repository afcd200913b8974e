//! A drawing: marks with classes on a sheet of known size. How it is painted is decided later (`inline`, `standalone`).

use crate::metrics::{ASCENT, DESCENT, Weight, shorten, text_width};

/// Where a text hangs on its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// An upright box, in pixels of the sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(crate) fn contains(&self, other: &Self) -> bool {
        let slack = 0.05;
        self.left <= other.left + slack
            && self.top <= other.top + slack
            && self.right >= other.right - slack
            && self.bottom >= other.bottom - slack
    }
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Line([f64; 4]),
    Path {
        points: Vec<(f64, f64)>,
        is_closed: bool,
    },
    Circle {
        centre: (f64, f64),
        radius: f64,
    },
    Box {
        area: Area,
        radius: f64,
    },
}

/// How a mark departs from what its class says, with attributes the style sheet leaves alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    AsIs,
    Hatched,
    Dashed,
    Dotted,
}

/// A shape with its class.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    pub shape: Shape,
    pub class: &'static str,
    pub manner: Manner,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    pub at: (f64, f64),
    pub anchor: Anchor,
    pub class: &'static str,
    pub size: f64,
    pub words: String,
    /// Set smaller and lighter after the words.
    pub after: String,
    /// Turned a quarter to the left around `at`, for narrow columns.
    pub is_turned: bool,
}

/// The size of `after`, as the class `t-n` sets it.
pub(crate) const AFTER_SIZE: f64 = 13.0;
/// The size the class `ch` sets.
pub(crate) const TEXT_SIZE: f64 = 14.0;

impl Label {
    pub(crate) fn new(at: (f64, f64), anchor: Anchor, class: &'static str, words: impl Into<String>) -> Self {
        Self {
            at,
            anchor,
            class,
            size: TEXT_SIZE,
            words: words.into(),
            after: String::new(),
            is_turned: false,
        }
    }

    pub(crate) fn sized(mut self, size: f64) -> Self {
        self.size = size;
        self
    }

    pub(crate) fn width(&self) -> f64 {
        text_width(&self.words, self.size, weight_of(self.class))
            + text_width(&self.after, AFTER_SIZE, Weight::Regular)
    }

    /// The box that the letters fill, ascenders and descenders included.
    pub(crate) fn area(&self) -> Area {
        let width = self.width();
        let before = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        let (x, y) = self.at;
        if self.is_turned {
            return Area {
                left: x - self.size * ASCENT,
                top: y - (width - before),
                right: x + self.size * DESCENT,
                bottom: y + before,
            };
        }
        Area {
            left: x - before,
            top: y - self.size * ASCENT,
            right: x - before + width,
            bottom: y + self.size * DESCENT,
        }
    }
}

/// The weight a class sets its text in.
pub(crate) fn weight_of(class: &str) -> Weight {
    let is_strong = class.split(' ').any(|token| {
        matches!(
            token,
            "t-strong" | "t-mid" | "t-d1" | "t-goal" | "t-mark" | "t-on" | "t-inv" | "t-late"
        )
    });
    if is_strong {
        Weight::Strong
    } else {
        Weight::Regular
    }
}

/// One thing on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    Mark(Mark),
    Label(Label),
}

/// A sheet with marks and texts on it, in the order they are painted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drawing {
    pub width: f64,
    pub height: f64,
    pub items: Vec<Item>,
}

impl Drawing {
    pub(crate) fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            items: Vec::new(),
        }
    }

    #[cfg(test)]
    pub(crate) fn sheet(&self) -> Area {
        Area {
            left: 0.0,
            top: 0.0,
            right: self.width,
            bottom: self.height,
        }
    }

    pub(crate) fn mark(&mut self, class: &'static str, shape: Shape) {
        self.mark_in(class, shape, Manner::AsIs);
    }

    pub(crate) fn mark_in(&mut self, class: &'static str, shape: Shape, manner: Manner) {
        self.items.push(Item::Mark(Mark { shape, class, manner }));
    }

    pub(crate) fn line(&mut self, class: &'static str, from: (f64, f64), to: (f64, f64)) {
        self.mark(class, Shape::Line([from.0, from.1, to.0, to.1]));
    }

    pub(crate) fn circle(&mut self, class: &'static str, centre: (f64, f64), radius: f64) {
        self.mark(class, Shape::Circle { centre, radius });
    }

    pub(crate) fn path(&mut self, class: &'static str, points: Vec<(f64, f64)>) {
        let is_closed = false;
        self.mark(class, Shape::Path { points, is_closed });
    }

    pub(crate) fn polygon(&mut self, class: &'static str, points: Vec<(f64, f64)>) {
        let is_closed = true;
        self.mark(class, Shape::Path { points, is_closed });
    }

    pub(crate) fn diamond(&mut self, class: &'static str, centre: (f64, f64), reach: f64) {
        let (x, y) = centre;
        self.polygon(
            class,
            vec![(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)],
        );
    }

    /// Sets a text, moved inside the sheet if it would stick out and cut if it is wider than the sheet.
    ///
    /// Figures place their texts well; this is the promise for data nobody foresaw.
    pub(crate) fn label(&mut self, mut label: Label) {
        if label.words.is_empty() && label.after.is_empty() {
            return;
        }
        let room = if label.is_turned { self.height } else { self.width };
        if label.width() > room {
            label.after = String::new();
            label.words = shorten(&label.words, label.size, weight_of(label.class), room);
        }
        let area = label.area();
        label.at.0 += inside(area.left, area.right, self.width);
        label.at.1 += inside(area.top, area.bottom, self.height);
        self.items.push(Item::Label(label));
    }

    /// Copies another drawing onto this one.
    pub(crate) fn paste(&mut self, other: &Self, dx: f64, dy: f64) {
        for item in &other.items {
            let mut item = item.clone();
            match &mut item {
                Item::Mark(mark) => mark.shape.shift(dx, dy),
                Item::Label(label) => {
                    label.at.0 += dx;
                    label.at.1 += dy;
                }
            }
            self.items.push(item);
        }
    }

    /// Whether anything is hatched, so that the pattern must be defined.
    pub(crate) fn is_hatched(&self) -> bool {
        self.items
            .iter()
            .any(|item| matches!(item, Item::Mark(mark) if mark.manner == Manner::Hatched))
    }
}

impl Shape {
    fn shift(&mut self, dx: f64, dy: f64) {
        match self {
            Self::Line([x1, y1, x2, y2]) => {
                *x1 += dx;
                *x2 += dx;
                *y1 += dy;
                *y2 += dy;
            }
            Self::Path { points, .. } => {
                for point in points {
                    point.0 += dx;
                    point.1 += dy;
                }
            }
            Self::Circle { centre, .. } => {
                centre.0 += dx;
                centre.1 += dy;
            }
            Self::Box { area, .. } => {
                area.left += dx;
                area.right += dx;
                area.top += dy;
                area.bottom += dy;
            }
        }
    }
}

/// How far to move so that low..high lies within 0..room.
fn inside(low: f64, high: f64, room: f64) -> f64 {
    if low < 0.0 {
        -low
    } else if high > room {
        room - high
    } else {
        0.0
    }
}
