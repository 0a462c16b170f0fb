//! The text of SCIENCE 1.6, lines 10 to 44, written down as it stands: slow, and what the fast way
//! must give the same answers as.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::ids::CompanyId;
use crate::plan::MILLION;
use crate::plan::admit::{Attempt, Question, Until};
use crate::plan::check::Overload;
use crate::plan::items::{Item, Leg, after};
use crate::plan::place::Plan;
use crate::plan::rooms::Rooms;
use crate::plan::samples::{request, situation};

/// A touch: its item's rank, its leg, release, deadline, the day planned.
type Placed = (usize, usize, i32, i32, Option<i32>);

fn place(
    items: &[(usize, Item)],
    rooms: &Rooms,
    legs: &[Leg],
    days: usize,
) -> (Vec<Placed>, Vec<Vec<i64>>) {
    let n = rooms.n_resources();
    let mut left: Vec<Vec<i64>> =
        (0..n).map(|r| (0..days).map(|t| rooms.cap(r, t)).collect()).collect();
    let days = i32::try_from(days).unwrap();
    let mut bucket: BTreeMap<i32, Vec<(usize, usize, i32, i32)>> = BTreeMap::new();
    for (rank, item) in items {
        let touch = (*rank, item.leg, item.release, item.deadline);
        bucket.entry(item.release.max(0)).or_default().push(touch);
    }
    let mut placed = vec![];
    let mut ready: Vec<(usize, usize, i32, i32)> = vec![];
    for t in 0..days {
        ready.extend(bucket.remove(&t).unwrap_or_default());
        ready.sort_by_key(|(rank, _, _, deadline)| (0.max(*deadline), *deadline, *rank));
        let day = usize::try_from(t).unwrap();
        ready.retain(|(rank, leg, release, deadline)| {
            let load = |r: usize| legs[*leg].load_on(r);
            if !(0..n).all(|r| left[r][day] >= load(r)) {
                return true;
            }
            (0..n).for_each(|r| left[r][day] -= load(r));
            placed.push((*rank, *leg, *release, *deadline, Some(t)));
            if !legs[*leg].is_last && t + legs[leg + 1].gap < days {
                let release = t + legs[leg + 1].gap;
                let next = (*rank, leg + 1, release, release + legs[leg + 1].window);
                bucket.entry(release).or_default().push(next);
            }
            false
        });
    }
    placed.extend(ready.into_iter().map(|(rank, leg, from, to)| (rank, leg, from, to, None)));
    (placed, left)
}

fn check(
    items: &[(usize, Item)],
    rooms: &Rooms,
    legs: &[Leg],
    ids: &[u64],
) -> (Vec<(u64, u8)>, Option<Overload>) {
    let last = |item: &Item| 0.max(item.deadline) + legs[item.leg].reach;
    let longest = items.iter().map(|(_, item)| last(item)).max().unwrap_or(0);
    let days = usize::try_from(longest + 1).unwrap().min(400);
    let (touches, left) = place(items, rooms, legs, days);
    let end = i32::try_from(days).unwrap();
    let mut late: Vec<&Placed> = touches
        .iter()
        .filter(|touch| touch.4.map_or(closes(touch) < end, |t| t > closes(touch)))
        .collect();
    late.sort_by_key(|touch| (closes(touch), ids[touch.0], legs[touch.1].step));
    let found = worst_interval(&touches, rooms, legs, end)
        .or_else(|| late.first().map(|touch| shortfall(touch, rooms, legs, &left)));
    (late.iter().map(|touch| (ids[touch.0], legs[touch.1].step)).collect(), found)
}

/// A touch's last day, today when it is past.
fn closes(touch: &Placed) -> i32 {
    touch.3.max(0)
}

/// A touch's first day, today when it is past.
fn opens(touch: &Placed) -> i32 {
    touch.2.max(0)
}

fn index(t: i32) -> usize {
    usize::try_from(t).unwrap()
}

