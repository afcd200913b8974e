//! The list of collaboratives belongs to the installation.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Host, HostTx};

/// A collaborative as stored.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CollaborativeRow {
    /// Identifier.
    pub collaborative_id: String,
    /// Part of its address.
    pub slug: String,
    /// Name.
    pub name: String,
    /// About it, English.
    pub about_en: String,
    /// About it, Spanish.
    pub about_es: String,
    /// Credit line, English.
    pub credit_en: String,
    /// Credit line, Spanish.
    pub credit_es: String,
    /// Where.
    pub place_name: String,
    /// Time zone in which days begin and end.
    pub time_zone: String,
    /// Language by default.
    pub default_language: String,
    /// Smallest count that may be shown.
    pub minimum_count: i64,
    /// Where questions go.
    pub contact_email: String,
    /// Whether people and organisations are invented.
    pub is_fictitious: bool,
}

const COLUMNS: &str = "collaborative_id, slug, name, about_en, about_es, credit_en, credit_es, place_name,
    time_zone, default_language, minimum_count, contact_email, is_fictitious";

/// The collaborative at a slug.
pub async fn collaborative_by_slug(host: &Host, slug: &str) -> Result<Option<CollaborativeRow>, DbError> {
    let sql = format!("select {COLUMNS} from collaborative where slug = $1");
    host.row(&sql, args![slug]).await
}

/// One collaborative.
pub async fn collaborative_by_id(host: &Host, id: &str) -> Result<Option<CollaborativeRow>, DbError> {
    let sql = format!("select {COLUMNS} from collaborative where collaborative_id = $1");
    host.row(&sql, args![id]).await
}

/// The time zone of the collaborative of a connection, an IANA name.
pub async fn time_zone(connection: &Connection) -> Result<String, DbError> {
    let id = connection.collaborative().to_string();
    let row = collaborative_by_id(&connection.database().host(), &id).await?;
    Ok(row.ok_or(DbError::NotFound)?.time_zone)
}

/// Every collaborative, by slug.
pub async fn collaboratives(host: &Host) -> Result<Vec<CollaborativeRow>, DbError> {
    let sql = format!("select {COLUMNS} from collaborative order by slug limit 10000");
    host.rows(&sql, args![]).await
}

/// Adds a collaborative.
pub async fn insert(tx: &HostTx, row: &CollaborativeRow) -> Result<(), DbError> {
    let sql = format!(
        "insert into collaborative ({COLUMNS}, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    );
    let row = row.clone();
    let values = args![
        row.collaborative_id,
        row.slug,
        row.name,
        row.about_en,
        row.about_es,
        row.credit_en,
        row.credit_es,
        row.place_name,
        row.time_zone,
        row.default_language,
        row.minimum_count,
        row.contact_email,
        row.is_fictitious,
        tx.clock().now_millis(),
    ];
    tx.run(&sql, values).await?;
    Ok(())
}
