//! How alike two folded texts are: equal, a typing error apart, near, or different.

use std::borrow::Cow;

/// How alike two filled texts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Nothing in common that counts.
    Differs,
    /// Jaro-Winkler similarity of at least 0.88.
    Near,
    /// One edit or swap of neighbours (two from 7 letters on, three from 12 on).
    Typo,
    /// The same letters, spaces apart.
    Equal,
}

impl Likeness {
    /// Equal or a typing error apart.
    pub fn agrees(self) -> bool {
        self >= Self::Typo
    }
}

/// The likeness of two texts, or none when either is empty.
pub fn likeness(left: &str, right: &str) -> Option<Likeness> {
    if left.is_empty() || right.is_empty() {
        return None;
    }
    if left == right {
        return Some(Likeness::Equal);
    }
    let (left, right) = (solid(left), solid(right));
    if left == right {
        return Some(Likeness::Equal);
    }
    let letters = left.chars().count().max(right.chars().count());
    let allowed = match letters {
        0..=6 => 1,
        7..=11 => 2,
        _ => 3,
    };
    if strsim::osa_distance(&left, &right) <= allowed {
        Some(Likeness::Typo)
    } else if strsim::jaro_winkler(&left, &right) >= NEAR {
        Some(Likeness::Near)
    } else {
        Some(Likeness::Differs)
    }
}

/// Edits and swaps between two texts, spaces apart.
pub fn edits(left: &str, right: &str) -> usize {
    strsim::osa_distance(&solid(left), &solid(right))
}

const NEAR: f64 = 0.88;

fn solid(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) {
        text.chars().filter(|letter| !letter.is_whitespace()).collect()
    } else {
        Cow::Borrowed(text)
    }
}
