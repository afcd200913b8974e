//! Queries on who takes part in activities, where they happen, and for which groups.

use domain::measurement::Group;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows that a list holds.
const LIST_MAX: i64 = 20_000;

/// A tie of an activity, with the name of what it leads to.
#[derive(Debug, Clone, Default, PartialEq, FromQueryResult)]
pub struct TieRow {
    /// The activity.
    pub activity_id: String,
    /// The organisation, place or category.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name, Spanish; organisations have one name.
    pub name_es: String,
    /// What a contributor brings.
    pub part: String,
}

/// Who contributes to an activity beside its lead; to all of them where none is named.
pub async fn partners(connection: &Connection, activity: &str) -> Result<Vec<TieRow>, DbError> {
    let sql = "select p.activity_id, p.organisation_id as id, o.name, '' as name_es, p.part
               from activity_partner p
               join organisation o on o.collaborative_id = p.collaborative_id and o.organisation_id = p.organisation_id
               where p.collaborative_id = $1 and ($2 = '' or p.activity_id = $2)
               order by p.activity_id, o.name, p.organisation_id
               limit $3";
    connection.rows(sql, args![activity, LIST_MAX]).await
}

/// Where an activity happens; of all of them where none is named.
pub async fn places(connection: &Connection, activity: &str) -> Result<Vec<TieRow>, DbError> {
    let sql = "select t.activity_id, t.place_id as id, p.name, p.name_es, '' as part
               from activity_place t
               join place p on p.collaborative_id = t.collaborative_id and p.place_id = t.place_id
               where t.collaborative_id = $1 and ($2 = '' or t.activity_id = $2)
               order by t.activity_id, p.position, p.name, t.place_id
               limit $3";
    connection.rows(sql, args![activity, LIST_MAX]).await
}

/// The places in which anything happens.
pub async fn places_used(connection: &Connection) -> Result<Vec<TieRow>, DbError> {
    let sql = "select '' as activity_id, p.place_id as id, p.name, p.name_es, '' as part
               from place p
               where p.collaborative_id = $1
                 and exists (select 1 from activity_place t
                      where t.collaborative_id = $1 and t.place_id = p.place_id)
               order by p.position, p.name, p.place_id
               limit $2";
    connection.rows(sql, args![LIST_MAX]).await
}

/// The groups that an activity is for; of all of them where none is named.
pub async fn groups(connection: &Connection, activity: &str) -> Result<Vec<TieRow>, DbError> {
    let sql =
        "select g.activity_id, g.category_id as id, c.label_en as name, c.label_es as name_es, '' as part
               from activity_group g
               join category c on c.collaborative_id = g.collaborative_id and c.category_id = g.category_id
               where g.collaborative_id = $1 and ($2 = '' or g.activity_id = $2)
               order by g.activity_id, c.position, g.category_id
               limit $3";
    connection.rows(sql, args![activity, LIST_MAX]).await
}

#[derive(FromQueryResult)]
struct KeyRow {
    category_id: String,
    dimension: String,
    category: String,
}

/// The groups of an activity with the keys under which figures are kept of them.
pub async fn group_keys(connection: &Connection, activity: &str) -> Result<Vec<(String, String)>, DbError> {
    let sql = "select g.category_id, d.slug as dimension, c.slug as category
               from activity_group g
               join category c on c.collaborative_id = g.collaborative_id and c.category_id = g.category_id
               join dimension d on d.collaborative_id = c.collaborative_id and d.dimension_id = c.dimension_id
               where g.collaborative_id = $1 and g.activity_id = $2
               order by g.category_id
               limit $3";
    let rows: Vec<KeyRow> = connection.rows(sql, args![activity, LIST_MAX]).await?;
    let keys = rows.into_iter().map(|row| {
        let key = Group::of(&row.dimension, &row.category).key();
        (row.category_id, key)
    });
    Ok(keys.collect())
}

/// Adds a contributor, or changes what it brings; gives how many rows changed.
pub async fn put_partner(tx: &Tx, activity: &str, organisation: &str, part: &str) -> Result<u64, DbError> {
    let sql = "insert into activity_partner (collaborative_id, activity_id, organisation_id, part)
               values ($1, $2, $3, $4)
               on conflict (collaborative_id, activity_id, organisation_id) do update set part = excluded.part";
    tx.run(sql, args![activity, organisation, part]).await
}

/// Adds a place; gives how many rows were added.
pub async fn put_place(tx: &Tx, activity: &str, place: &str) -> Result<u64, DbError> {
    let sql = "insert into activity_place (collaborative_id, activity_id, place_id)
               values ($1, $2, $3)
               on conflict (collaborative_id, activity_id, place_id) do nothing";
    tx.run(sql, args![activity, place]).await
}

/// Adds a group; gives how many rows were added.
pub async fn put_group(tx: &Tx, activity: &str, category: &str) -> Result<u64, DbError> {
    let sql = "insert into activity_group (collaborative_id, activity_id, category_id)
               values ($1, $2, $3)
               on conflict (collaborative_id, activity_id, category_id) do nothing";
    tx.run(sql, args![activity, category]).await
}

/// Takes a contributor away.
pub async fn remove_partner(tx: &Tx, activity: &str, organisation: &str) -> Result<u64, DbError> {
    let sql = "delete from activity_partner
               where collaborative_id = $1 and activity_id = $2 and organisation_id = $3";
    tx.run(sql, args![activity, organisation]).await
}

/// Takes a place away.
pub async fn remove_place(tx: &Tx, activity: &str, place: &str) -> Result<u64, DbError> {
    let sql = "delete from activity_place where collaborative_id = $1 and activity_id = $2 and place_id = $3";
    tx.run(sql, args![activity, place]).await
}

/// Takes a group away.
pub async fn remove_group(tx: &Tx, activity: &str, category: &str) -> Result<u64, DbError> {
    let sql =
        "delete from activity_group where collaborative_id = $1 and activity_id = $2 and category_id = $3";
    tx.run(sql, args![activity, category]).await
}
