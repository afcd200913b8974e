//! The hardened encoding.
//!
//! - Every hash is keyed with a secret that the linking side never has.
//! - Each column gets a filter of its own, in which every value sets as many bits, whatever its length; bits are chosen by
//!   independent hashes, which leave no sequence to follow.
//! - The record's filter takes a secret choice of bits of all columns, weighted by what each tells (record-level filters; Durham and
//!   others 2014), so that no column can be seen alone.
//! - The hashes are salted with the year of birth (Niedermeyer and others 2014): the same name has another encoding in every year, so
//!   that common names cannot be told by how often a pattern comes.
//! - The filter is followed by its own complement in a secret order (balanced filters; Schnell and Borgs 2016): all have the same
//!   number of bits.
//! - A few tokens, keyed hashes of three or more columns together, find people whose year of birth is wrong in one file.
//!
//! What remains: who sees both encodings and a list of the population can still compare how many people resemble whom. Encodings
//! are to be deleted after the run, and similarities are never published.

use super::keys::Keys;
use super::schema::{Feature, Format, Hashing, Schema, date};
use super::token::tokens;
use crate::field::clean;
use crate::normal::{DateOrder, order_of, words};
use crate::part::sound;
use crate::role::{Role, recognise_name};

/// Bits of an encoding; half of them are set.
pub const BITS: usize = 2048;
/// Tokens at most.
pub const TOKENS_MAX: usize = 6;
/// Bits of one column's filter, and how often bits are chosen in it: about half are set then.
const COLUMN_BITS: usize = 512;
const COLUMN_CHOICES: usize = 356;

/// One person's record, encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoding {
    /// The filter, [`BITS`] long, as words.
    pub filter: Vec<u64>,
    /// Keyed tokens; empty where a part is missing.
    pub tokens: Vec<Option<[u8; 16]>>,
}

/// Which part of a value goes into a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    Whole,
    Sound,
    MonthDay,
}

use Cut::{MonthDay, Sound, Whole};

/// What part of a record goes into a token, in a word of ours.
pub type TokenPart = &'static str;

/// For each token of a schema, in order, the parts that it is made of; whoever links knows the schema and not the secret.
pub fn token_parts(schema: &Schema) -> Vec<Vec<TokenPart>> {
    let roles: Vec<Role> = schema
        .features
        .iter()
        .filter(|feature| feature.hashing.is_some())
        .map(|feature| recognise_name(&feature.identifier).unwrap_or(Role::Text))
        .collect();
    let can = |recipe: &&&[(Role, Cut)]| recipe.iter().all(|(role, _)| roles.contains(role));
    let recipes = RECIPES.iter().filter(can).take(TOKENS_MAX);
    recipes
        .map(|recipe| recipe.iter().map(|(role, cut)| part(*role, *cut)).collect())
        .collect()
}

fn part(role: Role, cut: Cut) -> TokenPart {
    match (role, cut) {
        (Role::Surname, Sound) => "surname-sound",
        (Role::Given, Sound) => "given_name-sound",
        (Role::Street, Sound) => "street-sound",
        (_, MonthDay) => "month-day",
        (role, Whole | Sound) => role.word(),
    }
}

/// Parts that together make a token. None is a name alone or a name in a town, which would be as frequent as the name; most
/// are without the year of birth, since the filters already need it.
const RECIPES: [&[(Role, Cut)]; 9] = [
    &[(Role::Identifier, Whole)],
    &[
        (Role::Surname, Sound),
        (Role::Given, Sound),
        (Role::BirthDate, MonthDay),
    ],
    &[
        (Role::Surname, Whole),
        (Role::Given, Whole),
        (Role::Street, Sound),
    ],
    &[
        (Role::Given, Sound),
        (Role::Street, Whole),
        (Role::HouseNumber, Whole),
    ],
    &[
        (Role::Surname, Sound),
        (Role::BirthDate, MonthDay),
        (Role::Postcode, Whole),
    ],
    &[
        (Role::Given, Sound),
        (Role::BirthDate, Whole),
        (Role::Postcode, Whole),
    ],
    &[(Role::Given, Whole), (Role::Surname, Whole), (Role::Email, Whole)],
    &[(Role::Given, Whole), (Role::Surname, Whole), (Role::Phone, Whole)],
    &[
        (Role::Given, Sound),
        (Role::BirthDate, Whole),
        (Role::City, Whole),
    ],
];

