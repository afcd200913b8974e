//! What an agreement does not allow is refused in every door, and the refusal names the clause.

use platform::args;
use platform::db::FromQueryResult;

use super::Agreed;
use crate::kit::{Client, Part};
use crate::partners::{DIRECTOR, LUIS, MARIA, PRIYA};
use crate::requests::link_in;

/// A file as a partner's system writes it: what was agreed on, and more.
pub const FILE: &str = "Kept by marker-note\n\nPlace,Grade,Guardian,Enrolled,Present\n\
                        Lantern Street,Grade 7,marker-guardian,120,100\n\
                        Oystershell Hall,Grade 8,marker-other,90,80\n";

/// A request that names the agreement, and each contact's link to it: Maria's, Luis's.
pub async fn governed_request(agreed: &mut Agreed) -> [String; 2] {
    let mut priya = agreed.community.world.signed_in(PRIYA).await;
    let board = crate::requests::make(&agreed.community, &mut priya).await;
    let page = priya.get(&agreed.page).await.expect_status(200);
    let form = page.form("/requests");
    #[derive(FromQueryResult)]
    struct Row {
        data_request_id: String,
    }
    let reader = agreed.community.scope.read().await.unwrap();
    let sql =
        "select data_request_id from data_request where collaborative_id = $1 order by created_at limit 1";
    let row = reader.row::<Row>(sql, args![]).await.unwrap().unwrap();
    drop(reader);
    priya
        .submit(&form, &[("governed_request", &row.data_request_id)])
        .await
        .expect_status(303);
    priya.post(&format!("{board}/open"), &[]).await.expect_status(303);
    agreed.priya = priya;
    let mails = agreed.community.world.mails().await;
    [MARIA, LUIS].map(|address| {
        let mail = mails
            .iter()
            .rev()
            .find(|mail| mail.to_address == address)
            .unwrap();
        link_in(&mail.body_text)
    })
}

pub async fn send_file(client: &mut Client, link: &str, text: &str) -> crate::kit::Answer {
    let file = Part::File {
        name: "file",
        filename: "marker-file.csv",
        bytes: text.as_bytes(),
    };
    client.upload(&format!("{link}/file"), &[file]).await
}

