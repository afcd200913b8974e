//! What a column means, recognised by its name and, where the name says nothing, by what stands in it.

use crate::source::Source;

/// What a column says of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// First name.
    Given,
    /// Middle name or initial.
    Middle,
    /// Family name.
    Surname,
    /// The whole name in one column; taken apart if there are no columns for its parts.
    FullName,
    /// Date of birth.
    BirthDate,
    /// Year of birth, where the date comes in parts.
    BirthYear,
    /// Month of birth.
    BirthMonth,
    /// Day of birth.
    BirthDay,
    /// Age in years.
    Age,
    /// Sex or gender.
    Sex,
    /// House number.
    HouseNumber,
    /// Street, or the whole address in one column.
    Street,
    /// Flat, unit, building, or a second line of address.
    Unit,
    /// City, town or suburb.
    City,
    /// State, province or county.
    State,
    /// Postcode or ZIP code.
    Postcode,
    /// Telephone.
    Phone,
    /// Electronic mail.
    Email,
    /// A number that somebody gives to one person: social security, pupil number.
    Identifier,
    /// One of a few words: ethnicity, occupation, school.
    Category,
    /// Any other short text.
    Text,
    /// Not compared: keys of rows, and what tells nothing.
    Ignored,
}

/// What a column belongs to; columns of one group agree together for people who are not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The person alone.
    Person,
    /// What a family shares.
    Family,
    /// What a household shares.
    Dwelling,
    /// What neighbours share.
    Area,
}

impl Role {
    /// All roles with the word that a model uses for each.
    pub const WORDS: [(Role, &'static str); 22] = [
        (Role::Given, "given_name"),
        (Role::Middle, "middle_name"),
        (Role::Surname, "surname"),
        (Role::FullName, "full_name"),
        (Role::BirthDate, "birth_date"),
        (Role::BirthYear, "birth_year"),
        (Role::BirthMonth, "birth_month"),
        (Role::BirthDay, "birth_day"),
        (Role::Age, "age"),
        (Role::Sex, "sex"),
        (Role::HouseNumber, "house_number"),
        (Role::Street, "street"),
        (Role::Unit, "unit"),
        (Role::City, "city"),
        (Role::State, "state"),
        (Role::Postcode, "postcode"),
        (Role::Phone, "phone"),
        (Role::Email, "email"),
        (Role::Identifier, "identifier"),
        (Role::Category, "category"),
        (Role::Text, "text"),
        (Role::Ignored, "ignored"),
    ];

    /// The word a model uses.
    pub fn word(self) -> &'static str {
        Role::WORDS
            .iter()
            .find(|(role, _)| *role == self)
            .map_or("ignored", |(_, word)| word)
    }

    /// The role of a word.
    pub fn of_word(word: &str) -> Option<Role> {
        Role::WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(role, _)| *role)
    }

    /// Whether a column of this name holds keys of rows.
    pub fn is_key(name: &str) -> bool {
        let name = crate::normal::signs(name);
        KEYS.iter().any(|word| match word.strip_prefix('=') {
            Some(whole) => name == whole,
            None => name.contains(word),
        })
    }

    /// What it belongs to.
    pub fn group(self) -> Group {
        match self {
            Role::Surname | Role::Phone => Group::Family,
            Role::HouseNumber | Role::Street | Role::Unit => Group::Dwelling,
            Role::City | Role::State | Role::Postcode => Group::Area,
            Role::Given
            | Role::Middle
            | Role::FullName
            | Role::BirthDate
            | Role::BirthYear
            | Role::BirthMonth
            | Role::BirthDay
            | Role::Age
            | Role::Sex
            | Role::Email
            | Role::Identifier
            | Role::Category
            | Role::Text
            | Role::Ignored => Group::Person,
        }
    }
}

/// Names of columns that hold keys of rows.
const KEYS: [&str; 7] = [
    "=id",
    "recid",
    "recordid",
    "uniqueid",
    "rowid",
    "simulantid",
    "=key",
];

