//! Keeping the theory of action: the data itself, where it stands, evidence, peers, and work that closes a gap.

use std::collections::BTreeMap;

use domain::access::Purpose;
use domain::backbone::Function;
use domain::ids::{BenchmarkId, PeerReviewId, PersonId, WorkItemId};
use domain::text::Email;
use jiff::civil::Date;
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use platform::mail::Letter;
use platform::secrets::new_uuid;
use serde::{Deserialize, Serialize};

use super::document::{Benchmark, Theory};
use super::store::{self, EvidenceRow, StandingRow};
use crate::accounts::link::{NewLink, issue};
use crate::backbone::desk::{self, WorkItemForm};
use crate::directory::store::{self as directory, PersonRow};
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};
use crate::requests::letters::Desk;

/// Where a benchmark can stand.
pub const LEVELS: [&str; 3] = ["no", "part", "yes"];
/// A peer has a month.
const LINK_MILLIS: i64 = 31 * 24 * 3600 * 1000;

/// The theory that is in use.
pub async fn theory(connection: &Connection) -> Result<Theory, Error> {
    let Some(document) = store::document(connection).await? else {
        return Ok(Theory::house());
    };
    let broken = |_: Problem| Error::Fault("the theory of action cannot be read".to_owned());
    Theory::parse(&document).map_err(broken)
}

/// Takes a file over: from now on it is the theory in use. What was said and shown stays with the codes that are still there.
pub async fn import(scope: &Scope, actor: Actor, file: &[u8]) -> Result<(), Refusal> {
    let text = std::str::from_utf8(file);
    let text = text.map_err(|_| Problem::field("file", "theory-unreadable").with("line", 1))?;
    let theory = Theory::parse(text)?;
    let tx = scope.write(actor).await?;
    let id = new_uuid();
    store::insert_document(&tx, &id.to_string(), &theory.written()).await?;
    let fact = NewFact::new("theory.imported", "theory", id);
    tx.commit(vec![fact.set("benchmarks", theory.benchmarks.len())])
        .await?;
    Ok(())
}

/// A benchmark as typed.
#[derive(Debug, Clone, Default)]
pub struct BenchmarkForm {
    /// Code of its pillar.
    pub pillar: String,
    /// Code of its gateway.
    pub gateway: String,
    /// What shows it, English.
    pub title_en: String,
    /// The same, Spanish.
    pub title_es: String,
}

/// Adds a benchmark, or changes the one with a code; gives its code. What was said and shown stays with the code.
///
/// Errors: not there; no such pillar or gateway; no title; more than a theory can hold.
pub async fn keep_benchmark(
    scope: &Scope,
    actor: Actor,
    (code, form): (Option<&str>, &BenchmarkForm),
) -> Result<String, Refusal> {
    let tx = scope.write(actor).await?;
    let mut theory = theory(&tx).await?;
    let mut check = Check::form();
    let title_en = check.title("benchmark_title_en", &form.title_en);
    let title_es = check.optional_title("benchmark_title_es", &form.title_es);
    for (field, parts, chosen) in [
        ("benchmark_pillar", &theory.pillars, &form.pillar),
        ("benchmark_gateway", &theory.gateways, &form.gateway),
    ] {
        if parts.iter().all(|part| part.code != *chosen) {
            check.wrong(field, "choice-unknown");
        }
    }
    check.finish(())?;
    let code = match code {
        Some(code) => code.to_owned(),
        None => theory.free_code(&form.pillar, &form.gateway),
    };
    let kept = Benchmark {
        code: code.clone(),
        pillar: form.pillar.clone(),
        gateway: form.gateway.clone(),
        title_en,
        title_es,
    };
    match theory.benchmarks.iter_mut().find(|one| one.code == code) {
        Some(one) if *one == kept => return Ok(code),
        // The same benchmark sent twice is one.
        Some(one) => *one = kept,
        None => {
            let is_there = |one: &&Benchmark| {
                (&one.pillar, &one.gateway, &one.title_en) == (&kept.pillar, &kept.gateway, &kept.title_en)
            };
            if let Some(one) = theory.benchmarks.iter().find(is_there) {
                return Ok(one.code.clone());
            }
            theory.benchmarks.push(kept);
        }
    }
    let theory = Theory::parse(&theory.written()).map_err(|problem| Problem::field("form", &problem.key))?;
    let id = new_uuid();
    store::insert_document(&tx, &id.to_string(), &theory.written()).await?;
    let fact = NewFact::new("theory.benchmark-kept", "theory", id);
    tx.commit(vec![fact.set("benchmark", &code).set("title", &form.title_en)])
        .await?;
    Ok(code)
}

