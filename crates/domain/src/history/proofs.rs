//! Proofs: that one fact stands in a log, and that a later log continues an earlier one.

use super::merkle::{Frontier, Hash, node_hash};

/// Why a proof could not be made or did not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadProof {
    /// The log has fewer facts than the proof is about.
    #[error("the log holds only {size} facts")]
    BeyondTheLog {
        /// Facts in the log.
        size: u64,
    },
    /// More or fewer hashes than such a proof has.
    #[error("the proof has the wrong length")]
    WrongLength,
    /// The hashes do not lead to the root.
    #[error("the proof does not lead to the root")]
    WrongRoot,
}

/// The root of the first `size` leaves. Errors: there are fewer.
pub fn root_at(leaves: &[Hash], size: u64) -> Result<Hash, BadProof> {
    Ok(root_of(first(leaves, size)?))
}

/// The hashes that lead from leaf `index` to the root of all `leaves`, nearest first.
///
/// Limits: hashes every leaf once; the proof has at most one hash per level (24 for ten million facts).
pub fn inclusion_proof(leaves: &[Hash], index: u64) -> Result<Vec<Hash>, BadProof> {
    let size = leaves.len() as u64;
    if index >= size {
        return Err(BadProof::BeyondTheLog { size });
    }
    let mut proof = Vec::new();
    let (mut within, mut at) = (leaves, index as usize);
    while within.len() > 1 {
        let (left, right) = within.split_at(split_point(within.len()));
        if at < left.len() {
            proof.push(root_of(right));
            within = left;
            continue;
        }
        proof.push(root_of(left));
        at -= left.len();
        within = right;
    }
    // Found from the root downward, read from the leaf upward.
    proof.reverse();
    Ok(proof)
}

/// Whether `proof` leads from `leaf`, fact number `index`, to the `root` of a log of `size` facts.
///
/// Source: RFC 9162 section 2.1.3.2.
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    root: &Hash,
    proof: &[Hash],
) -> Result<(), BadProof> {
    if index >= size {
        return Err(BadProof::BeyondTheLog { size });
    }
    let (mut node, mut last) = (index, size - 1);
    let mut found = *leaf;
    for sibling in proof {
        if last == 0 {
            return Err(BadProof::WrongLength);
        }
        if node & 1 == 1 || node == last {
            found = node_hash(sibling, &found);
            // A node at the right edge has no sibling on levels where its number is even.
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            found = node_hash(&found, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(BadProof::WrongLength);
    }
    if found == *root {
        Ok(())
    } else {
        Err(BadProof::WrongRoot)
    }
}

/// The hashes that show that all `leaves` continue the log of the first `old_size`.
///
/// Source: RFC 6962 section 2.1.2.
pub fn consistency_proof(leaves: &[Hash], old_size: u64) -> Result<Vec<Hash>, BadProof> {
    first(leaves, old_size)?;
    let mut proof = Vec::new();
    if old_size == 0 || old_size == leaves.len() as u64 {
        return Ok(proof);
    }
    let (mut within, mut old) = (leaves, old_size as usize);
    let mut is_old_root_known = true;
    while old < within.len() {
        let (left, right) = within.split_at(split_point(within.len()));
        if old <= left.len() {
            proof.push(root_of(right));
            within = left;
            continue;
        }
        proof.push(root_of(left));
        old -= left.len();
        within = right;
        is_old_root_known = false;
    }
    if !is_old_root_known {
        proof.push(root_of(within));
    }
    proof.reverse();
    Ok(proof)
}

/// Whether `proof` shows that the log (`new_size`, `new_root`) continues the log (`old_size`, `old_root`).
///
/// Source: RFC 9162 section 2.1.4.2.
pub fn verify_consistency(old: (u64, &Hash), new: (u64, &Hash), proof: &[Hash]) -> Result<(), BadProof> {
    let ((old_size, old_root), (new_size, new_root)) = (old, new);
    if old_size > new_size {
        return Err(BadProof::BeyondTheLog { size: new_size });
    }
    if old_size == 0 || old_size == new_size {
        if !proof.is_empty() {
            return Err(BadProof::WrongLength);
        }
        // Every log continues the empty one, whose root is the hash of nothing.
        let expected = if old_size == 0 {
            Frontier::new().root()
        } else {
            *new_root
        };
        return if *old_root == expected {
            Ok(())
        } else {
            Err(BadProof::WrongRoot)
        };
    }
    let mut path = proof.iter();
    // Where the old log is one full subtree, its root starts the path and is left out of the proof.
    let start = if old_size.is_power_of_two() {
        Some(old_root)
    } else {
        path.next()
    };
    let Some(start) = start else {
        return Err(BadProof::WrongLength);
    };
    let (mut node, mut last) = (old_size - 1, new_size - 1);
    while node & 1 == 1 {
        node >>= 1;
        last >>= 1;
    }
    let (mut found_old, mut found_new) = (*start, *start);
    for sibling in path {
        if last == 0 {
            return Err(BadProof::WrongLength);
        }
        if node & 1 == 1 || node == last {
            found_old = node_hash(sibling, &found_old);
            found_new = node_hash(sibling, &found_new);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            found_new = node_hash(&found_new, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(BadProof::WrongLength);
    }
    if found_old == *old_root && found_new == *new_root {
        Ok(())
    } else {
        Err(BadProof::WrongRoot)
    }
}

fn first(leaves: &[Hash], size: u64) -> Result<&[Hash], BadProof> {
    let wanted = usize::try_from(size).unwrap_or(usize::MAX);
    leaves.get(..wanted).ok_or(BadProof::BeyondTheLog {
        size: leaves.len() as u64,
    })
}

/// The largest power of two smaller than `len`: where the tree divides.
fn split_point(len: usize) -> usize {
    len.next_power_of_two() / 2
}

fn root_of(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::new();
    for leaf in leaves {
        frontier.append(*leaf);
    }
    frontier.root()
}
