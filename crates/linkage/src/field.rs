//! Fields: one column of every source that means the same, cleaned, each different value once.

use crate::fault::Fault;
use crate::normal;
use crate::role::{Role, recognise};
use crate::source::{Source, Texts, hash};

/// Fields at most: a pattern of agreement has four bits for each.
pub const FIELDS_MAX: usize = 16;
/// The id of a missing value.
pub const MISSING: u32 = 0;

/// One field over all records.
pub struct Field {
    /// Its name in reports: that of its first column.
    pub name: String,
    /// What it says.
    pub role: Role,
    /// For each record its value; [`MISSING`] where there is none.
    pub ids: Vec<u32>,
    values: Texts,
    hashes: Vec<u64>,
    counts: Vec<[u32; 2]>,
}

impl Field {
    /// The text of a value.
    pub(crate) fn bytes(&self, id: u32) -> &[u8] {
        self.values.text(id).as_bytes()
    }

    /// The hash of a value: the same for equal texts of other fields.
    pub(crate) fn hash(&self, id: u32) -> u64 {
        self.hashes[id as usize]
    }

    /// How many different values there are, the missing one among them.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// In how many records of the first source, and of all others, a value stands.
    pub(crate) fn count(&self, id: u32) -> [u32; 2] {
        self.counts[id as usize]
    }

    /// Records that have a value, of the first source and of the others.
    pub(crate) fn filled(&self) -> [f64; 2] {
        let mut filled = [0.0, 0.0];
        for counts in self.counts.iter().skip(1) {
            filled[0] += f64::from(counts[0]);
            filled[1] += f64::from(counts[1]);
        }
        filled
    }

    fn of_texts(name: String, role: Role, mut values: Texts, ids: Vec<u32>, first: usize) -> Field {
        values.settle();
        let hashes = (0..values.len())
            .map(|id| hash(values.text(u32::try_from(id).expect("counted by u32")).as_bytes()))
            .collect();
        let mut counts = vec![[0_u32; 2]; values.len()];
        for (record, id) in ids.iter().enumerate() {
            counts[*id as usize][usize::from(record >= first)] += 1;
        }
        Field {
            name,
            role,
            ids,
            values,
            hashes,
            counts,
        }
    }
}

/// What a person says of columns, where recognising them is not enough.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// Roles by the name of the column.
    pub roles: Vec<(String, Role)>,
}

impl Columns {
    fn role(&self, source: &Source, column: usize) -> Role {
        let name = &source.names()[column];
        let given = self.roles.iter().find(|(given, _)| given == name);
        given.map_or_else(|| recognise(source, column), |(_, role)| *role)
    }
}

/// Which column of each source a field is made of.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub role: Role,
    pub columns: Vec<usize>,
}

/// The columns of all sources that mean the same.
///
/// Errors: a named column is not there; nothing in common; too little.
pub(crate) fn choose(sources: &[Source], told: &Columns) -> Result<Vec<Choice>, Fault> {
    for (name, _) in &told.roles {
        if !sources.iter().any(|source| source.names().contains(name)) {
            return Err(Fault::NoSuchColumn { column: name.clone() });
        }
    }
    let roles: Vec<Vec<Role>> = sources
        .iter()
        .map(|source| {
            (0..source.names().len())
                .map(|column| told.role(source, column))
                .collect()
        })
        .collect();
    let mut choices: Vec<Choice> = Vec::new();
    for (column, role) in roles[0].iter().enumerate() {
        let is_single = !matches!(role, Role::Category | Role::Text | Role::Identifier | Role::Phone);
        let is_taken = is_single && choices.iter().any(|choice| choice.role == *role);
        if *role == Role::Ignored || is_taken {
            continue;
        }
        let name = normal::signs(&sources[0].names()[column]);
        let mut columns = vec![column];
        for (source, roles) in sources.iter().zip(&roles).skip(1) {
            let has_role = |at: &usize| roles[*at] == *role;
            let is_alike = |at: &usize| normal::signs(&source.names()[*at]) == name;
            let same = (0..roles.len()).filter(has_role).find(is_alike);
            let other = || {
                (0..roles.len())
                    .find(has_role)
                    .filter(|_| is_single || is_sole(roles, *role))
            };
            columns.extend(same.or_else(other));
        }
        if columns.len() == sources.len() {
            choices.push(Choice { role: *role, columns });
        }
    }
    if choices.is_empty() {
        return Err(Fault::NothingInCommon);
    }
    leave_out_doubles(&mut choices);
    // Where there are too many, what tells least is left out.
    choices.sort_by_key(|choice| matches!(choice.role, Role::Category | Role::Text));
    choices.truncate(FIELDS_MAX);
    Ok(choices)
}

