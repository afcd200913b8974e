//! Words that share the credit: everyone named has their say, by a link of their own, before the words go out.

use crate::editions::House;
use crate::kit::Client;
use crate::partners::{Community, FACILITATOR, LUIS, MARIA};

/// The path of the newest link that was mailed to somebody.
pub(super) async fn mailed(community: &Community, to: &str) -> String {
    let mails = community.world.mails().await;
    let mail = mails
        .iter()
        .rev()
        .find(|mail| mail.to_address == to)
        .expect("a letter");
    let mut words = mail.body_text.split_whitespace();
    let link = words.find(|word| word.contains("/link/")).expect("a link");
    crate::kit::path_of(link)
}

pub(super) async fn add(client: &mut Client, community: &Community) -> String {
    let list = community.work(&format!(
        "/results/indicators/{}/contributions",
        community.indicator
    ));
    let form = client.get(&list).await.form(&list);
    let filled = [
        ("title_en", "Buses on time"),
        ("happened_on", "2026-02-01"),
        ("organisation", community.organisations[0].as_str()),
        ("with_1", community.organisations[1].as_str()),
        ("kind", "action"),
        ("visibility", "public"),
    ];
    client.submit(&form, &filled).await.expect_status(303);
    let page = client.get(&community.work("/contributions")).await;
    let links = page.links();
    let found = links.into_iter().find(|href| {
        let id = href.rsplit('/').next().unwrap_or_default();
        href.contains("/work/contributions/") && id.len() == 36
    });
    found.expect("the page of what was added")
}

#[tokio::test]
async fn a_partner_changes_the_words_and_the_other_is_asked_again() {
    let community = Community::open().await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let page = add(&mut fran, &community).await;
    let form = fran.get(&page).await.form("/credit");
    fran.submit(&form, &[("credit_en", " ")])
        .await
        .expect_text("Please fill this in.");
    let words = "Casa Aurora and Casa Faro rode along for a month, until the buses came on time.";
    fran.submit(&form, &[("credit_en", words)])
        .await
        .expect_status(303);
    let ask = fran
        .get(&page)
        .await
        .expect_text("Not asked about these words yet")
        .form("/credit/ask");
    for _ in 0..2 {
        fran.submit(&ask, &[]).await.expect_status(303);
    }
    assert_eq!(
        community
            .world
            .mails()
            .await
            .iter()
            .filter(|mail| mail.subject.contains("thank"))
            .count(),
        1
    );
    let link = mailed(&community, MARIA).await;
    // Opening changes nothing; agreeing with other words makes them the words.
    let mut maria = community.world.client();
    let open = maria.get(&link).await.expect_text("rode along for a month");
    assert_eq!(community.facts("learning.credit-answered").await, 0);
    let form = open.form("/credit");
    let hers = "Casa Faro and Casa Aurora rode along for a month.";
    maria
        .submit(&form, &[("credit_en", hers), ("answer", "agrees")])
        .await
        .expect_status(303);
    fran.get(&page)
        .await
        .expect_text(hers)
        .expect_text("Agrees to these words")
        .expect_text("Not asked about these words yet")
        .expect_text("These words wait");
    // An objection needs its reason, and holds the words up.
    fran.submit(&ask, &[]).await.expect_status(303);
    let link = mailed(&community, LUIS).await;
    let mut luis = community.world.client();
    let form = luis.get(&link).await.expect_status(200).form("/credit");
    luis.submit(&form, &[("answer", "objects")])
        .await
        .expect_status(200);
    luis.submit(&form, &[("answer", "objects"), ("why_so", "It was only a week")])
        .await
        .expect_status(303);
    fran.get(&page)
        .await
        .expect_text("It was only a week")
        .expect_text("Does not agree");
}

