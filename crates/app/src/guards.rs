//! What stands between the network and every handler: limits on bodies, patience with slow ones, and a net for
//! panics, so that one bad request is one bad answer.

use std::any::Any;
use std::panic::PanicHookInfo;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderMap, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutBody};

use crate::error::Error;

/// Bytes of a form; routes that take files set their own limit.
pub const FORM_BODY_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Bytes of a JSON body.
pub const JSON_BODY_BYTES_MAX: usize = 1024 * 1024;
/// The longest pause while a body is being sent.
pub const BODY_PAUSE_MAX: Duration = Duration::from_secs(30);

/// Puts the guards around routes; the last one named meets a request first.
pub fn guarded<S: Clone + Send + Sync + 'static>(routes: Router<S>) -> Router<S> {
    let patience = ServiceBuilder::new()
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE_MAX))
        .map_request(|request: Request<TimeoutBody<Body>>| request.map(Body::new));
    routes
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(crate::error::in_readers_language))
        .layer(from_fn(json_limit))
        .layer(DefaultBodyLimit::max(FORM_BODY_BYTES_MAX))
        .layer(patience)
        .layer(from_fn(platform::web::same_site))
        .layer(from_fn(platform::web::headers))
}

async fn json_limit(mut request: Request, next: Next) -> Response {
    if is_json(request.headers()) {
        DefaultBodyLimit::max(JSON_BODY_BYTES_MAX).apply(&mut request);
    }
    next.run(request).await
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map(|kind| kind.as_bytes());
    kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with(b"application/json"))
}

/// The answer to a request whose handler panicked; the hook has told where.
fn panicked(_message: Box<dyn Any + Send>) -> Response {
    Error::Fault("a handler panicked".to_owned()).into_response()
}

/// Panics are logged by their place, and by their words only where those are fixed: others may hold what
/// somebody typed.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic: &PanicHookInfo<'_>| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let words = panic.payload().downcast_ref::<&'static str>().copied();
        tracing::error!(place, words = words.unwrap_or("(not shown)"), "a bug: panic");
    }));
}
