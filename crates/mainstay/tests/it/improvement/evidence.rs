//! Files that show what a partner did: kept with it, seen by those who may see it, and by nobody outside.

use platform::args;

use super::coding::something_done;
use super::credit::{add, mailed};
use crate::editions::House;
use crate::kit::{Answer, Client, Part};
use crate::partners::{Community, FACILITATOR, LUIS, MARIA, PRIYA, new_id};

const PDF: &[u8] = b"%PDF-1.7 minutes of a council with \x00 bytes";

async fn send(client: &mut Client, to: &str, (title, name): (&str, &str), content: &[u8]) -> Answer {
    send_as(client, to, &new_id(), (title, name), content).await
}

async fn send_as(
    client: &mut Client,
    to: &str,
    id: &str,
    (title, name): (&str, &str),
    content: &[u8],
) -> Answer {
    let parts = [
        Part::Field("id", id),
        Part::Field("evidence_about", title),
        Part::File {
            name: "evidence_file",
            filename: name,
            bytes: content,
        },
    ];
    client.upload(to, &parts).await
}

fn file_in(page: &Answer) -> Option<String> {
    page.links().into_iter().find(|href| href.contains("/files/"))
}

#[tokio::test]
async fn files_stand_with_what_a_partner_did_and_the_second_coder_sees_them() {
    let community = Community::open().await;
    let page = something_done(&community).await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    fran.get(&page).await.expect_text("No file is kept here yet.");
    let to = format!("{page}/files");
    let id = new_id();
    for _ in 0..2 {
        send_as(&mut fran, &to, &id, ("Minutes of the council", "../año.pdf"), PDF)
            .await
            .expect_status(303);
    }
    send(&mut fran, &to, ("", "count.txt"), b"41 riders")
        .await
        .expect_status(303);
    assert_eq!(
        community.facts("learning.evidence-kept").await,
        2,
        "sent twice is once"
    );
    // The second coder looks at it before coding.
    let mut priya = community.world.signed_in(PRIYA).await;
    let shown = priya
        .get(&page)
        .await
        .expect_text("Minutes of the council")
        .expect_text("count.txt");
    let file = file_in(&shown).unwrap();
    let fetched = priya.get(&file).await.expect_status(200);
    assert_eq!(fetched.body, PDF);
    assert_eq!(fetched.header("content-type"), Some("application/pdf"));
    let name = fetched.header("content-disposition").unwrap();
    assert!(
        name.starts_with("attachment; ") && name.contains("a%C3%B1o.pdf"),
        "{name}"
    );
    assert_eq!(
        fetched.header("content-security-policy"),
        Some("sandbox; default-src 'none'")
    );
    // A partner's contact sees no entries, hence no files; a stranger is asked to sign in.
    let mut maria = community.world.signed_in(MARIA).await;
    maria.get(&file).await.expect_status(403);
    send(&mut maria, &to, ("Mine", "mine.pdf"), PDF)
        .await
        .expect_status(403);
    assert_eq!(community.world.client().get(&file).await.status, 303);
    // The file belongs to its entry, and goes with it.
    let other = something_done(&community).await;
    let moved = file.replace(&page, &other);
    fran.get(&moved).await.expect_status(404);
    let remove = fran.get(&page).await.form("/remove");
    for _ in 0..2 {
        fran.submit(&remove, &[]).await.expect_status(303);
    }
    assert_eq!(community.facts("learning.evidence-removed").await, 1);
    fran.get(&file).await.expect_status(404);
    let left = file_in(&fran.get(&page).await).unwrap();
    let sql = "update contribution set withdrawn_at = 1 where collaborative_id = $1";
    community.run(sql, args![]).await;
    fran.get(&left).await.expect_status(404);
    send(&mut fran, &to, ("Late", "late.pdf"), PDF)
        .await
        .expect_status(404);
}

#[tokio::test]
async fn a_file_that_could_run_or_is_none_is_refused_with_a_sentence_beside_its_field() {
    let community = Community::open().await;
    let page = something_done(&community).await;
    let to = format!("{page}/files");
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let large = [PDF, &vec![b'x'; 20 << 20][..]].concat();
    for (name, content, words) in [
        (
            "page.pdf",
            &b"<html><script>alert(1)</script>"[..],
            "none of the kinds",
        ),
        ("report.pdf", &b"MZ\x90\x00\x03"[..], "none of the kinds"),
        ("empty.pdf", &b""[..], "choose a file"),
        ("large.pdf", &large[..], "larger than 20 MB"),
    ] {
        let answer = send(&mut fran, &to, ("What I typed", name), content).await;
        let form = answer.expect_status(200).expect_text(words).form("/files");
        assert_eq!(form.value("evidence_about"), Some("What I typed"), "{name}");
    }
    for number in 0..20 {
        let content = format!("count {number}");
        send(&mut fran, &to, ("", "count.txt"), content.as_bytes())
            .await
            .expect_status(303);
    }
    send(&mut fran, &to, ("", "count.txt"), b"one more")
        .await
        .expect_text("Twenty files are enough");
    assert_eq!(community.facts("learning.evidence-kept").await, 20);
}

