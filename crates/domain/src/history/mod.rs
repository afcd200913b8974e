//! History: every change leaves facts, and facts stand in an append-only Merkle log that nobody who holds an
//! earlier checkpoint can be deceived about.
//!
//! Start with [`Fact`] (what is kept, and its exact bytes), then [`Frontier`] (appending), [`Checkpoint`] and
//! [`Note`] (what is signed and handed out), and [`Verifier`] (what was done to a log, and where).
//! Signing and storing happen outside; here are only the rules.
//!
//! Source: RFC 6962 section 2.1 (tree), RFC 9162 sections 2.1.3 and 2.1.4 (verification of proofs),
//! C2SP signed-note and tlog-checkpoint (text of checkpoints).

mod checkpoint;
mod encoding;
mod fact;
mod finding;
mod merkle;
mod note;
mod placement;
mod proofs;
#[cfg(test)]
mod tests_tamper;
#[cfg(test)]
mod tests_tree;
mod verify;

pub use checkpoint::{BadCheckpoint, Checkpoint};
pub use encoding::BadFact;
pub use fact::{Change, FACT_BYTES_MAX, Fact, Kept, Reference, Salt, next_instant};
pub use finding::{FINDINGS_MAX, Finding, Report, StoredFact, Witness};
pub use merkle::{BadFrontier, Frontier, Hash, leaf_hash, node_hash};
pub use note::{BadNote, KeyId, Note, Signature, VerifierKey, key_id, signature_line};
pub use proofs::{
    BadProof, consistency_proof, inclusion_proof, root_at, verify_consistency, verify_inclusion,
};
pub use verify::Verifier;
