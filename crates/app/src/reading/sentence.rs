//! The sentence on an indicator: the word, what is normal, since the baseline, compared with the goal.

use domain::period::Period;
use domain::quantity::Direction;

use super::freeze::mark;
use super::word::{Told, tell};
use crate::site::figures::Subject;

/// What happened, in two to five sentences from the printed figures. None: there is no figure of everyone.
pub fn sentence(subject: &Subject<'_>) -> Option<String> {
    let now = subject.standing.now?;
    let known = subject.sheet.series(subject.place(), "").comparable();
    let marks: Vec<_> = known.iter().map(mark).collect();
    let baseline = subject
        .sheet
        .indicator
        .baselines
        .iter()
        .find(|part| part.place == subject.place() && part.group.is_empty());
    let baseline = baseline.and_then(|part| Period::parse(&part.period).ok());
    let told = tell(&marks, baseline, subject.standing.direction)?;
    let mut sentences = vec![word(subject, &told)];
    if marks.len() > 1 {
        sentences.extend(normal(subject, &told));
        sentences.extend(since_baseline(subject, &told));
    }
    if subject.standing.direction != Direction::Neither {
        sentences.extend(ahead(subject));
    }
    debug_assert_eq!(told.until.period, now.period);
    Some(sentences.join(" "))
}

fn word(subject: &Subject<'_>, told: &Told) -> String {
    let speech = &subject.speech;
    let people = |period| {
        let known = subject.sheet.series(subject.place(), "").comparable();
        known
            .into_iter()
            .find(|known| known.period == period)
            .and_then(|known| known.denominator)
    };
    let value = |mark: super::word::Mark| speech.value(mark.value, people(mark.period));
    let key = match (subject.standing.direction, told.course) {
        (Direction::Neither, _) => "context",
        (_, course) => course.code(),
    };
    let kind = match told.until.period {
        _ if told.since.period == told.until.period => "-one",
        Period::Month(_, _) if subject.standing.direction != Direction::Neither => "-months",
        _ => "",
    };
    speech.words.with(
        &format!("said-{key}{kind}"),
        &[
            ("from", value(told.since).into()),
            ("since", speech.period(told.since.period).into()),
            ("value", value(told.until).into()),
            ("when", speech.period(told.until.period).into()),
        ],
    )
}

/// What is normal from one point to the next, and whether the latest step was.
fn normal(subject: &Subject<'_>, told: &Told) -> Option<String> {
    let speech = &subject.speech;
    // What rounds to nothing would read as "nothing is normal".
    let wobble = told
        .wobble
        .filter(|wobble| speech.difference(*wobble, 0.0) > 0.0)?;
    let kind = match told.until.period {
        Period::Years(_, _) => "said-normal-apart",
        _ => "said-normal",
    };
    let mut text = speech.words.with(kind, &[("wobble", speech.step(wobble).into())]);
    if let Some(step) = told.unusual {
        let key = if step > 0.0 {
            "said-unusual-up"
        } else {
            "said-unusual-down"
        };
        text.push(' ');
        text.push_str(&speech.words.with(key, &[("step", speech.step(step).into())]));
    }
    Some(text)
}

/// The change since the agreed baseline, where the word was told from another year.
fn since_baseline(subject: &Subject<'_>, told: &Told) -> Option<String> {
    let (baseline, now) = (subject.standing.baseline?, subject.standing.now?);
    if baseline.period == told.since.period || baseline.period >= now.period {
        return None;
    }
    let step = subject.speech.difference(now.value, baseline.value);
    let key = match step {
        step if step > 0.0 => "said-baseline-up",
        step if step < 0.0 => "said-baseline-down",
        _ => "said-baseline-same",
    };
    let arguments = [
        ("step", subject.speech.step(step).into()),
        ("since", subject.speech.period(baseline.period).into()),
    ];
    Some(subject.speech.words.with(key, &arguments))
}

/// The goal, and what today's course makes of it.
fn ahead(subject: &Subject<'_>) -> Option<String> {
    let words = subject.speech.words;
    let mut sentences = Vec::new();
    if subject.standing.goal.is_some() {
        sentences.push(subject.goal_sentence());
    }
    let reading = subject.sheet.indicator.reading(subject.place(), "")?;
    let has_reached = subject.standing.has_reached_goal() == Some(true);
    if let (Some(last), false) = (reading.course.last(), has_reached) {
        let when = Period::parse(&last.period)
            .map_or_else(|_| last.period.clone(), |period| subject.speech.period(period));
        let people = subject.standing.now.and_then(|now| now.denominator);
        let value = |value: f64| subject.speech.value(value, people);
        sentences.push(words.with(
            "said-course",
            &[
                ("value", value(last.value).into()),
                ("lower", subject.speech.number(last.lower, people).into()),
                ("upper", value(last.upper).into()),
                ("when", when.into()),
            ],
        ));
        let goal = subject
            .standing
            .goal
            .as_ref()
            .filter(|(_, by)| by.is_some_and(|by| by.key() == last.period));
        if let Some((goal, _)) = goal {
            let is_within = match subject.standing.direction {
                Direction::Higher => goal.value <= last.upper,
                Direction::Lower => goal.value >= last.lower,
                Direction::Neither => return None,
            };
            sentences.push(words.say(if is_within {
                "said-goal-within"
            } else {
                "said-goal-beyond"
            }));
        }
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}
