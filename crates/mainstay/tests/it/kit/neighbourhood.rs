//! A collaborative with something in every table, each text marked with a word that must not leak.

use std::collections::BTreeMap;

use app::accounts::link::{NewLink, issue};
use app::agenda::frozen::FrozenText;
use app::agenda::store;
use app::collaborative::actions::find;
use app::editions::actions::{MakeDraft, make_draft};
use app::editions::document::Text;
use app::editions::selection::Selection;
use domain::access::Purpose;
use platform::db::{Database, FromQueryResult, Scope, Value};
use platform::history::{Actor, NewFact};
use platform::secrets::{new_uuid, sha256_hex};

mod links;

pub use super::persona::Persona;
use super::schema::{Column, Kind, Table, tenant_tables};
use super::world::a_collaborative;
use super::{Client, World};

/// Tables that the history writes by itself, and what is made as in earnest: links, drafts, their vetting. Requests
/// and what came stand under no agreement: one that nobody signed lets nothing pass. Requests ask for figures, not rows.
const NOT_FILLED: [&str; 10] = [
    "agreement_upload",
    "fact",
    "log_head",
    "checkpoint",
    "object",
    "request_agreement",
    "scoped_link",
    "edition",
    "vault_ask",
    "vetting",
];

/// Tables about drafts, filled once there are some.
const ABOUT_DRAFTS: [&str; 4] = ["edition_print", "study", "breakdown_proposal", "told_count"];

/// A filled collaborative. Each table holds two rows: one of our partner, one of its sibling organisation.
pub struct Neighbourhood {
    pub scope: Scope,
    pub slug: String,
    /// Stands in every text of this collaborative; `…-2-…` in those of the sibling organisation.
    pub mark: String,
    /// What identifiers and slugs are made of; twins share it.
    seed: String,
    ids: BTreeMap<String, [String; 2]>,
    /// Secrets of the links: to send data for the first organisation, to vet the first edition.
    pub submit_token: String,
    pub vet_token: String,
    /// Secrets of the first person's links: to come to the first meeting, for the calendar, for the mail.
    pub meeting_token: String,
    pub calendar_token: String,
    pub mail_token: String,
    /// To endorse the ratified agenda for the first organisation, and of whoever gave the first input.
    pub endorse_token: String,
    pub said_token: String,
    /// What ends the first subscriber's newsletters.
    pub news_token: String,
    /// And to answer the first proposal.
    pub decide_token: String,
    /// And for the words that credit the first organisation for the first contribution.
    pub credit_token: String,
    /// To answer the first assessment.
    pub assess_token: String,
    /// To say what became of the first organisation's promises.
    pub promises_token: String,
    /// And to tell the first person's hours.
    pub hours_token: String,
    /// And to look at the theory of action as a peer.
    pub peer_token: String,
    /// The first person's: to review the first choice of a backbone, for the first organisation's positions, and to what they
    /// are owed.
    pub review_token: String,
    pub position_token: String,
    pub payee_token: String,
    /// To sign the first agreement for the side that gives.
    pub sign_token: String,
    /// To send the first organisation's encodings for the first linkage.
    pub encode_token: String,
    /// And of a family that the first agreement asks.
    pub family_token: String,
}

impl Neighbourhood {
    /// Makes and fills a collaborative.
    pub async fn fill(database: &Database, slug: &str, mark: &str) -> Self {
        Self::fill_with(database, slug, mark, slug, BTreeMap::new()).await
    }

    /// Makes and fills a collaborative whose rows have the identifiers and slugs of this one's, and a mark of their own.
    ///
    /// A query that forgets to say whose rows it wants finds the twin's as well as its own.
    pub async fn fill_twin(&self, database: &Database, slug: &str, mark: &str) -> Self {
        let mut ids = self.ids.clone();
        ids.remove("edition_id");
        Self::fill_with(database, slug, mark, &self.seed, ids).await
    }

