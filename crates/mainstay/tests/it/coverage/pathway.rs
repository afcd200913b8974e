//! The pathway through its door: stages people can change, beliefs that rest on something, and the public page.

use platform::args;

use crate::editions::House;
use crate::partners::{Community, FACILITATOR, LUIS, MARIA, new_id};

#[tokio::test]
async fn default_stages_are_offered_and_changed_and_taken_off_the_way() {
    let community = Community::open().await;
    let pathway = community.work("/plan/pathway");
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let page = fran
        .get(&pathway)
        .await
        .expect_text("The pathway has no stages yet.");
    let begin = page.form("/pathway/defaults");
    for _ in 0..2 {
        fran.submit(&begin, &[]).await.expect_status(303);
    }
    assert_eq!(
        community.facts("pathway.stage-added").await,
        6,
        "sent twice is once"
    );
    let page = fran
        .get(&pathway)
        .await
        .expect_text("High school")
        .expect_text("From age 14 to age 18")
        .expect_text("No milestone stands here yet.");
    // The indicator is not published: it is named as such to who may see the team's work, and never with a figure.
    let first = page
        .links()
        .into_iter()
        .find(|href| href.contains("/stages/"))
        .unwrap();
    let form = fran.get(&first).await.expect_status(200).form("/stages/");
    let ticked = format!("indicator-{}", community.indicator);
    fran.submit(&form, &[("age_from", "12"), ("age_to", "6")])
        .await
        .expect_text("The stage must end later than it begins.");
    fran.submit(&form, &[("title_en", "Before birth"), (&ticked, "yes")])
        .await
        .expect_status(303);
    fran.get(&pathway)
        .await
        .expect_text("Before birth")
        .expect_text("A measure not yet published");
    let mut maria = community.world.signed_in(MARIA).await;
    maria.get(&pathway).await.expect_text("Before birth");
    maria.get(&first).await.expect_status(403);
    maria
        .post(&community.work("/plan/pathway/defaults"), &[])
        .await
        .expect_status(403);
    let page = fran.get(&pathway).await;
    let remove = page.form("/remove");
    fran.submit(&remove, &[]).await.expect_status(303);
    fran.submit(&remove, &[]).await.expect_status(404);
    assert_eq!(community.facts("pathway.stage-removed").await, 1);
}

#[tokio::test]
async fn what_weighs_on_what_follows_the_way_rests_on_something_and_makes_no_circle() {
    let community = Community::open().await;
    let other = new_id();
    let sql = "insert into indicator (collaborative_id, indicator_id, slug, created_at) values ($1, $2, 'later', 0)";
    community.run(sql, args![other.clone()]).await;
    let pathway = community.work("/plan/pathway");
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let form = fran.get(&pathway).await.form("/pathway/influences");
    let (first, second) = (community.indicator.as_str(), other.as_str());
    let belief = |upstream, downstream, because| {
        [
            ("upstream", upstream),
            ("downstream", downstream),
            ("rests_on_en", because),
        ]
    };
    fran.submit(&form, &belief(first, second, " "))
        .await
        .expect_text("Please fill this in.");
    fran.submit(&form, &belief(first, first, "A study"))
        .await
        .expect_text("Nothing weighs on itself.");
    fran.submit(&form, &belief(first, second, "A study of 2007"))
        .await
        .expect_status(303);
    fran.submit(&form, &belief(second, first, "Another"))
        .await
        .expect_text("This would make a circle");
    assert_eq!(community.facts("pathway.influence-kept").await, 1);
    let mut luis = community.world.signed_in(LUIS).await;
    luis.post(
        &community.work("/plan/pathway/influences"),
        &belief(first, second, "x"),
    )
    .await
    .expect_status(403);
    let forget = fran.get(&pathway).await.form("/influences/remove");
    let ends = format!("{first} {second}");
    fran.submit(&forget, &[("influence", &ends)])
        .await
        .expect_status(303);
    fran.submit(&forget, &[("influence", &ends)])
        .await
        .expect_status(404);
}

#[tokio::test]
async fn the_pathway_reaches_the_public_only_with_an_edition_and_with_its_figures_alone() {
    let mut house = House::open().await;
    let public = "/harbour/pathway";
    house.world.client().get(public).await.expect_status(404);
    let draft = house.draft("Report card 2025").await;
    house.confirm(&draft).await;
    house.publish(&draft).await.expect_status(303);
    let page = house.world.client().get(public).await.expect_status(200);
    let page = page.expect_text("From cradle to career");
    house
        .world
        .client()
        .get("/harbour/es/pathway")
        .await
        .expect_text("De la cuna a la carrera");
    // What is changed now stays inside until the next edition.
    let pathway = "/harbour/work/plan/pathway/stages";
    let form = house
        .data_manager
        .get(pathway)
        .await
        .expect_status(200)
        .form("/stages");
    house
        .data_manager
        .submit(&form, &[("title_en", "A stage nobody has seen")])
        .await
        .expect_status(303);
    let again = house.world.client().get(public).await.expect_status(200);
    assert!(!again.text().contains("A stage nobody has seen"));
    assert_eq!(page.text().len(), again.text().len());
}
