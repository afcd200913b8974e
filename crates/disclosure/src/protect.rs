//! Choosing what to hide: first what must be protected itself, then whatever would give it away.
//!
//! Every count that must stay uncertain makes two *demands*: its range must reach so far down, and so far up. A demand
//! is met once a whole-numbered point is known that agrees with everything printed and lies that far out; one such
//! point often meets many demands. Unmet demands are met by the cheapest move ([`Elastic`]); at the end, figures hidden
//! on the way are shown again, dearest first, wherever all demands stay met.
//!
//! Source: Fischetti and Salazar 2001, with a final clean-up.

use crate::base::Base;
use crate::bound::Relaxation;
use crate::example::Example;
use crate::fault::Fault;
use crate::improve::{Dice, attempt, improve};
use crate::lean::Lean;
use crate::net::Net;
use crate::options::{Options, Phase, Report, Weights};
use crate::pattern::{Display, Pattern, Why};
use crate::problem::{CellId, Figure, FigureState, Problem};
use crate::simplex::Simplex;
use crate::slow::Slow;
use crate::solver::Solver;
use crate::witness::Movement;
use crate::work::{Ended, Work};

/// Steps of the first turn at a better pattern, and at a better bound.
const FIRST_TURN: u64 = 2_000;
/// Rounds of showing hidden figures again.
const CLEANING_ROUNDS: usize = 3;

/// What to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protection {
    /// What happens to every figure.
    pub pattern: Pattern,
    /// Counts that cannot stay as uncertain as they should, whatever else is hidden: [`crate::audit`] tells whether
    /// that is new, or was so before.
    pub exposed: Vec<CellId>,
    /// What it costs, and how good it is.
    pub report: Report,
    /// Counts that agree with everything printed and show how far others can lie, for
    /// [`crate::audit_with_examples`], which checks them.
    pub examples: Vec<Example>,
}

/// Chooses what to hide, without looking for anything better than the first safe pattern.
///
/// The result is a proposal: whoever publishes asks [`crate::audit`] first, which does not rely on anything found here.
/// Errors: [`Fault`]; nothing may be published then.
pub fn protect(problem: &Problem) -> Result<Protection, Fault> {
    protect_with(problem, &Options::default())
}

/// Chooses what to hide, with so much effort as the options permit.
///
/// Errors: [`Fault`]; nothing may be published then.
pub fn protect_with(problem: &Problem, options: &Options) -> Result<Protection, Fault> {
    let solver: &dyn Solver = &Simplex;
    let base = Base::new(problem, solver)?;
    let weight = |figure: &Figure| match options.weights {
        Weights::AsGiven => figure.weight,
        Weights::Count => 1,
    };
    let net = Net::new(problem, &base, problem.figures.iter().map(weight).collect());
    let slow = Slow::new(solver, problem, &base);
    let mut work = Work::new(problem, &base, &net, slow, options, primary_pattern(problem));
    work.primary_loss = report(problem, &work.proofs.pattern, options.weights).primary_loss;
    let was_stopped = match search(&mut work, options.steps) {
        Ok(()) => false,
        Err(Ended::Stopped) => true,
        Err(Ended::Fault(fault)) => return Err(fault),
    };
    // What was given up may have been proved since, on the way to something else.
    let mut exposed = std::mem::take(&mut work.exposed);
    exposed.retain(|cell| !work.is_proved(cell.0));
    let mut report = report(problem, &work.proofs.pattern, options.weights);
    report.steps = work.steps;
    report.bound = report.bound.saturating_add(work.bound).min(report.loss);
    report.was_stopped = was_stopped;
    let example = |moved: &Movement| Example {
        moved: moved.iter().map(|(cell, by)| (CellId(*cell), *by)).collect(),
    };
    Ok(Protection {
        examples: work.proofs.needed().map(example).collect(),
        pattern: work.proofs.pattern,
        exposed,
        report,
    })
}

fn search(work: &mut Work, steps_max: u64) -> Result<(), Ended> {
    let needy = work.needy();
    if let Err(ended) = work.meet_all(needy, Phase::Hiding) {
        // Not safe yet: until it is, everything that can be hidden is.
        hide_everything(work);
        return Err(ended);
    }
    work.best = Some(work.loss());
    let found = clean(work).and_then(|()| spend(work, steps_max));
    work.bias.clear();
    offer_coded(work)?;
    found
}

