//! A draft as readers will see it: the public pages, rendered from the draft's document, for those who may see it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, header};
use axum::response::Response;
use domain::access::Action;

use super::actions;
use super::pages::{edition_id, thing};
use super::shelf::Shelf;
use super::store;
use crate::accounts::visit::Visit;
use crate::error::Error;
use crate::site::pages::at;
use crate::site::reply::{Body, Kind, Ready};
use crate::state::{AppState, PublicState};

/// One public page of a draft. Links on it lead to the draft's other pages.
pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    path: Path<BTreeMap<String, String>>,
) -> Result<Response, Error> {
    let id = edition_id(&path)?;
    let reader = visit.scope.read().await?;
    let row = actions::open_draft(&reader, id).await?;
    visit.allow(Action::ViewDraft, thing(&reader, &row).await?)?;
    let mut document = actions::document_of(&reader, &row).await?;
    document.number = store::last_number(&reader).await? + 1;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    document.published_on = today.to_string();
    drop(reader);
    let slug = visit.collaborative.slug.clone();
    let rest = path.get("page").map(String::as_str).unwrap_or_default();
    let (public_path, base) = (
        format!("/{slug}/{rest}"),
        format!("/{slug}/work/editions/{id}/preview/"),
    );
    let shelf = Shelf::default();
    shelf.put(document);
    let public = PublicState {
        shelf: Arc::new(shelf),
        base_url: state.public.base_url.clone(),
        pages: Arc::default(),
    };
    let rendered = tokio::task::spawn_blocking(move || at(&public, &public_path)).await;
    let body = rendered
        .map_err(|error| Error::Fault(error.to_string()))?
        .ok_or(Error::NotFound)?;
    let body = match (body.kind, String::from_utf8(body.bytes)) {
        (Kind::Page, Ok(html)) => Body {
            kind: Kind::Page,
            bytes: with_links(&html, &slug, &base).into_bytes(),
        },
        (kind, Ok(text)) => Body {
            kind,
            bytes: text.into_bytes(),
        },
        (kind, Err(binary)) => Body {
            kind,
            bytes: binary.into_bytes(),
        },
    };
    let mut response = Ready::new(body).answer(&Method::GET, &HeaderMap::new());
    response.headers_mut().remove(header::ETAG);
    Ok(platform::web::private(response))
}

/// The page with its links to public pages leading to those of the draft.
fn with_links(html: &str, slug: &str, base: &str) -> String {
    let first = base.trim_end_matches('/');
    ["href", "src", "action"]
        .into_iter()
        .fold(html.to_owned(), |html, name| {
            let html = html.replace(&format!("{name}=\"/{slug}/"), &format!("{name}=\"{base}"));
            // The report card's own address has no slash at its end here.
            html.replace(&format!("{name}=\"{base}\""), &format!("{name}=\"{first}\""))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_public_pages_stay_within_the_draft() {
        let html = r#"<a href="/harbor/absence">A</a> <link href="/assets/mainstay.css"> <a href="https://x.example/harbor/"> <a href="/harbor/">"#;
        let expected = r#"<a href="/harbor/work/editions/7/preview/absence">A</a> <link href="/assets/mainstay.css"> <a href="https://x.example/harbor/"> <a href="/harbor/work/editions/7/preview">"#;
        assert_eq!(
            with_links(html, "harbor", "/harbor/work/editions/7/preview/"),
            expected
        );
    }
}
