//! A sealed table as a plan names it, and the step in which an executor opens it.
//!
//! The step stands over a small table of its own: each of its partitions names groups of rows of the sealed file. So the
//! scheduler deals out the groups as it deals out any table's partitions, and knows neither key nor row.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::array::{ArrayRef, RecordBatch, RecordBatchOptions, StringArray, UInt32Array};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::datasource::memory::MemorySourceConfig;
use datafusion::error::Result;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::{Expr, TableType};
use datafusion::parquet::arrow::arrow_reader::ArrowReaderOptions;
use datafusion::parquet::arrow::{ParquetRecordBatchStreamBuilder, ProjectionMask};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, Partitioning, PlanProperties,
};
use futures::{Stream, StreamExt, TryStreamExt, stream};
use mainstay_vault::keys::Key;
use mainstay_vault::table::{Kind, decryption, texts_of};

use crate::failed;
use crate::parcels::{Parcel, Remote};
use crate::veil::Veil;

/// The column of participants' keys under the veil. No heading of a file has such a letter in it.
pub const VEILED: &str = "\u{1}participant";
/// Parts into which a table is dealt out at most.
const PARTS_MAX: usize = 64;
/// Rows that are opened at a time.
const BATCH_ROWS: usize = 8192;
/// Said when a table does not open.
const CLOSED: &str = "a sealed table did not come, or does not open with this cluster's key";

impl Parcel {
    /// What the cluster's key was told when it wrapped the table's.
    pub fn about(&self) -> String {
        format!("cluster\n{}", self.table)
    }

    /// The columns, and beside them the keys of participants under the veil.
    pub fn schema(&self) -> SchemaRef {
        let fields = self.columns.iter().map(|column| {
            let kind = match column.kind {
                Kind::Text => DataType::Utf8,
                Kind::Number => DataType::Float64,
                Kind::Date => DataType::Date32,
            };
            Field::new(&column.name, kind, true)
        });
        let veiled = Field::new(VEILED, DataType::Utf8, true);
        Arc::new(Schema::new(fields.chain([veiled]).collect::<Vec<_>>()))
    }
}

/// A sealed table in a plan.
#[derive(Debug)]
pub struct SealedTable(pub Parcel);

#[async_trait]
impl TableProvider for SealedTable {
    fn schema(&self) -> SchemaRef {
        self.0.schema()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        _state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let all = || (0..=self.0.columns.len()).collect();
        let wanted = projection.cloned().unwrap_or_else(all);
        let parts = dealt(self.0.groups)?;
        let parts = MemorySourceConfig::try_new_exec(&parts, dealt_schema(), None)?;
        Ok(Arc::new(Opening::new(self.0.clone(), wanted, None, parts)?))
    }
}

fn dealt_schema() -> SchemaRef {
    let field = |name| Field::new(name, DataType::UInt32, false);
    Arc::new(Schema::new(vec![field("first"), field("end")]))
}

/// Groups of rows, dealt into parts of about the same size.
fn dealt(groups: usize) -> Result<Vec<Vec<RecordBatch>>> {
    let size = groups.div_ceil(PARTS_MAX).max(1);
    let mut parts = Vec::new();
    for first in (0..groups).step_by(size) {
        let number = |at: usize| -> ArrayRef {
            Arc::new(UInt32Array::from(vec![u32::try_from(at).unwrap_or(u32::MAX)]))
        };
        let columns = vec![number(first), number((first + size).min(groups))];
        parts.push(vec![RecordBatch::try_new(dealt_schema(), columns)?]);
    }
    Ok(parts)
}

/// The step that opens groups of rows.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The table.
    pub parcel: Parcel,
    /// The columns that are wanted, by position.
    pub wanted: Vec<usize>,
    key: Option<Key>,
    input: Arc<dyn ExecutionPlan>,
    properties: Arc<PlanProperties>,
}

impl Opening {
    /// Opens the groups that `input` names; without the cluster's key it can only be planned.
    ///
    /// Errors: a column that is not there.
    pub fn new(
        parcel: Parcel,
        wanted: Vec<usize>,
        key: Option<Key>,
        input: Arc<dyn ExecutionPlan>,
    ) -> Result<Self> {
        let schema = Arc::new(parcel.schema().project(&wanted)?);
        let parts = input.output_partitioning().partition_count();
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema),
            Partitioning::UnknownPartitioning(parts),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Ok(Self {
            parcel,
            wanted,
            key,
            input,
            properties: Arc::new(properties),
        })
    }
}

impl DisplayAs for Opening {
    fn fmt_as(&self, _kind: DisplayFormatType, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opening")
    }
}