fn is_sole(roles: &[Role], role: Role) -> bool {
    matches!(role, Role::Identifier | Role::Phone)
        && roles.iter().filter(|other| **other == role).count() == 1
}

/// A whole name beside its parts, an age beside a birth date: the same said twice would count twice.
fn leave_out_doubles(choices: &mut Vec<Choice>) {
    let has = |choices: &[Choice], role: Role| choices.iter().any(|choice| choice.role == role);
    if has(choices, Role::Given) && has(choices, Role::Surname) {
        choices.retain(|choice| choice.role != Role::FullName);
    } else if has(choices, Role::FullName) {
        choices.retain(|choice| !matches!(choice.role, Role::Given | Role::Surname | Role::Middle));
    }
    if has(choices, Role::BirthDate) {
        let parts = [Role::BirthYear, Role::BirthMonth, Role::BirthDay];
        choices.retain(|choice| !parts.contains(&choice.role));
    }
    if has(choices, Role::BirthDate) || has(choices, Role::BirthYear) {
        choices.retain(|choice| choice.role != Role::Age);
    }
}

/// Makes the fields; takes the columns out of the sources.
///
/// Errors: too little to tell people apart.
pub(crate) fn make(sources: &mut [Source], choices: &[Choice]) -> Result<Vec<Field>, Fault> {
    let mut fields = Vec::new();
    let of_role = |role: Role| choices.iter().find(|choice| choice.role == role);
    if let (Some(year), Some(month), Some(day)) = (
        of_role(Role::BirthYear),
        of_role(Role::BirthMonth),
        of_role(Role::BirthDay),
    ) {
        fields.push(joined_date(sources, [year, month, day]));
    }
    let is_joined = !fields.is_empty();
    for choice in choices {
        match choice.role {
            Role::BirthYear | Role::BirthMonth | Role::BirthDay if is_joined => {}
            Role::FullName => fields.extend(split_name(sources, choice)),
            _ => fields.push(single(sources, choice)),
        }
    }
    // A column with one value for all tells nothing.
    fields.retain(|field| field.len() > 2);
    fields.truncate(FIELDS_MAX);
    let tells = |field: &&Field| field.len() > 20;
    if fields.len() < 2 && fields.iter().filter(tells).count() == 0 {
        return Err(Fault::TooLittle);
    }
    Ok(fields)
}

fn total(sources: &[Source]) -> usize {
    sources.iter().map(Source::rows).sum()
}

fn single(sources: &mut [Source], choice: &Choice) -> Field {
    let name = sources[0].names()[choice.columns[0]].clone();
    let first = sources[0].rows();
    let mut ids = Vec::with_capacity(total(sources));
    let mut values = Texts::default();
    values.id("");
    for (source, column) in sources.iter_mut().zip(&choice.columns) {
        let (texts, raw) = source.take(*column);
        let order = normal::order_of((0..texts.len().min(5000)).map(|id| texts.text(id as u32)));
        let cleaned: Vec<u32> = (0..texts.len())
            .map(|id| values.id(&clean(texts.text(id as u32), choice.role, order)))
            .collect();
        ids.extend(raw.iter().map(|id| cleaned[*id as usize]));
    }
    Field::of_texts(name, choice.role, values, ids, first)
}

/// A value as it is compared.
pub(crate) fn clean(text: &str, role: Role, order: normal::DateOrder) -> String {
    match role {
        Role::BirthDate => normal::date(text, order),
        Role::Email => normal::email(text),
        Role::Phone => {
            let digits = normal::digits(text);
            // A country code before ten digits says nothing.
            digits[digits.len().saturating_sub(10)..].to_owned()
        }
        Role::Identifier | Role::Unit => normal::signs(text),
        Role::HouseNumber | Role::Postcode | Role::Age => normal::number(text),
        Role::BirthYear | Role::BirthMonth | Role::BirthDay => normal::number(text),
        Role::Sex => normal::signs(text).chars().take(1).collect(),
        Role::Given
        | Role::Middle
        | Role::Surname
        | Role::FullName
        | Role::Street
        | Role::City
        | Role::State
        | Role::Category
        | Role::Text
        | Role::Ignored => normal::words(text),
    }
}

