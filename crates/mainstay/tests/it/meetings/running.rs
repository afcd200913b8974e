//! A whole meeting: from the drafted agenda to everyone's own promises in mail.

use platform::args;

use super::{Table, path_in};
use crate::partners::{LUIS, MARIA, new_id};

#[tokio::test]
async fn a_meeting_goes_from_a_drafted_agenda_to_everyones_own_promises() {
    let table = Table::set().await;
    let community = &table.community;
    let proposal = "insert into proposal (collaborative_id, proposal_id, number, body_id, title_en, method, state, author_id,
                      created_at)
                    values ($1, $2, 1, $3, 'One definition of attendance', 'consent', 'open', $4, 0)";
    let values = args![new_id(), table.committee.clone(), community.contacts[0].clone()];
    community.run(proposal, values).await;
    let meeting = table.planned(&[]).await;
    let mut fran = table.fran().await;
    let page = fran.get(&meeting).await.expect_status(200);
    let page = page
        .expect_text("Decide: One definition of attendance")
        .expect_text("Steering Committee, Attendance group")
        .expect_text("4:00–5:30 pm")
        .expect_text("Thanks and what we learned");
    // Drafting again adds nothing twice; a button moves an item.
    fran.submit(&page.form("/draft"), &[]).await.expect_status(303);
    let page = fran.get(&meeting).await;
    assert_eq!(
        page.text().matches("Decide: One definition").count(),
        5,
        "heading, and the names of its buttons"
    );
    fran.submit(&page.form("/move"), &[("to", "down")])
        .await
        .expect_status(303);
    let text = fran.get(&meeting).await.text();
    let at = |words: &str| text.find(words).unwrap();
    assert!(at("Decide: One definition") < at("Thanks and what we learned"));
    fran.submit(&page.form("/send"), &[]).await.expect_status(303);
    let told = table.mail_to(LUIS).await;
    assert_eq!(told.subject, "Orden del día: Reunión conjunta");
    assert!(told.body_text.contains("Decidir: One definition of attendance"));

    let minutes = format!("{meeting}/minutes");
    let page = fran.get(&minutes).await.expect_status(200);
    let typed = "We looked at buses.\n! Option B\n> @Maria Delgado: asks families 2026-11-03\n+ Casa Faro, for the room";
    let form = page.form("/minutes");
    fran.submit(&form, &[("typed", typed), ("mark", "note")])
        .await
        .expect_status(303);
    fran.submit(&form, &[("typed", typed), ("mark", "note")])
        .await
        .expect_status(303);
    assert_eq!(
        community.facts("meeting.minutes-typed").await,
        1,
        "the same form twice is one entry"
    );
    let wrong = fran
        .submit(&form, &[("typed", "> @Nobody Here: x"), ("mark", "note")])
        .await;
    wrong.expect_text("Nobody who is asked to this meeting is called “Nobody Here”.");
    let luis = community.contacts[1].clone();
    let page = fran.get(&minutes).await;
    let filled = [
        ("typed", "Books the bus"),
        ("mark", "action"),
        ("owner", luis.as_str()),
        ("due_on", "2026-11-10"),
    ];
    let typing = page
        .forms()
        .into_iter()
        .find(|form| form.action.ends_with("/minutes"));
    fran.submit(&typing.unwrap(), &filled).await.expect_status(303);
    let maria_here = format!("person-{}", community.contacts[0]);
    fran.submit(&page.form("/attendance"), &[(maria_here.as_str(), "video")])
        .await
        .expect_status(303);
    fran.get(&meeting)
        .await
        .expect_text("By video")
        .expect_text("Not here");
    fran.submit(&page.form("/close"), &[]).await.expect_status(303);

    // Who is named in the thread is told, and nobody else.
    let page = fran.get(&meeting).await;
    let said = [("saying", "@Luis, is the library open?")];
    fran.submit(&page.form("/say"), &said).await.expect_status(303);
    fran.submit(&page.form("/say"), &said).await.expect_status(303);
    fran.get(&meeting)
        .await
        .expect_text("@Luis, is the library open?");
    assert_eq!(
        community.facts("thread.said").await,
        1,
        "said twice it stands once"
    );
    let told = "select count(*) as n from notice where collaborative_id = $1 and kind = 'mention'";
    let reader = community.scope.read().await.unwrap();
    assert_eq!(reader.number(told, args![]).await.unwrap(), 1);
    drop(reader);

    // Each gets the decision and their own promise, nobody else's, and a link that is theirs.
    table.mails().await;
    community.world.clock.advance_seconds(3600);
    app::worker::hourly(&community.world.state).await;
    let mails = table.mails().await;
    let minutes_to = |person: &str, subject: &str| {
        let own = mails
            .iter()
            .find(|mail| mail.to_address == person && mail.subject.starts_with(subject));
        own.unwrap_or_else(|| panic!("no minutes for {person}"))
    };
    let (to_maria, to_luis) = (minutes_to(MARIA, "Minutes"), minutes_to(LUIS, "Acta"));
    assert_eq!(to_maria.subject, "Minutes: Joint meeting");
    for told in [
        "Option B",
        "asks families (until Tuesday, November 3, 2026)",
        "Casa Faro, for the room",
    ] {
        assert!(
            to_maria.body_text.contains(told),
            "{told}: {}",
            to_maria.body_text
        );
    }
    assert!(!to_maria.body_text.contains("Books the bus"));
    assert!(to_luis.body_text.contains("Books the bus") && !to_luis.body_text.contains("asks families"));
    assert!(to_luis.body_text.contains("Lo que hará usted"));
    let (hers, his) = (path_in(to_maria, "/meeting"), path_in(to_luis, "/meeting"));
    assert_ne!(hers, his);
    let mut anyone = community.world.client();
    let page = anyone.get(&his).await.expect_status(200);
    assert!(!page.text().contains("asks families"), "another's promise");
    let before = community.facts("action.ended").await;
    anyone
        .submit(&page.form("/actions/"), &[])
        .await
        .expect_status(303);
    assert_eq!(community.facts("action.ended").await, before + 1);
    // Closed minutes take nothing more.
    let late = fran
        .submit(&form, &[("key", "other"), ("typed", "More"), ("mark", "note")])
        .await;
    late.expect_text("These minutes are closed.");
}

