//! Questions about take-up: written down, frozen, and only then answered; the agreements stand before the answer, too.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod comparing;

use app::take_up::answering;
use platform::args;
use platform::history::Actor;

use crate::agreements::Agreed;
use crate::kit::{Client, fresh_storage, has_vault, vault};
use crate::linkages::{linked, linked_with};
use crate::partners::{DIRECTOR, FACILITATOR, PRIYA};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_computed_before_the_question_is_frozen_and_the_history_holds_the_order() {
    let (mut agreed, linkage) = linked().await;
    let address = agreed.community.work("/vault/take-up/new");
    let form = agreed
        .priya
        .get(&address)
        .await
        .expect_status(200)
        .form("/take-up/new");
    let [aurora, faro] = agreed.community.organisations.clone();
    let typed = [
        ("title_en", "Does it go with being present?"),
        (
            "takeup_note",
            "We expect a little more; nothing would not end the program.",
        ),
        ("takeup_linkage", &linkage),
        ("takeup_people", &aurora),
        ("takeup_service", &faro),
        ("takeup_dose", "Enrolled"),
        ("takeup_edges", "60, 30"),
        ("takeup_outcome", "Present"),
        ("takeup_before", "Enrolled"),
        ("takeup_place", "Place"),
        ("takeup_groups", "Grade"),
    ];
    let slip = agreed.priya.submit(&form, &typed).await.expect_status(200);
    slip.expect_text("from 1 to 6 rising numbers");
    let mended = typed.map(|(name, value)| (name, if name == "takeup_edges" { "30, 60" } else { value }));
    let page = agreed
        .priya
        .submit(&form, &mended)
        .await
        .expect_status(303)
        .location()
        .unwrap();
    agreed
        .priya
        .get(&page)
        .await
        .expect_text("Nothing can be computed yet");
    let answer = format!("{page}/answer");
    agreed
        .priya
        .post(&answer, &[])
        .await
        .expect_text("It has to stand before its answer");
    agreed
        .priya
        .post(&format!("{page}/freeze"), &[])
        .await
        .expect_status(303);
    agreed
        .priya
        .get(&page)
        .await
        .expect_text("Fingerprint of the frozen question");
    // The gate passed, and there are no rows: nothing is answered.
    agreed
        .priya
        .post(&answer, &[])
        .await
        .expect_text("The vault holds no rows of both partners yet");
    assert_eq!(agreed.community.facts("take-up.frozen").await, 1);
    assert_eq!(agreed.community.facts("take-up.answered").await, 0);
    // A question about what an agreement does not cover is refused with its clause, frozen or not.
    let other = typed.map(|(name, value)| match name {
        "takeup_edges" => (name, "30, 60"),
        "takeup_outcome" => (name, "Weight"),
        _ => (name, value),
    });
    let form = agreed.priya.get(&address).await.form("/take-up/new");
    let page = agreed
        .priya
        .submit(&form, &other)
        .await
        .expect_status(303)
        .location()
        .unwrap();
    agreed
        .priya
        .post(&format!("{page}/freeze"), &[])
        .await
        .expect_status(303);
    agreed
        .priya
        .post(&format!("{page}/answer"), &[])
        .await
        .expect_status(403)
        .expect_text("(clause 3, What is shared)");
}

/// Writes a question down that feeds the indicator, and freezes it; its page.
async fn frozen(agreed: &mut Agreed, linkage: &str) -> String {
    let address = agreed.community.work("/vault/take-up/new");
    let form = agreed
        .priya
        .get(&address)
        .await
        .expect_status(200)
        .form("/take-up/new");
    let [aurora, faro] = agreed.community.organisations.clone();
    let (indicator, [lantern, _]) = (
        agreed.community.indicator.clone(),
        agreed.community.places.clone(),
    );
    let typed = [
        ("title_en", "Whom do we reach?"),
        ("takeup_note", "We expect fewer in grade 8."),
        ("takeup_linkage", linkage),
        ("takeup_people", &aurora),
        ("takeup_service", &faro),
        ("takeup_dose", "Enrolled"),
        ("takeup_edges", "30, 60"),
        ("takeup_outcome", "Present"),
        ("takeup_before", "Enrolled"),
        ("takeup_place", "Place"),
        ("takeup_indicator", &indicator),
        ("takeup_period", "2025-26"),
        ("takeup_whole", &lantern),
        ("takeup_by_grade", "Grade"),
    ];
    for (name, wrong, said) in [
        (
            "takeup_indicator",
            aurora.as_str(),
            "Please choose an indicator that is a share.",
        ),
        (
            "takeup_whole",
            "",
            "Please choose the place of everybody together.",
        ),
        ("takeup_period", "last year", "last year"),
    ] {
        let slip = typed.map(|(field, value)| (field, if field == name { wrong } else { value }));
        let answer = agreed.priya.submit(&form, &slip).await.expect_status(200);
        answer.expect_text(said);
    }
    let made = agreed.priya.submit(&form, &typed).await.expect_status(303);
    let page = made.location().unwrap();
    // The same form once more, with another period: what was written down stays.
    let other = typed.map(|(field, value)| {
        (
            field,
            if field == "takeup_period" {
                "2024-25"
            } else {
                value
            },
        )
    });
    agreed.priya.submit(&form, &other).await.expect_status(303);
    let shown = agreed.priya.get(&page).await.expect_status(200);
    let shown = shown.expect_text("Regular attendance").expect_text("2025-26");
    shown.expect_text("Nothing has gone there yet.");
    agreed
        .priya
        .post(&format!("{page}/freeze"), &[])
        .await
        .expect_status(303);
    page
}

