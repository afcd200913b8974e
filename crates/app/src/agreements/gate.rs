//! The gate in every door: what is sent, computed or published is held against the agreement that governs it.
//!
//! One function decides ([`domain::agreements::decide`]); here it meets the database. A refusal is a sentence that names the
//! agreement and the clause.

use domain::agreements::columns::{Column, column};
use domain::agreements::{Act, Against, Consent, Purpose, Refused, Terms, Use, decide};
use domain::ids::IndicatorId;
use intake::{Sheet, Workbook};
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult, Scope};
use platform::history::Actor;
use platform::words::{Language, Words};

use super::actions::standing;
use super::consent;
use super::store::{self, AgreementRow};
use super::views;
use super::written::Written;
use crate::directory::store as directory;
use crate::error::Error;

/// The agreement that governs something, and what it says.
#[derive(Debug, Clone)]
pub struct Governed {
    /// The version that speaks: the one in force, else the newest.
    pub row: AgreementRow,
    /// What was agreed.
    pub terms: Terms,
    /// The element by which participants are known, where families are asked.
    pub consent_key: String,
}

/// A file with only what may be kept.
#[derive(Debug, Clone)]
pub struct Narrowed {
    /// The file.
    pub workbook: Workbook,
    /// Headings of columns that were dropped.
    pub dropped: Vec<String>,
    /// Columns that were kept.
    pub kept: usize,
    /// Rows left out because of what families said.
    pub rows_left_out: usize,
}

#[derive(FromQueryResult)]
struct RootRow {
    root_id: String,
}

/// The first version of the agreement with an organisation that a request names, if it names one.
pub async fn root_of(
    connection: &Connection,
    (request, organisation): (&str, &str),
) -> Result<Option<String>, DbError> {
    let sql = "select r.root_id
               from request_agreement r
               join agreement a on a.collaborative_id = r.collaborative_id and a.agreement_id = r.root_id
               where r.collaborative_id = $1 and r.data_request_id = $2 and a.gives_organisation_id = $3
               order by r.root_id
               limit 1";
    let row: Option<RootRow> = connection.row(sql, args![request, organisation]).await?;
    Ok(row.map(|row| row.root_id))
}

/// The version of an agreement that speaks now.
pub async fn speaking(connection: &Connection, root: &str) -> Result<Option<Governed>, Error> {
    let versions = store::versions(connection, root).await?;
    // A version that is being written, or was put aside, says nothing while another was ever signed by both.
    let order = ["in-force", "ended", "destroyed", "replaced"];
    let found = order
        .iter()
        .find_map(|state| {
            versions
                .iter()
                .find(|one| one.state == *state && one.in_force_at.is_some())
        })
        .or(versions.first());
    Ok(found.map(|row| {
        let written = Written::of(row);
        Governed {
            terms: written.terms(row),
            consent_key: written.consent_key,
            row: row.clone(),
        }
    }))
}

/// What is asked, of whom, for which indicator: identifiers.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The request.
    pub request: &'a str,
    /// The organisation whose data they are.
    pub organisation: &'a str,
    /// The indicator.
    pub indicator: &'a str,
}

/// Lets an act on an organisation's data pass, or refuses it with the clause. `None`: no agreement governs them, and they are
/// figures. Rows about participants come under an agreement or not at all.
///
/// Errors: `Refused` with the sentence, in the language of whoever acts.
pub async fn pass(
    connection: &Connection,
    actor: &Actor,
    asked: Asked<'_>,
    act: Act,
) -> Result<Option<Governed>, Error> {
    let Some(root) = root_of(connection, (asked.request, asked.organisation)).await? else {
        if asks_rows(connection, asked.request).await? {
            let words = words_for(connection, actor).await?;
            return Err(Error::Refused(words.say("agreement-needed")));
        }
        return Ok(None);
    };
    let wanted = Wanted {
        act,
        purpose: Purpose::SharedMeasures,
        indicator: asked.indicator.parse().ok(),
        elements: &[],
    };
    pass_root(connection, actor, &root, wanted).await.map(Some)
}

