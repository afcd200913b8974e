//! The agenda of the demonstration: three versions that the steering committee ratified, with what was said about them and who
//! stands behind them, and a draft that is being talked about. All invented, all by the same actions that the pages use.

use std::collections::BTreeMap;

use domain::ids::{AgendaInputId, AgendaPartId, AgendaSuggestionId, AgendaVersionId, ProposalId};
use jiff::civil::Date;
use platform::history::Actor;
use platform::secrets;
use serde::Deserialize;

use super::{Community, files, json, ours, slug};
use crate::agenda::store::{self, PartRow};
use crate::agenda::talk::{self, Saying};
use crate::agenda::voices::{self, House};
use crate::agenda::{actions, committee};
use crate::blocks::Typed;
use crate::decisions::calling::Calling;
use crate::decisions::{closing, voting};
use crate::error::Error;
use crate::measurement::store as measurement;
use crate::requests::letters::Desk;

#[derive(Deserialize)]
struct File {
    versions: Vec<Version>,
    draft: Version,
    inputs: Vec<Input>,
}

/// A day of the file: fixed, or counted from the day on which the demonstration was started.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum When {
    On(Date),
    Day(i32),
}

impl When {
    fn date(self, community: &Community) -> Date {
        match self {
            Self::On(date) => date,
            Self::Day(days) => community.days_from_today(days),
        }
    }
}

#[derive(Deserialize)]
struct Version {
    begun: When,
    laid: Option<When>,
    decided: Option<When>,
    title_en: String,
    title_es: String,
    note_en: String,
    note_es: String,
    #[serde(default)]
    change: Vec<Part>,
    #[serde(default)]
    add: Vec<Part>,
    #[serde(default)]
    remove: Vec<String>,
    #[serde(default)]
    talk: Talk,
    #[serde(default)]
    endorsed: Vec<Endorsed>,
}

#[derive(Deserialize)]
struct Part {
    key: String,
    kind: Option<String>,
    under: Option<String>,
    result: Option<String>,
    indicator: Option<String>,
    title_en: Option<String>,
    title_es: Option<String>,
    body_en: Option<String>,
    body_es: Option<String>,
    owner: Option<String>,
    review_on: Option<String>,
    review_day: Option<i32>,
}

#[derive(Deserialize, Default)]
struct Talk {
    #[serde(default)]
    comments: Vec<Comment>,
    #[serde(default)]
    suggestions: Vec<Suggestion>,
}

#[derive(Deserialize)]
struct Comment {
    part: String,
    by: String,
    words: String,
}

#[derive(Deserialize)]
struct Suggestion {
    part: String,
    by: String,
    language: String,
    wording: String,
    why: String,
    is_accepted: Option<bool>,
    answer: String,
}

#[derive(Deserialize)]
struct Endorsed {
    partner: String,
    by: String,
    parts: Vec<String>,
    words: String,
}

#[derive(Deserialize)]
struct Input {
    version: usize,
    on: When,
    channel: String,
    language: String,
    part: Option<String>,
    by: String,
    words: String,
    reply: Option<Reply>,
}

#[derive(Deserialize)]
struct Reply {
    on: When,
    became: String,
    #[serde(rename = "in")]
    version: Option<usize>,
    is_public: bool,
    en: String,
    es: String,
}

/// What is known of the agenda while it is seeded: keys of the file by the keys in the database, and versions in order.
#[derive(Default)]
pub(super) struct Written {
    keys: BTreeMap<String, String>,
    versions: Vec<AgendaVersionId>,
}

impl Written {
    /// The key in the database of a part by its key in the file.
    pub(super) fn key(&self, name: &str) -> Result<String, Error> {
        super::found_text(&self.keys, name)
    }
}

/// The people of the steering committee who answer in the demonstration.
const VOTERS: [&str; 6] = [
    "odessa-reed",
    "martin-quay",
    "rosa-linares",
    "helen-osei",
    "nadia-keel",
    "owen-brace",
];

/// Seeds the version of a place in the file, from its draft to the committee's decision; past the ratified ones, the draft.
pub(super) async fn seed(community: &Community, written: &mut Written, number: usize) -> Result<(), Error> {
    let file: File = json(files::AGENDA)?;
    let version = file.versions.get(number).unwrap_or(&file.draft);
    community.set_day(version.begun.date(community));
    let id = AgendaVersionId::from_uuid(secrets::new_uuid());
    let typed = Typed::default()
        .with("title_en", &version.title_en)
        .with("title_es", &version.title_es)
        .with("note_en", &version.note_en)
        .with("note_es", &version.note_es);
    let begun = actions::begin(&community.scope, staff(community)?, id, &typed).await;
    begun.map_err(ours)?;
    written.versions.push(id);
    parts(community, written, id, version).await?;
    seed_talk(community, written, id, &version.talk).await?;
    for input in file.inputs.iter().filter(|input| input.version == number) {
        community.set_day(input.on.date(community));
        seed_input(community, written, input).await?;
    }
    if let (Some(laid), Some(decided)) = (version.laid, version.decided) {
        community.set_day(laid.date(community));
        ratify(community, id, decided.date(community)).await?;
        for one in &version.endorsed {
            endorse(community, written, id, one).await?;
        }
    }
    Ok(())
}

