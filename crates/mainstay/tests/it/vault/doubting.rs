//! What can be read and looks wrong is told before rows are accepted: to the partner, and to whoever reviews.

use super::{asked, people, send};
use crate::agreements::gates::{send_file, submission_of};

const ROWS: &str = "Student number,Site,Grade,Born,Days\n\
                    marker-key-1,Lantern Street,Grade 7,2012-01-11,10\n\
                    marker-key-2,Lantern Street,Grade 7,2031-02-12,11\n\
                    marker-key-3,Moon Base,Grade 8,1890-03-13,12\n\
                    marker-key-4,Oystershell Hall,Grade 8,2012-04-14,13\n\
                    MARKER-key-1,Lantern Street,Grade 8,2012-01-11,14\n";

#[tokio::test(flavor = "multi_thread")]
async fn the_partner_reads_what_looks_wrong_by_its_cell_and_may_send_it_all_the_same() {
    let (agreed, maria) = asked(&[]).await;
    let mut client = agreed.community.world.client();
    send_file(&mut client, &maria, ROWS).await.expect_status(303);
    let page = client
        .get(&format!("{maria}/check"))
        .await
        .expect_status(200)
        .expect_text("cells of marker-file.csv can be read and look wrong:")
        .expect_text(
            "D3, column Born: “February 12, 2031”. A birth date was expected that is not in the future.",
        )
        .expect_text(
            "D4, column Born: “March 13, 1890”. A birth date was expected within the last 120 years.",
        )
        .expect_text("B4, column Site: “Moon Base”. A place was expected that the collaborative knows")
        .expect_text("A6, column Student number: the participant of A2 again");
    assert!(
        !page.text().to_lowercase().contains("marker-key"),
        "who it is about is not quoted"
    );
    client
        .get(&format!("{maria}/check?lang=es"))
        .await
        .expect_text("Se esperaba una fecha de nacimiento que no esté en el futuro.");
    client.submit(&page.form("/send"), &[]).await.expect_status(303);
    // What is right is not doubted.
    send_file(&mut client, &maria, &people(8))
        .await
        .expect_status(303);
    let page = client.get(&format!("{maria}/check")).await.expect_status(200);
    assert!(!page.text().contains("can be read and look"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reviews_reads_where_the_cells_stand_and_not_what_stands_in_them() {
    let (mut agreed, maria) = asked(&[]).await;
    send(&mut agreed.community.world.client(), &maria, ROWS).await;
    let submission = submission_of(&agreed).await;
    let page = agreed.community.work(&format!("/data/submissions/{submission}"));
    let seen = agreed
        .priya
        .get(&page)
        .await
        .expect_status(200)
        .expect_text("Cells that can be read and look wrong")
        .expect_text("D3, column Born: what stands there is not quoted.");
    assert!(!seen.text().to_lowercase().contains("marker-key"));
    assert!(!seen.text().contains("2031") && !seen.text().contains("Moon Base"));
}
