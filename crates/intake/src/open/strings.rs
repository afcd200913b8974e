//! The shared texts of an old workbook: one list, cut into records at any place, even inside a word.

use crate::open::compound::{four, two};
use crate::{Limits, Unreadable};

/// Reads the list from the pieces of its record.
pub(crate) struct Strings<'a> {
    pieces: &'a [&'a [u8]],
    piece: usize,
    at: usize,
}

impl<'a> Strings<'a> {
    pub fn of(pieces: &'a [&'a [u8]]) -> Strings<'a> {
        Strings {
            pieces,
            piece: 0,
            at: 0,
        }
    }

    /// All texts; the number the list claims to have is never believed.
    pub fn read(mut self, limits: &Limits) -> Result<Vec<String>, Unreadable> {
        let claimed = self.pieces.first().and_then(|head| four(head, 4)).unwrap_or(0);
        self.at = 8;
        let mut texts = Vec::new();
        for _ in 0..claimed {
            let Some(text) = self.text() else { break };
            texts.push(text);
            if texts.len() > limits.cells {
                return Err(Unreadable::TooManyCells {
                    sheet: String::new(),
                    limit: limits.cells,
                });
            }
        }
        Ok(texts)
    }

    fn text(&mut self) -> Option<String> {
        let head = self.take(3)?;
        let length = usize::from(two(&head, 0)?);
        let flags = *head.get(2)?;
        let runs = if flags & 8 != 0 {
            usize::from(two(&self.take(2)?, 0)?)
        } else {
            0
        };
        let extra = if flags & 4 != 0 {
            four(&self.take(4)?, 0)? as usize
        } else {
            0
        };
        let text = self.letters(length, flags & 1 != 0)?;
        self.skip(runs * 4 + extra);
        Some(text)
    }

    /// Letters of a text; where a record ends inside them, the next begins with a byte that says how wide they go on.
    fn letters(&mut self, length: usize, wide: bool) -> Option<String> {
        let mut wide = wide;
        let mut letters: Vec<u16> = Vec::with_capacity(length);
        while letters.len() < length {
            let rest = self.pieces.get(self.piece)?.get(self.at..).unwrap_or_default();
            let size = if wide { 2 } else { 1 };
            let count = (rest.len() / size).min(length - letters.len());
            if count == 0 {
                self.piece += 1;
                wide = self.pieces.get(self.piece)?.first()? & 1 != 0;
                self.at = 1;
                continue;
            }
            let bytes = &rest[..count * size];
            match wide {
                true => letters.extend(bytes.chunks_exact(2).filter_map(|pair| two(pair, 0))),
                false => letters.extend(bytes.iter().map(|byte| u16::from(*byte))),
            }
            self.at += count * size;
        }
        Some(String::from_utf16_lossy(&letters))
    }

    /// So many bytes, across the ends of records.
    fn take(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(count);
        while bytes.len() < count {
            let piece = self.pieces.get(self.piece)?;
            match piece.get(self.at) {
                Some(byte) => {
                    bytes.push(*byte);
                    self.at += 1;
                }
                None => {
                    self.piece += 1;
                    self.at = 0;
                }
            }
        }
        Some(bytes)
    }

    fn skip(&mut self, count: usize) {
        let mut left = count;
        while left > 0 {
            let Some(piece) = self.pieces.get(self.piece) else {
                return;
            };
            let here = piece.len().saturating_sub(self.at).min(left);
            self.at += here;
            left -= here;
            if left > 0 {
                self.piece += 1;
                self.at = 0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cut_inside_a_word_is_one_text() {
        // Two texts; the first narrow "abcd" is cut after two letters and goes on wide.
        let first: &[u8] = &[2, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, b'a', b'b'];
        let second: &[u8] = &[1, b'c', 0, 0xf1, 0, 1, 0, 0, b'x'];
        let texts = Strings::of(&[first, second]).read(&Limits::default()).unwrap();
        assert_eq!(texts, ["abcñ", "x"]);
    }

    #[test]
    fn a_list_that_claims_billions_costs_nothing() {
        let lie: &[u8] = &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 1];
        assert_eq!(Strings::of(&[lie]).read(&Limits::default()).unwrap().len(), 0);
    }
}
