//! The tree of an agenda: what hangs under what, in which order, and what is missing before it can be decided on.

use super::Kind;

/// A part, as far as its place in the tree goes. Keys stay the same from version to version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its key.
    pub key: String,
    /// The key of the part it hangs under.
    pub parent: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Its place among those beside it.
    pub position: i64,
}

/// What is wrong with a tree. The sentence for it stands in the catalogue under `agenda-fault-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A part hangs under one that is not there, or may not carry it.
    #[error("{0} hangs where it may not hang")]
    Misplaced(String),
    /// Parts hang under each other in a ring.
    #[error("{0} hangs under itself")]
    Ring(String),
    /// What is said once stands there twice.
    #[error("{0:?} stands there more than once")]
    Twice(Kind),
    /// An agenda without it is none.
    #[error("{0:?} is missing")]
    Missing(Kind),
    /// A result for which no indicator stands.
    #[error("{0} has no indicator")]
    Unmeasured(String),
}

impl Fault {
    /// The stable code of this fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Misplaced(_) => "misplaced",
            Self::Ring(_) => "ring",
            Self::Twice(_) => "twice",
            Self::Missing(_) => "missing",
            Self::Unmeasured(_) => "unmeasured",
        }
    }
}

/// What must be there before a committee is asked to ratify.
const NEEDED: [Kind; 3] = [Kind::Vision, Kind::Problem, Kind::Result];

/// Everything wrong with a tree, in its order. A draft may have faults; what is laid before the committee may not.
pub fn faults(nodes: &[Node]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for node in nodes {
        let parent = node.parent.as_deref().and_then(|key| find(nodes, key));
        let is_lost = node.parent.is_some() && parent.is_none();
        if is_lost || !node.kind.may_hang_under(parent.map(|parent| parent.kind)) {
            faults.push(Fault::Misplaced(node.key.clone()));
        }
        if path(nodes, &node.key).is_none() {
            faults.push(Fault::Ring(node.key.clone()));
        }
    }
    for kind in Kind::ALL.into_iter().filter(|kind| kind.is_single()) {
        if nodes.iter().filter(|node| node.kind == kind).count() > 1 {
            faults.push(Fault::Twice(kind));
        }
    }
    for kind in NEEDED {
        if nodes.iter().all(|node| node.kind != kind) {
            faults.push(Fault::Missing(kind));
        }
    }
    for result in nodes.iter().filter(|node| node.kind == Kind::Result) {
        let stands_for =
            |node: &Node| node.kind == Kind::Indicator && node.parent.as_ref() == Some(&result.key);
        if !nodes.iter().any(stands_for) {
            faults.push(Fault::Unmeasured(result.key.clone()));
        }
    }
    faults
}

/// The way from a part up to where it hangs under nothing, the part first. `None`: it is lost or hangs in a ring.
pub fn path<'n>(nodes: &'n [Node], key: &str) -> Option<Vec<&'n Node>> {
    let mut node = find(nodes, key)?;
    let mut way = vec![node];
    while let Some(parent) = &node.parent {
        node = find(nodes, parent)?;
        if way.len() > nodes.len() {
            return None;
        }
        way.push(node);
    }
    Some(way)
}

/// The parts in reading order with their depth: kinds in the order of an agenda, what hangs under a part right after it.
///
/// Parts that hang nowhere come last, so that nothing is ever lost from sight.
pub fn in_order(nodes: &[Node]) -> Vec<(usize, &Node)> {
    let mut ordered = Vec::with_capacity(nodes.len());
    put_under(nodes, None, 0, &mut ordered);
    let lost: Vec<&Node> = nodes
        .iter()
        .filter(|node| !ordered.iter().any(|(_, other)| other.key == node.key))
        .collect();
    ordered.extend(lost.into_iter().map(|node| (0, node)));
    ordered
}

fn put_under<'n>(
    nodes: &'n [Node],
    parent: Option<&str>,
    depth: usize,
    ordered: &mut Vec<(usize, &'n Node)>,
) {
    let mut here: Vec<&Node> = nodes
        .iter()
        .filter(|node| node.parent.as_deref() == parent)
        .collect();
    here.sort_by(|one, other| {
        (one.kind, one.position, &one.key).cmp(&(other.kind, other.position, &other.key))
    });
    for node in here {
        ordered.push((depth, node));
        put_under(nodes, Some(&node.key), depth + 1, ordered);
    }
}

fn find<'n>(nodes: &'n [Node], key: &str) -> Option<&'n Node> {
    nodes.iter().find(|node| node.key == key)
}
