//! The kit: a fresh installation for each test, a small client, and set-ups with names from the field.
//!
//! [`World::open`] gives an empty installation, served in this process at a loopback port by a clock that
//! stands at [`NOW`]; [`World::client`] gives a browser without scripts. [`Program`] is the real binary, for
//! what must survive being killed.
#![allow(
    dead_code,
    unused_imports,
    reason = "a kit is larger than what today's tests use of it"
)]

mod asked;
mod client;
mod forms;
mod neighbourhood;
mod persona;
mod post_office;
mod program;
mod routes;
mod schema;
mod skip;
mod world;

pub use asked::asked;
pub use client::{Answer, Client, Part, path_of};
pub use forms::Form;
pub use neighbourhood::{Neighbourhood, Persona};
pub use post_office::{PostOffice, Received};
pub use program::{Program, has_vault, press, run, vault};
pub use routes::{Route, routes};
pub use skip::{shared_folder, skip};
pub use world::{Mail, NOW, World, fresh_storage, signed_in};
