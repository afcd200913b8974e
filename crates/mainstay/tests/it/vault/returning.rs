//! Rows that wait go back with a reason: they are destroyed, the partner is told by mail, and can send again.

use platform::args;

use super::{accept_all, asked, people, send};
use crate::agreements::Agreed;
use crate::agreements::gates::{readings, submission_of};
use crate::kit::{Answer, has_vault};
use crate::partners::{FACILITATOR, MARIA};
use crate::requests::link_in;

async fn send_back(agreed: &mut Agreed, reason: &str) -> Answer {
    let submission = submission_of(agreed).await;
    let page = agreed.community.work(&format!("/data/submissions/{submission}"));
    let form = agreed
        .priya
        .get(&page)
        .await
        .expect_status(200)
        .form("/send-back");
    agreed.priya.submit(&form, &[("return_reason", reason)]).await
}

const STATE: &str = "select count(*) as n from submission where collaborative_id = $1 and state = $2";

#[tokio::test(flavor = "multi_thread")]
async fn rows_sent_back_are_destroyed_and_the_partner_reads_why_and_sends_again() {
    let (mut agreed, maria) = asked(&[]).await;
    let mut client = agreed.community.world.client();
    send(&mut client, &maria, &people(6)).await;
    assert!(readings(&agreed).await.contains("marker-key-003"));
    send_back(&mut agreed, " ")
        .await
        .expect_status(200)
        .expect_text("Write why, so that the partner knows what to mend.");
    // What names somebody does not go out by mail.
    send_back(&mut agreed, "marker-key-003 was born later.")
        .await
        .expect_text("The reason holds what stands in a cell that names a person");
    assert!(readings(&agreed).await.contains("marker-key-003"), "nothing went");
    let mails = agreed.community.world.mails().await.len();
    let reason = "Row 4, column Born: the year cannot be right.";
    send_back(&mut agreed, reason).await.expect_status(303);
    assert_eq!(agreed.community.number(STATE, args!["returned"]).await, 1);
    assert_eq!(agreed.community.facts("vault.rows-sent-back").await, 1);
    let kept = readings(&agreed).await;
    assert!(
        !kept.contains("marker-key") && !kept.contains("marker-guardian"),
        "{kept}"
    );
    let mut mails = agreed.community.world.mails().await.split_off(mails);
    let mail = mails.remove(0);
    assert!(mails.is_empty() && mail.to_address == MARIA);
    assert!(
        mail.subject.contains("Please send your rows again"),
        "{}",
        mail.subject
    );
    assert!(mail.body_text.contains(reason) && !mail.body_text.contains("marker"));
    let submission = submission_of(&agreed).await;
    let page = agreed.community.work(&format!("/data/submissions/{submission}"));
    agreed
        .priya
        .get(&page)
        .await
        .expect_text("nothing of them is kept")
        .expect_text(reason);
    // The mail's link leads on, and the receipt says why.
    let link = link_in(&mail.body_text);
    client
        .get(&format!("{link}/receipt"))
        .await
        .expect_text("Your rows came back")
        .expect_text(reason);
    send(&mut client, &link, &people(5)).await;
    assert_eq!(agreed.community.number(STATE, args!["sent"]).await, 1);
    assert_eq!(agreed.community.number(STATE, args!["replaced"]).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_whoever_reviews_sends_back_and_only_what_waits() {
    let (mut agreed, maria) = asked(&[]).await;
    let mut client = agreed.community.world.client();
    send(&mut client, &maria, &people(6)).await;
    let submission = submission_of(&agreed).await;
    let address = agreed
        .community
        .work(&format!("/data/submissions/{submission}/send-back"));
    let reason = [("return_reason", "The days are missing.")];
    let mut facilitator = agreed.community.world.signed_in(FACILITATOR).await;
    let refused = facilitator.post(&address, &reason).await;
    assert!([403, 404].contains(&refused.status), "{}", refused.status);
    let anyone = agreed.community.world.client().post(&address, &reason).await;
    assert!(anyone.location().unwrap().starts_with("/sign-in"));
    assert_eq!(agreed.community.number(STATE, args!["sent"]).await, 1);
    agreed.priya.post(&address, &reason).await.expect_status(303);
    let mails = agreed.community.world.mails().await.len();
    agreed.priya.post(&address, &reason).await.expect_status(303);
    assert_eq!(
        agreed.community.world.mails().await.len(),
        mails,
        "sent back once, told once"
    );
    if !has_vault("accepted rows are not sent back") {
        return;
    }
    send(&mut client, &maria, &people(6)).await;
    accept_all(&mut agreed).await;
    let sql = "select submission_id as id from submission where collaborative_id = $1 and state = 'accepted'";
    #[derive(platform::db::FromQueryResult)]
    struct Row {
        id: String,
    }
    let reader = agreed.community.scope.read().await.unwrap();
    let accepted = reader.row::<Row>(sql, args![]).await.unwrap().unwrap().id;
    drop(reader);
    let address = agreed
        .community
        .work(&format!("/data/submissions/{accepted}/send-back"));
    agreed.priya.post(&address, &reason).await.expect_status(303);
    let tables = "select count(*) as n from vault_table where collaborative_id = $1";
    assert_eq!(
        agreed.community.number(tables, args![]).await,
        1,
        "the table stays"
    );
    assert_eq!(agreed.community.number(STATE, args!["accepted"]).await, 1);
}
