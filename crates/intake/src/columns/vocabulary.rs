//! What a table is wanted for: roles, the headings people give them, and the values that are known.

use serde::{Deserialize, Serialize};

use crate::columns::names::Known;

/// What a column may be for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The name of a place, school or programme.
    Place,
    /// Its code.
    PlaceCode,
    /// The time it is about.
    Period,
    /// A category of a dimension; the dimension's name stands inside.
    Category(String),
    /// How many.
    Numerator,
    /// Of how many.
    Denominator,
    /// The figure itself: a rate, percentage, average or amount.
    Value,
    /// The margin of error of the figure.
    Margin,
    /// Known, and not wanted.
    Ignore,
}

/// One role that is wanted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wanted {
    /// The role.
    pub role: Role,
    /// Headings it is known by.
    pub headings: Vec<String>,
    /// Values it is known to have, such as the names of the schools or the categories of the dimension.
    #[serde(default)]
    pub known: Vec<Known>,
}

/// All roles that are wanted of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Vocabulary {
    /// The roles, in any order.
    pub wanted: Vec<Wanted>,
}

impl Vocabulary {
    /// The roles every indicator has, with the headings that people give them in English and Spanish.
    pub fn usual() -> Vocabulary {
        let roles = [
            Role::Place,
            Role::PlaceCode,
            Role::Period,
            Role::Numerator,
            Role::Denominator,
            Role::Value,
            Role::Margin,
        ];
        let wanted = roles.into_iter().map(|role| {
            let headings = usual_headings(&role).iter().map(ToString::to_string).collect();
            Wanted {
                role,
                headings,
                known: Vec::new(),
            }
        });
        Vocabulary {
            wanted: wanted.collect(),
        }
    }

    /// Adds headings to a role, and the role itself if it is not there yet.
    #[must_use]
    pub fn with_headings<I, S>(mut self, role: Role, headings: I) -> Vocabulary
    where
        I: IntoIterator<Item = S>,
        S: Into<String>,
    {
        self.role(role)
            .headings
            .extend(headings.into_iter().map(Into::into));
        self
    }

    /// Adds known values to a role, and the role itself if it is not there yet.
    #[must_use]
    pub fn with_known<I>(mut self, role: Role, known: I) -> Vocabulary
    where
        I: IntoIterator<Item = Known>,
    {
        self.role(role).known.extend(known);
        self
    }

    fn role(&mut self, role: Role) -> &mut Wanted {
        let at = self
            .wanted
            .iter()
            .position(|wanted| wanted.role == role)
            .unwrap_or_else(|| {
                self.wanted.push(Wanted {
                    role,
                    headings: Vec::new(),
                    known: Vec::new(),
                });
                self.wanted.len() - 1
            });
        &mut self.wanted[at]
    }
}

/// Headings that people give a role.
fn usual_headings(role: &Role) -> &'static [&'static str] {
    match role {
        Role::Place => &[
            "district",
            "district name",
            "school",
            "school name",
            "site",
            "site name",
            "program",
            "program name",
            "town",
            "city",
            "county",
            "location",
            "area",
            "geography",
            "neighborhood",
            "place",
            "organization",
            "agency",
            "library",
            "center",
            "name",
            "distrito",
            "escuela",
            "plantel",
            "sitio",
            "programa",
            "ciudad",
            "pueblo",
            "condado",
            "municipio",
            "lugar",
            "barrio",
            "organización",
            "nombre de la escuela",
        ],
        Role::PlaceCode => &[
            "district code",
            "district id",
            "dist num",
            "school code",
            "school id",
            "site code",
            "site id",
            "code",
            "fips",
            "geoid",
            "id2",
            "town code",
            "location id",
            "program id",
            "org code",
            "código",
            "clave",
        ],
        Role::Period => &[
            "school year",
            "year",
            "fiscal year",
            "fisc year",
            "period",
            "reporting period",
            "date",
            "month",
            "quarter",
            "term",
            "semester",
            "as of",
            "año",
            "año escolar",
            "ciclo escolar",
            "período",
            "periodo",
            "mes",
            "fecha",
        ],
        Role::Numerator => &[
            "numerator",
            "count",
            "student count",
            "number",
            "number of students",
            "n",
            "graduation count",
            "number met",
            "met count",
            "absent",
            "chronically absent",
            "enrolled",
            "completed",
            "numerador",
            "cuenta",
            "conteo",
            "número",
            "cantidad",
        ],
        Role::Denominator => &[
            "denominator",
            "total",
            "total students",
            "total number of students",
            "cohort count",
            "cohort",
            "enrollment",
            "enrolled total",
            "number tested",
            "students tested",
            "number of students tested",
            "population",
            "eligible",
            "denominador",
            "total de estudiantes",
            "matrícula",
            "población",
            "inscritos",
        ],
        Role::Value => &[
            "%",
            "percent",
            "percentage",
            "pct",
            "rate",
            "graduation rate",
            "value",
            "average",
            "mean",
            "score",
            "amount",
            "estimate",
            "valor",
            "porcentaje",
            "por ciento",
            "tasa",
            "promedio",
        ],
        Role::Margin => &["margin of error", "moe", "margen de error"],
        Role::Category(_) | Role::Ignore => &[],
    }
}
