//! What the names in a sheet mean: partners, strategies, working groups, places, and words about how something stands.

use std::collections::BTreeMap;

use domain::activities::reading::{Known, State, known, plain};

use super::columns::Role;
use super::reading::{Context, NOTHING, Question, Work};
use crate::submissions::answers::LEAVE_OUT;

/// Beginning of the answer that a name is a partner who is new here; the identifier it will have follows.
pub const NEW: &str = "new:";
/// In the place of a name: every name that is like nobody's here.
pub const ALL_UNKNOWN: &str = "*";

/// What kind of name is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Who leads.
    Lead,
    /// Who contributes.
    Partner,
    /// A strategy.
    Strategy,
    /// A working group.
    Body,
    /// A place.
    Place,
    /// A word about how something stands.
    State,
}

impl About {
    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Partner => "partner",
            Self::Strategy => "strategy",
            Self::Body => "body",
            Self::Place => "place",
            Self::State => "state",
        }
    }
}

/// What a name came to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This one.
    This(String),
    /// Nothing the plan keeps.
    Nothing,
    /// The row is left out.
    Out,
    /// It is asked about.
    Open,
}

/// A name that is asked about.
pub(super) struct Asked {
    text: String,
    rows: Vec<u32>,
    near: Vec<String>,
    is_backbone: bool,
}

/// Whom a name is like. The same few names stand in every row, and each is compared with all that is known here once.
#[derive(Debug, Clone)]
enum Like {
    Same(String),
    Near(Vec<String>),
    Backbone(Vec<String>),
}

/// What is asked about, and what was found out before.
#[derive(Default)]
pub(super) struct Names {
    pub(super) asked: BTreeMap<(About, String), Asked>,
    found: BTreeMap<(About, String), Like>,
    /// Partners who are new here: the identifier each will have, and the name.
    pub(super) new: BTreeMap<String, String>,
}

impl Names {
    /// The questions, those with somebody near first.
    pub(super) fn questions(&mut self) -> Vec<Question> {
        let mut asked = std::mem::take(&mut self.asked);
        // Whoever leads here and contributes there is asked about once.
        let twice: Vec<String> = asked
            .keys()
            .filter(|(about, text)| {
                *about == About::Partner && asked.contains_key(&(About::Lead, text.clone()))
            })
            .map(|(_, text)| text.clone())
            .collect();
        for text in twice {
            let partner = asked.remove(&(About::Partner, text.clone()));
            if let (Some(partner), Some(lead)) = (partner, asked.get_mut(&(About::Lead, text))) {
                lead.rows.extend(partner.rows);
                lead.rows.sort_unstable();
                lead.rows.dedup();
            }
        }
        let mut asked: Vec<((About, String), Asked)> = asked.into_iter().collect();
        asked.sort_by_key(|((about, _), one)| (*about, one.near.is_empty()));
        let questions = asked.into_iter().map(|((about, _), one)| Question::Name {
            about,
            text: one.text,
            rows: one.rows,
            near: one.near,
            is_backbone: one.is_backbone,
        });
        questions.collect()
    }
}

impl Context {
    fn rows(&self, about: About) -> &[crate::activities::choices::Named] {
        match about {
            About::Lead | About::Partner => &self.partners,
            About::Strategy => &self.strategies,
            About::Body => &self.bodies,
            About::Place => &self.places,
            About::State => &[],
        }
    }
}

