//! Answering: by link, by mail, in secret; and who is refused.

use app::decisions::mail_in;
use app::decisions::rulebook::Rulebook;
use platform::args;
use platform::db::FromQueryResult;

use super::*;

#[tokio::test]
async fn a_member_answers_from_a_phone_in_three_taps_and_the_count_follows_at_its_time() {
    let committee = Committee::open().await;
    let proposal = committee.call("consent", &[]).await;
    let mail = committee.mail_to(CHAIR).await;
    for words in [
        "One definition of attendance",
        "more than 90 percent",
        "reply to this mail",
        "without a password",
    ] {
        assert!(mail.body_text.contains(words), "{}", mail.body_text);
    }
    // Tap 1 opens the page; nothing is chosen, and others' answers are not told yet.
    let mut phone = committee.world.client();
    let link = committee.link_of(CHAIR).await;
    let facts = committee.count("fact").await;
    let page = phone.get(&link).await.expect_status(200);
    let text = page.text();
    assert!(text.contains("0 of 5 have answered, 3 are needed"), "{text}");
    assert!(
        !page.form("/decide").source.contains("checked"),
        "nothing is chosen beforehand"
    );
    assert_eq!(committee.count("fact").await, facts, "opening changes nothing");
    // Taps 2 and 3: one answer, one button.
    let sent = phone
        .submit(&page.form("/decide"), &[("choice", "agree")])
        .await
        .expect_status(303);
    let page = phone.follow(sent).await.expect_text("Your answer is kept");
    assert!(page.text().contains("1 of 5 have answered"), "{}", page.text());
    // It can be changed until closing, and a concern needs a reason.
    let refused = phone
        .submit(&page.form("/decide"), &[("choice", "concern"), ("reason", "")])
        .await;
    refused
        .expect_status(200)
        .expect_text("others have to know what to mend");
    let page = phone.get(&link).await;
    phone
        .submit(&page.form("/decide"), &[("choice", "live-with")])
        .await
        .expect_status(303);
    committee.answer_by_link(VICE_CHAIR, "agree").await;
    let staff_page = signed_in(&committee, FACILITATOR).await.get(&proposal).await;
    assert!(
        staff_page.text().contains("2 of 5 have answered"),
        "{}",
        staff_page.text()
    );
    committee.answer_by_link(MEMBERS[2], "agree").await;
    committee.time_passes().await;
    let decision = committee.outcome().await;
    assert_eq!(
        (decision.outcome.as_str(), decision.because.as_str()),
        ("adopted", "reached")
    );
    // The link goes on telling what came of it, and takes nothing more.
    let page = phone.get(&link).await.expect_status(200).expect_text("Adopted");
    assert!(
        page.forms().iter().all(|form| !form.action.contains("decide")),
        "{:?}",
        page.forms()
    );
    let late = phone
        .post(&link, &[("choice", "concern"), ("reason", "Too late")])
        .await;
    late.expect_text("The vote is closed");
    assert_eq!(committee.outcome().await, decision, "what was decided stays");
    let log = signed_in(&committee, CHAIR)
        .await
        .get("/harbor/work/decisions?q=attendance")
        .await;
    log.expect_status(200)
        .expect_text("1 decision")
        .expect_text("Adopted");
    let nothing = signed_in(&committee, CHAIR)
        .await
        .get("/harbor/work/decisions?q=breakfast")
        .await;
    nothing.expect_text("Nothing found");
}

#[tokio::test]
async fn a_director_is_refused_with_the_reason_by_page_link_api_and_mail() {
    let committee = Committee::open().await;
    let proposal = committee.call("majority", &[]).await;
    let id = proposal.rsplit('/').next().unwrap().to_owned();
    for who in [DIRECTOR, FACILITATOR] {
        let mut staff = signed_in(&committee, who).await;
        let page = staff.get(&proposal).await.expect_status(200);
        assert!(
            page.forms().iter().all(|form| !form.action.ends_with("/answer")),
            "no form to answer with"
        );
        let by_page = staff
            .post(&format!("{proposal}/answer"), &[("choice", "for")])
            .await;
        let said = by_page.expect_status(403).text().to_lowercase();
        assert!(
            said.contains("never ratifies") && said.contains("committee decides"),
            "{said}"
        );
        let body = serde_json::json!({"choice": "for"}).to_string().into_bytes();
        let path = format!("/api/v1/harbor/decisions/{id}/answer");
        staff
            .request("POST", &path, Some(("application/json", body)))
            .await
            .expect_status(403);
        let aside = staff
            .post(
                &format!("{proposal}/set-aside"),
                &[("seat", "x"), ("concern_note", "no")],
            )
            .await;
        aside.expect_status(403);
    }
    // By somebody else's link there is that member's name on it; by mail the mark is of no use either.
    let mark = mark_of(&committee.mail_to(CHAIR).await);
    let refused = reply(&committee, DIRECTOR, &mark, "for")
        .await
        .unwrap_err()
        .to_string();
    assert!(refused.contains("never ratifies"), "{refused}");
    let told = committee.mail_to(DIRECTOR).await;
    assert!(told.subject.contains("was not kept"), "{}", told.subject);
    // The director's own mailbox never got a link, and a member's colleague is not the member.
    let mails = committee.world.mails().await;
    assert!(
        mails
            .iter()
            .all(|mail| mail.to_address != DIRECTOR || !mail.body_text.contains("/link/"))
    );
    assert!(
        reply(&committee, MEMBERS[3], &mark, "for").await.is_err(),
        "the mark is the chair's"
    );
    assert_eq!(committee.count("answer").await, 0);
}

