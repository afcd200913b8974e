//! What each of the five screens does. They write where everything else is written: the directory, shared measurement, a
//! draft of the agenda; nothing of it is special to the first steps, and all of it can be changed afterwards.

use domain::agenda::Kind;
use domain::ids::{AgendaPartId, AgendaVersionId, EditionId, ResultId};
use jiff::civil::Date;
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::mail::{self, Letter};
use platform::secrets;
use platform::words::{Language, Words};

use super::library::{LIBRARY, own_sheet};
use super::store;
use crate::agenda::actions as agenda;
use crate::agenda::store as agenda_store;
use crate::blocks::Typed;
use crate::collaborative::store::CollaborativeRow;
use crate::directory::actions::{PersonForm, add_people, commit};
use crate::directory::bodies::{BodyForm, SeatForm, add_bodies, add_seats};
use crate::directory::places::{self, PlaceForm, add_place};
use crate::directory::store as directory;
use crate::editions::actions::{MakeDraft, make_draft};
use crate::editions::document::Text;
use crate::editions::selection::Selection;
use crate::error::Error;
use crate::measurement::actions::{IndicatorForm, ResultForm, add_indicator, add_results};
use crate::measurement::sheet::Sheet;
use crate::measurement::store as measurement;
use crate::problems::{Check, Refusal};

/// The five screens, in order.
pub const STEPS: [&str; 5] = ["place", "vision", "results", "people", "first"];
/// Most results that one begins with: a report card of five lines is read.
pub const RESULTS_MAX: usize = 5;
/// Results in one's own words on the screen.
pub const OWN_RESULTS: usize = 3;
/// People on the screen.
pub const INVITED: usize = 5;

/// Who goes through the steps, where, and on which day.
#[derive(Debug, Clone)]
pub struct Settler<'a> {
    /// The handle to the rows.
    pub scope: &'a Scope,
    /// Who does it.
    pub actor: Actor,
    /// The collaborative.
    pub collaborative: &'a CollaborativeRow,
    /// Address that readers use.
    pub base_url: &'a str,
    /// Today, where the collaborative is.
    pub today: Date,
    /// Words of whoever does it.
    pub words: Words,
}

/// Passes a screen without doing anything.
pub async fn skip(settler: &Settler<'_>, step: &str) -> Result<(), Refusal> {
    passed(settler, step, "skipped").await
}

async fn passed(settler: &Settler<'_>, step: &str, outcome: &str) -> Result<(), Refusal> {
    let tx = settler.scope.write(settler.actor.clone()).await?;
    store::put_step(&tx, step, outcome).await?;
    let fact = NewFact::new("setup.step-passed", "collaborative", tx.collaborative().uuid());
    commit(tx, vec![fact.set("step", step).set("outcome", outcome)]).await
}

/// Does what a screen asks for.
pub async fn answer(settler: &Settler<'_>, step: &str, typed: &Typed) -> Result<(), Refusal> {
    match step {
        "place" => place(settler, typed).await?,
        "vision" => vision(settler, typed).await?,
        "results" => results(settler, typed).await?,
        "people" => people(settler, typed).await?,
        "first" => first(settler, typed).await?,
        _ => return Err(Error::NotFound.into()),
    }
    passed(settler, step, "done").await
}

/// Where, and for whom.
async fn place(settler: &Settler<'_>, typed: &Typed) -> Result<(), Refusal> {
    let mut check = Check::form();
    let name = check.title("setup_place", typed.get("setup_place"));
    let people = check.optional_title("setup_people", typed.get("setup_people"));
    let name = check.finish(name)?;
    let tx = settler.scope.write(settler.actor.clone()).await?;
    store::put_place_name(&tx, &name).await?;
    let known = places::places(&tx).await?;
    let fact = NewFact::new(
        "collaborative.settings-changed",
        "collaborative",
        tx.collaborative().uuid(),
    );
    let fact = fact.change("place_name", &settler.collaborative.place_name, &name);
    commit(tx, vec![fact]).await?;
    if known.is_empty() {
        let form = PlaceForm {
            // "Bridgeport, Connecticut" is a town; what it is part of is added with its codes.
            name: name.split(',').next().unwrap_or(&name).trim().to_owned(),
            kind: "town".to_owned(),
            ..PlaceForm::default()
        };
        add_place(settler.scope, settler.actor.clone(), &form).await?;
    }
    put_part(settler, Kind::Place, &[("title_en", &name)]).await?;
    if !people.is_empty() {
        put_part(settler, Kind::Population, &[("title_en", &people)]).await?;
    }
    Ok(())
}

/// What is to be true one day.
async fn vision(settler: &Settler<'_>, typed: &Typed) -> Result<(), Refusal> {
    let mut check = Check::form();
    let en = check.optional_title("setup_vision_en", typed.get("setup_vision_en"));
    let es = check.optional_title("setup_vision_es", typed.get("setup_vision_es"));
    if en.is_empty() && es.is_empty() {
        check.wrong("setup_vision_en", "text-empty");
    }
    check.finish(())?;
    let english = if en.is_empty() { &es } else { &en };
    put_part(settler, Kind::Vision, &[("title_en", english), ("title_es", &es)]).await?;
    Ok(())
}

