//! A measure from rows: three tables in, figures out, reviewed, and in an edition with small cells hidden.

use platform::args;
use platform::db::FromQueryResult;

use super::{accept_all, ask, send};
use crate::agreements::Agreed;
use crate::agreements::gates::governed_request;
use crate::kit::{Client, has_vault};
use crate::partners::{DIRECTOR, FACILITATOR, MARIA, PRIYA};
use crate::requests::link_in;

const ELEMENTS: [(&str, &str); 3] = [
    ("elements_direct", "Student number"),
    ("elements_quasi", "Place: Site\nGrade\nFrom\nUntil\nDay"),
    ("elements_plain", "Status\nProgram"),
];

#[derive(FromQueryResult)]
struct Row {
    data_request_id: String,
}

/// A further request that names the agreement; Maria's link to it.
async fn another_request(agreed: &mut Agreed) -> (String, String) {
    let mut priya = agreed.community.world.signed_in(PRIYA).await;
    let board = crate::requests::make(&agreed.community, &mut priya).await;
    let reader = agreed.community.scope.read().await.unwrap();
    let sql = "select data_request_id from data_request r where collaborative_id = $1
                 and not exists (select 1 from request_agreement a where a.collaborative_id = $1 and a.data_request_id = r.data_request_id)
               order by created_at desc limit 1";
    let row = reader.row::<Row>(sql, args![]).await.unwrap().unwrap();
    drop(reader);
    let form = priya.get(&agreed.page).await.expect_status(200).form("/requests");
    let named = [("governed_request", row.data_request_id.as_str())];
    priya.submit(&form, &named).await.expect_status(303);
    priya.post(&format!("{board}/open"), &[]).await.expect_status(303);
    let mails = agreed.community.world.mails().await;
    let mail = mails.iter().rev().find(|mail| mail.to_address == MARIA).unwrap();
    (row.data_request_id, link_in(&mail.body_text))
}

/// A hundred and eighty students at two sites: at Lantern Street 24 of 140 are often absent, all in grade 7, at Oystershell
/// Hall 3 of 40. One more came late in the year.
pub async fn fill(agreed: &mut Agreed, first: &str, maria: &str) {
    let mut people = "Student number,Site,Grade,From,Until\n".to_owned();
    let mut days = "Student number,Day,Status\n".to_owned();
    for n in 0..180 {
        let (site, grade) = match n {
            0..140 => ("Lantern Street", if n < 84 { "Grade 7" } else { "Grade 8" }),
            _ => ("Oystershell Hall", "Grade 8"),
        };
        people += &format!("S{n:03},{site},{grade},2025-09-01,\n");
        let absent = match n {
            0..24 | 140..143 => 4,
            _ => 1,
        };
        for day in 0..20 {
            let status = if day < absent { "Absent" } else { "present" };
            days += &format!("s{n:03},2025-10-{:02},{status}\n", day + 1);
        }
    }
    people += "S900,Lantern Street,Grade 7,2026-06-20,\n";
    let services = "Student number,Program,Day\nS000,Tutoring,2025-11-03\nS001,Tutoring,2025-11-03\n";
    ask(agreed, first, "people").await;
    let mut client = agreed.community.world.client();
    send(&mut client, maria, &people).await;
    for (kind, text) in [("events", days.as_str()), ("services", services)] {
        let (request, link) = another_request(agreed).await;
        ask(agreed, &request, kind).await;
        send(&mut client, &link, text).await;
    }
    accept_all(agreed).await;
}

const DEFINITION: [(&str, &str); 14] = [
    ("measure_title_en", "Often absent"),
    ("cohort_rules", "Grade = grade 7, Grade 8\nPlace ?"),
    ("enrolled_least", "30"),
    ("enrolled_from", "From"),
    ("enrolled_until", "Until"),
    ("counted_by", "events"),
    ("counted_rules", "Status = absent"),
    ("counted_day", "Day"),
    ("fold_by", "count"),
    ("share_of", "all"),
    ("counted_least", "10"),
    ("counted_most", ""),
    ("place_element", "Place"),
    ("dimension_grade", "Grade"),
];

pub async fn define(agreed: &mut Agreed, changed: &[(&str, &str)]) -> String {
    let list = agreed.community.work("/vault/measures");
    let form = agreed
        .priya
        .get(&list)
        .await
        .expect_status(200)
        .form("/vault/measures");
    let indicator = agreed.community.indicator.clone();
    let is_changed = |name: &str| changed.iter().any(|(other, _)| *other == name);
    let kept = DEFINITION
        .iter()
        .filter(|(name, _)| !is_changed(name))
        .chain(changed)
        .copied();
    let typed: Vec<(&str, &str)> = kept.chain([("measure_for", indicator.as_str())]).collect();
    let made = agreed.priya.submit(&form, &typed).await.expect_status(303);
    made.location().unwrap()
}

