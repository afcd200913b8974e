use jiff::civil::date;

use super::*;

const TODAY: Date = date(2026, 11, 22);

fn course<'a>(pledges: &'a [Pledge]) -> Course<'a> {
    Course {
        starts_on: date(2026, 9, 1),
        ends_on: Some(date(2027, 6, 30)),
        is_stopped: false,
        reached: 0,
        next_open: None,
        pledges,
    }
}

#[test]
fn a_standing_follows_from_milestones_days_and_promises() {
    let yesterday = date(2026, 11, 21);
    let ordinary = course(&[]);
    let ended = Course {
        ends_on: Some(TODAY),
        reached: 1,
        ..ordinary
    };
    let cases = [
        ("it goes on", ordinary, Standing::OnCourse, Why::GoesOn),
        (
            "without an end it goes on, whatever was reached",
            Course {
                ends_on: None,
                reached: 4,
                ..ordinary
            },
            Standing::OnCourse,
            Why::GoesOn,
        ),
        (
            "a milestone is due today: the day counts in full",
            Course {
                next_open: Some(TODAY),
                ..ordinary
            },
            Standing::OnCourse,
            Why::GoesOn,
        ),
        (
            "it was due yesterday",
            Course {
                next_open: Some(yesterday),
                ..ordinary
            },
            Standing::Late,
            Why::MilestonePast,
        ),
        (
            "it begins tomorrow",
            Course {
                starts_on: date(2026, 11, 23),
                ..ordinary
            },
            Standing::Planned,
            Why::NotBegun,
        ),
        (
            "what is past its day is late before it begins",
            Course {
                starts_on: date(2026, 12, 1),
                next_open: Some(yesterday),
                ..ordinary
            },
            Standing::Late,
            Why::MilestonePast,
        ),
        (
            "its last day has come, all reached",
            ended,
            Standing::Done,
            Why::NothingOpen,
        ),
        (
            "all reached, but the last day is to come",
            Course {
                ends_on: Some(date(2026, 11, 23)),
                ..ended
            },
            Standing::OnCourse,
            Why::GoesOn,
        ),
        (
            "its last day has passed and nothing says anything was done",
            Course {
                ends_on: Some(yesterday),
                reached: 0,
                ..ended
            },
            Standing::Late,
            Why::EndPast,
        ),
        (
            "stopped goes before everything",
            Course {
                is_stopped: true,
                next_open: Some(yesterday),
                ..ended
            },
            Standing::Stopped,
            Why::Stopped,
        ),
    ];
    for (what, course, standing, why) in cases {
        assert_eq!(course.standing(TODAY), (standing, why), "{what}");
    }
}

#[test]
fn promises_of_an_activity_weigh_on_it() {
    let cases: [(&[Pledge], Standing, Why); 5] = [
        (&[Pledge::Open, Pledge::Changed], Standing::OnCourse, Why::GoesOn),
        (&[Pledge::Open, Pledge::Late], Standing::Late, Why::PledgeLate),
        (&[Pledge::Late, Pledge::Past], Standing::Late, Why::PledgePast),
        (&[Pledge::Dropped], Standing::OnCourse, Why::GoesOn),
        (&[Pledge::Kept], Standing::OnCourse, Why::GoesOn),
    ];
    for (pledges, standing, why) in cases {
        assert_eq!(course(pledges).standing(TODAY), (standing, why), "{pledges:?}");
    }
    let over = |pledges| Course {
        ends_on: Some(date(2026, 11, 1)),
        ..course(pledges)
    };
    assert_eq!(over(&[Pledge::Kept]).standing(TODAY).0, Standing::Done);
    let dropped = over(&[Pledge::Dropped]).standing(TODAY);
    assert_eq!(
        dropped,
        (Standing::Late, Why::EndPast),
        "dropping everything is not doing it"
    );
}

#[test]
fn a_promise_stands_as_its_newest_answer_and_the_calendar_say() {
    let (past, today, later) = (date(2026, 11, 21), TODAY, date(2026, 12, 24));
    let cases = [
        (None, later, Pledge::Open),
        (None, today, Pledge::Open),
        (None, past, Pledge::Past),
        (Some(Answer::OnCourse), later, Pledge::Open),
        (Some(Answer::OnCourse), past, Pledge::Past),
        (Some(Answer::Late), later, Pledge::Late),
        (Some(Answer::Late), past, Pledge::Past),
        (Some(Answer::Changed), later, Pledge::Changed),
        (Some(Answer::Kept), past, Pledge::Kept),
        (Some(Answer::Dropped), past, Pledge::Dropped),
    ];
    for (answer, due, stands) in cases {
        assert_eq!(Pledge::of(answer, due, TODAY), stands, "{answer:?} {due}");
    }
}

#[test]
fn nobody_is_asked_too_early_or_too_often() {
    let asks = |due: Date, answered: Option<Date>| Pledge::of(None, due, TODAY).asks(due, answered, TODAY);
    assert!(asks(date(2026, 12, 6), None), "fourteen days before");
    assert!(!asks(date(2026, 12, 7), None), "fifteen days before");
    assert!(asks(date(2026, 1, 1), None), "long past");
    assert!(
        !asks(date(2026, 11, 30), Some(date(2026, 11, 20))),
        "answered the other day"
    );
    assert!(
        asks(date(2026, 11, 21), Some(date(2026, 11, 20))),
        "its day came since"
    );
    assert!(
        asks(date(2026, 11, 30), Some(date(2026, 11, 1))),
        "answered three weeks ago"
    );
    for settled in [Pledge::Kept, Pledge::Dropped] {
        assert!(!settled.asks(date(2026, 1, 1), None, TODAY), "{settled:?}");
    }
}

#[test]
fn an_answer_that_is_no_keeping_has_a_word_why() {
    let day = Some(date(2026, 12, 24));
    let cases = [
        (Answer::Kept, "", None, "", None),
        (Answer::OnCourse, "", None, "", None),
        (Answer::Late, "flu", None, "", Some(Lacking::Day)),
        (Answer::Late, " ", day, "", Some(Lacking::Reason)),
        (Answer::Late, "flu", day, "", None),
        (Answer::Changed, "flu", None, " ", Some(Lacking::Words)),
        (Answer::Changed, "", None, "By phone", Some(Lacking::Reason)),
        (Answer::Changed, "flu", None, "By phone", None),
        (Answer::Dropped, "", None, "", Some(Lacking::Reason)),
        (Answer::Dropped, "flu", None, "", None),
    ];
    for (answer, because, day, words, lacking) in cases {
        assert_eq!(
            answer.lacks(because, day, words),
            lacking,
            "{answer:?} {because:?}"
        );
    }
}

#[test]
fn codes_are_read_back() {
    for one in Standing::ALL {
        assert_eq!(Standing::from_code(one.code()), Some(one));
    }
    for one in Answer::ALL {
        assert_eq!(Answer::from_code(one.code()), Some(one));
    }
    assert_eq!(Standing::from_code(""), None);
}
