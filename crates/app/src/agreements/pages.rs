//! Pages of agreements for the team. Thin: read what was typed, call one action, answer.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form as Body;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::agreements::{Class, Consent, Linking, Publication, Purpose, Standing};
use domain::ids::AgreementId;
use platform::db::Connection;
use serde::Deserialize;

use super::actions::{self, standing};
use super::store::{self, AgreementRow};
use super::views::{self, TextView};
use super::{clauses, form, keeping_pages, signing, templates};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Cell, Form, Shape, Typed, cell, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::Problem;
use crate::requests::letters::Desk;
use crate::state::AppState;

/// Part of the navigation in which these pages stand.
pub(super) const SECTION: &str = "data";

/// Every agreement: of each the version in force, or else the newest.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgreements)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let organisations = directory::organisations(&reader).await?;
    let mut shown: Vec<AgreementRow> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for row in store::agreements(&reader).await? {
        match at.get(&row.root_id) {
            None => {
                at.insert(row.root_id.clone(), shown.len());
                shown.push(row);
            }
            // A newer version that is still written or signed does not hide the one that holds.
            Some(place) if standing(&row) == Standing::InForce => shown[*place] = row,
            Some(_) => {}
        }
    }
    let mut cards = Vec::new();
    for row in shown {
        let gives = organisations
            .iter()
            .find(|one| one.organisation_id == row.gives_organisation_id);
        cards.push(card(&visit, &row, gives.map_or("", |one| one.name.as_str())));
    }
    let mut blocks = Vec::new();
    if visit.shows(Action::KeepAgreements, Thing::Whole) {
        let begin = templates::TEMPLATES.iter().map(|one| {
            let label = words.say(&format!("agreement-begin-{one}"));
            link(label, address(&visit, &format!("agreements/new?template={one}")))
        });
        blocks.push(Block::Links(begin.collect()));
    }
    let wanted = link(words.say("wanted-list"), address(&visit, "agreements/wanted"));
    let vault = link(words.say("vault-list"), address(&visit, "vault"));
    let mut others = vec![wanted, vault];
    if visit.shows(Action::ViewLinkages, Thing::Whole) {
        others.push(link(words.say("linkage-list"), address(&visit, "vault/linkages")));
        others.push(link(words.say("takeup-list"), address(&visit, "vault/take-up")));
    }
    blocks.push(Block::Links(others));
    if cards.is_empty() {
        blocks.push(Block::Paragraph(words.say("agreement-list-empty")));
    } else {
        blocks.push(Block::Cards(cards));
    }
    page(
        visit.frame(&words.say("agreement-list"), SECTION),
        words.say("agreement-list-lede"),
        blocks,
    )
}

fn card(visit: &Visit, row: &AgreementRow, gives: &str) -> Card {
    let words = visit.words;
    let arguments = [
        ("start", views::day(words, &row.starts_on).into()),
        ("end", views::day(words, &row.ends_on).into()),
    ];
    Card {
        heading: link(
            views::title(words, row),
            address(visit, &format!("agreements/{}", row.agreement_id)),
        ),
        texts: vec![gives.to_owned(), words.with("agreement-runs", &arguments)],
        tag: views::tag(words, row),
        ..Card::default()
    }
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Begin {
    template: String,
}

/// The form of a new agreement, filled in from a template.
pub async fn begin(visit: Visit, Query(begin): Query<Begin>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepAgreements)?;
    let (_, typed) = templates::typed(visit.words, &begin.template).own_id::<AgreementId>();
    form_page(&visit, ("agreements/new", "agreement-new"), &typed, &[]).await
}

/// Keeps a new draft.
pub async fn draft(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepAgreements)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<AgreementId>();
    match problems_of(actions::draft(&visit.scope, visit.actor(), id, &typed).await)? {
        Ok(()) => Ok(to(&visit, &format!("agreements/{id}"))),
        Err(problems) => form_page(&visit, ("agreements/new", "agreement-new"), &typed, &problems).await,
    }
}