fn staff(community: &Community) -> Result<Actor, Error> {
    community.acting("theo-marsh", "facilitator")
}

async fn parts(
    community: &Community,
    written: &mut Written,
    id: AgendaVersionId,
    version: &Version,
) -> Result<(), Error> {
    for part in &version.add {
        let new = AgendaPartId::from_uuid(secrets::new_uuid());
        let typed = typed(community, written, part, None).await?;
        let added = actions::add_part(&community.scope, staff(community)?, id, new, &typed).await;
        added.map_err(ours)?;
        written.keys.insert(part.key.clone(), new.to_string());
    }
    for part in &version.change {
        let old = row(community, written, id, &part.key).await?;
        let typed = typed(community, written, part, Some(&old)).await?;
        let row: AgendaPartId = old.agenda_part_id.parse().map_err(|_| Error::NotFound)?;
        let changed = actions::change_part(&community.scope, staff(community)?, row, &typed).await;
        changed.map_err(ours)?;
    }
    for key in &version.remove {
        let old = row(community, written, id, key).await?;
        let row: AgendaPartId = old.agenda_part_id.parse().map_err(|_| Error::NotFound)?;
        let removed = actions::remove_part(&community.scope, staff(community)?, row).await;
        removed.map_err(ours)?;
    }
    Ok(())
}

async fn row(
    community: &Community,
    written: &Written,
    version: AgendaVersionId,
    key: &str,
) -> Result<PartRow, Error> {
    let key = super::found_text(&written.keys, key)?;
    let parts = store::parts(&*community.scope.read().await?, &version.to_string()).await?;
    let found = parts.into_iter().find(|part| part.part_key == key);
    found.ok_or(Error::NotFound)
}

/// A part as the form would send it: what the file says, over what stands there.
async fn typed(
    community: &Community,
    written: &Written,
    part: &Part,
    old: Option<&PartRow>,
) -> Result<Typed, Error> {
    let blank = PartRow::default();
    let old = old.unwrap_or(&blank);
    let said = |new: &Option<String>, old: &str| new.clone().unwrap_or_else(|| old.to_owned());
    let kept = |old: &Option<String>| old.clone().unwrap_or_default();
    let under = match &part.under {
        Some(key) => super::found_text(&written.keys, key)?,
        None => kept(&old.parent_key),
    };
    let result = match &part.result {
        Some(slug) => {
            let rows = measurement::results(&*community.scope.read().await?).await?;
            let row = rows.into_iter().find(|row| row.slug == *slug);
            row.ok_or(Error::NotFound)?.result_id
        }
        None => kept(&old.result_id),
    };
    let indicator = match &part.indicator {
        Some(name) => community.indicator(&slug(name))?.to_string(),
        None => kept(&old.indicator_id),
    };
    let owner = match &part.owner {
        Some(name) => community.person(name)?.to_string(),
        None => kept(&old.owner_id),
    };
    let review = part
        .review_day
        .map(|days| community.days_from_today(days).to_string());
    let review = review
        .or_else(|| part.review_on.clone())
        .unwrap_or_else(|| kept(&old.review_on));
    Ok(Typed::default()
        .with("kind", said(&part.kind, &old.kind))
        .with("under", under)
        .with("result", result)
        .with("indicator", indicator)
        .with("title_en", said(&part.title_en, &old.title_en))
        .with("title_es", said(&part.title_es, &old.title_es))
        .with("body_en", said(&part.body_en, &old.body_en))
        .with("body_es", said(&part.body_es, &old.body_es))
        .with("keeper", owner)
        .with("look_again_on", review))
}

async fn seed_talk(
    community: &Community,
    written: &Written,
    version: AgendaVersionId,
    talk: &Talk,
) -> Result<(), Error> {
    for one in &talk.comments {
        let part = row(community, written, version, &one.part).await?;
        let typed = Typed::default().with("comment", &one.words);
        let saying = saying(community, &part, &one.by, &typed)?;
        let kept = talk::comment(&community.scope, community.acting(&one.by, "seat")?, &saying).await;
        kept.map_err(ours)?;
    }
    for one in &talk.suggestions {
        let part = row(community, written, version, &one.part).await?;
        let typed = Typed::default()
            .with("language", &one.language)
            .with("wording", &one.wording)
            .with("why", &one.why);
        let saying = saying(community, &part, &one.by, &typed)?;
        let kept = talk::suggest(&community.scope, community.acting(&one.by, "seat")?, &saying).await;
        kept.map_err(ours)?;
        if let Some(accepts) = one.is_accepted {
            let answer = Typed::default().with("answer", &one.answer);
            let id = AgendaSuggestionId::from_uuid(saying.id);
            let done = talk::answer(&community.scope, staff(community)?, id, (accepts, &answer)).await;
            done.map_err(ours)?;
        }
    }
    Ok(())
}

