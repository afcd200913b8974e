//! Data requests: from the form to the partner's mail, the board, the offer of help and the template.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;

use crate::kit::{Client, path_of};
use crate::partners::{Community, DIRECTOR, FACILITATOR, LUIS, MARIA, PRIYA};
use crate::sign_in::sign_in;

/// Fills in the form and sends it; gives the address of the new request's board.
pub async fn make(community: &Community, browser: &mut Client) -> String {
    let page = browser
        .get(&community.work("/data/requests/new"))
        .await
        .expect_status(200);
    let form = page.form("/requests/new");
    let [aurora, faro] = &community.organisations;
    let filled = [
        ("title", "Fall attendance"),
        ("title_es", "Asistencia de otoño"),
        ("indicator", community.indicator.as_str()),
        ("period", "2025-26"),
        ("due_on", "2026-09-30"),
        ("what", "Students enrolled and attending regularly, by grade."),
    ];
    let mut fields = form.filled(&filled);
    fields.retain(|(name, _)| name != "partner" && name != "dimension");
    for organisation in [aurora, faro] {
        fields.push(("partner".into(), organisation.clone()));
    }
    fields.push(("dimension".into(), "grade".into()));
    for place in &community.places {
        fields.push(("place".into(), place.clone()));
    }
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let sent = browser.post(&form.action, &pairs).await.expect_status(303);
    let board = sent.location().unwrap();
    let again = browser.post(&form.action, &pairs).await.expect_status(303);
    assert_eq!(
        again.location().unwrap(),
        board,
        "the same form twice makes one request"
    );
    board.split('?').next().unwrap().to_owned()
}

pub fn link_in(body: &str) -> String {
    let found = body
        .split_whitespace()
        .find(|word| word.contains("/link/"))
        .expect("a link");
    path_of(found)
}

#[tokio::test]
async fn a_request_reaches_each_contact_in_their_language_with_a_link_of_their_own() {
    let community = Community::open().await;
    let mut priya = sign_in(&community.world, PRIYA).await;
    let board = make(&community, &mut priya).await;
    let mails = community.world.mails().await.len();
    let page = priya
        .get(&board)
        .await
        .expect_status(200)
        .expect_text("Draft, not sent yet");
    assert_eq!(community.world.mails().await.len(), mails, "a draft tells nobody");

    let opened = priya.submit(&page.form("/open"), &[]).await.expect_status(303);
    priya
        .follow(opened)
        .await
        .expect_text("Casa Aurora")
        .expect_text("2 to come")
        .expect_text("Asked on Tuesday");
    priya.submit(&page.form("/open"), &[]).await.expect_status(303);
    let mails: Vec<_> = community.world.mails().await.split_off(mails);
    assert_eq!(
        mails.len(),
        2,
        "one mail each, also when the button is pressed twice"
    );
    let of = |address: &str| mails.iter().find(|mail| mail.to_address == address).unwrap();
    assert!(
        of(MARIA)
            .subject
            .starts_with("Fall attendance from Casa Aurora, due Wednesday, September 30")
    );
    assert!(
        of(LUIS)
            .subject
            .starts_with("Asistencia de otoño de Casa Faro, para el miércoles, 30 de septiembre")
    );
    assert!(
        of(MARIA).body_text.contains("works until October 30, 2026"),
        "{}",
        of(MARIA).body_text
    );
    assert_ne!(link_in(&of(MARIA).body_text), link_in(&of(LUIS).body_text));
    assert_eq!(community.facts("request.created").await, 1);
    assert_eq!(community.facts("request.opened").await, 1);
    assert_eq!(community.facts("link.issued").await, 2);
}

#[tokio::test]
async fn the_link_leads_to_a_template_and_a_calendar_file() {
    let community = Community::open().await;
    let mut priya = sign_in(&community.world, PRIYA).await;
    let board = make(&community, &mut priya).await;
    priya.post(&format!("{board}/open"), &[]).await.expect_status(303);
    let mails = community.world.mails().await;
    let mail = mails.iter().find(|mail| mail.to_address == MARIA).unwrap();
    let link = link_in(&mail.body_text);
    let mut maria = community.world.client();
    let calendar = maria.get(&format!("{link}/due.ics")).await.expect_status(200);
    assert_eq!(
        calendar.header("content-type"),
        Some("text/calendar; charset=utf-8")
    );
    calendar
        .expect_text("DTSTART;VALUE=DATE:20260930")
        .expect_text("SUMMARY:Due: Fall attendance");
    let template = maria
        .get(&format!("{link}/template.xlsx"))
        .await
        .expect_status(200);
    assert_eq!(&template.body[..2], b"PK");
    assert_eq!(
        community.facts("request.opened").await,
        1,
        "looking at files changes nothing"
    );
    maria
        .get("/harbor/link/not-a-token/template.xlsx")
        .await
        .expect_status(404);
}

