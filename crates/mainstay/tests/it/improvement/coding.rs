//! Coding what partners did: two people, the second blind, differences settled with a word, agreement measured.

use platform::args;

use crate::kit::Client;
use crate::partners::{Community, DIRECTOR, FACILITATOR, MARIA, PRIYA, new_id};

/// A community in which something was done; its page.
pub(super) async fn something_done(community: &Community) -> String {
    let id = new_id();
    let sql = "insert into contribution (collaborative_id, contribution_id, indicator_id, organisation_id, kind,
                 happened_on, title_en, visibility, created_at, created_by)
               values ($1, $2, $3, $4, 'event', '2026-02-01', 'Buses on time', 'internal', 0, 'installation:0')";
    let values = args![
        id.clone(),
        community.indicator.clone(),
        community.organisations[0].clone()
    ];
    community.run(sql, values).await;
    community.work(&format!("/contributions/{id}"))
}

const POLICY: [(&str, &str); 3] = [("type", "policy"), ("reach", "many"), ("strength", "changes")];
const SERVICE: [(&str, &str); 3] = [("type", "service"), ("reach", "many"), ("strength", "changes")];

async fn code(client: &mut Client, page: &str, answers: &[(&str, &str)]) {
    let form = client.get(page).await.expect_status(200).form("/coding");
    client.submit(&form, answers).await.expect_status(303);
}

#[tokio::test]
async fn the_second_coder_sees_nothing_of_the_first_before_their_own_is_kept() {
    let community = Community::open().await;
    let page = something_done(&community).await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let mut priya = community.world.signed_in(PRIYA).await;
    let open = priya.get(&page).await.expect_status(200).form("/coding");
    code(&mut fran, &page, &POLICY).await;
    fran.get(&page).await.expect_text("First coder");
    // The form asks with nothing chosen; the list and the history tell nothing either.
    let before = priya.get(&page).await.expect_text("One person has coded this.");
    assert!(!before.text().contains("First coder"));
    assert_eq!(before.form("/coding").value("type"), Some(""));
    let history = priya.get(&community.work("/history")).await.expect_status(200);
    assert!(
        !history.text().contains("policy"),
        "the code stays out of the history"
    );
    let list = priya.get(&community.work("/contributions")).await;
    let list = list.expect_text("Waits for a second coder");
    assert!(!list.text().contains("New or changed policy"));
    // Half an answer is none, and what was typed stands there again.
    priya
        .submit(&open, &SERVICE[..2])
        .await
        .expect_status(200)
        .expect_text("One person has coded this.");
    for _ in 0..2 {
        priya.submit(&open, &SERVICE).await.expect_status(303);
    }
    assert_eq!(
        community.facts("learning.contribution-coded").await,
        2,
        "sent twice is once"
    );
    priya
        .get(&page)
        .await
        .expect_text("New or changed policy")
        .expect_text("Two coders differ");
    let mut dana = community.world.signed_in(DIRECTOR).await;
    dana.submit(&open, &SERVICE)
        .await
        .expect_text("Two people have coded this already");
}

#[tokio::test]
async fn a_difference_is_settled_with_a_word_and_stays_a_difference_in_the_agreement() {
    let community = Community::open().await;
    let page = something_done(&community).await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let mut priya = community.world.signed_in(PRIYA).await;
    let settle = format!("{page}/settlement");
    code(&mut fran, &page, &POLICY).await;
    fran.post(&settle, &POLICY).await.expect_status(200);
    let settled = [
        POLICY[0],
        POLICY[1],
        POLICY[2],
        ("why_so", "The rule itself was changed"),
    ];
    fran.post(&settle, &settled)
        .await
        .expect_text("The two coders do not differ here");
    code(&mut priya, &page, &SERVICE).await;
    let form = fran.get(&page).await.form("/settlement");
    fran.submit(&form, &POLICY)
        .await
        .expect_text("Please fill this in.");
    fran.submit(&form, &settled).await.expect_status(303);
    fran.get(&page)
        .await
        .expect_text("Settled after a difference")
        .expect_text("The rule itself was changed");
    let agreement = community.work("/contributions/agreement");
    fran.get(&agreement)
        .await
        .expect_text("Not told below 10 coded by two")
        .expect_text("Not defined: both coders put everything into one answer");
    let mut maria = community.world.signed_in(MARIA).await;
    for path in [&page, &agreement, &community.work("/contributions")] {
        maria.get(path).await.expect_status(403);
    }
    maria
        .post(&format!("{page}/coding"), &POLICY)
        .await
        .expect_status(403);
}

#[tokio::test]
async fn agreement_is_told_with_its_range_once_enough_is_coded_by_two() {
    let community = Community::open().await;
    let mut coders = Vec::new();
    for email in [FACILITATOR, PRIYA] {
        let sql = "select person_id as id from person where collaborative_id = $1 and email = $2";
        let reader = community.scope.read().await.unwrap();
        let found: Option<Id> = reader.row(sql, args![email]).await.unwrap();
        coders.push(found.unwrap().id);
    }
    // 20 both policy, 5 and 10 divided, 15 both service: kappa 0.40 by hand.
    for (count, first, second) in [
        (20, "policy", "policy"),
        (5, "policy", "service"),
        (10, "service", "policy"),
        (15, "service", "service"),
    ] {
        for _ in 0..count {
            let page = something_done(&community).await;
            let id = page.rsplit('/').next().unwrap().to_owned();
            for (place, coder, kind) in [(1, &coders[0], first), (2, &coders[1], second)] {
                let sql = "insert into contribution_coding (collaborative_id, contribution_id, place, coder_id, kind,
                             reach, strength, coded_at)
                           values ($1, $2, $3, $4, $5, 'many', 'changes', 0)";
                community
                    .run(sql, args![id.clone(), place, coder.clone(), kind])
                    .await;
            }
        }
    }
    let mut fran = community.world.signed_in(FACILITATOR).await;
    fran.get(&community.work("/contributions/agreement"))
        .await
        .expect_text("70%")
        .expect_text("50%")
        .expect_text("0.40 (likely 0.1")
        .expect_text("Service given / New or changed policy: 10");
    let list = community.work("/contributions");
    for (standing, is_there) in [
        ("differs", true),
        ("done", true),
        ("open", false),
        ("mine", false),
    ] {
        let page = fran.get(&format!("{list}?standing={standing}")).await;
        assert_eq!(page.text().contains("Buses on time"), is_there, "{standing}");
    }
}

#[derive(platform::db::FromQueryResult)]
struct Id {
    id: String,
}
