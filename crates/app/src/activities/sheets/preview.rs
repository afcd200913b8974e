//! The rows of a sheet as they will stand in the plan, and those that will not, each with its words and the reason.

use platform::words::Words;

use super::actions::Draft;
use super::reading::{Context, Reading};
use crate::activities::actions::NewActivity;
use crate::activities::choices::{Named, name_of};
use crate::activities::views::day;

/// Rows shown at once.
const SHOWN: usize = 50;
/// Characters of the words about an activity that are shown.
const ABOUT_SHOWN: usize = 140;

/// A row that is ready.
#[derive(Debug)]
pub struct ReadyLine {
    /// Row in the sheet.
    pub row: u32,
    /// What is done.
    pub title: String,
    /// All else that is kept of it.
    pub more: String,
    /// Who leads it, and with whom.
    pub lead: String,
    /// First day.
    pub starts: String,
    /// Last day.
    pub ends: String,
}

/// A row that adds nothing.
#[derive(Debug)]
pub struct LeftLine {
    /// Row in the sheet.
    pub row: u32,
    /// What stands in it.
    pub text: String,
    /// Why it is left out.
    pub why: String,
    /// Whether it can be taken in all the same.
    pub can_return: bool,
}

/// Both.
#[derive(Debug)]
pub struct RowsView {
    /// Rows that are ready, those shown now.
    pub lines: Vec<ReadyLine>,
    /// "Rows 51 to 100 of 240"; empty where all are shown.
    pub shown: String,
    /// Where the rows before begin.
    pub before: Option<usize>,
    /// Where the rows after begin.
    pub after: Option<usize>,
    /// Rows that add nothing.
    pub left: Vec<LeftLine>,
    /// How many more there are; may be empty.
    pub left_more: String,
    /// How days of figures are read, with an example; may be empty.
    pub ordered: String,
    /// Answers that can be given again: field and words.
    pub again: Vec<(&'static str, String)>,
}

/// The rows of a draft from the given one on.
pub fn view(words: Words, draft: &Draft, context: &Context, (said, from): (&Reading, usize)) -> RowsView {
    let all = said.ready.len();
    let start = from.saturating_sub(1).min(all.saturating_sub(1)) / SHOWN * SHOWN;
    let end = (start + SHOWN).min(all);
    let numbers = [
        ("from", (start + 1).into()),
        ("to", end.into()),
        ("all", all.into()),
    ];
    let left = said.left.iter().take(SHOWN).map(|one| LeftLine {
        row: one.row,
        text: one.text.clone(),
        why: words.say(&format!("sheet-why-{}", one.why.code())),
        can_return: one.why.can_return(),
    });
    let hidden = said.left.len().saturating_sub(SHOWN);
    let mut again = Vec::new();
    if draft.answers.date_order.is_some() {
        again.push(("dates:file", words.say("sheet-order-again")));
    }
    if !draft.answers.categories.is_empty() {
        again.push(("forget:names", words.say("sheet-names-again")));
    }
    RowsView {
        lines: said.ready[start..end]
            .iter()
            .map(|(row, new)| line(words, context, said, (*row, new)))
            .collect(),
        shown: if all > SHOWN {
            words.with("sheet-rows-shown", &numbers)
        } else {
            String::new()
        },
        before: (start > 0).then(|| start + 1 - SHOWN),
        after: (end < all).then_some(end + 1),
        left: left.collect(),
        left_more: if hidden > 0 {
            words.with("sheet-left-more", &[("count", hidden.into())])
        } else {
            String::new()
        },
        ordered: ordered(words, said),
        again,
    }
}

fn ordered(words: Words, said: &Reading) -> String {
    let (Some(order), Some((raw, read))) = (said.order, &said.ordered) else {
        return String::new();
    };
    let key = match order {
        intake::DateOrder::MonthFirst => "sheet-ordered-month-first",
        intake::DateOrder::DayFirst => "sheet-ordered-day-first",
    };
    let example = [
        ("raw", raw.as_str().into()),
        ("day", day(words, &read.to_string()).into()),
    ];
    words.with(key, &example)
}

fn line(words: Words, context: &Context, said: &Reading, (row, new): (u32, &NewActivity)) -> ReadyLine {
    let form = &new.form;
    let partner = |id: &str| match said.partners.get(id) {
        Some(name) => words.with("sheet-line-new", &[("name", name.as_str().into())]),
        None => name_of(&context.partners, Some(id)).to_owned(),
    };
    let lead = form.lead.map(|id| partner(&id.to_string())).unwrap_or_default();
    let with = new.partners.iter().filter(|(id, _)| Some(*id) != form.lead);
    let with: Vec<String> = with.map(|(id, _)| partner(&id.to_string())).collect();
    let lead = if with.is_empty() {
        lead
    } else {
        let names = [("lead", lead.into()), ("others", with.join(", ").into())];
        words.with("sheet-line-with", &names)
    };
    ReadyLine {
        row,
        title: form.title.0.clone(),
        more: more(words, context, new),
        lead,
        starts: day(words, &form.starts_on),
        ends: if form.ends_on.is_empty() {
            words.say("sheet-line-open")
        } else {
            day(words, &form.ends_on)
        },
    }
}

/// Strategy, group, places, for whom, milestones, and the beginning of the words about it.
fn more(words: Words, context: &Context, new: &NewActivity) -> String {
    let form = &new.form;
    let named = |rows: &[Named], id: &str| name_of(rows, Some(id)).to_owned();
    let body = form.body.map(|id| id.to_string()).unwrap_or_default();
    let mut parts = vec![
        named(&context.strategies, &form.strategy),
        named(&context.bodies, &body),
    ];
    parts.extend(
        new.places
            .iter()
            .map(|id| named(&context.places, &id.to_string())),
    );
    parts.push(form.population.0.clone());
    parts.extend(new.milestones.iter().map(|step| {
        let title = words.pick(&step.title.0, &step.title.1);
        let about = [("title", title.into()), ("day", day(words, &step.due_on).into())];
        words.with("sheet-line-milestone", &about)
    }));
    if !new.stopped_because.is_empty() {
        let because = [("because", new.stopped_because.as_str().into())];
        parts.push(words.with("sheet-line-stopped", &because));
    }
    let about: String = form.about.0.chars().take(ABOUT_SHOWN).collect();
    parts.push(if about.len() < form.about.0.len() {
        format!("{about}…")
    } else {
        about
    });
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
