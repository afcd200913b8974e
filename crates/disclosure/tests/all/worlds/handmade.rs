//! Thirty worlds made by hand, each for one way in which published figures give a small group away.
//!
//! A world is written in lines: `group 12` is a finest group, `total = group group` a group made of others,
//! `part < group 5` those of it to whom something applies, `part < total = part part` a part made of parts. A line `>`
//! lists what an edition prints, exactly; `part/group` is a percentage, `~group` the count rounded to fives, and
//! `group:=14` counts a finest group anew before the edition.

use super::{Care, Edition, Print, World, policy, publish};

/// Small counts are below this.
const MINIMUM: i64 = 10;

fn parse(name: &str, text: &str) -> World {
    let mut world = World {
        name: name.into(),
        ..World::default()
    };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        if let Some(printed) = line.strip_prefix('>') {
            world.editions.push(edition(&words(printed)));
        } else if let Some((part, rest)) = line.split_once('<') {
            let part = part.trim().to_owned();
            if let Some((group, parts)) = rest.split_once('=') {
                world.part_totals.push((part, group.trim().into(), words(parts)));
            } else {
                let rest = words(rest);
                world
                    .parts
                    .push((part, rest[0].clone(), rest[1].parse().expect("a count")));
            }
        } else if let Some((total, parts)) = line.split_once('=') {
            world.totals.push((total.trim().into(), words(parts)));
        } else {
            for pair in words(line).chunks(2) {
                world
                    .atoms
                    .push((pair[0].clone(), pair[1].parse().expect("a count")));
            }
        }
    }
    world
}

fn edition(words: &[String]) -> Edition {
    let mut edition = Edition::default();
    for word in words {
        if let Some((key, value)) = word.split_once(":=") {
            edition
                .restated
                .push((key.into(), value.parse().expect("a count")));
        } else if let Some((part, group)) = word.split_once('/') {
            edition.prints.push(Print::Percent(part.into(), group.into()));
        } else if let Some(key) = word.strip_prefix('~') {
            edition.prints.push(Print::Rounded(key.into(), 5));
        } else {
            edition.prints.push(Print::Count(word.clone()));
        }
    }
    edition
}

/// Which carelessness the world punishes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Punishes {
    /// Leaving out secondary suppression.
    PrimaryOnly,
    /// Auditing editions singly.
    Singly,
    /// Neither: the world must only stay safe.
    Neither,
}

use Punishes::{Neither, PrimaryOnly, Singly};

