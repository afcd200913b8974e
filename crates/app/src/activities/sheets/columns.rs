//! What each column of a sheet of activities is read as: chosen by hand, else guessed from its heading in either language.

use std::collections::BTreeMap;

use domain::activities::reading::plain;
use intake::{Column, ColumnKind, Sheet, Status};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// What is done.
    Title,
    /// Who leads it.
    Lead,
    /// Who contributes.
    Partners,
    /// The strategy it belongs to.
    Strategy,
    /// The working group.
    Body,
    /// Where.
    Place,
    /// First day.
    Starts,
    /// Last day.
    Ends,
    /// How it stands, in the sheet's own words.
    State,
    /// What it means to reach.
    Milestone,
    /// By when.
    Due,
    /// For whom.
    Population,
    /// More words about it.
    About,
    /// Nothing that the plan keeps.
    Ignore,
}

impl Role {
    /// Every role, in the order in which they are offered.
    pub const ALL: [Self; 14] = [
        Self::Title,
        Self::Lead,
        Self::Partners,
        Self::Strategy,
        Self::Body,
        Self::Place,
        Self::Starts,
        Self::Ends,
        Self::State,
        Self::Milestone,
        Self::Due,
        Self::Population,
        Self::About,
        Self::Ignore,
    ];

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Partners => "partners",
            Self::Strategy => "strategy",
            Self::Body => "body",
            Self::Place => "place",
            Self::Starts => "starts",
            Self::Ends => "ends",
            Self::State => "state",
            Self::Milestone => "milestone",
            Self::Due => "due",
            Self::Population => "population",
            Self::About => "about",
            Self::Ignore => "ignore",
        }
    }

    /// The role of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What headings call it: beginnings of words, the surest role first.
    const HEADINGS: [(Self, &[&str]); 13] = [
        (
            Self::Due,
            &[
                "due",
                "deadline",
                "fecha limite",
                "vence",
                "para cuando",
                "by when",
            ],
        ),
        (
            Self::Starts,
            &[
                "start", "begin", "from", "inicio", "inicia", "desde", "comienz", "empieza",
            ],
        ),
        (
            Self::Ends,
            &[
                "end", "finish", "until", "to", "through", "fin", "hasta", "termin",
            ],
        ),
        (
            Self::State,
            &["status", "state", "progress", "estado", "avance", "situacion"],
        ),
        (
            Self::Strategy,
            &["strategy", "strategies", "estrategia", "goal", "meta"],
        ),
        (
            Self::Body,
            &[
                "working group",
                "workgroup",
                "group",
                "committee",
                "team",
                "grupo",
                "comite",
                "equipo",
            ],
        ),
        (
            Self::Partners,
            &[
                "partners",
                "contributor",
                "supporting",
                "support",
                "with",
                "socios",
                "colabor",
                "apoyo",
                "aliados",
            ],
        ),
        (
            Self::Population,
            &[
                "population",
                "for whom",
                "audience",
                "serves",
                "target",
                "poblacion",
                "para quien",
                "publico",
                "dirigido",
            ],
        ),
        (
            Self::Lead,
            &[
                "lead",
                "led by",
                "run by",
                "done by",
                "in charge",
                "host",
                "coordina",
                "encargad",
                "a cargo",
                "responsib",
                "agency",
                "organi",
                "owner",
                "partner",
                "who",
                "respons",
                "lider",
                "dirige",
                "quien",
                "entidad",
                "socio",
            ],
        ),
        (
            Self::Place,
            &[
                "place",
                "site",
                "where",
                "location",
                "school",
                "lugar",
                "sede",
                "donde",
                "ubicacion",
                "escuela",
            ],
        ),
        (
            Self::Milestone,
            &[
                "milestone",
                "deliverable",
                "next step",
                "output",
                "hito",
                "producto",
                "entregable",
            ],
        ),
        (
            Self::Title,
            &[
                "activity",
                "activities",
                "action",
                "what",
                "project",
                "program",
                "initiative",
                "task",
                "name",
                "actividad",
                "accion",
                "que",
                "proyecto",
                "iniciativa",
                "tarea",
                "nombre",
            ],
        ),
        (
            Self::About,
            &[
                "descri",
                "about",
                "note",
                "comment",
                "detail",
                "nota",
                "comentario",
                "detalle",
            ],
        ),
    ];
}