/// Takes a benchmark out of the theory in use. What was said of it is not lost: it comes back with its code.
pub async fn remove_benchmark(scope: &Scope, actor: Actor, code: &str) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let mut theory = theory(&tx).await?;
    let before = theory.benchmarks.len();
    theory.benchmarks.retain(|one| one.code != code);
    if theory.benchmarks.len() == before {
        return Ok(());
    }
    let id = new_uuid();
    store::insert_document(&tx, &id.to_string(), &theory.written()).await?;
    let fact = NewFact::new("theory.benchmark-removed", "theory", id);
    tx.commit(vec![fact.set("benchmark", code)]).await?;
    Ok(())
}

/// Says where a benchmark stands.
pub async fn assess(
    scope: &Scope,
    actor: Actor,
    (code, level, note): (&str, &str, &str),
    today: Date,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let note = check.optional_prose("benchmark_note", note);
    if !LEVELS.contains(&level) {
        check.wrong("benchmark_level", "choice-unknown");
    }
    check.finish(())?;
    let tx = scope.write(actor).await?;
    theory(&tx).await?.benchmark(code).ok_or(Error::NotFound)?;
    let before = store::standings(&tx).await?;
    let before = before.into_iter().find(|row| row.benchmark == code);
    let row = StandingRow {
        benchmark: code.to_owned(),
        level: level.to_owned(),
        note,
        assessed_on: today.to_string(),
    };
    store::upsert_standing(&tx, &row).await?;
    let before = before.map(|row| row.level).unwrap_or_default();
    let fact = NewFact::new("theory.assessed", "benchmark", new_uuid());
    tx.commit(vec![fact.set("benchmark", code).change("level", before, level)])
        .await?;
    Ok(())
}

/// Lays evidence beside a benchmark: an address elsewhere, or a page of this collaborative's workspace.
pub async fn show(
    scope: &Scope,
    actor: Actor,
    (id, code, slug): (BenchmarkId, &str, &str),
    (title, target): (&str, &str),
    today: Date,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let title = check.title("evidence_title", title);
    let target = target.trim();
    let own = target
        .split_once(&format!("/{slug}/work/"))
        .map(|(_, path)| path.to_owned());
    let is_address = target.len() <= 500
        && !target.contains(char::is_whitespace)
        && ["https://", "http://"]
            .iter()
            .any(|scheme| target.starts_with(scheme));
    let (kind, target) = match own {
        Some(path) if is_address || target.starts_with('/') => ("thing", path),
        _ => ("address", target.to_owned()),
    };
    if kind == "address" && !is_address {
        check.wrong("benchmark_address", "evidence-no-address");
    }
    check.finish(())?;
    let tx = scope.write(actor).await?;
    theory(&tx).await?.benchmark(code).ok_or(Error::NotFound)?;
    let row = EvidenceRow {
        benchmark_evidence_id: id.to_string(),
        benchmark: code.to_owned(),
        kind: kind.to_owned(),
        title,
        target,
    };
    store::insert_evidence(&tx, &row, &today.to_string()).await?;
    let fact = NewFact::new("theory.evidence-shown", "benchmark", id.uuid());
    tx.commit(vec![fact.set("benchmark", code).set("kind", kind)])
        .await?;
    Ok(())
}

/// Puts a gap on the workplan, once.
pub async fn put_on_plan(scope: &Scope, actor: Actor, code: &str) -> Result<(), Refusal> {
    let (title, is_there) = {
        let reader = scope.read().await?;
        let found = theory(&reader).await?;
        let benchmark = found.benchmark(code).ok_or(Error::NotFound)?.clone();
        let items = crate::backbone::desk_store::work_items(&reader, "9999").await?;
        (
            benchmark.title_en,
            items.iter().any(|item| item.benchmark == code),
        )
    };
    if is_there {
        return Ok(());
    }
    let title: String = title.chars().take(150).collect();
    let form = WorkItemForm {
        function: Function::Vision.code().to_owned(),
        serves: format!("backbone/theory/{code}|{title}"),
        title,
        benchmark: code.to_owned(),
        ..WorkItemForm::default()
    };
    desk::keep_item(scope, actor, WorkItemId::from_uuid(new_uuid()), &form).await
}

