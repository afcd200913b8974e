//! How often somebody wants to hear, and ending it with one press.

use domain::ids::PersonId;
use domain::meetings::digest::Cadence;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};

use super::newsletters::subscriber_store;
use crate::error::Error;

/// Letters in a row that came back before an address is left in peace.
pub const BOUNCES_MAX: i64 = 3;

#[derive(FromQueryResult)]
struct ChoiceRow {
    cadence: String,
}

/// What a person chose; as it comes where they never did.
pub async fn of(connection: &Connection, person: PersonId) -> Result<Cadence, DbError> {
    let sql = "select cadence from mail_choice where collaborative_id = $1 and person_id = $2";
    let row: Option<ChoiceRow> = connection.row(sql, args![person.to_string()]).await?;
    Ok(row
        .and_then(|row| Cadence::from_code(&row.cadence))
        .unwrap_or(Cadence::Now))
}

/// Keeps what a person chose. Whoever chooses anew is heard anew: letters that came back are forgotten.
pub async fn choose(scope: &Scope, actor: Actor, person: PersonId, cadence: Cadence) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let old = of(&tx, person).await?;
    let sql = "insert into mail_choice (collaborative_id, person_id, cadence)
               values ($1, $2, $3)
               on conflict (collaborative_id, person_id) do update set cadence = excluded.cadence, bounces = 0";
    tx.run(sql, args![person.to_string(), cadence.code()]).await?;
    let fact = NewFact::new("mail.chosen", "person", person.uuid());
    tx.commit(vec![fact.change("cadence", old.code(), cadence.code())])
        .await?;
    Ok(())
}

/// Notes that a letter went out to somebody.
pub async fn note_mailed(tx: &Tx, person: &str) -> Result<(), DbError> {
    let sql = "insert into mail_choice (collaborative_id, person_id, cadence, last_mailed_at)
               values ($1, $2, 'now', $3)
               on conflict (collaborative_id, person_id) do update set last_mailed_at = excluded.last_mailed_at";
    tx.run(sql, args![person, tx.clock().now_millis()]).await?;
    Ok(())
}

/// Notes that a letter to an address came back; after a few in a row the address is left in peace. Gives whether it is known.
pub async fn note_bounce(scope: &Scope, email: &str) -> Result<bool, Error> {
    let tx = scope.write(Actor::installation()).await?;
    let email = email.to_lowercase();
    let subscribers = subscriber_store::bounced(&tx, &email).await?;
    let person = crate::directory::store::person_by_email(&tx, &email).await?;
    let Some(person) = person else {
        if subscribers > 0 {
            let id = scope.collaborative().uuid();
            tx.commit(vec![NewFact::new("mail.bounced", "collaborative", id)])
                .await?;
        }
        return Ok(subscribers > 0);
    };
    let sql = "insert into mail_choice (collaborative_id, person_id, cadence, bounces)
               values ($1, $2, 'now', 1)
               on conflict (collaborative_id, person_id) do update set bounces = mail_choice.bounces + 1";
    tx.run(sql, args![person.person_id.clone()]).await?;
    let id = crate::directory::actions::id_of(&person.person_id);
    tx.commit(vec![NewFact::new("mail.bounced", "person", id)])
        .await?;
    Ok(true)
}
