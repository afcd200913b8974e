//! The words in English and in Spanish, for callers without a catalogue of their own.

use std::borrow::Cow::Borrowed;

use crate::number::NumberStyle;
use crate::plan_words::{PlanWords, TieWords};
use crate::words::{BlankNames, Words};

impl Words {
    /// English.
    pub fn english() -> Self {
        Self {
            numbers: NumberStyle::POINT,
            blanks: english_blanks(),
            blanks_within: english_blanks_within(),
            two: Borrowed("{first} and {second}"),
            list: Borrowed("{first}, {rest}"),
            blank_with_reason: Borrowed("{blank}: {reason}"),
            now: Borrowed("Now"),
            baseline: Borrowed("Baseline"),
            baseline_in: Borrowed("Baseline {when}"),
            goal: Borrowed("Goal"),
            goal_for: Borrowed("Goal for {when}"),
            course: Borrowed("On today’s course"),
            likely: Borrowed("likely {low}–{high}"),
            range: Borrowed("{low}–{high}"),
            old_count: Borrowed("old count"),
            new_count: Borrowed("new count"),
            scale_starts: Borrowed("Scale starts at {value}."),
            actions_began: Borrowed("When actions began"),
            actions_began_short: Borrowed("Actions began"),
            gathered_is: Borrowed("{all}: {count}; {part}: {number}."),
            no_numbers: Borrowed("No numbers yet"),
            change: Borrowed("Change"),
            status: Borrowed("Status"),
            note: Borrowed("Note"),
            measured: Borrowed("Measured"),
            likely_heading: Borrowed("Likely range"),
            trend_kind: Borrowed("Line chart by {periods}."),
            was: Borrowed("{measure} was {values}."),
            value_in: Borrowed("{value} in {when}"),
            run_blank: Borrowed("{when}: {blank}."),
            run_blank_because: Borrowed("{when}: {blank}, {reason}."),
            breaks: Borrowed("From {when} the count is made in a new way; do not compare across the break."),
            baseline_and_now: Borrowed(
                "It was {baseline} in {since}, the baseline, and is {value} in {when}.",
            ),
            is_now: Borrowed("It is {value} in {when}."),
            is_only: Borrowed("{measure} is {value} in {when}."),
            course_is: Borrowed("On today’s course it would be {value} in {when}."),
            course_is_likely: Borrowed(
                "On today’s course it would be {value} in {when}, likely {low} to {high}.",
            ),
            goal_is: Borrowed("The goal is {value}."),
            goal_is_by: Borrowed("The goal is {value} in {when}."),
            groups_kind: Borrowed("Dot chart, one row a group."),
            group_moved: Borrowed("{group}: {before} to {now}."),
            group_is: Borrowed("{group}: {now}."),
            groups_goal: Borrowed("The goal for every group is {value}."),
            everyone_is: Borrowed("{group}: {now}."),
            at_value: Borrowed("{when}: {value}"),
            received: Borrowed("{count} received"),
            being_checked: Borrowed("{count} being checked"),
            to_come: Borrowed("{count} to come"),
            late: Borrowed("{count} late"),
            state: Borrowed("State"),
            number: Borrowed("Number"),
            equiplot_kind: Borrowed("One row a period, one dot a group."),
            equiplot_row: Borrowed("{when}: lowest {low_group} {low}, highest {high_group} {high}, {apart}."),
            points_apart: Borrowed("{value} points apart"),
            apart: Borrowed("{value} apart"),
            control_kind: Borrowed("Control chart: a line over time with the limits of what is normal."),
            control_limits: Borrowed("Its centre is {centre}; between {lower} and {upper} is normal."),
            control_baseline: Borrowed("Limits from the first {count} points."),
            nothing_stands_out: Borrowed("No point stands out."),
            centre: Borrowed("Centre"),
            limits: Borrowed("Normal range"),
            upper_limit: Borrowed("upper limit"),
            lower_limit: Borrowed("lower limit"),
            tiles_kind: Borrowed(
                "Map in tiles. {count} places, from {low} in {low_place} to {high} in {high_place}.",
            ),
            under: Borrowed("under {value}"),
            or_more: Borrowed("{value} or more"),
            plan: PlanWords::english(),
            ties: TieWords::english(),
        }
    }

