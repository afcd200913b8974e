//! A large plan: 2,000 activities, 20,000 contributions, 300 partners. Pages ask no more questions than of a small one. How
//! long they take is told by the ignored measure (bench/README.md).

use platform::args;
use platform::history::{Actor, NewFact};

use super::{Planned, TUTORS};
use crate::kit;
use crate::partners::{FACILITATOR, new_id};

struct Size {
    partners: usize,
    activities: usize,
    contributions: usize,
}

const MIDDLE: Size = Size {
    partners: 30,
    activities: 100,
    contributions: 300,
};
const LARGE: Size = Size {
    partners: 300,
    activities: 2_000,
    contributions: 20_000,
};

const PAGES: [&str; 7] = [
    "/plan/coverage",
    "/plan/coverage?matrix=stage-place",
    "/plan/coverage?matrix=group-strategy",
    "/plan/coverage/cell?matrix=strategy-partner&row=tutors",
    "/plan/pathway",
    "/contributions",
    "/contributions/agreement",
];

async fn fill(planned: &Planned, size: &Size) {
    let community = &planned.community;
    let tx = community.scope.write(Actor::installation()).await.unwrap();
    let partners: Vec<String> = (0..size.partners).map(|_| new_id()).collect();
    let rows = partners.iter().enumerate();
    let rows = rows.map(|(number, id)| {
        args![
            id.clone(),
            format!("partner-{number}"),
            format!("Partner {number}"),
            "member",
            0
        ]
    });
    let columns = &["organisation_id", "slug", "name", "kind", "created_at"];
    tx.insert_many("organisation", columns, rows.collect())
        .await
        .unwrap();
    let activities: Vec<String> = (0..size.activities).map(|_| new_id()).collect();
    let strategies = ["tutors", "buses"];
    let rows = activities.iter().enumerate().map(|(number, id)| {
        args![
            id.clone(),
            id.clone(),
            format!("Activity {number}"),
            partners[number % partners.len()].clone(),
            strategies[number % 2],
            planned.stage.clone(),
            "2020-01-01",
            id.clone(),
            0,
            "installation:0"
        ]
    });
    let columns = &[
        "activity_id",
        "slug",
        "title_en",
        "lead_id",
        "strategy_key",
        "pathway_stage_id",
        "starts_on",
        "entry_key",
        "created_at",
        "created_by",
    ];
    tx.insert_many("activity", columns, rows.collect()).await.unwrap();
    let rows = activities.iter().enumerate().flat_map(|(number, id)| {
        (1..3).map({
            let partners = &partners;
            move |step| args![id.clone(), partners[(number + step * 7) % partners.len()].clone()]
        })
    });
    tx.insert_many(
        "activity_partner",
        &["activity_id", "organisation_id"],
        rows.collect(),
    )
    .await
    .unwrap();
    let rows = activities
        .iter()
        .enumerate()
        .map(|(number, id)| args![id.clone(), community.places[number % 2].clone()]);
    tx.insert_many("activity_place", &["activity_id", "place_id"], rows.collect())
        .await
        .unwrap();
    contribute(planned, &tx, (&partners, size.contributions)).await;
    let fact = NewFact::new("test.filled", "collaborative", uuid::Uuid::nil());
    tx.commit(vec![fact]).await.unwrap();
}

async fn contribute(planned: &Planned, tx: &platform::db::Tx, (partners, many): (&[String], usize)) {
    let community = &planned.community;
    let contributions: Vec<String> = (0..many).map(|_| new_id()).collect();
    let rows = contributions.iter().enumerate().map(|(number, id)| {
        args![
            id.clone(),
            community.indicator.clone(),
            partners[number % partners.len()].clone(),
            "event",
            format!(
                "20{:02}-{:02}-{:02}",
                16 + number % 10,
                1 + number % 12,
                1 + number % 28
            ),
            format!("Something done {number}"),
            "internal",
            0,
            "installation:0"
        ]
    });
    let columns = &[
        "contribution_id",
        "indicator_id",
        "organisation_id",
        "kind",
        "happened_on",
        "title_en",
        "visibility",
        "created_at",
        "created_by",
    ];
    tx.insert_many("contribution", columns, rows.collect())
        .await
        .unwrap();
    let kinds = ["programme", "policy", "practice", "service"];
    let rows = contributions.iter().enumerate().flat_map(|(number, id)| {
        (0..2).map(move |coder| {
            args![
                id.clone(),
                i64::try_from(coder + 1).unwrap(),
                community.contacts[coder].clone(),
                kinds[(number + coder * usize::from(number % 5 == 0)) % 4],
                "many",
                "changes",
                0
            ]
        })
    });
    let columns = &[
        "contribution_id",
        "place",
        "coder_id",
        "kind",
        "reach",
        "strength",
        "coded_at",
    ];
    tx.insert_many("contribution_coding", columns, rows.collect())
        .await
        .unwrap();
}

async fn asked(planned: &Planned, path: &str) -> (u64, u128) {
    let community = &planned.community;
    kit::asked(&community.world, FACILITATOR, &community.work(path)).await
}

#[tokio::test]
async fn pages_ask_as_much_of_a_larger_plan_as_of_a_small_one() {
    let small = Planned::open().await;
    small.add(&TUTORS).await;
    let larger = Planned::open().await;
    larger.add(&TUTORS).await;
    fill(&larger, &MIDDLE).await;
    for path in PAGES {
        let (of_small, _) = asked(&small, path).await;
        let (of_larger, _) = asked(&larger, path).await;
        assert_eq!(of_small, of_larger, "questions of {path:?}");
        assert!(of_larger < 40, "{path:?} asks {of_larger} questions");
    }
}

#[tokio::test]
#[ignore = "a measure: bench/README.md"]
async fn how_long_pages_of_a_large_plan_take() {
    let planned = Planned::open().await;
    fill(&planned, &LARGE).await;
    for path in PAGES {
        let (questions, millis) = asked(&planned, path).await;
        println!("{path:?}: {millis} ms, {questions} questions");
    }
}
