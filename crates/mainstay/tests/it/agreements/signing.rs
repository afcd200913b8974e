//! Both sides sign the very text; a change voids what was signed; a new version takes the old one's place.

use platform::args;

use super::Agreed;
use crate::partners::{FACILITATOR, LUIS, PRIYA};

#[tokio::test]
async fn an_agreement_is_in_force_once_both_named_people_have_signed_the_same_text() {
    let mut agreed = Agreed::open().await;
    agreed.draft(&[]).await;
    agreed
        .priya
        .get(&agreed.page)
        .await
        .expect_text("Draft")
        .expect_text("Only what is named here is taken.")
        .expect_text("The text is not frozen yet");
    let [maria, dana] = agreed.ask().await;
    let mut reader = agreed.community.world.client();
    reader
        .get(&maria)
        .await
        .expect_status(200)
        .expect_text("Maria Delgado signs for Casa Aurora")
        .expect_text("These people may use them: Priya Nair.");
    assert_eq!(
        agreed.community.facts("agreement.signed").await,
        0,
        "opening signs nothing"
    );
    let form = reader.get(&maria).await.form("/agreement");
    reader
        .submit(&form, &[("signed_name", " ")])
        .await
        .expect_status(200);
    assert_eq!(
        agreed.community.facts("agreement.signed").await,
        0,
        "nobody signs without a name"
    );
    agreed.sign(&maria, "Maria Delgado").await;
    reader
        .submit(&form, &[("signed_name", "Maria Delgado")])
        .await
        .expect_status(303);
    assert_eq!(
        agreed.community.facts("agreement.signed").await,
        1,
        "signing twice is signing once"
    );
    agreed
        .priya
        .get(&agreed.page)
        .await
        .expect_text("Waiting for signatures");
    agreed.sign(&dana, "Dana Cole").await;
    agreed
        .priya
        .get(&agreed.page)
        .await
        .expect_text("In force")
        .expect_text("Signed as Dana Cole on September 15, 2026");
    assert_eq!(agreed.community.facts("agreement.in-force").await, 1);
    // The list shows it to the staff, and a signed text has no form to change it.
    let list = agreed.community.work("/agreements");
    agreed.priya.get(&list).await.expect_text("Attendance counts");
    let edit = format!("{}/edit", agreed.page);
    let form = agreed.priya.get(&edit).await.form("/edit");
    agreed
        .priya
        .submit(&form, &[("title_en", "Something else")])
        .await
        .expect_text("This version is signed and cannot be changed.");
}

#[tokio::test]
async fn a_change_after_the_first_signature_voids_it() {
    let mut agreed = Agreed::open().await;
    agreed.draft(&[]).await;
    let [maria, dana] = agreed.ask().await;
    let mut old_page = agreed.community.world.client();
    let stale = old_page.get(&dana).await.form("/agreement");
    agreed.sign(&maria, "Maria Delgado").await;
    let edit = format!("{}/edit", agreed.page);
    let form = agreed.priya.get(&edit).await.expect_status(200).form("/edit");
    agreed
        .priya
        .submit(&form, &[("runs_until", "2027-12-31")])
        .await
        .expect_status(303);
    agreed
        .priya
        .get(&agreed.page)
        .await
        .expect_text("The text was changed after the signature; it is void");
    let [maria, _] = agreed.ask().await;
    // Dana's page still shows the text as it was: it cannot be signed, and nothing is in force.
    old_page
        .submit(&stale, &[("signed_name", "Dana Cole")])
        .await
        .expect_text("The text was changed since you opened this page.");
    agreed.sign(&dana, "Dana Cole").await;
    assert_eq!(
        agreed.community.facts("agreement.in-force").await,
        0,
        "Maria signed another text"
    );
    agreed.sign(&maria, "Maria Delgado").await;
    assert_eq!(agreed.community.facts("agreement.in-force").await, 1);
    let sql =
        "select count(*) as n from agreement_signature where collaborative_id = $1 and voided_at is not null";
    assert_eq!(
        agreed.community.number(sql, args![]).await,
        1,
        "the void signature stays on record"
    );
}

#[tokio::test]
async fn a_new_version_takes_the_place_of_the_old_one_when_it_is_signed() {
    let mut agreed = Agreed::in_force(&[]).await;
    let first = agreed.page.clone();
    let page = agreed.priya.get(&first).await.expect_status(200);
    let begun = agreed
        .priya
        .submit(&page.form("/amend"), &[])
        .await
        .expect_status(303);
    let edit = begun.location().unwrap();
    let again = agreed
        .priya
        .submit(&page.form("/amend"), &[])
        .await
        .expect_status(303);
    assert_eq!(again.location().unwrap(), edit, "one new version at a time");
    let form = agreed.priya.get(&edit).await.form("/edit");
    agreed
        .priya
        .submit(&form, &[("runs_until", "2028-06-30")])
        .await
        .expect_status(303);
    agreed.page = edit.trim_end_matches("/edit").to_owned();
    let [maria, dana] = agreed.ask().await;
    agreed.sign(&maria, "Maria Delgado").await;
    agreed.priya.get(&first).await.expect_text("In force");
    agreed.sign(&dana, "Dana Cole").await;
    agreed
        .priya
        .get(&first)
        .await
        .expect_text("Replaced by a newer version");
    agreed.priya.get(&agreed.page).await.expect_text("In force");
}