impl ExecutionPlan for Opening {
    fn name(&self) -> &'static str {
        "Opening"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    // Dealing its parts out anew would gain nothing.
    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let input = children
            .into_iter()
            .next()
            .ok_or_else(|| failed("a plan without its parts"))?;
        let (parcel, wanted) = (self.parcel.clone(), self.wanted.clone());
        Ok(Arc::new(Self::new(parcel, wanted, self.key.clone(), input)?))
    }

    fn apply_expressions(
        &self,
        _visit: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let key = self
            .key
            .clone()
            .ok_or_else(|| failed("there is no key on this machine"))?;
        let parts = self.input.execute(partition, context)?;
        let schema = self.schema();
        let rows = opened(self.parcel.clone(), self.wanted.clone(), key, parts);
        let rows = stream::once(rows).try_flatten();
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema, rows)))
    }
}

/// Rows of the groups that a part names.
async fn opened(
    parcel: Parcel,
    wanted: Vec<usize>,
    key: Key,
    parts: SendableRecordBatchStream,
) -> Result<impl Stream<Item = Result<RecordBatch>>> {
    let mut groups = Vec::new();
    for part in parts.try_collect::<Vec<_>>().await? {
        let numbers = |at: usize| part.column(at).as_any().downcast_ref::<UInt32Array>().cloned();
        let (first, end) = numbers(0)
            .zip(numbers(1))
            .ok_or_else(|| failed("a part names no groups"))?;
        for at in 0..part.num_rows() {
            groups.extend(first.value(at) as usize..end.value(at) as usize);
        }
    }
    let closed = |_| failed(CLOSED);
    let own = |wrapped: &str| key.unwrap(wrapped, &parcel.about()).map_err(closed);
    let veil = Veil::new(&own(&parcel.veil_key)?);
    let decryption = decryption(&own(&parcel.data_key)?, &parcel.table).map_err(closed)?;
    let options = ArrowReaderOptions::new().with_file_decryption_properties(decryption);
    let file = ParquetRecordBatchStreamBuilder::new_with_options(Remote::new(parcel.clone()), options).await;
    let file = file.map_err(|_| failed(CLOSED))?;
    let needed = wanted
        .iter()
        .filter_map(|at| parcel.columns.get(*at))
        .map(|column| column.name.as_str());
    let mut needed: Vec<&str> = needed.collect();
    if wanted.contains(&parcel.columns.len()) {
        needed.push(&parcel.key_column);
    }
    let roots = needed.iter().map(|name| file.schema().index_of(name));
    let roots = roots.collect::<std::result::Result<Vec<_>, _>>()?;
    let mask = ProjectionMask::roots(file.parquet_schema(), roots);
    let rows = file
        .with_row_groups(groups)
        .with_projection(mask)
        .with_batch_size(BATCH_ROWS)
        .build();
    let rows = rows.map_err(|_| failed(CLOSED))?;
    let schema = Arc::new(parcel.schema().project(&wanted)?);
    Ok(rows.map(move |batch| {
        let batch = batch.map_err(|_| failed(CLOSED))?;
        arranged(&batch, &schema, &parcel.key_column, &veil)
    }))
}

/// The columns in their order; for the veiled one the keys are covered.
fn arranged(batch: &RecordBatch, schema: &SchemaRef, key_column: &str, veil: &Veil) -> Result<RecordBatch> {
    let missing = || failed("a sealed table lacks a column");
    let mut columns: Vec<ArrayRef> = Vec::with_capacity(schema.fields().len());
    for field in schema.fields() {
        if field.name() != VEILED {
            columns.push(batch.column_by_name(field.name()).ok_or_else(missing)?.clone());
            continue;
        }
        let keys = batch.column_by_name(key_column).ok_or_else(missing)?;
        let keys = texts_of(keys).map_err(|_| failed("a column of keys holds none"))?;
        columns.push(Arc::new(covered(&keys, veil)));
    }
    let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    Ok(RecordBatch::try_new_with_options(
        schema.clone(),
        columns,
        &options,
    )?)
}

/// Keys under the veil, each covered once: many rows are about one participant.
fn covered(keys: &[Option<String>], veil: &Veil) -> StringArray {
    let mut known: HashMap<&str, String> = HashMap::new();
    for key in keys.iter().flatten() {
        known.entry(key).or_insert_with(|| veil.cover(key));
    }
    let covered = keys
        .iter()
        .map(|key| known.get(key.as_deref()?).map(String::as_str));
    covered.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_is_dealt_out_once_in_at_most_so_many_parts() {
        for groups in [0, 1, 5, 63, 64, 65, 77, 1000] {
            let parts = dealt(groups).expect("parts");
            assert!(parts.len() <= PARTS_MAX, "{groups}");
            let mut seen = Vec::new();
            for batch in parts.iter().flatten() {
                let number = |at: usize| {
                    batch
                        .column(at)
                        .as_any()
                        .downcast_ref::<UInt32Array>()
                        .expect("a number")
                        .value(0)
                };
                seen.extend(number(0)..number(1));
            }
            assert_eq!(seen.len(), groups);
            assert!(seen.iter().enumerate().all(|(at, group)| at == *group as usize));
        }
    }
}
