//! The common agenda: drafted by staff, talked about by members, ratified by nobody but the committee's decision, endorsed by
//! partners, answered to whoever had a say.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod voices;

use app::agenda::actions::{self, Settlement};
use app::agenda::store;
use domain::access::BodyKind;
use domain::ids::AgendaVersionId;
use platform::args;
use platform::history::Actor;

use crate::kit::{Answer, Client, Form, run};
use crate::partners::{Community, DIRECTOR, FACILITATOR, LUIS, MARIA, new_id};

/// A community with a result, and a draft that is whole: vision, problem, result, measure, strategy.
struct Drafted {
    community: Community,
    fran: Client,
    /// Address of the version.
    version: String,
}

async fn add(fran: &mut Client, version: &str, fields: &[(&str, &str)]) -> Answer {
    let page = fran.get(&format!("{version}/parts/new")).await.expect_status(200);
    fran.submit(&page.form("/parts/new"), fields).await
}

/// The form that is sent to an address, and to none below it.
fn form_at(page: &Answer, address: &str) -> Form {
    let found = page.forms().into_iter().find(|form| form.action == address);
    found.unwrap_or_else(|| panic!("no form for {address}"))
}

impl Drafted {
    async fn open() -> Self {
        let community = Community::open().await;
        let result = new_id();
        let sql = "insert into result (collaborative_id, result_id, slug, title_en, title_es)
                   values ($1, $2, 'in-school', 'Students are in school', 'Los estudiantes van a la escuela')";
        community.run(sql, args![result.clone()]).await;
        let mut fran = community.world.signed_in(FACILITATOR).await;
        let new = fran.get(&community.work("/agenda/new")).await.expect_status(200);
        let made = fran
            .submit(&new.form("/agenda/new"), &[("title_en", "Common agenda")])
            .await
            .expect_status(303);
        let version = made.location().unwrap();
        let indicator = community.indicator.clone();
        let vision = [("kind", "vision"), ("title_en", "Every child learns with joy.")];
        add(&mut fran, &version, &vision).await.expect_status(303);
        let problem = [
            ("kind", "problem"),
            ("title_en", "Closed doors"),
            ("body_en", "Buses do not come."),
        ];
        add(&mut fran, &version, &problem).await.expect_status(303);
        let wanted = [("kind", "result"), ("result", result.as_str())];
        add(&mut fran, &version, &wanted).await.expect_status(303);
        let mut drafted = Self {
            community,
            fran,
            version,
        };
        let key = drafted.key("Students are in school").await;
        let measure = [("kind", "indicator"), ("under", &key), ("indicator", &indicator)];
        add(&mut drafted.fran, &drafted.version, &measure)
            .await
            .expect_status(303);
        let strategy = [
            ("kind", "strategy"),
            ("under", &key),
            ("title_en", "A call on the first day"),
        ];
        add(&mut drafted.fran, &drafted.version, &strategy)
            .await
            .expect_status(303);
        drafted
    }

    fn id(&self) -> AgendaVersionId {
        self.version.rsplit('/').next().unwrap().parse().unwrap()
    }

    async fn row(&self, title: &str) -> store::PartRow {
        let reader = self.community.scope.read().await.unwrap();
        let parts = store::parts(&reader, &self.id().to_string()).await.unwrap();
        parts.into_iter().find(|part| part.title_en == title).unwrap()
    }

    async fn key(&self, title: &str) -> String {
        self.row(title).await.part_key
    }

    async fn part(&self, title: &str) -> String {
        let row = self.row(title).await;
        self.community
            .work(&format!("/agenda/parts/{}", row.agenda_part_id))
    }

    async fn state(&self) -> String {
        let reader = self.community.scope.read().await.unwrap();
        let row = store::version(&reader, &self.id().to_string()).await.unwrap();
        row.unwrap().state
    }

