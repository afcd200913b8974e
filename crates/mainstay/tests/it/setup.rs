//! The first steps of a new collaborative: five screens, each of which can be skipped, then a draft that is honest.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use app::directory::actions::{PersonForm, add_people};
use platform::args;
use platform::db::Scope;
use platform::history::Actor;

use crate::kit::{Answer, Client, World};

const ADA: &str = "ada@millbrook.example";

/// An installation with a new collaborative and its first director, as the operator's command leaves it.
async fn a_new_collaborative() -> (World, Scope, Client) {
    let world = World::open().await;
    let scope = world.a_collaborative("millbrook").await;
    let director = PersonForm {
        name: "Ada Finch".to_owned(),
        email: ADA.to_owned(),
        staff_role: Some(("director".to_owned(), "2026-09-01".to_owned())),
        ..PersonForm::default()
    };
    add_people(&scope, Actor::installation(), &[director])
        .await
        .unwrap();
    let ada = world.signed_in(ADA).await;
    (world, scope, ada)
}

async fn pass(client: &mut Client, step: &str, filled: &[(&str, &str)]) -> Answer {
    let address = format!("/millbrook/work/setup/{step}");
    let page = client.get(&address).await.expect_status(200);
    client.submit(&page.form(&address), filled).await
}

async fn count(scope: &Scope, sql: &str) -> i64 {
    scope.read().await.unwrap().number(sql, args![]).await.unwrap()
}

#[tokio::test]
async fn five_screens_lead_from_nothing_to_a_draft_report_card() {
    let (world, scope, mut ada) = a_new_collaborative().await;
    let week = ada.get("/millbrook/work").await.expect_text("Your first month");
    assert!(week.links().iter().any(|link| link.ends_with("/work/setup")));
    let begin = ada.get("/millbrook/work/setup").await;
    assert!(begin.location().unwrap().ends_with("/setup/place"));
    pass(&mut ada, "place", &[("setup_place", " ")])
        .await
        .expect_text("Please fill this in.");
    let place = [
        ("setup_place", "Millbrook, Ohio"),
        ("setup_people", "Children and their families"),
    ];
    let next = pass(&mut ada, "place", &place).await.expect_status(303);
    assert!(next.location().unwrap().ends_with("/setup/vision"));
    let vision = [("setup_vision_en", "Every child in Millbrook thrives.")];
    pass(&mut ada, "vision", &vision).await.expect_status(303);
    let results = [
        ("r-in-school", "yes"),
        ("r-ready-for-school", "yes"),
        ("setup_own_1", "Families know their neighbors"),
    ];
    pass(&mut ada, "results", &results).await.expect_status(303);
    let people = [
        ("setup_name_1", "Bo Reyes"),
        ("setup_email_1", "bo@millbrook.example"),
    ];
    pass(&mut ada, "people", &people).await.expect_status(303);
    let first = [("setup_about_en", "We are neighbors, schools and clinics.")];
    let draft = pass(&mut ada, "first", &first).await.expect_status(303);
    let draft = ada.follow(draft).await.expect_status(200);
    for said in [
        "Students are in school every day",
        "Families know their neighbors",
        "Not yet measured",
    ] {
        draft.clone().expect_text(said);
    }
    let results = "select count(*) as n from result where collaborative_id = $1";
    assert_eq!(count(&scope, results).await, 3);
    let parts = "select count(*) as n from agenda_part where collaborative_id = $1";
    assert_eq!(
        count(&scope, parts).await,
        9,
        "place, people, vision, three results with a measure each"
    );
    let mails = world.mails().await;
    assert!(mails.iter().any(|mail| mail.to_address == "bo@millbrook.example"));
    // Whoever was invited has a seat, and sees the draft agenda.
    let mut bo = world.signed_in("bo@millbrook.example").await;
    bo.get("/millbrook/work/agenda")
        .await
        .expect_text("Every child in Millbrook thrives.");
    bo.get("/millbrook/work/setup").await.expect_status(403);
    ada.get("/millbrook/agenda").await.expect_status(404);
}

#[tokio::test]
async fn every_screen_can_be_skipped_and_taken_up_later() {
    let (_world, scope, mut ada) = a_new_collaborative().await;
    for step in ["place", "vision", "results", "people", "first"] {
        let address = format!("/millbrook/work/setup/{step}");
        ada.post(&address, &[("skip", "yes")]).await.expect_status(303);
    }
    let facts = "select count(*) as n from fact where collaborative_id = $1 and kind = 'setup.step-passed'";
    assert_eq!(count(&scope, facts).await, 5);
    let editions = "select count(*) as n from edition where collaborative_id = $1";
    assert_eq!(count(&scope, editions).await, 0, "nothing was made");
    ada.get("/millbrook/work").await.expect_text("Name your results");
    let too_many: Vec<(String, &str)> = [
        "in-school",
        "reading",
        "graduation",
        "first-job",
        "stable-homes",
        "enough-income",
    ]
    .iter()
    .map(|code| (format!("r-{code}"), "yes"))
    .collect();
    let too_many: Vec<(&str, &str)> = too_many
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    pass(&mut ada, "results", &too_many)
        .await
        .expect_text("Please choose at most 5 for the beginning.");
    pass(&mut ada, "results", &[("r-reading", "yes")])
        .await
        .expect_status(303);
    let results = "select count(*) as n from result where collaborative_id = $1";
    assert_eq!(count(&scope, results).await, 1);
}
