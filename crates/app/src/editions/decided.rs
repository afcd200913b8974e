//! Decisions in a document: what bodies made public of them.

use serde::{Deserialize, Serialize};

use super::document::Text;

/// A decision that its body made public. No member's answer is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionPart {
    /// Number in the log.
    pub number: i64,
    /// Who decided.
    pub body: Text,
    /// What was proposed, in a line.
    pub title: Text,
    /// What was proposed.
    pub text: Text,
    /// Code of the method.
    pub method_code: String,
    /// `adopted`, `not-adopted`, `no-quorum`, `tied`, `advised`.
    pub outcome_code: String,
    /// The option chosen, of several.
    pub chosen: Text,
    /// Day, ISO 8601.
    pub decided_on: String,
    /// Why.
    pub reasons: Text,
    /// What was expected of it.
    pub expected: Text,
    /// When that was looked at; empty before.
    pub reviewed_on: String,
    /// What really happened.
    pub happened: Text,
}
