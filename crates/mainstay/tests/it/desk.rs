//! The release desk through the door: what is hidden, prices that are computed, tables that two people add, corrections.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;
use platform::history::{Actor, NewFact};

use crate::kit::{Client, Neighbourhood, Persona, World};

/// A collaborative with one indicator of a few hundred children: everyone, and groups of a dimension.
pub struct Desk {
    pub world: World,
    pub neighbourhood: Neighbourhood,
    pub data_manager: Client,
    pub facilitator: Client,
    pub director: Client,
}

pub const GROUPS: [(&str, i64, i64); 6] = [
    ("", 218, 1060),
    ("race=a", 96, 488),
    ("race=b", 60, 300),
    ("race=c", 40, 200),
    ("race=d", 4, 12),
    ("race=e", 18, 60),
];

impl Desk {
    pub async fn open() -> Self {
        let world = World::open().await;
        let neighbourhood = Neighbourhood::fill(world.database(), "harbour", "Mark").await;
        let data_manager = neighbourhood.signed_in(&world, Persona::DataManager).await;
        let facilitator = neighbourhood.signed_in(&world, Persona::Facilitator).await;
        let director = neighbourhood.signed_in(&world, Persona::Director).await;
        let desk = Self {
            world,
            neighbourhood,
            data_manager,
            facilitator,
            director,
        };
        desk.forget_figures().await;
        desk.add_figures(&GROUPS).await;
        desk
    }

    pub async fn run(&self, sql: &str, values: Vec<platform::db::Value>) {
        let tx = self
            .neighbourhood
            .scope
            .write(Actor::installation())
            .await
            .unwrap();
        tx.run(sql, values).await.unwrap();
        let fact = NewFact::new("observation.changed", "observation", uuid::Uuid::nil());
        tx.commit(vec![fact]).await.unwrap();
    }

    /// The filled figures give way to ours.
    async fn forget_figures(&self) {
        self.run("delete from observation where collaborative_id = $1", args![])
            .await;
        for (dimension, categories) in [("race", &["a", "b", "c", "d", "e"][..]), ("sex", &["f", "m"][..])] {
            let id = uuid::Uuid::new_v4().to_string();
            let sql =
                "insert into dimension (collaborative_id, dimension_id, slug, label_en, label_es, position)
                       values ($1, $2, $3, $4, $5, 9)";
            self.run(sql, args![id.clone(), dimension, dimension, dimension])
                .await;
            for category in categories {
                let sql = "insert into category (collaborative_id, category_id, dimension_id, slug, label_en, label_es, position)
                           values ($1, $2, $3, $4, $5, $6, 1)";
                let own = uuid::Uuid::new_v4().to_string();
                self.run(sql, args![own, id.clone(), *category, *category, *category])
                    .await;
            }
        }
    }

    async fn add_figures(&self, groups: &[(&str, i64, i64)]) {
        for (group, numerator, denominator) in groups {
            self.add_figure(group, *numerator, *denominator, 1).await;
        }
    }

    pub async fn add_figure(&self, group: &str, numerator: i64, denominator: i64, vintage: i64) {
        let place = self.neighbourhood.id("place_id", 0).unwrap().to_owned();
        self.add_figure_at(&place, (group, numerator, denominator), vintage)
            .await;
    }

