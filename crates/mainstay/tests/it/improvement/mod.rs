//! Learning and improving through their doors: choosing indicators, sessions, what partners did, stories, cycles, programs.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod choosing;
mod coding;
mod credit;
mod evidence;
mod learning;
mod trying;
