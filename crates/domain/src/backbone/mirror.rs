//! The equity mirror: who the backbone and the bodies are, beside the community they serve.
//!
//! People say in confidence which groups they belong to. What they say is counted, moved by coins and forgotten exactly as
//! in the other assessments ([`super::telling`]): a line of the tally for each group of each question, and one for those who
//! gave no answer to it. Somebody may belong to several groups of one question, so lines of a question do not add up.
//!
//! [`told`] decides from the moved count alone what of a line is shown. Were it decided from the true count, then whoever knows all
//! others would learn from "shown" or "not shown" what the last one said.

use std::collections::BTreeSet;

use super::telling::{GROUP_MIN, OFF_BY, Share, share};

/// One question of a round, as it was asked: a dimension by which the collaborative measures, with its categories that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Code of the dimension.
    pub code: String,
    /// Codes of the groups that can be ticked, in order.
    pub groups: Vec<String>,
}

/// What somebody ticked: code of a question, and of a group in it.
pub type Ticked = BTreeSet<(String, String)>;

/// What stands for "I prefer not to say" among ticks: it undoes the other ticks of its question.
pub const PREFER_NOT: &str = "-";

/// Most groups of a question, and most questions of a round.
pub const GROUPS_MAX: usize = 40;
/// See [`GROUPS_MAX`].
pub const QUESTIONS_MAX: usize = 8;

/// Somebody's ticks as lines of the tally: question by question its groups in order, then "no answer".
///
/// What was not asked is left out; nothing, and "I prefer not to say", both count as no answer.
pub fn lines(asked: &[Question], ticked: &Ticked) -> Vec<bool> {
    let mut lines = Vec::new();
    for question in asked {
        let is_ticked = |group: &str| ticked.contains(&(question.code.clone(), group.to_owned()));
        let is_open = !is_ticked(PREFER_NOT);
        let own: Vec<bool> = question
            .groups
            .iter()
            .map(|group| is_open && is_ticked(group))
            .collect();
        let is_silent = own.iter().all(|ticked| !ticked);
        lines.extend(own);
        lines.push(is_silent);
    }
    lines
}

/// The lines of one question within a row of counts: its groups in order, and those without an answer.
pub fn of_question<'a>(asked: &[Question], code: &str, counts: &'a [usize]) -> Option<(&'a [usize], usize)> {
    let at = asked.iter().position(|question| question.code == code)?;
    let from: usize = asked[..at].iter().map(|question| question.groups.len() + 1).sum();
    let own = counts.get(from..=from + asked[at].groups.len())?;
    let (silent, groups) = own.split_last()?;
    Some((groups, *silent))
}

/// What is shown of one line of one part of the membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Fewer than five, as the coins left it: not told.
    Few,
    /// All but fewer than five: told as no more than that, so that the few others are not told either.
    Most,
    /// A share.
    About(Share),
}

/// What is shown of a count that coins have moved.
pub fn told(moved: usize, answered: usize) -> Seen {
    if moved < GROUP_MIN {
        return Seen::Few;
    }
    if answered.saturating_sub(moved) < GROUP_MIN {
        return Seen::Most;
    }
    Seen::About(share(moved, answered))
}

/// How a part of the membership stands beside the community, in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Fewer here, by more than the coins explain.
    Fewer,
    /// More here, by more than the coins explain.
    More,
    /// Nothing that could not be the coins.
    Unclear,
}

/// Compares what is shown of a count with a share of the community, of a hundred.
pub fn beside(moved: usize, answered: usize, community: f64) -> Beside {
    // Of what is not told, only the bound that everybody may know is used.
    let (low, high) = match told(moved, answered) {
        Seen::Few => (0, GROUP_MIN - 1),
        Seen::Most => ((answered + 1).saturating_sub(GROUP_MIN), answered),
        Seen::About(_) => (moved, moved),
    };
    let of_hundred = |count: usize| 100.0 * count as f64 / answered.max(1) as f64;
    if of_hundred(high + OFF_BY) < community {
        Beside::Fewer
    } else if of_hundred(low.saturating_sub(OFF_BY)) > community {
        Beside::More
    } else {
        Beside::Unclear
    }
}
