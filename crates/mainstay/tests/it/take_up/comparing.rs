//! The way in which participants are compared is named in the draft, frozen with it, and told on the page of the answer.

use app::take_up::asking::{self, Asking};
use app::take_up::{actions, answering, store};
use app::vault::worker::Vault;
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::words::Language;
use takeup::{Comparing, OfRecord, Plan, Question, Report, Rows};

use crate::agreements::Agreed;
use crate::linkages::linked;
use crate::partners::PRIYA;

/// A draft of which everything is known but the way to compare; its page.
async fn draft(agreed: &mut Agreed, linkage: &str, changed: &[(&str, &str)]) -> String {
    let address = agreed.community.work("/vault/take-up/new");
    let form = agreed
        .priya
        .get(&address)
        .await
        .expect_status(200)
        .form("/take-up/new");
    let [aurora, faro] = agreed.community.organisations.clone();
    let mut typed = vec![
        ("title_en", "Does it go with being present?"),
        ("takeup_note", "We expect a little more."),
        ("takeup_linkage", linkage),
        ("takeup_people", &aurora),
        ("takeup_service", &faro),
        ("takeup_dose", "Enrolled"),
        ("takeup_edges", "30, 60"),
        ("takeup_outcome", "Present"),
        ("takeup_before", "Enrolled"),
        ("takeup_place", "Place"),
        ("takeup_groups", "Grade"),
    ];
    typed.extend(changed);
    let made = agreed.priya.submit(&form, &typed).await.expect_status(303);
    made.location().unwrap()
}

/// What the worker would answer: of 1,500 people at twelve places those who are absent more take part more, and it goes with one and a
/// half points. In grade 9 there are three.
fn computed(plan: &Plan) -> Report {
    let mut state = 11_u64;
    let mut share = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let normal = |share: &mut dyn FnMut() -> f64| (0..12).map(|_| share()).sum::<f64>() - 6.0;
    let rows = |names: &[&String]| Rows {
        names: names.iter().map(|name| (*name).clone()).collect(),
        rows: Vec::new(),
    };
    let of = |id: String, number: usize| OfRecord {
        id,
        person: format!("p{number}"),
        sure: 980,
        missed: 0,
    };
    // The outcome stands last, and "Enrolled" twice: as the earlier measure, and as what the service counts.
    let mut question = Question {
        plan: plan.clone(),
        people: rows(&[
            &plan.key,
            &plan.place,
            &plan.groups[0],
            &plan.before,
            &plan.outcome,
        ]),
        service: rows(&[&plan.service_key, &plan.dose]),
        ..Question::default()
    };
    for number in 0..1_500 {
        let before = 90.0 + 4.0 * normal(&mut share);
        let is_reached = share() < 1.0 / (1.0 + (1.2 + 0.15 * (before - 90.0)).exp());
        let after = before + 2.0 * normal(&mut share) + if is_reached { 1.5 } else { 0.0 };
        let grade = if number < 3 { 9 } else { 7 + number % 2 };
        question.people.rows.push(vec![
            format!("L{number}"),
            format!("Place {}", number % 12),
            grade.to_string(),
            before.to_string(),
            after.to_string(),
        ]);
        question.people_links.push(of(format!("L{number}"), number));
        if is_reached {
            let days = (number % 90).to_string();
            question.service.rows.push(vec![format!("B{number}"), days]);
            question.service_links.push(of(format!("B{number}"), number));
        }
    }
    takeup::answer(&question).unwrap()
}

/// Freezes a question and keeps the answer that its plan has; the plan.
async fn answer(agreed: &mut Agreed, page: &str) -> Plan {
    let shown = agreed.priya.get(page).await.expect_status(200);
    let freeze = shown.form("/freeze");
    agreed.priya.submit(&freeze, &[]).await.expect_status(303);
    let id = page.rsplit('/').next().unwrap();
    let reader = agreed.community.scope.read().await.unwrap();
    let row = store::one(&reader, id).await.unwrap().unwrap();
    drop(reader);
    assert_eq!(row.frozen_hash.as_deref(), Some(actions::digest(&row).as_str()));
    let plan = actions::plan(&row);
    let priya = agreed.person(PRIYA).await.parse().unwrap();
    let actor = Actor::new("person", priya, "data-manager");
    let report = (&computed(&plan), "");
    answering::keep(&agreed.community.scope, actor, id.parse().unwrap(), report, &[])
        .await
        .unwrap();
    plan
}

