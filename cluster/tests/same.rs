//! The vault's own tests of measures, on a scheduler and two executors. `run-tests` starts these and says where they are.
#![allow(missing_docs, reason = "tests are read by their names")]

use mainstay_cluster::machines::Cluster;
use mainstay_cluster::settings::Settings;
// By these names the vault's tests know what they need.
use mainstay_vault::Fault;
use mainstay_vault::keys::Key;
use mainstay_vault::measure::{Measure, definition, measure};
use mainstay_vault::protocol::Tail;
use mainstay_vault::table;

/// Where records are folded: on the machines that `run-tests` has started.
fn machines() -> Cluster {
    let file = std::env::var_os("MAINSTAY_CLUSTER").expect("cluster/run-tests says where the machines are");
    let settings = Settings::of_file(file.as_ref()).expect("settings of the cluster");
    let opened = Cluster::open(&settings);
    tokio::runtime::Handle::current()
        .block_on(opened)
        .expect("the worker's side of the cluster")
}

#[path = "../../crates/vault/src/measure/tests.rs"]
mod tests;
