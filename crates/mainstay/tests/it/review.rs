//! Review: beside last time's, accept, return one value, and what comes back; every vintage stays.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;

use crate::kit::{Client, path_of};
use crate::partners::{Community, DIRECTOR, FACILITATOR, LUIS, MARIA, PRIYA, new_id};
use crate::sign_in::sign_in;

/// A community with an open request, and a submission of Casa Aurora with these figures at Lantern Street:
/// group, part, whole.
pub struct Sent {
    pub community: Community,
    request: String,
    submission: String,
    figures: Vec<String>,
}

impl Sent {
    pub async fn with(figures: &[(&str, i64, i64)]) -> Self {
        let community = Community::open().await;
        let request = new_id();
        let sql = "insert into data_request (collaborative_id, data_request_id, slug, title, what, indicator_id,
                     period, due_on, scope, state, created_at, created_by)
                   values ($1, $2, 'fall', 'Fall attendance', 'Counts', $3, '2025-26', '2026-09-30', '{}', 'open', 0,
                     'installation')";
        community
            .run(sql, args![request.clone(), community.indicator.clone()])
            .await;
        for (organisation, person) in community.organisations.iter().zip(&community.contacts) {
            let sql =
                "insert into request_partner (collaborative_id, data_request_id, organisation_id, person_id,
                         asked_at)
                       values ($1, $2, $3, $4, 1)";
            let values = args![request.clone(), organisation.clone(), person.clone()];
            community.run(sql, values).await;
        }
        let mut sent = Self {
            community,
            request,
            submission: String::new(),
            figures: Vec::new(),
        };
        (sent.submission, sent.figures) = sent.send(1, figures).await;
        sent
    }

    /// Sends figures as Casa Aurora's submission of this number.
    async fn send(&self, number: i64, figures: &[(&str, i64, i64)]) -> (String, Vec<String>) {
        let community = &self.community;
        let submission = new_id();
        let sql = "insert into submission (collaborative_id, submission_id, data_request_id, organisation_id, number,
                     state, file_name, created_at, saved_at, sent_at)
                   values ($1, $2, $3, $4, $5, 'sent', 'fall.xlsx', 1, 1, 1789480800000)";
        let organisation = community.organisations[0].clone();
        let values = args![submission.clone(), self.request.clone(), organisation, number];
        community.run(sql, values).await;
        let mut ids = Vec::new();
        for (row, (group, part, whole)) in (1i64..).zip(figures) {
            let id = new_id();
            let sql = "insert into submission_figure (collaborative_id, submission_figure_id, submission_id, sheet_row,
                         place_id, period, group_key, numerator, denominator, status, state)
                       values ($1, $2, $3, $4, $5, '2025-26', $6, $7, $8, 'ok', 'sent')";
            let place = community.places[0].clone();
            let values = args![id.clone(), submission.clone(), row, place, *group, *part, *whole];
            community.run(sql, values).await;
            ids.push(id);
        }
        (submission, ids)
    }

    /// Last year's accepted figure of a group at Lantern Street.
    pub async fn last_year(&self, group: &str, part: i64, whole: i64) {
        let community = &self.community;
        let sql = "insert into observation (collaborative_id, observation_id, indicator_id, indicator_version_id,
                     place_id, period, period_end, group_key, vintage, numerator, denominator, value, status,
                     accepted_at, accepted_by)
                   values ($1, $2, $3, $4, $5, '2024-25', '2025-06-30', $6, 1, $7, $8, $9, 'ok', 0, 'installation')";
        let values = args![
            new_id(),
            community.indicator.clone(),
            community.version.clone(),
            community.places[0].clone(),
            group,
            part,
            whole,
            part as f64 * 100.0 / whole as f64,
        ];
        community.run(sql, values).await;
    }

    pub fn address(&self) -> String {
        self.community
            .work(&format!("/data/submissions/{}", self.submission))
    }

    pub async fn priya(&self) -> Client {
        self.community.signed_in_twice(PRIYA).await
    }

    async fn vintages(&self, group: &str) -> i64 {
        let sql = "select count(*) as n from observation
                   where collaborative_id = $1 and period = '2025-26' and group_key = $2";
        self.community.number(sql, args![group]).await
    }

    async fn numerator(&self, group: &str, vintage: i64) -> i64 {
        let sql = "select numerator as n from observation
                   where collaborative_id = $1 and period = '2025-26' and group_key = $2 and vintage = $3";
        self.community.number(sql, args![group, vintage]).await
    }
}

#[tokio::test]
async fn a_submission_stands_beside_last_times_and_what_is_far_comes_first() {
    let sent = Sent::with(&[("", 240, 300), ("grade=g7", 30, 41), ("grade=g8", 111, 148)]).await;
    sent.last_year("", 238, 302).await;
    sent.last_year("grade=g7", 31, 42).await;
    sent.last_year("grade=g8", 30, 41).await;
    let mut priya = sent.priya().await;
    let queue = priya.get(&sent.community.work("/data")).await.expect_status(200);
    let queue = queue
        .expect_text("Casa Aurora: Fall attendance")
        .expect_text("3 figures, sent on Tuesday");
    assert!(queue.links().contains(&sent.address()));
    let page = priya.get(&sent.address()).await.expect_status(200);
    let text = page
        .expect_text("1 needs a look")
        .expect_text("111 of 148")
        .expect_text("30 of 41")
        .text();
    let [look, others] = ["Please look at these", "The others"].map(|heading| text.find(heading).unwrap());
    assert!((look..others).contains(&text.find("Far from last time").unwrap()));
    assert!(text.contains("+1.2"), "80.0% after 78.8% last year: {text}");
}

