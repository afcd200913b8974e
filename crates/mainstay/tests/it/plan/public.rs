use platform::args;
use serde_json::json;

use crate::desk::Desk;

impl Desk {
    /// The first activity is public, with these words about it; the second stays within.
    async fn tell_plan(&self, about: &str) {
        let id = self.neighbourhood.id("activity_id", 0).unwrap().to_owned();
        let indicator = self.neighbourhood.id("indicator_id", 0).unwrap().to_owned();
        let sql = "update activity
                   set visibility = 'public', title_en = 'Walks to school', title_es = 'Caminatas a la escuela', about_en = $3,
                     about_es = '', indicator_id = $4, ended_at = null
                   where collaborative_id = $1 and activity_id = $2";
        self.run(sql, args![id, about, indicator]).await;
    }
}

#[tokio::test]
async fn the_plan_goes_out_with_an_edition_and_its_texts_pass_the_gate() {
    let mut desk = Desk::open().await;
    desk.tell_plan("Only 4 of 12 students walk.").await;
    let draft = desk.draft("Report card 2025").await;
    desk.confirm(&draft).await;
    assert!(
        !desk.is_publishable(&draft).await,
        "a small count in the plan holds it up"
    );
    desk.tell_plan("Neighbors walk with the children.").await;
    desk.data_manager
        .post(&format!("{draft}/redraft"), &[])
        .await
        .expect_status(303);
    desk.confirm(&draft).await;
    assert!(desk.is_publishable(&draft).await);
    let mut reader = desk.world.client();
    let slug = desk.neighbourhood.slug.clone();
    let page = reader.get(&format!("/{slug}/plan")).await.expect_status(200);
    let page = page
        .expect_text("Walks to school")
        .expect_text("Neighbors walk with the children.");
    let lead = format!("{}-1-organisation-name", desk.neighbourhood.mark);
    assert!(page.text().contains(&lead), "who leads is named");
    let inner = format!("{}-2-activity", desk.neighbourhood.mark);
    assert!(!page.text().contains(&inner), "what is internal stays within");
    let counted = format!("{}-1-activity_metric", desk.neighbourhood.mark);
    assert!(
        !page.text().contains(&counted),
        "what an activity counts stays within"
    );
    reader
        .get(&format!("/{slug}/es/plan"))
        .await
        .expect_text("Caminatas a la escuela");
    let indicator = desk.neighbourhood.slug_of("indicator", 0);
    reader
        .get(&format!("/{slug}/results/{indicator}"))
        .await
        .expect_text("Walks to school");
    // What changes later reaches the public with the next edition only.
    desk.tell_plan("Something else.").await;
    let page = reader.get(&format!("/{slug}/plan")).await;
    assert!(!page.text().contains("Something else."));
}

#[tokio::test]
async fn an_edition_without_a_public_activity_has_no_page_for_a_plan() {
    let mut desk = Desk::open().await;
    let draft = desk.draft("Report card 2025").await;
    desk.confirm(&draft).await;
    assert!(desk.is_publishable(&draft).await);
    let slug = desk.neighbourhood.slug.clone();
    desk.world
        .client()
        .get(&format!("/{slug}/plan"))
        .await
        .expect_status(404);
}

#[tokio::test]
async fn a_targeted_activity_tells_whether_its_groups_gap_moves() {
    let mut desk = Desk::open().await;
    desk.tell_plan("Neighbors walk with the children.").await;
    let draft = desk.draft("Report card 2025").await;
    desk.confirm(&draft).await;
    assert!(desk.is_publishable(&draft).await);
    let own = |table: &str, at: usize| desk.neighbourhood.id(table, at).unwrap().to_owned();
    let activity = own("activity_id", 0);
    let categories = [own("category_id", 0), own("category_id", 1)];
    let sql = "update activity set scope = 'targeted' where collaborative_id = $1 and activity_id = $2";
    desk.run(sql, args![activity.clone()]).await;
    let sql = "delete from activity_group where collaborative_id = $1 and activity_id = $2";
    desk.run(sql, args![activity.clone()]).await;
    let slug = desk.neighbourhood.slug.clone();
    let page = format!("/{slug}/work/plan/activities/{activity}");
    let asked = desk.data_manager.get(&page).await;
    asked.expect_text("No group of the figures is named here");
    let sql = "insert into activity_group (collaborative_id, activity_id, category_id) values ($1, $2, $3)";
    for category in categories {
        desk.run(sql, args![activity.clone(), category]).await;
    }
    let asked = desk.data_manager.get(&page).await;
    asked.expect_text("Too little to tell");
    // The next edition measures the gap of the first group twice, and that of the second once.
    let shelf = &desk.world.state.public.shelf;
    let mut document = serde_json::to_value(&*shelf.newest(&slug).unwrap()).unwrap();
    let groups = [0, 1].map(|at| {
        let slug_of = |table: &str| desk.neighbourhood.slug_of(table, at);
        format!("{}={}", slug_of("dimension"), slug_of("category"))
    });
    let row = |group: &str, difference: f64| json!({ "group": group, "difference": { "value": difference } });
    let part = |rows: Vec<serde_json::Value>, dimension: String| {
        json!({
            "dimension": dimension, "period": "2024-25", "before": "2019-20", "against": "everyone", "reference": "",
            "value": 80.0, "rows": rows,
        })
    };
    let mut moved = row(&groups[0], -12.5);
    moved["narrowed"] = json!(3.25);
    moved["how"] = json!("group-gained");
    let indicator = desk.neighbourhood.slug_of("indicator", 0);
    let parts = document["indicators"].as_array_mut().unwrap();
    let own = parts.iter_mut().find(|part| part["slug"] == indicator.as_str());
    own.unwrap()["gaps"] = json!([
        part(vec![moved], desk.neighbourhood.slug_of("dimension", 0)),
        part(
            vec![row(&groups[1], -4.0)],
            desk.neighbourhood.slug_of("dimension", 1)
        ),
    ]);
    document["number"] = json!(2);
    shelf.put(serde_json::from_value(document).unwrap());
    let shown = desk
        .data_manager
        .get(&page)
        .await
        .expect_text("Does the gap move?");
    let text = shown.text();
    let told = text.split("Does the gap move?").nth(1).unwrap();
    let told = told.split("</section>").next().unwrap();
    for words in [
        "12.5",
        "3.2 points",
        "2019",
        "2024",
        "There is no earlier year to compare with yet",
        "is no proof",
    ] {
        assert!(told.contains(words), "{words:?} in {told}");
    }
    assert!(!told.contains("Too little to tell"));
    // Said to everybody, it says nothing of groups.
    let sql = "update activity set scope = 'universal' where collaborative_id = $1 and activity_id = $2";
    desk.run(sql, args![activity]).await;
    let page = desk.data_manager.get(&page).await.expect_status(200);
    assert!(!page.text().contains("Does the gap move?"));
}
