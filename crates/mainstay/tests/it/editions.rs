//! Editions through the door: draft, vetting by mail, protection by a second person, publishing, correcting.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use app::settings::Storage;
use platform::args;
use platform::clock::Clock;
use platform::db::{Database, FromQueryResult};
use platform::history::{Actor, NewFact};

use crate::kit::{Answer, Client, NOW, Neighbourhood, Persona, World, fresh_storage, path_of, skip};
use crate::sign_in::sign_in;

/// A filled collaborative with its staff, each in a browser of their own, and a leader who may be asked.
pub struct House {
    pub world: World,
    pub neighbourhood: Neighbourhood,
    pub data_manager: Client,
    pub facilitator: Client,
    pub director: Client,
}

#[derive(FromQueryResult)]
pub struct Word {
    pub word: String,
}

impl House {
    pub async fn open() -> Self {
        let world = World::open().await;
        let neighbourhood = Neighbourhood::fill(world.database(), "harbour", "Mark").await;
        let data_manager = neighbourhood.signed_in(&world, Persona::DataManager).await;
        let facilitator = neighbourhood.signed_in(&world, Persona::Facilitator).await;
        let director = neighbourhood.signed_in(&world, Persona::Director).await;
        Self {
            world,
            neighbourhood,
            data_manager,
            facilitator,
            director,
        }
    }

    fn until(&self) -> String {
        format!("until-{}", self.neighbourhood.slug_of("indicator", 0))
    }

    /// A draft by the data manager; gives its address.
    pub async fn draft(&mut self, title: &str) -> String {
        let until = self.until();
        let fields = [
            ("title", title),
            ("note_en", "What is new"),
            (until.as_str(), "2024-25"),
        ];
        let made = self
            .data_manager
            .post("/harbour/work/editions/new", &fields)
            .await
            .expect_status(303);
        made.location().unwrap()
    }

    async fn contact(&self) -> String {
        let sql = "select person_id as word from person where collaborative_id = $1 and email = $2";
        let email = self.neighbourhood.email(Persona::Contact);
        let reader = self.neighbourhood.scope.read().await.unwrap();
        let row: Option<Word> = reader.row(sql, args![email]).await.unwrap();
        row.expect("the contact").word
    }

    /// Sends a draft to the partner's contact; gives the path of the link in their mail.
    async fn ask(&mut self, draft: &str, due_on: &str) -> String {
        let page = self.data_manager.get(draft).await.expect_status(200);
        let form = page.form("/vetting");
        let contact = self.contact().await;
        let fields = [("person", contact.as_str()), ("due_on", due_on)];
        self.data_manager
            .post(&form.action, &fields)
            .await
            .expect_status(303);
        let mails = self.world.mails().await;
        let mail = mails
            .iter()
            .rfind(|mail| mail.to_address == self.neighbourhood.email(Persona::Contact));
        let text = &mail.expect("a mail to the leader").body_text;
        let link = text.split_whitespace().find(|word| word.contains("/link/"));
        path_of(link.expect("a link"))
    }

    /// The draft's protection is confirmed by somebody who did not make it.
    pub async fn confirm(&mut self, draft: &str) {
        press(&mut self.facilitator, &format!("{draft}/desk"), "/disclosure")
            .await
            .expect_status(303);
    }

    pub async fn publish(&mut self, draft: &str) -> Answer {
        self.director.post(&format!("{draft}/publish"), &[]).await
    }

    async fn number(&self, sql: &str) -> i64 {
        let reader = self.neighbourhood.scope.read().await.unwrap();
        reader.number(sql, args![]).await.unwrap()
    }

    async fn published(&self) -> i64 {
        self.number("select count(*) as n from edition where collaborative_id = $1 and state = 'published'")
            .await
    }

    pub async fn facts(&self, kind: &str) -> i64 {
        let reader = self.neighbourhood.scope.read().await.unwrap();
        let sql = "select count(*) as n from fact where collaborative_id = $1 and kind = $2";
        reader.number(sql, args![kind]).await.unwrap()
    }
}

