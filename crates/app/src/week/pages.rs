//! `GET /{c}/work`.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use domain::access::{Action, Thing};
use domain::measurement::Course;

use super::incoming::{self, Incoming};
use super::lately::{self, Happening};
use super::meeting::{self, NextMeeting};
use super::needs::{self, Need};
use super::results::{self, Line};
use super::table::{self, AtTheTable};
use crate::accounts::visit::Visit;
use crate::collaborative::pages::WorkFrame;
use crate::dates;
use crate::error::Error;
use crate::requests::board;
use crate::requests::pages::render;
use crate::setup::checklist::Checklist;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "week/week.html")]
struct WeekPage {
    frame: WorkFrame,
    today: String,
    heading: String,
    lede: String,
    needs: Vec<Need>,
    meeting: Option<NextMeeting>,
    incoming: Vec<Incoming>,
    results: Vec<Line>,
    happenings: Vec<Happening>,
    sees: String,
    checklist: Option<Checklist>,
    at_the_table: Option<AtTheTable>,
}

/// The page.
pub async fn page(visit: Visit, State(state): State<AppState>) -> Result<Html<String>, Error> {
    visit.allow_whole(Action::ViewOwnTasks)?;
    let words = visit.words;
    let zone = &visit.collaborative.time_zone;
    let today = visit.scope.clock().today(zone);
    let is_staff = visit.shows(Action::ViewWorkspace, Thing::Whole);
    let reader = visit.scope.read().await?;
    let boards = board::open_boards(&reader, today).await?;
    let mut needs = needs::load(&visit, &reader, &boards).await?;
    let next = meeting::next(&visit, &reader).await?;
    let (meeting, asked) = next.map_or((None, None), |(panel, asked)| (Some(panel), asked));
    let mut own = meeting::to_answer(&visit, &reader).await?;
    own.extend(asked);
    own.extend(meeting::promised(&visit, &reader).await?);
    needs.splice(0..0, own);
    let (mut incoming, mut results, mut happenings) = (Vec::new(), Vec::new(), Vec::new());
    if is_staff {
        incoming = incoming::views(&visit, &boards);
        results = results::lines(&visit, &reader).await?;
        let slug = &visit.collaborative.slug;
        let published = state.public.shelf.newest(slug);
        for line in &mut results {
            let is_public = published
                .as_ref()
                .is_some_and(|edition| edition.indicator(&line.slug).is_some());
            line.public = is_public.then(|| format!("/{slug}/results/{}", line.slug));
        }
        happenings = lately::load(&reader, words, zone).await?;
    }
    let mut checklist = crate::setup::checklist::load(&visit, &reader).await?;
    if checklist.is_none() {
        checklist = crate::backbone::stages::list(&visit, &reader).await?;
    }
    let at_the_table = table::load(&visit, &reader).await?;
    drop(reader);
    let sees = if is_staff {
        "week-sees-staff"
    } else {
        "week-sees-own"
    };
    render(&WeekPage {
        frame: visit.frame(&words.say("section-week"), "week"),
        today: dates::long(words, today),
        heading: heading(&visit, &results),
        lede: words.with("week-needs-count", &[("count", needs.len().into())]),
        needs,
        meeting,
        incoming,
        results,
        happenings,
        sees: words.say(sees),
        checklist,
        at_the_table,
    })
}

/// "Two improving, three holding steady, one slipping": the whole in one line; a greeting where there is no result.
fn heading(visit: &Visit, results: &[Line]) -> String {
    let words = visit.words;
    let courses = [Course::Improving, Course::HoldingSteady, Course::Slipping];
    let parts = courses.into_iter().filter_map(|course| {
        let count = results.iter().filter(|line| line.course == course).count();
        let key = format!("week-{}", course.code());
        (count > 0).then(|| words.with(&key, &[("count", count.into())]))
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        return words.with("week-hello", &[("person", (&visit.person.name).into())]);
    }
    words.with("week-heading", &[("parts", parts.join(", ").into())])
}
