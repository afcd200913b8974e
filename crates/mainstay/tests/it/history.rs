//! The history as people read it, and the checkpoint that anybody can keep.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use crate::partners::{Community, DIRECTOR, MARIA, PRIYA};
use crate::requests::make;
use crate::sign_in::sign_in;

#[tokio::test]
async fn facts_are_read_as_sentences_by_the_team_and_a_partner_sees_their_own() {
    let community = Community::open().await;
    let mut priya = sign_in(&community.world, PRIYA).await;
    make(&community, &mut priya).await;
    let mut director = sign_in(&community.world, DIRECTOR).await;
    let page = director.get("/harbor/work/history").await.expect_status(200);
    page.expect_text("drafted a data request: Fall attendance")
        .expect_text("as data manager")
        .expect_text("created the initiative");
    let mut maria = sign_in(&community.world, MARIA).await;
    let page = maria.get("/harbor/work/history").await.expect_status(200);
    let text = page.text();
    assert!(text.contains("what concerns your organization"), "{text}");
    assert!(!text.contains("drafted a data request"), "{text}");
}

#[tokio::test]
async fn the_history_is_paged_from_the_newest_to_the_oldest() {
    let community = Community::open().await;
    for _ in 0..60 {
        community
            .run(
                "update person set title = 'x' where collaborative_id = $1",
                Vec::new(),
            )
            .await;
    }
    let mut director = sign_in(&community.world, DIRECTOR).await;
    let first = director.get("/harbor/work/history").await.expect_status(200);
    let older = first
        .links()
        .into_iter()
        .find(|link| link.contains("before="))
        .unwrap();
    assert_eq!(first.text().matches("<h2").count(), 50);
    director
        .get(&older)
        .await
        .expect_status(200)
        .expect_text("created the initiative");
}

#[tokio::test]
async fn without_an_edition_there_is_no_public_checkpoint() {
    let community = Community::open().await;
    let mut anyone = community.world.client();
    anyone.get("/harbor/checkpoint").await.expect_status(404);
    anyone.get("/elsewhere/checkpoint").await.expect_status(404);
    anyone.get("/harbor/work/history").await.expect_status(303);
}
