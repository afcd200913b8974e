//! From a gap to somebody: a letter to an organisation that could take it, a place on a meeting's agenda, or the word that
//! it is meant to be so.

use domain::access::Action;
use domain::coverage::Matrix;
use domain::ids::{AgendaItemId, MeetingId, OrganisationId};
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::mail::{self, Letter};
use platform::secrets;
use platform::words::Language;
use uuid::Uuid;

use super::store::{self, StepRow};
use crate::collaborative::store::CollaborativeRow;
use crate::directory::actions::{commit, taken};
use crate::meetings::agenda::{self, ItemForm};
use crate::problems::{Check, Problem, Refusal};

/// Who may look at coverage.
pub const VIEW: Action = Action::ViewLearning;
/// Who may write to partners about a gap, and say that it is meant.
pub const INVITE: Action = Action::Announce;

/// Which cell something is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Of which matrix.
    pub matrix: Matrix,
    /// Key of the row.
    pub row: String,
    /// Key of the column; empty for the whole row.
    pub column: String,
}

impl Cell {
    fn step(&self, id: Uuid, step: &str) -> StepRow {
        StepRow {
            coverage_step_id: id.to_string(),
            matrix: self.matrix.code().to_owned(),
            row_key: self.row.clone(),
            column_key: self.column.clone(),
            step: step.to_owned(),
            ..StepRow::default()
        }
    }
}

/// A letter to an organisation, as typed.
#[derive(Debug, Clone, Default)]
pub struct LetterForm {
    /// To whom: one, or the two that do the same.
    pub organisations: Vec<OrganisationId>,
    /// Subject line.
    pub subject: String,
    /// The letter.
    pub letter: String,
}

/// Writes to organisations that could take it, or that do the same. The identifier comes with the form: sent twice it is one
/// letter to each.
///
/// Errors: nobody at an organisation can be reached by mail; then nobody is written to.
pub async fn invite(
    scope: &Scope,
    actor: Actor,
    (collaborative, id): (&CollaborativeRow, Uuid),
    cell: &Cell,
    form: &LetterForm,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let subject = check.title("letter_subject", &form.subject);
    let letter = check.prose("letter", &form.letter);
    if form.organisations.is_empty() {
        check.wrong("organisation", "problem-whom-to-ask");
    }
    check.finish(())?;
    let mut organisations = form.organisations.clone();
    organisations.dedup();
    let tx = scope.write(actor).await?;
    let mut facts = Vec::new();
    for (place, organisation) in (0_u128..).zip(organisations) {
        let reached = store::reached(&tx, &organisation.to_string()).await?;
        let Some(reached) = reached else {
            return Err(Problem::field("organisation", "problem-nobody-reached").into());
        };
        // Each step has an identifier of its own, which the form's decides.
        let row = StepRow {
            organisation_id: Some(organisation.to_string()),
            words: letter.clone(),
            ..cell.step(Uuid::from_u128(id.as_u128() ^ place), "invited")
        };
        let mut added = 0;
        taken(
            "organisation",
            store::insert_step(&tx, &row).await.map(|rows| added = rows),
        )?;
        if added == 0 {
            continue;
        }
        mail::enqueue(&tx, written(collaborative, reached, (&subject, &letter))).await?;
        let fact = NewFact::new("coverage.invited", "organisation", organisation.uuid());
        facts.push(fact.set("matrix", cell.matrix.code()));
    }
    commit(tx, facts).await
}

fn written(
    collaborative: &CollaborativeRow,
    reached: store::ReachedRow,
    (subject, letter): (&str, &str),
) -> Letter {
    let words = crate::words::words(Language::from_code(&reached.language).unwrap_or_default());
    let foot = words.with(
        "coverage-letter-foot",
        &[
            ("collaborative", collaborative.name.as_str().into()),
            ("contact", collaborative.contact_email.as_str().into()),
        ],
    );
    Letter {
        to: reached.email,
        subject: subject.to_owned(),
        text: format!("{letter}\n\n{foot}"),
    }
}

/// Puts it on the agenda of a meeting, and keeps that it was.
pub async fn propose(
    scope: &Scope,
    actor: Actor,
    (meeting, id): (MeetingId, Uuid),
    cell: &Cell,
    form: &ItemForm,
) -> Result<(), Refusal> {
    let item = AgendaItemId::from_uuid(id);
    let tx = scope.write(actor).await?;
    let mut facts = agenda::add_in(&tx, meeting, item, form).await?;
    let row = StepRow {
        meeting_id: Some(meeting.to_string()),
        words: form.title.clone(),
        ..cell.step(id, "agenda")
    };
    let mut added = 0;
    taken(
        "meeting",
        store::insert_step(&tx, &row).await.map(|rows| added = rows),
    )?;
    if added > 0 {
        let fact = NewFact::new("coverage.proposed", "meeting", meeting.uuid());
        facts.push(fact.set("matrix", cell.matrix.code()));
    }
    commit(tx, facts).await
}

/// Says that it is meant to be so, and why: it is not pointed out any more.
pub async fn leave(scope: &Scope, actor: Actor, cell: &Cell, because: &str) -> Result<(), Refusal> {
    let mut check = Check::form();
    let because = check.prose("why_so", because);
    let because = check.finish(because)?;
    let tx = scope.write(actor).await?;
    let id = secrets::new_uuid();
    let row = StepRow {
        words: because,
        ..cell.step(id, "meant")
    };
    store::insert_step(&tx, &row).await?;
    let fact = NewFact::new("coverage.meant", "coverage", id);
    commit(tx, vec![fact.set("matrix", cell.matrix.code())]).await
}
