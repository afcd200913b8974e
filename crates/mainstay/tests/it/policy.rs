//! The policy agenda: partners say where they stand themselves, lobbying is kept apart, and a win becomes a mark on the curve.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use app::policy::positions;
use app::requests::letters::Desk;
use platform::args;
use platform::history::Actor;

use crate::kit::{Answer, Client};
use crate::partners::{Community, DIRECTOR, FACILITATOR, LUIS, MARIA};

async fn add(client: &mut Client, address: &str, form: &str, fields: &[(&str, &str)]) -> Answer {
    let page = client.get(address).await.expect_status(200);
    client
        .submit(&crate::selection::form_at(&page, form), fields)
        .await
}

/// A policy before the state; gives its address.
async fn a_policy(community: &Community) -> String {
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let fields = [
        ("title_en", "Bus passes for every student"),
        (
            "ask_en",
            "Let the state pay for passes in middle and high school.",
        ),
        ("decision_maker", "The state legislature"),
        ("level", "state"),
        ("policy_stage", "moving"),
        (&*format!("indicator-{}", community.indicator), "yes"),
    ];
    let made = add(&mut fran, &community.work("/policy/new"), "/policy", &fields).await;
    made.expect_status(303).location().unwrap()
}

#[tokio::test]
async fn a_partner_takes_its_position_itself_and_nobody_else_does() {
    let community = Community::open().await;
    let policy = a_policy(&community).await;
    // The staff sees no form for it, and is refused.
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let page = fran.get(&policy).await.expect_status(200);
    assert!(!page.forms().iter().any(|form| form.action.ends_with("/position")));
    let position = [("policy_position", "supports")];
    fran.post(&format!("{policy}/position"), &position)
        .await
        .expect_status(403);
    // Maria says it for Casa Aurora, signed in.
    let mut maria = community.world.signed_in(MARIA).await;
    add(
        &mut maria,
        &policy,
        "/position",
        &[("policy_position", "may-not-lobby")],
    )
    .await
    .expect_status(303);
    // Luis says it for Casa Faro by a link, and reads nothing of Casa Aurora.
    let (row, scope) = app::collaborative::actions::find(community.world.database(), "harbor")
        .await
        .unwrap();
    let desk = Desk {
        collaborative: &row,
        base_url: "",
    };
    let luis = community.contacts[1].parse().unwrap();
    let secret = positions::ask(&scope, Actor::installation(), desk, luis)
        .await
        .unwrap();
    let link = format!("/harbor/link/{secret}/position");
    let mut phone = community.world.client();
    let page = phone.get(&link).await.expect_text("Bus passes for every student");
    assert!(!page.text().contains("Casa Aurora"));
    let item = policy.rsplit('/').next().unwrap();
    let field = format!("position-{item}");
    let sent = phone
        .submit(
            &crate::selection::form_at(&page, "/position"),
            &[(&field, "supports")],
        )
        .await;
    phone
        .follow(sent.expect_status(303))
        .await
        .expect_text("Guardado");
    let mut luis = community.world.signed_in(LUIS).await;
    let own = luis.get(&policy).await.expect_text("Casa Faro");
    assert!(
        !own.text().contains("Casa Aurora"),
        "a partner reads its own position"
    );
    fran.get(&community.work("/policy"))
        .await
        .expect_text("one partner supports it")
        .expect_text("one may not lobby");
    assert_eq!(community.facts("policy.position-taken").await, 2);
}

#[tokio::test]
async fn lobbying_is_kept_apart_and_whoever_may_not_lobby_does_not() {
    let community = Community::open().await;
    let policy = a_policy(&community).await;
    let mut maria = community.world.signed_in(MARIA).await;
    add(
        &mut maria,
        &policy,
        "/position",
        &[("policy_position", "may-not-lobby")],
    )
    .await
    .expect_status(303);
    let [aurora, faro] = &community.organisations;
    let work = |organisation: &str, lobbying: &str, other: &str| {
        [
            ("organisation", organisation.to_owned()),
            ("what_en", "Talked with the committee".to_owned()),
            ("lobbying_hours", lobbying.to_owned()),
            ("other_hours", other.to_owned()),
        ]
    };
    let mut fran = community.world.signed_in(FACILITATOR).await;
    for (organisation, lobbying, other, told) in [
        (aurora, "1", "2", "This partner may not lobby"),
        (faro, "x", "2", "Write hours"),
        (faro, "", "", "Write how many hours it took"),
    ] {
        let fields = work(organisation, lobbying, other);
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        add(&mut fran, &policy, "/actions", &fields)
            .await
            .expect_text(told);
    }
    for (organisation, lobbying, other) in [(aurora, "", "2"), (faro, "1.5", "0.25")] {
        let fields = work(organisation, lobbying, other);
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        add(&mut fran, &policy, "/actions", &fields)
            .await
            .expect_status(303);
    }
    fran.get(&policy)
        .await
        .expect_text("Lobbying: 1.5 hours. Other work: 2.25 hours.");
    // A partner notes its own work, and not another's.
    let others = work(faro, "1", "");
    let others: Vec<_> = others
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    maria
        .post(&format!("{policy}/actions"), &others)
        .await
        .expect_status(403);
    maria
        .get(&policy)
        .await
        .expect_text("Lobbying: 0 hours. Other work: 2 hours.");
}

