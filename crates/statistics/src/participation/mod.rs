//! Taking part and what came after: participants beside people like them, and how sure one may be.
//!
//! Start with `comparison`, which goes from a cohort to a labelled figure; the methods it uses are a file each.

mod alike;
mod balance;
mod before;
mod chance;
mod cluster;
mod comparison;
mod dose;
mod doubly;
mod effect;
mod grade;
mod hidden;
mod linked;
mod logit;
mod many;
mod matching;
mod over_periods;
mod over_time;
#[cfg(test)]
mod promises;
mod regression;
mod staggered;
#[cfg(test)]
mod tests;
mod two_ways;
mod weighting;
mod wild;

pub use balance::{Balance, DIFFERENCE_MOST, Difference, EFFECTIVE_LEAST, Label, LovePoint, Reason};
pub use before::PreTrend;
pub use cluster::{CLUSTERS_LEAST, Correction};
pub use comparison::{Cohort, Comparison, Method, Trim};
pub use dose::{Band, Doses};
pub use effect::Effect;
pub use grade::{Claim, Design, Finding, Grade, Wording};
pub use hidden::{EValue, e_value, ratio_of_difference, rosenbaum_bound, rosenbaum_gamma};
pub use linked::{Candidate, Links, mean_without_wrong_links, pool, share_with_wrong_links};
pub use logit::{Choice, Propensity};
pub use many::{Many, many};
pub use matching::{Matched, Matches, Matching, Pool, Reuse, Scale as MatchingScale};
pub use over_periods::GroupTimes;
pub use over_time::TwoTimes;
pub use regression::{Regression, Sample};
pub use staggered::{Beside, GroupTime, Panel};
pub use two_ways::TwoWays;
pub use weighting::{Target, effective_size, trimmed};
pub use wild::{Draws, Wild};
