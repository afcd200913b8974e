//! What a reader's browser gets through the door: encodings, tags, policies, and nothing that does not exist.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use tower::ServiceExt;

use super::{door, specimen};
use crate::state::PublicState;

const PAGE: &str = "/harbor-together/results/attendance";
const LONGEST: usize = 8 << 20;

fn site() -> (PublicState, Router) {
    let public = PublicState {
        shelf: std::sync::Arc::default(),
        base_url: "https://harbor.example".into(),
        pages: std::sync::Arc::default(),
    };
    public.shelf.put(specimen::document(1));
    let others = Router::new().fallback(|| async { StatusCode::NOT_FOUND });
    (public.clone(), door::in_front_of(public, others))
}

async fn ask(site: &Router, method: Method, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    site.clone()
        .oneshot(request)
        .await
        .expect("the door always answers")
}

async fn bytes_of(response: Response<Body>) -> Vec<u8> {
    to_bytes(response.into_body(), LONGEST)
        .await
        .expect("a body")
        .to_vec()
}

fn header_of<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers
        .get(name)
        .map_or("", |value| value.to_str().expect("text"))
}

#[tokio::test]
async fn a_page_comes_compressed_tagged_and_framed_by_nobody() {
    let (_, site) = site();
    let page = ask(&site, Method::GET, PAGE, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(page.status(), StatusCode::OK);
    let headers = page.headers().clone();
    assert_eq!(header_of(&headers, "content-type"), "text/html; charset=utf-8");
    assert_eq!(header_of(&headers, "content-encoding"), "br");
    assert_eq!(header_of(&headers, "vary"), "accept-encoding");
    assert!(header_of(&headers, "content-security-policy").contains("frame-ancestors 'none'"));
    assert!(!headers.contains_key(header::SET_COOKIE));
    let compressed = bytes_of(page).await;
    assert_eq!(
        header_of(&headers, "content-length"),
        compressed.len().to_string()
    );
    let plain = bytes_of(ask(&site, Method::GET, PAGE, &[]).await).await;
    assert!(
        plain.starts_with(b"<!doctype html>"),
        "a page begins with its type"
    );
    assert!(compressed.len() * 3 < plain.len());

    let tag = header_of(&headers, "etag").to_owned();
    let again = ask(&site, Method::GET, PAGE, &[("if-none-match", &tag)]).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert!(bytes_of(again).await.is_empty());
}

#[tokio::test]
async fn a_head_request_gets_the_head_of_the_page() {
    let (_, site) = site();
    let head = ask(&site, Method::HEAD, PAGE, &[]).await;
    let length = header_of(head.headers(), "content-length").to_owned();
    assert!(bytes_of(head).await.is_empty());
    let page = bytes_of(ask(&site, Method::GET, PAGE, &[]).await).await;
    assert_eq!(length, page.len().to_string());
}

#[tokio::test]
async fn an_embed_may_be_framed_and_runs_no_script() {
    let (_, site) = site();
    let embed = ask(&site, Method::GET, "/harbor-together/embed/attendance", &[]).await;
    let policy = header_of(embed.headers(), "content-security-policy").to_owned();
    assert!(policy.contains("frame-ancestors *"), "{policy}");
    assert!(!policy.contains("script-src"), "{policy}");
    let html = String::from_utf8(bytes_of(embed).await).expect("text");
    assert!(
        html.contains("href=\"/harbor-together/results/attendance\""),
        "it links back"
    );
}

#[tokio::test]
async fn what_is_not_on_the_list_is_not_there_and_takes_no_room() {
    let (public, site) = site();
    for path in [
        "/harbor-together/results/no-such",
        "/harbor-together/results/attendance/",
        "/harbor-together/editions/2/",
        "/harbor-together/editions/01/",
        "/harbor-together/results/empty/by-gain",
        "/elsewhere/",
        "/assets/../Cargo.toml",
        "/assets/no-such.css",
        "/harbor-together/%2e%2e/about",
    ] {
        let answer = ask(&site, Method::GET, path, &[]).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(public.pages.get(path, public.shelf.version()).is_none(), "{path}");
    }
    let posted = ask(&site, Method::POST, PAGE, &[]).await;
    assert_eq!(posted.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_start_page_leads_to_the_only_collaborative_and_lists_several() {
    let (public, site) = site();
    for (path, to) in [
        ("/", "/harbor-together/"),
        ("/harbor-together", "/harbor-together/"),
        ("/harbor-together/es", "/harbor-together/es/"),
    ] {
        let answer = ask(&site, Method::GET, path, &[]).await;
        assert_eq!(answer.status(), StatusCode::TEMPORARY_REDIRECT, "{path}");
        assert_eq!(header_of(answer.headers(), "location"), to);
        assert!(answer.headers().contains_key(header::CONTENT_SECURITY_POLICY));
    }
    public.shelf.put(specimen::document_of("tern-valley", 1));
    let list = ask(&site, Method::GET, "/", &[]).await;
    let html = String::from_utf8(bytes_of(list).await).expect("text");
    for slug in ["harbor-together", "tern-valley"] {
        assert!(html.contains(&format!("href=\"/{slug}/\"")), "{slug}");
    }
}

#[tokio::test]
async fn a_new_edition_is_seen_by_the_next_request() {
    let (public, site) = site();
    let title = |html: Vec<u8>| {
        String::from_utf8(html)
            .expect("text")
            .contains("Report card 2022")
    };
    let home = "/harbor-together/";
    assert!(!title(bytes_of(ask(&site, Method::GET, home, &[]).await).await));
    public.shelf.put(specimen::document(2));
    assert!(title(bytes_of(ask(&site, Method::GET, home, &[]).await).await));
    let older = bytes_of(ask(&site, Method::GET, "/harbor-together/editions/1/", &[]).await).await;
    let older = String::from_utf8(older).expect("text");
    assert!(older.contains("This is an older edition"));
}

#[tokio::test]
async fn files_may_be_used_by_other_sites_and_assets_live_long() {
    let (_, site) = site();
    for path in [
        "/harbor-together/data.csv",
        "/harbor-together/results/attendance.svg",
        "/harbor-together/datapackage.json",
        "/harbor-together/es/feed.atom",
        "/data.json",
    ] {
        let answer = ask(&site, Method::GET, path, &[]).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        assert_eq!(
            header_of(answer.headers(), "access-control-allow-origin"),
            "*",
            "{path}"
        );
    }
    let sheet = ask(&site, Method::GET, "/assets/mainstay.css?v=1", &[]).await;
    assert!(header_of(sheet.headers(), "cache-control").contains("immutable"));
}

#[tokio::test]
async fn a_file_leads_to_its_neighbours_and_is_saved_under_its_editions_name() {
    let (public, site) = site();
    public.shelf.put(specimen::document(2));
    let answer = ask(&site, Method::GET, "/harbor-together/data.csv", &[]).await;
    let links = header_of(answer.headers(), "link").to_owned();
    let base = "<https://harbor.example/harbor-together";
    for link in [
        format!("{base}/editions/2/data.csv>; rel=\"cite-as\""),
        format!("{base}/data.csv>; rel=\"latest-version\""),
        format!("{base}/editions/1/data.csv>; rel=\"predecessor-version\""),
        format!("{base}/editions>; rel=\"version-history\""),
        format!("{base}/editions/2/csv-metadata.json>; rel=\"describedby\"; type=\"application/csvm+json\""),
    ] {
        assert!(links.contains(&link), "{link} is not in {links}");
    }
    for (ending, path) in [("xlsx", "data.xlsx"), ("zip", "datapackage.zip")] {
        let path = format!("/harbor-together/es/editions/1/{path}");
        let answer = ask(&site, Method::GET, &path, &[("accept-encoding", "br")]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let name = format!("attachment; filename=\"harbor-together-edition-1.{ending}\"");
        assert_eq!(header_of(answer.headers(), "content-disposition"), name);
        assert!(!answer.headers().contains_key(header::CONTENT_ENCODING));
        let tag = header_of(answer.headers(), "etag").to_owned();
        let again = ask(&site, Method::GET, &path, &[("if-none-match", &tag)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    }
    let page = ask(&site, Method::GET, "/harbor-together/about", &[]).await;
    assert!(!page.headers().contains_key(header::LINK));
}

/// The budget of a public indicator: page and style sheet under 25 KB, compressed with gzip.
#[tokio::test]
async fn an_indicator_page_and_its_style_sheet_stay_within_their_budget() {
    let (_, site) = site();
    let mut bytes = 0;
    for path in [PAGE, "/assets/mainstay.css"] {
        let answer = ask(&site, Method::GET, path, &[("accept-encoding", "gzip")]).await;
        bytes += bytes_of(answer).await.len();
    }
    assert!(bytes < 25_000, "{bytes} bytes");
}
