#![doc = include_str!("../README.md")]

pub mod attacker;
mod audit;
mod base;
mod counts;
mod elastic;
mod elimination;
mod entry;
mod exact;
mod fault;
mod integer;
mod ledger;
mod nearby;
mod options;
mod pattern;
mod policy;
mod problem;
mod propagation;
mod protect;
mod ratio;
mod reader;
mod rounded;
mod rows;
mod simplex;
mod solver;
mod table;
mod world;

pub use audit::{Audit, AuditOptions, Certificate, Failure, Range, audit, audit_with};
pub use entry::{Entry, Levels, Status, Units};
pub use fault::Fault;
pub use ledger::{
    Correction, Draft, DraftFigure, Insider, Ledger, LedgerCount, LedgerFault, LedgerProblem, LedgerRelease,
    LedgerSum, Meaning, Role, Said, Step,
};
pub use options::{Options, Phase, Progress, Report, Weights};
pub use pattern::{Display, Pattern, Why};
pub use policy::{Coding, HiddenCounts, Policy, Protects, Zeros};
pub use problem::{COUNT_MAX, Cell, CellId, Figure, FigureId, FigureState, Linear, Need, Problem};
pub use protect::{Protection, protect, protect_primary_only, protect_with};
pub use rounded::Rounded;
pub use rows::{TableProblem, Tail, Verdict};
pub use simplex::Simplex;
pub use solver::{Column, Outcome, Program, Row, Session, Solver};
pub use table::{Adding, AtSource, Count, Earlier, Prints, RowId, Table, TableRow};