    pub async fn add_figure_at(
        &self,
        place: &str,
        (group, numerator, denominator): (&str, i64, i64),
        vintage: i64,
    ) {
        let id = |column: &str| self.neighbourhood.id(column, 0).unwrap().to_owned();
        let sql = "insert into observation (collaborative_id, observation_id, indicator_id, indicator_version_id, place_id,
                     period, period_end, group_key, numerator, denominator, value, status, vintage, accepted_at, accepted_by)
                   values ($1, $2, $3, $4, $5, '2024-25', '2025-06-30', $6, $7, $8, $9, 'ok', $10, 0, 'person:x')";
        let value = numerator as f64 * 100.0 / denominator as f64;
        let values = args![
            uuid::Uuid::new_v4().to_string(),
            id("indicator_id"),
            id("indicator_version_id"),
            place,
            group,
            numerator,
            denominator,
            value,
            vintage
        ];
        self.run(sql, values).await;
    }

    fn indicator(&self) -> String {
        self.neighbourhood.slug_of("indicator", 0)
    }

    pub async fn draft(&mut self, title: &str) -> String {
        let until = format!("until-{}", self.indicator());
        let fields = [("title", title), ("note_en", "New"), (until.as_str(), "2024-25")];
        let made = self
            .data_manager
            .post("/harbour/work/editions/new", &fields)
            .await
            .expect_status(303);
        made.location().unwrap()
    }

    pub async fn publish(&mut self, draft: &str) {
        let desk = self
            .facilitator
            .get(&format!("{draft}/desk"))
            .await
            .expect_status(200);
        self.facilitator
            .submit(&desk.form("/disclosure"), &[])
            .await
            .expect_status(303);
        self.director
            .post(&format!("{draft}/publish"), &[])
            .await
            .expect_status(303);
    }

    async fn work(&self) {
        // Between two alternatives the job pauses for the mail.
        for _ in 0..5 {
            app::worker::run_waiting(&self.world.state).await;
            self.world.clock.advance_seconds(1);
        }
    }

    pub async fn facts(&self, kind: &str) -> i64 {
        let reader = self.neighbourhood.scope.read().await.unwrap();
        let sql = "select count(*) as n from fact where collaborative_id = $1 and kind = $2";
        reader.number(sql, args![kind]).await.unwrap()
    }

    /// What readers get of a group.
    async fn observation(&self, edition: i64, group: &str) -> serde_json::Value {
        let path = format!("/api/v1/observations?collaborative=harbour&edition={edition}");
        let all = self.world.client().get(&path).await.expect_status(200).json();
        let all = all["observations"].as_array().unwrap();
        all.iter().rfind(|one| one["group"] == group).unwrap().clone()
    }
}

#[tokio::test]
async fn the_desk_says_what_is_hidden_and_why_and_prices_alternatives_by_making_them() {
    let mut desk = Desk::open().await;
    let draft = desk.draft("Report card 2025").await;
    let page = format!("{draft}/desk");
    let seen = desk.data_manager.get(&page).await.expect_status(200);
    let text = seen.text();
    for words in [
        "Of 6 figures, 2 are hidden (33.3%).",
        "small by themselves: fewer than 10 people",
        "You made this draft.",
        "Compute the alternatives",
        "How this draft was checked",
    ] {
        assert!(text.contains(words), "{words:?} is not in\n{text}");
    }
    assert!(
        seen.forms()
            .iter()
            .all(|form| !form.action.ends_with("/disclosure")),
        "whoever made it does not confirm it"
    );

    // The work goes on in steps behind the page, and tells how far it is.
    let begun = desk.data_manager.submit(&seen.form("/desk/study"), &[]).await;
    begun.expect_status(303);
    let page_now = desk.data_manager.get(&page).await;
    page_now.expect_text("0 of 2 alternatives are computed");
    desk.work().await;
    let seen = desk.data_manager.get(&page).await;
    let text = seen.text();
    for words in [
        "leave out the breakdown by",
        "3 figures that are shown would not be there.",
        "tell small groups together (d, e)",
        "One new figure would be shown.",
    ] {
        assert!(text.contains(words), "{words:?} is not in\n{text}");
    }
    assert_eq!(desk.facts("edition.alternative-priced").await, 2);

    // Taking one makes the draft anew with it; readers get the groups together, and none is hidden.
    let take = seen
        .forms()
        .into_iter()
        .find(|form| form.action.ends_with("/take"))
        .expect("a way to take an alternative");
    desk.data_manager.submit(&take, &[]).await.expect_status(303);
    desk.data_manager
        .get(&page)
        .await
        .expect_text("Nothing is hidden: readers see all 5 figures.");
    desk.publish(&draft).await;
    let together = desk.observation(1, "race=together").await;
    assert_eq!(
        (together["numerator"].as_i64(), together["status"].as_str()),
        (Some(22), Some("ok"))
    );
    assert_eq!(together["group_label"], "d, e, together");
    // The next draft tells them together again.
    let next = desk.draft("Report card 2026").await;
    desk.data_manager
        .get(&format!("{next}/desk"))
        .await
        .expect_text("Nothing is hidden");
}

