//! Adding activities to the plan, changing them, and ending them before their time.

use domain::activities::BACKBONE;
use domain::ids::{
    ActivityId, ActivityMetricId, BodyId, CategoryId, IndicatorId, MilestoneId, OrganisationId,
    PathwayStageId, PlaceId,
};
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::steps::{self, MetricForm, MilestoneForm};
use super::store::{self, ActivityRow};
use super::{steps_store, tie_store};
use crate::directory::actions::{commit, known, with_changes};
use crate::directory::store as directory;
use crate::error::Error;
use crate::measurement::sheet::VISIBILITIES;
use crate::problems::{Check, Refusal};

/// For everybody, or for some groups above all.
pub const SCOPES: [&str; 2] = ["universal", "targeted"];

/// An activity as typed.
#[derive(Debug, Clone, Default)]
pub struct ActivityForm {
    /// Title, in both languages.
    pub title: (String, String),
    /// What is done, in both languages.
    pub about: (String, String),
    /// Who leads it.
    pub lead: Option<OrganisationId>,
    /// The working group it belongs to.
    pub body: Option<BodyId>,
    /// Key of a strategy; may be empty.
    pub strategy: String,
    /// The indicator it means to move.
    pub indicator: Option<IndicatorId>,
    /// Where on the pathway.
    pub stage: Option<PathwayStageId>,
    /// `universal` or `targeted`.
    pub scope: String,
    /// For whom, in both languages.
    pub population: (String, String),
    /// First day.
    pub starts_on: String,
    /// Last day; may be empty.
    pub ends_on: String,
    /// Whether it went on before the plan.
    pub was_under_way: bool,
    /// `internal` or `public`.
    pub visibility: String,
}

/// An activity with all that belongs to it, as a form or a row of a sheet brings it.
#[derive(Debug, Clone, Default)]
pub struct NewActivity {
    /// The activity.
    pub form: ActivityForm,
    /// What makes it this one: sent twice, it is one activity. Empty: its identifier.
    pub entry_key: String,
    /// Who else takes part, and what they bring.
    pub partners: Vec<(OrganisationId, String)>,
    /// Where.
    pub places: Vec<PlaceId>,
    /// For which groups.
    pub groups: Vec<CategoryId>,
    /// What it means to reach.
    pub milestones: Vec<MilestoneForm>,
    /// What it counts.
    pub metrics: Vec<MetricForm>,
    /// Why it was ended before its time; empty where it was not.
    pub stopped_because: String,
}

/// Adds an activity. The identifier comes with the form, so that the same form sent twice is one activity.
pub async fn add(scope: &Scope, actor: Actor, id: ActivityId, new: &NewActivity) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let facts = add_in(&tx, id, new, Check::form()).await?;
    commit(tx, facts).await
}

/// Adds an activity in the caller's change; nothing if it is there already.
pub async fn add_in(
    tx: &Tx,
    id: ActivityId,
    new: &NewActivity,
    mut check: Check,
) -> Result<Vec<NewFact>, Refusal> {
    check_lead(tx, &mut check, new.form.lead).await?;
    add_led(tx, id, new, check).await
}

/// As [`add_in`], where the caller has made sure of who leads: a sheet of many rows asks that once for each partner.
pub async fn add_led(
    tx: &Tx,
    id: ActivityId,
    new: &NewActivity,
    mut check: Check,
) -> Result<Vec<NewFact>, Refusal> {
    let mut row = read(&mut check, &new.form);
    let milestones: Vec<_> = new
        .milestones
        .iter()
        .map(|form| {
            let milestone = MilestoneId::from_uuid(secrets::new_uuid());
            (milestone, steps::read_milestone(&mut check, id, milestone, form))
        })
        .collect();
    let metrics: Vec<_> = new
        .metrics
        .iter()
        .map(|form| {
            steps::read_metric(
                &mut check,
                id,
                ActivityMetricId::from_uuid(secrets::new_uuid()),
                form,
            )
        })
        .collect();
    row = check.finish(row)?;
    row.activity_id = id.to_string();
    row.entry_key = if new.entry_key.is_empty() {
        format!("form:{id}")
    } else {
        new.entry_key.clone()
    };
    row.slug = free_slug(tx, &row.title_en).await?;
    row.revision = 1;
    if !new.stopped_because.is_empty() {
        row.ended_at = Some(tx.clock().now_millis());
        row.ended_because.clone_from(&new.stopped_because);
    }
    if own(store::insert(tx, &row).await)? == 0 {
        return Ok(Vec::new());
    }
    put_ties(tx, id, new).await?;
    for (_, milestone) in &milestones {
        steps_store::insert_milestone(tx, milestone).await?;
    }
    for metric in &metrics {
        steps_store::put_metric(tx, metric).await?;
    }
    let fact = NewFact::new("plan.activity-added", "activity", id.uuid())
        .set("title_en", &row.title_en)
        .set("lead", &row.lead_id)
        .set("strategy", row.strategy_key.as_deref().unwrap_or_default())
        .set("starts_on", &row.starts_on)
        .set("milestones", milestones.len());
    Ok(vec![fact])
}

