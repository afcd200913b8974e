//! The kit that touches the world and knows no feature: database, history, web, mail, jobs, words, files, clock.
//!
//! Start with [`db`]: every change goes through [`db::Tx`], whose only end is `commit(facts)`.

pub mod child;
pub mod clock;
pub mod db;
pub mod history;
pub mod jobs;
pub mod mail;
pub mod objects;
pub mod owned;
pub mod sealing;
pub mod secrets;
pub mod serving;
pub mod verify;
pub mod web;
pub mod words;
