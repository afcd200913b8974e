//! Guesses over small tables as partners send them.

use super::names::Known;
use super::vocabulary::{Role, Vocabulary};
use super::*;
use crate::{Limits, Rules};

fn roles(text: &str, vocabulary: &Vocabulary) -> Vec<Option<Role>> {
    let workbook = crate::read(text.as_bytes(), "file.csv", &Rules::default(), &Limits::default()).unwrap();
    guess(&workbook.sheets[0], vocabulary)
        .into_iter()
        .map(|guess| guess.role)
        .collect()
}

fn race() -> Role {
    Role::Category("race_ethnicity".into())
}

fn with_races() -> Vocabulary {
    let races = [
        Known::new("black", ["Black or African American", "Black"]),
        Known::new("hispanic", ["Hispanic/Latino of any race", "Hispanic"]),
        Known::new("white", ["White"]),
    ];
    Vocabulary::usual()
        .with_headings(race(), ["race/ethnicity", "race"])
        .with_known(race(), races)
}

#[test]
fn the_state_s_attendance_file_is_mapped_whole() {
    let text = "Chronic Absenteeism, 2019-20\nAll Districts\n\n,,,Chronically Absent,\n\
        District,District Code,Race/Ethnicity,Student Count,%\n\
        Andover,=\"0010011\",White,12,8.1\nAnsonia,=\"0020011\",Black,40,20.3\nAvon,=\"0040011\",White,*,*\n";
    let wanted = [
        Some(Role::Place),
        Some(Role::PlaceCode),
        Some(race()),
        Some(Role::Numerator),
        Some(Role::Value),
    ];
    assert_eq!(roles(text, &with_races()), wanted);
}

#[test]
fn headings_that_say_nothing_are_told_by_their_values() {
    let text = "Where,Group,When,Figure\nBarnum,Black,2018-19,5\nBarnum,White,2018-19,7\nColumbus,Hispanic,2019-20,9\n";
    let places = [
        Known::new("1", ["Barnum School", "Barnum"]),
        Known::new("2", ["Columbus"]),
    ];
    let vocabulary = with_races().with_known(Role::Place, places);
    let got = roles(text, &vocabulary);
    assert_eq!(got[..3], [Some(Role::Place), Some(race()), Some(Role::Period)]);
}

#[test]
fn a_part_is_never_larger_than_its_whole() {
    let text = "School,Number,Students tested\nA,12,30\nB,8,25\nC,9,40\nD,20,44\n";
    let wanted = [Some(Role::Place), Some(Role::Numerator), Some(Role::Denominator)];
    assert_eq!(roles(text, &Vocabulary::usual()), wanted);
    let reversed = "School,Count,Total\nA,30,12\nB,25,8\nC,40,9\nD,44,20\n";
    let wanted = [Some(Role::Place), Some(Role::Denominator), Some(Role::Numerator)];
    assert_eq!(roles(reversed, &Vocabulary::usual()), wanted);
}

#[test]
fn spanish_headings_are_known() {
    let text =
        "Escuela,Año escolar,Matrícula,Porcentaje\nBarnum,2019-20,300,12.5\nColumbus,2019-20,280,11.0\n";
    let wanted = [
        Some(Role::Place),
        Some(Role::Period),
        Some(Role::Denominator),
        Some(Role::Value),
    ];
    assert_eq!(roles(text, &Vocabulary::usual()), wanted);
}

#[test]
fn a_column_about_persons_gets_no_role() {
    let text = "Student Name,School,Days absent\nMaria Lopez,Barnum,5\nJames Smith,Barnum,6\n";
    let workbook = crate::read(text.as_bytes(), "file.csv", &Rules::default(), &Limits::default()).unwrap();
    let guesses = guess(&workbook.sheets[0], &Vocabulary::usual());
    assert_eq!(
        (guesses[0].role.clone(), guesses[0].personal),
        (None, Some(personal::Personal::Name))
    );
    assert_eq!(guesses[1].role, Some(Role::Place));
}