/// Opens a page and presses the button of one of its forms.
async fn press(client: &mut Client, page: &str, action: &str) -> Answer {
    let form = client.get(page).await.expect_status(200).form(action);
    client.submit(&form, &[]).await
}

#[tokio::test]
async fn an_edition_goes_from_draft_through_its_leaders_to_the_public() {
    let mut house = House::open().await;
    let draft = house.draft("Report card 2025").await;
    let link = house.ask(&draft, "2026-09-29").await;

    // Opening changes nothing, however often.
    let mut leader = house.world.client();
    let page = leader
        .get(&link)
        .await
        .expect_status(200)
        .expect_text("Report card 2025");
    leader.get(&link).await.expect_status(200);
    assert_eq!(house.facts("edition.vetting-answered").await, 0);
    house.data_manager.get(&draft).await.expect_text("No answer yet");

    // An objection without words helps nobody; with words it holds the edition up.
    let form = page.form("/draft");
    leader
        .submit(&form, &[("answer", "object")])
        .await
        .expect_status(200)
        .expect_text("Please say in a few words");
    let words = "The sites of June are missing.";
    let objected = [("answer", "object"), ("words", words)];
    leader.submit(&form, &objected).await.expect_status(303);
    house.confirm(&draft).await;
    house.director.get(&draft).await.expect_text(words);
    house.publish(&draft).await;
    assert_eq!(house.published().await, 0, "an objection is open");

    // Answers can be changed; words for readers stand beside the figures.
    let context = [("answer", "context"), ("words", "Two sites opened in March.")];
    leader.submit(&form, &context).await.expect_status(303);
    house.publish(&draft).await.expect_status(303);
    assert_eq!(house.published().await, 1);
    let document = house
        .world
        .state
        .public
        .shelf
        .newest("harbour")
        .expect("it is public");
    assert_eq!(
        (document.number, document.published_on.as_str()),
        (1, "2026-09-15")
    );
    let checks = &document.indicators[0].checks;
    let vetted = checks.iter().find(|check| check.step == "vetted").unwrap();
    assert_eq!(
        (vetted.answer.as_str(), vetted.words.as_str()),
        ("context", "Two sites opened in March.")
    );
    let mut anybody = house.world.client();
    anybody
        .get("/api/v1/observations?collaborative=harbour")
        .await
        .expect_status(200);
    anybody.get("/harbour/editions/1/").await.expect_status(200);

    // Pressed twice it is one edition, and no answer comes after it.
    house.publish(&draft).await;
    assert_eq!(house.published().await, 1);
    leader.submit(&form, &context).await.expect_status(404);
}

#[tokio::test]
async fn silence_is_shown_as_silence_and_holds_nothing_up_after_its_day() {
    let mut house = House::open().await;
    let draft = house.draft("Report card 2025").await;
    house.ask(&draft, "2026-09-29").await;
    house.confirm(&draft).await;
    house.publish(&draft).await;
    assert_eq!(house.published().await, 0, "they still have time");
    house.world.clock.advance_seconds(15 * 24 * 3600);
    // Fifteen days later sessions have ended; the people come back.
    house.director = house
        .neighbourhood
        .signed_in(&house.world, Persona::Director)
        .await;
    house.publish(&draft).await.expect_status(303);
    let document = house
        .world
        .state
        .public
        .shelf
        .newest("harbour")
        .expect("it is public");
    let checks = &document.indicators[0].checks;
    let vetted = checks.iter().find(|check| check.step == "vetted").unwrap();
    assert_eq!((vetted.answer.as_str(), vetted.on.as_str()), ("no-answer", ""));
}

