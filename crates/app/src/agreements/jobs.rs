//! What happens to agreements by themselves: people are told that one ends, it ends, and its data are destroyed.

use domain::agreements::term::{destroyed_on, is_over, telling};
use domain::ids::CollaborativeId;
use jiff::civil::Date;
use platform::args;
use platform::db::{DbError, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::words::Language;

use super::destroying;
use super::store::{self, AgreementRow};
use super::views;
use super::written::Written;
use crate::collaborative::store::CollaborativeRow;
use crate::communication::notices::{self, Told};
use crate::directory::store as directory;
use crate::error::Error;
use crate::state::AppState;

/// Every hour: tells who is concerned, ends what is over, destroys what is due.
pub async fn hourly(state: &AppState) -> Result<(), Error> {
    let mut first = Ok(());
    for collaborative in crate::collaborative::store::collaboratives(&state.database.host()).await? {
        let id: CollaborativeId = collaborative
            .collaborative_id
            .parse()
            .map_err(|_| Error::NotFound)?;
        let scope = state.database.scope(id);
        // One community's trouble keeps no other's data beyond their day; the job still ends with it, and is tried again.
        let done = hourly_of(&scope, &collaborative).await;
        first = first.and(done);
    }
    first
}

async fn hourly_of(scope: &Scope, collaborative: &CollaborativeRow) -> Result<(), Error> {
    let today = scope.clock().today(&collaborative.time_zone);
    let told = remind(scope, collaborative, today).await;
    expire(scope, today).await?;
    let mut first = told;
    for root in due(scope, today).await? {
        let done = destroying::destroy(scope, &root).await.map(|_| ());
        first = first.and(done);
    }
    first.and(destroying::finish(scope).await.map(|_| ()))
}

async fn in_force(scope: &Scope) -> Result<Vec<AgreementRow>, DbError> {
    let all = store::agreements(&*scope.read().await?).await?;
    Ok(all.into_iter().filter(|row| row.state == "in-force").collect())
}

/// Tells everyone concerned ninety, thirty and seven days before an end; each time once.
async fn remind(scope: &Scope, collaborative: &CollaborativeRow, today: Date) -> Result<(), Error> {
    let rows = in_force(scope).await?;
    let tells = rows.iter().filter_map(|row| {
        let days = telling(row.ends_on.parse().ok()?, today)?;
        Some((row, days))
    });
    let tells: Vec<_> = tells.collect();
    if tells.is_empty() {
        return Ok(());
    }
    let tx = scope.write(Actor::installation()).await?;
    let mut facts = Vec::new();
    for (row, days) in tells {
        let told = notices_of(&tx, row, days).await?;
        if notices::tell(&tx, collaborative, told).await? > 0 {
            let id: domain::ids::AgreementId = row.agreement_id.parse().map_err(|_| Error::NotFound)?;
            facts.push(NewFact::new("agreement.end-told", "agreement", id.uuid()).set("days", days));
        }
    }
    if !facts.is_empty() {
        tx.commit(facts).await?;
    }
    Ok(())
}

/// Both signatories, and everyone named in the agreement, in their languages.
async fn notices_of(tx: &Tx, row: &AgreementRow, days: i32) -> Result<Vec<Told>, Error> {
    let written = Written::of(row);
    let named = written.senders.iter().chain(&written.users);
    let mut ids: Vec<&String> = named
        .chain([&row.gives_person_id, &row.receives_person_id])
        .collect();
    ids.sort();
    ids.dedup();
    let mut all = Vec::new();
    for id in ids {
        let Some(person) = directory::person(tx, id).await?.filter(|one| one.state != "left") else {
            continue;
        };
        let words = crate::words::words(Language::from_code(&person.language).unwrap_or_default());
        let arguments = [
            ("title", views::title(words, row).into()),
            ("end", views::day(words, &row.ends_on).into()),
        ];
        let is_staff = row.receives_organisation_id == person.organisation_id;
        all.push(Told {
            person_id: person.person_id,
            kind: "announcement",
            told_once: format!("agreement-ends:{}:{days}", row.agreement_id),
            heading: words.with("agreement-ends-heading", &arguments),
            words: words.with("agreement-ends-words", &arguments),
            // A partner reads it by the signatory's own link; the workspace is not theirs.
            path: if is_staff {
                format!("/work/agreements/{}", row.agreement_id)
            } else {
                String::new()
            },
        });
    }
    Ok(all)
}

/// Ends every agreement whose last day has passed.
async fn expire(scope: &Scope, today: Date) -> Result<(), Error> {
    for row in in_force(scope).await? {
        if !row.ends_on.parse().is_ok_and(|ends| is_over(ends, today)) {
            continue;
        }
        let id: domain::ids::AgreementId = row.agreement_id.parse().map_err(|_| Error::NotFound)?;
        let tx = scope.write(Actor::installation()).await?;
        store::end(&tx, &row.agreement_id, &row.ends_on, "").await?;
        let fact = NewFact::new("agreement.ended", "agreement", id.uuid());
        tx.commit(vec![fact.change("state", "in-force", "ended")]).await?;
    }
    Ok(())
}

/// Roots whose data go today or should have gone.
async fn due(scope: &Scope, today: Date) -> Result<Vec<String>, Error> {
    let all = store::agreements(&*scope.read().await?).await?;
    let is_due = |row: &&AgreementRow| {
        let ended = row.ended_on.as_deref().and_then(|on| on.parse::<Date>().ok());
        let kept = u16::try_from(row.kept_days).unwrap_or(0);
        row.state == "ended" && ended.is_some_and(|ended| destroyed_on(ended, kept) <= today)
    };
    let has_force = |root: &str| {
        all.iter()
            .any(|row| row.root_id == root && row.state == "in-force")
    };
    let roots = all.iter().filter(is_due).map(|row| row.root_id.clone());
    Ok(roots.filter(|root| !has_force(root)).collect())
}

/// Notes, in a change's transaction, that data are gone.
pub(super) async fn settle(tx: &Tx, root: &str) -> Result<u64, DbError> {
    let sql = "update agreement set state = 'destroyed'
               where collaborative_id = $1 and root_id = $2 and state in ('ended', 'replaced')";
    tx.run(sql, args![root]).await
}
