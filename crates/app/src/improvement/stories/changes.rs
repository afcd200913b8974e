//! Which words were taken out of a text and which were put in (longest common subsequence of words: Wagner and Fischer, 1974).

use crate::blocks::{Change, Piece};

/// Texts with more words than this are shown whole, before and after: nobody reads such a comparison word by word, and the
/// table grows with the square.
const WORDS_MOST: usize = 1_500;

/// The text in pieces that stayed, went and came, in reading order; what went stands before what came in its place.
pub fn changes(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    if old.len() > WORDS_MOST || new.len() > WORDS_MOST {
        let whole = [(Change::Went, before), (Change::Came, after)];
        let pieces = whole.into_iter().filter(|(_, text)| !text.trim().is_empty());
        return pieces.map(|(change, text)| piece(change, text)).collect();
    }
    let common = common(&old, &new);
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut at, mut to) = (0, 0);
    for (next_at, next_to) in common.into_iter().chain([(old.len(), new.len())]) {
        add(&mut pieces, Change::Went, &old[at..next_at]);
        add(&mut pieces, Change::Came, &new[to..next_to]);
        if let Some(word) = old.get(next_at) {
            add(&mut pieces, Change::Stayed, std::slice::from_ref(word));
        }
        (at, to) = (next_at + 1, next_to + 1);
        if next_at >= old.len() {
            break;
        }
    }
    pieces
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn piece(change: Change, text: &str) -> Piece {
    Piece {
        change,
        text: text.to_owned(),
    }
}

/// Puts words at the end of the last piece if it is of their kind, else begins one.
fn add(pieces: &mut Vec<Piece>, change: Change, words: &[&str]) {
    if words.is_empty() {
        return;
    }
    let text = words.join(" ");
    match pieces.last_mut().filter(|last| last.change == change) {
        Some(last) => {
            last.text.push(' ');
            last.text.push_str(&text);
        }
        None => pieces.push(piece(change, &text)),
    }
}

/// The places of the words that both have, in order.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let across = new.len() + 1;
    // Row by row from the end: how many words the rests have in common.
    let mut longest = vec![0_u16; (old.len() + 1) * across];
    for at in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            longest[at * across + to] = if old[at] == new[to] {
                longest[(at + 1) * across + to + 1] + 1
            } else {
                longest[(at + 1) * across + to].max(longest[at * across + to + 1])
            };
        }
    }
    let (mut at, mut to) = (0, 0);
    let mut found = Vec::new();
    while at < old.len() && to < new.len() {
        if old[at] == new[to] {
            found.push((at, to));
            (at, to) = (at + 1, to + 1);
        } else if longest[(at + 1) * across + to] >= longest[at * across + to + 1] {
            at += 1;
        } else {
            to += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> String {
        let mark = |piece: &Piece| match piece.change {
            Change::Stayed => piece.text.clone(),
            Change::Went => format!("[-{}-]", piece.text),
            Change::Came => format!("[+{}+]", piece.text),
        };
        changes(before, after)
            .iter()
            .map(mark)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn words_that_went_and_came_stand_where_they_were() {
        for (before, after, expected) in [
            ("", "", ""),
            ("More come.", "More come.", "More come."),
            ("", "New words.", "[+New words.+]"),
            ("Old words.", "", "[-Old words.-]"),
            (
                "More children come every day.",
                "Fewer children come to school every day.",
                "[-More-] [+Fewer+] children come [+to school+] every day.",
            ),
            ("a b c", "a x c", "a [-b-] [+x+] c"),
        ] {
            assert_eq!(told(before, after), expected, "{before:?} to {after:?}");
        }
    }

    #[test]
    fn a_very_long_text_is_shown_whole() {
        let long = "word ".repeat(WORDS_MOST + 1);
        let pieces = changes(&long, "short");
        assert_eq!(pieces.len(), 2);
    }

    #[test]
    fn leaving_out_what_came_gives_the_old_text_and_what_went_the_new() {
        // Every text of at most five words out of two.
        let texts: Vec<String> = (0..=5_u32)
            .flat_map(|length| {
                (0..1_u32 << length).map(move |bits| {
                    let word = |at: u32| if bits >> at & 1 == 0 { "a" } else { "b" };
                    (0..length).map(word).collect::<Vec<_>>().join(" ")
                })
            })
            .collect();
        for before in &texts {
            for after in &texts {
                let pieces = changes(before, after);
                let without = |left_out: Change| {
                    let kept = pieces.iter().filter(|piece| piece.change != left_out);
                    kept.map(|piece| piece.text.as_str())
                        .collect::<Vec<_>>()
                        .join(" ")
                };
                assert_eq!(without(Change::Came), *before, "{before:?} to {after:?}");
                assert_eq!(without(Change::Went), *after, "{before:?} to {after:?}");
            }
        }
    }
}
