//! Stories in versions, changes tried in cycles, and what programs did.

use platform::args;

use crate::kit::{Answer, Client};
use crate::partners::{Community, FACILITATOR, LUIS, MARIA, PRIYA, new_id};

fn at_indicator(community: &Community, part: &str) -> String {
    community.work(&format!("/results/indicators/{}{part}", community.indicator))
}

#[tokio::test]
async fn a_story_has_versions_that_are_compared_and_restored() {
    let community = Community::open().await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let mut priya = community.world.signed_in(PRIYA).await;
    let (story, versions) = (
        at_indicator(&community, "/story"),
        at_indicator(&community, "/story/versions"),
    );
    let form = fran.get(&story).await.expect_status(200).form("/story");
    let first = [
        ("headline_en", "More students come"),
        ("lede_en", "It rose."),
        ("b0-title_en", "Buses"),
        ("b0-text_en", "They come on time."),
        ("a0-title_en", "Breakfast"),
        ("a0-partners", "Casa Aurora, Casa Faro"),
        ("a0-state", "on-course"),
        ("a0-began", "2024-09-01"),
    ];
    fran.submit(&form, &first).await.expect_status(303);
    // The same again is no version; a page opened before it does not overwrite it unseen.
    fran.submit(&form, &first).await.expect_status(303);
    let late = fran
        .submit(&form, &[("headline_en", "Late words")])
        .await
        .expect_status(200);
    let late = late
        .expect_text("Somebody wrote version 1 while you were writing.")
        .form("/story");
    assert_eq!(
        late.value("headline_en"),
        Some("Late words"),
        "what was written stays"
    );
    let second = priya.get(&story).await.expect_status(200).form("/story");
    assert_eq!(second.value("a0-partners"), Some("Casa Aurora, Casa Faro"));
    priya
        .submit(&second, &[("headline_en", "Fewer students come")])
        .await
        .expect_status(303);
    priya
        .get(&format!("{versions}?one=1&other=2"))
        .await
        .expect_text("Fran Ode")
        .expect_text("Priya Nair")
        .expect_text("In no edition yet")
        .expect_text("From version 1 to version 2")
        .expect_text("Word by word");
    let page = priya.get(&versions).await.expect_status(200);
    priya.submit(&page.form("/restore"), &[]).await.expect_status(303);
    let sql = "select count(*) as n from story where collaborative_id = $1 and version = 3
               and body = (select first.body from story first
                           where first.collaborative_id = $1 and first.collaborative_id = story.collaborative_id
                             and first.version = 1)";
    assert_eq!(
        community.number(sql, args![]).await,
        1,
        "the earlier words are the newest now"
    );
    assert_eq!(community.facts("measurement.story-written").await, 3);
    let mut maria = community.world.signed_in(MARIA).await;
    maria.get(&story).await.expect_status(403);
    maria.get(&versions).await.expect_status(403);
}

async fn keep_month(person: &mut Client, cycle: &str, month: &str, value: &str) -> Answer {
    let form = person.get(cycle).await.expect_status(200).form("/months");
    person.submit(&form, &[("month", month), ("value", value)]).await
}

#[tokio::test]
async fn a_cycle_is_planned_measured_and_decided_on() {
    let community = Community::open().await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let new = at_indicator(&community, "/cycles/new");
    let form = fran.get(&new).await.expect_status(200).form("/cycles/new");
    let plan = [
        ("change", "Call home"),
        ("aim", "Back the next day"),
        ("prediction", "Four in five"),
        ("measure", "Students called"),
        ("measured_in", "people"),
        ("direction", "higher"),
        ("began_on", "2025-01-01"),
    ];
    fran.submit(&form, &plan[..2])
        .await
        .expect_text("Please fill this in.");
    let begun = fran.submit(&form, &plan).await.expect_status(303);
    fran.submit(&form, &plan).await.expect_status(303);
    assert_eq!(community.facts("learning.cycle-begun").await, 1);
    let cycle = begun.location().unwrap();
    keep_month(&mut fran, &cycle, "2025-01", "9")
        .await
        .expect_text("no count of people from 1 to below 10 may stand here");
    keep_month(&mut fran, &cycle, "2040-01", "20")
        .await
        .expect_text("This month has not begun yet.");
    for (month, value) in [
        ("01", "20"),
        ("02", "22"),
        ("03", "21"),
        ("04", "23"),
        ("05", "22"),
    ] {
        keep_month(&mut fran, &cycle, &format!("2025-{month}"), value)
            .await
            .expect_status(303);
    }
    fran.get(&cycle)
        .await
        .expect_text("Too early to say what is usual: one more month is needed.");
    keep_month(&mut fran, &cycle, "2025-06", "21")
        .await
        .expect_status(303);
    fran.get(&cycle).await.expect_text("No month stands out so far.");
    keep_month(&mut fran, &cycle, "2025-06", "21")
        .await
        .expect_status(303);
    keep_month(&mut fran, &cycle, "2025-06", "40")
        .await
        .expect_status(303);
    assert_eq!(
        community.facts("learning.cycle-measured").await,
        7,
        "a correction is told, a repetition is not"
    );
    fran.get(&cycle).await.expect_text("These stand out: June 2025");
    let form = fran.get(&cycle).await.form("/limits");
    let reason = ("limits_reason", "Every school has a nurse since June.");
    fran.submit(&form, &[("limits_from", "2025-01"), reason])
        .await
        .expect_text("Please choose a month that was measured, and not the first.");
    for _ in 0..2 {
        fran.submit(&form, &[("limits_from", "2025-06"), reason])
            .await
            .expect_status(303);
    }
    assert_eq!(community.facts("learning.cycle-limits-renewed").await, 1);
    fran.get(&cycle)
        .await
        .expect_text("Limits from June 2025")
        .expect_text("Every school has a nurse since June.")
        .expect_text("5 more months");
    let study = fran.get(&cycle).await.form("/study");
    fran.submit(&study, &[("decision", "adapt")])
        .await
        .expect_text("Please fill this in.");
    let studied = [("did", "Called"), ("learnt", "It helps"), ("decision", "adapt")];
    fran.submit(&study, &studied).await.expect_status(303);
    fran.submit(&study, &studied)
        .await
        .expect_text("This cycle was decided on meanwhile");
    let over = fran
        .get(&cycle)
        .await
        .expect_text("Adapt: change it and try again");
    assert!(over.forms().is_empty(), "what was decided stays");
    let links = over.links();
    let next = links.iter().find(|link| link.contains("follows=")).unwrap();
    let form = fran.get(next).await.expect_status(200).form("/cycles/new");
    assert_eq!(form.value("measure"), Some("Students called"));
    let mut maria = community.world.signed_in(MARIA).await;
    maria.get(&cycle).await.expect_status(403);
    maria
        .post(&format!("{cycle}/months"), &[])
        .await
        .expect_status(403);
}