/// What the worker would answer: of 200 children 60 are reached, of 90 in grade 7 so many, of 40 at one place 3.
fn figures(agreed: &Agreed, in_grade_7: usize) -> String {
    let [lantern, oystershell] = &agreed.community.places;
    let cell = |place: &str, group: &[[&str; 2]], counts: [usize; 2]| serde_json::json!({ "place": place, "group": group, "numerator": counts[0], "denominator": counts[1] });
    let cells = [
        cell(lantern, &[], [60, 200]),
        cell(lantern, &[["grade", "g7"]], [in_grade_7, 90]),
        cell(oystershell, &[], [3, 40]),
    ];
    serde_json::json!({ "cells": cells, "people": 200, "without_place": 160 }).to_string()
}

/// Keeps an answer as the worker's is kept.
async fn answered(agreed: &Agreed, page: &str, figures: &str) {
    let id = page.rsplit('/').next().unwrap().parse().unwrap();
    let priya = agreed.person(PRIYA).await.parse().unwrap();
    let actor = Actor::new("person", priya, "data-manager");
    let report = serde_json::from_str("{}").unwrap();
    answering::keep(&agreed.community.scope, actor, id, (&report, figures), &[])
        .await
        .unwrap();
}

const COUNTED: &str = "select count(*) as n from observation where collaborative_id = $1";

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_feeds_the_indicator_that_stood_with_the_question_once_and_an_edition_protects_it() {
    let (mut agreed, linkage) = linked().await;
    let page = frozen(&mut agreed, &linkage).await;
    let (figures_page, accept) = (format!("{page}/figures"), format!("{page}/accept"));
    // Before the answer there is nothing to accept.
    agreed
        .priya
        .get(&figures_page)
        .await
        .expect_text("There is no answer, so there are no figures.");
    agreed.priya.post(&accept, &[]).await.expect_status(404);
    answered(&agreed, &page, &figures(&agreed, 31)).await;
    let mut fran = agreed.community.world.signed_in(FACILITATOR).await;
    fran.get(&page)
        .await
        .expect_text("wait to be looked at and accepted");
    fran.get(&figures_page).await.expect_status(403);
    // Dana may accept, and the agreements do not name her among those who use the data.
    let mut dana = agreed.community.world.signed_in(DIRECTOR).await;
    dana.post(&accept, &[])
        .await
        .expect_status(403)
        .expect_text("clause 4");
    assert_eq!(agreed.community.number(COUNTED, args![]).await, 0);
    let shown = agreed.priya.get(&figures_page).await.expect_status(200);
    let shown = shown.expect_text("Both agreements let counts by group and place go further");
    let form = shown.form("/accept");
    agreed.priya.submit(&form, &[]).await.expect_status(303);
    agreed.priya.submit(&form, &[]).await.expect_status(303);
    assert_eq!(
        agreed.community.number(COUNTED, args![]).await,
        3,
        "accepted twice, kept once"
    );
    assert_eq!(agreed.community.facts("take-up.figures-accepted").await, 1);
    let accepted = agreed.priya.get(&figures_page).await;
    assert!(
        accepted
            .forms()
            .iter()
            .all(|form| !form.action.ends_with("/accept"))
    );
    // The same answer again changes nothing; another one waits, and brings later vintages of what differs.
    answered(&agreed, &page, &figures(&agreed, 31)).await;
    agreed
        .priya
        .get(&page)
        .await
        .expect_text("The counts were accepted on");
    answered(&agreed, &page, &figures(&agreed, 33)).await;
    agreed
        .priya
        .get(&page)
        .await
        .expect_text("wait to be looked at and accepted");
    agreed.priya.post(&accept, &[]).await.expect_status(303);
    assert_eq!(agreed.community.number(COUNTED, args![]).await, 4);
    // Who turns the frozen indicator in the database gets no answer any more.
    let turned = "update take_up_indicator set period = '2023-24' where collaborative_id = $1";
    agreed.community.run(turned, args![]).await;
    agreed
        .priya
        .post(&format!("{page}/answer"), &[])
        .await
        .expect_text("It has to stand before its answer");
    in_an_edition(&mut agreed).await;
}