#[tokio::test]
async fn nobody_writes_over_words_that_were_changed_meanwhile_or_agrees_to_them_unread() {
    let community = Community::open().await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let page = add(&mut fran, &community).await;
    let write = fran.get(&page).await.form("/credit");
    let words = "They rode along for a month.";
    fran.submit(&write, &[("credit_en", words)])
        .await
        .expect_status(303);
    let ask = fran.get(&page).await.form("/credit/ask");
    fran.submit(&ask, &[]).await.expect_status(303);
    let link = mailed(&community, MARIA).await;
    let mut maria = community.world.client();
    let old = maria.get(&link).await.expect_text(words).form("/credit");
    let newer = "Both houses rode along for a month.";
    fran.submit(&write, &[("credit_en", newer)])
        .await
        .expect_status(303);
    for filled in [
        &[("answer", "agrees")][..],
        &[
            ("answer", "agrees"),
            ("credit_en", "Casa Aurora alone rode along."),
        ],
        &[("answer", "objects"), ("why_so", "It was a week")],
    ] {
        let again = maria.submit(&old, filled).await.expect_status(200);
        let again = again
            .expect_text("Somebody changed these words")
            .expect_text(newer);
        assert_eq!(again.form("/credit").value("credit_en"), Some(newer));
    }
    assert_eq!(community.facts("learning.credit-answered").await, 0);
    fran.get(&page).await.expect_text(newer);
    // Read and said again, it counts; the same form sent twice is one answer.
    let form = maria.get(&link).await.form("/credit");
    let hers = [
        ("answer", "agrees"),
        ("credit_en", "Both houses rode along, and the driver helped."),
    ];
    for _ in 0..2 {
        maria.submit(&form, &hers).await.expect_status(303);
    }
    fran.get(&page)
        .await
        .expect_text("and the driver helped.")
        .expect_text("Agrees to these words");
}

#[tokio::test]
async fn words_reach_the_public_only_with_an_edition_and_only_once_everyone_agreed() {
    let mut house = House::open().await;
    let indicator = house.neighbourhood.id("indicator_id", 0).unwrap().to_owned();
    let organisation = house.neighbourhood.id("organisation_id", 0).unwrap().to_owned();
    let list = format!("/harbour/work/results/indicators/{indicator}/contributions");
    let mut pages = Vec::new();
    for title in ["Bikes for tutors", "Lamps for tutors"] {
        let page = house.data_manager.get(&list).await.expect_status(200);
        let filled = [
            ("title_en", title),
            ("happened_on", "2024-10-01"),
            ("organisation", organisation.as_str()),
            ("kind", "event"),
            ("visibility", "public"),
        ];
        house
            .data_manager
            .submit(&page.form(&list), &filled)
            .await
            .expect_status(303);
        let page = house.data_manager.get("/harbour/work/contributions").await;
        let text = page.text();
        let before = text.split(title).next().unwrap();
        let href = before.rsplit("href=\"").next().unwrap();
        pages.push(href.split('"').next().unwrap().to_owned());
    }
    for (page, words) in pages
        .iter()
        .zip(["They brought the bikes.", "They brought the lamps."])
    {
        let form = house
            .data_manager
            .get(page)
            .await
            .expect_status(200)
            .form("/credit");
        house
            .data_manager
            .submit(&form, &[("credit_en", words)])
            .await
            .expect_status(303);
        let ask = house.data_manager.get(page).await.form("/credit/ask");
        house.data_manager.submit(&ask, &[]).await.expect_status(303);
    }
    // Only the first is agreed to.
    let mails = house.world.mails().await;
    let mail = mails
        .iter()
        .find(|mail| mail.body_text.contains("They brought the bikes."))
        .unwrap();
    let link = mail
        .body_text
        .split_whitespace()
        .find(|word| word.contains("/link/"))
        .unwrap();
    let mut partner = house.world.client();
    let form = partner.get(&crate::kit::path_of(link)).await.form("/credit");
    partner
        .submit(&form, &[("answer", "agrees")])
        .await
        .expect_status(303);
    let draft = house.draft("Report card 2025").await;
    house.confirm(&draft).await;
    // A partner may think again until the edition is out.
    let objects = [("answer", "objects"), ("why_so", "It was not all of us")];
    partner.submit(&form, &objects).await.expect_status(303);
    let refused = house.publish(&draft).await;
    assert_ne!(refused.status, 303);
    refused.expect_text("not agreed to as they stand in this draft");
    partner
        .submit(&form, &[("answer", "agrees")])
        .await
        .expect_status(303);
    house.publish(&draft).await.expect_status(303);
    let slug = house.neighbourhood.slug_of("indicator", 0);
    let page = house
        .world
        .client()
        .get(&format!("/harbour/results/{slug}"))
        .await;
    assert!(
        !page.text().contains("They brought the lamps."),
        "nobody agreed to it yet"
    );
    page.expect_text("They brought the bikes.")
        .expect_text("Lamps for tutors");
}
