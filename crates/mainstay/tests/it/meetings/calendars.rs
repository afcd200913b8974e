//! Calendars that stay right: one identifier for good, a rising sequence, what is called off struck out.

use domain::calendar::{read, remarks};

use super::{Table, lines, path_in};
use crate::kit::Answer;
use crate::partners::{FACILITATOR, LUIS, MARIA};

fn value(answer: &Answer, name: &str) -> Vec<String> {
    let all = lines(answer).into_iter();
    let own = all.filter(|line| line.split([':', ';']).next() == Some(name));
    own.collect()
}

fn is_sound(answer: &Answer) {
    let calendars = read(&answer.body).unwrap();
    for calendar in &calendars {
        assert_eq!(remarks(calendar), [], "{}", answer.text());
    }
}

#[tokio::test]
async fn a_change_keeps_the_identifier_and_raises_the_sequence_and_what_is_off_is_struck_out() {
    let table = Table::set().await;
    let community = &table.community;
    let meeting = table.planned(&[]).await;
    let mut fran = table.fran().await;
    let file = format!("{meeting}/meeting.ics");
    let first = fran.get(&file).await.expect_status(200);
    assert!(first.header("content-type").unwrap().starts_with("text/calendar"));
    is_sound(&first);
    // October 29 is before the clocks go back, the new day after: the hour on the wall stays.
    assert_eq!(
        value(&first, "DTSTART").last().unwrap(),
        "DTSTART;TZID=America/New_York:20261029T160000"
    );
    assert_eq!(value(&first, "SEQUENCE"), ["SEQUENCE:0"]);
    assert!(
        first.text().contains("BEGIN:VTIMEZONE")
            && first.text().contains("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU")
    );
    let form = fran.get(&format!("{meeting}/change")).await.form("/change");
    fran.submit(&form, &[("held_on", "2026-11-05")])
        .await
        .expect_status(303);
    let second = fran.get(&file).await;
    assert_eq!(value(&second, "UID"), value(&first, "UID"));
    assert_eq!(value(&second, "SEQUENCE"), ["SEQUENCE:1"]);
    assert_eq!(
        value(&second, "DTSTART").last().unwrap(),
        "DTSTART;TZID=America/New_York:20261105T160000"
    );
    // Sent once more unchanged, nothing rises.
    let form = fran.get(&format!("{meeting}/change")).await.form("/change");
    fran.submit(&form, &[]).await.expect_status(303);
    assert_eq!(value(&fran.get(&file).await, "SEQUENCE"), ["SEQUENCE:1"]);
    let form = fran.get(&format!("{meeting}/change")).await.form("/cancel");
    fran.submit(&form, &[("called_off", "Snow")])
        .await
        .expect_status(303);
    let third = fran.get(&file).await;
    assert_eq!(value(&third, "SEQUENCE"), ["SEQUENCE:2"]);
    assert_eq!(value(&third, "STATUS"), ["STATUS:CANCELLED"]);
    let told = table.mail_to(MARIA).await;
    assert_eq!(told.subject, "Called off: Joint meeting");
    assert!(told.body_text.contains("Snow"));
    assert_eq!(community.facts("meeting.cancelled").await, 1);
}