    async fn fill_with(
        database: &Database,
        slug: &str,
        mark: &str,
        seed: &str,
        ids: BTreeMap<String, [String; 2]>,
    ) -> Self {
        let scope = a_collaborative(database, slug).await;
        let mut filled = Self {
            scope,
            slug: slug.to_owned(),
            mark: mark.to_owned(),
            seed: seed.to_owned(),
            ids,
            submit_token: String::new(),
            vet_token: String::new(),
            meeting_token: String::new(),
            calendar_token: String::new(),
            mail_token: String::new(),
            endorse_token: String::new(),
            said_token: String::new(),
            news_token: sha256_hex(format!("{mark} ends 0")),
            decide_token: String::new(),
            credit_token: String::new(),
            assess_token: String::new(),
            promises_token: String::new(),
            hours_token: String::new(),
            peer_token: String::new(),
            review_token: String::new(),
            position_token: String::new(),
            payee_token: String::new(),
            sign_token: String::new(),
            encode_token: String::new(),
            family_token: sha256_hex(format!("{mark} family 0")),
        };
        let is_about_drafts = |table: &Table| ABOUT_DRAFTS.contains(&table.name.as_str());
        filled.fill_tables(|table| !is_about_drafts(table)).await;
        filled.add_people().await;
        filled.ratify_the_first_agenda().await;
        filled.make_drafts(database).await;
        filled.fill_tables(is_about_drafts).await;
        filled.submit_token = filled.a_link(filled.submitting()).await;
        filled.vet_token = filled.a_link(filled.vetting()).await;
        let meeting = filled.ids["meeting_id"][0].parse().expect("an id");
        filled.meeting_token = filled.a_link(Purpose::Attend { meeting }).await;
        filled.calendar_token = filled.a_link(Purpose::Calendar).await;
        filled.mail_token = filled.a_link(Purpose::Mail).await;
        filled.endorse_token = filled.a_link(filled.endorsing()).await;
        filled.decide_token = filled.a_link(filled.deciding()).await;
        filled.credit_token = filled.a_link(filled.crediting()).await;
        let assessment = filled.ids["assessment_id"][0].parse().expect("an id");
        filled.assess_token = filled.a_link(Purpose::Assess { assessment }).await;
        let organisation = filled.ids["organisation_id"][0].parse().expect("an id");
        filled.promises_token = filled.a_link(Purpose::Commit { organisation }).await;
        filled.hours_token = filled.a_link(Purpose::Hours).await;
        let review = filled.ids["peer_review_id"][0].parse().expect("an id");
        filled.peer_token = filled.a_link(Purpose::PeerReview { review }).await;
        let selection = filled.ids["selection_id"][0].parse().expect("an id");
        filled.review_token = filled.a_link(Purpose::Review { selection }).await;
        let organisation = filled.ids["organisation_id"][0].parse().expect("an id");
        filled.position_token = filled.a_link(Purpose::Position { organisation }).await;
        filled.payee_token = filled.a_link(Purpose::Payee).await;
        let agreement = filled.ids["agreement_id"][0].parse().expect("an id");
        let side = domain::agreements::Side::Gives;
        filled.sign_token = filled.a_link(Purpose::Sign { agreement, side }).await;
        let linkage = filled.ids["linkage_id"][0].parse().expect("an id");
        filled.encode_token = filled.a_link(Purpose::Encode { linkage, agreement }).await;
        filled
    }

    async fn fill_tables(&mut self, is_wanted: impl Fn(&Table) -> bool) {
        let tx = self.scope.write(Actor::installation()).await;
        let tx = tx.expect("a transaction");
        for table in tenant_tables().into_iter().filter(|table| is_wanted(table)) {
            if NOT_FILLED.contains(&table.name.as_str()) {
                continue;
            }
            for row in 0..2 {
                let (sql, values) = self.insert(&table, row);
                let done = tx.run(&sql, values).await;
                done.unwrap_or_else(|error| panic!("filling {}: {error}", table.name));
            }
        }
        let fact = NewFact::new("collaborative.filled", "collaborative", new_uuid());
        tx.commit(vec![fact]).await.expect("the rows are kept");
    }

    /// The identifier kept in a column, of our partner's row (0) or the sibling's (1).
    pub fn id(&self, column: &str, row: usize) -> Option<&str> {
        self.ids.get(column).map(|pair| pair[row].as_str())
    }