/// The draft of the agenda that the first steps write into, begun if there is none.
async fn draft(settler: &Settler<'_>) -> Result<AgendaVersionId, Refusal> {
    let versions = agenda_store::versions(&*settler.scope.read().await?).await?;
    let open = versions.iter().find(|row| row.state == "draft");
    if let Some(id) = open.and_then(|row| row.agenda_version_id.parse().ok()) {
        return Ok(id);
    }
    let id = AgendaVersionId::from_uuid(secrets::new_uuid());
    let say = |language| crate::words::words(language).say("setup-agenda-title");
    let typed = Typed::default()
        .with("title_en", say(Language::English))
        .with("title_es", say(Language::Spanish));
    agenda::begin(settler.scope, settler.actor.clone(), id, &typed).await?;
    Ok(id)
}

/// Puts a part into the draft; one that is said once replaces what was said. Gives its key.
async fn put_part(settler: &Settler<'_>, kind: Kind, fields: &[(&str, &str)]) -> Result<String, Refusal> {
    let version = draft(settler).await?;
    let mut typed = Typed::default().with("kind", kind.code());
    for (name, value) in fields {
        typed = typed.with(name, value);
    }
    let parts = agenda_store::parts(&*settler.scope.read().await?, &version.to_string()).await?;
    let old = parts
        .iter()
        .find(|part| kind.is_single() && part.kind == kind.code());
    if let Some(old) = old {
        let id: AgendaPartId = old.agenda_part_id.parse().map_err(|_| Error::NotFound)?;
        agenda::change_part(settler.scope, settler.actor.clone(), id, &typed).await?;
        return Ok(old.part_key.clone());
    }
    let id = AgendaPartId::from_uuid(secrets::new_uuid());
    agenda::add_part(settler.scope, settler.actor.clone(), version, id, &typed).await?;
    Ok(id.to_string())
}

/// Up to five results, from the library or in one's own words, each with a measure that nobody has measured yet.
async fn results(settler: &Settler<'_>, typed: &Typed) -> Result<(), Refusal> {
    let mut check = Check::form();
    let mut chosen: Vec<([String; 2], Sheet)> = Vec::new();
    for entry in LIBRARY
        .iter()
        .filter(|entry| typed.is_ticked(&format!("r-{}", entry.code)))
    {
        chosen.push((entry.result.map(str::to_owned), entry.sheet()));
    }
    for number in 1..=OWN_RESULTS {
        let field = format!("setup_own_{number}");
        let title = check.optional_title(&field, typed.get(&field));
        if !title.is_empty() {
            let measure = settler
                .words
                .with("setup-own-measure", &[("result", title.as_str().into())]);
            let whole = [Language::English, Language::Spanish]
                .map(|one| crate::words::words(one).say("setup-everyone"));
            let sheet = own_sheet(&measure, [&whole[0], &whole[1]]);
            chosen.push(([title, String::new()], sheet));
        }
    }
    if chosen.is_empty() {
        check.wrong("setup_own_1", "problem-setup-no-result");
    }
    if chosen.len() > RESULTS_MAX {
        let problem = check.problem("", "problem-setup-too-many");
        check.note(problem.with("most", RESULTS_MAX));
    }
    let chosen = check.finish(chosen)?;
    let known = measurement::results(&*settler.scope.read().await?).await?;
    for ([en, es], sheet) in chosen {
        if known.iter().all(|row| row.title_en != en) {
            add_result(settler, [&en, &es], &sheet).await?;
        }
    }
    Ok(())
}

/// A result with its measure, in shared measurement and in the draft of the agenda.
async fn add_result(settler: &Settler<'_>, [en, es]: [&str; 2], sheet: &Sheet) -> Result<(), Refusal> {
    let form = ResultForm {
        kind: "result".to_owned(),
        title_en: en.to_owned(),
        title_es: es.to_owned(),
        ..ResultForm::default()
    };
    let ids = add_results(settler.scope, settler.actor.clone(), &[form]).await?;
    let result: ResultId = *ids.first().ok_or(Error::NotFound)?;
    let all = places::places(&*settler.scope.read().await?).await?;
    let form = IndicatorForm {
        result: Some(result),
        headline_place: all.first().and_then(|place| place.place_id.parse().ok()),
        visibility: "public".to_owned(),
        suppression: "house".to_owned(),
        ..IndicatorForm::default()
    };
    let today = settler.today.to_string();
    let indicator = add_indicator(settler.scope, settler.actor.clone(), &form, sheet, &today).await?;
    let key = put_part(settler, Kind::Result, &[("result", &result.to_string())]).await?;
    let fields = [("under", key.as_str()), ("indicator", &indicator.to_string())];
    put_part(settler, Kind::Indicator, &fields).await?;
    Ok(())
}

