//! Beginning a linkage, asking partners for their encodings, and taking them in. Doors ask `access::may` before.

use data_encoding::HEXLOWER;
use domain::access::Purpose;
use domain::ids::LinkageId;
use linkage::encode::{Schema, token_parts};
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::mail::{self, Letter};
use platform::words::{Language, Words};

use super::families::Families;
use super::gate::{self, Wanted};
use super::received::Received;
use super::store::{self, LinkageRow, SideRow};
use crate::accounts::link::{NewLink, issue};
use crate::agreements::gate::{Governed, speaking};
use crate::agreements::written::Written;
use crate::agreements::{sealing, store as agreements};
use crate::blocks::Typed;
use crate::directory::actions::commit;
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};
use crate::requests::letters::Desk;

/// How long a link to send is good for.
const LINK_MILLIS: i64 = 30 * 24 * 3600 * 1000;
/// Fewest partners of a linkage.
const SIDES_LEAST: usize = 2;
/// Most: each more compares with all others.
const SIDES_MAX: usize = 8;
/// The schema that a new linkage begins with.
pub const SCHEMA: &str = include_str!("../../../../demo/participants/schema.json");

/// An agreement that a linkage may rest on.
#[derive(Debug, Clone)]
pub struct Ground {
    /// The first version.
    pub root: String,
    /// The version in force.
    pub row: agreements::AgreementRow,
    /// Whoever may send under it, first.
    pub senders: Vec<String>,
}

/// Every agreement in force.
pub async fn grounds(connection: &Connection) -> Result<Vec<Ground>, Error> {
    let all = agreements::agreements(connection).await?;
    let in_force = all.into_iter().filter(|row| row.state == "in-force");
    Ok(in_force
        .map(|row| Ground {
            root: row.root_id.clone(),
            senders: Written::of(&row).senders,
            row,
        })
        .collect())
}

/// Keeps a new linkage and asks each partner for its encodings. The same form sent twice makes one.
///
/// Errors: what is to be mended; an agreement that does not allow it, with its clause, beside it.
pub async fn begin(
    scope: &Scope,
    actor: Actor,
    (id, typed): (LinkageId, &Typed),
    (words, wanted): (Words, Wanted),
    desk: Desk<'_>,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let mut check = Check::form();
    let mut row = LinkageRow {
        linkage_id: id.to_string(),
        title_en: check.title("title_en", typed.get("title_en")),
        title_es: check.optional_title("title_es", typed.get("title_es")),
        why: check.prose("linkage_why", typed.get("linkage_why")),
        encoding_schema: typed.text("encoding_schema"),
        ..LinkageRow::default()
    };
    match of_this_linkage(&row.encoding_schema) {
        Ok(text) => row.encoding_schema = text,
        Err(problem) => check.note(problem),
    }
    let mut sides = Vec::new();
    let mut is_refused = false;
    for ground in grounds(&tx).await? {
        let field = format!("agreement-{}", ground.root);
        if !typed.is_ticked(&field) {
            continue;
        }
        match gate::pass(&tx, words, &ground.root, wanted).await {
            Ok(_) => {}
            Err(Error::Refused(sentence)) => {
                let problem = Problem::field("", "problem-linkage-clause");
                check.note(problem.with("sentence", sentence));
                is_refused = true;
                continue;
            }
            Err(other) => return Err(other.into()),
        }
        let Some(sender) = ground.senders.first() else {
            check.wrong("", "problem-linkage-no-sender");
            is_refused = true;
            continue;
        };
        sides.push(SideRow {
            linkage_id: id.to_string(),
            root_id: ground.root,
            organisation_id: ground.row.gives_organisation_id,
            person_id: sender.clone(),
            position: i64::try_from(sides.len() + 1).unwrap_or(i64::MAX),
            ..SideRow::default()
        });
    }
    // Whoever is refused by a clause need not hear that too few are left.
    if !(SIDES_LEAST..=SIDES_MAX).contains(&sides.len()) && !is_refused {
        check.wrong("", "problem-linkage-sides");
    }
    check.finish(())?;
    if store::insert(&tx, &row).await? == 0 {
        return Ok(());
    }
    let mut facts = vec![NewFact::new("linkage.planned", "linkage", id.uuid()).set("sides", sides.len())];
    for side in &sides {
        store::insert_side(&tx, side).await?;
        facts.push(write_to(&tx, (&row, side), desk).await?);
    }
    commit(tx, facts).await
}

/// A schema with a salt that no other linkage has: encodings of two linkages can never be laid side by side.
///
/// Errors: it is malformed; it is softer than the default.
fn of_this_linkage(schema: &str) -> Result<String, Problem> {
    let problem = |key: &str| Problem::field("encoding_schema", key);
    let malformed = |reason: String| problem("problem-linkage-schema").with("reason", reason);
    let schema = crate::linkage::with_fresh_salt(schema).map_err(malformed)?;
    match parsed(&schema).map_err(malformed)?.softness() {
        None => Ok(schema),
        Some(soft) => {
            let problem = problem(&format!("problem-linkage-soft-{}", soft.code()));
            Err(problem.with("column", soft.column()))
        }
    }
}

/// Reads a schema.
///
/// Errors: what is malformed.
pub fn parsed(schema: &str) -> Result<Schema, String> {
    crate::linkage::schema_of(schema)
}

