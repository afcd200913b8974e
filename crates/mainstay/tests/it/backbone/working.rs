//! The desk of the staff: work by function, a minute a week for hours, signals from what is recorded.

use platform::args;
use platform::history::NewFact;

use super::*;

const DESK: &str = "/harbor/work/backbone";

#[tokio::test]
async fn work_is_added_ended_and_seen_by_those_who_govern() {
    let backbone = Backbone::open().await;
    let mut staff = backbone.world.signed_in(FACILITATOR).await;
    let page = staff.get(DESK).await.expect_status(200);
    let form = page.form("/backbone");
    let refused = staff
        .submit(&form, &[("function", "activities"), ("work_title", "")])
        .await
        .expect_status(200);
    assert!(refused.text().contains("What is to be done"));
    let fields = [
        ("function", "activities"),
        ("work_title", "Two lists become one"),
        ("due_on", "2026-09-01"),
    ];
    let sent = staff.submit(&form, &fields).await.expect_status(303);
    let page = staff
        .follow(sent)
        .await
        .expect_text("Two lists become one")
        .expect_text("Late");
    // Sent twice, it is one item.
    staff.submit(&form, &fields).await.expect_status(303);
    assert_eq!(
        staff.get(DESK).await.text().matches("Two lists").count(),
        page.text().matches("Two lists").count()
    );
    let mut member = backbone.world.signed_in(&super::member(0)).await;
    let seen = member
        .get(DESK)
        .await
        .expect_status(200)
        .expect_text("Two lists become one");
    assert!(
        seen.forms().iter().all(|form| !form.action.contains("backbone")),
        "who governs sees, and does not keep"
    );
    member.post(DESK, &fields).await.expect_status(403);
    let end = page.form("/end");
    staff.submit(&end, &[("ending", "done")]).await.expect_status(303);
    let text = staff.get(DESK).await.text();
    assert!(text.contains("Done") && !text.contains("Late"), "{text}");
}

#[tokio::test]
async fn hours_take_one_screen_in_the_workspace_and_behind_a_link() {
    let backbone = Backbone::open().await;
    let mut staff = backbone.world.signed_in(FACILITATOR).await;
    let time = format!("{DESK}/time");
    let page = staff.get(&time).await.expect_status(200);
    let forms = page.forms();
    let week = forms
        .iter()
        .find(|form| form.source.contains(r#"name="what" value="week""#));
    let refused = staff
        .submit(week.expect("a form"), &[("vision", "much"), ("activities", "20")])
        .await;
    refused
        .expect_status(200)
        .expect_text("A number is missing or too large");
    let sent = staff
        .submit(week.expect("a form"), &[("vision", "1,5"), ("activities", "20")])
        .await
        .expect_status(303);
    let page = staff.follow(sent).await.expect_text("Your hours are kept");
    assert!(
        String::from_utf8_lossy(&page.body).contains(r#"value="1.5""#),
        "last week's stand filled in"
    );
    let link = page.form("/time/link");
    staff.submit(&link, &[]).await.expect_status(303);
    let address = backbone.link_of(FACILITATOR, "/hours").await;
    let mut phone = backbone.world.client();
    let page = phone.get(&address).await.expect_status(200);
    assert!(
        String::from_utf8_lossy(&page.body).contains(r#"value="20""#),
        "what was told last"
    );
    let sent = phone
        .submit(&page.form("/hours"), &[("vision", "3"), ("activities", "10")])
        .await
        .expect_status(303);
    phone.follow(sent).await.expect_text("Your hours are kept");
    let text = staff.get(&time).await.text();
    assert!(text.contains("10") && text.contains("FRAN"), "{text}");
    let mut member = backbone.world.signed_in(&super::member(0)).await;
    member.post(&time, &[("vision", "3")]).await.expect_status(403);
}

/// A row of a policy that is adopted and commits money, of talks for it, of volunteers, and of what a funder brought in.
async fn record(backbone: &Backbone, numbers: std::ops::Range<i64>) {
    let today = backbone.world.clock.today("America/New_York");
    let mut statements = Vec::new();
    for number in numbers {
        let day = today
            .saturating_sub(jiff::Span::new().days(number % 300))
            .to_string();
        let (item, organisation, contribution) = (
            crate::partners::new_id(),
            crate::partners::new_id(),
            crate::partners::new_id(),
        );
        let own = |kind: &str| format!("{kind}-{number}");
        statements.push((
            "insert into organisation (collaborative_id, organisation_id, slug, name, kind, created_at)
             values ($1, $2, $3, $3, 'funder', 0)",
            args![organisation.clone(), own("fund")],
        ));
        statements.push((
            "insert into policy_item (collaborative_id, policy_item_id, title_en, ask_en, decision_maker, level, stage,
               adopted_on, money, created_at, created_by)
             values ($1, $2, 'A levy', 'Please', 'The council', 'local', 'adopted', $3, 100, 0, 'installation:0')",
            args![item.clone(), day.clone()],
        ));
        statements.push((
            "insert into policy_action (collaborative_id, policy_action_id, policy_item_id, organisation_id, done_on, what_en,
               lobbying_minutes, created_at, created_by)
             values ($1, $2, $3, $4, $5, 'A talk', 30, 0, 'installation:0')",
            args![crate::partners::new_id(), item, organisation.clone(), day.clone()],
        ));
        statements.push((
            "insert into volunteer_hours (collaborative_id, volunteer_hours_id, done_on, what_en, people, minutes, created_at,
               created_by)
             values ($1, $2, $3, 'Read aloud', 4, 60, 0, 'installation:0')",
            args![crate::partners::new_id(), day.clone()],
        ));
        statements.push((
            "insert into indicator (collaborative_id, indicator_id, slug, created_at) values ($1, $2, $3, 0)",
            args![contribution.clone(), own("measure")],
        ));
        statements.push((
            "insert into contribution (collaborative_id, contribution_id, indicator_id, organisation_id, kind, happened_on, title_en, visibility,
               created_at, created_by)
             values ($1, $2, $2, $3, 'action', $4, 'Books', 'internal', 0, 'installation:0')",
            args![contribution.clone(), organisation, day],
        ));
        // What only one coder has seen does not count yet.
        for place in 0..2 - number.min(1) {
            statements.push((
                "insert into contribution_coding (collaborative_id, contribution_id, place, coder_id, kind, reach, strength, coded_at)
                 values ($1, $2, $3, $4, 'resources', 'some', 'supports', 0)",
                args![contribution.clone(), place + 1, backbone.people[usize::try_from(place).unwrap()].to_string()],
            ));
        }
    }
    let tx = backbone.scope.write(Actor::installation()).await.unwrap();
    for (sql, values) in statements {
        tx.run(sql, values).await.unwrap();
    }
    let fact = NewFact::new("test.recorded", "collaborative", uuid::Uuid::nil());
    tx.commit(vec![fact]).await.unwrap();
}

