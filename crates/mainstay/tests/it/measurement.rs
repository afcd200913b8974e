//! Directory and measurement through their doors: partners, people, places, results, definitions, goals, figures.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;

use crate::kit::{Client, Part};
use crate::partners::{Community, DIRECTOR, FACILITATOR, MARIA, PRIYA};

const PLACES: &str = include_str!("../../../../demo/places.csv");

async fn upload(browser: &mut Client, path: &str, text: &str) -> crate::kit::Answer {
    let file = Part::File {
        name: "file",
        filename: "file.csv",
        bytes: text.as_bytes(),
    };
    browser.upload(path, &[file]).await
}

#[tokio::test]
async fn a_partner_is_added_and_changed_and_history_tells_of_both() {
    let community = Community::open().await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let new = community.work("/partners/new");
    let page = fran.get(&new).await.expect_status(200);
    let form = page.form("/partners/new");
    let wrong = [("name", " "), ("website", "lantern"), ("sector", "education")];
    let page = fran.submit(&form, &wrong).await.expect_status(200);
    let page = page
        .expect_text("Please fill this in.")
        .expect_text("Please begin the address with https://");
    assert_eq!(
        page.form("/partners/new").value("sector"),
        Some("education"),
        "what was typed stays"
    );
    let right = [
        ("name", "Lantern Schools"),
        ("website", "https://lantern.example"),
    ];
    fran.submit(&page.form("/partners/new"), &right)
        .await
        .expect_status(303);
    let list = fran
        .get(&community.work("/partners"))
        .await
        .expect_text("Lantern Schools");
    let links = list.links();
    let found = links
        .iter()
        .filter(|link| link.contains("/work/partners/") && !link.ends_with("/new"));
    assert_eq!(found.count(), 3);
    let sql =
        "select count(*) as n from organisation where collaborative_id = $1 and slug = 'lantern-schools'";
    assert_eq!(community.number(sql, args![]).await, 1);
    let aurora = community.work(&format!("/partners/{}", community.organisations[0]));
    let page = fran.get(&aurora).await.expect_status(200);
    fran.submit(&page.form(&aurora), &[("name", "Casa Aurora del Puerto")])
        .await
        .expect_status(303);
    fran.submit(&page.form(&aurora), &[("name", "Casa Aurora del Puerto")])
        .await
        .expect_status(303);
    assert_eq!(community.facts("directory.organisation-added").await, 1);
    assert_eq!(
        community.facts("directory.organisation-changed").await,
        1,
        "the same form twice changes once"
    );
}

#[tokio::test]
async fn a_person_is_known_by_one_address_and_roles_are_the_directors_to_give() {
    let community = Community::open().await;
    let mut priya = community.world.signed_in(PRIYA).await;
    let page = priya.get(&community.work("/people/new")).await.expect_status(200);
    let form = page.form("/people/new");
    let taken = [("name", "Maria Two"), ("email", MARIA), ("language", "es")];
    priya
        .submit(&form, &taken)
        .await
        .expect_text("Something else has this already.");
    let fresh = [
        ("name", "Ana Puente"),
        ("email", "ana@faro.example"),
        ("language", "es"),
    ];
    priya.submit(&form, &fresh).await.expect_status(303);
    let maria = community.work(&format!("/people/{}", community.contacts[0]));
    let roles = format!("{maria}/roles");
    let role = [("role", "facilitator"), ("since_on", "2026-01-01")];
    priya.post(&roles, &role).await.expect_status(403);
    let mut dana = community.world.signed_in(DIRECTOR).await;
    dana.post(&roles, &role).await.expect_status(303);
    dana.get(&maria)
        .await
        .expect_text("Facilitator")
        .expect_text("2026-01-01");
    assert_eq!(community.facts("directory.role-given").await, 1);
    let mut contact = community.world.signed_in("ana@faro.example").await;
    contact.post(&roles, &role).await.expect_status(403);
    contact.get(&community.work("/people")).await;
    assert_eq!(community.facts("directory.role-given").await, 1);
}