#[tokio::test]
async fn a_study_is_stopped_by_a_button_and_ends_with_its_draft() {
    let mut desk = Desk::open().await;
    let draft = desk.draft("Report card 2025").await;
    let page = format!("{draft}/desk");
    let seen = desk.data_manager.get(&page).await;
    desk.data_manager
        .submit(&seen.form("/desk/study"), &[])
        .await
        .expect_status(303);
    let seen = desk.data_manager.get(&page).await;
    desk.data_manager
        .submit(&seen.form("/study/stop"), &[])
        .await
        .expect_status(303);
    desk.work().await;
    desk.data_manager
        .get(&page)
        .await
        .expect_text("Stopped after 0 of 2 alternatives");
    assert_eq!(desk.facts("edition.alternative-priced").await, 0);

    // Begun again, and the draft made anew meanwhile: what is computed would be about another draft.
    let seen = desk.data_manager.get(&page).await;
    desk.data_manager
        .submit(&seen.form("/desk/study"), &[])
        .await
        .expect_status(303);
    desk.add_figure("race=b", 61, 300, 2).await;
    desk.data_manager
        .post(&format!("{draft}/redraft"), &[])
        .await
        .expect_status(303);
    desk.work().await;
    desk.data_manager
        .get(&page)
        .await
        .expect_text("The draft was made again since");
    assert_eq!(desk.facts("edition.alternative-priced").await, 0);
}

#[tokio::test]
async fn a_new_table_is_proposed_with_a_reason_priced_and_added_by_a_second_person() {
    let mut desk = Desk::open().await;
    let draft = desk.draft("Report card 2025").await;
    desk.publish(&draft).await;
    // A breakdown that no edition has shown does not slip into the next one.
    desk.add_figures(&[("sex=f", 110, 530), ("sex=m", 108, 530)])
        .await;
    let draft = desk.draft("Report card 2026").await;
    let page = format!("{draft}/desk");
    let seen = desk
        .data_manager
        .get(&page)
        .await
        .expect_text("Tables that are not public");
    let form = seen.form("/desk/proposals");
    assert_eq!(form.value("breakdown"), Some("sex"));
    desk.data_manager
        .submit(&form, &[])
        .await
        .expect_status(200)
        .expect_text("Please say why");
    let reason = "Fathers ask how their sons are doing.";
    desk.data_manager
        .submit(&form, &[("reason", reason)])
        .await
        .expect_status(303);
    desk.data_manager.submit(&form, &[("reason", reason)]).await;
    assert_eq!(
        desk.facts("edition.breakdown-proposed").await,
        1,
        "sent twice, it is one"
    );

    // Who proposed it does not add it, even with the second person's form.
    let own = desk
        .data_manager
        .get(&page)
        .await
        .expect_text("somebody else adds it");
    let add = [("answer", "add"), ("reason", "It helps.")];
    desk.data_manager
        .submit(&own.form("/desk/proposals/"), &add)
        .await;
    assert_eq!(desk.facts("edition.breakdown-added").await, 0);
    let seen = desk
        .facilitator
        .get(&page)
        .await
        .expect_text(reason)
        .expect_text("2 new figures would be shown.");
    desk.facilitator
        .submit(&seen.form("/desk/proposals/"), &add)
        .await
        .expect_status(303);
    assert_eq!(desk.facts("edition.breakdown-added").await, 1);
    // Whoever added it made the draft: another person confirms what is hidden.
    desk.facilitator
        .get(&page)
        .await
        .expect_text("You made this draft.");
    let seen = desk.data_manager.get(&page).await;
    desk.data_manager
        .submit(&seen.form("/disclosure"), &[])
        .await
        .expect_status(303);
    desk.director
        .post(&format!("{draft}/publish"), &[])
        .await
        .expect_status(303);
    assert_eq!(desk.observation(2, "sex=f").await["numerator"], 110);
}

