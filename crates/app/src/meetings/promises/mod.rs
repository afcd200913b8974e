//! What people promised: action items with an owner and a day. They stand on every next agenda of their body until done.

pub mod actions;
pub mod pages;
pub mod store;