/// Asks for a run and waits for its end; its page.
pub async fn run(agreed: &mut Agreed, measure: &str) -> String {
    let form = agreed.priya.get(measure).await.expect_status(200).form("/runs");
    assert_eq!(form.value("run_period"), Some("2025-26"));
    let run = agreed
        .priya
        .submit(&form, &[])
        .await
        .expect_status(303)
        .location()
        .unwrap();
    while app::worker::run_waiting(&agreed.community.world.state).await > 0 {}
    for _ in 0..600 {
        let page = agreed.priya.get(&run).await.expect_status(200).text();
        if !page.contains("Computing") && !page.contains("Waiting for its turn") {
            return run;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the run does not end");
}

async fn agreed() -> (Agreed, String, String) {
    agreed_with(&[]).await
}

/// An agreement about participants with something else in it, the first request under it, and Maria's link.
pub async fn agreed_with(changed: &[(&str, &str)]) -> (Agreed, String, String) {
    let all: Vec<(&str, &str)> = ELEMENTS.iter().chain(changed).copied().collect();
    let mut agreed = Agreed::in_force(&all).await;
    let [maria, _] = governed_request(&mut agreed).await;
    let reader = agreed.community.scope.read().await.unwrap();
    let sql =
        "select data_request_id from data_request where collaborative_id = $1 order by created_at limit 1";
    let first = reader
        .row::<Row>(sql, args![])
        .await
        .unwrap()
        .unwrap()
        .data_request_id;
    drop(reader);
    (agreed, first, maria)
}

#[tokio::test(flavor = "multi_thread")]
async fn three_tables_become_one_measure_that_is_reviewed_and_protected_as_any_other() {
    if !has_vault("a measure from rows") {
        return;
    }
    let (mut agreed, first, maria) = agreed().await;
    fill(&mut agreed, &first, &maria).await;
    let measure = define(&mut agreed, &[]).await;
    let run = run(&mut agreed, &measure).await;
    let page = agreed
        .priya
        .get(&run)
        .await
        .expect_text("its figures wait to be accepted");
    let text = page.text();
    assert!(
        text.contains("Lantern Street") && text.contains("Grade 7"),
        "{text}"
    );
    let before = "select count(*) as n from observation where collaborative_id = $1";
    assert_eq!(
        agreed.community.number(before, args![]).await,
        0,
        "nothing is kept before somebody accepts"
    );
    agreed
        .priya
        .submit(&page.form("/accept"), &[])
        .await
        .expect_status(303);
    let again = agreed
        .priya
        .get(&run)
        .await
        .expect_text("its figures are kept as any others");
    assert!(again.forms().iter().all(|form| !form.action.ends_with("/accept")));
    let counted = "select cast(numerator as bigint) * 1000 + denominator as n from observation
                   where collaborative_id = $1 and place_id = $2 and group_key = $3 and period = '2025-26'";
    let [lantern, oystershell] = agreed.community.places.clone();
    for (place, group, expected) in [
        (&lantern, "", 24 * 1000 + 140),
        (&lantern, "grade=g7", 24 * 1000 + 84),
        (&lantern, "grade=g8", 56),
        (&oystershell, "", 3 * 1000 + 40),
    ] {
        let found = agreed
            .community
            .number(counted, args![place.clone(), group])
            .await;
        assert_eq!(
            found, expected,
            "{group}: who came for ten days in June is not enrolled for thirty"
        );
    }
    assert_eq!(agreed.community.facts("vault.figures-accepted").await, 1);
    in_a_draft(&mut agreed).await;
}

/// In a draft of an edition the small cells are hidden, and a table of the vault is not to be seen.
async fn in_a_draft(agreed: &mut Agreed) {
    let fields = [
        ("title", "Report card"),
        ("note_en", "New"),
        ("until-attendance", "2025-26"),
    ];
    let new = agreed.community.work("/editions/new");
    let made = agreed.priya.post(&new, &fields).await.expect_status(303);
    let draft = made.location().unwrap();
    let mut fran = agreed.community.world.signed_in(FACILITATOR).await;
    let desk = fran.get(&format!("{draft}/desk")).await.expect_status(200);
    fran.submit(&desk.form("/disclosure"), &[])
        .await
        .expect_status(303);
    let mut dana = agreed.community.world.signed_in(DIRECTOR).await;
    dana.post(&format!("{draft}/publish"), &[])
        .await
        .expect_status(303);
    let api = format!("/api/v1/observations?collaborative={}", agreed.community.slug);
    let mut public: Client = agreed.community.world.client();
    let told = public.get(&api).await.expect_status(200).json();
    let status = |place: &str| {
        let mut found = told["observations"].as_array().unwrap().iter();
        let found = found.find(|one| one["place"] == place && one["group"] == "");
        found.map(|one| {
            (
                one["status"].clone(),
                one["numerator"].clone(),
                one["value"].clone(),
            )
        })
    };
    let (shown, numerator, _) = status("lantern-street").expect("the figure of Lantern Street");
    assert_eq!((shown, numerator), ("ok".into(), 24.into()));
    let (shown, numerator, value) = status("oystershell-hall").expect("the figure of Oystershell Hall");
    assert_eq!(shown, "protected", "3 of 40 is a small count");
    assert!(numerator.is_null() && value.is_null(), "{numerator} {value}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_definition_that_does_not_fit_is_told_at_its_field() {
    if !has_vault("definitions of measures") {
        return;
    }
    let (mut agreed, first, maria) = agreed().await;
    fill(&mut agreed, &first, &maria).await;
    let list = agreed.community.work("/vault/measures");
    let form = agreed.priya.get(&list).await.form("/vault/measures");
    agreed
        .priya
        .submit(
            &form,
            &[("cohort_rules", "select * from people"), ("share_of", "enrolled")],
        )
        .await
        .expect_status(200)
        .expect_text("“select * from people” is no condition.")
        .expect_text("needs the rule for enrolment above");
    let measure = define(&mut agreed, &[("dimension_grade", "Class")]).await;
    let form = agreed.priya.get(&measure).await.form("/runs");
    agreed
        .priya
        .submit(&form, &[])
        .await
        .expect_text("No table has a column called “Class”.");
    // What identifies people enters no figure: the agreement's clause says so.
    let measure = define(&mut agreed, &[("cohort_rules", "Student number = S001")]).await;
    let form = agreed.priya.get(&measure).await.form("/runs");
    agreed
        .priya
        .submit(&form, &[])
        .await
        .expect_status(403)
        .expect_text("clause 3");
    let runs = "select count(*) as n from vault_run where collaborative_id = $1";
    assert_eq!(agreed.community.number(runs, args![]).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_the_agreement_does_not_name_computes_nothing_and_its_end_takes_what_waits() {
    if !has_vault("computing under an agreement") {
        return;
    }
    let (mut agreed, first, maria) = agreed().await;
    fill(&mut agreed, &first, &maria).await;
    let measure = define(&mut agreed, &[]).await;
    let mut dana = agreed.community.world.signed_in(DIRECTOR).await;
    let form = dana.get(&measure).await.expect_status(200).form("/runs");
    dana.submit(&form, &[])
        .await
        .expect_status(403)
        .expect_text("clause 4");
    let run = run(&mut agreed, &measure).await;
    let page = agreed.priya.get(&run).await;
    agreed.community.world.clock.advance_seconds(300 * 24 * 3600);
    let mut priya = agreed.community.world.signed_in(PRIYA).await;
    priya
        .submit(&page.form("/accept"), &[])
        .await
        .expect_status(403)
        .expect_text("clause 7");
    agreed.community.world.clock.advance_seconds(40 * 24 * 3600);
    for _ in 0..3 {
        app::agreements::jobs::hourly(&agreed.community.world.state)
            .await
            .unwrap();
    }
    let kept = "select count(*) as n from vault_run where collaborative_id = $1 and result <> '{}'";
    assert_eq!(
        agreed.community.number(kept, args![]).await,
        0,
        "what was computed and not accepted goes too"
    );
    let kept = "select count(*) as n from observation where collaborative_id = $1";
    assert_eq!(agreed.community.number(kept, args![]).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_uses_no_column_that_a_version_signed_meanwhile_does_not_cover() {
    if !has_vault("a run and a newer version") {
        return;
    }
    let (mut agreed, first, maria) = agreed().await;
    fill(&mut agreed, &first, &maria).await;
    let measure = define(&mut agreed, &[]).await;
    let done = run(&mut agreed, &measure).await;
    // Another one is asked for and waits for its turn; then both sides agree on less.
    let form = agreed.priya.get(&measure).await.expect_status(200).form("/runs");
    let asked = agreed.priya.submit(&form, &[]).await.expect_status(303);
    let waits = asked.location().unwrap();
    agreed
        .amend(&[("elements_quasi", "Place: Site\nFrom\nUntil\nDay")])
        .await;
    while app::worker::run_waiting(&agreed.community.world.state).await > 0 {}
    let failed = "select count(*) as n from vault_run where collaborative_id = $1 and state = 'failed'";
    for _ in 0..600 {
        if agreed.community.number(failed, args![]).await == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let not_shared = "“Grade” is not shared";
    agreed.priya.get(&waits).await.expect_text(not_shared);
    // What was made before of the column does not become a figure any more.
    let accept = agreed.priya.get(&done).await.form("/accept");
    agreed
        .priya
        .submit(&accept, &[])
        .await
        .expect_status(403)
        .expect_text(not_shared);
    let kept = "select count(*) as n from observation where collaborative_id = $1";
    assert_eq!(agreed.community.number(kept, args![]).await, 0);
}
