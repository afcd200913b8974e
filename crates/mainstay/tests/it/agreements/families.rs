//! Families say yes or no by themselves: links that their organisation makes and hands out, and what becomes of a word.

use platform::args;
use platform::secrets::sha256_hex;

use super::Agreed;
use super::ending::is_found;
use super::gates::{governed_request, readings, send_file};
use crate::kit::{Answer, path_of};
use crate::partners::{MARIA, PRIYA};

const ROWS: &str = "Student number,Place,Enrolled\nkey-ana,Lantern Street,1\nkey-bea,Lantern Street,2\n\
                    key-cara,Oystershell Hall,3\n";

fn asks(consent: &'static str) -> [(&'static str, &'static str); 3] {
    [
        ("elements_direct", "Student number"),
        ("families_asked", consent),
        ("families_key", "Student number"),
    ]
}

/// The newest link of the giving side's signatory.
pub async fn sign_link(agreed: &Agreed) -> String {
    let mails = agreed.community.world.mails().await;
    let lines = mails.iter().rev().filter(|mail| mail.to_address == MARIA);
    let mut lines = lines.flat_map(|mail| mail.body_text.lines());
    let line = lines.find(|line| line.contains("/link/") && line.trim().ends_with("/agreement"));
    path_of(line.unwrap().trim())
}

/// Makes links for these participants, and gives what came back.
async fn answer_of(agreed: &Agreed, keys: &str, how: &str) -> Answer {
    let link = sign_link(agreed).await;
    let mut maria = agreed.community.world.client();
    let form = maria
        .get(&format!("{link}/families"))
        .await
        .expect_status(200)
        .form("/agreement/families?");
    maria
        .submit(&form, &[("participant_keys", keys), ("links_as", how)])
        .await
        .expect_status(200)
}

/// Makes links, and gives each participant's address.
pub async fn links_for(agreed: &Agreed, keys: &[&str]) -> Vec<String> {
    let text = answer_of(agreed, &keys.join("\n"), "list").await.text();
    let lines = text.lines().skip(1);
    lines
        .map(|line| path_of(line.split(',').nth(1).unwrap()))
        .collect()
}