/// Whether a request asks for rows about participants, which no partner may send without an agreement of its own.
pub async fn asks_rows(connection: &Connection, request: &str) -> Result<bool, DbError> {
    let ask = crate::vault::asks::of_request(connection, request).await?;
    Ok(ask.is_some())
}

/// What somebody is about to do with what came under an agreement.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// What is done.
    pub act: Act,
    /// What for.
    pub purpose: Purpose,
    /// The indicator it serves, if any.
    pub indicator: Option<IndicatorId>,
    /// Names of the elements it needs.
    pub elements: &'a [&'a str],
}

/// Lets an act under an agreement pass, by its first version, or refuses it with the clause.
///
/// Errors: `Refused` with the sentence, in the language of whoever acts.
pub async fn pass_root(
    connection: &Connection,
    actor: &Actor,
    root: &str,
    wanted: Wanted<'_>,
) -> Result<Governed, Error> {
    let governed = speaking(connection, root).await?.ok_or(Error::NotFound)?;
    let person = person_of(actor);
    let host = connection.database().host();
    let id = connection.collaborative().to_string();
    let collaborative = crate::collaborative::store::collaborative_by_id(&host, &id)
        .await?
        .ok_or(Error::NotFound)?;
    let wanted = Use {
        act: wanted.act,
        purpose: wanted.purpose,
        indicator: wanted.indicator,
        elements: wanted.elements,
        person: person.as_deref().and_then(|id| id.parse().ok()),
        on: connection.clock().today(&collaborative.time_zone),
    };
    match decide(standing(&governed.row), &governed.terms, &wanted) {
        Ok(()) => Ok(governed),
        Err(refused) => Err(governed.refused(connection, actor, refused).await?),
    }
}

#[derive(FromQueryResult)]
struct RequestRow {
    data_request_id: String,
    organisation_id: String,
    indicator_id: String,
}

/// As [`pass`], for what was sent already.
pub async fn pass_submission(
    scope: &Scope,
    actor: &Actor,
    submission: &str,
    act: Act,
) -> Result<Option<Governed>, Error> {
    let reader = scope.read().await?;
    let sql = "select r.data_request_id, s.organisation_id, r.indicator_id
               from submission s
               join data_request r on r.collaborative_id = s.collaborative_id and r.data_request_id = s.data_request_id
               where s.collaborative_id = $1 and s.submission_id = $2";
    let row: Option<RequestRow> = reader.row(sql, args![submission]).await?;
    let row = row.ok_or(Error::NotFound)?;
    let asked = Asked {
        request: &row.data_request_id,
        organisation: &row.organisation_id,
        indicator: &row.indicator_id,
    };
    pass(&reader, actor, asked, act).await
}

/// The words of whoever acts, English where it is nobody known.
pub async fn words_for(connection: &Connection, actor: &Actor) -> Result<Words, Error> {
    let found = match person_of(actor) {
        Some(id) => directory::person(connection, &id).await?,
        None => None,
    };
    let language = found.and_then(|one| Language::from_code(&one.language));
    Ok(crate::words::words(language.unwrap_or_default()))
}

/// The person who acts, if it is one.
fn person_of(actor: &Actor) -> Option<String> {
    (actor.reference.kind == "person").then(|| actor.reference.id.to_string())
}

/// "The agreement … does not allow this (clause 4, Who may send and use it): …".
pub fn sentence(words: Words, row: &AgreementRow, refused: &Refused) -> String {
    let day = |day: jiff::civil::Date| crate::dates::plain(words, day);
    let detail = match &refused.against {
        Against::NotYet { from } => day(*from),
        Against::TooLate { until } => day(*until),
        Against::NotCovered { element } | Against::Identifies { element } | Against::NoKey { element } => {
            element.clone()
        }
        Against::NotSigned
        | Against::Over
        | Against::OtherPurpose
        | Against::OtherIndicator
        | Against::MayNotSend
        | Against::MayNotUse
        | Against::NothingCovered
        | Against::NoLinking
        | Against::NothingPublic
        | Against::OnlyTotals => String::new(),
    };
    let why = words.with(
        &format!("agreement-against-{}", refused.against.code()),
        &[("detail", detail.into())],
    );
    words.with(
        "agreement-refused",
        &[
            ("title", views::title(words, row).into()),
            ("number", refused.clause.number().into()),
            (
                "clause",
                words
                    .say(&format!("agreement-clause-{}", refused.clause.code()))
                    .into(),
            ),
            ("why", why.into()),
        ],
    )
}

