//! What people are owed is seen by them and by the few who keep it; nowhere else does a name or an amount stand.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;

use crate::kit::{Answer, Client, path_of};
use crate::partners::{Community, DIRECTOR, FACILITATOR, LUIS, MARIA, PRIYA};

async fn add(client: &mut Client, address: &str, form: &str, fields: &[(&str, &str)]) -> Answer {
    let page = client.get(address).await.expect_status(200);
    client
        .submit(&crate::selection::form_at(&page, form), fields)
        .await
}

/// Fran keeps payments, there is a rate, and Maria is owed an hour and a half.
async fn owed() -> Community {
    let community = Community::open().await;
    let mut dana = community.world.signed_in(DIRECTOR).await;
    let sql = "select person_id as id from person where collaborative_id = $1 and email = $2";
    #[derive(platform::db::FromQueryResult)]
    struct Row {
        id: String,
    }
    let reader = community.scope.read().await.unwrap();
    let fran: Option<Row> = reader.row(sql, args![FACILITATOR]).await.unwrap();
    drop(reader);
    let keepers = community.work("/payments/keepers");
    add(&mut dana, &keepers, "/keepers", &[("person", &fran.unwrap().id)])
        .await
        .expect_status(303);
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let rate = [
        ("rate_kind", "time"),
        ("label_en", "An hour at a meeting"),
        ("rate_amount", "35.41"),
        ("per", "hour"),
        ("from_on", "2026-01-01"),
    ];
    add(&mut fran, &community.work("/payments/rates"), "/rates", &rate)
        .await
        .expect_status(303);
    let payment = [
        ("person", community.contacts[0].as_str()),
        ("payment_kind", "time"),
        ("payment_what", "Shaping the survey"),
        ("happened_on", "2026-09-10"),
        ("quantity", "1.5"),
        ("per", "hour"),
    ];
    let owed = community.work("/payments/owed");
    let early = [("happened_on", "2025-12-31")];
    let mut before = payment.to_vec();
    before.retain(|(name, _)| *name != "happened_on");
    before.extend(early);
    add(&mut fran, &owed, "/owed", &before)
        .await
        .expect_text("No rate of this kind holds on that day");
    add(&mut fran, &owed, "/owed", &payment).await.expect_status(303);
    community
}

#[tokio::test]
async fn no_role_opens_what_people_are_owed_and_being_named_does() {
    let community = owed().await;
    let owed = community.work("/payments/owed");
    let mut fran = community.world.signed_in(FACILITATOR).await;
    fran.get(&owed)
        .await
        .expect_text("Shaping the survey")
        .expect_text("$53.12");
    for email in [DIRECTOR, PRIYA, MARIA, LUIS] {
        let mut other = community.world.signed_in(email).await;
        other.get(&owed).await.expect_status(404);
        other.post(&owed, &[]).await.expect_status(404);
    }
    // Whoever stops keeping them stops seeing them.
    let mut dana = community.world.signed_in(DIRECTOR).await;
    let keepers = community.work("/payments/keepers");
    add(&mut dana, &keepers, "/end", &[]).await.expect_status(303);
    fran.get(&owed).await.expect_status(404);
}

