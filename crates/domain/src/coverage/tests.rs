use jiff::civil::date;

use super::*;

fn set(keys: &[&str]) -> BTreeSet<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

/// Reading tutors by two partners, for everyone, everywhere, under way.
fn tutors() -> Doing {
    Doing {
        key: "tutors".into(),
        lead: "casa".into(),
        partners: set(&["casa", "library"]),
        strategy: Some("read".into()),
        stage: Some("elementary".into()),
        ..Doing::default()
    }
}

#[test]
fn the_last_day_counts_in_full() {
    let (first, last) = (date(2026, 3, 1), date(2026, 3, 31));
    let cases = [
        (date(2026, 2, 28), Phase::ToCome),
        (first, Phase::UnderWay),
        (last, Phase::UnderWay),
        (date(2026, 4, 1), Phase::Over),
    ];
    for (today, phase) in cases {
        assert_eq!(Phase::on(today, first, Some(last)), phase, "{today}");
    }
    assert_eq!(Phase::on(date(2040, 1, 1), first, None), Phase::UnderWay);
}

#[test]
fn what_is_over_covers_nothing_and_what_is_to_come_is_thin() {
    let matrix = Matrix::StagePlace;
    let of = |phase| Doing { phase, ..tutors() };
    let found = |doings: &[Doing]| found(matrix, "elementary", Some("east-side"), doings);
    assert_eq!(found(&[]), Found::Missing);
    assert_eq!(found(&[of(Phase::Over)]), Found::Missing);
    assert_eq!(found(&[of(Phase::ToCome)]), Found::Thin(Thin::ToCome));
    assert_eq!(found(&[of(Phase::UnderWay)]), Found::Covered);
    assert_eq!(found(&[of(Phase::Over), of(Phase::UnderWay)]), Found::Covered);
}

#[test]
fn an_activity_without_places_is_in_every_place_and_one_with_places_only_there() {
    let east = Doing {
        places: set(&["east-side"]),
        ..tutors()
    };
    let in_place = |doing: &Doing, place| {
        found(
            Matrix::StagePlace,
            "elementary",
            Some(place),
            std::slice::from_ref(doing),
        )
    };
    assert_eq!(in_place(&tutors(), "hollow"), Found::Covered);
    assert_eq!(in_place(&east, "east-side"), Found::Covered);
    assert_eq!(in_place(&east, "hollow"), Found::Missing);
}

#[test]
fn what_rests_on_one_partner_is_thin_but_a_partners_own_cell_is_not() {
    let alone = Doing {
        partners: set(&["casa"]),
        ..tutors()
    };
    let doings = [alone];
    let row = found(Matrix::StrategyPartner, "read", None, &doings);
    assert_eq!(row, Found::Thin(Thin::OnePartner));
    let cell = found(Matrix::StrategyPartner, "read", Some("casa"), &doings);
    assert_eq!(cell, Found::Covered);
    // A second activity by somebody else, and it no longer does.
    let other = Doing {
        lead: "library".into(),
        partners: set(&["library"]),
        stage: Some("early-years".into()),
        ..tutors()
    };
    let both = [doings[0].clone(), other];
    assert_eq!(
        found(Matrix::StrategyPartner, "read", None, &both),
        Found::Covered
    );
}

#[test]
fn what_is_for_everyone_is_thin_for_each_group() {
    let for_el = Doing {
        groups: set(&["el"]),
        ..tutors()
    };
    let of = |doings: &[Doing], group| found(Matrix::GroupStrategy, group, Some("read"), doings);
    assert_eq!(of(&[tutors()], "el"), Found::Thin(Thin::ForEveryoneOnly));
    assert_eq!(of(&[tutors(), for_el.clone()], "el"), Found::Covered);
    assert_eq!(of(&[for_el], "swd"), Found::Missing);
}

