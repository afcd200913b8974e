//! Files from strangers: received into a private place, read in a child process, refused with a sentence (C2.2).
//!
//! [`upload::receive`] takes a body, [`upload::read_upload`] gives what is in it; `mainstay inspect` goes
//! through the same child. The reading itself is the crate `intake`.

pub mod child;
pub mod inspect;
pub mod refusal;
pub mod upload;

pub use refusal::UploadRefused;
pub use upload::{Keeping, Upload, read_upload, receive, receive_bytes};
