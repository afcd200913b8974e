//! What comes of a linkage, as CSV.

use linkage::{Links, Pair};

/// A file as its records are named in results.
pub struct File {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// How many records it has.
    pub rows: usize,
    /// What names each record, if a column does.
    pub keys: Option<Vec<String>>,
}

/// Probabilities between which a person should look.
pub const REVIEW: std::ops::Range<f32> = 0.1..0.9;

/// A record among all sources: its file, its row from 1, its name.
fn place<'a>(links: &Links, files: &'a [File], record: u32) -> (&'a File, usize, String) {
    let source = links.bounds.partition_point(|bound| *bound <= record) - 1;
    let row = (record - links.bounds[source]) as usize;
    let file = &files[source];
    let name = file
        .keys
        .as_ref()
        .map_or_else(|| (row + 1).to_string(), |keys| keys[row].clone());
    (file, row + 1, name)
}

/// The pairs, likeliest first: both names, the probability, whether they are linked, whether to look, and why.
pub fn pairs(links: &Links, files: &[File]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "left_id",
        "right_id",
        "probability",
        "linked",
        "review",
        "left_row",
        "right_row",
        "left_file",
        "right_file",
        "weight",
        "why",
    ];
    writer.write_record(head).expect("writing to memory");
    let mut order: Vec<&Pair> = links.pairs.iter().collect();
    order.sort_by(|left, right| {
        right
            .probability
            .total_cmp(&left.probability)
            .then((left.left, left.right).cmp(&(right.left, right.right)))
    });
    for pair in order {
        let (left_file, left_row, left) = place(links, files, pair.left);
        let (right_file, right_row, right) = place(links, files, pair.right);
        let (sum, why) = why(links, pair);
        let yes = |is: bool| if is { "yes" } else { "no" };
        let row = [
            left.as_str(),
            &right,
            &format!("{:.6}", pair.probability),
            yes(is_linked(links, pair)),
            yes(REVIEW.contains(&pair.probability)),
            &left_row.to_string(),
            &right_row.to_string(),
            &left_file.name,
            &right_file.name,
            &format!("{sum:.2}"),
            &why,
        ];
        writer.write_record(row).expect("writing to memory");
    }
    writer.into_inner().expect("writing to memory")
}

/// Whether two records are taken to be one person.
pub fn is_linked(links: &Links, pair: &Pair) -> bool {
    links.clusters[pair.left as usize] == links.clusters[pair.right as usize]
}

/// The weight of a pair and of each of its fields, in bits.
fn why(links: &Links, pair: &Pair) -> (f64, String) {
    let weights = links.model.weights(pair.pattern);
    let levels = links.model.levels(pair.pattern);
    let told: Vec<String> = links
        .model
        .fields
        .iter()
        .zip(&weights)
        .zip(levels)
        .map(|((field, weight), level)| format!("{} {level} {weight:+.1}", field.name))
        .collect();
    (weights.iter().sum(), told.join("; "))
}

/// Every record with the number of its person.
pub fn people(links: &Links, files: &[File]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(["file", "row", "id", "person"])
        .expect("writing to memory");
    for (record, person) in links.clusters.iter().enumerate() {
        let record = u32::try_from(record).expect("records are counted by u32");
        let (file, row, name) = place(links, files, record);
        let row = [
            file.name.as_str(),
            &row.to_string(),
            &name,
            &(person + 1).to_string(),
        ];
        writer.write_record(row).expect("writing to memory");
    }
    writer.into_inner().expect("writing to memory")
}
