//! Tables that share people, through the door: what one leaves of another gives nobody away.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use platform::args;

use crate::desk::{Desk, GROUPS};

impl Desk {
    /// A school within the place of the figures.
    async fn add_school(&self, slug: &str) -> String {
        let id = uuid::Uuid::new_v4().to_string();
        let sql = "insert into place (collaborative_id, place_id, slug, name, name_key, kind, parent_id)
                   values ($1, $2, $3, $4, $5, 'school', $6)";
        let parent = self.neighbourhood.id("place_id", 0).unwrap().to_owned();
        self.run(sql, args![id.clone(), slug, slug, slug, parent]).await;
        id
    }
}

#[tokio::test]
async fn what_a_district_leaves_of_its_schools_gives_no_child_away() {
    let mut desk = Desk::open().await;
    // Alone, the east school hides its six children of d with another group, and the others tell everything.
    let (east, west) = (desk.add_school("east").await, desk.add_school("west").await);
    let small = [("race=d", 3, 6), ("race=e", 8, 20)];
    let all: [(&str, i64, i64); 6] = GROUPS;
    for (group, numerator, denominator) in all {
        if group.is_empty() {
            continue;
        }
        let own = small.iter().find(|(name, ..)| *name == group);
        let (part, whole) = own.map_or((numerator / 2, denominator / 2), |one| (one.1, one.2));
        desk.add_figure_at(&east, (group, part, whole), 1).await;
    }
    for (group, numerator, denominator) in all {
        // As many in the west and twelve more of d, so that only the east has a small one.
        let (more, size) = if group == "race=d" { (10, 20) } else { (0, 0) };
        let east = small.iter().find(|(name, ..)| *name == group);
        let (part, whole) = east.map_or((numerator / 2, denominator / 2), |one| (one.1, one.2));
        if !group.is_empty() {
            desk.add_figure_at(
                &west,
                (group, numerator - part + more, denominator - whole + size),
                1,
            )
            .await;
        }
    }
    desk.add_figure("race=d", 14, 32, 2).await;
    desk.add_figure("", 228, 1080, 2).await;
    let draft = desk.draft("Report card 2025").await;
    desk.publish(&draft).await;
    let path = "/api/v1/observations?collaborative=harbour&edition=1";
    let all = desk.world.client().get(path).await.expect_status(200).json();
    let of_d = all["observations"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["group"] == "race=d");
    let told: Vec<&str> = of_d
        .filter(|one| one["status"] == "ok")
        .map(|one| one["place"].as_str().unwrap())
        .collect();
    assert!(!told.contains(&"east"), "{told:?}");
    assert!(told.len() < 2, "the district less the west is the east: {told:?}");
    // Both schools and the district were decided as one.
    let seen = desk.facilitator.get(&format!("{draft}/desk")).await;
    seen.expect_text("Counted with 2 other tables that share people with it");
}
