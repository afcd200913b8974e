//! What a reply by mail says: its first words, in English or Spanish, before what the mail program quotes.

use domain::decisions::Method;

use super::voting::Said;

/// Longest reason taken from a mail.
const REASON_MAX: usize = 2_000;

/// Phrases by answer; of several that fit, the longest is meant.
const CONSENT: [(&str, &str); 20] = [
    ("agree", "agree"),
    ("i agree", "agree"),
    ("agreed", "agree"),
    ("yes", "agree"),
    ("de acuerdo", "agree"),
    ("estoy de acuerdo", "agree"),
    ("sí", "agree"),
    ("i can live with it", "live-with"),
    ("can live with it", "live-with"),
    ("live with it", "live-with"),
    ("puedo vivir con ello", "live-with"),
    ("lo acepto", "live-with"),
    ("puedo aceptarlo", "live-with"),
    ("concern", "concern"),
    ("i have a concern", "concern"),
    ("tengo una inquietud", "concern"),
    ("inquietud", "concern"),
    ("objeción", "concern"),
    ("i object", "concern"),
    ("tengo una objeción", "concern"),
];
const MAJORITY: [(&str, &str); 14] = [
    ("for", "for"),
    ("in favor", "for"),
    ("yes", "for"),
    ("agree", "for"),
    ("i agree", "for"),
    ("a favor", "for"),
    ("sí", "for"),
    ("de acuerdo", "for"),
    ("against", "against"),
    ("no", "against"),
    ("en contra", "against"),
    ("abstain", "abstain"),
    ("abstención", "abstain"),
    ("me abstengo", "abstain"),
];
const ASIDE: [(&str, &str); 4] = [
    ("step aside", "aside"),
    ("i step aside", "aside"),
    ("me aparto", "aside"),
    ("me hago a un lado", "aside"),
];

/// The answer in a mail's text; nothing where its first words are none we know.
pub fn read(text: &str, method: Method, options: &[String]) -> Option<Said> {
    let own = own_words(text);
    let (first, rest) = own.split_once('\n').unwrap_or((own.as_str(), ""));
    let phrases: &[(&str, &str)] = match method {
        Method::Consent => &CONSENT,
        Method::Majority | Method::Supermajority => &MAJORITY,
        Method::Advisory if options.is_empty() => &MAJORITY,
        Method::Ranked | Method::Gradients | Method::Advisory => &[],
    };
    let spoken = plain(first);
    let known = phrases
        .iter()
        .chain(&ASIDE)
        .filter(|(phrase, _)| begins_with(&spoken, &plain(phrase)));
    if let Some((phrase, code)) = known.max_by_key(|(phrase, _)| phrase.len()) {
        let after: String = first
            .chars()
            .skip(first_letters(first) + phrase.chars().count())
            .collect();
        let reason = format!("{}\n{rest}", after.trim_start_matches(is_between));
        return Some(Said {
            choice: (*code).to_owned(),
            reason: reason.trim().chars().take(REASON_MAX).collect(),
            ..Said::default()
        });
    }
    by_number(&spoken, method, options, rest)
}

fn by_number(spoken: &str, method: Method, options: &[String], rest: &str) -> Option<Said> {
    let parts = spoken
        .split(|letter: char| is_between(letter) || letter == '>')
        .filter(|part| !part.is_empty());
    let numbers: Option<Vec<usize>> = parts.map(|part| part.parse().ok()).collect();
    let numbers = numbers.filter(|numbers| !numbers.is_empty())?;
    let reason = rest.trim().chars().take(REASON_MAX).collect();
    match (method, numbers.as_slice()) {
        (Method::Gradients, [step @ 1..=8]) => Some(Said {
            choice: format!("step-{step}"),
            reason,
            ..Said::default()
        }),
        (Method::Ranked | Method::Advisory, numbers) if !options.is_empty() => {
            let ids: Option<Vec<&str>> = numbers
                .iter()
                .map(|number| options.get(number.checked_sub(1)?).map(String::as_str))
                .collect();
            Some(Said {
                choice: "ranking".to_owned(),
                ranking: ids?.join(" "),
                reason,
                ..Said::default()
            })
        }
        _ => None,
    }
}

