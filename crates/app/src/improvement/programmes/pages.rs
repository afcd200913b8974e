//! Pages of programmes. Thin over `actions`.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Reach, SmallCounts, Thing};
use domain::ids::{IndicatorId, OrganisationId, ProgrammeId};
use platform::db::Connection;
use platform::secrets;

use super::actions::{self, MeasureForm, ProgrammeForm};
use super::store::{self, ProgrammeRow};
use super::views::told;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Table, Typed, cell, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, choices, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::improvement::shared::{Named, form_about, learning_link, named, page_about};
use crate::problems::Problem;

/// The form for a programme.
pub async fn new_programme(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::RecordMeasures)?;
    let own = visit.person.organisation.map(|id| id.to_string());
    let typed = Typed::default()
        .with("id", secrets::new_uuid())
        .with("organisation", own.unwrap_or_default());
    form_page(&visit, at(&path)?, &typed, &[]).await
}

async fn form_page(
    visit: &Visit,
    indicator: IndicatorId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let named = named(visit, &reader, indicator).await?;
    let partners = choices(&directory::organisations(&reader).await?).into_iter();
    let partners = partners.filter(|(id, _)| id.parse().is_ok_and(|id| may_record(visit, id)));
    let form = form_about(
        visit,
        (indicator, "programmes/new"),
        "programme-save",
        (typed, problems),
    )
    .things("organisation", partners)
    .lines(&["programme", "meant_for_whom", "well_means", "better_means"]);
    let blocks = vec![Block::Form(Box::new(form))];
    page_about(visit, &named, ("programme-new", "programme-lede"), blocks)
}

fn may_record(visit: &Visit, organisation: OrganisationId) -> bool {
    visit.shows(Action::RecordMeasures, Thing::Organisation(organisation))
}

/// Adds a programme.
pub async fn add(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::RecordMeasures)?;
    let indicator: IndicatorId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let organisation: Option<OrganisationId> = typed.id("organisation");
    if let Some(organisation) = organisation {
        visit.allow(Action::RecordMeasures, Thing::Organisation(organisation))?;
    }
    let form = ProgrammeForm {
        organisation,
        name: typed.text("programme"),
        meant_for: typed.text("meant_for_whom"),
        how_well: typed.text("well_means"),
        better_off: typed.text("better_means"),
    };
    let (id, typed): (ProgrammeId, Typed) = typed.own_id();
    match problems_of(actions::add(&visit.scope, visit.actor(), id, indicator, &form).await)? {
        Ok(()) => Ok(to(&visit, &format!("learning/programmes/{id}"))),
        Err(problems) => form_page(&visit, indicator, &typed, &problems).await,
    }
}

/// A programme that this reader may see, with how far that reaches. What is another partner's is not there.
async fn seen(visit: &Visit, id: ProgrammeId) -> Result<(ProgrammeRow, OrganisationId, Reach), Error> {
    let reader = visit.scope.read().await?;
    let row = store::programme(&reader, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let organisation: OrganisationId = row.organisation_id.parse().map_err(|_| Error::NotFound)?;
    let reach = visit.allow(Action::ViewMeasures, Thing::Organisation(organisation))?;
    Ok((row, organisation, reach))
}

/// Which counts are small for this reader.
fn minimum(visit: &Visit, reach: &Reach, indicator: Option<i64>) -> i64 {
    match reach.small_counts {
        SmallCounts::Shown => 0,
        SmallCounts::Hidden | SmallCounts::ShownAndKept => {
            indicator.unwrap_or(0).max(visit.collaborative.minimum_count)
        }
    }
}

/// One programme with what it did.
pub async fn programme(visit: Visit, path: At) -> Result<Response, Error> {
    programme_page(&visit, at(&path)?, &Typed::default(), &[]).await
}

async fn programme_page(
    visit: &Visit,
    id: ProgrammeId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let (row, organisation, reach) = seen(visit, id).await?;
    let reader = visit.scope.read().await?;
    let indicator: IndicatorId = row.indicator_id.parse().map_err(|_| Error::NotFound)?;
    let named = named(visit, &reader, indicator).await?;
    let least = minimum(visit, &reach, named.row.minimum_count);
    let rows = store::measures(&reader, &id.to_string()).await?.into_iter();
    let rows = rows.map(|measure| {
        let told = told(words, &measure, least);
        vec![
            cell(&measure.period),
            cell(told.reached),
            cell(told.take_up),
            cell(told.how_well),
            cell(told.better_off),
            cell(measure.remark),
        ]
    });
    let head = [
        "field-period",
        "programme-how-much",
        "programme-take-up",
        "programme-how-well",
        "programme-better-off",
        "field-period_note",
    ];
    let mut blocks = Vec::new();
    if visit.shows(Action::ViewLearning, Thing::Whole) {
        blocks.push(Block::Links(vec![learning_link(visit, &named)]));
    }
    blocks.push(Block::Facts(facts(visit, &row)));
    blocks.push(Block::Table(Table::new(
        words,
        "programme-measures",
        &head,
        rows.collect(),
    )));
    blocks.push(Block::Paragraph(if least == 0 {
        words.say("programme-own-counts")
    } else {
        words.with("programme-protected-means", &[("least", least.into())])
    }));
    if may_record(visit, organisation) {
        blocks.push(Block::Form(Box::new(measure_form(
            visit, id, &row, typed, problems,
        ))));
    }
    let lede = words.with("programme-serves", &[("title", named.title.into())]);
    page(visit.frame(&row.name, "learning"), lede, blocks)
}

fn facts(visit: &Visit, row: &ProgrammeRow) -> Vec<(String, String)> {
    let all = [
        ("field-organisation", &row.organisation),
        ("field-meant_for_whom", &row.meant_for),
        ("field-well_means", &row.how_well),
        ("field-better_means", &row.better_off),
    ];
    let told = all.into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(key, text)| (visit.words.say(key), text.clone()))
        .collect()
}

