use domain::ids::IndicatorId;
use domain::measurement::Group;
use domain::period::Period;
use platform::args;

use super::*;
use crate::directory::actions::id_of;
use crate::directory::places;
use crate::measurement::{observations, store};
use crate::settings::Storage;
use crate::submissions::context::Context;
use crate::submissions::drafts::{self, Whose};
use crate::submissions::questions::Question;

#[tokio::test]
async fn the_demonstration_is_seeded_from_its_own_files() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::Folder(folder.path().to_owned());
    let database = crate::server::open(&storage, clock()).await.unwrap();
    let started = std::time::Instant::now();
    let vault = Vault::new(None, folder.path().join("worker.key"));
    seed(&database, Timestamp::now(), "http://mainstay.example", &vault)
        .await
        .unwrap();
    println!("seeded in {:?}", started.elapsed());
    assert!(is_seeded(&database).await.unwrap());
    let (_, scope) = crate::collaborative::actions::find(&database, SLUG)
        .await
        .unwrap();
    let reader = scope.read().await.unwrap();
    let count = |table: &str| format!("select count(*) as n from {table} where collaborative_id = $1");
    let expected = [
        ("organisation", 42),
        ("activity", 60),
        ("commitment", 24),
        ("person", 26),
        ("place", 200),
        ("place_code", 554),
        ("body", 11),
        ("seat", 58),
        ("proposal", 28),
        ("decision", 23),
        ("selection", 1),
        ("selection_candidate", 4),
        ("selection_reviewer", 5),
        ("policy_item", 6),
        ("payment", 16),
        ("volunteer_hours", 7),
        ("assessment", 5),
        ("community_figure", 1),
        ("agreement", 5),
        ("linkage", 1),
        ("linkage_side", 3),
        ("take_up", 2),
        ("take_up_indicator", 2),
        ("agenda_version", 4),
        ("standing_conflict", 1),
        ("odds_note", 1),
        ("result", 7),
        ("indicator", 18),
        ("indicator_version", 18),
        ("dimension", 9),
        ("category", 41),
        ("series_break", 20),
        ("data_request", 2),
        ("meeting", 30),
        ("meeting_series", 1),
        ("request_partner", 5),
        ("submission", 3),
        ("vetting", 13),
        ("edition", 3),
        ("candidate", 3),
        ("candidate_score", 11),
        ("contribution", 203),
        ("contribution_file", 6),
        ("learning_session", 1),
        ("learning_session_person", 5),
        ("improvement_cycle", 2),
        ("cycle_measurement", 19),
        ("programme", 1),
        ("programme_measure", 3),
    ];
    for (table, rows) in expected {
        let number = reader.number(&count(table), args![]).await.unwrap();
        assert_eq!(number, rows, "rows of {table}");
    }
    let attendance = store::indicator_by_slug(&reader, "chronic-absence")
        .await
        .unwrap()
        .unwrap();
    let attendance = IndicatorId::from_uuid(id_of(&attendance.indicator_id));
    let latest = observations::latest(&reader, attendance).await.unwrap();
    let collected: Vec<_> = latest.iter().filter(|row| row.period == "2019-20").collect();
    assert_eq!(
        collected.len(),
        13,
        "2019-20 is what the open request collects: so far, 13 grades"
    );
    assert!(collected.iter().all(|row| row.submission_id.is_some()));
    let town = places::place_by_slug(&reader, "bridgeport")
        .await
        .unwrap()
        .unwrap();
    let town = domain::ids::PlaceId::from_uuid(id_of(&town.place_id));
    let year = Period::SchoolYear(2016);
    let vintages = observations::vintages(&reader, attendance, town, year, &Group::everyone())
        .await
        .unwrap();
    let values: Vec<_> = vintages.iter().map(|row| (row.vintage, row.value)).collect();
    assert_eq!(values, [(1, Some(18.5)), (2, Some(18.3))]);
    what_is_said_follows_from_what_is_printed(&reader).await;
    drop(reader);
    questions_wait_in_the_half_mended_workbook(&scope).await;
    let outcome = crate::history::verify::verify(scope.database(), &[])
        .await
        .unwrap();
    assert_eq!(outcome.findings, Vec::<String>::new());
}

/// The sentences, courses and distances of every edition come out of its own bytes, without the database.
async fn what_is_said_follows_from_what_is_printed(reader: &platform::db::Connection) {
    let editions = crate::editions::actions::published(reader).await.unwrap();
    assert_eq!(editions.len(), 2);
    let (mut said, mut courses, mut gaps) = (0, 0, 0);
    for edition in editions {
        let mut again = edition.clone();
        for part in &mut again.indicators {
            (part.readings, part.gaps) = (Vec::new(), Vec::new());
        }
        crate::reading::freeze(&mut again);
        assert_eq!(again, edition);
        for part in &edition.indicators {
            let everyone = part.reading(&part.headline_place, "");
            said += usize::from(everyone.is_some_and(|reading| !reading.sentence.es.is_empty()));
            courses += usize::from(everyone.is_some_and(|reading| !reading.course.is_empty()));
            gaps += part.gaps.len();
        }
    }
    assert!(
        said > 20 && courses > 5 && gaps > 10,
        "{said} sentences, {courses} courses, {gaps} gaps"
    );
}

/// What a visitor finds half mended: a misspelled site, 37 of 31, three empty numbers; the grades are read as grades.
async fn questions_wait_in_the_half_mended_workbook(scope: &Scope) {
    let reader = scope.read().await.unwrap();
    let requests = crate::requests::store::requests(&reader).await.unwrap();
    let mut found = Vec::new();
    for request in requests {
        for partner in crate::requests::store::partners(&reader, &request.data_request_id)
            .await
            .unwrap()
        {
            let whose = Whose {
                request: request.data_request_id.parse().unwrap(),
                organisation: partner.organisation_id.parse().unwrap(),
            };
            if let Some(draft) = drafts::draft(&reader, whose).await.unwrap() {
                let context = Context::load(&reader, request.clone(), whose.organisation, 10)
                    .await
                    .unwrap();
                found.push(draft.interpretation(&context));
            }
        }
    }
    let [said] = found.as_slice() else {
        panic!("one draft, not {}", found.len());
    };
    let roles: Vec<String> = said.columns.iter().map(|one| one.role.code()).collect();
    assert_eq!(
        roles,
        [
            "place",
            "category:grade",
            "category:race-ethnicity",
            "denominator",
            "numerator"
        ]
    );
    assert!(
        said.questions
            .iter()
            .any(|one| matches!(one, Question::UnknownPlace { .. }))
    );
    assert!(
        said.questions
            .iter()
            .any(|one| matches!(one, Question::Impossible { .. }))
    );
    assert!(
        !said
            .questions
            .iter()
            .any(|one| matches!(one, Question::Twice { .. }))
    );
    assert!(said.ready.len() > 40, "{} figures are ready", said.ready.len());
}
