//! Points for name, birth date and postal address, and the vetoes that keep spouses and twins apart.
//!
//! Points by part, both sides filled; a missing side gives 0. The weights and the vetoes were tried on
//! the made-up people of Febrl (datasets 1 and 3); a pair is an edge at [`EDGE`] points or more.

use crate::{
    duplicates::{
        identity::{Identity, Place},
        likeness::{Likeness, likeness},
    },
    people::Birthday,
};

/// Points from which a pair is one person unless vetoed.
pub const EDGE: i32 = 14;
/// Years between two births from which equal names at one address are told as father and son.
pub const GENERATION_YEARS: i16 = 15;

/// How alike two birth dates are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BirthLikeness {
    /// More than one digit apart.
    Differs,
    /// Month and day agree, a year is not known.
    SameDay,
    /// One digit apart, or the same digits in another order.
    Near,
    /// Equal.
    Equal,
}

/// What name, birth date and postal address of two persons say; none where a side is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Points {
    /// The sum over all parts.
    pub total: i32,
    /// The part of the sum that the pair of addresses gives which agrees best.
    pub place: i32,
    /// Given name with given name, or crosswise where the names are swapped.
    pub given: Option<Likeness>,
    /// Family name with family name, or crosswise where the names are swapped.
    pub family: Option<Likeness>,
    /// Birth date.
    pub birth: Option<BirthLikeness>,
    /// Street, on the pair of addresses that agrees best.
    pub street: Option<Likeness>,
    /// House number on that pair.
    pub number: Option<Likeness>,
}

/// Why two persons are kept apart although their points would join them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Veto {
    /// Given name and birth date both differ: spouses, parents, children. Never one person.
    Spouses,
    /// Only the given name differs, family name, birth date, street and number are equal: twins.
    Twins,
}

impl Points {
    /// The veto on a pair with these points, the stronger first.
    pub fn veto(&self) -> Option<Veto> {
        if self.given != Some(Likeness::Differs) {
            return None;
        }
        let is_equal = |part: Option<Likeness>| part == Some(Likeness::Equal);
        match self.birth {
            Some(BirthLikeness::Differs) => Some(Veto::Spouses),
            Some(BirthLikeness::Equal)
                if [self.family, self.street, self.number].into_iter().all(is_equal) =>
            {
                Some(Veto::Twins)
            }
            _ => None,
        }
    }

    /// Whether both names agree but for a typing error.
    pub fn names_agree(&self) -> bool {
        self.given.is_some_and(Likeness::agrees) && self.family.is_some_and(Likeness::agrees)
    }

    /// Whether the birth dates are equal or a digit apart.
    pub fn birth_agrees(&self) -> bool {
        self.birth.is_some_and(|birth| birth >= BirthLikeness::Near)
    }

    /// Whether the streets agree but for a typing error.
    pub fn street_agrees(&self) -> bool {
        self.street.is_some_and(Likeness::agrees)
    }
}

/// The points of a pair; symmetric.
pub fn points(left: &Identity, right: &Identity) -> Points {
    let names = name_points(left, right);
    let birth = birth_likeness(left.birth, right.birth);
    let birth_points = match birth {
        None => 0,
        Some(BirthLikeness::Equal) => 8,
        Some(BirthLikeness::Near) => 5,
        Some(BirthLikeness::SameDay) => 3,
        Some(BirthLikeness::Differs) => -3,
    };
    let place = left
        .places
        .iter()
        .flat_map(|a| right.places.iter().map(move |b| place_points(a, b)))
        .max()
        .unwrap_or_default();
    Points {
        total: names.total + birth_points + place.total,
        place: place.total,
        given: names.given,
        family: names.family,
        birth,
        street: place.street,
        number: place.number,
    }
}

/// Whether names and address agree and the births lie [`GENERATION_YEARS`] or more apart.
pub fn is_generation_apart(left: &Identity, right: &Identity) -> bool {
    let (Some(a), Some(b)) =
        (left.birth.and_then(|birth| birth.year), right.birth.and_then(|birth| birth.year))
    else {
        return false;
    };
    if a.abs_diff(b) < GENERATION_YEARS.unsigned_abs() {
        return false;
    }
    let points = points(left, right);
    points.names_agree() && points.street_agrees() && points.number.is_none_or(Likeness::agrees)
}

