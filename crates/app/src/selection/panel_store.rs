//! Queries on who chooses: reviewers, their scores, who belongs to the backbone, and who has a tie to a candidate.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

use super::store::LIST_MAX;
use crate::activities::actions::backbones;
use crate::directory::store as directory;

/// Somebody who was asked to review.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct ReviewerRow {
    /// Who.
    pub person_id: String,
    /// Their name.
    pub name: String,
    /// When they stepped aside.
    pub aside_at: Option<i64>,
    /// Why.
    pub aside_because: String,
    /// When they saved their scores.
    pub scored_at: Option<i64>,
    /// What they add.
    pub remark: String,
}

/// One score.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct ScoreRow {
    /// Of which candidate.
    pub selection_candidate_id: String,
    /// By which criterion.
    pub selection_criterion_id: String,
    /// Who gave it.
    pub person_id: String,
    /// 1 to 5.
    pub score: i64,
}

#[derive(FromQueryResult)]
struct PersonId {
    person_id: String,
}

fn ids(rows: Vec<PersonId>) -> Vec<String> {
    rows.into_iter().map(|row| row.person_id).collect()
}

/// Reviewers by name.
pub async fn reviewers(connection: &Connection, selection: &str) -> Result<Vec<ReviewerRow>, DbError> {
    let sql = "select r.person_id, p.name, r.aside_at, r.aside_because, r.scored_at, r.remark
               from selection_reviewer r
               join person p on p.collaborative_id = r.collaborative_id and p.person_id = r.person_id
               where r.collaborative_id = $1 and r.selection_id = $2
               order by p.name, r.person_id
               limit $3";
    connection.rows(sql, args![selection, LIST_MAX]).await
}

/// Adds a reviewer; gives how many rows were added.
pub async fn insert_reviewer(tx: &Tx, selection: &str, person: &str) -> Result<u64, DbError> {
    let sql = "insert into selection_reviewer (collaborative_id, selection_id, person_id, asked_at)
               values ($1, $2, $3, $4)
               on conflict (collaborative_id, selection_id, person_id) do nothing";
    tx.run(sql, args![selection, person, tx.clock().now_millis()])
        .await
}

/// Notes that a reviewer stepped aside; gives how many rows changed.
pub async fn step_aside(tx: &Tx, selection: &str, person: &str, because: &str) -> Result<u64, DbError> {
    let sql = "update selection_reviewer
               set aside_at = $4, aside_because = $5
               where collaborative_id = $1 and selection_id = $2 and person_id = $3 and aside_at is null";
    let now = tx.clock().now_millis();
    tx.run(sql, args![selection, person, now, because]).await
}

/// Notes that a reviewer saved their scores; gives how many rows changed, none if they had before.
pub async fn note_scored(tx: &Tx, selection: &str, person: &str, remark: &str) -> Result<u64, DbError> {
    let sql = "update selection_reviewer
               set scored_at = $4, remark = $5
               where collaborative_id = $1 and selection_id = $2 and person_id = $3 and scored_at is null";
    let now = tx.clock().now_millis();
    tx.run(sql, args![selection, person, now, remark]).await
}

/// Keeps one score.
pub async fn insert_score(tx: &Tx, row: &ScoreRow) -> Result<(), DbError> {
    let sql = "insert into selection_score
                 (collaborative_id, selection_candidate_id, selection_criterion_id, person_id, score)
               values ($1, $2, $3, $4, $5)";
    let row = row.clone();
    let values = args![
        row.selection_candidate_id,
        row.selection_criterion_id,
        row.person_id,
        row.score,
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Scores that count: of reviewers who saved theirs and did not step aside, in an order that tells nothing of who came first.
pub async fn scores(connection: &Connection, selection: &str) -> Result<Vec<ScoreRow>, DbError> {
    let sql = "select s.selection_candidate_id, s.selection_criterion_id, s.person_id, s.score
               from selection_score s
               join selection_candidate c
                 on c.collaborative_id = s.collaborative_id and c.selection_candidate_id = s.selection_candidate_id
               join selection_reviewer r
                 on r.collaborative_id = s.collaborative_id and r.selection_id = c.selection_id
                 and r.person_id = s.person_id
               where s.collaborative_id = $1 and c.selection_id = $2 and c.withdrawn_at is null
                 and r.scored_at is not null and r.aside_at is null
               order by s.selection_candidate_id, s.selection_criterion_id, s.score, s.person_id
               limit $3";
    connection.rows(sql, args![selection, LIST_MAX * 10]).await
}

/// Who belongs to the backbone on a day: by a role of its staff, a seat in its body, or as one of the organisation that is its
/// home.
pub async fn backbone_people(connection: &Connection, today: &str) -> Result<Vec<String>, DbError> {
    let sql = "select p.person_id
               from person p
               where p.collaborative_id = $1
                 and (exists (
                     select 1 from staff_role r
                     where r.collaborative_id = $1 and r.person_id = p.person_id
                       and r.role in ('director', 'facilitator', 'data-manager')
                       and r.since_on <= $2 and (r.until_on is null or r.until_on >= $2))
                   or exists (
                     select 1 from seat s
                     join body b on b.collaborative_id = s.collaborative_id and b.body_id = s.body_id
                     where s.collaborative_id = $1 and s.person_id = p.person_id and b.kind = 'backbone'
                       and s.since_on <= $2 and (s.until_on is null or s.until_on >= $2)))
               order by p.person_id
               limit $3";
    let mut people = ids(connection.rows(sql, args![today, LIST_MAX]).await?);
    let homes = backbones(connection).await?;
    let others = directory::people(connection).await?.into_iter();
    let of_home = others.filter(|one| one.organisation_id.as_ref().is_some_and(|id| homes.contains(id)));
    people.extend(of_home.map(|one| one.person_id));
    people.sort();
    people.dedup();
    Ok(people)
}

/// Who has a tie to a candidate on a day: comes from it, sits somewhere for it, or has a conflict with it in the register.
pub async fn tied_people(
    connection: &Connection,
    selection: &str,
    today: &str,
) -> Result<Vec<String>, DbError> {
    let sql = "select p.person_id
               from person p
               where p.collaborative_id = $1
                 and exists (
                   select 1 from selection_candidate c
                   where c.collaborative_id = $1 and c.selection_id = $2 and c.withdrawn_at is null
                     and c.organisation_id is not null
                     and (c.organisation_id = p.organisation_id
                       or exists (
                         select 1 from seat s
                         where s.collaborative_id = $1 and s.person_id = p.person_id
                           and s.organisation_id = c.organisation_id and s.since_on <= $3
                           and (s.until_on is null or s.until_on >= $3))
                       or exists (
                         select 1 from standing_conflict k
                         where k.collaborative_id = $1 and k.person_id = p.person_id
                           and k.organisation_id = c.organisation_id and k.since_on <= $3
                           and (k.until_on is null or k.until_on >= $3))))
               order by p.person_id
               limit $4";
    Ok(ids(connection
        .rows(sql, args![selection, today, LIST_MAX])
        .await?))
}