#[tokio::test]
async fn places_are_imported_whole_or_not_at_all_and_found_by_code_and_day() {
    let community = Community::open().await;
    let mut priya = community.world.signed_in(PRIYA).await;
    let import = community.work("/places/import");
    let count = "select count(*) as n from place where collaborative_id = $1";
    // Two of the file’s places are here already, by their addresses.
    let before = community.number(count, args![]).await;
    let broken = PLACES.replacen(",state,census,09,", ",realm,census,09,", 1);
    let broken = broken.replacen("2022-06-05,connecticut", "soon,atlantis", 1);
    let page = upload(&mut priya, &import, &broken).await.expect_status(200);
    page.expect_text("Row 2, column kind:")
        .expect_text("Row 3, column valid_to:")
        .expect_text("Row 3, column part_of:");
    assert_eq!(
        community.number(count, args![]).await,
        before,
        "nothing is half saved"
    );
    upload(&mut priya, &import, PLACES).await.expect_status(303);
    assert_eq!(community.number(count, args![]).await, before + 198);
    upload(&mut priya, &import, PLACES).await.expect_status(303);
    assert_eq!(
        community.number(count, args![]).await,
        before + 198,
        "the same file twice adds nothing"
    );
    let ask = community.work("/places?text=09001&on=2019-06-30");
    priya.get(&ask).await.expect_text("means Fairfield County.");
    let ask = community.work("/places?text=150011");
    priya.get(&ask).await.expect_text("means Bridgeport.");
}

const DEFINITIONS: &str = "indicator,result,title_en,numerator_en,denominator_en,unit,direction,place_kind,\
period_kind,cadence,dimensions,valid_from\n\
present,in-school,Students present,Present students,Students,percent,higher,site,school_year,yearly,all grade,2025-01-01\n";

#[tokio::test]
async fn definitions_are_imported_versioned_and_never_edited() {
    let community = Community::open().await;
    let mut priya = community.world.signed_in(PRIYA).await;
    let page = priya
        .get(&community.work("/results/new"))
        .await
        .expect_status(200);
    let result = [("title_en", "In school"), ("kind", "result")];
    priya
        .submit(&page.form("/results/new"), &result)
        .await
        .expect_status(303);
    let import = community.work("/results/import/definitions");
    let broken = DEFINITIONS
        .replace(",percent,", ",furlongs,")
        .replace("in-school", "nowhere");
    let page = upload(&mut priya, &import, &broken).await.expect_status(200);
    page.expect_text("Row 2, column unit: “furlongs” is not one of the choices.")
        .expect_text("Row 2, column result: We know no result called “nowhere”.");
    let count = "select count(*) as n from indicator where collaborative_id = $1";
    assert_eq!(community.number(count, args![]).await, 1, "nothing is half saved");
    upload(&mut priya, &import, DEFINITIONS).await.expect_status(303);
    upload(&mut priya, &import, DEFINITIONS).await.expect_status(303);
    assert_eq!(community.number(count, args![]).await, 2);
    assert_eq!(community.facts("measurement.definitions-imported").await, 1);

    let list = priya
        .get(&community.work("/results"))
        .await
        .expect_text("Students present");
    let mut links = list.links().into_iter();
    let sheet = links.find(|link| {
        link.contains("/indicators/") && !link.contains(&community.indicator) && !link.ends_with("/new")
    });
    let sheet = sheet.unwrap();
    let page = priya.get(&format!("{sheet}/version")).await.expect_status(200);
    let form = page.form("/version");
    assert_eq!(
        form.value("numerator_en"),
        Some("Present students"),
        "a new version begins as the present one"
    );
    let changed = [
        ("numerator_en", "Students present nine days in ten"),
        ("valid_from", "2026-07-01"),
    ];
    let refused = priya.submit(&form, &changed).await.expect_status(200);
    refused.expect_text("Reason: Please fill this in.");
    let changed = [changed[0], changed[1], ("reason", "The board asked for it")];
    priya.submit(&form, &changed).await.expect_status(303);
    priya
        .get(&sheet)
        .await
        .expect_text("Students present nine days in ten")
        .expect_text("2025-01-01");
    let sql = "select count(*) as n from indicator_version
               where collaborative_id = $1 and version = 1 and definition like '%Present students%'";
    assert_eq!(community.number(sql, args![]).await, 1, "version 1 is as it was");
}

