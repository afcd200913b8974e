//! The public site (DOMAIN U1, X1, X2): everything a stranger reads, rendered from published editions in memory.
//!
//! Nothing here can reach the database: pages get [`crate::state::PublicState`] and nothing else.
//! Start with [`address`] (which pages there are), then [`door`] (how they are served) and [`pages`] (how each is
//! made). [`sheet`] and [`standing`] sort out the figures, [`sentences`] tell them, [`figures`] draw them.

pub mod address;
pub mod agenda;
pub mod api;
pub mod api_shapes;
pub mod cache;
mod chosen;
pub mod cli;
pub mod control_figure;
pub mod data;
pub mod door;
pub mod embed;
pub mod export;
pub mod facts;
pub mod figures;
pub mod frame;
pub mod gap_panel;
pub mod group_figures;
pub mod group_sentences;
pub mod indicator;
pub mod indicator_parts;
pub mod labels;
pub mod more_figures;
pub mod newsletter;
pub mod open_data;
pub mod pages;
mod pathway;
pub mod picture;
pub mod place_figures;
pub mod place_map;
mod plan;
pub mod reply;
pub mod report_card;
pub mod rows;
pub mod sentences;
pub mod sheet;
pub mod speech;
pub mod standing;
pub mod table;
pub mod texts;
pub mod welcome;

#[cfg(test)]
mod door_tests;
#[cfg(test)]
pub mod specimen;
#[cfg(test)]
mod tests;
