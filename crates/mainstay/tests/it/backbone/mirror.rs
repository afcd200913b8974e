//! The equity mirror from the question to the picture: what is kept, what is told, and what stands beside it.

use app::measurement::dimensions::{CategoryForm, DimensionForm, add_dimensions};
use platform::db::FromQueryResult;

use super::*;

const PAGE: &str = "/harbor/work/backbone/mirror";

/// A collaborative that measures by two dimensions.
async fn with_dimensions(members: usize) -> Backbone {
    let backbone = Backbone::with_members(members).await;
    let category = |slug: &str| CategoryForm {
        slug: slug.into(),
        label_en: format!("{} people", slug.to_uppercase()),
        ..CategoryForm::default()
    };
    let dimension = |slug: &str, categories: &[&str]| DimensionForm {
        slug: slug.into(),
        label_en: format!("By {slug}"),
        categories: categories.iter().map(|slug| category(slug)).collect(),
        ..DimensionForm::default()
    };
    let forms = [
        dimension("origin", &["north", "south"]),
        dimension("home", &["own", "rent"]),
    ];
    add_dimensions(&backbone.scope, Actor::installation(), &forms)
        .await
        .unwrap();
    backbone
}

impl Backbone {
    fn in_days(&self, days: i64) -> String {
        let today = self.world.clock.today("America/New_York");
        today.saturating_add(jiff::Span::new().days(days)).to_string()
    }

    async fn ask_mirror(&self) {
        let mut staff = self.world.signed_in(FACILITATOR).await;
        let page = staff.get(PAGE).await.expect_status(200);
        let day = self.in_days(14);
        let fields = [("ask-origin", "yes"), ("answer_until", day.as_str())];
        let sent = staff
            .submit(&page.form("/mirror"), &fields)
            .await
            .expect_status(303);
        staff.follow(sent).await.expect_text("people were asked");
    }

    /// Somebody ticks groups behind their link.
    async fn tick(&self, email: &str, groups: &[&str]) {
        let mut phone = self.world.client();
        let link = self.link_of(email, "/assess").await;
        let page = phone.get(&link).await.expect_status(200);
        page.expect_text("Tick all that fit");
        let fields: Vec<(&str, &str)> = groups.iter().map(|group| ("g-origin", *group)).collect();
        let sent = phone.post(&link, &fields).await.expect_status(303);
        phone.follow(sent).await.expect_text("Your answers are counted");
    }

    async fn box_and_roll(&self) -> String {
        #[derive(FromQueryResult)]
        struct Line {
            line: String,
        }
        let reader = self.scope.read().await.unwrap();
        let mut all = String::new();
        for (table, columns) in [("assessment_box", "tally"), ("assessment_member", "cell")] {
            let sql = format!("select {columns} as line from {table} where collaborative_id = $1 order by 1");
            let rows: Vec<Line> = reader.rows(&sql, Vec::new()).await.unwrap();
            all.extend(rows.into_iter().map(|row| format!("{table}: {}\n", row.line)));
        }
        all
    }
}