impl Work<'_> {
    fn answer(&self, about: About, text: &str) -> Option<&str> {
        let of = |about: About| {
            let key = format!("{}|{}", about.code(), plain(text));
            self.answers.categories.get(&key).map(String::as_str)
        };
        // Who a partner is was perhaps said where the same name leads, or the other way round.
        let elsewhere = match about {
            About::Lead => of(About::Partner),
            About::Partner => of(About::Lead),
            About::Strategy | About::Body | About::Place | About::State => None,
        };
        of(about).or_else(|| elsewhere.filter(|said| !matches!(*said, LEAVE_OUT | NOTHING)))
    }

    fn like(&mut self, about: About, text: &str) -> Like {
        let about = if about == About::Partner {
            About::Lead
        } else {
            about
        };
        let key = (about, text.to_owned());
        if let Some(found) = self.names.found.get(&key) {
            return found.clone();
        }
        let near = match known(text, self.context.rows(about)) {
            Known::Same(id) => Like::Same(id.to_owned()),
            Known::Maybe(near) => Like::Near(near.into_iter().map(str::to_owned).collect()),
            Known::Nobody => Like::Near(Vec::new()),
        };
        let is_backbone = || matches!(known(text, &self.context.backbones), Known::Same(_));
        let found = match near {
            Like::Near(near) if about == About::Lead && is_backbone() => Like::Backbone(near),
            other => other,
        };
        self.names.found.insert(key, found.clone());
        found
    }

    fn ask_about(&mut self, row: u32, about: About, text: &str, (near, is_backbone): (Vec<String>, bool)) {
        let asked = self.names.asked.entry((about, plain(text)));
        let asked = asked.or_insert_with(|| Asked {
            text: text.to_owned(),
            rows: Vec::new(),
            near,
            is_backbone,
        });
        if asked.rows.last() != Some(&row) {
            asked.rows.push(row);
        }
    }

    pub(super) fn name(&mut self, row: u32, about: About, text: &str) -> Meaning {
        if about == About::State {
            return Meaning::Nothing;
        }
        let like = self.like(about, text);
        let said = self.answer(about, text).map(str::to_owned);
        match (said.as_deref(), &like) {
            (Some(LEAVE_OUT), _) => return Meaning::Out,
            (Some(NOTHING), _) => return Meaning::Nothing,
            // Somebody else may have added the partner meanwhile.
            (_, Like::Same(id)) => return Meaning::This(id.clone()),
            (Some(id), _) => {
                if let Some(id) = id.strip_prefix(NEW) {
                    self.names.new.insert(id.to_owned(), text.trim().to_owned());
                }
                return Meaning::This(id.strip_prefix(NEW).unwrap_or(id).to_owned());
            }
            (None, _) => {}
        }
        let (near, is_backbone) = match like {
            Like::Backbone(near) => (near, true),
            Like::Near(near) => (near, false),
            Like::Same(id) => (vec![id], false),
        };
        // The backbone contributes nothing as a partner; only where it stands as who leads must somebody say who does.
        if is_backbone && about == About::Partner {
            return Meaning::Nothing;
        }
        let is_unknown = near.is_empty() && about == About::Partner;
        let all_unknown = format!("{}|{ALL_UNKNOWN}", About::Partner.code());
        if is_unknown && self.answers.categories.contains_key(&all_unknown) {
            return Meaning::Nothing;
        }
        self.ask_about(row, about, text, (near, is_backbone));
        Meaning::Open
    }

    /// One name that may be missing; the outer nothing: it is asked about.
    pub(super) fn optional(&mut self, row: u32, about: About, role: Role) -> Option<Option<String>> {
        let text = self.first(row, role);
        if text.is_empty() {
            return Some(None);
        }
        match self.name(row, about, &text) {
            Meaning::This(id) => Some(Some(id)),
            Meaning::Nothing | Meaning::Out => Some(None),
            Meaning::Open => None,
        }
    }

    /// Several names in the cells of a row, and some found elsewhere; nothing: one of them is asked about.
    pub(super) fn several(
        &mut self,
        row: u32,
        about: About,
        (role, more): (Role, Vec<String>),
    ) -> Option<Vec<String>> {
        let (mut found, mut is_open) = (Vec::new(), false);
        let mut pieces = more;
        for col in self.cols(role) {
            let text = self.text(row, col);
            pieces.extend(self.pieces(about, &text));
        }
        for piece in pieces {
            match self.name(row, about, &piece) {
                Meaning::This(id) if !found.contains(&id) => found.push(id),
                Meaning::This(_) | Meaning::Nothing | Meaning::Out => {}
                Meaning::Open => is_open = true,
            }
        }
        (!is_open).then_some(found)
    }

    /// Who leads, and who stands in the same cell after it: "Casa Faro; Brightwater".
    pub(super) fn lead(&mut self, row: u32, text: &str) -> (Meaning, Vec<String>) {
        let mut pieces = self.pieces(About::Lead, text);
        // A comma or a stroke may belong to a name: it parts names only beside one that is known.
        let is_sure = text.contains([';', '\n'])
            || pieces
                .iter()
                .any(|piece| matches!(self.like(About::Lead, piece), Like::Same(_)));
        if pieces.len() < 2 || !is_sure {
            return (self.name(row, About::Lead, text), Vec::new());
        }
        let first = pieces.remove(0);
        (self.name(row, About::Lead, &first), pieces)
    }

    /// The names in one cell: parted by commas, semicolons, strokes and lines, and by "and" between two that are known.
    fn pieces(&mut self, about: About, text: &str) -> Vec<String> {
        let is_known =
            |work: &mut Self, text: &str| matches!(work.like(about, text), Like::Same(_) | Like::Backbone(_));
        if is_known(self, text) || self.answer(about, text).is_some() {
            return vec![text.to_owned()];
        }
        let mut pieces = Vec::new();
        let parted = text.split([',', ';', '\n', '/']).map(str::trim);
        for piece in parted.filter(|piece| !piece.is_empty()) {
            let halves = [" and ", " y ", " & "]
                .iter()
                .find_map(|word| piece.split_once(word))
                .filter(|_| !is_known(self, piece));
            match halves {
                Some((one, other)) if is_known(self, one) && is_known(self, other) => {
                    pieces.extend([one.trim().to_owned(), other.trim().to_owned()]);
                }
                _ => pieces.push(piece.to_owned()),
            }
        }
        pieces
    }

    /// What the sheet says about how it stands; the outer nothing: it is asked about.
    pub(super) fn state(&mut self, row: u32) -> Option<Option<State>> {
        let text = self.first(row, Role::State);
        if text.is_empty() {
            return Some(None);
        }
        if let Some(state) = State::read(&text) {
            return Some(Some(state));
        }
        match self.answer(About::State, &text) {
            Some(code) => Some(State::from_code(code)),
            None => {
                self.ask_about(row, About::State, &text, (Vec::new(), false));
                None
            }
        }
    }
}
