//! The plan of action of the demonstration: sixty activities by forty-one partners, and what partners promised. All invented.

use std::collections::BTreeMap;

use domain::ids::{ActivityId, CategoryId, CommitmentId, OrganisationId, PathwayStageId, PlaceId};
use jiff::civil::Date;
use platform::args;
use platform::db::{Connection, FromQueryResult};
use platform::history::Actor;
use platform::secrets;
use serde::Deserialize;

use super::seed_agenda::Written;
use super::{Community, files, found, json, ours, slug};
use crate::activities::actions::{self, ActivityForm, NewActivity};
use crate::activities::commitments::actions::{self as promises, AnswerForm, PromiseForm};
use crate::activities::commitments::asking;
use crate::activities::steps::{MetricForm, MilestoneForm};
use crate::error::Error;
use crate::problems::Check;

/// The partner that was asked today what became of its promises.
const ASKED: &str = "casa-faro";

#[derive(Deserialize)]
struct PlanFile {
    activities: Vec<Activity>,
    promises: Vec<Promise>,
}

/// A day: as it is, or counted from the day on which the demonstration was started.
#[derive(Deserialize, Clone)]
#[serde(untagged)]
enum Day {
    Counted(i32),
    Fixed(String),
}

impl Day {
    fn on(&self, community: &Community) -> String {
        match self {
            Self::Counted(days) => community.days_from_today(*days).to_string(),
            Self::Fixed(day) => day.clone(),
        }
    }
}

#[derive(Deserialize)]
struct Activity {
    strategy: String,
    stage: String,
    lead: String,
    body: String,
    indicator: String,
    title_en: String,
    title_es: String,
    #[serde(default)]
    about_en: String,
    #[serde(default)]
    about_es: String,
    starts: Day,
    ends: Option<Day>,
    #[serde(default)]
    partners: Vec<Part>,
    #[serde(default)]
    places: Vec<String>,
    #[serde(default)]
    groups: Vec<String>,
    #[serde(default)]
    population_en: String,
    #[serde(default)]
    population_es: String,
    #[serde(default)]
    milestones: Vec<Step>,
    #[serde(default)]
    metrics: Vec<Metric>,
    #[serde(default)]
    stopped_because: String,
    /// Whether it went on when the second edition was made.
    #[serde(default)]
    first: bool,
    #[serde(default)]
    public: bool,
}

#[derive(Deserialize)]
struct Part {
    partner: String,
    part: String,
}

#[derive(Deserialize)]
struct Step {
    kind: String,
    title_en: String,
    title_es: String,
    due: Day,
    done: Option<Day>,
}

#[derive(Deserialize)]
struct Metric {
    title_en: String,
    title_es: String,
    planned: f64,
    reached: f64,
}

#[derive(Deserialize)]
struct Promise {
    partner: String,
    by: String,
    words_en: String,
    words_es: String,
    day: i32,
    activity: Option<String>,
    #[serde(default)]
    answers: Vec<Said>,
}

#[derive(Deserialize)]
struct Said {
    day: i32,
    answer: String,
    #[serde(default)]
    because: String,
    new_day: Option<i32>,
    #[serde(default)]
    new_words: String,
}

/// What was planned so far.
#[derive(Default)]
pub(super) struct Planned {
    activities: BTreeMap<String, ActivityId>,
    /// What is still to be answered: the day, who says it, for whom, and what.
    answers: Vec<(i32, String, OrganisationId, AnswerForm)>,
}

/// What identifiers the files' names stand for.
struct Names {
    places: BTreeMap<String, PlaceId>,
    groups: BTreeMap<String, CategoryId>,
    stages: BTreeMap<String, PathwayStageId>,
}

#[derive(FromQueryResult)]
struct NameRow {
    name: String,
    id: String,
}

async fn names<T: std::str::FromStr>(
    connection: &Connection,
    sql: &str,
) -> Result<BTreeMap<String, T>, Error> {
    let rows: Vec<NameRow> = connection.rows(sql, args![]).await?;
    let named = rows
        .into_iter()
        .filter_map(|row| Some((row.name, row.id.parse().ok()?)));
    Ok(named.collect())
}

impl Names {
    async fn read(connection: &Connection) -> Result<Self, Error> {
        let places = "select slug as name, place_id as id from place where collaborative_id = $1
                      order by slug, place_id limit 1000";
        let groups = "select d.slug || '/' || c.slug as name, c.category_id as id
                      from category c
                      join dimension d on d.collaborative_id = c.collaborative_id and d.dimension_id = c.dimension_id
                      where c.collaborative_id = $1
                      order by 1, c.category_id limit 1000";
        let stages =
            "select slug as name, pathway_stage_id as id from pathway_stage where collaborative_id = $1
                      order by slug, pathway_stage_id limit 100";
        Ok(Self {
            places: names(connection, places).await?,
            groups: names(connection, groups).await?,
            stages: names(connection, stages).await?,
        })
    }
}

/// What went on already when the second edition was made; it goes out with it.
pub(super) async fn seed_first(community: &Community, agenda: &Written) -> Result<Planned, Error> {
    let mut planned = Planned::default();
    seed_activities(community, (&mut planned, agenda), true).await?;
    Ok(planned)
}

/// The rest of the plan, and what partners promised.
pub(super) async fn seed(
    community: &Community,
    planned: &mut Planned,
    agenda: &Written,
) -> Result<(), Error> {
    seed_activities(community, (planned, agenda), false).await?;
    seed_promises(community, planned).await
}

fn facilitator(community: &Community) -> Result<Actor, Error> {
    community.acting("theo-marsh", "facilitator")
}