fn clean(work: &mut Work) -> Result<(), Ended> {
    for _ in 0..CLEANING_ROUNDS {
        let secondaries = work.secondaries();
        if !work.show_again(&secondaries, Phase::ShowingAgain)? {
            break;
        }
        work.best = Some(work.loss());
    }
    Ok(())
}

/// Spends the steps in turns on a better pattern and on a better bound, longer and longer ones.
fn spend(work: &mut Work, steps_max: u64) -> Result<(), Ended> {
    let limit = work.steps.saturating_add(steps_max);
    let mut relaxation = Relaxation::new(work.net);
    let mut lean = Lean::new(work.net);
    let mut dice = Dice::new();
    let mut turn = FIRST_TURN;
    while work.steps < limit && work.best.is_some_and(|best| best > work.bound) {
        let until = |work: &Work| work.steps.saturating_add(turn).min(limit);
        let next = until(work);
        relaxation.tighten(work, &mut lean, next)?;
        follow(work, &relaxation)?;
        let next = until(work);
        improve(work, &mut dice, next)?;
        turn = turn.saturating_mul(2);
    }
    Ok(())
}

/// Protects everything anew where the relaxation would, and keeps that if it is no worse.
fn follow(work: &mut Work, relaxation: &Relaxation) -> Result<(), Ended> {
    let figures = 0..work.net.weights.len();
    work.bias = figures
        .map(|figure| 1.0 - 0.95 * relaxation.fraction(figure))
        .collect();
    let secondaries = work.secondaries();
    let mut best = work.loss();
    attempt(work, &secondaries, &mut best)
}

fn hide_everything(work: &mut Work) {
    for (index, figure) in work.problem.figures.iter().enumerate() {
        if figure.state == FigureState::Free && work.proofs.pattern.displays[index] == Display::Shown {
            work.proofs.display(index, Display::Hidden(Why::Complementary));
        }
    }
}

/// Prints "95% or more" and the like instead of the mark, where that gives nothing away.
fn offer_coded(work: &mut Work) -> Result<(), Ended> {
    for index in 0..work.problem.figures.len() {
        let is_hidden = matches!(
            work.proofs.pattern.displays[index],
            Display::Hidden(Why::Primary | Why::Complementary)
        );
        if is_hidden && work.problem.figures[index].coded.is_some() {
            work.try_display(index, Display::Coded)?;
        }
    }
    Ok(())
}

fn report(problem: &Problem, pattern: &Pattern, weights: Weights) -> Report {
    let mut report = Report {
        solver: "dual simplex of the crate",
        ..Report::default()
    };
    for (figure, display) in problem.figures.iter().zip(&pattern.displays) {
        let weight = match weights {
            Weights::AsGiven => figure.weight,
            Weights::Count => 1,
        };
        if matches!(display, Display::Hidden(Why::Primary | Why::Complementary)) {
            report.loss = report.loss.saturating_add(weight);
        }
        if *display == Display::Hidden(Why::Primary) {
            report.primary_loss = report.primary_loss.saturating_add(weight);
        }
    }
    report.bound = report.primary_loss;
    report
}

/// Hides only what must be protected itself. Not safe; it exists so that tests can show that they would notice.
#[doc(hidden)]
pub fn protect_primary_only(problem: &Problem) -> Protection {
    let pattern = primary_pattern(problem);
    Protection {
        report: report(problem, &pattern, Weights::AsGiven),
        pattern,
        exposed: Vec::new(),
        examples: Vec::new(),
    }
}

fn primary_pattern(problem: &Problem) -> Pattern {
    let needs = |cell: &CellId| {
        let cell = &problem.cells[cell.0];
        cell.need.is_some() && cell.low < cell.high
    };
    let display = |figure: &Figure| match figure.state {
        FigureState::MustShow => Display::Shown,
        FigureState::Withheld => Display::Hidden(Why::Withheld),
        FigureState::Free | FigureState::Public if figure.cells.iter().chain(&figure.about).any(needs) => {
            Display::Hidden(Why::Primary)
        }
        FigureState::Free | FigureState::Public => Display::Shown,
    };
    Pattern {
        displays: problem.figures.iter().map(display).collect(),
    }
}
