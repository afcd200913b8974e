//! Writing a question down and freezing it. Doors ask `access::may` before.

use domain::ids::TakeUpId;
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use platform::secrets::sha256_hex;
use takeup::Plan;

use super::feeding;
use super::store::{self, Feed, TakeUpRow};
use crate::blocks::Typed;
use crate::directory::actions::commit;
use crate::error::Error;
use crate::linkages::store as linkages;
use crate::problems::{Check, Refusal};

/// Most groups that are looked at: every one more makes chance findings likelier.
const GROUPS_MAX: usize = 6;
/// Most edges of bands.
const EDGES_MAX: usize = 6;

/// Keeps a new question. The same form sent twice makes one.
///
/// Errors: what is to be mended.
pub async fn keep(
    scope: &Scope,
    actor: Actor,
    (id, typed): (TakeUpId, &Typed),
    minimum: usize,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let (row, feed) = read(&tx, (id, typed), minimum).await?;
    if store::keep(&tx, &row).await? == 0 {
        return Ok(());
    }
    let mut fact = NewFact::new("take-up.written", "take-up", id.uuid()).set("linkage", &row.linkage_id);
    if let Some(feed) = feed {
        store::keep_feed(&tx, &row.take_up_id, &feed).await?;
        fact = fact
            .set("indicator", feed.indicator_id)
            .set("period", feed.period);
    }
    commit(tx, vec![fact]).await
}

async fn read(
    connection: &Connection,
    (id, typed): (TakeUpId, &Typed),
    minimum: usize,
) -> Result<(TakeUpRow, Option<Feed>), Refusal> {
    let mut check = Check::form();
    let feed = feeding::read(connection, typed, &mut check).await?;
    let linkage = linkages::linkage(connection, typed.get("takeup_linkage")).await?;
    let linkage = linkage.filter(|row| row.state == "linked");
    let sides = match &linkage {
        Some(row) => linkages::sides(connection, &row.linkage_id).await?,
        None => {
            check.wrong("takeup_linkage", "problem-takeup-linkage");
            Vec::new()
        }
    };
    let mut side = |field: &str| {
        let organisation = typed.get(field);
        let found = sides.iter().find(|side| side.organisation_id == organisation);
        if found.is_none() && linkage.is_some() {
            check.wrong(field, "problem-takeup-side");
        }
        found.map(|side| side.root_id.clone()).unwrap_or_default()
    };
    let (people, service) = (side("takeup_people"), side("takeup_service"));
    if !people.is_empty() && people == service {
        check.wrong("takeup_service", "problem-takeup-same-side");
    }
    let lines = |field: &str| -> Vec<String> {
        let lines = typed.get(field).lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let groups = lines("takeup_groups");
    if groups.len() > GROUPS_MAX {
        check.wrong("takeup_groups", "problem-takeup-groups");
    }
    let edges: Option<Vec<f64>> = typed
        .get("takeup_edges")
        .split([',', ' ', ';'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    let edges = edges.filter(|edges| {
        (1..=EDGES_MAX).contains(&edges.len()) && edges.windows(2).all(|pair| pair[0] < pair[1])
    });
    if edges.is_none() {
        check.wrong("takeup_edges", "problem-takeup-edges");
    }
    let plan = Plan {
        key: check.title("takeup_key", typed.get("takeup_key")),
        service_key: check.title("takeup_service_key", typed.get("takeup_service_key")),
        dose: check.title("takeup_dose", typed.get("takeup_dose")),
        dose_edges: edges.unwrap_or_default(),
        outcome: check.title("takeup_outcome", typed.get("takeup_outcome")),
        before: check.title("takeup_before", typed.get("takeup_before")),
        place: check.title("takeup_place", typed.get("takeup_place")),
        groups,
        minimum,
    };
    let row = TakeUpRow {
        take_up_id: id.to_string(),
        linkage_id: linkage.map(|row| row.linkage_id).unwrap_or_default(),
        people_root_id: people,
        service_root_id: service,
        title_en: check.title("title_en", typed.get("title_en")),
        title_es: check.optional_title("title_es", typed.get("title_es")),
        note: check.prose("takeup_note", typed.get("takeup_note")),
        plan: serde_json::to_string(&plan).expect("a plan is plain JSON"),
        ..TakeUpRow::default()
    };
    check.finish((row, feed))
}

/// Freezes a question: from now on it stands, and only now may it be answered.
pub async fn freeze(scope: &Scope, actor: Actor, id: TakeUpId) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let row = store::one(&tx, &id.to_string()).await?.ok_or(Error::NotFound)?;
    let hash = digest(&row);
    if store::freeze(&tx, &row.take_up_id, &hash).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("take-up.frozen", "take-up", id.uuid()).set("text", hash);
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// The digest of everything that is frozen.
pub fn digest(row: &TakeUpRow) -> String {
    let mut parts = vec![
        &row.take_up_id,
        &row.linkage_id,
        &row.people_root_id,
        &row.service_root_id,
        &row.title_en,
        &row.title_es,
        &row.note,
        &row.plan,
    ];
    parts.extend(
        [&row.indicator_id, &row.period, &row.counting]
            .into_iter()
            .flatten(),
    );
    // Lengths before texts: two questions that differ never read the same.
    let text: String = parts
        .iter()
        .map(|part| format!("{}:{part}\n", part.len()))
        .collect();
    sha256_hex(text)
}

/// The plan of a question.
pub fn plan(row: &TakeUpRow) -> Plan {
    serde_json::from_str(&row.plan).unwrap_or_default()
}
