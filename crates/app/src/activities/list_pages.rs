//! The plan as a list, to be narrowed down; what is late stands first. Members see first what is theirs.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::activities::Standing;
use platform::db::Connection;
use serde::Deserialize;

use super::choices::{self, Named, name_of};
use super::outline::{self, Standed, Wanted};
use super::{needs, tabs, views};
use crate::accounts::visit::Visit;
use crate::collaborative::pages::WorkFrame;
use crate::directory::pages::address;
use crate::editions::pages::render;
use crate::error::Error;

/// Activities on one page of the list.
const PAGE: usize = 40;

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `mine`, `all`, or nothing: what this person opens first.
    pub view: String,
    /// Words.
    pub q: String,
    /// Key of a strategy.
    pub strategy: String,
    /// Identifier of an organisation.
    pub partner: String,
    /// Identifier of a place.
    pub place: String,
    /// Identifier of a working group.
    pub body: String,
    /// Code of a standing.
    pub standing: String,
    /// How many are passed over.
    pub from: String,
}

impl Asked {
    /// Whether only what is one's own is asked for: by the address, else by what this person is.
    fn is_mine(&self, visit: &Visit) -> bool {
        let is_narrowed = [
            &self.q,
            &self.strategy,
            &self.partner,
            &self.place,
            &self.body,
            &self.standing,
        ]
        .iter()
        .any(|one| !one.is_empty());
        match self.view.as_str() {
            "mine" => true,
            "all" => false,
            _ => !is_narrowed && !visit.shows(Action::ViewWorkspace, Thing::Whole),
        }
    }
}

/// A line of the list.
pub(super) struct Line {
    /// Title.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// Who leads it.
    pub lead: String,
    /// Strategy and group.
    pub about: String,
    /// From when until when, and how much is reached.
    pub when: String,
    /// Class of the tag.
    pub class: &'static str,
    /// How it stands.
    pub tag: String,
    /// Why it stands so, where it is late.
    pub why: String,
}

#[derive(Template)]
#[template(path = "activities/list.html")]
struct ListPage {
    frame: WorkFrame,
    tabs: String,
    action: String,
    lede: String,
    add: Option<String>,
    import: Option<String>,
    is_mine: bool,
    due: Vec<needs::DueLine>,
    due_in_groups: Vec<needs::DueLine>,
    counts: Vec<(String, &'static str, String)>,
    found: String,
    lines: Vec<Line>,
    turns: Vec<(usize, String)>,
    asked: Asked,
    strategies: Vec<Named>,
    partners: Vec<Named>,
    places: Vec<Named>,
    bodies: Vec<Named>,
    standings: Vec<Named>,
}

/// The list.
pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewPlan)?;
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let is_mine = asked.is_mine(&visit);
    let reader = visit.scope.read().await?;
    let wanted = Wanted {
        strategy: asked.strategy.clone(),
        partner: asked.partner.clone(),
        place: asked.place.clone(),
        body: asked.body.clone(),
        person: if is_mine {
            visit.person.id.to_string()
        } else {
            String::new()
        },
        ..Wanted::default()
    };
    let rows = outline::plan(&reader, &wanted, today).await?;
    let [due, due_in_groups] = if is_mine {
        needs::due_lines(&visit, &reader).await?
    } else {
        Default::default()
    };
    let strategies = choices::strategy_names(&reader, words).await?;
    let bodies = choices::bodies(&reader, words).await?;
    let partners = choices::partners(&reader).await?;
    let places = places_in_use(&reader, words).await?;
    drop(reader);
    let counts = counts(&visit, &rows);
    let found: Vec<&Standed> = ordered(&asked, &rows);
    let from: usize = asked.from.parse().unwrap_or_default();
    let shown = found.iter().skip(from).take(PAGE);
    let lines = shown
        .map(|one| line(&visit, one, (&strategies, &bodies)))
        .collect();
    let may_add = visit.shows(Action::ManagePlan, Thing::Whole);
    let view = if is_mine { "mine" } else { "list" };
    let lede = words.say(if is_mine { "plan-lede-mine" } else { "plan-lede" });
    let page = ListPage {
        frame: visit.frame(&words.say("section-plan"), "plan"),
        tabs: tabs::html(&visit, "plan", view),
        action: address(&visit, "plan"),
        lede,
        add: may_add.then(|| address(&visit, "plan/new")),
        import: visit
            .shows(Action::ImportPlan, Thing::Whole)
            .then(|| address(&visit, "plan/import")),
        is_mine,
        due,
        due_in_groups,
        counts,
        found: words.with("plan-found", &[("count", found.len().into())]),
        lines,
        turns: turns(&visit, from, found.len()),
        standings: Standing::ALL
            .map(|one| (one.code().to_owned(), views::standing(words, one)))
            .to_vec(),
        strategies,
        partners,
        places,
        bodies,
        asked: Asked {
            view: if is_mine { "mine" } else { "all" }.to_owned(),
            ..asked
        },
    };
    render(&page)
}

