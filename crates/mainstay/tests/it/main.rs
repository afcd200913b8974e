//! Behaviour through the door: every feature is tested as the people who use it meet it.
//!
//! One binary, a module per subject, on SQLite by default and on PostgreSQL where `MAINSTAY_TEST_POSTGRES`
//! names a server (`cargo xtask test` runs both). Start with [`kit`].
#![allow(missing_docs, reason = "tests are read by their names")]

mod agenda;
mod agreements;
mod attacker;
mod backbone;
mod backup;
mod command_line;
mod coverage;
mod crash;
mod decisions;
mod desk;
mod editions;
mod every_answer;
mod files;
mod history;
mod improvement;
mod isolation;
mod kit;
mod language;
mod linkages;
mod linking;
mod links;
mod measurement;
mod meetings;
mod newsletters;
mod objects;
mod open_data;
mod partners;
mod payments;
mod plan;
mod policy;
mod printing;
mod protection;
mod reading;
mod requests;
mod review;
mod second_factor;
mod selection;
mod serving;
mod settings;
mod setup;
mod sharing;
mod sign_in;
mod take_up;
mod told;
mod vault;
mod verify;
mod week;
mod yearly_files;
