//! Sentences made from the data: each is true for the case it is chosen for, and says when nothing can be said.

use domain::measurement::Course;
use domain::quantity::Direction;

use super::figures::Subject;
use super::sheet::Known;
use crate::editions::document::StoryPart;

/// A word for the direction, with its shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// `up`, `flat`, `down` or `wait`: colour and shape.
    pub class: &'static str,
    /// The word.
    pub label: String,
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
    pub(super) fn nothing_known(&self) -> &'static str {
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

    /// The answer to "Is it getting better?": the sentence that the edition froze, or why there is none.
    pub fn trend_answer(&self) -> String {
        let reading = self.sheet.indicator.reading(self.place(), "");
        match reading.map(|reading| self.speech.pick(&reading.sentence)) {
            Some(sentence) if !sentence.is_empty() => sentence.to_owned(),
            Some(_) | None => self.speech.words.say(&format!("answer-{}", self.nothing_known())),
        }
    }

    /// The finding above the trend: "Down from 25.1% to 18.8%, 2012–13 to 2018–19".
    pub fn trend_heading(&self) -> String {
        self.finding()
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

    /// A value as it is told: with its unit.
    pub fn told(&self, known: Known) -> String {
        self.speech.value(known.value, known.denominator)
    }
}
