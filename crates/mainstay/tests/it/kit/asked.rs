//! How much a page asks of the database, and how long it takes.

use std::time::Instant;

use super::World;

/// Questions that a page asks of the database, and the fastest of several answers in milliseconds.
pub async fn asked(world: &World, person: &str, path: &str) -> (u64, u128) {
    let database = world.database();
    let mut client = world.signed_in(person).await;
    client.get(path).await.expect_status(200);
    let (mut questions, mut fastest) = (0, u128::MAX);
    for _ in 0..5 {
        let before = database.questions();
        let begun = Instant::now();
        client.get(path).await.expect_status(200);
        fastest = fastest.min(begun.elapsed().as_millis());
        questions = database.questions() - before;
    }
    (questions, fastest)
}
