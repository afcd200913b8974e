//! Signing in by a mailed link: in the browser that asked, once, for ten minutes.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;
use platform::db::{FromQueryResult, Scope};
use platform::history::{Actor, NewFact};
use platform::secrets::new_uuid;
use uuid::Uuid;

use crate::kit::{Answer, Client, World};

const ANA: &str = "ana@harbor.example";

/// A world with one collaborative in which Ana is a person in this state.
pub async fn a_world_with_ana(state: &str) -> World {
    let world = World::open().await;
    let scope = world.a_collaborative("harbor").await;
    add_person(&scope, "Ana Reyes", ANA, state).await;
    world
}

/// Adds a person to a directory, and gives their identifier.
pub async fn add_person(scope: &Scope, name: &str, email: &str, state: &str) -> Uuid {
    let tx = scope.write(Actor::installation()).await.unwrap();
    let id = new_uuid();
    let sql = "insert into person (collaborative_id, person_id, name, email, state, created_at)
               values ($1, $2, $3, $4, $5, 0)";
    tx.run(sql, args![id.to_string(), name, email, state])
        .await
        .unwrap();
    let fact = NewFact::new("person.added", "person", id);
    tx.commit(vec![fact]).await.unwrap();
    id
}

/// Asks for a link, lets the worker send it, and gives the newest mail's link path and code.
pub async fn ask(world: &World, browser: &mut Client, email: &str) -> (String, String) {
    let page = browser.get("/sign-in").await.expect_status(200);
    let sent = browser
        .submit(&page.form("/sign-in"), &[("email", email)])
        .await
        .expect_status(303);
    browser.follow(sent).await.expect_status(200);
    app::worker::run_waiting(&world.state).await;
    let mails = world.mails().await;
    let mail = mails.last().expect("a mail");
    let words: Vec<&str> = mail.body_text.split_whitespace().collect();
    let link = words
        .iter()
        .find(|word| word.contains("/sign-in/link/"))
        .expect("a link");
    let link = link.split_once("/sign-in/").expect("a path").1;
    let code = words
        .iter()
        .find(|word| word.len() == 9 && word.as_bytes()[4] == b'-')
        .expect("a code");
    (format!("/sign-in/{link}"), (*code).to_owned())
}

/// Signs in as somebody whom the directory knows.
pub async fn sign_in(world: &World, email: &str) -> Client {
    let mut browser = world.client();
    let (link, _) = ask(world, &mut browser, email).await;
    let page = browser.get(&link).await.expect_status(200);
    browser
        .submit(&page.form("/sign-in/link/"), &[])
        .await
        .expect_status(303);
    browser
}

async fn is_signed_in(browser: &mut Client) -> bool {
    browser.get("/account").await.status == 200
}

async fn count(world: &World, sql: &str) -> i64 {
    #[derive(FromQueryResult)]
    struct Row {
        n: i64,
    }
    let row: Option<Row> = world.database().host().row(sql, Vec::new()).await.unwrap();
    row.expect("a count").n
}

#[tokio::test]
async fn the_button_of_the_mailed_link_signs_in_and_looking_at_it_does_not() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = world.client();
    let (link, _) = ask(&world, &mut browser, ANA).await;
    for _ in 0..3 {
        browser.get(&link).await.expect_status(200).expect_text(ANA);
    }
    assert!(!is_signed_in(&mut browser).await);
    let page = browser.get(&link).await;
    let answer = browser
        .submit(&page.form("/sign-in/link/"), &[])
        .await
        .expect_status(303);
    assert_eq!(answer.location().as_deref(), Some("/harbor/work"));
    assert!(is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn a_link_works_once_and_only_the_newest_works() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = world.client();
    let (old, _) = ask(&world, &mut browser, ANA).await;
    let (new, _) = ask(&world, &mut browser, ANA).await;
    browser.get(&old).await.expect_status(410);
    browser.post(&old, &[]).await.expect_status(303);
    assert!(!is_signed_in(&mut browser).await);
    let mut twice = browser.clone();
    browser.post(&new, &[]).await.expect_status(303);
    assert!(is_signed_in(&mut browser).await);
    twice.post(&new, &[]).await.expect_status(303);
    assert!(!is_signed_in(&mut twice).await);
    twice.get(&new).await.expect_status(410);
}

