//! The pathway in a document: its stages, the indicators that stand at each, and what weighs on what.

use platform::db::Connection;
use serde::{Deserialize, Serialize};

use super::document::Text;
use crate::error::Error;
use crate::pathway::store;

/// The pathway as the public gets it. Its figures are those of the same document; it has none of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathwayPart {
    /// The stages in order.
    pub stages: Vec<StagePart>,
    /// What weighs on what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub influences: Vec<InfluencePart>,
}

/// A stage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StagePart {
    /// Slug.
    pub slug: String,
    /// Name.
    pub title: Text,
    /// What it is about.
    pub about: Text,
    /// Age at which it begins, in months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_from: Option<i64>,
    /// Age at which it ends, in months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_to: Option<i64>,
    /// Slugs of the indicators at it.
    pub keys: Vec<String>,
}

/// Something weighs on something later.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InfluencePart {
    /// Slug of the earlier indicator, then of the later one.
    pub keys: [String; 2],
    /// What it rests on, with its source.
    pub because: Text,
}

/// The pathway with the indicators that are public; none before there is a stage.
pub async fn public(connection: &Connection) -> Result<Option<PathwayPart>, Error> {
    let part = part(connection, Reach::Public).await?;
    // Stages without a single milestone are a plan for a pathway.
    let has_milestone = part.stages.iter().any(|stage| !stage.keys.is_empty());
    Ok(has_milestone.then_some(part))
}

/// Which indicators are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those that are public.
    Public,
    /// All.
    All,
}

/// The pathway as it stands.
pub async fn part(connection: &Connection, reach: Reach) -> Result<PathwayPart, Error> {
    let placed = store::placed(connection).await?;
    let stages = store::stages(connection).await?.into_iter().map(|row| {
        let own = placed.iter().filter(|one| {
            one.pathway_stage_id == row.pathway_stage_id
                && (reach == Reach::All || one.visibility == "public")
        });
        StagePart {
            slug: row.slug,
            title: text(row.title_en, row.title_es),
            about: text(row.about_en, row.about_es),
            age_from: row.age_from,
            age_to: row.age_to,
            keys: own.map(|one| one.slug.clone()).collect(),
        }
    });
    let influences = store::influences(connection).await?.into_iter();
    let influences = influences.filter(|row| reach == Reach::All || row.is_public);
    Ok(PathwayPart {
        stages: stages.collect(),
        influences: influences
            .map(|row| InfluencePart {
                keys: [row.upstream, row.downstream],
                because: text(row.because_en, row.because_es),
            })
            .collect(),
    })
}

fn text(en: String, es: String) -> Text {
    Text { en, es }
}