async fn put_ties(tx: &Tx, id: ActivityId, new: &NewActivity) -> Result<(), Refusal> {
    let id = id.to_string();
    for (organisation, part) in &new.partners {
        if Some(*organisation) != new.form.lead {
            own(tie_store::put_partner(tx, &id, &organisation.to_string(), part).await)?;
        }
    }
    for place in &new.places {
        own(tie_store::put_place(tx, &id, &place.to_string()).await)?;
    }
    for group in &new.groups {
        own(tie_store::put_group(tx, &id, &group.to_string()).await)?;
    }
    Ok(())
}

/// What a foreign key refuses is not of this collaborative, and so does not exist here.
fn own<T>(saved: Result<T, DbError>) -> Result<T, Error> {
    match saved {
        Err(DbError::Rule(_)) => Err(Error::NotFound),
        other => Ok(other?),
    }
}

fn read(check: &mut Check, form: &ActivityForm) -> ActivityRow {
    let scope = check.code("scope", &form.scope, |code| known(&SCOPES, code));
    let visibility = check.code("visibility", &form.visibility, |code| known(&VISIBILITIES, code));
    let row = ActivityRow {
        title_en: check.title("title_en", &form.title.0),
        title_es: check.optional_title("title_es", &form.title.1),
        about_en: check.optional_prose("about_en", &form.about.0),
        about_es: check.optional_prose("about_es", &form.about.1),
        lead_id: form.lead.map(|id| id.to_string()).unwrap_or_default(),
        body_id: form.body.map(|id| id.to_string()),
        strategy_key: Some(form.strategy.trim().to_owned()).filter(|key| !key.is_empty()),
        indicator_id: form.indicator.map(|id| id.to_string()),
        pathway_stage_id: form.stage.map(|id| id.to_string()),
        scope: scope.unwrap_or_default(),
        population_en: check.optional_title("population_en", &form.population.0),
        population_es: check.optional_title("population_es", &form.population.1),
        starts_on: check.day("starts_on", &form.starts_on),
        ends_on: check.optional_day("ends_on", &form.ends_on),
        was_under_way: form.was_under_way,
        visibility: visibility.unwrap_or_default(),
        ..ActivityRow::default()
    };
    if row.ends_on.as_ref().is_some_and(|end| *end < row.starts_on) {
        check.wrong("ends_on", "problem-plan-ends-before");
    }
    row
}

#[derive(FromQueryResult)]
struct BackboneRow {
    organisation_id: String,
}

/// The organisations that hold the backbone: by their kind, or because the director works there.
pub async fn backbones(connection: &Connection) -> Result<Vec<String>, DbError> {
    let sql = "select o.organisation_id
               from organisation o
               where o.collaborative_id = $1
                 and (o.kind = $2
                   or exists (select 1 from person p
                        join staff_role r on r.collaborative_id = p.collaborative_id and r.person_id = p.person_id
                        where p.collaborative_id = $1 and p.organisation_id = o.organisation_id
                          and r.role = 'director' and r.until_on is null))
               order by o.organisation_id
               limit 100";
    let rows: Vec<BackboneRow> = connection.rows(sql, args![BACKBONE]).await?;
    Ok(rows.into_iter().map(|row| row.organisation_id).collect())
}

/// Partners act, and the backbone helps them to: it never stands in the plan as who does something.
pub(super) async fn check_lead(
    connection: &Connection,
    check: &mut Check,
    lead: Option<OrganisationId>,
) -> Result<(), Refusal> {
    let Some(lead) = lead else {
        check.wrong("lead", "problem-plan-no-lead");
        return Ok(());
    };
    let lead = lead.to_string();
    let row = directory::organisation(connection, &lead).await?;
    let row = row.ok_or(Error::NotFound)?;
    if backbones(connection).await?.contains(&lead) {
        let problem = check.problem("lead", "problem-plan-backbone");
        check.note(problem.with("organisation", row.name));
    }
    Ok(())
}

async fn free_slug(tx: &Tx, title: &str) -> Result<String, Refusal> {
    let mut check = Check::form();
    let slug = check.slug("title_en", "", title);
    let slug = check.finish(slug)?;
    let taken = store::slugs_like(tx, &slug).await?;
    if taken == 0 {
        return Ok(slug);
    }
    let tail: String = secrets::token()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(6)
        .collect();
    Ok(format!("{slug}-{}", tail.to_lowercase()))
}