#[tokio::test]
async fn accepting_makes_the_first_vintage_and_accepting_twice_does_no_harm() {
    let sent = Sent::with(&[("", 240, 300), ("grade=g7", 30, 41)]).await;
    let mut priya = sent.priya().await;
    let page = priya.get(&sent.address()).await.expect_status(200);
    let form = page.form("/accept");
    let done = priya.submit(&form, &[]).await.expect_status(303);
    priya
        .follow(done)
        .await
        .expect_text("Accepted. The figures can go into the next edition.");
    priya.submit(&form, &[]).await.expect_status(303);
    assert_eq!((sent.vintages("").await, sent.vintages("grade=g7").await), (1, 1));
    assert_eq!(sent.community.facts("submission.accepted").await, 1);
    let sql = "select count(*) as n from submission where collaborative_id = $1 and state = 'accepted'
                 and decided_by is not null";
    assert_eq!(sent.community.number(sql, args![]).await, 1);
    let board = priya.get(&sent.community.work("/data/requests/fall")).await;
    board.expect_text("1 received").expect_text("1 to come");
    priya
        .get(&sent.community.work("/data"))
        .await
        .expect_text("Nothing waits for review");
}

#[tokio::test]
async fn a_figure_that_differs_becomes_a_later_vintage_and_the_same_one_does_not() {
    let sent = Sent::with(&[("", 240, 300), ("grade=g7", 30, 41)]).await;
    let mut priya = sent.priya().await;
    priya
        .post(&format!("{}/accept", sent.address()), &[])
        .await
        .expect_status(303);
    let (second, _) = sent.send(2, &[("", 241, 300), ("grade=g7", 30, 41)]).await;
    let address = sent.community.work(&format!("/data/submissions/{second}"));
    let page = priya.get(&address).await.expect_status(200);
    let page = page.expect_text("1 would correct an accepted figure");
    let done = priya.submit(&page.form("/accept"), &[]).await.expect_status(303);
    priya.follow(done).await.expect_text("both are kept");
    assert_eq!((sent.vintages("").await, sent.vintages("grade=g7").await), (2, 1));
    assert_eq!(sent.numerator("", 1).await, 240, "nothing is overwritten");
    assert_eq!(sent.numerator("", 2).await, 241);
}

#[tokio::test]
async fn one_value_goes_back_with_a_reason_and_comes_back_corrected() {
    let sent = Sent::with(&[("", 240, 300), ("grade=g8", 111, 148)]).await;
    sent.last_year("grade=g8", 30, 41).await;
    let mut priya = sent.priya().await;
    let asked = format!("{}?figure={}", sent.address(), sent.figures[1]);
    let page = priya.get(&asked).await.expect_status(200);
    let form = page.form("/return");
    assert!(
        form.value("reason").unwrap().contains("last time 73.2%"),
        "{:?}",
        form.fields
    );
    let empty = priya.submit(&form, &[("reason", "  ")]).await.expect_status(422);
    empty.expect_text("Write a question or reason");
    let mails = sent.community.world.mails().await.len();
    let done = priya
        .submit(&form, &[("reason", "Did two columns change places?")])
        .await
        .expect_status(303);
    priya
        .follow(done)
        .await
        .expect_text("Did two columns change places?");
    priya
        .submit(&form, &[("reason", "Pressed twice")])
        .await
        .expect_status(303);
    let sent_mails = sent.community.world.mails().await.split_off(mails);
    assert_eq!(
        sent_mails.len(),
        1,
        "one mail, also when the button is pressed twice"
    );
    assert_eq!(sent_mails[0].to_address, MARIA);
    assert!(sent_mails[0].body_text.contains("Did two columns change places?"));
    assert!(sent_mails[0].body_text.contains("/link/"));

    priya
        .post(&format!("{}/accept", sent.address()), &[])
        .await
        .expect_status(303);
    assert_eq!(
        sent.vintages("grade=g8").await,
        0,
        "what is with the partner is not accepted"
    );
    assert_eq!(sent.vintages("").await, 1);
    let words = sent_mails[0].body_text.split_whitespace();
    let link = path_of(words.into_iter().find(|word| word.contains("/link/")).unwrap());
    let mut maria = sent.community.world.client();
    let page = maria.get(&link).await.expect_status(200);
    let page = page.expect_text("Did two columns change places?");
    let [part, whole] = ["numerator", "denominator"].map(|field| format!("{field}:{}", sent.figures[1]));
    let form = page.form("/returned");
    assert_eq!(
        form.value(&part),
        Some("111"),
        "what was sent stands in the field"
    );
    let typed = [(part.as_str(), "31"), (whole.as_str(), "42")];
    maria.submit(&form, &typed).await.expect_status(303);
    maria.submit(&form, &typed).await.expect_status(303);
    let queue = priya.get(&sent.community.work("/data")).await;
    queue
        .expect_text("A correction came back")
        .expect_text("1 corrected value");
    let seen = priya.get(&sent.address()).await;
    seen.expect_text("31 of 42").expect_text("73.8%");
    priya
        .post(&format!("{}/accept", sent.address()), &[])
        .await
        .expect_status(303);
    assert_eq!(sent.numerator("grade=g8", 1).await, 31);
    for kind in ["submission.figure-returned", "submission.figure-corrected"] {
        assert_eq!(sent.community.facts(kind).await, 1, "{kind}");
    }
    assert_eq!(sent.community.facts("submission.accepted").await, 2);
}