#[tokio::test]
async fn a_reply_with_a_word_is_an_answer_and_is_confirmed() {
    let committee = Committee::open().await;
    committee.call("consent", &[]).await;
    let mark = mark_of(&committee.mail_to(CHAIR).await);
    reply(&committee, CHAIR, &mark, "De acuerdo, gracias.")
        .await
        .unwrap();
    let told = committee.mail_to(CHAIR).await;
    assert!(told.subject.contains("Your answer is kept"), "{}", told.subject);
    assert!(told.body_text.contains("Agrees"), "{}", told.body_text);
    // Another word replaces it; no word is no answer, and says so.
    reply(&committee, CHAIR, &mark, "Concern: the cost")
        .await
        .unwrap();
    assert!(
        reply(&committee, CHAIR, &mark, "Thanks for asking!")
            .await
            .is_err()
    );
    assert!(committee.mail_to(CHAIR).await.subject.contains("was not kept"));
    #[derive(FromQueryResult)]
    struct Row {
        choice: String,
        reason: String,
        way: String,
    }
    let sql = "select choice, reason, way from answer where collaborative_id = $1 order by seat_id limit 10";
    let rows: Vec<Row> = committee
        .scope
        .read()
        .await
        .unwrap()
        .rows(sql, args![])
        .await
        .unwrap();
    let found: Vec<_> = rows
        .iter()
        .map(|row| (row.choice.as_str(), row.reason.as_str(), row.way.as_str()))
        .collect();
    assert_eq!(found, [("concern", "the cost", "mail")]);
    // Machines are not answered, strangers are not written to, and a guessed mark is of no question.
    let automatic =
        format!("From: {CHAIR}\r\nAuto-Submitted: auto-replied\r\nSubject: {mark}\r\n\r\nagree\r\n");
    let before = committee.world.mails().await.len();
    mail_in::take(committee.world.database(), automatic.as_bytes())
        .await
        .unwrap();
    assert!(
        reply(&committee, "mallory@elsewhere.example", &mark, "agree")
            .await
            .is_err()
    );
    let guessed = format!("[ms-{}]", "0".repeat(32));
    assert!(reply(&committee, CHAIR, &guessed, "agree").await.is_err());
    assert!(mail_in::take(committee.world.database(), b"").await.is_err());
    assert_eq!(committee.world.mails().await.len(), before);
}

#[tokio::test]
async fn secret_ballots_are_nowhere_to_be_matched_with_who_gave_them() {
    let rules = Rulebook {
        method: "majority".into(),
        secrecy: "secret".into(),
        ..Rulebook::default()
    };
    let committee = Committee::with_rules(rules).await;
    let proposal = committee.call("majority", &[]).await;
    let mark = mark_of(&committee.mail_to(CHAIR).await);
    let by_mail = reply(&committee, CHAIR, &mark, "for")
        .await
        .unwrap_err()
        .to_string();
    assert!(by_mail.contains("secret"), "a mail tells who wrote it: {by_mail}");
    let mut code = String::new();
    for (number, member) in MEMBERS.iter().enumerate() {
        let mut browser = signed_in(&committee, member).await;
        let page = browser.get(&proposal).await;
        let choice = if number == 0 { "against" } else { "for" };
        let answer = browser
            .submit(&page.form("/answer"), &[("choice", choice)])
            .await
            .expect_status(200);
        if number == 0 {
            let text = answer.text();
            let (_, rest) = text.split_once("code-shown\"><strong>").unwrap();
            code = rest.chars().take(17).collect();
        }
    }
    assert_eq!(committee.count("answer").await, 0, "no open answer is kept");
    assert_eq!(committee.count("ballot_receipt").await, 5);
    assert_eq!(
        committee.count("ballot_box").await,
        1,
        "one row for all: rows would tell the order"
    );
    // With its code, and only with it, a ballot is changed.
    let mut chair = signed_in(&committee, CHAIR).await;
    let page = chair.get(&proposal).await;
    chair
        .submit(
            &page.form("/answer"),
            &[("choice", "for"), ("code", "AAAAAAAA-AAAAAAAA")],
        )
        .await
        .expect_text("write the code that was shown");
    let page = chair.get(&proposal).await;
    chair
        .submit(&page.form("/answer"), &[("choice", "abstain"), ("code", &code)])
        .await
        .expect_status(200);
    #[derive(FromQueryResult)]
    struct Body {
        body: Vec<u8>,
    }
    let reader = committee.scope.read().await.unwrap();
    let sql = "select body from fact where collaborative_id = $1 and kind = 'decision.voted' order by seq limit 100";
    let facts: Vec<Body> = reader.rows(sql, args![]).await.unwrap();
    assert_eq!(facts.len(), 6);
    for fact in facts {
        let text = String::from_utf8_lossy(&fact.body).into_owned();
        for word in ["against", "abstain", "\"for\""] {
            assert!(!text.contains(word), "a fact tells the ballot: {text}");
        }
    }
    drop(reader);
    committee.time_passes().await;
    let page = signed_in(&committee, DIRECTOR)
        .await
        .get(&proposal)
        .await
        .expect_text("Ballots are secret");
    let text = page.text();
    assert!(text.contains("Adopted") && !text.contains("ROSA: "), "{text}");
    let id = proposal.rsplit('/').next().unwrap();
    let api = signed_in(&committee, DIRECTOR)
        .await
        .get(&format!("/api/v1/harbor/decisions/{id}"))
        .await
        .json();
    let counts = api["decision"]["tally"]["counts"].to_string();
    assert_eq!(counts, r#"[["for",4],["against",0],["abstain",1]]"#);
    for person in &committee.people {
        assert!(
            !api.to_string().contains(&person.to_string()),
            "the API names nobody"
        );
    }
}
