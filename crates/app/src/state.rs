//! What handlers share. Public routes get [`PublicState`] only: they cannot reach the database.

use std::sync::Arc;

use axum::extract::FromRef;
use platform::child::Reader;
use platform::clock::Clock;
use platform::db::Database;
use platform::mail::Postman;

use crate::editions::shelf::Shelf;
use crate::linkages::runs::Runs;
use crate::settings::Settings;
use crate::site::cache::Cache;

/// Everything the workspace needs.
#[derive(Debug, Clone)]
pub struct AppState {
    /// The database.
    pub database: Database,
    /// Published editions, in memory.
    pub public: PublicState,
    /// Opens uploaded files in a child process.
    pub reader: Reader,
    /// Linkages that run at this moment.
    pub linkages: Arc<Runs>,
    /// Sends mail.
    pub postman: Arc<Postman>,
    /// Settings.
    pub settings: Arc<Settings>,
}

impl AppState {
    /// The clock.
    pub fn clock(&self) -> &Clock {
        self.database.clock()
    }
}

/// Published editions and nothing else: what a stranger may read.
#[derive(Debug, Clone)]
pub struct PublicState {
    /// Every published edition of every collaborative.
    pub shelf: Arc<Shelf>,
    /// Address that readers use.
    pub base_url: Arc<str>,
    /// Pages rendered so far.
    pub pages: Arc<Cache>,
}

impl FromRef<AppState> for PublicState {
    fn from_ref(state: &AppState) -> Self {
        state.public.clone()
    }
}
