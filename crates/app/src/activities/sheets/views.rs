//! A sheet of activities as the repair page shows it: the same page, cards and columns as for figures that partners send.

use domain::activities::reading::{State, plain};
use domain::text::PROSE_MAX;
use intake::Sheet;
use intake::tidy::TidyKind;
use jiff::civil::Date;
use platform::words::Words;

use super::actions::{Draft, ROWS_MAX};
use super::columns::Role;
use super::names::{ALL_UNKNOWN, About};
use super::reading::{Context, NOTHING, Question, Reading};
use crate::activities::choices::{Named, name_of};
use crate::activities::views::day;
use crate::submissions::answers::LEAVE_OUT;
use crate::submissions::check_views::{CheckView, ColumnLine, TidyLine};
use crate::submissions::question_cards::{
    CardForm, CellRow, Choice, NameRow, QuestionCard, Typing, rows_named, title,
};
use crate::submissions::questions::TypedCell;

/// Names and cells asked about in one card; the next come when these are answered.
const ASKED_MAX: usize = 20;

/// The page of a draft; `base` is where its forms go.
pub fn view(words: Words, base: String, draft: &Draft, context: &Context, said: &Reading) -> CheckView {
    let questions = said.questions.len();
    let numbers = [
        ("rows", said.rows.into()),
        ("file", draft.row.file_name.as_str().into()),
        ("ready", said.ready.len().into()),
        ("there", said.there().into()),
        ("left", (said.left.len() - said.there()).into()),
        ("questions", questions.into()),
    ];
    let cards = grouped(&said.questions).into_iter().enumerate();
    CheckView {
        eyebrow: words.say("sheet-eyebrow"),
        title: title(words, questions),
        read: words.with("sheet-read", &numbers),
        saved: words.say("sheet-saved"),
        base,
        lang: words.code(),
        cards: cards
            .map(|(at, group)| card(words, context, said, (at + 1, &group)))
            .collect(),
        dropped: if draft.dropped.is_empty() {
            String::new()
        } else {
            words.with("check-dropped", &[("columns", draft.dropped.join(", ").into())])
        },
        small: String::new(),
        tidied: tidied(words, draft),
        columns: columns(words, said),
        remember: String::new(),
        sheets: sheets(draft),
        own: Vec::new(),
        state: words.with("sheet-state", &numbers),
        ready: said.ready.len() + said.there(),
        rows: said.rows.max(1),
        send: words.with("sheet-send", &numbers),
        may_send: said.questions.is_empty() && said.ready.len() + said.there() > 0,
    }
}

fn choice(value: &str, label: String) -> Choice {
    Choice {
        value: value.to_owned(),
        label,
        is_chosen: false,
    }
}

/// Questions in cards: names of one kind stand together, everything else alone.
fn grouped(questions: &[Question]) -> Vec<Vec<&Question>> {
    let kind = |question: &Question| match question {
        Question::Name {
            about, is_backbone, ..
        } => Some((*about, *is_backbone)),
        Question::Missing(_)
        | Question::Order { .. }
        | Question::Backwards { .. }
        | Question::Cells { .. } => None,
    };
    let mut groups: Vec<Vec<&Question>> = Vec::new();
    for question in questions {
        let kind_of_this = kind(question);
        let same = groups.iter_mut().find(|group| {
            let first = group.first().and_then(|first| kind(first));
            kind_of_this.is_some() && first == kind_of_this
        });
        match same {
            Some(group) => group.push(question),
            None => groups.push(vec![question]),
        }
    }
    groups
}

fn card(
    words: Words,
    context: &Context,
    said: &Reading,
    (number, group): (usize, &[&Question]),
) -> QuestionCard {
    let (title, hint, form) = match group {
        [Question::Missing(role)] => (
            words.say(&format!("sheet-missing-{}", role.code())),
            words.say("ask-missing-hint"),
            CardForm::None,
        ),
        [
            Question::Order {
                raw,
                month_first,
                day_first,
                rows,
            },
        ] => order_card(words, (raw, rows), [month_first, day_first]),
        [Question::Backwards { rows }] => backwards_card(words, rows),
        [Question::Cells { role, cells }] => cells_card(words, context, said, (*role, cells)),
        [one @ Question::Name { .. }] => one_name(words, context, one),
        names => names_card(words, context, names),
    };
    QuestionCard {
        number,
        title,
        hint,
        form,
    }
}

/// Title, hint and form.
type Card = (String, String, CardForm);

fn order_card(words: Words, (raw, rows): (&str, &[u32]), days: [&Date; 2]) -> Card {
    let keys = ["sheet-order-month-first", "sheet-order-day-first"];
    let values = ["month-first", "day-first"];
    let choices = keys.into_iter().zip(values).zip(days).map(|((key, value), on)| {
        let on = day(words, &on.to_string());
        choice(value, words.with(key, &[("day", on.into())]))
    });
    let form = CardForm::Radios {
        name: "dates:file".to_owned(),
        choices: choices.collect(),
        other: None,
    };
    let hint = [("rows", rows_named(words, rows).into())];
    (
        words.with("sheet-ask-order", &[("raw", raw.into())]),
        words.with("sheet-ask-order-hint", &hint),
        form,
    )
}

