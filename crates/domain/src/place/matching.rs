//! Which place a partner means by a code or a name, on a day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{PlaceCode, name_key};
use crate::ids::PlaceId;

/// Most places offered where none is certain.
pub const SUGGESTIONS_MAX: usize = 5;
/// How near a name must be to be offered: 1 is the same, 0 has nothing in common.
const NEARNESS_MIN: f64 = 0.72;
/// Shortest number in which lost leading zeros are believed: two digits would be found everywhere.
const DIGITS_MIN: usize = 3;

/// A place with everything it goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPlace {
    /// Which place.
    pub id: PlaceId,
    /// Its names, the official one first.
    pub names: Vec<String>,
    /// Its codes over time.
    pub codes: Vec<PlaceCode>,
    /// What partners call it.
    pub aliases: Vec<Alias>,
}

/// What a partner calls a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name or code as it was sent.
    pub alias: String,
    /// Who calls it so: a partner's identifier, or empty where everybody does.
    pub learned_from: String,
}

/// By what a place was found, from the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// This partner said before that it means this place.
    PartnerAlias,
    /// The code held on the day.
    CodeThen,
    /// The code held at another time.
    CodeEver,
    /// The code without the leading zeros that spreadsheets drop.
    CodeWithoutZeros,
    /// A name learned earlier.
    Alias,
    /// The place's own name.
    Name,
}

/// A place and by what it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Which place.
    pub place: PlaceId,
    /// By what.
    pub how: How,
}

/// What a text can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// One place.
    One(Found),
    /// Several places answer to it alike: a person decides.
    Several(Vec<PlaceId>),
    /// None does; these sound most like it, the nearest first. May be empty.
    Unknown(Vec<PlaceId>),
}

impl Match {
    /// The place, where there is just one.
    pub fn place(&self) -> Option<PlaceId> {
        match self {
            Self::One(found) => Some(found.place),
            Self::Several(_) | Self::Unknown(_) => None,
        }
    }
}

/// Every place of a collaborative, ready for many questions.
#[derive(Debug, Clone, Default)]
pub struct Places {
    codes: BTreeMap<String, Vec<(PlaceId, PlaceCode)>>,
    digits: BTreeMap<String, BTreeSet<PlaceId>>,
    aliases: BTreeMap<String, Vec<(PlaceId, String)>>,
    names: BTreeMap<String, BTreeSet<PlaceId>>,
}

impl Places {
    /// Indexes places by code, alias and name.
    pub fn new(places: &[KnownPlace]) -> Self {
        let mut index = Self::default();
        for place in places {
            index.add(place);
        }
        index
    }

    fn add(&mut self, place: &KnownPlace) {
        for code in &place.codes {
            let digits = without_zeros(&code.code);
            if let Some(digits) = digits {
                self.digits.entry(digits).or_default().insert(place.id);
            }
            let entry = self.codes.entry(code_key(&code.code)).or_default();
            entry.push((place.id, code.clone()));
        }
        for alias in &place.aliases {
            let entry = self.aliases.entry(name_key(&alias.alias)).or_default();
            entry.push((place.id, alias.learned_from.clone()));
        }
        for name in &place.names {
            self.names.entry(name_key(name)).or_default().insert(place.id);
        }
    }

    /// What `text` means on `day` when `partner` says it (empty: nobody in particular).
    ///
    /// In this order: what the partner said before, a code that held on the day, a code that ever held, a code
    /// with its leading zeros lost, a name learned earlier, the place's own name. The first that answers
    /// decides; a later one is not asked to break a tie, since a guess between places is a wrong figure.
    pub fn find(&self, text: &str, day: Date, partner: &str) -> Match {
        let steps = [
            (How::PartnerAlias, self.by_alias(text, partner)),
            (How::CodeThen, self.by_code(text, Some(day))),
            (How::CodeEver, self.by_code(text, None)),
            (How::CodeWithoutZeros, self.by_digits(text)),
            (How::Alias, self.by_alias(text, "")),
            (How::Name, self.by_name(text)),
        ];
        for (how, places) in steps {
            if how == How::PartnerAlias && partner.is_empty() {
                continue;
            }
            let mut found = places.iter().copied();
            match (found.next(), found.next()) {
                (None, _) => {}
                (Some(place), None) => return Match::One(Found { place, how }),
                (Some(_), Some(_)) => return Match::Several(places.into_iter().collect()),
            }
        }
        Match::Unknown(self.suggestions(text))
    }

    fn by_code(&self, text: &str, day: Option<Date>) -> BTreeSet<PlaceId> {
        let known = self.codes.get(&code_key(text)).into_iter().flatten();
        let holding = known.filter(|(_, code)| day.is_none_or(|day| code.holds_on(day)));
        holding.map(|(place, _)| *place).collect()
    }

    fn by_digits(&self, text: &str) -> BTreeSet<PlaceId> {
        let places = without_zeros(text).and_then(|digits| self.digits.get(&digits));
        places.cloned().unwrap_or_default()
    }

    fn by_alias(&self, text: &str, partner: &str) -> BTreeSet<PlaceId> {
        let known = self.aliases.get(&name_key(text)).into_iter().flatten();
        let said = known.filter(|(_, learned_from)| learned_from == partner);
        said.map(|(place, _)| *place).collect()
    }

