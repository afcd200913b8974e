use platform::args;

use super::Plan;
use crate::partners::{LUIS, MARIA};

#[tokio::test]
async fn a_facilitator_adds_what_a_partner_does_in_one_short_form() {
    let plan = Plan::set().await;
    let mut fran = plan.fran().await;
    let (aurora, group) = (plan.aurora().to_owned(), plan.table.group.clone());
    let filled = [
        ("title_en", "Calls in the family's language"),
        ("lead", aurora.as_str()),
        ("strategy", "call-home"),
        ("body", group.as_str()),
        ("starts_on", "2026-01-12"),
        ("milestone_en", "Every school has a caller"),
        ("due_on", "2026-12-24"),
    ];
    let one = plan.added(&mut fran, &filled).await;
    let page = fran.get(&one).await.expect_status(200);
    for told in [
        "Calls in the family&#39;s language",
        "Casa Aurora",
        "On course",
        "Every school has a caller",
        "December 24, 2026",
        "Call home on the first day",
        "Attendance group",
    ] {
        assert!(page.text().contains(told), "{told} in {}", page.text());
    }
    let list = fran.get(&plan.work("/plan")).await;
    list.expect_text("1 activity")
        .expect_text("1 on course")
        .expect_text("0 of 1 milestones reached");
    let narrowed = |query: &str| plan.work(&format!("/plan?view=all&{query}"));
    for (query, found) in [
        ("strategy=call-home", true),
        ("strategy=buses", false),
        (&format!("partner={aurora}"), true),
        (&format!("partner={}", plan.faro()), false),
        (&format!("body={group}"), true),
        (&format!("body={}", plan.table.committee), false),
        ("q=language+calls", true),
        ("q=nothing", false),
        ("standing=on-course", true),
        ("standing=late", false),
    ] {
        let page = fran.get(&narrowed(query)).await.expect_status(200);
        assert_eq!(page.text().contains("1 activity"), found, "{query}");
    }
}

#[tokio::test]
async fn sent_twice_it_is_one_activity_and_the_history_tells_it_once() {
    let plan = Plan::set().await;
    let mut fran = plan.fran().await;
    let page = fran.get(&plan.work("/plan/new")).await;
    let form = page.form("/plan/new");
    let filled = [
        ("title_en", "Bikes"),
        ("lead", plan.faro()),
        ("starts_on", "2026-01-12"),
    ];
    let first = fran.submit(&form, &filled).await.expect_status(303).location();
    let second = fran.submit(&form, &filled).await.expect_status(303).location();
    assert_eq!(first, second);
    let sql = "select count(*) as n from activity where collaborative_id = $1";
    assert_eq!(plan.table.community.number(sql, args![]).await, 1);
    assert_eq!(plan.table.community.facts("plan.activity-added").await, 1);
}

#[tokio::test]
async fn the_backbone_never_stands_as_who_does_it() {
    let plan = Plan::set().await;
    let mut fran = plan.fran().await;
    let page = fran.get(&plan.work("/plan/new")).await;
    assert!(!page.text().contains("Harbor Trust"), "it is not offered");
    let filled = [
        ("title_en", "We do it ourselves"),
        ("lead", plan.backbone.as_str()),
        ("starts_on", "2026-01-12"),
    ];
    let refused = plan.add(&mut fran, &filled).await.expect_status(200);
    refused
        .expect_text("Harbor Trust holds the backbone")
        .expect_text("We do it ourselves");
    let one = plan
        .added(
            &mut fran,
            &[
                ("title_en", "Bikes"),
                ("lead", plan.faro()),
                ("starts_on", "2026-01-12"),
            ],
        )
        .await;
    let ties = format!("{one}/ties");
    let tied = fran
        .post(&ties, &[("kind", "partner"), ("other", &plan.backbone)])
        .await;
    tied.expect_status(200)
        .expect_text("Harbor Trust holds the backbone");
    fran.post(
        &ties,
        &[("kind", "partner"), ("other", plan.aurora()), ("part", "A van")],
    )
    .await
    .expect_status(303);
    fran.get(&one).await.expect_text("A van");
}

#[tokio::test]
async fn a_standing_follows_from_milestones_and_is_typed_nowhere() {
    let plan = Plan::set().await;
    let mut fran = plan.fran().await;
    let filled = [
        ("title_en", "Bikes"),
        ("lead", plan.faro()),
        ("starts_on", "2026-01-12"),
        ("ends_on", "2026-03-01"),
        ("milestone_en", "Twenty bikes"),
        ("due_on", "2026-02-01"),
    ];
    let one = plan.added(&mut fran, &filled).await;
    let page = fran.get(&one).await.expect_text("Late");
    let page = page.expect_text("A milestone is past its day.");
    let form = page
        .forms()
        .into_iter()
        .find(|form| form.action.contains("/milestones/"))
        .unwrap();
    fran.submit(&form, &[("done_on", "2026-02-02")])
        .await
        .expect_status(303);
    let page = fran.get(&one).await;
    page.expect_text("Done")
        .expect_text("Its last day has come, and nothing is open.");
    fran.post(&format!("{one}/stop"), &[("because", "")])
        .await
        .expect_status(200)
        .expect_text("Why, in a word");
    fran.post(&format!("{one}/stop"), &[("because", "The shop closed")])
        .await
        .expect_status(303);
    fran.get(&one)
        .await
        .expect_text("Stopped")
        .expect_text("The shop closed");
}

