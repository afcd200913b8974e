//! A confidential assessment from the question to what is told of it, and what is nowhere to be found.

use domain::backbone::questions::Subject;
use platform::db::FromQueryResult;

use super::*;

const PAGE: &str = "/harbor/work/backbone/assessments";

impl Backbone {
    /// Asks through the page; gives the round's address.
    async fn ask(&self, subject: &str) -> String {
        let mut staff = self.world.signed_in(FACILITATOR).await;
        let page = staff.get(PAGE).await.expect_status(200);
        let closes_on = self
            .world
            .clock
            .today("America/New_York")
            .saturating_add(jiff::Span::new().days(14));
        let closes_on = closes_on.to_string();
        let fields = [
            ("assessment_about", subject),
            ("answer_until", closes_on.as_str()),
        ];
        let sent = staff
            .submit(&page.form("/assessments"), &fields)
            .await
            .expect_status(303);
        sent.location().unwrap()
    }

    /// Somebody answers every statement alike, from a phone.
    async fn say(&self, email: &str, subject: Subject, said: &str) {
        let mut phone = self.world.client();
        let link = self.link_of(email, "/assess").await;
        let page = phone.get(&link).await.expect_status(200);
        let fields: Vec<(&str, &str)> = subject.statements().iter().map(|code| (*code, said)).collect();
        let sent = phone
            .submit(&page.form("/assess"), &fields)
            .await
            .expect_status(303);
        phone.follow(sent).await.expect_text("Your answers are counted");
    }

    /// Every row of every table of this feature, and of the history, as text.
    async fn kept(&self) -> String {
        #[derive(FromQueryResult)]
        struct Line {
            line: String,
        }
        let reader = self.scope.read().await.unwrap();
        let mut all = String::new();
        for (table, columns) in [
            ("assessment", "subject || state || told"),
            ("assessment_member", "person_id || cell"),
            ("assessment_box", "receipts || tally"),
            ("fact", "kind || actor || subject"),
        ] {
            let sql = format!("select {columns} as line from {table} where collaborative_id = $1");
            let rows: Vec<Line> = reader.rows(&sql, Vec::new()).await.unwrap();
            for row in rows {
                all.push_str(&format!("{table}: {}\n", row.line));
            }
        }
        all
    }
}

