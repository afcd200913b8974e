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
        .run(seat, args![new_id(), body.clone(), community.contacts[1].clone()])
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
        ("what-1", "Casa Aurora asks families about buses"),
        ("who-1", community.contacts[0].as_str()),
        ("due_on-1", "2026-10-01"),
        ("followed_by", body.as_str()),
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
async fn what_people_take_on_in_a_session_has_an_owner_and_a_day_and_returns_until_it_is_done() {
    let community = Community::open().await;
    let body = new_id();
    let group = "insert into body (collaborative_id, body_id, slug, name, kind) values ($1, $2, 'group', 'Group', 'working-group')";
    community.run(group, args![body.clone()]).await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let indicator = community.work(&format!("/results/indicators/{}", community.indicator));
    let page = fran.get(&format!("{indicator}/sessions/new")).await;
    let form = page.form("/sessions/new");
    let seen = [("held_on", "2026-09-10"), ("we_see", "It falls in February")];
    // A commitment that nobody owns, or without a day, is none; nothing is kept.
    let half = [seen[0], seen[1], ("what-1", "Ask about buses")];
    fran.submit(&form, &half)
        .await
        .expect_text("Please choose who takes care of it.")
        .expect_text("Please choose the group that follows it up.")
        .expect_text("Please fill this in.");
    assert_eq!(community.facts("learning.session-held").await, 0);
    let kept = fran.submit(&form, &seen).await.expect_status(303);
    let session = kept.location().unwrap();
    fran.get(&session)
        .await
        .expect_text("Nobody has taken anything on yet.");
    let page = fran
        .get(&format!("{session}/commitments"))
        .await
        .expect_status(200);
    let form = page.form("/commitments");
    let filled = |day| {
        [
            ("what", "Ask families about buses"),
            ("who", community.contacts[0].as_str()),
            ("due_on", day),
            ("followed_by", body.as_str()),
        ]
    };
    fran.submit(&form, &filled("2026-09-09"))
        .await
        .expect_text("not before the session");
    for _ in 0..2 {
        fran.submit(&form, &filled("2026-10-01")).await.expect_status(303);
    }
    assert_eq!(community.facts("action.promised").await, 1, "sent twice is once");
    fran.get(&session)
        .await
        .expect_text("Ask families about buses")
        .expect_text("Under way");
    let open = fran.get(&community.work("/actions")).await;
    let open = open.expect_text("Ask families about buses");
    fran.submit(&open.form("/settle"), &[("ending", "done")])
        .await
        .expect_status(303);
    let page = fran.get(&session).await.expect_text("Done");
    assert!(!page.text().contains("Under way"));
    // Whoever may not look through the directory can take on something, but names nobody else.
    let mut luis = community.world.signed_in(LUIS).await;
    luis.post(&format!("{session}/commitments"), &filled("2026-10-01"))
        .await
        .expect_status(403);
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
