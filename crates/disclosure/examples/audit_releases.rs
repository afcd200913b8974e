//! Twenty releases of one city, each protected against all before it, and an audit of their history:
//! `cargo run --release -p mainstay-disclosure --example audit_releases -- 24` for 24 schools.

#[allow(dead_code, unused_imports, reason = "the tests use the rest")]
#[path = "../tests/all/worlds/mod.rs"]
mod worlds;

use std::time::Instant;

use mainstay_disclosure::Policy;
use worlds::releases::City;

fn main() {
    let schools: i64 = std::env::args()
        .nth(1)
        .and_then(|count| count.parse().ok())
        .unwrap_or(24);
    let begun = Instant::now();
    let released = City::new(1, schools).publish(&Policy::TEN);
    let protecting = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let (_, _, audit) = released.history(&Policy::TEN);
    let auditing = begun.elapsed().as_secs_f64();
    let certificate = audit.certificate();
    println!(
        "{schools} schools, {} releases: {} figures shown, {} hidden, {protecting:.1} s",
        released.releases, released.shown, released.hidden
    );
    println!(
        "history: {} cells, {} of them unknown, {} relations, {} to be uncertain, {} failing, narrowest {:?}, {auditing:.2} s",
        certificate.cells,
        certificate.unknown_cells,
        certificate.relations,
        certificate.functionals,
        certificate.failing,
        certificate.narrowest,
    );
}
