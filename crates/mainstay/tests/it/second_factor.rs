//! The second factor: added from the mailed link, asked for again after an hour, each code used once.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use totp_rs::Builder;

use crate::kit::{Answer, Client, World};
use crate::sign_in::{a_world_with_ana, add_person, sign_in};

const ANA: &str = "ana@harbor.example";

/// What an authenticator app shows at the world's moment, some steps of 30 seconds away.
fn code(world: &World, secret: &str, steps: i64) -> String {
    let secret = secret.replace('-', "");
    let bytes = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).unwrap();
    let seconds = world.clock.now_millis() / 1000 + steps * 30;
    let totp = Builder::new().with_secret(bytes).build().unwrap();
    totp.generate(u64::try_from(seconds).unwrap()).to_string()
}

fn secret_on(page: &Answer) -> String {
    let text = page.text();
    let start = text.split_once("class=\"secret-text\">").expect("the secret").1;
    start.split_once('<').expect("its end").0.to_owned()
}

/// Adds an authenticator app from a session by mail, and gives its secret.
async fn add_app(world: &World, browser: &mut Client) -> String {
    let page = browser.get("/account/factors").await.expect_status(200);
    let begun = browser.submit(&page.form("/account/factors/totp"), &[]).await;
    let page = browser.follow(begun).await.expect_status(200);
    let secret = secret_on(&page);
    let form = page.form("/account/factors/totp/confirm");
    let code = code(world, &secret, 0);
    let done = browser.submit(&form, &[("code", &code)]).await.expect_status(303);
    assert!(done.location().unwrap().starts_with("/account/factors?"));
    secret
}

/// Whether the session has given its second factor: the page that asks for it then leads on.
async fn has_second_factor(browser: &mut Client) -> bool {
    let answer = browser.get("/account/second-factor?return_to=/account").await;
    answer.location().as_deref() == Some("/account")
}

async fn give(browser: &mut Client, code: &str) -> Answer {
    let fields = [("code", code), ("return_to", "/account")];
    browser.post("/account/second-factor", &fields).await
}

#[tokio::test]
async fn the_first_factor_is_added_from_the_mailed_link_and_counts_at_once() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = sign_in(&world, ANA).await;
    let asked = browser.get("/account/second-factor?return_to=/harbor/work").await;
    assert_eq!(
        asked.location().as_deref(),
        Some("/account/factors?return_to=/harbor/work")
    );
    add_app(&world, &mut browser).await;
    assert!(has_second_factor(&mut browser).await);
    let notice = world.mails().await.pop().unwrap();
    assert_eq!(notice.to_address, ANA);
    assert!(notice.body_text.contains("second factor was added"));
}

#[tokio::test]
async fn a_secret_counts_only_after_a_code_has_shown_that_the_app_holds_it() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = sign_in(&world, ANA).await;
    browser
        .post("/account/factors/totp", &[])
        .await
        .expect_status(303);
    let page = browser.get("/account/factors/totp").await.expect_status(200);
    let secret = secret_on(&page);
    // Unconfirmed, it opens nothing.
    let code = code(&world, &secret, 0);
    let answer = give(&mut browser, &code).await;
    assert!(answer.location().unwrap().contains("wrong=true"));
    let answer = browser
        .post("/account/factors/totp/confirm", &[("code", "000000")])
        .await;
    assert!(answer.location().unwrap().contains("wrong=true"));
    assert!(!has_second_factor(&mut browser).await);
}

#[tokio::test]
async fn the_second_factor_lapses_after_an_idle_hour_and_after_a_day() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = sign_in(&world, ANA).await;
    let secret = add_app(&world, &mut browser).await;
    world.clock.advance_seconds(59 * 60);
    assert!(has_second_factor(&mut browser).await);
    world.clock.advance_seconds(61 * 60);
    assert!(!has_second_factor(&mut browser).await);
    // The session itself is still there: only the level is lost.
    browser.get("/account").await.expect_status(200);
    let right = code(&world, &secret, 0);
    give(&mut browser, &right).await.expect_status(303);
    for _ in 0..47 {
        world.clock.advance_seconds(30 * 60);
        assert!(has_second_factor(&mut browser).await);
    }
    world.clock.advance_seconds(30 * 60);
    assert!(!has_second_factor(&mut browser).await);
}

#[tokio::test]
async fn a_code_is_taken_once_and_one_step_early_or_late() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = sign_in(&world, ANA).await;
    let secret = add_app(&world, &mut browser).await;
    world.clock.advance_seconds(2 * 3600);
    for (steps, is_taken) in [
        (2, false),
        (-2, false),
        (-1, true),
        (-1, false),
        (0, true),
        (0, false),
    ] {
        let code = code(&world, &secret, steps);
        let to = give(&mut browser, &code).await.location().unwrap();
        assert_eq!(to == "/account", is_taken, "{steps}: {to}");
    }
}

#[tokio::test]
async fn ten_codes_an_hour_may_be_tried_and_the_wait_is_named() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = sign_in(&world, ANA).await;
    let secret = add_app(&world, &mut browser).await;
    world.clock.advance_seconds(2 * 3600);
    for _ in 0..10 {
        give(&mut browser, "000000").await.expect_status(303);
    }
    let right = code(&world, &secret, 0);
    let refused = give(&mut browser, &right).await.expect_status(429);
    let wait: i64 = refused.header("retry-after").unwrap().parse().unwrap();
    world.clock.advance_seconds(wait);
    let right = code(&world, &secret, 0);
    give(&mut browser, &right).await.expect_status(303);
    assert!(has_second_factor(&mut browser).await);
}

