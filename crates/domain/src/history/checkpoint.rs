//! A checkpoint: how long the log is and what its root is, as text that is signed and handed out.
//!
//! Source: C2SP tlog-checkpoint. Extension lines carry the roots of the full subtrees, so that whoever holds a
//! checkpoint can later say not only *that* the log was rebuilt but in which part.

use super::merkle::{Frontier, Hash};

const SUBTREE: &str = "mainstay-subtree";

/// Size and root of a log, at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: an address that belongs to the collaborative, without a scheme.
    pub origin: String,
    /// How many facts.
    pub size: u64,
    /// Root over them.
    pub root: Hash,
    /// Lines after the root, each without its line end; never empty lines.
    pub extensions: Vec<String>,
}

/// Why a text is not a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCheckpoint {
    /// Fewer than three lines, an empty line, or no line end at the end.
    #[error("a checkpoint has an origin, a size and a root, each on its own line")]
    Lines,
    /// The size is not a plain decimal number.
    #[error("the size is not a number")]
    Size,
    /// The root is not 32 bytes in base64.
    #[error("the root is not a hash in base64")]
    Root,
}

impl Checkpoint {
    /// The checkpoint of a log as it stands, with its subtrees as extension lines.
    pub fn of(origin: &str, log: &Frontier) -> Self {
        let extensions = log
            .ranges()
            .into_iter()
            .map(|(facts, root)| format!("{SUBTREE} {}-{} {root}", facts.start, facts.end));
        Self {
            origin: origin.to_owned(),
            size: log.size(),
            root: log.root(),
            extensions: extensions.collect(),
        }
    }

    /// The text to sign; ends with a line end.
    pub fn body(&self) -> String {
        let mut body = format!("{}\n{}\n{}\n", self.origin, self.size, self.root);
        for line in &self.extensions {
            body.push_str(line);
            body.push('\n');
        }
        body
    }

    /// Reads the text back.
    pub fn parse(body: &str) -> Result<Self, BadCheckpoint> {
        let lines = body.strip_suffix('\n').ok_or(BadCheckpoint::Lines)?;
        let mut lines = lines.split('\n');
        let mut next = || {
            lines
                .next()
                .filter(|line| !line.is_empty())
                .ok_or(BadCheckpoint::Lines)
        };
        let (origin, size, root) = (next()?, next()?, next()?);
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        if extensions.iter().any(String::is_empty) {
            return Err(BadCheckpoint::Lines);
        }
        // Only the one way to write a number: no sign, no leading zero, as the signature covers the text.
        let number: u64 = size.parse().map_err(|_| BadCheckpoint::Size)?;
        if number.to_string() != size {
            return Err(BadCheckpoint::Size);
        }
        let root = Hash::from_base64(root).ok_or(BadCheckpoint::Root)?;
        Ok(Self {
            origin: origin.to_owned(),
            size: number,
            root,
            extensions,
        })
    }

    /// The frontier in the extension lines; `None` when there is none or it does not lead to the root.
    pub fn frontier(&self) -> Option<Frontier> {
        let prefix = format!("{SUBTREE} ");
        let lines = self
            .extensions
            .iter()
            .filter_map(|line| line.strip_prefix(&prefix));
        let subtrees: Option<Vec<Hash>> = lines
            .map(|line| Hash::from_base64(line.rsplit(' ').next()?))
            .collect();
        let frontier = Frontier::from_parts(self.size, subtrees?).ok()?;
        // Lines that claim other ranges than the size has were not written by us; and they must lead to the root.
        let is_ours = Self::of(&self.origin, &frontier)
            .extensions
            .iter()
            .all(|line| self.extensions.contains(line));
        (is_ours && frontier.root() == self.root).then_some(frontier)
    }
}
