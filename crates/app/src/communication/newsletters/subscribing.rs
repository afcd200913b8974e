//! Asking for newsletters: nobody gets one who did not confirm by mail that it was them. Ending them is one press.

use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::mail::{Letter, enqueue};
use platform::secrets;
use platform::words::Language;

use super::delivery;
use super::subscriber_store::{self, SubscriberRow};
use crate::accounts::limit::{self, Counted};
use crate::communication::digest::Office;
use crate::error::Error;

/// Whoever does not confirm within a week is forgotten.
const CONFIRM_MILLIS: i64 = 7 * 24 * 3600 * 1000;

/// Keeps that somebody asked from an address, and writes to it. The answer is the same whoever asks, and whether or not the
/// address is known: nobody learns who reads.
pub async fn ask(
    scope: &Scope,
    office: Office<'_>,
    (email, language): (&str, Language),
    network: &str,
) -> Result<Counted, Error> {
    let counted = [
        (limit::NEWSLETTER_FROM_NETWORK, network),
        (limit::NEWSLETTER_TO_ADDRESS, email),
        (limit::NEWSLETTER_OF_INSTALLATION, "all"),
    ];
    for (limit, key) in counted {
        let counted = limit::count(scope.database(), limit, key).await?;
        if counted != Counted::Within {
            return Ok(counted);
        }
    }
    remember(scope, office, (email, language)).await?;
    Ok(Counted::Within)
}

/// Writes to an address that asked; gives the key that confirms it, which is nobody's business but the reader's, and the seed's.
pub async fn remember(
    scope: &Scope,
    office: Office<'_>,
    (email, language): (&str, Language),
) -> Result<Option<String>, Error> {
    let tx = scope.write(Actor::installation()).await?;
    let known = subscriber_store::by_email(&tx, email).await?;
    let name = &office.collaborative.name;
    let (id, said, key) = match known {
        Some(known) if known.state == "confirmed" => {
            let ending = ("ending", delivery::ending(office, &known).into());
            let arguments = [("collaborative", name.into()), ending];
            (
                known.subscriber_id,
                crate::words::words(language).with("subscribe-mail-already", &arguments),
                None,
            )
        }
        known => {
            let row = SubscriberRow {
                subscriber_id: known
                    .map_or_else(|| secrets::new_uuid().to_string(), |known| known.subscriber_id),
                email: email.to_owned(),
                language: language.code().to_owned(),
                end_key: secrets::token(),
                ..SubscriberRow::default()
            };
            let key = secrets::token();
            subscriber_store::ask(&tx, &row, &secrets::sha256_hex(&key)).await?;
            let address = ("address", confirming(office, &key, language).into());
            let arguments = [("collaborative", name.into()), address];
            (
                row.subscriber_id,
                crate::words::words(language).with("subscribe-mail-text", &arguments),
                Some(key),
            )
        }
    };
    let arguments = [("collaborative", name.into())];
    let letter = Letter {
        to: email.to_owned(),
        subject: crate::words::words(language).with("subscribe-mail-subject", &arguments),
        text: said,
    };
    enqueue(&tx, letter).await?;
    let id = crate::directory::actions::id_of(&id);
    tx.commit(vec![NewFact::new("newsletter.asked-for", "subscriber", id)])
        .await?;
    Ok(key)
}

fn confirming(office: Office<'_>, key: &str, language: Language) -> String {
    let (slug, code) = (&office.collaborative.slug, language.code());
    format!("{}/{slug}/newsletter/confirm/{key}?lang={code}", office.base_url)
}

/// Whoever was sent a key to confirm.
pub async fn asked_with(scope: &Scope, key: &str) -> Result<Option<SubscriberRow>, Error> {
    let reader = scope.read().await?;
    let found = subscriber_store::by_confirm(&reader, &secrets::sha256_hex(key)).await?;
    let since = scope.clock().now_millis() - CONFIRM_MILLIS;
    Ok(found.filter(|row| row.state == "confirmed" || row.asked_at >= since))
}

/// Confirms with a key. Pressed twice, it is once.
pub async fn confirm(scope: &Scope, key: &str) -> Result<(), Error> {
    let row = asked_with(scope, key).await?.ok_or(Error::NotFound)?;
    let tx = scope.write(Actor::installation()).await?;
    if subscriber_store::confirm(&tx, &row.subscriber_id).await? == 0 {
        return Ok(());
    }
    let id = crate::directory::actions::id_of(&row.subscriber_id);
    tx.commit(vec![NewFact::new("newsletter.confirmed", "subscriber", id)])
        .await?;
    Ok(())
}

/// Whose letters a key ends.
pub async fn ended_by(scope: &Scope, key: &str) -> Result<Option<SubscriberRow>, Error> {
    Ok(subscriber_store::by_end(&*scope.read().await?, key).await?)
}

/// Ends somebody's letters and forgets their address. A key that is nobody's ends nothing and says the same.
pub async fn end(scope: &Scope, key: &str) -> Result<(), Error> {
    let tx = scope.write(Actor::installation()).await?;
    let Some(row) = subscriber_store::by_end(&tx, key).await? else {
        return Ok(());
    };
    subscriber_store::forget(&tx, &row.subscriber_id).await?;
    let id = crate::directory::actions::id_of(&row.subscriber_id);
    tx.commit(vec![NewFact::new("newsletter.ended", "subscriber", id)])
        .await?;
    Ok(())
}

/// Forgets whoever asked and did not confirm in time.
pub async fn forget_unconfirmed(scope: &Scope) -> Result<(), Error> {
    let tx = scope.write(Actor::installation()).await?;
    let before = scope.clock().now_millis() - CONFIRM_MILLIS;
    let forgotten = subscriber_store::forget_unconfirmed(&tx, before).await?;
    if forgotten > 0 {
        let id = scope.collaborative().uuid();
        let fact = NewFact::new("newsletter.unconfirmed-forgotten", "collaborative", id);
        tx.commit(vec![fact.set("addresses", forgotten)]).await?;
    }
    Ok(())
}
