//! Stage (DOMAIN T1, T2): early, middle or mature, chosen with the facts it rests on; what it asks for is a short list on This
//! week, gone when it is done.

use axum::Form as Body;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Thing};
use domain::backbone::Stage;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};
use platform::words::Words;

use super::{desk, desk_store, tabs};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Typed, page, problems_of};
use crate::dates;
use crate::directory::pages::{Pairs, address};
use crate::error::Error;
use crate::problems::{Problem, Refusal};
use crate::setup::checklist::{Checklist, Line};

const YEAR_MILLIS: i64 = 365 * 24 * 3600 * 1000;

/// What Mainstay knows that a stage rests on.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct Facts {
    sectors: i64,
    residents: i64,
    ratified: i64,
    baselines: i64,
    activities: i64,
    published: i64,
    sessions: i64,
    cycles: i64,
    assessed: i64,
    reviewed: i64,
    endorsed: i64,
}

/// One query, whatever there is.
pub async fn facts(connection: &Connection) -> Result<Facts, DbError> {
    let sql = "select
      (select count(distinct s.sector) from seat s where s.collaborative_id = $1 and s.sector <> ''
         and s.person_id is not null and s.until_on is null) as sectors,
      (select count(*) from seat s where s.collaborative_id = $1 and s.sector = 'residents'
         and s.person_id is not null and s.until_on is null) as residents,
      (select count(*) from agenda_version v where v.collaborative_id = $1 and v.state = 'ratified') as ratified,
      (select count(distinct o.indicator_id) from observation o where o.collaborative_id = $1) as baselines,
      (select count(*) from activity a where a.collaborative_id = $1) as activities,
      (select count(*) from edition e where e.collaborative_id = $1 and e.number is not null) as published,
      (select count(*) from learning_session l where l.collaborative_id = $1 and l.created_at >= $2) as sessions,
      (select count(*) from improvement_cycle c where c.collaborative_id = $1 and c.decided_at is not null) as cycles,
      (select count(*) from assessment q where q.collaborative_id = $1 and q.state = 'closed'
         and q.subject <> 'mirror' and q.closes_at >= $2) as assessed,
      (select count(*) from decision d where d.collaborative_id = $1 and d.reviewed_on is not null) as reviewed,
      (select count(distinct e.organisation_id) from agenda_endorsement e where e.collaborative_id = $1
         and e.withdrawn_at is null) as endorsed";
    let since = connection.clock().now_millis() - YEAR_MILLIS;
    Ok(connection.row(sql, args![since]).await?.unwrap_or_default())
}

impl Facts {
    /// As sentences, in the order of the work.
    fn told(&self, words: Words) -> Vec<String> {
        let all = [
            ("sectors", self.sectors),
            ("residents", self.residents),
            ("ratified", self.ratified),
            ("endorsed", self.endorsed),
            ("baselines", self.baselines),
            ("activities", self.activities),
            ("published", self.published),
            ("sessions", self.sessions),
            ("cycles", self.cycles),
            ("reviewed", self.reviewed),
            ("assessed", self.assessed),
        ];
        all.map(|(key, number)| words.with(&format!("stage-fact-{key}"), &[("number", number.into())]))
            .into()
    }

    /// What a stage asks for: its key, where it is done, and whether it is.
    fn asked(&self, stage: Stage) -> Vec<(&'static str, &'static str, bool)> {
        match stage {
            Stage::Early => vec![
                ("room", "bodies", self.sectors >= 5),
                ("residents", "bodies", self.residents > 0),
                ("agenda", "agenda", self.ratified > 0),
                ("baselines", "results", self.baselines > 0),
            ],
            Stage::Middle => vec![
                ("plan", "plan", self.activities > 0),
                ("learn", "learning", self.sessions >= 4),
                ("try", "learning", self.cycles > 0),
                ("ask", "backbone/assessments", self.assessed > 0),
                ("endorse", "agenda", self.endorsed >= 5),
            ],
            Stage::Mature => vec![
                ("publish", "editions", self.published >= 3),
                ("look-back", "decisions", self.reviewed > 0),
                ("ask", "backbone/assessments", self.assessed > 0),
                ("try-three", "learning", self.cycles >= 3),
            ],
        }
    }
}

