//! The developmental pathway (DOMAIN C3.4): stages from cradle to career, the milestones that stand at each, and what a
//! milestone missed early weighs on later.

use std::collections::BTreeSet;

/// Something weighs on something later. Keys are whatever the caller names indicators by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Influence {
    /// What is measured earlier.
    pub upstream: String,
    /// What is measured later.
    pub downstream: String,
}

/// Why an influence cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadInfluence {
    /// Nothing weighs on itself.
    #[error("on itself")]
    Itself,
    /// The later stage comes first on the pathway.
    #[error("against the way")]
    Backwards,
    /// Through others it would weigh on itself.
    #[error("in a circle")]
    Circle,
}

impl BadInfluence {
    /// The sentence for it stands in the catalogue under `problem-influence-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Itself => "itself",
            Self::Backwards => "backwards",
            Self::Circle => "circle",
        }
    }
}

/// Whether an influence may stand beside those there are. `place` tells at which stage something is measured; something
/// outside the pathway has none, and is not held against the way.
///
/// Errors: [`BadInfluence`]. Within a stage an influence may point either way, as long as there is no circle.
pub fn checked(
    new: &Influence,
    known: &[Influence],
    place: impl Fn(&str) -> Option<usize>,
) -> Result<(), BadInfluence> {
    if new.upstream == new.downstream {
        return Err(BadInfluence::Itself);
    }
    if let (Some(upstream), Some(downstream)) = (place(&new.upstream), place(&new.downstream))
        && upstream > downstream
    {
        return Err(BadInfluence::Backwards);
    }
    let back = weighs_on(&new.downstream, known);
    if back.iter().any(|(key, _)| *key == new.upstream) {
        return Err(BadInfluence::Circle);
    }
    Ok(())
}

/// What something weighs on, with how many steps away, the nearest first. A circle in old data ends the walk, never hangs it.
pub fn weighs_on<'a>(key: &str, influences: &'a [Influence]) -> Vec<(&'a str, usize)> {
    let mut found: Vec<(&'a str, usize)> = Vec::new();
    let mut seen: BTreeSet<&'a str> = BTreeSet::new();
    let after = |edge: &[&str]| -> Vec<&'a str> {
        let next = influences
            .iter()
            .filter(|influence| edge.contains(&influence.upstream.as_str()));
        let next = next.map(|influence| influence.downstream.as_str());
        next.filter(|one| *one != key).collect()
    };
    let mut edge = after(&[key]);
    let mut steps = 1;
    loop {
        edge.retain(|one| seen.insert(*one));
        if edge.is_empty() {
            return found;
        }
        found.extend(edge.iter().map(|one| (*one, steps)));
        edge = after(&edge);
        steps += 1;
    }
}

/// The share of children who did not reach a milestone, in percent, from a share that counts those who did, or those who
/// did not.
pub fn missed(percent: f64, is_higher_better: bool) -> f64 {
    let missed = if is_higher_better {
        100.0 - percent
    } else {
        percent
    };
    missed.clamp(0.0, 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn influences(pairs: &[(&str, &str)]) -> Vec<Influence> {
        let pairs = pairs.iter().map(|(upstream, downstream)| Influence {
            upstream: (*upstream).to_owned(),
            downstream: (*downstream).to_owned(),
        });
        pairs.collect()
    }

    const ORDER: [&str; 4] = ["prek", "ready", "reading", "graduation"];

    fn place(key: &str) -> Option<usize> {
        ORDER.iter().position(|one| *one == key)
    }

    #[test]
    fn what_is_missed_early_weighs_on_everything_after_it_the_nearest_first() {
        let known = influences(&[
            ("prek", "ready"),
            ("ready", "reading"),
            ("ready", "graduation"),
            ("reading", "graduation"),
        ]);
        assert_eq!(
            weighs_on("prek", &known),
            [("ready", 1), ("reading", 2), ("graduation", 2)]
        );
        assert!(weighs_on("graduation", &known).is_empty());
        let circle = influences(&[("a", "b"), ("b", "a"), ("b", "c")]);
        assert_eq!(weighs_on("a", &circle), [("b", 1), ("c", 2)]);
    }

    #[test]
    fn an_influence_follows_the_way_and_makes_no_circle() {
        let known = influences(&[("ready", "reading"), ("reading", "absence")]);
        let check = |upstream: &str, downstream: &str| {
            let new = &influences(&[(upstream, downstream)])[0];
            checked(new, &known, place)
        };
        assert_eq!(check("prek", "graduation"), Ok(()));
        assert_eq!(check("ready", "ready"), Err(BadInfluence::Itself));
        assert_eq!(check("graduation", "prek"), Err(BadInfluence::Backwards));
        // What stands at no stage is not held against the way, but may not close a circle either.
        assert_eq!(check("absence", "graduation"), Ok(()));
        assert_eq!(check("absence", "ready"), Err(BadInfluence::Circle));
    }

    #[test]
    fn who_missed_a_milestone_is_counted_from_either_side() {
        assert_eq!(missed(62.0, true), 38.0);
        assert_eq!(missed(25.5, false), 25.5);
        assert_eq!(missed(100.4, true), 0.0);
    }
}
