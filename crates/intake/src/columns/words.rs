//! Headings taken apart into words, and what single words give away.

/// The words of a heading, in small letters: parted at signs, and where a capital follows a small letter.
pub(crate) fn words_of(heading: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut before_is_small = false;
    for c in heading.chars() {
        if !c.is_alphanumeric() && c != '%' && c != '#' {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            before_is_small = false;
            continue;
        }
        if c.is_uppercase() && before_is_small && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        before_is_small = c.is_lowercase();
        word.extend(c.to_lowercase());
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether a heading names a code: digits below it are then no numbers.
pub(crate) fn names_a_code(heading: &str) -> bool {
    let mut words = words_of(heading);
    // The year behind "FIPS 2020" says which list of codes it is.
    while words.len() > 1 && words.last().is_some_and(|word| crate::cell::is_year(word)) {
        words.pop();
    }
    let Some(last) = words.last().map(String::as_str) else {
        return false;
    };
    let bare = last.trim_end_matches(|c: char| c.is_ascii_digit());
    if matches!(
        bare,
        "id" | "ids"
            | "code"
            | "codes"
            | "num"
            | "nr"
            | "no"
            | "fips"
            | "zip"
            | "zipcode"
            | "geoid"
            | "geocode"
            | "ein"
            | "identifier"
            | "codigo"
            | "código"
            | "clave"
            | "phone"
            | "telephone"
            | "ssn"
            | "leaid"
            | "ncessch"
            | "ncesid"
            | "tract"
            | "geoid_"
            | "uid"
            | "sasid"
            | "urn"
            | "cds"
    ) {
        return true;
    }
    // "Number of students" counts, "document number" names.
    let named = [
        "account",
        "document",
        "documento",
        "invoice",
        "phone",
        "student",
        "case",
        "permit",
        "badge",
        "charity",
        "zip",
        "postal",
        "id",
        "license",
        "telefono",
        "teléfono",
        "cuenta",
        "school",
        "district",
        "org",
        "building",
        "facility",
    ];
    let is_number = |word: &str| {
        matches!(
            word,
            "number" | "numero" | "número" | "nummer" | "no" | "num" | "#"
        )
    };
    if is_number(last) && words.len() >= 2 {
        return named.contains(&words[words.len() - 2].as_str());
    }
    words.first().is_some_and(|first| is_number(first)) && named.contains(&last)
}

/// Whether a heading names school grades or levels by digit: 3 is a grade there, not a count.
pub(crate) fn names_a_grade(heading: &str) -> bool {
    let words = words_of(heading);
    matches!(
        words.iter().map(String::as_str).collect::<Vec<_>>().as_slice(),
        ["grade" | "grades" | "grado" | "grados"]
            | ["grade", "level"]
            | ["student", "grade"]
            | ["school", "grade"]
    )
}

/// Whether a heading names the margin of error of another column.
pub(crate) fn names_a_margin(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let words = words_of(heading);
    lower.contains("margin of error")
        || lower.contains("margen de error")
        || words.iter().any(|word| matches!(word.as_str(), "moe" | "moes"))
        || lower.contains("standard error")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_codes_are_told_from_headings_of_counts() {
        for heading in [
            "District Code",
            "Dist_Num",
            "District ID",
            "GEO.id2 / Id2",
            "GF_ID",
            "Número do documento",
            "ZIP",
            "Student Number",
            "DistrictID",
        ] {
            assert!(names_a_code(heading), "{heading}");
        }
        for heading in [
            "Number of Students Tested",
            "Count",
            "Total Number with Scored Tests",
            "Valid",
            "Paid",
            "Total Number",
        ] {
            assert!(!names_a_code(heading), "{heading}");
        }
    }
}
