//! Pages of partners and people. Thin: read what was typed, call one action, answer.

use axum::Form as Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Reach, Rows, Thing};
use domain::ids::{OrganisationId, PersonId};
use platform::words::Words;

use super::actions::{self, LANGUAGES, OrganisationForm, PersonForm, STAFF_ROLES};
use super::sectors;
use super::store::{self, OrganisationRow, PersonRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, link, link_if, page, problems_of};
use crate::communication::thread_pages::{self, About};
use crate::error::Error;
use crate::problems::Problem;

/// What a form sends.
pub(crate) type Pairs = Vec<(String, String)>;

/// The collaborative's slug and an identifier.
pub(crate) type At = Path<(String, String)>;

/// The identifier in an address; what is none is not found.
pub(crate) fn at<T: std::str::FromStr>(path: &At) -> Result<T, Error> {
    path.0.1.parse().map_err(|_| Error::NotFound)
}

/// Back to a page of the workspace.
pub(crate) fn to(visit: &Visit, path: &str) -> Response {
    Redirect::to(&address(visit, path)).into_response()
}

/// An address in the workspace.
pub(crate) fn address(visit: &Visit, path: &str) -> String {
    format!("/{}/work/{path}", visit.collaborative.slug)
}

/// Links between the lists of the directory, as far as somebody may open them.
pub(crate) fn neighbours(visit: &Visit) -> Block {
    let lists = [
        ("partners", Action::ViewDirectory),
        ("people", Action::ViewDirectory),
        ("bodies", Action::ViewBodies),
        ("places", Action::ViewWorkspace),
    ];
    let shown = lists
        .into_iter()
        .filter(|(_, action)| visit.shows(*action, Thing::Whole));
    let links = shown.map(|(list, _)| {
        link(
            visit.words.say(&format!("directory-{list}")),
            address(visit, list),
        )
    });
    Block::Links(links.collect())
}

/// A person's or thing's name by its identifier.
pub(crate) fn name_of<'a>(names: &'a [(String, String)], id: Option<&str>) -> &'a str {
    let found = names.iter().find(|(known, _)| Some(known.as_str()) == id);
    found.map_or("", |(_, name)| name.as_str())
}

/// Organisations as choices.
pub(crate) fn choices(rows: &[OrganisationRow]) -> Vec<(String, String)> {
    rows.iter()
        .map(|row| (row.organisation_id.clone(), row.name.clone()))
        .collect()
}

/// Whether what belongs to an organisation is within reach: a partner's contact sees their own colleagues only.
fn is_reached(reach: &Reach, organisation: Option<&str>) -> bool {
    match &reach.rows {
        Rows::Collaborative => true,
        Rows::Organisations(own) => own.iter().any(|id| Some(id.to_string().as_str()) == organisation),
        Rows::Published
        | Rows::Own
        | Rows::Request { .. }
        | Rows::Edition(_)
        | Rows::Proposal(_)
        | Rows::Installation => false,
    }
}

/// Every partner organisation.
pub async fn partners(visit: Visit) -> Result<Response, Error> {
    let reach = visit.allow_whole(Action::ViewDirectory)?;
    let rows = store::organisations(&*visit.scope.read().await?)
        .await?
        .into_iter();
    let rows = rows.filter(|row| is_reached(&reach, Some(&row.organisation_id)));
    let may_change = visit.shows(Action::ManageDirectory, Thing::Whole);
    let rows = rows.map(|row| {
        let edit = address(&visit, &format!("partners/{}", row.organisation_id));
        vec![
            link_if(may_change, row.name, edit),
            cell(sectors::sector_name(visit.words, &row.sector)),
            cell(row.email),
            cell(row.website),
        ]
    });
    let head = ["field-name", "field-sector", "field-email", "field-website"];
    let table = Table::new(visit.words, "directory-partners", &head, rows.collect());
    let mut blocks = vec![neighbours(&visit)];
    if may_change {
        let add = link(visit.words.say("partner-add"), address(&visit, "partners/new"));
        blocks.push(Block::Links(vec![add]));
    }
    blocks.push(Block::Table(table));
    let frame = visit.frame(&visit.words.say("directory-partners"), "partners");
    page(frame, visit.words.say("directory-partners-lede"), blocks)
}

