//! Proofs that counts can lie further out: sets of counts that agree with everything printed, kept as movements away from
//! the truth, and which of them still hold as figures are hidden and shown.

use crate::net::{Net, Owner};
use crate::pattern::{Display, Pattern};

/// Movements of some cells, in order of the cells.
pub(crate) type Movement = Vec<(usize, i64)>;

/// One proof.
struct Witness {
    moved: Movement,
    /// Figures that contradict it while shown, and figures that contradict it while coded.
    betrayed_shown: Vec<usize>,
    betrayed_coded: Vec<usize>,
    /// How many figures contradict it now.
    contradictions: usize,
}

/// A pattern, with the proofs that hold under it.
pub(crate) struct Proofs {
    pub pattern: Pattern,
    witnesses: Vec<Witness>,
    at_cell: Vec<Vec<(usize, i64)>>,
    at_figure: Vec<Vec<usize>>,
    /// How far below and above each cell is known to be able to lie.
    pub seen: Vec<(i64, i64)>,
    /// What happened to figures before each change since these were last taken.
    changes: Vec<(usize, Display)>,
}

impl Proofs {
    pub(crate) fn new(net: &Net, pattern: Pattern) -> Proofs {
        Proofs {
            witnesses: Vec::new(),
            at_cell: vec![Vec::new(); net.room.len()],
            at_figure: vec![Vec::new(); pattern.displays.len()],
            seen: vec![(0, 0); net.room.len()],
            changes: Vec::new(),
            pattern,
        }
    }

    /// Takes a movement as a proof if it keeps every bound and everything that everybody knows; exact. Returns the
    /// shown figures that contradict it.
    pub(crate) fn admit(&mut self, net: &Net, moved: Movement) -> Option<Vec<usize>> {
        if !net.has_room_for(&moved) {
            return None;
        }
        let (betrayed_shown, betrayed_coded) = judge(net, &moved)?;
        let shown: Vec<usize> = betrayed_shown
            .iter()
            .copied()
            .filter(|figure| self.pattern.displays[*figure] == Display::Shown)
            .collect();
        let is_coded = |figure: &&usize| self.pattern.displays[**figure] == Display::Coded;
        let contradictions = shown.len() + betrayed_coded.iter().filter(is_coded).count();
        let index = self.witnesses.len();
        for figure in betrayed_shown.iter().chain(&betrayed_coded) {
            self.at_figure[*figure].push(index);
        }
        for (cell, by) in &moved {
            self.at_cell[*cell].push((index, *by));
        }
        self.witnesses.push(Witness {
            moved,
            betrayed_shown,
            betrayed_coded,
            contradictions,
        });
        if contradictions == 0 {
            self.extend(index);
        }
        Some(shown)
    }

    /// Whether a movement keeps every bound and everything that everybody knows; exact.
    pub(crate) fn permits(&self, net: &Net, moved: &Movement) -> bool {
        net.has_room_for(moved) && judge(net, moved).is_some()
    }

    /// What happens to a figure; returns the cells about which less is known to be possible than before.
    pub(crate) fn display(&mut self, figure: usize, display: Display) -> Vec<usize> {
        let before = std::mem::replace(&mut self.pattern.displays[figure], display);
        self.changes.push((figure, before));
        let mut narrowed = Vec::new();
        let mut fallen = Vec::new();
        for index in &self.at_figure[figure] {
            let witness = &mut self.witnesses[*index];
            let betrays = |display: Display| match display {
                Display::Shown => witness.betrayed_shown.binary_search(&figure).is_ok(),
                Display::Coded => witness.betrayed_coded.binary_search(&figure).is_ok(),
                Display::Hidden(_) => false,
            };
            match (betrays(before), betrays(display)) {
                (false, true) => {
                    witness.contradictions += 1;
                    if witness.contradictions == 1 {
                        fallen.push(*index);
                    }
                }
                (true, false) => {
                    witness.contradictions -= 1;
                    if witness.contradictions == 0 {
                        for (cell, by) in &witness.moved {
                            let seen = &mut self.seen[*cell];
                            *seen = (seen.0.min(*by), seen.1.max(*by));
                        }
                    }
                }
                (true, true) | (false, false) => {}
            }
        }
        for index in fallen {
            for position in 0..self.witnesses[index].moved.len() {
                let (cell, by) = self.witnesses[index].moved[position];
                let (below, above) = self.seen[cell];
                if by != 0 && (by <= below || by >= above) {
                    self.look_again(cell);
                    if self.seen[cell] != (below, above) {
                        narrowed.push(cell);
                    }
                }
            }
        }
        narrowed.sort_unstable();
        narrowed.dedup();
        narrowed
    }