pub async fn readings(agreed: &Agreed) -> String {
    #[derive(FromQueryResult)]
    struct Row {
        hash: String,
    }
    let reader = agreed.community.scope.read().await.unwrap();
    let sql = "select hash from object where collaborative_id = $1 order by hash limit 1000";
    let mut all = String::new();
    for row in reader.rows::<Row>(sql, args![]).await.unwrap() {
        let bytes = app::agreements::sealing::get(&reader, &row.hash).await.unwrap();
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_agreement_does_not_cover_is_dropped_before_anything_is_kept_and_the_sender_is_told() {
    let mut agreed = Agreed::in_force(&[]).await;
    let [maria, luis] = governed_request(&mut agreed).await;
    let mut client = agreed.community.world.client();
    client
        .get(&maria)
        .await
        .expect_text("What you send comes under the agreement “Attendance counts”");
    send_file(&mut client, &maria, FILE).await.expect_status(303);
    client
        .get(&format!("{maria}/check"))
        .await
        .expect_status(200)
        .expect_text("does not cover these columns, so they were dropped before anything was kept: Guardian");
    let kept = readings(&agreed).await;
    assert!(kept.contains("Lantern Street"), "what was agreed on is kept");
    for gone in ["marker-guardian", "marker-other", "marker-note", "Guardian"] {
        assert!(!kept.contains(gone), "{gone} was kept");
    }
    agreed
        .priya
        .get(&agreed.page)
        .await
        .expect_text("What came under it")
        .expect_text("Fall attendance");
    // Another partner of the same request has no agreement, and is not held against this one.
    let mut other = agreed.community.world.client();
    send_file(&mut other, &luis, FILE).await.expect_status(303);
    let kept = readings(&agreed).await;
    assert!(kept.contains("marker-note"), "what others send is kept as before");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_outside_is_refused_at_each_door_with_its_clause() {
    let mut agreed = Agreed::in_force(&[]).await;
    let [maria, _] = governed_request(&mut agreed).await;
    let mut client = agreed.community.world.client();
    let nothing = "Name,Birth date\nAna,2015-01-01\nBea,2015-02-02\n";
    send_file(&mut client, &maria, nothing)
        .await
        .expect_text("(clause 3, What is shared): it covers no column of this file");
    assert_eq!(agreed.community.facts("submission.read").await, 0);
    send_file(&mut client, &maria, FILE).await.expect_status(303);
    // The term is over: no door takes anything, neither file, nor figures typed, nor answers, nor the sending.
    agreed.community.world.clock.advance_seconds(300 * 24 * 3600);
    let sql = "update scoped_link set expires_at = $2 where collaborative_id = $1";
    agreed.community.run(sql, args![4_000_000_000_000_i64]).await;
    let before = agreed.community.facts("submission.sent").await;
    let late = "(clause 7, From when until when): its last day was June 30, 2027";
    send_file(&mut client, &maria, FILE).await.expect_text(late);
    client
        .post(
            &format!("{maria}/typed"),
            &[("cell:1:1", "Lantern Street"), ("row:1", "x")],
        )
        .await;
    client
        .post(&format!("{maria}/check"), &[("out:4", "yes")])
        .await
        .expect_status(403)
        .expect_text("clause 7");
    client
        .post(&format!("{maria}/send"), &[])
        .await
        .expect_status(403)
        .expect_text("clause 7");
    assert_eq!(agreed.community.facts("submission.read").await, 1);
    assert_eq!(agreed.community.facts("submission.sent").await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_or_a_measure_that_the_agreement_does_not_name_is_refused() {
    let mut agreed = Agreed::in_force(&[("senders", DIRECTOR)]).await;
    let [maria, _] = governed_request(&mut agreed).await;
    let mut client = agreed.community.world.client();
    send_file(&mut client, &maria, FILE)
        .await
        .expect_text("(clause 4, Who may send and use it): you are not among the people who may send data");
    assert_eq!(agreed.community.facts("submission.read").await, 0);

    let mut agreed = Agreed::in_force(&[("for_improvement", "yes"), ("for_shared_measures", "")]).await;
    let [maria, _] = governed_request(&mut agreed).await;
    let mut client = agreed.community.world.client();
    send_file(&mut client, &maria, FILE)
        .await
        .expect_text("(clause 2, What for): it is for other purposes");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsigned_agreement_lets_nothing_pass() {
    let mut agreed = Agreed::open().await;
    agreed.draft(&[]).await;
    let [maria, _] = governed_request(&mut agreed).await;
    let mut client = agreed.community.world.client();
    send_file(&mut client, &maria, FILE)
        .await
        .expect_text("(clause 1, The two sides): it is not signed by both sides yet");
}

#[tokio::test(flavor = "multi_thread")]
async fn accepting_and_looking_at_rows_are_for_the_people_named_and_each_look_is_kept_for_the_owner() {
    let mut agreed = Agreed::open().await;
    agreed.draft(&[("users", DIRECTOR)]).await;
    let [signed, dana] = agreed.ask().await;
    agreed.sign(&signed, "Maria Delgado").await;
    agreed.sign(&dana, "Dana Cole").await;
    let [maria, _] = governed_request(&mut agreed).await;
    let mut client = agreed.community.world.client();
    send_file(&mut client, &maria, FILE).await.expect_status(303);
    // Priya keeps agreements, and this one does not name her.
    let form = agreed.priya.get(&agreed.page).await.form("/look");
    let wanted = submission_of(&agreed).await;
    agreed
        .priya
        .submit(
            &form,
            &[("look_at", &wanted), ("look_reason", "To see what came.")],
        )
        .await
        .expect_status(403)
        .expect_text("clause 4");
    assert_eq!(agreed.community.facts("agreement.rows-seen").await, 0);
    let sql = "update submission set state = 'sent' where collaborative_id = $1";
    agreed.community.run(sql, args![]).await;
    let accept = agreed
        .community
        .work(&format!("/data/submissions/{wanted}/accept"));
    agreed
        .priya
        .post(&accept, &[])
        .await
        .expect_status(403)
        .expect_text("clause 4");
    assert_eq!(agreed.community.facts("submission.accepted").await, 0);
    let mut dana = agreed.community.world.signed_in(DIRECTOR).await;
    dana.submit(&form, &[("look_at", &wanted), ("look_reason", " ")])
        .await
        .expect_status(200);
    assert_eq!(
        agreed.community.facts("agreement.rows-seen").await,
        0,
        "no look without a reason"
    );
    dana.submit(
        &form,
        &[("look_at", &wanted), ("look_reason", "Two totals differ.")],
    )
    .await
    .expect_text("Lantern Street");
    client
        .get(&signed)
        .await
        .expect_text("Dana Cole looked on")
        .expect_text("Two totals differ.");
    let mut by_mail = crate::sign_in::sign_in(&agreed.community.world, DIRECTOR).await;
    let asked = by_mail.post(&form.action, &[("look_at", &wanted)]).await;
    assert!(asked.location().unwrap().starts_with("/account/second-factor"));
}

pub async fn submission_of(agreed: &Agreed) -> String {
    #[derive(FromQueryResult)]
    struct Row {
        submission_id: String,
    }
    let reader = agreed.community.scope.read().await.unwrap();
    let sql = "select submission_id from submission where collaborative_id = $1 order by created_at limit 1";
    reader
        .row::<Row>(sql, args![])
        .await
        .unwrap()
        .unwrap()
        .submission_id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_that_says_no_is_left_out_and_taken_out_of_what_is_kept() {
    let mut agreed = Agreed::in_force(&[
        ("elements_direct", "Student number"),
        ("families_asked", "opt-out"),
        ("families_key", "Student number"),
    ])
    .await;
    let [maria, _] = governed_request(&mut agreed).await;
    let sql = "update data_request set is_counts_only = $2 where collaborative_id = $1";
    agreed.community.run(sql, args![false]).await;
    let rows = "Student number,Place,Enrolled\nkey-ana,Lantern Street,1\nkey-bea,Lantern Street,2\nkey-cara,Oystershell Hall,3\n";
    let mut client = agreed.community.world.client();
    send_file(&mut client, &maria, FILE)
        .await
        .expect_text("(clause 8, Families): families are asked");
    let no = |key: &'static str| [("participant_key", key), ("family_word", "no")];
    let form = agreed.priya.get(&agreed.page).await.form("/consent");
    agreed
        .priya
        .submit(&form, &no("KEY-bea"))
        .await
        .expect_status(303);
    send_file(&mut client, &maria, rows).await.expect_status(303);
    client
        .get(&format!("{maria}/check"))
        .await
        .expect_text("One row was left out because of what a family said.");
    let kept = readings(&agreed).await;
    assert!(kept.contains("key-ana") && !kept.contains("key-bea"), "{kept}");
    agreed
        .priya
        .submit(&form, &no("key-cara"))
        .await
        .expect_status(303);
    let kept = readings(&agreed).await;
    assert!(
        kept.contains("key-ana") && !kept.contains("key-cara"),
        "a later no takes out what is kept"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_holds_no_more_than_a_version_signed_since_covers() {
    let mut agreed = Agreed::in_force(&[]).await;
    let [maria, _] = governed_request(&mut agreed).await;
    let mut client = agreed.community.world.client();
    send_file(&mut client, &maria, FILE).await.expect_status(303);
    agreed.amend(&[("elements_plain", "Enrolled\nPeriod")]).await;
    client
        .get(&format!("{maria}/check"))
        .await
        .expect_status(200)
        .expect_text("does not cover these columns")
        .expect_text("Guardian, Present");
}