#[tokio::test]
async fn a_partner_sends_a_file_by_its_own_link_without_an_account() {
    let community = Community::open().await;
    let mut fran = community.world.signed_in(FACILITATOR).await;
    let page = add(&mut fran, &community).await;
    let form = fran.get(&page).await.form("/credit");
    fran.submit(&form, &[("credit_en", "They rode along for a month.")])
        .await
        .expect_status(303);
    let ask = fran.get(&page).await.form("/credit/ask");
    fran.submit(&ask, &[]).await.expect_status(303);
    let link = mailed(&community, MARIA).await;
    let mut maria = community.world.client();
    let to = maria.get(&link).await.form("/credit/files").action;
    send(&mut maria, &to, ("", "page.pdf"), b"<html>")
        .await
        .expect_text("none of the kinds");
    let kept = send(&mut maria, &to, ("Our ride log", "log.pdf"), PDF).await;
    let after = kept.expect_status(303).location().unwrap();
    maria
        .get(&after)
        .await
        .expect_text("Thank you. The file is kept with this entry.")
        .expect_text("Our ride log");
    // The team sees who sent it; the other partner named does not see it.
    let shown = fran
        .get(&page)
        .await
        .expect_text("Our ride log")
        .expect_text("Sent by Casa Aurora");
    let file = file_in(&shown).unwrap();
    assert_eq!(fran.get(&file).await.expect_status(200).body, PDF);
    let luis = mailed(&community, LUIS).await;
    let page = community.world.client().get(&luis).await.expect_status(200);
    assert!(!page.text().contains("Our ride log"));
}

#[tokio::test]
async fn no_edition_names_a_file() {
    let mut house = House::open().await;
    let indicator = house.neighbourhood.id("indicator_id", 0).unwrap().to_owned();
    let organisation = house.neighbourhood.id("organisation_id", 0).unwrap().to_owned();
    let list = format!("/harbour/work/results/indicators/{indicator}/contributions");
    let page = house.data_manager.get(&list).await.expect_status(200);
    let filled = [
        ("title_en", "Bikes for tutors"),
        ("happened_on", "2024-10-01"),
        ("organisation", organisation.as_str()),
        ("kind", "event"),
        ("visibility", "public"),
    ];
    let form = page.form(&list);
    house.data_manager.submit(&form, &filled).await.expect_status(303);
    let sql = "select contribution_id as word from contribution where collaborative_id = $1 and title_en = 'Bikes for tutors'";
    let reader = house.neighbourhood.scope.read().await.unwrap();
    let row: Option<crate::editions::Word> = reader.row(sql, args![]).await.unwrap();
    drop(reader);
    let to = format!("/harbour/work/contributions/{}/files", row.unwrap().word);
    send(
        &mut house.data_manager,
        &to,
        ("Quillfeather", "quillfeather.pdf"),
        PDF,
    )
    .await
    .expect_status(303);
    let draft = house.draft("Report card 2025").await;
    house.confirm(&draft).await;
    house.publish(&draft).await.expect_status(303);
    let slug = house.neighbourhood.slug_of("indicator", 0);
    let mut anyone = house.world.client();
    let page = anyone.get(&format!("/harbour/results/{slug}")).await;
    let page = page.expect_text("Bikes for tutors");
    assert!(!page.text().to_lowercase().contains("quillfeather"));
    let document =
        "select document_hash as word from edition where collaborative_id = $1 and state = 'published'";
    let reader = house.neighbourhood.scope.read().await.unwrap();
    let row: Option<crate::editions::Word> = reader.row(document, args![]).await.unwrap();
    let content = platform::objects::get(&reader, &row.unwrap().word).await.unwrap();
    let document = String::from_utf8(content).unwrap();
    assert!(document.contains("Bikes for tutors"));
    assert!(!document.to_lowercase().contains("quillfeather"));
}