#[tokio::test]
async fn people_say_who_they_are_and_only_moved_counts_of_five_and_more_remain() {
    let backbone = with_dimensions(18).await;
    backbone.ask_mirror().await;
    let roll = backbone.box_and_roll().await;
    assert_eq!(
        roll.matches(": backbone").count(),
        2,
        "the staff is asked who it is: {roll}"
    );
    assert_eq!(
        roll.matches(": steering").count(),
        5,
        "who sits in two bodies is counted in one: {roll}"
    );
    assert_eq!(roll.matches(": working").count(), 13, "{roll}");
    for number in 0..18 {
        let groups: &[&str] = match number {
            0 => &["north", "south"],
            1 => &[],
            2 => &["north", "-"],
            _ => &["north"],
        };
        backbone.tick(&member(number), groups).await;
    }
    backbone.tick(FACILITATOR, &["south"]).await;
    backbone.tick(DIRECTOR, &["south"]).await;
    let kept = backbone.box_and_roll().await;
    // North, south, and no answer, by part; nothing else is kept of anybody.
    for counts in [
        r#""backbone":{"answered":2,"agreeing":[0,2,0]}"#,
        r#""steering":{"answered":5,"agreeing":[3,1,2]}"#,
        r#""working":{"answered":13,"agreeing":[13,0,0]}"#,
    ] {
        assert!(kept.contains(counts), "{counts} in {kept}");
    }
    let mut director = backbone.world.signed_in(DIRECTOR).await;
    let text = director.get(PAGE).await.expect_status(200).text();
    assert!(!text.contains('%'), "nothing while it is open: {text}");
    backbone.days_pass(16).await;
    assert_eq!(backbone.box_and_roll().await, "", "forgotten");
    let text = director.get(PAGE).await.expect_status(200).text();
    for words in [
        "20 of 20 people answered",
        "By origin",
        "NORTH people",
        "Too few to stand alone",
        "Backbone staff, Steering committee",
        "No figures of the community are kept",
        "No answer, or preferred not to say",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    for words in ["Backbone staff (2", "(2 answered)", "100 %", " 0 %"] {
        assert!(!text.contains(words), "{words} in {text}");
    }
    // Seen again, it is the same: coins fall once.
    let mut one = backbone.world.signed_in(&member(0)).await;
    let page = one.get(PAGE).await.expect_status(200);
    assert_eq!(one.get(PAGE).await.text(), page.text());
    assert!(page.forms().iter().all(|form| !form.action.ends_with("/mirror")));
    one.post(PAGE, &[("ask-origin", "yes")]).await.expect_status(403);
}

#[tokio::test]
async fn the_community_stands_beside_with_its_source_and_what_is_no_share_is_refused() {
    let backbone = with_dimensions(12).await;
    let mut staff = backbone.world.signed_in(FACILITATOR).await;
    let address = format!("{PAGE}/community/origin");
    let page = staff.get(&address).await.expect_status(200);
    let form = page.form("/community/origin");
    let typed = |share: &'static str| {
        [
            ("figure_whole_en", "Residents of Harbor"),
            ("figure_source", "Town clerk"),
            ("figure_as_of", "2025"),
            ("c-north", share),
            ("c-south", "90,5 %"),
        ]
    };
    let refused = staff.submit(&form, &typed("140")).await.expect_status(200);
    refused
        .expect_text("from 0 to 100")
        .expect_text("Residents of Harbor");
    let no_source = [
        ("figure_whole_en", "Residents"),
        ("figure_as_of", "2025"),
        ("c-north", "1"),
    ];
    staff.submit(&form, &no_source).await.expect_status(200);
    let sent = staff.submit(&form, &typed("9.5")).await.expect_status(303);
    staff.follow(sent).await.expect_text("SOUTH people 90.5");
    staff
        .get(&format!("{PAGE}/community/elsewhere"))
        .await
        .expect_status(404);
    backbone.ask_mirror().await;
    // Twelve of the north, two of the staff as well: whatever the coins do, far more than in the community.
    for number in 0..12 {
        backbone.tick(&member(number), &["north"]).await;
    }
    backbone.days_pass(16).await;
    staff
        .get(PAGE)
        .await
        .expect_text("Community: Residents of Harbor, 2025. Source: Town clerk.")
        .expect_text("nearly all");
    let mut one = backbone.world.signed_in(&member(0)).await;
    one.get(&address).await.expect_status(200);
    one.post(&address, &typed("1")).await.expect_status(403);
}

#[tokio::test]
async fn a_mirror_needs_a_question_and_is_held_up_once_a_year() {
    let backbone = with_dimensions(6).await;
    let mut staff = backbone.world.signed_in(FACILITATOR).await;
    let page = staff.get(PAGE).await.expect_status(200);
    let day = backbone.in_days(14);
    let refused = staff
        .submit(&page.form("/mirror"), &[("answer_until", day.as_str())])
        .await;
    refused
        .expect_status(200)
        .expect_text("Choose at least one question");
    backbone.ask_mirror().await;
    let fields = [("ask-home", "yes"), ("answer_until", day.as_str())];
    let page = staff.get(PAGE).await;
    let again = staff.submit(&page.form("/mirror"), &fields).await;
    again.expect_status(200).expect_text("Once a year is enough");
}
