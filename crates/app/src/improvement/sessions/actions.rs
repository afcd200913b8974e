//! Holding a learning session.

use domain::ids::{IndicatorId, LearningSessionId, PersonId};
use platform::db::Scope;
use platform::history::{Actor, NewFact};

use super::commitments::{self, CommitmentForm};
use super::store::{self, SessionRow};
use crate::directory::actions::{commit, taken};
use crate::improvement::shared::prose;
use crate::meetings::promises::actions as promises;
use crate::problems::{Check, Refusal};

/// Most people who are noted without a name.
const OTHERS_MAX: i64 = 10_000;

/// A session as typed.
#[derive(Debug, Clone, Default)]
pub struct SessionForm {
    /// Day.
    pub held_on: String,
    /// Number of the edition whose chart was looked at; one that is published, or nothing.
    pub edition_number: Option<i64>,
    /// What do we see?
    pub we_see: String,
    /// Why may it be so?
    pub because: String,
    /// What will we do? Rows that were left empty count for nothing.
    pub commitments: Vec<CommitmentForm>,
    /// Who was there.
    pub people: Vec<PersonId>,
    /// How many others were there.
    pub others: String,
}

/// Keeps a session. The identifier comes with the form, so that the same form sent twice is one session.
pub async fn hold(
    scope: &Scope,
    actor: Actor,
    id: LearningSessionId,
    indicator: IndicatorId,
    form: &SessionForm,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let others = check.optional_whole("others", &form.others).unwrap_or(0);
    if !(0..=OTHERS_MAX).contains(&others) {
        let problem = check.problem("others", "problem-out-of-range");
        check.note(problem.with("least", 0).with("most", OTHERS_MAX));
    }
    let row = SessionRow {
        learning_session_id: id.to_string(),
        indicator_id: indicator.to_string(),
        held_on: check.day("held_on", &form.held_on),
        edition_number: form.edition_number,
        we_see: prose(&mut check, "we_see", &form.we_see),
        because: check.optional_prose("because", &form.because),
        we_will: String::new(),
        others,
    };
    let tx = scope.write(actor).await?;
    let will = commitments::read_all(&mut check, &tx, &row, &form.commitments).await?;
    let (row, will) = check.finish((row, will))?;
    let people: Vec<String> = form.people.iter().map(ToString::to_string).collect();
    let mut added = 0;
    taken(
        "held_on",
        store::insert(&tx, &row, &people).await.map(|rows| added = rows),
    )?;
    if added == 0 {
        return Ok(());
    }
    let fact = NewFact::new("learning.session-held", "indicator", indicator.uuid())
        .set("held_on", &row.held_on)
        .set("people", people.len() + usize::try_from(others).unwrap_or(0));
    let mut facts = vec![fact];
    for (id, commitment) in &will {
        facts.extend(promises::promise(&tx, *id, commitment).await?);
    }
    commit(tx, facts).await
}
