//! Records folded by other machines, and what is said when they do not answer.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ballista_core::extension::{SessionConfigExt, SessionStateExt};
use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::error::DataFusionError;
use datafusion::execution::SessionStateBuilder;
use datafusion::prelude::SessionContext;
use mainstay_vault::Fault;
use mainstay_vault::keys::Key;
use mainstay_vault::measure::Table;
use mainstay_vault::measure::fold::{Machines, Plan};
use mainstay_vault::table::texts_of;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::codec::{Logical, Physical};
use crate::listening::session;
use crate::parcels::{LaidOut, Parcel, Parcels};
use crate::sealed::{SealedTable, VEILED};
use crate::settings::{Settings, shared_key};
use crate::veil::Veil;

/// How often the scheduler is asked whether executors are there.
const ASKED_EVERY: Duration = Duration::from_secs(2);
/// How long it may take to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// How long there may be no executor, or no scheduler.
const GONE_FOR_MAX: Duration = Duration::from_secs(25);
/// How long one table may take; the server waits half an hour for an order.
const TABLE_WITHIN: Duration = Duration::from_secs(1500);

/// A cluster that folds records.
#[derive(Debug)]
pub struct Cluster {
    scheduler: String,
    key: Key,
    parcels: Parcels,
}

impl Cluster {
    /// Gets ready. Errors: no key, or nothing can be listened at.
    pub async fn open(settings: &Settings) -> Result<Self, String> {
        let parcels = Parcels::open(&settings.listen, settings.known_as.as_deref()).await;
        Ok(Self {
            scheduler: settings.scheduler.clone(),
            key: shared_key(&settings.key_file)?,
            parcels: parcels.map_err(|error| format!("{}: {error}", settings.listen))?,
        })
    }

    fn context(&self) -> Result<SessionContext, Fault> {
        let config = session()
            .with_ballista_logical_extension_codec(Arc::new(Logical::default()))
            .with_ballista_physical_extension_codec(Arc::new(Physical::default()));
        let state = SessionStateBuilder::new()
            .with_default_features()
            .with_config(config)
            .build();
        let state = state.upgrade_for_ballista(format!("http://{}", self.scheduler));
        Ok(SessionContext::new_with_state(state.map_err(|_| Fault::Lost)?))
    }

    /// The table as executors find it.
    fn parcel(&self, table: &Table, laid: &LaidOut, secret: &Key) -> Result<Parcel, Fault> {
        let mut parcel = Parcel {
            address: laid.address.clone(),
            word: laid.word.clone(),
            bytes: table.opened.file().len() as u64,
            groups: table.opened.groups()?,
            table: table.opened.name().to_owned(),
            data_key: String::new(),
            veil_key: String::new(),
            columns: table.opened.columns(),
            key_column: table.key.clone(),
        };
        let about = parcel.about();
        parcel.data_key = table.opened.key_wrapped(&self.key, &about);
        parcel.veil_key = self.key.wrap(secret, &about);
        Ok(parcel)
    }

    /// Ends when nobody has been there for too long. A plan that nobody takes would wait for ever.
    async fn gone(&self) {
        let mut seen = Instant::now();
        while seen.elapsed() < GONE_FOR_MAX {
            tokio::time::sleep(ASKED_EVERY).await;
            let answered = tokio::time::timeout(ANSWER_WITHIN, is_ready(&self.scheduler)).await;
            if matches!(answered, Ok(Ok(true))) {
                seen = Instant::now();
            }
        }
    }
}

/// Whether a scheduler knows an executor that is there.
async fn is_ready(scheduler: &str) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(scheduler).await?;
    let asked = format!("GET /readyz HTTP/1.1\r\nHost: {scheduler}\r\nConnection: close\r\n\r\n");
    stream.write_all(asked.as_bytes()).await?;
    let mut status = [0_u8; 12];
    stream.read_exact(&mut status).await?;
    Ok(status.ends_with(b" 200"))
}

impl Machines for Cluster {
    async fn run(&self, table: &Table, plan: Plan<'_>) -> Result<Vec<RecordBatch>, Fault> {
        let secret = Key::fresh();
        let laid = self.parcels.lay_out(table.opened.file().clone());
        let parcel = self.parcel(table, &laid, &secret)?;
        // A table without rows is dealt into no parts.
        if parcel.groups == 0 {
            return Ok(Vec::new());
        }
        let rows = self.context()?.read_table(Arc::new(SealedTable(parcel)));
        let plan = plan(rows.map_err(|_| Fault::Lost)?, VEILED)?;
        let batches = tokio::select! {
            done = plan.collect() => done.map_err(|error| why(&error))?,
            () = self.gone() => return Err(Fault::Nobody),
            () = tokio::time::sleep(TABLE_WITHIN) => return Err(Fault::Late),
        };
        let veil = Veil::new(&secret);
        batches.iter().map(|batch| uncovered(batch, &veil)).collect()
    }
}

/// Why a plan ended without figures. What another machine says comes as words, and may quote a cell: none of them go on.
fn why(error: &DataFusionError) -> Fault {
    let words = error.to_string();
    log::warn!("{words}");
    let has = |some: [&str; 2]| some.iter().any(|one| words.contains(one));
    if has(["Cast error", "CastError"]) || has(["Parser error", "ParseError"]) {
        return Fault::Cell(None);
    }
    if has(["Resources exhausted", "ResourcesExhausted"]) {
        return Fault::Memory;
    }
    Fault::Lost
}

/// The batch with its first column uncovered.
fn uncovered(batch: &RecordBatch, veil: &Veil) -> Result<RecordBatch, Fault> {
    let strange = || Fault::Lost;
    let (first, others) = batch.columns().split_first().ok_or_else(strange)?;
    let mut keys = Vec::with_capacity(batch.num_rows());
    for covered in texts_of(first)? {
        keys.push(match covered {
            Some(covered) => Some(veil.uncover(&covered).ok_or_else(strange)?),
            None => None,
        });
    }
    let keys: ArrayRef = Arc::new(keys.into_iter().collect::<StringArray>());
    let schema = batch.schema();
    let fields = schema.fields().iter().skip(1).map(|field| field.as_ref().clone());
    let fields = std::iter::once(Field::new("key", DataType::Utf8, true)).chain(fields);
    let schema = Schema::new(fields.collect::<Vec<_>>());
    let columns = std::iter::once(keys).chain(others.iter().cloned());
    RecordBatch::try_new(Arc::new(schema), columns.collect()).map_err(|_| strange())
}
