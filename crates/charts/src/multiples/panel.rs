//! One panel of the small multiples.

use super::{Multiples, Panel};
use crate::blank::Blank;
use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::figure::Size;
use crate::metrics::{Weight, text_width};
use crate::number::{decimals, plain};
use crate::place::{Placer, around};
use crate::scale::{Scale, Ticks};
use crate::trend::Series;
use crate::value::{Period, is_drawable};
use crate::words::Words;

/// Sizes of one panel.
pub(super) struct Layout {
    pub width: f64,
    pub height: f64,
    pub right: f64,
    pub foot: f64,
    pub value_size: f64,
}

impl Layout {
    pub(super) fn of(size: Size) -> Self {
        match size {
            Size::Wide => Self {
                width: 236.0,
                height: 132.0,
                right: 184.0,
                foot: 110.0,
                value_size: 15.0,
            },
            Size::Narrow => Self {
                width: 172.0,
                height: 124.0,
                right: 126.0,
                foot: 102.0,
                value_size: 13.5,
            },
        }
    }
}

/// What all panels share.
pub(super) struct Scales {
    pub ticks: Ticks,
    pub first: i32,
    pub last: i32,
}

/// Draws one panel at one size.
pub(super) struct Painter<'a> {
    pub figure: &'a Multiples,
    pub words: &'a Words,
    pub scales: &'a Scales,
    pub size: Size,
}

