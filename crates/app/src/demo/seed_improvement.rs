//! Candidates, learning sessions, what partners did, changes tried and programs of the demonstration: all invented.

use std::collections::BTreeMap;

use domain::ids::{
    CandidateId, ContributionId, ImprovementCycleId, LearningSessionId, ProgrammeId, ResultId,
};
use jiff::Span;
use jiff::civil::Date;
use platform::history::Actor;
use platform::secrets;
use serde::Deserialize;

use super::{Community, files, found, json, ours};
use crate::directory::actions::id_of;
use crate::editions::document::Text;
use crate::error::Error;
use crate::improvement::choosing::actions::{self as choosing, ScoreForm};
use crate::improvement::contributions::actions::{self as contributions, ContributionForm};
use crate::improvement::cycles::actions::{self as cycles, MonthForm, PlanForm, StudyForm};
use crate::improvement::programmes::actions::{self as programmes, MeasureForm, ProgrammeForm};
use crate::improvement::sessions::actions::{self as sessions, SessionForm};
use crate::improvement::sessions::commitments::CommitmentForm;
use crate::measurement::sheet::Sheet;
use crate::measurement::store;
use crate::meetings::promises::actions::{self as promises, Ending};

#[derive(Deserialize)]
struct Improvement {
    candidates: Vec<Candidate>,
    contributions: Vec<Contribution>,
    sessions: Vec<Session>,
    cycles: Vec<Cycle>,
    programs: Vec<Program>,
}

#[derive(Deserialize)]
struct Candidate {
    result: String,
    by: String,
    day: i32,
    title_en: String,
    title_es: String,
    numerator_en: String,
    numerator_es: String,
    denominator_en: String,
    denominator_es: String,
    source_en: String,
    source_es: String,
    scores: Vec<Score>,
    set_aside: Option<SetAside>,
}

#[derive(Deserialize)]
struct Score {
    by: String,
    gave: [i64; 3],
    remark: String,
}

#[derive(Deserialize)]
struct SetAside {
    by: String,
    reason: String,
}

#[derive(Deserialize)]
struct Contribution {
    indicator: String,
    partner: String,
    kind: String,
    on: String,
    visibility: String,
    title_en: String,
    title_es: String,
}

#[derive(Deserialize)]
struct Session {
    indicator: String,
    by: String,
    day: i32,
    edition: i64,
    people: Vec<String>,
    others: i64,
    we_see: String,
    because: String,
    we_will: Vec<Commitment>,
}

#[derive(Deserialize)]
struct Commitment {
    what: String,
    who: String,
    day: i32,
    group: String,
    #[serde(default)]
    is_done: bool,
}

#[derive(Deserialize)]
struct Cycle {
    indicator: String,
    by: String,
    partner: String,
    title: String,
    aim: String,
    prediction: String,
    measure: String,
    unit: String,
    direction: String,
    months: Vec<f64>,
    remarks: BTreeMap<usize, String>,
    did: String,
    learnt: String,
    decision: String,
}

#[derive(Deserialize)]
struct Program {
    indicator: String,
    by: String,
    partner: String,
    name: String,
    meant_for: String,
    how_well: String,
    better_off: String,
    periods: Vec<Period>,
}

#[derive(Deserialize)]
struct Period {
    period: String,
    meant_for: i64,
    reached: i64,
    served_well: i64,
    better_off: i64,
    remark: String,
}

/// What partners did, told before the second edition, so that it goes out with it.
pub(super) async fn seed_contributions(community: &Community) -> Result<(), Error> {
    let file: Improvement = json(files::IMPROVEMENT)?;
    for one in file.contributions {
        let form = ContributionForm {
            organisation: Some(community.organisation(&one.partner)?),
            kind: one.kind,
            happened_on: one.on,
            title_en: one.title_en,
            title_es: one.title_es,
            visibility: one.visibility,
            ..ContributionForm::default()
        };
        let id = ContributionId::from_uuid(secrets::new_uuid());
        let indicator = community.indicator(&one.indicator)?;
        let added = contributions::add(&community.scope, community.data_manager()?, id, indicator, &form);
        added.await.map_err(ours)?;
    }
    Ok(())
}