fn organisation_form(words: Words, action: String, typed: &Typed, problems: &[Problem]) -> Block {
    let form = Form::new(words, action, "button-save", typed, problems)
        .lines(&["name"])
        .things("sector", sectors::sectors(words, typed.get("sector")))
        .things("kind", sectors::kinds(words, typed.get("kind")))
        .areas(&["about_en", "about_es"])
        .lines(&["website"])
        .email("email");
    Block::Form(Box::new(form))
}

fn read_organisation(typed: &Typed) -> OrganisationForm {
    OrganisationForm {
        slug: String::new(),
        name: typed.text("name"),
        sector: typed.text("sector"),
        kind: typed.text("kind"),
        about_en: typed.text("about_en"),
        about_es: typed.text("about_es"),
        website: typed.text("website"),
        email: typed.text("email"),
    }
}

fn organisation_typed(row: &OrganisationRow) -> Typed {
    Typed::default()
        .with("name", &row.name)
        .with("sector", &row.sector)
        .with("kind", &row.kind)
        .with("about_en", &row.about_en)
        .with("about_es", &row.about_es)
        .with("website", &row.website)
        .with("email", &row.email)
}

fn organisation_page(
    visit: &Visit,
    title: &str,
    path: &str,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let form = organisation_form(visit.words, address(visit, path), typed, problems);
    page(visit.frame(title, "partners"), String::new(), vec![form])
}

/// One partner, to be changed, with everything that ties it to the rest.
async fn partner_page(visit: &Visit, row: &OrganisationRow) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let action = address(visit, &format!("partners/{}", row.organisation_id));
    let mut blocks = vec![organisation_form(
        visit.words,
        action,
        &organisation_typed(row),
        &[],
    )];
    blocks.extend(crate::bodies::ties::of_organisation(visit, &reader, &row.organisation_id).await?);
    let about = About::Organisation(row.organisation_id.parse().map_err(|_| Error::NotFound)?);
    blocks.extend(thread_pages::block_if_allowed(visit, &reader, about).await?);
    page(visit.frame(&row.name, "partners"), String::new(), blocks)
}

/// The form for a new partner.
pub async fn new_partner(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let title = visit.words.say("partner-add");
    organisation_page(&visit, &title, "partners/new", &Typed::default(), &[])
}

/// Adds a partner.
pub async fn add_partner(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let typed = Typed::from_pairs(pairs);
    let form = read_organisation(&typed);
    let added = actions::add_organisations(&visit.scope, visit.actor(), std::slice::from_ref(&form)).await;
    match problems_of(added)? {
        Ok(_) => Ok(to(&visit, "partners")),
        Err(problems) => {
            let title = visit.words.say("partner-add");
            organisation_page(&visit, &title, "partners/new", &typed, &problems)
        }
    }
}

