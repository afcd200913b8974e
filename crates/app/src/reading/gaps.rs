//! Groups beside the goal, everyone or the best: difference, ratio, people, and whether the distance closes.
//!
//! Only printed figures go in (METHODS 1.2: a published gap is a row of the ledger; this one follows from rows that
//! are there already). A group whose figure is hidden has no row, and is not in the sums either.

use domain::period::Period;
use domain::quantity::{Direction, Unit};
use statistics::{
    BeforeAfter, Better, Counts, Estimate, How, Level, Pair, Reference, Served, Share, closing, more_people,
};

use super::course::rounded;
use crate::editions::said::{GapPart, GapRow, Range};
use crate::site::figures::Subject;
use crate::site::sheet::Known;

/// Fewest people in a sentence about people: fewer would point at them.
const PEOPLE_MIN: i64 = 10;
/// Decimals of a ratio.
const RATIO_DECIMALS: usize = 2;
/// Standard errors in a margin of error at 90 percent, and in a range that holds 95 of 100.
const ERRORS: (f64, f64) = (1.645, 1.96);

/// What groups are compared with.
struct Against {
    kind: &'static str,
    group: String,
    now: Known,
    before: Option<Known>,
}

/// One group with its figures.
struct Member {
    group: String,
    now: Known,
    before: Option<Known>,
}

/// Every dimension's groups beside what the definition compares them with.
pub fn gaps(subject: &Subject<'_>) -> Vec<GapPart> {
    let better = match subject.standing.direction {
        Direction::Higher => Better::Higher,
        Direction::Lower => Better::Lower,
        Direction::Neither => return Vec::new(),
    };
    // Counts of people grow with the group: a distance between them says nothing.
    if subject.speech.unit == Unit::Count {
        return Vec::new();
    }
    let dimensions = subject.dimensions().into_iter();
    dimensions
        .filter_map(|(dimension, keys)| gap(subject, &dimension.slug, &keys, better))
        .collect()
}

fn gap(subject: &Subject<'_>, dimension: &str, keys: &[String], better: Better) -> Option<GapPart> {
    let now = subject.latest_of(keys)?;
    let before = subject.earliest_of(keys, now);
    let members: Vec<Member> = keys
        .iter()
        .filter_map(|key| {
            let (now, before) = known(subject, key, now, before);
            Some(Member {
                group: key.clone(),
                now: now?,
                before,
            })
        })
        .collect();
    let against = against(subject, keys, &members, (now, before), better)?;
    let others = members
        .iter()
        .filter(|member| member.group != against.group || against.group.is_empty());
    let rows: Vec<GapRow> = others
        .map(|member| row(subject, member, &against, better))
        .collect();
    if rows.is_empty() {
        return None;
    }
    Some(GapPart {
        dimension: dimension.to_owned(),
        period: now.key(),
        before: before.map(Period::key).unwrap_or_default(),
        against: against.kind.to_owned(),
        reference: against.group.clone(),
        value: against.now.value,
        rows,
        people: people(subject, &members, &against, better),
    })
}

/// A group's printed values now and before.
fn known(
    subject: &Subject<'_>,
    key: &str,
    now: Period,
    before: Option<Period>,
) -> (Option<Known>, Option<Known>) {
    let series = subject.sheet.series(subject.place(), key);
    let comparable = series.comparable();
    let at = |period: Period| comparable.iter().find(|known| known.period == period).copied();
    (at(now), before.and_then(at))
}

fn against(
    subject: &Subject<'_>,
    keys: &[String],
    members: &[Member],
    (now, before): (Period, Option<Period>),
    better: Better,
) -> Option<Against> {
    let wanted = subject.sheet.indicator.definition.compare_with.as_str();
    let goal = || {
        let goal = subject.goal_of_all(keys)?;
        Some(fixed("goal", goal.value, now))
    };
    let everyone = || {
        let (now, before) = known(subject, "", now, before);
        Some(Against {
            kind: "everyone",
            group: String::new(),
            now: now?,
            before,
        })
    };
    let best = || {
        let sign = if better == Better::Higher { 1.0 } else { -1.0 };
        let best = members
            .iter()
            .max_by(|one, other| (sign * one.now.value).total_cmp(&(sign * other.now.value)))?;
        (members.len() > 1).then(|| Against {
            kind: "best",
            group: best.group.clone(),
            now: best.now,
            before: best.before,
        })
    };
    match wanted {
        "best" => best(),
        "everyone" => everyone(),
        _ => goal().or_else(everyone),
    }
}

fn fixed(kind: &'static str, value: f64, period: Period) -> Against {
    Against {
        kind,
        group: String::new(),
        now: Known {
            period,
            value,
            numerator: None,
            denominator: None,
            margin: None,
        },
        before: None,
    }
}

/// The share behind a printed percentage: its counts where they are printed, else what the percentage says of the whole.
fn share(known: &Known, unit: Unit) -> Option<Share> {
    if unit != Unit::Percent {
        return None;
    }
    let whole = u64::try_from(known.denominator?).ok()?;
    let told = known.value / 100.0 * whole as f64;
    let part = known
        .numerator
        .and_then(|part| u64::try_from(part).ok())
        .unwrap_or(told.round().max(0.0) as u64);
    Counts {
        part: part.min(whole),
        whole,
    }
    .share()
    .ok()
}

