//! A third edition, made by a correction as staff make one.

use std::collections::BTreeMap;

use app::editions::actions::{self, MakeDraft};
use app::editions::assemble::{Plan, assemble};
use app::editions::document::Text;
use app::editions::publishing::{self, Doubted, Publishing};
use app::editions::release::Strength;
use app::editions::{gather, store};
use app::measurement::observations::{self, NewObservation};
use domain::measurement::{Figure, Group};
use domain::period::Period;
use domain::quantity::Status;
use platform::args;
use platform::db::{Connection, FromQueryResult};
use platform::history::Actor;

use super::demonstration::{Demonstration, True, Truth};
use super::publication::{Edition, Key};

/// Address under which the third edition stands as if nothing had been published before.
pub const ALONE: &str = "alone";
/// Stories speak of this place; what they tell must stay.
pub(super) const HEADLINE_PLACE: &str = "bridgeport";
/// Tables of each kind that are corrected.
const TABLES: usize = 8;
/// How many a large group loses: as many as a correction may be told of.
const SHIFT: i64 = 12;
/// What a group has left that a correction makes small.
const SMALL: i64 = 4;

#[derive(FromQueryResult)]
struct Named {
    slug: String,
    id: String,
}

/// Figures of a place in a period, everyone first.
type Corrected = Vec<(Key, True)>;

impl Demonstration {
    /// Corrects figures, and publishes a third edition with them.
    pub async fn publish_correction(&self, truth: &Truth, newest: &Edition) {
        let (row, scope) = self.find().await;
        let reader = scope.read().await.expect("a snapshot");
        let sql = "select person_id as id, name as slug
                   from person
                   where collaborative_id = $1
                   order by name, person_id
                   limit 2";
        let people = named(&reader, sql).await;
        // The draft's selection: stories are those of today, and tell figures that an older edition does not have.
        let rows = store::editions(&reader).await.expect("the editions");
        let selection = actions::selection_of(rows.first().expect("a draft comes first"));
        drop(reader);
        let acting = |index: usize| {
            let person = people[index].id.parse().expect("an id");
            Actor::new("person", person, "director")
        };
        let new = self.observations(&corrections(truth, newest)).await;
        let recorded = observations::record(&scope, acting(0), &new).await;
        let recorded = recorded.expect("they are kept");
        assert_eq!(recorded.corrected, new.len(), "every one is a correction");
        let new = MakeDraft {
            title: "Report card 2022, corrected".into(),
            note: Text {
                en: "Some students had been counted twice.".into(),
                es: String::new(),
            },
            selection,
        };
        let draft = actions::make_draft(&scope, &row, acting(0), new).await;
        let draft = draft.expect("a draft");
        let reader = scope.read().await.expect("a snapshot");
        let seen = actions::open_draft(&reader, draft).await.expect("the draft");
        drop(reader);
        let seen = seen.draft_hash.expect("a document");
        actions::confirm_disclosure(&scope, acting(1), draft, &seen)
            .await
            .expect("a second person confirms it");
        let today = "2022-11-30".parse().expect("a day");
        let shelf = &self.state.public.shelf;
        // The correction takes figures back under stories that tell them.
        let publishing = Publishing {
            id: draft,
            today,
            doubted: Doubted::LeftOut,
        };
        let number = publishing::publish(&scope, shelf, acting(1), publishing).await;
        assert_eq!(number.expect("it is published"), 3);
    }

    async fn observations(&self, tables: &[Corrected]) -> Vec<NewObservation> {
        let (_, scope) = self.find().await;
        let reader = scope.read().await.expect("a snapshot");
        let sql =
            "select place_id as id, slug from place where collaborative_id = $1 order by slug limit 1000";
        let places = named(&reader, sql).await;
        let indicators = gather::indicators(&reader).await.expect("the indicators");
        let of = |(key, known): &(Key, True)| {
            let mut own = indicators.iter().filter(|row| row.slug == key.indicator);
            let mut here = places.iter().filter(|place| place.slug == key.place);
            let indicator = &own.next().expect("the indicator").indicator_id;
            let place = &here.next().expect("the place").id;
            NewObservation {
                indicator: indicator.parse().expect("an id"),
                place: place.parse().expect("an id"),
                period: Period::parse(&key.period).expect("a period"),
                group: Group::parse(&key.group).expect("a group"),
                figure: Figure {
                    numerator: known.numerator,
                    denominator: known.denominator,
                    value: known.value,
                    margin: None,
                    numerator_margin: None,
                    status: Status::Ok,
                },
                note: String::new(),
                source: None,
                submission: None,
            }
        };
        tables.iter().flatten().map(of).collect()
    }

