#![doc = include_str!("../README.md")]

pub mod attacker;

mod around;
mod audit;
mod base;
mod bound;
mod concentration;
mod counts;
mod dual;
mod elastic;
mod elimination;
mod entry;
mod exact;
mod example;
mod far;
mod fault;
mod improve;
mod integer;
mod lean;
mod ledger;
mod movements;
mod near;
mod nearby;
mod net;
mod noise;
mod options;
mod pattern;
mod policy;
mod pooling;
mod problem;
mod propagation;
mod protect;
mod question;
mod ratio;
mod reader;
mod rounded;
mod rounding;
mod rows;
mod simplex;
mod slow;
mod solver;
mod table;
mod thin;
mod together;
mod warm;
mod whole;
mod witness;
mod work;
mod world;

pub use audit::{Audit, AuditOptions, Certificate, Failure, Range, audit, audit_with, audit_with_examples};
pub use concentration::{Concentration, Contributions};
pub use entry::{Entry, Levels, Status, Units};
pub use example::Example;
pub use fault::Fault;
pub use ledger::{
    Correction, Draft, DraftFigure, Insider, Ledger, LedgerCount, LedgerFault, LedgerProblem, LedgerRelease,
    LedgerSum, Meaning, Role, Said, Step,
};
pub use noise::{Bits, NoiseBudget};
pub use options::{Options, Phase, Progress, Report, Weights};
pub use pattern::{Display, Pattern, Why};
pub use policy::{Coding, HiddenCounts, Policy, Protects, Zeros};
pub use pooling::{PoolGroup, Pooling, poolings};
pub use problem::{COUNT_MAX, Cell, CellId, Figure, FigureId, FigureState, Linear, Need, Problem};
pub use protect::{Protection, protect, protect_primary_only, protect_with};
pub use rounded::Rounded;
pub use rounding::RoundingBase;
pub use rows::{TableProblem, Tail, Verdict};
pub use simplex::Simplex;
pub use solver::{Column, Outcome, Program, Row, Session, Solver};
pub use table::{Adding, AtSource, Count, Earlier, Prints, RowId, Table, TableRow};
