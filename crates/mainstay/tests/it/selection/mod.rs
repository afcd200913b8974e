//! A committee chooses its backbone: criteria before candidates, scores before a look at the others', and nobody of the
//! backbone has a part in it, by page, by link, by the API or in the committee.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod refusals;

use app::accounts::link::{NewLink, issue};
use app::directory::actions::{OrganisationForm, PersonForm, add_organisations, add_people};
use app::directory::bodies::{BodyForm, SeatForm, add_bodies, add_seats};
use domain::access::Purpose;
use domain::ids::{OrganisationId, PersonId};
use platform::db::Scope;
use platform::history::Actor;

use crate::kit::{Answer, Client, World, path_of};

const CHAIR: &str = "rosa@harbor.example";
const MEMBERS: [&str; 3] = [CHAIR, "lena@harbor.example", "paul@harbor.example"];
/// Leads the backbone, and holds a seat in the committee all the same.
const DIRECTOR: &str = "dana@harbor.example";
const FACILITATOR: &str = "fran@harbor.example";
/// Sits in the committee and works for a candidate.
const TIED: &str = "tom@harbor.example";
const LIST: &str = "/harbor/work/backbone/selection";

struct Choice {
    world: World,
    scope: Scope,
    candidate: OrganisationId,
    people: Vec<PersonId>,
}

impl Choice {
    async fn open() -> Self {
        let world = World::open().await;
        let scope = world.a_collaborative("harbor").await;
        let by = Actor::installation;
        let candidate = OrganisationForm {
            name: "Tidewater Trust".into(),
            ..OrganisationForm::default()
        };
        let candidate = add_organisations(&scope, by(), &[candidate]).await.unwrap()[0];
        let person = |email: &str, role: Option<&str>, organisation| PersonForm {
            name: email.split('@').next().unwrap().to_uppercase(),
            email: email.to_owned(),
            language: "en".into(),
            organisation,
            staff_role: role.map(|role| (role.to_owned(), "2024-01-01".to_owned())),
            ..PersonForm::default()
        };
        let mut forms: Vec<PersonForm> = MEMBERS.iter().map(|email| person(email, None, None)).collect();
        forms.push(person(DIRECTOR, Some("director"), None));
        forms.push(person(FACILITATOR, Some("facilitator"), None));
        forms.push(person(TIED, None, Some(candidate)));
        let people = add_people(&scope, by(), &forms).await.unwrap();
        let body = BodyForm {
            name: "Committee".into(),
            kind: "steering-committee".into(),
            seats_planned: "5".into(),
            ..BodyForm::default()
        };
        let body = add_bodies(&scope, by(), &[body]).await.unwrap()[0];
        let seated = [0, 1, 2, 3, 5].map(|at| {
            let seat = SeatForm {
                person: Some(people[at]),
                role: if at == 0 { "chair" } else { "member" }.into(),
                is_voting: true,
                since_on: "2025-01-01".into(),
                ..SeatForm::default()
            };
            (body, seat)
        });
        add_seats(&scope, by(), &seated).await.unwrap();
        Self {
            world,
            scope,
            candidate,
            people,
        }
    }

    async fn signed_in(&self, email: &str) -> Client {
        self.world.signed_in(email).await
    }

    /// A choice with two criteria; gives its address.
    async fn begun(&self) -> String {
        let mut staff = self.signed_in(FACILITATOR).await;
        let page = staff.get(LIST).await.expect_status(200);
        let fields = [("title_en", "Who holds us together"), ("process", "open")];
        let made = staff.submit(&page.form("/backbone/selection"), &fields).await;
        let address = made.expect_status(303).location().unwrap();
        for (title, weight) in [("Trust in the neighborhoods", "60"), ("Care with money", "40")] {
            self.add(
                &mut staff,
                &address,
                "/criteria",
                &[("title_en", title), ("weight", weight)],
            )
            .await
            .expect_status(303);
        }
        address
    }

    async fn add(&self, client: &mut Client, address: &str, form: &str, fields: &[(&str, &str)]) -> Answer {
        let page = client.get(address).await.expect_status(200);
        client.submit(&form_at(&page, form), fields).await
    }

    /// The same, agreed on by the chair, with two candidates and two reviewers, open for scores.
    async fn scoring(&self) -> String {
        let address = self.begun().await;
        let mut chair = self.signed_in(CHAIR).await;
        self.add(&mut chair, &address, "/agree", &[])
            .await
            .expect_status(303);
        let mut staff = self.signed_in(FACILITATOR).await;
        let organisation = self.candidate.to_string();
        for (name, kind, organisation) in [
            ("Tidewater Trust", "funder", organisation.as_str()),
            ("Harbor Commons", "new-nonprofit", ""),
        ] {
            let fields = [("name", name), ("kind", kind), ("organisation", organisation)];
            self.add(&mut staff, &address, "/candidates", &fields)
                .await
                .expect_status(303);
        }
        for person in &self.people[..2] {
            let person = person.to_string();
            let fields = [("person", person.as_str())];
            self.add(&mut staff, &address, "/reviewers", &fields)
                .await
                .expect_status(303);
        }
        self.add(&mut staff, &address, "/scoring", &[])
            .await
            .expect_status(303);
        address
    }

