//! Links on which families say yes or no by themselves: one for each participant, made by the side whose data they are.
//!
//! Who a key stands for, only that side knows: it hands the links out. Kept are digests alone, of the secret and of the key.

use std::collections::BTreeSet;

use domain::access::LinkState;
use domain::agreements::{Consent, Standing};
use domain::ids::AgreementId;
use jiff::civil::Date;
use platform::args;
use platform::clock::from_millis;
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets::{self, sha256_hex};

use super::actions::standing;
use super::consent::{self, Given, Outcome, Teller};
use super::gate::{self, Governed};
use crate::directory::actions::commit;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// Most links that are made at once.
pub const LINKS_AT_ONCE: usize = 2_000;
/// Most letters that are made at once: each has a picture.
pub const LETTERS_AT_ONCE: usize = 200;
/// Most links of one agreement, those that were ended among them.
const LINKS_MAX: i64 = 200_000;
/// Longest key of a participant, in characters.
const KEY_MAX: usize = 200;
/// Letters of a list's secret.
const LIST_SECRET: usize = 43;

/// A link, as it is kept.
#[derive(Debug, Clone, FromQueryResult)]
pub struct FamilyLinkRow {
    /// Identifier.
    pub family_link_id: String,
    /// The first version of the agreement that asks.
    pub root_id: String,
    /// Digest of the participant's key.
    pub key_hash: String,
    /// When it was ended.
    pub revoked_at: Option<i64>,
}

impl FamilyLinkRow {
    /// Whether it opens anything: as long as the agreement is in force and asks families.
    pub fn state(&self, governed: &Governed, today: Date) -> LinkState {
        if let Some(at) = self.revoked_at {
            return LinkState::Revoked { at: from_millis(at) };
        }
        let is_over = standing(&governed.row) != Standing::InForce
            || governed.terms.consent == Consent::NotAsked
            || governed.terms.ends_on < today;
        if is_over {
            let ended_at = governed.row.in_force_at.unwrap_or_default();
            return LinkState::Expired {
                at: from_millis(ended_at),
            };
        }
        LinkState::Live
    }
}

/// The link with a secret.
pub async fn by_secret(connection: &Connection, secret: &str) -> Result<Option<FamilyLinkRow>, DbError> {
    let sql = "select family_link_id, root_id, key_hash, revoked_at from family_link
               where collaborative_id = $1 and token_hash = $2";
    connection.row(sql, args![sha256_hex(secret)]).await
}

/// How many links open, and who said what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Links that were made and not ended.
    pub links: i64,
    /// Families that said yes by their own link.
    pub own_yes: i64,
    /// And no.
    pub own_no: i64,
    /// Families of which somebody wrote down a yes.
    pub noted_yes: i64,
    /// And a no.
    pub noted_no: i64,
}

/// What is there under an agreement.
pub async fn counts(connection: &Connection, root: &str) -> Result<Counts, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        said_by: String,
        word: String,
        n: i64,
    }
    let sql = "select count(*) as n from family_link
               where collaborative_id = $1 and root_id = $2 and revoked_at is null";
    let mut counts = Counts {
        links: connection.number(sql, args![root]).await?,
        ..Counts::default()
    };
    let sql = "select said_by, word, count(*) as n from agreement_consent
               where collaborative_id = $1 and root_id = $2
               group by said_by, word
               order by said_by, word
               limit 4";
    for row in connection.rows::<Row>(sql, args![root]).await? {
        let count = match (row.said_by == Teller::Family.code(), row.word == "yes") {
            (true, true) => &mut counts.own_yes,
            (true, false) => &mut counts.own_no,
            (false, true) => &mut counts.noted_yes,
            (false, false) => &mut counts.noted_no,
        };
        *count = row.n;
    }
    Ok(counts)
}

/// A list of participants for whom links are made.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    /// Keys, one a line.
    pub keys: &'a str,
    /// The list's own secret, from the form. Links follow from it, so that a form that is sent twice makes the same ones.
    pub list_secret: &'a str,
    /// Most keys that are taken.
    pub most: usize,
}

/// A link for a participant, as whoever hands it out needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeLink {
    /// The participant's key as typed.
    pub key: String,
    /// The secret in the link's address.
    pub secret: String,
}

/// Makes a link for each participant; one that was made before for the same participant ends.
///
/// Errors: no key, too many or one too long; the list's links were ended meanwhile; the agreement is not in force, or asks nobody.
pub async fn make(
    scope: &Scope,
    actor: Actor,
    root: AgreementId,
    making: Making<'_>,
) -> Result<Vec<MadeLink>, Refusal> {
    let keys = keys(making)?;
    let tx = scope.write(actor).await?;
    let id = root.to_string();
    super::store::agreement_locked(&tx, &id).await?;
    let governed = gate::speaking(&tx, &id).await?.ok_or(Error::NotFound)?;
    let refused = |key: &str| Refusal::from(Check::form().problem("participant_keys", key));
    if standing(&governed.row) != Standing::InForce || governed.terms.consent == Consent::NotAsked {
        return Err(refused("problem-agreement-no-consent"));
    }
    let sql = "select count(*) as n from family_link where collaborative_id = $1 and root_id = $2";
    let all = tx.number(sql, args![id.clone()]).await?;
    if all + i64::try_from(keys.len()).unwrap_or(i64::MAX) > LINKS_MAX {
        return Err(refused("problem-family-links-max"));
    }
    let (mut made, mut new) = (Vec::new(), 0_usize);
    let mut seen = BTreeSet::new();
    for key in keys {
        let key_hash = consent::digest(&governed.row.key_salt, key);
        if !seen.insert(key_hash.clone()) {
            continue;
        }
        let secret = sha256_hex(format!("family link\n{}\n{key_hash}", making.list_secret));
        match put(&tx, &id, (&secret, &key_hash)).await? {
            Put::New => new += 1,
            Put::There => {}
            Put::Ended => return Err(refused("problem-family-list-ended")),
        }
        made.push(MadeLink {
            key: key.to_owned(),
            secret,
        });
    }
    if new > 0 {
        let fact = NewFact::new("agreement.family-links-made", "agreement", root.uuid());
        commit(tx, vec![fact.set("count", new)]).await?;
    }
    Ok(made)
}

