//! A large plan: 2,000 activities by 300 partners, with what belongs to them. Pages ask no more questions than of a small one;
//! how long they take is printed by the ignored measure (bench/README.md).

use platform::args;
use platform::history::{Actor, NewFact};

use super::Plan;
use crate::kit;
use crate::partners::{FACILITATOR, MARIA, new_id};

/// Rows of a plan.
pub struct Size {
    pub activities: usize,
    pub organisations: usize,
    pub contributions: usize,
    /// Files with each hundredth contribution.
    pub files: usize,
}

pub const LARGE: Size = Size {
    activities: 2_000,
    organisations: 300,
    contributions: 20_000,
    files: 12,
};
pub const MIDDLE: Size = Size {
    activities: 80,
    organisations: 12,
    contributions: 200,
    files: 6,
};

const PAGES: [&str; 10] = [
    "",
    "/plan?view=all",
    "/plan?view=mine",
    "/plan/timeline",
    "/plan/partners",
    "/plan/places",
    "/plan/promises",
    "/plan/new",
    "/plan/pathway",
    "/contributions",
];

/// What of a filled plan has a page of its own.
pub struct Filled {
    pub activity: String,
    /// A contribution with files that show it.
    pub contribution: String,
}

impl Filled {
    /// The pages of one thing: an activity for a group, a contribution with its files, and those of one measure.
    fn pages(&self, plan: &Plan) -> [String; 4] {
        let indicator = &plan.table.community.indicator;
        [
            format!("/plan/activities/{}", self.activity),
            format!("/contributions/{}", self.contribution),
            format!("/contributions?indicator={indicator}"),
            format!("/results/indicators/{indicator}/contributions"),
        ]
    }
}

fn day(number: usize) -> String {
    let first = jiff::civil::date(2024, 1, 2);
    let span = jiff::Span::new().days(i64::try_from(number % 1_200).unwrap());
    first.saturating_add(span).to_string()
}

