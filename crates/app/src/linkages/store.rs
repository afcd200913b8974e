//! Queries on linkages, what partners bring to them, and doubtful pairs.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most rows of a list.
const LIST_MAX: i64 = 1_000;

const LINKAGE: &str = "linkage_id, title_en, title_es, why, encoding_schema, state, ended, report, pairs_hash, \
                       began_linking_at, linked_at, reviewed_at, created_at, created_by";
const SIDE: &str = "linkage_id, root_id, organisation_id, person_id, position, records, fingerprint, encodings_hash, \
                    came_at, deleted_at, people_hash, left_out";
const DOUBT: &str =
    "linkage_doubt_id, linkage_id, left_root_id, right_root_id, pair, probability, likeness, marks, word";

/// A linkage.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct LinkageRow {
    /// Identifier.
    pub linkage_id: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// What it is for.
    pub why: String,
    /// The open linkage schema as JSON.
    pub encoding_schema: String,
    /// `collecting`, `linking`, `linked` or `destroyed`.
    pub state: String,
    /// `stopped` or `failed`, if the last run ended so.
    pub ended: String,
    /// `report::Report` as JSON.
    pub report: String,
    /// Address of the pairs.
    pub pairs_hash: Option<String>,
    /// When the last run began.
    pub began_linking_at: Option<i64>,
    /// When it was linked.
    pub linked_at: Option<i64>,
    /// When a person had looked at the doubtful pairs.
    pub reviewed_at: Option<i64>,
    /// When it was begun.
    pub created_at: i64,
    /// Who began it.
    pub created_by: String,
}

/// What one partner brings.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct SideRow {
    /// The linkage.
    pub linkage_id: String,
    /// The first version of the agreement.
    pub root_id: String,
    /// Whose records they are.
    pub organisation_id: String,
    /// Who sends them.
    pub person_id: String,
    /// Its place among the sides, from 1.
    pub position: i64,
    /// Records that came.
    pub records: i64,
    /// The same for all that were made with one schema and one secret.
    pub fingerprint: String,
    /// Address of the encodings.
    pub encodings_hash: Option<String>,
    /// When they came.
    pub came_at: Option<i64>,
    /// When they were deleted.
    pub deleted_at: Option<i64>,
    /// Address of the partner's numbers beside numbers of people.
    pub people_hash: Option<String>,
    /// Records left out because of what families said.
    pub left_out: i64,
}

/// A pair that a person looks at.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct DoubtRow {
    /// Identifier.
    pub linkage_doubt_id: String,
    /// The linkage.
    pub linkage_id: String,
    /// The agreement of one side.
    pub left_root_id: String,
    /// Of the other.
    pub right_root_id: String,
    /// Its place in the list of pairs.
    pub pair: i64,
    /// Probability, of a hundred.
    pub probability: i64,
    /// How alike the filters are, of a hundred.
    pub likeness: i64,
    /// For each keyed mark: y the same, n another, - missing on a side.
    pub marks: String,
    /// `same`, `different`, or nothing yet.
    pub word: String,
}

/// Every linkage, the newest first.
pub async fn linkages(connection: &Connection) -> Result<Vec<LinkageRow>, DbError> {
    let sql = format!(
        "select {LINKAGE} from linkage
         where collaborative_id = $1
         order by created_at desc, linkage_id
         limit $2"
    );
    connection.rows(&sql, args![LIST_MAX]).await
}

/// One linkage.
pub async fn linkage(connection: &Connection, id: &str) -> Result<Option<LinkageRow>, DbError> {
    let sql = format!("select {LINKAGE} from linkage where collaborative_id = $1 and linkage_id = $2");
    connection.row(&sql, args![id]).await
}

/// What partners bring to a linkage, in order.
pub async fn sides(connection: &Connection, linkage: &str) -> Result<Vec<SideRow>, DbError> {
    let sql = format!(
        "select {SIDE} from linkage_side
         where collaborative_id = $1 and linkage_id = $2
         order by position, root_id
         limit $3"
    );
    connection.rows(&sql, args![linkage, LIST_MAX]).await
}

/// What one partner brings.
pub async fn side(connection: &Connection, linkage: &str, root: &str) -> Result<Option<SideRow>, DbError> {
    let sql = format!(
        "select {SIDE} from linkage_side where collaborative_id = $1 and linkage_id = $2 and root_id = $3"
    );
    connection.row(&sql, args![linkage, root]).await
}

/// Everything that came under an agreement, in any linkage.
pub async fn sides_of_root(connection: &Connection, root: &str) -> Result<Vec<SideRow>, DbError> {
    let sql = format!(
        "select {SIDE} from linkage_side
         where collaborative_id = $1 and root_id = $2
         order by linkage_id
         limit $3"
    );
    connection.rows(&sql, args![root, LIST_MAX]).await
}