#[tokio::test]
async fn a_look_at_small_counts_is_kept_once_for_a_look() {
    let sent = Sent::with(&[("grade=g7", 4, 41)]).await;
    let mut priya = sent.priya().await;
    for _ in 0..2 {
        priya
            .get(&sent.address())
            .await
            .expect_status(200)
            .expect_text("4 of 41");
    }
    assert_eq!(sent.community.facts("submission.small-counts-seen").await, 1);
    sent.community.world.clock.advance_seconds(11 * 60);
    priya.get(&sent.address()).await.expect_status(200);
    assert_eq!(sent.community.facts("submission.small-counts-seen").await, 2);
}

#[tokio::test]
async fn nothing_is_kept_where_no_small_count_was_seen() {
    let sent = Sent::with(&[("", 240, 300)]).await;
    let mut priya = sent.priya().await;
    priya.get(&sent.address()).await.expect_status(200);
    assert_eq!(sent.community.facts("submission.small-counts-seen").await, 0);
}

#[tokio::test]
async fn only_the_data_manager_with_a_second_factor_reviews() {
    let sent = Sent::with(&[("", 240, 300)]).await;
    let accept = format!("{}/accept", sent.address());
    let back = format!("{}/figures/{}/return", sent.address(), sent.figures[0]);
    let mut by_mail = sign_in(&sent.community.world, PRIYA).await;
    let asked = by_mail.get(&sent.address()).await.expect_status(303);
    assert!(asked.location().unwrap().starts_with("/account/second-factor"));
    for email in [DIRECTOR, FACILITATOR] {
        let mut staff = sent.community.signed_in_twice(email).await;
        staff.get(&sent.address()).await.expect_status(403);
        staff.post(&accept, &[]).await.expect_status(403);
        staff.post(&back, &[("reason", "no")]).await.expect_status(403);
    }
    let mut other_partner = sign_in(&sent.community.world, LUIS).await;
    other_partner.get(&sent.address()).await.expect_status(404);
    other_partner.post(&accept, &[]).await.expect_status(404);
    let mut own = sign_in(&sent.community.world, MARIA).await;
    own.post(&accept, &[]).await.expect_status(403);
    let mut public = sent.community.world.client();
    public.get(&sent.address()).await.expect_status(303);
    let mut priya = sent.priya().await;
    let unknown = sent.community.work(&format!("/data/submissions/{}", new_id()));
    priya.get(&unknown).await.expect_status(404);
    priya
        .post(&format!("{unknown}/accept"), &[])
        .await
        .expect_status(404);
    assert_eq!(sent.vintages("").await, 0);
}

#[tokio::test]
async fn a_figure_that_cannot_be_right_is_not_accepted_and_neither_is_the_rest() {
    let sent = Sent::with(&[("", 240, 300), ("grade=g7", 37, 31)]).await;
    let mut priya = sent.priya().await;
    priya.get(&sent.address()).await.expect_status(200);
    priya
        .post(&format!("{}/accept", sent.address()), &[])
        .await
        .expect_status(400);
    assert_eq!((sent.vintages("").await, sent.vintages("grade=g7").await), (0, 0));
    assert_eq!(sent.community.facts("submission.accepted").await, 0);
}

#[tokio::test]
async fn what_the_partner_decided_while_sending_stands_on_the_page() {
    let sent = Sent::with(&[("", 240, 300)]).await;
    let answers = format!(
        r#"{{"roles":{{"2":"denominator"}},"places":{{"lantern":"{}","the annex":"leave-out"}},
            "cells":{{"4:3":"240"}},"rows_out":[9,12]}}"#,
        sent.community.places[0]
    );
    let sql = "update submission set answers = $3 where collaborative_id = $1 and submission_id = $2";
    sent.community
        .run(sql, args![sent.submission.clone(), answers])
        .await;
    let mut priya = sent.priya().await;
    let page = priya.get(&sent.address()).await.expect_status(200);
    page.expect_text("5 decisions of the partner while sending")
        .expect_text("“lantern” means Lantern Street")
        .expect_text("“the annex” was left out.")
        .expect_text("Row 4, column 3: “240” was typed over what the file says.")
        .expect_text("Rows 9, 12 were left out.");
}
