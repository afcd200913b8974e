//! Changing the pathway: its stages, the indicators at each, what weighs on what. Default stages are offered, never imposed.

use domain::access::Action;
use domain::ids::{IndicatorId, PathwayStageId};
use domain::pathway::{Influence, checked};
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::store::{self, StageRow};
use crate::directory::actions::{commit, taken};
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};

/// Who may look at the pathway.
pub const VIEW: Action = Action::ViewPlan;

/// Ages go up to this, in years.
const AGE_MAX: i64 = 120;
/// Months of a year.
const YEAR: i64 = 12;

/// The stages that are offered to begin with: slug, English, Spanish, ages in months.
pub const DEFAULTS: [(&str, &str, &str, i64, i64); 6] = [
    (
        "prenatal-and-birth",
        "Birth and the first year",
        "Nacimiento y primer año",
        0,
        12,
    ),
    ("early-years", "Early years", "Primera infancia", 12, 60),
    ("elementary", "Elementary grades", "Primaria", 60, 132),
    ("middle-grades", "Middle grades", "Grados medios", 132, 168),
    ("high-school", "High school", "Preparatoria", 168, 216),
    (
        "college-and-work",
        "College, training and work",
        "Universidad, formación y trabajo",
        216,
        300,
    ),
];

/// A stage as typed.
#[derive(Debug, Clone, Default)]
pub struct StageForm {
    /// Part of its address; made from the name when empty.
    pub slug: String,
    /// Name, English.
    pub title_en: String,
    /// Name, Spanish.
    pub title_es: String,
    /// What it is about, English.
    pub about_en: String,
    /// What it is about, Spanish.
    pub about_es: String,
    /// Age at which it begins, in months, as typed.
    pub age_from: String,
    /// Age at which it ends, in months, as typed.
    pub age_to: String,
    /// The indicators that stand at it.
    pub indicators: Vec<IndicatorId>,
}

impl StageForm {
    fn read(&self, id: &str, slug: Option<&str>) -> Result<StageRow, Refusal> {
        let mut check = Check::form();
        let row = StageRow {
            pathway_stage_id: id.to_owned(),
            slug: match slug {
                Some(slug) => slug.to_owned(),
                None => check.slug("slug", &self.slug, &self.title_en),
            },
            title_en: check.title("title_en", &self.title_en),
            title_es: check.optional_title("title_es", &self.title_es),
            about_en: check.optional_prose("about_en", &self.about_en),
            about_es: check.optional_prose("about_es", &self.about_es),
            age_from: check.optional_whole("age_from", &self.age_from),
            age_to: check.optional_whole("age_to", &self.age_to),
            position: 0,
        };
        for (field, age) in [("age_from", row.age_from), ("age_to", row.age_to)] {
            if age.is_some_and(|age| !(0..=AGE_MAX * YEAR).contains(&age)) {
                check.wrong(field, "problem-no-age");
            }
        }
        if row.age_from.zip(row.age_to).is_some_and(|(from, to)| from >= to) {
            check.wrong("age_to", "problem-ages-turned-round");
        }
        check.finish(row)
    }

    fn indicators(&self) -> Vec<String> {
        self.indicators.iter().map(IndicatorId::to_string).collect()
    }
}

/// Adds a stage at the end of the way. The identifier comes with the form.
pub async fn add(scope: &Scope, actor: Actor, id: PathwayStageId, form: &StageForm) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let position = store::stages(&tx)
        .await?
        .last()
        .map_or(1, |last| last.position + 1);
    let fact = add_in(&tx, (id, position), form).await?;
    commit(tx, fact.into_iter().collect()).await
}

/// Adds a stage in a change's own transaction; gives the fact for the commit, none if it is there already.
pub async fn add_in(
    tx: &Tx,
    (id, position): (PathwayStageId, i64),
    form: &StageForm,
) -> Result<Option<NewFact>, Refusal> {
    let row = StageRow {
        position,
        ..form.read(&id.to_string(), None)?
    };
    let mut added = 0;
    taken(
        "slug",
        store::insert_stage(tx, &row).await.map(|rows| added = rows),
    )?;
    if added == 0 {
        return Ok(None);
    }
    taken(
        "indicators",
        store::place(tx, &id.to_string(), &form.indicators()).await,
    )?;
    let fact = NewFact::new("pathway.stage-added", "pathway-stage", id.uuid());
    Ok(Some(fact.set("title_en", &row.title_en)))
}

/// Puts the default stages there, where there is none yet.
pub async fn begin(scope: &Scope, actor: Actor) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    if !store::stages(&tx).await?.is_empty() {
        return Ok(());
    }
    let mut facts = Vec::new();
    for (position, (slug, en, es, from, to)) in (1..).zip(DEFAULTS) {
        let form = StageForm {
            slug: slug.to_owned(),
            title_en: en.to_owned(),
            title_es: es.to_owned(),
            age_from: from.to_string(),
            age_to: to.to_string(),
            ..StageForm::default()
        };
        let id = PathwayStageId::from_uuid(secrets::new_uuid());
        facts.extend(add_in(&tx, (id, position), &form).await?);
    }
    commit(tx, facts).await
}

