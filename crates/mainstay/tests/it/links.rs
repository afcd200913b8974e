//! Scoped links: one that ended says so and offers a way on; one is passed to a colleague.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;

use crate::kit::{Client, Mail};
use crate::partners::{Community, MARIA, PRIYA};
use crate::requests::{link_in, make};
use crate::sign_in::sign_in;

/// A community with an open request, Maria's link to it and the number of mails so far.
async fn an_open_request() -> (Community, String) {
    let community = Community::open().await;
    let mut priya = sign_in(&community.world, PRIYA).await;
    let board = make(&community, &mut priya).await;
    let page = priya.get(&board).await;
    priya.submit(&page.form("/open"), &[]).await.expect_status(303);
    let mail = mails_to(&community, MARIA).await.pop().unwrap();
    (community, link_in(&mail.body_text))
}

async fn mails_to(community: &Community, address: &str) -> Vec<Mail> {
    let mails = community.world.mails().await;
    mails
        .into_iter()
        .filter(|mail| mail.to_address == address)
        .collect()
}

/// Sets when every link ended or was revoked, before and after this moment as given.
async fn end_links(community: &Community, column: &str) {
    let sql = format!("update scoped_link set {column} = $2 where collaborative_id = $1");
    let hour_ago = community.world.clock.now_millis() - 3_600_000;
    community.run(&sql, args![hour_ago]).await;
}

#[tokio::test]
async fn an_expired_link_says_so_and_sends_a_fresh_one_to_the_address_on_record() {
    let (community, link) = an_open_request().await;
    end_links(&community, "expires_at").await;
    let mut browser = community.world.client();
    for path in [
        link.clone(),
        format!("{link}/check"),
        format!("{link}/template.xlsx"),
    ] {
        let page = browser.get(&path).await.expect_status(410);
        let text = page.text();
        assert!(text.contains("This link has ended"), "{text}");
        assert!(
            text.contains("m•••@aurora.example") && !text.contains(MARIA),
            "{text}"
        );
    }
    let before = mails_to(&community, MARIA).await.len();
    let page = browser.get(&link).await;
    let sent = browser.submit(&page.form("/fresh"), &[]).await.expect_status(303);
    browser
        .follow(sent)
        .await
        .expect_text("on its way to m•••@aurora.example");
    let mails = mails_to(&community, MARIA).await;
    assert_eq!(mails.len(), before + 1);
    let fresh = link_in(&mails.last().unwrap().body_text);
    assert_ne!(fresh, link);
    browser.get(&fresh).await.expect_status(200);
    browser.get(&link).await.expect_status(410);
}

#[tokio::test]
async fn asking_for_a_fresh_link_answers_the_same_when_nothing_is_open_any_more() {
    let (community, link) = an_open_request().await;
    end_links(&community, "expires_at").await;
    let mut browser = community.world.client();
    let open = browser.post(&format!("{link}/fresh"), &[]).await;
    community
        .run(
            "update data_request set state = 'closed' where collaborative_id = $1",
            args![],
        )
        .await;
    let mails = mails_to(&community, MARIA).await.len();
    let closed = browser.post(&format!("{link}/fresh"), &[]).await;
    assert_eq!((open.status, open.location()), (closed.status, closed.location()));
    assert_eq!(mails_to(&community, MARIA).await.len(), mails, "no mail went out");
}

#[tokio::test]
async fn fresh_links_are_limited_and_the_wait_is_named() {
    let (community, link) = an_open_request().await;
    end_links(&community, "expires_at").await;
    let mut browser = community.world.client();
    for _ in 0..5 {
        browser
            .post(&format!("{link}/fresh"), &[])
            .await
            .expect_status(303);
    }
    let refused = browser
        .post(&format!("{link}/fresh"), &[])
        .await
        .expect_status(429);
    assert_eq!(refused.header("retry-after"), Some("3600"));
}

#[tokio::test]
async fn a_revoked_link_says_so_and_gives_no_fresh_one() {
    let (community, link) = an_open_request().await;
    end_links(&community, "revoked_at").await;
    let mut browser = community.world.client();
    let page = browser.get(&link).await.expect_status(410);
    assert!(page.forms().is_empty(), "nothing to press");
    page.expect_text("ended it on")
        .expect_text("hello@harbor.example");
    let mails = mails_to(&community, MARIA).await.len();
    browser
        .post(&format!("{link}/fresh"), &[])
        .await
        .expect_status(403);
    browser
        .post(&format!("{link}/pass-on"), &[])
        .await
        .expect_status(410);
    assert_eq!(mails_to(&community, MARIA).await.len(), mails);
}

#[tokio::test]
async fn the_links_of_somebody_who_left_open_nothing() {
    let (community, link) = an_open_request().await;
    let sql = "update person set state = 'left' where collaborative_id = $1 and email = $2";
    community.run(sql, args![MARIA]).await;
    community.world.client().get(&link).await.expect_status(410);
}

async fn pass_on(browser: &mut Client, link: &str, name: &str, email: &str) -> crate::kit::Answer {
    let page = browser.get(&format!("{link}/pass-on")).await.expect_status(200);
    let fields = [("name", name), ("email", email)];
    browser.submit(&page.form("/pass-on"), &fields).await
}

#[tokio::test]
async fn a_link_passed_to_a_colleague_is_theirs_and_the_old_one_ends() {
    const NOEL: &str = "noel@aurora.example";
    let (community, link) = an_open_request().await;
    let mut browser = community.world.client();
    browser.get(&link).await.expect_text("Pass it to a colleague");
    let passed = pass_on(&mut browser, &link, "Noel Brand", NOEL).await;
    let page = browser.follow(passed.expect_status(303)).await;
    page.expect_status(410).expect_text("passed on to a colleague");
    let mail = mails_to(&community, NOEL).await.pop().unwrap();
    assert!(
        mail.body_text.starts_with("Hello Noel Brand"),
        "{}",
        mail.body_text
    );
    let theirs = link_in(&mail.body_text);
    community
        .world
        .client()
        .get(&theirs)
        .await
        .expect_status(200)
        .expect_text("Noel Brand");
    for kind in ["link.revoked", "request.passed-on"] {
        assert_eq!(community.facts(kind).await, 1, "{kind}");
    }
    // From now on the colleague is the one who is asked and reminded.
    let sql = "select count(*) as n from request_partner r
               join person p on p.collaborative_id = r.collaborative_id and p.person_id = r.person_id
               where r.collaborative_id = $1 and p.email = $2 and p.organisation_id is null";
    assert_eq!(community.number(sql, args![NOEL]).await, 1);
}

#[tokio::test]
async fn a_link_is_not_passed_to_oneself_or_to_nobody() {
    let (community, link) = an_open_request().await;
    let mut browser = community.world.client();
    for (name, email) in [
        ("Maria", MARIA),
        ("", "noel@aurora.example"),
        ("Noel", "noel at aurora"),
    ] {
        let page = pass_on(&mut browser, &link, name, email).await.expect_status(422);
        page.expect_text("aria-invalid");
    }
    browser.get(&link).await.expect_status(200);
}