/// Fills a community with a plan; gives what of it is first.
pub async fn fill(plan: &Plan, size: &Size) -> Filled {
    let community = &plan.table.community;
    let tx = community.scope.write(Actor::installation()).await.unwrap();
    let organisations: Vec<String> = (0..size.organisations).map(|_| new_id()).collect();
    let rows = organisations.iter().enumerate().map(|(number, id)| {
        args![
            id.clone(),
            format!("partner-{number}"),
            format!("Partner {number}"),
            0
        ]
    });
    let columns = &["organisation_id", "slug", "name", "created_at"];
    tx.insert_many("organisation", columns, rows.collect())
        .await
        .unwrap();
    let activities: Vec<String> = (0..size.activities).map(|_| new_id()).collect();
    let rows = activities.iter().enumerate().map(|(number, id)| {
        args![
            id.clone(),
            format!("activity-{number}"),
            format!("Activity {number}"),
            organisations[number % organisations.len()].clone(),
            plan.table.group.clone(),
            if number % 2 == 0 { "call-home" } else { "buses" },
            community.indicator.clone(),
            day(number),
            format!("form:{id}"),
            0,
            "installation"
        ]
    });
    let columns = &[
        "activity_id",
        "slug",
        "title_en",
        "lead_id",
        "body_id",
        "strategy_key",
        "indicator_id",
        "starts_on",
        "entry_key",
        "created_at",
        "created_by",
    ];
    tx.insert_many("activity", columns, rows.collect()).await.unwrap();
    let rows = activities.iter().enumerate().map(|(number, id)| {
        args![
            id.clone(),
            organisations[(number + 1) % organisations.len()].clone()
        ]
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
    let rows = (0..size.activities * 3).map(|number| {
        let done = (number % 3 == 0).then(|| day(number));
        args![
            new_id(),
            activities[number / 3].clone(),
            format!("Step {number}"),
            day(number + 400),
            done
        ]
    });
    let columns = &["milestone_id", "activity_id", "title_en", "due_on", "done_on"];
    tx.insert_many("milestone", columns, rows.collect())
        .await
        .unwrap();
    let promises: Vec<String> = (0..size.activities / 2).map(|_| new_id()).collect();
    let rows = promises.iter().enumerate().map(|(number, id)| {
        args![
            id.clone(),
            organisations[number % organisations.len()].clone(),
            activities[number].clone(),
            format!("Promise {number}"),
            day(number + 300),
            format!("form:{id}"),
            0,
            "installation"
        ]
    });
    let columns = &[
        "commitment_id",
        "organisation_id",
        "activity_id",
        "words_en",
        "due_on",
        "entry_key",
        "created_at",
        "created_by",
    ];
    tx.insert_many("commitment", columns, rows.collect())
        .await
        .unwrap();
    let rows = promises
        .iter()
        .step_by(2)
        .map(|id| args![new_id(), id.clone(), "kept", 1_000, "installation"]);
    let columns = &[
        "commitment_answer_id",
        "commitment_id",
        "answer",
        "answered_at",
        "answered_by",
    ];
    tx.insert_many("commitment_answer", columns, rows.collect())
        .await
        .unwrap();
    let contributions: Vec<String> = (0..size.contributions).map(|_| new_id()).collect();
    let rows = contributions.iter().enumerate().map(|(number, id)| {
        args![
            id.clone(),
            community.indicator.clone(),
            organisations[number % organisations.len()].clone(),
            "event",
            day(number),
            format!("Contribution {number}"),
            "internal",
            0,
            "installation"
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
    let rows = contributions.iter().step_by(100).flat_map(|id| {
        (0..size.files).map(move |number| {
            args![
                new_id(),
                id.clone(),
                format!("What shows it {number}"),
                "count.pdf",
                "0",
                0,
                "installation"
            ]
        })
    });
    let columns = &[
        "contribution_file_id",
        "contribution_id",
        "title",
        "file_name",
        "file_hash",
        "added_at",
        "added_by",
    ];
    tx.insert_many("contribution_file", columns, rows.collect())
        .await
        .unwrap();
    let sql = "update activity set scope = 'targeted' where collaborative_id = $1 and activity_id = $2";
    tx.run(sql, args![activities[0].clone()]).await.unwrap();
    let sql = "insert into activity_group (collaborative_id, activity_id, category_id)
               select collaborative_id, $2, category_id from category where collaborative_id = $1";
    tx.run(sql, args![activities[0].clone()]).await.unwrap();
    tx.commit(vec![NewFact::new(
        "test.filled",
        "collaborative",
        uuid::Uuid::nil(),
    )])
    .await
    .unwrap();
    Filled {
        activity: activities[0].clone(),
        contribution: contributions[0].clone(),
    }
}

async fn asked(plan: &Plan, person: &str, path: &str) -> (u64, u128) {
    kit::asked(&plan.table.community.world, person, &plan.work(path)).await
}

#[tokio::test]
async fn pages_of_the_plan_ask_as_much_of_a_larger_plan_as_of_a_small_one() {
    let small = Plan::set().await;
    let tiny = Size {
        activities: 4,
        organisations: 2,
        contributions: 4,
        files: 1,
    };
    let of_small = fill(&small, &tiny).await;
    let larger = Plan::set().await;
    let of_larger = fill(&larger, &MIDDLE).await;
    for path in PAGES {
        let few = asked(&small, FACILITATOR, path).await.0;
        let many = asked(&larger, FACILITATOR, path).await.0;
        assert_eq!(few, many, "questions of {path:?}");
        assert!(many < 40, "{path:?} asks {many} questions");
    }
    let pages = of_small.pages(&small).into_iter().zip(of_larger.pages(&larger));
    for (path_of_small, path_of_larger) in pages {
        let few = asked(&small, FACILITATOR, &path_of_small).await.0;
        let many = asked(&larger, FACILITATOR, &path_of_larger).await.0;
        assert_eq!(few, many, "questions of {path_of_larger:?}");
        assert!(many < 40, "{path_of_larger:?} asks {many} questions");
    }
}

#[tokio::test]
async fn a_long_plan_is_turned_over() {
    let plan = Plan::set().await;
    fill(&plan, &MIDDLE).await;
    let mut fran = plan.fran().await;
    let first = fran
        .get(&plan.work("/plan?view=all"))
        .await
        .expect_text("80 activities");
    assert!(first.text().contains("Further in the list"));
    let second = fran.get(&plan.work("/plan?view=all&from=40")).await;
    let second = second.expect_text("Earlier in the list");
    assert!(!second.text().contains("Further in the list"));
    fran.get(&plan.work("/plan?view=all&from=nonsense"))
        .await
        .expect_text("80 activities");
}

#[tokio::test]
#[ignore = "a measure: bench/README.md"]
async fn how_long_pages_of_a_large_plan_take() {
    let plan = Plan::set().await;
    let filled = fill(&plan, &LARGE).await;
    let own = filled.pages(&plan);
    for (who, person) in [("facilitator", FACILITATOR), ("member", MARIA)] {
        for path in PAGES.into_iter().chain(own.iter().map(String::as_str)) {
            let mut client = plan.signed_in(person).await;
            let answer = client.get(&plan.work(path)).await;
            if answer.status != 200 {
                println!("{who} {path:?}: answers {}", answer.status);
                continue;
            }
            let (questions, millis) = asked(&plan, person, path).await;
            println!("{who} {path:?}: {millis} ms, {questions} questions");
        }
    }
}
