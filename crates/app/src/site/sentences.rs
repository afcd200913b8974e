//! Sentences made from the data: each is true for the case it is chosen for, and says when nothing can be said.

use domain::measurement::Course;
use domain::quantity::{Direction, Unit};

use super::address::Order;
use super::figures::Subject;
use super::group_figures::GroupFigure;
use super::sheet::Known;
use super::standing::Standing;
use crate::editions::document::StoryPart;

/// Fewest people in a sentence about people: fewer would point at them.
const PEOPLE_MIN: i64 = 10;

/// A word for the direction, with its shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// `up`, `flat`, `down` or `wait`: colour and shape.
    pub class: &'static str,
    /// The word.
    pub label: String,
}

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

/// The class of a course: its colour and shape. The word says the same.
pub fn class_of(course: Course) -> &'static str {
    match course {
        Course::Improving => "up",
        Course::HoldingSteady => "flat",
        Course::Slipping => "down",
        Course::TooEarlyToSay => "wait",
    }
}

impl Subject<'_> {
    /// The direction in a word. Without a value for everyone the word says why; context has no better or worse.
    pub fn tag(&self) -> Tag {
        let words = self.speech.words;
        let course = self.standing.course;
        let label = match (self.standing.now, self.standing.direction) {
            (None, _) => self.blank_word(),
            (Some(_), Direction::Neither) => words.say("course-context"),
            (Some(_), Direction::Higher | Direction::Lower) => {
                words.say(&format!("course-{}", course.code()))
            }
        };
        Tag {
            class: class_of(course),
            label,
        }
    }

    /// The story, unless the figures it speaks of are hidden: its words were written by someone who saw them.
    pub fn story(&self) -> Option<&StoryPart> {
        let is_hidden = self.standing.now.is_none() && self.nothing_known() == "protected";
        self.sheet.indicator.story.as_ref().filter(|_| !is_hidden)
    }

    /// The finding: the story's headline, else what the figures say.
    pub fn headline(&self) -> String {
        match self.story().map(|story| self.speech.pick(&story.headline)) {
            Some(headline) if !headline.is_empty() => headline.to_owned(),
            Some(_) | None => self.finding(),
        }
    }

    /// What the figures say in one line, without a story.
    pub fn finding(&self) -> String {
        let words = self.speech.words;
        let title = self.title();
        let Some(now) = self.standing.now else {
            let key = self.nothing_known();
            return words.with(&format!("finding-{key}"), &[("title", title.into())]);
        };
        let key = match self.standing.before() {
            None => "finding-now",
            Some(before) if self.speech.difference(now.value, before.value) > 0.0 => "finding-up",
            Some(before) if self.speech.difference(now.value, before.value) < 0.0 => "finding-down",
            Some(_) => "finding-same",
        };
        let before = self.standing.before();
        words.with(
            key,
            &[
                ("title", title.into()),
                ("value", self.told(now).into()),
                ("when", self.speech.period(now.period).into()),
                (
                    "before",
                    before.map(|known| self.told(known)).unwrap_or_default().into(),
                ),
                (
                    "since",
                    before
                        .map(|known| self.speech.period(known.period))
                        .unwrap_or_default()
                        .into(),
                ),
            ],
        )
    }

    /// Why there is no value for everyone: hidden, told by groups only, or not measured.
    fn nothing_known(&self) -> &'static str {
        let series = self.sheet.series(self.place(), "");
        if series.has_protected() {
            return "protected";
        }
        if self.sheet.groups(self.place()).is_empty() {
            return "none";
        }
        "groups"
    }

    /// Two or three sentences under the headline: value, change, goal, and what is missing.
    pub fn lede(&self) -> String {
        if let Some(lede) = self.story().map(|story| self.speech.pick(&story.lede))
            && !lede.is_empty()
        {
            return lede.to_owned();
        }
        let words = self.speech.words;
        let Some(now) = self.standing.now else {
            let count = self.sheet.groups(self.place()).len();
            let key = format!("lede-{}", self.nothing_known());
            return words.with(&key, &[("count", count.into())]);
        };
        let mut sentences = vec![words.with(
            "lede-now",
            &[
                ("value", self.told(now).into()),
                ("when", self.speech.period(now.period).into()),
                ("place", self.place_name().into()),
            ],
        )];
        sentences.extend(self.change_sentence());
        sentences.push(self.goal_sentence());
        sentences.join(" ")
    }

    fn change_sentence(&self) -> Option<String> {
        let (now, before) = (self.standing.now?, self.standing.before()?);
        let step = self.speech.difference(now.value, before.value);
        let key = match step {
            step if step > 0.0 => "lede-up",
            step if step < 0.0 => "lede-down",
            _ => "lede-same",
        };
        let arguments = [
            ("step", self.speech.step(step).into()),
            ("since", self.speech.period(before.period).into()),
        ];
        Some(self.speech.words.with(key, &arguments))
    }

    /// The goal and how far it is, or that there is none yet.
    pub fn goal_sentence(&self) -> String {
        let words = self.speech.words;
        let Some((goal, period)) = &self.standing.goal else {
            let key = match self.standing.direction {
                Direction::Neither => "goal-context",
                Direction::Higher | Direction::Lower => "goal-missing",
            };
            return words.say(key);
        };
        let when = period.map_or_else(|| goal.period.clone(), |period| self.speech.period(period));
        let key = match self.standing.has_reached_goal() {
            Some(true) => "goal-reached",
            Some(false) | None => "goal-is",
        };
        let arguments = [
            ("value", self.speech.goal(goal.value).into()),
            ("when", when.into()),
        ];
        words.with(key, &arguments)
    }

    /// The answer to "Is it getting better?".
    pub fn trend_answer(&self) -> String {
        let words = self.speech.words;
        let Some(since) = self.standing.since.filter(|_| self.standing.now.is_some()) else {
            return words.say(&format!("answer-{}", self.nothing_known()));
        };
        if self.standing.direction == Direction::Neither {
            return words.say("answer-context");
        }
        let key = format!("answer-{}", self.standing.course.code());
        let when = self.standing.now.map_or(since.period, |now| now.period);
        let arguments = [
            ("since", self.speech.period(since.period).into()),
            ("when", self.speech.period(when).into()),
        ];
        words.with(&key, &arguments)
    }

    /// The finding above the trend: "Down from 25.1% to 18.8%, 2012–13 to 2018–19".
    pub fn trend_heading(&self) -> String {
        self.finding()
    }

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

    /// The answer to "Is everyone included?": how many groups moved the good way, reached the goal, are protected.
    pub fn groups_answer(&self, figure: &GroupFigure<'_>) -> String {
        let words = self.speech.words;
        let (before, now) = (figure.before, figure.now);
        let is_shown = |key: &&String| {
            let series = self.sheet.series(self.place(), key);
            series.at(now).is_some_and(|moment| moment.comparable().is_some())
        };
        let shown = figure.keys.iter().filter(is_shown).count();
        let moved = before.map(|before| self.moved_well(figure, before, now));
        let mut sentences = Vec::new();
        match (moved, self.standing.direction) {
            (Some((well, of)), Direction::Higher | Direction::Lower) if of > 0 => {
                let since = before
                    .map(|period| self.speech.period(period))
                    .unwrap_or_default();
                let key = match well {
                    0 => "groups-none-moved",
                    well if well == of => "groups-all-moved",
                    _ => "groups-some-moved",
                };
                let arguments = [("well", well.into()), ("of", of.into()), ("since", since.into())];
                sentences.push(words.with(key, &arguments));
            }
            (_, _) => sentences.push(words.with("groups-shown", &[("shown", shown.into())])),
        }
        let hidden = figure.keys.len() - shown;
        if hidden > 0 {
            sentences.push(words.with("groups-hidden", &[("hidden", hidden.into())]));
        }
        sentences.join(" ")
    }

    /// Groups that moved toward what is good between two periods, of those with a value in both.
    fn moved_well(
        &self,
        figure: &GroupFigure<'_>,
        before: domain::period::Period,
        now: domain::period::Period,
    ) -> (usize, usize) {
        let steps = figure.keys.iter().filter_map(|key| {
            let series = self.sheet.series(self.place(), key);
            let (then, now) = (series.at(before)?.comparable()?, series.at(now)?.comparable()?);
            Some(self.speech.difference(now.value, then.value))
        });
        let steps: Vec<f64> = steps.collect();
        let is_well = |step: &&f64| match self.standing.direction {
            Direction::Higher => **step > 0.0,
            Direction::Lower => **step < 0.0,
            Direction::Neither => false,
        };
        (steps.iter().filter(is_well).count(), steps.len())
    }

    /// The sentence under a small panel: the group's people and its change.
    pub fn panel_sentence(&self, key: &str) -> String {
        let words = self.speech.words;
        let standing = Standing::of(&self.sheet, self.place(), key);
        let protected = self.sheet.series(self.place(), key).protected_count();
        let mut parts = Vec::new();
        // The ring in the panel is the indicator's baseline: where the group has that, it is what we compare with.
        let agreed = self.standing.baseline.and_then(|baseline| {
            let series = self.sheet.series(self.place(), key);
            series
                .comparable()
                .into_iter()
                .find(|known| known.period == baseline.period)
        });
        let before = agreed.or_else(|| standing.before());
        let pair = standing
            .now
            .zip(before)
            .filter(|(now, before)| before.period < now.period);
        if let Some((now, before)) = pair {
            let step = self.speech.difference(now.value, before.value);
            let name = match step {
                step if step > 0.0 => "panel-up",
                step if step < 0.0 => "panel-down",
                _ => "panel-same",
            };
            let arguments = [
                ("step", self.speech.step(step).into()),
                ("since", self.speech.period(before.period).into()),
            ];
            parts.push(words.with(name, &arguments));
        }
        if protected > 0 {
            parts.push(words.with("panel-protected", &[("count", protected.into())]));
        }
        parts.join(" ")
    }

    /// The name of the blank where there is no value for everyone.
    pub fn blank_word(&self) -> String {
        let key = match self.nothing_known() {
            "protected" => "status-protected",
            "groups" => "by-group",
            _ => "status-not-yet-measured",
        };
        self.speech.words.say(key)
    }

    /// Label of an order of groups.
    pub fn order_label(&self, order: Order) -> String {
        let key = match order {
            Order::Name => "order-name",
            Order::Gain => "order-gain",
            Order::Number => "order-number",
        };
        self.speech.words.say(key)
    }

    /// A value as it is told: with its unit.
    pub fn told(&self, known: Known) -> String {
        self.speech.value(known.value, known.denominator)
    }
}