#[tokio::test]
async fn a_payee_sees_their_own_by_a_link_and_history_and_other_pages_tell_nothing() {
    let community = owed().await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let owed = community.work("/payments/owed");
    add(&mut fran, &owed, "/send", &[("payee", &community.contacts[0])])
        .await
        .expect_status(303);
    let mails = community.world.mails().await;
    let mail = mails
        .into_iter()
        .rfind(|mail| mail.to_address == MARIA)
        .expect("a mail");
    assert!(
        !mail.body_text.contains("53.12") && !mail.subject.contains("pay"),
        "{mail:?}"
    );
    let line = mail
        .body_text
        .lines()
        .find(|line| line.contains("/payments"))
        .expect("a link");
    let link = path_of(line.trim());
    let mut phone = community.world.client();
    phone
        .get(&link)
        .await
        .expect_text("Shaping the survey")
        .expect_text("$53.12")
        .expect_text("Not paid yet");
    // The day and the way are asked for; a day to come is refused, and a mistake is taken back.
    let asked = add(&mut fran, &owed, "/pay", &[]).await.expect_status(200);
    let form = crate::selection::form_at(&asked, "/pay");
    fran.submit(&form, &[("paid_on", "2031-01-01")])
        .await
        .expect_text("That day is still to come");
    phone.get(&link).await.expect_text("Not paid yet");
    let way = [("paid_on", "2026-09-12"), ("paid_by", "By check")];
    fran.submit(&form, &way).await.expect_status(303);
    phone.get(&link).await.expect_text("September 12, 2026: By check");
    add(&mut fran, &owed, "/unpay", &[]).await.expect_status(303);
    phone.get(&link).await.expect_text("Not paid yet");
    fran.submit(&form, &way).await.expect_status(303);
    phone
        .get(&link)
        .await
        .expect_text("Hours: 1.5")
        .expect_text("September 12, 2026: By check");
    let mut maria = community.world.signed_in(MARIA).await;
    maria
        .get(&community.work("/payments/own"))
        .await
        .expect_text("$53.12");
    let mut luis = community.world.signed_in(LUIS).await;
    let own = luis
        .get(&community.work("/payments/own"))
        .await
        .expect_status(200);
    assert!(!own.text().contains("53.12"));
    // The history of this, as everybody of the staff reads it, and every fact as it is kept.
    let mut priya = community.world.signed_in(PRIYA).await;
    for path in [
        "/history",
        "/payments",
        "/partners",
        "/people",
        "/payments/volunteers",
        "/payments/rates",
    ] {
        let page = priya.get(&community.work(path)).await.expect_status(200);
        for secret in ["53.12", "Shaping the survey"] {
            assert!(!page.text().contains(secret), "{path} tells {secret}");
        }
    }
    assert_eq!(facts_without(&community).await, 5);
    // Of one person nothing is told in totals, also once the year is over.
    community.world.clock.advance_seconds(200 * 24 * 3600);
    priya = community.world.signed_in(PRIYA).await;
    priya
        .get(&community.work("/payments"))
        .await
        .expect_text("Not told: fewer than five people");
    // A fresh link that they ask for themselves tells no more.
    let base = link.trim_end_matches("/payments");
    phone.get(&link).await.expect_status(410);
    phone.post(&format!("{base}/fresh"), &[]).await.expect_status(303);
    assert_eq!(facts_without(&community).await, 6);
}

/// How many facts there are about pay and links, none of which names the payee, neither as its subject nor as who acted.
async fn facts_without(community: &Community) -> usize {
    #[derive(platform::db::FromQueryResult)]
    struct Row {
        body: Vec<u8>,
    }
    let sql = "select body from fact
               where collaborative_id = $1 and kind in ('payments.owed', 'payments.paid', 'payments.taken-back', 'link.issued')
               order by seq
               limit 100";
    let reader = community.scope.read().await.unwrap();
    let facts: Vec<Row> = reader.rows(sql, args![]).await.unwrap();
    let id = uuid::Uuid::parse_str(&community.contacts[0]).unwrap();
    for fact in &facts {
        let holds = |words: &[u8]| fact.body.windows(words.len()).any(|window| window == words);
        assert!(
            !holds(community.contacts[0].as_bytes()) && !holds(id.as_bytes()),
            "a fact names whom it is about"
        );
    }
    facts.len()
}

#[tokio::test]
async fn volunteers_hours_are_worth_a_dated_rate_with_its_source() {
    let community = Community::open().await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let rates = community.work("/payments/rates");
    let rate = [
        ("rate_kind", "volunteer"),
        ("label_en", "A volunteer’s hour"),
        ("rate_amount", "29.95"),
        ("per", "hour"),
        ("from_on", "2022-04-18"),
    ];
    add(&mut fran, &rates, "/rates", &rate)
        .await
        .expect_text("Say who published");
    let mut whole = rate.to_vec();
    whole.push(("rate_source", "Independent Sector, 2022"));
    add(&mut fran, &rates, "/rates", &whole).await.expect_status(303);
    let volunteers = community.work("/payments/volunteers");
    for day in ["2022-04-17", "2026-05-01"] {
        let fields = [
            ("what_en", "Reading afternoon"),
            ("done_on", day),
            ("volunteers", "12"),
            ("hours_each", "1.5"),
        ];
        add(&mut fran, &volunteers, "/volunteers", &fields)
            .await
            .expect_status(303);
    }
    // 18 hours at 29.95; the day before the rate, hours count and are worth nothing that is known.
    fran.get(&volunteers)
        .await
        .expect_text("$539.10")
        .expect_text("Independent Sector, 2022");
    let mut maria = community.world.signed_in(MARIA).await;
    maria.get(&volunteers).await.expect_status(403);
}