    fn look_again(&mut self, cell: usize) {
        let mut seen = (0, 0);
        for (index, by) in &self.at_cell[cell] {
            if self.witnesses[*index].contradictions == 0 {
                seen = (by.min(&seen.0).to_owned(), by.max(&seen.1).to_owned());
            }
        }
        self.seen[cell] = seen;
    }

    fn extend(&mut self, index: usize) {
        for (cell, by) in &self.witnesses[index].moved {
            let seen = &mut self.seen[*cell];
            *seen = (seen.0.min(*by), seen.1.max(*by));
        }
    }

    /// The changes since the last call, oldest first.
    pub(crate) fn take_changes(&mut self) -> Vec<(usize, Display)> {
        std::mem::take(&mut self.changes)
    }

    /// Proofs that hold now and between them show all that is shown: those that take some cell further than any before.
    pub(crate) fn needed(&self) -> impl Iterator<Item = &Movement> {
        let mut seen = vec![(0, 0); self.seen.len()];
        let holding = self
            .witnesses
            .iter()
            .filter(|witness| witness.contradictions == 0);
        holding.map(|witness| &witness.moved).filter(move |moved| {
            let mut is_needed = false;
            for (cell, by) in *moved {
                let known: &mut (i64, i64) = &mut seen[*cell];
                is_needed |= *by < known.0 || *by > known.1;
                *known = (known.0.min(*by), known.1.max(*by));
            }
            is_needed
        })
    }

    pub(crate) fn count(&self) -> usize {
        self.witnesses.len()
    }

    /// Forgets the proofs that do not hold now.
    pub(crate) fn forget_fallen(&mut self) {
        let kept = std::mem::take(&mut self.witnesses)
            .into_iter()
            .filter(|witness| witness.contradictions == 0)
            .collect::<Vec<_>>();
        self.at_cell.iter_mut().for_each(Vec::clear);
        self.at_figure.iter_mut().for_each(Vec::clear);
        for (index, witness) in kept.iter().enumerate() {
            for figure in witness.betrayed_shown.iter().chain(&witness.betrayed_coded) {
                self.at_figure[*figure].push(index);
            }
            for (cell, by) in &witness.moved {
                self.at_cell[*cell].push((index, *by));
            }
        }
        self.witnesses = kept;
    }
}

/// The figures that contradict movements while shown, and while coded; `None` if they contradict what everybody knows.
fn judge(net: &Net, moved: &[(usize, i64)]) -> Option<(Vec<usize>, Vec<usize>)> {
    let (mut shown, mut coded): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for (cell, _) in moved {
        shown.extend(net.printed_by.of(*cell));
    }
    for (row, sum) in net.sums(moved) {
        let row = &net.rows[row];
        if row.permits(sum) {
            continue;
        }
        match row.owner {
            Owner::Everybody => return None,
            Owner::Shown(figure) => shown.push(figure),
            Owner::Coded(figure) => coded.push(figure),
        }
    }
    for figures in [&mut shown, &mut coded] {
        figures.sort_unstable();
        figures.dedup();
    }
    Some((shown, coded))
}