async fn form_page(
    visit: &Visit,
    (path, title): (&str, &str),
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let organisations = directory::organisations(&reader).await?;
    let people: Vec<(String, String)> = directory::people(&reader)
        .await?
        .into_iter()
        .filter(|one| one.state != "left" && !one.email.is_empty())
        .map(|one| {
            let of = organisations
                .iter()
                .find(|of| Some(&of.organisation_id) == one.organisation_id.as_ref());
            let of = of.map_or(visit.collaborative.name.as_str(), |of| of.name.as_str());
            (one.person_id, format!("{of}: {}", one.name))
        })
        .collect();
    let mut form = Form::new(words, address(visit, path), "agreement-save", typed, problems)
        .hiding("id", typed.get("id"))
        .lines(&["title_en", "title_es"])
        .heading("agreement-clause-parties")
        .one_of("signs_for_giver", people.clone())
        .one_of("signs_for_receiver", people)
        .heading("agreement-clause-purpose");
    for purpose in Purpose::ALL {
        let label = words.say(&format!("agreement-purpose-{}", purpose.code()));
        form = form.named(&form::for_field(purpose.code()), label, Shape::Tick);
    }
    form = form
        .areas(&["exactly_en", "exactly_es"])
        .heading("agreement-indicators");
    for (id, title) in clauses::indicator_choices(&reader, words).await? {
        form = form.named(&format!("indicator-{id}"), title, Shape::Tick);
    }
    form = form.heading("agreement-clause-elements");
    for class in Class::ALL {
        form = form.areas(&[&format!("elements_{}", class.code())]);
    }
    let form = form
        .heading("agreement-clause-people")
        .areas(&["senders", "users"])
        .heading("agreement-what-may-be-done")
        .codes(
            "may_link",
            "agreement-linking",
            &Linking::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(),
        )
        .codes(
            "may_publish",
            "agreement-publication",
            &Publication::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(),
        )
        .codes(
            "families_asked",
            "agreement-consent",
            &Consent::ALL.iter().map(|one| one.code()).collect::<Vec<_>>(),
        )
        .lines(&["families_key"])
        .heading("agreement-clause-term")
        .day("runs_from")
        .day("runs_until")
        .named("kept_days", words.say("field-kept_days"), Shape::Line("number"))
        .heading("agreement-clause-further")
        .areas(&["further_en", "further_es"]);
    page(
        visit.frame(&words.say(title), SECTION),
        words.say("agreement-no-advice"),
        vec![Block::Form(Box::new(form))],
    )
}

/// One version, with what can be done about it.
pub async fn show(visit: Visit, path: At) -> Result<Response, Error> {
    let id: AgreementId = at(&path)?;
    visit.allow(Action::ViewAgreements, Thing::Agreement(id))?;
    show_page(&visit, id, &Typed::default(), &[]).await
}

pub(super) async fn show_page(
    visit: &Visit,
    id: AgreementId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = find(&reader, id).await?;
    let mut blocks = vec![versions(visit, &reader, &row).await?];
    if visit.shows(Action::KeepAgreements, Thing::Agreement(id)) {
        blocks.push(Block::Cards(vec![to_do(visit, &row)]));
    }
    blocks.push(Block::Heading(words.say("agreement-the-text")));
    let text = TextView::of(&reader, &row, &visit.collaborative, words).await?;
    blocks.push(Block::Own(
        text.render().map_err(|error| Error::Fault(error.to_string()))?,
    ));
    blocks.extend(keeping_pages::blocks(visit, &reader, &row, (typed, problems)).await?);
    let may_end =
        standing(&row) == Standing::InForce && visit.shows(Action::KeepAgreements, Thing::Agreement(id));
    if may_end {
        let action = address(visit, &format!("agreements/{id}/end"));
        let form = Form::new(words, action, "agreement-end-button", typed, problems)
            .under("agreement-end-heading")
            .areas(&["ended_because"]);
        blocks.push(Block::Form(Box::new(form)));
    }
    let arguments = [
        ("start", views::day(words, &row.starts_on).into()),
        ("end", views::day(words, &row.ends_on).into()),
    ];
    page(
        visit.frame(&views::title(words, &row), SECTION),
        words.with("agreement-runs", &arguments),
        blocks,
    )
}

async fn find(connection: &Connection, id: AgreementId) -> Result<AgreementRow, Error> {
    store::agreement(connection, &id.to_string())
        .await?
        .ok_or(Error::NotFound)
}