impl Governed {
    /// A refusal, in the language of whoever acts.
    pub async fn refused(
        &self,
        connection: &Connection,
        actor: &Actor,
        refused: Refused,
    ) -> Result<Error, Error> {
        let words = words_for(connection, actor).await?;
        Ok(Error::Refused(sentence(words, &self.row, &refused)))
    }

    /// The file with only what the agreement covers, and without those whose families said no: before anything is kept.
    ///
    /// Errors: nothing in it is covered; families are asked and the file does not say who is who.
    pub async fn narrow(
        &self,
        connection: &Connection,
        actor: &Actor,
        workbook: Workbook,
    ) -> Result<Narrowed, Error> {
        match self.kept(connection, workbook).await? {
            Ok(narrowed) => Ok(narrowed),
            Err(against) => Err(self.refused(connection, actor, against.into()).await?),
        }
    }

    /// As [`Self::narrow`], for what came under an earlier version, or before families said something. The inner error: why
    /// nothing of it may be kept.
    pub async fn kept(
        &self,
        connection: &Connection,
        workbook: Workbook,
    ) -> Result<Result<Narrowed, Against>, DbError> {
        let said = match self.terms.consent {
            Consent::NotAsked => None,
            Consent::OptOut | Consent::OptIn => Some(consent::words(connection, &self.row.root_id).await?),
        };
        let mut narrowed = Narrowed {
            workbook: Workbook {
                file: workbook.file.clone(),
                encoding: workbook.encoding.clone(),
                delimiter: workbook.delimiter,
                line_end: workbook.line_end.clone(),
                sheets: Vec::new(),
            },
            dropped: Vec::new(),
            kept: 0,
            rows_left_out: 0,
        };
        let mut against = Against::NothingCovered;
        for sheet in workbook.sheets {
            let covered = self.covered(&sheet, &mut narrowed.dropped);
            if covered.is_empty() {
                continue;
            }
            let rows_out = match &said {
                None => Vec::new(),
                Some(said) => {
                    let Some(col) = self.key_column(&sheet) else {
                        against = Against::NoKey {
                            element: self.consent_key.clone(),
                        };
                        continue;
                    };
                    consent::rows_out(&sheet, col, (self.terms.consent, &self.row.key_salt), said)
                }
            };
            narrowed.kept += covered.len();
            narrowed.rows_left_out += rows_out.len();
            narrowed.workbook.sheets.push(sheet.narrowed(&covered, &rows_out));
        }
        if narrowed.workbook.sheets.is_empty() {
            return Ok(Err(against));
        }
        Ok(Ok(narrowed))
    }

    /// The columns that the agreement covers; the headings of the others are noted.
    fn covered(&self, sheet: &Sheet, dropped: &mut Vec<String>) -> Vec<u32> {
        let mut covered = Vec::new();
        for one in &sheet.columns {
            match column(&self.terms, &one.name) {
                Column::Covered(_) => covered.push(one.col),
                Column::Dropped => dropped.push(one.name.clone()),
            }
        }
        covered
    }

    /// The column by which participants are known.
    pub fn key_column(&self, sheet: &Sheet) -> Option<u32> {
        let mut columns = sheet.columns.iter();
        let found = columns.find(|one| {
            matches!(column(&self.terms, &one.name), Column::Covered(element) if element.name == self.consent_key)
        });
        found.map(|one| one.col)
    }
}