/// In an edition the total stands and the small count is protected.
async fn in_an_edition(agreed: &mut Agreed) {
    let fields = [
        ("title", "Report card"),
        ("note_en", "New"),
        ("until-attendance", "2025-26"),
    ];
    let new = agreed.community.work("/editions/new");
    let made = agreed.priya.post(&new, &fields).await.expect_status(303);
    let draft = made.location().unwrap();
    let mut fran = agreed.community.world.signed_in(FACILITATOR).await;
    let desk = fran.get(&format!("{draft}/desk")).await.expect_status(200);
    fran.submit(&desk.form("/disclosure"), &[])
        .await
        .expect_status(303);
    let mut dana = agreed.community.world.signed_in(DIRECTOR).await;
    dana.post(&format!("{draft}/publish"), &[])
        .await
        .expect_status(303);
    let api = format!("/api/v1/observations?collaborative={}", agreed.community.slug);
    let mut public: Client = agreed.community.world.client();
    let told = public.get(&api).await.expect_status(200).json();
    let told = told["observations"].as_array().unwrap();
    let find = |place: &str| {
        let mut all = told.iter();
        all.find(|one| one["place"] == place && one["group"] == "")
            .unwrap()
    };
    let (town, small) = (find("lantern-street"), find("oystershell-hall"));
    assert_eq!(
        (&town["numerator"], &town["denominator"]),
        (&60.into(), &200.into())
    );
    assert_eq!(small["status"], "protected", "3 of 40 is a small count");
    assert!(small["numerator"].is_null());
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_go_as_far_as_the_narrower_agreement_lets_them() {
    let (mut agreed, linkage) = linked_with(&[("may_publish", "totals")]).await;
    let page = frozen(&mut agreed, &linkage).await;
    answered(&agreed, &page, &figures(&agreed, 31)).await;
    agreed
        .priya
        .get(&format!("{page}/figures"))
        .await
        .expect_text("only everybody together becomes a figure");
    agreed
        .priya
        .post(&format!("{page}/accept"), &[])
        .await
        .expect_status(303);
    assert_eq!(agreed.community.number(COUNTED, args![]).await, 1);
    let (mut agreed, linkage) = linked_with(&[("may_publish", "nothing")]).await;
    let page = frozen(&mut agreed, &linkage).await;
    answered(&agreed, &page, &figures(&agreed, 31)).await;
    let shown = agreed.priya.get(&format!("{page}/figures")).await;
    let shown = shown.expect_text("none of it becomes a figure");
    assert!(shown.forms().iter().all(|form| !form.action.ends_with("/accept")));
    agreed
        .priya
        .post(&format!("{page}/accept"), &[])
        .await
        .expect_status(403)
        .expect_text("clause 6");
    assert_eq!(agreed.community.number(COUNTED, args![]).await, 0);
}

/// Three partners, 12,000 participants, two indicators: from sealed rows to accepted figures.
#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_feeds_two_indicators_from_sealed_rows() {
    if !has_vault("the demonstration's figures of take-up") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let storage = fresh_storage(&folder.path().join("data")).await;
    let database = app::server::open(&storage, app::demo::clock()).await.unwrap();
    let vault = vault(&folder.path().join("worker.key"));
    let started = std::time::Instant::now();
    app::demo::seed(&database, jiff::Timestamp::now(), "http://127.0.0.1", &vault)
        .await
        .unwrap();
    println!("seeded in {:?}", started.elapsed());
    let (_, scope) = app::collaborative::actions::find(&database, app::demo::SLUG)
        .await
        .unwrap();
    let reader = scope.read().await.unwrap();
    let count = async |sql: &str| reader.number(sql, args![]).await.unwrap();
    let tables = "select count(*) as n from vault_table where collaborative_id = $1";
    assert_eq!(count(tables).await, 3);
    let waiting =
        "select count(*) as n from take_up_indicator where collaborative_id = $1 and accepted_at is null";
    assert_eq!(count(waiting).await, 0);
    let figures = "select count(*) as n from observation o
                   join take_up_indicator t on t.collaborative_id = o.collaborative_id and t.take_up_id = o.submission_id
                   where o.collaborative_id = $1";
    assert_eq!(
        count(figures).await,
        46,
        "for each of two: all of it, 16 schools, 6 grades"
    );
    let schools = "select cast(sum(o.denominator) as bigint) as n from observation o
                   join take_up_indicator t on t.collaborative_id = o.collaborative_id and t.take_up_id = o.submission_id
                   join place p on p.collaborative_id = o.collaborative_id and p.place_id = o.place_id
                   where o.collaborative_id = $1 and o.group_key = '' and p.kind = ";
    let by_school = count(&format!("{schools} 'school'")).await;
    let town = count(&format!("{schools} 'town'")).await;
    assert!(by_school == town && town > 20_000, "{by_school} of {town}");
    drop(reader);
    comparing::the_worker_compares_as_each_question_says(&scope, &vault).await;
}
