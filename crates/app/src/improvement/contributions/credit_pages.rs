//! Words that share the credit: on a contribution's page for the team, and the page of a partner who comes by link.

use askama::Template;
use axum::Form as Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose, Thing};
use domain::credit::Stand;
use domain::ids::{ContributionId, OrganisationId};
use platform::db::Connection;
use platform::secrets;
use serde::Deserialize;

use super::coding_pages;
use super::coding_store::CodedRow;
use super::credit::{self, Reply};
use super::{credit_store, evidence, store};
use crate::accounts::link::LinkVisit;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, problems_of};
use crate::collaborative::pages::LinkFrame;
use crate::dates;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::editions::pages::render;
use crate::error::Error;
use crate::problems::Problem;
use crate::requests::letters::Desk;
use crate::state::AppState;

/// The words with where everybody stands, and the forms to write them and to ask.
pub(super) async fn blocks(
    visit: &Visit,
    connection: &Connection,
    row: &CodedRow,
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let zone = visit.collaborative.time_zone.as_str();
    let mut blocks = vec![Block::Heading(words.say("credit"))];
    let credit = credit::load(connection, &row.contribution_id).await?;
    let mut typed = typed.clone();
    match &credit {
        None => blocks.push(Block::Paragraph(words.say("credit-none"))),
        Some(credit) => {
            let text = words.pick(&credit.row.text_en, &credit.row.text_es);
            blocks.push(Block::Paragraph(text.to_owned()));
            let key = if credit.may_go_out(zone, today) {
                "credit-goes-out"
            } else {
                "credit-waits"
            };
            blocks.push(Block::Paragraph(words.say(key)));
            let rows = credit.stands(zone, today).into_iter().map(|(named, stand)| {
                vec![cell(&named.name), cell(stood(visit, stand)), cell(&named.because)]
            });
            let head = ["field-organisation", "credit-stand", "field-why_so"];
            blocks.push(Block::Table(Table::new(
                words,
                "credit-partners",
                &head,
                rows.collect(),
            )));
            if typed.get("credit_en").is_empty() {
                typed = typed
                    .with("credit_en", &credit.row.text_en)
                    .with("credit_es", &credit.row.text_es);
            }
        }
    }
    if visit.shows(Action::WriteStory, Thing::Whole) {
        let of = |part: &str| address(visit, &format!("contributions/{}/{part}", row.contribution_id));
        let form = Form::new(words, of("credit"), "credit-save", &typed, problems)
            .under("credit-write")
            .areas(&["credit_en", "credit_es"]);
        blocks.push(Block::Form(Box::new(form)));
        if credit.is_some() {
            let form = Form::new(words, of("credit/ask"), "credit-ask", &Typed::default(), &[]);
            blocks.push(Block::Form(Box::new(form)));
        }
    }
    Ok(blocks)
}

fn stood(visit: &Visit, stand: Stand) -> String {
    let words = visit.words;
    match stand {
        Stand::Agrees => words.say("credit-agrees"),
        Stand::Objects => words.say("credit-objects"),
        Stand::Silent => words.say("credit-silent"),
        Stand::NotAsked => words.say("credit-not-asked"),
        Stand::Asked { until } => {
            let day = dates::plain(words, until);
            words.with("credit-asked", &[("day", day.into())])
        }
    }
}

/// Writes the words.
pub async fn write(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::WriteStory)?;
    let id: ContributionId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let texts = (typed.get("credit_en"), typed.get("credit_es"));
    match problems_of(credit::write(&visit.scope, visit.actor(), id, texts).await)? {
        Ok(()) => Ok(to(&visit, &format!("contributions/{id}"))),
        Err(problems) => coding_pages::with_problems(&visit, id, ("credit", typed), &problems).await,
    }
}

/// Asks everybody named.
pub async fn ask(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::WriteStory)?;
    let id: ContributionId = at(&path)?;
    let desk = Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    };
    match problems_of(credit::ask(&visit.scope, visit.actor(), desk, id).await)? {
        Ok(()) => Ok(to(&visit, &format!("contributions/{id}"))),
        Err(problems) => {
            coding_pages::with_problems(&visit, id, ("credit", Typed::default()), &problems).await
        }
    }
}

#[derive(Template)]
#[template(path = "improvement/credit_link.html")]
struct CreditPage {
    frame: LinkFrame,
    title: String,
    partner: String,
    others: String,
    action: String,
    en: String,
    es: String,
    because: String,
    revision: i64,
    file_action: String,
    file_id: String,
    file_title: String,
    /// What this partner has sent, by title.
    files: Vec<String>,
    kept: String,
    problem: String,
    whose: String,
}

