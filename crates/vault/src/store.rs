//! Keeping a table, looking at one, and taking people out of one.

use std::collections::HashSet;

use data_encoding::HEXLOWER;
use datafusion::arrow::array::{BooleanArray, RecordBatch};
use datafusion::arrow::compute::{concat_batches, filter_record_batch};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::Fault;
use crate::keys::Key;
use crate::protocol::{Answer, Sealed, Tail};
use crate::table::{Column, NewTable, Opened, seal, texts_of};

/// Most rows that one look shows.
const LOOK_ROWS_MAX: usize = 200;

/// Makes the key of an agreement.
#[derive(Debug, Clone, Deserialize)]
pub struct MakeKey {
    /// The collaborative and the agreement.
    pub about: String,
}

/// Keeps a table.
#[derive(Debug, Clone, Deserialize)]
pub struct Store {
    /// What the agreement's key is about.
    pub about: String,
    /// The agreement's key, wrapped.
    pub agreement_key: String,
    /// The new table's identifier.
    pub table: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Where its rows stand behind the order, as JSON: offset and length.
    pub rows_at: (usize, usize),
}

/// Looks at the first rows of a table.
#[derive(Debug, Clone, Deserialize)]
pub struct Look {
    /// The table.
    pub sealed: Sealed,
    /// Rows wanted; none: counts alone.
    pub rows: usize,
    /// Columns wanted; none named: all.
    #[serde(default)]
    pub columns: Vec<String>,
}

/// Takes rows out of a table by their keys: families that said no.
#[derive(Debug, Clone, Deserialize)]
pub struct TakeOut {
    /// The table.
    pub sealed: Sealed,
    /// The column by which participants are known.
    pub column: String,
    /// Stands before a key when it is digested.
    pub salt: String,
    /// SHA-256 of salt, line end and key, in hexadecimal.
    pub digests: Vec<String>,
    /// Whether those named stay and all others go; else those named go.
    pub stay: bool,
    /// The new table's identifier.
    pub into: String,
}

/// The key of an agreement, wrapped.
pub fn make_key(master: &Key, order: &MakeKey) -> Answer {
    json!({ "agreement_key": master.wrap(&Key::fresh(), &order.about) }).into()
}

/// A new sealed table with its wrapped key.
pub fn store(master: &Key, order: &Store, tail: &Tail) -> Result<Answer, Fault> {
    let agreement = master.unwrap(&order.agreement_key, &order.about)?;
    let key = Key::fresh();
    let new = NewTable {
        columns: order.columns.clone(),
        rows: serde_json::from_slice(&tail.slice(order.rows_at)?)?,
    };
    let batch = new.batch()?;
    Ok(Answer {
        line: json!({ "rows": batch.num_rows(), "data_key": agreement.wrap(&key, &order.table) }),
        bytes: seal(&batch, &key, &order.table)?,
    })
}

/// How many rows and what columns, and the first rows where they are wanted.
pub fn look(master: &Key, order: &Look, tail: &Tail) -> Result<Answer, Fault> {
    let opened = order.sealed.open(master, tail)?;
    let mut rows = Vec::new();
    let names: Vec<&str> = order.columns.iter().map(String::as_str).collect();
    let wanted = order.rows.min(LOOK_ROWS_MAX);
    if wanted > 0 {
        let batch = opened.first(&names, wanted)?;
        let columns = batch.columns().iter().map(texts_of);
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        for at in 0..batch.num_rows() {
            let row = columns
                .iter()
                .map(|column| column[at].clone().unwrap_or_default());
            rows.push(row.collect::<Vec<String>>());
        }
    }
    let head: Vec<String> = match wanted {
        0 => Vec::new(),
        _ => opened
            .first(&names, 1)?
            .schema()
            .fields()
            .iter()
            .map(|one| one.name().clone())
            .collect(),
    };
    Ok(json!({ "rows": opened.rows(), "columns": opened.columns(), "head": head, "seen": rows }).into())
}

/// The table without some people, sealed under a new key.
pub fn take_out(master: &Key, order: &TakeOut, tail: &Tail) -> Result<Answer, Fault> {
    let opened = order.sealed.open(master, tail)?;
    let (kept, rows_out) = without(&opened, order)?;
    let agreement = master.unwrap(&order.sealed.agreement_key, &order.sealed.about)?;
    let key = Key::fresh();
    Ok(Answer {
        line: json!({
            "rows": kept.num_rows(), "rows_out": rows_out, "data_key": agreement.wrap(&key, &order.into)
        }),
        bytes: seal(&kept, &key, &order.into)?,
    })
}

fn without(opened: &Opened, order: &TakeOut) -> Result<(RecordBatch, usize), Fault> {
    let named: HashSet<&str> = order.digests.iter().map(String::as_str).collect();
    let batches = opened.batches(&[])?;
    let schema = opened.first(&[], 0)?.schema();
    let all = concat_batches(&schema, &batches)?;
    let keys = opened.texts(&order.column)?;
    let stays = keys.iter().map(|key| {
        // A row without a key could be anybody's.
        let digest = key.as_deref().map(|key| digest(&order.salt, key));
        digest.is_some_and(|digest| named.contains(digest.as_str()) == order.stay)
    });
    let stays = BooleanArray::from(stays.collect::<Vec<bool>>());
    let kept = filter_record_batch(&all, &stays)?;
    let rows_out = all.num_rows() - kept.num_rows();
    Ok((kept, rows_out))
}

/// A key as the agreement's list of families' words keeps it. Spaces and case do not make another person.
pub fn digest(salt: &str, key: &str) -> String {
    let key: String = key.split_whitespace().collect::<String>().to_lowercase();
    HEXLOWER.encode(&Sha256::digest(format!("{salt}\n{key}")))
}