impl Painter<'_> {
    pub(super) fn draw(
        &self,
        panel: &Panel,
        series: &Series<'_>,
        grey: Option<&Series<'_>>,
        names_everyone: bool,
    ) -> Drawing {
        let layout = Layout::of(self.size);
        let mut drawing = Drawing::new(layout.width, layout.height);
        let (across, up) = self.axes(&layout, &mut drawing);
        // A path says where the group's own goal lies; a line across would be another of the same.
        let shared = self.figure.goal.filter(|_| panel.path().is_none());
        if let Some(goal) = shared.filter(|goal| is_drawable(*goal)) {
            let y = up.at(goal);
            drawing.line("goal-ln", (across.pixels.0 - 4.0, y), (layout.right + 2.0, y));
        }
        if let Some(grey) = grey {
            lines(&mut drawing, grey, &across, &up, "ln ctx");
        }
        let bands = self.bands(&mut drawing, series, &across, &layout);
        lines(&mut drawing, series, &across, &up, "ln");
        let mut placer = Placer::new(Area {
            left: across.pixels.0 - 6.0,
            top: 2.0,
            right: layout.width,
            bottom: layout.foot + 5.0,
        });
        let goal = self.path(
            &mut drawing,
            &mut placer,
            (panel, series),
            (&across, &up),
            &layout,
        );
        self.dots(&mut drawing, &mut placer, series, &across, &up, &layout);
        for (area, name) in bands {
            name_band(&mut drawing, &mut placer, area, name);
        }
        // Where its own goal stands in the margin, there is no room for more.
        if names_everyone && goal.is_none() {
            self.name_everyone(&mut drawing, series, grey, &up, &layout);
        }
        self.years(&mut drawing, series, goal, &across, &layout);
        drawing
    }

    /// The dashed path from the latest value to the group's own goal; gives the goal's period where there is one.
    fn path<'b>(
        &self,
        drawing: &mut Drawing,
        placer: &mut Placer,
        (panel, series): (&'b Panel, &Series<'_>),
        (across, up): (&Scale, &Scale),
        layout: &Layout,
    ) -> Option<&'b Period> {
        let (value, by) = panel.path()?;
        let latest = series.latest()?;
        let from = (
            across.at(f64::from(latest.period.at)),
            up.at(latest.reading.value),
        );
        let to = (across.at(f64::from(by.at)), up.at(value));
        drawing.path("ln path", vec![from, to]);
        placer.stroke(from, to);
        drawing.diamond("goal", to, 5.0);
        let text = self.figure.goal_words(value, self.words);
        let label = Label::new(to, Anchor::Middle, "t-goal t-halo", text).sized(12.5);
        let mut places = around(to, 7.0, 12.5);
        places.insert(0, (layout.right + 8.0, to.1 + 4.0, Anchor::Start));
        let label = placer.must(&label, &places);
        drawing.label(label);
        Some(by)
    }

    fn axes(&self, layout: &Layout, drawing: &mut Drawing) -> (Scale, Scale) {
        let ticks = &self.scales.ticks;
        let up = Scale {
            values: (ticks.low(), ticks.high()),
            pixels: (layout.foot, 10.0),
        };
        let texts: Vec<String> = ticks
            .values
            .iter()
            .map(|value| plain(self.words.numbers, *value, ticks.decimals))
            .collect();
        let widest = texts
            .iter()
            .map(|text| text_width(text, 12.0, Weight::Regular))
            .fold(0.0, f64::max);
        let left = (widest + 9.0).clamp(22.0, layout.width * 0.4);
        for (index, (value, text)) in ticks.values.iter().zip(texts).enumerate() {
            let y = up.at(*value);
            let class = if index == 0 { "axis" } else { "grid" };
            drawing.line(class, (left, y), (layout.right + 2.0, y));
            drawing.label(Label::new((left - 5.0, y + 4.0), Anchor::End, "t-ctx", text).sized(12.0));
        }
        let across = Scale {
            values: (f64::from(self.scales.first), f64::from(self.scales.last)),
            pixels: (left + 4.0, layout.right),
        };
        (across, up)
    }

    /// Hatches blank periods and returns the bands with their names.
    fn bands(
        &self,
        drawing: &mut Drawing,
        series: &Series<'_>,
        across: &Scale,
        layout: &Layout,
    ) -> Vec<(Area, &str)> {
        let span = (f64::from(self.scales.last) - f64::from(self.scales.first)).max(1.0);
        let step = (across.pixels.1 - across.pixels.0) * f64::from(self.figure.step.max(1)) / span;
        let half = (step * 0.45).clamp(2.0, 20.0);
        let mut bands = Vec::new();
        for run in &series.runs {
            let area = Area {
                left: across.at(f64::from(run.first.at)) - half,
                top: 10.0,
                right: (across.at(f64::from(run.last.at)) + half).min(layout.width),
                bottom: layout.foot,
            };
            let shape = Shape::Box { area, radius: 0.0 };
            match run.blank {
                Blank::NotYetMeasured => continue,
                Blank::Late => drawing.mark_in("lead", shape, Manner::Dashed),
                Blank::NotComparable | Blank::Protected | Blank::TooFew => {
                    drawing.mark_in("", shape, Manner::Hatched);
                }
            }
            bands.push((area, self.words.blanks.of(run.blank)));
        }
        bands
    }

    fn dots(
        &self,
        drawing: &mut Drawing,
        placer: &mut Placer,
        series: &Series<'_>,
        across: &Scale,
        up: &Scale,
        layout: &Layout,
    ) {
        let spots: Vec<(f64, f64)> = series
            .dots
            .iter()
            .map(|dot| (across.at(f64::from(dot.period.at)), up.at(dot.reading.value)))
            .collect();
        for range in &series.lines {
            for pair in spots[range.clone()].windows(2) {
                placer.stroke(pair[0], pair[1]);
            }
        }
        for (index, dot) in series.dots.iter().enumerate() {
            let spot = spots[index];
            if index + 1 == series.dots.len() {
                drawing.circle("pt", spot, 5.0);
                let value = self.figure.value_words(dot.reading, self.words);
                let label = Label::new(spot, Anchor::Middle, "t-d1 t-halo", value).sized(layout.value_size);
                let mut places = around(spot, 7.0, layout.value_size);
                // In the gutter beside the last year; under an earlier one.
                if dot.period.at == self.scales.last {
                    places.insert(0, (layout.right + 8.0, spot.1 + 5.0, Anchor::Start));
                } else {
                    places.swap(0, 1);
                }
                let label = placer.must(&label, &places);
                drawing.label(label);
            } else if series.baseline == Some(index) {
                drawing.circle("pt open", spot, 4.0);
            } else if series
                .lines
                .iter()
                .any(|range| range.len() == 1 && range.start == index)
            {
                drawing.circle("pt", spot, 3.5);
            }
        }
    }

    fn name_everyone(
        &self,
        drawing: &mut Drawing,
        series: &Series<'_>,
        grey: Option<&Series<'_>>,
        up: &Scale,
        layout: &Layout,
    ) {
        let (Some((name, _)), Some(level), Some(own)) = (
            &self.figure.everyone,
            grey.and_then(Series::latest),
            series.latest(),
        ) else {
            return;
        };
        let (y, own_y) = (up.at(level.reading.value), up.at(own.reading.value));
        if (y - own_y).abs() < 18.0 {
            return;
        }
        let digits = decimals(self.figure.unit, level.reading.people);
        // Without its sign, which the group's own value carries beside it.
        let value = plain(self.words.numbers, level.reading.value, digits);
        let at = (layout.right + 8.0, y + 4.0);
        let label = Label::new(at, Anchor::Start, "t-ctx t-halo", format!("{name} {value}")).sized(12.0);
        if label.area().right <= layout.width {
            drawing.label(label);
        } else {
            drawing.label(Label::new(at, Anchor::Start, "t-ctx t-halo", value).sized(12.0));
        }
    }

    /// First, baseline and last year, and that of the goal.
    fn years(
        &self,
        drawing: &mut Drawing,
        series: &Series<'_>,
        goal: Option<&Period>,
        across: &Scale,
        layout: &Layout,
    ) {
        let baseline = series.baseline.map(|index| series.dots[index].period);
        let ends = [series.points.last(), series.points.first()];
        let periods = ends
            .into_iter()
            .flatten()
            .map(|point| &point.period)
            .chain(goal)
            .chain(baseline);
        let mut taken: Vec<Area> = Vec::new();
        for period in periods {
            let at = (across.at(f64::from(period.at)), layout.height - 4.0);
            let label = Label::new(at, Anchor::Middle, "t-ctx", &period.short).sized(12.0);
            let area = label.area();
            if taken.iter().any(|other| other.overlaps(&area)) {
                continue;
            }
            taken.push(area);
            drawing.label(label);
        }
    }
}

