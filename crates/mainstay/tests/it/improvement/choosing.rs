//! Candidates for a result: scored by several people, each for herself, then chosen or set aside with a reason.

use platform::args;

use crate::kit::{Answer, Client};
use crate::partners::{Community, DIRECTOR, FACILITATOR, LUIS, MARIA, PRIYA, new_id};

const DRAFT: [(&str, &str); 6] = [
    ("title_en", "Children who had breakfast"),
    ("title_es", "Niños que desayunaron"),
    ("numerator_en", "Children who ate before school"),
    ("denominator_en", "Children asked"),
    ("unit", "percent"),
    ("direction", "higher"),
];

/// A community with a result, and a candidate for it that the facilitator proposed; gives its address.
async fn a_candidate() -> (Community, String) {
    let community = Community::open().await;
    let result = new_id();
    let sql = "insert into result (collaborative_id, result_id, slug, title_en) values ($1, $2, 'fed', 'Children are fed')";
    community.run(sql, args![result.clone()]).await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let list = community.work(&format!("/results/{result}/candidates"));
    let page = fran.get(&list).await.expect_status(200);
    let made = fran
        .submit(&page.form("/candidates"), &DRAFT)
        .await
        .expect_status(303);
    let candidate = made.location().unwrap();
    (community, candidate)
}

async fn score(person: &mut Client, candidate: &str, scores: [&str; 3], remark: &str) -> Answer {
    let page = person.get(candidate).await.expect_status(200);
    let [communication, proxy, data] = scores;
    let filled = [
        ("communication", communication),
        ("proxy", proxy),
        ("data", data),
        ("remark", remark),
    ];
    person.submit(&page.form("/score"), &filled).await
}

fn has_form(page: &Answer, action: &str) -> bool {
    page.forms().iter().any(|form| form.action.ends_with(action))
}

#[tokio::test]
async fn each_person_scores_for_herself_before_she_sees_the_others() {
    let (community, candidate) = a_candidate().await;
    let mut maria = community.world.signed_in(MARIA).await;
    let mut luis = community.world.signed_in(LUIS).await;
    let incomplete = score(&mut maria, &candidate, ["5", "", "9"], "Everybody knows it").await;
    incomplete
        .expect_status(200)
        .expect_text("Please choose a score from 1 to 5.")
        .expect_text("Everybody knows it");
    score(&mut maria, &candidate, ["5", "4", "2"], "Everybody knows it")
        .await
        .expect_status(303);
    // Luis, whose pages are Spanish, sees that one person has scored, and nothing of what she gave.
    let before = luis.get(&candidate).await.expect_status(200);
    let text = before.text();
    assert!(text.contains("Una persona ha calificado"), "{text}");
    assert!(!text.contains("Everybody knows it"), "{text}");
    assert!(!text.contains("Lo que dio la gente"), "{text}");
    score(&mut luis, &candidate, ["5", "1", "2"], "")
        .await
        .expect_status(303);
    luis.get(&candidate)
        .await
        .expect_text("Lo que dio la gente")
        .expect_text("Everybody knows it")
        .expect_text("No: unas personas dieron 1 o 2 y otras 4 o 5");
    maria
        .get(&candidate)
        .await
        .expect_text("No: some gave 1 or 2, others 4 or 5")
        .expect_text("Yes, more or less");
    // A second answer does not replace the first, and the list tells the middle and the ends.
    let again = [("communication", "1"), ("proxy", "1"), ("data", "1")];
    let address = format!("{candidate}/score");
    maria.post(&address, &again).await.expect_status(303);
    let sql =
        "select cast(sum(communication) as bigint) as n from candidate_score where collaborative_id = $1";
    assert_eq!(community.number(sql, args![]).await, 10);
    assert_eq!(community.facts("candidate.scored").await, 2);
    let list = maria.get(&candidate).await.links();
    let list = list.iter().find(|link| link.ends_with("/candidates")).unwrap();
    maria
        .get(list)
        .await
        .expect_text("2.5 (1 to 4), people disagree")
        .expect_text("2, from everybody");
}

