//! Shares printed as rounded percentages: a percentage tells of those it counts, of the others and of the group, so
//! all three are protected (METHODS 1.1: with the group told, a whole percentage of at most 100 people tells exactly
//! how many are meant).

use disclosure::{CellId, Linear};

use super::decimal;
use super::tables::{Key, Mark, Measure, Share, Status, Sum, TableCell, Tables};

/// In the key of those to whom something applies, and of the others.
const OF_THEM: &str = "of them";
/// Most decimal places of a percentage.
const DECIMALS_MAX: u32 = 4;

/// Which columns make a share, and how it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedShare {
    /// The column of those to whom something applies.
    pub counted: String,
    /// The column of the group.
    pub of: String,
}

impl AskedShare {
    /// Reads `pass/n`.
    pub fn parse(text: &str) -> Result<AskedShare, String> {
        match text.split_once('/') {
            Some((counted, of)) if !counted.trim().is_empty() && !of.trim().is_empty() => Ok(AskedShare {
                counted: counted.trim().to_owned(),
                of: of.trim().to_owned(),
            }),
            _ => Err(format!(
                "\"{text}\" is no share: write the column of those counted, a slash and the column of the group, such as pass/n"
            )),
        }
    }

    /// The column of percentages that is published.
    pub fn column(&self) -> String {
        format!("{}_percent", self.counted)
    }
}

/// Reads the step to which percentages are rounded: 1, 0.1, 0.01. Gives its decimal places.
pub fn step(text: &str) -> Result<u32, String> {
    let wrong = || format!("\"{text}\" is no step: write 1, 0.1 or 0.01");
    let number = decimal::parse(text).map_err(|_| wrong())?;
    if number.units == 1 && number.decimals <= DECIMALS_MAX {
        return Ok(number.decimals);
    }
    Err(wrong())
}

/// A percentage as it is printed, halves rounded up.
pub fn percent(counted: i64, of: i64, decimals: u32) -> Option<String> {
    if of <= 0 || counted < 0 || counted > of {
        return None;
    }
    let scale = i128::from(10i64.checked_pow(decimals)?);
    let (counted, of) = (i128::from(counted), i128::from(of));
    let digits = (counted * 200 * scale + of) / (2 * of);
    let (whole, part) = (digits / scale, digits % scale);
    if decimals == 0 {
        return Some(whole.to_string());
    }
    Some(format!("{whole}.{part:0width$}", width = decimals as usize))
}

/// What a printed percentage says: `(p - h/2) D <= 100 N <= (p + h/2) D` for a step h. Both ends are included, since
/// readers do not know how halves were rounded.
pub fn said(printed: &str, counted: CellId, of: CellId) -> Option<[Linear; 2]> {
    let (whole, part) = printed.split_once('.').unwrap_or((printed, ""));
    let digits: i64 = format!("{whole}{part}")
        .parse()
        .ok()
        .filter(|digits| *digits >= 0)?;
    let scale = 10i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let by = 200i64.checked_mul(scale)?;
    let end = |digits: i64, low: Option<i64>, high: Option<i64>| Linear {
        terms: vec![(counted, by), (of, -digits)],
        low,
        high,
    };
    Some([
        end((2 * digits - 1).max(0), Some(0), None),
        end(2 * digits + 1, None, Some(0)),
    ])
}