#[tokio::test]
async fn nobody_confirms_or_publishes_alone_or_without_the_second_factor() {
    let mut house = House::open().await;
    let draft = house.draft("Report card 2025").await;
    let desk = format!("{draft}/desk");
    let page = house.data_manager.get(&desk).await.expect_status(200);
    assert!(
        page.forms()
            .iter()
            .all(|form| !form.action.ends_with("/disclosure")),
        "whoever made the draft is not offered to confirm it"
    );
    let seen = house.director.get(&desk).await.form("/disclosure");
    let refused = house.data_manager.submit(&seen, &[]).await;
    assert_ne!(refused.status, 303, "nor may they");
    house.publish(&draft).await;
    assert_eq!(house.published().await, 0, "nobody confirmed what is hidden");

    // Whoever makes the draft anew made it.
    press(&mut house.facilitator, &draft, "/redraft")
        .await
        .expect_status(303);
    let refused = house.facilitator.submit(&seen, &[]).await;
    assert_ne!(refused.status, 303);
    assert_eq!(house.facts("edition.disclosure-confirmed").await, 0);
    press(&mut house.data_manager, &desk, "/disclosure")
        .await
        .expect_status(303);

    // Only a director publishes, and only with the second factor.
    for persona in [Persona::DataManager, Persona::Facilitator] {
        let mut person = house.neighbourhood.signed_in(&house.world, persona).await;
        person.post(&format!("{draft}/publish"), &[]).await;
        assert_eq!(house.published().await, 0, "{persona:?} published");
    }
    let director = house.neighbourhood.email(Persona::Director);
    let mut by_mail = sign_in(&house.world, &director).await;
    let asked = by_mail.post(&format!("{draft}/publish"), &[]).await;
    assert!(
        asked.location().unwrap().starts_with("/account/second-factor"),
        "{:?}",
        asked.location()
    );
    assert_eq!(house.published().await, 0);
    house.publish(&draft).await.expect_status(303);
    assert_eq!(house.published().await, 1);
}

#[tokio::test]
async fn drafts_are_closed_to_all_others_and_their_links_end() {
    let mut house = House::open().await;
    let other = Neighbourhood::fill(house.world.database(), "inland", "Other").await;
    let draft = house.draft("Report card 2025").await;
    for persona in [Persona::Member, Persona::Funder, Persona::Contact] {
        let mut person = house.neighbourhood.signed_in(&house.world, persona).await;
        let answer = person.get(&draft).await;
        assert!(
            !answer.text().contains("Report card 2025"),
            "{persona:?} sees the draft"
        );
        assert!(
            matches!(answer.status, 403 | 404),
            "{persona:?}: {}",
            answer.status
        );
    }
    let mut stranger = house.world.client();
    let asked = stranger.get(&draft).await;
    assert!(asked.location().unwrap().starts_with("/sign-in"));

    // Somebody else's draft under our address, and ours under theirs, do not exist.
    let theirs = other.id("edition_id", 0).unwrap();
    for action in ["", "/publish", "/disclosure", "/redraft", "/correct", "/vetting"] {
        let path = format!("/harbour/work/editions/{theirs}{action}");
        let answer = if action.is_empty() {
            house.director.get(&path).await
        } else {
            house.director.post(&path, &[]).await
        };
        answer.expect_status(404);
    }
    let ours = draft.replace("/harbour/", "/inland/");
    let mut director = other.signed_in(&house.world, Persona::Director).await;
    director.get(&ours).await.expect_status(404);

    let revoked = house.ask(&draft, "2026-09-29").await;
    let now = house.world.clock.now_millis();
    let tx = house
        .neighbourhood
        .scope
        .write(Actor::installation())
        .await
        .unwrap();
    let sql = "update scoped_link set revoked_at = $2 where collaborative_id = $1 and revoked_at is null";
    tx.run(sql, args![now]).await.unwrap();
    let fact = NewFact::new("link.revoked", "link", uuid::Uuid::nil());
    tx.commit(vec![fact]).await.unwrap();
    let expired = house.ask(&draft, "2026-09-29").await;
    let mut leader = house.world.client();
    let open = leader.get(&expired).await.expect_status(200);
    house.world.clock.advance_seconds(60 * 24 * 3600);
    for link in [&revoked, &expired] {
        let answer = leader.get(link).await;
        assert!(
            !answer.text().contains("Report card 2025"),
            "{link} still opens the draft"
        );
        leader
            .submit(&open.form("/draft"), &[("answer", "confirm")])
            .await;
    }
    assert_eq!(house.facts("edition.vetting-answered").await, 0);
}

