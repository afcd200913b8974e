//! The text of a version as it is frozen: what the committee reads is what is kept, hashed and published.

use domain::agenda::Kind;
use domain::agenda::tree::{self, Node};
use serde::{Deserialize, Serialize};

use super::store::{PartRow, VersionRow};
use crate::editions::document::Text;

/// A whole version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenText {
    /// Title.
    pub title: Text,
    /// What changed since the version before.
    pub note: Text,
    /// Parts in reading order.
    pub parts: Vec<FrozenPart>,
}

/// A part of it. People and things stand by their identifiers: names change, and are personal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenPart {
    /// Its key, the same in every version.
    pub key: String,
    /// The key of the part it hangs under.
    pub parent: Option<String>,
    /// Code of its kind.
    pub kind: String,
    /// Title.
    pub title: Text,
    /// Text.
    pub body: Text,
    /// The result it is.
    pub result: Option<String>,
    /// The indicator it is.
    pub indicator: Option<String>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// When it is to be looked at again.
    pub review_on: Option<String>,
}

impl FrozenText {
    /// The text of a version as it stands.
    pub fn of(version: &VersionRow, parts: &[PartRow]) -> Self {
        let ordered = ordered(parts).into_iter();
        Self {
            title: text(&version.title_en, &version.title_es),
            note: text(&version.note_en, &version.note_es),
            parts: ordered.map(|(_, row)| FrozenPart::of(row)).collect(),
        }
    }

    /// The bytes that are hashed and kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("an agenda has only texts and lists")
    }
}

impl FrozenPart {
    fn of(row: &PartRow) -> Self {
        Self {
            key: row.part_key.clone(),
            parent: row.parent_key.clone(),
            kind: row.kind.clone(),
            title: text(&row.title_en, &row.title_es),
            body: text(&row.body_en, &row.body_es),
            result: row.result_id.clone(),
            indicator: row.indicator_id.clone(),
            owner: row.owner_id.clone(),
            review_on: row.review_on.clone(),
        }
    }
}

fn text(en: &str, es: &str) -> Text {
    Text {
        en: en.to_owned(),
        es: es.to_owned(),
    }
}

/// The place of a part in the tree.
pub fn node(row: &PartRow) -> Node {
    Node {
        key: row.part_key.clone(),
        parent: row.parent_key.clone(),
        kind: kind(row),
        position: row.position,
    }
}

/// The kind of a part; the database holds no other codes.
pub fn kind(row: &PartRow) -> Kind {
    Kind::from_code(&row.kind).unwrap_or(Kind::Strategy)
}

/// The tree of some parts.
pub fn nodes(parts: &[PartRow]) -> Vec<Node> {
    parts.iter().map(node).collect()
}

/// Parts in reading order with their depth.
pub fn ordered(parts: &[PartRow]) -> Vec<(usize, &PartRow)> {
    let nodes = nodes(parts);
    let order = tree::in_order(&nodes).into_iter();
    let found = order.filter_map(|(depth, node)| {
        let row = parts.iter().find(|row| row.part_key == node.key)?;
        Some((depth, row))
    });
    found.collect()
}
