//! An agreement's terms as they are kept, beside its parties and days: plain JSON, read into the types of the rules.

use domain::agreements::{Class, Consent, Element, Linking, May, Publication, Purpose, Terms};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::store::AgreementRow;

/// Terms as they are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Written {
    /// Codes of purposes.
    pub purposes: Vec<String>,
    /// What exactly for, English.
    pub exactly_en: String,
    /// What exactly for, Spanish.
    pub exactly_es: String,
    /// Identifiers of indicators; none: all of them.
    pub indicators: Vec<String>,
    /// What is shared.
    pub elements: Vec<WrittenElement>,
    /// Identifiers of those who may send.
    pub senders: Vec<String>,
    /// Identifiers of those who may use.
    pub users: Vec<String>,
    /// Code.
    pub linking: String,
    /// Code.
    pub publication: String,
    /// Code.
    pub consent: String,
    /// Name of the element by which participants are known, where families are asked.
    pub consent_key: String,
    /// What else was agreed, English.
    pub further_en: String,
    /// What else was agreed, Spanish.
    pub further_es: String,
}

/// An element as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WrittenElement {
    /// Name.
    pub name: String,
    /// Other headings.
    pub headings: Vec<String>,
    /// Code of its class.
    pub class: String,
}

impl Written {
    /// The terms of a row; what cannot be read gives nobody any right.
    pub fn of(row: &AgreementRow) -> Self {
        serde_json::from_str(&row.terms).unwrap_or_default()
    }

    /// As it is kept.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("terms are plain JSON")
    }

    /// The terms as the rules read them.
    pub fn terms(&self, row: &AgreementRow) -> Terms {
        let named = |ids: &[String], may: May| -> Vec<_> {
            ids.iter()
                .filter_map(|id| Some((id.parse().ok()?, may)))
                .collect()
        };
        let elements = self.elements.iter().map(|one| Element {
            name: one.name.clone(),
            headings: one.headings.clone(),
            // An unknown class is treated as the strictest.
            class: Class::from_code(&one.class).unwrap_or(Class::DirectIdentifier),
        });
        Terms {
            purposes: self
                .purposes
                .iter()
                .filter_map(|code| Purpose::from_code(code))
                .collect(),
            indicators: self.indicators.iter().filter_map(|id| id.parse().ok()).collect(),
            elements: elements.collect(),
            people: [named(&self.senders, May::Send), named(&self.users, May::Use)].concat(),
            linking: Linking::from_code(&self.linking).unwrap_or(Linking::Refused),
            publication: Publication::from_code(&self.publication).unwrap_or(Publication::Nothing),
            starts_on: row.starts_on.parse().unwrap_or(Date::MAX),
            ends_on: row.ends_on.parse().unwrap_or(Date::MIN),
            kept_days: u16::try_from(row.kept_days).unwrap_or(0),
            consent: Consent::from_code(&self.consent).unwrap_or(Consent::OptIn),
        }
    }
}
