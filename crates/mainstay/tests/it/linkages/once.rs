//! A person whom two partners know is counted once, and what is doubtful about it goes with the figure.

use std::collections::HashSet;

use app::agreements::sealing;
use app::demo::participants::{Partner, invent};
use app::linkages::child::Found;
use app::linkages::{across, review, store};
use platform::args;
use platform::db::FromQueryResult;
use platform::history::{Actor, NewFact};

use super::{begun_with, run_it, send_both};
use crate::agreements::Agreed;
use crate::agreements::gates::governed_request;
use crate::kit::{Client, has_vault};
use crate::partners::PRIYA;
use crate::vault::measuring::{agreed_with, define, fill, run};
use crate::vault::{accept_all, ask, send};

const BOTH: [(&str, &str); 3] = [
    ("elements_direct", "Encoding: Encodings\nStudent number"),
    ("elements_quasi", "Grade"),
    ("elements_plain", "Status"),
];

#[derive(FromQueryResult)]
struct Request {
    data_request_id: String,
}

#[derive(FromQueryResult)]
struct Figure {
    numerator: i64,
    denominator: i64,
    margin: Option<f64>,
    numerator_margin: Option<f64>,
    note: String,
}

fn rows(partner: &Partner, status: &str) -> String {
    let ids = partner.names.rows.iter();
    let rows = ids.map(|row| format!("{},Grade 7,{status}\n", row[0]));
    format!("Student number,Grade,Status\n{}", rows.collect::<String>())
}

/// Both partners' rows come into the vault under their agreements.
async fn rows_of_both(agreed: &mut Agreed, maria: &str, texts: [String; 2]) {
    let links = governed_request(agreed).await;
    let reader = agreed.community.scope.read().await.unwrap();
    let sql =
        "select data_request_id from data_request where collaborative_id = $1 order by created_at limit 1";
    let request = reader.row::<Request>(sql, args![]).await.unwrap().unwrap();
    drop(reader);
    let page = agreed.community.work(&format!("/agreements/{maria}"));
    let form = agreed.priya.get(&page).await.expect_status(200).form("/requests");
    let named = [("governed_request", request.data_request_id.as_str())];
    agreed.priya.submit(&form, &named).await.expect_status(303);
    ask(agreed, &request.data_request_id, "people").await;
    let mut client: Client = agreed.community.world.client();
    for (link, text) in links.iter().zip(&texts) {
        send(&mut client, link, text).await;
    }
    accept_all(agreed).await;
}

/// So many links become doubtful ones.
async fn doubted(agreed: &Agreed, linkage: &str, count: usize) {
    let tx = agreed.community.scope.write(Actor::installation()).await.unwrap();
    let row = store::linkage(&tx, linkage).await.unwrap().unwrap();
    let sides = store::sides(&tx, linkage).await.unwrap();
    let pairs = sealing::get(&tx, row.pairs_hash.as_ref().unwrap()).await.unwrap();
    let mut found: Vec<Found> = serde_json::from_slice(&pairs).unwrap();
    let sure = found.iter_mut().filter(|one| one.probability > 0.95);
    for one in sure.take(count) {
        one.probability = 0.7;
    }
    let pairs = serde_json::to_vec(&found).unwrap();
    let pairs = sealing::put(&tx, &sides[0].root_id, &pairs).await.unwrap();
    store::put_result(&tx, linkage, (&row.report, &pairs))
        .await
        .unwrap();
    let id = linkage.parse().unwrap();
    tx.commit(vec![NewFact::new("linkage.linked", "linkage", id)])
        .await
        .unwrap();
}

/// How many people they are by the best guess, by certain links, by possible ones.
async fn people_by(agreed: &Agreed, linkage: &str) -> [usize; 3] {
    let reader = agreed.community.scope.read().await.unwrap();
    let lines = across::lines(&reader, linkage).await.unwrap();
    let lines: Vec<[String; 5]> = serde_json::from_slice(&lines).unwrap();
    [2, 3, 4].map(|at| lines.iter().map(|line| &line[at]).collect::<HashSet<_>>().len())
}

