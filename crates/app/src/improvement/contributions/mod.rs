//! Contributions (DOMAIN C2.9, E2): what partners did, told beside the curve. Beside, not behind: a mark shows when
//! something began, never that it caused a change. Those marked public go out with the next edition, in the same way and
//! through the same gate as the actions of a story. Two people code each of them ([`coding`]), so that a curve can count
//! what really changed beside it. Start with [`actions`].

pub mod actions;
pub mod coding;
pub mod coding_pages;
pub mod coding_store;
pub mod credit;
pub mod credit_pages;
pub mod credit_store;
pub mod evidence;
pub mod evidence_pages;
pub mod list_pages;
pub mod pages;
pub mod store;