/// The interval that ends first, of these the shortest, whose demand is more than its room.
fn worst_interval(touches: &[Placed], rooms: &Rooms, legs: &[Leg], end: i32) -> Option<Overload> {
    let mut worst: Option<(i32, i32, usize, i64)> = None;
    for r in 0..rooms.n_resources() {
        let asked: Vec<&Placed> = touches
            .iter()
            .filter(|touch| closes(touch) < end && legs[touch.1].load_on(r) > 0)
            .collect();
        let releases: BTreeSet<i32> = asked.iter().map(|touch| opens(touch)).collect();
        let deadlines: BTreeSet<i32> = asked.iter().map(|touch| closes(touch)).collect();
        'first: for b in &deadlines {
            for a in releases.iter().rev().filter(|a| *a <= b) {
                let inside = asked.iter().filter(|touch| opens(touch) >= *a && closes(touch) <= *b);
                let (demand, var) = inside.fold((0, 0), |(demand, var), touch| {
                    let leg = &legs[touch.1];
                    (demand + leg.load_on(r), var + leg.var_on(r))
                });
                if demand == 0 {
                    continue;
                }
                let span = usize::try_from(*a).unwrap()..=usize::try_from(*b).unwrap();
                let cap: i64 = span.clone().map(|t| rooms.cap(r, t)).sum();
                let vc: i64 = span.map(|t| rooms.variance(r, t)).sum();
                let spread = i128::from(rooms.z_squared) * i128::from(var + vc);
                let mut root = spread.isqrt();
                root += i128::from(root * root < spread);
                let over = i128::from(demand) + root - i128::from(cap);
                if over > 0 {
                    let over = i64::try_from((over + 999_999) / 1_000_000).unwrap();
                    let found = (*b, -a, r, over);
                    worst = Some(worst.map_or(found, |worst| worst.min(found)));
                    break 'first;
                }
            }
        }
    }
    worst.map(|(to, from, resource, over)| Overload {
        from: index(-from),
        to: index(to),
        resource,
        over,
    })
}

/// By how much the fullest day of a late touch's window falls short.
fn shortfall(touch: &Placed, rooms: &Rooms, legs: &[Leg], left: &[Vec<i64>]) -> Overload {
    let short = |t: i32| {
        let n = rooms.n_resources();
        let short = |r: usize| (legs[touch.1].load_on(r) - left[r][index(t)], std::cmp::Reverse(r));
        (0..n).map(short).max().unwrap()
    };
    let window = opens(touch)..=closes(touch);
    let t = window.min_by_key(|t| (short(*t).0, *t)).unwrap();
    let (micro, resource) = short(t);
    let over = ((micro + MILLION - 1).div_euclid(MILLION)).max(1);
    let (from, to) = (index(opens(touch)), index(closes(touch)));
    Overload { from, to, resource: resource.0, over }
}

/// Starts by rank and day, and what the first one refused breaks.
type Started = (Vec<(usize, i32)>, Option<Overload>);

/// Lines 35 to 44 with one start a day and company.
fn admit(question: &Question<'_, u64>, taken: &BTreeSet<(CompanyId, i32)>) -> Started {
    let (rooms, legs, ids) = (&question.rooms, question.legs.all(), &question.roster.ids);
    let mut items = question.actives.clone();
    let is_ok = check(&items, rooms, legs, ids).1.is_none();
    let mut taken = taken.clone();
    let mut closed: BTreeSet<(usize, i32)> = BTreeSet::new();
    let (mut starts, mut first_break) = (vec![], None);
    let from = question.from();
    let to = from + i32::try_from(question.request.start_days).unwrap();
    for (rank, candidate) in question.candidates() {
        let leg = question.legs.start(candidate.cadence, 1).unwrap();
        if let Some(day) = candidate.force {
            let day = question.day_of(day);
            items.push((rank, after(&question.legs, leg, day)));
            taken.extend(candidate.company.map(|company| (company, day)));
            continue;
        }
        let mut mine = None;
        let mut start = None;
        for day in from..to {
            let has_start =
                candidate.company.is_some_and(|company| taken.contains(&(company, day)));
            if !is_ok || has_start || closed.contains(&(candidate.cadence, day)) {
                continue;
            }
            items.push((rank, after(&question.legs, leg, day)));
            let found = check(&items, rooms, legs, ids).1;
            if found.is_none() {
                start = Some(day);
                break;
            }
            items.pop();
            mine = mine.or(found);
            closed.insert((candidate.cadence, day));
        }
        match start {
            Some(day) => {
                taken.extend(candidate.company.map(|company| (company, day)));
                starts.push((rank, day));
            }
            None => first_break = first_break.or(mine),
        }
    }
    (starts, first_break)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_fast_way_gives_the_answers_of_the_text(situation in situation(), request in request()) {
        let question = Question::new(&situation, &request).unwrap();
        let base = question.check_of(&mut Plan::default(), &question.rooms, &question.actives);
        let plain = check(&question.actives, &question.rooms, question.legs.all(), &question.roster.ids);
        prop_assert_eq!(base.overload, plain.1);
        prop_assert_eq!(base.late.len(), plain.0.len());
        let run = question.start(base.is_ok(), &Attempt::asked(&question));
        let (starts, overload) = admit(&question, &BTreeSet::new());
        prop_assert_eq!(&run.starts, &starts);
        prop_assert_eq!(run.overload, overload);
        let attempt = Attempt { until: Until::FirstDayClosed, ..Attempt::asked(&question) };
        let first = question.start(base.is_ok(), &attempt);
        let on_first = |starts: &[(usize, i32)]| -> Vec<usize> {
            starts.iter().filter(|(_, day)| *day == question.from()).map(|(rank, _)| *rank).collect()
        };
        prop_assert_eq!(on_first(&first.starts), on_first(&starts));
    }
}
