//! Learning sessions (DOMAIN C2.9): people look at an indicator's chart together and say what they see, why it may be so,
//! and what they will do: [`commitments`], each with an owner and a day. Start with [`actions`].

pub mod actions;
pub mod commitment_pages;
pub mod commitments;
pub mod pages;
pub mod store;
