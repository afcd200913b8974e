//! The end: people are told before, the data are destroyed after, and nothing of them is found anywhere.

use std::path::{Path, PathBuf};

use app::settings::Storage;
use platform::args;
use platform::db::FromQueryResult;

use super::Agreed;
use super::gates::{governed_request, send_file};
use crate::kit::run;
use crate::partners::{DIRECTOR, MARIA, PRIYA};

const DAY: i64 = 24 * 3600;
/// Stands in the file's name and in its cells.
const MARKER: &str = "marker";

#[tokio::test(flavor = "multi_thread")]
async fn everyone_concerned_is_told_ninety_thirty_and_seven_days_before_the_end() {
    let mut agreed = Agreed::open().await;
    agreed.draft(&[("runs_until", "2026-12-24")]).await;
    let [maria, dana] = agreed.ask().await;
    agreed.sign(&maria, "Maria Delgado").await;
    agreed.sign(&dana, "Dana Cole").await;
    let told = async |agreed: &Agreed| {
        app::agreements::jobs::hourly(&agreed.community.world.state)
            .await
            .unwrap();
        let sql = "select count(*) as n from notice where collaborative_id = $1 and told_once like 'agreement-ends:%'";
        agreed.community.number(sql, args![]).await
    };
    assert_eq!(told(&agreed).await, 0, "a hundred days before");
    for (days, expected) in [(11, 3), (60, 6), (22, 9)] {
        agreed.community.world.clock.advance_seconds(days * DAY);
        assert_eq!(told(&agreed).await, expected);
        assert_eq!(told(&agreed).await, expected, "each is told once");
    }
    for email in [MARIA, DIRECTOR, PRIYA] {
        let person = agreed.person(email).await;
        let sql = "select count(*) as n from notice where collaborative_id = $1 and person_id = $2";
        assert_eq!(agreed.community.number(sql, args![person]).await, 3, "{email}");
    }
}

/// Whether some bytes stand in any file below a folder.
pub fn is_found(folder: &Path, needle: &[u8]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(is_found(&path, needle));
        } else if let Ok(bytes) = std::fs::read(&path) {
            let is_here = bytes.windows(needle.len()).any(|window| window == needle);
            found.extend(is_here.then_some(path));
        }
    }
    found
}

/// A piece of the reading as it lies in the database: compressed, so that the marker's own letters are not to be seen.
async fn kept_bytes(agreed: &Agreed) -> Vec<u8> {
    #[derive(FromQueryResult)]
    struct Row {
        bytes: Vec<u8>,
    }
    let sql = "select o.bytes from object o
               join submission s on s.collaborative_id = o.collaborative_id and s.reading_hash = o.hash
               where o.collaborative_id = $1 order by o.hash limit 1";
    let reader = agreed.community.scope.read().await.unwrap();
    let row = reader.row::<Row>(sql, args![]).await.unwrap().unwrap();
    let middle = row.bytes.len() / 2;
    row.bytes[middle..middle + 24].to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_came_under_an_agreement_is_found_anywhere_after_its_end() {
    let mut agreed = Agreed::in_force(&[("elements_quasi", "Place\nGrade\nGuardian")]).await;
    let [maria, _] = governed_request(&mut agreed).await;
    let mut client = agreed.community.world.client();
    let rows: String = (0..200)
        .map(|n| {
            format!(
                "Lantern Street,Grade {},{MARKER}-row-{n},{},{}\n",
                7 + n % 2,
                100 + n,
                50 + n
            )
        })
        .collect();
    let file = format!("Place,Grade,Guardian,Enrolled,Present\n{rows}");
    send_file(&mut client, &maria, &file).await.expect_status(303);
    let piece = kept_bytes(&agreed).await;
    let folder = agreed.community.world.folder().to_owned();
    let is_folder = matches!(agreed.community.world.state.settings.storage, Storage::Folder(_));
    if is_folder {
        assert!(
            !is_found(&folder, MARKER.as_bytes()).is_empty(),
            "the search finds the file's name"
        );
        assert!(
            !is_found(&folder, &piece).is_empty(),
            "the search finds what is kept"
        );
    }
    // Ended by time, and kept for thirty days more.
    agreed.community.world.clock.advance_seconds(290 * DAY);
    app::agreements::jobs::hourly(&agreed.community.world.state)
        .await
        .unwrap();
    assert_eq!(agreed.community.facts("agreement.ended").await, 1);
    assert_eq!(agreed.community.facts("agreement.data-destroyed").await, 0);
    agreed.community.world.clock.advance_seconds(30 * DAY);
    for _ in 0..2 {
        app::agreements::jobs::hourly(&agreed.community.world.state)
            .await
            .unwrap();
    }
    assert_eq!(
        agreed.community.facts("agreement.data-destroyed").await,
        1,
        "once"
    );
    assert_eq!(agreed.community.facts("agreement.destruction-certified").await, 1);
    let objects = "select count(*) as n from submission where collaborative_id = $1 and (reading_hash is not null or file_name <> '')";
    assert_eq!(agreed.community.number(objects, args![]).await, 0);
    if is_folder {
        assert_eq!(is_found(&folder, MARKER.as_bytes()), Vec::<PathBuf>::new());
        assert_eq!(is_found(&folder, &piece), Vec::<PathBuf>::new());
        let backup = folder.join("later.mainstay");
        let data = folder.join("data");
        let (backup, data) = (backup.display().to_string(), data.display().to_string());
        let (code, out, error) = run(&["backup", &backup, "--data", &data], &folder);
        assert_eq!(code, Some(0), "{out}{error}");
        let restored = folder.join("restored");
        let (code, out, error) = run(
            &["restore", &backup, "--data", &restored.display().to_string()],
            &folder,
        );
        assert_eq!(code, Some(0), "{out}{error}");
        assert_eq!(
            is_found(&folder, MARKER.as_bytes()),
            Vec::<PathBuf>::new(),
            "a later backup"
        );
        assert_eq!(is_found(&folder, &piece), Vec::<PathBuf>::new(), "a later backup");
    }
    let mut priya = agreed.community.world.signed_in(PRIYA).await;
    priya
        .get(&agreed.page)
        .await
        .expect_text("Ended, data destroyed")
        .expect_text("Certificate of destruction")
        .expect_text("files as they were read")
        .expect_text("mainstay/");
    agreed
        .community
        .world
        .client()
        .get(&maria)
        .await
        .expect_status(410);
}