/// Changes a stage and what stands at it.
pub async fn change(
    scope: &Scope,
    actor: Actor,
    id: PathwayStageId,
    form: &StageForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = store::stage(&tx, &id.to_string()).await?.ok_or(Error::NotFound)?;
    let row = form.read(&old.pathway_stage_id, Some(&old.slug))?;
    store::update_stage(&tx, &row).await?;
    taken(
        "indicators",
        store::place(&tx, &old.pathway_stage_id, &form.indicators()).await,
    )?;
    let fact = NewFact::new("pathway.stage-changed", "pathway-stage", id.uuid());
    commit(tx, vec![fact.change("title_en", &old.title_en, &row.title_en)]).await
}

/// Moves a stage one place toward the cradle; the first stays.
pub async fn earlier(scope: &Scope, actor: Actor, id: PathwayStageId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let mut stages = store::stages(&tx).await?;
    let at = stages
        .iter()
        .position(|row| row.pathway_stage_id == id.to_string());
    let at = at.ok_or(Error::NotFound)?;
    if at == 0 {
        return Ok(());
    }
    stages.swap(at, at - 1);
    for (position, row) in (1..).zip(&stages) {
        if row.position != position {
            store::set_position(&tx, &row.pathway_stage_id, position).await?;
        }
    }
    commit(
        tx,
        vec![NewFact::new("pathway.stage-moved", "pathway-stage", id.uuid())],
    )
    .await
}

/// Takes a stage off the way.
pub async fn remove(scope: &Scope, actor: Actor, id: PathwayStageId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = store::stage(&tx, &id.to_string()).await?.ok_or(Error::NotFound)?;
    store::remove_stage(&tx, &old.pathway_stage_id).await?;
    let fact = NewFact::new("pathway.stage-removed", "pathway-stage", id.uuid());
    commit(tx, vec![fact.set("title_en", &old.title_en)]).await
}

/// That something weighs on something later, as typed.
#[derive(Debug, Clone, Default)]
pub struct InfluenceForm {
    /// What is measured earlier.
    pub upstream: Option<IndicatorId>,
    /// What is measured later.
    pub downstream: Option<IndicatorId>,
    /// What it rests on, English.
    pub because_en: String,
    /// What it rests on, Spanish.
    pub because_es: String,
}

/// Keeps that something weighs on something later. Errors: it goes against the way or in a circle, or rests on nothing.
pub async fn influence(scope: &Scope, actor: Actor, form: &InfluenceForm) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let fact = influence_in(&tx, form).await?;
    commit(tx, vec![fact]).await
}

/// Keeps an influence in a change's own transaction; gives the fact for the commit.
pub async fn influence_in(tx: &Tx, form: &InfluenceForm) -> Result<NewFact, Refusal> {
    let mut check = Check::form();
    // Nothing is drawn as weighing on anything without what that rests on.
    let en = check.prose("rests_on_en", &form.because_en);
    let es = check.optional_prose("rests_on_es", &form.because_es);
    for (field, id) in [("upstream", form.upstream), ("downstream", form.downstream)] {
        if id.is_none() {
            check.wrong(field, "text-empty");
        }
    }
    let (en, es) = check.finish((en, es))?;
    let upstream = form.upstream.ok_or(Error::NotFound)?;
    let downstream = form.downstream.ok_or(Error::NotFound)?;
    let new = Influence {
        upstream: upstream.to_string(),
        downstream: downstream.to_string(),
    };
    let stages = store::stages(tx).await?;
    let placed = store::placed(tx).await?;
    let place = |key: &str| {
        let stage = placed.iter().find(|one| one.indicator_id == key)?;
        stages
            .iter()
            .position(|row| row.pathway_stage_id == stage.pathway_stage_id)
    };
    let known = store::influences(tx).await?.into_iter().map(|row| Influence {
        upstream: row.upstream_id,
        downstream: row.downstream_id,
    });
    let known: Vec<Influence> = known.collect();
    if let Err(bad) = checked(&new, &known, place) {
        let key = format!("problem-influence-{}", bad.code());
        return Err(Problem::field("downstream", &key).into());
    }
    let ends = (new.upstream.as_str(), new.downstream.as_str());
    taken("upstream", store::set_influence(tx, ends, (&en, &es)).await)?;
    let fact = NewFact::new("pathway.influence-kept", "indicator", upstream.uuid());
    Ok(fact.set("downstream", &new.downstream))
}

/// Takes an influence back.
pub async fn forget(
    scope: &Scope,
    actor: Actor,
    (upstream, downstream): (IndicatorId, IndicatorId),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let ends = (upstream.to_string(), downstream.to_string());
    if store::remove_influence(&tx, (&ends.0, &ends.1)).await? == 0 {
        return Err(Error::NotFound.into());
    }
    let fact = NewFact::new("pathway.influence-removed", "indicator", upstream.uuid());
    commit(tx, vec![fact.set("downstream", &ends.1)]).await
}
