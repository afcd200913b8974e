//! Pages of the vault: what lies in it, which requests ask for rows, and one table with its looks.

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::AgreementId;
use platform::db::Connection;

use super::asks;
use super::looking;
use super::review_pages::columns;
use super::store::{self, KINDS, TableRow};
use crate::accounts::visit::Visit;
use crate::agreements::{gate, store as agreements, views};
use crate::blocks::{Block, Form, Table, Typed, cell, link, link_if, page, problems_of};
use crate::dates;
use crate::directory::pages::{At, Pairs, address, to};
use crate::error::Error;
use crate::problems::Problem;
use crate::state::AppState;

/// The section of the workspace that these pages stand in.
pub(super) const SECTION: &str = "data";

/// What to say where the worker is missing.
pub(super) fn missing(visit: &Visit, state: &AppState) -> Option<Block> {
    (!state.settings.vault.is_installed()).then(|| Block::Paragraph(visit.words.say("vault-worker-missing")))
}

/// What lies in the vault.
pub async fn list(visit: Visit, State(state): State<AppState>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgreements)?;
    list_page(&visit, &state, &Typed::default(), &[]).await
}

async fn list_page(
    visit: &Visit,
    state: &AppState,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let mut blocks = vec![Block::Links(vec![
        link(words.say("agreement-list"), address(visit, "agreements")),
        link(words.say("measure-list"), address(visit, "vault/measures")),
    ])];
    blocks.extend(missing(visit, state));
    let mut rows = Vec::new();
    for row in store::tables(&reader).await? {
        rows.push(line(visit, &reader, row).await?);
    }
    let head = [
        "vault-of",
        "vault-kind",
        "vault-period",
        "vault-rows",
        "vault-under",
        "vault-since",
    ];
    blocks.push(Block::Table(Table::new(words, "vault-tables", &head, rows)));
    let all = asks::all(&reader).await?;
    let asked = all.iter().filter_map(|one| {
        let kind = one.kind.as_deref()?;
        let title = words.pick(&one.title, &one.title_es);
        Some(vec![
            link(title, address(visit, &format!("data/requests/{}", one.slug))),
            cell(words.say(&format!("vault-kind-{kind}"))),
            cell(one.key_element.clone().unwrap_or_default()),
        ])
    });
    let head = ["vault-request", "vault-kind", "vault-key-element"];
    blocks.push(Block::Table(Table::new(
        words,
        "vault-asked",
        &head,
        asked.collect(),
    )));
    let open: Vec<(String, String)> = all
        .iter()
        .filter(|one| one.kind.is_none())
        .map(|one| {
            (
                one.data_request_id.clone(),
                words.pick(&one.title, &one.title_es).to_owned(),
            )
        })
        .collect();
    if visit.shows(Action::KeepAgreements, Thing::Whole) {
        if open.is_empty() {
            blocks.push(Block::Paragraph(words.say("vault-nothing-to-ask")));
        } else {
            let form = Form::new(words, address(visit, "vault"), "vault-ask", typed, problems)
                .under("vault-ask-heading")
                .things("rows_for", open)
                .codes("rows_of", "vault-kind", &KINDS)
                .lines(&["key_element"]);
            blocks.push(Block::Form(Box::new(form)));
        }
    }
    page(
        visit.frame(&words.say("vault-list"), SECTION),
        words.say("vault-list-lede"),
        blocks,
    )
}

fn on(visit: &Visit, millis: i64) -> String {
    dates::plain(visit.words, dates::day_of(millis, &visit.collaborative.time_zone))
}

async fn line(
    visit: &Visit,
    connection: &Connection,
    row: TableRow,
) -> Result<Vec<crate::blocks::Cell>, Error> {
    let words = visit.words;
    let agreement = agreement(visit, connection, &row).await?;
    let own = address(visit, &format!("vault/tables/{}", row.vault_table_id));
    Ok(vec![
        link(row.organisation_name.clone(), own),
        cell(words.say(&format!("vault-kind-{}", row.kind))),
        cell(row.period),
        cell(crate::numbers::count(row.row_count)),
        agreement,
        cell(on(visit, row.stored_at)),
    ])
}

/// The agreement that a table lies under, by its title.
async fn agreement(
    visit: &Visit,
    connection: &Connection,
    row: &TableRow,
) -> Result<crate::blocks::Cell, Error> {
    let governed = gate::speaking(connection, &row.root_id)
        .await?
        .ok_or(Error::NotFound)?;
    let may_open = visit.shows(Action::ViewAgreements, Thing::Whole);
    let title = views::title(visit.words, &governed.row);
    let own = address(visit, &format!("agreements/{}", governed.row.agreement_id));
    Ok(link_if(may_open, title, own))
}