#[tokio::test]
async fn a_row_is_one_entry_with_a_rule_and_a_moved_meeting_names_which_one_it_was() {
    let table = Table::set().await;
    let community = &table.community;
    let more = [
        ("held_on", "2026-10-01"),
        ("rhythm", "month"),
        ("last_on", "2027-01-31"),
    ];
    table.planned(&more).await;
    let mut fran = table.fran().await;
    let feed = community.work("/calendar.ics");
    let answer = fran.get(&feed).await.expect_status(200);
    is_sound(&answer);
    // The first Thursday, to the last one: January 7 at four in New York is nine in the evening in Greenwich.
    assert!(
        value(&answer, "RRULE").contains(&"RRULE:FREQ=MONTHLY;BYDAY=1TH;UNTIL=20270107T210000Z".to_owned())
    );
    assert_eq!(value(&answer, "UID").len(), 1);
    assert_eq!(value(&answer, "METHOD"), ["METHOD:PUBLISH"]);
    let list = fran.get(&community.work("/meetings")).await;
    let meetings: Vec<String> = list
        .links()
        .into_iter()
        .filter(|link| link.contains("/meetings/") && !link.ends_with("/new"))
        .collect();
    assert_eq!(meetings.len(), 4);
    let second = &meetings[1];
    let form = fran.get(&format!("{second}/change")).await.form("/change");
    fran.submit(&form, &[("held_on", "2026-11-12"), ("begins", "17:30")])
        .await
        .expect_status(303);
    let form = fran.get(&format!("{}/change", meetings[2])).await.form("/cancel");
    fran.submit(&form, &[("called_off", "Holiday")])
        .await
        .expect_status(303);
    let answer = fran.get(&feed).await;
    is_sound(&answer);
    let uids = value(&answer, "UID");
    assert_eq!(uids.len(), 3);
    assert!(uids.iter().all(|uid| *uid == uids[0]), "{uids:?}");
    assert_eq!(
        value(&answer, "RECURRENCE-ID"),
        [
            "RECURRENCE-ID;TZID=America/New_York:20261105T160000",
            "RECURRENCE-ID;TZID=America/New_York:20261203T160000"
        ]
    );
    assert!(value(&answer, "DTSTART").contains(&"DTSTART;TZID=America/New_York:20261112T173000".to_owned()));
    assert_eq!(
        value(&answer, "STATUS"),
        ["STATUS:CONFIRMED", "STATUS:CONFIRMED", "STATUS:CANCELLED"]
    );
}

#[tokio::test]
async fn a_secret_address_shows_ones_own_meetings_and_ends_with_the_next() {
    let table = Table::set().await;
    let community = &table.community;
    table.planned(&[]).await;
    let mut luis = community.world.signed_in(LUIS).await;
    let page = luis.get(&community.work("/calendar")).await.expect_status(200);
    let shown = luis.submit(&page.form("/calendar"), &[]).await.expect_status(200);
    let address = |text: &str| {
        let from = text.find("/harbor/link/").unwrap();
        text[from..].split('<').next().unwrap().trim().to_owned()
    };
    let first = address(&shown.text());
    let mut program = community.world.client();
    let feed = program.get(&first).await.expect_status(200);
    is_sound(&feed);
    assert!(feed.text().contains("Reunión conjunta"));
    let of_body = first.replace(
        "/calendar.ics",
        &format!("/bodies/{}/calendar.ics", table.committee),
    );
    let committee = program.get(&of_body).await.expect_status(200);
    // He sits in the group alone, and the meeting is of both: it is his through the group.
    assert!(committee.text().contains("Reunión conjunta"));
    program
        .get(&first.replace("/calendar.ics", "/meeting"))
        .await
        .expect_status(404);
    program
        .get(&first.replace("/calendar.ics", "/mail"))
        .await
        .expect_status(404);
    let second = luis.submit(&page.form("/calendar"), &[]).await.text();
    assert_ne!(address(&second), first);
    program.get(&first).await.expect_status(410);
    let mut fran = community.world.signed_in(FACILITATOR).await;
    fran.get(&community.work(&format!("/bodies/{}/calendar.ics", table.group)))
        .await
        .expect_status(200);
}

#[tokio::test]
async fn opening_the_link_changes_nothing_and_a_button_answers() {
    let table = Table::set().await;
    let community = &table.community;
    table.planned(&[]).await;
    let mail = table.mail_to(MARIA).await;
    let link = path_in(&mail, "/meeting");
    let mut anyone = community.world.client();
    let page = anyone.get(&link).await.expect_status(200);
    anyone.get(&link).await.expect_status(200);
    assert_eq!(community.facts("meeting.answered").await, 0);
    anyone
        .submit(&page.form("/meeting"), &[("reply", "yes")])
        .await
        .expect_status(303);
    anyone
        .submit(&page.form("/meeting"), &[("reply", "yes")])
        .await
        .expect_status(303);
    assert_eq!(community.facts("meeting.answered").await, 1);
    anyone.get(&link).await.expect_text("Kept: you come.");
    anyone
        .get(&link.replace("/meeting", "/meeting.ics"))
        .await
        .expect_status(200);
    anyone
        .get(&link.replace("/meeting", "/calendar.ics"))
        .await
        .expect_status(404);
    let mut fran = table.fran().await;
    let list = fran.get(&community.work("/meetings")).await;
    let meeting = list
        .links()
        .into_iter()
        .find(|link| link.contains("/meetings/") && !link.ends_with("new"));
    fran.get(&meeting.unwrap()).await.expect_text("1 of 2 come");
}