#[tokio::test]
async fn an_adopted_policy_becomes_one_mark_on_the_curve_and_goes_out_with_an_edition() {
    let community = Community::open().await;
    let policy = a_policy(&community).await;
    let mut luis = community.world.signed_in(LUIS).await;
    add(
        &mut luis,
        &policy,
        "/position",
        &[("policy_position", "supports")],
    )
    .await
    .expect_status(303);
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let page = fran.get(&policy).await;
    assert!(
        !page
            .forms()
            .iter()
            .any(|form| form.action.ends_with("/contribution"))
    );
    let edit = format!("{policy}/edit");
    let adopted = [("policy_stage", "adopted")];
    add(&mut fran, &edit, "/edit", &adopted).await.expect_status(200);
    let adopted = [
        ("policy_stage", "adopted"),
        ("adopted_on", "2026-06-30"),
        ("outcome_en", "The state pays from next fall on."),
        ("money", "1,250,000.50"),
        ("money_years", "2"),
    ];
    add(&mut fran, &edit, "/edit", &adopted).await.expect_status(303);
    // Somebody else's form from before does not write over it.
    let stale = [
        ("revision", "1"),
        ("policy_stage", "lost"),
        ("policy_because_en", "No."),
    ];
    add(&mut fran, &edit, "/edit", &stale).await.expect_status(200);
    // One press: partner and indicator stand there already. Pressed again, it is the same mark.
    add(&mut fran, &policy, "/contribution", &[])
        .await
        .expect_status(303);
    fran.post(&format!("{policy}/contribution"), &[])
        .await
        .expect_status(303);
    let marks = "select count(*) as n from contribution where collaborative_id = $1";
    assert_eq!(community.number(marks, args![]).await, 1);
    fran.get(&policy)
        .await
        .expect_text("Money committed: $1,250,000.50 over 2 years.")
        .expect_text("On the curve of Regular attendance");
    let scope = &community.scope;
    let told = || async {
        let reader = scope.read().await.unwrap();
        app::editions::chosen::policies(&reader).await.unwrap()
    };
    assert!(
        told().await.is_empty(),
        "nothing is public before somebody says so"
    );
    add(&mut fran, &policy, "/visibility", &[])
        .await
        .expect_status(303);
    let parts = told().await;
    assert_eq!(parts[0].money, Some(125_000_050));
    assert_eq!(parts[0].partners, ["Casa Faro"]);
    community
        .world
        .signed_in(DIRECTOR)
        .await
        .get(&community.work("/policy"))
        .await
        .expect_text("Adopted");
}

/// Questions that a page asks of the database.
async fn asked(community: &Community, path: &str) -> u64 {
    let database = community.world.database();
    let mut client = community.world.signed_in(FACILITATOR).await;
    let path = community.work(path);
    client.get(&path).await.expect_status(200);
    let before = database.questions();
    client.get(&path).await.expect_status(200);
    database.questions() - before
}

#[tokio::test]
async fn lists_ask_as_much_of_many_rows_as_of_few() {
    let community = Community::open().await;
    let policy = a_policy(&community).await;
    let policy = policy.split_once("/work").unwrap().1.to_owned();
    let volunteers = "/payments/volunteers";
    let pages = ["/policy", policy.as_str(), volunteers, "/payments/rates"];
    let mut before = Vec::new();
    for path in pages {
        before.push(asked(&community, path).await);
    }
    let organisation = community.organisations[0].clone();
    let item = policy.rsplit('/').next().unwrap().to_owned();
    let tx = community.scope.write(Actor::installation()).await.unwrap();
    let ids: Vec<String> = (0..400).map(|_| crate::partners::new_id()).collect();
    let rows = ids.iter().map(|id| {
        args![
            id.clone(),
            "A policy",
            "An ask",
            "The board",
            "local",
            "moving",
            0,
            "test"
        ]
    });
    let columns = &[
        "policy_item_id",
        "title_en",
        "ask_en",
        "decision_maker",
        "level",
        "stage",
        "created_at",
        "created_by",
    ];
    tx.insert_many("policy_item", columns, rows.collect())
        .await
        .unwrap();
    let rows = ids.iter().map(|id| {
        args![
            id.clone(),
            item.clone(),
            organisation.clone(),
            "2026-05-01",
            "A talk",
            60,
            30,
            0,
            "test"
        ]
    });
    let columns = &[
        "policy_action_id",
        "policy_item_id",
        "organisation_id",
        "done_on",
        "what_en",
        "lobbying_minutes",
        "other_minutes",
        "created_at",
        "created_by",
    ];
    tx.insert_many("policy_action", columns, rows.collect())
        .await
        .unwrap();
    let rows = ids
        .iter()
        .map(|id| args![id.clone(), "2026-05-01", "A walk", 4, 60, 0, "test"]);
    let columns = &[
        "volunteer_hours_id",
        "done_on",
        "what_en",
        "people",
        "minutes",
        "created_at",
        "created_by",
    ];
    tx.insert_many("volunteer_hours", columns, rows.collect())
        .await
        .unwrap();
    let fact = platform::history::NewFact::new("test.prepared", "test", platform::secrets::new_uuid());
    tx.commit(vec![fact]).await.unwrap();
    for (path, before) in pages.into_iter().zip(before) {
        assert_eq!(asked(&community, path).await, before, "questions of {path}");
    }
}