fn lines(drawing: &mut Drawing, series: &Series<'_>, across: &Scale, up: &Scale, class: &'static str) {
    for range in series.lines.iter().filter(|range| range.len() > 1) {
        let points = series.dots[range.clone()]
            .iter()
            .map(|dot| (across.at(f64::from(dot.period.at)), up.at(dot.reading.value)))
            .collect();
        drawing.path(class, points);
    }
}

/// Names a band level or turned upright, where that covers nothing.
fn name_band(drawing: &mut Drawing, placer: &mut Placer, area: Area, name: &str) {
    let middle = f64::midpoint(area.left, area.right);
    let mut label = Label::new((0.0, 0.0), Anchor::Middle, "t-halo", name).sized(12.0);
    let places = if label.width() <= area.right - area.left {
        vec![
            (middle, 62.0, Anchor::Middle),
            (middle, area.bottom - 8.0, Anchor::Middle),
        ]
    } else if area.right - area.left >= 11.0 {
        label.is_turned = true;
        vec![
            (middle + 4.0, area.bottom - 4.0, Anchor::Start),
            (middle + 4.0, area.top + 4.0, Anchor::End),
        ]
    } else {
        Vec::new()
    };
    if let Some(label) = placer.may(&label, &places) {
        drawing.label(label);
    }
}