/// Presses a button of a family's page.
pub async fn says(agreed: &Agreed, link: &str, word: &str) {
    let mut family = agreed.community.world.client();
    let form = family.get(link).await.expect_status(200).form("/family/");
    family
        .submit(&form, &[("family_word", word)])
        .await
        .expect_status(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_reads_what_is_shared_says_no_and_takes_it_back_without_an_account() {
    let mut agreed = Agreed::in_force(&asks("opt-out")).await;
    let [maria, _] = governed_request(&mut agreed).await;
    let sql = "update data_request set is_counts_only = $2 where collaborative_id = $1";
    agreed.community.run(sql, args![false]).await;
    let mut client = agreed.community.world.client();
    send_file(&mut client, &maria, ROWS).await.expect_status(303);
    let [_, bea] = links_for(&agreed, &["key-ana", "key-bea"])
        .await
        .try_into()
        .unwrap();
    let mut family = agreed.community.world.client();
    let page = family
        .get(&bea)
        .await
        .expect_status(200)
        .expect_text("Only this: ")
        .expect_text("Student number")
        .expect_text("Through June 30, 2027.")
        .expect_text("As long as you say nothing, it may be shared.");
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(!page.text().contains("key-bea"), "the page names nobody");
    assert_eq!(
        agreed.community.facts("agreement.family-said").await,
        0,
        "opening it changes nothing"
    );
    says(&agreed, &bea, "no").await;
    says(&agreed, &bea, "no").await;
    assert_eq!(
        agreed.community.facts("agreement.family-said").await,
        1,
        "twice is once"
    );
    family
        .get(&bea)
        .await
        .expect_text("you said no, by this link. This person is left out.");
    family
        .get(&format!("{bea}?lang=es"))
        .await
        .expect_text("usted dijo que no, con este enlace");
    let kept = readings(&agreed).await;
    assert!(
        kept.contains("key-ana") && !kept.contains("key-bea"),
        "what waits lacks them at once: {kept}"
    );
    send_file(&mut client, &maria, ROWS).await.expect_status(303);
    client
        .get(&format!("{maria}/check"))
        .await
        .expect_text("One row was left out because of what a family said.");
    says(&agreed, &bea, "yes").await;
    send_file(&mut client, &maria, ROWS).await.expect_status(303);
    assert!(
        readings(&agreed).await.contains("key-bea"),
        "a no can be taken back"
    );
    agreed
        .priya
        .get(&agreed.page)
        .await
        .expect_text("What families said. Links that open: 2")
        .expect_text("By their own link");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_a_yes_counts_silence_and_a_yes_taken_back_keep_everybody_out() {
    let mut agreed = Agreed::in_force(&asks("opt-in")).await;
    let [maria, _] = governed_request(&mut agreed).await;
    let sql = "update data_request set is_counts_only = $2 where collaborative_id = $1";
    agreed.community.run(sql, args![false]).await;
    let links = links_for(&agreed, &["key-ana", "key-bea"]).await;
    let mut client = agreed.community.world.client();
    client
        .get(&links[0])
        .await
        .expect_text("As long as you say nothing, nothing about this person is shared.");
    for link in &links {
        says(&agreed, link, "yes").await;
    }
    send_file(&mut client, &maria, ROWS).await.expect_status(303);
    let kept = readings(&agreed).await;
    assert!(kept.contains("key-ana") && kept.contains("key-bea") && !kept.contains("key-cara"));
    says(&agreed, &links[1], "no").await;
    let kept = readings(&agreed).await;
    assert!(kept.contains("key-ana") && !kept.contains("key-bea"), "{kept}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_familys_own_word_is_not_overwritten_by_what_others_write_down() {
    let mut agreed = Agreed::in_force(&asks("opt-out")).await;
    let [ana, bea] = links_for(&agreed, &["key-ana", "key-bea"])
        .await
        .try_into()
        .unwrap();
    let form = agreed.priya.get(&agreed.page).await.form("/consent");
    let word_of = "select count(*) as n from agreement_consent where collaborative_id = $1 and word = $2 and said_by = $3";
    // What was written down before, the family changes by itself.
    let noted = [("participant_key", "key-ana"), ("family_word", "no")];
    agreed.priya.submit(&form, &noted).await.expect_status(303);
    let mut family = agreed.community.world.client();
    family
        .get(&ana)
        .await
        .expect_text("somebody wrote down a no for you");
    says(&agreed, &ana, "yes").await;
    assert_eq!(agreed.community.number(word_of, args!["yes", "family"]).await, 1);
    // A later list that contradicts it is told so, and changes nothing.
    agreed
        .priya
        .submit(&form, &noted)
        .await
        .expect_status(200)
        .expect_text("This family said yes by its own link, and that stands.");
    assert_eq!(agreed.community.number(word_of, args!["yes", "family"]).await, 1);
    // A no that it told somebody since then is kept, and says whose record it is.
    let told = [noted[0], noted[1], ("family_told_since", "yes")];
    agreed.priya.submit(&form, &told).await.expect_status(303);
    assert_eq!(agreed.community.number(word_of, args!["no", "partner"]).await, 1);
    // A no of its own gives way to nobody's yes.
    says(&agreed, &bea, "no").await;
    for since in ["", "yes"] {
        let yes = [
            ("participant_key", "KEY-bea"),
            ("family_word", "yes"),
            ("family_told_since", since),
        ];
        agreed
            .priya
            .submit(&form, &yes)
            .await
            .expect_text("Only the family can change it, by its link.");
    }
    assert_eq!(agreed.community.number(word_of, args!["no", "family"]).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn links_are_kept_as_digests_and_a_newer_one_or_the_signatory_ends_them() {
    let agreed = Agreed::in_force(&asks("opt-out")).await;
    let first = links_for(&agreed, &["key-ana", "marker-bea"]).await;
    let secret = first[1].rsplit('/').next().unwrap().to_owned();
    let digests = "select count(*) as n from family_link where collaborative_id = $1 and token_hash = $2";
    let digest = sha256_hex(&secret);
    assert_eq!(agreed.community.number(digests, args![digest]).await, 1);
    let folder = agreed.community.world.folder().to_owned();
    for needle in [secret.as_bytes(), b"marker-bea"] {
        assert!(is_found(&folder, needle).is_empty(), "kept in clear");
    }
    // The same form sent again gives the same list, and ends nothing.
    let link = sign_link(&agreed).await;
    let mut maria = agreed.community.world.client();
    let form = maria
        .get(&format!("{link}/families"))
        .await
        .form("/agreement/families?");
    let list = [
        ("participant_keys", "key-ana\n key-ANA \n\nkey-dan"),
        ("links_as", "list"),
    ];
    let once = maria.submit(&form, &list).await.expect_status(200).text();
    let twice = maria.submit(&form, &list).await.expect_status(200).text();
    assert_eq!(once, twice);
    assert_eq!(once.lines().count(), 3, "a heading and two participants");
    assert_eq!(agreed.community.facts("agreement.family-links-made").await, 2);
    // Ana has a newer one; the other list's second link lives on.
    let mut family = agreed.community.world.client();
    family
        .get(&first[0])
        .await
        .expect_status(410)
        .expect_text("you were given a newer one");
    family
        .post(&first[0], &[("family_word", "no")])
        .await
        .expect_status(410);
    family.get(&first[1]).await.expect_status(200);
    let end = format!("{link}/families/end");
    maria
        .post(&end, &[("participant_key", " "), ("which_links", "one")])
        .await
        .expect_status(303);
    family.get(&first[1]).await.expect_status(200);
    maria
        .post(&end, &[("participant_key", "MARKER-bea"), ("which_links", "one")])
        .await
        .expect_status(303);
    family.get(&first[1]).await.expect_status(410);
    maria
        .post(&end, &[("which_links", "all")])
        .await
        .expect_status(303);
    let live = "select count(*) as n from family_link where collaborative_id = $1 and revoked_at is null";
    assert_eq!(agreed.community.number(live, args![]).await, 0);
    maria
        .submit(&form, &list)
        .await
        .expect_text("The links of this list were ended.");
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_carry_both_languages_and_a_picture_and_lists_have_a_limit() {
    let agreed = Agreed::in_force(&asks("opt-out")).await;
    answer_of(&agreed, "=key-1\nkey-2", "letters")
        .await
        .expect_text("may we share data?")
        .expect_text("¿podemos compartir datos?")
        .expect_text("<svg class=\"qr")
        .expect_text("/family/");
    answer_of(&agreed, "=key-1", "list")
        .await
        .expect_text("\n'=key-1,http");
    let many: String = (0..201).map(|number| format!("key-{number}\n")).collect();
    answer_of(&agreed, &many, "letters")
        .await
        .expect_text("At most 200 at once.");
    answer_of(&agreed, " \n ", "list")
        .await
        .expect_text("role=\"alert\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_signatory_of_the_giving_side_makes_links_and_only_where_families_are_asked() {
    let mut agreed = Agreed::open().await;
    agreed.draft(&asks("opt-out")).await;
    let [maria, dana] = agreed.ask().await;
    let mut client = agreed.community.world.client();
    client.get(&format!("{maria}/families")).await.expect_status(404);
    agreed.sign(&maria, "Maria Delgado").await;
    agreed.sign(&dana, "Dana Cole").await;
    client
        .get(&maria)
        .await
        .expect_text("Families can say yes or no by themselves.");
    client.get(&format!("{maria}/families")).await.expect_status(200);
    let refused = client.get(&format!("{dana}/families")).await;
    assert!([403, 404].contains(&refused.status), "{}", refused.status);
    let made = client
        .post(&format!("{dana}/families"), &[("participant_keys", "key-ana")])
        .await;
    assert!([403, 404].contains(&made.status), "{}", made.status);
    let links = "select count(*) as n from family_link where collaborative_id = $1";
    assert_eq!(agreed.community.number(links, args![]).await, 0);

    let agreed = Agreed::in_force(&[]).await;
    let link = sign_link(&agreed).await;
    let mut client = agreed.community.world.client();
    client.get(&format!("{link}/families")).await.expect_status(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_ends_with_the_agreement_and_goes_with_its_data() {
    let agreed = Agreed::in_force(&asks("opt-out")).await;
    let [ana] = links_for(&agreed, &["key-ana"]).await.try_into().unwrap();
    says(&agreed, &ana, "no").await;
    agreed.community.world.clock.advance_seconds(300 * 24 * 3600);
    let mut family = agreed.community.world.client();
    let ended = family
        .get(&ana)
        .await
        .expect_status(410)
        .expect_text("There is nothing to answer here any more");
    assert!(!ended.text().contains("<form"));
    family
        .post(&ana, &[("family_word", "yes")])
        .await
        .expect_status(410);
    assert_eq!(agreed.community.facts("agreement.family-said").await, 1);
    agreed.community.world.clock.advance_seconds(31 * 24 * 3600);
    for _ in 0..3 {
        app::agreements::jobs::hourly(&agreed.community.world.state)
            .await
            .unwrap();
    }
    for table in ["family_link", "agreement_consent"] {
        let sql = format!("select count(*) as n from {table} where collaborative_id = $1");
        assert_eq!(agreed.community.number(&sql, args![]).await, 0, "{table}");
    }
    family.get(&ana).await.expect_status(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_that_presses_all_day_is_slowed_down_and_nobody_else_is() {
    let agreed = Agreed::in_force(&asks("opt-out")).await;
    let [ana, bea] = links_for(&agreed, &["key-ana", "key-bea"])
        .await
        .try_into()
        .unwrap();
    let mut family = agreed.community.world.client();
    for number in 0..12 {
        let word = ["yes", "no"][number % 2];
        family
            .post(&ana, &[("family_word", word)])
            .await
            .expect_status(303);
    }
    let slowed = family
        .post(&ana, &[("family_word", "yes")])
        .await
        .expect_status(429);
    assert!(slowed.header("retry-after").is_some());
    family
        .post(&bea, &[("family_word", "no")])
        .await
        .expect_status(303);
    // History says that a family said something, and not which.
    let mut priya = agreed.community.world.signed_in(PRIYA).await;
    let history = priya
        .get(&agreed.community.work("/history"))
        .await
        .expect_status(200);
    assert!(history.text().contains("by a family’s link"));
    assert!(!history.text().contains("key-ana"));
}
