//! The orders that the worker takes, and who does them.

use serde::Deserialize;

use crate::Fault;
use crate::keys::Key;
use crate::measure::fold::{Here, Machines};
use crate::protocol::{Answer, Tail};
use crate::{measure, store, takeup};

/// What is to be done.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Order {
    /// Makes the key of an agreement.
    MakeKey(store::MakeKey),
    /// Keeps a table.
    Store(store::Store),
    /// Looks at a table.
    Look(store::Look),
    /// Takes people out of a table.
    TakeOut(store::TakeOut),
    /// Counts from rows.
    Measure(Box<measure::Measure>),
    /// Answers a question about take-up.
    TakeUp(Box<takeup::TakeUp>),
}

/// Does what an order asks, in this process. Errors: one of the fixed list.
pub fn run(master: &Key, line: &[u8], tail: &Tail) -> Result<Answer, Fault> {
    run_on(&Here, master, line, tail)
}

/// As [`run`], with records folded by other machines.
pub fn run_on(machines: &impl Machines, master: &Key, line: &[u8], tail: &Tail) -> Result<Answer, Fault> {
    match serde_json::from_slice(line)? {
        Order::MakeKey(order) => Ok(store::make_key(master, &order)),
        Order::Store(order) => store::store(master, &order, tail),
        Order::Look(order) => store::look(master, &order, tail),
        Order::TakeOut(order) => store::take_out(master, &order, tail),
        Order::Measure(order) => measure::measure(machines, master, &order, tail),
        Order::TakeUp(order) => takeup::take_up(master, *order, tail),
    }
}
