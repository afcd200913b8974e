//! Three ways to keep small counts from readers: hiding, rounding, noise. An owner asks for one; they are never mixed
//! without a word.

use std::collections::HashSet;

use super::decimal::{self, Decimal};
use super::noise;
use super::refusal::Refusal;
use super::tables::{Key, Mode, Tables};

/// The way that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedMode {
    /// Hide what is small and what gives it away.
    Hiding,
    /// Round everything to multiples of this.
    Rounding(Decimal),
    /// Add noise to everything: thousandths of rho.
    Noise(u32),
}

/// Reads a base such as `10`.
pub fn base(text: &str) -> Result<Decimal, String> {
    let wrong = || format!("\"{text}\" is no base: write 5, 10 or 1000");
    let number = decimal::parse(text).map_err(|_| wrong())?;
    let is_large = number.at(0).is_none_or(|whole| whole >= 2);
    Some(number)
        .filter(|number| number.units > 0 && is_large)
        .ok_or_else(wrong)
}

impl AskedMode {
    /// The base in units of the tables.
    ///
    /// Errors: a base with more decimal places than the tables have.
    pub fn base(self, tables: &Tables) -> Result<Option<i64>, Refusal> {
        let AskedMode::Rounding(base) = self else {
            return Ok(None);
        };
        let units = base.at(tables.decimals).filter(|base| *base >= 2);
        units.map(Some).ok_or_else(|| {
            Refusal::of(&tables.name, "the base of the rounding does not fit the values")
                .expected("a base of at least two units of their last decimal place")
        })
    }
}

impl Mode {
    /// Its name in reports.
    pub fn word(self) -> &'static str {
        match self {
            Mode::Hiding => "hiding",
            Mode::Rounding { .. } => "rounding",
            Mode::Noise { .. } => "noise",
        }
    }
}

/// Tells if a release about the same cells was kept from its readers in another way; without `is_permitted` that is
/// refused. Noise beside exact figures of the same people tells what was to be kept; rounding beside hiding can be
/// audited, but a reader may be misled.
pub fn mixed(
    before: &[Tables],
    now: &Tables,
    mode: Mode,
    is_permitted: bool,
) -> Result<Vec<String>, Refusal> {
    let keys: HashSet<&Key> = printed(now).collect();
    let mut notes = Vec::new();
    for release in before {
        let is_same_kind = std::mem::discriminant(&release.mode) == std::mem::discriminant(&mode);
        let is_about_same =
            release.population == now.population && printed(release).any(|key| keys.contains(key));
        if is_same_kind || !is_about_same {
            continue;
        }
        let (one, other) = (release.mode.word(), mode.word());
        if !is_permitted {
            return Err(Refusal::of(
                &now.name,
                format!(
                    "{} tells some of the same cells, and was protected by {one}",
                    release.name
                ),
            )
            .read(format!("{other} asked for now"))
            .expected(format!("{one} as before: two ways are never mixed silently"))
            .mend("ask for the same, or say --mix, and say it beside the tables"));
        }
        notes.push(format!(
            "{}: {one} there, {other} here, as --mix permits; say so beside the tables",
            release.name
        ));
    }
    if let Mode::Noise { rho_thousandths } = mode {
        let spent: u32 = before
            .iter()
            .filter(|release| release.population == now.population)
            .filter_map(|release| match release.mode {
                Mode::Noise { rho_thousandths } => Some(rho_thousandths),
                Mode::Hiding | Mode::Rounding { .. } => None,
            })
            .sum();
        notes.push(format!(
            "budget: rho {} for this release; {} in all with what the ledger holds",
            noise::rho(rho_thousandths),
            noise::rho(spent.saturating_add(rho_thousandths))
        ));
    }
    Ok(notes)
}

fn printed(tables: &Tables) -> impl Iterator<Item = &Key> {
    let printed = tables.cells.iter().filter(|cell| cell.status.is_printed());
    printed.map(|cell| &cell.key)
}