#[tokio::test]
async fn nobody_writes_over_what_somebody_else_wrote_meanwhile() {
    let plan = Plan::set().await;
    let (mut fran, mut other) = (plan.fran().await, plan.fran().await);
    let filled = [
        ("title_en", "Bikes"),
        ("lead", plan.faro()),
        ("starts_on", "2026-01-12"),
    ];
    let one = plan.added(&mut fran, &filled).await;
    let edit = format!("{one}/edit");
    let mine = fran.get(&edit).await.form("/edit");
    let theirs = other.get(&edit).await.form("/edit");
    other
        .submit(&theirs, &[("title_en", "Bikes and helmets")])
        .await
        .expect_status(303);
    let refused = fran
        .submit(&mine, &[("title_en", "Bicycles")])
        .await
        .expect_status(200);
    let refused = refused
        .expect_text("Somebody else changed this activity")
        .expect_text("Bicycles");
    fran.get(&one).await.expect_text("Bikes and helmets");
    fran.submit(&refused.form("/edit"), &[]).await.expect_status(303);
    fran.get(&one).await.expect_text("Bicycles");
}

#[tokio::test]
async fn a_member_sees_what_is_theirs_to_do_and_a_partner_keeps_only_its_own() {
    let plan = Plan::set().await;
    let mut fran = plan.fran().await;
    let day = platform::clock::from_millis(plan.table.community.scope.clock().now_millis());
    let soon = day
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
        .saturating_add(jiff::Span::new().days(5))
        .to_string();
    let faro = plan.faro().to_owned();
    let group = plan.table.group.clone();
    let add = async |fran: &mut crate::kit::Client, title: &str, lead: &str, body: &str, first: &str| {
        let filled = [
            ("title_en", title),
            ("lead", lead),
            ("body", body),
            ("starts_on", "2026-01-12"),
            ("milestone_en", first),
            ("due_on", soon.as_str()),
        ];
        plan.added(fran, &filled).await
    };
    let of_faro = add(&mut fran, "Bikes", &faro, "", "Helmets").await;
    let of_group = add(&mut fran, "Calls", plan.aurora(), &group, "Callers").await;
    let of_others = add(&mut fran, "Walks", plan.aurora(), "", "Shoes").await;
    // Luis answers for Casa Faro, and sits in the group.
    let mut luis = plan.signed_in(LUIS).await;
    let mine = luis.get(&plan.work("/plan")).await.expect_status(200);
    let mine = mine.expect_text("Helmets").expect_text("Callers");
    assert!(
        !mine.text().contains("Shoes") && !mine.text().contains("Walks"),
        "{}",
        mine.text()
    );
    // What others in the group are to reach stands apart there, and on This week not at all.
    let week = luis.get(&plan.work("")).await.expect_text("Helmets");
    assert!(!week.text().contains("Callers") && !week.text().contains("Shoes"));
    luis.get(&plan.work("/plan?view=all")).await.expect_text("Walks");
    luis.get(&of_others).await.expect_status(200);
    for (address, may_report, may_edit) in [
        (&of_faro, true, true),
        (&of_group, true, false),
        (&of_others, false, false),
    ] {
        let added = luis
            .post(
                &format!("{address}/milestones"),
                &[
                    ("milestone_en", "More"),
                    ("milestone_kind", "milestone"),
                    ("due_on", "2027-01-01"),
                ],
            )
            .await;
        assert_eq!(added.status == 303, may_report, "{address}");
        let edit = luis.get(&format!("{address}/edit")).await;
        assert_eq!(edit.status == 200, may_edit, "{address}");
    }
    let mut maria = plan.signed_in(MARIA).await;
    let refused = plan
        .add(
            &mut maria,
            &[("title_en", "X"), ("lead", &faro), ("starts_on", "2026-01-12")],
        )
        .await;
    assert!(
        matches!(refused.status, 403 | 404),
        "not for another organisation: {}",
        refused.status
    );
}

#[tokio::test]
async fn what_is_said_about_a_gap_is_honest_where_no_edition_tells_it() {
    let plan = Plan::set().await;
    let community = &plan.table.community;
    let mut fran = plan.fran().await;
    let address = plan
        .added(
            &mut fran,
            &[
                ("title_en", "Rides for grade 7"),
                ("lead", plan.aurora()),
                ("starts_on", "2026-01-01"),
            ],
        )
        .await;
    // For everybody, nothing is said about gaps.
    let page = fran.get(&address).await.expect_status(200);
    assert!(!page.text().contains("Does the gap move?"));
    let id = address.rsplit('/').next().unwrap().to_owned();
    let sql = "update activity set scope = 'targeted', indicator_id = $3
               where collaborative_id = $1 and activity_id = $2";
    let values = args![id.clone(), community.indicator.clone()];
    community.run(sql, values).await;
    fran.get(&address)
        .await
        .expect_text("Does the gap move?")
        .expect_text("the measure is in no edition");
}

#[tokio::test]
async fn a_year_that_nobody_means_is_asked_about() {
    let plan = Plan::set().await;
    let mut fran = plan.fran().await;
    for day in ["9999-12-31", "0206-03-01"] {
        let filled = [("title_en", "Rides"), ("lead", plan.aurora()), ("starts_on", day)];
        let asked = plan.add(&mut fran, &filled).await.expect_status(200);
        asked.expect_text("is too far away to be meant");
    }
}