/// What people work on these days.
pub(super) async fn seed(community: &Community) -> Result<(), Error> {
    let file: Improvement = json(files::IMPROVEMENT)?;
    for candidate in &file.candidates {
        seed_candidate(community, candidate).await?;
    }
    for cycle in &file.cycles {
        seed_cycle(community, cycle).await?;
    }
    for program in &file.programs {
        seed_program(community, program).await?;
    }
    for session in &file.sessions {
        seed_session(community, session).await?;
    }
    Ok(())
}

fn acting(community: &Community, person: &str) -> Result<Actor, Error> {
    let authority = match person {
        "theo-marsh" => "facilitator",
        "priya-vane" => "data-manager",
        _ => "seat",
    };
    community.acting(person, authority)
}

async fn seed_candidate(community: &Community, one: &Candidate) -> Result<(), Error> {
    community.set_day(community.days_from_today(one.day));
    let results = store::results(&*community.scope.read().await?).await?;
    let result = results.iter().find(|row| row.slug == one.result);
    let result = result.ok_or(Error::NotFound)?;
    let result = ResultId::from_uuid(id_of(&result.result_id));
    let text = |en: &str, es: &str| Text {
        en: en.to_owned(),
        es: es.to_owned(),
    };
    let sheet = Sheet {
        title: text(&one.title_en, &one.title_es),
        numerator: text(&one.numerator_en, &one.numerator_es),
        denominator: text(&one.denominator_en, &one.denominator_es),
        source: text(&one.source_en, &one.source_es),
        unit: "percent".to_owned(),
        decimals: 1,
        direction: "higher".to_owned(),
        place_kind: "town".to_owned(),
        period_kind: "school-year".to_owned(),
        cadence: "yearly".to_owned(),
        has_everyone: true,
        ..Sheet::default()
    };
    let proposed = choosing::propose(&community.scope, acting(community, &one.by)?, result, &sheet).await;
    let id: CandidateId = proposed.map_err(ours)?;
    for score in &one.scores {
        let form = ScoreForm {
            scores: score.gave.map(|gave| gave.to_string()),
            remark: score.remark.clone(),
        };
        let (actor, person) = (acting(community, &score.by)?, community.person(&score.by)?);
        let kept = choosing::score(&community.scope, actor, id, person, &form).await;
        kept.map_err(ours)?;
    }
    if let Some(aside) = &one.set_aside {
        let actor = acting(community, &aside.by)?;
        let set = choosing::set_aside(&community.scope, actor, id, &aside.reason).await;
        set.map_err(ours)?;
    }
    Ok(())
}

async fn seed_cycle(community: &Community, one: &Cycle) -> Result<(), Error> {
    let length = i32::try_from(one.months.len()).unwrap_or(0);
    let first = months_before(community.today, length);
    let id = ImprovementCycleId::from_uuid(secrets::new_uuid());
    let plan = PlanForm {
        organisation: Some(community.organisation(&one.partner)?),
        title: one.title.clone(),
        aim: one.aim.clone(),
        prediction: one.prediction.clone(),
        measure: one.measure.clone(),
        unit: one.unit.clone(),
        direction: one.direction.clone(),
        began_on: first.to_string(),
        follows: None,
    };
    let indicator = community.indicator(&one.indicator)?;
    let begun = cycles::begin(
        &community.scope,
        acting(community, &one.by)?,
        id,
        indicator,
        &plan,
    )
    .await;
    begun.map_err(ours)?;
    for (number, value) in one.months.iter().enumerate() {
        let back = length - i32::try_from(number).unwrap_or(0);
        let month = months_before(community.today, back);
        let form = MonthForm {
            month: format!("{:04}-{:02}", month.year(), month.month()),
            value: value.to_string(),
            remark: one.remarks.get(&number).cloned().unwrap_or_default(),
        };
        let actor = acting(community, &one.by)?;
        let kept = cycles::measure(&community.scope, actor, id, &form, community.today).await;
        kept.map_err(ours)?;
    }
    let study = StudyForm {
        did: one.did.clone(),
        learnt: one.learnt.clone(),
        decision: one.decision.clone(),
    };
    let studied = cycles::study(&community.scope, acting(community, &one.by)?, id, &study).await;
    studied.map_err(ours)
}

