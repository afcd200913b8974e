//! Columns that hold data about single persons: names, birth dates, addresses, numbers that follow someone through life.
//!
//! Where counts were asked for, these are dropped before anything is saved. Better one column too many than one name.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::columns::words::words_of;
use crate::columns::{Sample, samples};
use crate::sheet::{ColumnKind, Sheet};

/// What a column seems to tell about single persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Personal {
    /// Names of people.
    Name,
    /// Dates of birth.
    BirthDate,
    /// E-mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
    /// Social security numbers.
    SocialSecurity,
    /// Numbers of pupils, patients or members.
    PersonNumber,
    /// Streets and houses.
    HomeAddress,
}

/// A column of a sheet that seems to be about single persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalColumn {
    /// The column, counted from 1.
    pub col: u32,
    /// Its heading.
    pub name: String,
    /// What it seems to tell.
    pub kind: Personal,
}

/// The columns of a sheet that seem to be about single persons, by their headings and by what is in them.
pub fn find(sheet: &Sheet) -> Vec<PersonalColumn> {
    samples(sheet)
        .iter()
        .filter_map(|sample| {
            let kind = judge(sample)?;
            Some(PersonalColumn {
                col: sample.column.col,
                name: sample.column.name.clone(),
                kind,
            })
        })
        .collect()
}

/// Judges one column.
pub(crate) fn judge(sample: &Sample<'_>) -> Option<Personal> {
    by_heading(&sample.column.name, sample.column.kind).or_else(|| by_content(sample))
}

/// People, one of them at a time.
const PERSONS: &str = "student child pupil participant client patient parent guardian member family youth teacher caregiver \
    mother father estudiante alumno alumna niño niña padre madre tutor participante";
/// Phrases that name what a column tells about persons, by the end or the beginning of the heading.
const PHRASES: &[(Personal, &[&str])] = &[
    (
        Personal::SocialSecurity,
        &[
            "ssn",
            "social security number",
            "social security",
            "seguro social",
        ],
    ),
    (
        Personal::BirthDate,
        &[
            "dob",
            "birthdate",
            "birth date",
            "birthday",
            "date of birth",
            "birth dt",
            "fecha de nacimiento",
        ],
    ),
    (
        Personal::Email,
        &[
            "email",
            "e mail",
            "emails",
            "email address",
            "correo",
            "correo electrónico",
        ],
    ),
    (
        Personal::Phone,
        &[
            "phone",
            "phone number",
            "telephone",
            "cell",
            "mobile",
            "teléfono",
            "telefono",
            "celular",
        ],
    ),
    (
        Personal::Name,
        &[
            "surname",
            "lastname",
            "firstname",
            "lname",
            "fname",
            "fullname",
            "apellido",
            "apellidos",
        ],
    ),
    (
        Personal::Name,
        &[
            "first name",
            "last name",
            "middle name",
            "given name",
            "full name",
            "preferred name",
        ],
    ),
    (
        Personal::Name,
        &["nombre completo", "nombre y apellido", "nombre y apellidos"],
    ),
    (
        Personal::PersonNumber,
        &["sasid", "lasid", "medicaid", "medicaid id", "mrn", "ssid", "curp"],
    ),
    (
        Personal::HomeAddress,
        &["home address", "street address", "mailing address", "domicilio"],
    ),
];

/// What a heading alone gives away.
fn by_heading(heading: &str, kind: ColumnKind) -> Option<Personal> {
    let words = words_of(heading);
    let joined = words.join(" ");
    let says = |phrase: &str| {
        let rest = joined
            .strip_suffix(phrase)
            .or_else(|| joined.strip_prefix(phrase));
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' ') || rest.starts_with(' '))
    };
    let said = PHRASES
        .iter()
        .find(|(_, phrases)| phrases.iter().any(|phrase| says(phrase)))
        .map(|(kind, _)| *kind);
    // "Number of parents with e-mail" counts people; it does not name them. A telephone number may look like a count.
    if kind == ColumnKind::Number {
        let is_number_of_one = matches!(
            said,
            Some(Personal::Phone | Personal::SocialSecurity | Personal::PersonNumber)
        );
        return said.filter(|_| is_number_of_one && words.len() <= 2);
    }
    if said.is_some() {
        return said;
    }
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    let is_person = words
        .iter()
        .any(|word| PERSONS.split_whitespace().any(|person| person == word));
    let is_one_word = words.len() == 1 && kind == ColumnKind::Text;
    if is_person && (is_one_word || has(&["name", "names", "nombre", "nombres"])) {
        return Some(Personal::Name);
    }
    let is_number = has(&[
        "id",
        "ids",
        "number",
        "no",
        "num",
        "identifier",
        "número",
        "numero",
    ]) && !has(&["of"]);
    (is_person && is_number).then_some(Personal::PersonNumber)
}

/// What the values give away, whatever the heading says.
fn by_content(sample: &Sample<'_>) -> Option<Personal> {
    if !matches!(sample.column.kind, ColumnKind::Text | ColumnKind::Code) {
        return None;
    }
    let words = sample.words();
    let all = words.len();
    if all < 3 {
        return None;
    }
    let share = |is: fn(&str) -> bool| words.keys().filter(|word| is(word)).count() as f64 / all as f64;
    for (is, least, kind) in [
        (is_email as fn(&str) -> bool, 0.5, Personal::Email),
        (is_social_security, 0.7, Personal::SocialSecurity),
        (is_phone, 0.7, Personal::Phone),
    ] {
        if share(is) >= least {
            return Some(kind);
        }
    }
    // Places repeat and carry words like "School"; people mostly stand once, with a given name among their two or three words.
    let rows: usize = words.values().sum();
    let mostly_once = all * 10 >= rows * 6;
    let common: BTreeSet<&str> = GIVEN_NAMES.split_whitespace().collect();
    let named = words.keys().filter(|word| is_person(word, &common)).count();
    (mostly_once && named * 10 >= all * 3 && share(could_be_person) >= 0.8).then_some(Personal::Name)
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    !name.is_empty() && host.contains('.') && !text.contains(' ')
}

