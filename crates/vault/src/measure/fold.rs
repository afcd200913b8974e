//! Records to one row per person, by DataFusion: what happened, added up within the period.

use std::sync::Arc;

use datafusion::arrow::array::{Float64Array, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::config::ConfigFileDecryptionProperties;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::GreedyMemoryPool;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, lit, when};
use datafusion::object_store::memory::InMemory;
use datafusion::object_store::path::Path;
use datafusion::object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use datafusion::prelude::{DataFrame, ParquetReadOptions, SessionConfig, SessionContext, ident};
use datafusion::scalar::ScalarValue;

use super::Table;
use super::definition::{Condition, Definition, Fold, Numerator, Span, expression};
use crate::Fault;
use crate::table::{Column, Kind, Opened, texts_of};

/// Memory that the engine's groups may take.
const POOL_BYTES: usize = 3 << 30;
/// Partitions that are worked on at once: one for each thread of the process.
pub const PARTITIONS: usize = 2;

/// What happened to one person of one partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Happened {
    /// Whose row.
    pub organisation: String,
    /// The key as it stands.
    pub key: String,
    /// What fulfilled the conditions: rows, or a sum.
    pub hits: f64,
    /// All rows of the person in the period, or the whole sum.
    pub all: f64,
}

/// An engine that keeps everything in memory: the process has no files.
pub fn engine() -> Result<SessionContext, Fault> {
    let disk = DiskManagerBuilder::default().with_mode(DiskManagerMode::Disabled);
    let runtime = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(GreedyMemoryPool::new(POOL_BYTES)))
        .with_disk_manager_builder(disk)
        .build_arc()?;
    let config = SessionConfig::new()
        .with_target_partitions(PARTITIONS)
        .with_information_schema(false);
    Ok(SessionContext::new_with_config_rt(config, runtime))
}

/// A table's rows as the engine reads them: decrypted page by page, and only the columns that are asked for.
pub async fn frame(engine: &SessionContext, opened: &Opened) -> Result<DataFrame, Fault> {
    let store = Arc::new(InMemory::new());
    let path = Path::from("table.parquet");
    let payload = PutPayload::from_bytes(opened.file().clone());
    store.put(&path, payload).await.map_err(|_| Fault::Engine)?;
    let url = ObjectStoreUrl::parse("vault://tables")?;
    let store: Arc<dyn ObjectStore> = store;
    engine.register_object_store(url.as_ref(), store);
    let decryption = ConfigFileDecryptionProperties::try_from(&opened.decryption()?)?;
    let options = ParquetReadOptions::default().file_decryption_properties(decryption);
    Ok(engine
        .read_parquet("vault://tables/table.parquet", options)
        .await?)
}

/// What is done with a table's rows; beside them stands the column by which participants are known.
pub type Plan<'a> = &'a (dyn Fn(DataFrame, &str) -> Result<DataFrame, Fault> + Sync);

/// Where records are folded. People and cells are counted in the worker itself, wherever that is.
pub trait Machines {
    /// Does what a plan says. The first column of what comes back holds keys of participants, as they stand in the table.
    fn run(&self, table: &Table, plan: Plan<'_>) -> impl Future<Output = Result<Vec<RecordBatch>, Fault>>;
}

/// This process.
#[derive(Debug, Clone, Copy)]
pub struct Here;

impl Machines for Here {
    async fn run(&self, table: &Table, plan: Plan<'_>) -> Result<Vec<RecordBatch>, Fault> {
        let rows = frame(&engine()?, &table.opened).await?;
        Ok(plan(rows, &table.key)?.collect().await?)
    }
}

/// All conditions at once; none: true.
pub fn all_of(conditions: &[Condition], columns: &[Column]) -> Result<Expr, Fault> {
    let mut all = lit(true);
    for condition in conditions {
        all = all.and(expression(condition, columns)?);
    }
    Ok(all)
}

/// Adds up what happened to each person of a table.
pub async fn fold(
    machines: &impl Machines,
    definition: &Definition,
    span: Span,
    table: &Table,
) -> Result<Vec<Happened>, Fault> {
    let Numerator::Happened {
        day,
        conditions,
        fold,
        ..
    } = &definition.numerator
    else {
        return Ok(Vec::new());
    };
    let columns = table.opened.columns();
    let taken_for = taken_for(day.as_deref(), fold, &columns);
    let plan = |mut rows: DataFrame, key: &str| -> Result<DataFrame, Fault> {
        if let Some(day) = day {
            rows = rows.filter(within(day, span))?;
        }
        let is_hit = all_of(conditions, &columns)?;
        let amount = match fold {
            Fold::Count => lit(1.0),
            Fold::Sum(column) => when(ident(column).is_not_null(), ident(column)).otherwise(lit(0.0))?,
        };
        let hits = sum(when(is_hit, amount.clone()).otherwise(lit(0.0))?).alias("hits");
        let all = match fold {
            Fold::Count => count(lit(1_i64)),
            Fold::Sum(_) => sum(amount),
        };
        Ok(rows.aggregate(vec![ident(key)], vec![hits, all.alias("all")])?)
    };
    let mut happened = Vec::new();
    let batches = machines.run(table, &plan).await;
    for batch in batches.map_err(|fault| fault.in_column(taken_for))? {
        gather(&batch, &table.organisation, &mut happened)?;
    }
    Ok(happened)
}

/// The column that is taken for days or numbers and holds words: where a cell cannot be read, it is there.
fn taken_for<'a>(day: Option<&'a str>, fold: &'a Fold, columns: &[Column]) -> Option<&'a str> {
    let summed = match fold {
        Fold::Count => None,
        Fold::Sum(column) => Some(column.as_str()),
    };
    let are_words = |name: &&str| {
        let found = columns.iter().find(|column| column.name == *name);
        found.is_some_and(|column| column.kind == Kind::Text)
    };
    day.into_iter().chain(summed).find(are_words)
}

/// Days within the period.
pub fn within(column: &str, span: Span) -> Expr {
    let day = |day: i32| lit(ScalarValue::Date32(Some(day)));
    ident(column)
        .gt_eq(day(span.from))
        .and(ident(column).lt_eq(day(span.until)))
}

fn gather(batch: &RecordBatch, organisation: &str, happened: &mut Vec<Happened>) -> Result<(), Fault> {
    let keys = texts_of(batch.column(0))?;
    let numbers = |at: usize| -> Result<Float64Array, Fault> {
        let column = cast(batch.column(at), &DataType::Float64)?;
        let column = column.as_any().downcast_ref::<Float64Array>();
        Ok(column.expect("it was cast").clone())
    };
    let (hits, all) = (numbers(1)?, numbers(2)?);
    for (at, key) in keys.into_iter().enumerate() {
        // Rows without a key belong to nobody.
        let Some(key) = key else { continue };
        happened.push(Happened {
            organisation: organisation.to_owned(),
            key,
            hits: hits.value(at),
            all: all.value(at),
        });
    }
    Ok(())
}