    /// Puts all three editions on the shelf under another address, the third protected as if it were the first.
    pub async fn publish_alone(&self) {
        let (row, scope) = self.find().await;
        let reader = scope.read().await.expect("a snapshot");
        let newest = store::newest_published(&reader)
            .await
            .expect("an answer")
            .expect("an edition");
        let plan = Plan {
            collaborative: &row,
            title: "Alone",
            note: Text::default(),
            selection: &actions::selection_of(&newest),
            today: "2022-11-30",
            earlier: &[],
            report: None,
            strength: Strength::Full,
        };
        let mut documents = actions::published(&reader).await.expect("the editions");
        let mut alone = assemble(&reader, &plan).await.expect("it is assembled").document;
        alone.number = 3;
        documents.truncate(2);
        documents.push(alone);
        for mut document in documents {
            document.collaborative.slug = ALONE.into();
            self.state.public.shelf.put(document);
        }
    }
}

async fn named(reader: &Connection, sql: &str) -> Vec<Named> {
    reader.rows(sql, args![]).await.expect("rows")
}

/// Corrections that add up: in some tables a large group loses a few, in others one becomes small.
fn corrections(truth: &Truth, newest: &Edition) -> Vec<Corrected> {
    let mut tables: Vec<Corrected> = Vec::new();
    let everyone = truth
        .figures
        .iter()
        .filter(|(key, _)| key.group.is_empty() && key.place != HEADLINE_PLACE);
    let (mut shifted, mut shrunk) = (0, 0);
    for (index, (key, _)) in everyone.enumerate() {
        let is_told = newest
            .rows
            .get(key)
            .is_some_and(|row| row.status == "ok" && row.denominator.is_some());
        if !is_told || !truth.minimum.contains_key(&key.indicator) {
            continue;
        }
        let (wanted, done) = if index % 2 == 0 {
            (false, &mut shifted)
        } else {
            (true, &mut shrunk)
        };
        if *done == TABLES {
            continue;
        }
        if let Some(table) = corrected(key, truth, newest, wanted) {
            *done += 1;
            tables.push(table);
        }
    }
    assert_eq!((shifted, shrunk), (TABLES, TABLES), "tables to correct");
    tables
}

fn corrected(everyone: &Key, truth: &Truth, newest: &Edition, shrinks: bool) -> Option<Corrected> {
    let mut families: BTreeMap<String, Vec<(&Key, i64, i64)>> = BTreeMap::new();
    let here = truth
        .figures
        .range(everyone.clone()..)
        .skip(1)
        .take_while(|(key, _)| {
            key.indicator == everyone.indicator
                && key.period == everyone.period
                && key.place == everyone.place
        });
    for (key, known) in here {
        let group = Group::parse(&key.group).ok()?;
        let dimension = group.parts().next()?.0.to_owned();
        let is_told = newest.rows.get(key).is_some_and(|row| row.numerator.is_some());
        if let (Some(part), Some(whole), true) = (known.numerator, known.denominator, is_told) {
            families.entry(dimension).or_default().push((key, part, whole));
        }
    }
    let mut delta = -SHIFT;
    let mut table = Vec::new();
    for (index, family) in families.values().enumerate() {
        let largest = family.iter().max_by_key(|(_, part, _)| *part)?;
        let smallest = family.iter().min_by_key(|(_, part, _)| *part)?;
        let chosen = if shrinks && index == 0 {
            delta = SMALL - smallest.1;
            smallest
        } else {
            largest
        };
        if chosen.1 + delta < SMALL {
            return None;
        }
        table.push((chosen.0.clone(), share(chosen.1 + delta, chosen.2)));
    }
    let total = truth.figures.get(everyone)?;
    table.push((
        everyone.clone(),
        share(total.numerator? + delta, total.denominator?),
    ));
    (table.len() > 1 && delta < 0 && delta > -60).then_some(table)
}

fn share(numerator: i64, denominator: i64) -> True {
    True {
        numerator: Some(numerator),
        denominator: Some(denominator),
        value: Some((1000.0 * numerator as f64 / denominator as f64).round() / 10.0),
    }
}