#[tokio::test]
async fn history_is_read_by_people_who_have_not_scored_and_tells_no_score() {
    let (community, candidate) = a_candidate().await;
    let mut maria = community.world.signed_in(MARIA).await;
    score(&mut maria, &candidate, ["5", "4", "2"], "")
        .await
        .expect_status(303);
    let mut priya = community.world.signed_in(PRIYA).await;
    priya
        .get(&community.work("/history"))
        .await
        .expect_text("scored a candidate indicator")
        .expect_text("(personal, kept as a fingerprint only)");
}

#[tokio::test]
async fn a_choice_needs_two_people_a_reason_and_somebody_who_defines_indicators() {
    let (community, candidate) = a_candidate().await;
    let mut maria = community.world.signed_in(MARIA).await;
    let mut priya = community.world.signed_in(PRIYA).await;
    score(&mut maria, &candidate, ["5", "4", "2"], "")
        .await
        .expect_status(303);
    let choose = format!("{candidate}/choose");
    let reason = [("reason", "It speaks to families")];
    assert!(!has_form(&maria.get(&candidate).await, "/choose"));
    maria.post(&choose, &reason).await.expect_status(403);
    let page = priya.get(&candidate).await.expect_status(200);
    priya
        .submit(&page.form("/choose"), &reason)
        .await
        .expect_text("A choice needs the scores of at least 2 people.");
    score(&mut priya, &candidate, ["4", "4", "4"], "")
        .await
        .expect_status(303);
    let page = priya.get(&candidate).await.expect_status(200);
    priya
        .submit(&page.form("/choose"), &[("reason", " ")])
        .await
        .expect_text("Please fill this in.");
    priya
        .submit(&page.form("/choose"), &reason)
        .await
        .expect_status(303);
    let sql = "select count(*) as n from indicator i
               join indicator_version v on v.collaborative_id = i.collaborative_id and v.indicator_id = i.indicator_id
               where i.collaborative_id = $1 and i.slug = 'children-who-had-breakfast' and i.visibility = 'internal'
                 and i.result_id is not null and v.version = 1 and v.definition like '%Children who ate before school%'";
    assert_eq!(
        community.number(sql, args![]).await,
        1,
        "a draft definition begins with what was proposed"
    );
    // The same again changes nothing and says so.
    priya
        .post(&choose, &reason)
        .await
        .expect_text("This candidate was decided on meanwhile");
    assert_eq!(community.facts("candidate.chosen").await, 1);
    assert_eq!(community.facts("measurement.indicator-added").await, 1);
    // Once there is nothing left to decide, everybody at the table may see what was given.
    let mut luis = community.world.signed_in(LUIS).await;
    luis.get(&candidate)
        .await
        .expect_text("It speaks to families")
        .expect_text("Lo que dio la gente");
}

#[tokio::test]
async fn another_round_is_scored_anew_and_the_earlier_one_stays() {
    let (community, candidate) = a_candidate().await;
    let mut maria = community.world.signed_in(MARIA).await;
    let mut dana = community.world.signed_in(DIRECTOR).await;
    let again = format!("{candidate}/again");
    dana.post(&again, &[]).await.expect_status(303);
    assert_eq!(
        community.facts("candidate.round-opened").await,
        0,
        "nobody has scored"
    );
    score(&mut maria, &candidate, ["1", "1", "1"], "")
        .await
        .expect_status(303);
    dana.post(&again, &[]).await.expect_status(303);
    dana.post(&again, &[]).await.expect_status(303);
    assert_eq!(community.facts("candidate.round-opened").await, 1);
    assert!(has_form(&maria.get(&candidate).await, "/score"));
    score(&mut maria, &candidate, ["4", "4", "4"], "")
        .await
        .expect_status(303);
    maria
        .get(&candidate)
        .await
        .expect_text("Earlier rounds")
        .expect_text("1, from everybody");
    let aside = format!("{candidate}/set-aside");
    dana.post(&aside, &[("reason", "No data before 2030")])
        .await
        .expect_status(303);
    maria
        .get(&candidate)
        .await
        .expect_text("Set aside")
        .expect_text("No data before 2030");
}
