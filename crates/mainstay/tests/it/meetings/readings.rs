//! Files among the readings: sent by who runs the meeting, fetched by who is asked to come, and by nobody else.

use super::{Table, path_in};
use crate::kit::{Answer, Client, Part};
use crate::partners::{LUIS, new_id};

const PDF: &[u8] = b"%PDF-1.7 a report with \x00 bytes";

/// The page of the first item's readings.
async fn readings_of(fran: &mut Client, meeting: &str) -> String {
    let page = fran.get(meeting).await.expect_status(200);
    let mut links = page.links().into_iter();
    links.find(|link| link.ends_with("/readings")).unwrap()
}

async fn send(fran: &mut Client, page: &str, name: &str, title: &str, content: &[u8]) -> Answer {
    let to = page.replace("/readings", "/files");
    let id = new_id();
    let parts = [
        Part::Field("id", &id),
        Part::Field("reading_title", title),
        Part::File {
            name: "reading_file",
            filename: name,
            bytes: content,
        },
    ];
    fran.upload(&to, &parts).await
}

#[tokio::test]
async fn a_file_stands_on_the_agenda_and_behind_every_guests_own_link() {
    let table = Table::set().await;
    let meeting = table.planned(&[]).await;
    let mut fran = table.fran().await;
    let page = readings_of(&mut fran, &meeting).await;
    send(&mut fran, &page, "../Año 2026.pdf", "The buses", PDF)
        .await
        .expect_status(303);
    let shown = fran.get(&meeting).await.expect_text("The buses");
    let mut links = shown.links().into_iter();
    let file = links
        .find(|link| link.contains("/readings/") && !link.contains("/items/"))
        .unwrap();
    let fetched = fran.get(&file).await.expect_status(200);
    assert_eq!(fetched.body, PDF);
    assert_eq!(fetched.header("content-type"), Some("application/pdf"));
    let named = fetched.header("content-disposition").unwrap();
    assert!(named.starts_with("attachment; "), "{named}");
    assert!(named.contains("filename*=UTF-8''A%C3%B1o%202026.pdf"), "{named}");
    let policy = fetched.header("content-security-policy").unwrap();
    assert_eq!(policy, "sandbox; default-src 'none'");
    assert_eq!(fetched.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(fetched.header("cache-control"), Some("no-store"));
    // The agenda goes out; the file stands behind each guest's own link.
    let form = fran.get(&meeting).await.form("/send");
    fran.submit(&form, &[]).await.expect_status(303);
    let told = table.mail_to(LUIS).await;
    assert!(
        told.body_text.contains("The buses (archivo"),
        "{}",
        told.body_text
    );
    let own = path_in(&told, "/meeting");
    let mut anyone = table.community.world.client();
    let mut links = anyone.get(&own).await.links().into_iter();
    let behind = links.find(|link| link.contains("/readings/")).unwrap();
    assert_eq!(anyone.get(&behind).await.expect_status(200).body, PDF);
    // Without the link, or with the file's identifier alone, there is nothing.
    assert_eq!(table.community.world.client().get(&file).await.status, 303);
    // A meeting of another body does not open it.
    let committee = format!("body-{}", table.committee);
    let other = table.planned(&[("title", "Alone"), (&committee, "")]).await;
    let id = file.rsplit('/').next().unwrap();
    let moved = format!("{other}/readings/{id}");
    assert_eq!(fran.get(&moved).await.status, 404);
    // Taken off, it is gone for everybody.
    let page = fran.get(&page).await;
    fran.submit(&page.form("/remove"), &[]).await.expect_status(303);
    assert_eq!(fran.get(&file).await.status, 404);
    assert_eq!(anyone.get(&behind).await.status, 404);
}

#[tokio::test]
async fn what_is_too_large_or_could_run_is_refused_with_a_sentence() {
    let table = Table::set().await;
    let meeting = table.planned(&[]).await;
    let mut fran = table.fran().await;
    let page = readings_of(&mut fran, &meeting).await;
    let large = [PDF, &vec![b'x'; 20 << 20][..]].concat();
    for (name, content, words) in [
        (
            "page.pdf",
            &b"<html><script>alert(1)</script>"[..],
            "none of the kinds",
        ),
        ("report.pdf", &b"MZ\x90\x00\x03"[..], "none of the kinds"),
        ("things.zip", &b"PK\x03\x04 anything"[..], "none of the kinds"),
        ("empty.pdf", &b""[..], "choose a file"),
        ("large.pdf", &large[..], "larger than 20 MB"),
    ] {
        let answer = send(&mut fran, &page, name, "", content).await;
        assert_eq!(answer.status, 200, "{name}");
        answer.expect_text(words);
    }
    assert_eq!(table.community.facts("meeting.reading-attached").await, 0);
}