/// Words in names of columns, without signs; the first that fits counts. `=` asks for the whole name.
const NAMES: [(&str, Role); 106] = [
    ("=id", Role::Ignored),
    ("recid", Role::Ignored),
    ("recordid", Role::Ignored),
    ("uniqueid", Role::Ignored),
    ("rowid", Role::Ignored),
    ("rownumber", Role::Ignored),
    ("=row", Role::Ignored),
    ("=index", Role::Ignored),
    ("=unnamed0", Role::Ignored),
    ("simulantid", Role::Ignored),
    ("householdid", Role::Ignored),
    ("entityid", Role::Ignored),
    ("clusterid", Role::Ignored),
    ("=cluster", Role::Ignored),
    ("=truth", Role::Ignored),
    ("=label", Role::Ignored),
    ("sourcedataset", Role::Ignored),
    ("employer", Role::Ignored),
    ("relationship", Role::Ignored),
    ("relation", Role::Ignored),
    ("mother", Role::Text),
    ("father", Role::Text),
    ("guardian", Role::Text),
    ("parent", Role::Text),
    ("socialsecurity", Role::Identifier),
    ("socsecid", Role::Identifier),
    ("=ssn", Role::Identifier),
    ("nhsnumber", Role::Identifier),
    ("medicaid", Role::Identifier),
    ("passport", Role::Identifier),
    ("studentid", Role::Identifier),
    ("studentnumber", Role::Identifier),
    ("pupilnumber", Role::Identifier),
    ("pupilid", Role::Identifier),
    ("stateid", Role::Identifier),
    ("nationalid", Role::Identifier),
    ("taxid", Role::Identifier),
    ("voterid", Role::Ignored),
    ("email", Role::Email),
    ("=mail", Role::Email),
    ("phone", Role::Phone),
    ("mobile", Role::Phone),
    ("telefono", Role::Phone),
    ("birthplace", Role::Category),
    ("placeofbirth", Role::Category),
    ("birthyear", Role::BirthYear),
    ("yearofbirth", Role::BirthYear),
    ("dobyear", Role::BirthYear),
    ("=yob", Role::BirthYear),
    ("=by", Role::BirthYear),
    ("birthmonth", Role::BirthMonth),
    ("monthofbirth", Role::BirthMonth),
    ("dobmonth", Role::BirthMonth),
    ("=mob", Role::BirthMonth),
    ("=bm", Role::BirthMonth),
    ("birthday", Role::BirthDay),
    ("dayofbirth", Role::BirthDay),
    ("dobday", Role::BirthDay),
    ("=bd", Role::BirthDay),
    ("dateofbirth", Role::BirthDate),
    ("birthdate", Role::BirthDate),
    ("fechadenacimiento", Role::BirthDate),
    ("fechanacimiento", Role::BirthDate),
    ("dob", Role::BirthDate),
    ("born", Role::BirthDate),
    ("middle", Role::Middle),
    ("=fnamec2", Role::Middle),
    ("=fnamec1", Role::Given),
    ("=lnamec1", Role::Surname),
    ("=lnamec2", Role::Text),
    ("firstandsurname", Role::FullName),
    ("fullname", Role::FullName),
    ("surname", Role::Surname),
    ("lastname", Role::Surname),
    ("familyname", Role::Surname),
    ("apellido", Role::Surname),
    ("=lname", Role::Surname),
    ("=last", Role::Surname),
    ("firstname", Role::Given),
    ("givenname", Role::Given),
    ("forename", Role::Given),
    ("=fname", Role::Given),
    ("=first", Role::Given),
    ("=nombre", Role::Given),
    ("=name", Role::FullName),
    ("=sex", Role::Sex),
    ("gender", Role::Sex),
    ("=sexo", Role::Sex),
    ("=age", Role::Age),
    ("ageyears", Role::Age),
    ("streetnumber", Role::HouseNumber),
    ("housenumber", Role::HouseNumber),
    ("unitnumber", Role::Unit),
    ("apartment", Role::Unit),
    ("=unit", Role::Unit),
    ("address2", Role::Unit),
    ("street", Role::Street),
    ("address1", Role::Street),
    ("postcode", Role::Postcode),
    ("postalcode", Role::Postcode),
    ("zip", Role::Postcode),
    ("pobox", Role::Unit),
    ("suburb", Role::City),
    ("city", Role::City),
    ("town", Role::City),
    ("county", Role::State),
];

