//! The engine from outside: worked examples, random worlds against a brute-force attacker, and the shared instances.

mod auditing;
mod brute;
mod examples;
mod grid;
mod random;
mod real;
mod schools;
mod search;
mod shared;
mod simulation;
mod tables;
mod worlds;