    /// The slug of a table's row.
    pub fn slug_of(&self, table: &str, row: usize) -> String {
        let tail: String = sha256_hex(format!("{}{table}{row}", self.seed))
            .chars()
            .take(8)
            .collect();
        format!("{}-{tail}", table.replace('_', "-"))
    }

    /// Every row of every table, as text, in an order of its own.
    pub async fn everything(&self) -> Vec<String> {
        #[derive(FromQueryResult)]
        struct Line {
            line: String,
        }
        let reader = self.scope.read().await.expect("a snapshot");
        let mut lines = Vec::new();
        for table in tenant_tables() {
            let readable = table.columns.iter().filter(|column| column.kind != Kind::Bytes);
            let columns = readable.map(|column| format!("coalesce(cast({} as text), '~')", column.name));
            let sql = format!(
                "select {} as line from {} where collaborative_id = $1",
                columns.collect::<Vec<_>>().join(" || '|' || "),
                table.name
            );
            let rows = reader
                .rows::<Line>(&sql, Vec::new())
                .await
                .expect("a table's rows");
            lines.extend(
                rows.into_iter()
                    .map(|row| format!("{}: {}", table.name, row.line)),
            );
        }
        lines.sort();
        lines
    }

    /// A signed-in person with this role here; with the second factor given a moment ago.
    pub async fn signed_in(&self, world: &World, persona: Persona) -> Client {
        world.signed_in(&self.email(persona)).await
    }

    pub fn email(&self, persona: Persona) -> String {
        format!("{}@{}.example", persona.name(), self.slug)
    }

    fn insert(&mut self, table: &Table, row: usize) -> (String, Vec<Value>) {
        let mut names = vec!["collaborative_id"];
        let mut values = Vec::new();
        for column in &table.columns {
            names.push(&column.name);
            values.push(self.value(&table.name, column, row));
        }
        let places: Vec<String> = (1..=names.len()).map(|number| format!("${number}")).collect();
        let sql = format!(
            "insert into {} ({}) values ({})",
            table.name,
            names.join(", "),
            places.join(", ")
        );
        (sql, values)
    }

    fn value(&mut self, table: &str, column: &Column, row: usize) -> Value {
        match column.kind {
            Kind::Text => Value::from(self.text(table, column, row)),
            Kind::Number => Value::from(self.number(column, row)),
            Kind::Fraction => Value::from(column.is_required.then_some(0.25)),
            Kind::Truth => Value::from(column.name == "is_counts_only"),
            Kind::Bytes => Value::from(Vec::<u8>::new()),
        }
    }

    fn text(&mut self, table: &str, column: &Column, row: usize) -> Option<String> {
        let name = column.name.as_str();
        let plain = match (table, name) {
            ("person", "state") => "confirmed",
            ("meeting" | "meeting_series", "begins") => "16:00",
            ("meeting" | "meeting_series", "time_zone") => "America/New_York",
            ("person", "language") => "en",
            ("data_request", "state") => "open",
            ("submission", "state") => "sent",
            ("commitment_answer", "answer") => "kept",
            ("indicator_version", "unit") => "percent",
            ("indicator_version", "direction") => "up",
            ("candidate", "sheet") => "{}",
            ("agenda_suggestion", "answer") => "",
            ("data_request", "scope") => r#"{"places":[],"dimensions":[]}"#,
            ("vetting", "indicator_ids") | ("submission", "dropped_columns") => "[]",
            ("agreement", "text_hash" | "ended_on") => return None,
            ("submission", "mapping" | "answers")
            | ("agreement", "terms")
            | ("submission_figure", "cells")
            | ("indicator_version", "definition") => "{}",
            ("answer", "choice") => "agree",
            ("answer", "ranking") => "",
            ("ballot_box", "ballots") | ("assessment_box", "receipts") => "[]",
            ("assessment", "told" | "asks") => "",
            ("assessment", "subject") => "backbone",
            ("assessment_member", "cell") => "working",
            ("community_figure", "shares") => "{}",
            ("assessment_box", "tally") | ("peer_review", "answers") | ("backbone_role", "functions") => "{}",
            ("stage_choice", "facts") => "[]",
            ("theory_version", "document") => {
                r#"{"pillars":[{"code":"p","title_en":"P"}],"gateways":[{"code":"g","title_en":"G"}],"benchmarks":[]}"#
            }
            (_, "status") => "ok",
            (_, "group_key") => "",
            (_, "period") => "2024-25",
            (_, "valid_to" | "until_on" | "parent_id" | "replaced_by" | "answer" | "sent_key") => {
                return None;
            }
            (_, "slug") => return Some(self.slug_of(table, row)),
            ("family_link", "token_hash") => {
                return Some(sha256_hex(sha256_hex(format!("{} family {row}", self.mark))));
            }
            ("subscriber", "end_key") => return Some(sha256_hex(format!("{} ends {row}", self.mark))),
            (_, "email") => {
                return Some(format!(
                    "{}-{row}@{}.example",
                    self.mark.to_lowercase(),
                    self.slug
                ));
            }
            _ => return self.other_text(table, column, row),
        };
        Some(plain.to_owned())
    }