#[tokio::test]
async fn help_is_offered_once_and_only_to_who_has_not_sent() {
    let community = Community::open().await;
    let mut priya = sign_in(&community.world, PRIYA).await;
    let board = make(&community, &mut priya).await;
    priya.post(&format!("{board}/open"), &[]).await.expect_status(303);
    community.world.clock.advance_seconds(16 * 24 * 3600);
    let mut priya = sign_in(&community.world, PRIYA).await;
    // The worker, back after two weeks, has just reminded both by itself; half a day later it is a person's turn.
    community.world.clock.advance_seconds(13 * 3600);
    let page = priya.get(&board).await.expect_status(200).expect_text("2 late");
    let reminded = community.facts("request.reminded").await;
    let before = community.world.mails().await.len();
    let form = page.form(&format!("/help/{}", community.organisations[0]));
    let told = priya.submit(&form, &[]).await.expect_status(303);
    priya.follow(told).await.expect_text("on its way");
    let told = priya.submit(&form, &[]).await.expect_status(303);
    priya.follow(told).await.expect_text("No mail was sent");
    let mails = community.world.mails().await;
    assert_eq!(mails.len(), before + 1);
    assert_eq!(mails.last().unwrap().subject, "Need a hand with Fall attendance?");
    assert_eq!(community.facts("request.reminded").await, reminded + 1);
}

#[tokio::test]
async fn reminders_go_out_by_themselves_until_the_request_is_closed() {
    let community = Community::open().await;
    let mut priya = sign_in(&community.world, PRIYA).await;
    let board = make(&community, &mut priya).await;
    priya.post(&format!("{board}/open"), &[]).await.expect_status(303);
    let before = community.world.mails().await.len();
    app::worker::run_waiting(&community.world.state).await;
    assert_eq!(
        community.world.mails().await.len(),
        before,
        "nothing on the first day"
    );
    // Opened on September 15, due on the 30th: the 23rd at nine in the morning is seven days before.
    community.world.clock.advance_seconds(8 * 24 * 3600);
    app::worker::run_waiting(&community.world.state).await;
    let mails = community.world.mails().await;
    assert_eq!(mails.len(), before + 2);
    assert!(mails.last().unwrap().body_text.contains("/link/"));
    let mut priya = sign_in(&community.world, PRIYA).await;
    priya
        .post(&format!("{board}/close"), &[])
        .await
        .expect_status(303);
    let before = community.world.mails().await.len();
    community.world.clock.advance_seconds(20 * 24 * 3600);
    app::worker::run_waiting(&community.world.state).await;
    assert_eq!(
        community.world.mails().await.len(),
        before,
        "a closed request reminds nobody"
    );
}

#[tokio::test]
async fn what_was_typed_stays_in_the_form_with_the_problem_beside_it() {
    let community = Community::open().await;
    let mut priya = sign_in(&community.world, PRIYA).await;
    let page = priya
        .get(&community.work("/data/requests/new"))
        .await
        .expect_status(200);
    let form = page.form("/requests/new");
    let answer = priya
        .submit(&form, &[("title", "Fall <attendance>"), ("period", "soon")])
        .await;
    let answer = answer
        .expect_status(422)
        .expect_text("We do not know this period");
    answer
        .expect_text("Fall &#60;attendance&#62;")
        .expect_text("Choose at least one partner");
    assert_eq!(community.facts("request.created").await, 0);
}

#[tokio::test]
async fn who_may_not_ask_partners_cannot() {
    let community = Community::open().await;
    let mut priya = sign_in(&community.world, PRIYA).await;
    let board = make(&community, &mut priya).await;
    let new = community.work("/data/requests/new");
    let mut director = sign_in(&community.world, DIRECTOR).await;
    director.get(&new).await.expect_status(200);
    let mut facilitator = sign_in(&community.world, FACILITATOR).await;
    let seen = facilitator.get(&board).await.expect_status(200);
    assert!(
        seen.forms().iter().all(|form| !form.action.contains("/open")),
        "what one may not do is absent"
    );
    facilitator.get(&new).await.expect_status(403);
    facilitator
        .post(&format!("{board}/open"), &[])
        .await
        .expect_status(403);
    let mut contact = sign_in(&community.world, MARIA).await;
    contact.get(&board).await.expect_status(403);
    contact
        .post(&format!("{board}/close"), &[])
        .await
        .expect_status(403);
    let mut public = community.world.client();
    public.get(&board).await.expect_status(303);
    assert_eq!(community.facts("request.opened").await, 0);
}

