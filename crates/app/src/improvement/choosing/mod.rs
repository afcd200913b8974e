//! Choosing indicators (DOMAIN C2.1): candidates for a result, scored by several people, each for herself; the choice
//! with its reason. Start with [`actions`]; the rule for medians and disagreement is `domain::choosing`.

pub mod actions;
pub mod pages;
pub mod store;
mod views;