fn backwards_card(words: Words, rows: &[(u32, String, Vec<TypedCell>)]) -> Card {
    let lines = rows.iter().take(ASKED_MAX).map(|(row, what, cells)| {
        let now = |at: usize| cells.get(at).map(|cell| cell.now.clone()).unwrap_or_default();
        let both = [("first", now(0).into()), ("last", now(1).into())];
        CellRow {
            row: *row,
            what: what.clone(),
            message: words.with("sheet-cell-backwards", &both),
            cells: cells.clone(),
        }
    });
    let form = CardForm::Cells {
        rows: lines.collect(),
        typing: Typing::Words(Vec::new()),
    };
    let hint = with_rest(words, words.say("sheet-cells-backwards-hint"), rows.len());
    (words.say("sheet-cells-backwards"), hint, form)
}

fn cells_card(
    words: Words,
    context: &Context,
    said: &Reading,
    (role, cells): (Role, &[(u32, u32, String, String)]),
) -> Card {
    let offered = if role == Role::Lead {
        context.partners.iter().map(|(_, name)| name.clone()).collect()
    } else {
        Vec::new()
    };
    let form = CardForm::Cells {
        rows: cells
            .iter()
            .take(ASKED_MAX)
            .map(|cell| cell_row(words, said, role, cell))
            .collect(),
        typing: Typing::Words(offered),
    };
    let hint = match role {
        Role::Title | Role::Lead | Role::About => words.say(&format!("sheet-cells-{}-hint", role.code())),
        Role::Partners
        | Role::Strategy
        | Role::Body
        | Role::Place
        | Role::Starts
        | Role::Ends
        | Role::State
        | Role::Milestone
        | Role::Due
        | Role::Population
        | Role::Ignore => words.say("sheet-cells-hint"),
    };
    (
        words.say(&format!("sheet-cells-{}", role.code())),
        with_rest(words, hint, cells.len()),
        form,
    )
}

fn with_rest(words: Words, hint: String, asked: usize) -> String {
    let rest = asked.saturating_sub(ASKED_MAX);
    if rest == 0 {
        return hint;
    }
    format!("{hint} {}", words.with("sheet-rest", &[("count", rest.into())]))
}

fn key_of(about: About, is_backbone: bool) -> &'static str {
    if is_backbone { "backbone" } else { about.code() }
}

fn one_name(words: Words, context: &Context, question: &Question) -> Card {
    let Question::Name {
        about,
        text,
        rows,
        is_backbone,
        ..
    } = question
    else {
        return (String::new(), String::new(), CardForm::None);
    };
    let line = name_row(words, context, question);
    let form = CardForm::Select {
        name: line.name,
        options: line.options,
    };
    let key = format!("sheet-ask-{}", key_of(*about, *is_backbone));
    (
        words.with(&key, &[("text", text.as_str().into())]),
        rows_named(words, rows),
        form,
    )
}

fn names_card(words: Words, context: &Context, names: &[&Question]) -> Card {
    let unknown = names
        .iter()
        .filter(|one| matches!(one, Question::Name { about: About::Partner, near, .. } if near.is_empty()));
    let unknown = unknown.count();
    let key = names.first().map_or("lead", |one| match one {
        Question::Name {
            about, is_backbone, ..
        } => key_of(*about, *is_backbone),
        Question::Missing(_)
        | Question::Order { .. }
        | Question::Backwards { .. }
        | Question::Cells { .. } => "lead",
    });
    let rest = with_rest(words, String::new(), names.len());
    let form = CardForm::Names {
        rows: names
            .iter()
            .take(ASKED_MAX)
            .map(|one| name_row(words, context, one))
            .collect(),
        rest: rest.trim().to_owned(),
        all: (unknown > 1).then(|| {
            let field = format!("category:{}|{ALL_UNKNOWN}", About::Partner.code());
            (field, words.with("sheet-names-all", &[("count", unknown.into())]))
        }),
    };
    (
        words.say(&format!("sheet-names-{key}")),
        words.say("sheet-names-hint"),
        form,
    )
}

fn name_row(words: Words, context: &Context, question: &Question) -> NameRow {
    let Question::Name {
        about,
        text,
        rows,
        near,
        is_backbone,
    } = question
    else {
        // Only names come here.
        return NameRow {
            label: String::new(),
            hint: String::new(),
            name: String::new(),
            options: Vec::new(),
        };
    };
    let mut options = options(words, context, *about, near);
    let is_partner = matches!(about, About::Lead | About::Partner);
    if is_partner && !is_backbone && context.may_add_partners {
        let label = words.with("sheet-new-partner", &[("text", text.as_str().into())]);
        options.insert(1 + near.len(), choice("new", label));
    }
    NameRow {
        label: text.clone(),
        hint: rows_named(words, rows),
        name: format!("category:{}|{}", about.code(), plain(text)),
        options,
    }
}