    fn other_text(&mut self, table: &str, column: &Column, row: usize) -> Option<String> {
        let name = column.name.as_str();
        if let Some(named) = &column.names {
            return Some(self.identifier(named, row));
        }
        if name.ends_with("_id") {
            return Some(self.identifier(name, row));
        }
        if name.ends_with("_by") {
            return Some(format!("person:{}", self.identifier("person_id", row)));
        }
        if name.ends_with("_hash") {
            return column
                .is_required
                .then(|| sha256_hex(format!("{}{table}{row}", self.slug)));
        }
        if name.ends_with("_on") || name.ends_with("_from") || name == "period_end" || name == "embargo_until"
        {
            return Some("2026-09-01".to_owned());
        }
        if let Some(allowed) = &column.first_allowed {
            return Some(allowed.clone());
        }
        Some(format!("{}-{}-{table}-{name}", self.mark, row + 1))
    }

    fn number(&self, column: &Column, row: usize) -> Option<i64> {
        let is_event = column.name.ends_with("_at") && !column.is_required;
        let has_happened = ["asked_at", "sent_at", "opened_at", "started_at"].contains(&column.name.as_str());
        if is_event && !has_happened {
            return None;
        }
        if column.name.ends_with("_at") {
            return Some(self.scope.clock().now_millis());
        }
        if column.name == "number" {
            return Some(i64::try_from(row).expect("two rows") + 1);
        }
        Some(match column.name.as_str() {
            // A twin's counts are others, so that they cannot pass for our own.
            "numerator" if self.seed != self.slug => 30,
            "denominator" if self.seed != self.slug => 120,
            "numerator" => 4_030,
            "denominator" => 7_120,
            "minimum_count" => 10,
            _ => 1,
        })
    }

    fn identifier(&mut self, column: &str, row: usize) -> String {
        let fresh = || [new_uuid().to_string(), new_uuid().to_string()];
        self.ids.entry(column.to_owned()).or_insert_with(fresh)[row].clone()
    }

    async fn add_people(&self) {
        for persona in Persona::ALL {
            let tx = self
                .scope
                .write(Actor::installation())
                .await
                .expect("a transaction");
            let id = new_uuid();
            let organisation = (persona == Persona::Contact).then(|| self.ids["organisation_id"][0].clone());
            let sql = "insert into person (collaborative_id, person_id, organisation_id, name, email, state, created_at)
                       values ($1, $2, $3, $4, $5, 'confirmed', 0)";
            let name = format!("{}-0-{}", self.mark, persona.name());
            let values = platform::args![id.to_string(), organisation, name, self.email(persona)];
            tx.run(sql, values).await.expect("a person");
            let role = match persona {
                Persona::Contact => None,
                Persona::Member => Some(
                    "insert into seat (collaborative_id, seat_id, body_id, person_id, since_on)
                     values ($1, $3, $4, $2, '2020-01-01')",
                ),
                Persona::Facilitator | Persona::DataManager | Persona::Director | Persona::Funder => Some(
                    "insert into staff_role (collaborative_id, person_id, role, since_on)
                     values ($1, $2, $3, '2020-01-01')",
                ),
            };
            if let Some(sql) = role {
                let mut values = platform::args![id.to_string()];
                if persona == Persona::Member {
                    values.extend(platform::args![
                        new_uuid().to_string(),
                        self.ids["body_id"][0].clone()
                    ]);
                } else {
                    values.push(Value::from(persona.name()));
                }
                tx.run(sql, values).await.expect("a role");
            }
            let fact = NewFact::new("person.added", "person", id);
            tx.commit(vec![fact]).await.expect("a person is kept");
        }
    }

