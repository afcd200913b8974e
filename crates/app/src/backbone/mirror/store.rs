//! Queries of the mirror: figures of the community. Rounds stand among the assessments.

use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Tx};

/// Most figures that are read: more than a collaborative keeps in decades.
const FIGURES_MAX: i64 = 500;

/// Figures of the community by one dimension, as a source has them.
#[derive(Debug, Clone, FromQueryResult)]
pub struct FigureRow {
    /// Identifier.
    pub community_figure_id: String,
    /// Slug of the dimension.
    pub dimension: String,
    /// Who is counted, English.
    pub whole_en: String,
    /// Who is counted, Spanish.
    pub whole_es: String,
    /// Where they come from.
    pub source: String,
    /// Address of the source; may be empty.
    pub address: String,
    /// Year they are about.
    pub as_of: String,
    /// JSON: of a hundred, by slug of a category.
    pub shares: String,
    /// When they were kept.
    pub kept_at: i64,
}

/// All figures, the newest first.
pub async fn figures(connection: &Connection) -> Result<Vec<FigureRow>, DbError> {
    let sql =
        "select community_figure_id, dimension, whole_en, whole_es, source, address, as_of, shares, kept_at
               from community_figure
               where collaborative_id = $1
               order by kept_at desc, community_figure_id desc
               limit $2";
    connection.rows(sql, args![FIGURES_MAX]).await
}

/// Keeps figures; kept twice under one identifier, they are kept once.
pub async fn insert_figure(tx: &Tx, row: &FigureRow) -> Result<u64, DbError> {
    let sql = "insert into community_figure
                 (collaborative_id, community_figure_id, dimension, whole_en, whole_es, source, address, as_of, shares, kept_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
               on conflict (collaborative_id, community_figure_id) do nothing";
    let row = row.clone();
    let values = args![
        row.community_figure_id,
        row.dimension,
        row.whole_en,
        row.whole_es,
        row.source,
        row.address,
        row.as_of,
        row.shares,
        row.kept_at
    ];
    tx.run(sql, values).await
}
