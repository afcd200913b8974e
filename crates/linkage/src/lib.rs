#![doc = include_str!("../README.md")]

mod assign;
mod blocking;
mod cluster;
mod compare;
pub mod encode;
mod fault;
mod field;
mod keys;
mod learn;
mod link;
mod model;
mod nicknames;
mod normal;
mod pair;
mod part;
mod quality;
mod refine;
mod role;
mod settle;
mod similarity;
mod source;
mod watch;

pub use compare::level;
pub use fault::Fault;
pub use field::{Columns, FIELDS_MAX};
pub use link::{Holds, Links, Options, Task, link};
pub use model::{CLASS_COUNT, CLASSES, Class, FieldWeights, Levels, Model};
pub use pair::Pair;
pub use quality::{AtThreshold, Quality};
pub use role::{Group, Role};
pub use source::{COLUMNS_MAX, ROWS_MAX, Source};
pub use watch::{Phase, Watch};
