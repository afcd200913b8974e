//! What figures say, through the door: a person's sentence is checked against them, and a goal is tried on them.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;
use platform::db::FromQueryResult;

use crate::editions::House;

#[derive(FromQueryResult)]
struct Found {
    indicator: String,
}

impl House {
    /// The first indicator's page in the workspace.
    async fn measure(&self) -> String {
        let slug = self.neighbourhood.slug_of("indicator", 0);
        let reader = self.neighbourhood.scope.read().await.unwrap();
        let sql = "select indicator_id as indicator from indicator where collaborative_id = $1 and slug = $2";
        let found: Option<Found> = reader.row(sql, args![slug]).await.unwrap();
        format!("/harbour/work/results/indicators/{}", found.unwrap().indicator)
    }
}

#[tokio::test]
async fn a_sentence_that_the_figures_do_not_support_waits_at_the_desk_and_stays_out_of_the_pages() {
    let mut house = House::open().await;
    let measure = house.measure().await;
    let address = format!("{measure}/sentence");
    let page = house.data_manager.get(&address).await.expect_status(200);
    let form = page.form("/sentence");
    let wrong = [
        ("headline_en", "99.7% of all children come"),
        ("headline_es", "Viene el 99.7 % de los niños"),
    ];
    house.data_manager.submit(&form, &wrong).await.expect_status(303);
    let draft = house.draft("Report card 2025").await;
    house
        .data_manager
        .get(&draft)
        .await
        .expect_text("Sentences to look at")
        .expect_text("99.7% of all children come")
        .expect_text("It tells 99.7, which no published figure of this measure gives.");
    let slug = house.neighbourhood.slug_of("indicator", 0);
    for path in ["", "/es"] {
        let preview = format!("{draft}/preview{path}/results/{slug}");
        let page = house.data_manager.get(&preview).await.expect_status(200);
        assert!(
            !page.text().contains("99.7"),
            "{path}: the page leads with what the figures say"
        );
    }
    // A sentence without a number that is not there passes, and leads the page.
    let right = [
        ("headline_en", "More children come than before"),
        ("headline_es", "Vienen más niños que antes"),
    ];
    house.data_manager.submit(&form, &right).await.expect_status(303);
    house
        .data_manager
        .post(&format!("{draft}/redraft"), &[])
        .await
        .expect_status(303);
    let page = house.data_manager.get(&draft).await.expect_status(200);
    assert!(!page.text().contains("Sentences to look at"));
    let preview = format!("{draft}/preview/results/{slug}");
    house
        .data_manager
        .get(&preview)
        .await
        .expect_text("More children come than before");
    assert_eq!(house.facts("measurement.story-written").await, 2);
}

#[tokio::test]
async fn a_goal_is_tried_on_published_figures_by_those_who_define_measures() {
    let mut house = House::open().await;
    let measure = house.measure().await;
    let address = format!("{measure}/asks?goal=80&by=2029-30&kind=equitable&left=10");
    let page = house.data_manager.get(&address).await.expect_status(200);
    page.expect_text("What it asks of each group");
    let wrong = format!("{measure}/asks?goal=many&by=2029-30&kind=equitable");
    let page = house.data_manager.get(&wrong).await.expect_status(200);
    page.expect_text("“many” is not a number.");
    house.facilitator.get(&address).await.expect_status(403);
    house
        .facilitator
        .get(&format!("{measure}/sentence"))
        .await
        .expect_status(403);
    let sent = [("headline_en", "Mine")];
    house
        .facilitator
        .post(&format!("{measure}/sentence"), &sent)
        .await
        .expect_status(403);
}