    async fn lay_before(&self) {
        let tx = self.community.scope.write(Actor::installation()).await.unwrap();
        let fact = actions::lay_before(&tx, self.id(), &new_id()).await.unwrap();
        tx.commit(vec![fact]).await.unwrap();
    }

    /// What a decision of a body makes of the version.
    async fn settle(&self, body: BodyKind, is_adopted: bool) {
        let tx = self.community.scope.write(Actor::installation()).await.unwrap();
        let decision = new_id();
        let settlement = Settlement {
            version: self.id(),
            decision: &decision,
            body,
            is_adopted,
            goes_on: false,
            on: "2026-09-15",
        };
        let mut facts = actions::settled(&tx, &settlement).await.unwrap();
        facts.push(platform::history::NewFact::new(
            "test.decided",
            "test",
            self.id().uuid(),
        ));
        tx.commit(facts).await.unwrap();
    }
}

#[tokio::test]
async fn a_draft_is_talked_about_and_a_suggestion_is_accepted_or_declined_with_a_word() {
    let mut drafted = Drafted::open().await;
    let part = drafted.part("Closed doors").await;
    let mut maria = drafted.community.world.signed_in(MARIA).await;
    let page = maria.get(&part).await.expect_status(200);
    let said = [("comment", "Ask the drivers too.")];
    maria
        .submit(&page.form("/comment"), &said)
        .await
        .expect_status(303);
    let wording = [
        ("language", "en"),
        ("wording", "Buses do not come on time."),
        ("why", "They do come."),
    ];
    let suggest = page.form("/suggest");
    maria.submit(&suggest, &wording).await.expect_status(303);
    maria.submit(&suggest, &wording).await.expect_status(303);
    assert_eq!(
        drafted.community.facts("agenda.suggested").await,
        1,
        "the same form twice is one"
    );
    assert!(page.forms().iter().all(|form| !form.action.ends_with("/remove")));
    let page = drafted.fran.get(&part).await.expect_status(200);
    let page = page
        .expect_text("Ask the drivers too.")
        .expect_text("Maria Delgado suggests");
    assert!(page.text().contains("<ins>"), "the words that came are marked");
    let declined = drafted.fran.submit(&page.form("/decline"), &[]).await;
    declined.expect_text("Please say why, for whoever suggested it.");
    drafted
        .fran
        .submit(&page.form("/accept"), &[])
        .await
        .expect_status(303);
    assert_eq!(
        drafted.row("Closed doors").await.body_en,
        "Buses do not come on time."
    );
    maria.get(&part).await.expect_text("Accepted");
}

#[tokio::test]
async fn two_people_who_change_a_part_at_once_do_not_write_over_each_other() {
    let mut drafted = Drafted::open().await;
    let part = drafted.part("A call on the first day").await;
    let page = drafted.fran.get(&part).await.expect_status(200);
    let form = form_at(&page, &part);
    drafted
        .fran
        .submit(&form, &[("title_en", "A call in the first week")])
        .await
        .expect_status(303);
    drafted
        .fran
        .submit(&form, &[("title_en", "A letter")])
        .await
        .expect_text("Somebody changed this part since you opened it.")
        .expect_text("A letter");
    assert_eq!(drafted.row("A call in the first week").await.revision, 2);
}

#[tokio::test]
async fn a_director_ratifies_through_no_door_and_is_told_why() {
    let drafted = Drafted::open().await;
    drafted.lay_before().await;
    let mut director = drafted.community.world.signed_in(DIRECTOR).await;
    let ratify = format!("{}/ratify", drafted.version);
    director
        .post(&ratify, &[])
        .await
        .expect_status(403)
        .expect_text("The backbone drafts and never ratifies.");
    let mut fran = drafted.fran.clone();
    fran.post(&ratify, &[]).await.expect_status(403);
    let api = director
        .post("/api/v1/agenda", &[("version", &drafted.id().to_string())])
        .await;
    api.expect_status(403).expect_text("committee");
    assert_eq!(drafted.state().await, "proposed");
    assert_eq!(drafted.community.facts("agenda.ratified").await, 0);
}

