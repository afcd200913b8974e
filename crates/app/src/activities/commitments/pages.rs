//! The board of promises: what each organisation promised, who has not answered, and one's own to answer.

use askama::Template;
use axum::Form as Body;
use axum::extract::Query;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::activities::Pledge;
use domain::ids::{CommitmentId, OrganisationId};
use platform::secrets;
use platform::words::Words;
use serde::Deserialize;

use super::actions::{self, PromiseForm};
use super::asking;
use super::store::{self, PromiseRow, SpeakerRow};
use super::views::{self, Question};
use crate::accounts::visit::Visit;
use crate::activities::outline::{self, Wanted};
use crate::activities::{choices, tabs, views as plan_views};
use crate::blocks::{Block, Form, Shape, Typed, page, problems_of};
use crate::collaborative::pages::WorkFrame;
use crate::dates;
use crate::directory::pages::{Pairs, address, to};
use crate::editions::pages::render;
use crate::error::Error;
use crate::measurement::sheet::VISIBILITIES;
use crate::problems::Problem;

/// Organisations on one page of the board.
const PAGE: usize = 40;

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `waiting`: only who has not answered.
    pub show: String,
    /// How many organisations are passed over.
    pub from: String,
}

/// A promise on the board.
struct Line {
    words: String,
    about: String,
    said: String,
    class: &'static str,
    tag: String,
}

/// An organisation on the board.
struct Group {
    id: String,
    name: String,
    asked: String,
    is_waiting: bool,
    may_ask: bool,
    speakers: Vec<(String, String)>,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "activities/promises.html")]
struct BoardPage {
    frame: WorkFrame,
    words: Words,
    tabs: String,
    base: String,
    add: Option<String>,
    sentences: Vec<String>,
    own: Vec<Question>,
    counts: Vec<(&'static str, String)>,
    only_waiting: bool,
    is_asking: bool,
    groups: Vec<Group>,
    turns: Vec<(usize, String)>,
}

/// The board.
pub async fn board(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewPlan)?;
    show(&visit, &asked, (&Typed::default(), &[])).await
}

async fn show(
    visit: &Visit,
    asked: &Asked,
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Response, Error> {
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let reader = visit.scope.read().await?;
    let rows = store::promises(&reader, "").await?;
    let last_asked = asking::last_asked(&reader).await?;
    let may_ask = visit.shows(Action::AskCommitments, Thing::Whole);
    let speakers = if may_ask {
        store::speakers(&reader).await?
    } else {
        Vec::new()
    };
    drop(reader);
    let own: Vec<PromiseRow> = rows
        .iter()
        .filter(|row| is_own(visit, &row.organisation_id))
        .cloned()
        .collect();
    let counts = Pledge::ALL.into_iter().filter_map(|pledge| {
        let count = rows.iter().filter(|row| row.pledge(today) == pledge).count();
        let label = words.with(
            &format!("pledge-count-{}", pledge.code()),
            &[("count", count.into())],
        );
        (count > 0).then(|| (views::class(pledge), label))
    });
    let counts = counts.collect();
    let board = rows.chunk_by(|one, other| one.organisation_id == other.organisation_id);
    let only_waiting = asked.show == "waiting";
    let groups = board.map(|own| group(visit, own, (&last_asked, &speakers)));
    // Who was asked and is silent concerns who asks; partners are not shown up before each other.
    let groups = groups.map(|group| match may_ask {
        true => group,
        false => Group {
            asked: String::new(),
            is_waiting: false,
            ..group
        },
    });
    let groups: Vec<Group> = groups.filter(|group| !only_waiting || group.is_waiting).collect();
    let from: usize = asked.from.parse().unwrap_or_default();
    let mut turns = Vec::new();
    if from > 0 {
        turns.push((from.saturating_sub(PAGE), words.say("plan-page-before")));
    }
    if groups.len() > from.saturating_add(PAGE) {
        turns.push((from + PAGE, words.say("plan-page-after")));
    }
    let may_add = visit.shows(Action::ManagePlan, Thing::Whole);
    render(&BoardPage {
        frame: visit.frame(&words.say("promises"), "plan"),
        words,
        tabs: tabs::html(visit, "plan", "promises"),
        base: address(visit, "plan/promises"),
        add: may_add.then(|| address(visit, "plan/promises/new")),
        sentences: views::sentences(words, &own, problems),
        own: views::questions(words, &own, today, (typed, problems)),
        counts,
        only_waiting,
        is_asking: may_ask,
        groups: groups.into_iter().skip(from).take(PAGE).collect(),
        turns,
    })
}

/// Whether this person answers for an organisation.
fn is_own(visit: &Visit, organisation: &str) -> bool {
    let id: Option<OrganisationId> = organisation.parse().ok();
    id.is_some_and(|id| visit.shows(Action::AnswerCommitments, Thing::Organisation(id)))
}

fn group(
    visit: &Visit,
    rows: &[PromiseRow],
    (last_asked, speakers): (&std::collections::BTreeMap<String, (i64, String)>, &[SpeakerRow]),
) -> Group {
    let words = visit.words;
    let zone = &visit.collaborative.time_zone;
    let today = visit.scope.clock().today(zone);
    let id = rows
        .first()
        .map(|row| row.organisation_id.clone())
        .unwrap_or_default();
    let asked = last_asked.get(&id);
    let answered = rows.iter().filter_map(|row| row.answered_at).max();
    let has_open = rows.iter().any(|row| !row.pledge(today).is_settled());
    let is_waiting = has_open && asked.is_some_and(|(at, _)| answered.is_none_or(|answered| answered < *at));
    let asked = asked.map(|(at, name)| {
        let key = if is_waiting {
            "promises-asked-waiting"
        } else {
            "promises-asked"
        };
        let day = dates::plain(words, dates::day_of(*at, zone));
        words.with(key, &[("day", day.into()), ("name", name.into())])
    });
    let own = speakers.iter().filter(|one| one.organisation_id == id);
    let own: Vec<(String, String)> = own.map(|one| (one.person_id.clone(), one.name.clone())).collect();
    Group {
        name: rows
            .first()
            .map(|row| row.organisation.clone())
            .unwrap_or_default(),
        asked: asked.unwrap_or_default(),
        is_waiting,
        may_ask: has_open && !own.is_empty(),
        speakers: own,
        lines: rows.iter().map(|row| line(words, row, today)).collect(),
        id,
    }
}

fn line(words: Words, row: &PromiseRow, today: jiff::civil::Date) -> Line {
    let pledge = row.pledge(today);
    let by = words.with(
        "promise-until",
        &[("day", plan_views::day(words, &row.due().to_string()).into())],
    );
    let activity = words.pick(
        row.activity_en.as_deref().unwrap_or_default(),
        row.activity_es.as_deref().unwrap_or_default(),
    );
    let about: Vec<&str> = [by.as_str(), activity]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    Line {
        words: views::words_of(words, row),
        about: about.join(" · "),
        said: views::said(words, row),
        class: views::class(pledge),
        tag: views::standing(words, pledge),
    }
}

/// Keeps what somebody answers for their own organisation, signed in.
pub async fn answer(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewPlan)?;
    let typed = Typed::from_pairs(pairs);
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let rows = store::promises(&*visit.scope.read().await?, "").await?;
    let own: Vec<PromiseRow> = rows
        .into_iter()
        .filter(|row| is_own(&visit, &row.organisation_id))
        .collect();
    let mut given = Vec::new();
    for organisation in own.chunk_by(|one, other| one.organisation_id == other.organisation_id) {
        let id: OrganisationId = organisation[0]
            .organisation_id
            .parse()
            .map_err(|_| Error::NotFound)?;
        visit.allow(Action::AnswerCommitments, Thing::Organisation(id))?;
        given.push((id, views::answers(organisation, &typed)));
    }
    let kept = actions::answer_all(&visit.scope, visit.actor(), today, &given).await;
    if let Err(problems) = problems_of(kept)? {
        return show(&visit, &Asked::default(), (&typed, &problems)).await;
    }
    Ok(to(&visit, "plan/promises#done"))
}