/// Doubtful pairs of a linkage, the most doubtful first.
pub async fn doubts(connection: &Connection, linkage: &str) -> Result<Vec<DoubtRow>, DbError> {
    let sql = format!(
        "select {DOUBT} from linkage_doubt
         where collaborative_id = $1 and linkage_id = $2
         order by abs(probability - 50), pair
         limit $3"
    );
    connection.rows(&sql, args![linkage, LIST_MAX]).await
}

/// Keeps a new linkage; sent twice, it is one.
pub async fn insert(tx: &Tx, row: &LinkageRow) -> Result<u64, DbError> {
    let sql =
        "insert into linkage (collaborative_id, linkage_id, title_en, title_es, why, encoding_schema, state,
                 created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, 'collecting', $7, $8)
               on conflict (collaborative_id, linkage_id) do nothing";
    let row = row.clone();
    let values = args![
        row.linkage_id,
        row.title_en,
        row.title_es,
        row.why,
        row.encoding_schema,
        tx.clock().now_millis(),
        tx.actor().key(),
    ];
    tx.run(sql, values).await
}

/// Keeps a side of a new linkage.
pub async fn insert_side(tx: &Tx, row: &SideRow) -> Result<u64, DbError> {
    let sql = "insert into linkage_side (collaborative_id, linkage_id, root_id, organisation_id, person_id, position)
               values ($1, $2, $3, $4, $5, $6)";
    let row = row.clone();
    let values = args![
        row.linkage_id,
        row.root_id,
        row.organisation_id,
        row.person_id,
        row.position
    ];
    tx.run(sql, values).await
}

/// Notes what came from a side.
pub async fn note_came(tx: &Tx, row: &SideRow) -> Result<u64, DbError> {
    let sql = "update linkage_side
               set records = $4, fingerprint = $5, encodings_hash = $6, came_at = $7, deleted_at = null, left_out = $8
               where collaborative_id = $1 and linkage_id = $2 and root_id = $3";
    let row = row.clone();
    let values = args![
        row.linkage_id,
        row.root_id,
        row.records,
        row.fingerprint,
        row.encodings_hash,
        tx.clock().now_millis(),
        row.left_out
    ];
    tx.run(sql, values).await
}

/// Notes that a side's encodings are gone, and where its numbers beside people lie.
pub async fn note_linked(tx: &Tx, row: &SideRow, people_hash: &str) -> Result<u64, DbError> {
    let sql = "update linkage_side set encodings_hash = null, deleted_at = $4, people_hash = $5
               where collaborative_id = $1 and linkage_id = $2 and root_id = $3";
    let now = tx.clock().now_millis();
    tx.run(
        sql,
        args![row.linkage_id.clone(), row.root_id.clone(), now, people_hash],
    )
    .await
}

/// Puts other encodings in the place of a side's.
pub async fn put_encodings(tx: &Tx, row: &SideRow, encodings_hash: &str) -> Result<u64, DbError> {
    let sql = "update linkage_side set encodings_hash = $4
               where collaborative_id = $1 and linkage_id = $2 and root_id = $3";
    let values = args![row.linkage_id.clone(), row.root_id.clone(), encodings_hash];
    tx.run(sql, values).await
}

/// Notes that so many more records of a side are left out because of what families said.
pub async fn note_left_out(tx: &Tx, row: &SideRow, count: usize) -> Result<u64, DbError> {
    let sql = "update linkage_side set records = $4, left_out = $5
               where collaborative_id = $1 and linkage_id = $2 and root_id = $3";
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let (records, left_out) = (row.records - count, row.left_out + count);
    let values = args![row.linkage_id.clone(), row.root_id.clone(), records, left_out];
    tx.run(sql, values).await
}

/// Puts other numbers of people beside a side's.
pub async fn put_people(tx: &Tx, row: &SideRow, people_hash: &str) -> Result<u64, DbError> {
    let sql = "update linkage_side set people_hash = $4
               where collaborative_id = $1 and linkage_id = $2 and root_id = $3";
    let values = args![row.linkage_id.clone(), row.root_id.clone(), people_hash];
    tx.run(sql, values).await
}

/// Notes that a run begins.
pub async fn note_began(tx: &Tx, linkage: &str) -> Result<u64, DbError> {
    let sql = "update linkage set state = 'linking', ended = '', began_linking_at = $3
               where collaborative_id = $1 and linkage_id = $2 and state in ('collecting', 'linking')";
    tx.run(sql, args![linkage, tx.clock().now_millis()]).await
}

/// Notes that a run ended without a result.
pub async fn note_ended(tx: &Tx, linkage: &str, ended: &str) -> Result<u64, DbError> {
    let sql = "update linkage set state = 'collecting', ended = $3
               where collaborative_id = $1 and linkage_id = $2 and state = 'linking'";
    tx.run(sql, args![linkage, ended]).await
}