    /// The first version of the agenda as if the committee had ratified it; somebody has a receipt for the first input.
    async fn ratify_the_first_agenda(&mut self) {
        self.said_token = sha256_hex(format!("{}-said-{}", self.slug, self.mark));
        let id = self.ids["agenda_version_id"][0].clone();
        let tx = self.scope.write(Actor::installation()).await;
        let tx = tx.expect("a transaction");
        let version = store::version(&tx, &id).await.expect("a row").expect("a version");
        let parts = store::parts(&tx, &id).await.expect("its parts");
        let mut text = FrozenText::of(&version, &parts);
        for part in &mut text.parts {
            // Identifiers are new in each run, and the same inputs must make the same bytes.
            (part.result, part.indicator, part.owner) = (None, None, None);
        }
        let text = text.to_bytes();
        let hash = platform::objects::put(&tx, &text)
            .await
            .expect("the text is kept");
        let sql = "update agenda_version set state = 'ratified', text_hash = $3, decision_id = $4, ratified_on = '2026-09-01'
                   where collaborative_id = $1 and agenda_version_id = $2";
        let decision = self.ids["decision_id"][0].clone();
        tx.run(sql, platform::args![id, hash, decision])
            .await
            .expect("a ratified version");
        let sql =
            "update agenda_input set receipt_hash = $3 where collaborative_id = $1 and agenda_input_id = $2";
        let input = self.ids["agenda_input_id"][0].clone();
        tx.run(sql, platform::args![input, sha256_hex(&self.said_token)])
            .await
            .expect("a receipt");
        let fact = NewFact::new("agenda.ratified", "agenda-version", new_uuid());
        tx.commit(vec![fact]).await.expect("the agenda is kept");
    }

    /// Two drafts of editions, the first sent to our partner's person.
    async fn make_drafts(&mut self, database: &Database) {
        let (row, _) = find(database, &self.slug).await.expect("the collaborative");
        let maker: uuid::Uuid = self.ids["person_id"][0].parse().expect("an id");
        let mut drafts = Vec::new();
        for number in 1..=2 {
            let new = MakeDraft {
                title: format!("{}-{number}-edition-title", self.mark),
                note: Text::default(),
                selection: Selection {
                    until: BTreeMap::from([(self.slug_of("indicator", 0), "2024-25".to_owned())]),
                    ..Selection::default()
                },
            };
            let actor = Actor::new("person", maker, "data-manager");
            let draft = make_draft(&self.scope, &row, actor, new).await;
            drafts.push(draft.expect("a draft of what is filled in").to_string());
        }
        self.ids
            .insert("edition_id".to_owned(), [drafts[0].clone(), drafts[1].clone()]);
        let vetting = tenant_tables().into_iter().find(|table| table.name == "vetting");
        let tx = self
            .scope
            .write(Actor::installation())
            .await
            .expect("a transaction");
        let (sql, values) = self.insert(&vetting.expect("a table of vetting"), 0);
        tx.run(&sql, values).await.expect("a leader is asked");
        let sql = "update edition set state = 'vetting' where collaborative_id = $1 and edition_id = $2";
        tx.run(sql, platform::args![drafts[0].clone()])
            .await
            .expect("a draft in vetting");
        let fact = NewFact::new("edition.sent", "edition", drafts[0].parse().expect("an id"));
        tx.commit(vec![fact]).await.expect("the drafts are kept");
    }
}
