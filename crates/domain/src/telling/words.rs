//! Numbers written as words, in English and Spanish.

/// The number that a run of words begins with, and how many of the words it takes.
pub(super) fn number(words: &[&str]) -> Option<(i64, usize)> {
    let (mut total, mut current, mut taken) = (0, 0, 0);
    let mut is_last_tens = false;
    while taken < words.len() {
        let joint = joint(words, taken, (total, current, is_last_tens));
        let Some(word) = words.get(taken + joint) else {
            break;
        };
        if joint > 0 && part(word).is_none() {
            break;
        }
        let Some(part) = part(word) else { break };
        match part {
            Part::Unit(unit) => {
                let fits = if is_last_tens {
                    unit < 10
                } else {
                    current % 100 == 0
                };
                if !fits || (unit == 0 && taken > 0) {
                    break;
                }
                current += unit;
                is_last_tens = false;
            }
            Part::Tens(tens) => {
                if current % 100 != 0 {
                    break;
                }
                current += tens;
                is_last_tens = true;
            }
            Part::Hundreds(hundreds) => {
                if current != 0 {
                    break;
                }
                current = hundreds;
                is_last_tens = false;
            }
            Part::Times(times) => {
                if taken == 0 && times == 12 {
                    return Some((12, 1));
                }
                if times == 1000 {
                    total += current.max(1) * 1000;
                    current = 0;
                } else if current < 10 {
                    current = current.max(1) * times;
                } else {
                    break;
                }
                is_last_tens = false;
            }
        }
        taken += joint + 1;
        // "zero" and a number that ended in a unit go no further than a hundred or thousand.
    }
    (taken > 0).then_some((total + current, taken))
}

/// How many words join the next one to the number so far: "twenty - one", "one hundred and five", "treinta y uno".
fn joint(words: &[&str], taken: usize, (total, current, is_last_tens): (i64, i64, bool)) -> usize {
    let joins = match words[taken] {
        "-" | "y" => is_last_tens && words.get(taken + 1).is_some_and(|next| is_below_ten(next)),
        "and" => {
            let is_round = current > 0 && current % 100 == 0 || current == 0 && total > 0;
            taken > 0 && is_round
        }
        _ => false,
    };
    usize::from(joins)
}

fn is_below_ten(word: &str) -> bool {
    matches!(part(word), Some(Part::Unit(1..=9)))
}

enum Part {
    Unit(i64),
    Tens(i64),
    Hundreds(i64),
    Times(i64),
}

fn part(word: &str) -> Option<Part> {
    let at = |list: &[&str]| list.iter().position(|other| *other == word);
    if let Some(unit) = at(UNITS).or_else(|| at(UNITS_ES)) {
        return Some(Part::Unit(unit as i64));
    }
    if let Some(tens) = at(TENS).or_else(|| at(TENS_ES)) {
        return Some(Part::Tens((tens as i64 + 2) * 10));
    }
    match word {
        "un" | "una" => Some(Part::Unit(1)),
        "dieciseis" => Some(Part::Unit(16)),
        "veintiun" | "veintiún" | "veintiuna" => Some(Part::Unit(21)),
        "veintidos" => Some(Part::Unit(22)),
        "veintitres" => Some(Part::Unit(23)),
        "veintiseis" => Some(Part::Unit(26)),
        "hundred" => Some(Part::Times(100)),
        "thousand" | "mil" => Some(Part::Times(1000)),
        "dozen" | "docena" => Some(Part::Times(12)),
        "cien" | "ciento" => Some(Part::Hundreds(100)),
        "doscientos" | "doscientas" => Some(Part::Hundreds(200)),
        "trescientos" | "trescientas" => Some(Part::Hundreds(300)),
        "cuatrocientos" | "cuatrocientas" => Some(Part::Hundreds(400)),
        "quinientos" | "quinientas" => Some(Part::Hundreds(500)),
        "seiscientos" | "seiscientas" => Some(Part::Hundreds(600)),
        "setecientos" | "setecientas" => Some(Part::Hundreds(700)),
        "ochocientos" | "ochocientas" => Some(Part::Hundreds(800)),
        "novecientos" | "novecientas" => Some(Part::Hundreds(900)),
        _ => None,
    }
}

const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const UNITS_ES: &[&str] = &[
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];
const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const TENS_ES: &[&str] = &[
    "",
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "ochenta",
    "noventa",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written_out() {
        for (text, expected) in [
            ("seven of", Some((7, 1))),
            ("twenty - one", Some((21, 3))),
            ("twenty one", Some((21, 2))),
            ("one hundred and five", Some((105, 4))),
            ("two thousand three hundred", Some((2300, 4))),
            ("seven and nine", Some((7, 1))),
            ("seven nine", Some((7, 1))),
            ("treinta y uno", Some((31, 3))),
            ("veintidós estudiantes", Some((22, 1))),
            ("ciento cinco", Some((105, 2))),
            ("mil doscientos", Some((1200, 2))),
            ("siete y nueve", Some((7, 1))),
            ("twenty and", Some((20, 1))),
            ("a dozen", None),
            ("dozen of", Some((12, 1))),
            ("two dozen", Some((24, 2))),
            ("students", None),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(number(&words), expected, "{text}");
        }
    }
}
