//! The container of old Office files: sectors in chains, and a directory of named streams.
//!
//! Source: Microsoft, [MS-CFB] Compound File Binary File Format. Every chain is bounded by the number of sectors in the
//! file, so a loop ends and a lie about a length costs nothing.

/// The end of a chain, and every special mark above it.
const SPECIAL: u32 = 0xFFFF_FFFA;
/// Streams shorter than this are kept in small sectors.
const SMALL_STREAM: usize = 4096;
/// The size of a small sector.
const SMALL_SECTOR: usize = 64;
/// Bytes of one entry of the directory.
const ENTRY: usize = 128;

/// A container opened for reading.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
    entries: Vec<Entry>,
    small_table: Vec<u32>,
    small: Vec<u8>,
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

/// A number of two bytes, little end first; nothing past the end.
pub(crate) fn two(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// A number of four bytes, little end first; nothing past the end.
pub(crate) fn four(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

impl<'a> Compound<'a> {
    /// Opens a container; nothing if it makes no sense.
    pub fn open(bytes: &'a [u8]) -> Option<Compound<'a>> {
        let sector = match two(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut compound = Compound {
            bytes,
            sector,
            table: Vec::new(),
            entries: Vec::new(),
            small_table: Vec::new(),
            small: Vec::new(),
        };
        compound.table = compound.read_table()?;
        let directory = compound.chain(four(bytes, 48)?, usize::MAX);
        compound.entries = directory.chunks_exact(ENTRY).filter_map(entry).collect();
        let root = compound.entries.first()?;
        let (root_start, root_length) = (root.start, root.length);
        compound.small = compound.chain(root_start, root_length);
        let small_table = compound.chain(four(bytes, 60)?, usize::MAX);
        compound.small_table = numbers(&small_table);
        Some(compound)
    }

    /// The bytes of a named stream.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self
            .entries
            .iter()
            .skip(1)
            .find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        if entry.length >= SMALL_STREAM {
            return Some(self.chain(entry.start, entry.length));
        }
        let mut stream = Vec::new();
        let mut at = entry.start;
        let most = entry.length.div_ceil(SMALL_SECTOR);
        for _ in 0..most {
            let Some(piece) = self.small.chunks(SMALL_SECTOR).nth(at as usize) else {
                break;
            };
            stream.extend_from_slice(piece);
            at = *self.small_table.get(at as usize)?;
        }
        stream.truncate(entry.length);
        Some(stream)
    }

    fn sector(&self, at: u32) -> Option<&'a [u8]> {
        let start = (at as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The table of chains: its first 109 sectors are named in the head, more in a chain of their own.
    fn read_table(&self) -> Option<Vec<u32>> {
        let all = self.bytes.len() / self.sector;
        let mut places: Vec<u32> = (0..109).filter_map(|at| four(self.bytes, 76 + at * 4)).collect();
        let mut next = four(self.bytes, 68)?;
        for _ in 0..all {
            let Some(sector) = self.sector(next).filter(|_| next < SPECIAL) else {
                break;
            };
            let mut more = numbers(sector);
            next = more.pop()?;
            places.extend(more);
        }
        let places = places.into_iter().filter(|place| *place < SPECIAL).take(all);
        Some(
            places
                .filter_map(|place| self.sector(place))
                .flat_map(numbers)
                .collect(),
        )
    }

    /// The sectors of a chain, one after another, as far as they are there.
    fn chain(&self, start: u32, length: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut at = start;
        for _ in 0..self.table.len() {
            if at >= SPECIAL || bytes.len() >= length {
                break;
            }
            let Some(sector) = self.sector(at) else { break };
            bytes.extend_from_slice(sector);
            at = self.table.get(at as usize).copied().unwrap_or(SPECIAL);
        }
        bytes.truncate(length);
        bytes
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(4)
        .filter_map(|four_bytes| four(four_bytes, 0))
        .collect()
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(two(bytes, 64)?).min(64);
    let letters: Vec<u16> = (0..length / 2).filter_map(|at| two(bytes, at * 2)).collect();
    let name = String::from_utf16_lossy(&letters)
        .trim_end_matches('\0')
        .to_string();
    Some(Entry {
        name,
        start: four(bytes, 116)?,
        length: four(bytes, 120)? as usize,
    })
}
