//! Three numbers that make an indicator graspable: how many now, the change, what is still to go.

use domain::quantity::Unit;

use super::figures::Subject;
use super::sheet::Known;

/// Fewest people in a sentence about people: fewer would point at them.
const PEOPLE_MIN: i64 = 10;

/// A number with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// The number.
    pub value: String,
    /// What makes it understandable.
    pub detail: String,
}

impl Subject<'_> {
    /// Three facts: how many now, the change, what is still to go.
    pub fn facts(&self) -> Vec<Fact> {
        let Some(now) = self.standing.now else {
            return Vec::new();
        };
        let mut facts = vec![self.fact_now(now)];
        facts.extend(self.fact_change(now));
        facts.extend(self.fact_goal(now));
        facts
    }

    fn fact_now(&self, now: Known) -> Fact {
        let words = self.speech.words;
        let label = words.with("fact-now", &[("when", self.speech.period(now.period).into())]);
        if self.speech.unit == Unit::Count {
            return Fact {
                label,
                value: self.told(now),
                detail: self.place_name().to_owned(),
            };
        }
        match (now.numerator, now.denominator) {
            (Some(part), Some(whole)) => Fact {
                label,
                value: self.speech.count(part),
                detail: words.with("fact-of", &[("whole", self.speech.count(whole).into())]),
            },
            (_, _) => Fact {
                label,
                value: self.told(now),
                detail: match now.margin {
                    Some(margin) => words.with("fact-margin", &[("margin", self.speech.step(margin).into())]),
                    None => self.place_name().to_owned(),
                },
            },
        }
    }

    fn fact_change(&self, now: Known) -> Option<Fact> {
        let before = self.standing.before()?;
        let words = self.speech.words;
        let step = self.speech.difference(now.value, before.value);
        let since = self.speech.period(before.period);
        Some(Fact {
            label: words.with("fact-change", &[("since", since.into())]),
            value: self.speech.signed_step(step),
            detail: words.with("fact-from", &[("value", self.told(before).into())]),
        })
    }

    fn fact_goal(&self, now: Known) -> Option<Fact> {
        let (goal, _) = self.standing.goal.as_ref()?;
        let words = self.speech.words;
        let goal_words = self.speech.goal(goal.value);
        if self.standing.has_reached_goal()? {
            return Some(Fact {
                label: words.say("fact-goal-reached"),
                value: goal_words,
                detail: String::new(),
            });
        }
        let far = (goal.value - now.value).abs();
        let people = now
            .denominator
            .filter(|_| self.speech.unit == Unit::Percent)
            .map(|whole| (far / 100.0 * whole as f64).ceil() as i64)
            .filter(|people| *people >= PEOPLE_MIN);
        let detail = match people {
            Some(people) => words.with(
                "fact-goal-people",
                &[
                    ("goal", goal_words.into()),
                    ("people", self.speech.count(people).into()),
                ],
            ),
            None => words.with("fact-goal", &[("goal", goal_words.into())]),
        };
        Some(Fact {
            label: words.say("fact-to-go"),
            value: self.speech.step(self.speech.difference(goal.value, now.value)),
            detail,
        })
    }
}
