//! How plans with sealed tables travel: the vault's step as JSON behind a mark, everything else as Ballista writes it.

use std::sync::Arc;

use ballista_core::serde::{BallistaLogicalExtensionCodec, BallistaPhysicalExtensionCodec};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::TableProvider;
use datafusion::common::TableReference;
use datafusion::error::Result;
use datafusion::execution::TaskContext;
use datafusion::logical_expr::{Extension, LogicalPlan};
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::logical_plan::LogicalExtensionCodec;
use datafusion_proto::physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension};
use mainstay_vault::keys::Key;
use serde::{Deserialize, Serialize};

use crate::failed;
use crate::parcels::Parcel;
use crate::sealed::{Opening, SealedTable};

/// Begins a step of ours.
const MARK: &[u8] = b"mainstay opening\n";
/// Said of what cannot be read back.
const GARBLED: &str = "a plan cannot be read: worker, scheduler and executors must be of one version";

/// Between the worker and the scheduler. Tables are sealed ones; a plan that names another is refused.
#[derive(Debug, Default)]
pub struct Logical {
    other: BallistaLogicalExtensionCodec,
}

impl LogicalExtensionCodec for Logical {
    fn try_decode(&self, bytes: &[u8], inputs: &[LogicalPlan], context: &TaskContext) -> Result<Extension> {
        self.other.try_decode(bytes, inputs, context)
    }

    fn try_encode(&self, node: &Extension, bytes: &mut Vec<u8>) -> Result<()> {
        self.other.try_encode(node, bytes)
    }

    fn try_decode_table_provider(
        &self,
        bytes: &[u8],
        _name: &TableReference,
        _schema: SchemaRef,
        _context: &TaskContext,
    ) -> Result<Arc<dyn TableProvider>> {
        let parcel: Parcel = serde_json::from_slice(bytes).map_err(|_| failed(GARBLED))?;
        Ok(Arc::new(SealedTable(parcel)))
    }

    fn try_encode_table_provider(
        &self,
        _name: &TableReference,
        table: Arc<dyn TableProvider>,
        bytes: &mut Vec<u8>,
    ) -> Result<()> {
        let table: &dyn std::any::Any = table.as_ref();
        let sealed = table.downcast_ref::<SealedTable>();
        let sealed = sealed.ok_or_else(|| failed("plans of this cluster read sealed tables alone"))?;
        serde_json::to_writer(bytes, &sealed.0).map_err(|_| failed(GARBLED))
    }
}

/// Between the scheduler and executors; with the cluster's key on these alone.
#[derive(Debug, Default)]
pub struct Physical {
    key: Option<Key>,
    other: BallistaPhysicalExtensionCodec,
}

/// The step, as it travels.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    parcel: Parcel,
    wanted: Vec<usize>,
}

impl Physical {
    /// An executor's: the steps that it reads can open tables.
    pub fn with_key(key: Key) -> Self {
        Self {
            key: Some(key),
            ..Self::default()
        }
    }
}

impl PhysicalExtensionCodec for Physical {
    fn try_decode(
        &self,
        bytes: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        context: &TaskContext,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let Some(written) = bytes.strip_prefix(MARK) else {
            return self.other.try_decode(bytes, inputs, context, converter);
        };
        let written: Written = serde_json::from_slice(written).map_err(|_| failed(GARBLED))?;
        let input = inputs.first().ok_or_else(|| failed(GARBLED))?.clone();
        let step = Opening::new(written.parcel, written.wanted, self.key.clone(), input)?;
        Ok(Arc::new(step))
    }

    fn try_encode(
        &self,
        node: Arc<dyn ExecutionPlan>,
        bytes: &mut Vec<u8>,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        let Some(step) = node.downcast_ref::<Opening>() else {
            return self.other.try_encode(node, bytes, converter);
        };
        let written = Written {
            parcel: step.parcel.clone(),
            wanted: step.wanted.clone(),
        };
        bytes.extend_from_slice(MARK);
        serde_json::to_writer(bytes, &written).map_err(|_| failed(GARBLED))
    }
}