/// What is the same for every record: which bit of which column goes where.
pub(crate) struct Plan {
    /// For each bit of the first half its column, among those encoded, and the bit there.
    choices: Vec<(usize, usize)>,
    /// The order of the bits and their complement.
    order: Vec<usize>,
    roles: Vec<Role>,
}

impl Plan {
    pub(crate) fn new(schema: &Schema, keys: &Keys) -> Plan {
        let weight = |hashing: &Hashing| hashing.strategy.weight();
        let weights: Vec<usize> = schema
            .features
            .iter()
            .filter_map(|feature| feature.hashing.as_ref())
            .map(weight)
            .collect();
        let whole: usize = weights.iter().sum();
        let choice = |place: usize| {
            let hash = keys.hash("choice", &[&(place as u64).to_le_bytes()]);
            let number = |from: usize| {
                let eight = hash[from..from + 8]
                    .try_into()
                    .expect("eight bytes of sixty-four");
                u64::from_le_bytes(eight)
            };
            let mut share = (number(0) % whole as u64) as usize;
            let mut column = 0;
            while share >= weights[column] {
                share -= weights[column];
                column += 1;
            }
            (column, number(8) as usize % COLUMN_BITS)
        };
        let mut order: Vec<([u8; 64], usize)> = (0..BITS)
            .map(|place| (keys.hash("order", &[&(place as u64).to_le_bytes()]), place))
            .collect();
        order.sort_unstable();
        let role = |feature: &Feature| recognise_name(&feature.identifier).unwrap_or(Role::Text);
        Plan {
            choices: (0..BITS / 2).map(choice).collect(),
            order: order.into_iter().map(|(_, place)| place).collect(),
            roles: schema.features.iter().map(role).collect(),
        }
    }
}

/// Dates of a record that cannot be read: the number of the feature, and the form that was expected.
pub(crate) fn unread_dates<'a>(schema: &'a Schema, values: &[&str]) -> Vec<(usize, &'a str)> {
    let mut unread = Vec::new();
    for (place, (feature, value)) in schema.features.iter().zip(values).enumerate() {
        let (Some(hashing), Format::Date(format)) = (&feature.hashing, &feature.format) else {
            continue;
        };
        let sentinel = hashing.missing.as_ref().map(|(sentinel, _)| sentinel.as_str());
        // Who writes "unknown" or nothing has no date, and says so.
        let is_missing = sentinel == Some(*value) || words(value).is_empty();
        if !is_missing && date(value.trim(), format).is_none() {
            unread.push((place, format.as_str()));
        }
    }
    unread
}

pub(crate) fn encode(schema: &Schema, keys: &Keys, plan: &Plan, values: &[&str]) -> Encoding {
    let mut cleaned: Vec<(Role, String)> = Vec::with_capacity(values.len());
    // A record that ends early lacks what comes after.
    let values = values.iter().copied().chain(std::iter::repeat(""));
    for ((feature, role), value) in schema.features.iter().zip(&plan.roles).zip(values) {
        let role = *role;
        let missing = feature
            .hashing
            .as_ref()
            .and_then(|hashing| hashing.missing.as_ref());
        let value = if missing.is_some_and(|(sentinel, _)| sentinel == value) {
            ""
        } else {
            value
        };
        let text = match &feature.format {
            Format::Date(format) => {
                date(value.trim(), format).unwrap_or_else(|| clean(value, Role::BirthDate, guessed(value)))
            }
            Format::Text | Format::Number | Format::Enum(_) => clean(value, role, guessed(value)),
        };
        cleaned.push((role, text));
    }
    let of_role = |role: Role| {
        cleaned
            .iter()
            .find(|(other, text)| *other == role && !text.is_empty())
    };
    let year = of_role(Role::BirthDate)
        .or_else(|| of_role(Role::BirthYear))
        .and_then(|(_, date)| date.get(..4));
    let bits = record_bits((schema, plan), keys, &cleaned, year.unwrap_or("").as_bytes());
    Encoding {
        filter: balanced(plan, &bits),
        tokens: tokens_of(schema, keys, &cleaned),
    }
}