/// Links to the other versions.
async fn versions(visit: &Visit, connection: &Connection, row: &AgreementRow) -> Result<Block, Error> {
    let words = visit.words;
    let all = store::versions(connection, &row.root_id).await?;
    let mut links: Vec<Cell> = vec![link(words.say("agreement-list"), address(visit, "agreements"))];
    let others = all.iter().filter(|one| one.agreement_id != row.agreement_id);
    links.extend(others.map(|one| {
        let label = words.with(
            "agreement-version",
            &[
                ("number", one.version.into()),
                ("standing", views::tag(words, one).1.into()),
            ],
        );
        link(label, address(visit, &format!("agreements/{}", one.agreement_id)))
    }));
    Ok(Block::Links(links))
}

/// Where the version stands, with the buttons that lead on.
fn to_do(visit: &Visit, row: &AgreementRow) -> Card {
    let words = visit.words;
    let id = &row.agreement_id;
    let button = |path: &str, key: &str| {
        let hidden = (String::new(), String::new());
        (
            address(visit, &format!("agreements/{id}/{path}")),
            hidden,
            words.say(key),
        )
    };
    let (buttons, heading) = match standing(row) {
        Standing::Draft => (
            vec![
                button("ask", "agreement-ask"),
                button("end", "agreement-set-aside"),
            ],
            link(
                words.say("agreement-edit"),
                address(visit, &format!("agreements/{id}/edit")),
            ),
        ),
        Standing::Signing => (
            vec![
                button("ask", "agreement-ask-again"),
                button("end", "agreement-set-aside"),
            ],
            link(
                words.say("agreement-edit"),
                address(visit, &format!("agreements/{id}/edit")),
            ),
        ),
        Standing::InForce | Standing::Ended => (
            vec![button("amend", "agreement-amend")],
            cell(words.with("agreement-version-number", &[("number", row.version.into())])),
        ),
        Standing::Replaced | Standing::Destroyed => (
            Vec::new(),
            cell(words.with("agreement-version-number", &[("number", row.version.into())])),
        ),
    };
    Card {
        heading,
        texts: vec![words.say(&format!("agreement-about-{}", standing(row).code()))],
        tag: views::tag(words, row),
        buttons,
    }
}

/// The form of a version that is not in force.
pub async fn edit(visit: Visit, path: At) -> Result<Response, Error> {
    let id: AgreementId = at(&path)?;
    visit.allow(Action::KeepAgreements, Thing::Agreement(id))?;
    let reader = visit.scope.read().await?;
    let row = find(&reader, id).await?;
    let typed = form::typed_of(&row, &directory::people(&reader).await?).with("id", id);
    drop(reader);
    form_page(
        &visit,
        (&format!("agreements/{id}/edit"), "agreement-edit"),
        &typed,
        &[],
    )
    .await
}

/// Changes a version that is not in force.
pub async fn revise(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: AgreementId = at(&path)?;
    visit.allow(Action::KeepAgreements, Thing::Agreement(id))?;
    let typed = Typed::from_pairs(pairs);
    match problems_of(actions::revise(&visit.scope, visit.actor(), id, &typed).await)? {
        Ok(()) => Ok(to(&visit, &format!("agreements/{id}"))),
        Err(problems) => {
            let path = format!("agreements/{id}/edit");
            form_page(&visit, (&path, "agreement-edit"), &typed, &problems).await
        }
    }
}

/// Freezes the text and asks for signatures.
pub async fn ask(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    let id: AgreementId = at(&path)?;
    visit.allow(Action::KeepAgreements, Thing::Agreement(id))?;
    let desk = Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    };
    let asked = signing::ask(&visit.scope, visit.actor(), id, desk).await;
    asked.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(to(&visit, &format!("agreements/{id}")))
}

/// Begins the next version.
pub async fn amend(visit: Visit, path: At) -> Result<Response, Error> {
    let id: AgreementId = at(&path)?;
    visit.allow(Action::KeepAgreements, Thing::Agreement(id))?;
    let next = actions::amend(&visit.scope, visit.actor(), id).await?;
    Ok(to(&visit, &format!("agreements/{next}/edit")))
}

/// Ends an agreement before its time, or puts a draft aside.
pub async fn end(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: AgreementId = at(&path)?;
    visit.allow(Action::KeepAgreements, Thing::Agreement(id))?;
    let typed = Typed::from_pairs(pairs);
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let because = typed.get("ended_because");
    match problems_of(actions::end(&visit.scope, visit.actor(), id, (because, today)).await)? {
        Ok(()) => Ok(to(&visit, &format!("agreements/{id}"))),
        Err(problems) => show_page(&visit, id, &typed, &problems).await,
    }
}