/// The keys of a list, without empty lines.
fn keys(making: Making<'_>) -> Result<Vec<&str>, Refusal> {
    let refused = |key: &str| Check::form().problem("participant_keys", key);
    let is_letter = |one: u8| one.is_ascii_alphanumeric() || one == b'-' || one == b'_';
    if making.list_secret.len() != LIST_SECRET || !making.list_secret.bytes().all(is_letter) {
        return Err(refused("problem-family-list-ended").into());
    }
    let lines = making.keys.lines().map(str::trim);
    let keys: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    if keys.is_empty() {
        return Err(refused("text-empty").into());
    }
    if keys.len() > making.most {
        return Err(refused("problem-family-list-long")
            .with("most", making.most)
            .into());
    }
    match keys.iter().position(|key| key.chars().count() > KEY_MAX) {
        Some(at) => Err(refused("problem-family-key-long").with("line", at + 1).into()),
        None => Ok(keys),
    }
}

/// What became of a link that was put.
enum Put {
    New,
    There,
    Ended,
}

async fn put(tx: &Tx, root: &str, (secret, key_hash): (&str, &str)) -> Result<Put, DbError> {
    let sql = "insert into family_link (collaborative_id, family_link_id, root_id, token_hash, key_hash, made_at, made_by)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (token_hash) do nothing";
    let (hash, now) = (sha256_hex(secret), tx.clock().now_millis());
    let values = args![
        secrets::new_uuid().to_string(),
        root,
        hash.clone(),
        key_hash,
        now,
        tx.actor().key()
    ];
    if tx.run(sql, values).await? == 0 {
        let there = by_secret(tx, secret).await?;
        let is_ended = there.is_none_or(|row| row.revoked_at.is_some());
        return Ok(if is_ended { Put::Ended } else { Put::There });
    }
    let sql = "update family_link set revoked_at = $5
               where collaborative_id = $1 and root_id = $2 and key_hash = $3 and token_hash <> $4 and revoked_at is null";
    tx.run(sql, args![root, key_hash, hash, now]).await?;
    Ok(Put::New)
}

/// Ends the link of one participant, or every link of the agreement where no key is given. Gives how many ended; what families
/// said stands.
pub async fn end(scope: &Scope, actor: Actor, root: AgreementId, key: &str) -> Result<u64, Error> {
    let tx = scope.write(actor).await?;
    let id = root.to_string();
    let governed = gate::speaking(&tx, &id).await?.ok_or(Error::NotFound)?;
    let now = tx.clock().now_millis();
    let gone = if key.trim().is_empty() {
        let sql = "update family_link set revoked_at = $3
                   where collaborative_id = $1 and root_id = $2 and revoked_at is null";
        tx.run(sql, args![id, now]).await?
    } else {
        let sql = "update family_link set revoked_at = $3
                   where collaborative_id = $1 and root_id = $2 and key_hash = $4 and revoked_at is null";
        let hash = consent::digest(&governed.row.key_salt, key);
        tx.run(sql, args![id, now, hash]).await?
    };
    if gone > 0 {
        let fact = NewFact::new("agreement.family-links-ended", "agreement", root.uuid());
        tx.commit(vec![fact.set("count", gone)]).await?;
    }
    Ok(gone)
}

/// Keeps what a family says by its own link, as whatever is written down for one is kept. Saying the same twice does no harm.
pub async fn say(scope: &Scope, actor: Actor, link: &FamilyLinkRow, word: &str) -> Result<(), Error> {
    let root: AgreementId = link.root_id.parse().map_err(|_| Error::NotFound)?;
    let tx = scope.write(actor).await?;
    let governed = gate::speaking(&tx, &link.root_id).await?.ok_or(Error::NotFound)?;
    let given = Given {
        key_hash: &link.key_hash,
        word,
        teller: Teller::Family,
        is_told_since: false,
    };
    match consent::keep(&tx, &governed, given).await? {
        // A family's own word gives way to its own.
        Outcome::Same | Outcome::Stands(_) => Ok(()),
        Outcome::Kept { rows_out, mut facts } => {
            let fact = NewFact::new("agreement.family-said", "agreement", root.uuid());
            facts.push(fact.set("answer", word).set("rows_out", rows_out));
            tx.commit(facts).await?;
            Ok(())
        }
    }
}

/// Forgets every link of an agreement, at the end of its data.
pub async fn forget(tx: &Tx, root: &str) -> Result<u64, DbError> {
    let sql = "delete from family_link where collaborative_id = $1 and root_id = $2";
    tx.run(sql, args![root]).await
}