#[test]
fn two_doublings_are_alike_in_everything_but_who_does_them() {
    let one = Doing {
        places: set(&["east-side", "hollow"]),
        ..tutors()
    };
    let twin = Doing {
        key: "twin".into(),
        lead: "faro".into(),
        partners: set(&["faro"]),
        places: set(&["hollow"]),
        ..tutors()
    };
    let is_doubled = |other: &Doing| {
        let pair = [&one, other];
        doubles(&pair).next().is_some()
    };
    assert!(is_doubled(&twin));
    let step = |change: fn(&mut Doing)| {
        let mut other = twin.clone();
        change(&mut other);
        other
    };
    assert!(!is_doubled(&step(|other| other.places = set(&["downtown"]))));
    assert!(!is_doubled(&step(|other| other.places.clear())));
    assert!(!is_doubled(&step(|other| other.strategy = Some("visits".into()))));
    assert!(!is_doubled(&step(|other| other.stage = None)));
    assert!(!is_doubled(&step(|other| other.groups = set(&["el"]))));
    // Whoever takes part in both knows of both.
    assert!(!is_doubled(&step(|other| {
        other.partners.insert("library".into());
    })));
    let doings = [one.clone(), twin.clone()];
    let hollow = found(Matrix::StagePlace, "elementary", Some("hollow"), &doings);
    let east = found(Matrix::StagePlace, "elementary", Some("east-side"), &doings);
    assert_eq!((hollow, east), (Found::Doubled, Found::Covered));
    let strategy = found(Matrix::StrategyPartner, "read", None, &doings);
    assert_eq!(strategy, Found::Doubled);
}

#[test]
fn who_works_nearby_could_take_it_and_who_is_there_already_is_not_asked() {
    let doing = |lead: &str, stage: &str, place: &str| Doing {
        lead: lead.into(),
        partners: set(&[lead]),
        stage: Some(stage.into()),
        places: set(&[place]),
        ..Doing::default()
    };
    let doings = [
        doing("casa", "elementary", "east-side"),
        doing("casa", "early-years", "hollow"),
        doing("faro", "elementary", "downtown"),
        doing("gull", "elementary", "hollow"),
        doing("kettle", "early-years", "downtown"),
    ];
    let could = could_take(Matrix::StagePlace, "elementary", "hollow", &doings);
    assert_eq!(could, ["casa", "faro"]);
}

#[test]
fn of_a_whole_row_nobody_in_it_is_asked_and_who_did_it_before_is() {
    let doing = |lead: &str, strategy: &str, phase: Phase| Doing {
        key: lead.into(),
        lead: lead.into(),
        partners: set(&[lead]),
        strategy: Some(strategy.into()),
        phase,
        ..Doing::default()
    };
    let doings = [
        doing("casa", "tutors", Phase::UnderWay),
        doing("faro", "tutors", Phase::ToCome),
        doing("gull", "tutors", Phase::Over),
        doing("casa", "tutors", Phase::Over),
        doing("kettle", "buses", Phase::Over),
        doing("tide", "walks", Phase::UnderWay),
    ];
    let could = |row: &str| could_take(Matrix::StrategyPartner, row, "", &doings);
    assert_eq!(could("tutors"), ["gull"]);
    assert_eq!(could("buses"), ["kettle"]);
    assert!(could("walks").is_empty());
}

#[test]
fn what_is_done_twice_is_talked_about_by_those_who_lead_it() {
    let doing = |lead: &str, place: &str| Doing {
        key: format!("{lead}-{place}"),
        lead: lead.into(),
        partners: set(&[lead, "both-of-them"]),
        strategy: Some("tutors".into()),
        places: set(&[place]),
        ..Doing::default()
    };
    let alone = |lead: &str, place: &str| Doing {
        partners: set(&[lead]),
        ..doing(lead, place)
    };
    let doings = [
        doing("casa", "hollow"),
        doing("faro", "hollow"),
        alone("gull", "east-side"),
        alone("kettle", "east-side"),
        alone("tide", "downtown"),
    ];
    let leads = leads_of_doubles(Matrix::StrategyPartner, "tutors", None, &doings);
    assert_eq!(leads, ["gull", "kettle"]);
}

#[test]
fn codes_are_read_back() {
    for matrix in Matrix::ALL {
        assert_eq!(Matrix::from_code(matrix.code()), Some(matrix));
    }
    assert_eq!(Matrix::from_code("partner-strategy"), None);
}
