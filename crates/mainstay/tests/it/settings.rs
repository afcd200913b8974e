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
    let without = [("minimum_count", "11")];
    director
        .submit(&page.form("/settings"), &without)
        .await
        .expect_status(422)
        .expect_text("Please say why");
    let lower = [("minimum_count", "11"), ("reason", "The state asks for eleven.")];
    director
        .submit(&page.form("/settings"), &lower)
        .await
        .expect_status(303);
    assert_eq!(minimum(&community).await, 16, "one person only proposes");
    // One's own proposal cannot be confirmed.
    let page = director
        .get(PROTECTION)
        .await
        .expect_text("a second person confirms it");
    let confirm = [
        ("answer", "confirm"),
        ("reason", "Checked with the state's rule."),
    ];
    director
        .submit(&page.form("/protection"), &confirm)
        .await
        .expect_status(403);
    assert_eq!(minimum(&community).await, 16);
    let mut priya = community.signed_in_twice(PRIYA).await;
    let page = priya
        .get(PROTECTION)
        .await
        .expect_text("Confirm the lower count")
        .expect_text("The state asks for eleven.");
    let form = page.form("/protection");
    priya
        .submit(&form, &[("answer", "confirm")])
        .await
        .expect_status(200)
        .expect_text("Please say why");
    assert_eq!(minimum(&community).await, 16, "both say why");
    priya.submit(&form, &confirm).await.expect_status(303);
    assert_eq!(minimum(&community).await, 11);
    priya.submit(&form, &confirm).await.expect_status(403);
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
    let grants = |form: &crate::kit::Form| form.action.ends_with("/grant");
    assert!(!page.forms().iter().any(grants), "nothing for oneself to press");
    let mut priya = community.signed_in_twice(PRIYA).await;
    let page = priya.get(PROTECTION).await;
    let form = page.form("/grant");
    director.submit(&form, &[]).await.expect_status(403);
    assert_eq!(community.number(sql, args![]).await, 0);
    priya.submit(&form, &[]).await.expect_status(303);
    assert_eq!(community.number(sql, args![]).await, 1);
    assert_eq!(community.facts("directory.small-counts-granted").await, 1);
}

/// What a measure has of its own.
async fn own(community: &Community, sql: &str) -> i64 {
    let sql = format!(
        "select cast({sql} as bigint) as n from indicator where collaborative_id = $1 and indicator_id = $2"
    );
    community.number(&sql, args![community.indicator.clone()]).await
}

#[tokio::test]
async fn a_measure_is_protected_less_only_by_two_people_with_reasons() {
    let community = Community::open().await;
    let settings = format!("/harbor/work/results/indicators/{}/settings", community.indicator);
    let mut director = community.signed_in_twice(DIRECTOR).await;
    let page = director.get(&settings).await.expect_status(200);
    let form = page.form("/settings");
    let (count, is_estimate) = (
        "coalesce(minimum_count, 0)",
        "case when suppression = 'none' then 1 else 0 end",
    );

    // More protection takes effect at once; less waits, and wants a reason.
    director
        .submit(&form, &[("minimum_count", "16")])
        .await
        .expect_status(303);
    assert_eq!(own(&community, count).await, 16);
    for wish in [
        ("minimum_count", "5"),
        ("minimum_count", ""),
        ("suppression", "none"),
    ] {
        let page = director.get(&settings).await;
        director.submit(&page.form("/settings"), &[wish]).await;
        let both = [wish, ("reason", "The owner of the figures asks for it.")];
        director
            .submit(&page.form("/settings"), &both)
            .await
            .expect_status(303);
        assert_eq!(own(&community, count).await, 16, "{wish:?}");
        assert_eq!(own(&community, is_estimate).await, 0, "{wish:?}");
    }
    assert_eq!(community.facts("measurement.protection-proposed").await, 3);
    let mut priya = community.signed_in_twice(PRIYA).await;
    let page = priya
        .get(PROTECTION)
        .await
        .expect_text("The owner of the figures asks for it.");
    let forms: Vec<_> = page
        .forms()
        .into_iter()
        .filter(|form| form.value("change").is_some())
        .collect();
    assert_eq!(forms.len(), 2, "a newer wish takes the place of an older one");
    for form in &forms {
        let confirm = [("answer", "confirm"), ("reason", "I looked at the figures.")];
        priya.submit(form, &confirm).await.expect_status(303);
    }
    assert_eq!(own(&community, count).await, 0, "as the house");
    assert_eq!(own(&community, is_estimate).await, 1);
    assert_eq!(community.facts("measurement.protection-lowered").await, 2);
}

#[tokio::test]
async fn corrected_rates_are_held_back_at_once_and_told_again_by_two() {
    let community = Community::open().await;
    let held = "case when corrected_rates = 'held' then 1 else 0 end";
    let mut priya = community.signed_in_twice(PRIYA).await;
    let page = priya.get(PROTECTION).await;
    let form = page.form("/rates");
    priya
        .submit(&form, &[("reason", "The department tells no counts.")])
        .await
        .expect_status(303);
    assert_eq!(own(&community, held).await, 1);
    let page = priya.get(PROTECTION).await;
    priya
        .submit(&page.form("/rates"), &[("reason", "Now it does.")])
        .await
        .expect_status(303);
    assert_eq!(own(&community, held).await, 1, "one person only proposes");
    let mut director = community.signed_in_twice(DIRECTOR).await;
    let page = director.get(PROTECTION).await.expect_text("Now it does.");
    let confirm = [("answer", "confirm"), ("reason", "Agreed.")];
    let waiting = page
        .forms()
        .into_iter()
        .find(|form| form.value("change").is_some());
    director
        .submit(&waiting.unwrap(), &confirm)
        .await
        .expect_status(303);
    assert_eq!(own(&community, held).await, 0);
}