/// A column with what it is read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnReading {
    /// Counted from 1.
    pub col: u32,
    /// Its heading.
    pub heading: String,
    /// An example from its cells.
    pub sample: String,
    /// What it is read as.
    pub role: Role,
}

/// Reads every column; each role but "nothing" and "partners" is given once.
pub fn read_columns(sheet: &Sheet, chosen: &BTreeMap<u32, String>) -> Vec<ColumnReading> {
    let said = |col: u32| chosen.get(&col).and_then(|code| Role::from_code(code));
    let mut taken: Vec<Role> = sheet
        .columns
        .iter()
        .filter_map(|column| said(column.col))
        .collect();
    let mut readings = Vec::new();
    for column in &sheet.columns {
        let role = said(column.col).unwrap_or_else(|| {
            let role = guess(&heading(sheet, column), column.kind, &taken);
            taken.push(role);
            role
        });
        let cell = sheet
            .data_cells(column.col)
            .find(|cell| !cell.raw.trim().is_empty());
        readings.push(ColumnReading {
            col: column.col,
            heading: heading(sheet, column),
            sample: cell.map(|cell| cell.raw.trim().to_owned()).unwrap_or_default(),
            role,
        });
    }
    readings
}

/// A column's heading with what stands under it in a second row of headings, which in a sheet of nothing but words is not
/// told from the first row of data by its kind.
fn heading(sheet: &Sheet, column: &Column) -> String {
    let last = sheet.header_rows.last().copied().unwrap_or(0);
    let first = sheet.first_data_row.unwrap_or(0);
    let below = (last + 1..first).filter_map(|row| sheet.cell(row, column.col));
    let below = below.filter(|cell| cell.status == Status::Header && !cell.raw.trim().is_empty());
    let below: Vec<&str> = below.map(|cell| cell.raw.trim()).collect();
    if below.is_empty() {
        return column.name.clone();
    }
    // The number that keeps repeated names apart says nothing once there is a second row.
    let name = column
        .name
        .rsplit_once(" (")
        .map_or(column.name.as_str(), |(name, _)| name);
    format!("{name} / {}", below.join(" / "))
}

fn guess(heading: &str, kind: ColumnKind, taken: &[Role]) -> Role {
    // Of headings in several rows the nearest to the cells says most.
    let parts: Vec<String> = heading.rsplit(" / ").map(plain).collect();
    for part in &parts {
        let found = Role::HEADINGS
            .iter()
            .filter(|(role, _)| *role == Role::Partners || !taken.contains(role))
            .find(|(role, words)| words.iter().any(|word| is_called(part, word, *role, kind)));
        if let Some((role, _)) = found {
            return *role;
        }
    }
    Role::Ignore
}

fn is_called(heading: &str, word: &str, role: Role, kind: ColumnKind) -> bool {
    // "To" and "from" are found everywhere: they are days only where they stand alone or above days.
    let is_short = word.len() <= 4;
    let is_day = matches!(role, Role::Starts | Role::Ends);
    if is_short && is_day {
        return heading == word || (kind == ColumnKind::Date && heading.split(' ').any(|one| one == word));
    }
    if word.contains(' ') {
        return heading.contains(word);
    }
    heading.split(' ').any(|one| one.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_called_many_things_in_both_languages() {
        for heading in [
            "Led by",
            "Run by",
            "Lead agency",
            "Organización responsable",
            "A cargo de",
            "Who",
        ] {
            assert_eq!(guess(heading, ColumnKind::Text, &[]), Role::Lead, "{heading}");
        }

        let others = [
            ("For whom", Role::Population),
            ("Para quién", Role::Population),
            ("With", Role::Partners),
        ];
        for (heading, role) in others {
            assert_eq!(guess(heading, ColumnKind::Text, &[]), role, "{heading}");
        }
    }
}
