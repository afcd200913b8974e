//! Contributions (DOMAIN C2.9, E2): what partners did, told beside the curve. Beside, not behind: a mark shows when
//! something began, never that it caused a change. Those marked public go out with the next edition, in the same way and
//! through the same gate as the actions of a story. Start with [`actions`].

pub mod actions;
pub mod pages;
pub mod store;
