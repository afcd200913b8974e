//! How alike two short texts are. Texts are bytes in lower case without accents (see `normal`).

/// Longer texts are compared by their beginning: a name or street is never that long.
const LENGTH_MAX: usize = 64;

/// Jaro-Winkler similarity, 0 to 1 (Jaro 1989; Winkler 1990, with a prefix of at most four letters at 0.1 each).
pub fn jaro_winkler(left: &[u8], right: &[u8]) -> f64 {
    let jaro = jaro(left, right);
    let prefix = left
        .iter()
        .zip(right)
        .take(4)
        .take_while(|(left, right)| left == right)
        .count();
    jaro + prefix as f64 * 0.1 * (1.0 - jaro)
}

fn jaro(left: &[u8], right: &[u8]) -> f64 {
    let left = &left[..left.len().min(LENGTH_MAX)];
    let right = &right[..right.len().min(LENGTH_MAX)];
    if left.is_empty() || right.is_empty() {
        return if left.len() == right.len() { 1.0 } else { 0.0 };
    }
    let window = (left.len().max(right.len()) / 2).saturating_sub(1);
    // Bit i of each mask: letter i has found its partner.
    let (mut left_mask, mut right_mask) = (0_u64, 0_u64);
    for (place, letter) in left.iter().enumerate() {
        let from = place.saturating_sub(window);
        let to = (place + window + 1).min(right.len());
        for (at, other) in right.iter().enumerate().take(to).skip(from) {
            if other == letter && right_mask & (1 << at) == 0 {
                left_mask |= 1 << place;
                right_mask |= 1 << at;
                break;
            }
        }
    }
    let found = left_mask.count_ones();
    if found == 0 {
        return 0.0;
    }
    let mut out_of_order = 0_u32;
    let (mut left_rest, mut right_rest) = (left_mask, right_mask);
    while left_rest != 0 {
        if left[left_rest.trailing_zeros() as usize] != right[right_rest.trailing_zeros() as usize] {
            out_of_order += 1;
        }
        left_rest &= left_rest - 1;
        right_rest &= right_rest - 1;
    }
    let found = f64::from(found);
    let moved = f64::from(out_of_order / 2);
    (found / left.len() as f64 + found / right.len() as f64 + (found - moved) / found) / 3.0
}

/// The least number of changed, added, left out or neighbouring exchanged letters, up to `most`; `most + 1` if there
/// are more (optimal string alignment; Damerau 1964).
pub fn edits(left: &[u8], right: &[u8], most: usize) -> usize {
    let left = &left[..left.len().min(LENGTH_MAX)];
    let right = &right[..right.len().min(LENGTH_MAX)];
    let same = left
        .iter()
        .zip(right)
        .take_while(|(left, right)| left == right)
        .count();
    let (left, right) = (&left[same..], &right[same..]);
    let same = left
        .iter()
        .rev()
        .zip(right.iter().rev())
        .take_while(|(left, right)| left == right)
        .count();
    let (left, right) = (&left[..left.len() - same], &right[..right.len() - same]);
    if left.len().abs_diff(right.len()) > most {
        return most + 1;
    }
    if left.is_empty() || right.is_empty() {
        return left.len().max(right.len());
    }
    if most == 1 {
        let is_one = left.len() == 1 && right.len() == 1;
        let is_exchange = left.len() == 2 && right.len() == 2 && left[0] == right[1] && left[1] == right[0];
        return if is_one || is_exchange { 1 } else { 2 };
    }
    table_of_edits(left, right).min(most + 1)
}

fn table_of_edits(left: &[u8], right: &[u8]) -> usize {
    let mut before = [0_usize; LENGTH_MAX + 1];
    let mut last = [0_usize; LENGTH_MAX + 1];
    let mut now = [0_usize; LENGTH_MAX + 1];
    for (place, cell) in last.iter_mut().enumerate().take(right.len() + 1) {
        *cell = place;
    }
    for (row, letter) in left.iter().enumerate() {
        now[0] = row + 1;
        for (column, other) in right.iter().enumerate() {
            let change = last[column] + usize::from(letter != other);
            let mut least = change.min(last[column + 1] + 1).min(now[column] + 1);
            let is_exchange =
                row > 0 && column > 0 && *letter == right[column - 1] && left[row - 1] == *other;
            if is_exchange {
                least = least.min(before[column - 1] + 1);
            }
            now[column + 1] = least;
        }
        before = last;
        last = now;
    }
    last[right.len()]
}

/// Whether one text holds all words of the other, or they share a word of four letters or more.
pub fn share_words(left: &[u8], right: &[u8]) -> bool {
    let words = |text: &[u8]| text.iter().filter(|letter| **letter == b' ').count() + 1;
    if words(left) == 1 && words(right) == 1 {
        return false;
    }
    let mut shared_long = false;
    let mut shared = 0;
    for word in left.split(|letter| *letter == b' ') {
        if right.split(|letter| *letter == b' ').any(|other| other == word) {
            shared += 1;
            shared_long |= word.len() >= 4;
        }
    }
    shared_long || shared == words(left).min(words(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Winkler's own table (1990): MARTHA and MARHTA .961, DIXON and DICKSONX .813, DWAYNE and DUANE .840.
    #[test]
    fn jaro_winkler_gives_the_published_values() {
        for (left, right, value) in [
            ("martha", "marhta", 0.961),
            ("dixon", "dicksonx", 0.813),
            ("dwayne", "duane", 0.840),
            ("abc", "xyz", 0.0),
        ] {
            let found = jaro_winkler(left.as_bytes(), right.as_bytes());
            assert!((found - value).abs() < 5e-4, "{left} {right}: {found}");
        }
    }

    #[test]
    fn edits_count_an_exchange_of_neighbours_once() {
        for (left, right, most, count) in [
            ("19800103", "19801003", 1, 1),
            ("smith", "smyth", 1, 1),
            ("smith", "smithe", 1, 1),
            ("smith", "smiht", 2, 1),
            ("kitten", "sitting", 3, 3),
            ("kitten", "sitting", 2, 3),
            ("ca", "abc", 3, 3),
            ("", "ab", 3, 2),
        ] {
            assert_eq!(
                edits(left.as_bytes(), right.as_bytes(), most),
                count,
                "{left} {right}"
            );
        }
    }

    #[test]
    fn words_are_shared() {
        assert!(share_words(b"garcia lopez", b"garcia"));
        assert!(share_words(b"anna maria", b"maria luisa"));
        assert!(!share_words(b"st john", b"st mary"));
        assert!(!share_words(b"john", b"john"));
    }
}
