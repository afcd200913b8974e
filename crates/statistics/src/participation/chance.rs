//! Chance from a seed: the same numbers on every machine and in every release, so that a figure can be computed again.

/// SplitMix64 (Steele, Lea and Flood, 2014, "Fast splittable pseudorandom number generators", figure 17).
///
/// Not from a crate of random numbers: their generators may change between versions, and a published figure may not.
pub(crate) struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// From 0 up to, not including, 1.
    pub fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of so many, from 0.
    pub fn one_of(&mut self, count: usize) -> usize {
        ((self.share() * count as f64) as usize).min(count - 1)
    }
}

#[test]
fn the_numbers_are_those_of_the_paper() {
    // Seed 1234567, as in the reference implementation's published output.
    let mut chance = Chance::new(1_234_567);
    assert_eq!(chance.bits(), 6_457_827_717_110_365_317);
    assert_eq!(chance.bits(), 3_203_168_211_198_807_973);
}