async fn figure(agreed: &Agreed) -> Figure {
    let reader = agreed.community.scope.read().await.unwrap();
    let sql = "select numerator, denominator, margin, numerator_margin, note from observation
               where collaborative_id = $1 and group_key = '' order by vintage desc limit 1";
    reader.row::<Figure>(sql, args![]).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_known_to_two_partners_is_counted_once_and_doubt_becomes_a_margin() {
    if !has_vault("counting over partners by a linkage") {
        return;
    }
    let people = invent(200);
    let (mut agreed, page, links) = begun_with(&BOTH, &BOTH).await;
    send_both(&agreed, &links, &people).await;
    let linkage = run_it(&mut agreed, &page).await;
    let reader = agreed.community.scope.read().await.unwrap();
    let sides = store::sides(&reader, &linkage).await.unwrap();
    let mut known = [HashSet::new(), HashSet::new()];
    for (side, known) in sides.iter().zip(&mut known) {
        let records = review::people_of(&reader, side).await.unwrap().records;
        known.extend(records.into_iter().map(|one| one.person));
    }
    drop(reader);
    let (at_both, all) = (
        known[0].intersection(&known[1]).count(),
        known[0].union(&known[1]).count(),
    );
    assert!(at_both > 20, "{at_both}");
    doubted(&agreed, &linkage, 3).await;
    // At the district everybody is one of those who count, at the clinic nobody.
    let texts = [rows(&people.district, "member"), rows(&people.clinic, "guest")];
    rows_of_both(&mut agreed, &sides[0].root_id.clone(), texts).await;
    let lantern = agreed.community.places[0].clone();
    let by_person = [
        ("cohort_rules", ""),
        ("enrolled_least", ""),
        ("counted_by", "person"),
        ("counted_rules", "Status = member"),
        ("counted_day", ""),
        ("share_of", "none"),
        ("counted_least", ""),
        ("place_element", ""),
        ("dimension_grade", ""),
        ("whole_place", lantern.as_str()),
    ];
    let apart = define(&mut agreed, &by_person).await;
    let once = [&by_person[..], &[("measure_linkage", linkage.as_str())]].concat();
    let once = define(&mut agreed, &once).await;
    let sizes = [known[0].len(), known[1].len()].map(|size| size as i64);
    for (measure, whole) in [(apart, sizes[0] + sizes[1]), (once, all as i64)] {
        let done = run(&mut agreed, &measure).await;
        let page = agreed
            .priya
            .get(&done)
            .await
            .expect_text("its figures wait to be accepted");
        agreed
            .priya
            .submit(&page.form("/accept"), &[])
            .await
            .expect_status(303);
        let figure = figure(&agreed).await;
        assert_eq!((figure.numerator, figure.denominator), (sizes[0], whole));
    }
    let figure = figure(&agreed).await;
    // Whoever is counted is counted anyway; of how many is what a doubtful link changes.
    assert_eq!(figure.numerator_margin, None);
    let [best, certain, possible] = people_by(&agreed, &linkage).await;
    assert_eq!(best, all);
    assert!(certain >= all + 3 && possible <= all, "{possible} to {certain}");
    // What doubt about links may change, in steps of five people, beside what a share of so many is off by chance.
    let share = |whole: usize| sizes[0] as f64 / whole as f64;
    let farther = (share(best) - share(certain)).max(share(possible) - share(best));
    let people = (farther * best as f64 / 5.0 - 1e-9).ceil() * 5.0;
    let chance = 1.645 * (share(best) * (1.0 - share(best)) / best as f64).sqrt();
    let expected = 100.0 * (people / best as f64).hypot(chance);
    let margin = figure.margin.unwrap();
    assert!((margin - expected).abs() < 1e-9, "{margin}, {expected}");
    assert!(
        figure.note.contains("may tell of the same person"),
        "{}",
        figure.note
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_linkage_that_is_gone_or_lacks_a_partner_is_told_and_nothing_is_counted() {
    if !has_vault("a measure by a linkage that is gone") {
        return;
    }
    let (mut agreed, first, maria) = agreed_with(&[("users", PRIYA)]).await;
    fill(&mut agreed, &first, &maria).await;
    let scope = agreed.community.scope.clone();
    let id = platform::secrets::new_uuid();
    let empty = store::LinkageRow {
        linkage_id: id.to_string(),
        title_en: "Who is reached".into(),
        why: "To count children once.".into(),
        encoding_schema: "{}".into(),
        ..store::LinkageRow::default()
    };
    let tx = scope.write(Actor::installation()).await.unwrap();
    store::insert(&tx, &empty).await.unwrap();
    let fact = NewFact::new("linkage.planned", "linkage", id);
    tx.commit(vec![fact]).await.unwrap();
    let measure = define(&mut agreed, &[("measure_linkage", &empty.linkage_id)]).await;
    let form = agreed.priya.get(&measure).await.expect_status(200).form("/runs");
    let gone = agreed.priya.submit(&form, &[]).await.expect_status(200);
    gone.expect_text("has no result any more");
    let tx = scope.write(Actor::installation()).await.unwrap();
    store::note_began(&tx, &empty.linkage_id).await.unwrap();
    store::note_result(&tx, &empty.linkage_id, ("{}", "none"))
        .await
        .unwrap();
    let fact = NewFact::new("linkage.linked", "linkage", id);
    tx.commit(vec![fact]).await.unwrap();
    let outside = agreed.priya.submit(&form, &[]).await.expect_status(200);
    outside.expect_text("is no part of the linkage");
    assert_eq!(agreed.community.facts("vault.run-asked").await, 0);
}
