//! No files by name: neither scheduler nor executors ask who sends them a plan, so none of theirs reads a file of the machine.

use std::path::PathBuf;
use std::sync::Arc;

use datafusion::error::Result;
use datafusion::execution::object_store::ObjectStoreRegistry;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::object_store::ObjectStore;
use url::Url;

use crate::failed;

/// Places where plans may read: none.
#[derive(Debug, Clone, Copy)]
struct Nowhere;

impl ObjectStoreRegistry for Nowhere {
    fn register_store(&self, _url: &Url, _store: Arc<dyn ObjectStore>) -> Option<Arc<dyn ObjectStore>> {
        None
    }

    fn get_store(&self, _url: &Url) -> Result<Arc<dyn ObjectStore>> {
        Err(failed("plans of this cluster read sealed tables alone"))
    }
}

/// What a plan finds around it: no files, and a folder for what does not fit into memory where there is one.
pub fn surroundings(work_folder: Option<PathBuf>) -> Result<Arc<RuntimeEnv>> {
    let mut builder = RuntimeEnvBuilder::new().with_object_store_registry(Arc::new(Nowhere));
    if let Some(folder) = work_folder {
        builder = builder.with_temp_file_path(folder);
    }
    builder.build_arc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_of_the_machine_is_read_by_a_plan() {
        let around = surroundings(None).expect("it is built");
        for place in ["file:///etc/passwd", "s3://bucket/key", "http://localhost/"] {
            let place = Url::parse(place).expect("an address");
            assert!(around.object_store_registry.get_store(&place).is_err(), "{place}");
        }
    }
}