/// For each keyed mark of a linkage the parts that it is made of.
pub fn marks(row: &LinkageRow) -> Vec<Vec<&'static str>> {
    parsed(&row.encoding_schema).map_or_else(|_| Vec::new(), |schema| token_parts(&schema))
}

/// Writes again to whoever has not sent.
pub async fn ask(scope: &Scope, actor: Actor, id: LinkageId, desk: Desk<'_>) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let row = store::linkage(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let mut facts = Vec::new();
    for side in store::sides(&tx, &row.linkage_id).await? {
        if side.came_at.is_none() {
            facts.push(write_to(&tx, (&row, &side), desk).await?);
        }
    }
    if !facts.is_empty() {
        tx.commit(facts).await?;
    }
    Ok(())
}

async fn write_to(tx: &Tx, (row, side): (&LinkageRow, &SideRow), desk: Desk<'_>) -> Result<NewFact, Error> {
    let person = directory::person(tx, &side.person_id)
        .await?
        .ok_or(Error::NotFound)?;
    let new = NewLink {
        person: person.person_id.parse().map_err(|_| Error::NotFound)?,
        purpose: Purpose::Encode {
            linkage: row.linkage_id.parse().map_err(|_| Error::NotFound)?,
            agreement: side.root_id.parse().map_err(|_| Error::NotFound)?,
        },
        expires_at: tx.clock().now_millis() + LINK_MILLIS,
    };
    let (secret, _, fact) = issue(tx, &new).await?;
    let words = crate::words::words(Language::from_code(&person.language).unwrap_or_default());
    let arguments = [
        ("name", person.name.as_str().into()),
        ("title", words.pick(&row.title_en, &row.title_es).into()),
        ("collaborative", desk.collaborative.name.as_str().into()),
        ("link", format!("{}/encodings", desk.link(&secret)).into()),
    ];
    let letter = Letter {
        to: person.email,
        subject: words.with("linkage-ask-subject", &arguments),
        text: words.with("linkage-ask-mail", &arguments),
    };
    mail::enqueue(tx, letter).await?;
    Ok(fact)
}

/// What a partner sends.
#[derive(Debug)]
pub struct Sent<'a> {
    /// For which linkage.
    pub linkage: LinkageId,
    /// Under which agreement.
    pub root: &'a str,
    /// What was in the file.
    pub received: Received,
}

/// Takes a partner's encodings in, in the place of what it sent before, without those whose families said no. The door has asked the
/// gate.
///
/// Errors: the linkage takes nothing any more; they were made with another schema; families are asked, and nothing says who is who.
pub async fn take_in(scope: &Scope, actor: Actor, sent: Sent<'_>) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let linkage = sent.linkage.to_string();
    let row = store::linkage(&tx, &linkage).await?.ok_or(Error::NotFound)?;
    if row.state != "collecting" {
        return Err(Check::form().problem("", "problem-linkage-closed").into());
    }
    let side = store::side(&tx, &linkage, sent.root)
        .await?
        .ok_or(Error::NotFound)?;
    of_its_schema(&row, &sent.received)?;
    let governed = speaking(&tx, sent.root).await?.ok_or(Error::NotFound)?;
    let families = Families::of(&tx, &governed).await?;
    if families.are_asked() && sent.received.is_numbered_by_rows {
        let problem = Check::form().problem("", "problem-linkage-numbered-by-rows");
        return Err(problem.with("key", governed.consent_key).into());
    }
    let (content, left_out) = families.narrowed(sent.received.content.into_bytes()).await?;
    let hash = sealing::put(&tx, sent.root, &content).await?;
    if let Some(old) = &side.encodings_hash {
        store::forget_object(&tx, old).await?;
    }
    let count = sent.received.records - left_out;
    let side = SideRow {
        records: i64::try_from(count).unwrap_or(i64::MAX),
        left_out: i64::try_from(left_out).unwrap_or(i64::MAX),
        fingerprint: sent.received.fingerprint,
        encodings_hash: Some(hash),
        ..side
    };
    store::note_came(&tx, &side).await?;
    let fact = NewFact::new("linkage.encodings-came", "linkage", sent.linkage.uuid())
        .set("agreement", sent.root)
        .set("records", count)
        .set("left_out", left_out);
    commit(tx, vec![fact]).await
}

/// Encodings must name the very schema of the linkage, with its salt, and hold what follows from it.
fn of_its_schema(row: &LinkageRow, received: &Received) -> Result<(), Refusal> {
    let refused = |key: &str| Check::form().problem("", key);
    let schema = parsed(&row.encoding_schema)
        .map_err(|reason| refused("problem-linkage-schema").with("reason", reason))?;
    // A linkage begun by an earlier version may have a schema that would not be taken now.
    if let Some(soft) = schema.softness() {
        let problem = refused(&format!("problem-linkage-soft-{}", soft.code()));
        return Err(problem.with("column", soft.column()).into());
    }
    let is_same = received.schema == HEXLOWER.encode(&schema.digest());
    if !is_same || received.tokens != token_parts(&schema).len() {
        return Err(refused("problem-linkage-other-schema").into());
    }
    Ok(())
}

/// The agreement that speaks for a side.
pub async fn agreement(connection: &Connection, root: &str) -> Result<Governed, Error> {
    speaking(connection, root).await?.ok_or(Error::NotFound)
}
