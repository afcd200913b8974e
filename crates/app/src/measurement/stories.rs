//! Writing an indicator's story, version by version.

use domain::ids::IndicatorId;
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};

use super::store::{self, StoryRow};
use crate::directory::actions::commit;
use crate::editions::document::StoryPart;
use crate::error::Error;
use crate::problems::Refusal;

/// Writes a new version of an indicator's story.
pub async fn write_story(
    scope: &Scope,
    actor: Actor,
    id: IndicatorId,
    story: &StoryPart,
) -> Result<i64, Refusal> {
    let tx = scope.write(actor).await?;
    let (version, fact) = put_story(&tx, id, story).await?;
    commit(tx, fact.into_iter().collect()).await?;
    Ok(version)
}

/// Writes a version of a story into the change being made; gives its number, and its fact unless it says the same.
pub(crate) async fn put_story(
    tx: &Tx,
    id: IndicatorId,
    story: &StoryPart,
) -> Result<(i64, Option<NewFact>), Refusal> {
    store::indicator(tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let versions = store::story_versions(tx, &id.to_string()).await?;
    let newest = versions.first();
    let body = serde_json::to_string(story).expect("a story has only texts and lists");
    if let Some(newest) = newest.filter(|newest| newest.body == body) {
        return Ok((newest.version, None));
    }
    let row = StoryRow {
        indicator_id: id.to_string(),
        version: newest.map_or(1, |newest| newest.version + 1),
        body,
        created_at: tx.clock().now_millis(),
        created_by: tx.actor().key(),
    };
    store::insert_story(tx, &row).await?;
    let fact = NewFact::new("measurement.story-written", "indicator", id.uuid());
    let fact = fact
        .set("version", row.version)
        .set("headline_en", &story.headline.en);
    Ok((row.version, Some(fact)))
}
