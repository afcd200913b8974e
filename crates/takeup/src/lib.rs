//! Who is reached by a service, and what goes with it: from linked rows to a report in which nobody can be seen.
//!
//! Pure: rows come in, a [`Report`] goes out. It runs in the worker that opens sealed rows; the server reads reports only. Start
//! with [`answer`]; [`Plan`] is what was written down before, and nothing outside it is computed.

mod beside;
mod comparing;
mod counted;
mod features;
mod joined;
mod reached;
mod shown;
#[cfg(test)]
mod tests;

pub use beside::{Balanced, Beside, Paired, Refusal};
pub use comparing::{Comparing, EACH_MOST};
pub use counted::{Bounds, ByColumn, Cell, Counted, Counting, counted};
pub use joined::{Joined, Person, joined};
pub use reached::{Band, Reach, Share};
pub use shown::{ROUNDED_TO, rounded};

use serde::{Deserialize, Serialize};

/// What was written down and frozen before anything was computed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// The element that names a participant, in the rows of those who could be reached.
    pub key: String,
    /// The element that names a participant, in the rows of the service.
    pub service_key: String,
    /// The element that says how much somebody took part.
    pub dose: String,
    /// Where bands of it begin, rising.
    pub dose_edges: Vec<f64>,
    /// The element of the outcome.
    pub outcome: String,
    /// The element of the same measure before.
    pub before: String,
    /// The element of the place in which people were together: errors are clustered by it.
    pub place: String,
    /// Elements of the groups that are looked at.
    pub groups: Vec<String>,
    /// Fewer people than these are never shown.
    pub minimum: usize,
    /// With whom participants are compared. The usual way is not written: questions from before there was a choice mean it, and
    /// read as they always did.
    #[serde(skip_serializing_if = "Comparing::is_usual")]
    pub comparing: Comparing,
}

/// A table as rows of texts; numbers are read from them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    /// Names of elements.
    pub names: Vec<String>,
    /// Rows, with a text for each name.
    pub rows: Vec<Vec<String>>,
}

/// Whom a record is of, as a linkage says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct OfRecord {
    /// The partner's own number.
    pub id: String,
    /// The person's number in the linkage.
    pub person: String,
    /// How sure the weakest link is that ties the record to its person, of a thousand.
    pub sure: u16,
    /// How likely another side holds this person unseen, of a thousand.
    pub missed: u16,
}

/// What goes into an answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Question {
    /// What was written down.
    pub plan: Plan,
    /// Who could be reached.
    pub people: Rows,
    /// Who took part, and how much.
    pub service: Rows,
    /// Whom the records of the first are of.
    pub people_links: Vec<OfRecord>,
    /// Whom the records of the second are of.
    pub service_links: Vec<OfRecord>,
}

/// The answer. Every count in it is at least the plan's minimum and rounded, or missing; what is missing cannot be worked out from
/// the rest.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// Who is reached of those who could be: everyone, then by place, then by group.
    pub reached: Vec<Reach>,
    /// By how much people took part.
    pub bands: Vec<Band>,
    /// Participants beside others, everyone first, then by group.
    pub beside: Vec<Beside>,
    /// How many comparisons were made. What is not shown is not compared.
    pub tests: usize,
    /// Share of the links between service and people that may be wrong, from 0 to 1.
    pub wrong_links: f64,
    /// Records of the service that were linked to nobody among those who could be reached; nothing: few or none.
    pub outside: Option<usize>,
    /// People left out because a number of theirs is missing; nothing: few or none.
    pub incomplete: Option<usize>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "why", content = "element")]
pub enum NoAnswer {
    /// The rows lack an element that the plan names.
    Missing(String),
    /// Nobody of the service is linked to those who could be reached.
    NobodyLinked,
}

/// Computes what the plan says and nothing else.
///
/// Errors: an element is missing; nobody is linked.
pub fn answer(question: &Question) -> Result<Report, NoAnswer> {
    let joined = joined(question)?;
    let plan = &question.plan;
    let tables = reached::tables(plan, &joined.people);
    let banded = reached::banded(plan, &joined.people);
    let counts: Vec<usize> = banded.iter().map(|band| band.people).collect();
    let open = shown::Open::of(plan.minimum, &tables, &counts);
    let (beside, tests) = beside::all(plan, &joined.people, (&tables, &open));
    // That nobody is left out would be told, too: none and few are one.
    let told = |count: usize| (count >= plan.minimum).then(|| shown::rounded(count));
    Ok(Report {
        reached: reached::shown(&tables, &open),
        bands: reached::bands(&banded, &open),
        beside,
        tests,
        // In whole hundredths: more would tell of single links.
        wrong_links: (joined.wrong_links * 100.0).round() / 100.0,
        outside: told(joined.outside),
        incomplete: told(joined.incomplete),
    })
}