    /// By the whole name, else by what stands before a comma: "Bridgeport, Connecticut".
    fn by_name(&self, text: &str) -> BTreeSet<PlaceId> {
        let whole = self.names.get(&name_key(text));
        let before_comma = || self.names.get(&name_key(text.split_once(',')?.0));
        whole.or_else(before_comma).cloned().unwrap_or_default()
    }

    fn suggestions(&self, text: &str) -> Vec<PlaceId> {
        let key = name_key(text);
        let own = self.names.iter().map(|(name, places)| (name, places.clone()));
        let learned = self.aliases.iter();
        let learned = learned.map(|(name, said)| (name, said.iter().map(|(place, _)| *place).collect()));
        let mut near: Vec<(f64, PlaceId)> = Vec::new();
        for (name, places) in own.chain(learned) {
            let places: BTreeSet<PlaceId> = places;
            let nearness = strsim::jaro_winkler(&key, name);
            if nearness >= NEARNESS_MIN {
                near.extend(places.into_iter().map(|place| (nearness, place)));
            }
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut offered = Vec::new();
        for (_, place) in near {
            if !offered.contains(&place) {
                offered.push(place);
            }
        }
        offered.truncate(SUGGESTIONS_MAX);
        offered
    }
}

fn code_key(code: &str) -> String {
    code.trim().to_lowercase()
}

/// A number without its leading zeros; nothing if it is no number or too short to be believed.
fn without_zeros(code: &str) -> Option<String> {
    let digits = code.trim();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let short = digits.trim_start_matches('0');
    (is_number && short.len() >= DIGITS_MIN).then(|| short.to_owned())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn place(number: u128) -> PlaceId {
        PlaceId::from_uuid(Uuid::from_u128(number))
    }

    fn code(text: &str, from: Option<Date>, to: Option<Date>) -> PlaceCode {
        PlaceCode {
            scheme: "census".into(),
            code: text.into(),
            valid_from: from,
            valid_to: to,
        }
    }

    fn known(number: u128, name: &str, codes: Vec<PlaceCode>) -> KnownPlace {
        KnownPlace {
            id: place(number),
            names: vec![name.into()],
            codes,
            aliases: Vec::new(),
        }
    }

    /// A county (1) that gave its code to a region (2) in June 2022, a town (3) with a district code, two sites.
    fn a_gazetteer() -> Places {
        let last = date(2022, 6, 5);
        let mut town = known(3, "Bridgeport", vec![code("0150011", None, None)]);
        town.aliases.push(Alias {
            alias: "Park City".into(),
            learned_from: String::new(),
        });
        town.aliases.push(Alias {
            alias: "Main office".into(),
            learned_from: "desk".into(),
        });
        Places::new(&[
            known(1, "Fairfield County", vec![code("09001", None, Some(last))]),
            known(
                2,
                "Western Region",
                vec![code("09001", Some(date(2022, 6, 6)), None)],
            ),
            town,
            known(4, "Lantern Street", Vec::new()),
            known(5, "Gullwing Middle", Vec::new()),
            known(6, "Gullwing Middle", Vec::new()),
        ])
    }

    #[test]
    fn each_step_from_the_surest_to_the_least_sure() {
        let index = a_gazetteer();
        let (then, now) = (date(2019, 6, 30), date(2023, 6, 30));
        let one = |number, how| {
            Match::One(Found {
                place: place(number),
                how,
            })
        };
        let cases = [
            ("09001", then, "", one(1, How::CodeThen)),
            ("09001", now, "", one(2, How::CodeThen)),
            (" 0150011 ", then, "", one(3, How::CodeThen)),
            ("150011", then, "", one(3, How::CodeWithoutZeros)),
            ("park city", then, "", one(3, How::Alias)),
            ("Main Office", then, "desk", one(3, How::PartnerAlias)),
            ("Bridgeport School District", then, "", one(3, How::Name)),
            ("Bridgeport, Connecticut", then, "", one(3, How::Name)),
            (
                "Gullwing Middle",
                then,
                "",
                Match::Several(vec![place(5), place(6)]),
            ),
            ("Lantrn Street", then, "", Match::Unknown(vec![place(4)])),
            ("Zzyzx", then, "", Match::Unknown(Vec::new())),
        ];
        for (text, day, partner, expected) in cases {
            assert_eq!(index.find(text, day, partner), expected, "{text} on {day}");
        }
    }

    #[test]
    fn a_code_that_held_at_another_time_is_found_but_said_so() {
        let index = Places::new(&[known(
            1,
            "Fairfield County",
            vec![code("09001", None, Some(date(2022, 6, 5)))],
        )]);
        let expected = Match::One(Found {
            place: place(1),
            how: How::CodeEver,
        });
        assert_eq!(index.find("09001", date(2022, 6, 6), ""), expected);
        assert_eq!(index.find("09001", date(2022, 6, 5), "").place(), Some(place(1)));
    }

    #[test]
    fn what_one_partner_calls_a_place_says_nothing_about_another() {
        let index = a_gazetteer();
        let answer = index.find("Main office", date(2019, 6, 30), "school");
        assert_eq!(answer.place(), None);
    }
}
