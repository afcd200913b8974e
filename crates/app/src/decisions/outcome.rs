//! The numbers of a decision as they are kept: JSON, never changed afterwards.

use domain::decisions::{Outcome, Rules};
use serde::{Deserialize, Serialize};

use super::rulebook::Rulebook;

/// The tally of a decision.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptTally {
    /// Seats of which the quorum is a share.
    pub eligible: usize,
    /// How many took part.
    pub taking_part: usize,
    /// How many were needed.
    pub needed: usize,
    /// How many stepped aside.
    pub aside: usize,
    /// How often each answer was given. Empty where a few secret ballots must not be told.
    pub counts: Vec<(String, usize)>,
    /// Rounds of a run-off.
    pub rounds: Vec<KeptRound>,
    /// The lot that decided who goes, if one did.
    pub lot: Option<u64>,
    /// The rules by which it was counted.
    pub rules: Rulebook,
}

/// One round of a run-off.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct KeptRound {
    /// Votes by option; nothing for those that are out.
    pub votes: Vec<Option<usize>>,
    /// Ballots that name nobody who is still in.
    pub exhausted: usize,
    /// Options that go out after it.
    pub out: Vec<usize>,
    /// Whether the lot decided.
    pub by_lot: bool,
}

impl KeptTally {
    /// The tally of an outcome, with the rules that hold for it.
    pub fn of(outcome: &Outcome, rules: Rulebook) -> Self {
        let tally = &outcome.tally;
        let rounds = tally.rounds.iter().map(|round| KeptRound {
            votes: round.votes.clone(),
            exhausted: round.exhausted,
            out: round.out.clone(),
            by_lot: round.by_lot,
        });
        Self {
            eligible: tally.eligible,
            taking_part: tally.taking_part,
            needed: tally.needed,
            aside: tally.aside,
            counts: tally.counts.clone(),
            rounds: rounds.collect(),
            lot: tally.lot,
            rules,
        }
    }

    /// The tally kept in a column; an empty one where it cannot be read.
    pub fn read(column: &str) -> Self {
        serde_json::from_str(column).unwrap_or_default()
    }

    /// The tally as it is kept.
    pub fn written(&self) -> String {
        serde_json::to_string(self).expect("a tally is plain JSON")
    }

    /// The rules by which it was counted.
    pub fn rules(&self) -> Rules {
        self.rules.rules()
    }
}

/// Identifiers or codes kept as a JSON list; nothing where it cannot be read.
pub fn list(column: &str) -> Vec<String> {
    serde_json::from_str(column).unwrap_or_default()
}
