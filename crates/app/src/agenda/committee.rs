//! Asking the steering committee: a proposal about a version, and the version laid before the committee with it.

use domain::ids::{AgendaVersionId, BodyId, PersonId, ProposalId};
use platform::db::Scope;
use platform::history::Actor;
use platform::secrets;

use super::actions::{lay_before, obstacles, open_version};
use super::store;
use crate::decisions::actions::{ProposalForm, discuss, propose};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Proposes a draft to the steering committee and freezes its text; gives the proposal, which its chair calls.
///
/// Errors: the draft has faults; there is no steering committee.
pub async fn ask(
    scope: &Scope,
    actor: Actor,
    (id, author): (AgendaVersionId, PersonId),
) -> Result<ProposalId, Refusal> {
    let reader = scope.read().await?;
    let version = open_version(&reader, &id.to_string()).await?;
    let parts = store::parts(&reader, &id.to_string()).await?;
    let check = Check::form();
    if !obstacles(&parts).is_empty() {
        return Err(check.problem("", "problem-agenda-not-ready").into());
    }
    let bodies = directory::bodies(&reader).await?;
    let ratified = store::newest_ratified(&reader).await?;
    let number = ratified.and_then(|row| row.number).unwrap_or_default() + 1;
    drop(reader);
    let steering = bodies.iter().find(|body| body.kind == "steering-committee");
    let Some(body) = steering.and_then(|body| body.body_id.parse::<BodyId>().ok()) else {
        return Err(check.problem("", "problem-agenda-no-committee").into());
    };
    let say = |language, title: &str| {
        crate::words::words(language).with(
            "agenda-proposal-title",
            &[("title", title.into()), ("number", number.into())],
        )
    };
    let spanish = if version.title_es.is_empty() {
        &version.title_en
    } else {
        &version.title_es
    };
    let form = ProposalForm {
        body: Some(body),
        title: (
            say(platform::words::Language::English, &version.title_en),
            say(platform::words::Language::Spanish, spanish),
        ),
        text: (version.note_en.clone(), version.note_es.clone()),
        is_public: true,
        method: "consent".to_owned(),
        functions: vec!["vision".to_owned()],
        subject: Some(("agenda_version".to_owned(), id.to_string())),
        ..ProposalForm::default()
    };
    let proposal = ProposalId::from_uuid(secrets::new_uuid());
    propose(scope, actor.clone(), (proposal, author), &form).await?;
    let tx = scope.write(actor.clone()).await?;
    let laid = lay_before(&tx, id, &proposal.to_string()).await?;
    tx.commit(vec![laid]).await.map_err(Error::from)?;
    discuss(scope, actor, proposal).await?;
    Ok(proposal)
}