/// Further words, after those that are parts of longer ones.
const LATER: [(&str, Role); 6] = [
    ("state", Role::State),
    ("province", Role::State),
    ("address", Role::Street),
    ("direccion", Role::Street),
    ("ciudad", Role::City),
    ("codigopostal", Role::Postcode),
];

/// What a column most likely is.
pub fn recognise(source: &Source, column: usize) -> Role {
    recognise_name(&source.names()[column]).unwrap_or_else(|| by_content(source, column))
}

/// What a column of this name most likely is, if the name says so.
pub(crate) fn recognise_name(name: &str) -> Option<Role> {
    let name: String = crate::normal::signs(name);
    let by_name = NAMES
        .iter()
        .chain(&LATER)
        .find(|(word, _)| match word.strip_prefix('=') {
            Some(whole) => name == whole,
            None => name.contains(word),
        });
    by_name.map(|(_, role)| *role)
}

/// Rows that are looked at.
const LOOKED_AT: usize = 2000;

fn by_content(source: &Source, column: usize) -> Role {
    let texts = source.texts(column);
    let looked = texts.len().min(LOOKED_AT);
    let mut found = [0_usize; 3];
    let mut filled = 0_usize;
    for id in 0..looked {
        let text = texts.text(u32::try_from(id).expect("at most LOOKED_AT")).trim();
        if text.is_empty() {
            continue;
        }
        filled += 1;
        found[0] += usize::from(text.contains('@') && text.contains('.'));
        found[1] += usize::from(is_date(text));
        found[2] += usize::from(
            text.bytes()
                .all(|sign| sign.is_ascii_digit() || b".,-$ ".contains(&sign)),
        );
    }
    let mostly = |count: usize| filled > 0 && count * 10 >= filled * 8;
    // A number or code of its own for nearly every row is the row's key, not the person's.
    let is_key = source.rows() > 20 && texts.len() * 100 >= source.rows() * 99;
    let is_few = texts.len() <= 60 || texts.len() * 20 <= source.rows();
    if mostly(found[0]) {
        Role::Email
    } else if mostly(found[1]) {
        // A date without a name that says so may be of an enrolment or a visit.
        Role::Ignored
    } else if filled == 0 || texts.len() < 2 || is_key {
        Role::Ignored
    } else if is_few {
        Role::Category
    } else if mostly(found[2]) {
        // Amounts, scores and codes of unknown meaning; a number given to a person has to be named.
        Role::Ignored
    } else {
        Role::Text
    }
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    parts.len() == 3
        && parts
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(name: &str, cells: &[&str]) -> Role {
        let mut source = Source::new(vec![name.to_owned()]).unwrap();
        for cell in cells {
            source.push([*cell].into_iter()).unwrap();
        }
        recognise(&source, 0)
    }

    #[test]
    fn columns_are_recognised_by_name() {
        for (name, expected) in [
            ("First Name", Role::Given),
            ("given_name", Role::Given),
            ("LAST_NAME", Role::Surname),
            ("Date of birth", Role::BirthDate),
            ("DOB", Role::BirthDate),
            ("soc_sec_id", Role::Identifier),
            ("mailing_address_zipcode", Role::Postcode),
            ("street_number", Role::HouseNumber),
            ("address_2", Role::Unit),
            ("middle_initial", Role::Middle),
            ("rec_id", Role::Ignored),
            ("birth_place", Role::Category),
            ("Student ID", Role::Identifier),
        ] {
            assert_eq!(role(name, &["x"]), expected, "{name}");
        }
    }

    #[test]
    fn columns_without_a_telling_name_are_recognised_by_what_stands_in_them() {
        assert_eq!(role("contact", &["a@b.org", "c@d.org"]), Role::Email);
        assert_eq!(role("visited", &["2024-01-02", "2024-01-03"]), Role::Ignored);
        assert_eq!(role("colour", &["red", "blue"]), Role::Category);
        assert_eq!(role("nothing", &["", ""]), Role::Ignored);
    }

    #[test]
    fn every_role_has_a_word() {
        for (role, word) in Role::WORDS {
            assert_eq!((role.word(), Role::of_word(word)), (word, Some(role)));
        }
    }
}
