//! Questions about take-up: written down, frozen, and only then answered; the agreements stand before the answer, too.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use crate::linkages::linked;

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