/// What is typed for a way, its code, and what its report says.
type Way<'a> = (&'a [(&'a str, &'a str)], &'a str, [&'a str; 4]);

#[tokio::test(flavor = "multi_thread")]
async fn a_question_goes_from_its_draft_to_its_report_by_each_way_and_no_sentence_claims_more_than_the_way_earns()
 {
    let (mut agreed, linkage) = linked().await;
    let matched = [
        ("takeup_comparing", "matching"),
        ("takeup_each", "1"),
        ("takeup_bands", "86, 90, 94"),
    ];
    let gains = [("takeup_comparing", "difference-in-differences")];
    let ways: [Way<'_>; 3] = [
        (
            &[],
            "weighting",
            [
                "points higher than people like them who did not",
                "It rests on",
                "Counting weights, they are worth as much as",
                "Green label",
            ],
        ),
        (
            &matched,
            "matching",
            [
                "points higher than people like them who did not",
                "somebody like them beside them",
                "How those fared whom nobody is like",
                "Green label",
            ],
        ),
        (
            &gains,
            "difference-in-differences",
            [
                "points more since the earlier measure than people who did not",
                "in the earlier measure and by",
                "No green label: one earlier measure cannot show whether both were on one path before.",
                "With one earlier measure nobody can test whether they were on one path before.",
            ],
        ),
    ];
    for (typed, code, said) in ways {
        let page = draft(&mut agreed, &linkage, typed).await;
        let plan = answer(&mut agreed, &page).await;
        assert_eq!(plan.comparing.code(), code);
        let mut shown = agreed.priya.get(&page).await.expect_status(200);
        for words in said {
            shown = shown.expect_text(words);
        }
        let text = shown.expect_text("Grade: 9").expect_text("1,500").text();
        assert_eq!(
            text.contains("How alike participants and others are"),
            code != "difference-in-differences"
        );
        // One beside each counts as what it is.
        assert_eq!(text.contains("Counting weights"), code == "weighting");
        assert!(!text.contains("people who took part gained") || code == "difference-in-differences");
    }
    // In Spanish too, and without a key that nobody wrote a sentence for.
    let account = agreed.priya.get("/account").await.expect_status(200);
    let language = account.form("/account/language");
    agreed.priya.submit(&language, &[("language", "es")]).await;
    for (typed, said) in [
        (&matched[..], "tienen a su lado a alguien como ellas"),
        (
            &gains[..],
            "puntos más desde la medida anterior que quienes no participaron",
        ),
    ] {
        let page = draft(&mut agreed, &linkage, typed).await;
        answer(&mut agreed, &page).await;
        let text = agreed.priya.get(&page).await.expect_text(said).text();
        assert!(!text.contains("takeup-"), "a word is missing in Spanish");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_changed_until_it_is_frozen_and_what_is_frozen_is_what_was_seen() {
    let (mut agreed, linkage) = linked().await;
    let indicator = agreed.community.indicator.clone();
    let [lantern, _] = agreed.community.places.clone();
    let fed = [
        ("takeup_indicator", indicator.as_str()),
        ("takeup_period", "2025-26"),
        ("takeup_whole", lantern.as_str()),
        ("takeup_by_grade", "Grade"),
    ];
    let page = draft(&mut agreed, &linkage, &fed).await;
    let seen = agreed
        .priya
        .get(&page)
        .await
        .expect_text("Weighting")
        .form("/freeze");
    let edit = format!("{page}/edit");
    let form = agreed.priya.get(&edit).await.expect_status(200).form("/edit");
    // The form is filled with what stands: sent as it is, it changes nothing.
    agreed.priya.submit(&form, &[]).await.expect_status(303);
    assert_eq!(agreed.community.facts("take-up.changed").await, 0);
    for (slip, said) in [
        (("takeup_bands", "94, 90"), "from 1 to 6 rising numbers"),
        (("takeup_each", "6"), "from 1 to 5 others beside each participant"),
        (
            ("takeup_comparing", "the best"),
            "Please choose one of the ways to compare.",
        ),
    ] {
        let mut typed = vec![
            ("takeup_comparing", "matching"),
            ("takeup_each", "2"),
            ("takeup_bands", "90"),
        ];
        typed.retain(|(name, _)| *name != slip.0);
        typed.push(slip);
        let answer = agreed.priya.submit(&form, &typed).await.expect_status(200);
        answer.expect_text(said);
    }
    let typed = [
        ("takeup_comparing", "matching"),
        ("takeup_each", "2"),
        ("takeup_bands", "86; 90"),
        ("takeup_period", "2024-25"),
    ];
    agreed.priya.submit(&form, &typed).await.expect_status(303);
    agreed.priya.submit(&form, &typed).await.expect_status(303);
    assert_eq!(
        agreed.community.facts("take-up.changed").await,
        1,
        "sent twice, changed once"
    );
    let shown = agreed.priya.get(&page).await.expect_text("Matching");
    let shown = shown.expect_text("86, 90").expect_text("2024-25");
    // Who looked before the change freezes nothing by it.
    let stale = agreed.priya.submit(&seen, &[]).await.expect_status(200);
    stale.expect_text("Somebody changed the draft meanwhile");
    assert_eq!(agreed.community.facts("take-up.frozen").await, 0);
    agreed
        .priya
        .submit(&shown.form("/freeze"), &[])
        .await
        .expect_status(303);
    agreed.priya.get(&edit).await.expect_status(303);
    let late = agreed.priya.submit(&form, &[]).await.expect_status(200);
    late.expect_text("The question is frozen by now");
    let id = page.rsplit('/').next().unwrap();
    let reader = agreed.community.scope.read().await.unwrap();
    let row = store::one(&reader, id).await.unwrap().unwrap();
    let expected = Comparing::Matching {
        each: 2,
        edges: vec![86.0, 90.0],
    };
    assert_eq!(actions::plan(&row).comparing, expected);
    assert_eq!(row.period.as_deref(), Some("2024-25"));
    assert_eq!(row.frozen_hash.as_deref(), Some(actions::digest(&row).as_str()));
}

/// In the demonstration: one question by weighting, one by matching, and here the first once more by gains, from sealed rows.
pub(super) async fn the_worker_compares_as_each_question_says(scope: &Scope, vault: &Vault) {
    let reader = scope.read().await.unwrap();
    let mut again = store::all(&reader).await.unwrap().swap_remove(0);
    drop(reader);
    let person = again.created_by.split(':').nth(1).unwrap().to_owned();
    let actor = Actor::new("person", person.parse().unwrap(), "data-manager");
    let id = uuid::Uuid::from_u128(7);
    let plan = Plan {
        comparing: Comparing::DifferenceInDifferences,
        ..actions::plan(&again)
    };
    again.take_up_id = id.to_string();
    again.plan = serde_json::to_string(&plan).unwrap();
    let tx = scope.write(actor.clone()).await.unwrap();
    store::keep(&tx, &again).await.unwrap();
    let fact = NewFact::new("take-up.written", "take-up", id);
    tx.commit(vec![fact]).await.unwrap();
    let id = again.take_up_id.parse().unwrap();
    actions::freeze(scope, actor.clone(), id, "").await.unwrap();
    let asking = Asking {
        words: app::words::words(Language::English),
        person: person.parse().unwrap(),
        on: scope.clock().today("UTC"),
    };
    asking::answer(scope, actor, (vault, asking), id).await.unwrap();
    let reader = scope.read().await.unwrap();
    let mut codes = Vec::new();
    for row in store::all(&reader).await.unwrap() {
        let report: Report = serde_json::from_str(&row.report).unwrap();
        let code = actions::plan(&row).comparing.code();
        let everyone = &report.beside[0];
        println!("{code}: {everyone:?}");
        assert!(
            everyone.fault.is_empty() && everyone.places > 6,
            "{code}: {everyone:?}"
        );
        assert_eq!(everyone.paired.is_some(), code == "matching");
        assert_eq!(everyone.started.is_some(), code == "difference-in-differences");
        assert!(report.tests > 6, "{code}: everyone, grades and languages");
        codes.push(code);
    }
    codes.sort_unstable();
    assert_eq!(codes, ["difference-in-differences", "matching", "weighting"]);
}
