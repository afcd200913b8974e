//! Learning the model without any known link: expectation and maximization over patterns of agreement.
//!
//! Sources: Fellegi and Sunter 1969; Winkler 1988 (EM for m and the share of matches with u from random pairs). The
//! classes between "same" and "chance" are ours; pairs that no key brought together are represented by random
//! pairs with their weight, so that the shares are those of all pairs.

use crate::compare::{is_exact, level, level_of};
use crate::field::Field;
use crate::model::{
    CLASS_COUNT, CLASSES, Class, FieldWeights, Levels, MATCHES, Model, Tables, Use, sum_of_logs, used,
};
use crate::role::{Group, Role};

/// Rounds at most.
const ROUNDS: usize = 80;
/// Matches and households that the assumed distributions count for.
const ASSUMED: f64 = 12.0;

/// A pattern with how many pairs it stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    pub pattern: u64,
    pub pairs: f64,
    /// Whether a key brought them together; others cannot be matches.
    pub is_candidate: bool,
}

/// What is counted once, before any learning.
pub(crate) struct Ground {
    /// All pairs that could be formed.
    pub pairs: f64,
    /// For each field the pairs in which both records have it.
    pub filled: Vec<f64>,
    /// For each field and exact level the pairs that agree so, over all pairs.
    pub exact: Vec<Levels>,
    /// For each field and exact level the share of records whose value is so common.
    pub mass: Vec<Levels>,
    /// For each field the levels of random pairs.
    pub random: Vec<Levels>,
}

impl Ground {
    /// Counts values; `random` are patterns of random pairs.
    pub(crate) fn new(
        fields: &[Field],
        commonness: &[Vec<u8>],
        random: &[u64],
        (pairs, is_inside): (f64, bool),
    ) -> Ground {
        let mut ground = Ground {
            pairs,
            filled: Vec::new(),
            exact: Vec::new(),
            mass: Vec::new(),
            random: vec![[0.0; level::COUNT]; fields.len()],
        };
        for (field, commonness) in fields.iter().zip(commonness) {
            let mut exact = [0.0; level::COUNT];
            let mut mass = [0.0; level::COUNT];
            for id in 1..field.len() {
                let [first, others] = field.count(id as u32).map(f64::from);
                let all = first + others;
                let agreeing = if is_inside {
                    all * (all - 1.0) / 2.0
                } else {
                    first * others
                };
                exact[usize::from(commonness[id])] += agreeing;
                mass[usize::from(commonness[id])] += all;
            }
            let [first, others] = field.filled();
            let all = first + others;
            let filled = if is_inside {
                all * (all - 1.0) / 2.0
            } else {
                first * others
            };
            ground.filled.push(filled.max(1.0));
            ground.exact.push(exact);
            ground.mass.push(mass.map(|records| records / all.max(1.0)));
        }
        for pattern in random {
            for (place, counts) in ground.random.iter_mut().enumerate() {
                counts[usize::from(level_of(*pattern, place))] += 1.0;
            }
        }
        ground
    }

    /// What random pairs show at a field, when so many matches at each level are taken out.
    fn chance(&self, place: usize, matched: &Levels) -> Levels {
        let mut chance = [0.0; level::COUNT];
        let mut exact = 0.0;
        for (number, share) in chance.iter_mut().enumerate() {
            if !is_exact(number as u8) || self.mass[place][number] == 0.0 {
                continue;
            }
            let left = (self.exact[place][number] - matched[number]).max(0.0);
            // Strangers meet in a rare value at least as often as if there were three times as many values as people.
            let least = self.mass[place][number] / (self.filled[place].sqrt() * 3.0);
            *share = (left / self.filled[place]).max(least);
            exact += *share;
        }
        let exact = exact.min(0.999);
        let looked = |number: &usize| *number >= usize::from(level::CLOSE);
        let counted: f64 = (0..level::COUNT)
            .filter(looked)
            .map(|number| self.random[place][number] + 0.3)
            .sum();
        for number in (0..level::COUNT).filter(looked) {
            chance[number] = (1.0 - exact) * (self.random[place][number] + 0.3) / counted;
        }
        chance
    }
}

/// Learns. `begin` is an earlier model to go on from.
pub(crate) fn learn(fields: &[Field], ground: &Ground, seen: &[Seen], begin: Option<Model>) -> Model {
    let mut model = begin.unwrap_or_else(|| first(fields, ground, seen));
    let assumed = assumed(fields, ground);
    for _ in 0..ROUNDS {
        let before = model.shares[0];
        let sums = expect(&model, seen);
        maximize(&mut model, ground, &assumed, &sums);
        if (model.shares[0] / before - 1.0).abs() < 1e-5 {
            break;
        }
    }
    model
}

/// What is assumed of every field before anything is learned.
pub(crate) fn assumed(fields: &[Field], ground: &Ground) -> Vec<Levels> {
    fields
        .iter()
        .zip(&ground.mass)
        .map(|(field, mass)| same(field.role, mass))
        .collect()
}

