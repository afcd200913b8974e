//! The tree: hashes of leaves and nodes, and the frontier that appends without reading the log again.

use std::fmt;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

/// A SHA-256 hash of a leaf, a node or a whole log.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// Reads a hash from its 32 bytes; `None` when there are more or fewer.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
    /// Reads a hash from standard base64, the form in checkpoints.
    pub fn from_base64(text: &str) -> Option<Self> {
        Self::from_slice(&BASE64.decode(text.as_bytes()).ok()?)
    }
    /// The hash in standard base64, the form in checkpoints.
    pub fn to_base64(&self) -> String {
        BASE64.encode(&self.0)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_base64())
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// The hash of one fact's bytes. The prefix keeps a leaf from ever passing for a node.
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([0x00]);
    hasher.update(bytes);
    Hash(hasher.finalize().into())
}

/// The hash of two subtrees, the older one on the left.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([0x01]);
    hasher.update(left.0);
    hasher.update(right.0);
    Hash(hasher.finalize().into())
}

/// A frontier whose parts do not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a log of {size} facts has {expected} full subtrees, {given} were given")]
pub struct BadFrontier {
    /// Size of the log.
    pub size: u64,
    /// How many full subtrees a log of that size has.
    pub expected: usize,
    /// How many were given.
    pub given: usize,
}

/// The roots of the full subtrees of a log, largest (oldest) first: all one needs to append or to know the root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    subtrees: Vec<Hash>,
}

impl Frontier {
    /// The frontier of an empty log.
    pub fn new() -> Self {
        Self::default()
    }

    /// A frontier as it was stored. Errors: the number of subtrees does not fit the size.
    pub fn from_parts(size: u64, subtrees: Vec<Hash>) -> Result<Self, BadFrontier> {
        // One full subtree for each bit that is set in the size.
        let expected = size.count_ones() as usize;
        if subtrees.len() != expected {
            return Err(BadFrontier {
                size,
                expected,
                given: subtrees.len(),
            });
        }
        Ok(Self { size, subtrees })
    }

    /// How many facts the log holds.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the full subtrees, largest first.
    pub fn subtrees(&self) -> &[Hash] {
        &self.subtrees
    }

    /// Adds one leaf; at most one hash per level of the tree is computed.
    pub fn append(&mut self, leaf: Hash) {
        let mut carried = leaf;
        let mut rest = self.size;
        while rest & 1 == 1 {
            let older = self
                .subtrees
                .pop()
                .expect("a set bit of the size has its subtree");
            carried = node_hash(&older, &carried);
            rest >>= 1;
        }
        self.subtrees.push(carried);
        self.size += 1;
    }

    /// The root of the whole log; of an empty log, the hash of nothing.
    pub fn root(&self) -> Hash {
        let mut smallest_first = self.subtrees.iter().rev();
        let Some(mut root) = smallest_first.next().copied() else {
            return Hash(Sha256::digest([]).into());
        };
        for older in smallest_first {
            root = node_hash(older, &root);
        }
        root
    }

    /// Which facts each full subtree covers: number of the first fact, and the root, largest first.
    pub fn ranges(&self) -> Vec<(std::ops::Range<u64>, Hash)> {
        let mut first = 0;
        let mut ranges = Vec::with_capacity(self.subtrees.len());
        let bits = (0..u64::BITS).rev().filter(|bit| self.size >> bit & 1 == 1);
        for (bit, root) in bits.zip(&self.subtrees) {
            let width = 1_u64 << bit;
            ranges.push((first..first + width, *root));
            first += width;
        }
        ranges
    }
}
