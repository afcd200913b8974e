//! Keeping a sheet as a draft, and sending it: every activity in it is added in one change, or none is.

use std::collections::BTreeSet;

use domain::activities::reading::plain;
use domain::ids::{ActivityId, PersonId};
use intake::{Sheet, Workbook};
use jiff::civil::Date;
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::words::{Language, Words};
use platform::{objects, secrets};

use super::columns::Role;
use super::reading::{self, Context, Reading, entry_key};
use super::store::{self, SheetRow};
use crate::activities::actions::{add_led, backbones, check_lead};
use crate::activities::choices;
use crate::activities::outline::{self, Wanted};
use crate::directory::actions::{OrganisationForm, add_organisation_in};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Check, Place, Refusal};
use crate::submissions::answers::Answers;
use crate::submissions::drafts::without_people;

/// A draft with its file as it was read.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The row.
    pub row: SheetRow,
    /// The sheets, without columns that look like people.
    pub workbook: Workbook,
    /// Answers so far.
    pub answers: Answers,
    /// Headings of columns that were not kept.
    pub dropped: Vec<String>,
}

/// Rows of a sheet that are taken in at once.
pub const ROWS_MAX: usize = 2_000;

impl Draft {
    /// The sheet that is read.
    pub fn sheet(&self) -> Option<&Sheet> {
        let chosen = self.workbook.sheet(&self.row.sheet);
        let chosen = chosen.filter(|sheet| sheet.records <= ROWS_MAX);
        chosen.or_else(|| self.workbook.main_sheet())
    }
}

/// What a draft says, read where computing keeps nobody waiting.
pub async fn read(draft: Draft, context: Context) -> Result<(Draft, Context, Reading), Error> {
    let read = tokio::task::spawn_blocking(move || {
        let said = draft
            .sheet()
            .map(|sheet| reading::read(sheet, &context, &draft.answers))
            .unwrap_or_default();
        (draft, context, said)
    });
    read.await.map_err(|error| Error::Fault(error.to_string()))
}

/// Takes in a file that was read; a draft that was open makes way for it.
pub async fn take_in(scope: &Scope, actor: Actor, person: PersonId, workbook: Workbook) -> Result<(), Error> {
    // Who is to be called about an activity is no part of the plan.
    let (workbook, dropped) = without_people(workbook);
    let fault = |error: serde_json::Error| Error::Fault(error.to_string());
    let content = serde_json::to_vec(&workbook).map_err(fault)?;
    let tx = scope.write(actor).await?;
    let reading_hash = objects::put(&tx, &content).await?;
    let id = secrets::new_uuid();
    let row = SheetRow {
        activity_sheet_id: id.to_string(),
        person_id: person.to_string(),
        file_name: workbook.file.clone(),
        reading_hash: reading_hash.clone(),
        sheet: workbook
            .main_sheet()
            .map(|sheet| sheet.name.clone())
            .unwrap_or_default(),
        dropped_columns: serde_json::to_string(&dropped).map_err(fault)?,
        ..SheetRow::default()
    };
    store::put(&tx, &row).await?;
    let fact = NewFact::new("plan.sheet-read", "activity-sheet", id)
        .set("reading", reading_hash)
        .set("dropped_columns", dropped.len());
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// Somebody's open draft.
pub async fn draft(connection: &Connection, person: PersonId) -> Result<Option<Draft>, Error> {
    let Some(row) = store::draft(connection, &person.to_string()).await? else {
        return Ok(None);
    };
    let content = objects::get(connection, &row.reading_hash).await?;
    let parsed = tokio::task::spawn_blocking(move || serde_json::from_slice(&content)).await;
    let parsed = parsed.map_err(|error| Error::Fault(error.to_string()))?;
    let workbook = parsed.map_err(|error| Error::Fault(error.to_string()))?;
    Ok(Some(Draft {
        answers: serde_json::from_str(&row.answers).unwrap_or_default(),
        dropped: serde_json::from_str(&row.dropped_columns).unwrap_or_default(),
        workbook,
        row,
    }))
}

/// Keeps answers, and the sheet they are about.
pub async fn keep_answers(
    scope: &Scope,
    actor: Actor,
    draft: &Draft,
    (answers, sheet): (&Answers, &str),
) -> Result<(), Error> {
    if *answers == draft.answers && sheet == draft.row.sheet {
        return Ok(());
    }
    let text = serde_json::to_string(answers).map_err(|error| Error::Fault(error.to_string()))?;
    let tx = scope.write(actor).await?;
    if store::keep_answers(&tx, &draft.row.activity_sheet_id, &text, sheet).await? == 0 {
        return Err(Error::NotFound);
    }
    let id = crate::directory::actions::id_of(&draft.row.activity_sheet_id);
    let fact = NewFact::new("plan.sheet-answered", "activity-sheet", id);
    tx.commit(vec![fact.set("answers", secrets::sha256_hex(&text))])
        .await?;
    Ok(())
}

/// What is known here: names, and which activities the plan has already.
pub async fn context(connection: &Connection, words: Words, today: Date) -> Result<Context, Error> {
    let staff = backbones(connection).await?;
    let organisations = directory::organisations(connection).await?;
    let mut there: BTreeSet<String> = BTreeSet::new();
    for one in outline::plan(connection, &Wanted::default(), today).await? {
        for title in [&one.row.title_en, &one.row.title_es] {
            if !plain(title).is_empty() {
                there.insert(entry_key(&one.row.lead_id, title));
            }
        }
    }
    let done = |language: Language| crate::words::words(language).say("sheet-done-title");
    Ok(Context {
        partners: choices::partners(connection).await?,
        backbones: organisations
            .into_iter()
            .filter(|row| staff.contains(&row.organisation_id))
            .map(|row| (row.organisation_id, row.name))
            .collect(),
        strategies: choices::strategy_names(connection, words).await?,
        bodies: choices::bodies(connection, words).await?,
        places: choices::places(connection, words).await?,
        there,
        done_title: (done(Language::English), done(Language::Spanish)),
        today: Some(today),
        may_add_partners: false,
    })
}

/// What became of a sheet that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// Activities added.
    pub added: usize,
    /// Partners added.
    pub partners: usize,
    /// Rows that the plan had already.
    pub there: usize,
}