/// Whether a page tells the count from which three people could be worked out.
fn tells(page: &str) -> bool {
    ["47 of", "47 de", ">47<", " 47 ", " 47<"]
        .iter()
        .any(|told| page.contains(told))
}

#[tokio::test]
async fn a_partner_records_its_own_program_and_only_it_reads_small_counts() {
    let community = Community::open().await;
    let body = new_id();
    let sql = "insert into body (collaborative_id, body_id, slug, name, kind) values ($1, $2, 'group', 'Group', 'working-group')";
    community.run(sql, args![body.clone()]).await;
    let mut maria = community.world.signed_in(MARIA).await;
    let mut luis = community.world.signed_in(LUIS).await;
    let mut priya = community.world.signed_in(PRIYA).await;
    let new = at_indicator(&community, "/programmes/new");
    let form = maria.get(&new).await.expect_status(200).form("/programmes/new");
    let [aurora, faro] = &community.organisations;
    // Another partner's name is neither offered nor taken.
    let foreign = [("programme", "Not ours"), ("organisation", faro.as_str())];
    maria.submit(&form, &foreign).await.expect_status(404);
    let own = [("programme", "Homework crews"), ("organisation", aurora.as_str())];
    let added = maria.submit(&form, &own).await.expect_status(303);
    maria.submit(&form, &own).await.expect_status(303);
    assert_eq!(community.facts("learning.programme-added").await, 1);
    let programme = added.location().unwrap();
    let form = maria.get(&programme).await.form("/programmes/");
    let wrong = [("period", "2024-25"), ("reached", "50"), ("better_off", "51")];
    maria
        .submit(&form, &wrong)
        .await
        .expect_text("More people than were reached.");
    let right = [
        ("period", "2024-25"),
        ("meant_for", "200"),
        ("reached", "50"),
        ("served_well", "40"),
        ("better_off", "47"),
    ];
    for _ in 0..2 {
        maria.submit(&form, &right).await.expect_status(303);
    }
    assert_eq!(community.facts("learning.programme-measured").await, 1);
    maria
        .get(&programme)
        .await
        .expect_text("47 of 50 (94%)")
        .expect_text("50 of 200 (25.0%)");
    // Three are not better off: the team reads that something is protected, and no count of it, in history neither.
    let page = priya.get(&programme).await.expect_text("50 of 200 (25.0%)");
    let text = page.text();
    assert!(!tells(&text) && text.contains("Protected"), "{text}");
    let history = priya.get(&community.work("/history")).await.text();
    assert!(history.contains("recorded what a program did") && !tells(&history));
    luis.get(&programme).await.expect_status(404);
    luis.post(&programme, &right).await.expect_status(404);
    // A seat in a group lets him see it, protected, and not record for another partner.
    let sql = "insert into seat (collaborative_id, seat_id, body_id, person_id, since_on) values ($1, $2, $3, $4, '2020-01-01')";
    community
        .run(sql, args![new_id(), body, community.contacts[1].clone()])
        .await;
    let page = luis.get(&programme).await.expect_text("Protegido");
    assert!(!tells(&page.text()));
    luis.post(&programme, &right).await.expect_status(404);
}