async fn seed_activities(
    community: &Community,
    (planned, agenda): (&mut Planned, &Written),
    first: bool,
) -> Result<(), Error> {
    let file: PlanFile = json(files::PLAN)?;
    let names = Names::read(&*community.scope.read().await?).await?;
    let tx = community.scope.write(facilitator(community)?).await?;
    let mut facts = Vec::new();
    for one in file.activities.iter().filter(|one| one.first == first) {
        let id = ActivityId::from_uuid(secrets::new_uuid());
        let mut new = new_activity(community, one, &names)?;
        new.form.strategy = agenda.key(&one.strategy)?;
        let added = actions::add_in(&tx, id, &new, Check::form()).await;
        facts.extend(added.map_err(ours)?);
        planned.activities.insert(one.title_en.clone(), id);
    }
    tx.commit(facts).await?;
    Ok(())
}

fn new_activity(community: &Community, one: &Activity, names: &Names) -> Result<NewActivity, Error> {
    let places: Result<_, Error> = one.places.iter().map(|name| found(&names.places, name)).collect();
    let groups = one.groups.iter().map(|name| found(&names.groups, &slug(name)));
    let groups: Result<_, Error> = groups.collect();
    let partners = one.partners.iter().map(|part| {
        let organisation = community.organisation(&part.partner)?;
        Ok((organisation, part.part.clone()))
    });
    let partners: Result<_, Error> = partners.collect();
    let is_targeted = !one.groups.is_empty();
    Ok(NewActivity {
        form: ActivityForm {
            title: (one.title_en.clone(), one.title_es.clone()),
            about: (one.about_en.clone(), one.about_es.clone()),
            lead: Some(community.organisation(&one.lead)?),
            body: Some(found(&community.bodies, &one.body)?),
            indicator: Some(community.indicator(&one.indicator)?),
            stage: names.stages.get(&one.stage).copied(),
            scope: if is_targeted { "targeted" } else { "universal" }.to_owned(),
            population: (one.population_en.clone(), one.population_es.clone()),
            starts_on: one.starts.on(community),
            ends_on: one.ends.as_ref().map(|day| day.on(community)).unwrap_or_default(),
            was_under_way: one.first,
            visibility: if one.public { "public" } else { "internal" }.to_owned(),
            ..ActivityForm::default()
        },
        partners: partners?,
        places: places?,
        groups: groups?,
        milestones: one
            .milestones
            .iter()
            .map(|step| MilestoneForm {
                kind: step.kind.clone(),
                title: (step.title_en.clone(), step.title_es.clone()),
                due_on: step.due.on(community),
                done_on: step
                    .done
                    .as_ref()
                    .map(|day| day.on(community))
                    .unwrap_or_default(),
            })
            .collect(),
        metrics: one
            .metrics
            .iter()
            .map(|metric| MetricForm {
                title: (metric.title_en.clone(), metric.title_es.clone()),
                planned: metric.planned.to_string(),
                reached: metric.reached.to_string(),
                measured_on: String::new(),
            })
            .collect(),
        stopped_because: one.stopped_because.clone(),
        ..NewActivity::default()
    })
}

async fn seed_promises(community: &Community, planned: &mut Planned) -> Result<(), Error> {
    let file: PlanFile = json(files::PLAN)?;
    let tx = community.scope.write(facilitator(community)?).await?;
    let mut facts = Vec::new();
    for one in &file.promises {
        let id = CommitmentId::from_uuid(secrets::new_uuid());
        let organisation = community.organisation(&one.partner)?;
        let activity = match &one.activity {
            Some(title) => Some(found(&planned.activities, title)?),
            None => None,
        };
        let form = PromiseForm {
            organisation: Some(organisation),
            activity,
            words: (one.words_en.clone(), one.words_es.clone()),
            due_on: community.days_from_today(one.day).to_string(),
            visibility: "internal".to_owned(),
        };
        facts.extend(promises::promise_in(&tx, id, &form).await.map_err(ours)?);
        for said in &one.answers {
            let form = AnswerForm {
                commitment: id.to_string(),
                answer: said.answer.clone(),
                because: said.because.clone(),
                new_due_on: said
                    .new_day
                    .map(|day| community.days_from_today(day).to_string())
                    .unwrap_or_default(),
                new_words: said.new_words.clone(),
            };
            planned
                .answers
                .push((said.day, one.by.clone(), organisation, form));
        }
    }
    tx.commit(facts).await?;
    Ok(())
}

/// What partners answered up to a day.
pub(super) async fn answer(community: &Community, planned: &mut Planned, until: i32) -> Result<(), Error> {
    planned.answers.sort_by_key(|(day, ..)| *day);
    let (now, later) = std::mem::take(&mut planned.answers)
        .into_iter()
        .partition(|(day, ..)| *day <= until);
    planned.answers = later;
    let now: Vec<(i32, String, OrganisationId, AnswerForm)> = now;
    for (day, by, organisation, form) in now {
        community.set_day(community.days_from_today(day));
        let today: Date = community.days_from_today(day);
        let actor = community.acting(&by, "contact")?;
        let answered = promises::answer(&community.scope, actor, (organisation, today), &[form]).await;
        answered.map_err(ours)?;
    }
    Ok(())
}

/// One partner was asked today, and its letter waits.
pub(super) async fn ask(community: &Community) -> Result<(), Error> {
    let asked = asking::ask(
        &community.scope,
        facilitator(community)?,
        (community.organisation(ASKED)?, None),
        (&community.row, community.today),
    );
    asked.await.map_err(ours)
}