/// How alike two birth dates are, compared as the eight digits of year, month and day.
pub fn birth_likeness(left: Option<Birthday>, right: Option<Birthday>) -> Option<BirthLikeness> {
    let (left, right) = (left?, right?);
    if left.year.is_none() || right.year.is_none() {
        let same = (left.month, left.day) == (right.month, right.day);
        return Some(if same { BirthLikeness::SameDay } else { BirthLikeness::Differs });
    }
    if left == right {
        return Some(BirthLikeness::Equal);
    }
    let (a, b) = (date_digits(left), date_digits(right));
    let apart = a.iter().zip(&b).filter(|(a, b)| a != b).count();
    let (mut a, mut b) = (a, b);
    a.sort_unstable();
    b.sort_unstable();
    Some(if apart <= 1 || a == b { BirthLikeness::Near } else { BirthLikeness::Differs })
}

#[derive(Default)]
struct NamePoints {
    total: i32,
    given: Option<Likeness>,
    family: Option<Likeness>,
}

/// Points of a place, ordered by their sum.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct PlacePoints {
    total: i32,
    street: Option<Likeness>,
    number: Option<Likeness>,
}

fn name_points(left: &Identity, right: &Identity) -> NamePoints {
    let given = likeness(&left.given, &right.given);
    let family = likeness(&left.family, &right.family);
    let straight = NamePoints {
        total: scaled(given, [4, 3, 1, -2]) + scaled(family, [5, 4, 1, -2]),
        given,
        family,
    };
    let crossed = [likeness(&left.given, &right.family), likeness(&left.family, &right.given)];
    let [Some(given), Some(family)] = crossed else {
        // A given name that stands under family name on the other side, while the other family
        // name is missing, is misplaced, not another one.
        let is_misplaced =
            crossed.iter().flatten().any(|part| part.agrees()) && straight.family.is_none();
        return if is_misplaced {
            NamePoints { total: 0, given: None, family: None }
        } else {
            straight
        };
    };
    // Ordered, so that the pair says the same from both sides.
    let (given, family) = (given.max(family), given.min(family));
    let total = match family {
        Likeness::Equal | Likeness::Typo => 7,
        Likeness::Near if given.agrees() => 5,
        _ => return straight,
    };
    if total > straight.total {
        NamePoints { total, given: Some(given), family: Some(family) }
    } else {
        straight
    }
}

fn place_points(left: &Place, right: &Place) -> PlacePoints {
    let street = likeness(&left.street, &right.street);
    let line2 = likeness(&left.line2, &right.line2);
    let straight = scaled(street, [5, 4, 1, -1]) + scaled(line2, [3, 2, 1, 0]);
    let crossed = [likeness(&left.street, &right.line2), likeness(&left.line2, &right.street)];
    let crossing = crossed.into_iter().flatten().max().filter(|part| straight < 3 && part.agrees());
    let number = likeness(&left.number, &right.number);
    let postcode = match likeness(&left.postcode, &right.postcode) {
        None => 0,
        Some(Likeness::Equal) => 4,
        Some(Likeness::Typo) => 2,
        Some(Likeness::Near | Likeness::Differs) => -1,
    };
    let total = if crossing.is_some() { 3 } else { straight }
        + scaled(number, [3, 1, -1, -1])
        + scaled(likeness(&left.city, &right.city), [3, 2, 1, -1])
        + postcode
        + scaled(likeness(&left.state, &right.state), [1, 0, -1, -1]);
    PlacePoints { total, street: crossing.or(street), number }
}

/// The weight of a likeness out of those for equal, typing error, near, different; 0 when a side is missing.
fn scaled(likeness: Option<Likeness>, [equal, typo, near, differs]: [i32; 4]) -> i32 {
    match likeness {
        None => 0,
        Some(Likeness::Equal) => equal,
        Some(Likeness::Typo) => typo,
        Some(Likeness::Near) => near,
        Some(Likeness::Differs) => differs,
    }
}

fn date_digits(birth: Birthday) -> [i32; 8] {
    let (year, month, day) =
        (i32::from(birth.year.unwrap_or_default()), i32::from(birth.month), i32::from(birth.day));
    [
        year / 1000 % 10,
        year / 100 % 10,
        year / 10 % 10,
        year % 10,
        month / 10,
        month % 10,
        day / 10,
        day % 10,
    ]
}
