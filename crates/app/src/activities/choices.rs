//! What the forms and filters of the plan offer: strategies of the agenda, partners, groups, places and the rest.

use domain::access::{Action, Rows, Thing};
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};
use platform::words::Words;

use super::actions::backbones;
use crate::accounts::visit::Visit;
use crate::agenda::frozen::ordered;
use crate::agenda::store as agenda;
use crate::directory::store as directory;
use crate::error::Error;
use crate::measurement::store as measurement;

/// An identifier and what it is called.
pub type Named = (String, String);

/// A strategy of the agenda that holds: the newest ratified one, or the newest draft where none was ratified yet.
#[derive(Debug, Clone, Default)]
pub struct Strategy {
    /// Its key, the same from version to version.
    pub key: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// The indicator it hangs under.
    pub indicator_id: Option<String>,
}

/// The strategies, in the order of the agenda.
pub async fn strategies(connection: &Connection) -> Result<Vec<Strategy>, DbError> {
    let versions = agenda::versions(connection).await?;
    let ratified = versions.iter().find(|row| row.state == "ratified");
    let holds = ratified.or_else(|| versions.iter().find(|row| row.state != "set-aside"));
    let Some(version) = holds else {
        return Ok(Vec::new());
    };
    let parts = agenda::parts(connection, &version.agenda_version_id).await?;
    let found = ordered(&parts)
        .into_iter()
        .filter(|(_, part)| part.kind == "strategy");
    let found = found.map(|(_, part)| {
        let above = parts
            .iter()
            .find(|one| Some(&one.part_key) == part.parent_key.as_ref());
        Strategy {
            key: part.part_key.clone(),
            title_en: part.title_en.clone(),
            title_es: part.title_es.clone(),
            indicator_id: above.and_then(|one| one.indicator_id.clone()),
        }
    });
    Ok(found.collect())
}

/// Strategies as choices.
pub async fn strategy_names(connection: &Connection, words: Words) -> Result<Vec<Named>, DbError> {
    let rows = strategies(connection).await?.into_iter();
    let named = rows.map(|row| {
        let title = words.pick(&row.title_en, &row.title_es).to_owned();
        (row.key, title)
    });
    Ok(named.collect())
}

/// Partners as choices: everybody but who holds the backbone.
pub async fn partners(connection: &Connection) -> Result<Vec<Named>, DbError> {
    let staff = backbones(connection).await?;
    let rows = directory::organisations(connection).await?.into_iter();
    let rows = rows.filter(|row| !staff.contains(&row.organisation_id));
    Ok(rows.map(|row| (row.organisation_id, row.name)).collect())
}

/// Partners whom this person may put down as who leads: all of them for the staff, else their own organisation.
pub async fn leads(visit: &Visit, connection: &Connection) -> Result<Vec<Named>, Error> {
    let reach = visit.allow(Action::ManagePlan, Thing::Whole)?;
    let mut rows = partners(connection).await?;
    if let Rows::Organisations(own) = reach.rows {
        let own: Vec<String> = own.iter().map(ToString::to_string).collect();
        rows.retain(|(id, _)| own.contains(id));
    }
    Ok(rows)
}

/// Working groups, and other bodies that work on something.
pub async fn bodies(connection: &Connection, words: Words) -> Result<Vec<Named>, DbError> {
    let rows = directory::bodies(connection).await?.into_iter();
    let rows = rows.filter(|row| row.kind == "working-group" && row.ended_on.is_none());
    Ok(rows
        .map(|row| {
            let name = words.pick(&row.name, &row.name_es).to_owned();
            (row.body_id, name)
        })
        .collect())
}

/// Places as choices.
pub async fn places(connection: &Connection, words: Words) -> Result<Vec<Named>, DbError> {
    let rows = crate::directory::places::places(connection).await?.into_iter();
    Ok(rows
        .map(|row| {
            let name = words.pick(&row.name, &row.name_es).to_owned();
            (row.place_id, name)
        })
        .collect())
}

/// Groups of people as choices; "everyone" is none.
pub async fn groups(connection: &Connection, words: Words) -> Result<Vec<Named>, DbError> {
    let rows = measurement::categories(connection).await?.into_iter();
    let rows = rows.filter(|row| row.slug != "all");
    Ok(rows
        .map(|row| {
            let label = words.pick(&row.label_en, &row.label_es).to_owned();
            (row.category_id, label)
        })
        .collect())
}

#[derive(FromQueryResult)]
struct TitleRow {
    id: String,
    title_en: String,
    title_es: String,
}

fn named(words: Words, rows: Vec<TitleRow>) -> Vec<Named> {
    rows.into_iter()
        .map(|row| {
            let title = words.pick(&row.title_en, &row.title_es).to_owned();
            (row.id, title)
        })
        .collect()
}

/// Indicators by their newest title.
pub async fn indicators(connection: &Connection, words: Words) -> Result<Vec<Named>, DbError> {
    let sql = "select i.indicator_id as id, v.title_en, v.title_es
               from indicator i
               join indicator_version v on v.collaborative_id = i.collaborative_id and v.indicator_id = i.indicator_id
               where i.collaborative_id = $1
                 and v.version = (select max(n.version) from indicator_version n
                                  where n.collaborative_id = $1 and n.indicator_id = i.indicator_id)
               order by i.position, i.slug
               limit 2000";
    Ok(named(words, connection.rows(sql, args![]).await?))
}

/// Stages of the pathway.
pub async fn stages(connection: &Connection, words: Words) -> Result<Vec<Named>, DbError> {
    let sql = "select pathway_stage_id as id, title_en, title_es
               from pathway_stage
               where collaborative_id = $1 and removed_at is null
               order by position, pathway_stage_id
               limit 100";
    Ok(named(words, connection.rows(sql, args![]).await?))
}

/// What a thing is called; empty where it is not among them.
pub fn name_of<'a>(rows: &'a [Named], id: Option<&str>) -> &'a str {
    crate::directory::pages::name_of(rows, id)
}