#[tokio::test]
async fn signals_say_what_is_known_and_what_is_not_with_a_constant_number_of_queries() {
    let backbone = Backbone::open().await;
    let page = format!("{DESK}/signals");
    let mut staff = backbone.world.signed_in(DIRECTOR).await;
    let text = staff.get(&page).await.expect_status(200).text();
    for words in [
        "Nothing recorded yet",
        "of 27 kinds",
        "nobody writes them down in Mainstay yet",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    record(&backbone, 0..1).await;
    let database = backbone.world.database();
    let before = database.questions();
    staff
        .get(&page)
        .await
        .expect_text("One talk with decision-makers was noted")
        .expect_text("One ask of the policy agenda was adopted")
        .expect_text("One adopted policy commits money")
        .expect_text("People gave hours for nothing 4 times")
        .expect_text("Funders brought in money, people or things once");
    let of_few = database.questions() - before;
    record(&backbone, 1..41).await;
    let before = database.questions();
    staff
        .get(&page)
        .await
        .expect_text("41 talks with decision-makers were noted")
        .expect_text("Funders brought in money, people or things once");
    assert_eq!(
        database.questions() - before,
        of_few,
        "questions of a fuller year"
    );
    assert!((1..20).contains(&of_few), "{of_few} questions");
}

#[tokio::test]
async fn whoever_takes_over_reads_what_is_under_way_promised_asked_and_agreed() {
    let backbone = Backbone::open().await;
    let partner = crate::partners::new_id();
    let new_id = crate::partners::new_id;
    let person = backbone.people[0].to_string();
    let statements = [
        (
            "insert into organisation (collaborative_id, organisation_id, slug, name, kind, created_at)
             values ($1, $2, 'pier', 'The Pier', 'funder', 0)",
            args![partner.clone()],
        ),
        (
            "insert into activity (collaborative_id, activity_id, slug, title_en, lead_id, starts_on, entry_key, created_at,
               created_by)
             values ($1, $2, $2, 'Rides to school', $3, '2020-01-01', $2, 0, 'installation:0')",
            args![new_id(), partner.clone()],
        ),
        (
            "insert into commitment (collaborative_id, commitment_id, organisation_id, words_en, due_on, entry_key, created_at,
               created_by)
             values ($1, $2, $3, 'Two buses by spring', '2027-03-01', $2, 0, 'installation:0')",
            args![new_id(), partner.clone()],
        ),
        (
            "insert into work_item (collaborative_id, work_item_id, function, title, due_on, created_at)
             values ($1, $2, 'policy', 'Write to the council', '2027-01-15', 0)",
            args![new_id()],
        ),
        (
            "insert into policy_item (collaborative_id, policy_item_id, title_en, ask_en, decision_maker, level, stage, created_at,
               created_by)
             values ($1, $2, 'A bus lane', 'Please', 'The council', 'local', 'moving', 0, 'installation:0')",
            args![new_id()],
        ),
        (
            "insert into agreement (collaborative_id, agreement_id, root_id, version, title_en, gives_organisation_id,
               gives_person_id, receives_person_id, terms, state, starts_on, ends_on, kept_days, key_salt, created_at, created_by)
             values ($1, $2, $2, 1, 'Riders and attendance', $3, $4, $4, '{}', 'in-force', '2026-01-01', '2027-06-30', 30, 'salt',
               0, 'installation:0')",
            args![new_id(), partner, person.clone()],
        ),
    ];
    let tx = backbone.scope.write(Actor::installation()).await.unwrap();
    for (sql, values) in statements {
        tx.run(sql, values).await.unwrap();
    }
    let fact = NewFact::new("test.recorded", "collaborative", uuid::Uuid::nil());
    tx.commit(vec![fact]).await.unwrap();
    let mut staff = backbone.world.signed_in(DIRECTOR).await;
    let facilitator = backbone.people.last().unwrap();
    let page = format!("/harbor/work/handover?person={facilitator}");
    let page = staff.get(&page).await.expect_status(200);
    for words in [
        "Rides to school",
        "The Pier, on course",
        "Two buses by spring",
        "Write to the council",
        "Advance policy",
        "A bus lane",
        "The council, before whoever decides",
        "Riders and attendance",
        "June 30, 2027",
    ] {
        assert!(page.text().contains(words), "{words} in {}", page.text());
    }
    // A member's own roles are handed over without what the staff keeps.
    let page = staff.get(&format!("/harbor/work/handover?person={person}")).await;
    assert!(!page.expect_status(200).text().contains("Riders and attendance"));
}
