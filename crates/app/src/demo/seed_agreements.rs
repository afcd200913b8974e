//! Data-sharing agreements of the demonstration: one in force, one that ends in a few days, and the register of what the
//! community wants to know. All invented, all by the same actions that the pages use.

use domain::agreements::Side;
use domain::ids::{AgreementId, WantedDatumId};
use platform::secrets;

use super::{Community, ours};
use crate::agreements::signing::{self, Signing};
use crate::agreements::{actions, register, store};
use crate::blocks::Typed;
use crate::error::Error;
use crate::requests::letters::Desk;

/// One agreement, as it is typed.
struct Agreed {
    template: &'static str,
    title: [&'static str; 2],
    giver: &'static str,
    sender: &'static str,
    days: [i32; 2],
    kept_days: u16,
    elements: [(&'static str, &'static str); 2],
}

const AGREED: [Agreed; 2] = [
    Agreed {
        template: "counts",
        title: [
            "Counts of well-child visits",
            "Conteos de visitas médicas de rutina",
        ],
        giver: "helen-osei",
        sender: "noor@ternhill.example",
        days: [-18, 347],
        kept_days: 365,
        elements: [
            (
                "elements_quasi",
                "Site: Clinic, Clínica\nAge group: Edad\nLanguage: Idioma",
            ),
            (
                "elements_plain",
                "Period: Year, Año\nChildren seen: Atendidos\nUp to date: Al día",
            ),
        ],
    },
    Agreed {
        template: "programme",
        title: [
            "Pilot: evening classes for parents",
            "Piloto: clases de noche para madres y padres",
        ],
        giver: "rosa-linares",
        sender: "ana@casafaro.example",
        days: [-18, 6],
        kept_days: 30,
        elements: [
            ("elements_quasi", "Site: Sede\nGroup: Grupo"),
            (
                "elements_plain",
                "Month: Mes\nEnrolled: Inscritos\nCompleted: Completaron",
            ),
        ],
    },
];

/// What is wanted, who holds it, what stands in the way, how far it is, the next step.
const WANTED: [(&str, &str, &str, &str, &str, &str); 5] = [
    (
        "How many children are up to date with vaccinations when they start school",
        "Cuántas niñas y niños tienen las vacunas al día al empezar la escuela",
        "tern-hill-health",
        "law",
        "talking",
        "Ask the clinic’s counsel which counts need no release",
    ),
    (
        "Which families move during the school year",
        "Qué familias se mudan durante el año escolar",
        "cordage-housing",
        "trust",
        "talking",
        "Tenants’ council hears the question first",
    ),
    (
        "First jobs of young people after training",
        "Primeros empleos de jóvenes después de formarse",
        "chandlery-employers-council",
        "not-collected",
        "wanted",
        "Agree on three questions for the yearly survey of members",
    ),
    (
        "Days present in after-school programs, by grade",
        "Días presentes en programas extraescolares, por grado",
        "gull-and-anchor-family-center",
        "technical",
        "wanted",
        "Try the export of their attendance system together",
    ),
    (
        "Well-child visits by clinic and language",
        "Visitas médicas de rutina por clínica e idioma",
        "tern-hill-health",
        "none",
        "agreed",
        "First counts come with the autumn request",
    ),
];

/// Seeds them on the day that it is.
pub(super) async fn seed(community: &Community) -> Result<(), Error> {
    for agreed in &AGREED {
        sign(community, agreed).await?;
    }
    for (en, es, holder, obstacle, state, next) in WANTED {
        let typed = Typed::default()
            .with("wanted_en", en)
            .with("wanted_es", es)
            .with("holder", community.organisation(holder)?)
            .with("obstacle", obstacle)
            .with("wanted_state", state)
            .with("wanted_next", next);
        let id = WantedDatumId::from_uuid(secrets::new_uuid());
        let kept = register::keep(&community.scope, community.data_manager()?, id, &typed).await;
        kept.map_err(ours)?;
    }
    Ok(())
}

async fn sign(community: &Community, agreed: &Agreed) -> Result<(), Error> {
    let words = crate::words::words(platform::words::Language::English);
    let mut typed = crate::agreements::template(words, agreed.template)
        .with("title_en", agreed.title[0])
        .with("title_es", agreed.title[1])
        .with("signs_for_giver", community.person(agreed.giver)?)
        .with("signs_for_receiver", community.person("ines-calder")?)
        .with("senders", agreed.sender)
        .with("users", "priya@foghorn.example")
        .with("runs_from", community.days_from_today(agreed.days[0]))
        .with("runs_until", community.days_from_today(agreed.days[1]))
        .with("kept_days", agreed.kept_days);
    for (field, lines) in agreed.elements {
        typed = typed.with(field, lines);
    }
    signed(community, &typed, agreed.giver).await.map(|_| ())
}

/// Drafts an agreement as it is typed, and has both sides sign it.
pub(super) async fn signed(community: &Community, typed: &Typed, giver: &str) -> Result<AgreementId, Error> {
    let id = AgreementId::from_uuid(secrets::new_uuid());
    let (scope, manager) = (&community.scope, community.data_manager()?);
    actions::draft(scope, manager.clone(), id, typed)
        .await
        .map_err(ours)?;
    let desk = Desk {
        collaborative: &community.row,
        base_url: &community.base_url,
    };
    signing::ask(scope, manager, id, desk).await.map_err(ours)?;
    let row = store::agreement(&*scope.read().await?, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let text_hash = row.text_hash.unwrap_or_default();
    let sides = [(Side::Gives, giver), (Side::Receives, "ines-calder")];
    for (side, name) in sides {
        let person = community.person(name)?;
        let row = crate::directory::store::person(&*scope.read().await?, &person.to_string()).await?;
        let given = Signing {
            agreement: id,
            side,
            person,
            text_hash: &text_hash,
            name: &row.ok_or(Error::NotFound)?.name,
        };
        signing::sign(scope, community.acting(name, "link")?, given)
            .await
            .map_err(ours)?;
    }
    Ok(id)
}
