//! The backbone's own work in the demonstration: rounds of self-assessment, hours, roles, workplan and stage. All invented.

use std::collections::BTreeMap;

use domain::backbone::hours::week_of;
use domain::backbone::mirror::Ticked;
use domain::backbone::questions::{Said, Subject};
use domain::backbone::{Function, Stage};
use domain::ids::{AssessmentId, BenchmarkId, CommunityFigureId, PeerReviewId, PersonId, WorkItemId};
use jiff::Span;
use platform::secrets;
use serde::Deserialize;

use super::{Community, files, json, ours};
use crate::backbone::assessments::{
    actions::{self as assessments, Given},
    store,
};
use crate::backbone::desk::{self, Ending, Minutes, RoleForm, WorkItemForm};
use crate::backbone::mirror::{actions as mirror, community as figures};
use crate::backbone::theory::actions::{self as theory, PeerForm, PeerSaid};
use crate::editions::actions as editions;
use crate::error::Error;
use crate::requests::letters::Desk;

/// Weeks for which hours were told.
const WEEKS: i64 = 26;

#[derive(Deserialize)]
struct Backbone {
    rounds: Vec<Round>,
    roles: Vec<Role>,
    time: BTreeMap<String, Time>,
    work: Vec<Work>,
    stage: Chosen,
    theory: Theory,
    community: FromIndicator,
}

/// Which published indicator tells the make-up of the community, and by what.
#[derive(Deserialize)]
struct FromIndicator {
    indicator: String,
    question: String,
}

