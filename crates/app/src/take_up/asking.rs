//! Asking the vault's worker for the answer of a frozen question.

use domain::agreements::{Act, Purpose, Use, decide};
use domain::ids::{PersonId, TakeUpId};
use jiff::civil::Date;
use platform::db::{Connection, Scope};
use platform::history::Actor;
use platform::words::Words;
use takeup::{NoAnswer, Plan, Report};

use super::actions::{digest, plan};
use super::answering::{keep, links};
use super::feeding::{self, Counts};
use super::store::{self, TakeUpRow};
use crate::agreements::actions::standing;
use crate::agreements::gate::{sentence, speaking};
use crate::error::Error;
use crate::problems::{Check, Refusal};
use crate::vault::store::{self as vault, TableRow};
use crate::vault::worker::{Order, UNWATCHED, Vault};

/// Who asks for an answer, and when.
#[derive(Debug, Clone, Copy)]
pub struct Asking {
    /// Whose words a refusal is in.
    pub words: Words,
    /// Who.
    pub person: PersonId,
    /// The day.
    pub on: Date,
}

/// Computes and keeps the answer of a frozen question.
///
/// Errors: it is not frozen; an agreement does not allow it, with the clause; rows or elements are missing.
pub async fn answer(
    scope: &Scope,
    actor: Actor,
    (worker, asking): (&Vault, Asking),
    id: TakeUpId,
) -> Result<(), Refusal> {
    let reader = scope.read().await?;
    let row = store::one(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let refused = |key: &str| Refusal::from(Check::form().problem("", key));
    // The note stands before the answer, and it is the very note that was frozen.
    if row.state == "draft" || row.frozen_hash.as_deref() != Some(digest(&row).as_str()) {
        return Err(refused("problem-takeup-not-frozen"));
    }
    let plan = plan(&row);
    within(&reader, &row, &plan, asking).await?;
    let (order, tables) = order(&reader, &row, &plan)
        .await?
        .ok_or_else(|| refused("problem-takeup-no-rows"))?;
    drop(reader);
    if !worker.is_installed() {
        return Err(refused("vault-worker-missing"));
    }
    let answered = worker.ask(&order, UNWATCHED).await?;
    if let Ok(why) = serde_json::from_value::<NoAnswer>(answered.line["none"].clone()) {
        return Err(match why {
            NoAnswer::Missing(element) => {
                let problem = Check::form().problem("", "problem-takeup-missing");
                problem.with("element", element).into()
            }
            NoAnswer::NobodyLinked => refused("problem-takeup-nobody"),
        });
    }
    let report: Report = serde_json::from_value(answered.line["report"].clone())
        .map_err(|_| Error::Fault("the answer cannot be read".to_owned()))?;
    let figures = answered.line.get("figures").filter(|one| one.is_object());
    let figures = figures.map(ToString::to_string).unwrap_or_default();
    keep(scope, actor, id, (&report, &figures), &tables).await
}

/// Both agreements must let figures be made of what the plan names.
async fn within(connection: &Connection, row: &TakeUpRow, plan: &Plan, asking: Asking) -> Result<(), Error> {
    let mut people = vec![plan.place.as_str(), &plan.before, &plan.outcome];
    people.extend(plan.groups.iter().map(String::as_str));
    let Counts { dimensions, .. } = feeding::counts(row).unwrap_or_default();
    people.extend(dimensions.iter().map(|one| one.element.as_str()));
    let both = [
        (&row.people_root_id, people),
        (&row.service_root_id, vec![plan.dose.as_str()]),
    ];
    for (root, elements) in both {
        let governed = speaking(connection, root).await?.ok_or(Error::NotFound)?;
        let wanted = Use {
            act: Act::Compute,
            purpose: Purpose::TakeUp,
            indicator: row.indicator_id.as_deref().and_then(|id| id.parse().ok()),
            elements: &elements,
            person: Some(asking.person),
            on: asking.on,
        };
        if let Err(refused) = decide(standing(&governed.row), &governed.terms, &wanted) {
            return Err(Error::Refused(sentence(asking.words, &governed.row, &refused)));
        }
    }
    Ok(())
}

/// The order for the worker and the tables it opens; none where rows have not come or the linkage has no result.
async fn order(
    connection: &Connection,
    row: &TakeUpRow,
    plan: &Plan,
) -> Result<Option<(Order, [String; 2])>, Error> {
    let newest = async |root: &str, kind: &str| -> Result<Option<TableRow>, Error> {
        let tables = vault::of_root(connection, root).await?;
        Ok(tables.into_iter().find(|table| table.kind == kind))
    };
    let people = newest(&row.people_root_id, "people").await?;
    let service = newest(&row.service_root_id, "services").await?;
    let (Some(people), Some(service)) = (people, service) else {
        return Ok(None);
    };
    let Some(people_links) = links(connection, row, &row.people_root_id).await? else {
        return Ok(None);
    };
    let Some(service_links) = links(connection, row, &row.service_root_id).await? else {
        return Ok(None);
    };
    let mut order = Order::new("take-up");
    if let Some(counts) = feeding::counts(row) {
        order = order.with("counting", feeding::counting(connection, counts).await?);
    }
    let tables = [people.vault_table_id.clone(), service.vault_table_id.clone()];
    let people = vault::sealed(connection, &mut order, &people).await?;
    let service = vault::sealed(connection, &mut order, &service).await?;
    let order = order
        .with("plan", plan)
        .with("people", people)
        .with("service", service)
        .with("people_links", people_links)
        .with("service_links", service_links);
    Ok(Some((order, tables)))
}
