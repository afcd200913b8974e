//! The committed table of routes: what each opens for whom, as observed, so that a reviewer reads the change.

use super::{TwoWorlds, everybody, probes, who};
use crate::kit::{Answer, Persona, Route};

const OPENING: &str = "# Routes, and who may open them

Made by asking a running server, and compared with it by a test: every route of the router stands here. After
adding one, `UPDATE=1 cargo test -p mainstay --test it table_of_routes` writes this page anew, and the difference is what
a reviewer reads. Roles are in [permissions.md](permissions.md).

Asked with what is one's own, the second factor given. *opens*: the page comes, or leads on. *sign in*, *second factor*:
asked for first. *refused*: another role's. *not found*: as if it did not exist. Forms (POST) are sent empty: *opens*
then means that the form was read, whatever became of it, and *incomplete* that its fields were asked for before the
right. The last column is a director of another collaborative. The public site has no table: its addresses follow
from the published editions, and everybody may read them.

";

#[tokio::test]
async fn the_committed_table_of_routes_is_what_the_router_does() {
    let worlds = TwoWorlds::open().await;
    let mut page = OPENING.to_owned();
    page.push_str("| Method | Path |");
    for persona in everybody() {
        page.push_str(&format!(" {} |", who(persona)));
    }
    page.push_str(" stranger |\n|");
    page.push_str(&" --- |".repeat(everybody().len() + 3));
    page.push('\n');
    for target in probes::targets(&worlds.routes) {
        page.push_str(&format!("| {} | `{}` |", target.method, target.route.path));
        for persona in everybody() {
            page.push_str(&format!(
                " {} |",
                outcome(&worlds, persona, &target.method, &target.route).await
            ));
        }
        let mut stranger = worlds.foreign.signed_in(&worlds.world, Persona::Director).await;
        let address = probes::own_address(&target.route, &worlds.own, 0);
        let body = (target.method != "GET").then(|| ("application/x-www-form-urlencoded", Vec::new()));
        let answer = stranger.request(&target.method, &address, body).await;
        page.push_str(&format!(" {} |\n", word(&answer)));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/routes.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &page).expect("the table is written");
        return;
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let new: Vec<&str> = page.lines().filter(|line| !committed.contains(*line)).collect();
    let gone: Vec<&str> = committed.lines().filter(|line| !page.contains(*line)).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "docs/routes.md is out of date; see its head.\nnew:\n{}\ngone:\n{}",
        new.join("\n"),
        gone.join("\n")
    );
}

/// What somebody meets at a route with what is their own: the best of naming it by id and by slug.
async fn outcome(worlds: &TwoWorlds, persona: Option<Persona>, method: &str, route: &Route) -> &'static str {
    let mut best = "not found";
    for address in probes::own_addresses(route, &worlds.own, 0) {
        let found = word(&worlds.ask(persona, method, &address).await);
        if best == "not found" {
            best = found;
        }
    }
    best
}

fn word(answer: &Answer) -> &'static str {
    let leads_to = |part: &str| answer.location().is_some_and(|to| to.starts_with(part));
    match answer.status {
        404 => "not found",
        403 => "refused",
        401 => "sign in",
        _ if leads_to("/sign-in") => "sign in",
        _ if leads_to("/account/second-factor") => "second factor",
        400 | 415 | 422 => "incomplete",
        500.. => "BROKEN",
        _ => "opens",
    }
}
