//! What came under an agreement, which requests name it, what families said, and the certificates of its end.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::agreements::Standing;
use domain::ids::AgreementId;
use platform::db::Connection;
use platform::history::NewFact;
use platform::words::Words;

use super::actions::standing;
use super::destroying::{self, BACKUP_DAYS, Certificate};
use super::store::{self, AgreementRow};
use super::written::Written;
use super::{consent, family_links, looking, uploads, views};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, link, problems_of};
use crate::collaborative::store::CollaborativeRow;
use crate::dates;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::problems::Problem;

/// Blocks below the text of an agreement, for the team.
pub(super) async fn blocks(
    visit: &Visit,
    connection: &Connection,
    row: &AgreementRow,
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let mut blocks = vec![requests(visit, connection, row).await?];
    let may_keep = visit.shows(Action::KeepAgreements, Thing::Whole);
    let is_living = matches!(
        standing(row),
        Standing::InForce | Standing::Draft | Standing::Signing
    );
    if may_keep && is_living {
        let all = uploads::requests(connection, &row.root_id, &row.gives_organisation_id).await?;
        let open = all.into_iter().filter(|one| one.root_id.is_none());
        let choices: Vec<(String, String)> = open
            .map(|one| {
                let title = words.pick(&one.title, &one.title_es).to_owned();
                (one.data_request_id, title)
            })
            .collect();
        if !choices.is_empty() {
            let action = address(visit, &format!("agreements/{}/requests", row.agreement_id));
            let form = Form::new(words, action, "agreement-name-request", &Typed::default(), &[]);
            blocks.push(Block::Form(Box::new(form.one_of("governed_request", choices))));
        }
    }
    blocks.push(came(words, &visit.collaborative, connection, row).await?);
    blocks.push(looks(words, &visit.collaborative, connection, row).await?);
    if visit.shows(Action::LookAtRows, Thing::Agreement(id_of(row)?)) {
        blocks.extend(look_form(visit, connection, row, (typed, problems)).await?);
    }
    let is_asked = Written::of(row).consent != "not-asked";
    if may_keep && is_asked && standing(row) == Standing::InForce {
        let action = address(visit, &format!("agreements/{}/consent", row.agreement_id));
        let form = Form::new(words, action, "agreement-consent-save", typed, problems)
            .under("agreement-consent-heading")
            .lines(&["participant_key"])
            .codes("family_word", "agreement-family", &consent::WORDS)
            .tick("family_told_since");
        blocks.push(Block::Form(Box::new(form)));
    }
    if is_asked && row.in_force_at.is_some() {
        blocks.push(said_by(words, connection, &row.root_id).await?);
    }
    for (heading, lines) in certificates(words, &visit.collaborative, connection, &row.root_id).await? {
        blocks.push(Block::Heading(heading));
        blocks.extend(lines.into_iter().map(Block::Paragraph));
    }
    Ok(blocks)
}

/// Who said what, as numbers: nobody's word stands beside a name or a key.
async fn said_by(words: Words, connection: &Connection, root: &str) -> Result<Block, Error> {
    let counts = family_links::counts(connection, root).await?;
    let line = |key: &str, yes: i64, no: i64| vec![cell(words.say(key)), cell(yes), cell(no)];
    let rows = vec![
        line("family-by-own-link", counts.own_yes, counts.own_no),
        line("family-written-down", counts.noted_yes, counts.noted_no),
    ];
    let caption = words.with("family-register", &[("links", counts.links.into())]);
    let head = ["family-said-how", "family-said-yes", "family-said-no"];
    Ok(Block::Table(
        Table::new(words, "agreement-consent-heading", &head, rows).called(caption),
    ))
}

fn id_of(row: &AgreementRow) -> Result<AgreementId, Error> {
    row.agreement_id.parse().map_err(|_| Error::NotFound)
}

