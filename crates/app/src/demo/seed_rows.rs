//! Rows of the three invented partners for the vault: each is asked under its agreement, sends what it knows of its people, and
//! the worker seals it. Where the worker is not there nobody is asked, and the questions say what is missing.

use domain::ids::{AgreementId, DataRequestId, SubmissionId};
use domain::period::Period;
use domain::text::{Prose, Title};
use intake::{Limits, Rules};
use platform::history::NewFact;
use platform::secrets;

use super::participants::Partner;
use super::{Community, ours};
use crate::agreements::uploads;
use crate::blocks::Typed;
use crate::error::Error;
use crate::requests::actions::{NewRequest, create, open};
use crate::requests::letters::Desk;
use crate::requests::store::{self, RequestRow, RequestScope};
use crate::submissions::drafts::{self, Whose};
use crate::vault::worker::Vault;
use crate::vault::{asks, intake as rows};

/// What a partner is asked.
struct Asked {
    title: [&'static str; 2],
    what: [&'static str; 2],
    indicator: &'static str,
    organisation: &'static str,
    sender: &'static str,
    kind: &'static str,
}

/// In the order of the partners: the district, the clinic, the after-school programme.
const ASKED: [Asked; 3] = [
    Asked {
        title: [
            "Pupils, for who is reached",
            "Alumnado, para saber a quién se llega",
        ],
        what: [
            "One row for each pupil of grades 3 to 8: school, grade, language, attendance in the year before and in the year.",
            "Una fila por estudiante de los grados 3 a 8: escuela, grado, idioma, asistencia del año anterior y del año.",
        ],
        indicator: "reached_after_school",
        organisation: "lantern-schools-office",
        sender: "lucia-ferro",
        kind: "people",
    },
    Asked {
        title: ["Visits at the clinic", "Visitas en la clínica"],
        what: [
            "One row for each child who was seen: how often in the year, and nothing about health.",
            "Una fila por cada niña o niño atendido: cuántas veces en el año, y nada sobre la salud.",
        ],
        indicator: "reached_well_child",
        organisation: "tern-hill-health",
        sender: "noor-tiller",
        kind: "services",
    },
    Asked {
        title: ["Days after school", "Días después de la escuela"],
        what: [
            "One row for each child who came: how many days in the year.",
            "Una fila por cada niña o niño que vino: cuántos días en el año.",
        ],
        indicator: "reached_after_school",
        organisation: "brightwater-afterschool",
        sender: "rory-galley",
        kind: "services",
    },
];

/// The school year that was over when the demonstration was started.
pub(super) fn last_year(community: &Community) -> Period {
    let today = community.today;
    Period::SchoolYear(today.year() - if today.month() >= 7 { 1 } else { 2 })
}

/// Seeds the requests, and has the worker seal what comes.
pub(super) async fn seed(
    community: &Community,
    vault: &Vault,
    roots: &[AgreementId],
    partners: [&Partner; 3],
) -> Result<(), Error> {
    for ((asked, root), partner) in ASKED.iter().zip(roots).zip(partners) {
        let request = ask(community, asked, *root).await?;
        send(community, vault, (asked, &request), partner).await?;
    }
    Ok(())
}

async fn ask(community: &Community, asked: &Asked, root: AgreementId) -> Result<RequestRow, Error> {
    let bad = |error: domain::text::BadText| Error::Fault(error.to_string());
    let organisation = community.organisation(asked.organisation)?;
    let new = NewRequest {
        id: DataRequestId::from_uuid(secrets::new_uuid()),
        title: Title::parse(asked.title[0]).map_err(bad)?,
        title_es: asked.title[1].to_owned(),
        what: Prose::parse(asked.what[0]).map_err(bad)?,
        what_es: asked.what[1].to_owned(),
        why: String::new(),
        why_es: String::new(),
        indicator: community.indicator(asked.indicator)?,
        period: Some(last_year(community)),
        due_on: community.days_from_today(10),
        is_counts_only: true,
        scope: RequestScope::default(),
        partners: vec![(organisation, community.person(asked.sender)?)],
    };
    let id = new.id.to_string();
    let (scope, manager) = (&community.scope, community.data_manager()?);
    let address = create(scope, manager.clone(), new).await?;
    let tx = scope.write(manager.clone()).await?;
    uploads::name(&tx, &id, &root.to_string()).await?;
    let fact = NewFact::new("agreement.request-named", "agreement", root.uuid());
    tx.commit(vec![fact.set("request", &id)]).await?;
    let typed = Typed::default()
        .with("rows_for", id)
        .with("rows_of", asked.kind)
        .with("key_element", "Pseudonym");
    asks::ask(scope, manager.clone(), &typed).await.map_err(ours)?;
    let desk = Desk {
        collaborative: &community.row,
        base_url: &community.base_url,
    };
    open(scope, manager, desk, &address).await?;
    let row = store::request_by_slug(&*scope.read().await?, &address).await?;
    row.ok_or(Error::NotFound)
}

/// What a partner does with its link, and what the data manager does with what came.
async fn send(
    community: &Community,
    vault: &Vault,
    (asked, request): (&Asked, &RequestRow),
    partner: &Partner,
) -> Result<(), Error> {
    let whose = Whose {
        request: request.data_request_id.parse().map_err(|_| Error::NotFound)?,
        organisation: community.organisation(asked.organisation)?,
    };
    let csv = partner.facts.csv();
    // Our own rows, made here: they need no child process around them.
    let read = tokio::task::spawn_blocking(move || {
        intake::read(
            csv.as_bytes(),
            "participants.csv",
            &Rules::default(),
            &Limits::default(),
        )
    });
    let workbook = read.await.map_err(|error| Error::Fault(error.to_string()))?;
    let workbook = workbook.map_err(|refusal| Error::Fault(refusal.to_string()))?;
    let (scope, sender) = (&community.scope, community.acting(asked.sender, "link")?);
    drafts::take_in(scope, sender.clone(), whose, request, workbook).await?;
    let reader = scope.read().await?;
    let draft = drafts::draft(&reader, whose).await?.ok_or(Error::NotFound)?;
    let ask = asks::of_request(&reader, &request.data_request_id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(reader);
    rows::send(scope, sender, whose, &draft, &ask).await?;
    let id: SubmissionId = draft.row.submission_id.parse().map_err(|_| Error::NotFound)?;
    rows::accept(scope, community.data_manager()?, vault, id).await?;
    Ok(())
}
