//! Readers who know more than what was printed: a school knows its own counts, a pupil that his group is not empty.

use mainstay_disclosure::{
    Display, Draft, FigureState, Insider, Ledger, Pattern, Policy, Why, audit, protect,
};

use super::World;

/// The school that a count is of, which told it and knows it: the first word that is one.
pub fn owner(key: &str) -> Option<String> {
    let is_school = |word: &&str| {
        let number = word.strip_prefix('s');
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    // "city without s0" is of all the others.
    let word = key.split(' ').find(is_school);
    word.filter(|_| !key.contains("without")).map(str::to_owned)
}

/// The schools of a world, and a pupil of each finest group that has any.
pub fn readers(world: &World) -> Vec<Insider> {
    let mut schools: Vec<String> = world.atoms.iter().filter_map(|(key, _)| owner(key)).collect();
    schools.sort();
    schools.dedup();
    let partners = schools.into_iter().map(|owner| Insider::Partner { owner });
    let pupils = world.atoms.iter().filter(|(_, count)| *count > 0);
    let members = pupils.map(|(key, _)| Insider::Member {
        of: vec![key.clone()],
    });
    partners.chain(members.take(2)).collect()
}

/// Hides what this reader could use beside what is hidden already; tells whether the draft is safe from him then.
/// Hiding more never tells anybody more.
pub fn protect_from(
    known: &Ledger,
    draft: &Draft,
    policy: &Policy,
    reader: &Insider,
    pattern: &mut Pattern,
) -> bool {
    let built = known
        .as_read_by(reader)
        .problem(draft, policy)
        .expect("a sound ledger");
    let mut problem = built.problem.clone();
    for (figure, display) in problem
        .figures
        .iter_mut()
        .zip(&pattern.displays)
        .take(draft.figures.len())
    {
        if matches!(display, Display::Hidden(_)) {
            figure.state = FigureState::Withheld;
        }
    }
    let mut more = protect(&problem).expect("a sound problem").pattern;
    for (display, more) in pattern
        .displays
        .iter_mut()
        .zip(&mut more.displays)
        .take(draft.figures.len())
    {
        match (*display, *more) {
            (Display::Shown, Display::Hidden(_)) => *display = Display::Hidden(Why::Complementary),
            (Display::Hidden(_), _) => *more = *display,
            (Display::Shown | Display::Coded, _) => {}
        }
    }
    audit(&built.problem, &more).expect("a sound problem").passes()
}
