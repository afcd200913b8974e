//! What people said about the agenda and what became of it, and who stands behind it.

use domain::access::BodyKind;
use platform::args;

use super::Drafted;
use crate::partners::MARIA;

#[tokio::test]
async fn whoever_had_a_say_reads_what_became_of_it_and_is_forgotten_on_request() {
    let mut drafted = Drafted::open().await;
    let inputs = drafted.community.work("/agenda/inputs");
    let page = drafted.fran.get(&inputs).await.expect_status(200);
    let typed = [
        ("words", "Nobody asked my daughter."),
        ("channel", "paper"),
        ("giver_name", "Rosalind Pike"),
        ("giver_email", "rosalind@pike.example"),
    ];
    let receipt = drafted
        .fran
        .submit(&page.form("/inputs"), &typed)
        .await
        .expect_status(200);
    let text = receipt.text();
    let (_, rest) = text.split_once("/said/").unwrap();
    let token: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
        .collect();
    let said = format!("/{}/said/{token}", drafted.community.slug);
    let mut anybody = drafted.community.world.client();
    let page = anybody.get(&said).await.expect_status(200);
    let page = page
        .expect_text("Nobody asked my daughter.")
        .expect_text("Nobody has answered yet.");
    assert!(
        !page.text().contains("Rosalind"),
        "the page of the giver holds no name"
    );
    anybody
        .get(&format!(
            "/{}/said/{}",
            drafted.community.slug,
            "x".repeat(token.len())
        ))
        .await
        .expect_status(404);
    // A member sees the words and not who said them.
    let mut maria = drafted.community.world.signed_in(MARIA).await;
    let list = maria
        .get(&inputs)
        .await
        .expect_status(200)
        .expect_text("Nobody asked my daughter.");
    assert!(!list.text().contains("Rosalind"));
    let links = list.links();
    let one = links
        .iter()
        .find(|link| link.contains("/agenda/inputs/"))
        .unwrap()
        .clone();
    assert!(!maria.get(&one).await.text().contains("Rosalind"));
    let page = drafted
        .fran
        .get(&one)
        .await
        .expect_status(200)
        .expect_text("Rosalind Pike");
    drafted
        .fran
        .submit(
            &page.form(&one),
            &[("became", "changed"), ("reply_en", "Now we ask.")],
        )
        .await
        .expect_text("Please name the version in which it changed something.");
    let version = drafted.id().to_string();
    let reply = [
        ("became", "changed"),
        ("reply_en", "Now we ask."),
        ("changed_version", version.as_str()),
    ];
    drafted
        .fran
        .submit(&page.form(&one), &reply)
        .await
        .expect_status(303);
    anybody
        .get(&said)
        .await
        .expect_text("It changed the agenda")
        .expect_text("Now we ask.");
    let mails = drafted.community.world.mails().await;
    let to_giver = mails
        .iter()
        .filter(|mail| mail.to_address == "rosalind@pike.example");
    assert_eq!(to_giver.count(), 2, "thanks with the address, then the reply");
    let page = drafted.fran.get(&one).await.expect_status(200);
    drafted
        .fran
        .submit(&page.form("/forget"), &[])
        .await
        .expect_status(303);
    assert!(!drafted.fran.get(&one).await.text().contains("Rosalind"));
    let sql = "select count(*) as n from agenda_input where collaborative_id = $1 and giver_email <> ''";
    assert_eq!(drafted.community.number(sql, args![]).await, 0);
}

#[tokio::test]
async fn a_partner_endorses_by_a_link_that_is_for_nothing_else() {
    let mut drafted = Drafted::open().await;
    drafted.lay_before().await;
    drafted.settle(BodyKind::Steering, true).await;
    let list = format!("{}/endorsements", drafted.version);
    let page = drafted.fran.get(&list).await.expect_status(200);
    let maria = drafted.community.contacts[0].clone();
    drafted
        .fran
        .submit(&page.form("/endorsements"), &[("person", &maria)])
        .await
        .expect_status(303);
    let mails = drafted.community.world.mails().await;
    let mail = mails.iter().find(|mail| mail.to_address == MARIA).unwrap();
    let link = mail
        .body_text
        .lines()
        .find(|line| line.contains("/link/"))
        .unwrap();
    let link = crate::kit::path_of(link.trim());
    let mut maria = drafted.community.world.client();
    maria.get(&link).await.expect_status(200);
    assert_eq!(
        drafted.community.facts("agenda.endorsed").await,
        0,
        "opening changes nothing"
    );
    maria
        .post(&link, &[("words", "Yes")])
        .await
        .expect_text("Please choose the whole agenda, or the parts you stand behind.");
    maria
        .post(&link, &[("what", "parts"), ("part", "forged")])
        .await
        .expect_status(200);
    assert_eq!(
        drafted.community.facts("agenda.endorsed").await,
        0,
        "unknown parts never become the whole"
    );
    let key = drafted.key("Students are in school").await;
    maria
        .post(&link, &[("what", "parts"), ("part", &key)])
        .await
        .expect_status(303);
    drafted
        .fran
        .get(&list)
        .await
        .expect_text("Stands behind: Students are in school");
    maria
        .post(&link, &[("what", "all"), ("words", "We carry it.")])
        .await
        .expect_status(303);
    drafted
        .fran
        .get(&list)
        .await
        .expect_text("Stands behind the whole agenda")
        .expect_text("We carry it.");
    maria
        .post(&format!("{link}/ratify"), &[])
        .await
        .expect_status(403);
    maria
        .post(&format!("{link}/withdraw"), &[])
        .await
        .expect_status(303);
    drafted.fran.get(&list).await.expect_text("Taken back");
}
