//! Exact fractions; every operation answers `None` rather than overflow.

/// A fraction in lowest terms with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ratio {
    above: i128,
    below: i128,
}

impl Ratio {
    pub(crate) const ZERO: Ratio = Ratio { above: 0, below: 1 };

    pub(crate) fn whole(value: i64) -> Ratio {
        Ratio {
            above: i128::from(value),
            below: 1,
        }
    }

    fn new(above: i128, below: i128) -> Option<Ratio> {
        if below == 0 {
            return None;
        }
        let shared = gcd(above.unsigned_abs(), below.unsigned_abs());
        let shared = i128::try_from(shared).ok()?.max(1) * below.signum();
        Some(Ratio {
            above: above / shared,
            below: below / shared,
        })
    }

    pub(crate) fn plus(self, other: Ratio) -> Option<Ratio> {
        if self.below == 1 && other.below == 1 {
            return Some(Ratio {
                above: self.above.checked_add(other.above)?,
                below: 1,
            });
        }
        let above = self
            .above
            .checked_mul(other.below)?
            .checked_add(other.above.checked_mul(self.below)?)?;
        Ratio::new(above, self.below.checked_mul(other.below)?)
    }

    pub(crate) fn minus(self, other: Ratio) -> Option<Ratio> {
        self.plus(Ratio {
            above: other.above.checked_neg()?,
            below: other.below,
        })
    }

    pub(crate) fn times(self, other: Ratio) -> Option<Ratio> {
        if self.below == 1 && other.below == 1 {
            return Some(Ratio {
                above: self.above.checked_mul(other.above)?,
                below: 1,
            });
        }
        Ratio::new(
            self.above.checked_mul(other.above)?,
            self.below.checked_mul(other.below)?,
        )
    }

    pub(crate) fn over(self, other: Ratio) -> Option<Ratio> {
        Ratio::new(
            self.above.checked_mul(other.below)?,
            self.below.checked_mul(other.above)?,
        )
    }

    pub(crate) fn sign(self) -> i32 {
        self.above.signum() as i32
    }

    pub(crate) fn is_whole(self) -> bool {
        self.below == 1
    }

    /// The greatest whole number that is not greater.
    pub(crate) fn floor(self) -> Option<i64> {
        i64::try_from(self.above.div_euclid(self.below)).ok()
    }

    /// Less, equal or greater, as -1, 0 or 1.
    pub(crate) fn against(self, other: Ratio) -> Option<i32> {
        Some(self.minus(other)?.sign())
    }
}

fn gcd(one: u128, other: u128) -> u128 {
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_stay_exact_and_refuse_to_overflow() {
        let third = Ratio::whole(1).over(Ratio::whole(3)).unwrap();
        let sixth = Ratio::whole(-1).over(Ratio::whole(-6)).unwrap();
        assert_eq!(third.plus(sixth), Ratio::whole(1).over(Ratio::whole(2)));
        assert_eq!(third.times(Ratio::whole(3)), Some(Ratio::whole(1)));
        assert_eq!(Ratio::whole(-7).over(Ratio::whole(2)).unwrap().floor(), Some(-4));
        let huge = Ratio {
            above: i128::MAX,
            below: 1,
        };
        assert_eq!(huge.plus(huge), None);
        assert_eq!(Ratio::ZERO.over(Ratio::ZERO), None);
    }
}
