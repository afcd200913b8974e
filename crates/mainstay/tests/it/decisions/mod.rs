//! A committee decides: from the phone by a link, from the workspace, by mail and by the API; the director never does.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod answering;
mod governing;

use app::decisions::rulebook::Rulebook;
use app::decisions::{mail_in, store};
use app::directory::actions::{OrganisationForm, PersonForm, add_organisations, add_people};
use app::directory::bodies::{BodyForm, SeatForm, add_bodies, add_seats};
use domain::ids::{BodyId, OrganisationId, PersonId};
use platform::db::Scope;
use platform::history::Actor;

use crate::kit::{Client, Mail, World};

const DIRECTOR: &str = "dana@harbor.example";
const FACILITATOR: &str = "fran@harbor.example";
const CHAIR: &str = "rosa@harbor.example";
const VICE_CHAIR: &str = "omar@harbor.example";
const ALTERNATE: &str = "ana@harbor.example";
const MEMBERS: [&str; 5] = [
    CHAIR,
    VICE_CHAIR,
    "lena@harbor.example",
    "paul@harbor.example",
    "ines@harbor.example",
];

/// A committee of five, its staff, and a body that the director sits in without deciding anywhere else.
struct Committee {
    world: World,
    scope: Scope,
    body: BodyId,
    people: Vec<PersonId>,
    partner: OrganisationId,
}

impl Committee {
    async fn open() -> Self {
        Self::with_rules(Rulebook::default()).await
    }

    async fn with_rules(rules: Rulebook) -> Self {
        let world = World::open().await;
        let scope = world.a_collaborative("harbor").await;
        let installation = Actor::installation;
        let partner = OrganisationForm {
            name: "Brightwater Afterschool".into(),
            ..OrganisationForm::default()
        };
        let partner = add_organisations(&scope, installation(), &[partner])
            .await
            .unwrap()[0];
        let person = |email: &str, role: Option<&str>| PersonForm {
            name: email.split('@').next().unwrap().to_uppercase(),
            email: email.to_owned(),
            language: "en".into(),
            staff_role: role.map(|role| (role.to_owned(), "2024-01-01".to_owned())),
            ..PersonForm::default()
        };
        let mut forms: Vec<PersonForm> = MEMBERS.iter().map(|email| person(email, None)).collect();
        forms.push(person(ALTERNATE, None));
        forms.push(person(DIRECTOR, Some("director")));
        forms.push(person(FACILITATOR, Some("facilitator")));
        let people = add_people(&scope, installation(), &forms).await.unwrap();
        let body = |name: &str, kind: &str| BodyForm {
            name: name.to_owned(),
            kind: kind.to_owned(),
            seats_planned: "6".into(),
            rules: Some(rules.complete()),
            ..BodyForm::default()
        };
        let bodies = [
            body("Committee", "steering-committee"),
            body("Backbone", "backbone"),
        ];
        let bodies = add_bodies(&scope, installation(), &bodies).await.unwrap();
        let seat = |person: PersonId, number: usize| SeatForm {
            person: Some(person),
            role: if number == 0 { "chair" } else { "member" }.into(),
            is_vice_chair: number == 1,
            is_voting: true,
            since_on: "2025-01-01".into(),
            alternate: (number == 4).then(|| people[5]),
            ..SeatForm::default()
        };
        let mut seats: Vec<(BodyId, SeatForm)> = people[..5]
            .iter()
            .enumerate()
            .map(|(number, person)| (bodies[0], seat(*person, number)))
            .collect();
        seats.push((bodies[1], seat(people[6], 2)));
        add_seats(&scope, installation(), &seats).await.unwrap();
        Self {
            world,
            scope,
            body: bodies[0],
            people,
            partner,
        }
    }

    /// Writes, discusses and calls for answers through the pages; gives the proposal's address.
    async fn call(&self, method: &str, more: &[(&str, &str)]) -> String {
        let mut staff = self.world.signed_in(FACILITATOR).await;
        let page = staff.get("/harbor/work/decisions/new").await.expect_status(200);
        let body = self.body.to_string();
        let mut filled = vec![
            ("body", body.as_str()),
            ("title_en", "One definition of attendance"),
            (
                "text_en",
                "A student attends when present on more than 90 percent of days.",
            ),
            ("decided_by", method),
        ];
        filled.extend(more);
        let sent = staff
            .submit(&page.form("/decisions/new"), &filled)
            .await
            .expect_status(303);
        let address = sent.location().unwrap();
        for (step, fields) in [("discuss", vec![]), ("call", vec![("closes_on", "2026-09-20")])] {
            let page = staff.get(&address).await.expect_status(200);
            let form = page.form(&format!("/{step}"));
            staff.submit(&form, &fields).await.expect_status(303);
        }
        address
    }

    async fn mail_to(&self, address: &str) -> Mail {
        let mails = self.world.mails().await;
        mails
            .into_iter()
            .rfind(|mail| mail.to_address == address)
            .expect("a mail")
    }

    /// The page behind the link in somebody's mail.
    async fn link_of(&self, address: &str) -> String {
        let mail = self.mail_to(address).await;
        let line = mail
            .body_text
            .lines()
            .find(|line| line.contains("/decide"))
            .expect("a link");
        crate::kit::path_of(line.trim())
    }

    async fn answer_by_link(&self, address: &str, choice: &str) {
        let mut phone = self.world.client();
        let link = self.link_of(address).await;
        let page = phone.get(&link).await.expect_status(200);
        let fields = [("choice", choice), ("reason", "As I said.")];
        phone
            .submit(&page.form("/decide"), &fields)
            .await
            .expect_status(303);
    }

    async fn outcome(&self) -> store::DecisionRow {
        let decisions = store::decisions(&self.scope.read().await.unwrap()).await.unwrap();
        decisions.into_iter().next().expect("a decision")
    }

    async fn count(&self, table: &str) -> i64 {
        let sql = format!("select count(*) as n from {table} where collaborative_id = $1");
        self.scope
            .read()
            .await
            .unwrap()
            .number(&sql, Vec::new())
            .await
            .unwrap()
    }

    /// The clock goes past closing, and the worker does what is due.
    async fn time_passes(&self) {
        self.world.clock.advance_seconds(6 * 24 * 3600);
        app::worker::run_waiting(&self.world.state).await;
    }
}

async fn signed_in(committee: &Committee, email: &str) -> Client {
    committee.world.signed_in(email).await
}

fn mark_of(mail: &Mail) -> String {
    let (_, rest) = mail.subject.split_once("[ms-").expect("a mark");
    format!("[ms-{rest}")
}

async fn reply(
    committee: &Committee,
    from: &str,
    mark: &str,
    text: &str,
) -> Result<String, app::error::Error> {
    let mail = format!(
        "From: Somebody <{from}>\r\nTo: decide@harbor.example\r\nSubject: Re: One definition {mark}\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n\r\n\
         On Tue, Harbor wrote:\r\n> Answer here: against\r\n"
    );
    mail_in::take(committee.world.database(), mail.as_bytes()).await
}
