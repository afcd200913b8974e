//! Sentences about groups: who moved the good way, who is hidden, and how each changed.

use domain::quantity::Direction;

use super::address::Order;
use super::figures::Subject;
use super::group_figures::GroupFigure;
use super::standing::Standing;

impl Subject<'_> {
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

    /// Label of an order of groups.
    pub fn order_label(&self, order: Order) -> String {
        let key = match order {
            Order::Name => "order-name",
            Order::Gain => "order-gain",
            Order::Number => "order-number",
        };
        self.speech.words.say(key)
    }
}
