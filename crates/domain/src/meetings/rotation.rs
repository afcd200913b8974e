//! Whose turn it is: roles of a meeting go round among those who sit at the table.

use jiff::civil::Date;

/// Who sat at the table, and when each last had the role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn<T> {
    /// Who.
    pub who: T,
    /// When last; nothing for who never had it.
    pub last_on: Option<Date>,
}

/// Who is next: who never had the role, in the order given, else who had it longest ago. Nobody holds two roles.
pub fn next<T: Copy + PartialEq>(turns: &[Turn<T>], taken: &[T]) -> Option<T> {
    let free = turns.iter().filter(|turn| !taken.contains(&turn.who));
    free.min_by_key(|turn| turn.last_on).map(|turn| turn.who)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn who_never_had_it_is_next_and_nobody_has_two() {
        let turn = |who, last_on| Turn { who, last_on };
        let turns = [
            turn(1, Some(date(2026, 1, 1))),
            turn(2, None),
            turn(3, None),
            turn(4, Some(date(2025, 1, 1))),
        ];
        assert_eq!(next(&turns, &[]), Some(2));
        assert_eq!(next(&turns, &[2]), Some(3));
        assert_eq!(next(&turns, &[2, 3]), Some(4));
        assert_eq!(next(&turns, &[2, 3, 4]), Some(1));
        assert_eq!(next(&turns, &[1, 2, 3, 4]), None);
    }
}
