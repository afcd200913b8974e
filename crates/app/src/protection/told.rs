//! What releases do with one cell, and what of it becomes of its figure.

use disclosure::{Display, FigureState, Why};

use super::combine::Last;
use super::rules::Loss;
use super::tables::{Mark, Status, TableCell};

/// What releases do with one cell.
#[derive(Debug, Clone, Default)]
pub struct Told {
    is_public: bool,
    is_shown: bool,
    is_hidden: bool,
    draft: Option<Status>,
}

impl Told {
    /// Hears what one release does with it.
    pub fn hear(&mut self, cell: &TableCell, is_last: bool, release: usize, last: Last) {
        let is_from_ledger = match last {
            Last::Draft(_) => !is_last,
            Last::Published { from_ledger } => release < from_ledger,
        };
        if is_last && matches!(last, Last::Draft(_)) {
            self.draft = Some(cell.status);
            return;
        }
        match cell.mark {
            Some(Mark::Shown) if is_from_ledger => self.is_public = true,
            Some(Mark::Shown) => self.is_shown = true,
            // What a rounded figure says is known beside it.
            Some(Mark::Hidden | Mark::Rounded { .. }) => self.is_hidden = true,
            Some(Mark::Noisy { .. }) | None => {}
        }
    }

    /// What becomes of its figure, and the loss of hiding it; nothing if nobody prints it.
    pub fn figure(self, last: Last) -> Option<(FigureState, Display, Option<Loss>)> {
        let loss = match last {
            Last::Draft(loss) => Some(loss),
            Last::Published { .. } => None,
        };
        if self.is_public || self.draft == Some(Status::Public) {
            return Some((FigureState::Public, Display::Shown, loss));
        }
        match self.draft {
            Some(Status::MustShow) => return Some((FigureState::MustShow, Display::Shown, loss)),
            Some(Status::Withheld) => {
                return Some((FigureState::Withheld, Display::Hidden(Why::Withheld), loss));
            }
            Some(Status::Free | Status::Sensitive | Status::ZeroKnown) => {
                return Some((FigureState::Free, Display::Shown, loss));
            }
            Some(Status::Behind | Status::Part | Status::Public) | None => {}
        }
        if self.is_shown {
            return Some((FigureState::Free, Display::Shown, loss));
        }
        // Hidden before and not printed now: it stays hidden, and stays protected.
        self.is_hidden
            .then_some((FigureState::Withheld, Display::Hidden(Why::Withheld), None))
    }
}