/// Lets a request ask for rows.
pub async fn ask(
    visit: Visit,
    State(state): State<AppState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepAgreements)?;
    let typed = Typed::from_pairs(pairs);
    match problems_of(asks::ask(&visit.scope, visit.actor(), &typed).await)? {
        Ok(()) => Ok(to(&visit, "vault")),
        Err(problems) => list_page(&visit, &state, &typed, &problems).await,
    }
}

/// One table.
pub async fn table(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgreements)?;
    table_page(&visit, &state, &path.0.1, &Typed::default(), &[]).await
}

async fn table_page(
    visit: &Visit,
    state: &AppState,
    id: &str,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = store::table(&reader, id).await?.ok_or(Error::NotFound)?;
    let agreement = agreement(visit, &reader, &row).await?;
    let back = link(words.say("vault-list"), address(visit, "vault"));
    let mut blocks = vec![Block::Links(vec![back, agreement])];
    blocks.extend(missing(visit, state));
    let facts = [
        ("vault-of", row.organisation_name.clone()),
        ("vault-kind", words.say(&format!("vault-kind-{}", row.kind))),
        ("vault-period", row.period.clone()),
        ("vault-rows", crate::numbers::count(row.row_count)),
        ("vault-key-element", row.key_element.clone()),
        ("vault-since", on(visit, row.stored_at)),
    ];
    let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
    blocks.push(Block::Facts(
        facts.map(|(key, text)| (words.say(key), text)).collect(),
    ));
    blocks.push(columns(words, &row.columns()));
    let head = [
        "agreement-looked-who",
        "agreement-looked-on",
        "agreement-looked-why",
        "agreement-looked-rows",
    ];
    let looks = crate::agreements::looking::looks(&reader, &row.root_id)
        .await?
        .into_iter();
    let looks = looks.map(|one| {
        vec![
            cell(one.name),
            cell(on(visit, one.looked_at)),
            cell(one.reason),
            cell(one.rows_seen),
        ]
    });
    blocks.push(Block::Table(Table::new(
        words,
        "agreement-looks",
        &head,
        looks.collect(),
    )));
    if visit.shows(Action::LookAtRows, thing(&reader, &row).await?) && state.settings.vault.is_installed() {
        let action = address(visit, &format!("vault/tables/{id}/look"));
        let form = Form::new(words, action, "agreement-look-button", typed, problems)
            .under("vault-look-heading")
            .areas(&["look_reason"]);
        blocks.push(Block::Form(Box::new(form)));
    }
    let title = words.with(
        "vault-table-title",
        &[
            ("organisation", (&row.organisation_name).into()),
            ("kind", words.say(&format!("vault-kind-{}", row.kind)).into()),
        ],
    );
    page(
        visit.frame(&title, SECTION),
        words.say("vault-table-lede"),
        blocks,
    )
}

async fn thing(connection: &Connection, row: &TableRow) -> Result<Thing, Error> {
    let versions = agreements::versions(connection, &row.root_id).await?;
    let newest = versions.first().ok_or(Error::NotFound)?;
    let id: AgreementId = newest.agreement_id.parse().map_err(|_| Error::NotFound)?;
    Ok(Thing::Agreement(id))
}

/// Shows a few rows, and keeps the look. They stand behind no address: who wants them again says why again.
pub async fn look(
    visit: Visit,
    State(state): State<AppState>,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let id = &path.0.1;
    let reader = visit.scope.read().await?;
    let row = store::table(&reader, id).await?;
    let Some(row) = row else {
        // Whoever may look at nothing learns nothing from what is missing.
        visit.allow_whole(Action::KeepAgreements)?;
        return Err(Error::NotFound);
    };
    visit.allow(Action::LookAtRows, thing(&reader, &row).await?)?;
    drop(reader);
    let words = visit.words;
    let typed = Typed::from_pairs(pairs);
    let seen = looking::look(
        &visit.scope,
        visit.actor(),
        &state.settings.vault,
        id,
        typed.get("look_reason"),
    )
    .await;
    let seen = match problems_of(seen)? {
        Ok(seen) => seen,
        Err(problems) => return table_page(&visit, &state, id, &typed, &problems).await,
    };
    let table = Table {
        caption: words.say("agreement-rows"),
        head: seen.head,
        rows: seen
            .rows
            .into_iter()
            .map(|row| row.into_iter().map(cell).collect())
            .collect(),
        empty: words.say("table-empty"),
    };
    let back = link(
        words.say("vault-table"),
        address(&visit, &format!("vault/tables/{id}")),
    );
    page(
        visit.frame(&words.say("agreement-rows"), SECTION),
        words.say("vault-rows-lede"),
        vec![Block::Links(vec![back]), Block::Table(table)],
    )
}
