//! Invented participants of three invented partners: a district, a clinic, an after-school programme. Nobody of them lives or has
//! lived; their names are made of ships and shores. The same count gives the same people, on every machine.

/// A child of the invented city, as it is.
#[derive(Debug, Clone, PartialEq)]
struct Child {
    given: String,
    family: String,
    born: [u16; 3],
    street: String,
    house: u32,
    postcode: &'static str,
    school: usize,
    grade: usize,
    language: usize,
    /// How the child was present in the year before, of a hundred.
    before: f64,
    /// Days in the after-school programme, if it took part.
    days: Option<u32>,
    /// And in the year that is asked about.
    after: f64,
    seen_at_clinic: bool,
    is_pupil: bool,
}

/// One partner's file: its headings and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Headings.
    pub head: Vec<&'static str>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

/// What one partner has: who its people are, which never leaves it, and what it knows of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Names, births, addresses, beside the partner's own numbers.
    pub names: File,
    /// What is sent, beside the same numbers.
    pub facts: File,
    /// Which child each row is of, as nobody knows who links: to see in tests how right a linkage is.
    pub children: Vec<usize>,
}

/// The three partners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invented {
    /// The district.
    pub district: Partner,
    /// The clinic.
    pub clinic: Partner,
    /// The after-school programme.
    pub programme: Partner,
}

/// Headings of what names people, as the schema calls them.
const NAMES: [&str; 7] = [
    "pseudonym",
    "given_name",
    "family_name",
    "date_of_birth",
    "street",
    "house_number",
    "postcode",
];
/// Schools of the invented district; they are places of the demonstration (`demo/places.csv`).
const SCHOOLS: [&str; 16] = [
    "Binnacle School",
    "Oystershell School",
    "Bowsprit School",
    "Kelp Lane School",
    "Halyard School",
    "Driftway School",
    "Saltmarsh School",
    "Cormorant School",
    "Anchorage School",
    "Windlass School",
    "Pilot Point School",
    "Marlin School",
    "Gangway School",
    "Eddy Creek School",
    "Ropewalk School",
    "Mizzen School",
];
const GRADES: [&str; 6] = ["Grade 3", "Grade 4", "Grade 5", "Grade 6", "Grade 7", "Grade 8"];
const LANGUAGES: [&str; 3] = ["English", "Spanish", "Another"];
const GIVEN: [&str; 48] = [
    "Marlin", "Coral", "Reed", "Pearl", "Finn", "Isla", "Skipper", "Brine", "Wade", "Delta", "Gale", "Tide",
    "Cove", "Shelly", "Sandy", "Heron", "Wren", "Osprey", "Ferry", "Harbor", "Jetty", "Keel", "Luff",
    "Mizzen", "Nautica", "Oakum", "Piper", "Quill", "Rudder", "Sailor", "Tiller", "Umber", "Vesper", "Wharf",
    "Yarrow", "Zephyr", "Bosun", "Capri", "Dory", "Ensign", "Fathom", "Galley", "Halyard", "Islet", "Jib",
    "Kelpie", "Lagoon", "Merrow",
];
const SHIPS: [&str; 36] = [
    "Anchor", "Ballast", "Capstan", "Davit", "Ebb", "Fender", "Gannet", "Hawser", "Inlet", "Jigger", "Kedge",
    "Leeward", "Mast", "Narrow", "Oar", "Pontoon", "Quay", "Rigger", "Sextant", "Tackle", "Upwind", "Vane",
    "Wake", "Yawl", "Barnacle", "Cutter", "Dinghy", "Estuary", "Foghorn", "Gunwale", "Harpoon", "Ironclad",
    "Jetsam", "Knot", "Lighter", "Moor",
];
const ENDS: [&str; 14] = [
    "son", "ley", "wood", "by", "worth", "ton", "er", "field", "ham", "wick", "stead", "more", "ford", "land",
];
const TAILS: [&str; 9] = ["", "a", "ie", "en", "is", "ette", "o", "wyn", "ora"];
const STREETS: [&str; 32] = [
    "Bollard",
    "Capstan",
    "Dogwatch",
    "Eelgrass",
    "Ferryman",
    "Gull",
    "Hull",
    "Ironwharf",
    "Jibboom",
    "Keelson",
    "Lobster",
    "Moorings",
    "Netmender",
    "Oarlock",
    "Plank",
    "Quarterdeck",
    "Rope",
    "Sandbar",
    "Tern",
    "Undertow",
    "Varnish",
    "Waterline",
    "Yardarm",
    "Zenith",
    "Abeam",
    "Bilge",
    "Chandlery",
    "Drogue",
    "Flotsam",
    "Grapnel",
    "Hatchway",
    "Inshore",
];
const WAYS: [&str; 6] = ["Street", "Row", "Lane", "Way", "Court", "Road"];
const POSTCODES: [&str; 6] = ["00601", "00602", "00603", "00604", "00605", "00606"];

