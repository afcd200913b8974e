//! Accessible charts as SVG, drawn on the server.
//!
//! A figure is described ([`Trend`], [`Groups`], …), given its [`Words`], and drawn into a [`Figure`]: a wide and a
//! narrow drawing, a title, a description in sentences and a table with the same content. The figure is then written
//! either for a page ([`Figure::inline`], every mark a class) or as a file of its own ([`Figure::standalone`]).
//!
//! Start reading at [`Trend`] for what a figure is told, at `drawing` for what a drawing is made of.
//! No clock, no files, no network, no randomness: the same input gives the same bytes.

mod bars;
mod blank;
mod combinations;
mod control;
mod drawing;
mod equiplot;
mod figure;
mod flow;
mod gears;
mod groups;
mod inline;
mod languages;
mod markup;
mod metrics;
mod metrics_table;
mod multiples;
mod network;
mod number;
mod overlap;
mod palette;
mod pathway;
mod place;
mod plan_words;
mod ruler;
mod scale;
mod squares;
mod standalone;
mod strategy_map;
mod table;
mod tiles;
mod timeline;
mod trend;
mod value;
mod words;

pub use bars::Bars;
pub use blank::Blank;
pub use combinations::Combinations;
pub use control::{Control, ControlPoint, Limits};
pub use equiplot::Equiplot;
pub use figure::{Figure, Size};
pub use flow::{Flow, Ribbon, Use};
pub use gears::{Gear, Gears, Tooth, Turn};
pub use groups::{GroupRow, Groups};
pub use multiples::{DrawnMultiples, Multiples, Panel};
pub use network::Network;
pub use number::{NumberStyle, Unit};
pub use overlap::{Overlap, Shared};
pub use palette::Palette;
pub use pathway::{Pathway, PathwayMilestone, PathwayStage};
pub use plan_words::{PlanWords, TieWords};
pub use ruler::Ruler;
pub use squares::Squares;
pub use standalone::Caption;
pub use strategy_map::{MapCourse, MapIndicator, MapResult, StrategyMap};
pub use table::{Cell, Column, Row, Status, Table};
pub use tiles::{Tile, Tiles};
pub use timeline::{Dates, Lane, Task, TaskState, Timeline};
pub use trend::{Course, Gathered, Trend};
pub use value::{Goal, Period, Point, Reading, Value};
pub use words::{BlankNames, Phrase, Words};

#[cfg(test)]
mod map_tests;
#[cfg(test)]
mod plan_tests;
#[cfg(test)]
mod tests;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExample;