const WORLDS: [(&str, Punishes, &str); 30] = [
    (
        "one small part of a total",
        PrimaryOnly,
        "
        north 40 centre 60 south 7
        city = north centre south
        > city north centre south",
    ),
    (
        "two small parts that are small together",
        PrimaryOnly,
        "
        north 40 centre 60 south 2 west 3
        city = north centre south west
        > city north centre south west",
    ),
    (
        "nested areas, the smaller left out of the larger",
        PrimaryOnly,
        "
        school 30 rest 6 hill 50
        district = school rest
        county = district hill
        > county district school hill",
    ),
    (
        "nested areas in three levels",
        PrimaryOnly,
        "
        a 20 b 5 c 30 d 40 e 50
        town = a b
        district = town c d
        county = district e
        > county district town a b c d e",
    ),
    (
        "overlapping areas",
        PrimaryOnly,
        "
        west 30 middle 4 east 50
        upper = west middle
        lower = middle east
        all = west middle east
        > all upper lower",
    ),
    (
        "overlapping areas in two editions",
        Singly,
        "
        west 30 middle 40 east 5
        upper = west middle
        all = west middle east
        > all
        > upper",
    ),
    (
        "a total in one edition, its large parts in the next",
        Singly,
        "
        north 40 centre 60 south 7
        city = north centre south
        > city
        > north centre",
    ),
    (
        "the year to date less the quarters before",
        Singly,
        "
        q1 40 q2 50 q3 6
        half = q1 q2
        year = q1 q2 q3
        > half
        > year",
    ),
    (
        "four quarters one by one and to date",
        Singly,
        "
        q1 20 q2 30 q3 4 q4 25
        half = q1 q2
        three = q1 q2 q3
        year = q1 q2 q3 q4
        > q1
        > half q2
        > three
        > year q4",
    ),
    (
        "overlapping periods",
        Singly,
        "
        autumn 30 winter 5 spring 40
        cold = autumn winter
        bright = winter spring
        year = autumn winter spring
        > cold
        > bright
        > year",
    ),
    (
        "the school year and the calendar year",
        Singly,
        "
        one 40 two 45 three 3 four 50
        school = one two three
        calendar = two three four
        both = one two three four
        inner = two three
        > school calendar
        > both two",
    ),
    (
        "everybody passed",
        PrimaryOnly,
        "
        school 40 other 60
        city = school other
        passed-school < school 40
        passed-other < other 30
        passed < city = passed-school passed-other
        > city school other passed passed-other passed-school/school",
    ),
    (
        "nobody passed",
        PrimaryOnly,
        "
        school 40 other 60
        city = school other
        passed-school < school 0
        passed-other < other 30
        passed < city = passed-school passed-other
        > city school other passed passed-other passed-school/school",
    ),
    (
        "a percentage of a known group gives the count",
        PrimaryOnly,
        "
        school 40 other 90
        city = school other
        passed-school < school 38
        passed-other < other 45
        passed < city = passed-school passed-other
        > city school other passed/city passed-other/other passed-school/school",
    ),
    (
        "percentages of all and of one of two schools",
        PrimaryOnly,
        "
        school 45 other 55
        city = school other
        passed-school < school 5
        passed-other < other 30
        passed < city = passed-school passed-other
        > school other passed/city passed-other/other",
    ),
    (
        "a percentage in one edition, the group in the next",
        Singly,
        "
        school 60 other 50
        city = school other
        passed-school < school 4
        passed-other < other 25
        passed < city = passed-school passed-other
        > city passed/city
        > other passed-other/other",
    ),
    (
        "two dimensions that share a total",
        PrimaryOnly,
        "
        girls-north 20 girls-south 4 boys-north 25 boys-south 30
        girls = girls-north girls-south
        boys = boys-north boys-south
        north = girls-north boys-north
        south = girls-south boys-south
        all = girls boys
        > all girls boys north south girls-north boys-north boys-south girls-south",
    ),
    (
        "two dimensions in two editions",
        Singly,
        "
        girls-north 20 girls-south 4 boys-north 25 boys-south 30
        girls = girls-north girls-south
        boys = boys-north boys-south
        north = girls-north boys-north
        south = girls-south boys-south
        all = girls boys
        > all girls boys
        > north south girls-north",
    ),
    (
        "three rows and columns with two hidden in each",
        PrimaryOnly,
        "
        a1 3 a2 4 a3 60 b1 5 b2 40 b3 6 c1 50 c2 7 c3 30
        a = a1 a2 a3
        b = b1 b2 b3
        c = c1 c2 c3
        one = a1 b1 c1
        two = a2 b2 c2
        three = a3 b3 c3
        all = a b c
        > all a b c one two three a1 a2 a3 b1 b2 b3 c1 c2 c3",
    ),
    (
        "rows less columns leave one part",
        PrimaryOnly,
        "
        a1 50 a2 50 b1 40 b2 8 b3 47 c3 60 c1 30
        a = a1 a2
        b = b1 b2 b3
        c = c1 c3
        one = a1 b1 c1
        two = a2 b2
        three = b3 c3
        all = a b c
        > all a b c one two three c1 c3 a1",
    ),
    (
        "an organisation that left",
        Singly,
        "
        first 40 second 30 left 6
        before = first second left
        after = first second
        > before first
        > after",
    ),
    (
        "an organisation that left, by groups",
        Singly,
        "
        first-a 20 first-b 30 second-a 25 second-b 15 left-a 12 left-b 3
        a = first-a second-a left-a
        b = first-b second-b left-b
        a-after = first-a second-a
        b-after = first-b second-b
        before = a b
        after = a-after b-after
        > before a b
        > after a-after b-after",
    ),
    (
        "an organisation that came back under a new name",
        Singly,
        "
        first 40 second 30 third 5
        old = first second
        new = first second third
        > old first
        > new",
    ),
    (
        "a correction by a few people",
        Singly,
        "
        north 40 south 50
        city = north south
        > city north south
        > north:=43 city north south",
    ),
    (
        "a correction downwards of one part",
        Singly,
        "
        north 40 south 50 east 30
        city = north south east
        > city north
        > south:=46 city south",
    ),
    (
        "two corrections that are large only together",
        Singly,
        "
        north 40 south 50
        city = north south
        > city north south
        > north:=46 city
        > north:=52 city",
    ),
    (
        "a rounded total beside exact parts",
        PrimaryOnly,
        "
        north 40 south 42 east 7
        city = north south east
        > city north south ~east",
    ),
    (
        "exact totals beside rounded parts",
        PrimaryOnly,
        "
        north 43 south 41 east 3
        city = north south east
        > city ~north ~south east",
    ),
    (
        "a group hidden at first whose neighbour is told later",
        Singly,
        "
        north 40 centre 60 south 7
        city = north centre south
        > city north centre south
        > north",
    ),
    (
        "a world in which nothing is small",
        Neither,
        "
        north 40 south 50 east 30
        city = north south east
        > city north
        > south east",
    ),
];

#[test]
fn thirty_worlds_made_by_hand_give_nothing_away_and_punish_carelessness() {
    for (name, punishes, text) in WORLDS {
        let world = parse(name, text);
        let leaks = |care: Care| {
            let published = publish(&world, &policy(MINIMUM), care);
            let found = published.reading.leaks().unwrap();
            assert_eq!(found.undecided, 0, "{name}");
            (found.leaks, published)
        };
        let (found, published) = leaks(Care::Full);
        assert!(found.is_empty(), "{name}: {found:?}");
        assert_eq!(published.refused, 0, "{name}");
        let without_secondary = !leaks(Care::PrimaryOnly).0.is_empty();
        let singly = !leaks(Care::Singly).0.is_empty();
        println!("{name}: {} shown, {} hidden", published.shown, published.hidden);
        match punishes {
            PrimaryOnly => assert!(without_secondary, "{name}"),
            Singly => assert!(singly, "{name}"),
            Neither => assert_eq!(
                (without_secondary, singly, published.hidden),
                (false, false, 0),
                "{name}"
            ),
        }
        let printed: usize = world.editions.iter().map(|edition| edition.prints.len()).sum();
        assert!(
            published.shown * 3 >= printed,
            "{name}: only {} of {printed} are shown",
            published.shown
        );
    }
}