#[tokio::test]
async fn either_side_ends_it_with_a_reason_and_a_link_opens_its_own_agreement_only() {
    let mut agreed = Agreed::open().await;
    agreed.draft(&[]).await;
    let [maria, dana] = agreed.ask().await;
    agreed.sign(&maria, "Maria Delgado").await;
    agreed.sign(&dana, "Dana Cole").await;
    let mut client = agreed.community.world.client();
    let form = client.get(&maria).await.form("/agreement/end");
    client
        .submit(&form, &[("ended_because", "")])
        .await
        .expect_status(200);
    assert_eq!(
        agreed.community.facts("agreement.ended").await,
        0,
        "a reason is asked for"
    );
    client
        .submit(&form, &[("ended_because", "Our board decided otherwise.")])
        .await
        .expect_status(303);
    client.get(&maria).await.expect_text("This agreement has ended.");
    // The signatory's link opens nothing else, and nobody signs by a session.
    let base = maria.trim_end_matches("/agreement");
    for other in ["/draft", "/decide", "/check", "/meeting"] {
        client.get(&format!("{base}{other}")).await.expect_status(404);
    }
    let mut luis = agreed.community.world.signed_in(LUIS).await;
    luis.get(&agreed.page).await.expect_status(404);
    let mut fran = agreed.community.world.signed_in(FACILITATOR).await;
    fran.get(&agreed.page).await.expect_status(200);
    fran.post(&format!("{}/ask", agreed.page), &[])
        .await
        .expect_status(403);
}

#[tokio::test]
async fn slips_in_the_form_are_told_beside_their_fields_and_a_second_factor_is_asked_for() {
    let mut agreed = Agreed::open().await;
    let address = agreed.community.work("/agreements/new?template=participants");
    let form = agreed
        .priya
        .get(&address)
        .await
        .expect_status(200)
        .form("/agreements/new");
    let slips = agreed
        .filled(&[
            ("senders", "nobody@nowhere.example"),
            ("runs_until", "2026-08-01"),
            ("kept_days", "9999"),
            ("elements_plain", "Grade\nGrade"),
        ])
        .await;
    let pairs: Vec<(&str, &str)> = slips.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    agreed
        .priya
        .submit(&form, &pairs)
        .await
        .expect_text("nobody’s address in the directory")
        .expect_text("The last day is before the first.")
        .expect_text("from 0 to 365")
        .expect_text("stands twice")
        .expect_text("participants are known by it");
    assert_eq!(agreed.community.facts("agreement.drafted").await, 0);
    let mut by_mail = crate::sign_in::sign_in(&agreed.community.world, PRIYA).await;
    by_mail
        .get(&agreed.community.work("/agreements"))
        .await
        .expect_status(200);
    let asked = by_mail.get(&address).await.expect_status(303);
    assert!(asked.location().unwrap().starts_with("/account/second-factor"));
}

#[tokio::test]
async fn an_amendment_never_changes_whose_data_it_is_about_and_one_put_aside_says_nothing() {
    let mut agreed = Agreed::in_force(&[]).await;
    let first = agreed.page.clone();
    let page = agreed.priya.get(&first).await.expect_status(200);
    let begun = agreed
        .priya
        .submit(&page.form("/amend"), &[])
        .await
        .expect_status(303);
    let edit = begun.location().unwrap();
    let form = agreed.priya.get(&edit).await.form("/edit");
    let luis = agreed.person(LUIS).await;
    agreed
        .priya
        .submit(&form, &[("signs_for_giver", &luis)])
        .await
        .expect_text("Draft a new agreement with this one.");
    // A wider word that nobody signed, put aside: what was signed speaks, now and after its end.
    agreed
        .priya
        .submit(&form, &[("may_publish", "groups"), ("kept_days", "300")])
        .await
        .expect_status(303);
    let second = edit.trim_end_matches("/edit").to_owned();
    let page = agreed.priya.get(&second).await.expect_status(200);
    agreed
        .priya
        .submit(&page.form("/end"), &[])
        .await
        .expect_status(303);
    let root = first.rsplit('/').next().unwrap().to_owned();
    let speaks = || async {
        let reader = agreed.community.scope.read().await.unwrap();
        let governed = app::agreements::gate::speaking(&reader, &root).await.unwrap();
        governed.unwrap().row
    };
    assert_eq!((speaks().await.version, speaks().await.kept_days), (1, 30));
    let page = agreed.priya.get(&first).await.expect_status(200);
    agreed
        .priya
        .submit(&page.form("/end"), &[("ended_because", "The program closed.")])
        .await
        .expect_status(303);
    assert_eq!(
        (speaks().await.state.as_str(), speaks().await.version),
        ("ended", 1)
    );
}
