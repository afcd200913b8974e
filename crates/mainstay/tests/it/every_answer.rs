//! What every answer has, on every route: headers that protect readers, and refusal of foreign forms.

use crate::kit::{Program, World, fresh_storage};

#[tokio::test]
async fn a_fresh_installation_answers_that_it_is_ready() {
    let world = World::open().await;
    world
        .client()
        .get("/healthz")
        .await
        .expect_status(200)
        .expect_text("ready");
}

#[tokio::test]
async fn the_program_itself_serves_what_the_tests_serve() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let storage = fresh_storage(&folder.path().join("data")).await;
    let mut program = Program::serve(&storage).await;
    program.client().get("/healthz").await.expect_status(200);
    program.kill();
    let again = Program::serve(&storage).await;
    again.client().get("/healthz").await.expect_status(200);
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect_readers() {
    let world = World::open().await;
    for path in ["/healthz", "/no-such-page", "/no/such/page/at/all"] {
        let answer = world.client().get(path).await;
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'"), "{path}: {policy:?}");
        assert!(!policy.contains("unsafe-inline"), "{path}: {policy:?}");
        let expected = [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ];
        for (name, value) in expected {
            assert_eq!(answer.header(name), Some(value), "{path}: {name}");
        }
        assert!(answer.header("x-request-id").is_some(), "{path}");
        assert!(answer.header("strict-transport-security").is_some(), "{path}");
    }
}

#[tokio::test]
async fn a_page_that_does_not_exist_offers_a_way_on() {
    let world = World::open().await;
    for path in ["/no-such-page", "/no/such/page/at/all"] {
        let answer = world.client().get(path).await.expect_status(404);
        assert!(
            answer.links().contains(&"/".to_owned()),
            "{path}\n{}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn forms_of_other_sites_are_refused_before_any_handler_sees_them() {
    let world = World::open().await;
    let foreign = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "http://elsewhere.example"),
        ("origin", "null"),
    ];
    for (name, value) in foreign {
        let mut client = world.client().with_header(name, value);
        client
            .post("/no-such-form", &[("a", "1")])
            .await
            .expect_status(403);
    }
    let mut own = world.client();
    let answer = own.post("/no-such-form", &[("a", "1")]).await;
    assert_ne!(answer.status, 403, "a form of our own page reaches the routes");
}
