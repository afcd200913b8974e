//! One thread for any object: who may speak, who is told, and that nobody is flooded.

use platform::args;

use super::Table;
use crate::partners::{DIRECTOR, FACILITATOR, LUIS, MARIA, PRIYA, new_id};

impl Table {
    async fn speak(&self, who: &str, path: &str, words: &str) -> u16 {
        let mut client = self.community.world.signed_in(who).await;
        let path = self.community.work(path);
        let page = client.get(&path).await;
        if page.status != 200 {
            return page.status;
        }
        let said = client.submit(&page.form("/thread"), &[("saying", words)]).await;
        said.status
    }

    async fn notices(&self, kind: &str) -> i64 {
        let sql = "select count(*) as n from notice where collaborative_id = $1 and kind = $2";
        self.community.number(sql, args![kind]).await
    }
}

#[tokio::test]
async fn whoever_may_read_a_thing_may_speak_about_it_and_nobody_else() {
    let table = Table::set().await;
    let community = &table.community;
    let promise = new_id();
    let sql = "insert into action_item (collaborative_id, action_item_id, body_id, title, owner_id, state, created_at, created_by)
               values ($1, $2, $3, 'Asks families', $4, 'open', 0, 'person:x')";
    let values = args![
        promise.clone(),
        table.committee.clone(),
        community.contacts[0].clone()
    ];
    community.run(sql, values).await;
    let places = [
        format!("/bodies/{}/thread", table.committee),
        format!("/partners/{}/thread", community.organisations[0]),
        format!("/results/indicators/{}/thread", community.indicator),
        format!("/actions/{promise}/thread"),
    ];
    for path in &places {
        // Staff, and Maria: she chairs the committee, answers for the partner, and made the promise.
        for who in [FACILITATOR, PRIYA, DIRECTOR, MARIA] {
            assert_eq!(
                table.speak(who, path, "Good morning").await,
                303,
                "{who} at {path}"
            );
        }
        // Luis sits in the other group and stands for another partner; measures are everybody's who sits anywhere.
        let expected = if path.contains("/indicators/") { 303 } else { 403 };
        let met = table.speak(LUIS, path, "Me, too").await;
        assert!(
            met == expected || (expected == 403 && met == 404),
            "{met} at {path}"
        );
    }
    assert_eq!(community.facts("thread.said").await, 4 * 4 + 1);
}

#[tokio::test]
async fn who_is_named_is_told_once_and_a_lively_thread_is_one_letter() {
    let table = Table::set().await;
    let community = &table.community;
    let path = format!("/bodies/{}/thread", table.committee);
    let before = table.mails().await.len();
    table
        .speak(FACILITATOR, &path, "@Maria Delgado, do the buses run on Fridays?")
        .await;
    assert_eq!(table.notices("mention").await, 1);
    let first = table.mail_to(MARIA).await;
    assert!(first.subject.contains("Fran Ode"), "{}", first.subject);
    assert!(first.body_text.contains("do the buses run"));
    assert!(first.body_text.contains(&path), "{}", first.body_text);
    // Ten more, within the hour: Maria gets one letter for all of them.
    for number in 0..10 {
        table
            .speak(FACILITATOR, &path, &format!("@Maria Delgado, and bus {number}?"))
            .await;
    }
    table.mails().await;
    community.world.clock.advance_seconds(3700);
    app::worker::hourly(&community.world.state).await;
    let mails = table.mails().await;
    assert_eq!(mails.len(), before + 2, "one at once, one for the rest");
    assert!(mails.last().unwrap().body_text.contains("and bus 9?"));
    // Who only reads is not told; who spoke is.
    table.speak(MARIA, &path, "They do.").await;
    community.world.clock.advance_seconds(3700);
    app::worker::hourly(&community.world.state).await;
    let told: Vec<String> = table
        .mails()
        .await
        .into_iter()
        .skip(before + 2)
        .map(|mail| mail.to_address)
        .collect();
    assert_eq!(told, [FACILITATOR]);
}

#[tokio::test]
async fn the_thread_stands_on_the_objects_own_page() {
    let table = Table::set().await;
    let community = &table.community;
    let thread = format!("/partners/{}/thread", community.organisations[0]);
    table
        .speak(FACILITATOR, &thread, "They moved to Oak Street.\nNew key.")
        .await;
    let mut fran = table.fran().await;
    let own = community.work(&format!("/partners/{}", community.organisations[0]));
    fran.get(&own).await.expect_text("They moved to Oak Street.");
    let measure = format!("/results/indicators/{}", community.indicator);
    table
        .speak(FACILITATOR, &format!("{measure}/thread"), "What changed in May?")
        .await;
    fran.get(&community.work(&format!("{measure}/learning")))
        .await
        .expect_status(200)
        .expect_text("What changed in May?");
}