/// One partner, to be changed.
pub async fn partner(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let id: OrganisationId = at(&path)?;
    let row = store::organisation(&*visit.scope.read().await?, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    partner_page(&visit, &row).await
}

/// Changes a partner.
pub async fn change_partner(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let id: OrganisationId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let changed =
        actions::change_organisation(&visit.scope, visit.actor(), id, &read_organisation(&typed)).await;
    match problems_of(changed)? {
        Ok(()) => Ok(to(&visit, "partners")),
        Err(problems) => organisation_page(
            &visit,
            typed.get("name"),
            &format!("partners/{id}"),
            &typed,
            &problems,
        ),
    }
}

/// Everybody in the directory.
pub async fn people(visit: Visit) -> Result<Response, Error> {
    let reach = visit.allow_whole(Action::ViewDirectory)?;
    let reader = visit.scope.read().await?;
    let names = choices(&store::organisations(&reader).await?);
    let roles = store::staff_roles(&reader).await?;
    let rows = store::people(&reader).await?.into_iter();
    let rows = rows.filter(|row| is_reached(&reach, row.organisation_id.as_deref()));
    let may_change = visit.shows(Action::ManageDirectory, Thing::Whole);
    let rows = rows.map(|row| {
        let edit = address(&visit, &format!("people/{}", row.person_id));
        let lasting = roles
            .iter()
            .filter(|role| role.person_id == row.person_id && role.until_on.is_none());
        let held: Vec<String> = lasting
            .map(|role| visit.words.say(&format!("role-{}", role.role)))
            .collect();
        vec![
            link_if(may_change, &row.name, edit),
            cell(&row.title),
            cell(name_of(&names, row.organisation_id.as_deref())),
            cell(&row.email),
            cell(held.join(", ")),
            cell(visit.words.say(&format!("person-state-{}", row.state))),
        ]
    });
    let head = [
        "field-name",
        "field-title",
        "field-organisation",
        "field-email",
        "field-role",
        "field-state",
    ];
    let table = Table::new(visit.words, "directory-people", &head, rows.collect());
    let mut blocks = vec![neighbours(&visit)];
    if may_change {
        let add = link(visit.words.say("person-add"), address(&visit, "people/new"));
        blocks.push(Block::Links(vec![add]));
    }
    blocks.push(Block::Table(table));
    let frame = visit.frame(&visit.words.say("directory-people"), "partners");
    page(frame, visit.words.say("directory-people-lede"), blocks)
}

async fn person_form(visit: &Visit, path: &str, typed: &Typed, problems: &[Problem]) -> Result<Block, Error> {
    let organisations = choices(&store::organisations(&*visit.scope.read().await?).await?);
    let form = Form::new(visit.words, address(visit, path), "button-save", typed, problems)
        .lines(&["name"])
        .email("email")
        .lines(&["title"])
        .things("organisation", organisations)
        .codes("language", "language", &LANGUAGES);
    Ok(Block::Form(Box::new(form)))
}

fn read_person(typed: &Typed) -> PersonForm {
    PersonForm {
        name: typed.text("name"),
        email: typed.text("email"),
        organisation: typed.id("organisation"),
        title: typed.text("title"),
        language: typed.text("language"),
        staff_role: None,
    }
}

async fn new_person_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let form = person_form(visit, "people/new", typed, problems).await?;
    let frame = visit.frame(&visit.words.say("person-add"), "partners");
    page(frame, visit.words.say("person-add-lede"), vec![form])
}

/// The form for a new person.
pub async fn new_person(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    new_person_page(&visit, &Typed::default(), &[]).await
}

/// Adds a person.
pub async fn add_person(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let typed = Typed::from_pairs(pairs);
    let form = read_person(&typed);
    let added = actions::add_people(&visit.scope, visit.actor(), std::slice::from_ref(&form)).await;
    match problems_of(added)? {
        Ok(_) => Ok(to(&visit, "people")),
        Err(problems) => new_person_page(&visit, &typed, &problems).await,
    }
}

