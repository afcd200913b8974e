//! The backbone's own work: what members say of it in confidence.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

mod assessing;
mod mirror;
mod standing;
mod working;

use app::directory::actions::{PersonForm, add_people};
use app::directory::bodies::{BodyForm, SeatForm, add_bodies, add_seats};
use domain::ids::{BodyId, PersonId};
use platform::db::Scope;
use platform::history::Actor;

use crate::kit::World;

const DIRECTOR: &str = "dana@harbor.example";
const FACILITATOR: &str = "fran@harbor.example";

/// A collaborative with a director, a facilitator, a committee of five, and a working group of six with one of the
/// committee in it.
struct Backbone {
    world: World,
    scope: Scope,
    people: Vec<PersonId>,
}

fn member(number: usize) -> String {
    format!("member{number}@harbor.example")
}

impl Backbone {
    async fn open() -> Self {
        Self::with_members(10).await
    }

    async fn with_members(count: usize) -> Self {
        let world = World::open().await;
        let scope = world.a_collaborative("harbor").await;
        let person = |email: String, role: Option<&str>| PersonForm {
            name: email.split('@').next().unwrap().to_uppercase(),
            email,
            language: "en".into(),
            staff_role: role.map(|role| (role.to_owned(), "2024-01-01".to_owned())),
            ..PersonForm::default()
        };
        let mut forms: Vec<PersonForm> = (0..count).map(|number| person(member(number), None)).collect();
        forms.push(person(DIRECTOR.into(), Some("director")));
        forms.push(person(FACILITATOR.into(), Some("facilitator")));
        let people = add_people(&scope, Actor::installation(), &forms).await.unwrap();
        let body = |name: &str, kind: &str| BodyForm {
            name: name.to_owned(),
            kind: kind.to_owned(),
            seats_planned: "12".into(),
            ..BodyForm::default()
        };
        let bodies = [
            body("Committee", "steering-committee"),
            body("Reading group", "working-group"),
            body("Backbone", "backbone"),
        ];
        let bodies = add_bodies(&scope, Actor::installation(), &bodies).await.unwrap();
        let seat = |person: PersonId| SeatForm {
            person: Some(person),
            role: "member".into(),
            is_voting: true,
            since_on: "2025-01-01".into(),
            ..SeatForm::default()
        };
        let mut seats: Vec<(BodyId, SeatForm)> = Vec::new();
        for (number, person) in people[..count].iter().enumerate() {
            seats.push((bodies[usize::from(number >= 5)], seat(*person)));
        }
        if count > 5 {
            seats.push((bodies[1], seat(people[0])));
        }
        seats.push((bodies[2], seat(people[count])));
        // The director sits in a group as well, and is still not asked about their own work.
        seats.push((bodies[1], seat(people[count])));
        add_seats(&scope, Actor::installation(), &seats).await.unwrap();
        Self { world, scope, people }
    }

    /// The address behind the newest link of a kind in somebody's mail.
    async fn link_of(&self, email: &str, page: &str) -> String {
        let mails = self.world.mails().await;
        let found = mails.iter().rev().filter(|mail| mail.to_address == email);
        let mut lines = found.flat_map(|mail| mail.body_text.lines());
        let line = lines.find(|line| line.trim().ends_with(page)).expect("a link");
        crate::kit::path_of(line.trim())
    }

    async fn days_pass(&self, days: i64) {
        self.world.clock.advance_seconds(days * 24 * 3600);
        app::worker::run_waiting(&self.world.state).await;
    }
}