    /// The page behind the link in a reviewer's mail.
    async fn link_of(&self, email: &str) -> String {
        let mails = self.world.mails().await;
        let mail = mails.into_iter().rfind(|mail| mail.to_address == email);
        let body = mail.expect("a mail").body_text;
        let line = body
            .lines()
            .find(|line| line.contains("/review"))
            .expect("a link");
        path_of(line.trim())
    }

    async fn number(&self, sql: &str) -> i64 {
        let reader = self.scope.read().await.unwrap();
        reader.number(sql, Vec::new()).await.unwrap()
    }

    /// A link made by hand, as if somebody had been asked.
    async fn a_link(&self, person: PersonId, purpose: Purpose) -> String {
        let tx = self.scope.write(Actor::installation()).await.unwrap();
        let expires_at = self.world.clock.now_millis() + 1_000_000;
        let new = NewLink {
            person,
            purpose,
            expires_at,
        };
        let (secret, _, fact) = issue(&tx, &new).await.unwrap();
        tx.commit(vec![fact]).await.unwrap();
        secret
    }
}

/// The form of a page whose address ends so.
pub fn form_at(page: &Answer, end: &str) -> crate::kit::Form {
    let is_it = |form: &crate::kit::Form| form.action.split('?').next().unwrap().ends_with(end);
    let found = page.forms().into_iter().find(is_it);
    found.unwrap_or_else(|| panic!("no form leads to {end}: {}", page.text()))
}

