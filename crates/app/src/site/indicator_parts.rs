//! Parts of the indicator's page: who is doing what, how it was checked, what was corrected and left out.

use domain::period::Period;

use super::figures::Subject;
use super::frame::Visit;
use super::sentences::Tag;
use super::sheet::Moment;
use super::speech;
use crate::editions::document::{CheckPart, IndicatorPart, Released, Shown};

/// An action and who carries it.
pub struct ActionView {
    /// What is done.
    pub title: String,
    /// Names of the partners.
    pub partners: String,
    /// Words that share the credit; may be empty.
    pub credit: String,
    /// Where it stands.
    pub state: Tag,
}

/// One step of checking.
pub struct StepView {
    /// What was done.
    pub label: String,
    /// Who and when, a line each.
    pub lines: Vec<String>,
}

/// Who is doing what: partners by name.
pub fn actions(visit: &Visit<'_>, subject: &Subject<'_>) -> Vec<ActionView> {
    let told = subject.sheet.indicator.story.iter();
    let told = told.flat_map(|story| &story.actions);
    let actions = told.map(|action| {
        let names = action.partners.iter().map(|name| {
            let partner = visit.document.partner(name);
            partner.map_or(name.as_str(), |partner| &partner.name)
        });
        ActionView {
            title: subject.speech.pick(&action.title).to_owned(),
            partners: names.collect::<Vec<_>>().join(", "),
            credit: action
                .credit
                .as_ref()
                .map_or_else(String::new, |text| subject.speech.pick(text).to_owned()),
            state: state_tag(visit, &action.state, &action.began),
        }
    });
    let mut views: Vec<ActionView> = actions.collect();
    // What a story tells and the plan holds, too, is told once.
    let planned = super::plan::actions_for(visit, &subject.sheet.indicator.slug);
    let is_new = |one: &ActionView| views.iter().all(|told| told.title != one.title);
    let planned: Vec<ActionView> = planned.into_iter().filter(is_new).collect();
    views.extend(planned);
    views
}

fn state_tag(visit: &Visit<'_>, state: &str, began: &str) -> Tag {
    let (class, key) = match state.replace('_', "-").as_str() {
        "on-course" => ("up", "state-on-course"),
        "complete" => ("up", "state-complete"),
        "slower" | "slow" => ("flat", "state-slower"),
        _ => ("wait", "state-not-started"),
    };
    let label = match began.parse::<jiff::civil::Date>() {
        Ok(date) if class == "wait" => {
            let month = speech::month_words(visit.words, date.year(), date.month());
            visit.words.with("state-starts", &[("month", month.into())])
        }
        Ok(_) | Err(_) => visit.words.say(key),
    };
    Tag { class, label }
}

/// The steps of checking in their order; several answers in one step stand under it, a line each.
pub fn steps(visit: &Visit<'_>, indicator: &IndicatorPart) -> Vec<StepView> {
    let mut steps: Vec<(&str, StepView)> = Vec::new();
    for check in &indicator.checks {
        let line = step_line(visit, check);
        match steps.last_mut() {
            Some((step, view)) if *step == check.step => view.lines.push(line),
            _ => {
                let key = format!("check-{}", check.step.replace('_', "-"));
                let label = if visit.words.has(&key) {
                    visit.words.say(&key)
                } else {
                    check.step.clone()
                };
                let lines = vec![line];
                steps.push((&check.step, StepView { label, lines }));
            }
        }
    }
    let views = steps.into_iter().map(|(_, mut view)| {
        view.lines.retain(|line| !line.is_empty());
        view
    });
    views.collect()
}

fn step_line(visit: &Visit<'_>, check: &CheckPart) -> String {
    let words = visit.words;
    let answer = format!("answer-given-{}", check.answer);
    let mut who = check.by.clone();
    if !check.answer.is_empty() && words.has(&answer) {
        who = words.with(&answer, &[("by", (&check.by).into())]);
    }
    let day = speech::day(words, &check.on);
    match (who.is_empty(), day.is_empty()) {
        (false, false) => format!("{who}, {day}"),
        (false, true) => who,
        (true, _) => day,
    }
}

impl Subject<'_> {
    /// Whether anything on the page is hidden to protect people.
    pub fn has_protected(&self) -> bool {
        let groups = self.sheet.groups(self.place());
        let mut keys = groups.into_iter().chain([""]);
        keys.any(|key| self.sheet.series(self.place(), key).has_protected())
    }

    /// What "protected" means, with this edition's smallest count.
    pub fn protected_text(&self) -> String {
        let minimum = self.document.protection.minimum_count;
        self.speech
            .words
            .with("protected-means", &[("minimum", minimum.into())])
    }

    /// "Measure, place, by school year".
    pub fn measure_line(&self, periods: &str) -> String {
        let definition = &self.sheet.indicator.definition;
        let about = [&definition.about, &definition.numerator]
            .map(|text| self.speech.pick(text))
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_else(|| self.title());
        let about = about.trim_end_matches('.');
        self.speech.words.with(
            "measure-line",
            &[
                ("about", about.into()),
                ("place", self.place_name().into()),
                ("periods", periods.into()),
            ],
        )
    }

    /// Values that an earlier edition showed and this one corrects, in sentences.
    pub fn corrections(&self) -> Vec<String> {
        let corrected = self.sheet.indicator.figures.iter().filter_map(|figure| {
            let before = figure.corrected_from()?;
            let period = Period::parse(figure.period()).ok()?;
            let moment = Moment {
                period,
                figure: Some(figure),
                not_comparable: None,
            };
            Some(self.correction(figure, before, &moment))
        });
        corrected.collect()
    }

    fn correction(&self, figure: &Released, before: f64, moment: &Moment<'_>) -> String {
        let words = self.speech.words;
        let now = match (figure.shown(), moment.known()) {
            (_, Some(known)) => self.speech.value(known.value, known.denominator),
            (Shown::AtLeast { value }, _) => {
                words.with("at-least", &[("value", self.speech.goal(*value).into())])
            }
            (Shown::AtMost { value }, _) => {
                words.with("at-most", &[("value", self.speech.goal(*value).into())])
            }
            (Shown::Protected, _) => words.say("status-protected"),
            (Shown::NotAvailable | Shown::Value { .. }, _) => words.say("status-not-yet-measured"),
        };
        words.with(
            "correction",
            &[
                ("place", self.document.place_name(figure.place()).into()),
                ("group", self.document.group_label(figure.group(), words).into()),
                ("when", self.speech.period(moment.period).into()),
                ("before", self.speech.value(before, None).into()),
                ("now", now.into()),
            ],
        )
    }

    /// The periods left out of the line with their reasons.
    pub fn years_left_out(&self) -> Option<String> {
        let breaks = self.sheet.breaks("");
        let left_out: Vec<String> = breaks
            .iter()
            .filter(|(_, part)| part.kind != "break")
            .map(|(period, part)| {
                let reason = self.speech.pick(&part.reason);
                format!("{}: {reason}.", self.speech.period(*period))
            })
            .collect();
        (!left_out.is_empty()).then(|| left_out.join(" "))
    }
}