/// Adds those counted and the others of every group for which they are told, and the shares that are printed.
pub fn expand(tables: &mut Tables, asked: &AskedShare, decimals: u32) {
    let mut parts: Vec<Option<(usize, usize)>> = Vec::with_capacity(tables.cells.len());
    for position in 0..tables.cells.len() {
        let cell = tables.cells[position].clone();
        let is_told = cell.counted.is_some() || cell.percent.is_some();
        if !is_told || cell.status == Status::Part {
            parts.push(None);
            continue;
        }
        let others = cell
            .value
            .zip(cell.counted)
            .map(|(value, counted)| value - counted);
        let mut add = |name: String, value: Option<i64>| {
            let mut key = cell.key.0.clone();
            key.push((OF_THEM.to_owned(), name));
            tables.cells.push(TableCell {
                key: Key::of(key),
                value,
                high: cell.high,
                status: match cell.status {
                    Status::Behind => Status::Behind,
                    _ => Status::Part,
                },
                place: cell.place,
                ..TableCell::default()
            });
            tables.cells.len() - 1
        };
        let counted = add(asked.counted.clone(), cell.counted);
        let others = add(format!("not {}", asked.counted), others);
        parts.push(Some((counted, others)));
        tables.sums.push(Sum {
            terms: vec![(position, -1), (counted, 1), (others, 1)],
            constant: 0,
            name: format!("{} = {} + not {}", cell.key, asked.counted, asked.counted),
        });
        // Of nobody there is no share.
        if cell.status.is_printed() && cell.value != Some(0) {
            let known = cell.value.zip(cell.counted);
            let made = known.and_then(|(of, counted)| percent(counted, of, decimals));
            let printed = made.or(cell.percent.filter(|text| decimal::parse(text).is_ok()));
            let mark = cell.mark.map(|_| match printed {
                Some(_) => Mark::Shown,
                None => Mark::Hidden,
            });
            tables.shares.push(Share {
                of: position,
                counted,
                others,
                percent: printed,
                mark,
            });
        }
    }
    add_sums(tables, &parts);
}

/// Wherever groups add up, those counted in them do, and the others.
fn add_sums(tables: &mut Tables, parts: &[Option<(usize, usize)>]) {
    for position in 0..tables.sums.len() {
        let sum = &tables.sums[position];
        let of = |side: fn(&(usize, usize)) -> usize| -> Option<Vec<(usize, i64)>> {
            let terms = sum.terms.iter();
            terms
                .map(|(cell, by)| Some((side(parts.get(*cell)?.as_ref()?), *by)))
                .collect()
        };
        let (Some(counted), Some(others)) = (of(|pair| pair.0), of(|pair| pair.1)) else {
            continue;
        };
        let name = sum.name.clone();
        for terms in [counted, others] {
            let name = format!("{name}, of them");
            tables.sums.push(Sum {
                terms,
                constant: 0,
                name,
            });
        }
    }
}

/// Protects those counted and the others while they are fewer than the minimum, nobody included: a share of nobody or
/// of everybody tells something of each.
pub fn protect(tables: &mut Tables, minimum: Option<i64>) {
    let Some(minimum) = minimum.filter(|_| tables.measure == Measure::Counts) else {
        return;
    };
    for at in 0..tables.shares.len() {
        let share = &tables.shares[at];
        for position in [share.counted, share.others] {
            let cell = &mut tables.cells[position];
            if let Some(value) = cell.value.filter(|value| *value < minimum) {
                cell.need = Some((value.min(1), minimum - 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use disclosure::Rounded;

    #[test]
    fn percentages_are_printed_and_read_as_the_engine_does() {
        for of in 1..60 {
            for counted in 0..=of {
                for decimals in 0..3 {
                    let printed = percent(counted, of, decimals).expect("a share");
                    assert_eq!(
                        Rounded::parse(&printed, 100),
                        Rounded::of(counted, of, 100, decimals),
                        "{counted} of {of}"
                    );
                }
            }
        }
        assert_eq!(percent(38, 40, 0).as_deref(), Some("95"));
        assert_eq!(percent(1, 8, 1).as_deref(), Some("12.5"));
        assert_eq!((percent(0, 0, 0), percent(3, 2, 0)), (None, None));
    }

    #[test]
    fn steps_are_powers_of_ten() {
        assert_eq!((step("1"), step("0.1"), step("0.01")), (Ok(0), Ok(1), Ok(2)));
        for wrong in ["0.5", "10", "0", "x", "-1"] {
            assert!(step(wrong).is_err(), "{wrong}");
        }
    }
}
