//! Sharing the credit (DOMAIN C2.9): words about what partners did go out only when everyone named in them has had their say.
//!
//! Each partner named may change the words or agree to them. Who agreed, agreed to one wording: when the words change, they
//! are asked again. Silence is no consent to be credited, but it does not hold others' credit up for ever: after
//! [`WAIT_DAYS`] days the words may go out, and the partner who did not answer is named without standing behind them. A
//! partner who objects holds them up until the words were changed and that partner agrees.

use jiff::civil::Date;

/// Days that a partner has to answer: ten working days, as those have who vet an edition.
pub const WAIT_DAYS: i32 = 14;

/// What a partner said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// They may go out like this.
    Agrees,
    /// Not like this.
    Objects,
}

impl Answer {
    /// The word kept in rows and catalogue keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Objects => "objects",
        }
    }

    /// The answer with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Agrees, Self::Objects]
            .into_iter()
            .find(|one| one.code() == code)
    }
}

/// A partner named in the words, each time with the wording it was about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Named {
    /// When they were last asked, and about which wording.
    pub asked: Option<(Date, i64)>,
    /// What they last said, and about which wording.
    pub answered: Option<(Answer, i64)>,
}

/// How one partner stands to the present wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Agreed to it.
    Agrees,
    /// Objected, to it or to an earlier one.
    Objects,
    /// Was asked about it and may answer until this day; after it, silence lets it go.
    Asked {
        /// The last day to answer.
        until: Date,
    },
    /// Was asked about it and did not answer in time.
    Silent,
    /// Was not asked about it yet.
    NotAsked,
}

impl Named {
    /// How this partner stands to a wording on a day.
    pub fn stand(&self, wording: i64, today: Date) -> Stand {
        match self.answered {
            Some((Answer::Agrees, about)) if about == wording => return Stand::Agrees,
            Some((Answer::Objects, _)) => return Stand::Objects,
            Some((Answer::Agrees, _)) | None => {}
        }
        match self.asked {
            Some((day, about)) if about == wording => {
                let until = day.saturating_add(jiff::Span::new().days(WAIT_DAYS));
                if today > until {
                    Stand::Silent
                } else {
                    Stand::Asked { until }
                }
            }
            Some(_) | None => Stand::NotAsked,
        }
    }
}

/// Whether the words may go out: somebody is named, and nobody named still has to be asked, may still answer, or objects.
pub fn may_go_out(named: &[Named], wording: i64, today: Date) -> bool {
    let is_clear = |one: &Named| match one.stand(wording, today) {
        Stand::Agrees | Stand::Silent => true,
        Stand::Objects | Stand::Asked { .. } | Stand::NotAsked => false,
    };
    !named.is_empty() && named.iter().all(is_clear)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn asked(about: i64) -> Named {
        Named {
            asked: Some((date(2026, 11, 1), about)),
            answered: None,
        }
    }

    fn said(answer: Answer, about: i64) -> Named {
        Named {
            answered: Some((answer, about)),
            ..asked(about)
        }
    }

    #[test]
    fn words_wait_for_everyone_named_and_silence_lets_them_go_after_the_last_day() {
        let agrees = said(Answer::Agrees, 1);
        let (last, after) = (date(2026, 11, 15), date(2026, 11, 16));
        assert!(!may_go_out(&[], 1, after), "somebody must be named");
        assert!(may_go_out(&[agrees], 1, last));
        assert!(
            !may_go_out(&[agrees, asked(1)], 1, last),
            "the last day counts in full"
        );
        assert!(may_go_out(&[agrees, asked(1)], 1, after));
        assert!(
            !may_go_out(&[agrees, Named::default()], 1, date(2030, 1, 1)),
            "who was never asked is not silent"
        );
    }

    #[test]
    fn who_agreed_to_other_words_is_asked_again_and_who_objects_holds_them_up() {
        let day = date(2026, 12, 31);
        assert_eq!(said(Answer::Agrees, 1).stand(2, day), Stand::NotAsked);
        assert!(!may_go_out(&[said(Answer::Agrees, 1)], 2, day));
        assert!(!may_go_out(&[said(Answer::Objects, 1)], 1, day));
        assert_eq!(
            said(Answer::Objects, 1).stand(2, day),
            Stand::Objects,
            "until they agree"
        );
        let came_round = Named {
            answered: Some((Answer::Agrees, 2)),
            ..asked(2)
        };
        assert!(may_go_out(&[came_round], 2, day));
    }

    #[test]
    fn codes_are_read_back() {
        for answer in [Answer::Agrees, Answer::Objects] {
            assert_eq!(Answer::from_code(answer.code()), Some(answer));
        }
        assert_eq!(Answer::from_code(""), None);
    }
}