#[tokio::test]
async fn a_request_of_another_collaborative_does_not_exist_here() {
    let community = Community::open().await;
    let mut priya = sign_in(&community.world, PRIYA).await;
    let board = make(&community, &mut priya).await;
    priya.post(&format!("{board}/open"), &[]).await.expect_status(303);
    let mail = community.world.mails().await.pop().unwrap();
    let other = community.world.a_collaborative("elsewhere").await;
    let tx = other
        .write(platform::history::Actor::installation())
        .await
        .unwrap();
    let person = crate::partners::new_id();
    let sql = "insert into person (collaborative_id, person_id, name, email, state, created_at)
               values ($1, $2, 'Priya Nair', $3, 'confirmed', 0)";
    tx.run(sql, args![person.clone(), PRIYA]).await.unwrap();
    let sql = "insert into staff_role (collaborative_id, person_id, role, since_on)
               values ($1, $2, 'data-manager', '2020-01-01')";
    tx.run(sql, args![person]).await.unwrap();
    let fact = platform::history::NewFact::new("test.prepared", "test", platform::secrets::new_uuid());
    tx.commit(vec![fact]).await.unwrap();
    let there = board.replace("/harbor/", "/elsewhere/");
    priya.get(&there).await.expect_status(404);
    priya.post(&format!("{there}/open"), &[]).await.expect_status(404);
    let link = link_in(&mail.body_text).replace("/harbor/", "/elsewhere/");
    community
        .world
        .client()
        .get(&format!("{link}/template.xlsx"))
        .await
        .expect_status(404);
}

#[tokio::test]
async fn a_filled_template_comes_back_without_a_question() {
    let community = Community::open().await;
    // The heading of the part says "percent"; that must not make the counts below it percentages.
    let text = |en: &str| app::editions::document::Text {
        en: en.into(),
        es: String::new(),
    };
    let sheet = app::measurement::sheet::Sheet {
        numerator: text("Students present 90 percent of days"),
        denominator: text("Students enrolled"),
        ..Default::default()
    };
    let sql = "update indicator_version set definition = $2 where collaborative_id = $1";
    community.run(sql, args![sheet.to_json()]).await;
    let mut priya = sign_in(&community.world, PRIYA).await;
    let board = make(&community, &mut priya).await;
    priya.post(&format!("{board}/open"), &[]).await.expect_status(303);
    let mails = community.world.mails().await;
    let link = link_in(
        &mails
            .iter()
            .find(|mail| mail.to_address == MARIA)
            .unwrap()
            .body_text,
    );

    let reader = community.scope.read().await.unwrap();
    let request = app::requests::store::request_by_slug(&reader, "fall-attendance")
        .await
        .unwrap()
        .unwrap();
    let words = app::words::words(platform::words::Language::English);
    let plan = app::requests::template::plan(&reader, &request, words)
        .await
        .unwrap();
    drop(reader);
    let mut file = plan.headings(words).join(",");
    for (at, row) in plan.rows(words).iter().enumerate() {
        file.push_str(&format!("\n{},{},{}", row.join(","), 40 + at, 30 + at));
    }
    let part = crate::kit::Part::File {
        name: "file",
        filename: "fall.csv",
        bytes: file.as_bytes(),
    };
    let mut maria = community.world.client();
    let read = maria
        .upload(&format!("{link}/file?lang=en"), &[part])
        .await
        .expect_status(303);
    let check = maria.follow(read).await.expect_status(200);
    assert!(!check.text().contains("id=\"q1\""), "{}", check.text());
    maria
        .post(&format!("{link}/send?lang=en"), &[])
        .await
        .expect_status(303);
    let sql = "select count(*) as n from submission_figure
               where collaborative_id = $1 and numerator + 10 = denominator and state = 'sent'";
    assert_eq!(
        community.number(sql, args![]).await,
        6,
        "two places, everyone and two grades each"
    );
}
