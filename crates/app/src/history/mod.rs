//! History (DOMAIN X5, THREATS P4): the facts as people read them, the public checkpoint, and checking it all.
//!
//! Start with [`verify`]: it names the place where a stored history, its columns, an edition or an object was altered.
//! The rules are in `domain::history`; writing facts is `platform::history`.

pub mod cli;
pub mod sentences;
pub mod verify;
