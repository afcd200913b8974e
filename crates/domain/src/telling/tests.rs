use super::*;

fn told(text: &str) -> Vec<&str> {
    small_counts(text, 10)
        .into_iter()
        .map(|finding| &text[finding.span])
        .collect()
}

#[test]
fn counts_of_a_few_people_are_found_however_they_are_written() {
    for (text, expected) in [
        ("Only 7 of 9 students came back.", "7 of 9"),
        ("Seven of the nine students came back.", "Seven of the nine"),
        ("7/9 students came back.", "7/9"),
        ("7 out of 9 passed.", "7 out of 9"),
        ("7 out of the 9 passed.", "7 out of the 9"),
        ("7 of a total of 9 passed.", "7 of a total of 9"),
        ("29 of 31 students were there.", "29 of 31"),
        ("Siete de los nueve estudiantes volvieron.", "Siete de los nueve"),
        ("7 de un total de 9 pasaron.", "7 de un total de 9"),
        ("This year 4 Black girls were suspended.", "4 Black girls"),
        (
            "We know that three of our youngest children moved away.",
            "three of our youngest children",
        ),
        ("Hay tres niños sin hogar.", "tres niños"),
        ("Solo un estudiante fue suspendido.", "un estudiante"),
        ("Only one student was suspended.", "one student"),
        ("Of all students, 7 were absent.", "7"),
        ("7 were absent.", "7"),
        ("Absences among our students fell from 12 to 7.", "7"),
        ("Students suspended (5).", "5"),
        ("0 students were suspended.", "0 students"),
        ("In grade 3, 8 students moved away.", "8 students"),
        ("In 2018–19, 6 students moved away.", "6 students"),
        ("On October 3 there were 5 families.", "5 families"),
        ("3 high school students left.", "3 high school students"),
        ("2 first graders left.", "2 first graders"),
    ] {
        assert_eq!(told(text), [expected], "{text}");
    }
}

#[test]
fn other_numbers_are_left_alone() {
    for text in [
        "In 2018–19, 18.8% of students were absent; 2,050 students in all.",
        "Two of our schools opened in March.",
        "2 of 5 schools have a nurse.",
        "Third graders at level 3 or 4.",
        "Students in grades 3, 4 and 5.",
        "Estudiantes de tercer grado en nivel 3 o 4.",
        "One in five students is absent.",
        "Uno de cada cinco estudiantes falta.",
        "7.7 per 1,000 babies died before their first birthday.",
        "7.7 de cada 1,000 bebés murieron.",
        "Deaths in the first 28 days and deaths from 28 days to one year are added for babies.",
        "Neighboring periods share four of their five years.",
        "COVID-19 kept children home.",
        "The 3rd class of students.",
        "3-year-old children.",
        "Two-parent families.",
        "One‑on‑one help for children, COVID‑19 and title‑1 students.",
        "One student told us that the bus comes late.",
        "A child at 3:30 p.m.",
        "On 10/18/2022 students came.",
        "Every child gets $5.",
        "The gap between students fell by 3 points.",
        "3 percentage points for students.",
        "Counts of October 1: children in pre-kindergarten.",
        "Un estudiante puede elegir.",
        "Two sites opened in March.",
        "Goal 2: all children read.",
        "The Census Bureau’s file has no housing costs for 2016–2020; we say so.",
        "Escuela para niños de 3 años.",
        "40% of students by 2025.",
        "Children ages 3 to 5.",
        "We met with 12 families.",
        "Teachers rate each child in six skill areas, from 1 to 3.",
        "Los maestros evalúan a cada niño en seis áreas, del 1 al 3.",
        "Para las familias, un paso de uno al siguiente es menor de lo que parece.",
    ] {
        assert_eq!(told(text), Vec::<&str>::new(), "{text}");
    }
}

fn printed(name: &str, (numerator, denominator): (i64, i64), value: &str) -> Printed {
    Printed {
        names: if name.is_empty() {
            Vec::new()
        } else {
            vec![name.to_owned()]
        },
        numerator: Some(numerator),
        denominator: Some(denominator),
        value: Some(value.to_owned()),
    }
}

#[test]
fn what_is_hidden_beside_a_text_is_found_in_it() {
    let beside = Beside {
        hidden: vec![
            printed("pacific islander", (45, 240), "18.8"),
            printed("asian", (12, 50), "24.0"),
        ],
        shown: vec![
            printed("", (300, 1200), "25.0"),
            printed("white", (17, 50), "34.0"),
        ],
        is_far: false,
    };
    let hidden = |text: &str| findings(text, 10, &beside).len();
    for (text, expected) in [
        ("18.8% were absent.", 1),
        ("81.2 percent came every day.", 1),
        ("45 students were absent.", 1),
        // The complement, from 100 on without a word for people.
        ("195 came every day.", 1),
        ("240 in all.", 1),
        ("12 of 50 were absent.", 1),
        ("24% were absent.", 1),
        // Roughly, beside the name of the group.
        ("About 19% of Pacific Islander students were absent.", 1),
        ("About 19% of students were absent.", 0),
        ("Among Asian students it was 12.", 1),
        // What is shown may be told.
        ("25% were absent: 300 of 1,200 students.", 0),
        ("17 of 50 white students.", 0),
        ("50 students.", 0),
        ("In 240 schools.", 0),
        ("We serve 45 sites.", 0),
    ] {
        assert_eq!(hidden(text), expected, "{text}");
    }
}

#[test]
fn beside_many_tables_a_number_is_a_hidden_figure_where_its_group_is_named() {
    let beside = Beside {
        hidden: vec![printed("pacific islander", (45, 240), "18.8")],
        shown: vec![printed("", (7, 90), "7.8")],
        is_far: true,
    };
    for (text, expected) in [
        // That some figure somewhere is seven excuses nobody.
        ("Thanks to the 7 parents who helped us.", 1),
        ("18.8% were absent.", 0),
        ("We thank 240 students.", 0),
        ("18.8% of Pacific Islander students were absent.", 1),
        ("There are 240 Pacific Islander students.", 1),
        ("45 of 240 were absent.", 1),
    ] {
        assert_eq!(findings(text, 10, &beside).len(), expected, "{text}");
    }
}

#[test]
fn a_finding_names_its_sentence() {
    let text = "All is well. Only 4 students left! Thanks.";
    let [finding] = &small_counts(text, 10)[..] else {
        panic!("one finding");
    };
    assert_eq!(&text[finding.sentence.clone()], "Only 4 students left!");
    assert_eq!(finding.why, Why::SmallCount);
}

#[test]
fn any_text_can_be_read() {
    for text in [
        "",
        "‑7",
        "7‑",
        "–3 niños",
        "7º",
        "7.º 3.ª",
        "😀7😀 of 9",
        "7/",
        "/9",
        "7/9/",
        "of 9 of",
        "1,2,3,4 children",
        "$",
        "99999999999999999999 students",
        "7 of",
        "por ciento",
        "cien mil millones",
    ] {
        for minimum in [0, 10] {
            for finding in small_counts(text, minimum) {
                assert!(!text[finding.span].is_empty());
                assert!(!text[finding.sentence].is_empty());
            }
        }
    }
}
