//! The collaborative: the tenant to which everything is scoped (DESIGN section 4).

pub mod actions;
pub mod cli;
pub mod pages;
pub mod protection;
pub mod settings;
pub mod settings_pages;
pub mod store;
