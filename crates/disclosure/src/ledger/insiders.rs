//! Insiders: someone who knows more than what was published.

use super::{Ledger, Role, Said};

/// Who reads, beside the public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Insider {
    /// An organisation, which knows every count that it told.
    Partner {
        /// As in [`super::LedgerCount::owner`].
        owner: String,
    },
    /// One of the people counted.
    Member {
        /// Keys of the counts that the person is in.
        of: Vec<String>,
    },
}

impl Ledger {
    /// The ledger as the insider reads it: with what he knows among the known, and without a claim to protect from him
    /// what is his own.
    ///
    /// Audit a draft against this ledger too before it is called safe for partners.
    pub fn as_read_by(&self, insider: &Insider) -> Ledger {
        let mut ledger = self.clone();
        match insider {
            Insider::Partner { owner } => {
                for count in &mut ledger.counts {
                    if count.owner.as_ref() != Some(owner) {
                        continue;
                    }
                    if let Some(value) = count.value {
                        ledger.known.push(Said::Exactly {
                            what: count.key.clone(),
                            value,
                        });
                        count.role = Role::Open;
                    }
                }
            }
            Insider::Member { of } => {
                for key in of {
                    ledger.known.push(Said::Linear {
                        terms: vec![(key.clone(), 1)],
                        low: Some(1),
                        high: None,
                    });
                }
            }
        }
        ledger
    }
}
