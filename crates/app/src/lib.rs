//! The features of Mainstay: use cases, storage, and thin doors over them (pages, API, command line, jobs).
//!
//! One folder a feature, with the same name as its `domain` module: `actions` (authorise, load, decide, save
//! with facts, enqueue), `store` (database), `pages`, `api`, `cli`, `jobs` (doors, only where they exist).
//! Features meet through `actions` and `domain`. Start reading with [`cli`], then [`server`].

pub mod accounts;
pub mod activities;
pub mod agenda;
pub mod agreements;
pub mod assets;
pub mod backbone;
pub mod backup;
pub mod blocks;
pub mod bodies;
pub mod cards;
pub mod cli;
pub mod collaborative;
pub mod communication;
pub mod coverage;
pub mod dates;
pub mod decisions;
pub mod demo;
pub mod directory;
pub mod editions;
pub mod error;
pub mod files;
pub mod guards;
pub mod handover;
pub mod history;
pub mod improvement;
pub mod linkage;
pub mod linkages;
pub mod measurement;
pub mod meetings;
pub mod numbers;
pub mod pathway;
pub mod payments;
pub mod policy;
pub mod printing;
pub mod problems;
pub mod protection;
pub mod reading;
pub mod requests;
pub mod schema;
pub mod selection;
pub mod server;
pub mod settings;
pub mod setup;
pub mod site;
pub mod state;
pub mod submissions;
pub mod table;
pub mod take_up;
pub mod vault;
pub mod week;
pub mod words;
pub mod worker;