#[tokio::test]
async fn a_link_ends_after_ten_minutes() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = world.client();
    let (link, code) = ask(&world, &mut browser, ANA).await;
    world.clock.advance_seconds(10 * 60);
    browser.get(&link).await.expect_status(410);
    browser.post(&link, &[]).await.expect_status(303);
    browser.post("/sign-in/code", &[("code", &code)]).await;
    assert!(!is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn another_browser_spends_nothing_and_is_told_to_type_the_code_in_the_first() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = world.client();
    let (link, code) = ask(&world, &mut browser, ANA).await;
    let mut scanner = world.client();
    let page = scanner.get(&link).await.expect_status(200);
    assert!(page.forms().is_empty(), "another browser has no button");
    assert!(!page.text().contains(ANA), "another browser learns nothing");
    scanner.post(&link, &[]).await;
    scanner.post("/sign-in/code", &[("code", &code)]).await;
    assert!(!is_signed_in(&mut scanner).await);
    let typed = code.to_lowercase().replace('-', " ");
    browser
        .post("/sign-in/code", &[("code", &typed)])
        .await
        .expect_status(303);
    assert!(is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn five_wrong_codes_end_the_code_but_not_before() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = world.client();
    let (link, code) = ask(&world, &mut browser, ANA).await;
    for left in (0..5).rev() {
        let answer = browser.post("/sign-in/code", &[("code", "AAAA-AAAA")]).await;
        let to = answer.location().expect("a redirect");
        assert!(to.contains(&format!("tries_left={left}&")), "{to}");
    }
    browser.post("/sign-in/code", &[("code", &code)]).await;
    assert!(!is_signed_in(&mut browser).await);
    // A stranger at the form cannot end the mailed link by guessing: only its own browser can guess at all.
    browser.post(&link, &[]).await;
    assert!(is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn an_unknown_address_gets_the_same_answer_and_no_mail() {
    let world = a_world_with_ana("confirmed").await;
    let answer_for = async |email: &str| -> (Answer, Answer) {
        let mut browser = world.client();
        let sent = browser.post("/sign-in", &[("email", email)]).await;
        let page = browser.follow(sent.clone()).await;
        (sent, page)
    };
    let known = answer_for(ANA).await;
    let unknown = answer_for("nobody@elsewhere.example").await;
    assert_eq!(known.0.status, unknown.0.status);
    assert_eq!(known.0.location(), unknown.0.location());
    assert_eq!(known.1.text(), unknown.1.text());
    app::worker::run_waiting(&world.state).await;
    let mails = world.mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to_address, ANA);
    assert_eq!(count(&world, "select count(*) as n from account").await, 0);
}

#[tokio::test]
async fn only_an_invitation_that_staff_made_becomes_a_membership() {
    let world = a_world_with_ana("invited").await;
    let mut browser = sign_in(&world, ANA).await;
    assert!(is_signed_in(&mut browser).await);
    let sql = "select count(*) as n from person where state = 'confirmed'";
    let scope = world.scope_of("harbor").await;
    let reader = scope.read().await.unwrap();
    let confirmed = reader
        .number(&format!("{sql} and collaborative_id = $1"), args![])
        .await;
    assert_eq!(confirmed.unwrap(), 1);
    let sql = "select count(*) as n from fact where collaborative_id = $1 and kind = 'person.confirmed'";
    assert_eq!(reader.number(sql, args![]).await.unwrap(), 1);
}

#[tokio::test]
async fn somebody_who_left_gets_no_mail() {
    let world = a_world_with_ana("left").await;
    world.client().post("/sign-in", &[("email", ANA)]).await;
    app::worker::run_waiting(&world.state).await;
    assert!(world.mails().await.is_empty());
}

#[tokio::test]
async fn a_sign_in_comes_back_to_our_own_pages_only() {
    let world = a_world_with_ana("confirmed").await;
    let cases = [
        ("/account", "/account"),
        ("https://evil.example/", "/harbor/work"),
        ("//evil.example", "/harbor/work"),
        ("/\\evil.example", "/harbor/work"),
    ];
    for (asked, expected) in cases {
        let mut browser = world.client();
        browser
            .post("/sign-in", &[("email", ANA), ("return_to", asked)])
            .await
            .expect_status(303);
        app::worker::run_waiting(&world.state).await;
        let mail = world.mails().await.pop().expect("a mail");
        let link = mail
            .body_text
            .split_whitespace()
            .find(|word| word.contains("/link/"))
            .expect("a link")
            .to_owned();
        let answer = browser.post(&crate::kit::path_of(&link), &[]).await;
        assert_eq!(answer.header("location"), Some(expected), "{asked}");
    }
}

#[tokio::test]
async fn a_wrong_address_is_named_beside_its_field_with_what_was_typed() {
    let world = World::open().await;
    let mut browser = world.client();
    let answer = browser.post("/sign-in", &[("email", "ana at harbor")]).await;
    let page = answer.expect_status(422).expect_text("aria-invalid");
    assert_eq!(page.form("/sign-in").value("email"), Some("ana at harbor"));
}

#[tokio::test]
async fn the_sixth_link_in_a_quarter_of_an_hour_waits_and_says_how_long() {
    let world = a_world_with_ana("confirmed").await;
    for _ in 0..5 {
        world
            .client()
            .post("/sign-in", &[("email", ANA)])
            .await
            .expect_status(303);
        world.clock.advance_seconds(60);
    }
    let refused = world.client().post("/sign-in", &[("email", ANA)]).await;
    let refused = refused.expect_status(429);
    let wait: i64 = refused.header("retry-after").expect("a wait").parse().unwrap();
    assert_eq!(wait, 10 * 60);
    // Another address is not kept waiting, and the wait that was named is the true one.
    let other = [("email", "luis@harbor.example")];
    world.client().post("/sign-in", &other).await.expect_status(303);
    world.clock.advance_seconds(wait);
    world
        .client()
        .post("/sign-in", &[("email", ANA)])
        .await
        .expect_status(303);
}

#[tokio::test]
async fn one_network_may_ask_for_twenty_links_an_hour() {
    let world = World::open().await;
    for number in 0..20 {
        let email = format!("person{number}@harbor.example");
        world
            .client()
            .post("/sign-in", &[("email", &email)])
            .await
            .expect_status(303);
    }
    let last = [("email", "one-more@harbor.example")];
    world.client().post("/sign-in", &last).await.expect_status(429);
    world.clock.advance_seconds(3600);
    world.client().post("/sign-in", &last).await.expect_status(303);
}

#[tokio::test]
async fn a_session_is_new_at_each_sign_in_and_the_one_before_ends() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = sign_in(&world, ANA).await;
    let first = browser.cookie("session").expect("a session").to_owned();
    let (link, _) = ask(&world, &mut browser, ANA).await;
    browser.post(&link, &[]).await.expect_status(303);
    let second = browser.cookie("session").expect("a session").to_owned();
    assert_ne!(first, second);
    let mut thief = world.client();
    thief.set_cookie("session", &first);
    assert!(!is_signed_in(&mut thief).await);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_at_once() {
    let world = a_world_with_ana("confirmed").await;
    let mut here = sign_in(&world, ANA).await;
    let mut there = sign_in(&world, ANA).await;
    let page = here.get("/account").await;
    here.submit(&page.form("/account/sign-out-everywhere"), &[])
        .await
        .expect_status(303);
    assert!(!is_signed_in(&mut here).await);
    assert!(!is_signed_in(&mut there).await);
    assert!(is_signed_in(&mut sign_in(&world, ANA).await).await);
}

#[tokio::test]
async fn one_session_is_ended_from_the_list_and_nobody_elses_can_be() {
    let world = a_world_with_ana("confirmed").await;
    let mut here = sign_in(&world, ANA).await;
    let mut there = sign_in(&world, ANA).await;
    let page = here.get("/account").await;
    let others: Vec<_> = page
        .forms()
        .into_iter()
        .filter(|form| form.action.contains("/account/sessions/end"))
        .collect();
    assert_eq!(others.len(), 2);
    let mut stranger = sign_in_luis(&world).await;
    for form in &others {
        stranger.submit(form, &[]).await.expect_status(303);
    }
    assert!(is_signed_in(&mut here).await && is_signed_in(&mut there).await);
    let listed = others.iter().find(|form| {
        let own = platform::secrets::sha256_hex(there.cookie("session").expect("a session"));
        form.value("session") == Some(own.as_str())
    });
    here.submit(listed.expect("the other session"), &[]).await;
    assert!(is_signed_in(&mut here).await);
    assert!(!is_signed_in(&mut there).await);
}

async fn sign_in_luis(world: &World) -> Client {
    let scope = world.scope_of("harbor").await;
    add_person(&scope, "Luis Ortega", "luis@harbor.example", "confirmed").await;
    sign_in(world, "luis@harbor.example").await
}

#[tokio::test]
async fn a_session_on_a_shared_computer_ends_after_half_an_hour() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = world.client();
    let asked = [("email", ANA), ("shared", "yes")];
    browser.post("/sign-in", &asked).await.expect_status(303);
    app::worker::run_waiting(&world.state).await;
    let mail = world.mails().await.pop().expect("a mail");
    let link = mail
        .body_text
        .split_whitespace()
        .find(|word| word.contains("/link/"));
    browser
        .post(&crate::kit::path_of(link.expect("a link")), &[])
        .await;
    world.clock.advance_seconds(29 * 60);
    assert!(is_signed_in(&mut browser).await);
    world.clock.advance_seconds(60);
    assert!(!is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn a_form_of_another_site_signs_nobody_out() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = sign_in(&world, ANA).await;
    let mut tricked = browser.clone().with_header("sec-fetch-site", "cross-site");
    tricked.post("/account/sign-out", &[]).await.expect_status(403);
    let mut tricked = browser.clone().with_header("origin", "http://evil.example");
    tricked.post("/account/sign-out", &[]).await.expect_status(403);
    assert!(is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn the_mail_and_the_pages_speak_spanish_to_who_asked_in_spanish() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = world.client();
    let page = browser
        .get("/sign-in?lang=es")
        .await
        .expect_text("Correo electrónico");
    browser.submit(&page.form("/sign-in"), &[("email", ANA)]).await;
    browser.get("/sign-in/code").await.expect_text("Revise su correo");
    app::worker::run_waiting(&world.state).await;
    let mail = world.mails().await.pop().expect("a mail");
    assert!(
        mail.body_text.starts_with("Hola, Ana Reyes"),
        "{}",
        mail.body_text
    );
}

#[tokio::test]
async fn neither_links_nor_codes_nor_sessions_stand_in_the_tables_as_they_are() {
    let world = a_world_with_ana("confirmed").await;
    let mut browser = world.client();
    let (link, code) = ask(&world, &mut browser, ANA).await;
    browser.post(&link, &[]).await.expect_status(303);
    let secret = browser.cookie("session").expect("a session").to_owned();
    let token = link.rsplit('/').next().expect("a token");
    let code = code.replace('-', "");
    let sql = "select (select count(*) from sign_in_link where token_hash = $1 or code_hash = $2
                 or browser_hash = $1)
               + (select count(*) from session where session_hash = $3) as n";
    #[derive(FromQueryResult)]
    struct Row {
        n: i64,
    }
    let values = args![token, code, secret];
    let row: Option<Row> = world.database().host().row(sql, values).await.unwrap();
    assert_eq!(row.expect("a count").n, 0);
}