/// Year, month and day in three columns become one date.
fn joined_date(sources: &mut [Source], parts: [&Choice; 3]) -> Field {
    let name = sources[0].names()[parts[0].columns[0]].clone();
    let first = sources[0].rows();
    let mut values = Texts::default();
    values.id("");
    let mut ids = Vec::with_capacity(total(sources));
    for (place, source) in sources.iter().enumerate() {
        for row in 0..source.rows() {
            let part = |choice: &Choice| normal::number(source.cell(row, choice.columns[place]));
            let [year, month, day] = parts.map(part);
            let text = match (year.len(), year.as_str()) {
                (4, year) => format!("{year}{month:0>2}{day:0>2}"),
                (2, year) => format!("19{year}{month:0>2}{day:0>2}"),
                _ => String::new(),
            };
            ids.push(values.id(if text.len() == 8 { &text } else { "" }));
        }
    }
    Field::of_texts(name, Role::BirthDate, values, ids, first)
}

/// A whole name becomes given name, middle names and surname: the last word is the surname, unless a comma says so.
fn split_name(sources: &mut [Source], choice: &Choice) -> Vec<Field> {
    let name = sources[0].names()[choice.columns[0]].clone();
    let first = sources[0].rows();
    let mut values = [Texts::default(), Texts::default(), Texts::default()];
    let mut ids = [Vec::new(), Vec::new(), Vec::new()];
    for part in &mut values {
        part.id("");
    }
    for (source, column) in sources.iter_mut().zip(&choice.columns) {
        let (texts, raw) = source.take(*column);
        let split: Vec<[u32; 3]> = (0..texts.len())
            .map(|id| {
                let parts = parts_of_name(texts.text(id as u32));
                [0, 1, 2].map(|part| values[part].id(&parts[part]))
            })
            .collect();
        for id in raw {
            for (part, ids) in ids.iter_mut().enumerate() {
                ids.push(split[id as usize][part]);
            }
        }
    }
    let roles = [Role::Given, Role::Middle, Role::Surname];
    let labels = ["given", "middle", "surname"];
    values
        .into_iter()
        .zip(ids)
        .zip(roles.into_iter().zip(labels))
        .map(|((values, ids), (role, label))| {
            Field::of_texts(format!("{name} ({label})"), role, values, ids, first)
        })
        .collect()
}

fn parts_of_name(text: &str) -> [String; 3] {
    if let Some((surname, rest)) = text.split_once(',') {
        let rest = normal::words(rest);
        let (given, middle) = rest.split_once(' ').unwrap_or((&rest, ""));
        return [given.to_owned(), middle.to_owned(), normal::words(surname)];
    }
    let whole = normal::words(text);
    let words: Vec<&str> = whole.split(' ').filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [] => [String::new(), String::new(), String::new()],
        [one] => [String::new(), String::new(), (*one).to_owned()],
        [given, middle @ .., surname] => [(*given).to_owned(), middle.join(" "), (*surname).to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(names: &[&str], rows: &[&[&str]]) -> Source {
        let mut source = Source::new(names.iter().map(|name| (*name).to_owned()).collect()).unwrap();
        for row in rows {
            source.push(row.iter().copied()).unwrap();
        }
        source
    }

    #[test]
    fn columns_meet_by_meaning_and_values_are_cleaned() {
        let mut sources = [
            source(
                &["First name", "DOB"],
                &[&["José", "31/01/1980"], &["Ann", "03/04/1981"]],
            ),
            source(&["birth_date", "given"], &[&["1980-01-31", "x"]]),
        ];
        let told = Columns {
            roles: vec![("given".to_owned(), Role::Given)],
        };
        let choices = choose(&sources, &told).unwrap();
        let fields = make(&mut sources, &choices).unwrap();
        assert_eq!(fields.len(), 2);
        let date = &fields[1];
        assert_eq!(date.ids[0], date.ids[2]);
        assert_eq!(date.count(date.ids[0]), [1, 1]);
        assert_eq!(fields[0].bytes(fields[0].ids[0]), b"jose");
        let wrong = Columns {
            roles: vec![("nowhere".to_owned(), Role::Given)],
        };
        assert!(matches!(
            choose(&sources, &wrong),
            Err(Fault::NoSuchColumn { .. })
        ));
    }

    #[test]
    fn a_whole_name_is_taken_apart() {
        assert_eq!(parts_of_name("Ada B. Lovelace"), ["ada", "b", "lovelace"]);
        assert_eq!(parts_of_name("Lovelace, Ada B."), ["ada", "b", "lovelace"]);
        assert_eq!(parts_of_name("Ada"), ["", "", "ada"]);
    }
}