fn measure_form(
    visit: &Visit,
    id: ProgrammeId,
    row: &ProgrammeRow,
    typed: &Typed,
    problems: &[Problem],
) -> Form {
    let words = visit.words;
    let action = address(visit, &format!("learning/programmes/{id}"));
    let label = |key: &str, text: &str| match text.is_empty() {
        true => words.say(key),
        false => format!("{} ({text})", words.say(key)),
    };
    let line = crate::blocks::Shape::Line("text");
    Form::new(words, action, "programme-record", typed, problems)
        .under("programme-record-heading")
        .lines(&["period"])
        .named(
            "meant_for",
            label("field-meant_for", &row.meant_for),
            line.clone(),
        )
        .lines(&["reached"])
        .named(
            "served_well",
            label("field-served_well", &row.how_well),
            line.clone(),
        )
        .named("better_off", label("field-better_off", &row.better_off), line)
        .lines(&["period_note"])
}

/// Records a period.
pub async fn record(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: ProgrammeId = at(&path)?;
    let (_, organisation, _) = seen(&visit, id).await?;
    visit.allow(Action::RecordMeasures, Thing::Organisation(organisation))?;
    let typed = Typed::from_pairs(pairs);
    let form = MeasureForm {
        period: typed.text("period"),
        meant_for: typed.text("meant_for"),
        reached: typed.text("reached"),
        served_well: typed.text("served_well"),
        better_off: typed.text("better_off"),
        remark: typed.text("period_note"),
    };
    match problems_of(actions::record(&visit.scope, visit.actor(), id, &form).await)? {
        Ok(()) => Ok(to(&visit, &format!("learning/programmes/{id}"))),
        Err(problems) => programme_page(&visit, id, &typed, &problems).await,
    }
}

/// The programmes that serve an indicator as cards, each with its last period, as far as this reader may see.
pub(in crate::improvement) async fn cards(
    visit: &Visit,
    connection: &Connection,
    named: &Named,
) -> Result<Vec<Card>, Error> {
    let mut cards = Vec::new();
    let own = named.id.to_string();
    for row in store::programmes(connection).await? {
        let Some(reach) = reach_of(visit, &row).filter(|_| row.indicator_id == own) else {
            continue;
        };
        let least = minimum(visit, &reach, named.row.minimum_count);
        let measures = store::measures(connection, &row.programme_id).await?;
        let last = measures.first().map(|measure| {
            let told = told(visit.words, measure, least);
            let arguments = [
                ("period", (&measure.period).into()),
                ("reached", told.reached.into()),
                ("take_up", told.take_up.into()),
                ("well", told.how_well.into()),
                ("better", told.better_off.into()),
            ];
            visit.words.with("programme-last", &arguments)
        });
        let mut texts = vec![row.organisation.clone()];
        texts.extend(last);
        cards.push(Card {
            heading: link(&row.name, address_of(visit, &row)),
            texts,
            ..Card::default()
        });
    }
    Ok(cards)
}

/// The programmes that this reader may see, as rows that lead to them.
pub(in crate::improvement) async fn table(visit: &Visit, connection: &Connection) -> Result<Table, Error> {
    let rows = store::programmes(connection).await?.into_iter();
    let rows = rows.filter(|row| reach_of(visit, row).is_some());
    let rows = rows.map(|row| vec![link(&row.name, address_of(visit, &row)), cell(&row.organisation)]);
    let head = ["field-programme", "field-organisation"];
    Ok(Table::new(visit.words, "programmes", &head, rows.collect()))
}

fn address_of(visit: &Visit, row: &ProgrammeRow) -> String {
    address(visit, &format!("learning/programmes/{}", row.programme_id))
}

fn reach_of(visit: &Visit, row: &ProgrammeRow) -> Option<Reach> {
    let organisation = row.organisation_id.parse().ok()?;
    visit
        .allow(Action::ViewMeasures, Thing::Organisation(organisation))
        .ok()
}
