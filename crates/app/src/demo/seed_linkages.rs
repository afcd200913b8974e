//! Participants of three invented partners, linked by encodings: the district, the clinic and the after-school programme each
//! encode their own file and send it by their own link; names never come here. All by the actions that the pages use.

use domain::agreements::Act;
use domain::ids::{AgreementId, LinkageId};
use platform::secrets;
use platform::words::Language;

use super::participants::{Partner, invent};
use super::{Community, ours, seed_agreements, seed_rows, seed_take_up};
use crate::blocks::Typed;
use crate::error::Error;
use crate::linkages::actions::{self, SCHEMA, Sent};
use crate::linkages::gate::Wanted;
use crate::linkages::received::{Received, made};
use crate::linkages::{running, store};
use crate::requests::letters::Desk;
use crate::vault::worker::Vault;

/// How many children the three partners know together.
pub const PARTICIPANTS: usize = 12_000;
/// What the partners share among themselves. In earnest it is in no program.
const SECRET: &[u8] = b"a secret of three invented partners, in no installation but this one";

/// A partner: who signs and who sends for it, and what it lets the others have.
struct Gives {
    title: [&'static str; 2],
    giver: &'static str,
    sender: (&'static str, &'static str),
    quasi: &'static str,
    plain: &'static str,
}

const PARTNERS: [Gives; 3] = [
    Gives {
        title: ["Pupils and their attendance", "Alumnado y su asistencia"],
        giver: "martin-quay",
        sender: ("lucia-ferro", "lucia@lanternschools.example"),
        quasi: "Pseudonym: Seudónimo\nSchool: Escuela\nGrade: Grado\nLanguage: Idioma",
        plain: "Attendance before: Asistencia antes\nAttendance: Asistencia",
    },
    Gives {
        title: [
            "Children seen at the clinic",
            "Niñas y niños atendidos en la clínica",
        ],
        giver: "helen-osei",
        sender: ("noor-tiller", "noor@ternhill.example"),
        quasi: "Pseudonym: Seudónimo",
        plain: "Visits: Visitas",
    },
    Gives {
        title: [
            "Days in the after-school program",
            "Días en el programa extraescolar",
        ],
        giver: "rory-galley",
        sender: ("rory-galley", "rory@brightwater.example"),
        quasi: "Pseudonym: Seudónimo",
        plain: "Days: Días",
    },
];

/// Seeds the agreements, the linkage, rows and questions on the day that it is.
pub(super) async fn seed(community: &Community, vault: &Vault) -> Result<(), Error> {
    let mut roots = Vec::new();
    for gives in &PARTNERS {
        roots.push(agreement(community, gives).await?);
    }
    let linkage = begin(community, &roots).await?;
    let invented = invent(PARTICIPANTS);
    let files = [&invented.district, &invented.clinic, &invented.programme];
    for ((gives, root), partner) in PARTNERS.iter().zip(&roots).zip(files) {
        send(community, linkage, (gives, *root), partner).await?;
    }
    let (scope, manager) = (&community.scope, community.data_manager()?);
    let gate = (crate::words::words(Language::English), wanted(community)?);
    running::begin(scope, manager, linkage, gate)
        .await
        .map_err(ours)?;
    running::run_here(scope, &linkage.to_string()).await?;
    let is_sealed =
        vault.is_installed() && are_sealed(seed_rows::seed(community, vault, &roots, files).await);
    seed_take_up::seed(community, linkage, is_sealed.then_some(vault)).await
}

/// A worker that cannot work on this machine stops no demonstration: the questions stand unanswered and say what is missing.
fn are_sealed(outcome: Result<(), Error>) -> bool {
    if let Err(error) = &outcome {
        tracing::warn!(%error, "the demonstration goes on without participants' rows");
    }
    outcome.is_ok()
}

fn wanted(community: &Community) -> Result<Wanted, Error> {
    Ok(Wanted {
        act: Act::Link,
        person: Some(community.person("priya-vane")?),
        on: community.clock.today(&community.row.time_zone),
    })
}

async fn agreement(community: &Community, gives: &Gives) -> Result<AgreementId, Error> {
    let words = crate::words::words(Language::English);
    let typed = crate::agreements::template(words, "participants")
        .with("title_en", gives.title[0])
        .with("title_es", gives.title[1])
        .with("signs_for_giver", community.person(gives.giver)?)
        .with("signs_for_receiver", community.person("ines-calder")?)
        .with("senders", gives.sender.1)
        .with("users", "priya@foghorn.example")
        .with("runs_from", community.days_from_today(-21))
        .with("runs_until", community.days_from_today(340))
        .with("kept_days", 90)
        .with("elements_direct", "Encoding: Codificación")
        .with("elements_quasi", gives.quasi)
        .with("elements_sensitive", "")
        .with("elements_plain", gives.plain)
        .with("families_asked", "opt-out")
        .with("families_key", "Pseudonym");
    seed_agreements::signed(community, &typed, gives.giver).await
}

async fn begin(community: &Community, roots: &[AgreementId]) -> Result<LinkageId, Error> {
    let id = LinkageId::from_uuid(secrets::new_uuid());
    let typed = Typed::default()
        .with("title_en", "Children known to school, clinic and after-school program")
        .with("title_es", "Niñas y niños conocidos por escuela, clínica y programa extraescolar")
        .with(
            "linkage_why",
            "To see which children the after-school program reaches, and how they attend beside children like them, without anybody showing names.",
        )
        .with("encoding_schema", SCHEMA);
    let tick = |typed: Typed, root: &AgreementId| typed.with(&format!("agreement-{root}"), "yes");
    let typed = roots.iter().fold(typed, tick);
    let gate = (crate::words::words(Language::English), wanted(community)?);
    let desk = Desk {
        collaborative: &community.row,
        base_url: &community.base_url,
    };
    let (scope, manager) = (&community.scope, community.data_manager()?);
    let begun = actions::begin(scope, manager, (id, &typed), gate, desk).await;
    begun.map_err(ours)?;
    Ok(id)
}

/// What a partner does on its own machine, and then with its link.
async fn send(
    community: &Community,
    linkage: LinkageId,
    (gives, root): (&Gives, AgreementId),
    partner: &Partner,
) -> Result<(), Error> {
    let reader = community.scope.read().await?;
    let row = store::linkage(&reader, &linkage.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    drop(reader);
    let schema = actions::parsed(&row.encoding_schema).map_err(Error::Fault)?;
    let rows = partner.names.rows.clone();
    let encoded = tokio::task::spawn_blocking(move || made(schema, SECRET, &rows)).await;
    let encoded = encoded.map_err(|error| Error::Fault(error.to_string()))?;
    let encodings = encoded.map_err(Error::Fault)?;
    let sent = Sent {
        linkage,
        root: &root.to_string(),
        received: Received {
            records: encodings.records.len(),
            fingerprint: encodings.fingerprint.clone(),
            schema: encodings.schema.clone(),
            tokens: encodings.records.first().map_or(0, |record| record.tokens.len()),
            is_numbered_by_rows: false,
            content: serde_json::to_string(&encodings).map_err(|error| Error::Fault(error.to_string()))?,
        },
    };
    let sender = community.acting(gives.sender.0, "link")?;
    actions::take_in(&community.scope, sender, sent)
        .await
        .map_err(ours)
}
