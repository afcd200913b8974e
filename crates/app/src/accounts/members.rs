//! Which collaboratives an address belongs to. Each is asked through its own handle, as every other row is.

use domain::ids::CollaborativeId;
use platform::args;
use platform::db::{Database, DbError, FromQueryResult};
use platform::history::{Actor, NewFact};
use platform::words::Language;

use crate::collaborative::store::{self, CollaborativeRow};
use crate::error::Error;

/// One membership of an address.
#[derive(Debug, Clone)]
pub struct Membership {
    /// The collaborative.
    pub collaborative: CollaborativeRow,
    /// The person in its directory.
    pub person_id: String,
    /// Name there.
    pub name: String,
    /// Language chosen there.
    pub language: Language,
    /// Whether the invitation still waits for the first sign-in.
    pub is_invited: bool,
}

#[derive(FromQueryResult)]
struct MemberRow {
    person_id: String,
    name: String,
    language: String,
    state: String,
}

/// Every membership of an address that is not over, by the collaborative's slug.
pub async fn memberships(database: &Database, email: &str) -> Result<Vec<Membership>, Error> {
    let mut found = Vec::new();
    for collaborative in store::collaboratives(&database.host()).await? {
        let id: CollaborativeId = collaborative
            .collaborative_id
            .parse()
            .map_err(|_| Error::NotFound)?;
        let reader = database.scope(id).read().await?;
        let sql = "select person_id, name, language, state
                   from person
                   where collaborative_id = $1 and email = $2 and state <> 'left'";
        let row: Option<MemberRow> = reader.row(sql, args![email]).await?;
        found.extend(row.map(|row| Membership {
            collaborative,
            person_id: row.person_id,
            name: row.name,
            language: Language::from_code(&row.language).unwrap_or_default(),
            is_invited: row.state == "invited",
        }));
    }
    Ok(found)
}

/// Takes up every invitation of an address, after its first sign-in has shown that the mailbox is theirs.
///
/// Only rows that staff made are taken up: signing in never makes somebody a member.
pub async fn take_up_invitations(database: &Database, all: &[Membership]) -> Result<(), Error> {
    for one in all.iter().filter(|one| one.is_invited) {
        let id: CollaborativeId = one
            .collaborative
            .collaborative_id
            .parse()
            .map_err(|_| Error::NotFound)?;
        let person: uuid::Uuid = one.person_id.parse().map_err(|_| Error::NotFound)?;
        let actor = Actor::new("person", person, "mailed-link");
        let tx = database.scope(id).write(actor).await?;
        let sql = "update person
                   set state = 'confirmed'
                   where collaborative_id = $1 and person_id = $2 and state = 'invited'";
        if tx.run(sql, args![one.person_id.clone()]).await? == 0 {
            continue;
        }
        let fact = NewFact::new("person.confirmed", "person", person).change("state", "invited", "confirmed");
        tx.commit(vec![fact]).await?;
    }
    Ok(())
}

/// Writes the language of an address down in every place where it takes part.
pub async fn choose_language(database: &Database, email: &str, language: Language) -> Result<(), Error> {
    for one in memberships(database, email).await? {
        if one.language == language {
            continue;
        }
        let id: CollaborativeId = one
            .collaborative
            .collaborative_id
            .parse()
            .map_err(|_| Error::NotFound)?;
        let person: uuid::Uuid = one.person_id.parse().map_err(|_| Error::NotFound)?;
        let tx = database
            .scope(id)
            .write(Actor::new("person", person, "own-account"))
            .await?;
        let sql = "update person set language = $3 where collaborative_id = $1 and person_id = $2";
        tx.run(sql, args![one.person_id.clone(), language.code()]).await?;
        let fact = NewFact::new("person.language-chosen", "person", person);
        let fact = fact.change("language", one.language.code(), language.code());
        tx.commit(vec![fact]).await?;
    }
    Ok(())
}

/// The account of an address, made at its first sign-in.
pub async fn account_of(tx: &platform::db::HostTx, email: &str) -> Result<String, DbError> {
    #[derive(FromQueryResult)]
    struct AccountRow {
        account_id: String,
    }
    let id = platform::secrets::new_uuid().to_string();
    let sql = "insert into account (account_id, email, created_at)
               values ($1, $2, $3)
               on conflict (email) do nothing";
    tx.run(sql, args![id, email, tx.clock().now_millis()]).await?;
    let sql = "select account_id from account where email = $1";
    let row: Option<AccountRow> = tx.row(sql, args![email]).await?;
    Ok(row.ok_or(DbError::NotFound)?.account_id)
}