#[tokio::test]
async fn members_answer_from_a_link_and_nothing_is_told_before_the_round_closes() {
    let backbone = Backbone::open().await;
    let round = backbone.ask("backbone").await;
    let asked: Vec<_> = backbone
        .world
        .mails()
        .await
        .into_iter()
        .filter(|mail| mail.body_text.contains("/assess"))
        .collect();
    assert_eq!(
        asked.len(),
        10,
        "every member once, however many seats they hold, and nobody of the staff"
    );
    assert!(asked.iter().all(|mail| mail.to_address.starts_with("member")));
    // A statement without an answer is named, and nothing is counted.
    let mut phone = backbone.world.client();
    let link = backbone.link_of(&member(0), "/assess").await;
    let page = phone.get(&link).await.expect_status(200);
    let refused = phone
        .submit(&page.form("/assess"), &[("vision-picture", "true")])
        .await;
    refused
        .expect_status(200)
        .expect_text("11 statements have no answer yet");
    for number in 0..7 {
        backbone.say(&member(number), Subject::Backbone, "true").await;
    }
    // Sent again, it is counted once.
    let again: Vec<(&str, &str)> = Subject::Backbone
        .statements()
        .iter()
        .map(|code| (*code, "not-yet"))
        .collect();
    let sent = phone.post(&link, &again).await.expect_status(303);
    phone.follow(sent).await.expect_text("Your answers are counted");
    let kept = backbone.kept().await;
    assert!(
        kept.contains(r#""steering":{"answered":5,"agreeing":[5,"#)
            && kept.contains(r#""working":{"answered":2,"agreeing":[2,"#),
        "counts alone are kept: {kept}"
    );
    let answered = kept.lines().filter(|line| line.contains("assessment.answered"));
    for line in answered {
        assert!(!line.contains("person:"), "no name beside a time: {line}");
    }
    // While it is open, nobody sees anything of it: neither how many answered nor what.
    let mut director = backbone.world.signed_in(DIRECTOR).await;
    for address in [PAGE, &round] {
        let text = director.get(address).await.expect_status(200).text();
        assert!(!text.contains('%') && !text.contains("7 of 10"), "{text}");
    }
    // Three days before the end those who have not answered are reminded, and only they; the history does not tell whom.
    let told = kept.matches("link.issued").count();
    assert!(told > 0, "the first letters' links are told");
    backbone.days_pass(12).await;
    let links = backbone.kept().await.matches("link.issued").count();
    assert_eq!(links, told, "no fact about a link of the reminder");
    let mails = backbone.world.mails().await;
    let reminded = mails
        .iter()
        .filter(|mail| mail.subject.contains("Three days left"));
    let mut reminded: Vec<&str> = reminded.map(|mail| mail.to_address.as_str()).collect();
    reminded.sort_unstable();
    assert_eq!(reminded, [member(7), member(8), member(9)]);
    backbone.days_pass(4).await;
    let text = director.get(&round).await.expect_status(200).text();
    for words in [
        "7 of 10 members answered",
        "Everybody",
        "agree",
        "off by no more than 3",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    // Everybody agreed with everything, and no page says so; two of a working group are nowhere told of.
    assert!(!text.contains("About 100 %"), "{text}");
    assert!(!text.contains("2 answered"), "{text}");
    let kept = backbone.kept().await;
    assert!(
        !kept.contains("assessment_member") && !kept.contains("assessment_box"),
        "who was asked, who answered and what was said are forgotten: {kept}"
    );
    // The link tells that it is over; closing again tosses no second coin.
    phone.get(&link).await.expect_text("This round is over");
    let id = round.rsplit('/').next().unwrap().parse().unwrap();
    app::backbone::assessments::actions::close(&backbone.scope, id)
        .await
        .unwrap();
    assert_eq!(director.get(&round).await.text(), text);
}

#[tokio::test]
async fn too_few_are_told_nothing_of_and_once_a_year_is_enough() {
    let backbone = Backbone::open().await;
    let round = backbone.ask("principles").await;
    for number in 0..4 {
        backbone
            .say(&member(number), Subject::Principles, "not-yet")
            .await;
    }
    backbone.days_pass(20).await;
    let mut staff = backbone.world.signed_in(FACILITATOR).await;
    let text = staff.get(&round).await.text();
    assert!(
        text.contains("Fewer than five members answered") && !text.contains('%'),
        "{text}"
    );
    let page = staff.get(PAGE).await;
    let day = backbone
        .world
        .clock
        .today("America/New_York")
        .saturating_add(jiff::Span::new().days(14));
    let day = day.to_string();
    let fields = |subject| [("assessment_about", subject), ("answer_until", day.as_str())];
    let again = staff
        .submit(&page.form("/assessments"), &fields("principles"))
        .await;
    again.expect_status(200).expect_text("Once a year is enough");
    // Another subject is another round.
    staff
        .submit(&page.form("/assessments"), &fields("backbone"))
        .await
        .expect_status(303);
}

#[tokio::test]
async fn with_four_members_nobody_is_asked_and_members_cannot_ask() {
    let backbone = Backbone::with_members(4).await;
    let mut staff = backbone.world.signed_in(FACILITATOR).await;
    let page = staff.get(PAGE).await.expect_status(200);
    let day = backbone
        .world
        .clock
        .today("America/New_York")
        .saturating_add(jiff::Span::new().days(14));
    let day = day.to_string();
    let fields = [("assessment_about", "backbone"), ("answer_until", day.as_str())];
    let refused = staff.submit(&page.form("/assessments"), &fields).await;
    refused.expect_status(200).expect_text("Fewer than five members");
    let mut one = backbone.world.signed_in(&member(0)).await;
    let page = one.get(PAGE).await.expect_status(200);
    assert!(
        page.forms()
            .iter()
            .all(|form| !form.action.ends_with("/assessments"))
    );
    one.post(PAGE, &fields).await.expect_status(403);
    let _ = &backbone.people;
}
