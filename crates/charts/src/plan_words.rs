//! The words of figures about plans and ties, in English and Spanish.

use std::borrow::Cow::Borrowed;

use crate::words::Phrase;

/// Words of gears and timelines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanWords {
    /// Where nothing was agreed to do.
    pub nothing_agreed: Phrase,
    /// What a gear holds, in one sentence: `{gear}`, `{counts}`.
    pub gear: Phrase,
    /// So many in a state: `{count}`, `{state}`.
    pub so_many: Phrase,
    /// Heading of what a tooth stands for.
    pub item: Phrase,
    /// Heading of the gear of a row.
    pub part: Phrase,
    /// Heading of since when.
    pub since: Phrase,
    /// Label of the line of this day.
    pub today: Phrase,
    /// Heading of lanes.
    pub lane: Phrase,
    /// Heading of tasks.
    pub task: Phrase,
    /// Heading of who is in charge.
    pub owner: Phrase,
    /// Heading of beginnings.
    pub start: Phrase,
    /// Heading of the end that was agreed first.
    pub first_end: Phrase,
    /// Heading of ends.
    pub end: Phrase,
    /// A task is done.
    pub done: Phrase,
    /// A task is under way.
    pub under_way: Phrase,
    /// A task is to come.
    pub to_come: Phrase,
    /// A task within a sentence: `{task}`, `{from}`, `{until}`, `{state}`.
    pub task_is: Phrase,
    /// A moment within a sentence: `{task}`, `{until}`, `{state}`.
    pub moment_is: Phrase,
    /// A task without dates within a sentence: `{task}`.
    pub task_without_dates: Phrase,
    /// Before the list of tasks without dates.
    pub no_dates: Phrase,
}

/// Words of overlaps, networks and flows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieWords {
    /// First sentence of an overlap: `{count}`.
    pub overlap_kind: Phrase,
    /// A pair: `{first}`, `{second}`, `{count}`, `{share}`.
    pub pair: Phrase,
    /// A pair whose number is withheld: `{first}`, `{second}`, `{blank}`.
    pub pair_without: Phrase,
    /// Where so few are shared that the number would tell who.
    pub few: Phrase,
    /// Heading of the first of two.
    pub first: Phrase,
    /// Heading of the second of two.
    pub second: Phrase,
    /// Heading of numbers shared.
    pub shared: Phrase,
    /// Heading of the share of the two together.
    pub share: Phrase,
    /// Heading of combinations.
    pub combination: Phrase,
    /// A combination within a sentence: `{combination}`, `{count}`.
    pub combination_is: Phrase,
    /// First sentence of a network: `{count}`, `{sectors}`.
    pub network_kind: Phrase,
    /// Who was picked out: `{partner}`, `{count}`, `{with}`.
    pub picked: Phrase,
    /// Somebody without ties: `{partner}`.
    pub no_ties: Phrase,
    /// Heading of partners.
    pub partner: Phrase,
    /// Heading of sectors.
    pub sector: Phrase,
    /// Heading of numbers of ties.
    pub ties: Phrase,
    /// Heading of who the ties are with.
    pub with: Phrase,
    /// Over the sources.
    pub comes_from: Phrase,
    /// Over the uses.
    pub goes_to: Phrase,
    /// Heading of amounts.
    pub amount: Phrase,
    /// Status of an amount that its giver has confirmed.
    pub confirmed: Phrase,
    /// Status of one that nobody has.
    pub not_confirmed: Phrase,
    /// An amount in full: `{value}`.
    pub money: Phrase,
    /// In thousands: `{value}`.
    pub thousands: Phrase,
    /// In millions: `{value}`.
    pub millions: Phrase,
    /// A flow within a sentence: `{source}`, `{uses}`.
    pub flow: Phrase,
}

impl PlanWords {
    /// English.
    pub fn english() -> Self {
        Self {
            nothing_agreed: Borrowed("Nothing agreed yet"),
            gear: Borrowed("{gear}: {counts}."),
            so_many: Borrowed("{count} {state}"),
            item: Borrowed("What"),
            part: Borrowed("Part"),
            since: Borrowed("Since"),
            today: Borrowed("Today"),
            lane: Borrowed("Group"),
            task: Borrowed("Task"),
            owner: Borrowed("Who"),
            start: Borrowed("Start"),
            first_end: Borrowed("First end date"),
            end: Borrowed("End"),
            done: Borrowed("done"),
            under_way: Borrowed("under way"),
            to_come: Borrowed("to come"),
            task_is: Borrowed("{task}, {from} to {until}, {state}"),
            moment_is: Borrowed("{task}, {until}, {state}"),
            task_without_dates: Borrowed("{task}, no dates yet"),
            no_dates: Borrowed("No dates yet"),
        }
    }