#[tokio::test]
async fn goals_are_set_for_each_group_and_told_once() {
    let community = Community::open().await;
    let mut priya = community.world.signed_in(PRIYA).await;
    let one = community.work(&format!("/results/indicators/{}", community.indicator));
    let settings = priya.get(&format!("{one}/settings")).await.expect_status(200);
    let low = [
        ("visibility", "public"),
        ("suppression", "house"),
        ("minimum_count", "2"),
    ];
    priya
        .submit(&settings.form("/settings"), &low)
        .await
        .expect_text("Please choose a number from 3 to 1000.");
    let high = [
        ("visibility", "public"),
        ("suppression", "house"),
        ("minimum_count", "16"),
    ];
    priya
        .submit(&settings.form("/settings"), &high)
        .await
        .expect_status(303);
    let page = priya.get(&format!("{one}/goals")).await.expect_status(200);
    let form = page.form("/goals");
    let wrong = [("g0-goal_period", "soon"), ("g0-goal_value", "eighty")];
    priya
        .submit(&form, &wrong)
        .await
        .expect_text("“eighty” is not a number.");
    let right = [
        ("g0-baseline_period", "2018-19"),
        ("g0-baseline_value", "70.5"),
        ("g0-goal_period", "2029-30"),
        ("g0-goal_value", "80"),
        ("g0-kind", "equitable"),
    ];
    for _ in 0..2 {
        priya.submit(&form, &right).await.expect_status(303);
    }
    assert_eq!(community.facts("measurement.target-set").await, 1);
    assert_eq!(community.facts("measurement.baseline-set").await, 1);
    let page = priya.get(&format!("{one}/breaks")).await.expect_status(200);
    let note = [
        ("period", "2019-20"),
        ("kind", "not-comparable"),
        ("reason_en", "Schools closed in March"),
    ];
    priya
        .submit(&page.form("/breaks"), &note)
        .await
        .expect_status(303);
    priya
        .get(&one)
        .await
        .expect_text("Equitable")
        .expect_text("80 (2029-30)")
        .expect_text("Schools closed in March");
    let mut fran = community.world.signed_in(FACILITATOR).await;
    fran.post(&format!("{one}/goals"), &right)
        .await
        .expect_status(403);
}

const FIGURES: &str = "indicator,place_code,period,dimension,category,numerator,denominator,value,status\n\
attendance,Lantern Street,2024-25,all,all,40,50,,ok\n\
attendance,Oystershell Hall,2024-25,grade,g7,,,,suppressed\n";

#[tokio::test]
async fn figures_are_imported_and_a_correction_is_the_next_vintage() {
    let community = Community::open().await;
    let mut priya = community.world.signed_in(PRIYA).await;
    let import = community.work("/results/import/figures");
    let broken = FIGURES
        .replace(",40,50,", ",60,50,")
        .replace("g7", "g9")
        .replace("Lantern Street", "Lantrn Street");
    let page = upload(&mut priya, &import, &broken).await.expect_status(200);
    page.expect_text("Row 2, column place_code:")
        .expect_text("Row 2, column numerator: The part is larger than the whole.")
        .expect_text("Row 3, column category:");
    let count = "select count(*) as n from observation where collaborative_id = $1 and vintage = $2";
    assert_eq!(
        community.number(count, args![1]).await,
        0,
        "nothing is half saved"
    );
    upload(&mut priya, &import, FIGURES).await.expect_status(303);
    upload(&mut priya, &import, FIGURES).await.expect_status(303);
    assert_eq!(community.number(count, args![1]).await, 2);
    assert_eq!(
        community.number(count, args![2]).await,
        0,
        "the same file twice keeps nothing again"
    );
    upload(&mut priya, &import, &FIGURES.replace(",40,50,", ",41,50,"))
        .await
        .expect_status(303);
    assert_eq!(community.number(count, args![2]).await, 1);
    assert_eq!(
        community.facts("measurement.observations-imported").await,
        2,
        "one fact an import"
    );
    let mut dana = community.world.signed_in(DIRECTOR).await;
    upload(&mut dana, &import, FIGURES).await.expect_status(403);
}