/// Keeps what a run found.
pub async fn note_result(tx: &Tx, linkage: &str, (report, pairs): (&str, &str)) -> Result<u64, DbError> {
    let sql = "update linkage set state = 'linked', ended = '', report = $3, pairs_hash = $4, linked_at = $5
               where collaborative_id = $1 and linkage_id = $2 and state = 'linking'";
    tx.run(sql, args![linkage, report, pairs, tx.clock().now_millis()])
        .await
}

/// Keeps a report that a review has changed.
pub async fn note_reviewed(tx: &Tx, linkage: &str, report: &str) -> Result<u64, DbError> {
    let sql = "update linkage set report = $3, reviewed_at = $4
               where collaborative_id = $1 and linkage_id = $2 and state = 'linked'";
    tx.run(sql, args![linkage, report, tx.clock().now_millis()]).await
}

/// Keeps a report and pairs without whoever may not be in them any more.
pub async fn put_result(tx: &Tx, linkage: &str, (report, pairs): (&str, &str)) -> Result<u64, DbError> {
    let sql = "update linkage set report = $3, pairs_hash = $4
               where collaborative_id = $1 and linkage_id = $2 and state = 'linked'";
    tx.run(sql, args![linkage, report, pairs]).await
}

/// Gives a doubtful pair its new place in the list of pairs; without one it goes.
pub async fn move_doubt(tx: &Tx, row: &DoubtRow, pair: Option<usize>) -> Result<u64, DbError> {
    let Some(pair) = pair else {
        let sql = "delete from linkage_doubt where collaborative_id = $1 and linkage_doubt_id = $2";
        return tx.run(sql, args![row.linkage_doubt_id.clone()]).await;
    };
    let sql = "update linkage_doubt set pair = $3 where collaborative_id = $1 and linkage_doubt_id = $2";
    let pair = i64::try_from(pair).unwrap_or(i64::MAX);
    tx.run(sql, args![row.linkage_doubt_id.clone(), pair]).await
}

/// Keeps a doubtful pair.
pub async fn insert_doubt(tx: &Tx, row: &DoubtRow) -> Result<u64, DbError> {
    let sql = "insert into linkage_doubt (collaborative_id, linkage_doubt_id, linkage_id, left_root_id, right_root_id,
                 pair, probability, likeness, marks)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = row.clone();
    let values = args![
        row.linkage_doubt_id,
        row.linkage_id,
        row.left_root_id,
        row.right_root_id,
        row.pair,
        row.probability,
        row.likeness,
        row.marks,
    ];
    tx.run(sql, values).await
}

/// Keeps what a person says of a pair.
pub async fn decide(tx: &Tx, (linkage, doubt): (&str, &str), word: &str) -> Result<u64, DbError> {
    let sql = "update linkage_doubt set word = $4, decided_at = $5, decided_by = $6
               where collaborative_id = $1 and linkage_id = $2 and linkage_doubt_id = $3";
    let values = args![linkage, doubt, word, tx.clock().now_millis(), tx.actor().key()];
    tx.run(sql, values).await
}

/// Forgets sealed content.
pub async fn forget_object(tx: &Tx, hash: &str) -> Result<u64, DbError> {
    let sql = "delete from object where collaborative_id = $1 and hash = $2";
    tx.run(sql, args![hash]).await
}

/// Forgets everything that speaks of one agreement's records; gives how many sealed contents went.
///
/// A linkage tells of all its sides: the pairs, the report, and at each partner the numbers of people, which say whom the others
/// know. Where one side goes, all of it goes at every side, with encodings that waited to be compared with those that are gone.
pub async fn forget(tx: &Tx, root: &str) -> Result<u64, DbError> {
    let mut gone = 0;
    for side in sides_of_root(tx, root).await? {
        let row = linkage(tx, &side.linkage_id).await?;
        if let Some(pairs) = row.and_then(|row| row.pairs_hash) {
            gone += forget_object(tx, &pairs).await?;
        }
        for one in sides(tx, &side.linkage_id).await? {
            for hash in [&one.encodings_hash, &one.people_hash].into_iter().flatten() {
                gone += forget_object(tx, hash).await?;
            }
        }
        let sql = "update linkage_side
                   set encodings_hash = null, people_hash = null, fingerprint = '',
                     deleted_at = case when came_at is null then null else coalesce(deleted_at, $3) end
                   where collaborative_id = $1 and linkage_id = $2";
        let now = tx.clock().now_millis();
        tx.run(sql, args![side.linkage_id.clone(), now]).await?;
        let sql = "update linkage set pairs_hash = null, report = '', state = 'destroyed'
                   where collaborative_id = $1 and linkage_id = $2";
        tx.run(sql, args![side.linkage_id.clone()]).await?;
        let sql = "delete from linkage_doubt where collaborative_id = $1 and linkage_id = $2";
        tx.run(sql, args![side.linkage_id.clone()]).await?;
        // Answers of two other partners rest on who is who in all of it.
        crate::take_up::store::forget_of_linkage(tx, &side.linkage_id).await?;
    }
    crate::take_up::store::forget(tx, root).await?;
    Ok(gone)
}