    /// Spanish as it is written in the United States, with a decimal point.
    ///
    /// For a decimal comma set `numbers` to [`NumberStyle::COMMA`].
    pub fn spanish() -> Self {
        Self {
            numbers: NumberStyle::POINT,
            blanks: spanish_blanks(),
            blanks_within: spanish_blanks_within(),
            two: Borrowed("{first} y {second}"),
            list: Borrowed("{first}, {rest}"),
            blank_with_reason: Borrowed("{blank}: {reason}"),
            now: Borrowed("Ahora"),
            baseline: Borrowed("Línea base"),
            baseline_in: Borrowed("Línea base {when}"),
            goal: Borrowed("Meta"),
            goal_for: Borrowed("Meta para {when}"),
            course: Borrowed("Al ritmo actual"),
            likely: Borrowed("probable {low}–{high}"),
            range: Borrowed("{low}–{high}"),
            old_count: Borrowed("conteo anterior"),
            new_count: Borrowed("conteo nuevo"),
            scale_starts: Borrowed("La escala empieza en {value}."),
            actions_began: Borrowed("Comienzo de las acciones"),
            actions_began_short: Borrowed("Acciones"),
            gathered_is: Borrowed("{all}: {count}; {part}: {number}."),
            no_numbers: Borrowed("Aún no hay datos"),
            change: Borrowed("Cambio"),
            status: Borrowed("Estado"),
            note: Borrowed("Nota"),
            measured: Borrowed("Medido"),
            likely_heading: Borrowed("Rango probable"),
            trend_kind: Borrowed("Gráfico de líneas por {periods}."),
            was: Borrowed("{measure}: {values}."),
            value_in: Borrowed("{value} en {when}"),
            run_blank: Borrowed("{when}: {blank}."),
            run_blank_because: Borrowed("{when}: {blank}, {reason}."),
            breaks: Borrowed(
                "Desde {when} se cuenta de otra manera; no compare los valores de antes y después.",
            ),
            baseline_and_now: Borrowed(
                "La línea base fue {baseline} en {since}; ahora es {value} en {when}.",
            ),
            is_now: Borrowed("Ahora es {value} en {when}."),
            is_only: Borrowed("{measure}: {value} en {when}."),
            course_is: Borrowed("Al ritmo actual sería {value} en {when}."),
            course_is_likely: Borrowed(
                "Al ritmo actual sería {value} en {when}, probablemente entre {low} y {high}.",
            ),
            goal_is: Borrowed("La meta es {value}."),
            goal_is_by: Borrowed("La meta es {value} en {when}."),
            groups_kind: Borrowed("Gráfico de puntos, una fila por grupo."),
            group_moved: Borrowed("{group}: de {before} a {now}."),
            group_is: Borrowed("{group}: {now}."),
            groups_goal: Borrowed("La meta para cada grupo es {value}."),
            everyone_is: Borrowed("{group}: {now}."),
            at_value: Borrowed("{when}: {value}"),
            received: Borrowed("{count} recibidos"),
            being_checked: Borrowed("{count} en revisión"),
            to_come: Borrowed("{count} por llegar"),
            late: Borrowed("{count} con retraso"),
            state: Borrowed("Estado"),
            number: Borrowed("Número"),
            equiplot_kind: Borrowed("Una fila por período, un punto por grupo."),
            equiplot_row: Borrowed(
                "{when}: el más bajo, {low_group}, {low}; el más alto, {high_group}, {high}; {apart}.",
            ),
            points_apart: Borrowed("{value} puntos de distancia"),
            apart: Borrowed("{value} de distancia"),
            control_kind: Borrowed(
                "Gráfico de control: una línea en el tiempo con los límites de lo normal.",
            ),
            control_limits: Borrowed("Su centro es {centre}; entre {lower} y {upper} es normal."),
            control_baseline: Borrowed("Límites de los primeros {count} puntos."),
            nothing_stands_out: Borrowed("Ningún punto sobresale."),
            centre: Borrowed("Centro"),
            limits: Borrowed("Rango normal"),
            upper_limit: Borrowed("límite superior"),
            lower_limit: Borrowed("límite inferior"),
            tiles_kind: Borrowed(
                "Mapa en cuadros. {count} lugares, de {low} en {low_place} a {high} en {high_place}.",
            ),
            under: Borrowed("menos de {value}"),
            or_more: Borrowed("{value} o más"),
            plan: PlanWords::spanish(),
            ties: TieWords::spanish(),
        }
    }
}

fn english_blanks() -> BlankNames {
    BlankNames {
        not_yet_measured: Borrowed("Not yet measured"),
        not_comparable: Borrowed("Not comparable"),
        protected: Borrowed("Protected"),
        too_few: Borrowed("Too few sites"),
        late: Borrowed("Late"),
    }
}

fn english_blanks_within() -> BlankNames {
    BlankNames {
        not_yet_measured: Borrowed("not yet measured"),
        not_comparable: Borrowed("not comparable"),
        protected: Borrowed("protected"),
        too_few: Borrowed("too few sites"),
        late: Borrowed("late"),
    }
}

fn spanish_blanks() -> BlankNames {
    BlankNames {
        not_yet_measured: Borrowed("Aún sin medir"),
        not_comparable: Borrowed("No comparable"),
        protected: Borrowed("Protegido"),
        too_few: Borrowed("Muy pocos lugares"),
        late: Borrowed("Con retraso"),
    }
}

fn spanish_blanks_within() -> BlankNames {
    BlankNames {
        not_yet_measured: Borrowed("aún sin medir"),
        not_comparable: Borrowed("no comparable"),
        protected: Borrowed("protegido"),
        too_few: Borrowed("muy pocos lugares"),
        late: Borrowed("con retraso"),
    }
}
