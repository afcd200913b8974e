//! What partners of the demonstration did over six years, and how two coders saw it: all invented.

use std::collections::BTreeMap;

use domain::ids::{ContributionFileId, ContributionId, PersonId};
use platform::db::Tx;
use platform::secrets;
use serde::Deserialize;

use super::{Community, files, json, ours};
use crate::error::Error;
use crate::improvement::contributions::actions::{self as contributions, ContributionForm};
use crate::improvement::contributions::coding::{self, CodeForm};
use crate::improvement::contributions::{evidence, store};
use crate::meetings::readings::Sent;

/// Who codes: the facilitator and the data manager, in turns.
const CODERS: [&str; 2] = ["theo-marsh", "priya-vane"];
/// Entries that have a file with them.
const WITH_FILES: usize = 6;

#[derive(Deserialize)]
struct Contributions {
    contributions: Vec<Contribution>,
}

#[derive(Deserialize)]
struct Contribution {
    indicator: String,
    partner: String,
    with: Vec<String>,
    activity: String,
    kind: String,
    day: i32,
    title_en: String,
    title_es: String,
    evidence: String,
    codings: Vec<Code>,
    settled: Option<Code>,
    #[serde(default)]
    because: String,
}

#[derive(Deserialize)]
struct Code {
    kind: String,
    reach: String,
    strength: String,
}

impl Code {
    fn form(&self) -> CodeForm {
        CodeForm {
            kind: self.kind.clone(),
            reach: self.reach.clone(),
            strength: self.strength.clone(),
        }
    }
}

/// All of it in one change: two hundred acts would otherwise be eight hundred commits.
pub(super) async fn seed(community: &Community) -> Result<(), Error> {
    let file: Contributions = json(files::CONTRIBUTIONS)?;
    let activities = store::activities(&*community.scope.read().await?).await?;
    let activities: BTreeMap<String, String> = activities.into_iter().map(|row| (row.en, row.id)).collect();
    let coders = [community.person(CODERS[0])?, community.person(CODERS[1])?];
    let tx = community
        .scope
        .write(community.acting(CODERS[0], "facilitator")?)
        .await?;
    let mut facts = Vec::new();
    let mut ids = Vec::new();
    for (number, one) in file.contributions.iter().enumerate() {
        let id = ContributionId::from_uuid(secrets::new_uuid());
        let form = form(community, one, activities.get(&one.activity).cloned())?;
        let indicator = community.indicator(&one.indicator)?;
        let added = contributions::add_in(&tx, id, indicator, &form)
            .await
            .map_err(ours)?;
        facts.extend(added);
        code(&tx, (id, number), one, coders, &mut facts).await?;
        ids.push(id);
    }
    tx.commit(facts).await?;
    keep_files(community, ids.into_iter().zip(&file.contributions)).await
}

/// A short invented file with what a few partners did last: somebody who codes has something to look at.
async fn keep_files(
    community: &Community,
    known: impl DoubleEndedIterator<Item = (ContributionId, &Contribution)>,
) -> Result<(), Error> {
    let shown = known.rev().filter(|(_, one)| !one.evidence.is_empty());
    for (id, one) in shown.take(WITH_FILES) {
        let sent = Sent {
            file_name: format!("{}.txt", one.evidence),
            content: format!(
                "{}\n{}\nInvented for the demonstration.\n",
                one.title_en, one.evidence
            )
            .into_bytes(),
        };
        let actor = community.acting(CODERS[0], "facilitator")?;
        let file = ContributionFileId::from_uuid(secrets::new_uuid());
        let kept = evidence::keep(&community.scope, actor, (id, file, None), (&one.evidence, sent)).await;
        kept.map_err(ours)?;
    }
    Ok(())
}

fn form(
    community: &Community,
    one: &Contribution,
    activity: Option<String>,
) -> Result<ContributionForm, Error> {
    let partners: Result<_, Error> = one.with.iter().map(|name| community.organisation(name)).collect();
    Ok(ContributionForm {
        organisation: Some(community.organisation(&one.partner)?),
        kind: one.kind.clone(),
        happened_on: community.days_from_today(one.day).to_string(),
        title_en: one.title_en.clone(),
        title_es: one.title_es.clone(),
        visibility: "internal".to_owned(),
        evidence: one.evidence.clone(),
        evidence_address: String::new(),
        activity,
        partners: partners?,
    })
}

async fn code(
    tx: &Tx,
    (id, number): (ContributionId, usize),
    one: &Contribution,
    coders: [PersonId; 2],
    facts: &mut Vec<platform::history::NewFact>,
) -> Result<(), Error> {
    for (place, said) in one.codings.iter().enumerate() {
        let coder = coders[(place + number) % coders.len()];
        facts.extend(coding::code_in(tx, id, coder, &said.form()).await.map_err(ours)?);
    }
    if let Some(settled) = &one.settled {
        let fact = coding::settle_in(tx, id, &settled.form(), &one.because).await;
        facts.push(fact.map_err(ours)?);
    }
    Ok(())
}
