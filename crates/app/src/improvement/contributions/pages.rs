//! Pages of contributions. Thin over `actions`.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::{ContributionId, IndicatorId};
use platform::db::Connection;
use platform::secrets;

use super::actions::{self, ContributionForm, KINDS};
use super::store;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Typed, link, problems_of};
use crate::directory::pages::{At, Pairs, address, at, choices, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::improvement::sessions::pages::day;
use crate::improvement::shared::{form_about, learning_link, named, page_about};
use crate::measurement::sheet::VISIBILITIES;
use crate::problems::Problem;

/// Most contributions that stand as cards.
const CARDS_MOST: usize = 24;

/// Contributions to an indicator, and the form for another one.
pub async fn contributions(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::WriteStory)?;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let typed = Typed::default()
        .with("id", secrets::new_uuid())
        .with("happened_on", today)
        .with("visibility", "internal");
    list_page(&visit, at(&path)?, &typed, &[]).await
}

async fn list_page(
    visit: &Visit,
    indicator: IndicatorId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let named = named(visit, &reader, indicator).await?;
    let partners = choices(&directory::organisations(&reader).await?);
    let form = form_about(
        visit,
        (indicator, "contributions"),
        "contribution-save",
        (typed, problems),
    )
    .under("contribution-add")
    .things("organisation", partners.clone())
    .codes("kind", "contribution-kind", &KINDS)
    .day("happened_on")
    .lines(&["title_en", "title_es"])
    .areas(&["evidence"])
    .lines(&["evidence_address"])
    .things("activity", activities(visit, &reader).await?)
    .things("with_1", partners.clone())
    .things("with_2", partners.clone())
    .things("with_3", partners)
    .codes("visibility", "contribution-visibility", &["internal", "public"]);
    let blocks = vec![
        Block::Links(vec![
            learning_link(visit, &named),
            link(
                visit.words.say("contributions-coded"),
                address(visit, &format!("contributions?indicator={indicator}")),
            ),
        ]),
        Block::Cards(cards(visit, &reader, indicator).await?),
        Block::Form(Box::new(form)),
    ];
    page_about(visit, &named, ("contributions-to", "contributions-lede"), blocks)
}

/// The contributions to an indicator as cards, with what somebody may do about them.
pub(in crate::improvement) async fn cards(
    visit: &Visit,
    connection: &Connection,
    indicator: IndicatorId,
) -> Result<Vec<Card>, Error> {
    let words = visit.words;
    let may_change = visit.shows(Action::WriteStory, Thing::Whole);
    let mut told = store::told(connection, &indicator.to_string()).await?;
    // The newest stand here, the oldest of them first; all are on the list that the page leads to.
    told.drain(..told.len().saturating_sub(CARDS_MOST));
    let cards = told.into_iter().map(|row| {
        let is_public = row.visibility == "public";
        let of = |part: &str| {
            address(
                visit,
                &format!("learning/contributions/{}/{part}", row.contribution_id),
            )
        };
        let other = if is_public {
            VISIBILITIES[1]
        } else {
            VISIBILITIES[0]
        };
        let buttons = vec![
            (
                of("visibility"),
                ("visibility".to_owned(), other.to_owned()),
                words.say(&format!("contribution-make-{other}")),
            ),
            (
                of("withdraw"),
                (String::new(), String::new()),
                words.say("contribution-withdraw"),
            ),
        ];
        let when = words.say(&format!("contribution-kind-{}", row.kind));
        let who = row.organisation.clone().unwrap_or_default();
        Card {
            heading: link(
                words.pick(&row.title_en, &row.title_es),
                address(visit, &format!("contributions/{}", row.contribution_id)),
            ),
            texts: vec![format!("{who} · {when}: {}", day(visit, &row.happened_on))],
            tag: (
                if is_public { "ok" } else { "wait" },
                words.say(&format!("contribution-visibility-{}", row.visibility)),
            ),
            buttons: if may_change { buttons } else { Vec::new() },
        }
    });
    Ok(cards.collect())
}

/// Adds a contribution.
pub async fn add(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::WriteStory)?;
    let indicator: IndicatorId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let form = ContributionForm {
        organisation: typed.id("organisation"),
        kind: typed.text("kind"),
        happened_on: typed.text("happened_on"),
        title_en: typed.text("title_en"),
        title_es: typed.text("title_es"),
        visibility: typed.text("visibility"),
        evidence: typed.text("evidence"),
        evidence_address: typed.text("evidence_address"),
        activity: typed.id("activity").map(|id: uuid::Uuid| id.to_string()),
        partners: ["with_1", "with_2", "with_3"]
            .iter()
            .filter_map(|name| typed.id(name))
            .collect(),
    };
    let (id, typed): (ContributionId, Typed) = typed.own_id();
    match problems_of(actions::add(&visit.scope, visit.actor(), id, indicator, &form).await)? {
        Ok(()) => Ok(back(&visit, indicator)),
        Err(problems) => list_page(&visit, indicator, &typed, &problems).await,
    }
}

fn back(visit: &Visit, indicator: IndicatorId) -> Response {
    to(visit, &format!("results/indicators/{indicator}/contributions"))
}

/// Says whether a contribution goes out with the next edition.
pub async fn show(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::WriteStory)?;
    let wanted = Typed::from_pairs(pairs).text("visibility");
    let changed = actions::set_visibility(&visit.scope, visit.actor(), at(&path)?, &wanted).await;
    let indicator = changed.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(back(&visit, indicator))
}

/// Withdraws a contribution.
pub async fn withdraw(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::WriteStory)?;
    let withdrawn = actions::withdraw(&visit.scope, visit.actor(), at(&path)?).await;
    let indicator = withdrawn.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(back(&visit, indicator))
}

/// Activities of the plan to choose from.
async fn activities(visit: &Visit, connection: &Connection) -> Result<Vec<(String, String)>, Error> {
    let rows = store::activities(connection).await?.into_iter();
    Ok(rows
        .map(|row| (row.id, visit.words.pick(&row.en, &row.es).to_owned()))
        .collect())
}
