//! Learning sessions, and what partners did: over the curve for the team, in the next edition where that was asked.

use platform::args;

use crate::editions::House;
use crate::partners::{Community, FACILITATOR, LUIS, MARIA, PRIYA, new_id};

#[tokio::test]
async fn a_session_is_kept_once_and_names_are_for_those_who_see_the_directory() {
    let community = Community::open().await;
    let seat = "insert into body (collaborative_id, body_id, slug, name, kind) values ($1, $2, 'group', 'Group', 'working-group')";
    let body = new_id();
    community.run(seat, args![body.clone()]).await;
    let seat = "insert into seat (collaborative_id, seat_id, body_id, person_id, since_on)
                values ($1, $2, $3, $4, '2020-01-01')";
    community
        .run(seat, args![new_id(), body, community.contacts[1].clone()])
        .await;
    let indicator = community.work(&format!("/results/indicators/{}", community.indicator));
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let new = format!("{indicator}/sessions/new");
    let page = fran.get(&new).await.expect_status(200);
    let form = page.form("/sessions/new");
    fran.submit(&form, &[("we_see", " ")])
        .await
        .expect_text("Please fill this in.");
    let maria = format!("person-{}", community.contacts[0]);
    let filled = [
        ("held_on", "2026-09-10"),
        ("we_see", "Attendance falls in February"),
        ("because", "Flu, and buses that do not come"),
        ("we_will", "Casa Aurora asks families about buses"),
        (maria.as_str(), "yes"),
        ("others", "4"),
    ];
    let kept = fran.submit(&form, &filled).await.expect_status(303);
    fran.submit(&form, &filled).await.expect_status(303);
    assert_eq!(
        community.facts("learning.session-held").await,
        1,
        "the same form twice is one session"
    );
    let session = kept.location().unwrap();
    fran.get(&session)
        .await
        .expect_text("Maria Delgado (Casa Aurora), 4 people")
        .expect_text("Casa Aurora asks families about buses");
    // A seat in a group opens the session, without anybody's name.
    let mut luis = community.world.signed_in(LUIS).await;
    let page = luis.get(&session).await.expect_status(200);
    assert!(!page.text().contains("Maria Delgado"));
    page.expect_text("Casa Aurora, 5 personas");
    luis.get(&format!("{indicator}/learning"))
        .await
        .expect_text("Attendance falls in February");
    // Who only sends data has no part in it.
    let mut maria = community.world.signed_in(MARIA).await;
    maria.get(&session).await.expect_status(403);
    maria.post(&new, &filled).await.expect_status(403);
    assert_eq!(community.facts("learning.session-held").await, 1);
}

#[tokio::test]
async fn what_a_partner_did_names_the_partner_and_is_kept_once() {
    let community = Community::open().await;
    let mut priya = community.world.signed_in(PRIYA).await;
    let list = community.work(&format!(
        "/results/indicators/{}/contributions",
        community.indicator
    ));
    let page = priya.get(&list).await.expect_status(200);
    let form = page.form(&list);
    let nobody = [("title_en", "Buses on time"), ("happened_on", "2026-02-01")];
    priya
        .submit(&form, &nobody)
        .await
        .expect_text("Please name the partner who did it.");
    let filled = [
        nobody[0],
        nobody[1],
        ("organisation", community.organisations[0].as_str()),
        ("kind", "action"),
        ("visibility", "internal"),
    ];
    for _ in 0..2 {
        priya.submit(&form, &filled).await.expect_status(303);
    }
    assert_eq!(community.facts("learning.contribution-added").await, 1);
    let page = priya.get(&list).await.expect_text("Buses on time");
    let withdraw = page.form("/withdraw");
    priya.submit(&withdraw, &[]).await.expect_status(303);
    priya.submit(&withdraw, &[]).await.expect_status(404);
    assert!(!priya.get(&list).await.text().contains("Buses on time"));
    let mut luis = community.world.signed_in(LUIS).await;
    luis.post(&list, &filled).await.expect_status(403);
}

#[tokio::test]
async fn only_what_is_marked_public_goes_out_and_only_with_an_edition() {
    let mut house = House::open().await;
    let indicator = house.neighbourhood.id("indicator_id", 0).unwrap().to_owned();
    let organisation = house.neighbourhood.id("organisation_id", 0).unwrap().to_owned();
    let list = format!("/harbour/work/results/indicators/{indicator}/contributions");
    for (title, visibility) in [("Bikes for tutors", "public"), ("A quiet talk", "internal")] {
        let page = house.data_manager.get(&list).await.expect_status(200);
        let filled = [
            ("title_en", title),
            ("happened_on", "2024-10-01"),
            ("organisation", organisation.as_str()),
            ("kind", "event"),
            ("visibility", visibility),
        ];
        house
            .data_manager
            .submit(&page.form(&list), &filled)
            .await
            .expect_status(303);
    }
    let slug = house.neighbourhood.slug_of("indicator", 0);
    let public = format!("/harbour/results/{slug}");
    house.world.client().get(&public).await.expect_status(404);
    let draft = house.draft("Report card 2025").await;
    house.confirm(&draft).await;
    house.publish(&draft).await.expect_status(303);
    let page = house.world.client().get(&public).await.expect_status(200);
    assert!(
        !page.text().contains("A quiet talk"),
        "the team's own note stays with the team"
    );
    page.expect_text("Bikes for tutors").expect_text("Complete");
    // The team sees both, with the caveat; what is told later waits for the next edition.
    house
        .data_manager
        .get(&format!("/harbour/work/results/indicators/{indicator}/learning"))
        .await
        .expect_text("A quiet talk")
        .expect_text("Bikes for tutors");
    let quiet = house.data_manager.get(&list).await;
    let forms = quiet.forms();
    let show = forms
        .iter()
        .find(|form| form.action.ends_with("/visibility") && form.value("visibility") == Some("public"));
    house
        .data_manager
        .submit(show.unwrap(), &[])
        .await
        .expect_status(303);
    assert!(
        !house
            .world
            .client()
            .get(&public)
            .await
            .text()
            .contains("A quiet talk")
    );
    assert_eq!(house.facts("learning.contribution-shown").await, 1);
}
