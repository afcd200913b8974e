//! What is told of a confidential assessment: counts of those who agree, each off by a few people on purpose.
//!
//! While a round is open, only a [`Tally`] is kept: for each group how many answered, and how many of them agree with each
//! statement. Nothing about one person is kept with what they said, so nothing of it can be looked up. When the round
//! closes, [`release`] is called once and the tally is forgotten. What is shown ever after is the [`Told`].
//!
//! Two rules make it safe, whatever else is known, now or in other years (`docs/adr/0010-confidential-assessments.md`):
//!
//! - A group is told of only if at least [`GROUP_MIN`] of it answered, and so did those outside all groups told of.
//! - Every count is moved by [`blurred`]: tosses of a fair coin decide by how much. Any shown count may come from any true
//!   one, so no combination of results, dates and bodies pins down what anybody said; and each result makes what one
//!   person may have said at most twice as likely as it was held before.

use std::collections::{BTreeMap, BTreeSet};

/// Fewest who answered for a group to be told of.
pub const GROUP_MIN: usize = 5;
/// In eleven of twelve cases, a count that is told is off by no more than this.
pub const OFF_BY: usize = 3;

/// The part of the membership somebody is counted in: one only, however many seats they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// Works for the backbone, or sits in it. Asked for the mirror alone.
    Backbone,
    /// Else, holds a seat in the steering committee.
    Steering,
    /// Else, in a working group.
    Working,
    /// Else, in a council, among experts or elsewhere.
    Others,
}

impl Cell {
    /// All, in the order in which somebody's is chosen: the first that fits is theirs, whatever other bodies they sit in.
    pub const ALL: [Self; 4] = [Self::Backbone, Self::Steering, Self::Working, Self::Others];

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Backbone => "backbone",
            Self::Steering => "steering",
            Self::Working => "working",
            Self::Others => "others",
        }
    }

    /// The cell with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The part in which the members of a kind of body are counted, unless another body of theirs comes first.
    pub fn of_body(kind: &str) -> Self {
        match kind {
            "backbone" => Self::Backbone,
            "steering-committee" => Self::Steering,
            "working-group" => Self::Working,
            _ => Self::Others,
        }
    }
}

/// What is kept while a round is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many answered, by part of the membership.
    pub answered: BTreeMap<Cell, usize>,
    /// How many of them agree, statement by statement.
    pub agreeing: BTreeMap<Cell, Vec<usize>>,
}

impl Tally {
    /// Counts one person's answers; the person is not part of it.
    pub fn add(&mut self, cell: Cell, agrees: &[bool]) {
        *self.answered.entry(cell).or_default() += 1;
        let counts = self.agreeing.entry(cell).or_insert_with(|| vec![0; agrees.len()]);
        for (count, agrees) in counts.iter_mut().zip(agrees) {
            *count += usize::from(*agrees);
        }
    }
}

/// What is told of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The parts of the membership it is made of; all of them for everybody.
    pub cells: BTreeSet<Cell>,
    /// How many answered. Exact: it tells nothing of what they said.
    pub answered: usize,
    /// Counts that agree, statement by statement, as [`blurred`].
    pub agreeing: Vec<usize>,
}

/// What is told of a round: everybody first, then groups that do not overlap. Empty where too few answered.
pub type Told = Vec<Group>;

/// Makes what is told of a closed round. Called once for a round; its answer is kept and never made again.
///
/// `coin` gives a toss of a fair coin: nobody may know or repeat what it gives.
pub fn release(tally: &Tally, coin: &mut impl FnMut() -> bool) -> Told {
    let mut told = Told::new();
    for cells in groups(&tally.answered) {
        let answered = cells.iter().filter_map(|cell| tally.answered.get(cell)).sum();
        let statements = tally.agreeing.values().map(Vec::len).max().unwrap_or(0);
        let agreeing = (0..statements).map(|statement| {
            let counts = cells
                .iter()
                .filter_map(|cell| tally.agreeing.get(cell)?.get(statement));
            blurred(counts.sum(), answered, coin)
        });
        let agreeing = agreeing.collect();
        told.push(Group {
            cells,
            answered,
            agreeing,
        });
    }
    told
}