/// Who is at the table: a steering committee with seats, and a letter to each.
async fn people(settler: &Settler<'_>, typed: &Typed) -> Result<(), Refusal> {
    let mut check = Check::form();
    let mut forms = Vec::new();
    for number in 1..=INVITED {
        let (name, email) = (format!("setup_name_{number}"), format!("setup_email_{number}"));
        if typed.get(&name).trim().is_empty() && typed.get(&email).trim().is_empty() {
            continue;
        }
        forms.push(PersonForm {
            name: check.title(&name, typed.get(&name)),
            email: check.email(&email, typed.get(&email)),
            language: settler.words.code().to_owned(),
            ..PersonForm::default()
        });
    }
    if forms.is_empty() {
        check.wrong("setup_name_1", "text-empty");
    }
    let mut forms = check.finish(forms)?;
    let known = directory::people(&*settler.scope.read().await?).await?;
    forms.retain(|form| known.iter().all(|row| row.email != form.email));
    let added = add_people(settler.scope, settler.actor.clone(), &forms).await?;
    let body = committee(settler).await?;
    let seats: Vec<_> = added
        .iter()
        .enumerate()
        .map(|(number, person)| {
            let seat = SeatForm {
                person: Some(*person),
                role: if number == 0 { "chair" } else { "member" }.to_owned(),
                is_voting: true,
                since_on: settler.today.to_string(),
                ..SeatForm::default()
            };
            (body, seat)
        })
        .collect();
    add_seats(settler.scope, settler.actor.clone(), &seats).await?;
    invite(settler, &forms).await
}

/// The steering committee, made if there is none.
async fn committee(settler: &Settler<'_>) -> Result<domain::ids::BodyId, Refusal> {
    let bodies = directory::bodies(&*settler.scope.read().await?).await?;
    let steering = bodies.iter().find(|row| row.kind == "steering-committee");
    if let Some(id) = steering.and_then(|row| row.body_id.parse().ok()) {
        return Ok(id);
    }
    let say = |language| crate::words::words(language).say("setup-committee");
    let form = BodyForm {
        name: say(Language::English),
        name_es: say(Language::Spanish),
        kind: "steering-committee".to_owned(),
        ..BodyForm::default()
    };
    let ids = add_bodies(settler.scope, settler.actor.clone(), &[form]).await?;
    Ok(*ids.first().ok_or(Error::NotFound)?)
}

async fn invite(settler: &Settler<'_>, forms: &[PersonForm]) -> Result<(), Refusal> {
    let tx = settler.scope.write(settler.actor.clone()).await?;
    for form in forms {
        let arguments = [
            ("name", form.name.as_str().into()),
            ("collaborative", settler.collaborative.name.as_str().into()),
            (
                "link",
                format!("{}/{}/work", settler.base_url, settler.collaborative.slug).into(),
            ),
        ];
        let letter = Letter {
            to: form.email.clone(),
            subject: settler.words.with("setup-invitation-subject", &arguments),
            text: settler.words.with("setup-invitation-mail", &arguments),
        };
        mail::enqueue(&tx, letter).await?;
    }
    let fact = NewFact::new("setup.invited", "collaborative", tx.collaborative().uuid());
    commit(tx, vec![fact.set("people", forms.len())]).await
}

/// What people see first: the sentence about the collaborative, and a draft report card with every measure in it.
async fn first(settler: &Settler<'_>, typed: &Typed) -> Result<(), Refusal> {
    let mut check = Check::form();
    let en = check.optional_prose("setup_about_en", typed.get("setup_about_en"));
    let es = check.optional_prose("setup_about_es", typed.get("setup_about_es"));
    let title = check.title("setup_title", typed.get("setup_title"));
    let title = check.finish(title)?;
    let tx = settler.scope.write(settler.actor.clone()).await?;
    store::put_about(&tx, (&en, &es)).await?;
    let fact = NewFact::new(
        "collaborative.settings-changed",
        "collaborative",
        tx.collaborative().uuid(),
    );
    let fact = fact
        .change("about_en", &settler.collaborative.about_en, &en)
        .change("about_es", &settler.collaborative.about_es, &es);
    commit(tx, vec![fact]).await?;
    draft_report_card(settler, &title).await?;
    Ok(())
}

/// A draft report card with every public measure, whether it has figures or not. None where there is no measure.
async fn draft_report_card(settler: &Settler<'_>, title: &str) -> Result<Option<EditionId>, Refusal> {
    let indicators = measurement::indicators(&*settler.scope.read().await?).await?;
    let public = indicators.into_iter().filter(|row| row.visibility == "public");
    // Every period up to this year: there may be figures already.
    let until = format!("{}", settler.today.year());
    let selection = Selection {
        until: public.map(|row| (row.slug, until.clone())).collect(),
        ..Selection::default()
    };
    if selection.until.is_empty() {
        return Ok(None);
    }
    let collaborative =
        crate::collaborative::actions::find(settler.scope.database(), &settler.collaborative.slug).await?;
    let draft = MakeDraft {
        title: title.to_owned(),
        note: Text::default(),
        selection,
    };
    let made = make_draft(settler.scope, &collaborative.0, settler.actor.clone(), draft).await;
    let id = made.map_err(|error| Error::Refused(error.to_string()))?;
    Ok(Some(id))
}