/// One person, to be changed, with their staff roles.
async fn person_page(
    visit: &Visit,
    row: &PersonRow,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let path = format!("people/{}", row.person_id);
    let mut blocks = vec![person_form(visit, &path, typed, problems).await?];
    let roles = store::staff_roles(&*visit.scope.read().await?).await?;
    let own: Vec<_> = roles
        .iter()
        .filter(|role| role.person_id == row.person_id)
        .collect();
    let rows = own.iter().map(|role| {
        let until = role.until_on.clone().unwrap_or_default();
        vec![
            cell(visit.words.say(&format!("role-{}", role.role))),
            cell(&role.since_on),
            cell(until),
        ]
    });
    let head = ["field-role", "field-since_on", "field-until_on"];
    blocks.push(Block::Table(Table::new(
        visit.words,
        "person-roles",
        &head,
        rows.collect(),
    )));
    if visit.shows(Action::ManageRoles, Thing::Whole) {
        let today = visit.scope.clock().today(&visit.collaborative.time_zone);
        let day = Typed::default().with("since_on", today).with("until_on", today);
        let give = Form::new(
            visit.words,
            address(visit, &format!("{path}/roles")),
            "role-give",
            &day,
            &[],
        )
        .under("role-give")
        .codes("role", "role", &STAFF_ROLES)
        .day("since_on");
        blocks.push(Block::Form(Box::new(give)));
        let lasting = own.iter().filter(|role| role.until_on.is_none());
        let lasting: Vec<&str> = lasting.map(|role| role.role.as_str()).collect();
        if !lasting.is_empty() {
            let end = Form::new(
                visit.words,
                address(visit, &format!("{path}/roles/end")),
                "role-end",
                &day,
                &[],
            )
            .under("role-end")
            .codes("role", "role", &lasting)
            .day("until_on");
            blocks.push(Block::Form(Box::new(end)));
        }
    }
    if row.state != "left" {
        let left = Form::new(
            visit.words,
            address(visit, &format!("{path}/left")),
            "person-left",
            typed,
            &[],
        );
        blocks.push(Block::Form(Box::new(left.under("person-left"))));
    }
    let reader = visit.scope.read().await?;
    blocks.extend(crate::bodies::ties::of_person(visit, &reader, &row.person_id).await?);
    drop(reader);
    page(visit.frame(&row.name, "partners"), String::new(), blocks)
}

async fn person_row(visit: &Visit, path: &At) -> Result<(PersonId, PersonRow), Error> {
    let id: PersonId = at(path)?;
    let row = store::person(&*visit.scope.read().await?, &id.to_string()).await?;
    Ok((id, row.ok_or(Error::NotFound)?))
}

/// One person, to be changed.
pub async fn person(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let (_, row) = person_row(&visit, &path).await?;
    let typed = Typed::default()
        .with("name", &row.name)
        .with("email", &row.email)
        .with("title", &row.title)
        .with("organisation", row.organisation_id.clone().unwrap_or_default())
        .with("language", &row.language);
    person_page(&visit, &row, &typed, &[]).await
}

/// Changes a person.
pub async fn change_person(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let (id, row) = person_row(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let changed = actions::change_person(&visit.scope, visit.actor(), id, &read_person(&typed)).await;
    match problems_of(changed)? {
        Ok(()) => Ok(to(&visit, "people")),
        Err(problems) => person_page(&visit, &row, &typed, &problems).await,
    }
}

/// Gives a staff role.
pub async fn give_role(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageRoles)?;
    let (id, row) = person_row(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let (role, since) = (typed.get("role"), typed.get("since_on"));
    let given = actions::give_staff_role(&visit.scope, visit.actor(), id, role, since).await;
    match problems_of(given)? {
        Ok(()) => Ok(to(&visit, &format!("people/{id}"))),
        Err(problems) => person_page(&visit, &row, &typed, &problems).await,
    }
}

/// Ends a staff role.
pub async fn end_role(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageRoles)?;
    let (id, row) = person_row(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let (role, until) = (typed.get("role"), typed.get("until_on"));
    let ended = actions::end_staff_role(&visit.scope, visit.actor(), id, role, until).await;
    match problems_of(ended)? {
        Ok(()) => Ok(to(&visit, &format!("people/{id}"))),
        Err(problems) => person_page(&visit, &row, &typed, &problems).await,
    }
}

/// Marks that a person has left.
pub async fn left(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let (id, _) = person_row(&visit, &path).await?;
    problems_of(actions::person_left(&visit.scope, visit.actor(), id).await)?.map_err(|_| Error::NotFound)?;
    Ok(to(&visit, "people"))
}
