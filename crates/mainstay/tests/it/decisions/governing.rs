//! What rules, registers and terms do, and what stands beside a decision afterwards.

use app::bodies::actions::{ConflictForm, add_conflict};
use platform::history::Actor;

use super::*;

#[tokio::test]
async fn conflicts_alternates_and_a_missed_quorum_are_handled_as_the_rules_say() {
    let committee = Committee::open().await;
    let conflict = ConflictForm {
        person: Some(committee.people[3]),
        organisation: Some(committee.partner),
        about: "Works there".into(),
        since_on: "2025-01-01".into(),
    };
    add_conflict(&committee.scope, Actor::installation(), &conflict)
        .await
        .unwrap();
    let money = [("cost_en", "Paid to Brightwater Afterschool for a year.")];
    let proposal = committee.call("majority", &money).await;
    let mut barred = signed_in(&committee, MEMBERS[3]).await;
    let page = barred
        .get(&proposal)
        .await
        .expect_text("A conflict of interest stands in the register");
    assert!(page.forms().iter().all(|form| !form.action.ends_with("/answer")));
    let refused = barred
        .post(&format!("{proposal}/answer"), &[("choice", "for")])
        .await;
    refused.expect_text("takes no part in this one");
    // The alternate answers while the holder has not; the holder's own answer counts from then on.
    let mut alternate = signed_in(&committee, ALTERNATE).await;
    let page = alternate
        .get(&proposal)
        .await
        .expect_text("You answer in the place of INES");
    alternate
        .submit(&page.form("/answer"), &[("choice", "for")])
        .await
        .expect_status(303);
    committee.answer_by_link(MEMBERS[4], "against").await;
    alternate
        .get(&proposal)
        .await
        .expect_text("The member whose alternate you are has answered");
    committee.time_passes().await;
    let decision = committee.outcome().await;
    assert_eq!(
        (decision.outcome.as_str(), decision.goes_on),
        ("no-quorum", true),
        "one of four is too few"
    );
    let mut staff = signed_in(&committee, FACILITATOR).await;
    let page = staff
        .get(&proposal)
        .await
        .expect_text("It goes to the next meeting");
    let sent = staff.submit(&page.form("/again"), &[]).await.expect_status(303);
    staff
        .follow(sent)
        .await
        .expect_text("The vote before")
        .expect_text("In discussion");
}

#[tokio::test]
async fn at_the_review_stands_what_was_expected_beside_what_happened() {
    let committee = Committee::open().await;
    let proposal = committee
        .call(
            "consent",
            &[
                ("expected_en", "Fewer late mornings."),
                ("review_on", "2026-12-01"),
            ],
        )
        .await;
    for member in &MEMBERS {
        committee.answer_by_link(member, "agree").await;
    }
    // Everybody has answered: whoever prepares may count before the time.
    let mut staff = signed_in(&committee, FACILITATOR).await;
    let page = staff.get(&proposal).await;
    staff.submit(&page.form("/close"), &[]).await.expect_status(303);
    let page = staff.get(&proposal).await;
    staff
        .submit(&page.form("/reasons"), &[("reasons_en", "It costs little.")])
        .await
        .expect_status(303);
    let page = staff
        .get("/harbor/work/decisions?review=yes")
        .await
        .expect_text("Look back on December 1, 2026");
    page.expect_text("It costs little.");
    let page = staff.get(&proposal).await;
    let looked = [
        ("happened_en", "Late mornings fell by a third."),
        ("reviewed_on", "2026-12-02"),
    ];
    staff
        .submit(&page.form("/review"), &looked)
        .await
        .expect_status(303);
    let page = staff
        .get(&proposal)
        .await
        .expect_text("Late mornings fell by a third.");
    page.expect_text("Fewer late mornings.")
        .expect_text("It costs little.");
    assert_eq!(committee.outcome().await.outcome, "adopted");
}

#[tokio::test]
async fn a_body_tells_who_sat_on_any_day_and_lived_experience_only_in_totals() {
    let committee = Committee::open().await;
    let mut staff = signed_in(&committee, FACILITATOR).await;
    let body = format!("/harbor/work/bodies/{}", committee.body);
    let page = staff.get(&format!("{body}/seats")).await.expect_status(200);
    let form = page.form("/seats/end");
    let seat = form
        .source
        .split("<option value=\"")
        .nth(2)
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_owned();
    let ending = [
        ("seat", seat.as_str()),
        ("until_on", "2026-08-31"),
        ("ended_because", "resigned"),
    ];
    staff.submit(&form, &ending).await.expect_status(303);
    let today = staff.get(&body).await.expect_text("Who sat here before");
    today.expect_text("Resigned");
    let then = staff.get(&format!("{body}?on=2026-08-01")).await;
    assert!(!then.text().contains("Who sat here before"), "{}", then.text());
    let list = staff.get("/harbor/work/bodies").await.expect_status(200);
    list.expect_text("it would tell who they are");
    // Templates make a structure that is then one's own.
    let page = staff.get("/harbor/work/bodies/templates").await;
    staff
        .submit(&page.form("/templates"), &[])
        .await
        .expect_status(303);
    staff
        .get("/harbor/work/bodies")
        .await
        .expect_text("Council of foundations");
    // Notes on people at odds are for facilitator and director; a member does not even see the link.
    let one = committee.people[0].to_string();
    let other = committee.people[1].to_string();
    let page = staff.get("/harbor/work/bodies/odds").await;
    let note = [
        ("person", one.as_str()),
        ("other", other.as_str()),
        ("note", "Call both beforehand."),
    ];
    staff
        .submit(&page.form("/bodies/odds"), &note)
        .await
        .expect_status(303);
    staff
        .get("/harbor/work/bodies/odds")
        .await
        .expect_text("Call both beforehand.");
    let mut member = signed_in(&committee, MEMBERS[3]).await;
    member.get("/harbor/work/bodies/odds").await.expect_status(403);
    let list = member.get("/harbor/work/bodies").await.expect_status(200);
    assert!(!list.links().iter().any(|link| link.contains("odds")));
    staff
        .get(&format!("/harbor/work/people/{one}"))
        .await
        .expect_status(200)
        .expect_text("Committee");
}
