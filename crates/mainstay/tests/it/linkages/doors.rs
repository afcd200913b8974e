//! What keeps linkages apart from each other, from families that said no, and from agreements that ended.

use app::agreements::sealing;
use app::demo::participants::invent;
use app::linkages::child::Found;
use app::linkages::received::Encodings;
use app::linkages::{review, running, store};
use platform::args;
use platform::db::FromQueryResult;

use super::{SECRET, begin, begun, encoded, link_of, run_it, schema, send, send_both, two_agreements};
use crate::agreements::Agreed;
use crate::partners::MARIA;

/// In Luis's agreement families may say no, and are known by the pseudonym.
const FAMILIES: [(&str, &str); 3] = [
    ("elements_direct", "Encoding: Encodings\nPseudonym"),
    ("families_asked", "opt-out"),
    ("families_key", "Pseudonym"),
];

/// Notes a family's no under the agreement that was written last: Luis's.
async fn say_no(agreed: &mut Agreed, key: &str) {
    let form = agreed.priya.get(&agreed.page).await.form("/consent");
    let no = [("participant_key", key), ("family_word", "no")];
    agreed.priya.submit(&form, &no).await.expect_status(303);
}

/// The numbers beside Luis's encodings.
async fn sent_by_luis(agreed: &Agreed, linkage: &str) -> Vec<String> {
    let reader = agreed.community.scope.read().await.unwrap();
    let sides = store::sides(&reader, linkage).await.unwrap();
    let hash = sides[1].encodings_hash.clone().unwrap();
    let content = sealing::get(&reader, &hash).await.unwrap();
    let kept: Encodings = serde_json::from_slice(&content).unwrap();
    assert_eq!(kept.records.len(), usize::try_from(sides[1].records).unwrap());
    kept.records.into_iter().map(|record| record.id).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_that_says_no_is_in_no_linkage_whenever_it_says_so() {
    let (mut agreed, page, links) = begun(&FAMILIES).await;
    let linkage = page.rsplit('/').next().unwrap().to_owned();
    let people = invent(200);
    let ids: Vec<&str> = people
        .clinic
        .names
        .rows
        .iter()
        .map(|row| row[0].as_str())
        .collect();
    let mut client = agreed.community.world.client();
    client
        .get(&format!("{}?lang=en", links[1]))
        .await
        .expect_text("Use “Pseudonym” as the number of each record");
    // Before they are sent, and while they wait.
    say_no(&mut agreed, ids[0]).await;
    send_both(&agreed, &links, &people).await;
    assert_eq!(sent_by_luis(&agreed, &linkage).await, ids[1..]);
    say_no(&mut agreed, ids[1]).await;
    assert_eq!(sent_by_luis(&agreed, &linkage).await, ids[2..]);
    client
        .get(&format!("{}?lang=en", links[1]))
        .await
        .expect_text("2 records were left out because of what their families said");
    agreed.priya.get(&page).await.expect_text("Left out, families");
    // When the linkage has its result: whoever was tied to somebody.
    run_it(&mut agreed, &page).await;
    let reader = agreed.community.scope.read().await.unwrap();
    let sides = store::sides(&reader, &linkage).await.unwrap();
    let left = review::people_of(&reader, &sides[0]).await.unwrap();
    let right = review::people_of(&reader, &sides[1]).await.unwrap();
    drop(reader);
    let is_tied =
        |one: &&app::linkages::people::OfRecord| left.records.iter().any(|other| other.person == one.person);
    let tied = right.records.iter().find(is_tied).unwrap().clone();
    say_no(&mut agreed, &tied.id).await;
    assert_eq!(agreed.community.facts("linkage.families-left-out").await, 2);
    let reader = agreed.community.scope.read().await.unwrap();
    let row = store::linkage(&reader, &linkage).await.unwrap().unwrap();
    let sides = store::sides(&reader, &linkage).await.unwrap();
    let after = review::people_of(&reader, &sides[1]).await.unwrap();
    assert_eq!(after.records.len(), right.records.len() - 1);
    assert!(after.records.iter().all(|one| one.id != tied.id));
    let pairs = sealing::get(&reader, &row.pairs_hash.unwrap()).await.unwrap();
    let pairs: Vec<Found> = serde_json::from_slice(&pairs).unwrap();
    let last = u32::try_from(after.records.len()).unwrap();
    assert!(pairs.iter().all(|pair| pair.right < last));
    drop(reader);
    agreed
        .priya
        .get(&page)
        .await
        .expect_status(200)
        .expect_text("Links that are right, estimated");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_linkage_has_a_salt_of_its_own_and_takes_no_encodings_of_another_or_of_a_softer_schema() {
    let (mut agreed, roots) = two_agreements(&[]).await;
    let before = agreed.community.world.mails().await.len();
    for _ in 0..2 {
        begin(&mut agreed, &roots).await.expect_status(303);
    }
    let mails = agreed.community.world.mails().await.split_off(before);
    let links: Vec<String> = mails
        .iter()
        .filter(|mail| mail.to_address == MARIA)
        .map(|mail| link_of(&mail.body_text))
        .collect();
    let mut client = agreed.community.world.client();
    let one = schema(&mut client, &links[0]).await;
    let other = schema(&mut client, &links[1]).await;
    assert_ne!(one, other, "the salt");
    let folder = tempfile::tempdir().unwrap();
    let people = invent(60);
    let of_other = encoded(folder.path(), &other, ("school", &people.district), SECRET);
    send(&mut client, &links[0], &of_other)
        .await
        .expect_status(200)
        .expect_text("made with another schema than this linkage’s");
    assert_eq!(agreed.community.facts("linkage.encodings-came").await, 0);
    let own = encoded(folder.path(), &one, ("school", &people.district), SECRET);
    send(&mut client, &links[0], &own).await.expect_status(303);
    // Somebody softens the schema by hand: no linkage begins with it.
    let new = agreed.community.work("/vault/linkages/new");
    let form = agreed.priya.get(&new).await.form("/linkages/new");
    let fields = roots.each_ref().map(|root| format!("agreement-{root}"));
    let soft = app::linkages::actions::SCHEMA.replace(
        r#""identifier": "date_of_birth","#,
        r#""identifier": "date_of_birth", "ignored": true,"#,
    );
    let typed = [
        ("title_en", "Softer"),
        ("linkage_why", "To see whether it begins."),
        (&fields[0], "yes"),
        (&fields[1], "yes"),
        ("encoding_schema", &soft),
    ];
    agreed
        .priya
        .submit(&form, &typed)
        .await
        .expect_status(200)
        .expect_text("without a date or year of birth");
    assert_eq!(agreed.community.facts("linkage.planned").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_one_agreement_ends_nothing_of_its_linkages_is_left_at_the_other_partner() {
    let (mut agreed, page, links) = begun(&[("runs_until", "2027-12-31")]).await;
    send_both(&agreed, &links, &invent(200)).await;
    let linkage = run_it(&mut agreed, &page).await;
    #[derive(FromQueryResult)]
    struct Row {
        people_hash: String,
    }
    let reader = agreed.community.scope.read().await.unwrap();
    let sql = "select people_hash from linkage_side where collaborative_id = $1 order by position limit 2";
    let kept: Vec<Row> = reader.rows(sql, args![]).await.unwrap();
    drop(reader);
    agreed.community.world.clock.advance_seconds(321 * 24 * 3600);
    for _ in 0..3 {
        app::agreements::jobs::hourly(&agreed.community.world.state)
            .await
            .unwrap();
    }
    // Maria's has ended; Luis's is in force.
    assert_eq!(agreed.community.facts("agreement.data-destroyed").await, 1);
    let reader = agreed.community.scope.read().await.unwrap();
    let row = store::linkage(&reader, &linkage).await.unwrap().unwrap();
    assert_eq!((row.state.as_str(), row.report.as_str()), ("destroyed", ""));
    assert_eq!(row.pairs_hash, None);
    assert!(store::doubts(&reader, &linkage).await.unwrap().is_empty());
    for side in store::sides(&reader, &linkage).await.unwrap() {
        assert_eq!((side.people_hash, side.encodings_hash), (None, None));
    }
    drop(reader);
    let sql = "select count(*) as n from object where collaborative_id = $1 and hash = $2";
    for row in kept {
        assert_eq!(agreed.community.number(sql, args![row.people_hash]).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_whose_agreement_ended_meanwhile_keeps_nothing() {
    let (mut agreed, page, links) = begun(&[("runs_until", "2027-12-31")]).await;
    send_both(&agreed, &links, &invent(60)).await;
    let linkage = page.rsplit('/').next().unwrap().to_owned();
    agreed
        .priya
        .post(&format!("{page}/run"), &[])
        .await
        .expect_status(303);
    // Its last day passes before its turn comes.
    agreed.community.world.clock.advance_seconds(300 * 24 * 3600);
    let (state, scope) = (&agreed.community.world.state, &agreed.community.scope);
    running::run(state, scope, &linkage).await.unwrap();
    assert_eq!(agreed.community.facts("linkage.linked").await, 0);
    assert_eq!(agreed.community.facts("linkage.run-ended").await, 1);
}
