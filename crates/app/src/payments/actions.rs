//! Rates, naming the few who keep payments, and what people are owed.

use domain::access::{Purpose, Thing};
use domain::ids::{PaymentId, PaymentRateId, PersonId};
use domain::payments::{KINDS, PER, RATE_KINDS, in_force};
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};
use platform::mail::Letter;

use super::store::{self, PaymentRow, RateRow};
use crate::accounts::link::{NewLink, issue};
use crate::blocks::Typed;
use crate::collaborative::store::time_zone;
use crate::directory::actions::{commit, known};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};
use crate::requests::letters::Desk;

/// How long a link to what one is owed is good for.
const LINK_MILLIS: i64 = 90 * 24 * 3600 * 1000;
/// Most people who keep payments.
const KEEPERS_MOST: usize = 3;

/// The thing that rights on payments depend on.
pub async fn thing(connection: &Connection) -> Result<Thing, Error> {
    let keepers = store::keepers(connection).await?;
    Ok(Thing::Payments {
        keepers: keepers
            .iter()
            .filter_map(|one| one.person_id.parse().ok())
            .collect(),
    })
}

/// Names somebody who keeps payments.
pub async fn name_keeper(scope: &Scope, actor: Actor, person: PersonId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let found = directory::person(&tx, &person.to_string()).await?;
    let found = found.filter(|found| found.state == "confirmed");
    let Some(found) = found else {
        return Err(Problem::field("person", "problem-not-a-choice").into());
    };
    let keepers = store::keepers(&tx).await?;
    if keepers.iter().any(|one| one.person_id == found.person_id) {
        return Ok(());
    }
    if keepers.len() >= KEEPERS_MOST {
        let problem = Problem::field("person", "problem-keepers-most");
        return Err(problem.with("most", KEEPERS_MOST).into());
    }
    store::insert_keeper(&tx, &found.person_id).await?;
    commit(
        tx,
        vec![NewFact::new("payments.keeper-named", "person", person.uuid())],
    )
    .await
}

/// Ends somebody's keeping of payments. Ended twice is once.
pub async fn end_keeper(scope: &Scope, actor: Actor, person: PersonId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    if store::end_keeper(&tx, &person.to_string()).await? == 0 {
        return Err(Error::NotFound.into());
    }
    commit(
        tx,
        vec![NewFact::new("payments.keeper-ended", "person", person.uuid())],
    )
    .await
}

/// Adds a rate from a day on. What a volunteer's hour is worth has a source.
pub async fn add_rate(scope: &Scope, actor: Actor, id: PaymentRateId, typed: &Typed) -> Result<(), Refusal> {
    let mut check = Check::form();
    let kind = check.code("rate_kind", typed.get("rate_kind"), |code| {
        known(&RATE_KINDS, code)
    });
    let per = check.code("per", typed.get("per"), |code| known(&PER, code));
    let amount = domain::money::parse(typed.get("rate_amount"));
    if amount.is_none() {
        check.wrong("rate_amount", "problem-not-money");
    }
    let row = RateRow {
        payment_rate_id: id.to_string(),
        kind: kind.unwrap_or_default(),
        label_en: check.title("label_en", typed.get("label_en")),
        label_es: check.optional_title("label_es", typed.get("label_es")),
        amount: amount.unwrap_or_default(),
        currency: "USD".to_owned(),
        per: per.unwrap_or_default(),
        from_on: check.day("from_on", typed.get("from_on")),
        source: check.optional_prose("rate_source", typed.get("rate_source")),
        source_url: check.optional_title("rate_source_url", typed.get("rate_source_url")),
    };
    let is_volunteer = row.kind == "volunteer";
    if is_volunteer && row.source.is_empty() {
        check.wrong("rate_source", "problem-rate-source");
    }
    if is_volunteer && row.per != "hour" {
        check.wrong("per", "problem-rate-hour");
    }
    if !row.source_url.is_empty() && !row.source_url.starts_with("https://") {
        check.wrong("rate_source_url", "problem-rate-url");
    }
    let row = check.finish(row)?;
    let tx = scope.write(actor).await?;
    let same = |one: &RateRow| one.kind == row.kind && one.per == row.per && one.from_on == row.from_on;
    let rates = store::rates(&tx).await?;
    if rates.iter().any(|one| one.payment_rate_id == row.payment_rate_id) {
        return Ok(());
    }
    if rates.iter().any(same) {
        return Err(Problem::field("from_on", "problem-rate-same-day").into());
    }
    store::insert_rate(&tx, &row).await?;
    let fact = NewFact::new("payments.rate-added", "payment-rate", id.uuid())
        .set("kind", &row.kind)
        .set("amount", row.amount)
        .set("per", &row.per)
        .set("from_on", &row.from_on);
    commit(tx, vec![fact]).await
}

/// The rate of a kind that holds on a day.
pub fn rate_of<'a>(rates: &'a [RateRow], (kind, per): (&str, &str), day: &str) -> Option<&'a RateRow> {
    let of_kind: Vec<&RateRow> = rates
        .iter()
        .filter(|one| one.kind == kind && one.per == per)
        .collect();
    let begins: Vec<&str> = of_kind.iter().map(|one| one.from_on.as_str()).collect();
    in_force(&begins, day).map(|at| of_kind[at])
}

