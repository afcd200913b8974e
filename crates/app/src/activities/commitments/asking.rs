//! Asking organisations what became of their promises: one letter, one link, every promise that asks for an answer.

use std::collections::BTreeMap;

use domain::ids::{OrganisationId, PersonId};
use jiff::civil::Date;
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets::sha256_hex;
use platform::words::Language;

use super::store::{self, PromiseRow, SpeakerRow};
use super::views;
use crate::collaborative::store::CollaborativeRow;
use crate::communication::notices::{self, Told};
use crate::error::Error;
use crate::problems::{Problem, Refusal};

/// Promises that a letter lists; the page behind its link has them all.
const LISTED_MAX: usize = 12;
/// An organisation that was asked is not reminded by itself for this long.
const QUIET_MILLIS: i64 = 7 * 24 * 3600 * 1000;

/// The promises that ask for an answer today, by organisation.
pub fn asking(rows: Vec<PromiseRow>, today: Date) -> BTreeMap<String, Vec<PromiseRow>> {
    let mut asking: BTreeMap<String, Vec<PromiseRow>> = BTreeMap::new();
    let open = rows
        .into_iter()
        .filter(|row| row.pledge(today).asks(row.due(), row.answered_on_day(), today));
    for row in open {
        asking.entry(row.organisation_id.clone()).or_default().push(row);
    }
    asking
}

/// Whom an organisation is asked by: who answered before, else who answers for its figures, else anybody there.
pub fn speaker<'a>(speakers: &'a [SpeakerRow], organisation: &str) -> Option<&'a SpeakerRow> {
    speakers.iter().find(|row| row.organisation_id == organisation)
}

/// When each organisation was last asked, and who.
pub async fn last_asked(connection: &Connection) -> Result<BTreeMap<String, (i64, String)>, Error> {
    let mut asked = BTreeMap::new();
    for row in store::asked(connection).await? {
        if let Some(organisation) = row.told_once.split(':').nth(1) {
            // The newest stands first.
            asked
                .entry(organisation.to_owned())
                .or_insert((row.created_at, row.name));
        }
    }
    Ok(asked)
}

fn told(
    speaker: &SpeakerRow,
    rows: &[PromiseRow],
    (round, today, collaborative): (&str, Date, &CollaborativeRow),
) -> Told {
    let words = crate::words::words(Language::from_code(&speaker.language).unwrap_or_default());
    let listed = rows.iter().take(LISTED_MAX).map(|row| {
        let by = words.with(
            "action-until",
            &[(
                "day",
                crate::activities::views::day(words, &row.due().to_string()).into(),
            )],
        );
        format!("- {} ({by})", views::words_of(words, row))
    });
    let mut lines: Vec<String> = listed.collect();
    lines.push(words.say("promises-letter"));
    // Before its day nobody asks what became of a promise.
    let key = match rows.iter().all(|row| row.due() >= today) {
        true => "promises-letter-ahead",
        false => "promises-letter-heading",
    };
    let about = [
        ("count", rows.len().into()),
        ("collaborative", collaborative.name.as_str().into()),
    ];
    Told {
        person_id: speaker.person_id.clone(),
        kind: "action",
        told_once: format!("promises:{}:{round}", speaker.organisation_id),
        heading: words.with(key, &about),
        words: lines.join("\n"),
        path: format!("promises:{}", speaker.organisation_id),
    }
}

/// Asks every organisation of whose promises one has come due to be asked about. Asked once for each of these days.
pub async fn remind(tx: &Tx, collaborative: &CollaborativeRow, today: Date) -> Result<usize, Error> {
    let asking = asking(store::promises(tx, "").await?, today);
    if asking.is_empty() {
        return Ok(0);
    }
    let speakers = store::speakers(tx).await?;
    let since = tx.clock().now_millis() - QUIET_MILLIS;
    let last_asked = last_asked(tx).await?;
    let mut letters = Vec::new();
    for (organisation, rows) in &asking {
        // Whoever was asked these days, by the staff or by a reminder, is left alone.
        if last_asked.get(organisation).is_some_and(|(at, _)| *at > since) {
            continue;
        }
        let Some(speaker) = speaker(&speakers, organisation) else {
            continue;
        };
        let days: Vec<String> = rows
            .iter()
            .map(|row| format!("{}/{}/{:?}", row.commitment_id, row.due(), row.answered_at))
            .collect();
        let round: String = sha256_hex(days.join(" ")).chars().take(16).collect();
        letters.push(told(speaker, rows, (&round, today, collaborative)));
    }
    Ok(notices::tell(tx, collaborative, letters).await?)
}

/// Asks one organisation now, once a day at most.
pub async fn ask(
    scope: &Scope,
    actor: Actor,
    (organisation, person): (OrganisationId, Option<PersonId>),
    (collaborative, today): (&CollaborativeRow, Date),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let key = organisation.to_string();
    let rows = store::promises(&tx, &key).await?;
    let rows: Vec<PromiseRow> = rows
        .into_iter()
        .filter(|row| !row.pledge(today).is_settled())
        .collect();
    if rows.is_empty() {
        return Err(Problem::field("organisation", "problem-plan-nothing-to-ask").into());
    }
    let speakers = store::speakers(&tx).await?;
    let chosen = match person {
        Some(person) => speakers
            .iter()
            .find(|row| row.organisation_id == key && row.person_id == person.to_string()),
        None => speaker(&speakers, &key),
    };
    let Some(chosen) = chosen else {
        return Err(Problem::field("organisation", "problem-plan-nobody-to-ask").into());
    };
    let round = format!("on-{today}");
    let letter = told(chosen, &rows, (&round, today, collaborative));
    if notices::tell(&tx, collaborative, vec![letter]).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("plan.promises-asked", "organisation", organisation.uuid());
    tx.commit(vec![fact.set("promises", rows.len())]).await?;
    Ok(())
}