#[tokio::test]
async fn the_step_up_changes_the_sessions_secret() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = sign_in(&world, ANA).await;
    let secret = add_app(&world, &mut browser).await;
    world.clock.advance_seconds(2 * 3600);
    let mut thief = browser.clone();
    thief.get("/account").await.expect_status(200);
    let right = code(&world, &secret, 0);
    give(&mut browser, &right).await.expect_status(303);
    thief.get("/account").await.expect_status(303);
    browser.get("/account").await.expect_status(200);
}

#[tokio::test]
async fn adding_a_factor_ends_the_other_sessions_and_another_factor_needs_the_first() {
    let world = a_world_with_ana("confirmed").await;
    let mut elsewhere = sign_in(&world, ANA).await;
    let mut browser = sign_in(&world, ANA).await;
    add_app(&world, &mut browser).await;
    elsewhere.get("/account").await.expect_status(303);
    // Whoever reads the mailbox gets in by mail, and no further.
    let mut thief = sign_in(&world, ANA).await;
    let page = thief.get("/account/factors").await.expect_status(200);
    assert!(page.forms().is_empty(), "nothing can be changed by mail alone");
    for path in ["totp", "remove", "recovery", "passkey/begin"] {
        let answer = thief.post(&format!("/account/factors/{path}"), &[]).await;
        let to = answer.location().unwrap_or_default();
        assert!(
            to.starts_with("/account/second-factor"),
            "{path}: {} {to}",
            answer.status
        );
    }
}

#[tokio::test]
async fn recovery_codes_work_once_each_and_are_not_kept_as_they_are() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = sign_in(&world, ANA).await;
    add_app(&world, &mut browser).await;
    let page = browser.get("/account/factors").await;
    let shown = browser
        .submit(&page.form("/account/factors/recovery"), &[])
        .await
        .expect_status(200);
    let text = shown.text();
    let codes: Vec<&str> = text
        .split("<li>")
        .filter_map(|part| part.split_once("</li>"))
        .map(|(code, _)| code)
        .filter(|code| code.len() == 19)
        .collect();
    assert_eq!(codes.len(), 10);
    world.clock.advance_seconds(2 * 3600);
    let typed = codes[3].to_lowercase().replace('-', " ");
    give(&mut browser, &typed).await.expect_status(303);
    assert!(has_second_factor(&mut browser).await);
    world.clock.advance_seconds(2 * 3600);
    let again = give(&mut browser, codes[3]).await;
    assert!(again.location().unwrap().contains("wrong=true"));
    let sql = "select count(*) as n from account_factor where secret = $1";
    #[derive(platform::db::FromQueryResult)]
    struct Row {
        n: i64,
    }
    let host = world.database().host();
    let plain = codes[4].replace('-', "");
    let row: Option<Row> = host.row(sql, platform::args![plain]).await.unwrap();
    assert_eq!(row.unwrap().n, 0);
}

#[tokio::test]
async fn nobody_gives_or_removes_the_factor_of_another() {
    let world = a_world_with_ana("confirmed").await;
    let mut ana = sign_in(&world, ANA).await;
    let secret = add_app(&world, &mut ana).await;
    let factor = ana
        .get("/account/factors")
        .await
        .form("/account/factors/remove")
        .value("factor")
        .unwrap()
        .to_owned();
    let scope = world.scope_of("harbor").await;
    add_person(&scope, "Luis Ortega", "luis@harbor.example", "confirmed").await;
    let mut luis = sign_in(&world, "luis@harbor.example").await;
    add_app(&world, &mut luis).await;
    luis.post("/account/factors/remove", &[("factor", &factor)])
        .await
        .expect_status(404);
    world.clock.advance_seconds(2 * 3600);
    let anas = code(&world, &secret, 0);
    give(&mut luis, &anas).await;
    assert!(!has_second_factor(&mut luis).await);
}

#[tokio::test]
async fn passkeys_are_not_offered_at_an_address_that_is_no_name() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = world.client();
    let page = browser.get("/sign-in").await;
    assert!(!page.text().contains("/sign-in/passkey/begin"));
    browser
        .post("/sign-in/passkey/begin", &[])
        .await
        .expect_status(404);
}

#[tokio::test]
async fn the_demonstration_has_personas_and_mails_on_pages_and_nothing_else_has() {
    let world = World::open_as_demonstration().await;
    let scope = world.a_collaborative("harbor").await;
    let ana = add_person(&scope, "Ana Reyes", ANA, "confirmed").await;
    let mut browser = world.client();
    browser.get("/demo").await.expect_text("Ana Reyes");
    let link = app::accounts::demo::sign_in_link("", "harbor", &ana.to_string());
    let page = browser.get(&link).await.expect_text("with the second factor");
    browser.get("/account").await.expect_status(303);
    let answer = browser.submit(&page.form("/demo/sign-in/"), &[]).await;
    assert_eq!(answer.location().as_deref(), Some("/harbor/work"));
    assert!(has_second_factor(&mut browser).await);
    browser.post("/sign-in", &[("email", ANA)]).await;
    app::worker::run_waiting(&world.state).await;
    let page = browser.get("/demo/mail").await.expect_text(ANA);
    assert!(page.links().iter().any(|link| link.starts_with("/sign-in/link/")));

    let real = a_world_with_ana("confirmed").await;
    let mut browser = real.client();
    for path in ["/demo", "/demo/mail", &link] {
        browser.get(path).await.expect_status(404);
    }
    browser.post(&link, &[]).await.expect_status(404);
}
