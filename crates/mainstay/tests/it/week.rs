//! This week: each sees what needs them, and nothing that is not theirs to see.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;

use crate::partners::{Community, FACILITATOR, LUIS, PRIYA};
use crate::review::Sent;
use crate::sign_in::sign_in;

#[tokio::test]
async fn the_data_manager_sees_what_waits_and_who_is_late() {
    let sent = Sent::with(&[("", 240, 300)]).await;
    let week = sent.community.work("");
    let mut priya = sent.priya().await;
    let page = priya.get(&week).await.expect_status(200);
    let page = page
        .expect_text("One thing needs you")
        .expect_text("Casa Aurora: Fall attendance");
    assert!(page.links().contains(&sent.address()));
    page.expect_text("1 being checked, 1 to come");
    sent.community.world.clock.advance_seconds(17 * 24 * 3600);
    let mut priya = sent.priya().await;
    let page = priya
        .get(&week)
        .await
        .expect_status(200)
        .expect_text("Casa Faro may need a hand");
    let page = page.expect_text("Casa Faro is 2 days past the date");
    let told = priya.submit(&page.form("/help/"), &[]).await.expect_status(303);
    priya.follow(told).await.expect_text("on its way");
    assert_eq!(sent.community.facts("request.reminded").await, 1);
}

#[tokio::test]
async fn what_somebody_may_not_do_is_absent() {
    let sent = Sent::with(&[("", 240, 300)]).await;
    let week = sent.community.work("");
    let mut facilitator = sign_in(&sent.community.world, FACILITATOR).await;
    let page = facilitator
        .get(&week)
        .await
        .expect_status(200)
        .expect_text("Nothing needs you right now");
    assert!(!page.links().contains(&sent.address()));
    assert!(page.expect_text("1 being checked").forms().is_empty());
    let mut luis = sign_in(&sent.community.world, LUIS).await;
    let page = luis.get(&week).await.expect_status(200);
    let text = page.expect_text("Se le pide Fall attendance").text();
    for others in ["Casa Aurora", "Regular attendance", "Últimamente"] {
        assert!(!text.contains(others), "{others}");
    }
    sent.community.world.client().get(&week).await.expect_status(303);
}

async fn lead_with_the_first_place(community: &Community) {
    let sql = "update indicator set headline_place_id = $2 where collaborative_id = $1";
    community.run(sql, args![community.places[0].clone()]).await;
}

#[tokio::test]
async fn results_tell_their_direction_and_protect_small_counts() {
    let sent = Sent::with(&[("", 9, 300)]).await;
    lead_with_the_first_place(&sent.community).await;
    sent.last_year("", 238, 302).await;
    let mut priya = sent.priya().await;
    let week = sent.community.work("");
    let page = priya.get(&week).await.expect_status(200);
    page.expect_text("Regular attendance")
        .expect_text("78.8%")
        .expect_text("Too early to say");
    priya
        .post(&format!("{}/accept", sent.address()), &[])
        .await
        .expect_status(303);
    let text = priya
        .get(&week)
        .await
        .expect_status(200)
        .expect_text("Protected")
        .text();
    assert!(!text.contains("3.0%"), "9 of 300 is nowhere on the page");
    assert!(text.contains("has accepted numbers in Fall attendance"));
}

#[tokio::test]
async fn the_week_is_open_to_who_is_a_member_only() {
    let community = Community::open().await;
    community.world.a_collaborative("elsewhere").await;
    let mut priya = sign_in(&community.world, PRIYA).await;
    priya
        .get(&community.work(""))
        .await
        .expect_status(200)
        .expect_text("Good to see you, Priya Nair");
    priya.get("/elsewhere/work").await.expect_status(404);
}
