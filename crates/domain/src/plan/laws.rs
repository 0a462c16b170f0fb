//! Laws of the plan, on small situations at random.

use jiff::civil::Date;
use proptest::prelude::*;

use crate::plan::admit::{Answer, admit};
use crate::plan::joined::joined;
use crate::plan::morning::morning;
use crate::plan::samples::{request, situation};
use crate::plan::{Active, Due, PlanSettings, Request, Situation};

/// The state after every touch of today was done as planned, on the morning of `tomorrow`.
fn worked(situation: &Situation<u64>, done: &[u64], on: Date, tomorrow: Date) -> Situation<u64> {
    let next = |active: &Active<u64>| {
        if !done.contains(&active.id) {
            return Some(*active);
        }
        let steps = situation.cadences[active.cadence].len();
        (active.next < steps).then_some(Active {
            next: active.next + 1,
            due: Due::Done(on),
            ..*active
        })
    };
    let actives = situation.actives.iter().filter_map(next).collect();
    Situation { today: tomorrow, actives, ..situation.clone() }
}

/// Starts all that admission starts.
fn started(situation: &Situation<u64>, request: &Request<u64>) -> Situation<u64> {
    let mut situation = situation.clone();
    for start in admit(&situation, request).unwrap().starts {
        let row = request.candidates.iter().find(|row| row.id == start.person).unwrap();
        let (id, cadence, worth) = (row.id, row.cadence, row.worth);
        situation.actives.push(Active { id, cadence, next: 1, due: Due::Done(start.on), worth });
    }
    situation
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_actives_is_irrelevant(situation in situation(), request in request()) {
        let mut turned = situation.clone();
        turned.actives.reverse();
        let mornings = [&situation, &turned].map(|rows| morning(rows, &request, 10).unwrap());
        prop_assert_eq!(&mornings[0], &mornings[1]);
        let answers = [&situation, &turned].map(|rows| admit(rows, &request).unwrap());
        prop_assert_eq!(&answers[0], &answers[1]);
    }

    #[test]
    fn the_answer_counts_who_fits(situation in situation(), request in request()) {
        let admission = admit(&situation, &request).unwrap();
        prop_assert_eq!(admission.fit, admission.starts.len());
        prop_assert_eq!(admission.asked + admission.forced.len(), request.candidates.len());
        let all = admission.fit == admission.asked;
        prop_assert_eq!(admission.answer == Answer::Yes, all);
        prop_assert_eq!(admission.answer == Answer::No, admission.fit == 0 && !all);
        prop_assert_eq!(admission.otherwise.is_none(), all);
        prop_assert!(admission.feasible || admission.fit == 0);
    }

    #[test]
    fn the_days_with_those_who_start_are_those_once_they_are_started(
        situation in situation(), request in request(),
    ) {
        let mut request = request;
        request.candidates.retain(|candidate| candidate.force.is_none());
        let starts = admit(&situation, &request).unwrap().starts;
        let days = joined(&situation, &request, &starts).unwrap();
        let after = morning(&started(&situation, &request), &Request::default(), days.len()).unwrap();
        let told: Vec<_> = days.iter().map(|day| (day.on, day.promised + day.new)).collect();
        let then: Vec<_> = after.days.iter().map(|day| (day.on, day.promised)).collect();
        prop_assert_eq!(told, then);
        prop_assert!(days.iter().all(|day| day.new >= 0 && day.promised >= 0));
        prop_assert!(days.last().is_none_or(|day| day.new > 0));
    }

    #[test]
    fn nobody_started_is_late_while_nobody_leaves(situation in situation(), request in request()) {
        let mut request = request;
        request.candidates.retain(|candidate| candidate.force.is_none());
        let mut now = Situation { settings: PlanSettings::CERTAIN, ..situation };
        prop_assume!(morning(&now, &Request::default(), 1).unwrap().feasible);
        now = started(&now, &request);
        while !now.actives.is_empty() {
            let today = morning(&now, &Request::default(), 12).unwrap();
            prop_assert!(today.feasible);
            let late = today.today.iter().filter(|touch| touch.late > 0);
            prop_assert!(late.filter(|touch| touch.person % 2 == 1).count() == 0);
            let done: Vec<u64> = today.today.iter().map(|touch| touch.person).collect();
            now = worked(&now, &done, today.on, today.days[1].on);
            let rest: Vec<_> = today.days[1..].iter().map(|day| (day.on, day.planned)).collect();
            let tomorrow = morning(&now, &Request::default(), 11).unwrap();
            let tomorrow: Vec<_> = tomorrow.days.iter().map(|day| (day.on, day.planned)).collect();
            prop_assert_eq!(rest, tomorrow, "a day worked as planned leaves the rest of its plan");
        }
    }

    #[test]
    fn one_company_has_one_start_a_day(situation in situation(), request in request()) {
        let admission = admit(&situation, &request).unwrap();
        let company = |person: u64| {
            request.candidates.iter().find(|row| row.id == person).unwrap().company
        };
        for (n, start) in admission.starts.iter().enumerate() {
            for other in &admission.starts[..n] {
                let same = company(start.person).is_some()
                    && company(start.person) == company(other.person);
                prop_assert!(!(same && start.on == other.on));
            }
        }
    }
}
