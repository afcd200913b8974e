//! Two versions beside each other: which parts came, went, moved or changed, and where their words differ.
//!
//! Words are compared as E. Myers does ("An O(ND) Difference Algorithm and Its Variations", 1986), by `similar`.

use std::collections::BTreeMap;

use similar::{ChangeTag, TextDiff};

use super::tree::Node;

/// A part as it is compared: its place and its named texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Its place.
    pub node: Node,
    /// Its texts by name, in a fixed order: title, text, owner, review date, each in its language.
    pub texts: Vec<(&'static str, String)>,
}

/// What became of a part between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is there in both.
    Kept {
        /// Whether it hangs under another part, or elsewhere among those beside it.
        has_moved: bool,
        /// Names of texts that differ.
        differs: Vec<&'static str>,
    },
}

impl Change {
    /// Whether nothing became of it.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Kept { has_moved: false, differs } if differs.is_empty())
    }
}

/// What became of every part, by key: those of the newer version in its order, then those that are gone.
pub fn parts(before: &[Compared], after: &[Compared]) -> Vec<(String, Change)> {
    let known: BTreeMap<&str, &Compared> = before.iter().map(|one| (one.node.key.as_str(), one)).collect();
    let mut changes: Vec<(String, Change)> = after
        .iter()
        .map(|new| {
            let change = match known.get(new.node.key.as_str()) {
                None => Change::Added,
                Some(old) => Change::Kept {
                    has_moved: old.node.parent != new.node.parent || order_differs(before, after, &new.node),
                    differs: differing(old, new),
                },
            };
            (new.node.key.clone(), change)
        })
        .collect();
    let is_gone = |old: &&Compared| !after.iter().any(|new| new.node.key == old.node.key);
    changes.extend(
        before
            .iter()
            .filter(is_gone)
            .map(|old| (old.node.key.clone(), Change::Removed)),
    );
    changes
}

/// Whether a part stands after other parts than before, among those beside it that both versions have. Positions alone
/// would say so of everything behind a part that was added.
fn order_differs(before: &[Compared], after: &[Compared], node: &Node) -> bool {
    fn beside<'c>(all: &'c [Compared], others: &[Compared], parent: Option<&String>) -> Vec<&'c str> {
        let mut here: Vec<&Compared> = all
            .iter()
            .filter(|one| one.node.parent.as_ref() == parent)
            .filter(|one| {
                others
                    .iter()
                    .any(|other| other.node.key == one.node.key && other.node.parent == one.node.parent)
            })
            .collect();
        here.sort_by_key(|one| (one.node.kind, one.node.position, one.node.key.clone()));
        here.into_iter().map(|one| one.node.key.as_str()).collect()
    }
    let parent = node.parent.as_ref();
    let (old, new) = (beside(before, after, parent), beside(after, before, parent));
    let ahead = |keys: &[&str]| {
        keys.iter()
            .take_while(|key| **key != node.key)
            .map(|key| (*key).to_owned())
            .collect::<std::collections::BTreeSet<_>>()
    };
    ahead(&old) != ahead(&new)
}

fn differing(old: &Compared, new: &Compared) -> Vec<&'static str> {
    let said = |of: &Compared, name: &str| {
        of.texts
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, text)| text.clone())
            .unwrap_or_default()
    };
    let mut names: Vec<&'static str> = new.texts.iter().map(|(name, _)| *name).collect();
    names.extend(old.texts.iter().map(|(name, _)| *name));
    let mut differs = Vec::new();
    for name in names {
        if said(old, name) != said(new, name) && !differs.contains(&name) {
            differs.push(name);
        }
    }
    differs
}

/// A run of words that stands in both texts, or in one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// In which.
    pub standing: Standing,
    /// The words with the spaces between them.
    pub words: String,
}

/// In which of two texts words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In both.
    Both,
    /// In the older only.
    Removed,
    /// In the newer only.
    Added,
}

/// Where two texts differ, word by word. Joined, the runs of both and of the older are the older text; those of both and
/// of the newer are the newer one.
pub fn words(before: &str, after: &str) -> Vec<Run> {
    let difference = TextDiff::from_words(before, after);
    let mut runs: Vec<Run> = Vec::new();
    for change in difference.iter_all_changes() {
        let standing = match change.tag() {
            ChangeTag::Equal => Standing::Both,
            ChangeTag::Delete => Standing::Removed,
            ChangeTag::Insert => Standing::Added,
        };
        match runs.last_mut() {
            Some(last) if last.standing == standing => last.words.push_str(change.value()),
            _ => runs.push(Run {
                standing,
                words: change.value().to_owned(),
            }),
        }
    }
    joined(runs)
}

/// One changed phrase reads better than single words around kept spaces: "a ~~b~~ c ~~d~~" becomes "a ~~b c d~~" where only
/// spaces stand between.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    let mut runs = runs.into_iter().peekable();
    while let Some(run) = runs.next() {
        match run.standing {
            Standing::Removed => removed.push_str(&run.words),
            Standing::Added => added.push_str(&run.words),
            Standing::Both => {
                let is_between = run.words.trim().is_empty()
                    && !run.words.contains('\n')
                    && !(removed.is_empty() && added.is_empty())
                    && runs.peek().is_some();
                if is_between {
                    removed.push_str(&run.words);
                    added.push_str(&run.words);
                    continue;
                }
                flush(&mut kept, &mut removed, &mut added);
                kept.push(run);
            }
        }
    }
    flush(&mut kept, &mut removed, &mut added);
    kept
}

fn flush(kept: &mut Vec<Run>, removed: &mut String, added: &mut String) {
    for (standing, words) in [(Standing::Removed, removed), (Standing::Added, added)] {
        if !words.is_empty() {
            kept.push(Run {
                standing,
                words: std::mem::take(words),
            });
        }
    }
}
