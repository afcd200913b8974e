//! From bytes to text, whatever the encoding.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text and the encoding it came in.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub text: String,
    pub encoding: String,
}

/// Decodes a text: byte order mark first, then UTF-16 without one, then UTF-8, then the likeliest of the old ones.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let name = match encoding {
            e if e == UTF_16LE => "utf-16-le with BOM",
            e if e == UTF_16BE => "utf-16-be with BOM",
            _ => "utf-8-bom",
        };
        return decoded(&bytes[length..], encoding, name);
    }
    if let Some(encoding) = wide_order(bytes) {
        let name = if encoding == UTF_16LE {
            "utf-16-le"
        } else {
            "utf-16-be"
        };
        return decoded(bytes, encoding, name);
    }
    if std::str::from_utf8(bytes).is_ok() {
        let name = if bytes.is_ascii() { "ascii" } else { "utf-8" };
        return decoded(bytes, UTF_8, name);
    }
    if nearly_utf_8(bytes) {
        return decoded(bytes, UTF_8, "utf-8");
    }
    let encoding = guess(bytes);
    if encoding == WINDOWS_1252 {
        // Bytes 0x80 to 0x9F are where Windows-1252 has letters and ISO-8859-1 has none.
        let only_windows = bytes.iter().any(|b| (0x80..=0x9f).contains(b));
        return decoded(
            bytes,
            encoding,
            if only_windows {
                "windows-1252"
            } else {
                "iso-8859-1"
            },
        );
    }
    decoded(bytes, encoding, &encoding.name().to_lowercase())
}

fn decoded(bytes: &[u8], encoding: &'static Encoding, name: &str) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: name.into(),
    }
}

/// The byte order of UTF-16, told by where the zero bytes of Latin letters stand.
pub(crate) fn wide_order(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"\xff\xfe") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some(UTF_16BE);
    }
    let start = &bytes[..bytes.len().min(4096) & !1];
    if start.len() < 4 {
        return None;
    }
    let pairs = start.len() / 2;
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= pairs * 6 && even * 20 <= pairs {
        return Some(UTF_16LE);
    }
    (even * 10 >= pairs * 6 && odd * 20 <= pairs).then_some(UTF_16BE)
}

/// UTF-8 with a broken character here and there (cut off, or pasted from elsewhere) is still UTF-8.
fn nearly_utf_8(bytes: &[u8]) -> bool {
    let mut good = 0_usize;
    let mut bad = 0_usize;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 && good > bad * 20
}

/// The likeliest of the encodings before Unicode.
///
/// The detector may mistake short texts in English or Spanish for Baltic or Turkish ones, whose letters differ in a
/// few places; without many letters beyond ASCII the western one is the better bet.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, chardetng::Utf8Detection::Deny);
    let single_byte = !matches!(
        guessed.name(),
        "Shift_JIS" | "EUC-JP" | "EUC-KR" | "Big5" | "GBK" | "gb18030"
    );
    if single_byte && high * 20 < bytes.len() {
        WINDOWS_1252
    } else {
        guessed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_people_save_in_are_told_apart() {
        let wide = |order: fn(u16) -> [u8; 2]| {
            "Área,5\nPeña,6\n"
                .encode_utf16()
                .flat_map(order)
                .collect::<Vec<_>>()
        };
        let mut marked = b"\xff\xfe".to_vec();
        marked.extend(wide(u16::to_le_bytes));
        for (bytes, encoding) in [
            (b"Area,5\n".to_vec(), "ascii"),
            ("Área,5\nPeña,6\n".as_bytes().to_vec(), "utf-8"),
            (b"\xef\xbb\xbfArea,5\n".to_vec(), "utf-8-bom"),
            (marked, "utf-16-le with BOM"),
            (wide(u16::to_le_bytes), "utf-16-le"),
            (wide(u16::to_be_bytes), "utf-16-be"),
            (b"Descripci\xf3n,5\nPe\xf1a,6\n".to_vec(), "iso-8859-1"),
            (b"Children\x92s Services,5\n".to_vec(), "windows-1252"),
        ] {
            assert_eq!(decode(&bytes).encoding, encoding, "{bytes:?}");
        }
        assert_eq!(decode(b"Children\x92s").text, "Children’s");
    }
}