/// The places in which something of the plan happens.
async fn places_in_use(connection: &Connection, words: platform::words::Words) -> Result<Vec<Named>, Error> {
    let mut named: Vec<Named> = Vec::new();
    for row in super::tie_store::places_used(connection).await? {
        named.push((row.id, words.pick(&row.name, &row.name_es).to_owned()));
    }
    Ok(named)
}

/// How many stand how, each with the way to see only those.
fn counts(visit: &Visit, rows: &[Standed]) -> Vec<(String, &'static str, String)> {
    let words = visit.words;
    let counted = Standing::ALL.into_iter().filter_map(|standing| {
        let count = rows.iter().filter(|one| one.standing == standing).count();
        let key = format!("plan-count-{}", standing.code());
        let path = format!("plan?view=all&standing={}", standing.code());
        (count > 0).then(|| {
            let label = words.with(&key, &[("count", count.into())]);
            (address(visit, &path), views::class(standing), label)
        })
    });
    counted.collect()
}

/// What is asked for, what is late first, then what goes on, each from the newest on.
fn ordered<'a>(asked: &Asked, rows: &'a [Standed]) -> Vec<&'a Standed> {
    let asked_words = asked.q.to_lowercase();
    let is_wanted = |one: &&Standed| {
        let text = [&one.row.title_en, &one.row.title_es, &one.row.lead].map(|text| text.to_lowercase());
        let has_words = asked_words
            .split_whitespace()
            .all(|word| text.iter().any(|text| text.contains(word)));
        has_words && (asked.standing.is_empty() || asked.standing == one.standing.code())
    };
    let mut found: Vec<&Standed> = rows.iter().filter(is_wanted).collect();
    found.sort_by(|one, other| {
        let by_day = other.row.starts_on.cmp(&one.row.starts_on);
        one.standing.cmp(&other.standing).then(by_day)
    });
    found
}

fn turns(visit: &Visit, from: usize, found: usize) -> Vec<(usize, String)> {
    let mut turns = Vec::new();
    if from > 0 {
        turns.push((from.saturating_sub(PAGE), visit.words.say("plan-page-before")));
    }
    if found > from.saturating_add(PAGE) {
        turns.push((from + PAGE, visit.words.say("plan-page-after")));
    }
    turns
}

/// A line of a list.
pub(super) fn line(visit: &Visit, one: &Standed, (strategies, bodies): (&[Named], &[Named])) -> Line {
    let words = visit.words;
    let row = &one.row;
    let about = [
        name_of(strategies, row.strategy_key.as_deref()),
        name_of(bodies, row.body_id.as_deref()),
    ];
    let about: Vec<&str> = about.into_iter().filter(|text| !text.is_empty()).collect();
    let when = [
        views::span(words, &row.starts_on, row.ends_on.as_deref()),
        views::reached(words, row.live, row.reached),
    ];
    let when: Vec<String> = when.into_iter().filter(|text| !text.is_empty()).collect();
    Line {
        title: views::title(words, one),
        href: address(visit, &format!("plan/activities/{}", row.activity_id)),
        lead: row.lead.clone(),
        about: about.join(" · "),
        when: when.join(" · "),
        class: views::class(one.standing),
        tag: views::standing(words, one.standing),
        why: if one.standing == Standing::Late {
            views::why(words, one.why)
        } else {
            String::new()
        },
    }
}
