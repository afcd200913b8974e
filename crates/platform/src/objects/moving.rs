//! Larger contents move from the database into a bucket, and go from there when nothing in the database names them any more.
//!
//! The database stays in charge: content is written into it in the change's own transaction, and moves later. A note is
//! made before anything is sent to the bucket, so that whatever lies there is known here, also after a crash.

use sea_orm::FromQueryResult;

use super::bucket::{Bucket, BucketError};
use crate::args;
use crate::db::{DbError, Scope};
use crate::history::{Actor, NewFact};

/// Smaller contents stay where they are, bytes as compressed: a request for each would cost more than the room.
pub const MOVED_FROM_BYTES: i64 = 16 * 1024;
/// Contents in one round of one collaborative.
const ROUND: i64 = 50;

/// Why contents could not be moved or taken away.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The database said no.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The bucket said no.
    #[error(transparent)]
    Bucket(#[from] BucketError),
}

#[derive(FromQueryResult)]
struct HashRow {
    hash: String,
}

#[derive(FromQueryResult)]
struct BytesRow {
    bytes: Vec<u8>,
}

#[derive(FromQueryResult)]
struct ElsewhereRow {
    hash: String,
    bucket: String,
}

/// The name of a content in a bucket.
pub(super) fn name_of(collaborative: &str, hash: &str) -> String {
    format!("{collaborative}/{hash}")
}

/// Moves contents of a collaborative into a bucket; gives how many.
pub async fn move_in(scope: &Scope, bucket: &Bucket) -> Result<usize, MoveError> {
    let sql = "select hash
               from object
               where collaborative_id = $1 and length(bytes) >= $2
               order by created_at, hash
               limit $3";
    let reader = scope.read().await?;
    let waiting: Vec<HashRow> = reader.rows(sql, args![MOVED_FROM_BYTES, ROUND]).await?;
    drop(reader);
    if waiting.is_empty() {
        return Ok(0);
    }
    let collaborative = scope.collaborative().to_string();
    let mut moved = Vec::new();
    for HashRow { hash } in waiting {
        let reader = scope.read().await?;
        let sql = "select bytes from object where collaborative_id = $1 and hash = $2";
        let row: Option<BytesRow> = reader.row(sql, args![hash.clone()]).await?;
        drop(reader);
        let Some(row) = row else {
            continue;
        };
        let sql =
            "insert into object_elsewhere (collaborative_id, hash, bucket, since_at) values ($1, $2, $3, $4)
                   on conflict (collaborative_id, hash, bucket) do nothing";
        let now = scope.clock().now_millis();
        let values = args![collaborative.clone(), hash.clone(), bucket.text(), now];
        scope.database().host().run(sql, values).await?;
        bucket.put(&name_of(&collaborative, &hash), row.bytes).await?;
        moved.push(hash);
    }
    let tx = scope.write(Actor::installation()).await?;
    for hash in &moved {
        let sql = "update object set bytes = $3 where collaborative_id = $1 and hash = $2";
        tx.run(sql, args![hash.clone(), Vec::<u8>::new()]).await?;
    }
    let fact = NewFact::new("contents.moved", "collaborative", scope.collaborative().uuid());
    tx.commit(vec![fact.set("contents", moved.len())]).await?;
    Ok(moved.len())
}

/// Takes out of buckets what nothing names any more; gives how many contents.
pub async fn sweep(scope: &Scope) -> Result<usize, MoveError> {
    let sql = "select e.hash, e.bucket
               from object_elsewhere e
               left join object o on o.collaborative_id = e.collaborative_id and o.hash = e.hash
               where e.collaborative_id = $1 and o.hash is null
               order by e.hash, e.bucket
               limit $2";
    let reader = scope.read().await?;
    let gone: Vec<ElsewhereRow> = reader.rows(sql, args![ROUND]).await?;
    drop(reader);
    let collaborative = scope.collaborative().to_string();
    let count = gone.len();
    for row in gone {
        let bucket = Bucket::parse(&row.bucket)?;
        bucket.delete(&name_of(&collaborative, &row.hash)).await?;
        let sql = "delete from object_elsewhere where collaborative_id = $1 and hash = $2 and bucket = $3";
        let values = args![collaborative.clone(), row.hash, row.bucket];
        scope.database().host().run(sql, values).await?;
    }
    Ok(count)
}