/// What the sender wrote themselves: up to the first line that is quoted, or begins a quotation.
pub fn own_words(text: &str) -> String {
    let mut own = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        let plain = line.to_lowercase();
        let begins_quotation = line.starts_with('>')
            || line.starts_with("-----")
            || line.starts_with("________")
            || line == "--"
            || (plain.starts_with("on ") && plain.ends_with(':'))
            || (plain.starts_with("el ") && plain.ends_with(':'))
            || plain.starts_with("from:")
            || plain.starts_with("de:");
        if begins_quotation {
            break;
        }
        if !line.is_empty() || !own.is_empty() {
            own.push(line);
        }
    }
    own.join("\n").trim().to_owned()
}

/// Lower case, without accents: people leave them out on a phone.
fn plain(text: &str) -> String {
    let letters = text
        .trim_start_matches(is_before)
        .chars()
        .map(|letter| match letter {
            'á' | 'Á' => 'a',
            'é' | 'É' => 'e',
            'í' | 'Í' => 'i',
            'ó' | 'Ó' => 'o',
            'ú' | 'Ú' => 'u',
            other => other.to_ascii_lowercase(),
        });
    letters.collect()
}

fn is_before(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '"' | '“' | '”' | '\'' | '¡' | '*')
}

fn is_between(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            ',' | '.' | ':' | ';' | '!' | '"' | '“' | '”' | '-' | '–' | '—' | '*'
        )
}

/// Characters before the first word.
fn first_letters(line: &str) -> usize {
    line.chars().take_while(|letter| is_before(*letter)).count()
}

/// Whether a line begins with a phrase, as whole words.
fn begins_with(line: &str, phrase: &str) -> bool {
    line.strip_prefix(phrase)
        .is_some_and(|rest| rest.chars().next().is_none_or(|next| !next.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, method: Method) -> Option<(String, String)> {
        let options = ["one".to_owned(), "two".to_owned(), "three".to_owned()];
        let options: &[String] = if method == Method::Ranked { &options } else { &[] };
        let said = read(text, method, options)?;
        let what = if said.choice == "ranking" {
            said.ranking
        } else {
            said.choice
        };
        Some((what, said.reason))
    }

    #[test]
    fn the_first_words_are_the_answer_and_the_rest_is_why() {
        let cases = [
            ("agree", Method::Consent, ("agree", "")),
            (
                "Agree.\n\nOn Thu, Odessa wrote:\n> concern",
                Method::Consent,
                ("agree", ""),
            ),
            ("\r\n  “Agree”\r\n", Method::Consent, ("agree", "")),
            ("De acuerdo, y gracias.", Method::Consent, ("agree", "y gracias.")),
            ("Si", Method::Consent, ("agree", "")),
            ("I can live with it", Method::Consent, ("live-with", "")),
            (
                "Concern: two clerks are not enough",
                Method::Consent,
                ("concern", "two clerks are not enough"),
            ),
            ("Objecion\nEl costo.", Method::Consent, ("concern", "El costo.")),
            ("Step aside", Method::Consent, ("aside", "")),
            ("No", Method::Majority, ("against", "")),
            ("me abstengo", Method::Supermajority, ("abstain", "")),
            ("3", Method::Gradients, ("step-3", "")),
            ("2, 1", Method::Ranked, ("two one", "")),
            ("3 > 1 > 2\nbecause", Method::Ranked, ("three one two", "because")),
        ];
        for (text, method, (choice, reason)) in cases {
            assert_eq!(
                said(text, method),
                Some((choice.to_owned(), reason.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_plainly_an_answer_is_none() {
        let cases = [
            ("", Method::Consent),
            ("> agree", Method::Consent),
            ("Thanks, I will look at it", Method::Consent),
            // Neither yes nor no is a kind of consent that a "no" names.
            ("No", Method::Consent),
            ("agreeable weather today", Method::Consent),
            ("Notice: out of office", Method::Majority),
            ("9", Method::Gradients),
            ("4", Method::Ranked),
            ("1 maybe", Method::Ranked),
        ];
        for (text, method) in cases {
            assert_eq!(said(text, method), None, "{text}");
        }
    }
}
