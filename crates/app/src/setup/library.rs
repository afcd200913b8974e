//! Results that many coalitions begin with, each with one measure: something to choose from, never something to be kept.

use crate::editions::document::Text;
use crate::measurement::sheet::Sheet;

/// A result with its measure, in both languages.
#[derive(Debug)]
pub struct Entry {
    /// Its code in the form.
    pub code: &'static str,
    /// The result.
    pub result: [&'static str; 2],
    /// The measure.
    pub measure: [&'static str; 2],
    /// Who is counted.
    pub part: [&'static str; 2],
    /// Out of whom.
    pub whole: [&'static str; 2],
    /// Kind of its periods.
    pub period_kind: &'static str,
}

/// The library, from cradle to career.
pub const LIBRARY: [Entry; 8] = [
    Entry {
        code: "healthy-births",
        result: ["Babies are born healthy", "Los bebés nacen sanos"],
        measure: [
            "Babies born at a healthy weight",
            "Bebés que nacen con un peso sano",
        ],
        part: ["Babies of 2,500 grams or more", "Bebés de 2500 gramos o más"],
        whole: ["Babies born alive", "Bebés nacidos vivos"],
        period_kind: "calendar-year",
    },
    Entry {
        code: "ready-for-school",
        result: [
            "Children are ready for school",
            "Los niños están listos para la escuela",
        ],
        measure: [
            "Kindergartners ready to learn",
            "Niños listos para aprender en kínder",
        ],
        part: [
            "Children who are ready by the entry assessment",
            "Niños listos según la evaluación de entrada",
        ],
        whole: ["Children assessed in kindergarten", "Niños evaluados en kínder"],
        period_kind: "school-year",
    },
    Entry {
        code: "in-school",
        result: [
            "Students are in school every day",
            "Los estudiantes van a la escuela cada día",
        ],
        measure: [
            "Students who attend regularly",
            "Estudiantes que asisten con regularidad",
        ],
        part: [
            "Students who missed fewer than one day in ten",
            "Estudiantes que faltaron menos de un día de cada diez",
        ],
        whole: ["Students enrolled", "Estudiantes inscritos"],
        period_kind: "school-year",
    },
    Entry {
        code: "reading",
        result: [
            "Children read well by grade 3",
            "Los niños leen bien en tercer grado",
        ],
        measure: [
            "Third graders who read at grade level",
            "Estudiantes de tercero que leen a su nivel",
        ],
        part: [
            "Students at or above grade level in reading",
            "Estudiantes en su nivel de lectura o por encima",
        ],
        whole: ["Third graders tested", "Estudiantes de tercero evaluados"],
        period_kind: "school-year",
    },
    Entry {
        code: "graduation",
        result: [
            "Young people finish high school",
            "Los jóvenes terminan la preparatoria",
        ],
        measure: [
            "Students who graduate in four years",
            "Estudiantes que se gradúan en cuatro años",
        ],
        part: ["Students who graduated", "Estudiantes que se graduaron"],
        whole: [
            "Students of the same starting class",
            "Estudiantes de la misma generación",
        ],
        period_kind: "school-year",
    },
    Entry {
        code: "first-job",
        result: [
            "Young adults learn or work",
            "Los adultos jóvenes estudian o trabajan",
        ],
        measure: [
            "Young adults in school or at work",
            "Adultos jóvenes que estudian o trabajan",
        ],
        part: [
            "People of 16 to 24 in school or at work",
            "Personas de 16 a 24 años que estudian o trabajan",
        ],
        whole: ["People of 16 to 24", "Personas de 16 a 24 años"],
        period_kind: "calendar-year",
    },
    Entry {
        code: "stable-homes",
        result: [
            "Families have a stable home",
            "Las familias tienen un hogar estable",
        ],
        measure: [
            "Students who kept one home all year",
            "Estudiantes con el mismo hogar todo el año",
        ],
        part: [
            "Students without a move during the year",
            "Estudiantes que no se mudaron durante el año",
        ],
        whole: ["Students enrolled all year", "Estudiantes inscritos todo el año"],
        period_kind: "school-year",
    },
    Entry {
        code: "enough-income",
        result: [
            "Families have enough to live on",
            "Las familias tienen lo suficiente para vivir",
        ],
        measure: [
            "Children above the poverty line",
            "Niños por encima de la línea de pobreza",
        ],
        part: [
            "Children in households above the poverty line",
            "Niños en hogares por encima de la línea de pobreza",
        ],
        whole: ["Children", "Niños"],
        period_kind: "calendar-year",
    },
];

fn text([en, es]: [&str; 2]) -> Text {
    Text {
        en: en.to_owned(),
        es: es.to_owned(),
    }
}

impl Entry {
    /// The definition sheet that its measure begins with; the team completes it before figures are collected.
    pub fn sheet(&self) -> Sheet {
        Sheet {
            title: text(self.measure),
            numerator: text(self.part),
            denominator: text(self.whole),
            unit: "percent".to_owned(),
            decimals: 1,
            direction: "higher".to_owned(),
            place_kind: "town".to_owned(),
            period_kind: self.period_kind.to_owned(),
            cadence: "yearly".to_owned(),
            has_everyone: true,
            ..Sheet::default()
        }
    }
}

/// The sheet of a measure that somebody named in their own words.
pub fn own_sheet(measure: &str, population: [&str; 2]) -> Sheet {
    Sheet {
        title: text([measure, ""]),
        denominator: text(population),
        unit: "percent".to_owned(),
        decimals: 1,
        direction: "higher".to_owned(),
        place_kind: "town".to_owned(),
        period_kind: "calendar-year".to_owned(),
        cadence: "yearly".to_owned(),
        has_everyone: true,
        ..Sheet::default()
    }
}
