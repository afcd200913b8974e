//! The vault: rows come in by a partner's link, lie sealed, are looked at with a reason, and go with their agreement.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod doors;
mod doubting;
mod holding;
mod keeping;
pub mod measuring;
mod returning;

use platform::args;
use platform::db::FromQueryResult;

use crate::agreements::Agreed;
use crate::agreements::gates::{governed_request, send_file, submission_of};
use crate::kit::Client;
use crate::partners::PRIYA;

/// What an agreement about participants says beside the plain one.
pub const PARTICIPANTS: [(&str, &str); 3] = [
    ("elements_direct", "Student number"),
    ("elements_quasi", "Place: Site\nGrade\nBorn"),
    ("elements_plain", "Days"),
];

/// Rows of some participants; the number, the name of a guardian and a remark must be found nowhere.
pub fn people(count: usize) -> String {
    let rows = (0..count).map(|n| {
        format!(
            "marker-key-{n:03},marker-guardian-{n},{},Grade {},2012-0{}-11,{}\n",
            ["Lantern Street", "Oystershell Hall"][n % 2],
            7 + n % 2,
            1 + n % 9,
            100 + n
        )
    });
    format!(
        "Student number,Guardian,Site,Grade,Born,Days\n{}",
        rows.collect::<String>()
    )
}

/// An agreement in force, and a request under it that asks Maria for rows of people; her link.
pub async fn asked(changed: &[(&str, &str)]) -> (Agreed, String) {
    let (agreed, [maria, _]) = asked_of_both(changed).await;
    (agreed, maria)
}

/// The same with each contact's link: Maria's, and Luis's, whose organization has no agreement.
pub async fn asked_of_both(changed: &[(&str, &str)]) -> (Agreed, [String; 2]) {
    let changed: Vec<(&str, &str)> = PARTICIPANTS.iter().chain(changed).copied().collect();
    let mut agreed = Agreed::in_force(&changed).await;
    let links = governed_request(&mut agreed).await;
    #[derive(FromQueryResult)]
    struct Row {
        data_request_id: String,
    }
    let reader = agreed.community.scope.read().await.unwrap();
    let sql =
        "select data_request_id from data_request where collaborative_id = $1 order by created_at limit 1";
    let request = reader
        .row::<Row>(sql, args![])
        .await
        .unwrap()
        .unwrap()
        .data_request_id;
    drop(reader);
    ask(&mut agreed, &request, "people").await;
    (agreed, links)
}

/// Lets a request ask for rows.
pub async fn ask(agreed: &mut Agreed, request: &str, kind: &str) {
    let vault = agreed.community.work("/vault");
    let form = agreed.priya.get(&vault).await.expect_status(200).form("/vault");
    let typed = [
        ("rows_for", request),
        ("rows_of", kind),
        ("key_element", "Student number"),
    ];
    agreed.priya.submit(&form, &typed).await.expect_status(303);
}

/// Sends a file by a link and presses the button.
pub async fn send(client: &mut Client, link: &str, text: &str) {
    send_file(client, link, text).await.expect_status(303);
    let page = client.get(&format!("{link}/check")).await.expect_status(200);
    client.submit(&page.form("/send"), &[]).await.expect_status(303);
}

/// Every submission that waits is accepted.
pub async fn accept_all(agreed: &mut Agreed) {
    #[derive(FromQueryResult)]
    struct Sent {
        submission_id: String,
    }
    let reader = agreed.community.scope.read().await.unwrap();
    let sql = "select submission_id from submission where collaborative_id = $1 and state = 'sent' order by created_at limit 100";
    let sent = reader.rows::<Sent>(sql, args![]).await.unwrap();
    drop(reader);
    for one in sent {
        let page = agreed
            .community
            .work(&format!("/data/submissions/{}", one.submission_id));
        let form = agreed.priya.get(&page).await.expect_status(200).form("/accept");
        agreed.priya.submit(&form, &[]).await.expect_status(303);
    }
}

/// The address of a table in the vault.
pub async fn table_of(agreed: &mut Agreed) -> String {
    let page = agreed
        .priya
        .get(&agreed.community.work("/vault"))
        .await
        .expect_status(200);
    let found = page
        .links()
        .into_iter()
        .find(|link| link.contains("/vault/tables/"));
    found.expect("a table")
}

/// A worker that nobody installed is told in one sentence, and nothing is lost: the rows wait.
#[tokio::test(flavor = "multi_thread")]
async fn without_the_worker_pages_say_how_to_get_it() {
    let (mut agreed, maria) = asked(&[]).await;
    let mut state = agreed.community.world.state.clone();
    let mut settings = (*state.settings).clone();
    settings.vault = app::vault::worker::Vault::new(None, "nowhere".into());
    state.settings = std::sync::Arc::new(settings);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = app::server::router(state);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let mut client = agreed.community.world.client();
    send(&mut client, &maria, &people(4)).await;
    let mut priya = crate::kit::signed_in(agreed.community.world.database(), address, PRIYA).await;
    let how = "cargo build --release -p mainstay-vault";
    priya.get(&agreed.community.work("/vault")).await.expect_text(how);
    let submission = submission_of(&agreed).await;
    let page = agreed.community.work(&format!("/data/submissions/{submission}"));
    let form = priya.get(&page).await.expect_status(200).form("/accept");
    priya.submit(&form, &[]).await.expect_status(403).expect_text(how);
    let waiting = "select count(*) as n from submission where collaborative_id = $1 and state = 'sent' and reading_hash is not null";
    assert_eq!(agreed.community.number(waiting, args![]).await, 1);
    agreed.priya.get(&page).await.expect_status(200);
}
