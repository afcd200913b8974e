//! A large community: 5,000 people, 300 organisations, 1,000 meetings, ten years of facts. Pages ask no more questions than in a
//! small one. How long they take is told by the ignored measure (bench/README.md).

use std::time::Instant;

use platform::args;
use platform::db::{Scope, Value};
use platform::history::{Actor, NewFact};

use super::Table;
use crate::partners::{MARIA, new_id};

/// Rows of a large community.
struct Size {
    people: usize,
    organisations: usize,
    meetings: usize,
    facts: i64,
    decisions: i64,
}

const LARGE: Size = Size {
    people: 5_000,
    organisations: 300,
    meetings: 1_000,
    facts: 200_000,
    decisions: 400,
};
const MIDDLE: Size = Size {
    people: 200,
    organisations: 20,
    meetings: 60,
    facts: 2_000,
    decisions: 24,
};

fn day(number: usize) -> String {
    let first = jiff::civil::date(2017, 1, 2);
    first
        .saturating_add(jiff::Span::new().days(i64::try_from(number).unwrap()))
        .to_string()
}

async fn fill(table: &Table, size: &Size) {
    let scope: &Scope = &table.community.scope;
    let tx = scope.write(Actor::installation()).await.unwrap();
    let organisations: Vec<String> = (0..size.organisations).map(|_| new_id()).collect();
    let rows = organisations.iter().enumerate();
    let rows = rows.map(|(number, id)| {
        args![
            id.clone(),
            format!("partner-{number}"),
            format!("Partner {number}"),
            0
        ]
    });
    tx.insert_many(
        "organisation",
        &["organisation_id", "slug", "name", "created_at"],
        rows.collect(),
    )
    .await
    .unwrap();
    let people: Vec<String> = (0..size.people).map(|_| new_id()).collect();
    let rows = people.iter().enumerate().map(|(number, id)| {
        let organisation = organisations[number % organisations.len()].clone();
        args![
            id.clone(),
            organisation,
            format!("Person {number}"),
            format!("person-{number}@big.example"),
            "confirmed",
            0
        ]
    });
    let columns = &[
        "person_id",
        "organisation_id",
        "name",
        "email",
        "state",
        "created_at",
    ];
    tx.insert_many("person", columns, rows.collect()).await.unwrap();
    // A tenth sit in the group; everybody was asked to a tenth of its meetings.
    let rows = people
        .iter()
        .step_by(10)
        .map(|id| args![new_id(), table.group.clone(), id.clone(), "2016-01-01"]);
    tx.insert_many(
        "seat",
        &["seat_id", "body_id", "person_id", "since_on"],
        rows.collect(),
    )
    .await
    .unwrap();
    let meetings: Vec<String> = (0..size.meetings).map(|_| new_id()).collect();
    let rows = meetings.iter().enumerate().map(|(number, id)| {
        let held_on = day(number * 3_600 / size.meetings);
        let at = app::meetings::actions::instant(held_on.parse().unwrap(), "16:00", "America/New_York");
        let state = if at < scope.clock().now_millis() {
            "held"
        } else {
            "planned"
        };
        args![
            id.clone(),
            "Meeting",
            held_on,
            "16:00",
            "America/New_York",
            at,
            90,
            state,
            0,
            0,
            "installation:0"
        ]
    });
    let columns = &[
        "meeting_id",
        "title",
        "held_on",
        "begins",
        "time_zone",
        "begins_at",
        "minutes",
        "state",
        "changed_at",
        "created_at",
        "created_by",
    ];
    tx.insert_many("meeting", columns, rows.collect()).await.unwrap();
    let bodies = [table.committee.clone(), table.group.clone()];
    let rows = meetings
        .iter()
        .enumerate()
        .map(|(number, id)| args![id.clone(), bodies[number % 2].clone()]);
    tx.insert_many("meeting_body", &["meeting_id", "body_id"], rows.collect())
        .await
        .unwrap();
    let rows = meetings.iter().enumerate().map(|(number, id)| {
        let owner = people[number % people.len()].clone();
        args![
            new_id(),
            id.clone(),
            bodies[number % 2].clone(),
            "A promise",
            owner,
            "2026-09-01",
            "done",
            0,
            "installation:0"
        ]
    });
    let columns = &[
        "action_item_id",
        "meeting_id",
        "body_id",
        "title",
        "owner_id",
        "due_on",
        "state",
        "created_at",
        "created_by",
    ];
    tx.insert_many("action_item", columns, rows.collect())
        .await
        .unwrap();
    decide(&tx, table, &people, size.decisions).await;
    let kinds = [
        "submission.sent",
        "meeting.answered",
        "edition.published",
        "directory.person-changed",
    ];
    let facts = (0..size.facts).map(|number| -> Vec<Value> {
        let kind = kinds[usize::try_from(number).unwrap() % kinds.len()];
        let actor = format!(
            "person:{}",
            people[usize::try_from(number).unwrap() % people.len()]
        );
        args![
            1_000_000 + number,
            number * 1_500_000,
            actor,
            kind,
            format!("submission:{}", new_id()),
            vec![0_u8],
            vec![0_u8; 32]
        ]
    });
    let columns = &["seq", "at", "actor", "kind", "subject", "body", "leaf_hash"];
    tx.insert_many("fact", columns, facts.collect()).await.unwrap();
    let fact = NewFact::new("test.filled", "collaborative", uuid::Uuid::nil());
    tx.commit(vec![fact]).await.unwrap();
}