/// Notes what somebody is owed, reckoned once by the rate of the day. The identifier comes with the form.
///
/// Facts hold fingerprints: that somebody is paid for what they lived through is theirs to tell.
pub async fn add(scope: &Scope, actor: Actor, id: PaymentId, typed: &Typed) -> Result<(), Refusal> {
    let mut check = Check::form();
    let kind = check.code("payment_kind", typed.get("payment_kind"), |code| {
        known(&KINDS, code)
    });
    let per = check.code("per", typed.get("per"), |code| known(&PER, code));
    let quantity = domain::money::parse_hundredths(typed.get("quantity"));
    if quantity.is_none() {
        check.wrong("quantity", "problem-not-a-quantity");
    }
    let happened_on = check.day("happened_on", typed.get("happened_on"));
    let what = check.title("payment_what", typed.get("payment_what"));
    let tx = scope.write(actor).await?;
    let person = typed.id::<PersonId>("person");
    let person = match person {
        Some(person) => directory::person(&tx, &person.to_string()).await?,
        None => None,
    };
    if person.is_none() {
        check.wrong("person", "problem-not-a-choice");
    }
    let (kind, per) = (kind.unwrap_or_default(), per.unwrap_or_default());
    let rates = store::rates(&tx).await?;
    let rate = rate_of(&rates, (&kind, &per), &happened_on);
    if rate.is_none() {
        check.wrong("per", "problem-no-rate");
    }
    let (rate, person, quantity) = check.finish((
        rate.cloned().unwrap_or_default(),
        person,
        quantity.unwrap_or_default(),
    ))?;
    let row = PaymentRow {
        payment_id: id.to_string(),
        person_id: person.map(|person| person.person_id).unwrap_or_default(),
        kind,
        what,
        happened_on,
        quantity,
        amount: domain::money::owed(quantity, rate.amount),
        currency: rate.currency,
        payment_rate_id: rate.payment_rate_id,
        per: rate.per,
        ..PaymentRow::default()
    };
    if store::insert_payment(&tx, &row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("payments.owed", "payment", id.uuid())
        .personal("person", &row.person_id)
        .personal("what", &row.what)
        .personal("amount", &row.amount.to_string());
    commit(tx, vec![fact]).await
}

/// Notes that something was paid on a day that has come, and how. Paid twice is once.
pub async fn pay(scope: &Scope, actor: Actor, id: PaymentId, (on, how): (&str, &str)) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let today = tx.clock().today(&time_zone(&tx).await?).to_string();
    let mut check = Check::form();
    let on = check.day("paid_on", on);
    if on > today {
        check.wrong("paid_on", "problem-paid-not-yet");
    }
    let how = check.optional_title("paid_by", how);
    let (on, how) = check.finish((on, how))?;
    let all = store::payments(&tx).await?;
    let row = all.iter().find(|one| one.payment_id == id.to_string());
    let row = row.ok_or(Error::NotFound)?;
    if store::pay(&tx, &row.payment_id, (&on, &how)).await? == 0 {
        return Ok(());
    }
    commit(tx, vec![NewFact::new("payments.paid", "payment", id.uuid())]).await
}

/// Takes back that something was paid, where it was a mistake. Taken back twice is once.
pub async fn unpay(scope: &Scope, actor: Actor, id: PaymentId) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    if store::unpay(&tx, &id.to_string()).await? == 0 {
        return Err(Error::NotFound.into());
    }
    commit(
        tx,
        vec![NewFact::new("payments.taken-back", "payment", id.uuid())],
    )
    .await
}

/// Cancels what is not paid, with a reason. Cancelled twice is once.
pub async fn cancel(scope: &Scope, actor: Actor, id: PaymentId, because: &str) -> Result<(), Refusal> {
    let mut check = Check::form();
    let because = check.prose("cancelled_because", because);
    let because = check.finish(because)?;
    let tx = scope.write(actor).await?;
    if store::cancel(&tx, &id.to_string(), &because).await? == 0 {
        return Err(Error::NotFound.into());
    }
    let fact = NewFact::new("payments.cancelled", "payment", id.uuid());
    commit(tx, vec![fact.personal("because", &because)]).await
}

/// Sends somebody a link to what they are owed. The mail names no amount.
pub async fn send(scope: &Scope, actor: Actor, desk: Desk<'_>, person: PersonId) -> Result<String, Refusal> {
    let tx = scope.write(actor).await?;
    let found = directory::person(&tx, &person.to_string()).await?;
    let found = found.filter(|found| found.state != "left");
    let Some(found) = found else {
        return Err(Problem::field("payee", "problem-not-a-choice").into());
    };
    let new = NewLink {
        person,
        purpose: Purpose::Payee,
        expires_at: tx.clock().now_millis() + LINK_MILLIS,
    };
    let (secret, _, fact) = issue(&tx, &new).await?;
    let words = crate::decisions::letters::words_of(&found);
    let arguments = [
        ("person", found.name.as_str().into()),
        ("collaborative", desk.collaborative.name.as_str().into()),
        ("link", format!("{}/payments", desk.link(&secret)).into()),
        ("contact", desk.collaborative.contact_email.as_str().into()),
    ];
    let letter = Letter {
        to: found.email.clone(),
        subject: words.with("payments-send-subject", &arguments),
        text: words.with("payments-send-mail", &arguments),
    };
    platform::mail::enqueue(&tx, letter).await?;
    commit(tx, vec![fact]).await?;
    Ok(secret)
}
