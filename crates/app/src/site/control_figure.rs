//! A monthly series as a control chart: what the process does by itself, and what stands out.

use charts::{Control, ControlPoint, Limits};
use domain::period::Period;
use domain::quantity::Unit;
use statistics::{Chart, Counts, Rule, individuals, proportions};

use super::figures::Subject;
use super::sheet::{Known, Moment};
use crate::reading::word::MONTHS_OF_BASELINE;

impl Subject<'_> {
    /// The control chart of everyone's months. None: no months, or too few to draw limits from.
    pub fn control(&self) -> Option<Control> {
        let series = self.sheet.series(self.place(), "");
        let known = series.comparable();
        let is_monthly = known
            .iter()
            .all(|known| matches!(known.period, Period::Month(_, _)));
        if !is_monthly || known.len() < MONTHS_OF_BASELINE {
            return None;
        }
        let (chart, factor) = self.limits(&known)?;
        let points = series
            .moments
            .iter()
            .map(|moment| self.control_point(moment, &known, (&chart, factor)));
        let words = self.speech.words;
        Some(Control {
            title: words.with(
                "control-title",
                &[
                    ("title", self.title().into()),
                    ("place", self.place_name().into()),
                ],
            ),
            measure: self.title().to_owned(),
            unit: self.unit(),
            period_heading: words.say("period-heading-month"),
            points: points.collect(),
            baseline: MONTHS_OF_BASELINE,
        })
    }

    /// Limits for shares where every count is printed, else for single values; and what brings them to the unit.
    fn limits(&self, known: &[Known]) -> Option<(Chart, f64)> {
        let shares = known.iter().map(|known| {
            let (part, whole) = (known.numerator?, known.denominator?);
            let counts = Counts {
                part: u64::try_from(part).ok()?,
                whole: u64::try_from(whole).ok()?,
            };
            counts.share().ok()
        });
        let shares: Option<Vec<_>> = shares.collect();
        if let (Some(shares), Unit::Percent) = (shares, self.speech.unit) {
            return Some((proportions(&shares, MONTHS_OF_BASELINE).ok()?, 100.0));
        }
        let values: Vec<f64> = known.iter().map(|known| known.value).collect();
        Some((individuals(&values, MONTHS_OF_BASELINE).ok()?, 1.0))
    }

    fn control_point(
        &self,
        moment: &Moment<'_>,
        known: &[Known],
        (chart, factor): (&Chart, f64),
    ) -> ControlPoint {
        let index = known.iter().position(|known| known.period == moment.period);
        let limits = index
            .and_then(|index| chart.points.get(index))
            .map(|limits| Limits {
                centre: limits.centre * factor,
                lower: limits.lower * factor,
                upper: limits.upper * factor,
            });
        let why = chart.signals.iter().find(|signal| Some(signal.index) == index);
        let why = why.map(|signal| match signal.rule {
            Rule::BeyondLimit => "control-beyond",
            Rule::EightOnOneSide => "control-run",
            Rule::TwoOfThree => "control-two",
        });
        ControlPoint {
            point: self.point(moment),
            limits,
            stands_out: why.map(|key| self.speech.words.say(key)).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use platform::words::Language;

    use super::*;
    use crate::site::specimen;

    #[test]
    fn months_have_limits_from_the_first_year_and_a_month_beyond_them_stands_out() {
        let document = specimen::document(1);
        let words = crate::words::words(Language::English);
        let control = Subject::of(&document, "monthly", words)
            .and_then(|subject| subject.control())
            .expect("fourteen months");
        assert_eq!((control.points.len(), control.baseline), (14, 12));
        let out: Vec<usize> = (0..14)
            .filter(|index| !control.points[*index].stands_out.is_empty())
            .collect();
        assert_eq!(out, [13]);
        // The twelve months average 42; neighbours differ by 31 / 11 = 2.82 on average, and the limits lie 2.66 times that away.
        let limits = control.points[13].limits.expect("limits");
        assert!((limits.centre - 42.0).abs() < 1e-9, "{limits:?}");
        assert!(
            (limits.upper - limits.centre - 2.658_681 * 31.0 / 11.0).abs() < 0.01,
            "{limits:?}"
        );
        // Years are no months.
        let yearly = Subject::of(&document, "attendance", words).expect("it");
        assert!(yearly.control().is_none());
    }
}