/// The form that asks to see rows, where there are any.
async fn look_form(
    visit: &Visit,
    connection: &Connection,
    row: &AgreementRow,
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Option<Block>, Error> {
    let words = visit.words;
    let came = uploads::of_root(connection, &row.root_id).await?.into_iter();
    let kept: Vec<(String, String)> = came
        // Rows that went into the vault are looked at there.
        .filter(|one| one.destroyed_at.is_none() && !one.is_in_vault)
        .map(|one| {
            let day = on(words, &visit.collaborative, one.received_at);
            let title = words.pick(&one.title, &one.title_es);
            (one.submission_id.clone(), format!("{title}, {day}"))
        })
        .collect();
    if kept.is_empty() || standing(row) != Standing::InForce {
        return Ok(None);
    }
    let action = address(visit, &format!("agreements/{}/look", row.agreement_id));
    let form = Form::new(words, action, "agreement-look-button", typed, problems)
        .under("agreement-look-heading")
        .one_of("look_at", kept)
        .areas(&["look_reason"]);
    Ok(Some(Block::Form(Box::new(form))))
}

async fn requests(visit: &Visit, connection: &Connection, row: &AgreementRow) -> Result<Block, Error> {
    let words = visit.words;
    let all = uploads::requests(connection, &row.root_id, &row.gives_organisation_id).await?;
    let named = all.into_iter().filter(|one| one.root_id.is_some());
    let rows = named.map(|one| {
        let title = words.pick(&one.title, &one.title_es).to_owned();
        vec![link(
            title,
            address(visit, &format!("data/requests/{}", one.slug)),
        )]
    });
    Ok(Block::Table(Table::new(
        words,
        "agreement-requests",
        &["agreement-request"],
        rows.collect(),
    )))
}

fn on(words: Words, collaborative: &CollaborativeRow, millis: i64) -> String {
    dates::plain(words, dates::day_of(millis, &collaborative.time_zone))
}

/// What came, as a table.
async fn came(
    words: Words,
    collaborative: &CollaborativeRow,
    connection: &Connection,
    row: &AgreementRow,
) -> Result<Block, Error> {
    let head = [
        "agreement-request",
        "agreement-came-on",
        "agreement-columns-kept",
        "agreement-columns-dropped",
        "agreement-rows-out",
        "agreement-destroyed-on",
    ];
    let rows = uploads::of_root(connection, &row.root_id)
        .await?
        .into_iter()
        .map(|one| {
            let gone = one.destroyed_at.map(|at| on(words, collaborative, at));
            vec![
                cell(words.pick(&one.title, &one.title_es)),
                cell(on(words, collaborative, one.received_at)),
                cell(one.columns_kept),
                cell(one.columns_dropped),
                cell(one.rows_left_out),
                cell(gone.unwrap_or_else(|| words.say("agreement-kept"))),
            ]
        });
    Ok(Block::Table(Table::new(
        words,
        "agreement-came",
        &head,
        rows.collect(),
    )))
}

/// Every look at rows, as a table.
async fn looks(
    words: Words,
    collaborative: &CollaborativeRow,
    connection: &Connection,
    row: &AgreementRow,
) -> Result<Block, Error> {
    let head = [
        "agreement-looked-who",
        "agreement-looked-on",
        "agreement-looked-why",
        "agreement-looked-rows",
    ];
    let rows = looking::looks(connection, &row.root_id)
        .await?
        .into_iter()
        .map(|one| {
            vec![
                cell(one.name),
                cell(on(words, collaborative, one.looked_at)),
                cell(one.reason),
                cell(one.rows_seen),
            ]
        });
    Ok(Block::Table(Table::new(
        words,
        "agreement-looks",
        &head,
        rows.collect(),
    )))
}

/// The certificates, each with its sentences.
pub(super) async fn certificates(
    words: Words,
    collaborative: &CollaborativeRow,
    connection: &Connection,
    root: &str,
) -> Result<Vec<(String, Vec<String>)>, Error> {
    let rows = destroying::certificates(connection, root).await?.into_iter();
    Ok(rows
        .map(|row| {
            let told: Certificate = serde_json::from_str(&row.document).unwrap_or_default();
            let backups = row.destroyed_at + BACKUP_DAYS * 24 * 3600 * 1000;
            let arguments = [
                ("day", on(words, collaborative, row.destroyed_at).into()),
                ("submissions", told.submissions.into()),
                ("readings", told.readings.into()),
                ("tables", told.tables.into()),
                ("figures", i64::try_from(told.figures).unwrap_or(i64::MAX).into()),
                ("keys", i64::try_from(told.keys).unwrap_or(i64::MAX).into()),
                ("backups", on(words, collaborative, backups).into()),
                ("hash", row.document_hash.into()),
            ];
            let mut lines = vec![
                words.with("agreement-certificate-what", &arguments),
                words.with("agreement-certificate-backups", &arguments),
                words.with("agreement-certificate-hash", &arguments),
            ];
            if row.swept_at.is_none() {
                lines.push(words.say("agreement-certificate-open"));
            } else {
                // The second line of a checkpoint is its size, the third its root.
                lines.push(words.say("agreement-certificate-checkpoint"));
                lines.push(
                    row.checkpoint
                        .split_whitespace()
                        .take(3)
                        .collect::<Vec<_>>()
                        .join(" "),
                );
            }
            (words.with("agreement-certificate", &arguments), lines)
        })
        .collect())
}

/// What the giving side reads on its own page: what came, who looked, what was destroyed.
pub(super) async fn for_signatory(
    words: Words,
    collaborative: &CollaborativeRow,
    connection: &Connection,
    row: &AgreementRow,
) -> Result<Vec<(String, Vec<String>)>, Error> {
    let mut parts = Vec::new();
    let came = uploads::of_root(connection, &row.root_id)
        .await?
        .into_iter()
        .map(|one| {
            words.with(
                "agreement-came-line",
                &[
                    ("title", words.pick(&one.title, &one.title_es).into()),
                    ("day", on(words, collaborative, one.received_at).into()),
                    ("dropped", one.columns_dropped.into()),
                    ("rows", one.rows_left_out.into()),
                ],
            )
        });
    let came: Vec<String> = came.collect();
    if !came.is_empty() {
        parts.push((words.say("agreement-came"), came));
        let looks = looking::looks(connection, &row.root_id)
            .await?
            .into_iter()
            .map(|one| {
                words.with(
                    "agreement-look-line",
                    &[
                        ("name", one.name.into()),
                        ("day", on(words, collaborative, one.looked_at).into()),
                        ("reason", one.reason.into()),
                        ("count", one.rows_seen.into()),
                    ],
                )
            });
        let mut looks: Vec<String> = looks.collect();
        if looks.is_empty() {
            looks.push(words.say("agreement-looks-none"));
        }
        parts.push((words.say("agreement-looks"), looks));
    }
    parts.extend(certificates(words, collaborative, connection, &row.root_id).await?);
    Ok(parts)
}

async fn find(visit: &Visit, path: &At) -> Result<(AgreementId, AgreementRow), Error> {
    let id: AgreementId = at(path)?;
    visit.allow(Action::KeepAgreements, Thing::Agreement(id))?;
    let reader = visit.scope.read().await?;
    let row = store::agreement(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    Ok((id, row))
}

/// Lets a request name the agreement: from then on everything sent for it is held against the text.
pub async fn name_request(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let (id, row) = find(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let wanted = typed.get("governed_request");
    let tx = visit.scope.write(visit.actor()).await?;
    let all = uploads::requests(&tx, &row.root_id, &row.gives_organisation_id).await?;
    let found = all
        .iter()
        .find(|one| one.data_request_id == wanted && one.root_id.is_none());
    if let Some(one) = found {
        uploads::name(&tx, &one.data_request_id, &row.root_id).await?;
        let fact = NewFact::new("agreement.request-named", "agreement", id.uuid());
        tx.commit(vec![fact.set("request", &one.data_request_id)]).await?;
    }
    Ok(to(&visit, &format!("agreements/{id}")))
}

/// Keeps what a family said.
pub async fn note_consent(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let (id, _) = find(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let said = consent::Noted {
        key: typed.get("participant_key"),
        word: typed.get("family_word"),
        is_told_since: typed.is_ticked("family_told_since"),
    };
    match problems_of(consent::note(&visit.scope, visit.actor(), id, said).await)? {
        Ok(_) => Ok(to(&visit, &format!("agreements/{id}"))),
        Err(problems) => super::pages::show_page(&visit, id, &typed, &problems).await,
    }
}

/// Shows the rows of one submission, and keeps the look. They stand behind no address: who wants them again says why again.
pub async fn look(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: AgreementId = at(&path)?;
    visit.allow(Action::LookAtRows, Thing::Agreement(id))?;
    let words = visit.words;
    let typed = Typed::from_pairs(pairs);
    let reader = visit.scope.read().await?;
    let row = store::agreement(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let came = uploads::of_root(&reader, &row.root_id).await?;
    drop(reader);
    let wanted = typed.get("look_at");
    let is_of_this = came
        .iter()
        .any(|one| one.submission_id == wanted && one.destroyed_at.is_none());
    let submission = typed
        .id("look_at")
        .filter(|_| is_of_this)
        .ok_or(Error::NotFound)?;
    let seen = looking::look(&visit.scope, visit.actor(), submission, typed.get("look_reason")).await;
    let seen = match problems_of(seen)? {
        Ok(seen) => seen,
        Err(problems) => return super::pages::show_page(&visit, id, &typed, &problems).await,
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
        views::title(words, &row),
        address(&visit, &format!("agreements/{id}")),
    );
    crate::blocks::page(
        visit.frame(&words.say("agreement-rows"), super::pages::SECTION),
        words.say("agreement-rows-lede"),
        vec![Block::Links(vec![back]), Block::Table(table)],
    )
}
