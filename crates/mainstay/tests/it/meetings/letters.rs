//! Letters against a real mail server: two forms of the same words, headers of lists, links of one person alone, and no flood.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::communication::jobs;
use platform::args;
use platform::mail::Postman;

use super::{Table, path_in};
use crate::kit::{Mail, PostOffice};
use crate::partners::{Community, LUIS, MARIA, new_id};

/// Lets everything that waits go out through a mail server.
async fn deliver(community: &Community, office: &PostOffice) {
    let postman = Postman::smtp(&office.url(), "Harbor <hello@harbor.example>").unwrap();
    let mut state = community.world.state.clone();
    state.postman = Arc::new(postman);
    while app::worker::run_waiting(&state).await > 0 {}
}

fn mail_of(text: &str) -> Mail {
    Mail {
        to_address: String::new(),
        subject: String::new(),
        body_text: text.to_owned(),
    }
}

#[tokio::test]
async fn an_invitation_is_plain_text_the_same_as_html_and_an_entry_for_calendars() {
    let table = Table::set().await;
    let office = PostOffice::open().await;
    table.planned(&[]).await;
    deliver(&table.community, &office).await;
    let letters = office.letters();
    assert_eq!(letters.len(), 2, "one for each who is asked");
    let to_maria = letters.iter().find(|letter| letter.to == MARIA).unwrap();
    let to_luis = letters.iter().find(|letter| letter.to == LUIS).unwrap();
    let parts = to_maria.parts();
    let kinds: Vec<&str> = parts
        .iter()
        .map(|(kind, _)| kind.split(';').next().unwrap())
        .collect();
    assert_eq!(kinds, ["text/plain", "text/html", "text/calendar"]);
    assert!(
        to_maria
            .header("content-type")
            .unwrap()
            .starts_with("multipart/alternative")
    );
    assert!(parts[2].0.contains("method=REQUEST"));
    let calendar = parts[2].1.replace("\r\n ", "").replace("\n ", "");
    assert!(
        calendar.contains("METHOD:REQUEST") && calendar.contains(&format!("mailto:{MARIA}")),
        "{calendar}"
    );
    assert!(!calendar.contains(LUIS), "an invitation names nobody else");
    let (text, html) = (&parts[0].1, &parts[1].1);
    assert!(text.contains("Joint meeting") && text.contains("Carver Library"));
    assert!(html.contains("Joint meeting") && html.contains("Carver Library"));
    for fetched in ["<img", "src=", "url(", "<script", "<link"] {
        assert!(!html.contains(fetched), "{fetched}");
    }
    // The headers of a list, with one press that ends it.
    let ending = to_maria.header("list-unsubscribe").unwrap();
    assert!(
        ending.starts_with("<http") && ending.ends_with("/mail>"),
        "{ending}"
    );
    assert_eq!(
        to_maria.header("list-unsubscribe-post").unwrap(),
        "List-Unsubscribe=One-Click"
    );
    assert!(to_maria.header("list-id").unwrap().contains("harbor"));
    assert!(text.contains(ending.trim_matches(['<', '>'])));
    // Each link is of the person who got it.
    let (hers, his) = (
        path_in(&mail_of(text), "/meeting"),
        path_in(&mail_of(&to_luis.parts()[0].1), "/meeting"),
    );
    assert_ne!(hers, his);
    let mut anyone = table.community.world.client();
    let page = anyone.get(&his).await.expect_status(200);
    anyone
        .submit(&page.form("/meeting"), &[("reply", "no")])
        .await
        .expect_status(303);
    let said = table.community.scope.read().await.unwrap();
    let sql = "select count(*) as n from attendance where collaborative_id = $1 and person_id = $2 and reply = 'no'";
    assert_eq!(
        said.number(sql, args![table.community.contacts[1].clone()])
            .await
            .unwrap(),
        1
    );
    assert_eq!(
        said.number(sql, args![table.community.contacts[0].clone()])
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn one_press_ends_every_letter_and_opening_the_page_ends_none() {
    let table = Table::set().await;
    let community = &table.community;
    table.planned(&[]).await;
    let ending = path_in(&table.mail_to(MARIA).await, "/mail");
    let mut program = community.world.client();
    let page = program.get(&ending).await.expect_status(200).expect_text(MARIA);
    assert_eq!(
        community.facts("mail.chosen").await,
        0,
        "a mail program opens links"
    );
    program
        .post(&ending, &[("List-Unsubscribe", "One-Click")])
        .await
        .expect_status(200);
    let before = table
        .mails()
        .await
        .iter()
        .filter(|mail| mail.to_address == MARIA)
        .count();
    table.planned(&[("title", "Another one")]).await;
    community.world.clock.advance_seconds(8 * 24 * 3600);
    app::worker::hourly(&community.world.state).await;
    let mails = table.mails().await;
    assert_eq!(
        mails.iter().filter(|mail| mail.to_address == MARIA).count(),
        before
    );
    assert_eq!(mails.iter().filter(|mail| mail.to_address == LUIS).count(), 2);
    // Who comes back is written to again, of what comes then.
    program
        .submit(&page.form("/mail"), &[("letters", "now")])
        .await
        .expect_status(303);
    table.planned(&[("title", "A third")]).await;
    assert!(table.mail_to(MARIA).await.subject.contains("A third"));
}

#[tokio::test]
async fn three_hundred_members_and_a_busy_week_are_one_letter_each() {
    let table = Table::set().await;
    let community = &table.community;
    let mut chosen: BTreeMap<String, &str> = BTreeMap::new();
    let choices = ["weekly", "weekly", "daily", "none"];
    let tx = community
        .scope
        .write(platform::history::Actor::installation())
        .await
        .unwrap();
    for number in 0..300 {
        let (id, email) = (new_id(), format!("member-{number}@group.example"));
        let cadence = choices[number % choices.len()];
        let sql = "insert into person (collaborative_id, person_id, name, email, language, state, created_at)
                   values ($1, $2, $3, $4, 'en', 'confirmed', 0)";
        tx.run(sql, args![id.clone(), format!("Member {number}"), email.clone()])
            .await
            .unwrap();
        let sql = "insert into seat (collaborative_id, seat_id, body_id, person_id, since_on) values ($1, $2, $3, $4, '2020-01-01')";
        tx.run(sql, args![new_id(), table.group.clone(), id.clone()])
            .await
            .unwrap();
        let sql = "insert into mail_choice (collaborative_id, person_id, cadence) values ($1, $2, $3)";
        tx.run(sql, args![id, cadence]).await.unwrap();
        chosen.insert(email, cadence);
    }
    let fact = platform::history::NewFact::new("test.filled", "collaborative", uuid::Uuid::nil());
    tx.commit(vec![fact]).await.unwrap();
    let office = PostOffice::open().await;
    // From Tuesday to the next Tuesday: every day a meeting is planned and its agenda sent.
    for day in 0..7 {
        let title = format!("Meeting {day}");
        let meeting = table.planned(&[("title", title.as_str())]).await;
        let mut fran = table.fran().await;
        let page = fran.get(&meeting).await;
        fran.submit(&page.form("/send"), &[]).await.expect_status(303);
        for _ in 0..4 {
            community.world.clock.advance_seconds(6 * 3600);
            jobs::hourly(&community.world.state).await.unwrap();
        }
    }
    deliver(community, &office).await;
    let mut got: BTreeMap<String, usize> = BTreeMap::new();
    for letter in office.letters() {
        *got.entry(letter.to).or_default() += 1;
    }
    for (email, cadence) in &chosen {
        let letters = got.get(email).copied().unwrap_or(0);
        let expected = match *cadence {
            "weekly" => letters == 1,
            "daily" => (1..=7).contains(&letters),
            _ => letters == 0,
        };
        assert!(expected, "{email} chose {cadence} and got {letters}");
    }
    let weekly = chosen
        .iter()
        .find(|(_, cadence)| **cadence == "weekly")
        .unwrap()
        .0;
    let letters = office.letters();
    let one = letters.iter().find(|letter| letter.to == *weekly).unwrap();
    assert!(
        one.parts()[0].1.contains("Meeting 0"),
        "everything of the week is in it"
    );
}
