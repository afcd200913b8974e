//! Free texts through the door: what people write becomes public as it is written, so a number in it that may tell a
//! few people holds the edition up until it is changed or a second person answers for it.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;
use platform::history::{Actor, NewFact};

use crate::desk::Desk;
use crate::kit::{Client, path_of};

/// The text stands behind the numbers: a headline that no printed figure supports would be left out by itself.
const STORY: &str = r#"{"headline": {"en": "Pale", "es": ""}, "lede": {"en": "", "es": ""},
    "behind": [{"title": {"en": "Why", "es": ""}, "text": {"en": "TEXT", "es": ""}}], "voice": null, "actions": []}"#;

impl Desk {
    /// Somebody writes a story beside the figures.
    async fn tell(&self, version: i64, text: &str) {
        let sql = "insert into story (collaborative_id, indicator_id, version, body, created_at, created_by)
                   values ($1, $2, $3, $4, 0, 'person:x')";
        let id = self.neighbourhood.id("indicator_id", 0).unwrap().to_owned();
        let body = STORY.replace("TEXT", text);
        let tx = self
            .neighbourhood
            .scope
            .write(Actor::installation())
            .await
            .unwrap();
        tx.run(sql, args![id, version, body]).await.unwrap();
        let fact = NewFact::new("story.written", "indicator", uuid::Uuid::nil());
        tx.commit(vec![fact]).await.unwrap();
    }

    pub async fn confirm(&mut self, draft: &str) {
        let desk = self.facilitator.get(&format!("{draft}/desk")).await;
        self.facilitator
            .submit(&desk.form("/disclosure"), &[])
            .await
            .expect_status(303);
    }

    /// Whether pressing the button makes it public.
    pub async fn is_publishable(&mut self, draft: &str) -> bool {
        let answer = self.director.post(&format!("{draft}/publish"), &[]).await;
        if answer.status != 303 {
            answer.expect_text("may tell what is protected");
            return false;
        }
        true
    }

    async fn editions(&self) -> i64 {
        let sql = "select count(*) as n from edition where collaborative_id = $1 and state = 'published'";
        let reader = self.neighbourhood.scope.read().await.unwrap();
        reader.number(sql, args![]).await.unwrap()
    }
}

#[tokio::test]
async fn a_story_that_tells_a_hidden_or_small_number_is_not_published() {
    for (lede, is_told) in [
        ("Only 4 of 12 students were there.", true),
        ("Four of the twelve were there.", true),
        // What is hidden for the sake of that group is told by nobody either.
        ("In one group 42 of the students came every day.", true),
        ("It was 33.3% in one group.", true),
        ("Four of our schools have a nurse.", false),
        ("20.6 percent in 2024-25: 218 of 1,060 students.", false),
        ("Grade 3 and 4, since October 5, 2024.", false),
    ] {
        let mut desk = Desk::open().await;
        desk.tell(7, lede).await;
        let draft = desk.draft("Report card 2025").await;
        desk.confirm(&draft).await;
        assert_eq!(desk.is_publishable(&draft).await, !is_told, "{lede}");
        assert_eq!(desk.editions().await, i64::from(!is_told), "{lede}");
        if is_told {
            desk.tell(8, "Fewer came than last year.").await;
            desk.data_manager
                .post(&format!("{draft}/redraft"), &[])
                .await
                .expect_status(303);
            desk.confirm(&draft).await;
            assert!(desk.is_publishable(&draft).await, "{lede}");
        }
    }
}

#[tokio::test]
async fn a_note_is_changed_or_a_second_person_answers_for_it_with_a_reason() {
    let mut desk = Desk::open().await;
    let draft = desk.draft("Report card 2025").await;
    let note = [("note_en", "Thanks to 7 parents who helped."), ("note_es", "")];
    let page = desk.data_manager.get(&draft).await;
    desk.data_manager
        .submit(&page.form("/note"), &note)
        .await
        .expect_status(303);
    desk.confirm(&draft).await;
    assert!(!desk.is_publishable(&draft).await);

    // Whoever made the draft sees it and does not answer for it, not even with the second person's form.
    let page = format!("{draft}/desk");
    let seen = desk.facilitator.get(&page).await;
    let form = seen.form("/desk/words");
    desk.data_manager
        .get(&page)
        .await
        .expect_text("Thanks to ")
        .expect_text("fewer than 10 people");
    let reason = [("reason", "They are volunteers, and named on the page.")];
    desk.data_manager.submit(&form, &reason).await;
    assert_eq!(desk.facts("edition.told-count-confirmed").await, 0);

    // A reason is part of the answer; sent twice it is one.
    desk.facilitator
        .submit(&form, &[])
        .await
        .expect_status(200)
        .expect_text("Please say why");
    desk.facilitator.submit(&form, &reason).await.expect_status(303);
    desk.facilitator.submit(&form, &reason).await;
    assert_eq!(desk.facts("edition.told-count-confirmed").await, 1);
    desk.data_manager.get(&page).await.expect_text(reason[0].1);
    assert!(desk.is_publishable(&draft).await);

    // The same words in the next edition are answered for; others are not.
    let next = desk.draft("Report card 2026").await;
    for (words, is_open) in [(note[0].1, true), ("Thanks to 8 parents who helped.", false)] {
        let page = desk.data_manager.get(&next).await;
        let fields = [("note_en", words), ("note_es", "")];
        desk.data_manager
            .submit(&page.form("/note"), &fields)
            .await
            .expect_status(303);
        let page = desk.data_manager.get(&format!("{next}/desk")).await.text();
        assert!(page.contains("Numbers in the texts"));
        assert_eq!(page.contains("Waits"), !is_open, "{words}");
    }
}