/// Changes an activity, unless somebody else did since this form was opened.
pub async fn change(
    scope: &Scope,
    actor: Actor,
    (id, revision): (ActivityId, i64),
    form: &ActivityForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = store::activity_to_change(&tx, &id.to_string()).await?;
    let old = old.ok_or(Error::NotFound)?;
    let mut check = Check::form();
    let read = read(&mut check, form);
    check_lead(&tx, &mut check, form.lead).await?;
    if old.revision != revision {
        check.wrong("", "problem-plan-changed-meanwhile");
    }
    let read = check.finish(read)?;
    let new = ActivityRow {
        activity_id: old.activity_id.clone(),
        slug: old.slug.clone(),
        revision,
        entry_key: old.entry_key.clone(),
        ended_at: old.ended_at,
        ended_because: old.ended_because.clone(),
        ..read
    };
    let optional = |row: &ActivityRow| {
        [
            &row.body_id,
            &row.strategy_key,
            &row.indicator_id,
            &row.pathway_stage_id,
            &row.ends_on,
        ]
        .map(|one| one.clone().unwrap_or_default())
    };
    let (before, after) = (optional(&old), optional(&new));
    let fields = [
        ("title_en", &old.title_en, &new.title_en),
        ("title_es", &old.title_es, &new.title_es),
        ("about_en", &old.about_en, &new.about_en),
        ("about_es", &old.about_es, &new.about_es),
        ("lead", &old.lead_id, &new.lead_id),
        ("body", &before[0], &after[0]),
        ("strategy", &before[1], &after[1]),
        ("indicator", &before[2], &after[2]),
        ("stage", &before[3], &after[3]),
        ("scope", &old.scope, &new.scope),
        ("population_en", &old.population_en, &new.population_en),
        ("population_es", &old.population_es, &new.population_es),
        ("starts_on", &old.starts_on, &new.starts_on),
        ("ends_on", &before[4], &after[4]),
        ("visibility", &old.visibility, &new.visibility),
    ];
    let fact = NewFact::new("plan.activity-changed", "activity", id.uuid());
    let was = (old.was_under_way.to_string(), new.was_under_way.to_string());
    let fields: Vec<_> = fields
        .into_iter()
        .chain([("was_under_way", &was.0, &was.1)])
        .collect();
    let Some(fact) = with_changes(fact, &fields) else {
        return Ok(());
    };
    own(store::update(&tx, &new).await)?;
    commit(tx, vec![fact]).await
}

/// What an activity is tied to.
#[derive(Debug, Clone)]
pub enum Tie {
    /// An organisation that contributes, and what it brings.
    Partner(OrganisationId, String),
    /// A place in which it happens.
    Place(PlaceId),
    /// A group that it is for.
    Group(CategoryId),
}

/// Whether a tie is made or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knot {
    /// Made.
    Tied,
    /// Taken away.
    Untied,
}

/// Ties an activity to a contributor, a place or a group, or unties it.
pub async fn tie(
    scope: &Scope,
    actor: Actor,
    id: ActivityId,
    (tie, knot): (&Tie, Knot),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let row = store::activity_to_change(&tx, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let activity = id.to_string();
    let (kind, other) = match tie {
        Tie::Partner(organisation, _) => ("partner", organisation.to_string()),
        Tie::Place(place) => ("place", place.to_string()),
        Tie::Group(category) => ("group", category.to_string()),
    };
    let changed = match (tie, knot) {
        (Tie::Partner(_, part), Knot::Tied) => {
            let mut check = Check::form();
            let part = check.optional_title("part", part);
            if row.lead_id == other {
                check.wrong("partner", "problem-plan-leads-already");
            }
            if backbones(&tx).await?.contains(&other) {
                let problem = check.problem("partner", "problem-plan-backbone");
                let name = directory::organisation(&tx, &other).await?;
                check.note(problem.with("organisation", name.map(|row| row.name).unwrap_or_default()));
            }
            let part = check.finish(part)?;
            own(tie_store::put_partner(&tx, &activity, &other, &part).await)?
        }
        (Tie::Place(_), Knot::Tied) => own(tie_store::put_place(&tx, &activity, &other).await)?,
        (Tie::Group(_), Knot::Tied) => own(tie_store::put_group(&tx, &activity, &other).await)?,
        (Tie::Partner(..), Knot::Untied) => tie_store::remove_partner(&tx, &activity, &other).await?,
        (Tie::Place(_), Knot::Untied) => tie_store::remove_place(&tx, &activity, &other).await?,
        (Tie::Group(_), Knot::Untied) => tie_store::remove_group(&tx, &activity, &other).await?,
    };
    if changed == 0 {
        return Ok(());
    }
    let what = match knot {
        Knot::Tied => "plan.activity-tied",
        Knot::Untied => "plan.activity-untied",
    };
    let fact = NewFact::new(what, "activity", id.uuid());
    commit(tx, vec![fact.set("kind", kind).set("to", other)]).await
}

/// Ends an activity before its time, with the reason; an empty reason takes it up again.
pub async fn stop(scope: &Scope, actor: Actor, id: ActivityId, because: &str) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let row = store::activity_to_change(&tx, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let mut check = Check::form();
    let is_stopping = row.ended_at.is_none();
    let because = if is_stopping {
        check.title("because", because)
    } else {
        String::new()
    };
    let because = check.finish(because)?;
    let at = is_stopping.then(|| tx.clock().now_millis());
    store::set_ended(&tx, &id.to_string(), at, &because).await?;
    let fact = NewFact::new("plan.activity-stopped", "activity", id.uuid());
    commit(tx, vec![fact.change("because", &row.ended_because, &because)]).await
}