/// Accepts another numerator for the only figure.
pub async fn change_the_figure(house: &House, numerator: i64) {
    let scope = &house.neighbourhood.scope;
    let tx = scope.write(Actor::installation()).await.unwrap();
    let sql = "update observation set numerator = $2, value = $3 where collaborative_id = $1";
    let value = numerator as f64 * 100.0 / 120.0;
    tx.run(sql, args![numerator, value]).await.unwrap();
    let fact = NewFact::new("observation.changed", "observation", uuid::Uuid::nil());
    tx.commit(vec![fact]).await.unwrap();
}

#[tokio::test]
async fn a_correction_is_a_new_edition_and_the_old_one_stays_readable() {
    let mut house = House::open().await;
    change_the_figure(&house, 60).await;
    let first = house.draft("Report card 2025").await;
    let overtaken = house.draft("Overtaken").await;
    house.confirm(&first).await;
    house.confirm(&overtaken).await;
    house.publish(&first).await.expect_status(303);
    let mut anybody = house.world.client();
    let old = "/api/v1/observations?collaborative=harbour&edition=1";
    let before = anybody.get(old).await.expect_status(200);

    // A draft was protected against what was public when it was made: now it has to be made anew.
    let refused = house.publish(&overtaken).await;
    assert_ne!(refused.status, 303);
    assert_eq!(house.published().await, 1);

    change_the_figure(&house, 40).await;
    let page = house.data_manager.get(&first).await.expect_status(200);
    let form = page.form("/correct");
    house
        .data_manager
        .submit(&form, &[])
        .await
        .expect_status(200)
        .expect_text("what changed");
    let note = "40 and not 60: a site was counted twice.";
    let made = house
        .data_manager
        .submit(&form, &[("note_en", note)])
        .await
        .expect_status(303);
    let correction = made.location().unwrap();
    house.confirm(&correction).await;
    house.publish(&correction).await.expect_status(303);

    let after = anybody
        .get("/api/v1/observations?collaborative=harbour")
        .await
        .expect_status(200)
        .json();
    assert_eq!(after["edition"], 2);
    assert_eq!(after["observations"][0]["corrected_from"], 50.0);
    assert_eq!(after["observations"][0]["value"], 33.3);
    let editions = anybody.get("/api/v1/editions?collaborative=harbour").await.json();
    assert_eq!(editions[0]["note"], note);
    assert_eq!(
        anybody.get(old).await.body,
        before.body,
        "edition 1 is as it was, byte by byte"
    );
    let kept = house
        .number("select count(*) as n from edition where collaborative_id = $1 and number in (1, 2)")
        .await;
    assert_eq!(kept, 2);
}

/// The addresses of the drafts' documents of a fresh installation: hashes of their bytes.
async fn drafts_of_a_fresh(storage: &Storage) -> Vec<String> {
    let clock = Clock::fixed(NOW.parse().unwrap());
    let database: Database = app::server::open(storage, clock).await.unwrap();
    let neighbourhood = Neighbourhood::fill(&database, "harbour", "Mark").await;
    let reader = neighbourhood.scope.read().await.unwrap();
    let sql = "select draft_hash as word from edition where collaborative_id = $1 order by title";
    let rows: Vec<Word> = reader.rows(sql, args![]).await.unwrap();
    rows.into_iter().map(|row| row.word).collect()
}

#[tokio::test]
async fn the_same_inputs_make_the_same_bytes_on_both_databases() {
    let folder = tempfile::tempdir().unwrap();
    let one = drafts_of_a_fresh(&Storage::Folder(folder.path().join("one"))).await;
    let other = drafts_of_a_fresh(&Storage::Folder(folder.path().join("other"))).await;
    assert_eq!(one.len(), 2);
    assert_eq!(one, other);
    match fresh_storage(&folder.path().join("third")).await {
        Storage::Folder(_) => skip("the same document on PostgreSQL", "this run is about SQLite"),
        postgres @ Storage::Url(_) => assert_eq!(one, drafts_of_a_fresh(&postgres).await),
    }
}
