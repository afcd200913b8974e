//! Editions: when a draft may become public (DOMAIN C2.5, C2.8).
//!
//! Leaders whose data it is answer for a draft; silence is never consent and is shown as silence; nobody confirms
//! the protection of a draft alone; what was vetted is what is published.

use jiff::civil::Date;

/// A leader's answer to a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The figures are right.
    Confirm,
    /// Something has to change first.
    Object,
    /// The figures are right and need these words beside them.
    Context,
}

impl Answer {
    /// The word kept in tables and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Object => "object",
            Self::Context => "context",
        }
    }

    /// The answer for a word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Confirm, Self::Object, Self::Context]
            .into_iter()
            .find(|answer| answer.code() == code)
    }

    /// Whether an answer without words would leave the others helpless.
    pub fn needs_words(self) -> bool {
        match self {
            Self::Confirm => false,
            Self::Object | Self::Context => true,
        }
    }
}

/// One leader's part in vetting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Until when the answer is awaited; the day counts in full.
    pub due: Date,
    /// What they said of the draft as it now stands; none is silence.
    pub answer: Option<Answer>,
}

/// Where a draft stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft<Who> {
    /// Who made it.
    pub made_by: Who,
    /// Who confirmed what is hidden in it, if somebody did.
    pub checked_by: Option<Who>,
    /// Who was asked.
    pub asked: Vec<Asked>,
    /// Whether it is public already.
    pub is_published: bool,
}

/// Why a draft may not be published yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotPublishable {
    /// It is public, and frozen.
    #[error("already published")]
    AlreadyPublished,
    /// Nobody confirmed what is hidden in it.
    #[error("nobody confirmed what is hidden")]
    NotChecked,
    /// Who made it confirmed it too.
    #[error("a second person has to confirm what is hidden")]
    CheckedByMaker,
    /// A leader objects to the draft as it stands.
    #[error("{0} objections are open")]
    Objection(usize),
    /// Leaders still have time to answer.
    #[error("{0} leaders may still answer")]
    StillTime(usize),
}

impl NotPublishable {
    /// The stable code; the sentence stands in the catalogue under `not-publishable-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::AlreadyPublished => "already",
            Self::NotChecked => "not-checked",
            Self::CheckedByMaker => "checked-by-maker",
            Self::Objection(_) => "objection",
            Self::StillTime(_) => "still-time",
        }
    }
}

/// Whether a draft may be published on a day.
///
/// Those who stayed silent past their day do not hold it up, and their silence is published as such.
pub fn may_publish<Who: PartialEq>(draft: &Draft<Who>, today: Date) -> Result<(), NotPublishable> {
    if draft.is_published {
        return Err(NotPublishable::AlreadyPublished);
    }
    match &draft.checked_by {
        None => return Err(NotPublishable::NotChecked),
        Some(checker) if *checker == draft.made_by => return Err(NotPublishable::CheckedByMaker),
        Some(_) => {}
    }
    let objections = draft
        .asked
        .iter()
        .filter(|asked| asked.answer == Some(Answer::Object))
        .count();
    if objections > 0 {
        return Err(NotPublishable::Objection(objections));
    }
    let waiting = draft
        .asked
        .iter()
        .filter(|asked| asked.answer.is_none() && today <= asked.due)
        .count();
    if waiting > 0 {
        return Err(NotPublishable::StillTime(waiting));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn draft(answers: &[Option<Answer>]) -> Draft<&'static str> {
        let asked = answers.iter().map(|answer| Asked {
            due: date(2026, 10, 10),
            answer: *answer,
        });
        Draft {
            made_by: "data manager",
            checked_by: Some("director"),
            asked: asked.collect(),
            is_published: false,
        }
    }

    #[test]
    fn a_checked_draft_that_all_confirmed_may_be_published() {
        let draft = draft(&[Some(Answer::Confirm), Some(Answer::Context)]);
        assert_eq!(may_publish(&draft, date(2026, 10, 1)), Ok(()));
    }

    #[test]
    fn silence_holds_a_draft_up_until_the_day_is_over_and_not_longer() {
        let draft = draft(&[Some(Answer::Confirm), None]);
        assert_eq!(
            may_publish(&draft, date(2026, 10, 10)),
            Err(NotPublishable::StillTime(1))
        );
        assert_eq!(may_publish(&draft, date(2026, 10, 11)), Ok(()));
    }

    #[test]
    fn an_objection_holds_it_up_whatever_the_day() {
        let draft = draft(&[Some(Answer::Object)]);
        assert_eq!(
            may_publish(&draft, date(2027, 1, 1)),
            Err(NotPublishable::Objection(1))
        );
    }

    #[test]
    fn nobody_confirms_the_protection_of_their_own_draft() {
        let mut draft = draft(&[]);
        draft.checked_by = Some("data manager");
        assert_eq!(
            may_publish(&draft, date(2026, 10, 1)),
            Err(NotPublishable::CheckedByMaker)
        );
        draft.checked_by = None;
        assert_eq!(
            may_publish(&draft, date(2026, 10, 1)),
            Err(NotPublishable::NotChecked)
        );
        draft.is_published = true;
        assert_eq!(
            may_publish(&draft, date(2026, 10, 1)),
            Err(NotPublishable::AlreadyPublished)
        );
    }
}
