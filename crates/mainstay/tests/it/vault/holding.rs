//! What an agreement holds a run to: who reads its figures, how finely it counts; and a removal that waits for no run.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::state::AppState;
use app::vault::worker::{Order, UNWATCHED, Vault};
use platform::args;

use super::measuring::{agreed_with, define, fill, run};
use super::{accept_all, asked, people, send};
use crate::agreements::Agreed;
use crate::kit::has_vault;
use crate::partners::DIRECTOR;

#[tokio::test(flavor = "multi_thread")]
async fn figures_of_a_run_are_read_by_whom_every_agreement_names_and_by_nobody_else() {
    if !has_vault("who reads a run") {
        return;
    }
    let (mut agreed, first, maria) = agreed_with(&[]).await;
    fill(&mut agreed, &first, &maria).await;
    let measure = define(&mut agreed, &[]).await;
    let run = run(&mut agreed, &measure).await;
    agreed
        .priya
        .get(&run)
        .await
        .expect_status(200)
        .expect_text("Lantern Street");
    // Dana may do everything in the workspace that Priya may, and this agreement does not name her.
    let mut dana = agreed.community.world.signed_in(DIRECTOR).await;
    dana.get(&measure).await.expect_status(200);
    let refused = dana.get(&run).await.expect_status(403).expect_text("clause 4");
    assert!(!refused.text().contains("Lantern Street"));
    // After the end, and before the rows are destroyed, the run is told to whom it named, its figures are not.
    agreed.community.world.clock.advance_seconds(300 * 24 * 3600);
    let mut priya = agreed.community.world.signed_in(crate::partners::PRIYA).await;
    let later = priya.get(&run).await.expect_status(200).expect_text("clause 7");
    assert!(!later.text().contains("Lantern Street"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_on_totals_alone_holds_a_run_to_everybody_together() {
    if !has_vault("totals alone") {
        return;
    }
    let (mut agreed, first, maria) = agreed_with(&[("may_publish", "totals")]).await;
    fill(&mut agreed, &first, &maria).await;
    let [lantern, _] = agreed.community.places.clone();
    let by_place = [("dimension_grade", "")];
    let by_group = [("place_element", ""), ("whole_place", lantern.as_str())];
    for parts in [&by_place[..], &by_group[..]] {
        let measure = define(&mut agreed, parts).await;
        let form = agreed.priya.get(&measure).await.expect_status(200).form("/runs");
        agreed
            .priya
            .submit(&form, &[])
            .await
            .expect_status(403)
            .expect_text("clause 6");
    }
    let runs = "select count(*) as n from vault_run where collaborative_id = $1";
    assert_eq!(
        agreed.community.number(runs, args![]).await,
        0,
        "nothing is computed"
    );
    let whole = [by_place[0], by_group[0], by_group[1]];
    let measure = define(&mut agreed, &whole).await;
    let run = run(&mut agreed, &measure).await;
    let page = agreed
        .priya
        .get(&run)
        .await
        .expect_text("its figures wait to be accepted");
    agreed
        .priya
        .submit(&page.form("/accept"), &[])
        .await
        .expect_status(303);
    let kept = "select count(*) as n from observation where collaborative_id = $1";
    assert_eq!(agreed.community.number(kept, args![]).await, 1, "one total");
}

/// The server's state with a worker that goes to sleep over its first order; the later ones it does.
fn sleeping(agreed: &Agreed, folder: &Path) -> AppState {
    let mut state = agreed.community.world.state.clone();
    let real = Path::new(env!("CARGO_BIN_EXE_mainstay")).with_file_name(app::vault::worker::PROGRAM);
    let program = folder.join("worker");
    let script = format!(
        "#!/bin/sh\nif [ -e {0}/asked ]; then exec {1} \"$@\"; fi\n/bin/touch {0}/asked\nexec /bin/sleep 600\n",
        folder.display(),
        real.display()
    );
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    let mut settings = (*state.settings).clone();
    settings.vault = Vault::new(Some(program), settings.vault.key_file().to_owned());
    state.settings = Arc::new(settings);
    state
}

async fn until(path: &Path) {
    for _ in 0..200 {
        if path.exists() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{} is not there", path.display());
}

/// Everything that is due, which must not take long.
async fn jobs(state: &AppState) {
    let all = async { while app::worker::run_waiting(state).await > 0 {} };
    let ended = tokio::time::timeout(Duration::from_secs(60), all).await;
    ended.expect("no job waits for the worker");
}

async fn says_no(agreed: &mut Agreed, key: &str) {
    let form = agreed.priya.get(&agreed.page).await.form("/consent");
    let no = [("participant_key", key), ("family_word", "no")];
    agreed.priya.submit(&form, &no).await.expect_status(303);
}

const ASKED: [(&str, &str); 2] = [("families_asked", "opt-out"), ("families_key", "Student number")];
const ROWS: &str = "select cast(sum(row_count) as bigint) as n from vault_table where collaborative_id = $1";

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_stops_the_run_on_its_rows_and_so_does_the_end_of_the_agreement() {
    if !has_vault("a removal while a run goes on") {
        return;
    }
    let (mut agreed, first, maria) = agreed_with(&ASKED).await;
    fill(&mut agreed, &first, &maria).await;
    // What signing left to do is done by the true worker.
    jobs(&agreed.community.world.state).await;
    let before = agreed.community.number(ROWS, args![]).await;
    let measure = define(&mut agreed, &[]).await;
    let form = agreed.priya.get(&measure).await.form("/runs");
    agreed.priya.submit(&form, &[]).await.expect_status(303);
    let folder = tempfile::tempdir().unwrap();
    let state = sleeping(&agreed, folder.path());
    jobs(&state).await;
    until(&folder.path().join("asked")).await;
    says_no(&mut agreed, "s000").await;
    jobs(&state).await;
    let state_of = "select count(*) as n from vault_run where collaborative_id = $1 and state = $2";
    assert_eq!(agreed.community.number(state_of, args!["stopped"]).await, 1);
    // One row about them, twenty days, one hour of tutoring.
    assert_eq!(agreed.community.number(ROWS, args![]).await, before - 22);
    // A run that goes on at the end of the agreement ends with it, and the rows do not wait for it.
    agreed.priya.submit(&form, &[]).await.expect_status(303);
    let folder = tempfile::tempdir().unwrap();
    let state = sleeping(&agreed, folder.path());
    jobs(&state).await;
    until(&folder.path().join("asked")).await;
    agreed.community.world.clock.advance_seconds(340 * 24 * 3600);
    for _ in 0..3 {
        app::agreements::jobs::hourly(&state).await.unwrap();
    }
    let tables = "select count(*) as n from vault_table where collaborative_id = $1";
    assert_eq!(agreed.community.number(tables, args![]).await, 0);
    assert_eq!(agreed.community.number(state_of, args!["stopped"]).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_that_finds_the_worker_busy_comes_again_and_is_never_given_up() {
    if !has_vault("a removal while the worker is busy") {
        return;
    }
    let (mut agreed, maria) = asked(&ASKED).await;
    send(&mut agreed.community.world.client(), &maria, &people(10)).await;
    accept_all(&mut agreed).await;
    let folder = tempfile::tempdir().unwrap();
    let state = sleeping(&agreed, folder.path());
    let busy = state.settings.vault.clone();
    let busy = tokio::spawn(async move { busy.ask(&Order::new("look"), UNWATCHED).await.map(|_| ()) });
    until(&folder.path().join("asked")).await;
    says_no(&mut agreed, "marker-key-004").await;
    // More often than any job is tried.
    for _ in 0..7 {
        jobs(&state).await;
        assert_eq!(
            agreed.community.number(ROWS, args![]).await,
            10,
            "the worker is busy"
        );
        agreed.community.world.clock.advance_seconds(3);
    }
    busy.abort();
    assert!(busy.await.is_err(), "it was ended");
    jobs(&state).await;
    assert_eq!(agreed.community.number(ROWS, args![]).await, 9);
    assert_eq!(agreed.community.facts("vault.people-taken-out").await, 1);
}
