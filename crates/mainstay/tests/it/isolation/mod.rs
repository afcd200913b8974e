//! Two collaboratives side by side: nobody reads or changes the other's rows, or learns that they exist.
//!
//! Everything here is made from the router's own table of routes, so that a route of tomorrow is tried too.

mod probes;
mod table;

use crate::kit::{Answer, Neighbourhood, Persona, Route, World, routes};
use probes::{Probe, Target, targets, variants};

/// What one run found; empty is what we want.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn add(&mut self, who: &str, target: &Target, what: &str) {
        self.0
            .push(format!("{who}: {} {}: {what}", target.method, target.route.path));
    }

    fn none(mut self) {
        self.0.sort();
        self.0.dedup();
        let count = self.0.len();
        let shown = self.0.iter().take(80).cloned().collect::<Vec<_>>().join("\n");
        assert_eq!(count, 0, "{count} findings\n{shown}");
    }
}

struct TwoWorlds {
    world: World,
    own: Neighbourhood,
    foreign: Neighbourhood,
    /// Has the same identifiers and slugs as our own.
    twin: Neighbourhood,
    routes: Vec<Route>,
}

impl TwoWorlds {
    async fn open() -> Self {
        let world = World::open().await;
        // Our own comes last: what is made while filling it could already take up what is not ours.
        let foreign = Neighbourhood::fill(world.database(), "upriver", "ForeignMark").await;
        let twin = Neighbourhood::fill(world.database(), "mirror", "TwinMark").await;
        let own = twin.fill_twin(world.database(), "harbour", "OwnMark").await;
        let routes = routes(&world).await;
        Self {
            world,
            own,
            foreign,
            twin,
            routes,
        }
    }

    async fn ask(&self, persona: Option<Persona>, method: &str, path: &str) -> Answer {
        let mut client = match persona {
            Some(persona) => self.own.signed_in(&self.world, persona).await,
            None => self.world.client(),
        };
        let body = (method != "GET").then(|| ("application/x-www-form-urlencoded", Vec::new()));
        client.request(method, path, body).await
    }

    async fn facts_of(&self, neighbourhood: &Neighbourhood) -> i64 {
        let reader = neighbourhood.scope.read().await.expect("a snapshot");
        let sql = "select count(*) as n from fact where collaborative_id = $1";
        reader.number(sql, Vec::new()).await.expect("a count")
    }
}

fn holds(answer: &Answer, mark: &str) -> bool {
    let lower = mark.to_lowercase();
    String::from_utf8_lossy(&answer.bytes)
        .to_lowercase()
        .contains(&lower)
}

/// What of an answer may depend on nothing but what was asked: without the probe itself and without codes.
fn shape(answer: &Answer, probe: &str) -> (u16, usize, Option<String>) {
    let location = answer.location().map(|to| to.replace(probe, "…"));
    let text = answer.text();
    let length = text.len() - text.matches(probe).count() * probe.len();
    (answer.status, length, location)
}

fn who(persona: Option<Persona>) -> &'static str {
    persona.map_or("public", Persona::name)
}

fn everybody() -> Vec<Option<Persona>> {
    std::iter::once(None).chain(Persona::ALL.map(Some)).collect()
}

#[tokio::test]
async fn no_route_shows_or_betrays_what_belongs_to_another_collaborative() {
    let worlds = TwoWorlds::open().await;
    let before = worlds.facts_of(&worlds.foreign).await;
    let mut findings = Findings::default();
    for target in targets(&worlds.routes) {
        for persona in everybody() {
            for Probe {
                variant,
                foreign,
                random,
                changed,
            } in variants(&target, &worlds.own, &worlds.foreign)
            {
                let met = worlds.ask(persona, &target.method, &foreign).await;
                let unknown = worlds.ask(persona, &target.method, &random).await;
                if holds(&met, &worlds.foreign.mark) {
                    findings.add(
                        who(persona),
                        &target,
                        &format!("shows foreign rows ({variant:?}: {foreign})"),
                    );
                }
                let (one, other) = (shape(&met, &changed.0), shape(&unknown, &changed.1));
                if one != other {
                    let text = format!("foreign {one:?}, unknown {other:?} ({variant:?}: {foreign})");
                    findings.add(who(persona), &target, &text);
                }
                if met.status >= 500 {
                    findings.add(
                        who(persona),
                        &target,
                        &format!("answers {} ({variant:?}: {foreign})", met.status),
                    );
                }
            }
        }
    }
    assert_eq!(
        worlds.facts_of(&worlds.foreign).await,
        before,
        "something changed in the other collaborative"
    );
    for mail in worlds.world.mails().await {
        let is_crossed = mail.to_address.contains("harbour") && mail.body_text.contains(&worlds.foreign.mark);
        assert!(!is_crossed, "a mail carries foreign rows: {mail:?}");
    }
    findings.none();
}

#[tokio::test]
async fn a_member_of_one_collaborative_is_a_stranger_in_the_other() {
    let worlds = TwoWorlds::open().await;
    let mut findings = Findings::default();
    for target in targets(&worlds.routes) {
        if !target.route.path.starts_with("/{collaborative}/work") {
            continue;
        }
        let address = probes::own_address(&target.route, &worlds.foreign, 0);
        let nowhere = address.replacen(&worlds.foreign.slug, "nowhere", 1);
        for persona in Persona::ALL {
            let met = worlds.ask(Some(persona), &target.method, &address).await;
            let unknown = worlds.ask(Some(persona), &target.method, &nowhere).await;
            if holds(&met, &worlds.foreign.mark) {
                findings.add(persona.name(), &target, "shows the other collaborative");
            }
            let (one, other) = (shape(&met, "upriver"), shape(&unknown, "nowhere"));
            if one != other {
                findings.add(
                    persona.name(),
                    &target,
                    &format!("member of another {one:?}, no such place {other:?}"),
                );
            }
        }
    }
    findings.none();
}