async fn decide(tx: &platform::db::Tx, table: &Table, people: &[String], decisions: i64) {
    let proposals: Vec<String> = (0..decisions).map(|_| new_id()).collect();
    let rows = (1_i64..).zip(&proposals).map(|(number, id)| {
        args![
            id.clone(),
            1_000 + number,
            table.committee.clone(),
            format!("Question {number}"),
            "majority",
            "closed",
            people[0].clone(),
            0
        ]
    });
    let columns = &[
        "proposal_id",
        "number",
        "body_id",
        "title_en",
        "method",
        "state",
        "author_id",
        "created_at",
    ];
    tx.insert_many("proposal", columns, rows.collect()).await.unwrap();
    let rows = (1_i64..).zip(&proposals).map(|(number, id)| {
        args![
            new_id(),
            id.clone(),
            table.committee.clone(),
            "adopted",
            "majority",
            "{}",
            number * 86_400_000
        ]
    });
    let columns = &[
        "decision_id",
        "proposal_id",
        "body_id",
        "outcome",
        "because",
        "tally",
        "decided_at",
    ];
    tx.insert_many("decision", columns, rows.collect()).await.unwrap();
}

/// Questions that a page asks of the database, and the fastest of several answers in milliseconds.
async fn asked(table: &Table, person: &str, path: &str) -> (u64, u128) {
    let database = table.community.world.database();
    let mut client = table.community.world.signed_in(person).await;
    let path = table.community.work(path);
    client.get(&path).await.expect_status(200);
    let (mut questions, mut fastest) = (0, u128::MAX);
    for _ in 0..5 {
        let before = database.questions();
        let begun = Instant::now();
        client.get(&path).await.expect_status(200);
        fastest = fastest.min(begun.elapsed().as_millis());
        questions = database.questions() - before;
    }
    (questions, fastest)
}

const PAGES: [&str; 6] = [
    "",
    "/meetings",
    "/actions",
    "/communication",
    "/decisions",
    "/bodies",
];

#[tokio::test]
async fn pages_ask_as_much_of_a_larger_community_as_of_a_small_one() {
    let small = Table::set().await;
    small.planned(&[]).await;
    let larger = Table::set().await;
    larger.planned(&[]).await;
    fill(&larger, &MIDDLE).await;
    for path in PAGES {
        let of_small = asked(&small, crate::partners::FACILITATOR, path).await.0;
        let of_larger = asked(&larger, crate::partners::FACILITATOR, path).await.0;
        assert_eq!(of_small, of_larger, "questions of {path:?}");
        assert!(of_larger < 40, "{path:?} asks {of_larger} questions");
    }
}

#[tokio::test]
async fn a_long_log_of_decisions_is_turned_over_and_searched() {
    let table = Table::set().await;
    let size = Size {
        decisions: 90,
        ..MIDDLE
    };
    fill(&table, &size).await;
    let mut client = table
        .community
        .world
        .signed_in(crate::partners::FACILITATOR)
        .await;
    let log = table.community.work("/decisions");
    let newest = client.get(&log).await.expect_status(200);
    for (said, is_there) in [
        ("90 decisions", true),
        ("Question 90", true),
        ("Question 50", false),
    ] {
        assert_eq!(newest.text().contains(said), is_there, "{said}");
    }
    let older = client
        .get(&format!("{log}?from=40"))
        .await
        .expect_text("Question 50");
    assert!(!older.text().contains("Question 90"));
    let last = client
        .get(&format!("{log}?q=question&from=80"))
        .await
        .expect_text("Question 1");
    assert!(!last.text().contains("Older decisions"), "nothing is older");
    client
        .get(&format!("{log}?from=nonsense"))
        .await
        .expect_text("Question 90");
    client
        .get(&format!("{log}?q=question+17"))
        .await
        .expect_text("1 decision");
}

#[tokio::test]
#[ignore = "a measure: bench/README.md"]
async fn how_long_pages_of_a_large_community_take() {
    let table = Table::set().await;
    table.planned(&[]).await;
    fill(&table, &LARGE).await;
    for (who, person) in [("facilitator", crate::partners::FACILITATOR), ("member", MARIA)] {
        for path in ["", "/meetings", "/actions", "/decisions"] {
            let mut client = table.community.world.signed_in(person).await;
            let answer = client.get(&table.community.work(path)).await;
            if answer.status != 200 {
                println!("{who} {path:?}: answers {}", answer.status);
                continue;
            }
            let (questions, millis) = asked(&table, person, path).await;
            println!("{who} {path:?}: {millis} ms, {questions} questions");
        }
    }
}