fn is_social_security(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == 3
        && parts
            .iter()
            .zip([3, 2, 4])
            .all(|(part, length)| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let signs = text
        .chars()
        .filter(|c| matches!(c, '(' | ')' | '-' | '.' | '+' | ' '))
        .count();
    (10..=11).contains(&digits) && signs >= 2 && digits + signs == text.chars().count()
}

/// Two to four words of letters, each beginning large, none of them a word of places and programmes.
fn could_be_person(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let letters = |word: &&str| {
        word.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '\'' | '-' | '.' | '’'))
            && word.starts_with(char::is_uppercase)
    };
    (2..=4).contains(&words.len())
        && words.iter().all(letters)
        && !words.iter().any(|word| is_place_word(word))
}

/// Words of places, programmes and groups of people, which no person's name has.
const PLACE_WORDS: &str = "school schools district academy elementary middle high county town city center college university \
    library public regional program services department head start house church hospital clinic club \
    park street avenue the of and american indian native asian black white hispanic races more elem sch \
    escuela distrito centro foundation association charter inc trust council free";

fn is_place_word(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    PLACE_WORDS.split_whitespace().any(|known| known == word)
}

fn is_person(text: &str, given_names: &BTreeSet<&str>) -> bool {
    if !could_be_person(text) {
        return false;
    }
    let words: Vec<String> = text
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    // "Last, First" puts the given name behind the comma.
    let given = if text.contains(',') {
        words.get(1..).unwrap_or_default()
    } else {
        &words[..1]
    };
    given.iter().any(|word| given_names.contains(word.as_str()))
}

/// Given names common in the United States, in English and Spanish: enough that a list of people shows, not a register.
const GIVEN_NAMES: &str = include_str!("given_names.txt");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Rules};

    fn found(text: &str) -> Vec<(u32, Personal)> {
        let workbook =
            crate::read(text.as_bytes(), "file.csv", &Rules::default(), &Limits::default()).unwrap();
        find(&workbook.sheets[0])
            .into_iter()
            .map(|column| (column.col, column.kind))
            .collect()
    }

    #[test]
    fn columns_about_persons_are_found_by_heading() {
        for (heading, kind) in [
            ("Student Name", Some(Personal::Name)),
            ("Last Name", Some(Personal::Name)),
            ("Apellido", Some(Personal::Name)),
            ("DOB", Some(Personal::BirthDate)),
            ("Date of Birth", Some(Personal::BirthDate)),
            ("Parent Email", Some(Personal::Email)),
            ("SASID", Some(Personal::PersonNumber)),
            ("Student ID", Some(Personal::PersonNumber)),
            ("SSN", Some(Personal::SocialSecurity)),
            ("District Name", None),
            ("School ID", None),
            ("Race/Ethnicity", None),
            ("Program Name", None),
        ] {
            assert_eq!(by_heading(heading, ColumnKind::Text), kind, "{heading}");
        }
        assert_eq!(by_heading("Number of Students", ColumnKind::Number), None);
        assert_eq!(by_heading("Parents", ColumnKind::Number), None);
    }

    #[test]
    fn columns_about_persons_are_found_by_content() {
        let people =
            "Who,Score\nMaria Lopez,5\nJames Smith,6\nDaniel O'Neil,7\nSofia Torres,8\nTamsin Quill,9\n";
        assert_eq!(found(people), [(1, Personal::Name)]);
        let reversed = "Entry,Score\n\"Lopez, Maria\",5\n\"Smith, James\",6\n\"Quill, Tamsin\",7\n";
        assert_eq!(found(reversed), [(1, Personal::Name)]);
        let reached = "Contact,Score\na@b.org,5\nc@d.org,6\ne@f.org,7\n";
        assert_eq!(found(reached), [(1, Personal::Email)]);
        let called = "Line,Score\n(203) 555-0101,5\n203-555-0102,6\n203.555.0103,7\n";
        assert_eq!(found(called), [(1, Personal::Phone)]);
    }

    #[test]
    fn places_and_groups_are_no_persons() {
        let places = "School,n\nLincoln Elementary,5\nJames Madison School,6\nMartin Luther King,7\nCesar Chavez Academy,8\n";
        assert_eq!(found(places), []);
        let groups = "Group,n\nBlack or African American,5\nWhite,6\nHispanic/Latino of any race,7\nTwo or More Races,8\n";
        assert_eq!(found(groups), []);
    }

    #[test]
    fn nothing_is_left_of_a_dropped_column() {
        let text = "Student Name,School,Days\nMaria Lopez ,Barnum,5\nJames Smith ,Barnum,6\n";
        let workbook =
            crate::read(text.as_bytes(), "file.csv", &Rules::default(), &Limits::default()).unwrap();
        let sheet = workbook.sheets[0].clone().without_columns(&[1]);
        let json = serde_json::to_string(&sheet).unwrap();
        assert!(
            !json.contains("Maria") && !json.contains("Student Name"),
            "{json}"
        );
        assert!(json.contains("Barnum"));
    }
}