#[tokio::test]
async fn a_correction_about_a_few_people_is_held_back_and_says_so() {
    let mut desk = Desk::open().await;
    let draft = desk.draft("Report card 2025").await;
    desk.publish(&draft).await;
    let before = desk.observation(1, "race=a").await;
    desk.add_figure("race=a", 99, 488, 2).await;
    desk.add_figure("", 221, 1060, 2).await;
    let draft = desk.draft("Report card 2025, corrected").await;
    let page = desk.director.get(&format!("{draft}/desk")).await;
    page.expect_text("2 figures differ from what was printed by fewer than 10 people");
    desk.publish(&draft).await;
    let after = desk.observation(2, "race=a").await;
    assert_eq!(after["numerator"], before["numerator"]);
    assert_eq!(after["corrected_from"], serde_json::Value::Null);
    assert!(after["note"].as_str().unwrap().contains("held back"), "{after}");
    let anybody = desk.world.client().get("/harbour/data.csv").await;
    let public = anybody.text();
    assert!(!public.contains("221") && !public.contains(",99,"), "{public}");
}

#[tokio::test]
async fn every_edition_carries_its_certificate_and_protected_figures_say_why() {
    let mut desk = Desk::open().await;
    let draft = desk.draft("Report card 2025").await;
    desk.publish(&draft).await;
    let mut anybody = desk.world.client();
    let editions = anybody
        .get("/api/v1/editions?collaborative=harbour")
        .await
        .expect_status(200)
        .json();
    let certificate = &editions[0]["certificate"];
    assert_eq!(certificate["tables"], 1);
    assert_eq!(certificate["editions_known"], 0);
    assert!(
        certificate["narrowest_range"].as_i64().unwrap() >= 8,
        "{certificate}"
    );
    assert!(certificate["steps"].as_i64().unwrap() > 0, "{certificate}");
    assert!(certificate["milliseconds"].as_i64().unwrap() > 0, "{certificate}");
    assert_eq!(certificate["inputs_sha256"].as_str().unwrap().len(), 64);
    for (language, words) in [
        ("", "Before edition 1 was published"),
        ("/es", "Antes de publicar la edición 1"),
    ] {
        anybody
            .get(&format!("/harbour{language}/methods"))
            .await
            .expect_text(words);
    }
    let hidden = desk.observation(1, "race=d").await;
    assert_eq!(hidden["status"], "protected");
    assert!(
        hidden["note"].as_str().unwrap().contains("does not mean zero"),
        "{hidden}"
    );
}

#[tokio::test]
async fn the_desk_is_for_staff_and_each_button_for_who_may_press_it() {
    let mut desk = Desk::open().await;
    let draft = desk.draft("Report card 2025").await;
    let page = format!("{draft}/desk");
    for persona in [Persona::Member, Persona::Funder, Persona::Contact] {
        let mut person = desk.neighbourhood.signed_in(&desk.world, persona).await;
        for (method, path) in [
            ("GET", page.clone()),
            ("POST", format!("{page}/study")),
            ("POST", format!("{page}/study/stop")),
            ("POST", format!("{page}/take")),
            ("POST", format!("{page}/proposals")),
        ] {
            let answer = if method == "GET" {
                person.get(&path).await
            } else {
                person.post(&path, &[]).await
            };
            assert!(
                matches!(answer.status, 403 | 404),
                "{persona:?} {path}: {}",
                answer.status
            );
        }
    }
    let mut stranger = desk.world.client();
    let asked = stranger.get(&page).await;
    assert!(asked.location().unwrap().starts_with("/sign-in"));
    desk.facilitator
        .get(&format!("{page}?lang=es"))
        .await
        .expect_status(200);
}