/// Asks an organisation now.
pub async fn ask(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::AskCommitments)?;
    let typed = Typed::from_pairs(pairs);
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let organisation: OrganisationId = typed.id("organisation").ok_or(Error::NotFound)?;
    let asked = asking::ask(
        &visit.scope,
        visit.actor(),
        (organisation, typed.id("person")),
        (&visit.collaborative, today),
    )
    .await;
    match problems_of(asked)? {
        Ok(()) => Ok(to(&visit, &format!("plan/promises#o-{organisation}"))),
        Err(problems) => show(&visit, &Asked::default(), (&Typed::default(), &problems)).await,
    }
}

/// The form for a promise.
pub async fn new_promise(visit: Visit, Query(asked): Query<Pairs>) -> Result<Response, Error> {
    visit.allow(Action::ManagePlan, Thing::Whole)?;
    let typed = Typed::default()
        .with("id", secrets::new_uuid())
        .with("visibility", "internal");
    let asked = asked
        .into_iter()
        .filter(|(name, _)| matches!(name.as_str(), "organisation" | "activity"));
    let typed = asked.fold(typed, |typed, (name, value)| typed.with(&name, value));
    new_page(&visit, &typed, &[]).await
}

async fn new_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let reader = visit.scope.read().await?;
    let activities = outline::plan(&reader, &Wanted::default(), today)
        .await?
        .into_iter();
    let activities = activities
        .filter(|one| one.standing.is_open())
        .map(|one| (one.row.activity_id.clone(), plan_views::title(words, &one)));
    let action = address(visit, "plan/promises/new");
    let form = Form::new(words, action, "promise-make-button", typed, problems)
        .hiding("id", typed.get("id"))
        .choosing(
            "organisation",
            words.say("promise-whose"),
            choices::leads(visit, &reader).await?,
        )
        .named("words_en", words.say("promise-what"), Shape::Line("text"))
        .named("words_es", words.say("promise-what-es"), Shape::Line("text"))
        .named("due_on", words.say("promise-when"), Shape::Line("date"))
        .choosing("activity", words.say("promise-activity"), activities)
        .codes("visibility", "visibility", &VISIBILITIES);
    let blocks = vec![tabs::block(visit, "plan"), Block::Form(Box::new(form))];
    let title = words.say("promise-note");
    page(
        visit.frame(&title, "plan"),
        words.say("promise-note-lede"),
        blocks,
    )
}

/// Notes what an organisation promises for itself.
pub async fn promise(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow(Action::ManagePlan, Thing::Whole)?;
    let (id, typed): (CommitmentId, Typed) = Typed::from_pairs(pairs).own_id();
    let form = PromiseForm {
        organisation: typed.id("organisation"),
        activity: typed.id("activity"),
        words: (typed.text("words_en"), typed.text("words_es")),
        due_on: typed.text("due_on"),
        visibility: typed.text("visibility"),
    };
    if let Some(organisation) = form.organisation {
        visit.allow(Action::ManagePlan, Thing::Organisation(organisation))?;
    }
    match problems_of(actions::promise(&visit.scope, visit.actor(), id, &form).await)? {
        Ok(()) => Ok(to(&visit, "plan/promises")),
        Err(problems) => new_page(&visit, &typed, &problems).await,
    }
}
