//! The theory of action: one's own word, evidence, a peer's look, gaps that become work; and the stage on This week.

use super::*;

const THEORY: &str = "/harbor/work/backbone/theory";
const ONE: &str = "/harbor/work/backbone/theory/vision-exploring-1";

#[tokio::test]
async fn a_benchmark_gets_a_word_evidence_a_peers_look_and_becomes_work() {
    let backbone = Backbone::open().await;
    let mut staff = backbone.world.signed_in(FACILITATOR).await;
    let page = staff.get(ONE).await.expect_status(200);
    let sent = staff
        .submit(
            &page.form("/vision-exploring-1"),
            &[
                ("benchmark_level", "part"),
                ("benchmark_note", "Health is not at the table."),
            ],
        )
        .await
        .expect_status(303);
    let page = staff.follow(sent).await.expect_text("On the way");
    let refused = staff
        .submit(
            &page.form("/evidence"),
            &[
                ("evidence_title", "Minutes"),
                ("benchmark_address", "javascript:alert(1)"),
            ],
        )
        .await;
    refused.expect_status(200).expect_text("begins with https://");
    let shown = [
        ("evidence_title", "Minutes of the first meeting"),
        ("benchmark_address", "https://example.org/minutes"),
    ];
    staff
        .submit(&page.form("/evidence"), &shown)
        .await
        .expect_status(303);
    let page = staff.get(THEORY).await.expect_text("one piece of evidence");
    staff
        .submit(&page.form("/vision-exploring-1/work"), &[])
        .await
        .expect_status(303);
    staff
        .get("/harbor/work/backbone")
        .await
        .expect_text("A table with every sector");
    let peer = [
        ("name", "Nell Orrin"),
        ("email", "nell@elsewhere.example"),
        ("peer_site", "Elsewhere Together"),
    ];
    staff.get(THEORY).await.expect_text("Looks by peers");
    let page = staff.get(&format!("{THEORY}/peers")).await.expect_status(200);
    staff.submit(&page.form("/peers"), &peer).await.expect_status(303);
    let link = backbone.link_of("nell@elsewhere.example", "/benchmarks").await;
    let mut phone = backbone.world.client();
    let page = phone
        .get(&link)
        .await
        .expect_status(200)
        .expect_text("Health is not at the table");
    let said = [
        ("vision-exploring-1", "yes"),
        ("vision-exploring-1-note", "More than we had."),
    ];
    phone
        .submit(&page.form("/benchmarks"), &said)
        .await
        .expect_status(303);
    staff
        .get(ONE)
        .await
        .expect_text("Nell Orrin, Elsewhere Together")
        .expect_text("More than we had.");
}

#[tokio::test]
async fn a_network_brings_its_own_theory_and_what_was_said_stays_with_its_codes() {
    let backbone = Backbone::open().await;
    let mut staff = backbone.world.signed_in(FACILITATOR).await;
    let file = staff.get(&format!("{THEORY}/file")).await.expect_status(200);
    let text = String::from_utf8(file.body.clone()).unwrap();
    let parsed = app::backbone::theory::document::Theory::parse(&text).unwrap();
    let own = r#"{"pillars":[{"code":"one","title_en":"Only pillar"}],"gateways":[{"code":"first","title_en":"Step"}],
        "benchmarks":[{"code":"vision-exploring-1","pillar":"one","gateway":"first","title_en":"Said another way"}]}"#;
    app::backbone::theory::actions::import(&backbone.scope, Actor::installation(), own.as_bytes())
        .await
        .unwrap();
    let text = staff.get(THEORY).await.text();
    assert!(
        text.contains("Said another way") && text.contains("Only pillar"),
        "{text}"
    );
    assert!(!text.contains(&parsed.benchmarks[1].title_en));
    let broken = app::backbone::theory::actions::import(&backbone.scope, Actor::installation(), b"{").await;
    assert!(broken.is_err());
    let mut member = backbone.world.signed_in(&super::member(0)).await;
    member
        .post(ONE, &[("benchmark_level", "yes")])
        .await
        .expect_status(403);
}

#[tokio::test]
async fn the_stage_puts_a_short_list_on_this_week() {
    let backbone = Backbone::open().await;
    let mut staff = backbone.world.signed_in(FACILITATOR).await;
    let page = staff.get("/harbor/work/backbone/stage").await.expect_status(200);
    let fields = [("stage", "early"), ("stage_because", "We have just begun.")];
    staff
        .submit(&page.form("/stage"), &fields)
        .await
        .expect_status(303);
    let text = staff.get("/harbor/work").await.text();
    for words in ["What this stage asks for", "The agenda is ratified"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    staff
        .get("/harbor/work/backbone")
        .await
        .expect_text("Most time now");
}

#[tokio::test]
async fn lines_of_the_theory_are_added_changed_and_taken_out_in_pages() {
    let backbone = Backbone::open().await;
    let mut staff = backbone.world.signed_in(FACILITATOR).await;
    let said = [
        ("benchmark_level", "part"),
        ("benchmark_note", "Health is missing."),
    ];
    let page = staff.get(ONE).await.expect_status(200);
    staff
        .submit(&page.form("/vision-exploring-1"), &said)
        .await
        .expect_status(303);
    let page = staff.get(THEORY).await.expect_status(200);
    let form = page.form("/theory/benchmarks");
    let refused = staff.submit(&form, &[("benchmark_title_en", "")]).await;
    refused.expect_status(200);
    let new = [
        ("benchmark_pillar", "vision"),
        ("benchmark_gateway", "exploring"),
        ("benchmark_title_en", "Young people sit at the table"),
        ("benchmark_title_es", "Hay jóvenes en la mesa"),
    ];
    let sent = staff.submit(&form, &new).await.expect_status(303);
    let own = sent.location().unwrap();
    staff
        .follow(sent)
        .await
        .expect_text("Young people sit at the table");
    // Sent twice, it is one line.
    let again = staff.submit(&form, &new).await.expect_status(303);
    assert_eq!(again.location().unwrap(), own);
    let nowhere = [
        ("benchmark_pillar", "attic"),
        ("benchmark_gateway", "exploring"),
        ("benchmark_title_en", "X"),
    ];
    staff
        .post(&format!("{THEORY}/benchmarks"), &nowhere)
        .await
        .expect_status(200);
    let changed = [
        ("benchmark_pillar", "vision"),
        ("benchmark_gateway", "exploring"),
        ("benchmark_title_en", "Every sector is at the table"),
    ];
    let sent = staff
        .post(&format!("{ONE}/change"), &changed)
        .await
        .expect_status(303);
    let page = staff
        .follow(sent)
        .await
        .expect_text("Every sector is at the table");
    assert!(
        page.text().contains("Health is missing."),
        "what was said stays with the code"
    );
    staff.post(&format!("{own}/remove"), &[]).await.expect_status(303);
    staff.get(&own).await.expect_status(404);
    staff
        .post(&format!("{THEORY}/nothing/change"), &changed)
        .await
        .expect_status(404);
    let mut one = backbone.world.signed_in(&super::member(0)).await;
    one.post(&format!("{ONE}/change"), &changed)
        .await
        .expect_status(403);
    one.post(&format!("{ONE}/remove"), &[]).await.expect_status(403);
    one.get(&format!("{THEORY}/peers")).await.expect_status(200);
}