/// The list of the stage for This week: for the staff, and while something on it is open.
pub async fn list(visit: &Visit, connection: &Connection) -> Result<Option<Checklist>, Error> {
    if !visit.shows(Action::ManageBackbone, Thing::Whole) {
        return Ok(None);
    }
    let Some(row) = desk_store::stage(connection).await? else {
        return Ok(None);
    };
    let Some(stage) = Stage::from_code(&row.stage) else {
        return Ok(None);
    };
    let words = visit.words;
    let asked = facts(connection).await?.asked(stage);
    let mut lines: Vec<Line> = asked
        .into_iter()
        .map(|(key, path, is_done)| Line {
            label: words.say(&format!("stage-todo-{key}")),
            href: address(visit, path),
            is_done,
        })
        .collect();
    lines.sort_by_key(|line| line.is_done);
    Ok(lines.iter().any(|line| !line.is_done).then(|| Checklist {
        heading: words.say("stage-list"),
        lede: words.say(&format!("stage-list-{}", stage.code())),
        lines,
    }))
}

/// The stage, what it rests on, and the choice.
pub async fn show(visit: Visit) -> Result<Response, Error> {
    stage_page(&visit, &Typed::default(), &[]).await
}

async fn stage_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBackbone)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let chosen = desk_store::stage(&reader).await?;
    let facts = facts(&reader).await?;
    drop(reader);
    let mut blocks = vec![tabs::block(visit, "desk")?];
    if let Some(row) = &chosen {
        let day = row.chosen_on.parse().map(|day| dates::plain(words, day));
        let arguments = [
            ("stage", words.say(&format!("stage-{}", row.stage)).into()),
            ("day", day.unwrap_or_default().into()),
        ];
        blocks.push(Block::Paragraph(words.with("stage-chosen", &arguments)));
        if !row.because.is_empty() {
            blocks.push(Block::Paragraph(row.because.clone()));
        }
    }
    for stage in Stage::ALL {
        let asked = facts.asked(stage).into_iter().map(|(key, _, is_done)| {
            let state = if is_done { "stage-there" } else { "stage-open" };
            (words.say(&format!("stage-todo-{key}")), words.say(state))
        });
        blocks.push(Block::Heading(words.say(&format!("stage-{}", stage.code()))));
        blocks.push(Block::Facts(asked.collect()));
    }
    blocks.push(Block::Heading(words.say("stage-facts")));
    blocks.push(Block::Paragraph(facts.told(words).join(" ")));
    if visit.shows(Action::ManageBackbone, Thing::Whole) {
        let stages = Stage::ALL.map(Stage::code);
        let form = Form::new(
            words,
            address(visit, "backbone/stage"),
            "stage-choose",
            typed,
            problems,
        )
        .under("stage-choice")
        .ask("stage", "stage", &stages)
        .areas(&["stage_because"]);
        blocks.push(Block::Form(Box::new(form)));
    }
    let title = words.say("stage-title");
    page(visit.frame(&title, "backbone"), words.say("stage-lede"), blocks)
}

/// Chooses the stage.
pub async fn choose(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageBackbone)?;
    let typed = Typed::from_pairs(pairs);
    let chosen = match Stage::from_code(typed.get("stage")) {
        Some(stage) => {
            let told = facts(&*visit.scope.read().await?).await?.told(visit.words);
            let today = visit.scope.clock().today(&visit.collaborative.time_zone);
            let choice = (stage, typed.get("stage_because"), told.as_slice());
            desk::choose_stage(&visit.scope, visit.actor(), choice, today).await
        }
        None => Err(Refusal::from(Problem::field("stage", "choice-unknown"))),
    };
    match problems_of(chosen)? {
        Ok(()) => Ok(Redirect::to(&address(&visit, "backbone/stage")).into_response()),
        Err(problems) => stage_page(&visit, &typed, &problems).await,
    }
}