/// Fills every score of a page with what a candidate gets, by the order of candidates.
async fn give(client: &mut Client, page: &str, form: &str, scores: &[&str]) -> Answer {
    let page = client.get(page).await.expect_status(200);
    let form = form_at(&page, form);
    let mut names: Vec<String> = Vec::new();
    for name in form
        .source
        .split("name=\"")
        .filter_map(|part| part.split('"').next())
    {
        if name.starts_with("score-") && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    let fields: Vec<(&str, &str)> = names
        .iter()
        .zip(scores)
        .map(|(name, score)| (name.as_str(), *score))
        .collect();
    client.submit(&form, &fields).await
}

/// The value of the candidate with a name, in the form that recommends one.
fn candidate_of(page: &Answer, name: &str) -> String {
    let form = page.form("/recommend");
    let (before, _) = form
        .source
        .split_once(&format!(">{name}</option>"))
        .expect("the candidate");
    let (_, value) = before.rsplit_once("value=\"").expect("an option");
    value.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_backbone_is_chosen_from_the_first_criterion_to_the_decision() {
    let choice = Choice::open().await;
    let address = choice.scoring().await;
    // The chair scores by the link in her mail, Lena in the workspace; before that neither sees a score.
    let link = choice.link_of(CHAIR).await;
    let mut phone = choice.world.client();
    phone
        .get(&link)
        .await
        .expect_text("Tidewater Trust")
        .expect_text("Trust in the neighborhoods");
    give(&mut phone, &link, "/review", &["5", "3", "3", ""])
        .await
        .expect_status(200)
        .expect_text("Please choose a score from 1 to 5.");
    give(&mut phone, &link, "/review", &["5", "3", "3", "4"])
        .await
        .expect_status(303);
    phone.get(&link).await.expect_text("Your scores are saved");
    let mut lena = choice.signed_in(MEMBERS[1]).await;
    let before = lena
        .get(&address)
        .await
        .expect_text("Scores show once you have saved your own");
    assert!(!before.text().contains("Weighted mean"), "{}", before.text());
    let mut paul = choice.signed_in(MEMBERS[2]).await;
    let other = paul.get(&address).await;
    assert!(
        !other.text().contains("Weighted mean"),
        "who reviews nothing sees nothing before it is over"
    );
    give(
        &mut lena,
        &format!("{address}/review"),
        "/review",
        &["4", "4", "2", "4"],
    )
    .await
    .expect_status(303);
    // Tidewater: (5+4)·60 + (3+4)·40 = 820 of 200; Harbor: (3+2)·60 + (4+4)·40 = 620.
    let page = lena.get(&address).await.expect_text("4.10").expect_text("3.10");
    // The lead of 200: by weight of the first criterion level at 60 - 200/4 = 10 of 50; for all at once 200/(240+40).
    let page = page.expect_text("above 20.0%").expect_text("less than 71.4%");
    // Saved scores stay.
    let sql = "select cast(sum(score) as bigint) as n from selection_score where collaborative_id = $1";
    assert_eq!(choice.number(sql).await, 29);
    // Lena recommends, staff lays it before the committee, the chair calls, and the committee consents.
    let tidewater = candidate_of(&page, "Tidewater Trust");
    let fields = [
        ("candidate", tidewater.as_str()),
        ("recommend_because_en", "Neighbors know them."),
    ];
    choice
        .add(&mut lena, &address, "/recommend", &fields)
        .await
        .expect_status(303);
    let mut staff = choice.signed_in(FACILITATOR).await;
    let put = choice
        .add(&mut staff, &address, "/put", &[])
        .await
        .expect_status(303);
    let proposal = put.location().unwrap();
    let again = staff
        .post(&format!("{address}/put"), &[])
        .await
        .expect_status(303);
    assert_eq!(
        again.location().unwrap(),
        proposal,
        "pressed twice, it is one proposal"
    );
    choice
        .add(&mut staff, &proposal, "/call", &[("closes_on", "2026-09-20")])
        .await
        .expect_status(303);
    for member in MEMBERS {
        let mut member = choice.signed_in(member).await;
        let form = member.get(&proposal).await.expect_status(200).form("/answer");
        member
            .submit(&form, &[("choice", "agree")])
            .await
            .expect_status(303);
    }
    choice
        .add(&mut staff, &proposal, "/close", &[])
        .await
        .expect_status(303);
    staff
        .get(&address)
        .await
        .expect_text("Chosen")
        .expect_text("Tidewater Trust, decided on");
    let kept_out = "select count(*) as n from recusal where collaborative_id = $1";
    assert_eq!(
        choice.number(kept_out).await,
        2,
        "the director and whoever works for a candidate"
    );
    // What is public of it is in the next edition, and only if somebody says so.
    let scope = &choice.scope;
    let told = || async {
        let reader = scope.read().await.unwrap();
        app::editions::chosen::selections(&reader).await.unwrap()
    };
    assert!(told().await.is_empty());
    choice
        .add(&mut staff, &address, "/visibility", &[])
        .await
        .expect_status(303);
    let parts = told().await;
    assert_eq!(
        (parts[0].chosen.as_str(), parts[0].candidates),
        ("Tidewater Trust", 2)
    );
    assert_eq!(parts[0].criteria[0].points, 60);
}

#[tokio::test]
async fn nobody_adds_a_candidate_before_criteria_are_agreed_and_agreed_criteria_stay() {
    let choice = Choice::open().await;
    let address = choice.begun().await;
    let mut staff = choice.signed_in(FACILITATOR).await;
    let page = staff.get(&address).await.expect_status(200);
    assert!(
        !page
            .forms()
            .iter()
            .any(|form| form.action.ends_with("/candidates"))
    );
    let early = [("name", "Too early"), ("kind", "funder")];
    staff
        .post(&format!("{address}/candidates"), &early)
        .await
        .expect_text("Criteria and weights have to be agreed first");
    let mut chair = choice.signed_in(CHAIR).await;
    choice
        .add(&mut chair, &address, "/agree", &[])
        .await
        .expect_status(303);
    // The same press again changes nothing, and nothing of the criteria can be changed any more.
    chair
        .post(&format!("{address}/agree"), &[])
        .await
        .expect_status(303);
    let late = [("title_en", "Late"), ("weight", "900")];
    staff
        .post(&format!("{address}/criteria"), &late)
        .await
        .expect_text("were agreed and stay as they are");
    let sql = "select count(*) as n from selection_criterion where collaborative_id = $1";
    assert_eq!(choice.number(sql).await, 2);
    let facts = "select count(*) as n from fact where collaborative_id = $1 and kind = 'selection.agreed'";
    assert_eq!(choice.number(facts).await, 1);
    let candidates = "select count(*) as n from selection_candidate where collaborative_id = $1";
    assert_eq!(choice.number(candidates).await, 0);
    // A file goes with a candidate, and comes back as something to save.
    let fields = [("name", "Harbor Commons"), ("kind", "new-nonprofit")];
    choice
        .add(&mut staff, &address, "/candidates", &fields)
        .await
        .expect_status(303);
    let links = staff.get(&address).await.links();
    let candidate = links
        .iter()
        .find(|link| link.contains("/candidates/"))
        .unwrap()
        .clone();
    staff
        .get(&candidate)
        .await
        .expect_text("What speaks for it")
        .expect_text("No file yet");
}