/// The mark in a letter's subject.
fn mark_of(subject: &str) -> &str {
    &subject[subject.find("[ms-").expect("a mark")..]
}

async fn reply(table: &Table, from: &str, mark: &str, words: &str) -> Result<String, app::error::Error> {
    let mail = format!(
        "From: {from}\r\nTo: team@harbor.example\r\nSubject: RE: {mark}\r\nMessage-ID: <one@harbor.example>\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n\r\nOn Tue, Fran wrote:\r\n> Buses?\r\n"
    );
    app::decisions::mail_in::take(table.community.world.database(), mail.as_bytes()).await
}

#[tokio::test]
async fn a_reply_by_mail_stands_in_the_thread_once_and_only_from_whom_it_was_written_to() {
    let table = Table::set().await;
    let community = &table.community;
    let path = format!("/bodies/{}/thread", table.committee);
    table
        .speak(FACILITATOR, &path, "@Maria Delgado, do the buses run?")
        .await;
    let letter = table.mail_to(MARIA).await;
    assert!(
        letter.body_text.contains("Reply to this mail"),
        "{}",
        letter.body_text
    );
    let mark = mark_of(&letter.subject).to_owned();
    let said = community.facts("thread.said").await;
    for _ in 0..2 {
        reply(&table, MARIA, &mark, "They do, on Fridays, too.")
            .await
            .unwrap();
    }
    assert_eq!(
        community.facts("thread.said").await,
        said + 1,
        "delivered twice, said once"
    );
    let mut fran = table.fran().await;
    let page = fran
        .get(&community.work(&path))
        .await
        .expect_text("on Fridays, too");
    assert!(!page.text().contains("> Buses?"), "nothing that was quoted");
    // Nobody else speaks with her mark, no mark is guessed, and a reply without words says so.
    let guessed = format!("[ms-{}]", "0".repeat(32));
    for (who, mark) in [
        (LUIS, mark.as_str()),
        ("mallory@elsewhere.example", &mark),
        (MARIA, &guessed),
    ] {
        reply(&table, who, mark, "Hello").await.unwrap_err();
    }
    reply(&table, MARIA, &mark, "").await.unwrap_err();
    let told = table.mail_to(MARIA).await;
    assert!(told.subject.contains("was not kept"), "{}", told.subject);
    // Who has left the body has left its conversation.
    let sql = "update seat set until_on = '2020-01-01' where collaborative_id = $1 and person_id = $2";
    community.run(sql, args![community.contacts[0].clone()]).await;
    reply(&table, MARIA, &mark, "One more thing").await.unwrap_err();
    assert_eq!(community.facts("thread.said").await, said + 1);
}

#[tokio::test]
async fn a_mail_laid_into_the_inbox_is_taken_by_the_server_that_runs() {
    let table = Table::set().await;
    let community = &table.community;
    let path = format!("/bodies/{}/thread", table.committee);
    table
        .speak(FACILITATOR, &path, "@Maria Delgado, do the buses run?")
        .await;
    let mark = mark_of(&table.mail_to(MARIA).await.subject).to_owned();
    let app::settings::Storage::Folder(folder) = &community.world.state.settings.storage else {
        return crate::kit::skip("the inbox", "PostgreSQL has no data folder");
    };
    let mail =
        format!("From: {MARIA}\r\nSubject: Re: {mark}\r\nMessage-ID: <a@b.example>\r\n\r\nThey do.\r\n");
    app::decisions::inbox::lay(folder, mail.as_bytes()).unwrap();
    std::fs::write(folder.join("inbox/half.part"), b"From: ").unwrap();
    app::decisions::inbox::lay(folder, b"no mail at all").unwrap();
    let said = community.facts("thread.said").await;
    app::worker::run_waiting(&community.world.state).await;
    assert_eq!(community.facts("thread.said").await, said + 1);
    let left = std::fs::read_dir(folder.join("inbox")).unwrap().flatten();
    let left: Vec<_> = left.map(|entry| entry.file_name()).collect();
    assert_eq!(
        left,
        ["half.part"],
        "what was taken or refused is gone, what is half written stays"
    );
    assert!(app::decisions::inbox::lay(&folder.join("nowhere"), b"x").is_err());
}
