//! What pages of the agenda show: names, days, the outline of a version, and where two texts differ.

use askama::Template;
use domain::access::{Action, Rows, Thing};
use domain::agenda::compare::{self, Standing};
use platform::db::Connection;
use platform::words::Words;

use super::frozen::{kind, ordered};
use super::outline::{self, Leaf, Section};
use super::store::{CommentRow, PartRow, SuggestionRow, VersionRow};
use crate::accounts::visit::Visit;
use crate::blocks::Block;
use crate::dates;
use crate::directory::pages::address;
use crate::directory::store as directory;
use crate::editions::document::Document;
use crate::error::Error;
use crate::measurement::store as measurement;
use crate::site::figures::Subject;
use crate::site::sentences::Tag;

/// Names of people and things, as far as the reader may see them.
pub struct Names {
    people: Vec<(String, String)>,
    indicators: Vec<(String, String)>,
}

impl Names {
    /// Everything there is a name for. People are named to those who may look through the whole directory.
    pub async fn load(visit: &Visit, connection: &Connection) -> Result<Self, Error> {
        let reach = visit.allow(Action::ViewDirectory, Thing::Whole);
        let people = match reach.is_ok_and(|reach| reach.rows == Rows::Collaborative) {
            true => directory::people(connection).await?,
            false => Vec::new(),
        };
        let mut people: Vec<(String, String)> =
            people.into_iter().map(|row| (row.person_id, row.name)).collect();
        people.push((visit.person.id.to_string(), visit.person.name.clone()));
        let indicators = measurement::indicators(connection).await?;
        Ok(Self {
            people,
            indicators: indicators
                .into_iter()
                .map(|row| (row.indicator_id, row.slug))
                .collect(),
        })
    }

    /// The name of a person, if the reader may see it.
    pub fn person(&self, id: &str) -> Option<&str> {
        let found = self.people.iter().find(|(known, _)| known == id);
        found.map(|(_, name)| name.as_str())
    }

    /// The slug of an indicator.
    pub fn indicator(&self, id: &str) -> Option<&str> {
        let found = self.indicators.iter().find(|(known, _)| known == id);
        found.map(|(_, slug)| slug.as_str())
    }
}

/// The direction of an indicator as the newest edition tells it; honest where there is none.
pub fn direction(words: Words, newest: Option<&Document>, slug: Option<&str>) -> Tag {
    let told = newest.zip(slug).and_then(|(edition, slug)| {
        let subject = Subject::of(edition, slug, words)?;
        subject.standing.now.map(|_| subject.tag())
    });
    told.unwrap_or_else(|| Tag {
        class: "wait",
        label: words.say("agenda-not-measured"),
    })
}

/// What was said about the parts of a version.
#[derive(Debug, Default)]
pub struct Said {
    /// Comments.
    pub comments: Vec<CommentRow>,
    /// Suggestions.
    pub suggestions: Vec<SuggestionRow>,
}

/// The leaves of a version for the workspace, each leading to its own page.
pub fn leaves(
    visit: &Visit,
    parts: &[PartRow],
    names: &Names,
    newest: Option<&Document>,
    said: &Said,
) -> Vec<Leaf> {
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let leaf = |(_, row): (usize, &PartRow)| {
        let mut facts = Vec::new();
        if let Some(name) = row.owner_id.as_deref().and_then(|id| names.person(id)) {
            facts.push(words.with("agenda-owner-is", &[("name", name.into())]));
        }
        if let Some(day) = row.review_on.as_deref().and_then(|day| day.parse().ok()) {
            let key = if day < today {
                "agenda-review-late"
            } else {
                "agenda-review-on"
            };
            facts.push(words.with(key, &[("day", dates::plain(words, day).into())]));
        }
        let comments = said
            .comments
            .iter()
            .filter(|one| one.subject_id == row.agenda_part_id);
        let open = said
            .suggestions
            .iter()
            .filter(|one| one.agenda_part_id == row.agenda_part_id && one.state == "open");
        for (key, count) in [
            ("agenda-comments-count", comments.count()),
            ("agenda-suggestions-count", open.count()),
        ] {
            if count > 0 {
                facts.push(words.with(key, &[("count", count.into())]));
            }
        }
        let slug = row.indicator_id.as_deref().and_then(|id| names.indicator(id));
        Leaf {
            key: row.part_key.clone(),
            parent: row.parent_key.clone(),
            kind: kind(row),
            title: words.pick(&row.title_en, &row.title_es).to_owned(),
            href: address(visit, &format!("agenda/parts/{}", row.agenda_part_id)),
            body: words.pick(&row.body_en, &row.body_es).to_owned(),
            facts,
            tag: (row.kind == "indicator").then(|| direction(words, newest, slug)),
        }
    };
    ordered(parts).into_iter().map(leaf).collect()
}

#[derive(Template)]
#[template(path = "agenda/outline.html")]
struct Outline {
    sections: Vec<Section>,
}

/// The outline as a block of a page.
pub fn outline(words: Words, leaves: &[Leaf]) -> Block {
    let view = Outline {
        sections: outline::sections(words, leaves),
    };
    Block::Own(view.render().expect("a template writes into memory"))
}

#[derive(Template)]
#[template(path = "agenda/runs.html")]
struct Runs {
    name: String,
    language: String,
    runs: Vec<(u8, String)>,
    removed: String,
    added: String,
    end: String,
}

/// Where two texts differ, with the name of the text above; what is removed and added is said in words too.
pub fn runs(words: Words, name: String, language: &str, (before, after): (&str, &str)) -> Block {
    let runs = compare::words(before, after).into_iter().map(|run| {
        let standing = match run.standing {
            Standing::Both => 0,
            Standing::Removed => 1,
            Standing::Added => 2,
        };
        (standing, run.words)
    });
    let view = Runs {
        name,
        language: language.to_owned(),
        runs: runs.collect(),
        removed: words.say("agenda-removed-begins"),
        added: words.say("agenda-added-begins"),
        end: words.say("agenda-run-ends"),
    };
    Block::Own(view.render().expect("a template writes into memory"))
}

/// What a version is called: its title, and its number or that it is a draft.
pub fn called(words: Words, row: &VersionRow) -> String {
    let title = words.pick(&row.title_en, &row.title_es);
    match row.number.filter(|_| row.state == "ratified") {
        Some(number) => words.with(
            "agenda-version-called",
            &[("title", title.into()), ("number", number.into())],
        ),
        None => words.with("agenda-draft-called", &[("title", title.into())]),
    }
}

/// The state of a version as a tag.
pub fn state(words: Words, row: &VersionRow) -> (&'static str, String) {
    let class = match row.state.as_str() {
        "ratified" => "ok",
        "proposed" => "warn",
        _ => "wait",
    };
    (class, words.say(&format!("agenda-state-{}", row.state)))
}

/// A day that was kept as text, in the reader's words.
pub fn day(words: Words, text: &str) -> String {
    text.parse()
        .map_or_else(|_| text.to_owned(), |day| dates::plain(words, day))
}