/// Pages on which a member reads names: of those at the table, of the staff that works for them, of peers who looked.
const KNOWN_AT_THE_TABLE: [&str; 6] = [
    "/work/bodies/{body}",
    "/work/decisions/{proposal}",
    "/work/backbone",
    "/work/backbone/time",
    "/work/backbone/theory",
    "/work/backbone/theory/peers",
];

#[tokio::test]
async fn a_partner_reads_nothing_that_another_partner_sent() {
    let worlds = TwoWorlds::open().await;
    let mut findings = Findings::default();
    let secrets: Vec<String> = ["submission", "submission_figure", "person", "vetting"]
        .iter()
        .map(|table| format!("{}-2-{table}", worlds.own.mark))
        .collect();
    for target in targets(&worlds.routes) {
        for persona in everybody()
            .into_iter()
            .filter(|persona| !persona.is_some_and(Persona::is_staff))
        {
            for row in [0, 1] {
                for address in probes::own_addresses(&target.route, &worlds.own, row) {
                    let answer = worlds.ask(persona, &target.method, &address).await;
                    for secret in secrets.iter().filter(|secret| holds(&answer, secret)) {
                        // Who sits at a table is known to those who sit there.
                        let is_at_the_table = persona == Some(Persona::Member)
                            && KNOWN_AT_THE_TABLE
                                .iter()
                                .any(|page| target.route.path.ends_with(page))
                            && secret.ends_with("-person");
                        // And who reviews candidates, to the committee that chooses.
                        let is_choosing = persona == Some(Persona::Member)
                            && target.route.path.contains("/work/backbone/selection/{selection}")
                            && secret.ends_with("-person");
                        if is_at_the_table || is_choosing {
                            continue;
                        }
                        findings.add(who(persona), &target, &format!("shows {secret}… at {address}"));
                    }
                }
            }
        }
    }
    findings.none();
}

/// What everybody is answered at every own address, in order: who, method, address, and the answer without its identifiers.
async fn own_answers(world: &World, own: &Neighbourhood, routes: &[Route]) -> Vec<(String, Answer, String)> {
    let mut answers = Vec::new();
    for target in targets(routes) {
        for persona in everybody() {
            for row in [0, 1] {
                for address in probes::own_addresses(&target.route, own, row) {
                    let mut client = match persona {
                        Some(persona) => own.signed_in(world, persona).await,
                        None => world.client(),
                    };
                    let body =
                        (target.method != "GET").then(|| ("application/x-www-form-urlencoded", Vec::new()));
                    let answer = client.request(&target.method, &address, body).await;
                    // Files hold compressed secrets, and accounts belong to nobody's collaborative.
                    let is_page = address.starts_with(&format!("/{}/", own.slug))
                        && answer
                            .header("content-type")
                            .is_some_and(|kind| kind.starts_with("text/html"));
                    let text = if is_page { answer.text() } else { String::new() };
                    let kept = format!(
                        "{} {}",
                        answer.status,
                        without_codes(&text, &world.address.port().to_string())
                    );
                    answers.push((
                        format!(
                            "{} {} {}",
                            who(persona),
                            target.method,
                            without_codes(&address, "")
                        ),
                        answer,
                        kept,
                    ));
                }
            }
        }
    }
    answers
}

/// A text without identifiers, digests, secrets and the port: what differs between two runs of the same thing.
fn without_codes(text: &str, port: &str) -> String {
    let is_code = |word: &str| {
        let is_long = word.len() >= 12 && word.chars().any(|one| one.is_ascii_digit());
        is_long || (!port.is_empty() && word == port)
    };
    let parts = text.split_inclusive(|one: char| !one.is_ascii_alphanumeric() && one != '-' && one != '_');
    let kept = parts.map(|part| {
        let word =
            part.trim_end_matches(|one: char| !one.is_ascii_alphanumeric() && one != '-' && one != '_');
        if is_code(word) {
            format!("…{}", &part[word.len()..])
        } else {
            part.to_owned()
        }
    });
    kept.collect()
}

/// Every own page is the same whether or not a twin beside it has rows with the same identifiers; and what is done here by
/// those identifiers does nothing there.
#[tokio::test]
async fn our_own_pages_are_the_same_beside_a_twin_that_has_the_same_identifiers() {
    let worlds = TwoWorlds::open().await;
    let alone = World::open().await;
    let own_alone = worlds
        .twin
        .fill_twin(alone.database(), "harbour", "OwnMark")
        .await;
    let before = worlds.twin.everything().await;
    let mut findings = Findings::default();
    let beside = own_answers(&worlds.world, &worlds.own, &worlds.routes).await;
    let by_itself = own_answers(&alone, &own_alone, &worlds.routes).await;
    assert_eq!(beside.len(), by_itself.len());
    let mut shown = 0;
    for ((at, answer, kept), (_, _, expected)) in beside.iter().zip(&by_itself) {
        shown += usize::from(holds(answer, &worlds.own.mark));
        for other in [&worlds.twin, &worlds.foreign] {
            if holds(answer, &other.mark) {
                findings.0.push(format!("{at}: shows {}", other.mark));
            }
        }
        if kept != expected {
            let differs = kept
                .lines()
                .zip(expected.lines())
                .find(|(one, other)| one != other);
            findings
                .0
                .push(format!("{at}: is not the same by itself: {differs:?}"));
        }
        if answer.status >= 500 {
            findings.0.push(format!("{at}: answers {}", answer.status));
        }
    }
    assert!(shown > 100, "only {shown} answers hold anything of our own");
    assert!(
        worlds.twin.everything().await == before,
        "something changed in the twin"
    );
    findings.none();
}
