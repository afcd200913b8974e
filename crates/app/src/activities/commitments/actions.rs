//! Promising for an organisation, and saying what became of a promise. What was answered stays; a new answer stands beside it.

use domain::activities::{Answer, Lacking};
use domain::ids::{ActivityId, CommitmentAnswerId, CommitmentId, OrganisationId};
use jiff::civil::Date;
use platform::db::{DbError, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::store::{self, NewAnswer, NewPromise, PromiseRow};
use crate::directory::actions::{commit, known};
use crate::error::Error;
use crate::measurement::sheet::VISIBILITIES;
use crate::problems::{Check, Problem, Refusal};

/// A promise as typed.
#[derive(Debug, Clone, Default)]
pub struct PromiseForm {
    /// Whose it is.
    pub organisation: Option<OrganisationId>,
    /// The activity it belongs to.
    pub activity: Option<ActivityId>,
    /// What, in both languages.
    pub words: (String, String),
    /// By when.
    pub due_on: String,
    /// `internal` or `public`.
    pub visibility: String,
}

/// Makes a promise. The identifier comes with the form, so that sent twice it is one.
pub async fn promise(
    scope: &Scope,
    actor: Actor,
    id: CommitmentId,
    form: &PromiseForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let facts = promise_in(&tx, id, form).await?;
    commit(tx, facts).await
}

/// Makes a promise in the caller's change; nothing if it was made already.
pub async fn promise_in(tx: &Tx, id: CommitmentId, form: &PromiseForm) -> Result<Vec<NewFact>, Refusal> {
    let mut check = Check::form();
    let visibility = check.code("visibility", &form.visibility, |code| known(&VISIBILITIES, code));
    let row = NewPromise {
        commitment_id: id.to_string(),
        organisation_id: form.organisation.map(|id| id.to_string()).unwrap_or_default(),
        activity_id: form.activity.map(|id| id.to_string()),
        words_en: check.title("words_en", &form.words.0),
        words_es: check.optional_title("words_es", &form.words.1),
        due_on: check.day("due_on", &form.due_on),
        visibility: visibility.unwrap_or_default(),
        entry_key: format!("form:{id}"),
    };
    if form.organisation.is_none() {
        check.wrong("organisation", "problem-plan-no-promiser");
    }
    let row = check.finish(row)?;
    let inserted = match store::insert(tx, &row).await {
        // Another collaborative's organisation or activity does not exist here.
        Err(DbError::Rule(_)) => return Err(Error::NotFound.into()),
        other => other?,
    };
    if inserted == 0 {
        return Ok(Vec::new());
    }
    let fact = NewFact::new("plan.promise-made", "commitment", id.uuid())
        .set("organisation", &row.organisation_id)
        .set("words_en", &row.words_en)
        .set("due_on", &row.due_on);
    Ok(vec![fact])
}

/// An answer as typed. Its fields on a form end with `-` and the promise's identifier.
#[derive(Debug, Clone, Default)]
pub struct AnswerForm {
    /// About which promise.
    pub commitment: String,
    /// Code of the answer.
    pub answer: String,
    /// The word why.
    pub because: String,
    /// The new day.
    pub new_due_on: String,
    /// What it became.
    pub new_words: String,
}

/// Keeps several answers of an organisation, all or none. Answers that say nothing new are passed over.
pub async fn answer(
    scope: &Scope,
    actor: Actor,
    (organisation, today): (OrganisationId, Date),
    forms: &[AnswerForm],
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let facts = answer_in(&tx, organisation, today, forms).await?;
    commit(tx, facts).await
}

/// Keeps the answers that somebody gives for several organisations, all or none.
pub async fn answer_all(
    scope: &Scope,
    actor: Actor,
    today: Date,
    organisations: &[(OrganisationId, Vec<AnswerForm>)],
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let mut facts = Vec::new();
    for (organisation, forms) in organisations {
        facts.extend(answer_in(&tx, *organisation, today, forms).await?);
    }
    commit(tx, facts).await
}

/// Keeps several answers in the caller's change.
pub async fn answer_in(
    tx: &Tx,
    organisation: OrganisationId,
    today: Date,
    forms: &[AnswerForm],
) -> Result<Vec<NewFact>, Refusal> {
    let own = store::promises(tx, &organisation.to_string()).await?;
    let mut check = Check::form();
    let mut answers = Vec::new();
    for form in forms {
        let promise = own.iter().find(|row| row.commitment_id == form.commitment);
        let promise = promise.ok_or(Error::NotFound)?;
        answers.extend(read(&mut check, promise, form, today));
    }
    let answers = check.finish(answers)?;
    let mut facts = Vec::new();
    for (promise, answer) in answers {
        store::insert_answer(tx, &answer).await?;
        let id: CommitmentId = answer.commitment_id.parse().map_err(|_| Error::NotFound)?;
        let before = promise.answer.clone().unwrap_or_default();
        let fact = NewFact::new("plan.promise-answered", "commitment", id.uuid())
            .set("organisation", organisation)
            .change("answer", &before, &answer.answer)
            .set("due_on", answer.new_due_on.as_deref().unwrap_or(&promise.due_on))
            .personal("because", &answer.because);
        facts.push(fact);
    }
    Ok(facts)
}

/// The answer to keep; nothing where it says what was said before, or where something is wrong with it.
fn read<'a>(
    check: &mut Check,
    promise: &'a PromiseRow,
    form: &AnswerForm,
    today: Date,
) -> Option<(&'a PromiseRow, NewAnswer)> {
    let field = |name: &str| format!("{name}-{}", form.commitment);
    let answer = check.code(&field("answer"), &form.answer, Answer::from_code)?;
    let because = check.optional_title(&field("because"), &form.because);
    let mut new_words = promise.new_words.clone().unwrap_or_default();
    let mut new_due_on = promise.new_due_on.clone();
    // Only these two move the day; whatever stands in the fields of other answers was left there.
    if matches!(answer, Answer::Late | Answer::Changed) {
        let typed = check.optional_day(&field("new_due_on"), &form.new_due_on);
        new_due_on = typed.or(if answer == Answer::Changed {
            new_due_on
        } else {
            None
        });
    }
    if answer == Answer::Changed {
        new_words = check.optional_title(&field("new_words"), &form.new_words);
    }
    let day = new_due_on.as_deref().and_then(|day| day.parse::<Date>().ok());
    if answer == Answer::Late && day.is_some_and(|day| day < today) {
        check.note(Problem::field(&field("new_due_on"), "problem-plan-day-past"));
    }
    // What became something else is still to be done: a day that has passed would say that nobody answered.
    if answer == Answer::Changed && day.unwrap_or(promise.due()) < today {
        check.note(Problem::field(&field("new_due_on"), "problem-plan-say-when"));
    }
    let lacking = answer.lacks(&because, day, &new_words);
    if let Some(lacking) = lacking {
        let (name, key) = match lacking {
            Lacking::Reason => ("because", "problem-plan-say-why"),
            Lacking::Day => ("new_due_on", "problem-plan-say-when"),
            Lacking::Words => ("new_words", "problem-plan-say-what"),
        };
        check.note(Problem::field(&field(name), key));
        return None;
    }
    let because = match answer {
        Answer::OnCourse => String::new(),
        Answer::Kept | Answer::Late | Answer::Changed | Answer::Dropped => because,
    };
    let new = NewAnswer {
        commitment_answer_id: CommitmentAnswerId::from_uuid(secrets::new_uuid()).to_string(),
        commitment_id: promise.commitment_id.clone(),
        answer: answer.code().to_owned(),
        because,
        new_due_on,
        new_words,
    };
    let is_same = promise.answer.as_deref() == Some(new.answer.as_str())
        && promise.because.as_deref() == Some(new.because.as_str())
        && promise.new_due_on == new.new_due_on
        && promise.new_words.as_deref() == Some(new.new_words.as_str())
        // "As promised" may be said again when the day comes nearer.
        && !(answer == Answer::OnCourse && promise.pledge(today).asks(promise.due(), promise.answered_on_day(), today));
    (!is_same).then_some((promise, new))
}

impl PromiseRow {
    /// The day of the newest answer, near enough for asking again: in universal time.
    pub fn answered_on_day(&self) -> Option<Date> {
        self.answered_at.map(|at| crate::dates::day_of(at, "UTC"))
    }
}
