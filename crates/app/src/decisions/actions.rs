//! A proposal's way: written, discussed, withdrawn, or put before its body again.
//!
//! The call for answers is in [`super::calling`], answers in [`super::voting`], the count in [`super::closing`], what is
//! added afterwards in [`super::afterwards`].

use std::collections::BTreeSet;

use domain::decisions::Method;
use domain::ids::{BodyId, CommentId, PersonId, ProposalId, ProposalOptionId};
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::rulebook::Rulebook;
use super::store::{self, OptionRow, ProposalRow};
use crate::directory::actions::with_changes;
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};

/// The six functions of a backbone (DOMAIN, section B), by code.
pub const FUNCTIONS: [&str; 6] = [
    "vision",
    "activities",
    "measurement",
    "community",
    "policy",
    "resources",
];
/// Most options that a proposal may have: more cannot be ranked with care.
const OPTIONS_MAX: usize = 12;

/// A proposal as typed.
#[derive(Debug, Clone, Default)]
pub struct ProposalForm {
    /// The body that decides.
    pub body: Option<BodyId>,
    /// Title, in both languages.
    pub title: (String, String),
    /// What is proposed.
    pub text: (String, String),
    /// Why now.
    pub why: (String, String),
    /// What it costs.
    pub cost: (String, String),
    /// Who is affected.
    pub affected: (String, String),
    /// What is expected of it.
    pub expected: (String, String),
    /// Code of the method; the body's own where it is empty.
    pub method: String,
    /// Options, one a line; a Spanish title may follow after ` | `.
    pub options: String,
    /// Whether the decision is for the public.
    pub is_public: bool,
    /// When to look at what came of it; may be empty.
    pub review_on: String,
    /// Functions it should move, by code.
    pub functions: Vec<String>,
    /// Indicators it should move, by identifier.
    pub indicators: Vec<String>,
    /// What it decides on: kind and identifier.
    pub subject: Option<(String, String)>,
}

/// Writes a new proposal. The identifier is the door's, so that sending twice writes it once.
pub async fn propose(
    scope: &Scope,
    actor: Actor,
    (id, author): (ProposalId, PersonId),
    form: &ProposalForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    if store::proposal(&tx, &id.to_string()).await?.is_some() {
        return Ok(());
    }
    let fact = propose_in(&tx, (id, author, "draft"), form).await?;
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// A new proposal in a state, within a change that holds more; gives its fact.
pub async fn propose_in(
    tx: &Tx,
    (id, author, state): (ProposalId, PersonId, &str),
    form: &ProposalForm,
) -> Result<NewFact, Refusal> {
    let new = ProposalRow {
        proposal_id: id.to_string(),
        number: store::next_number(tx).await?,
        author_id: author.to_string(),
        state: state.into(),
        created_at: tx.clock().now_millis(),
        ..ProposalRow::default()
    };
    let (row, options) = checked(tx, new, form).await?;
    store::insert_proposal(tx, &row).await?;
    store::replace_options(tx, &row.proposal_id, &options).await?;
    Ok(NewFact::new("decision.proposed", "proposal", id.uuid())
        .set("number", row.number)
        .set("body", &row.body_id)
        .set("title", &row.title_en)
        .set("method", &row.method))
}

/// Changes a proposal that is not yet put to the vote.
pub async fn change(scope: &Scope, actor: Actor, id: ProposalId, form: &ProposalForm) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = unopened(&tx, id).await?;
    let (new, options) = checked(&tx, old.clone(), form).await?;
    // What waits for a body's decision would wait for ever if another body gave it.
    if old.subject_id.is_some() && new.body_id != old.body_id {
        return Err(Problem::field("body", "proposal-keeps-its-body").into());
    }
    store::update_proposal(&tx, &new).await?;
    let kept = store::options(&tx, &new.proposal_id).await?;
    let titles = |options: &[OptionRow]| -> Vec<(String, String)> {
        let titles = options.iter();
        titles
            .map(|option| (option.title_en.clone(), option.title_es.clone()))
            .collect()
    };
    let has_other_options = titles(&kept) != titles(&options);
    if has_other_options {
        store::replace_options(&tx, &new.proposal_id, &options).await?;
    }
    let fact = NewFact::new("decision.proposal-changed", "proposal", id.uuid());
    let fields = [
        ("title", &old.title_en, &new.title_en),
        ("title_es", &old.title_es, &new.title_es),
        ("text", &old.text_en, &new.text_en),
        ("text_es", &old.text_es, &new.text_es),
        ("why", &old.why_en, &new.why_en),
        ("cost", &old.cost_en, &new.cost_en),
        ("affected", &old.affected_en, &new.affected_en),
        ("expected", &old.expected_en, &new.expected_en),
        ("method", &old.method, &new.method),
        ("body", &old.body_id, &new.body_id),
    ];
    let fact = match with_changes(fact, &fields) {
        Some(fact) => fact,
        None if old == new && !has_other_options => return Ok(()),
        None => {
            NewFact::new("decision.proposal-changed", "proposal", id.uuid()).set("options", options.len())
        }
    };
    tx.commit(vec![fact]).await?;
    Ok(())
}

