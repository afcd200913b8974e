//! What a round asked, with the labels of that day: a category that is added or renamed later changes no earlier round.

use std::collections::BTreeMap;

use domain::backbone::mirror::{GROUPS_MAX, QUESTIONS_MAX, Question};
use platform::words::Words;
use serde::{Deserialize, Serialize};

use crate::measurement::store::{CategoryRow, DimensionRow};

/// A group that could be ticked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedGroup {
    /// Slug of the category.
    pub code: String,
    /// Label, English.
    pub label_en: String,
    /// Label, Spanish.
    pub label_es: String,
}

/// A question as it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Slug of the dimension.
    pub code: String,
    /// Label, English.
    pub label_en: String,
    /// Label, Spanish.
    pub label_es: String,
    /// Its groups, in order.
    pub groups: Vec<AskedGroup>,
}

impl Asked {
    /// Its label for a reader.
    pub fn label(&self, words: Words) -> String {
        words.pick(&self.label_en, &self.label_es).to_owned()
    }
}

impl AskedGroup {
    /// Its label for a reader.
    pub fn label(&self, words: Words) -> String {
        words.pick(&self.label_en, &self.label_es).to_owned()
    }
}

/// Every dimension that could be asked about, as it stands today: those with two categories or more.
pub fn askable(dimensions: &[DimensionRow], categories: &[CategoryRow]) -> Vec<Asked> {
    let mut own: BTreeMap<&str, Vec<AskedGroup>> = BTreeMap::new();
    for category in categories {
        own.entry(&category.dimension_id).or_default().push(AskedGroup {
            code: category.slug.clone(),
            label_en: category.label_en.clone(),
            label_es: category.label_es.clone(),
        });
    }
    let asked = dimensions.iter().map(|dimension| Asked {
        code: dimension.slug.clone(),
        label_en: dimension.label_en.clone(),
        label_es: dimension.label_es.clone(),
        groups: own.remove(dimension.dimension_id.as_str()).unwrap_or_default(),
    });
    asked
        .filter(|asked| (2..=GROUPS_MAX).contains(&asked.groups.len()))
        .collect()
}

/// What was asked, as it is counted.
pub fn questions(asked: &[Asked]) -> Vec<Question> {
    let questions = asked.iter().map(|asked| Question {
        code: asked.code.clone(),
        groups: asked.groups.iter().map(|group| group.code.clone()).collect(),
    });
    questions.collect()
}

/// As text.
pub fn written(asked: &[Asked]) -> String {
    serde_json::to_string(asked).expect("labels are plain JSON")
}

/// From its text; nothing where it cannot be read.
pub fn read(kept: &str) -> Option<Vec<Asked>> {
    let asked: Vec<Asked> = serde_json::from_str(kept).ok()?;
    (asked.len() <= QUESTIONS_MAX).then_some(asked)
}
