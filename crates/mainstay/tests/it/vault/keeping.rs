//! Rows in the vault: in by a link, sealed, looked at, taken out, destroyed.

use std::path::PathBuf;

use app::settings::Storage;
use platform::args;

use super::measuring::{agreed_with, define, fill, run as measured};
use super::{accept_all, asked, people, send, table_of};
use crate::agreements::ending::is_found;
use crate::agreements::families::{links_for, says};
use crate::agreements::gates::{send_file, submission_of};
use crate::kit::{has_vault, run};
use crate::partners::{DIRECTOR, FACILITATOR, PRIYA};

const DAY: i64 = 24 * 3600;

/// Sends people by the link and has Priya accept them.
async fn stored(agreed: &mut crate::agreements::Agreed, link: &str, text: &str) -> String {
    let mut client = agreed.community.world.client();
    send(&mut client, link, text).await;
    let submission = submission_of(agreed).await;
    let page = agreed.community.work(&format!("/data/submissions/{submission}"));
    let form = agreed.priya.get(&page).await.expect_status(200).form("/accept");
    agreed.priya.submit(&form, &[]).await.expect_status(303);
    submission
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_come_in_as_any_file_does_and_only_counts_of_them_stand_on_pages() {
    if !has_vault("rows come into the vault") {
        return;
    }
    let (mut agreed, maria) = asked(&[]).await;
    let mut client = agreed.community.world.client();
    let with_faults = format!(
        "{},x,Lantern Street,Grade 7,2012-01-11,many\n,y,Lantern Street,Grade 7,2012-01-11,3\n",
        "marker-key-900"
    );
    send_file(&mut client, &maria, &(people(30) + &with_faults))
        .await
        .expect_status(303);
    client
        .get(&format!("{maria}/check"))
        .await
        .expect_text("We read 31 rows about participants.")
        .expect_text("does not cover these columns, so they were dropped before anything was kept: Guardian")
        .expect_text("Row 32, column Days: “many” is no number.")
        .expect_text("One row has no Student number and is left out: row 33.");
    let submission = stored(&mut agreed, &maria, &people(30)).await;
    client
        .get(&format!("{maria}/receipt"))
        .await
        .expect_text("its rows lie sealed in the vault");
    assert_eq!(agreed.community.facts("vault.rows-stored").await, 1);
    // The reading that the server could open is gone; what is left only the worker opens.
    let readings =
        "select count(*) as n from submission where collaborative_id = $1 and reading_hash is not null";
    assert_eq!(agreed.community.number(readings, args![]).await, 0);
    let table = table_of(&mut agreed).await;
    let page = agreed.priya.get(&table).await.expect_status(200);
    let page = page.expect_text("Student number").expect_text("Names one person");
    assert!(!page.text().contains("marker-"), "rows stand on no page");
    // A newer file stands in the place of the older one.
    let accept = agreed
        .community
        .work(&format!("/data/submissions/{submission}/accept"));
    agreed.priya.post(&accept, &[]).await.expect_status(303);
    assert_eq!(
        agreed.community.facts("vault.rows-stored").await,
        1,
        "accepted once"
    );
    send(&mut client, &maria, &people(12)).await;
    accept_all(&mut agreed).await;
    let rows = "select cast(sum(row_count) as bigint) as n from vault_table where collaborative_id = $1";
    assert_eq!(agreed.community.number(rows, args![]).await, 12);
    let request = "select count(*) as n from vault_table where collaborative_id = $1";
    assert_eq!(agreed.community.number(request, args![]).await, 1);
    // What asks for rows already cannot be asked again.
    let form = agreed.priya.get(&agreed.community.work("/vault")).await;
    assert!(form.forms().iter().all(|form| !form.action.ends_with("/vault")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_needs_a_second_factor_a_named_person_and_a_reason_and_the_partner_reads_it() {
    if !has_vault("looks into the vault") {
        return;
    }
    let (mut agreed, maria) = asked(&[]).await;
    stored(&mut agreed, &maria, &people(30)).await;
    let table = table_of(&mut agreed).await;
    let form = agreed.priya.get(&table).await.form("/look");
    agreed
        .priya
        .submit(&form, &[("look_reason", " ")])
        .await
        .expect_status(200);
    assert_eq!(
        agreed.community.facts("agreement.rows-seen").await,
        0,
        "no look without a reason"
    );
    // Dana may look at rows, and this agreement does not name her.
    let mut dana = agreed.community.world.signed_in(DIRECTOR).await;
    dana.submit(&form, &[("look_reason", "To see.")])
        .await
        .expect_status(403)
        .expect_text("clause 4");
    // Fran may see agreements at most; a mail alone opens nothing.
    let mut fran = agreed.community.world.signed_in(FACILITATOR).await;
    let refused = fran.submit(&form, &[("look_reason", "To see.")]).await;
    assert!([403, 404].contains(&refused.status), "{}", refused.status);
    let mut by_mail = crate::sign_in::sign_in(&agreed.community.world, PRIYA).await;
    let asked = by_mail.submit(&form, &[("look_reason", "To see.")]).await;
    assert!(asked.location().unwrap().starts_with("/account/second-factor"));
    assert_eq!(agreed.community.facts("agreement.rows-seen").await, 0);
    let seen = agreed
        .priya
        .submit(&form, &[("look_reason", "Two birthdays look odd.")])
        .await
        .expect_status(200)
        .expect_text("Lantern Street")
        .expect_text("2012-01-11");
    assert!(!seen.text().contains("marker-"), "names and numbers stay closed");
    assert_eq!(agreed.community.facts("agreement.rows-seen").await, 1);
    agreed
        .priya
        .get(&agreed.page)
        .await
        .expect_text("Two birthdays look odd.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_that_says_no_later_is_taken_out_of_the_vault() {
    if !has_vault("families and the vault") {
        return;
    }
    let families = [("families_asked", "opt-out"), ("families_key", "Student number")];
    let (mut agreed, maria) = asked(&families).await;
    stored(&mut agreed, &maria, &people(10)).await;
    let form = agreed.priya.get(&agreed.page).await.form("/consent");
    let no = [("participant_key", "MARKER-key-004"), ("family_word", "no")];
    agreed.priya.submit(&form, &no).await.expect_status(303);
    while app::worker::run_waiting(&agreed.community.world.state).await > 0 {}
    let rows = "select cast(sum(row_count) as bigint) as n from vault_table where collaborative_id = $1";
    assert_eq!(agreed.community.number(rows, args![]).await, 9);
    assert_eq!(agreed.community.facts("vault.people-taken-out").await, 1);
    let table = table_of(&mut agreed).await;
    let form = agreed.priya.get(&table).await.form("/look");
    let seen = agreed
        .priya
        .submit(&form, &[("look_reason", "To see who is left.")])
        .await;
    assert!(!seen.text().contains("<td>104</td>"), "their row is gone");
    assert!(seen.text().contains("103"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_by_the_familys_own_link_reaches_the_vault_as_any_other_does() {
    if !has_vault("a family's own link and the vault") {
        return;
    }
    let families = [("families_asked", "opt-out"), ("families_key", "Student number")];
    let (mut agreed, maria) = asked(&families).await;
    stored(&mut agreed, &maria, &people(10)).await;
    let links = links_for(&agreed, &["marker-key-004"]).await;
    says(&agreed, &links[0], "no").await;
    while app::worker::run_waiting(&agreed.community.world.state).await > 0 {}
    let rows = "select cast(sum(row_count) as bigint) as n from vault_table where collaborative_id = $1";
    assert_eq!(agreed.community.number(rows, args![]).await, 9);
    assert_eq!(agreed.community.facts("vault.people-taken-out").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_that_wait_go_with_a_later_no_and_accepted_ones_stand() {
    if !has_vault("figures that wait and a family's no") {
        return;
    }
    let families = [("families_asked", "opt-out"), ("families_key", "Student number")];
    let (mut agreed, first, maria) = agreed_with(&families).await;
    fill(&mut agreed, &first, &maria).await;
    let measure = define(&mut agreed, &[]).await;
    let accepted = measured(&mut agreed, &measure).await;
    let form = agreed.priya.get(&accepted).await.form("/accept");
    agreed.priya.submit(&form, &[]).await.expect_status(303);
    let kept = "select count(*) as n from observation where collaborative_id = $1";
    let before = agreed.community.number(kept, args![]).await;
    let waiting = measured(&mut agreed, &measure).await;
    let links = links_for(&agreed, &["s000"]).await;
    says(&agreed, &links[0], "no").await;
    while app::worker::run_waiting(&agreed.community.world.state).await > 0 {}
    let page = agreed.priya.get(&waiting).await.expect_status(200);
    let has_form = page.forms().iter().any(|form| form.action.contains("/accept"));
    assert!(!has_form, "nothing waits any more");
    let states = "select count(*) as n from vault_run where collaborative_id = $1 and state = $2";
    assert_eq!(agreed.community.number(states, args!["done"]).await, 0);
    assert_eq!(agreed.community.number(states, args!["accepted"]).await, 1);
    assert!(before > 0, "something was accepted");
    assert_eq!(
        agreed.community.number(kept, args![]).await,
        before,
        "what was accepted stands"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_end_of_the_agreement_its_tables_go_and_nothing_of_them_is_found_anywhere() {
    if !has_vault("destruction of the vault") {
        return;
    }
    let (mut agreed, maria) = asked(&[]).await;
    stored(&mut agreed, &maria, &people(200)).await;
    let folder = agreed.community.world.folder().to_owned();
    let is_folder = matches!(agreed.community.world.state.settings.storage, Storage::Folder(_));
    if is_folder {
        for marker in ["marker-key", "marker-guardian", "2012-01-11"] {
            assert_eq!(
                is_found(&folder, marker.as_bytes()),
                Vec::<PathBuf>::new(),
                "{marker} while it is kept"
            );
        }
    }
    let files = "select count(*) as n from object o where o.collaborative_id = $1 and exists (select 1 from vault_table t where t.collaborative_id = $1 and t.file_hash = o.hash)";
    assert_eq!(agreed.community.number(files, args![]).await, 1);
    agreed.community.world.clock.advance_seconds(321 * DAY);
    for _ in 0..3 {
        app::agreements::jobs::hourly(&agreed.community.world.state)
            .await
            .unwrap();
    }
    assert_eq!(agreed.community.facts("agreement.data-destroyed").await, 1);
    for table in ["vault_table", "vault_key", "object", "agreement_key"] {
        let sql = format!("select count(*) as n from {table} where collaborative_id = $1");
        let kept = agreed.community.number(&sql, args![]).await;
        // The frozen text of the agreement is the one object that stays.
        assert_eq!(kept, i64::from(table == "object"), "{table}");
    }
    let mut priya = agreed.community.world.signed_in(PRIYA).await;
    priya
        .get(&agreed.page)
        .await
        .expect_text("tables of the vault (1)");
    if is_folder {
        for marker in ["marker-key", "marker-guardian", "marker-file"] {
            assert_eq!(
                is_found(&folder, marker.as_bytes()),
                Vec::<PathBuf>::new(),
                "{marker}"
            );
        }
        let backup = folder.join("later.mainstay");
        let (backup, data) = (
            backup.display().to_string(),
            folder.join("data").display().to_string(),
        );
        let (code, out, error) = run(&["backup", &backup, "--data", &data], &folder);
        assert_eq!(code, Some(0), "{out}{error}");
        assert_eq!(
            is_found(&folder, b"marker-"),
            Vec::<PathBuf>::new(),
            "a later backup"
        );
    }
}
