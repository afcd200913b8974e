//! What joined releases print: a figure for each cell, and one for each share.

use std::collections::{HashMap, HashSet};

use disclosure::{CellId, Display, Figure, FigureState, Linear, Why};

use super::combine::{Last, Work};
use super::rules::weight;
use super::shares;
use super::tables::{Key, Mark};
use super::told::Told;

impl Work<'_> {
    /// One figure for each cell that anybody printed or prints.
    pub(super) fn print(&mut self, last: Last) {
        let draft = self.releases.len() - 1;
        let mut told: Vec<Told> = vec![Told::default(); self.cells.len()];
        let mut seen: HashMap<(usize, &Key), usize> = HashMap::new();
        for (number, group) in self.groups.iter().enumerate() {
            for (key, cell) in &group.cells {
                seen.insert((number, key), *cell);
            }
        }
        for (number, group) in self.groups.iter().enumerate() {
            for release in &group.releases {
                for cell in self.releases[*release]
                    .cells
                    .iter()
                    .filter(|cell| cell.status.is_printed())
                {
                    let Some(at) = seen.get(&(number, &cell.key)) else {
                        continue;
                    };
                    told[*at].hear(cell, *release == draft, *release, last);
                }
            }
        }
        for (position, told) in told.into_iter().enumerate() {
            let Some((state, display, loss)) = told.figure(last) else {
                continue;
            };
            let cell = &self.cells[position];
            let name = self.combined.problem.cells[position].name.clone();
            let weight = loss.map_or(0, |loss| weight(cell, loss, self.combined.decimals));
            let id = self.ids[position];
            let mut figure = Figure::count(name, id, weight);
            figure.state = if cell.value.is_none() {
                FigureState::Withheld
            } else {
                state
            };
            let id_of_figure = self.combined.problem.figure(figure);
            self.combined.figures.insert(id, id_of_figure);
            self.combined.pattern.displays.push(match cell.value {
                None => Display::Hidden(Why::Withheld),
                Some(_) => display,
            });
        }
    }

    /// The ranges that rounded figures stand for: public ones are known, the others are figures.
    pub(super) fn print_ranges(&mut self, last: Last) {
        for (release, tables) in self.releases.iter().enumerate() {
            for (cell, place) in tables.cells.iter().zip(&self.places[release]) {
                let Some(Mark::Rounded { low, high, .. }) = cell.mark else {
                    continue;
                };
                let range = Linear {
                    terms: vec![(*place, 1)],
                    low: Some(low),
                    high: Some(high),
                };
                if self.is_public(release, last) {
                    self.combined.problem.relation(range);
                    continue;
                }
                let mut figure = Figure::count(cell.key.to_string(), *place, 0);
                figure.cells.clear();
                figure.statements = vec![range];
                self.combined.problem.figure(figure);
                self.combined.pattern.displays.push(Display::Shown);
            }
        }
    }

    /// Whether a release cannot be called back.
    fn is_public(&self, release: usize, last: Last) -> bool {
        match last {
            Last::Draft(_) => release + 1 < self.releases.len(),
            Last::Published { from_ledger } => release < from_ledger,
        }
    }

    /// The percentages that anybody printed or prints: public ones are known, the others are figures.
    pub(super) fn print_shares(&mut self, last: Last) {
        let newest = self.releases.len() - 1;
        let mut public: HashSet<CellId> = HashSet::new();
        for (release, tables) in self.releases.iter().enumerate() {
            let is_public = self.is_public(release, last);
            let mut figures = Vec::with_capacity(tables.shares.len());
            for share in &tables.shares {
                let of = |at: usize| self.places[release][at];
                let (counted, others, group) = (of(share.counted), of(share.others), of(share.of));
                let is_told =
                    release == newest && matches!(last, Last::Draft(_)) || share.mark == Some(Mark::Shown);
                let rows = share
                    .percent
                    .as_deref()
                    .and_then(|percent| shares::said(percent, counted, group));
                let Some(rows) = rows.filter(|_| is_told && !public.contains(&counted)) else {
                    figures.push(None);
                    continue;
                };
                if is_public {
                    public.insert(counted);
                    self.combined.problem.relations.extend(rows);
                    figures.push(None);
                    continue;
                }
                let cell = &self.cells[group.index()];
                let weight = match last {
                    Last::Draft(loss) => weight(cell, loss, self.combined.decimals),
                    Last::Published { .. } => 0,
                };
                let name = format!("the share of {}", self.combined.problem.cells[group.index()].name);
                let mut figure = Figure::count(name, counted, weight);
                figure.cells.clear();
                figure.statements = rows.into();
                figure.about = vec![counted, others, group];
                figures.push(Some(self.combined.problem.figure(figure)));
                self.combined.pattern.displays.push(Display::Shown);
            }
            self.combined.shares = figures;
        }
    }
}