pub(super) async fn unopened(tx: &Tx, id: ProposalId) -> Result<ProposalRow, Refusal> {
    let row = store::proposal_to_change(tx, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    if !matches!(row.state.as_str(), "draft" | "discussion") {
        return Err(Problem::field("state", "proposal-not-open-to-change").into());
    }
    Ok(row)
}

/// What was typed, laid over a proposal that is new or not yet put to the vote.
async fn checked(
    tx: &Tx,
    row: ProposalRow,
    form: &ProposalForm,
) -> Result<(ProposalRow, Vec<OptionRow>), Refusal> {
    let mut check = Check::form();
    let body = match form.body {
        Some(body) => directory::body(tx, &body.to_string()).await?,
        None => None,
    };
    if body.is_none() {
        check.wrong("body", "proposal-needs-body");
    }
    let body = body.unwrap_or_default();
    let rulebook = Rulebook::read(&body.rules);
    let method = match form.method.trim() {
        "" => Some(rulebook.method()),
        typed => check.code("decided_by", typed, Method::from_code),
    };
    let method = method.unwrap_or(Method::Consent);
    let options = read_options(&mut check, &form.options, method);
    let (subject_kind, subject_id) = form.subject.clone().unzip();
    let functions: Vec<&String> = form
        .functions
        .iter()
        .filter(|code| FUNCTIONS.contains(&code.as_str()))
        .collect();
    let indicators: BTreeSet<&String> = form.indicators.iter().filter(|id| !id.is_empty()).collect();
    let list = |value: serde_json::Result<String>| value.expect("codes are plain JSON");
    let row = ProposalRow {
        body_id: body.body_id,
        title_en: check.title("title_en", &form.title.0),
        title_es: check.optional_title("title_es", &form.title.1),
        text_en: check.optional_prose("text_en", &form.text.0),
        text_es: check.optional_prose("text_es", &form.text.1),
        why_en: check.optional_prose("why_en", &form.why.0),
        why_es: check.optional_prose("why_es", &form.why.1),
        cost_en: check.optional_prose("cost_en", &form.cost.0),
        cost_es: check.optional_prose("cost_es", &form.cost.1),
        affected_en: check.optional_prose("affected_en", &form.affected.0),
        affected_es: check.optional_prose("affected_es", &form.affected.1),
        expected_en: check.optional_prose("expected_en", &form.expected.0),
        expected_es: check.optional_prose("expected_es", &form.expected.1),
        method: method.code().to_owned(),
        is_public: form.is_public,
        review_on: check.optional_day("review_on", &form.review_on),
        functions: list(serde_json::to_string(&functions)),
        indicators: list(serde_json::to_string(&indicators)),
        subject_kind,
        subject_id,
        ..row
    };
    check.finish((row, options))
}

fn read_options(check: &mut Check, typed: &str, method: Method) -> Vec<OptionRow> {
    let lines: Vec<&str> = typed
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let has_too_few = method == Method::Ranked && lines.len() < 2;
    let has_one_alone = method == Method::Advisory && lines.len() == 1;
    if has_too_few || has_one_alone || lines.len() > OPTIONS_MAX {
        check.wrong("options", "proposal-options-number");
    }
    if !matches!(method, Method::Ranked | Method::Advisory) {
        return Vec::new();
    }
    let rows = lines.into_iter().zip(0..).map(|(line, position)| {
        let (en, es) = line.split_once(" | ").unwrap_or((line, ""));
        OptionRow {
            proposal_option_id: ProposalOptionId::from_uuid(secrets::new_uuid()).to_string(),
            position,
            title_en: check.title("options", en),
            title_es: check.optional_title("options", es),
        }
    });
    rows.collect()
}

/// Lays a proposal before its body for discussion.
pub async fn discuss(scope: &Scope, actor: Actor, id: ProposalId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let mut row = unopened(&tx, id).await?;
    if row.state == "discussion" {
        return Ok(());
    }
    row.state = "discussion".into();
    store::update_proposal(&tx, &row).await?;
    let fact = NewFact::new("decision.discussed", "proposal", id.uuid());
    tx.commit(vec![fact.change("state", "draft", "discussion")])
        .await?;
    Ok(())
}

/// Withdraws a proposal that is not closed, with a reason.
pub async fn withdraw(scope: &Scope, actor: Actor, id: ProposalId, because: &str) -> Result<(), Refusal> {
    let mut check = Check::form();
    let because = check.prose("withdrawn_because", because);
    let because = check.finish(because)?;
    let tx = scope.write(actor).await?;
    let row = store::proposal_to_change(&tx, &id.to_string()).await?;
    let mut row = row.ok_or(Error::NotFound)?;
    match row.state.as_str() {
        "withdrawn" => return Ok(()),
        // While answers come in, taking a proposal back would be a way to choose the outcome.
        "open" | "closed" => {
            return Err(Problem::field("withdrawn_because", "proposal-cannot-be-withdrawn").into());
        }
        _ => {}
    }
    let before = std::mem::replace(&mut row.state, "withdrawn".into());
    row.withdrawn_because = because;
    store::update_proposal(&tx, &row).await?;
    let fact = NewFact::new("decision.withdrawn", "proposal", id.uuid());
    tx.commit(vec![fact.change("state", before, "withdrawn")]).await?;
    Ok(())
}

/// Puts a proposal that the next meeting has to take up before the body again, as a new one that names the old.
pub async fn put_again(
    scope: &Scope,
    actor: Actor,
    (old, new, author): (ProposalId, ProposalId, PersonId),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    if store::proposal(&tx, &new.to_string()).await?.is_some() {
        return Ok(());
    }
    let row = store::proposal(&tx, &old.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let decision = store::decision_of(&tx, &row.proposal_id).await?;
    if !decision.is_some_and(|decision| decision.goes_on) {
        return Err(Problem::field("state", "proposal-does-not-go-on").into());
    }
    // The recommendation may be another by now, and this text would still name the old one.
    if row.subject_kind.as_deref() == Some(crate::selection::deciding::SUBJECT) {
        return Err(Problem::field("state", "proposal-put-from-selection").into());
    }
    let mut options = store::options(&tx, &row.proposal_id).await?;
    for option in &mut options {
        option.proposal_option_id = ProposalOptionId::from_uuid(secrets::new_uuid()).to_string();
    }
    let row = ProposalRow {
        proposal_id: new.to_string(),
        number: store::next_number(&tx).await?,
        state: "discussion".into(),
        opens_at: None,
        closes_at: None,
        rules: String::new(),
        vacant_seats: 0,
        author_id: author.to_string(),
        follows_id: Some(old.to_string()),
        meeting_id: None,
        created_at: tx.clock().now_millis(),
        ..row
    };
    store::insert_proposal(&tx, &row).await?;
    store::replace_options(&tx, &row.proposal_id, &options).await?;
    let fact = NewFact::new("decision.put-again", "proposal", new.uuid());
    tx.commit(vec![fact.set("follows", old).set("number", row.number)])
        .await?;
    Ok(())
}

/// Says something about a proposal.
pub async fn comment(
    scope: &Scope,
    actor: Actor,
    (id, comment): (ProposalId, CommentId),
    (author, words): (PersonId, &str),
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let words = check.prose("words", words);
    let words = check.finish(words)?;
    let tx = scope.write(actor).await?;
    store::proposal(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let subject = (comment.to_string(), id.to_string());
    store::insert_comment(
        &tx,
        (&subject.0, "proposal", &subject.1),
        (&author.to_string(), &words),
    )
    .await?;
    let fact = NewFact::new("decision.commented", "proposal", id.uuid());
    tx.commit(vec![fact.set("comment", comment).personal("words", &words)])
        .await?;
    Ok(())
}