/// The first day of a month so many months before the one of a day.
fn months_before(day: Date, months: i32) -> Date {
    day.first_of_month()
        .saturating_sub(jiff::Span::new().months(months))
}

async fn seed_program(community: &Community, one: &Program) -> Result<(), Error> {
    let id = ProgrammeId::from_uuid(secrets::new_uuid());
    let form = ProgrammeForm {
        organisation: Some(community.organisation(&one.partner)?),
        name: one.name.clone(),
        meant_for: one.meant_for.clone(),
        how_well: one.how_well.clone(),
        better_off: one.better_off.clone(),
    };
    let indicator = community.indicator(&one.indicator)?;
    let added = programmes::add(
        &community.scope,
        acting(community, &one.by)?,
        id,
        indicator,
        &form,
    )
    .await;
    added.map_err(ours)?;
    for period in &one.periods {
        let form = MeasureForm {
            period: period.period.clone(),
            meant_for: period.meant_for.to_string(),
            reached: period.reached.to_string(),
            served_well: period.served_well.to_string(),
            better_off: period.better_off.to_string(),
            remark: period.remark.clone(),
        };
        let actor = acting(community, &one.by)?;
        let kept = programmes::record(&community.scope, actor, id, &form).await;
        kept.map_err(ours)?;
    }
    Ok(())
}

async fn seed_session(community: &Community, one: &Session) -> Result<(), Error> {
    let held_on = community.days_from_today(one.day);
    community.set_day(held_on);
    let people: Result<_, Error> = one.people.iter().map(|person| community.person(person)).collect();
    let commitments: Result<_, Error> = one
        .we_will
        .iter()
        .map(|will| commitment(community, will))
        .collect();
    let form = SessionForm {
        held_on: held_on.to_string(),
        edition_number: Some(one.edition),
        we_see: one.we_see.clone(),
        because: one.because.clone(),
        commitments: commitments?,
        people: people?,
        others: one.others.to_string(),
    };
    let id = LearningSessionId::from_uuid(secrets::new_uuid());
    let indicator = community.indicator(&one.indicator)?;
    let held = sessions::hold(
        &community.scope,
        acting(community, &one.by)?,
        id,
        indicator,
        &form,
    )
    .await;
    held.map_err(ours)?;
    community.set_day(held_on.saturating_add(Span::new().days(1)));
    let promised = promises::of_session(&*community.scope.read().await?, &id.to_string()).await?;
    for (will, row) in one.we_will.iter().filter(|will| will.is_done).flat_map(|will| {
        let rows = promised.iter().filter(|row| row.title == will.what);
        rows.map(move |row| (will, row))
    }) {
        let actor = acting(community, &will.who)?;
        let id = row.action_item_id.parse().map_err(|_| Error::NotFound)?;
        promises::settle(&community.scope, actor, id, Ending::Done).await?;
    }
    Ok(())
}

fn commitment(community: &Community, will: &Commitment) -> Result<CommitmentForm, Error> {
    Ok(CommitmentForm {
        suffix: String::new(),
        what: will.what.clone(),
        owner: Some(community.person(&will.who)?),
        due_on: community.days_from_today(will.day).to_string(),
        body: Some(found(&community.bodies, &will.group)?),
    })
}
