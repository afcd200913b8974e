//! Planning a meeting, changing it, calling it off, giving its roles.

use axum::Form as Body;
use axum::response::Response;
use domain::access::Action;
use domain::ids::MeetingId;
use domain::meetings::rhythm::Rhythm;
use platform::secrets;

use super::actions::{self, MeetingForm};
use super::pages::run;
use super::store::{self, MeetingRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Choice, Form, Shape, Typed, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Place, Problem};

/// What a body's box is called in the form.
const BODY: &str = "body-";

/// The form for a meeting.
pub async fn new_meeting(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::RunMeetings)?;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let typed = Typed::default()
        .with("id", secrets::new_uuid())
        .with("held_on", today.saturating_add(jiff::Span::new().days(14)))
        .with("begins", "16:00")
        .with("minutes", "90");
    plan_page(&visit, &typed, &[]).await
}

async fn plan_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let bodies = directory::bodies(&*visit.scope.read().await?).await?;
    let action = address(visit, "meetings/new");
    // The bodies are boxes of their own; what is wrong with all of them stands at the first.
    let at_first = |problem: &Problem| match (&problem.place, bodies.first()) {
        (Place::Field(name), Some(first)) if name == "bodies" => Problem {
            place: Place::Field(format!("{BODY}{}", first.body_id)),
            ..problem.clone()
        },
        _ => problem.clone(),
    };
    let problems: Vec<Problem> = problems.iter().map(at_first).collect();
    let mut form = Form::new(words, action, "meeting-plan", typed, &problems)
        .hiding("id", typed.get("id"))
        .lines(&["title", "title_es"])
        .heading("meeting-of");
    for body in &bodies {
        let name = words.pick(&body.name, &body.name_es).to_owned();
        form = form.named(&format!("{BODY}{}", body.body_id), name, Shape::Tick);
    }
    let form = when_and_where(form.heading("meeting-when-where"));
    let none = Choice {
        value: String::new(),
        label: words.say("rhythm-once"),
    };
    let rhythms = Rhythm::ALL.into_iter().map(|rhythm| Choice {
        value: rhythm.code().to_owned(),
        label: words.say(&format!("rhythm-{}", rhythm.code())),
    });
    let rhythms = std::iter::once(none).chain(rhythms).collect();
    let form = form
        .heading("meeting-again")
        .named("rhythm", words.say("field-rhythm"), Shape::Choose(rhythms))
        .day("last_on");
    let title = words.say("meeting-plan");
    page(
        visit.frame(&title, "meetings"),
        words.say("meeting-plan-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

fn when_and_where(form: Form) -> Form {
    form.day("held_on")
        .timed("begins")
        .lines(&["minutes", "place", "video"])
}

fn form_of(typed: &Typed, bodies: Vec<domain::ids::BodyId>) -> MeetingForm {
    MeetingForm {
        title: typed.text("title"),
        title_es: typed.text("title_es"),
        bodies,
        held_on: typed.text("held_on"),
        begins: typed.text("begins"),
        minutes: typed.text("minutes"),
        place: typed.text("place"),
        video: typed.text("video"),
        rhythm: typed.text("rhythm"),
        last_on: typed.text("last_on"),
    }
}

/// Plans a meeting or a row of them.
pub async fn plan(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::RunMeetings)?;
    let bodies = pairs.iter().filter_map(|(name, _)| name.strip_prefix(BODY));
    let bodies = bodies.filter_map(|id| id.parse().ok()).collect();
    let typed = Typed::from_pairs(pairs);
    let form = form_of(&typed, bodies);
    let given: Option<MeetingId> = typed.id("id");
    let id = given.unwrap_or_else(|| MeetingId::from_uuid(secrets::new_uuid()));
    let typed = typed.with("id", id);
    let planned = actions::plan(&visit.scope, visit.actor(), &visit.collaborative, id, &form);
    match problems_of(planned.await)? {
        Ok(()) => Ok(to(&visit, &format!("meetings/{id}"))),
        Err(problems) => plan_page(&visit, &typed, &problems).await,
    }
}

/// The form that changes a meeting, gives its roles, or calls it off.
pub async fn change_form(visit: Visit, path: At) -> Result<Response, Error> {
    let row = run(&visit, &path).await?;
    let typed = Typed::default()
        .with("title", &row.title)
        .with("title_es", &row.title_es)
        .with("held_on", &row.held_on)
        .with("begins", &row.begins)
        .with("minutes", row.minutes)
        .with("place", &row.place)
        .with("video", &row.video);
    change_page(&visit, &row, &typed, &[]).await
}

async fn change_page(
    visit: &Visit,
    row: &MeetingRow,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let base = address(visit, &format!("meetings/{}", row.meeting_id));
    let guests = store::guests(&*visit.scope.read().await?, &row.meeting_id).await?;
    let people: Vec<(String, String)> = guests
        .into_iter()
        .map(|guest| (guest.person_id, guest.name))
        .collect();
    let change = Form::new(words, format!("{base}/change"), "meeting-change", typed, problems);
    let change = when_and_where(change.lines(&["title", "title_es"]));
    let text = |who: &Option<String>| who.clone().unwrap_or_default();
    let held = Typed::default()
        .with("chair", text(&row.chair_id))
        .with("notes", text(&row.notes_id))
        .with("time", text(&row.time_id));
    let roles = Form::new(words, format!("{base}/roles"), "button-save", &held, &[])
        .under("meeting-roles")
        .things("chair", people.clone())
        .things("notes", people.clone())
        .things("time", people);
    let cancel = Form::new(words, format!("{base}/cancel"), "meeting-cancel", typed, problems);
    let cancel = cancel.under("meeting-cancel").lines(&["called_off"]);
    let title = words.say("meeting-change");
    page(
        visit.frame(&title, "meetings"),
        words.say("meeting-change-lede"),
        vec![
            Block::Form(Box::new(change)),
            Block::Form(Box::new(roles)),
            Block::Form(Box::new(cancel)),
        ],
    )
}

/// Changes a meeting.
pub async fn change(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let row = run(&visit, &path).await?;
    let id: MeetingId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let form = form_of(&typed, Vec::new());
    let changed = actions::change(&visit.scope, visit.actor(), &visit.collaborative, id, &form);
    match problems_of(changed.await)? {
        Ok(()) => Ok(to(&visit, &format!("meetings/{id}"))),
        Err(problems) => change_page(&visit, &row, &typed, &problems).await,
    }
}

/// Calls a meeting off.
pub async fn cancel(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let row = run(&visit, &path).await?;
    let id: MeetingId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let because = typed.get("called_off");
    let cancelled = actions::cancel(&visit.scope, visit.actor(), &visit.collaborative, id, because);
    match problems_of(cancelled.await)? {
        Ok(()) => Ok(to(&visit, &format!("meetings/{id}"))),
        Err(problems) => change_page(&visit, &row, &typed, &problems).await,
    }
}

/// Gives the roles of a meeting.
pub async fn roles(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    run(&visit, &path).await?;
    let id: MeetingId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let roles = ["chair", "notes", "time"].map(|role| typed.id(role));
    actions::give_roles(&visit.scope, visit.actor(), id, roles).await?;
    Ok(to(&visit, &format!("meetings/{id}")))
}
