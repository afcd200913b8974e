//! The language of a signed-in person, chosen on the page of their account.

use crate::kit::{Neighbourhood, Persona, World};

#[tokio::test]
async fn a_person_chooses_the_language_of_their_pages() {
    let world = World::open().await;
    let neighbourhood = Neighbourhood::fill(world.database(), "harbour", "Mark").await;
    let mut manager = neighbourhood.signed_in(&world, Persona::DataManager).await;
    let mut colleague = neighbourhood.signed_in(&world, Persona::Facilitator).await;
    let page = manager.get("/account").await.expect_status(200);
    let form = page.form("/account/language");
    let chosen = manager
        .submit(&form, &[("language", "es")])
        .await
        .expect_status(303);
    let back = chosen.location().expect("back to the account");
    let spoken = manager.get("/harbour/work/editions").await.expect_status(200);
    assert!(
        spoken.text().contains("Ediciones"),
        "the workspace speaks Spanish"
    );
    manager
        .get(&back)
        .await
        .expect_status(200)
        .expect_text("Su cuenta");
    let other = colleague.get("/harbour/work/editions").await;
    assert!(
        !other.text().contains("Ediciones"),
        "a colleague's pages stay as they were"
    );
    manager
        .submit(&form, &[("language", "tlh")])
        .await
        .expect_status(404);
}

#[tokio::test]
async fn what_is_refused_is_told_in_one_language() {
    let world = World::open().await;
    let neighbourhood = Neighbourhood::fill(world.database(), "harbour", "Mark").await;
    let mut member = neighbourhood.signed_in(&world, Persona::Member).await;
    let page = member.get("/account").await.expect_status(200);
    let form = page.form("/account/language");
    member
        .submit(&form, &[("language", "es")])
        .await
        .expect_status(303);
    // The browser asks for no language at all; the person's own is what counts.
    let refused = member.get("/harbour/work/handover").await.expect_status(403);
    let text = refused.text();
    let spanish = app::words::words(platform::words::Language::Spanish);
    let english = app::words::words(platform::words::Language::English);
    assert!(text.contains(&spanish.say("error-refused-title")), "{text}");
    assert!(!text.contains(&english.say("error-refused-title")), "{text}");
    assert!(
        String::from_utf8_lossy(&refused.body).contains("lang=\"es\""),
        "{text}"
    );
}