#[tokio::test]
async fn promises_come_back_until_done_and_minutes_are_confirmed_at_the_next_meeting() {
    let table = Table::set().await;
    let community = &table.community;
    let first = table.planned(&[("held_on", "2026-09-14")]).await;
    let mut fran = table.fran().await;
    let page = fran.get(&format!("{first}/minutes")).await;
    let filled = [("typed", "> @Luis: books the bus 2026-09-20"), ("mark", "note")];
    fran.submit(&page.form("/minutes"), &filled)
        .await
        .expect_status(303);
    fran.submit(&page.form("/close"), &[]).await.expect_status(303);
    let second = table.planned(&[("held_on", "2026-10-12")]).await;
    let page = fran.get(&second).await;
    let page = page
        .expect_text("What we promised")
        .expect_text("Minutes of the meeting before")
        .expect_text("Luis Faro: books the bus");
    assert!(page.text().contains("until Sunday, September 20, 2026"));
    let keep = fran.get(&format!("{second}/minutes")).await;
    fran.submit(&keep.form("/confirm"), &[]).await.expect_status(303);
    fran.get(&format!("{first}/minutes"))
        .await
        .expect_text("Confirmed");
    assert_eq!(community.facts("meeting.minutes-confirmed").await, 1);
    // It is a tie of the partner's, and of nobody else's.
    for (organisation, is_there) in community.organisations.iter().zip([false, true]) {
        let partner = fran
            .get(&community.work(&format!("/partners/{organisation}")))
            .await;
        assert_eq!(
            partner.text().contains("books the bus"),
            is_there,
            "{organisation}"
        );
    }
    // The one who took notes before does not take them again; nobody has two roles.
    let text = fran.get(&second).await.text();
    assert!(text.contains("Chair") && text.contains("Notes"), "{text}");
    // Who promised says it is done; it stands on no agenda any more.
    let mut luis = community.world.signed_in(LUIS).await;
    let list = luis
        .get(&community.work("/actions"))
        .await
        .expect_text("books the bus");
    luis.submit(&list.form("/settle"), &[]).await.expect_status(303);
    let text = fran.get(&second).await.text();
    assert!(!text.contains("books the bus"));
}

