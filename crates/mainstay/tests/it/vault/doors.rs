//! Every door to the vault asks the agreement, and asks it again: when a file comes, when it is accepted, when it is used.

use app::settings::Storage;
use platform::args;
use platform::db::FromQueryResult;

use super::{asked, asked_of_both, people, send, table_of};
use crate::agreements::Agreed;
use crate::agreements::ending::is_found;
use crate::agreements::gates::{send_file, submission_of};
use crate::kit::{Answer, Part, has_vault};

const FAMILIES: [(&str, &str); 2] = [("families_asked", "opt-in"), ("families_key", "Student number")];

/// Presses the button that takes rows in.
async fn accept(agreed: &mut Agreed) -> Answer {
    let submission = submission_of(agreed).await;
    let accept = agreed
        .community
        .work(&format!("/data/submissions/{submission}/accept"));
    agreed.priya.post(&accept, &[]).await
}

async fn review(agreed: &mut Agreed) -> Answer {
    let submission = submission_of(agreed).await;
    let page = agreed.community.work(&format!("/data/submissions/{submission}"));
    agreed.priya.get(&page).await.expect_status(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_taken_from_no_partner_without_an_agreement_of_its_own() {
    let (agreed, [_, luis]) = asked_of_both(&[]).await;
    let needed = "solo llegan bajo un acuerdo de intercambio de datos en vigor";
    let mut client = agreed.community.world.client();
    client.get(&luis).await.expect_status(200).expect_text(needed);
    client
        .get(&format!("{luis}?lang=en"))
        .await
        .expect_text("they come only under a data-sharing agreement in force");
    let objects = "select count(*) as n from object where collaborative_id = $1";
    let before = agreed.community.number(objects, args![]).await;
    send_file(&mut client, &luis, &people(20))
        .await
        .expect_status(200)
        .expect_text(needed);
    let pasted = people(20);
    client
        .upload(&format!("{luis}/file"), &[Part::Field("pasted", &pasted)])
        .await
        .expect_text(needed);
    let typed = [
        ("heading:0", "Student number"),
        ("heading:1", "Days"),
        ("grid:0:0", "marker-key-001"),
        ("grid:1:0", "12"),
    ];
    client
        .post(&format!("{luis}/typed"), &typed)
        .await
        .expect_text(needed);
    for page in ["check", "send"] {
        client.post(&format!("{luis}/{page}"), &[]).await;
    }
    assert_eq!(agreed.community.facts("submission.read").await, 0);
    assert_eq!(agreed.community.number(objects, args![]).await, before);
    let submissions = "select count(*) as n from submission where collaborative_id = $1";
    assert_eq!(agreed.community.number(submissions, args![]).await, 0);
    if matches!(agreed.community.world.state.settings.storage, Storage::Folder(_)) {
        let folder = agreed.community.world.folder();
        assert!(
            is_found(folder, b"marker-key").is_empty(),
            "nothing touched the disk"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_families_say_under_a_newer_version_holds_for_rows_that_were_sent_before_it() {
    if !has_vault("rows and a newer version") {
        return;
    }
    let (mut agreed, maria) = asked(&[]).await;
    let mut client = agreed.community.world.client();
    send(&mut client, &maria, &people(10)).await;
    // Both sides sign that only those are taken whose families said yes; nobody has said so yet.
    agreed.amend(&FAMILIES).await;
    review(&mut agreed)
        .await
        .expect_text("10 rows are left out because of what families have said since");
    accept(&mut agreed)
        .await
        .expect_status(403)
        .expect_text("no row is left after what families have said");
    assert_eq!(agreed.community.facts("vault.rows-stored").await, 0);
    let form = agreed.priya.get(&agreed.page).await.form("/consent");
    let yes = [("participant_key", "marker-key-004"), ("family_word", "yes")];
    agreed.priya.submit(&form, &yes).await.expect_status(303);
    accept(&mut agreed).await.expect_status(303);
    let rows = "select row_count as n from vault_table where collaborative_id = $1";
    assert_eq!(agreed.community.number(rows, args![]).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_that_the_version_in_force_does_not_cover_are_dropped_when_rows_are_accepted() {
    if !has_vault("columns and a newer version") {
        return;
    }
    let (mut agreed, maria) = asked(&[]).await;
    let mut client = agreed.community.world.client();
    send(&mut client, &maria, &people(10)).await;
    agreed.amend(&[("elements_quasi", "Place: Site\nGrade")]).await;
    review(&mut agreed).await.expect_text(
        "does not cover these columns of the file, so they are dropped when the rows are taken in: Born",
    );
    accept(&mut agreed).await.expect_status(303);
    #[derive(FromQueryResult)]
    struct Row {
        columns: String,
    }
    let reader = agreed.community.scope.read().await.unwrap();
    let sql = "select columns from vault_table where collaborative_id = $1";
    let kept = reader.row::<Row>(sql, args![]).await.unwrap().unwrap().columns;
    drop(reader);
    assert!(kept.contains("Grade") && !kept.contains("Born"), "{kept}");
    // What lies there already is not shown beyond a version that was signed later.
    agreed.amend(&[("elements_quasi", "Place: Site")]).await;
    let table = table_of(&mut agreed).await;
    let form = agreed.priya.get(&table).await.form("/look");
    let seen = agreed
        .priya
        .submit(&form, &[("look_reason", "To see what is left.")])
        .await;
    let seen = seen.expect_status(200).expect_text("Lantern Street");
    assert!(!seen.text().contains("Grade 7"), "{}", seen.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_not_accepted_under_a_version_without_their_key_or_an_agreement_that_ended() {
    if !has_vault("accepting rows") {
        return;
    }
    let (mut agreed, maria) = asked(&[]).await;
    let mut client = agreed.community.world.client();
    send(&mut client, &maria, &people(10)).await;
    agreed.amend(&[("elements_direct", "Pupil code")]).await;
    review(&mut agreed)
        .await
        .expect_text("“Student number” is not shared");
    accept(&mut agreed)
        .await
        .expect_status(403)
        .expect_text("“Student number” is not shared");
    agreed.amend(&[("elements_direct", "Student number")]).await;
    let page = agreed.priya.get(&agreed.page).await;
    let end = [("ended_because", "The program is over.")];
    agreed
        .priya
        .submit(&page.form("/end"), &end)
        .await
        .expect_status(303);
    accept(&mut agreed)
        .await
        .expect_status(403)
        .expect_text("clause 7");
    assert_eq!(agreed.community.facts("vault.rows-stored").await, 0);
}
