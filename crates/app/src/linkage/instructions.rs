//! Models as files: what columns mean, rules that bring records together, what forbids a link, and learned weights.

use std::collections::BTreeMap;
use std::path::Path;

use linkage::{CLASS_COUNT, FieldWeights, Holds, Levels, Links, Model, Role};
use serde::{Deserialize, Serialize};

/// What the file says it is.
const FORMAT: &str = "mainstay-linkage-model/1";

/// A model file. Everything in it may be left out.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instructions {
    /// The format and its version.
    #[serde(default)]
    format: Option<String>,
    /// What columns mean: a word for each name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    columns: BTreeMap<String, String>,
    /// Rules that bring records together, each a list of parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocking: Vec<Vec<String>>,
    /// Columns in which two different values forbid a link.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vetoes: Vec<String>,
    /// Whether files hold each person `once` or `repeatedly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    holds: Option<String>,
    /// Learned weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    weights: Option<Weights>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weights {
    shares: [f64; CLASS_COUNT],
    fields: Vec<OfField>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfField {
    name: String,
    role: String,
    same: Levels,
    chance: Levels,
    household: Levels,
    moved: Levels,
}

impl Instructions {
    /// Reads a model file.
    ///
    /// Errors: what is malformed, with file, line and column.
    pub fn read(path: &Path) -> Result<Instructions, String> {
        let file = path.display();
        let text =
            std::fs::read_to_string(path).map_err(|error| format!("{file}: it cannot be read: {error}"))?;
        let read: Instructions = serde_json::from_str(&text).map_err(|error| {
            format!(
                "{file}, line {}, column {}: {error}",
                error.line(),
                error.column()
            )
        })?;
        match read.format.as_deref() {
            None | Some(FORMAT) => Ok(read),
            Some(other) => Err(format!(
                "{file}: the format is {other}; this version reads {FORMAT}"
            )),
        }
    }

    /// What columns mean.
    ///
    /// Errors: a word that is no role.
    pub fn roles(&self) -> Result<Vec<(String, Role)>, String> {
        let role = |(name, word): (&String, &String)| match Role::of_word(word) {
            Some(role) => Ok((name.clone(), role)),
            None => {
                let words: Vec<&str> = Role::WORDS.iter().map(|(_, word)| *word).collect();
                Err(format!(
                    "columns, {name}: {word} is no meaning; write one of {}",
                    words.join(", ")
                ))
            }
        };
        self.columns.iter().map(role).collect()
    }

    /// Whether files hold each person once.
    ///
    /// Errors: another word.
    pub fn holds(&self) -> Result<Option<Holds>, String> {
        match self.holds.as_deref() {
            None => Ok(None),
            Some("once") => Ok(Some(Holds::Once)),
            Some("repeatedly") => Ok(Some(Holds::Repeatedly)),
            Some(other) => Err(format!("holds: {other} is neither once nor repeatedly")),
        }
    }

    /// The learned weights, if the file has any.
    ///
    /// Errors: a word that is no role; a number that is no probability.
    pub fn model(&self) -> Result<Option<Model>, String> {
        let Some(weights) = &self.weights else {
            return Ok(None);
        };
        let mut fields = Vec::new();
        for field in &weights.fields {
            let role = Role::of_word(&field.role)
                .ok_or_else(|| format!("weights, {}: {} is no meaning", field.name, field.role))?;
            let all = [&field.same, &field.chance, &field.household, &field.moved];
            if all
                .iter()
                .flat_map(|levels| levels.iter())
                .any(|share| !(0.0..=1.0).contains(share))
            {
                return Err(format!(
                    "weights, {}: a probability lies outside 0 to 1",
                    field.name
                ));
            }
            fields.push(FieldWeights {
                name: field.name.clone(),
                role,
                same: field.same,
                chance: field.chance,
                household: field.household,
                moved: field.moved,
            });
        }
        if weights.shares.iter().any(|share| !(0.0..=1.0).contains(share)) {
            return Err("weights, shares: a share lies outside 0 to 1".to_owned());
        }
        Ok(Some(Model {
            fields,
            shares: weights.shares,
        }))
    }

    /// The instructions with what was learned.
    pub fn with_learned(mut self, links: &Links) -> Vec<u8> {
        self.format = Some(FORMAT.to_owned());
        let of_field = |field: &FieldWeights| OfField {
            name: field.name.clone(),
            role: field.role.word().to_owned(),
            same: field.same,
            chance: field.chance,
            household: field.household,
            moved: field.moved,
        };
        self.weights = Some(Weights {
            shares: links.model.shares,
            fields: links.model.fields.iter().map(of_field).collect(),
        });
        let mut text = serde_json::to_vec_pretty(&self).expect("maps with text keys and finite numbers");
        text.push(b'\n');
        text
    }
}