/// What is expected of all pairs under a model.
pub(crate) struct Sums {
    pub classes: [f64; CLASS_COUNT],
    pub same: Vec<Levels>,
    pub household: Vec<Levels>,
    pub moved: Vec<Levels>,
}

impl Sums {
    pub(crate) fn new(fields: usize) -> Sums {
        Sums {
            classes: [0.0; CLASS_COUNT],
            same: vec![[0.0; level::COUNT]; fields],
            household: vec![[0.0; level::COUNT]; fields],
            moved: vec![[0.0; level::COUNT]; fields],
        }
    }

    /// Adds pairs of one pattern with the probability of each class.
    pub(crate) fn add(&mut self, pattern: u64, classes: &[f64; CLASS_COUNT], pairs: f64) {
        for (sum, class) in self.classes.iter_mut().zip(classes) {
            *sum += class * pairs;
        }
        for place in 0..self.same.len() {
            let level = usize::from(level_of(pattern, place));
            self.same[place][level] += classes[0] * pairs;
            self.moved[place][level] += classes[1] * pairs;
            self.household[place][level] += classes[2] * pairs;
        }
    }
}

/// The probability of each class for a pattern.
pub(crate) fn classes_of(tables: &Tables, pattern: u64, is_candidate: bool) -> [f64; CLASS_COUNT] {
    let mut joint = tables.joint(pattern);
    if !is_candidate {
        joint[..=MATCHES].fill(f64::NEG_INFINITY);
    }
    let whole = sum_of_logs(&joint);
    joint.map(|log| (log - whole).exp())
}

fn expect(model: &Model, seen: &[Seen]) -> Sums {
    let tables = Tables::new(model);
    let mut sums = Sums::new(model.fields.len());
    for seen in seen {
        let classes = classes_of(&tables, seen.pattern, seen.is_candidate);
        sums.add(seen.pattern, &classes, seen.pairs);
    }
    sums
}

/// The likeliest model for what is expected, with the assumed distributions as a few pairs more.
pub(crate) fn maximize(model: &mut Model, ground: &Ground, assumed: &[Levels], sums: &Sums) {
    let total: f64 = sums.classes.iter().sum();
    let has = |group: Group| model.fields.iter().any(|field| field.role.group() == group);
    let possible = possible(&has);
    for ((share, sum), is_possible) in model.shares.iter_mut().zip(&sums.classes).zip(possible) {
        *share = if is_possible {
            (sum + 0.5) / (total + 3.0)
        } else {
            0.0
        };
    }
    // Without a birth date or number, someone of the same name elsewhere is mostly someone else.
    let is_told_apart = |field: &FieldWeights| {
        matches!(
            field.role,
            Role::BirthDate | Role::BirthYear | Role::Identifier | Role::Email
        )
    };
    let most = if model.fields.iter().any(is_told_apart) {
        0.5
    } else {
        0.08
    };
    let stayed = model.shares[0];
    if model.shares[1] > most * stayed {
        model.shares[1] = most * stayed;
    }
    for (place, field) in model.fields.iter_mut().enumerate() {
        let mut same = sums.same[place];
        let mut matched = same;
        for (number, moved) in sums.moved[place].iter().enumerate() {
            matched[number] += moved;
        }
        if used(Class::Moved, field.role.group()) == Use::Same {
            same = matched;
        }
        field.same = held(field.role, shares_of(&same, &assumed[place], ASSUMED));
        field.chance = ground.chance(place, &matched);
        field.moved = shares_of(
            &sums.moved[place],
            &moved(field.role, &assumed[place], &field.chance),
            3.0 * ASSUMED,
        );
        if field.role == Role::Given {
            field.chance[usize::from(level::EXCHANGED)] = 0.0;
        }
        let kin = kin(field.role, &field.chance, &ground.mass[place]);
        let strength = 3.0 * ASSUMED + 0.05 * sums.classes[2];
        field.household = shares_of(&sums.household[place], &kin, strength);
        if field.role == Role::Given {
            // In a family a name comes twice at least as often as among strangers: father and son.
            for number in 1..=usize::from(level::EXACT_LAST) {
                field.household[number] = field.household[number].max(field.chance[number]);
            }
        }
    }
    exchanged_by_chance(model);
}

/// Strangers with each other's names: as often as both names agree by chance.
fn exchanged_by_chance(model: &mut Model) {
    let exact = |role: Role| {
        let field = model.fields.iter().find(|field| field.role == role)?;
        Some((1..=4).map(|number| field.chance[number]).sum::<f64>())
    };
    let Some((given, surname)) = exact(Role::Given).zip(exact(Role::Surname)) else {
        return;
    };
    for field in &mut model.fields {
        if field.role == Role::Given {
            field.chance[usize::from(level::EXCHANGED)] = (given * surname).max(1e-9);
            field.household[usize::from(level::EXCHANGED)] = (given * surname).max(1e-9);
        }
    }
}

