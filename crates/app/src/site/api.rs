//! The programming interface to published editions: selections of rows that are already in them, no computation.
//!
//! Fields are never renamed or given a new meaning; errors share one shape with a stable code.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use platform::words::{Language, Words};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::api_shapes::{
    CollaborativeItem, EditionItem, IndicatorDetail, IndicatorItem, ObservationList, ResultItem,
};
use super::rows::{Observation, observations};
use crate::editions::document::Document;
use crate::state::{AppState, PublicState};

/// Observations in one answer unless fewer are asked for.
const OBSERVATIONS_MAX: usize = 5000;

/// The routes under `/api/v1`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/api/v1/collaboratives", get(collaboratives))
        .route("/api/v1/editions", get(editions))
        .route("/api/v1/results", get(results))
        .route("/api/v1/indicators", get(indicators))
        .route("/api/v1/indicators/{slug}", get(indicator))
        .route("/api/v1/observations", get(list_observations))
        .route("/api/v1/openapi.json", get(description))
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Mainstay",
        description = "Published figures of collaboratives. Small numbers are protected before publication; \
            a blank never means zero, and `status` says why a value is missing."
    ),
    paths(collaboratives, editions, results, indicators, indicator, list_observations),
    components(schemas(Problem, ProblemDetail))
)]
struct Description;

/// Which edition is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Which {
    /// Slug of the collaborative; without it the first in the alphabet.
    collaborative: Option<String>,
    /// Number of the edition; without it the newest.
    edition: Option<i64>,
    /// Language of labels: `en` (default) or `es`.
    lang: Option<String>,
}

/// Which observations are asked for. Filters narrow; without any, all come.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Slug of the collaborative; without it the first in the alphabet.
    collaborative: Option<String>,
    /// Number of the edition; without it the newest.
    edition: Option<i64>,
    /// Language of labels: `en` (default) or `es`.
    lang: Option<String>,
    /// Slug of an indicator.
    indicator: Option<String>,
    /// Slug of a place.
    place: Option<String>,
    /// A period, such as `2018-19`.
    period: Option<String>,
    /// Key of a group; the empty text is everyone.
    group: Option<String>,
    /// How many to pass over.
    offset: Option<usize>,
    /// How many to give, at most 5000.
    limit: Option<usize>,
}

/// What every refusal looks like.
#[derive(Debug, Serialize, ToSchema)]
struct Problem {
    /// What is wrong.
    error: ProblemDetail,
}

/// A refusal in a code for programs and a sentence for people.
#[derive(Debug, Serialize, ToSchema)]
struct ProblemDetail {
    /// `not_found` or `bad_request`; stable.
    code: &'static str,
    /// What to mend.
    message: String,
}

enum Refusal {
    NotFound(&'static str),
    BadRequest(String),
}

impl From<QueryRejection> for Refusal {
    fn from(rejection: QueryRejection) -> Self {
        Self::BadRequest(rejection.body_text())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, code, message) = match self {
            Self::NotFound(what) => (
                StatusCode::NOT_FOUND,
                "not_found",
                format!("There is no such {what}."),
            ),
            Self::BadRequest(message) => (StatusCode::BAD_REQUEST, "bad_request", message),
        };
        let error = ProblemDetail { code, message };
        (status, Json(Problem { error })).into_response()
    }
}

/// An answer that any site may read and any cache may keep, if it asks whether it changed.
fn public<T: Serialize>(body: T) -> Response {
    let mut response = Json(body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, no-cache"),
    );
    response
}

fn words_of(language: Option<&str>) -> Words {
    let language = language.and_then(Language::from_code);
    crate::words::words(language.unwrap_or_default())
}

fn document_of(
    state: &PublicState,
    collaborative: Option<&str>,
    edition: Option<i64>,
) -> Result<Arc<Document>, Refusal> {
    let slug = match collaborative {
        Some(slug) => slug.to_owned(),
        None => {
            let first = state.shelf.collaboratives().into_iter().next();
            first.ok_or(Refusal::NotFound("edition"))?
        }
    };
    let found = match edition {
        Some(number) => state.shelf.edition(&slug, number),
        None => state.shelf.newest(&slug),
    };
    found.ok_or(Refusal::NotFound("edition"))
}

type Asked<T> = Result<Query<T>, QueryRejection>;

/// Collaboratives with a published edition.
#[utoipa::path(get, path = "/api/v1/collaboratives", tag = "editions",
    responses((status = 200, body = Vec<CollaborativeItem>)))]
async fn collaboratives(State(state): State<PublicState>) -> Response {
    let slugs = state.shelf.collaboratives();
    let newest = slugs.iter().filter_map(|slug| state.shelf.newest(slug));
    let items: Vec<CollaborativeItem> = newest.map(|document| CollaborativeItem::of(&document)).collect();
    public(items)
}

/// Every published edition of a collaborative, newest first.
#[utoipa::path(get, path = "/api/v1/editions", tag = "editions", params(Which),
    responses((status = 200, body = Vec<EditionItem>), (status = 404, body = Problem), (status = 400, body = Problem)))]