fn guessed(value: &str) -> DateOrder {
    order_of(std::iter::once(value))
}

/// Half of [`BITS`] bits, each a secretly chosen bit of a column.
fn record_bits(
    (schema, plan): (&Schema, &Plan),
    keys: &Keys,
    cleaned: &[(Role, String)],
    salt: &[u8],
) -> Vec<bool> {
    let mut columns = Vec::new();
    for (place, (feature, (_, text))) in schema.features.iter().zip(cleaned).enumerate() {
        let Some(hashing) = &feature.hashing else {
            continue;
        };
        let tokens = tokens(hashing.comparison, text).unwrap_or_else(|_| vec![text.clone()]);
        let mut column = vec![false; COLUMN_BITS];
        for (number, token) in tokens.iter().enumerate() {
            let choices = COLUMN_CHOICES / tokens.len() + usize::from(number < COLUMN_CHOICES % tokens.len());
            for block in 0..choices.div_ceil(32) {
                let name = [place as u8, block as u8];
                let hash = keys.hash("bit", &[&name, salt, token.as_bytes()]);
                for pair in hash.chunks_exact(2).take(choices - block * 32) {
                    column[usize::from(u16::from_le_bytes([pair[0], pair[1]])) % COLUMN_BITS] = true;
                }
            }
        }
        columns.push(column);
    }
    plan.choices
        .iter()
        .map(|(column, bit)| columns[*column][*bit])
        .collect()
}

/// The bits and their complement, in the order that the secret decided.
fn balanced(plan: &Plan, bits: &[bool]) -> Vec<u64> {
    let mut filter = vec![0_u64; BITS / 64];
    for (at, place) in plan.order.iter().enumerate() {
        let bit = if *place < bits.len() {
            bits[*place]
        } else {
            !bits[*place - bits.len()]
        };
        filter[at / 64] |= u64::from(bit) << (at % 64);
    }
    filter
}

fn tokens_of(schema: &Schema, keys: &Keys, cleaned: &[(Role, String)]) -> Vec<Option<[u8; 16]>> {
    let place_of = |role: Role| {
        let is_it = |place: &usize| cleaned[*place].0 == role && schema.features[*place].hashing.is_some();
        (0..cleaned.len()).find(is_it)
    };
    let can = |recipe: &&&[(Role, Cut)]| recipe.iter().all(|(role, _)| place_of(*role).is_some());
    RECIPES
        .iter()
        .filter(can)
        .take(TOKENS_MAX)
        .map(|recipe| {
            let mut parts: Vec<Vec<u8>> = Vec::new();
            for (role, cut) in *recipe {
                let text = &cleaned[place_of(*role)?].1;
                if text.is_empty() {
                    return None;
                }
                parts.push(match cut {
                    Cut::Whole => text.clone().into_bytes(),
                    Cut::Sound => sound(text.as_bytes()),
                    Cut::MonthDay => text.get(4..8).filter(|rest| *rest != "0000")?.as_bytes().to_vec(),
                });
            }
            let name = format!("token {recipe:?}");
            let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
            let hash = keys.hash(&name, &parts);
            Some(hash[..16].try_into().expect("sixteen bytes of sixty-four"))
        })
        .collect()
}
