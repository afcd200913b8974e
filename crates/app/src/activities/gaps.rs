//! Whether the gap of the group moves that a targeted activity is for (DOMAIN E2): the words and figures of the measure's
//! own page, as the newest edition froze them, and a plain word where there is too little to tell.

use platform::db::Connection;

use super::choices;
use super::store::ActivityRow;
use super::tie_store::{self, TieRow};
use crate::accounts::visit::Visit;
use crate::editions::document::Document;
use crate::error::Error;
use crate::improvement::curve::edition_name;
use crate::measurement::store as measurement;
use crate::site::figures::Subject;
use crate::state::PublicState;

/// One group's gap.
pub(super) struct GapLine {
    /// The group.
    pub name: String,
    /// What is compared with what, and when; empty where nothing is.
    pub about: String,
    /// How large it is, and how sure; empty where nobody can say.
    pub size: String,
    /// Whether it moved, or why nobody can say.
    pub moved: String,
}

/// What the page of a targeted activity says about gaps.
#[derive(Default)]
pub(super) struct Gaps {
    /// The measure.
    pub measure: String,
    /// Its public page.
    pub href: String,
    /// A line for each group.
    pub lines: Vec<GapLine>,
    /// Why there are none; empty where there are.
    pub nothing: String,
    /// Which edition it is from; empty where there is none.
    pub source: String,
}

/// What there is to say. None: the activity is for everybody, or it means to move nothing that is measured.
pub(super) async fn of(
    visit: &Visit,
    (connection, public): (&Connection, &PublicState),
    row: &ActivityRow,
    groups: &[TieRow],
) -> Result<Option<Gaps>, Error> {
    if row.scope != "targeted" {
        return Ok(None);
    }
    let keys = tie_store::group_keys(connection, &row.activity_id).await?;
    let Some(slug) = measured_by(connection, row).await? else {
        return Ok(None);
    };
    let words = visit.words;
    let newest = public.shelf.newest(&visit.collaborative.slug);
    let subject = newest
        .as_deref()
        .and_then(|edition| Subject::of(edition, &slug, words));
    let Some(subject) = subject else {
        let nothing = words.say("plan-gap-no-edition");
        return Ok(Some(Gaps {
            nothing,
            ..Gaps::default()
        }));
    };
    let lines: Vec<GapLine> = groups
        .iter()
        .filter_map(|group| {
            let key = keys.iter().find(|(id, _)| *id == group.id);
            let name = words.pick(&group.name, &group.name_es).to_owned();
            key.map(|(_, key)| line(visit, &subject, (name, key)))
        })
        .collect();
    let nothing = match lines.is_empty() {
        true => words.say("plan-gap-no-group"),
        false => String::new(),
    };
    Ok(Some(Gaps {
        measure: subject.title().to_owned(),
        href: public_page(&visit.collaborative.slug, words.code(), &slug),
        lines,
        nothing,
        source: source(visit, subject.document),
    }))
}

fn source(visit: &Visit, edition: &Document) -> String {
    let name = edition_name(visit.words, edition);
    visit.words.with("plan-gap-source", &[("edition", name.into())])
}

fn public_page(collaborative: &str, language: &str, slug: &str) -> String {
    match language {
        "es" => format!("/{collaborative}/es/results/{slug}"),
        _ => format!("/{collaborative}/results/{slug}"),
    }
}

fn line(visit: &Visit, subject: &Subject<'_>, (name, key): (String, &str)) -> GapLine {
    let words = visit.words;
    let Some(gap) = subject.gap_of(key) else {
        return GapLine {
            name,
            about: String::new(),
            size: String::new(),
            moved: words.say("plan-gap-too-little"),
        };
    };
    let moved = match gap.line.change.is_empty() {
        true => words.say("plan-gap-one-time"),
        false => gap.line.change,
    };
    let size = [gap.line.difference, gap.line.sure, gap.line.people];
    let size: Vec<String> = size.into_iter().filter(|text| !text.is_empty()).collect();
    GapLine {
        name,
        about: gap.subtitle,
        size: size.join("; "),
        moved,
    }
}

/// The slug of what the activity means to move: its own measure, else the one that its strategy hangs under.
async fn measured_by(connection: &Connection, row: &ActivityRow) -> Result<Option<String>, Error> {
    let strategies = choices::strategies(connection).await?;
    let of_strategy = strategies
        .into_iter()
        .find(|one| Some(&one.key) == row.strategy_key.as_ref())
        .and_then(|one| one.indicator_id);
    let Some(id) = row.indicator_id.clone().or(of_strategy) else {
        return Ok(None);
    };
    let indicator = measurement::indicator(connection, &id).await?;
    Ok(indicator.map(|row| row.slug))
}
