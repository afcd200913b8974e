use platform::args;

use super::Plan;
use crate::meetings::path_in;
use crate::partners::{LUIS, MARIA, new_id};

impl Plan {
    /// A promise of an organisation, by a day; gives its identifier.
    async fn promised(&self, organisation: &str, words: &str, due_on: &str) -> String {
        let id = new_id();
        let sql = "insert into commitment (collaborative_id, commitment_id, organisation_id, words_en, due_on, entry_key,
                     created_at, created_by)
                   values ($1, $2, $3, $4, $5, $2, 0, 'installation')";
        let values = args![id.clone(), organisation, words, due_on];
        self.table.community.run(sql, values).await;
        id
    }

    /// Asks an organisation through the board, and lets the letter go out.
    async fn ask(&self, organisation: &str) {
        let mut fran = self.fran().await;
        let asked = fran
            .post(
                &self.work("/plan/promises/ask"),
                &[("organisation", organisation)],
            )
            .await;
        asked.expect_status(303);
    }
}

#[tokio::test]
async fn a_partner_answers_three_promises_from_one_letter() {
    let plan = Plan::set().await;
    let aurora = plan.aurora().to_owned();
    let bus = plan.promised(&aurora, "A bus after clubs", "2026-09-01").await;
    let books = plan
        .promised(&aurora, "Books at each evening", "2026-09-15")
        .await;
    let calls = plan.promised(&aurora, "Calls on Mondays", "2026-10-01").await;
    let others = plan.promised(plan.faro(), "Helmets", "2026-09-01").await;
    plan.ask(&aurora).await;
    let mail = plan.table.mail_to(MARIA).await;
    assert!(mail.subject.contains("3 promises"), "{}", mail.subject);
    for told in ["A bus after clubs", "Books at each evening", "Calls on Mondays"] {
        assert!(mail.body_text.contains(told), "{told}");
    }
    assert!(!mail.body_text.contains("Helmets"));
    let link = path_in(&mail, "/promises");
    // Nobody is signed in here.
    let mut phone = plan.table.community.world.client();
    let page = phone.get(&link).await.expect_status(200);
    assert!(!page.text().contains("Helmets"));
    let form = page.form("/promises");
    let answer = |id: &str| format!("answer-{id}");
    let (kept, late, dropped) = (answer(&bus), answer(&books), answer(&calls));
    let half = [
        (kept.as_str(), "kept"),
        (late.as_str(), "late"),
        (dropped.as_str(), "dropped"),
    ];
    let nothing = phone.submit(&form, &[]).await;
    phone
        .follow(nothing)
        .await
        .expect_text("Nothing was chosen, so nothing was sent.");
    let refused = phone.submit(&form, &half).await.expect_status(200);
    let refused = refused
        .expect_text("Books at each evening: The new day, please.")
        .expect_text("A word why, please");
    let sql = "select count(*) as n from commitment_answer where collaborative_id = $1";
    assert_eq!(plan.table.community.number(sql, args![]).await, 0, "all or none");
    let (why_late, day) = (format!("because-{books}"), format!("new_due_on-{books}"));
    let why_dropped = format!("because-{calls}");
    let whole = [
        (why_late.as_str(), "The printer broke"),
        (day.as_str(), "2027-01-15"),
        (why_dropped.as_str(), "Nobody picks up on Mondays"),
    ];
    let form = refused.form("/promises");
    phone.submit(&form, &whole).await.expect_status(303);
    let again = phone.submit(&form, &whole).await;
    phone.follow(again).await.expect_text("Received. Thank you");
    assert_eq!(
        plan.table.community.number(sql, args![]).await,
        3,
        "sent twice it is said once"
    );
    let page = phone.get(&link).await;
    page.expect_text("Kept. Noted")
        .expect_text("Late: The printer broke. Noted")
        .expect_text("Dropped: Nobody picks up on Mondays. Noted");
    assert_eq!(plan.table.community.facts("plan.promise-answered").await, 3);
    let mut fran = plan.fran().await;
    let board = fran.get(&plan.work("/plan/promises")).await;
    board
        .expect_text("1 kept")
        .expect_text("1 late")
        .expect_text("1 dropped")
        .expect_text("1 without a word");
    // The link is for one organisation, and for nothing else.
    let theirs = format!("answer-{others}");
    let refused = phone.post(&link, &[(theirs.as_str(), "kept")]).await;
    assert!(refused.status == 303 || refused.status == 404);
    assert_eq!(
        plan.table.community.number(sql, args![]).await,
        3,
        "nobody answers for others"
    );
}

