//! Writing and restoring a story, and finding the version that an edition froze.

use domain::ids::IndicatorId;
use domain::text::TITLE_MAX;
use platform::db::Scope;
use platform::history::Actor;

use super::reading::{ACTION_STATES, read};
use crate::blocks::Typed;
use crate::directory::actions::{commit, known};
use crate::editions::document::{Document, StoryPart};
use crate::error::Error;
use crate::measurement::store::{self, StoryRow};
use crate::measurement::stories::put_story;
use crate::problems::{Check, Refusal};

/// Writes a version, unless somebody else wrote one since the writer began: then nothing is lost, and both can be seen.
///
/// Errors: a text that is too long; a newer version than `seen`.
pub async fn write(
    scope: &Scope,
    actor: Actor,
    id: IndicatorId,
    seen: i64,
    typed: &Typed,
) -> Result<i64, Refusal> {
    let mut check = Check::form();
    let story = read(&mut check, typed);
    check_actions(&mut check, &story);
    let tx = scope.write(actor).await?;
    let versions = store::story_versions(&tx, &id.to_string()).await?;
    let newest = versions.first().map_or(0, |row| row.version);
    let is_same = versions.first().is_some_and(|row| part(row) == story);
    if newest != seen && !is_same {
        let problem = check.problem("", "problem-story-newer");
        check.note(problem.with("version", newest));
    }
    let story = check.finish(story)?;
    match put_story(&tx, id, &story).await? {
        (version, None) => Ok(version),
        (version, Some(fact)) => {
            commit(tx, vec![fact]).await?;
            Ok(version)
        }
    }
}

fn check_actions(check: &mut Check, story: &StoryPart) {
    for (number, action) in story.actions.iter().enumerate() {
        let field = |name: &str| format!("a{number}-{name}");
        check.title(&field("title_en"), &action.title.en);
        check.code(&field("state"), &action.state, |code| known(&ACTION_STATES, code));
        check.optional_day(&field("began"), &action.began);
        if action
            .partners
            .iter()
            .any(|partner| partner.chars().count() > TITLE_MAX)
        {
            let problem = check.problem(&field("partners"), "text-too-long");
            check.note(problem.with("most", TITLE_MAX));
        }
    }
}

/// Restores an earlier version: it becomes the newest one, and those between stay.
pub async fn restore(scope: &Scope, actor: Actor, id: IndicatorId, version: i64) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let versions = store::story_versions(&tx, &id.to_string()).await?;
    let wanted = versions.iter().find(|row| row.version == version);
    let story = wanted.map(part).ok_or(Error::NotFound)?;
    match put_story(&tx, id, &story).await? {
        (_, None) => Ok(()),
        (_, Some(fact)) => commit(tx, vec![fact.set("restored", version)]).await,
    }
}

/// The story of a version; an empty one if what was kept is damaged.
pub fn part(row: &StoryRow) -> StoryPart {
    serde_json::from_str(&row.body).unwrap_or_default()
}

/// The version that an edition went out with: the newest that says the same and was there before it was published.
/// What partners did stands behind the story's own actions in an edition, and is no part of the comparison.
pub fn version_in(versions: &[StoryRow], edition: &Document, slug: &str) -> Option<i64> {
    let frozen = edition.indicator(slug)?.story.as_ref()?;
    let says_the_same = |row: &&StoryRow| {
        let story = part(row);
        let day = crate::dates::day_of(row.created_at, "UTC").to_string();
        let was_there = edition.published_on.is_empty() || day <= edition.published_on;
        was_there
            && story.headline == frozen.headline
            && story.lede == frozen.lede
            && story.behind == frozen.behind
            && story.voice == frozen.voice
            && frozen.actions.starts_with(&story.actions)
    };
    versions.iter().find(says_the_same).map(|row| row.version)
}
