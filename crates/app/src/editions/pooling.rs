//! Small groups told together under one name, in place of hiding each of them and others for their sake.

use std::collections::BTreeMap;

use domain::measurement::Group;
use domain::quantity::Status;
use serde::{Deserialize, Serialize};

use super::release::{Figure, Rules};

/// Categories of one dimension that are told as one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pool {
    /// Slug of the dimension.
    pub dimension: String,
    /// Slug of the category that stands for them all.
    pub category: String,
    /// Slugs of the categories told together.
    pub members: Vec<String>,
}

/// A group that is told only together with others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Member {
    /// Its own figure; nothing is printed of it.
    pub(super) figure: Figure,
    /// The group that stands for it.
    pub(super) pool: Group,
}

/// Figures after pooling: those that are told, and those behind the pooled ones.
#[derive(Debug, Default)]
pub(super) struct Pooled {
    pub(super) figures: Vec<Figure>,
    pub(super) members: Vec<Member>,
}

/// Tells the members of each pool as one figure, at each place and in each period.
pub(super) fn pooled(figures: &[Figure], rules: &Rules) -> Pooled {
    let mut done = Pooled::default();
    let mut together: BTreeMap<(&str, &str, Group), Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        match pool_of(&figure.group, &rules.pools) {
            None => done.figures.push(figure.clone()),
            Some(pool) => {
                let key = (figure.place.as_str(), figure.period.as_str(), pool.clone());
                together.entry(key).or_default().push(figure);
                done.members.push(Member {
                    figure: figure.clone(),
                    pool,
                });
            }
        }
    }
    for ((place, period, group), members) in together {
        let mut sum = sum(&members, rules);
        (sum.place, sum.period, sum.group) = (place.to_owned(), period.to_owned(), group);
        done.figures.push(sum);
    }
    done
}

/// The group that a member of a pool is told as.
fn pool_of(group: &Group, pools: &[Pool]) -> Option<Group> {
    let mut told = group.clone();
    for pool in pools {
        let own = group.parts().find(|(dimension, _)| *dimension == pool.dimension);
        let is_member = own.is_some_and(|(_, category)| pool.members.iter().any(|member| member == category));
        if is_member {
            told = told.with(&pool.dimension, &pool.category);
        }
    }
    (told != *group).then_some(told)
}

/// Counts add up; a group whose counts nobody knows leaves the sum unknown, and it is kept back.
fn sum(members: &[&Figure], rules: &Rules) -> Figure {
    let there: Vec<&&Figure> = members
        .iter()
        .filter(|figure| figure.status != Status::NotAvailable)
        .collect();
    let numerator: Option<i64> = there.iter().map(|figure| rules.counted(figure)).sum();
    let denominator: Option<i64> = there.iter().map(|figure| figure.denominator).sum();
    let is_share_known = rules.unit.factor().is_none() || denominator.is_some();
    let is_known =
        there.iter().all(|figure| figure.status == Status::Ok) && numerator.is_some() && is_share_known;
    let mut sum = Figure {
        numerator: None,
        denominator: None,
        value: None,
        margin: None,
        ..members[0].clone()
    };
    sum.status = match (there.is_empty(), is_known) {
        (true, _) => Status::NotAvailable,
        (false, true) => Status::Ok,
        (false, false) => Status::SuppressedAtSource,
    };
    if sum.status == Status::Ok {
        (sum.numerator, sum.denominator) = (numerator, denominator);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::super::release::{CorrectedRates, Protection};
    use super::*;
    use domain::quantity::Unit;

    fn figure(category: &str, counts: Option<(i64, i64)>) -> Figure {
        Figure {
            place: "town".into(),
            period: "2020".into(),
            group: Group::of("race", category),
            numerator: counts.map(|counts| counts.0),
            denominator: counts.map(|counts| counts.1),
            value: None,
            margin: None,
            status: if counts.is_some() {
                Status::Ok
            } else {
                Status::SuppressedAtSource
            },
        }
    }

    fn rules() -> Rules {
        Rules {
            indicator: "absence".into(),
            unit: Unit::Percent,
            decimals: 1,
            protection: Protection::Counts { minimum: 10 },
            corrected_rates: CorrectedRates::Told,
            pools: vec![Pool {
                dimension: "race".into(),
                category: "other".into(),
                members: vec!["a".into(), "b".into()],
            }],
        }
    }

    #[test]
    fn counts_of_members_are_told_as_one() {
        let figures = [
            figure("a", Some((3, 8))),
            figure("b", Some((9, 20))),
            figure("c", Some((40, 90))),
        ];
        let done = pooled(&figures, &rules());
        let told: Vec<(String, Option<i64>, Option<i64>)> = done
            .figures
            .iter()
            .map(|figure| (figure.group.key(), figure.numerator, figure.denominator))
            .collect();
        let expected = [
            ("race=c".to_owned(), Some(40), Some(90)),
            ("race=other".to_owned(), Some(12), Some(28)),
        ];
        assert_eq!(told, expected);
        assert_eq!(done.members.len(), 2);
    }

    #[test]
    fn a_member_that_the_source_kept_back_keeps_the_sum_back() {
        let figures = [figure("a", None), figure("b", Some((9, 20)))];
        let done = pooled(&figures, &rules());
        assert_eq!(done.figures[0].status, Status::SuppressedAtSource);
        assert_eq!(done.figures[0].numerator, None);
    }
}
