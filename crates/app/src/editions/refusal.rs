//! Why a draft could not be made, in words that say what to do.

use platform::words::Words;

use super::release::NotReleasable;
use crate::error::Error;

/// Why a draft could not be made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// A table may not be published.
    #[error(transparent)]
    NotReleasable(#[from] NotReleasable),
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<platform::db::DbError> for NotMade {
    fn from(error: platform::db::DbError) -> Self {
        Self::Other(error.into())
    }
}

impl NotMade {
    /// As an error of the house, with its sentence in a language.
    pub fn told(self, words: Words) -> Error {
        let text = match &self {
            Self::Other(_) => String::new(),
            Self::NotReleasable(NotReleasable::NotChecked {
                at,
                is_too_big,
                reason,
            }) => {
                let key = if *is_too_big {
                    "draft-too-big"
                } else {
                    "draft-not-checked"
                };
                words.with(
                    key,
                    &[("at", at.to_string().into()), ("reason", reason.as_str().into())],
                )
            }
            Self::NotReleasable(NotReleasable::TookTooLong) => words.say("draft-too-long"),
            Self::NotReleasable(NotReleasable::NotSafe { at, low, high }) => words.with(
                "draft-not-safe",
                &[
                    ("at", at.to_string().into()),
                    ("low", (*low).into()),
                    ("high", (*high).into()),
                ],
            ),
        };
        match self {
            Self::Other(error) => error,
            Self::NotReleasable(_) => Error::Refused(text),
        }
    }
}

/// For doors without a reader's language, such as the command line.
impl From<NotMade> for Error {
    fn from(refused: NotMade) -> Self {
        match refused {
            NotMade::Other(error) => error,
            NotMade::NotReleasable(_) => Self::Refused(refused.to_string()),
        }
    }
}