#[tokio::test]
async fn what_lies_before_the_committee_is_frozen_and_only_its_decision_ratifies() {
    let mut drafted = Drafted::open().await;
    let part = drafted.part("Closed doors").await;
    let page = drafted.fran.get(&part).await.expect_status(200);
    let form = form_at(&page, &part);
    drafted.lay_before().await;
    drafted
        .fran
        .submit(&form, &[("title_en", "Open doors")])
        .await
        .expect_text("It lies before the committee and cannot be changed now.");
    for body in [BodyKind::Backbone, BodyKind::Council, BodyKind::WorkingGroup] {
        drafted.settle(body, true).await;
        assert_eq!(drafted.state().await, "proposed", "{body:?} only advises");
    }
    drafted.settle(BodyKind::Steering, false).await;
    assert_eq!(drafted.state().await, "draft", "not adopted, it is a draft again");
    drafted.settle(BodyKind::Steering, true).await;
    assert_eq!(
        drafted.state().await,
        "draft",
        "a decision about what does not lie before it ratifies nothing"
    );
    drafted.lay_before().await;
    // Somebody with the database in their hands changes the text behind the committee's back.
    let sql = "update agenda_part set title_en = 'Forged' where collaborative_id = $1 and kind = 'vision'";
    drafted.community.run(sql, args![]).await;
    drafted.settle(BodyKind::Steering, true).await;
    assert_eq!(
        drafted.state().await,
        "proposed",
        "another text than the one decided on is not ratified"
    );
    let sql = "update agenda_part set title_en = 'Every child learns with joy.'
               where collaborative_id = $1 and kind = 'vision'";
    drafted.community.run(sql, args![]).await;
    drafted.settle(BodyKind::Steering, true).await;
    assert_eq!(drafted.state().await, "ratified");
    drafted
        .fran
        .submit(&form, &[("title_en", "Open doors")])
        .await
        .expect_text("It is ratified and frozen.");
    let next = drafted.fran.get(&drafted.community.work("/agenda/new")).await;
    let next = drafted
        .fran
        .submit(&next.form("/agenda/new"), &[("title_en", "Common agenda")])
        .await
        .expect_status(303)
        .location()
        .unwrap();
    add(
        &mut drafted.fran,
        &next,
        &[("kind", "principle"), ("title_en", "Families first")],
    )
    .await
    .expect_status(303);
    drafted
        .fran
        .get(&drafted.community.work("/agenda/compare"))
        .await
        .expect_text("1 added, 0 taken out, 0 changed, 5 as before.")
        .expect_text("Families first");
}

#[tokio::test]
async fn an_incomplete_draft_says_what_is_missing() {
    let community = Community::open().await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let new = fran.get(&community.work("/agenda/new")).await.expect_status(200);
    let version = fran
        .submit(&new.form("/agenda/new"), &[("title_en", "Common agenda")])
        .await
        .location()
        .unwrap();
    add(
        &mut fran,
        &version,
        &[("kind", "strategy"), ("title_en", "Alone")],
    )
    .await
    .expect_text("A strategy stands under a result or a measure.");
    fran.get(&version)
        .await
        .expect_text("Vision is missing.")
        .expect_text("Result is missing.");
    let mut luis = community.world.signed_in(LUIS).await;
    luis.get(&version).await.expect_status(200);
    luis.get(&format!("{version}/parts/new")).await.expect_status(403);
}

#[tokio::test]
async fn the_command_line_ratifies_nothing() {
    let drafted = Drafted::open().await;
    drafted.lay_before().await;
    let version = drafted.id().to_string();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_string_lossy().into_owned();
    let arguments = [
        "agenda",
        "ratify",
        "--data",
        &data,
        "--slug",
        "harbor",
        "--version",
        &version,
    ];
    let (code, _, said) = run(&arguments, folder.path());
    assert_eq!(code, Some(1));
    assert!(said.contains("decision of the steering committee"), "{said}");
}
