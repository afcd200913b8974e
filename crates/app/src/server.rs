//! The server: opens the storage, fills the shelf of editions, and joins the features' routes.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use platform::child::Reader;
use platform::clock::Clock;
use platform::db::{Database, OpenError};
use platform::history::Signer;
use platform::mail::Postman;

use crate::editions::shelf::Shelf;
use crate::error::Error;
use crate::schema::MIGRATIONS;
use crate::settings::{Settings, Storage};
use crate::state::{AppState, PublicState};

/// Opens the storage that settings name, with its schema up to date and the signing key loaded.
pub async fn open(storage: &Storage, clock: Clock) -> Result<Database, OpenError> {
    let database = match storage {
        Storage::Folder(folder) => Database::open_folder(folder, clock).await?,
        Storage::Url(url) => Database::open_url(url, clock).await?,
    };
    platform::db::migrate::migrate(&database, MIGRATIONS).await?;
    Signer::load(&database)
        .await
        .map_err(|error| OpenError::Schema(error.to_string()))?;
    Ok(database)
}

/// The shared state of a server over an open database.
pub async fn state(database: Database, settings: Settings) -> Result<AppState, Error> {
    let postman = match &settings.smtp {
        Some((url, from)) => Postman::smtp(url, from).map_err(Error::Bad)?,
        None => Postman::Outbox(settings.outbox.clone()),
    };
    let shelf = Arc::new(Shelf::default());
    crate::editions::publishing::fill(&shelf, &database).await?;
    crate::printing::actions::fill(&shelf, &database).await?;
    let public = PublicState {
        shelf,
        base_url: settings.base_url.as_str().into(),
        pages: Arc::default(),
    };
    let state = AppState {
        database,
        public,
        reader: Reader::new(settings.reader.clone()),
        linkages: Arc::default(),
        postman: Arc::new(postman),
        settings: Arc::new(settings),
    };
    Ok(state)
}

/// Every route. The public site stands in front; what it does not know passes the layers of the other routes.
pub fn router(state: AppState) -> Router {
    let public = state.public.clone();
    crate::site::door::in_front_of(public, workspace(state))
}

/// Every route but the public site's, which has no table: its addresses follow from the editions.
pub fn workspace(state: AppState) -> Router {
    let routes = Router::new()
        .route("/healthz", get(|| async { "ready" }))
        .merge(crate::accounts::routes())
        .merge(crate::history::routes())
        .merge(crate::collaborative::settings_pages::routes())
        .merge(crate::site::api::routes())
        .merge(crate::directory::routes())
        .merge(crate::bodies::routes())
        .merge(crate::decisions::routes())
        .merge(crate::selection::routes())
        .merge(crate::policy::routes())
        .merge(crate::payments::routes())
        .merge(crate::measurement::routes())
        .merge(crate::improvement::routes())
        .merge(crate::activities::routes())
        .merge(crate::coverage::routes())
        .merge(crate::pathway::routes())
        .merge(crate::agenda::routes())
        .merge(crate::agreements::routes())
        .merge(crate::vault::routes())
        .merge(crate::linkages::routes())
        .merge(crate::take_up::routes())
        .merge(crate::setup::routes())
        .merge(crate::editions::routes())
        .merge(crate::meetings::routes())
        .merge(crate::handover::routes())
        .merge(crate::communication::routes())
        .merge(crate::requests::routes())
        .merge(crate::submissions::routes())
        .merge(crate::backbone::routes())
        .merge(crate::week::routes())
        .fallback(|| async { Error::NotFound });
    crate::guards::guarded(routes).with_state(state)
}
