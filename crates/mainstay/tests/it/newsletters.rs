//! Newsletters through the door: who gets them, who may send them, what may stand in them, and how they end.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;

use crate::desk::Desk;
use crate::kit::{Client, Mail, Persona, path_of};

const READER: &str = "reader@elsewhere.example";

impl Desk {
    /// Publishes an edition, so that there is a public site.
    async fn with_an_edition() -> Self {
        let mut desk = Self::open().await;
        let draft = desk.draft("Report card 2025").await;
        let page = desk.facilitator.get(&format!("{draft}/desk")).await;
        desk.facilitator
            .submit(&page.form("/disclosure"), &[])
            .await
            .expect_status(303);
        desk.director
            .post(&format!("{draft}/publish"), &[])
            .await
            .expect_status(303);
        desk
    }

    fn at(&self, path: &str) -> String {
        format!("/{}/{path}", self.neighbourhood.slug)
    }

    async fn run_worker(&self) {
        while app::worker::run_waiting(&self.world.state).await > 0 {}
    }

    /// Asks for newsletters, confirms, and gives back the mail that asked whether it was really them.
    async fn subscribe(&self, email: &str, language: &str) -> Mail {
        let mut anyone = self.world.client();
        let page = anyone
            .get(&self.at(&format!("newsletter/subscribe?lang={language}")))
            .await;
        let asked = anyone.submit(&page.form("/subscribe"), &[("email", email)]).await;
        asked.expect_status(303);
        let mail = self.mails_to(email).await.pop().unwrap();
        let page = anyone.get(&path_of(&linked(&mail, "/confirm/"))).await;
        let done = anyone.submit(&page.form("/confirm/"), &[]).await;
        done.expect_status(303);
        mail
    }

    async fn mails_to(&self, email: &str) -> Vec<Mail> {
        let mails = self.world.mails().await.into_iter();
        mails.filter(|mail| mail.to_address == email).collect()
    }

    /// Writes a newsletter as the facilitator; gives its page.
    async fn write(&mut self, fields: &[(&str, &str)]) -> String {
        let new = self.at("work/newsletters/new");
        let page = self.facilitator.get(&new).await;
        let mut all = vec![
            ("title_en", "What we learned"),
            ("letter_en", "Dear neighbors,\n\nthe library opens on Saturdays."),
        ];
        all.extend(fields);
        let kept = self
            .facilitator
            .submit(&page.form("/newsletters/new"), &all)
            .await;
        kept.expect_status(303).location().unwrap()
    }

    async fn count(&self, table: &str) -> i64 {
        let sql = format!("select count(*) as n from {table} where collaborative_id = $1");
        let reader = self.neighbourhood.scope.read().await.unwrap();
        reader.number(&sql, args![]).await.unwrap()
    }
}

