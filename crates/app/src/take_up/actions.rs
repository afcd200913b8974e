//! Writing a question down, changing a draft, and freezing it. Doors ask `access::may` before.

use domain::ids::TakeUpId;
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use platform::secrets::sha256_hex;
use takeup::{Comparing, EACH_MOST, Plan};

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
    let plan = Plan {
        key: check.title("takeup_key", typed.get("takeup_key")),
        service_key: check.title("takeup_service_key", typed.get("takeup_service_key")),
        dose: check.title("takeup_dose", typed.get("takeup_dose")),
        dose_edges: edges(typed, "takeup_edges", &mut check),
        outcome: check.title("takeup_outcome", typed.get("takeup_outcome")),
        before: check.title("takeup_before", typed.get("takeup_before")),
        place: check.title("takeup_place", typed.get("takeup_place")),
        groups,
        minimum,
        comparing: comparing(typed, &mut check),
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

/// Where bands begin, rising.
fn edges(typed: &Typed, field: &str, check: &mut Check) -> Vec<f64> {
    let parts = typed.get(field).split([',', ' ', ';']);
    let numbers: Option<Vec<f64>> = parts
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|number: &f64| number.is_finite()))
        .collect();
    let is_rising = |edges: &Vec<f64>| {
        (1..=EDGES_MAX).contains(&edges.len()) && edges.windows(2).all(|pair| pair[0] < pair[1])
    };
    numbers.filter(is_rising).unwrap_or_else(|| {
        check.wrong(field, "problem-takeup-edges");
        Vec::new()
    })
}

/// With whom participants are compared. A form that does not ask means the usual way.
fn comparing(typed: &Typed, check: &mut Check) -> Comparing {
    let [weighting, matching, gains] = Comparing::CODES;
    match typed.get("takeup_comparing") {
        code if code.is_empty() || code == weighting => Comparing::Weighting,
        code if code == matching => {
            let each: Option<usize> = typed.get("takeup_each").trim().parse().ok();
            let each = each.filter(|each| (1..=EACH_MOST).contains(each));
            if each.is_none() {
                check.wrong("takeup_each", "problem-takeup-each");
            }
            Comparing::Matching {
                each: each.unwrap_or(1),
                edges: edges(typed, "takeup_bands", check),
            }
        }
        code if code == gains => Comparing::DifferenceInDifferences,
        _ => {
            check.wrong("takeup_comparing", "problem-takeup-comparing");
            Comparing::default()
        }
    }
}

/// Changes a draft. The same form sent twice changes it once.
///
/// Errors: what is to be mended; it is frozen by now.
pub async fn change(
    scope: &Scope,
    actor: Actor,
    (id, typed): (TakeUpId, &Typed),
    minimum: usize,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let before = store::one_to_change(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let (row, feed) = read(&tx, (id, typed), minimum).await?;
    let after = fed(row, feed.as_ref());
    if before.state == "draft" && digest(&after) == digest(&before) {
        return Ok(());
    }
    if store::change(&tx, &after).await? == 0 {
        return Err(Check::form().problem("", "problem-takeup-frozen").into());
    }
    store::forget_feed(&tx, &after.take_up_id).await?;
    if let Some(feed) = feed {
        store::keep_feed(&tx, &after.take_up_id, &feed).await?;
    }
    let fact =
        NewFact::new("take-up.changed", "take-up", id.uuid()).change("text", digest(&before), digest(&after));
    commit(tx, vec![fact]).await
}

/// A question with the indicator that it feeds, as it is read back.
fn fed(row: TakeUpRow, feed: Option<&Feed>) -> TakeUpRow {
    let feed = feed.cloned();
    TakeUpRow {
        indicator_id: feed.as_ref().map(|feed| feed.indicator_id.clone()),
        period: feed.as_ref().map(|feed| feed.period.clone()),
        counting: feed.map(|feed| feed.counting),
        ..row
    }
}

/// Freezes a question: from now on it stands, and only now may it be answered. `seen` is the digest of the draft that was looked at;
/// empty: whatever stands there.
///
/// Errors: somebody changed the draft meanwhile.
pub async fn freeze(scope: &Scope, actor: Actor, id: TakeUpId, seen: &str) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let row = store::one_to_change(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let hash = digest(&row);
    if row.state == "draft" && !seen.is_empty() && seen != hash {
        return Err(Check::form().problem("", "problem-takeup-changed").into());
    }
    if store::freeze(&tx, &row.take_up_id, &hash).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("take-up.frozen", "take-up", id.uuid()).set("text", hash);
    commit(tx, vec![fact]).await
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
