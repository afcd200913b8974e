//! Larger contents (readings of spreadsheets, edition documents), compressed and addressed by their SHA-256.
//!
//! They are written into the database, so that they are saved with the rows that name them. Larger ones can move into a
//! bucket afterwards ([`moving`]); where one lies, its row's bytes are empty and `object_elsewhere` names the bucket.

pub mod bucket;
pub mod moving;

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sea_orm::FromQueryResult;

use self::bucket::{Bucket, BucketError};
use crate::args;
use crate::db::{Connection, DbError, Tx};
use crate::secrets::sha256_hex;

/// Largest content, uncompressed.
pub const OBJECT_BYTES_MAX: u64 = 256 * 1024 * 1024;

#[derive(FromQueryResult)]
struct ObjectRow {
    bytes: Vec<u8>,
}

/// Keeps content and gives its address. The same content twice is kept once.
pub async fn put(tx: &Tx, content: &[u8]) -> Result<String, DbError> {
    let hash = sha256_hex(content);
    let sql = "insert into object (collaborative_id, hash, bytes, created_at)
               values ($1, $2, $3, $4)
               on conflict (collaborative_id, hash) do nothing";
    tx.run(
        sql,
        args![hash.clone(), compress(content), tx.clock().now_millis()],
    )
    .await?;
    Ok(hash)
}

/// The content at an address. Errors: `NotFound`; `Rule` if it no longer is what its address says.
pub async fn get(connection: &Connection, hash: &str) -> Result<Vec<u8>, DbError> {
    let sql = "select bytes from object where collaborative_id = $1 and hash = $2";
    let row: ObjectRow = connection.row(sql, args![hash]).await?.ok_or(DbError::NotFound)?;
    let bytes = if row.bytes.is_empty() {
        from_bucket(connection, hash).await?
    } else {
        row.bytes
    };
    let mut content = Vec::new();
    let read = GzDecoder::new(bytes.as_slice())
        .take(OBJECT_BYTES_MAX)
        .read_to_end(&mut content);
    if read.is_err() || sha256_hex(&content) != hash {
        return Err(DbError::Rule(format!("object {hash} is damaged")));
    }
    Ok(content)
}

/// The bytes of a content that moved. Errors: `Rule` if the bucket lost it, `Other` if it does not give it now.
async fn from_bucket(connection: &Connection, hash: &str) -> Result<Vec<u8>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        bucket: String,
    }
    let sql = "select bucket
               from object_elsewhere
               where collaborative_id = $1 and hash = $2
               order by since_at desc, bucket
               limit 10";
    let rows: Vec<Row> = connection.rows(sql, args![hash]).await?;
    let name = moving::name_of(&connection.collaborative().to_string(), hash);
    for row in rows {
        let bucket = Bucket::parse(&row.bucket).map_err(|error| DbError::Other(error.to_string()))?;
        match bucket.get(&name).await {
            Ok(bytes) => return Ok(bytes),
            // It may have been on its way into this one when another was named.
            Err(BucketError::Missing) => {}
            Err(error) => return Err(DbError::Other(format!("object {hash}: {error}"))),
        }
    }
    Err(DbError::Rule(format!("object {hash} is in no bucket")))
}

fn compress(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder
        .write_all(content)
        .expect("writing to memory does not fail");
    encoder.finish().expect("writing to memory does not fail")
}