/// Where the drawing begins.
const SEED: u64 = 0x4841_5242_4f52;

/// Numbers that look drawn by lot and are the same every time (SplitMix64; Steele, Lea and Flood 2014).
struct Lot(u64);

impl Lot {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        (self.number() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn is(&mut self, share: f64) -> bool {
        self.share() < share
    }

    fn below(&mut self, most: usize) -> usize {
        (self.number() % most as u64) as usize
    }

    /// One of them, the first far more often than the last, as names are.
    fn common<'a>(&mut self, of: &'a [&'a str]) -> &'a str {
        let place = self.share() * self.share() * of.len() as f64;
        of[(place as usize).min(of.len() - 1)]
    }

    /// About normal, with mean 0 and deviation 1: the sum of twelve shares.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }
}

/// Invents so many participants.
pub fn invent(count: usize) -> Invented {
    let mut lot = Lot(SEED);
    let children = children(&mut lot, count);
    let mut write = |letter: char,
                     belongs: fn(&Child) -> bool,
                     head: &[&'static str],
                     facts: fn(&Child) -> Vec<String>| {
        partner(&mut lot, (letter, &children), belongs, head, facts)
    };
    Invented {
        district: write(
            'L',
            |child| child.is_pupil,
            &[
                "Pseudonym",
                "School",
                "Grade",
                "Language",
                "Attendance before",
                "Attendance",
            ],
            |child| {
                vec![
                    SCHOOLS[child.school].to_owned(),
                    GRADES[child.grade].to_owned(),
                    LANGUAGES[child.language].to_owned(),
                    format!("{:.1}", child.before),
                    format!("{:.1}", child.after),
                ]
            },
        ),
        clinic: write(
            'T',
            |child| child.seen_at_clinic,
            &["Pseudonym", "Visits"],
            // From one to three visits in the year, for no reason that anybody knows.
            |child| vec![(1 + child.house % 3).to_string()],
        ),
        programme: write(
            'B',
            |child| child.days.is_some(),
            &["Pseudonym", "Days"],
            |child| vec![child.days.unwrap_or_default().to_string()],
        ),
    }
}

/// Households one after another, with brothers, sisters and twins.
fn children(lot: &mut Lot, count: usize) -> Vec<Child> {
    let schools: Vec<f64> = SCHOOLS.iter().map(|_| lot.normal()).collect();
    let mut children: Vec<Child> = Vec::with_capacity(count);
    while children.len() < count {
        let family = family(lot);
        let street = street(lot);
        let (house, postcode) = (1 + lot.below(180) as u32, POSTCODES[lot.below(POSTCODES.len())]);
        let (school, language) = (lot.below(SCHOOLS.len()), language(lot));
        let size = 1 + usize::from(lot.is(0.45)) + usize::from(lot.is(0.2));
        let mut last: Option<Child> = None;
        for _ in 0..size {
            let grade = lot.below(GRADES.len());
            let twin = last.as_ref().filter(|_| lot.is(0.04)).cloned();
            let (grade, born) = match &twin {
                Some(one) => (one.grade, one.born),
                None => (
                    grade,
                    [
                        2015 - grade as u16,
                        1 + lot.below(12) as u16,
                        1 + lot.below(28) as u16,
                    ],
                ),
            };
            let mut given = given(lot);
            if last.as_ref().is_some_and(|one| one.given == given) {
                given = format!("{given}-{}", GIVEN[lot.below(GIVEN.len())]);
            }
            let child = child(lot, (school, schools[school]), (grade, language));
            let child = Child {
                given,
                family: family.clone(),
                born,
                street: street.clone(),
                house,
                postcode,
                ..child
            };
            last = Some(child.clone());
            children.push(child);
        }
    }
    children.truncate(count);
    children
}

/// A family name of two parts, some of four: there are so many that namesakes are about as frequent as in a city.
fn family(lot: &mut Lot) -> String {
    let one = |lot: &mut Lot| format!("{}{}", lot.common(&SHIPS), ENDS[lot.below(ENDS.len())]);
    let first = one(lot);
    if lot.is(0.3) {
        return format!("{first}-{}", one(lot));
    }
    first
}

fn given(lot: &mut Lot) -> String {
    format!("{}{}", lot.common(&GIVEN), lot.common(&TAILS))
}

fn street(lot: &mut Lot) -> String {
    format!(
        "{} {}",
        STREETS[lot.below(STREETS.len())],
        WAYS[lot.below(WAYS.len())]
    )
}

fn language(lot: &mut Lot) -> usize {
    let share = lot.share();
    usize::from(share > 0.5) + usize::from(share > 0.88)
}

/// What is known of a child beside who it is. Those who were absent more join more often, so that participants as they are look
/// worse than they did: comparing like with like is needed, and finds about a point and a half more.
fn child(lot: &mut Lot, (school, tone): (usize, f64), (grade, language): (usize, usize)) -> Child {
    let before =
        (92.0 + 1.2 * tone + 4.0 * lot.normal() - f64::from(u8::from(language == 1))).clamp(55.0, 100.0);
    let pull = -2.1 - 0.11 * (before - 92.0) + 0.5 * f64::from(u8::from(language == 1)) - 0.12 * grade as f64
        + 0.25 * tone;
    let joins = lot.is(1.0 / (1.0 + (-pull).exp()));
    let days = joins.then(|| 4 + lot.below(116) as u32);
    let gain = days.map_or(0.0, |days| 0.6 + 0.016 * f64::from(days));
    let after = 28.0 + 0.69 * before + 0.9 * tone + gain + 2.6 * lot.normal();
    let is_pupil = !lot.is(0.07);
    Child {
        given: String::new(),
        family: String::new(),
        born: [0; 3],
        street: String::new(),
        house: 0,
        postcode: POSTCODES[0],
        school,
        grade,
        language,
        before,
        days,
        after: after.clamp(40.0, 100.0),
        // Everybody is known somewhere.
        seen_at_clinic: lot.is(0.34) || (!is_pupil && days.is_none()),
        is_pupil,
    }
}

/// One partner's file, in an order of its own, with the slips of its own desk.
fn partner(
    lot: &mut Lot,
    (letter, children): (char, &[Child]),
    belongs: fn(&Child) -> bool,
    head: &[&'static str],
    facts_of: fn(&Child) -> Vec<String>,
) -> Partner {
    let mut own: Vec<usize> = (0..children.len())
        .filter(|place| belongs(&children[*place]))
        .collect();
    for last in (1..own.len()).rev() {
        own.swap(last, lot.below(last + 1));
    }
    let (mut names, mut facts) = (Vec::new(), Vec::new());
    for (place, child) in own.iter().map(|child| &children[*child]).enumerate() {
        let number = format!("{letter}-{:05}", place + 1);
        let mut row = vec![number.clone()];
        row.extend(typed(lot, child));
        names.push(row);
        let mut row = vec![number];
        row.extend(facts_of(child));
        facts.push(row);
    }
    Partner {
        names: File {
            head: NAMES.to_vec(),
            rows: names,
        },
        facts: File {
            head: head.to_vec(),
            rows: facts,
        },
        children: own,
    }
}

/// Who a child is as somebody typed it: letters slip, days are turned, families move.
fn typed(lot: &mut Lot, child: &Child) -> Vec<String> {
    let slip = |lot: &mut Lot, text: &str, share: f64| {
        if lot.is(share) {
            slipped(lot, text)
        } else {
            text.to_owned()
        }
    };
    let given = slip(lot, &child.given, 0.06);
    let family = slip(lot, &child.family, 0.06);
    let [mut year, mut month, mut day] = child.born;
    if lot.is(0.015) && day <= 12 {
        (month, day) = (day, month);
    } else if lot.is(0.01) {
        year -= 1;
    }
    let has_moved = lot.is(0.09);
    let moved_to = if has_moved {
        street(lot)
    } else {
        child.street.clone()
    };
    let street = moved_to.as_str();
    let house = if has_moved {
        1 + lot.below(180) as u32
    } else {
        child.house
    };
    let (street, house) = if lot.is(0.03) {
        (String::new(), String::new())
    } else {
        (slip(lot, street, 0.05), house.to_string())
    };
    vec![
        given,
        family,
        format!("{year}-{month:02}-{day:02}"),
        street,
        house,
        child.postcode.to_owned(),
    ]
}

/// A text with one letter left out, doubled or exchanged with the next.
fn slipped(lot: &mut Lot, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 3 {
        return text.to_owned();
    }
    let place = 1 + lot.below(letters.len() - 2);
    match lot.below(3) {
        0 => {
            letters.remove(place);
        }
        1 => letters.insert(place, letters[place]),
        _ => letters.swap(place, place + 1),
    }
    letters.into_iter().collect()
}

impl File {
    /// The file as CSV. Nothing in it needs quotes.
    pub fn csv(&self) -> String {
        let mut text = self.head.join(",");
        for row in &self.rows {
            text.push('\n');
            text.push_str(&row.join(","));
        }
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_twelve_thousand_come_every_time_and_nobody_is_known_nowhere() {
        let one = invent(12_000);
        assert_eq!(one, invent(12_000));
        let sizes = [&one.district, &one.clinic, &one.programme].map(|partner| partner.names.rows.len());
        assert!((10_500..11_700).contains(&sizes[0]), "{sizes:?}");
        assert!((3_500..5_500).contains(&sizes[1]), "{sizes:?}");
        assert!((900..2_400).contains(&sizes[2]), "{sizes:?}");
        assert_eq!(one.district.facts.rows.len(), sizes[0]);
    }
}