#[tokio::test]
async fn a_late_promise_keeps_its_new_day_and_makes_its_activity_late() {
    let plan = Plan::set().await;
    let mut fran = plan.fran().await;
    let filled = [
        ("title_en", "Bikes"),
        ("lead", plan.faro()),
        ("starts_on", "2026-01-12"),
    ];
    let one = plan.added(&mut fran, &filled).await;
    let activity = one.rsplit('/').next().unwrap().to_owned();
    let words = [
        ("organisation", plan.faro()),
        ("words_en", "Helmets for everyone"),
        ("due_on", "2026-12-01"),
        ("activity", activity.as_str()),
    ];
    let page = fran.get(&plan.work("/plan/promises/new")).await;
    fran.submit(&page.form("/plan/promises/new"), &words)
        .await
        .expect_status(303);
    fran.get(&one)
        .await
        .expect_text("On course")
        .expect_text("Helmets for everyone");
    let mut luis = plan.signed_in(LUIS).await;
    let board = luis.get(&plan.work("/plan/promises")).await;
    let form = board.form("/plan/promises/answer");
    let id = form
        .fields
        .iter()
        .find_map(|(name, _)| name.strip_prefix("because-").map(str::to_owned))
        .unwrap();
    let late = |what: &str| format!("{what}-{id}");
    let (answer, because, day) = (late("answer"), late("because"), late("new_due_on"));
    let said = [
        (answer.as_str(), "late"),
        (because.as_str(), "Flu"),
        (day.as_str(), "2027-02-01"),
    ];
    luis.submit(&form, &said).await.expect_status(303);
    fran.get(&one)
        .await
        .expect_text("A partner says that a promise will be late.");
    let said = [(answer.as_str(), "kept")];
    luis.submit(&form, &said).await.expect_status(303);
    fran.get(&one).await.expect_text("On course");
    let sql = "select count(*) as n from commitment_answer
               where collaborative_id = $1 and answer = 'kept' and new_due_on = '2027-02-01'";
    assert_eq!(
        plan.table.community.number(sql, args![]).await,
        1,
        "the day stays moved"
    );
}

#[tokio::test]
async fn the_staff_asks_and_never_answers_and_sees_who_is_silent() {
    let plan = Plan::set().await;
    let id = plan
        .promised(plan.aurora(), "A bus after clubs", "2026-09-01")
        .await;
    plan.promised(plan.faro(), "Helmets", "2027-09-01").await;
    let mut fran = plan.fran().await;
    let answer = format!("answer-{id}");
    fran.post(&plan.work("/plan/promises/answer"), &[(answer.as_str(), "kept")])
        .await;
    let sql = "select count(*) as n from commitment_answer where collaborative_id = $1";
    assert_eq!(plan.table.community.number(sql, args![]).await, 0);
    let aurora = plan.aurora().to_owned();
    plan.ask(&aurora).await;
    plan.ask(&aurora).await;
    let mails = plan.table.mails().await;
    let asked = mails.iter().filter(|mail| mail.to_address == MARIA).count();
    assert_eq!(asked, 1, "once a day at most");
    let waiting = fran.get(&plan.work("/plan/promises?show=waiting")).await;
    let waiting = waiting.expect_text("Maria Delgado was asked on");
    assert!(!waiting.text().contains("Helmets"));
    let mut luis = plan.signed_in(LUIS).await;
    let refused = luis
        .post(&plan.work("/plan/promises/ask"), &[("organisation", &aurora)])
        .await;
    assert!(matches!(refused.status, 403 | 404), "a partner asks nobody");
}

#[tokio::test]
async fn reminders_go_out_by_themselves_once_for_each_day() {
    let plan = Plan::set().await;
    plan.promised(plan.aurora(), "A bus after clubs", "2026-09-01")
        .await;
    plan.promised(plan.aurora(), "Books next summer", "2027-08-01")
        .await;
    let state = &plan.table.community.world.state;
    app::communication::jobs::hourly(state).await.unwrap();
    app::communication::jobs::hourly(state).await.unwrap();
    let mails = plan.table.mails().await;
    let own: Vec<_> = mails.iter().filter(|mail| mail.to_address == MARIA).collect();
    assert_eq!(own.len(), 1);
    assert!(own[0].body_text.contains("A bus after clubs"));
    assert!(
        !own[0].body_text.contains("Books next summer"),
        "not asked before its time"
    );
}

#[tokio::test]
async fn what_became_something_else_after_its_day_needs_a_new_day() {
    let plan = Plan::set().await;
    let id = plan
        .promised(plan.faro(), "Lists each Monday", "2026-09-01")
        .await;
    let mut luis = plan.signed_in(LUIS).await;
    let field = |name: &str| format!("{name}-{id}");
    let (answer, because, words, day) = (
        field("answer"),
        field("because"),
        field("new_words"),
        field("new_due_on"),
    );
    let mut said = vec![
        (answer.as_str(), "changed"),
        (because.as_str(), "Mondays are too early"),
        (words.as_str(), "Lists each Tuesday"),
    ];
    let path = plan.work("/plan/promises/answer");
    let refused = luis.post(&path, &said).await.expect_status(200);
    refused.expect_text("La nueva fecha, por favor.");
    said.push((day.as_str(), "2027-01-15"));
    luis.post(&path, &said).await.expect_status(303);
    let board = luis.get(&plan.work("/plan/promises")).await;
    board.expect_text("Lists each Tuesday").expect_text("1 cambiada");
}