/// Which groups are told of, from how many answered alone: what they said plays no part in it.
///
/// Parts with too few are put together with others until there are enough, so that what is left over is never a few.
fn groups(answered: &BTreeMap<Cell, usize>) -> Vec<BTreeSet<Cell>> {
    let of = |cells: &BTreeSet<Cell>| -> usize { cells.iter().filter_map(|cell| answered.get(cell)).sum() };
    let everybody: BTreeSet<Cell> = Cell::ALL.into();
    if of(&everybody) < GROUP_MIN {
        return Vec::new();
    }
    let (mut apart, mut pool) = (Vec::new(), BTreeSet::new());
    for cell in Cell::ALL {
        let one = BTreeSet::from([cell]);
        if of(&one) >= GROUP_MIN {
            apart.push(one);
        } else if of(&one) > 0 {
            pool.insert(cell);
        }
    }
    while !pool.is_empty() && of(&pool) < GROUP_MIN && !apart.is_empty() {
        // The smallest joins; of equals the later one, so that the choice hangs on nothing else.
        let at = (0..apart.len()).rev().min_by_key(|at| of(&apart[*at]));
        pool.append(&mut apart.remove(at.expect("there is one")));
    }
    if !pool.is_empty() {
        apart.push(pool);
    }
    if apart.len() == 1 {
        return vec![everybody];
    }
    std::iter::once(everybody).chain(apart).collect()
}

/// A count moved by the difference of two rows of tails, each tossed until the first head; never below nothing or above all.
///
/// The difference is 0 in a third of cases and k in (1/3)/2^k: the geometric mechanism with a ratio of 1/2 (Ghosh,
/// Roughgarden and Sundararajan 2009, "Universally utility-maximizing privacy mechanisms", section 2), for which any two counts
/// that differ by one person give every result with odds of 2 at most.
pub fn blurred(count: usize, answered: usize, coin: &mut impl FnMut() -> bool) -> usize {
    let up = tails(coin);
    let down = tails(coin);
    (count + up).saturating_sub(down).min(answered)
}

/// More tails in a row than anybody will see: what stops a coin that is broken.
const TAILS_MAX: usize = 256;

fn tails(coin: &mut impl FnMut() -> bool) -> usize {
    (0..TAILS_MAX).take_while(|_| coin()).count()
}

/// How a count is told: its share in steps of five of a hundred, never none and never all, and the range it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// About so many of a hundred.
    pub about: usize,
    /// At least, in eleven of twelve cases.
    pub from: usize,
    /// At most, in eleven of twelve cases.
    pub to: usize,
}

/// A told count as a share.
pub fn share(agreeing: usize, answered: usize) -> Share {
    let answered = answered.max(1);
    let of_hundred = |count: usize| (count * 200 / answered).div_ceil(2).min(100);
    let steps = (of_hundred(agreeing) + 2) / 5 * 5;
    Share {
        about: steps.clamp(5, 95),
        from: of_hundred(agreeing.saturating_sub(OFF_BY)),
        to: of_hundred((agreeing + OFF_BY).min(answered)),
    }
}

/// How a group's answer to a statement moved from one round to a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// More agree, and by more than blurring explains.
    Up,
    /// Fewer agree, and by more than blurring explains.
    Down,
    /// Nothing that could not be chance.
    Unclear,
}

/// Compares what is told of two rounds: (agreeing, answered) before and after.
///
/// The spread of a blurred count is 2 people; both spreads are added as squares, and the change must be 1.64 times as large.
pub fn moved(before: (usize, usize), after: (usize, usize)) -> Moved {
    const SPREAD: f64 = 2.0;
    const CLEAR: f64 = 1.64;
    let share = |(agreeing, answered): (usize, usize)| agreeing as f64 / answered.max(1) as f64;
    let spread = |(_, answered): (usize, usize)| SPREAD / answered.max(1) as f64;
    let change = share(after) - share(before);
    let needed = CLEAR * spread(before).hypot(spread(after));
    if change > needed {
        Moved::Up
    } else if change < -needed {
        Moved::Down
    } else {
        Moved::Unclear
    }
}
