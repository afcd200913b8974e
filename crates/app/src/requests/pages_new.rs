//! The form for a new request.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::Action;
use platform::args;
use platform::db::{Connection, DbError, FromQueryResult};
use platform::words::Words;

use super::actions;
use super::form::{self, Contacts, Problems, Typed};
use super::pages::render;
use crate::accounts::visit::Visit;
use crate::collaborative::pages::WorkFrame;
use crate::error::Error;

/// One thing to choose.
#[derive(Debug, Clone)]
struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

/// An organisation with the people that may be asked.
#[derive(Debug, Clone)]
struct PartnerChoice {
    organisation: Choice,
    contact_label: String,
    people: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "requests/new.html")]
struct NewPage {
    frame: WorkFrame,
    typed: Typed,
    id: String,
    summary: String,
    problems: BTreeMap<&'static str, String>,
    indicators: Vec<Choice>,
    dimensions: Vec<Choice>,
    places: Vec<Choice>,
    partners: Vec<PartnerChoice>,
    is_period_in_file: bool,
    is_counts_only: bool,
}

impl NewPage {
    /// The sentence beside a field; empty if nothing is wrong.
    fn problem(&self, field: &str) -> &str {
        self.problems.get(field).map_or("", String::as_str)
    }
}

#[derive(FromQueryResult)]
struct OptionRow {
    value: String,
    label_en: String,
    label_es: String,
}

#[derive(Debug, Clone, FromQueryResult)]
struct ContactRow {
    organisation_id: String,
    organisation_name: String,
    person_id: String,
    person_name: String,
    title: String,
}

/// `GET /{c}/work/data/requests/new`.
pub async fn page(visit: Visit) -> Result<Html<String>, Error> {
    visit.allow_whole(Action::ManageRequests)?;
    let typed = Typed(vec![("is_counts_only".into(), "yes".into())]);
    render(&form_page(&visit, typed, Problems::new()).await?)
}

/// `POST /{c}/work/data/requests/new`: keeps a draft, or shows the form again with what needs mending.
pub async fn create(visit: Visit, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageRequests)?;
    let typed = Typed(fields);
    let reader = visit.scope.read().await?;
    let contacts = contacts_of(&contact_rows(&reader).await?)?;
    drop(reader);
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    match form::parse(&typed, today, &contacts) {
        Ok(new) => {
            let slug = actions::create(&visit.scope, visit.actor(), new).await?;
            let to = format!(
                "/{}/work/data/requests/{slug}?done=request-created",
                visit.collaborative.slug
            );
            Ok(Redirect::to(&to).into_response())
        }
        Err(problems) => {
            let page = form_page(&visit, typed, problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
    }
}

async fn form_page(visit: &Visit, typed: Typed, problems: Problems) -> Result<NewPage, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let choose = |rows: Vec<OptionRow>, field: &str| -> Vec<Choice> {
        let choices = rows.into_iter().map(|row| Choice {
            label: words.pick(&row.label_en, &row.label_es).to_owned(),
            is_chosen: typed.has(field, &row.value),
            value: row.value,
        });
        choices.collect()
    };
    let id = match typed.one("id") {
        "" => platform::secrets::new_uuid().to_string(),
        known => known.to_owned(),
    };
    let said = problems.iter().map(|(field, key)| (*field, words.say(key)));
    Ok(NewPage {
        frame: visit.frame(&words.say("request-new-title"), "data"),
        id,
        summary: words.with("request-error-summary", &[("count", problems.len().into())]),
        problems: said.collect(),
        indicators: choose(indicator_rows(&reader).await?, "indicator"),
        dimensions: choose(dimension_rows(&reader).await?, "dimension"),
        places: choose(place_rows(&reader).await?, "place"),
        partners: partner_choices(contact_rows(&reader).await?, &typed, words),
        is_period_in_file: typed.has("period_is_in_file", "yes"),
        is_counts_only: typed.has("is_counts_only", "yes"),
        typed,
    })
}

fn partner_choices(rows: Vec<ContactRow>, typed: &Typed, words: Words) -> Vec<PartnerChoice> {
    let mut choices: Vec<PartnerChoice> = Vec::new();
    for row in rows {
        let field = format!("contact-{}", row.organisation_id);
        let label = if row.title.is_empty() {
            row.person_name.clone()
        } else {
            format!("{}, {}", row.person_name, row.title)
        };
        let person = Choice {
            is_chosen: typed.has(&field, &row.person_id),
            value: row.person_id,
            label,
        };
        match choices
            .last_mut()
            .filter(|last| last.organisation.value == row.organisation_id)
        {
            Some(last) => last.people.push(person),
            None => choices.push(PartnerChoice {
                contact_label: words.with(
                    "request-field-contact",
                    &[("organisation", (&row.organisation_name).into())],
                ),
                organisation: Choice {
                    is_chosen: typed.has("partner", &row.organisation_id),
                    value: row.organisation_id,
                    label: row.organisation_name,
                },
                people: vec![person],
            }),
        }
    }
    choices
}

fn contacts_of(rows: &[ContactRow]) -> Result<Contacts, Error> {
    let mut contacts = Contacts::new();
    for row in rows {
        let organisation = row.organisation_id.parse().map_err(|_| Error::NotFound)?;
        let person = row.person_id.parse().map_err(|_| Error::NotFound)?;
        match contacts.last_mut().filter(|(last, _)| *last == organisation) {
            Some((_, people)) => people.push(person),
            None => contacts.push((organisation, vec![person])),
        }
    }
    Ok(contacts)
}

async fn indicator_rows(connection: &Connection) -> Result<Vec<OptionRow>, DbError> {
    let sql = "select i.indicator_id as value, coalesce(v.title_en, i.slug) as label_en,
                 coalesce(v.title_es, '') as label_es
               from indicator i
               left join indicator_version v on v.collaborative_id = i.collaborative_id
                 and v.indicator_id = i.indicator_id
                 and v.version = (select max(x.version) from indicator_version x
                                  where x.collaborative_id = i.collaborative_id and x.indicator_id = i.indicator_id)
               where i.collaborative_id = $1
               order by i.position, i.slug
               limit 1000";
    connection.rows(sql, args![]).await
}

async fn dimension_rows(connection: &Connection) -> Result<Vec<OptionRow>, DbError> {
    let sql = "select slug as value, label_en, label_es
               from dimension
               where collaborative_id = $1
               order by position, slug
               limit 100";
    connection.rows(sql, args![]).await
}

async fn place_rows(connection: &Connection) -> Result<Vec<OptionRow>, DbError> {
    let sql = "select place_id as value, name as label_en, '' as label_es
               from place
               where collaborative_id = $1
               order by position, name, place_id
               limit 2000";
    connection.rows(sql, args![]).await
}

/// People who may be asked, by organisation: those who left may not.
async fn contact_rows(connection: &Connection) -> Result<Vec<ContactRow>, DbError> {
    let sql = "select o.organisation_id, o.name as organisation_name, e.person_id, e.name as person_name, e.title
               from organisation o
               join person e on e.collaborative_id = o.collaborative_id and e.organisation_id = o.organisation_id
               where o.collaborative_id = $1 and e.state <> 'left' and e.email <> ''
               order by o.name, o.organisation_id, e.name, e.person_id
               limit 5000";
    connection.rows(sql, args![]).await
}