    /// Spanish.
    pub fn spanish() -> Self {
        Self {
            nothing_agreed: Borrowed("Aún no hay nada acordado"),
            gear: Borrowed("{gear}: {counts}."),
            so_many: Borrowed("{count} {state}"),
            item: Borrowed("Qué"),
            part: Borrowed("Parte"),
            since: Borrowed("Desde"),
            today: Borrowed("Hoy"),
            lane: Borrowed("Grupo"),
            task: Borrowed("Tarea"),
            owner: Borrowed("Quién"),
            start: Borrowed("Comienzo"),
            first_end: Borrowed("Primera fecha de fin"),
            end: Borrowed("Fin"),
            done: Borrowed("terminada"),
            under_way: Borrowed("en marcha"),
            to_come: Borrowed("por empezar"),
            task_is: Borrowed("{task}, {from} a {until}, {state}"),
            moment_is: Borrowed("{task}, {until}, {state}"),
            task_without_dates: Borrowed("{task}, aún sin fechas"),
            no_dates: Borrowed("Aún sin fechas"),
        }
    }
}

impl TieWords {
    /// English.
    pub fn english() -> Self {
        Self {
            overlap_kind: Borrowed("Matrix of {count}."),
            pair: Borrowed("{first} and {second} share {count}, {share} of the two together."),
            pair_without: Borrowed("{first} and {second}: {blank}."),
            few: Borrowed("few"),
            first: Borrowed("First"),
            second: Borrowed("Second"),
            shared: Borrowed("Shared"),
            share: Borrowed("Of the two together"),
            combination: Borrowed("Combination"),
            combination_is: Borrowed("{combination}: {count}."),
            network_kind: Borrowed("{count} partners in {sectors} sectors."),
            picked: Borrowed("{partner} works with {count}: {with}."),
            no_ties: Borrowed("{partner} works with nobody here so far."),
            partner: Borrowed("Partner"),
            sector: Borrowed("Sector"),
            ties: Borrowed("Ties"),
            with: Borrowed("With whom"),
            comes_from: Borrowed("Where it comes from"),
            goes_to: Borrowed("What it goes to"),
            amount: Borrowed("Amount"),
            confirmed: Borrowed("Confirmed"),
            not_confirmed: Borrowed("Not yet confirmed"),
            money: Borrowed("${value}"),
            thousands: Borrowed("${value}K"),
            millions: Borrowed("${value}M"),
            flow: Borrowed("{source}: {uses}."),
        }
    }

    /// Spanish.
    pub fn spanish() -> Self {
        Self {
            overlap_kind: Borrowed("Matriz de {count}."),
            pair: Borrowed("{first} y {second} comparten {count}, {share} de los dos juntos."),
            pair_without: Borrowed("{first} y {second}: {blank}."),
            few: Borrowed("pocos"),
            first: Borrowed("Primera"),
            second: Borrowed("Segunda"),
            shared: Borrowed("En común"),
            share: Borrowed("De las dos juntas"),
            combination: Borrowed("Combinación"),
            combination_is: Borrowed("{combination}: {count}."),
            network_kind: Borrowed("{count} aliados en {sectors} sectores."),
            picked: Borrowed("{partner} trabaja con {count}: {with}."),
            no_ties: Borrowed("{partner} aún no trabaja con nadie de aquí."),
            partner: Borrowed("Aliado"),
            sector: Borrowed("Sector"),
            ties: Borrowed("Lazos"),
            with: Borrowed("Con quién"),
            comes_from: Borrowed("De dónde viene"),
            goes_to: Borrowed("A qué va"),
            amount: Borrowed("Cantidad"),
            confirmed: Borrowed("Confirmado"),
            not_confirmed: Borrowed("Aún sin confirmar"),
            money: Borrowed("${value}"),
            thousands: Borrowed("${value} mil"),
            millions: Borrowed("${value} M"),
            flow: Borrowed("{source}: {uses}."),
        }
    }
}