/// Which classes there can be with these fields.
fn possible(has: &dyn Fn(Group) -> bool) -> [bool; CLASS_COUNT] {
    let (family, dwelling, area) = (has(Group::Family), has(Group::Dwelling), has(Group::Area));
    CLASSES.map(|class| match class {
        Class::Same | Class::Chance => true,
        Class::Moved => dwelling,
        Class::Household => family && (dwelling || area),
        Class::Address => dwelling,
        Class::Area => area,
    })
}

fn shares_of(counted: &Levels, assumed: &Levels, strength: f64) -> Levels {
    let mut shares = [0.0; level::COUNT];
    let whole: f64 = counted.iter().skip(1).sum::<f64>() + strength;
    for number in 1..level::COUNT {
        shares[number] = (counted[number] + strength * assumed[number]) / whole;
    }
    shares
}

/// One person's two records rarely differ altogether in what belongs to the person: without this bound, "one person" could
/// come to mean "one household" in files where hardly anybody stands twice.
fn held(role: Role, mut same: Levels) -> Levels {
    let most = match role {
        Role::Given | Role::Sex => 0.12,
        Role::BirthDate | Role::BirthYear | Role::Identifier | Role::Surname | Role::Middle => 0.3,
        _ => 0.8,
    };
    let other = usize::from(level::OTHER);
    if same[other] > most {
        let rest = 1.0 - same[other];
        let scale = (1.0 - most) / rest.max(1e-9);
        for (number, share) in same.iter_mut().enumerate() {
            *share = if number == other { most } else { *share * scale };
        }
    }
    same
}

/// What is assumed of one person's two records.
fn same(role: Role, mass: &Levels) -> Levels {
    let exact = match role {
        Role::Sex | Role::State | Role::BirthYear | Role::BirthDate | Role::Identifier => 0.93,
        Role::Given | Role::Surname | Role::FullName | Role::Postcode | Role::City => 0.85,
        _ => 0.75,
    };
    let mut same = [0.0; level::COUNT];
    for number in 1..=usize::from(level::EXACT_LAST) {
        same[number] = exact * mass[number];
    }
    let rest = 1.0 - exact;
    same[usize::from(level::CLOSE)] = rest * 0.42;
    same[usize::from(level::FORM)] = rest * 0.2;
    same[usize::from(level::ALIKE)] = rest * 0.13;
    same[usize::from(level::OTHER)] = rest * 0.23;
    same[usize::from(level::EXCHANGED)] = rest * 0.02;
    same
}

/// What is assumed of one person who moved: another dwelling, often the same area, mostly the same surname.
fn moved(role: Role, same: &Levels, chance: &Levels) -> Levels {
    let stays = match role.group() {
        Group::Dwelling => 0.01,
        Group::Area => 0.5,
        Group::Family | Group::Person => 1.0,
    };
    let mut moved = [0.0; level::COUNT];
    for ((moved, same), chance) in moved.iter_mut().zip(same).zip(chance) {
        *moved = stays * same + (1.0 - stays) * chance;
    }
    moved
}

/// What is assumed of two people in one household: as by chance, with a few namesakes and twins.
fn kin(role: Role, chance: &Levels, mass: &Levels) -> Levels {
    let extra = match role {
        Role::Given => 0.01,
        Role::BirthDate => 0.02,
        Role::Category => 0.3,
        _ => 0.005,
    };
    let mut kin = chance.map(|share| share * (1.0 - extra));
    for number in 1..=usize::from(level::EXACT_LAST) {
        kin[number] += extra * mass[number];
    }
    kin
}

/// The model before anything is learned.
fn first(fields: &[Field], ground: &Ground, seen: &[Seen]) -> Model {
    let candidates: f64 = seen
        .iter()
        .filter(|seen| seen.is_candidate)
        .map(|seen| seen.pairs)
        .sum();
    let records = fields.first().map_or(1.0, |field| field.ids.len() as f64);
    let matches = (records * 0.2).min(candidates * 0.5).max(1.0) / ground.pairs.max(1.0);
    let of_field = |(place, field): (usize, &Field)| {
        let mass = &ground.mass[place];
        let assumed = same(field.role, mass);
        let chance = ground.chance(place, &[0.0; level::COUNT]);
        FieldWeights {
            name: field.name.clone(),
            role: field.role,
            same: assumed,
            chance,
            household: kin(field.role, &chance, mass),
            moved: moved(field.role, &assumed, &chance),
        }
    };
    let mut model = Model {
        fields: fields.iter().enumerate().map(of_field).collect(),
        shares: [0.0; CLASS_COUNT],
    };
    let has = |group: Group| model.fields.iter().any(|field| field.role.group() == group);
    let guess = [matches, matches * 0.05, matches, matches, 1e-4, 1.0];
    let mut shares = [0.0; CLASS_COUNT];
    for ((share, guess), is_possible) in shares.iter_mut().zip(guess).zip(possible(&has)) {
        *share = if is_possible { guess } else { 0.0 };
    }
    let whole: f64 = shares.iter().sum();
    model.shares = shares.map(|share| share / whole);
    exchanged_by_chance(&mut model);
    model
}
