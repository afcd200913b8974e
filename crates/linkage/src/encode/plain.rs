//! Filters as the open schema describes them, bit for bit (Schnell, Bachteler and Reiher 2011; the schema's version 3).
//!
//! They can be linked with what others encode. They give way to known attacks; between partners who both use this crate,
//! the hardened encoding is better.

use blake2::Blake2bMac512;
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Sha1;

use super::keys::Keys;
use super::schema::{HashKind, Schema, Strategy, ValueFault};
use super::token::tokens;

pub(crate) fn encode(schema: &Schema, keys: &Keys, values: &[&str]) -> Result<Vec<u8>, (usize, ValueFault)> {
    let length = schema.unfolded();
    let mut bits = vec![false; length];
    for (place, (feature, value)) in schema.features.iter().zip(values).enumerate() {
        let Some(hashing) = &feature.hashing else {
            continue;
        };
        let at = |fault: ValueFault| (place, fault);
        let value = feature.formatted(value).map_err(at)?;
        let tokens = tokens(hashing.comparison, &value).map_err(at)?;
        for (number, token) in tokens.iter().enumerate() {
            let count = match hashing.strategy {
                Strategy::PerToken(count) => count,
                Strategy::PerFeature(all) => all / tokens.len() + usize::from(number < all % tokens.len()),
            };
            let [first, second] = &keys.features[place];
            match hashing.hash {
                HashKind::Double {
                    is_singularity_prevented,
                } => {
                    double(
                        &mut bits,
                        token.as_bytes(),
                        [first, second],
                        (count, is_singularity_prevented),
                    );
                }
                HashKind::Blake => blake(&mut bits, token.as_bytes(), first, count),
            }
        }
    }
    for _ in 0..schema.folds {
        let half = bits.len() / 2;
        bits = (0..half).map(|place| bits[place] ^ bits[place + half]).collect();
    }
    Ok(packed(&bits))
}

/// A long number in bytes, modulo a small one.
fn modulo(bytes: &[u8], by: u64) -> u64 {
    bytes
        .iter()
        .fold(0, |rest, byte| (rest * 256 + u64::from(*byte)) % by)
}

fn double(bits: &mut [bool], token: &[u8], keys: [&Vec<u8>; 2], (count, is_prevented): (usize, bool)) {
    let length = bits.len() as u64;
    let first = {
        let mut mac = Hmac::<Sha1>::new_from_slice(keys[0]).expect("HMAC takes keys of any length");
        mac.update(token);
        modulo(&mac.finalize().into_bytes(), length)
    };
    let second = |more: Option<u32>| {
        let mut mac = Hmac::<Md5>::new_from_slice(keys[1]).expect("HMAC takes keys of any length");
        mac.update(token);
        if let Some(sign) = more.and_then(char::from_u32) {
            mac.update(sign.to_string().as_bytes());
        }
        modulo(&mac.finalize().into_bytes(), length)
    };
    let mut step = second(None);
    let mut more = 0;
    while is_prevented && step == 0 && length > 1 {
        step = second(Some(more));
        more += 1;
    }
    for number in 0..count as u64 {
        bits[((first + number * step) % length) as usize] = true;
    }
}

fn blake(bits: &mut [bool], token: &[u8], key: &[u8], count: usize) {
    for block in 0..count.div_ceil(32) {
        let salt = block.to_string();
        let mut mac = Blake2bMac512::new_with_salt_and_personal(Some(key), salt.as_bytes(), &[])
            .expect("keys have at most 64 bytes, salts at most 16");
        blake2::digest::Update::update(&mut mac, token);
        let hash = blake2::digest::FixedOutput::finalize_fixed(mac);
        for pair in hash.chunks_exact(2).take(count - block * 32) {
            let place = usize::from(u16::from_le_bytes([pair[0], pair[1]]));
            let length = bits.len();
            bits[place % length] = true;
        }
    }
}

/// Bits as bytes; the first bit is the highest of the first byte.
pub(crate) fn packed(bits: &[bool]) -> Vec<u8> {
    bits.chunks(8)
        .map(|eight| {
            eight
                .iter()
                .enumerate()
                .fold(0, |byte, (place, bit)| byte | u8::from(*bit) << (7 - place))
        })
        .collect()
}