/// What the address says beside the link.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    kept: String,
}

pub(super) fn purpose(visit: &LinkVisit) -> Result<(ContributionId, OrganisationId), Error> {
    let Purpose::Credit {
        contribution,
        organisation,
    } = visit.purpose
    else {
        return Err(Error::NotFound);
    };
    visit.allow(Action::AnswerCredit, Thing::Organisation(organisation))?;
    if !visit.speaks_for(organisation) {
        return Err(Error::NotFound);
    }
    Ok((contribution, organisation))
}

/// The words, for a partner named in them. Opening it changes nothing.
pub async fn by_link(visit: LinkVisit, Query(after): Query<After>) -> Result<Response, Error> {
    link_page(&visit, &Typed::default(), (&after.kept, String::new())).await
}

async fn link_page(
    visit: &LinkVisit,
    typed: &Typed,
    (kept, problem): (&str, String),
) -> Result<Response, Error> {
    let (id, organisation) = purpose(visit)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let key = id.to_string();
    let row = store::contribution(&reader, &key).await?.ok_or(Error::NotFound)?;
    let credit = credit_store::credit(&reader, &key)
        .await?
        .ok_or(Error::NotFound)?;
    let named = credit_store::named(&reader, &key).await?;
    let own = organisation.to_string();
    let partner = named.iter().find(|one| one.organisation_id == own);
    let partner = partner.map(|one| one.name.clone()).ok_or(Error::NotFound)?;
    let others: Vec<&str> = named
        .iter()
        .filter(|one| one.organisation_id != own)
        .map(|one| one.name.as_str())
        .collect();
    // A partner sees what it sent itself, not what others did.
    let mut files = evidence::files(&reader, &key).await?;
    files.retain(|row| row.organisation_id.as_ref() == Some(&own));
    let typed_or = |name: &str, kept: &str| match typed.get(name) {
        "" => kept.to_owned(),
        typed => typed.to_owned(),
    };
    let page = CreditPage {
        title: words.pick(&row.title_en, &row.title_es).to_owned(),
        others: others.join(", "),
        action: format!("{}/credit?lang={}", visit.base(), words.code()),
        en: typed_or("credit_en", &credit.text_en),
        es: typed_or("credit_es", &credit.text_es),
        because: typed.text("why_so"),
        revision: credit.revision,
        file_action: format!("{}/credit/files?lang={}", visit.base(), words.code()),
        file_id: secrets::new_uuid().to_string(),
        file_title: typed.text("evidence_about"),
        files: files.into_iter().map(|row| row.title).collect(),
        kept: match kept {
            "agrees" | "objects" | "file" => words.say(&format!("credit-kept-{kept}")),
            _ => String::new(),
        },
        problem,
        whose: words.with("link-is-for", &[("name", visit.person.name.as_str().into())]),
        frame: LinkFrame::new(
            visit,
            &words.with("credit-link-title", &[("partner", partner.as_str().into())]),
        ),
        partner,
    };
    render(&page)
}

/// Takes the partner's word; sending it twice gives the same one.
pub async fn reply(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let (id, organisation) = purpose(&visit)?;
    let typed = Typed::from_pairs(pairs);
    let reply = Reply {
        answer: typed.text("answer"),
        revision: typed.get("revision").parse().unwrap_or_default(),
        en: typed.text("credit_en"),
        es: typed.text("credit_es"),
        because: typed.text("why_so"),
    };
    let taken = credit::answer(&visit.scope, visit.actor(), (id, organisation), &reply).await;
    match problems_of(taken)? {
        Ok(()) => {
            let (base, code) = (visit.base(), visit.words.code());
            let kept = if reply.answer == "objects" {
                "objects"
            } else {
                "agrees"
            };
            Ok(Redirect::to(&format!("{base}/credit?lang={code}&kept={kept}")).into_response())
        }
        Err(problems) => with_problems(&visit, &typed, &problems).await,
    }
}

/// The partner's page again, with what is wrong.
pub(super) async fn with_problems(
    visit: &LinkVisit,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let told: Vec<String> = problems.iter().map(|one| one.sentence(visit.words)).collect();
    // Who wrote over words that had changed sees the new ones, and says again.
    let typed = match problems.iter().any(|one| one.key == credit::STALE) {
        true => typed.clone().with("credit_en", "").with("credit_es", ""),
        false => typed.clone(),
    };
    link_page(visit, &typed, ("", told.join(" "))).await
}