fn cell_row(
    words: Words,
    said: &Reading,
    role: Role,
    (row, col, now, what): &(u32, u32, String, String),
) -> CellRow {
    let message = match (role, now.is_empty()) {
        (Role::About, _) => words.with("sheet-cell-long", &[("most", PROSE_MAX.into())]),
        (_, true) => words.say("sheet-cell-empty"),
        (_, false) => words.with("sheet-cell-unread", &[("text", now.as_str().into())]),
    };
    let heading = said.columns.iter().find(|column| column.col == *col);
    CellRow {
        row: *row,
        what: what.clone(),
        message,
        cells: vec![TypedCell {
            row: *row,
            col: *col,
            heading: heading.map(|column| column.heading.clone()).unwrap_or_default(),
            now: now.clone(),
        }],
    }
}

/// What a name may mean: whoever is near first, then all, then that it is nothing.
fn options(words: Words, context: &Context, about: About, near: &[String]) -> Vec<Choice> {
    let mut options = vec![choice("", words.say("choice-open"))];
    if about == About::State {
        let states = State::ALL.map(|one| {
            let label = words.say(&format!("sheet-state-{}", one.code()));
            choice(one.code(), label)
        });
        options.extend(states);
        options.push(choice(NOTHING, words.say("sheet-nothing")));
        return options;
    }
    let rows: &[Named] = match about {
        About::Lead | About::Partner => &context.partners,
        About::Strategy => &context.strategies,
        About::Body => &context.bodies,
        About::Place => &context.places,
        About::State => &[],
    };
    let first = near.iter().map(|id| {
        let name = name_of(rows, Some(id)).to_owned();
        choice(id, words.with("sheet-perhaps", &[("name", name.into())]))
    });
    options.extend(first);
    let others = rows.iter().filter(|(id, _)| !near.contains(id));
    options.extend(others.map(|(id, name)| choice(id, name.clone())));
    options.push(match about {
        About::Lead => choice(LEAVE_OUT, words.say("sheet-leave-rows-out")),
        About::Partner | About::Strategy | About::Body | About::Place | About::State => {
            choice(NOTHING, words.say("sheet-nothing"))
        }
    });
    options
}

fn columns(words: Words, said: &Reading) -> Vec<ColumnLine> {
    let lines = said.columns.iter().map(|column| ColumnLine {
        col: column.col,
        heading: if column.heading.is_empty() {
            words.with(
                "read-as-without-heading",
                &[("col", i64::from(column.col).into())],
            )
        } else {
            column.heading.clone()
        },
        sample: column.sample.clone(),
        options: Role::ALL
            .map(|role| Choice {
                value: role.code().to_owned(),
                label: words.say(&format!("sheet-role-{}", role.code())),
                is_chosen: role == column.role,
            })
            .into_iter()
            .collect(),
    });
    lines.collect()
}

fn tidied(words: Words, draft: &Draft) -> Vec<TidyLine> {
    let sheet = draft.sheet();
    let lines = sheet.into_iter().flat_map(|sheet| &sheet.tidied);
    let lines = lines.filter_map(|one| {
        let kind = tidied_code(one.kind)?;
        Some(TidyLine {
            text: words.with(&format!("sheet-tidied-{kind}"), &[("count", one.count.into())]),
            kind: kind.replace('-', "_"),
            is_undone: draft.answers.undone.contains(&one.kind),
        })
    });
    lines.collect()
}

/// The word for what was tidied, where it means anything to a sheet of words and days.
fn tidied_code(kind: TidyKind) -> Option<&'static str> {
    match kind {
        TidyKind::SpacesTrimmed => Some("spaces-trimmed"),
        TidyKind::MarksRead => Some("marks-read"),
        TidyKind::NoNumberRead => Some("no-number-read"),
        TidyKind::TotalsLeftOut => Some("totals-left-out"),
        TidyKind::GuardsUnwrapped => Some("guards-unwrapped"),
        TidyKind::FootnotesRemoved => Some("footnotes-removed"),
        TidyKind::KeysCarriedDown => Some("keys-carried-down"),
        TidyKind::ZerosRestored => Some("zeros-restored"),
        // Figures are no part of the plan, days are told with the order they are read in, and a row of headings that
        // stands there once more is listed with the rows left out.
        TidyKind::PercentSignsRead
        | TidyKind::FractionsToPercent
        | TidyKind::SeparatorsRead
        | TidyKind::NegativesRead
        | TidyKind::CurrencyRead
        | TidyKind::DatesRead
        | TidyKind::RepeatedHeadingsLeftOut => None,
    }
}

fn sheets(draft: &Draft) -> Vec<Choice> {
    let with_rows: Vec<&Sheet> = draft
        .workbook
        .sheets
        .iter()
        .filter(|sheet| (1..=ROWS_MAX).contains(&sheet.records))
        .collect();
    if with_rows.len() < 2 {
        return Vec::new();
    }
    let current = draft.sheet().map(|sheet| sheet.name.clone()).unwrap_or_default();
    let choices = with_rows.into_iter().map(|sheet| Choice {
        value: sheet.name.clone(),
        label: format!("{} ({})", sheet.name, sheet.records),
        is_chosen: sheet.name == current,
    });
    choices.collect()
}