/// The address in a mail that holds some words.
fn linked(mail: &Mail, part: &str) -> String {
    let words = mail.body_text.split_whitespace();
    words
        .into_iter()
        .find(|word| word.contains(part))
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn whoever_asks_and_confirms_gets_the_next_letter_once_in_their_language() {
    let mut desk = Desk::with_an_edition().await;
    desk.subscribe(READER, "es").await;
    // Asked and never confirmed: opening the link is not enough, and nothing ever comes.
    let mut anyone = desk.world.client();
    let form = anyone
        .get(&desk.at("newsletter/subscribe"))
        .await
        .form("/subscribe");
    anyone
        .submit(&form, &[("email", "silent@elsewhere.example")])
        .await;
    let asked = desk.mails_to("silent@elsewhere.example").await.pop().unwrap();
    anyone
        .get(&path_of(&linked(&asked, "/confirm/")))
        .await
        .expect_status(200);
    let text = [
        ("title_es", "Lo que aprendimos"),
        (
            "letter_es",
            "Queridas vecinas:\n\nla biblioteca abre los sábados.",
        ),
    ];
    let page = desk.write(&text).await;
    let shown = desk.director.get(&page).await.expect_text("the library opens");
    let send = shown.form("/send");
    desk.director.submit(&send, &[]).await.expect_status(303);
    desk.director.submit(&send, &[]).await.expect_status(303);
    desk.run_worker().await;
    desk.run_worker().await;
    let letters: Vec<Mail> = desk.mails_to(READER).await.into_iter().skip(1).collect();
    assert_eq!(letters.len(), 1, "sent twice, it comes once");
    assert_eq!(letters[0].subject, "Lo que aprendimos");
    assert!(letters[0].body_text.contains("la biblioteca abre"));
    assert_eq!(desk.mails_to("silent@elsewhere.example").await.len(), 1);
    // Whoever comes later gets the next one.
    desk.subscribe("late@elsewhere.example", "en").await;
    desk.run_worker().await;
    assert_eq!(desk.mails_to("late@elsewhere.example").await.len(), 1);
    // The letter leads to the public archive, which everybody reads.
    let address = path_of(&linked(&letters[0], "/es/newsletter/"));
    anyone
        .get(&address)
        .await
        .expect_status(200)
        .expect_text("la biblioteca abre los sábados")
        .expect_text("Report card 2025");
    anyone
        .get(&desk.at("newsletter"))
        .await
        .expect_status(200)
        .expect_text("What we learned");
    let feed = anyone.get(&desk.at("newsletter.atom")).await.expect_status(200);
    assert_eq!(feed.text().matches("<entry>").count(), 1);
    assert!(feed.text().contains("What we learned"));
    let ended = anyone.get(&desk.at("work/newsletters")).await;
    assert_eq!(ended.status, 303, "the workspace stays closed");
}

#[tokio::test]
async fn one_press_ends_the_letters_and_forgets_the_address() {
    let mut desk = Desk::with_an_edition().await;
    let before = desk.count("subscriber").await;
    desk.subscribe(READER, "en").await;
    let page = desk.write(&[]).await;
    desk.director
        .post(&format!("{page}/send"), &[])
        .await
        .expect_status(303);
    desk.run_worker().await;
    let letter = desk.mails_to(READER).await.pop().unwrap();
    let ending = path_of(&linked(&letter, "/newsletter/end/"));
    // Mail programs open links; that ends nothing.
    let mut program = desk.world.client();
    program.get(&ending).await.expect_status(200);
    assert_eq!(desk.count("subscriber").await, before + 1);
    program
        .post(&ending, &[("List-Unsubscribe", "One-Click")])
        .await
        .expect_status(200);
    assert_eq!(desk.count("subscriber").await, before);
    program
        .post(&ending, &[("List-Unsubscribe", "One-Click")])
        .await
        .expect_status(200);
    let page = desk.write(&[("title_en", "A second letter")]).await;
    desk.director.post(&format!("{page}/send"), &[]).await;
    desk.run_worker().await;
    assert_eq!(
        desk.mails_to(READER).await.len(),
        2,
        "the question, and one letter"
    );
}

#[tokio::test]
async fn nobody_learns_who_reads_and_whoever_never_confirms_is_forgotten() {
    let desk = Desk::with_an_edition().await;
    let before = desk.count("subscriber").await;
    desk.subscribe(READER, "en").await;
    let ask = async |email: &str| {
        let mut anyone = desk.world.client();
        let form = anyone
            .get(&desk.at("newsletter/subscribe"))
            .await
            .form("/subscribe");
        let answer = anyone.submit(&form, &[("email", email)]).await;
        (answer.status, answer.location())
    };
    assert_eq!(ask(READER).await, ask("stranger@elsewhere.example").await);
    let told = desk.mails_to(READER).await.pop().unwrap();
    assert!(told.body_text.contains("They do already"), "{}", told.body_text);
    let wrong = ask("no address").await;
    assert_eq!(wrong.0, 200, "what is no address is said to be none");
    assert_eq!(desk.count("subscriber").await, before + 2);
    desk.world.clock.advance_seconds(8 * 24 * 3600);
    app::worker::hourly(&desk.world.state).await;
    // The filled rows of the kit never confirmed either.
    assert_eq!(desk.count("subscriber").await, 1);
    for _ in 0..3 {
        assert!(is_known(&desk, READER).await);
    }
    assert!(!is_known(&desk, "nobody@elsewhere.example").await);
}

async fn is_known(desk: &Desk, email: &str) -> bool {
    let bounced = app::communication::choice::note_bounce(&desk.neighbourhood.scope, email);
    bounced.await.unwrap()
}

#[tokio::test]
async fn letters_that_come_back_three_times_stop() {
    let mut desk = Desk::with_an_edition().await;
    desk.subscribe(READER, "en").await;
    for _ in 0..3 {
        assert!(is_known(&desk, READER).await);
    }
    let page = desk.write(&[]).await;
    desk.director.post(&format!("{page}/send"), &[]).await;
    desk.run_worker().await;
    assert_eq!(
        desk.mails_to(READER).await.len(),
        1,
        "only the question at the beginning"
    );
}

#[tokio::test]
async fn a_report_of_the_mail_server_counts_only_where_it_quotes_our_letter() {
    let mut desk = Desk::with_an_edition().await;
    desk.subscribe(READER, "en").await;
    let page = desk.write(&[]).await;
    desk.director.post(&format!("{page}/send"), &[]).await;
    desk.run_worker().await;
    let sql = "select mail_id as word from mail where to_address = $1 order by created_at desc, mail_id desc limit 1";
    let host = desk.world.database().host();
    let row: Option<crate::editions::Word> = host.row(sql, args![READER]).await.unwrap();
    let ours = row.unwrap().word;
    let report = |id: &str, status: &str| {
        format!(
            "From: MAILER-DAEMON@mx.example\r\nTo: us@harbor.example\r\nSubject: Undelivered\r\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\
             Content-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; somebody@else.example\r\n\
             Action: failed\r\nStatus: {status}\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n\
             Message-ID: <{id}@harbor.example>\r\n--b--\r\n"
        )
    };
    let take =
        async |text: String| app::decisions::mail_in::take(desk.world.database(), text.as_bytes()).await;
    // Nobody else's word ends anybody's letters, and a delay is no failure.
    assert!(
        take(report(&uuid::Uuid::now_v7().to_string(), "5.1.1"))
            .await
            .is_err()
    );
    assert!(take(report(&ours, "4.4.7")).await.is_err());
    assert_eq!(desk.facts("mail.bounced").await, 0);
    for _ in 0..3 {
        assert!(take(report(&ours, "5.1.1")).await.unwrap().contains("came back"));
    }
    let page = desk.write(&[("title_en", "A second letter")]).await;
    desk.director.post(&format!("{page}/send"), &[]).await;
    desk.run_worker().await;
    assert_eq!(
        desk.mails_to(READER).await.len(),
        2,
        "the question, and the first letter"
    );
}

#[tokio::test]
async fn a_letter_that_tells_a_hidden_or_small_number_waits_for_somebody_who_did_not_write_it() {
    for (text, is_told) in [
        ("Only 4 of 12 students were there.", true),
        ("Four of the twelve were there.", true),
        ("In one group 42 of the students came every day.", true),
        ("Four of our schools have a nurse.", false),
        ("20.6 percent in 2024-25: 218 of 1,060 students.", false),
    ] {
        let mut desk = Desk::with_an_edition().await;
        let page = desk.write(&[("letter_en", text)]).await;
        let shown = desk.director.get(&page).await;
        assert_eq!(shown.text().contains("Numbers in the texts"), is_told, "{text}");
        let sent = desk.director.post(&format!("{page}/send"), &[]).await;
        assert_eq!(sent.status, if is_told { 200 } else { 303 }, "{text}");
        assert_eq!(is_sent(&desk).await, !is_told, "{text}");
        if !is_told {
            continue;
        }
        // Whoever wrote it does not answer for it; the director does, with a reason.
        let reason = [("reason", "They are volunteers, and named on the page.")];
        let form = shown.form("/words");
        let own = desk.facilitator.submit(&form, &reason).await;
        assert_eq!(own.status, 403, "{text}");
        let mut next = shown;
        for _ in 0..8 {
            if !next.text().contains("/words\"") {
                break;
            }
            let form = next.form("/words");
            desk.director.submit(&form, &reason).await.expect_status(303);
            next = desk.director.get(&page).await;
        }
        desk.director
            .post(&format!("{page}/send"), &[])
            .await
            .expect_status(303);
        assert!(is_sent(&desk).await, "{text}");
    }
}

async fn is_sent(desk: &Desk) -> bool {
    let mut anyone: Client = desk.world.client();
    let archive = anyone.get(&desk.at("newsletter")).await.text();
    archive.contains("What we learned")
}

#[tokio::test]
async fn nothing_is_sent_before_the_first_edition_or_by_those_who_may_not() {
    let mut desk = Desk::open().await;
    let page = desk.write(&[]).await;
    desk.director
        .post(&format!("{page}/send"), &[])
        .await
        .expect_status(200)
        .expect_text("Nothing was published yet");
    for persona in [
        Persona::Contact,
        Persona::Member,
        Persona::DataManager,
        Persona::Funder,
    ] {
        let mut other = desk.neighbourhood.signed_in(&desk.world, persona).await;
        let answer = other.post(&format!("{page}/send"), &[]).await;
        assert!(matches!(answer.status, 403 | 404), "{}", persona.name());
    }
}

#[tokio::test]
async fn an_announcement_never_reaches_the_outside() {
    let mut desk = Desk::with_an_edition().await;
    desk.subscribe(READER, "en").await;
    let new = desk.at("work/announcements/new");
    let page = desk.facilitator.get(&new).await;
    let fields = [
        ("segment", "everybody"),
        ("title_en", "Inside only"),
        ("letter_en", "The budget is still open."),
    ];
    desk.facilitator
        .submit(&page.form("/announcements/new"), &fields)
        .await
        .expect_status(303);
    desk.run_worker().await;
    assert!(
        desk.world
            .mails()
            .await
            .iter()
            .any(|mail| mail.body_text.contains("budget")),
        "those inside hear of it"
    );
    assert_eq!(desk.mails_to(READER).await.len(), 1);
    let mut anyone = desk.world.client();
    for path in ["newsletter", "newsletter.atom", "feed.atom", "es/newsletter"] {
        let text = anyone.get(&desk.at(path)).await.expect_status(200).text();
        assert!(
            !text.contains("Inside only") && !text.contains("budget"),
            "{path}"
        );
    }
}
