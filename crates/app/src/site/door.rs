//! The public door: a thin handler over rendered pages. What is not public goes on to the workspace's routes.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, Uri};
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;
use tower::ServiceExt;

use super::address::Address;
use super::open_data::{catalog, links};
use super::reply::Ready;
use super::{pages, welcome};
use crate::error::Error;
use crate::state::PublicState;

/// Pages rendered at the same time; more wait. Rendering is computing, and reading goes on meanwhile.
const RENDERING_MAX: usize = 2;

struct Door {
    public: PublicState,
    rendering: Semaphore,
    inner: Router,
}

/// What a public path leads to.
enum Found {
    Page(Arc<Ready>),
    Elsewhere(String),
}

/// Puts the public site in front of the other routes: a public page passes no layer but this one.
pub fn in_front_of(public: PublicState, inner: Router) -> Router {
    let door = Door {
        public,
        rendering: Semaphore::new(RENDERING_MAX),
        inner,
    };
    Router::new().fallback(enter).with_state(Arc::new(door))
}

async fn enter(State(door): State<Arc<Door>>, request: Request) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        match door.find(request.uri()).await {
            Ok(Some(Found::Page(ready))) => return ready.answer(request.method(), request.headers()),
            Ok(Some(Found::Elsewhere(path))) => return super::reply::elsewhere(&path),
            Ok(None) => {}
            Err(error) => return error.into_response(),
        }
    }
    match door.inner.clone().oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

impl Door {
    async fn find(&self, uri: &Uri) -> Result<Option<Found>, Error> {
        let path = uri.path();
        // Read before any document, so that a page made while an edition appears counts as old.
        let version = self.public.shelf.version();
        if let Some(ready) = self.public.pages.get(path, version) {
            return Ok(Some(Found::Page(ready)));
        }
        if let Some(path) = self.elsewhere(path) {
            return Ok(Some(Found::Elsewhere(path)));
        }
        if !is_public(&self.public, path) {
            return Ok(None);
        }
        let Ok(_permit) = self.rendering.acquire().await else {
            return Err(Error::Fault("the public site is closing".to_owned()));
        };
        // Another request may have rendered it while this one waited.
        if let Some(ready) = self.public.pages.get(path, version) {
            return Ok(Some(Found::Page(ready)));
        }
        let (public, wanted) = (self.public.clone(), path.to_owned());
        let rendered = tokio::task::spawn_blocking(move || {
            let body = pages::at(&public, &wanted)?;
            Some(Ready::new(body).with_headers(&links::headers(&public, &wanted)))
        });
        let ready = match rendered.await {
            Ok(Some(ready)) => Arc::new(ready),
            Ok(None) => return Ok(None),
            Err(panic) => return Err(Error::Fault(format!("{path} cannot be rendered: {panic}"))),
        };
        self.public.pages.put(path, version, ready.clone());
        Ok(Some(Found::Page(ready)))
    }

    /// The start page leads to the only collaborative; a forgotten slash at the end is mended.
    fn elsewhere(&self, path: &str) -> Option<String> {
        if path == "/" {
            return welcome::only_one(&self.public);
        }
        let with_slash = format!("{path}/");
        let address = (!path.ends_with('/')).then(|| Address::parse(&with_slash))??;
        let is_home = address.page == super::address::Page::ReportCard;
        (is_home && is_public(&self.public, &with_slash)).then_some(with_slash)
    }
}

/// Whether there is such a page, without rendering it.
fn is_public(public: &PublicState, path: &str) -> bool {
    path == "/"
        || path == catalog::OF_THE_SITE
        || path.strip_prefix("/assets/").is_some_and(crate::assets::is_known)
        || Address::parse(path)
            .and_then(|address| pages::document_of(public, &address))
            .is_some()
}
