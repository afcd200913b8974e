//! The drawing of a pathway from a published edition: nothing that the edition does not show can be in it.

use charts::{Blank, MapCourse, Pathway, PathwayMilestone, PathwayStage};
use domain::pathway::{Influence, missed, weighs_on};
use domain::quantity::{Direction, Unit};
use platform::words::Words;

use crate::blocks::Drawing;
use crate::editions::document::Document;
use crate::editions::way::{PathwayPart, StagePart};
use crate::numbers;
use crate::site::figures::Subject;

/// Months of a year.
const YEAR: i64 = 12;

/// The pathway with its words and its twin.
pub fn drawn(
    words: Words,
    edition: Option<&Document>,
    part: &PathwayPart,
    notes: &[(String, String)],
) -> Drawing {
    let figure = pathway(words, edition, part, notes).draw();
    let caveat = vec![words.say("pathway-caveat"), words.say("pathway-not-one-group")];
    Drawing {
        subtitle: edition.map_or_else(String::new, |edition| {
            crate::improvement::curve::edition_name(words, edition)
        }),
        notes: caveat,
        ..Drawing::of(words, &figure, "pathway")
    }
}

/// The pathway as it is drawn; `notes` are more words for a stage, by its slug.
fn pathway(
    words: Words,
    edition: Option<&Document>,
    part: &PathwayPart,
    notes: &[(String, String)],
) -> Pathway {
    let influences = influences(part);
    let mut stages: Vec<PathwayStage> = Vec::new();
    for stage in &part.stages {
        let milestones = stage
            .keys
            .iter()
            .map(|slug| milestone(words, edition, (slug, &influences)));
        let more = notes.iter().find(|(slug, _)| *slug == stage.slug);
        let parts = [
            ages(words, stage),
            more.map(|(_, note)| note.clone()).unwrap_or_default(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        stages.push(PathwayStage {
            name: words.pick(&stage.title.en, &stage.title.es).to_owned(),
            note: parts.join(" · "),
            milestones: milestones.collect(),
            none: words.say("pathway-no-milestone"),
        });
    }
    mark_lost(words, &mut stages);
    Pathway {
        title: words.say("pathway-title"),
        headings: ["stage", "milestone", "value", "missed", "direction", "weighs-on"]
            .map(|key| words.say(&format!("pathway-head-{key}"))),
        weighs_on: words.say("pathway-head-weighs-on"),
        key: words.say("pathway-key"),
        stages,
        empty: words.say("pathway-empty"),
    }
}

/// What weighs on what, as the rules take it.
pub fn influences(part: &PathwayPart) -> Vec<Influence> {
    let influences = part.influences.iter().map(|one| Influence {
        upstream: one.keys[0].clone(),
        downstream: one.keys[1].clone(),
    });
    influences.collect()
}

/// The step at which most children are lost, if there are at least two to compare.
fn mark_lost(words: Words, stages: &mut [PathwayStage]) {
    let all = stages.iter().flat_map(|stage| &stage.milestones);
    let shares: Vec<f64> = all
        .filter_map(|one| one.missed.as_ref().map(|(share, _)| *share))
        .collect();
    let most = shares.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if shares.len() < 2 {
        return;
    }
    for milestone in stages.iter_mut().flat_map(|stage| &mut stage.milestones) {
        if milestone.missed.as_ref().is_some_and(|(share, _)| *share >= most) {
            milestone.lost = words.say("pathway-most-lost");
        }
    }
}

fn milestone(
    words: Words,
    edition: Option<&Document>,
    (slug, influences): (&str, &[Influence]),
) -> PathwayMilestone {
    let subject = edition.and_then(|edition| Subject::of(edition, slug, words));
    let title = |slug: &str| {
        let indicator = edition.and_then(|edition| edition.indicator(slug));
        indicator.map(|one| words.pick(&one.title.en, &one.title.es).to_owned())
    };
    // Only what stands in the edition has a name that this reader may know.
    // What stands one step on: the whole chain would say everywhere that everything hangs together.
    let next = weighs_on(slug, influences)
        .into_iter()
        .filter(|(_, steps)| *steps == 1);
    let later = next.filter_map(|(later, _)| title(later));
    let plain = PathwayMilestone {
        title: title(slug).unwrap_or_else(|| words.say("pathway-unpublished")),
        value: words.say("status-not-yet-measured"),
        missed: None,
        blank: Some(Blank::NotYetMeasured),
        direction: (MapCourse::Unknown, String::new()),
        lost: String::new(),
        weighs_on: later.collect(),
    };
    let Some(subject) = subject else {
        return plain;
    };
    let Some(known) = subject.standing.now else {
        let blank = if subject.is_protected() {
            Blank::Protected
        } else {
            Blank::NotYetMeasured
        };
        return PathwayMilestone {
            value: subject.blank_word(),
            blank: Some(blank),
            ..plain
        };
    };
    let tag = subject.tag();
    let share = share_missed(&subject, known.value);
    // A measure of what should not be is told the way its bar is filled: by those who reached the milestone.
    let turned = share.filter(|_| subject.standing.direction == Direction::Lower);
    let (key, told) = match turned {
        Some(share) => ("pathway-reached", numbers::value(Unit::Percent, 100.0 - share)),
        None => ("pathway-value", subject.told(known)),
    };
    let about = [
        ("value", told.into()),
        ("period", subject.speech.period(known.period).into()),
    ];
    PathwayMilestone {
        value: words.with(key, &about),
        missed: share.map(|share| {
            let told = words.with(
                "pathway-missed",
                &[("share", numbers::value(Unit::Percent, share).into())],
            );
            (share, told)
        }),
        blank: None,
        direction: (course(tag.class), tag.label),
        ..plain
    }
}

/// The share of children who did not reach it; none where the indicator counts no share or has no good way.
fn share_missed(subject: &Subject<'_>, value: f64) -> Option<f64> {
    if !subject.is_share() {
        return None;
    }
    match subject.standing.direction {
        Direction::Higher => Some(missed(value, true)),
        Direction::Lower => Some(missed(value, false)),
        Direction::Neither => None,
    }
}

fn course(class: &str) -> MapCourse {
    match class {
        "up" => MapCourse::Improving,
        "flat" => MapCourse::Steady,
        "down" => MapCourse::Slipping,
        _ => MapCourse::Unknown,
    }
}

/// "Birth to age 5".
fn ages(words: Words, stage: &StagePart) -> String {
    let years = |months: i64| match months {
        0 => words.say("pathway-birth"),
        _ if months % YEAR == 0 => words.with("pathway-age", &[("years", (months / YEAR).into())]),
        _ => words.with("pathway-months", &[("months", months.into())]),
    };
    match (stage.age_from, stage.age_to) {
        (Some(from), Some(to)) => words.with(
            "pathway-ages",
            &[("from", years(from).into()), ("to", years(to).into())],
        ),
        (Some(from), None) => words.with("pathway-from", &[("from", years(from).into())]),
        (None, Some(to)) => words.with("pathway-until", &[("to", years(to).into())]),
        (None, None) => String::new(),
    }
}