/// Sends a draft. While anything is asked nothing is sent; sending it twice adds nothing twice.
pub async fn send(scope: &Scope, actor: Actor, draft: &Draft, said: &Reading) -> Result<Sent, Refusal> {
    if !said.questions.is_empty() {
        return Err(Check::form().problem("", "problem-sheet-open").into());
    }
    let tx = scope.write(actor).await?;
    let mut sent = Sent {
        added: 0,
        partners: 0,
        there: said.there(),
    };
    if store::sent(&tx, &draft.row.activity_sheet_id).await? == 0 {
        return Ok(sent);
    }
    let mut facts = add_partners(&tx, said).await?;
    sent.partners = facts.len();
    let mut leads = BTreeSet::new();
    for (row, new) in &said.ready {
        let id = ActivityId::from_uuid(secrets::new_uuid());
        let mut check = Check::row(usize::try_from(*row).unwrap_or(0));
        if leads.insert(new.form.lead) {
            check_lead(&tx, &mut check, new.form.lead).await?;
        }
        let one = add_led(&tx, id, new, check).await;
        let one = one.map_err(|refusal| in_own_headings(refusal, said))?;
        sent.added += usize::from(!one.is_empty());
        facts.extend(one);
    }
    let id = crate::directory::actions::id_of(&draft.row.activity_sheet_id);
    let fact = NewFact::new("plan.sheet-sent", "activity-sheet", id);
    facts.push(fact.set("activities", sent.added).set("there", sent.there));
    tx.commit(facts).await?;
    Ok(sent)
}

/// Adds the partners who are new here and stand in a row that is added.
async fn add_partners(tx: &Tx, said: &Reading) -> Result<Vec<NewFact>, Refusal> {
    let rows = said.ready.iter().map(|(_, new)| new);
    let wanted = rows.flat_map(|new| {
        new.form
            .lead
            .into_iter()
            .chain(new.partners.iter().map(|(id, _)| *id))
    });
    let wanted: BTreeSet<String> = wanted.map(|id| id.to_string()).collect();
    let mut facts = Vec::new();
    for (id, name) in said.partners.iter().filter(|(id, _)| wanted.contains(*id)) {
        let id = id.parse().map_err(|_| Error::NotFound)?;
        let form = OrganisationForm {
            name: name.clone(),
            ..OrganisationForm::default()
        };
        facts.push(add_organisation_in(tx, id, &form).await?);
    }
    Ok(facts)
}

/// Problems name the sheet's own headings, not our fields.
fn in_own_headings(refusal: Refusal, said: &Reading) -> Refusal {
    let Refusal::Problems(mut problems) = refusal else {
        return refusal;
    };
    for problem in &mut problems {
        let Place::Cell { column, .. } = &mut problem.place else {
            continue;
        };
        let role = match column.as_str() {
            "title_en" => Role::Title,
            "lead" => Role::Lead,
            "about_en" => Role::About,
            "population_en" => Role::Population,
            "starts_on" => Role::Starts,
            "ends_on" => Role::Ends,
            "milestone_en" => Role::Milestone,
            "due_on" => Role::Due,
            _ => continue,
        };
        if let Some(found) = said.columns.iter().find(|one| one.role == role) {
            column.clone_from(&found.heading);
        }
    }
    Refusal::Problems(problems)
}
