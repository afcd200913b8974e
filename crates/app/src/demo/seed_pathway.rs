//! The pathway of the demonstration: default stages, real indicators, and what weighs on what by published research or as an assumption.

use domain::ids::{IndicatorId, PathwayStageId};
use platform::secrets;
use serde::Deserialize;

use super::{Community, files, json, ours};
use crate::error::Error;
use crate::pathway::actions::{self, DEFAULTS, InfluenceForm, StageForm};

#[derive(Deserialize)]
struct Pathway {
    stages: Vec<Stage>,
    influences: Vec<Influence>,
}

#[derive(Deserialize)]
struct Stage {
    slug: String,
    indicators: Vec<String>,
    about_en: String,
    about_es: String,
}

#[derive(Deserialize)]
struct Influence {
    upstream: String,
    downstream: String,
    because_en: String,
    because_es: String,
}

/// Stages and influences, in one change.
pub(super) async fn seed(community: &Community) -> Result<(), Error> {
    let file: Pathway = json(files::PATHWAY)?;
    let tx = community
        .scope
        .write(community.acting("theo-marsh", "facilitator")?)
        .await?;
    let mut facts = Vec::new();
    for (position, (slug, en, es, from, to)) in (1..).zip(DEFAULTS) {
        let stage = file
            .stages
            .iter()
            .find(|stage| stage.slug == slug)
            .ok_or(Error::NotFound)?;
        let indicators: Result<Vec<IndicatorId>, Error> = stage
            .indicators
            .iter()
            .map(|name| community.indicator(name))
            .collect();
        let form = StageForm {
            slug: slug.to_owned(),
            title_en: en.to_owned(),
            title_es: es.to_owned(),
            about_en: stage.about_en.clone(),
            about_es: stage.about_es.clone(),
            age_from: from.to_string(),
            age_to: to.to_string(),
            indicators: indicators?,
        };
        let id = PathwayStageId::from_uuid(secrets::new_uuid());
        facts.extend(actions::add_in(&tx, (id, position), &form).await.map_err(ours)?);
    }
    for one in file.influences {
        let form = InfluenceForm {
            upstream: Some(community.indicator(&one.upstream)?),
            downstream: Some(community.indicator(&one.downstream)?),
            because_en: one.because_en,
            because_es: one.because_es,
        };
        facts.push(actions::influence_in(&tx, &form).await.map_err(ours)?);
    }
    tx.commit(facts).await?;
    Ok(())
}