#[tokio::test]
async fn who_has_no_seat_in_it_finds_no_meeting() {
    let table = Table::set().await;
    let community = &table.community;
    let only_committee = format!("body-{}", table.group);
    let meeting = table.planned(&[(only_committee.as_str(), "")]).await;
    // An empty tick is still a tick of the form; so the group is left out by its name.
    let mut fran = table.fran().await;
    let new = fran.get(&community.work("/meetings/new")).await;
    let committee = format!("body-{}", table.committee);
    let filled = [
        ("title", "Committee alone"),
        ("held_on", "2026-11-05"),
        ("begins", "16:00"),
        (committee.as_str(), "yes"),
    ];
    let alone = fran
        .submit(&new.form("/meetings/new"), &filled)
        .await
        .location()
        .unwrap();
    let mut luis = community.world.signed_in(LUIS).await;
    luis.get(&alone).await.expect_status(404);
    luis.get(&format!("{alone}/minutes")).await.expect_status(404);
    luis.get(&format!("{alone}/meeting.ics")).await.expect_status(404);
    luis.post(&format!("{alone}/reply"), &[("reply", "yes")])
        .await
        .expect_status(404);
    let list = luis.get(&community.work("/meetings")).await.expect_status(200);
    assert!(list.text().contains("Reunión conjunta") && !list.text().contains("Committee alone"));
    // Who sits at the table reads; who has no role in the meeting does not run it.
    luis.get(&meeting).await.expect_status(200);
    let form = fran.get(&format!("{meeting}/change")).await.form("/roles");
    fran.submit(&form, &[("notes", ""), ("time", "")])
        .await
        .expect_status(303);
    luis.post(&format!("{meeting}/cancel"), &[("called_off", "x")])
        .await
        .expect_status(403);
    let mut maria = community.world.signed_in(MARIA).await;
    maria.get(&alone).await.expect_status(200);
    maria
        .post(&format!("{alone}/draft"), &[])
        .await
        .expect_status(303);
}

#[tokio::test]
async fn in_the_room_one_item_a_screen_and_a_book_on_paper() {
    let table = Table::set().await;
    let meeting = table.planned(&[]).await;
    let mut fran = table.fran().await;
    let page = fran.get(&meeting).await;
    let readings = page
        .links()
        .into_iter()
        .find(|link| link.ends_with("/readings"))
        .unwrap();
    let form = fran.get(&readings).await.form("/readings");
    let wrong = fran
        .submit(&form, &[("reading_title", "Report"), ("href", "javascript:x")])
        .await;
    wrong.expect_text("https://");
    let filled = [
        ("reading_title", "Report"),
        ("href", "https://example.org/report"),
    ];
    fran.submit(&form, &filled).await.expect_status(303);
    let first = fran
        .get(&format!("{meeting}/present?item=1"))
        .await
        .expect_status(200);
    first
        .expect_text("1 / 2")
        .expect_text("Report")
        .expect_text("until 4:05 pm");
    let last = fran
        .get(&format!("{meeting}/present?item=99"))
        .await
        .expect_status(200);
    last.expect_text("2 / 2");
    fran.get(&format!("{meeting}/book"))
        .await
        .expect_text("https://example.org/report");
}
