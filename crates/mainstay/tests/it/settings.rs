//! Settings of a collaborative: the director changes them, and protection is lowered by two people only.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;

use crate::partners::{Community, DIRECTOR, FACILITATOR, PRIYA};

const SETTINGS: &str = "/harbor/work/settings";
const PROTECTION: &str = "/harbor/work/settings/protection";

async fn minimum(community: &Community) -> i64 {
    let sql = "select minimum_count as n from collaborative where collaborative_id = $1";
    community.number(sql, args![]).await
}

#[tokio::test]
async fn the_director_changes_settings_with_the_second_factor_and_others_do_not() {
    let community = Community::open().await;
    let mut by_mail = crate::sign_in::sign_in(&community.world, DIRECTOR).await;
    let asked = by_mail.get(SETTINGS).await.expect_status(303);
    assert!(asked.location().unwrap().starts_with("/account/second-factor"));
    let mut director = community.signed_in_twice(DIRECTOR).await;
    let page = director.get(SETTINGS).await.expect_status(200);
    let filled = [
        ("name", "Harbor Together"),
        ("contact_email", "team@harbor.example"),
    ];
    let saved = director.submit(&page.form("/settings"), &filled).await;
    let page = director.follow(saved.expect_status(303)).await;
    page.expect_text("Harbor Together")
        .expect_text("team@harbor.example");
    assert_eq!(community.facts("collaborative.settings-changed").await, 1);
    let mut facilitator = community.signed_in_twice(FACILITATOR).await;
    facilitator.get(SETTINGS).await.expect_status(403);
    facilitator.post(SETTINGS, &filled).await.expect_status(403);
}

#[tokio::test]
async fn a_mistake_stands_beside_its_field_with_what_was_typed() {
    let community = Community::open().await;
    let mut director = community.signed_in_twice(DIRECTOR).await;
    let page = director.get(SETTINGS).await;
    let filled = [("contact_email", "nobody"), ("minimum_count", "2")];
    let page = director
        .submit(&page.form("/settings"), &filled)
        .await
        .expect_status(422);
    let form = page.form("/settings");
    assert_eq!(
        (form.value("contact_email"), form.value("minimum_count")),
        (Some("nobody"), Some("2"))
    );
    assert_eq!(page.text().matches("class=\"err-msg\"").count(), 2);
    assert_eq!(minimum(&community).await, 10);
}

#[tokio::test]
async fn protection_is_raised_by_one_and_lowered_by_two() {
    let community = Community::open().await;
    let mut director = community.signed_in_twice(DIRECTOR).await;
    let page = director.get(SETTINGS).await;
    director
        .submit(&page.form("/settings"), &[("minimum_count", "16")])
        .await;
    assert_eq!(minimum(&community).await, 16);
    let page = director.get(SETTINGS).await;
    director
        .submit(&page.form("/settings"), &[("minimum_count", "11")])
        .await;
    assert_eq!(minimum(&community).await, 16, "one person only proposes");
    // One's own proposal cannot be confirmed.
    director
        .get(PROTECTION)
        .await
        .expect_text("a second person confirms it");
    director
        .post(PROTECTION, &[("answer", "confirm")])
        .await
        .expect_status(403);
    assert_eq!(minimum(&community).await, 16);
    let mut priya = community.signed_in_twice(PRIYA).await;
    priya.get(PROTECTION).await.expect_text("Confirm the lower count");
    priya
        .post(PROTECTION, &[("answer", "confirm")])
        .await
        .expect_status(303);
    assert_eq!(minimum(&community).await, 11);
    for kind in ["raised", "proposed", "lowered"] {
        assert_eq!(
            community.facts(&format!("collaborative.minimum-{kind}")).await,
            1,
            "{kind}"
        );
    }
}

#[tokio::test]
async fn somebody_else_lets_the_director_see_small_counts() {
    let community = Community::open().await;
    let sql = "select count(*) as n from staff_role where collaborative_id = $1 and sees_small_counts";
    let mut director = community.signed_in_twice(DIRECTOR).await;
    let page = director.get(PROTECTION).await.expect_status(200);
    assert!(page.forms().is_empty(), "nothing for oneself to press");
    let mut priya = community.signed_in_twice(PRIYA).await;
    let page = priya.get(PROTECTION).await;
    let form = page.form("/grant");
    director.submit(&form, &[]).await.expect_status(403);
    assert_eq!(community.number(sql, args![]).await, 0);
    priya.submit(&form, &[]).await.expect_status(303);
    assert_eq!(community.number(sql, args![]).await, 1);
    assert_eq!(community.facts("directory.small-counts-granted").await, 1);
}