/// A peer as typed.
#[derive(Debug, Clone, Default)]
pub struct PeerForm {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Where they come from.
    pub site: String,
}

/// Asks somebody from elsewhere for a look, by a link of their own.
pub async fn ask_peer(
    scope: &Scope,
    actor: Actor,
    desk: Desk<'_>,
    (id, form): (PeerReviewId, &PeerForm),
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let name = check.title("name", &form.name);
    let site = check.title("peer_site", &form.site);
    let email = Email::parse(&form.email).ok();
    if email.is_none() {
        check.wrong("email", "peer-no-email");
    }
    let email = check.finish(email)?.ok_or(Error::NotFound)?;
    let tx = scope.write(actor).await?;
    if store::peers(&tx)
        .await?
        .iter()
        .any(|row| row.peer_review_id == id.to_string())
    {
        return Ok(());
    }
    let mut facts = Vec::new();
    let person = match directory::person_by_email(&tx, email.as_str()).await? {
        Some(known) => known,
        None => {
            // Without an organisation: the link opens this one look and nothing else.
            let row = PersonRow {
                person_id: new_uuid().to_string(),
                organisation_id: None,
                name,
                email: email.to_string(),
                title: String::new(),
                language: desk.collaborative.default_language.clone(),
                state: "confirmed".to_owned(),
            };
            directory::insert_person(&tx, &row).await?;
            let person: PersonId = row.person_id.parse().map_err(|_| Error::NotFound)?;
            let fact = NewFact::new("directory.person-added", "person", person.uuid());
            facts.push(fact.personal("name", &row.name).personal("email", &row.email));
            row
        }
    };
    store::insert_peer(&tx, (&id.to_string(), &person.person_id, &site)).await?;
    let new = NewLink {
        person: person.person_id.parse().map_err(|_| Error::NotFound)?,
        purpose: Purpose::PeerReview { review: id },
        expires_at: tx.clock().now_millis() + LINK_MILLIS,
    };
    let (secret, _, fact) = issue(&tx, &new).await?;
    facts.push(fact);
    facts.push(NewFact::new("theory.peer-asked", "peer-review", id.uuid()).set("site", &site));
    let words =
        crate::words::words(platform::words::Language::from_code(&person.language).unwrap_or_default());
    let arguments = [
        ("person", person.name.as_str().into()),
        ("collaborative", desk.collaborative.name.as_str().into()),
        ("link", format!("{}/benchmarks", desk.link(&secret)).into()),
        ("contact", desk.collaborative.contact_email.as_str().into()),
    ];
    let letter = Letter {
        to: person.email,
        subject: words.with("letter-peer-subject", &arguments),
        text: words.with("letter-peer", &arguments),
    };
    platform::mail::enqueue(&tx, letter).await?;
    tx.commit(facts).await?;
    Ok(())
}

/// What a peer said of one benchmark.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PeerSaid {
    /// `no`, `part` or `yes`.
    pub level: String,
    /// Why.
    #[serde(default)]
    pub note: String,
}

/// By code of a benchmark.
pub type PeerAnswers = BTreeMap<String, PeerSaid>;

/// What a peer said, as kept.
pub fn answers_read(kept: &str) -> PeerAnswers {
    serde_json::from_str(kept).unwrap_or_default()
}

/// Keeps what a peer said of each benchmark; what they leave open is left open.
pub async fn answer_peer(
    scope: &Scope,
    actor: Actor,
    (id, said): (PeerReviewId, PeerAnswers),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let theory = theory(&tx).await?;
    let mut check = Check::form();
    let mut kept = PeerAnswers::new();
    for (code, one) in said {
        let note = check.optional_prose(&code, &one.note);
        let is_known = theory.benchmark(&code).is_some() && LEVELS.contains(&one.level.as_str());
        if is_known {
            let level = one.level;
            kept.insert(code, PeerSaid { level, note });
        }
    }
    check.finish(())?;
    let text = serde_json::to_string(&kept).expect("texts are plain JSON");
    if store::keep_answers(&tx, (&id.to_string(), &text)).await? == 0 {
        return Err(Error::NotFound.into());
    }
    let fact = NewFact::new("theory.peer-answered", "peer-review", id.uuid());
    tx.commit(vec![fact.set("benchmarks", kept.len())]).await?;
    Ok(())
}
