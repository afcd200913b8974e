//! Accounts (DOMAIN X1): sign-in by mailed link, second factors, sessions, and links for people without accounts.
//!
//! Handlers take [`visit::Visit`] (signed in, at one collaborative's address) or [`link::LinkVisit`] (a scoped
//! link). Both ask `domain::access::may` for every right.

pub mod link;
pub mod session;
pub mod visit;
