//! Names of places and groups in an edition.

use domain::measurement::Group;
use platform::words::Words;

use crate::editions::document::{Document, Partner};

impl Document {
    /// The name of a place; its slug where the edition does not name it.
    pub fn place_name<'d>(&'d self, slug: &'d str) -> &'d str {
        let place = self.places.iter().find(|place| place.slug == slug);
        place.map_or(slug, |place| &place.name)
    }

    /// The name of a group: its categories' labels as the community agreed on them.
    pub fn group_label(&self, key: &str, words: Words) -> String {
        let Ok(group) = Group::parse(key) else {
            return key.to_owned();
        };
        if group.is_everyone() {
            return words.say("everyone");
        }
        let labels: Vec<&str> = group
            .parts()
            .map(|(dimension, category)| self.category_label(dimension, category, words))
            .collect();
        labels.join(", ")
    }

    fn category_label<'d>(&'d self, dimension: &str, category: &'d str, words: Words) -> &'d str {
        let categories = self
            .dimensions
            .iter()
            .filter(|other| other.slug == dimension)
            .flat_map(|other| &other.categories);
        let found = categories.into_iter().find(|other| other.slug == category);
        found.map_or(category, |found| words.pick(&found.label.en, &found.label.es))
    }

    /// A partner by its slug or name.
    pub fn partner(&self, name: &str) -> Option<&Partner> {
        let mut partners = self.partners.iter();
        partners.find(|partner| partner.slug == name || partner.name == name)
    }
}