impl Desk {
    /// Asks a leader, and opens their link.
    async fn leader(&mut self, draft: &str) -> (Client, String) {
        let email = self.neighbourhood.email(crate::kit::Persona::Contact);
        let sql = "select person_id as word from person where collaborative_id = $1 and email = $2";
        let reader = self.neighbourhood.scope.read().await.unwrap();
        let row: Option<crate::editions::Word> = reader.row(sql, args![email.clone()]).await.unwrap();
        drop(reader);
        let person = row.unwrap().word;
        let fields = [("person", person.as_str()), ("due_on", "2026-09-29")];
        self.data_manager
            .post(&format!("{draft}/vetting"), &fields)
            .await
            .expect_status(303);
        let mails = self.world.mails().await;
        let mail = mails.iter().rfind(|mail| mail.to_address == email).unwrap();
        let link = mail
            .body_text
            .split_whitespace()
            .find(|word| word.contains("/link/"));
        (self.world.client(), path_of(link.unwrap()))
    }
}

#[tokio::test]
async fn a_leader_is_told_gently_that_a_number_may_point_at_somebody_and_the_gate_stops_it_all_the_same() {
    let mut desk = Desk::open().await;
    let draft = desk.draft("Report card 2025").await;
    let (mut leader, link) = desk.leader(&draft).await;
    let page = leader.get(&link).await.expect_status(200);
    let words = "Seven of nine students moved away.";
    let said = [("answer", "context"), ("words", words)];
    let hint = leader
        .submit(&page.form("/draft"), &said)
        .await
        .expect_status(200)
        .expect_text("“Seven of nine” may be a number so small")
        .expect_text(words);
    assert_eq!(desk.facts("edition.vetting-answered").await, 0);

    // Sent as it is, it is an answer, and waits for a second person.
    leader
        .submit(&hint.form("/draft"), &said)
        .await
        .expect_status(303);
    assert_eq!(desk.facts("edition.vetting-answered").await, 1);
    desk.confirm(&draft).await;
    assert!(!desk.is_publishable(&draft).await);
    desk.data_manager
        .get(&format!("{draft}/desk"))
        .await
        .expect_text("words of a leader");

    // Said without the number, it is public.
    let page = leader.get(&link).await;
    let said = [("answer", "context"), ("words", "Several students moved away.")];
    leader
        .submit(&page.form("/draft"), &said)
        .await
        .expect_status(303);
    assert!(desk.is_publishable(&draft).await);
}

#[tokio::test]
async fn a_leader_cannot_find_a_hidden_number_out_by_trying() {
    let mut desk = Desk::open().await;
    let draft = desk.draft("Report card 2025").await;
    let (mut leader, link) = desk.leader(&draft).await;
    // 18 of 60, and the 42 others, are hidden for the sake of the smallest group: the gate stops them, and the leader's page says nothing.
    for words in ["There were 42 students.", "It was 30.0% in one group."] {
        let page = leader.get(&link).await;
        let said = [("answer", "context"), ("words", words)];
        leader
            .submit(&page.form("/draft"), &said)
            .await
            .expect_status(303);
        desk.facilitator
            .get(&format!("{draft}/desk"))
            .await
            .expect_text("A figure beside this text is hidden");
    }
    desk.confirm(&draft).await;
    assert!(!desk.is_publishable(&draft).await);
}

#[tokio::test]
async fn a_doubted_headline_is_held_up_until_somebody_has_read_why() {
    let mut desk = Desk::open().await;
    desk.tell(7, "Fewer came than last year.").await;
    let sql = "update story set body = $2 where collaborative_id = $1 and version = 7";
    let body = STORY
        .replace("TEXT", "Fewer came than last year.")
        .replace("Pale", "Attendance rose to 99.7%");
    let tx = desk
        .neighbourhood
        .scope
        .write(Actor::installation())
        .await
        .unwrap();
    tx.run(sql, args![body]).await.unwrap();
    let fact = NewFact::new("story.written", "indicator", uuid::Uuid::nil());
    tx.commit(vec![fact]).await.unwrap();

    let draft = desk.draft("Report card 2025").await;
    desk.confirm(&draft).await;
    let held = desk.director.post(&format!("{draft}/publish"), &[]).await;
    held.expect_status(200)
        .expect_text("The figures do not support every sentence of this draft");
    assert_eq!(desk.editions().await, 0);

    // The reason stands beside the sentence, and the form asks whoever publishes.
    let page = desk.director.get(&draft).await;
    let page = page.expect_text("It tells 99.7, which no published figure of this measure gives.");
    desk.director
        .submit(&page.form("/publish"), &[("leave_out", "1")])
        .await
        .expect_status(303);
    assert_eq!(desk.editions().await, 1);
}