async fn editions(State(state): State<PublicState>, which: Asked<Which>) -> Result<Response, Refusal> {
    let Query(which) = which?;
    let newest = document_of(&state, which.collaborative.as_deref(), which.edition)?;
    let words = words_of(which.lang.as_deref());
    let all = state.shelf.editions(&newest.collaborative.slug);
    let all = all
        .iter()
        .rev()
        .filter(|document| which.edition.is_none_or(|number| document.number == number));
    let items: Vec<EditionItem> = all.map(|document| EditionItem::of(document, words)).collect();
    Ok(public(items))
}

/// Results with the slugs of their indicators.
#[utoipa::path(get, path = "/api/v1/results", tag = "figures", params(Which),
    responses((status = 200, body = Vec<ResultItem>), (status = 404, body = Problem), (status = 400, body = Problem)))]
async fn results(State(state): State<PublicState>, which: Asked<Which>) -> Result<Response, Refusal> {
    let Query(which) = which?;
    let document = document_of(&state, which.collaborative.as_deref(), which.edition)?;
    let words = words_of(which.lang.as_deref());
    let items: Vec<ResultItem> = document
        .results
        .iter()
        .map(|part| ResultItem::of(part, words))
        .collect();
    Ok(public(items))
}

/// Indicators of an edition.
#[utoipa::path(get, path = "/api/v1/indicators", tag = "figures", params(Which),
    responses((status = 200, body = Vec<IndicatorItem>), (status = 404, body = Problem), (status = 400, body = Problem)))]
async fn indicators(State(state): State<PublicState>, which: Asked<Which>) -> Result<Response, Refusal> {
    let Query(which) = which?;
    let document = document_of(&state, which.collaborative.as_deref(), which.edition)?;
    let words = words_of(which.lang.as_deref());
    let items: Vec<IndicatorItem> = document
        .indicators
        .iter()
        .map(|part| IndicatorItem::of(part, words))
        .collect();
    Ok(public(items))
}

/// One indicator with its definition, goals and breaks.
#[utoipa::path(get, path = "/api/v1/indicators/{slug}", tag = "figures", params(("slug" = String, Path), Which),
    responses((status = 200, body = IndicatorDetail), (status = 404, body = Problem), (status = 400, body = Problem)))]
async fn indicator(
    State(state): State<PublicState>,
    Path(slug): Path<String>,
    which: Asked<Which>,
) -> Result<Response, Refusal> {
    let Query(which) = which?;
    let document = document_of(&state, which.collaborative.as_deref(), which.edition)?;
    let words = words_of(which.lang.as_deref());
    let part = document.indicator(&slug).ok_or(Refusal::NotFound("indicator"))?;
    Ok(public(IndicatorDetail::of(part, words)))
}

/// Published figures, in a fixed order.
#[utoipa::path(get, path = "/api/v1/observations", tag = "figures", params(Filter),
    responses((status = 200, body = ObservationList), (status = 404, body = Problem), (status = 400, body = Problem)))]
async fn list_observations(
    State(state): State<PublicState>,
    filter: Asked<Filter>,
) -> Result<Response, Refusal> {
    let Query(filter) = filter?;
    let document = document_of(&state, filter.collaborative.as_deref(), filter.edition)?;
    if let Some(slug) = &filter.indicator
        && document.indicator(slug).is_none()
    {
        return Err(Refusal::NotFound("indicator"));
    }
    // Thousands of rows are put into words: that is computing, and other readers go on meanwhile.
    let listed = tokio::task::spawn_blocking(move || list(&document, &filter)).await;
    let listed = listed.map_err(|_| Refusal::BadRequest("This selection cannot be answered.".to_owned()))?;
    Ok(public(listed))
}

fn list(document: &Document, filter: &Filter) -> ObservationList {
    let words = words_of(filter.lang.as_deref());
    let is_wanted = |wanted: &Option<String>, own: &str| wanted.as_ref().is_none_or(|wanted| wanted == own);
    let indicators = document.indicators.iter();
    let rows = indicators
        .filter(|part| is_wanted(&filter.indicator, &part.slug))
        .flat_map(|part| observations(document, part, words));
    let rows: Vec<Observation> = rows
        .filter(|row| is_wanted(&filter.place, &row.place))
        .filter(|row| is_wanted(&filter.period, &row.period))
        .filter(|row| is_wanted(&filter.group, &row.group))
        .collect();
    let offset = filter.offset.unwrap_or(0);
    let limit = filter.limit.unwrap_or(OBSERVATIONS_MAX).min(OBSERVATIONS_MAX);
    ObservationList {
        collaborative: document.collaborative.slug.clone(),
        edition: document.number,
        published_on: document.published_on.clone(),
        total: rows.len(),
        offset,
        observations: rows.into_iter().skip(offset).take(limit).collect(),
    }
}

/// The description of this interface, OpenAPI 3.1.
async fn description() -> Response {
    public(Description::openapi())
}