fn row(subject: &Subject<'_>, member: &Member, against: &Against, better: Better) -> GapRow {
    let unit = subject.speech.unit;
    let decimals = subject.speech.decimals;
    let value = subject.speech.difference(member.now.value, against.now.value);
    let own = share(&member.now, unit);
    let other = share(&against.now, unit);
    let interval = match (own, other) {
        (Some(group), Some(reference)) => {
            Some(scaled(Pair { group, reference }.difference(Level::NINETY_FIVE)))
        }
        (Some(group), None) if against.kind == "goal" => {
            let estimate = scaled(group.estimate(Level::NINETY_FIVE));
            Some((estimate.0 - against.now.value, estimate.1 - against.now.value))
        }
        (_, _) => of_margins(&member.now, against, value),
    };
    let is_behind = if better == Better::Higher {
        value < 0.0
    } else {
        value > 0.0
    };
    let whole = member
        .now
        .denominator
        .filter(|_| unit == Unit::Percent && is_behind);
    let people = whole.map(|whole| (value.abs() / 100.0 * whole as f64).round() as i64);
    let (narrowed, how) = closed(subject, member, against, better);
    GapRow {
        group: member.group.clone(),
        difference: Range {
            value,
            lower: interval.map(|interval| rounded(interval.0, decimals)),
            upper: interval.map(|interval| rounded(interval.1, decimals)),
        },
        ratio: ratio(&member.now, against, own.zip(other)),
        is_beyond_chance: interval.map(|(lower, upper)| lower > 0.0 || upper < 0.0),
        people: people.filter(|people| *people >= PEOPLE_MIN),
        narrowed,
        how: how.to_owned(),
    }
}

/// From fractions to percent.
fn scaled(estimate: Estimate) -> (f64, f64) {
    (estimate.interval.lower * 100.0, estimate.interval.upper * 100.0)
}

/// The range of a difference of estimates from a survey, from their margins.
fn of_margins(now: &Known, against: &Against, value: f64) -> Option<(f64, f64)> {
    let own = now.margin?;
    let other = match against.kind {
        "goal" => 0.0,
        _ => against.now.margin?,
    };
    let half = own.hypot(other) / ERRORS.0 * ERRORS.1;
    Some((value - half, value + half))
}

fn ratio(now: &Known, against: &Against, shares: Option<(Share, Share)>) -> Option<Range> {
    if against.now.value <= 0.0 {
        return None;
    }
    let round = |value: f64| rounded(value, RATIO_DECIMALS);
    let interval =
        shares.map(|(group, reference)| Pair { group, reference }.ratio_interval(Level::NINETY_FIVE));
    let finite = |value: f64| value.is_finite().then(|| round(value));
    Some(Range {
        value: round(now.value / against.now.value),
        lower: interval.and_then(|interval| finite(interval.lower)),
        upper: interval.and_then(|interval| finite(interval.upper)),
    })
}

/// By how much the distance to the reference shrank, and because of whom.
fn closed(
    subject: &Subject<'_>,
    member: &Member,
    against: &Against,
    better: Better,
) -> (Option<f64>, &'static str) {
    let unit = subject.speech.unit;
    let difference = |now: f64, before: f64| subject.speech.difference(now, before);
    let Some(before) = member.before else {
        return (None, "");
    };
    let sign = if better == Better::Higher { 1.0 } else { -1.0 };
    let reference_before = match against.kind {
        "goal" => Some(against.now),
        _ => against.before,
    };
    // A group that was ahead has no distance to close.
    let was_behind =
        reference_before.is_some_and(|reference| sign * difference(reference.value, before.value) > 0.0);
    if !was_behind {
        return (None, "");
    }
    if against.kind == "goal" {
        let gain = sign * difference(member.now.value, before.value);
        let pair = share(&member.now, unit).zip(share(&before, unit));
        let how = pair.map_or("", |(group, reference)| {
            let change = Pair { group, reference }.difference(Level::NINETY_FIVE);
            match (change.is_beyond_chance(), gain > 0.0) {
                (false, _) => "within-chance",
                (true, true) => "group-gained",
                (true, false) => "widened",
            }
        });
        return (Some(gain), how);
    }
    let Some(reference_before) = reference_before else {
        return (None, "");
    };
    let was = difference(reference_before.value, before.value);
    let is = difference(against.now.value, member.now.value);
    let narrowed = sign * difference(was, is);
    let shares = |now: &Known, reference: &Known| {
        let (group, reference) = (share(now, unit)?, share(reference, unit)?);
        Some(Pair { group, reference })
    };
    let change = shares(&before, &reference_before).zip(shares(&member.now, &against.now));
    let how = change.map_or("", |(before, after)| {
        how(closing(BeforeAfter { before, after }, better, Level::NINETY_FIVE).how)
    });
    (Some(narrowed), how)
}

fn how(how: How) -> &'static str {
    match how {
        How::WithinChance => "within-chance",
        How::Widened => "widened",
        How::GroupGained => "group-gained",
        How::Both => "both",
        How::ReferenceLost => "reference-lost",
    }
}

/// How many more people it would be if every group shown were where it is compared with. None: the wholes are not
/// printed, nobody is behind, or too few are.
fn people(subject: &Subject<'_>, members: &[Member], against: &Against, better: Better) -> Option<Range> {
    let unit = subject.speech.unit;
    let mut served = Vec::new();
    for member in members {
        let share = share(&member.now, unit)?;
        served.push(Served {
            share,
            people: share.whole(),
        });
    }
    let reference = match against.kind {
        "best" => {
            let index = members.iter().position(|member| member.group == against.group)?;
            Reference::Group(index)
        }
        _ => Reference::Fixed(against.now.value / 100.0),
    };
    let more = more_people(&served, reference, better, Level::NINETY_FIVE).ok()?;
    let whole = |value: f64| value.round();
    (more.value >= PEOPLE_MIN as f64).then(|| Range {
        value: whole(more.value),
        lower: Some(whole(more.interval.lower)),
        upper: Some(whole(more.interval.upper)),
    })
}