fn saying<'a>(
    community: &Community,
    part: &PartRow,
    by: &str,
    typed: &'a Typed,
) -> Result<Saying<'a>, Error> {
    Ok(Saying {
        id: secrets::new_uuid(),
        part: part.agenda_part_id.parse().map_err(|_| Error::NotFound)?,
        person: community.person(by)?,
        typed,
    })
}

fn house(community: &Community) -> House<'_> {
    House {
        collaborative: &community.row,
        base_url: &community.base_url,
    }
}

async fn seed_input(community: &Community, written: &Written, input: &Input) -> Result<(), Error> {
    let part = match &input.part {
        Some(key) => super::found_text(&written.keys, key).unwrap_or_default(),
        None => String::new(),
    };
    let typed = Typed::default()
        .with("channel", &input.channel)
        .with("language", &input.language)
        .with("words", &input.words)
        .with("heard_on", input.on.date(community))
        .with("part_key", part);
    let id = AgendaInputId::from_uuid(secrets::new_uuid());
    let own = match input.channel.as_str() {
        "member" => Some(community.person(&input.by)?),
        _ => None,
    };
    let actor = community.acting(&input.by, "facilitator")?;
    let noted = voices::note_input(&community.scope, actor, (id, own), &typed, house(community)).await;
    noted.map_err(ours)?;
    if let Some(reply) = &input.reply {
        written_reply(community, written, (id, &typed), reply).await?;
    }
    Ok(())
}

/// Replies are kept once the version they speak of is there; the clock goes on for it.
async fn written_reply(
    community: &Community,
    written: &Written,
    (id, input): (AgendaInputId, &Typed),
    reply: &Reply,
) -> Result<(), Error> {
    let version = reply.version.and_then(|number| written.versions.get(number));
    let became = match (reply.became.as_str(), version) {
        // The version that it changes is not begun yet: it is put off, and comes back with it.
        ("changed", None) => "later",
        (became, _) => became,
    };
    let typed = Typed::default()
        .with("part_key", input.get("part_key"))
        .with("became", became)
        .with(
            "changed_version",
            version.map(ToString::to_string).unwrap_or_default(),
        )
        .with("reply_en", &reply.en)
        .with("reply_es", &reply.es)
        .with("is_public", if reply.is_public { "yes" } else { "" });
    let _ = reply.on;
    let done = voices::answer_input(&community.scope, staff(community)?, id, &typed, house(community)).await;
    done.map_err(ours)
}

/// The committee decides on a version as it decides on everything: it is asked, it answers, the answers are counted.
async fn ratify(community: &Community, id: AgendaVersionId, decided: Date) -> Result<(), Error> {
    let desk = Desk {
        collaborative: &community.row,
        base_url: &community.base_url,
    };
    let author = community.person("theo-marsh")?;
    let asked = committee::ask(&community.scope, staff(community)?, (id, author)).await;
    let proposal: ProposalId = asked.map_err(ours)?;
    let closes_at = crate::dates::at_hour(decided, 9, &community.row.time_zone);
    let called = crate::decisions::calling::call(
        &community.scope,
        staff(community)?,
        desk,
        (proposal, Some(closes_at), Calling::InTheRoom),
    )
    .await;
    called.map_err(ours)?;
    for voter in VOTERS {
        let said = voting::Said {
            choice: "agree".to_owned(),
            ..voting::Said::default()
        };
        let person = community.person(voter)?;
        let actor = community.acting(voter, "seat")?;
        let answered = voting::answer(
            &community.scope,
            actor,
            proposal,
            (person, &said, voting::Way::Page),
        )
        .await;
        answered.map_err(ours)?;
    }
    community.set_day(decided);
    let closed = closing::close(&community.scope, Actor::installation(), proposal).await;
    closed.map_err(ours)?;
    let version = store::version(&*community.scope.read().await?, &id.to_string()).await?;
    let is_ratified = version.is_some_and(|row| row.state == "ratified");
    is_ratified
        .then_some(())
        .ok_or_else(|| Error::Fault("the demonstration's committee did not ratify".to_owned()))
}

async fn endorse(
    community: &Community,
    written: &Written,
    version: AgendaVersionId,
    one: &Endorsed,
) -> Result<(), Error> {
    let keys: Result<Vec<String>, Error> = one
        .parts
        .iter()
        .map(|key| super::found_text(&written.keys, key))
        .collect();
    let who = (
        version,
        community.organisation(&one.partner)?,
        community.person(&one.by)?,
    );
    let actor = community.acting(&one.by, "contact")?;
    let today = community.scope.clock().today(&community.row.time_zone);
    let done = voices::endorse(&community.scope, actor, who, (&keys?, &one.words), today).await;
    done.map_err(ours)
}