#[derive(Deserialize)]
struct Round {
    subject: String,
    day: i32,
    closes: i32,
    silent: Vec<String>,
    /// Of a hundred members, by statement.
    #[serde(default)]
    agree: BTreeMap<String, usize>,
    /// What a round of the mirror asks, and what each person ticked: `question=group`.
    #[serde(default)]
    asks: Vec<String>,
    #[serde(default)]
    ticked: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Role {
    title: (String, String),
    person: String,
    functions: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Time {
    planned: Minutes,
    then: Minutes,
    now: Minutes,
}

#[derive(Deserialize)]
struct Work {
    function: String,
    title: String,
    owner: String,
    due: i32,
    note: String,
    ends: String,
}

#[derive(Deserialize)]
struct Chosen {
    stage: String,
    day: i32,
    because: String,
}

type Word = (String, String);

#[derive(Deserialize)]
struct Theory {
    said: BTreeMap<String, Word>,
    evidence: Vec<(String, String, String)>,
    work: Vec<String>,
    peer: Peer,
}

#[derive(Deserialize)]
struct Peer {
    name: String,
    email: String,
    site: String,
    said: BTreeMap<String, Word>,
}

enum Step {
    Ask,
    Close,
}

/// Rounds that are still to be lived through, day by day beside everything else.
pub(super) struct Rounds {
    rounds: Vec<(Round, Option<AssessmentId>)>,
    steps: Vec<(i32, usize, Step)>,
}

/// Every round of the file.
pub(super) fn rounds() -> Result<Rounds, Error> {
    let file: Backbone = json(files::BACKBONE)?;
    let mut steps = Vec::new();
    for (at, round) in file.rounds.iter().enumerate() {
        steps.push((round.day, at, Step::Ask));
        // A round closes with the end of its last day.
        steps.push((round.closes + 1, at, Step::Close));
    }
    // The soonest last, to be taken from the end.
    steps.sort_by_key(|(day, _, _)| -day);
    let rounds = file.rounds.into_iter().map(|round| (round, None));
    Ok(Rounds {
        rounds: rounds.collect(),
        steps,
    })
}

impl Rounds {
    /// Lives through everything up to a day.
    pub(super) async fn until(&mut self, community: &Community, day: i32) -> Result<(), Error> {
        while self.steps.last().is_some_and(|(on, _, _)| *on <= day) {
            let Some((on, at, step)) = self.steps.pop() else {
                break;
            };
            community.set_day(community.days_from_today(on));
            let (round, id) = &mut self.rounds[at];
            match step {
                Step::Ask => *id = Some(ask(community, round).await?),
                Step::Close => {
                    let id = id.ok_or(Error::NotFound)?;
                    assessments::close(&community.scope, id).await?;
                }
            }
        }
        Ok(())
    }
}

async fn ask(community: &Community, round: &Round) -> Result<AssessmentId, Error> {
    let id = AssessmentId::from_uuid(secrets::new_uuid());
    let subject = Subject::from_code(&round.subject).ok_or(Error::NotFound)?;
    let actor = community.acting("theo-marsh", "facilitator")?;
    let desk = Desk {
        collaborative: &community.row,
        base_url: &community.base_url,
    };
    let closes_on = community.days_from_today(round.closes);
    if subject == Subject::Mirror {
        let asked = mirror::ask(&community.scope, actor, desk, (id, closes_on, &round.asks));
        asked.await.map_err(ours)?;
        return reflect(community, round, id).await;
    }
    let asked = assessments::ask(&community.scope, actor, desk, (id, subject, closes_on));
    asked.await.map_err(ours)?;
    let silent: Result<Vec<PersonId>, Error> =
        round.silent.iter().map(|name| community.person(name)).collect();
    let silent = silent?;
    let members = store::members(&*community.scope.read().await?, &id.to_string()).await?;
    let people = members
        .iter()
        .filter_map(|row| row.person_id.parse::<PersonId>().ok());
    let people: Vec<PersonId> = people.filter(|person| !silent.contains(person)).collect();
    for (number, person) in people.iter().enumerate() {
        let said: Vec<Option<Said>> = subject
            .statements()
            .iter()
            .enumerate()
            .map(|(at, code)| {
                let of_hundred = round.agree.get(*code).copied().unwrap_or(0);
                // Another part of the members agrees with each statement.
                let place = (number + 5 * at) % people.len();
                let agrees = place * 100 < of_hundred * people.len();
                let other = if place.is_multiple_of(4) {
                    Said::Unsure
                } else {
                    Said::NotYet
                };
                Some(if agrees { Said::True } else { other })
            })
            .collect();
        let answered = assessments::answer(&community.scope, id, (*person, Given::Said(&said))).await;
        answered.map_err(ours)?;
    }
    Ok(id)
}

/// Everybody ticks what the file says.
async fn reflect(community: &Community, round: &Round, id: AssessmentId) -> Result<AssessmentId, Error> {
    for (name, groups) in &round.ticked {
        let ticked = groups.iter().filter_map(|one| one.split_once('='));
        let ticked: Ticked = ticked.map(|(code, group)| (code.into(), group.into())).collect();
        let person = community.person(name)?;
        let answered = assessments::answer(&community.scope, id, (person, Given::Ticked(&ticked)));
        answered.await.map_err(ours)?;
    }
    Ok(id)
}

/// The community beside the mirror: the people whom a published indicator is about.
async fn seed_community(community: &Community, from: &FromIndicator) -> Result<(), Error> {
    let (documents, askable) = {
        let reader = community.scope.read().await?;
        (
            editions::published(&reader).await?,
            mirror::askable(&reader).await?,
        )
    };
    let question = askable.into_iter().find(|one| one.code == from.question);
    let found = documents
        .last()
        .zip(question)
        .and_then(|(document, question)| figures::of_indicator_form(document, &question, &from.indicator));
    let form = found.ok_or(Error::NotFound)?;
    let id = CommunityFigureId::from_uuid(secrets::new_uuid());
    let actor = community.acting("priya-vane", "data-manager")?;
    let kept = mirror::keep_figure(&community.scope, actor, (id, &from.question), &form);
    kept.await.map_err(ours)
}

/// What the staff keeps at its desk these days.
pub(super) async fn seed(community: &Community) -> Result<(), Error> {
    let file: Backbone = json(files::BACKBONE)?;
    for (position, role) in file.roles.iter().enumerate() {
        let form = RoleForm {
            title_en: role.title.0.clone(),
            title_es: role.title.1.clone(),
            person: match role.person.as_str() {
                "" => None,
                name => Some(community.person(name)?),
            },
            functions: role.functions.clone(),
            position: i64::try_from(position).unwrap_or(0),
        };
        let id = secrets::new_uuid().to_string();
        let actor = community.acting("ines-calder", "director")?;
        let kept = desk::keep_role(&community.scope, actor, (&id, &form)).await;
        kept.map_err(ours)?;
    }
    seed_time(community, &file.time).await?;
    let stage = Stage::from_code(&file.stage.stage).ok_or(Error::NotFound)?;
    let actor = community.acting("ines-calder", "director")?;
    let day = community.days_from_today(file.stage.day);
    let chosen = desk::choose_stage(&community.scope, actor, (stage, &file.stage.because, &[]), day);
    chosen.await.map_err(ours)?;
    for work in &file.work {
        seed_work(community, work).await?;
    }
    seed_community(community, &file.community).await?;
    seed_theory(community, &file.theory).await
}

async fn seed_theory(community: &Community, theory_of_action: &Theory) -> Result<(), Error> {
    let scope = &community.scope;
    let actor = || community.acting("ines-calder", "director");
    let today = community.days_from_today(-60);
    for (code, (level, note)) in &theory_of_action.said {
        let said = theory::assess(scope, actor()?, (code, level, note), today).await;
        said.map_err(ours)?;
    }
    for (code, title, target) in &theory_of_action.evidence {
        let of = (
            BenchmarkId::from_uuid(secrets::new_uuid()),
            code.as_str(),
            community.row.slug.as_str(),
        );
        let shown = theory::show(scope, actor()?, of, (title, target), today).await;
        shown.map_err(ours)?;
    }
    for code in &theory_of_action.work {
        theory::put_on_plan(scope, actor()?, code).await.map_err(ours)?;
    }
    let peer = &theory_of_action.peer;
    let id = PeerReviewId::from_uuid(secrets::new_uuid());
    let form = PeerForm {
        name: peer.name.clone(),
        email: peer.email.clone(),
        site: peer.site.clone(),
    };
    let desk = Desk {
        collaborative: &community.row,
        base_url: &community.base_url,
    };
    let asked = theory::ask_peer(scope, actor()?, desk, (id, &form)).await;
    asked.map_err(ours)?;
    let said = peer.said.iter().map(|(code, (level, note))| {
        let said = PeerSaid {
            level: level.clone(),
            note: note.clone(),
        };
        (code.clone(), said)
    });
    let answered = theory::answer_peer(scope, actor()?, (id, said.collect())).await;
    answered.map_err(ours)
}

async fn seed_time(community: &Community, time: &BTreeMap<String, Time>) -> Result<(), Error> {
    let last = week_of(community.days_from_today(-7));
    for (name, time) in time {
        let person = community.person(name)?;
        let actor = || community.acting(name, "staff");
        let planned = desk::plan_hours(&community.scope, actor()?, (person, time.planned)).await;
        planned.map_err(ours)?;
        for week in 0..WEEKS {
            let from = last.saturating_sub(Span::new().days(7 * (WEEKS - 1 - week)));
            let mut minutes = time.then;
            for (at, minutes) in minutes.iter_mut().enumerate() {
                let moved = *minutes + (time.now[at] - *minutes) * week / (WEEKS - 1);
                // No two weeks are alike.
                let wobble = (week * 7 + i64::try_from(at).unwrap_or(0) * 3) % 5 - 2;
                *minutes = (moved + moved * wobble / 20) / 15 * 15;
            }
            let told = desk::log_hours(&community.scope, actor()?, (person, from, minutes)).await;
            told.map_err(ours)?;
        }
    }
    Ok(())
}

async fn seed_work(community: &Community, work: &Work) -> Result<(), Error> {
    let id = WorkItemId::from_uuid(secrets::new_uuid());
    debug_assert!(Function::from_code(&work.function).is_some());
    let form = WorkItemForm {
        function: work.function.clone(),
        title: work.title.clone(),
        note: work.note.clone(),
        owner: Some(community.person(&work.owner)?),
        due_on: community.days_from_today(work.due).to_string(),
        ..WorkItemForm::default()
    };
    let actor = || community.acting("theo-marsh", "facilitator");
    let kept = desk::keep_item(&community.scope, actor()?, id, &form).await;
    kept.map_err(ours)?;
    if !work.ends.is_empty() {
        let on = community.days_from_today(work.due);
        let ended = desk::end_item(&community.scope, actor()?, (id, Ending::Done, on)).await;
        ended.map_err(ours)?;
    }
    Ok(())
}
