//! A small community to ask for data: staff, two partners with contacts, one indicator, two places, two grades.
#![allow(dead_code, reason = "a kit is larger than what today's tests use of it")]

use platform::args;
use platform::db::{Scope, Value};
use platform::history::{Actor, NewFact};
use platform::secrets::new_uuid;

use crate::kit::{Client, World};
use crate::sign_in::sign_in;

pub const PRIYA: &str = "priya@harbor.example";
pub const DIRECTOR: &str = "dana@harbor.example";
pub const FACILITATOR: &str = "fran@harbor.example";
pub const MARIA: &str = "maria@aurora.example";
pub const LUIS: &str = "luis@faro.example";

/// Identifiers of what the community holds.
pub struct Community {
    pub world: World,
    pub scope: Scope,
    pub slug: String,
    pub indicator: String,
    pub version: String,
    /// Lantern Street and Oystershell Hall.
    pub places: [String; 2],
    /// Casa Aurora and Casa Faro.
    pub organisations: [String; 2],
    /// Maria and Luis.
    pub contacts: [String; 2],
}

impl Community {
    pub async fn open() -> Self {
        let world = World::open().await;
        let scope = world.a_collaborative("harbor").await;
        Self::settle(world, scope, "harbor").await
    }

    async fn settle(world: World, scope: Scope, slug: &str) -> Self {
        let organisations = [new_id(), new_id()];
        let contacts = [new_id(), new_id()];
        let places = [new_id(), new_id()];
        let (indicator, version) = (new_id(), new_id());
        let community = Self {
            world,
            scope,
            slug: slug.to_owned(),
            indicator,
            version,
            places,
            organisations,
            contacts,
        };
        community.add_people().await;
        community.add_measurement().await;
        community
    }

    async fn add_people(&self) {
        let organisation =
            "insert into organisation (collaborative_id, organisation_id, slug, name, created_at)
                            values ($1, $2, $3, $4, 0)";
        let [aurora, faro] = self.organisations.clone();
        self.run(organisation, args![aurora.clone(), "casa-aurora", "Casa Aurora"])
            .await;
        self.run(organisation, args![faro.clone(), "casa-faro", "Casa Faro"])
            .await;
        let person =
            "insert into person (collaborative_id, person_id, organisation_id, name, email, language, state,
                        created_at)
                      values ($1, $2, $3, $4, $5, $6, 'confirmed', 0)";
        let [maria, luis] = self.contacts.clone();
        self.run(person, args![maria, aurora, "Maria Delgado", MARIA, "en"])
            .await;
        self.run(person, args![luis, faro, "Luis Faro", LUIS, "es"]).await;
        let staff = [
            (PRIYA, "Priya Nair", "data-manager"),
            (DIRECTOR, "Dana Cole", "director"),
            (FACILITATOR, "Fran Ode", "facilitator"),
        ];
        for (email, name, role) in staff {
            let id = new_id();
            self.run(person, args![id.clone(), None::<String>, name, email, "en"])
                .await;
            let sql = "insert into staff_role (collaborative_id, person_id, role, since_on)
                       values ($1, $2, $3, '2020-01-01')";
            self.run(sql, args![id, role]).await;
        }
    }

    async fn add_measurement(&self) {
        let indicator = "insert into indicator (collaborative_id, indicator_id, slug, created_at)
                         values ($1, $2, 'attendance', 0)";
        self.run(indicator, args![self.indicator.clone()]).await;
        let version = "insert into indicator_version (collaborative_id, indicator_version_id, indicator_id, version,
                         valid_from, title_en, title_es, unit, direction, definition, created_at)
                       values ($1, $2, $3, 1, '2000-01-01', 'Regular attendance', 'Asistencia regular', 'percent',
                         'higher', '{}', 0)";
        self.run(version, args![self.version.clone(), self.indicator.clone()])
            .await;
        let place = "insert into place (collaborative_id, place_id, slug, name, name_key, kind, position)
                     values ($1, $2, $3, $4, $3, 'site', $5)";
        let [lantern, oystershell] = self.places.clone();
        self.run(place, args![lantern, "lantern-street", "Lantern Street", 1])
            .await;
        self.run(
            place,
            args![oystershell, "oystershell-hall", "Oystershell Hall", 2],
        )
        .await;
        let dimension = new_id();
        let sql = "insert into dimension (collaborative_id, dimension_id, slug, label_en, label_es)
                   values ($1, $2, 'grade', 'Grade', 'Grado')";
        self.run(sql, args![dimension.clone()]).await;
        for (position, slug, en, es) in [
            (1, "g7", "Grade 7", "7.º grado"),
            (2, "g8", "Grade 8", "8.º grado"),
        ] {
            let sql =
                "insert into category (collaborative_id, category_id, dimension_id, slug, label_en, label_es,
                         position)
                       values ($1, $2, $3, $4, $5, $6, $7)";
            self.run(sql, args![new_id(), dimension.clone(), slug, en, es, position])
                .await;
        }
        let sql = "insert into indicator_dimension (collaborative_id, indicator_id, dimension_id) values ($1, $2, $3)";
        self.run(sql, args![self.indicator.clone(), dimension]).await;
    }

    /// Runs one statement; what a test sets up is told as one fact.
    pub async fn run(&self, sql: &str, values: Vec<Value>) {
        let tx = self
            .scope
            .write(Actor::installation())
            .await
            .expect("a transaction");
        tx.run(sql, values).await.expect("a statement that runs");
        let fact = NewFact::new("test.prepared", "test", new_uuid());
        tx.commit(vec![fact]).await.expect("a commit");
    }

    /// The column `n` of a query.
    pub async fn number(&self, sql: &str, values: Vec<Value>) -> i64 {
        let reader = self.scope.read().await.expect("a snapshot");
        reader.number(sql, values).await.expect("a number")
    }

    /// How many facts of a kind the history holds.
    pub async fn facts(&self, kind: &str) -> i64 {
        self.number(
            "select count(*) as n from fact where collaborative_id = $1 and kind = $2",
            args![kind],
        )
        .await
    }

    /// Somebody signed in, with the second factor given a moment ago.
    pub async fn signed_in_twice(&self, email: &str) -> Client {
        let browser = sign_in(&self.world, email).await;
        let now = self.world.clock.now_millis();
        let sql = "update session set second_factor_at = $1, second_factor_seen_at = $1
                   where account_id = (select account_id from account where email = $2)";
        let host = self.world.database().host();
        host.run(sql, args![now, email])
            .await
            .expect("the session is there");
        browser
    }

    /// An address of the workspace.
    pub fn work(&self, path: &str) -> String {
        format!("/{}/work{path}", self.slug)
    }
}

pub fn new_id() -> String {
    new_uuid().to_string()
}
