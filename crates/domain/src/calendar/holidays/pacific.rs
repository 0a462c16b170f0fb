//! Public holidays of Australia (New South Wales, Victoria), New Zealand and South Africa.
//!
//! Sources: Public Holidays Act 2010 (NSW), Public Holidays Act 1993 (Vic), Holidays Act 2003 and Te Kāhui o
//! Matariki Public Holiday Act 2022 (NZ), Public Holidays Act 36 of 1994 (ZA) and its proclamations.

use jiff::civil::Weekday::{Friday, Monday, Tuesday};

use super::{
    Calendar, moon,
    rules::{
        Holiday,
        Weekend::{MovedNext, Next, SundayNext},
        easter_plus, fixed, nth, table,
    },
};

pub(super) const CALENDARS: &[Calendar] = &[
    Calendar { code: "AU-NSW", parts: &[AU, AU_NSW] },
    Calendar { code: "AU-VIC", parts: &[AU, AU_VIC] },
    Calendar { code: "NZ", parts: &[NZ] },
    Calendar { code: "ZA", parts: &[ZA] },
];

/// What both states keep.
const AU: &[Holiday] = &[
    fixed("New Year's Day", 1, 1).weekend(Next),
    fixed("Australia Day", 1, 26).weekend(MovedNext),
    easter_plus("Good Friday", -2),
    easter_plus("Easter Saturday", -1),
    easter_plus("Easter Sunday", 0),
    easter_plus("Easter Monday", 1),
    nth("King's Birthday", 2, Monday, 6),
    fixed("Christmas Day", 12, 25).weekend(Next),
    fixed("Boxing Day", 12, 26).weekend(Next),
];
const AU_NSW: &[Holiday] =
    &[fixed("ANZAC Day", 4, 25).weekend(Next), nth("Labor Day", 1, Monday, 10)];
const AU_VIC: &[Holiday] = &[
    fixed("ANZAC Day", 4, 25),
    nth("Labor Day", 2, Monday, 3),
    nth("Friday before the AFL Grand Final", -1, Friday, 9),
    nth("Melbourne Cup Day", 1, Tuesday, 11),
];

const NZ: &[Holiday] = &[
    fixed("New Year's Day", 1, 1).weekend(Next),
    fixed("Day after New Year's Day", 1, 2).weekend(Next),
    fixed("Waitangi Day", 2, 6).weekend(Next),
    easter_plus("Good Friday", -2),
    easter_plus("Easter Monday", 1),
    fixed("Anzac Day", 4, 25).weekend(Next),
    nth("King's Birthday", 1, Monday, 6),
    table("Matariki", moon::MATARIKI),
    nth("Labour Day", 4, Monday, 10),
    fixed("Christmas Day", 12, 25).weekend(Next),
    fixed("Boxing Day", 12, 26).weekend(Next),
];

const ZA: &[Holiday] = &[
    fixed("New Year's Day", 1, 1).weekend(SundayNext),
    fixed("Human Rights Day", 3, 21).weekend(SundayNext),
    easter_plus("Good Friday", -2),
    easter_plus("Family Day", 1),
    fixed("Freedom Day", 4, 27).weekend(SundayNext),
    fixed("Workers' Day", 5, 1).weekend(SundayNext),
    fixed("Youth Day", 6, 16).weekend(SundayNext),
    fixed("National Women's Day", 8, 9).weekend(SundayNext),
    fixed("Heritage Day", 9, 24).weekend(SundayNext),
    fixed("Day of Reconciliation", 12, 16).weekend(SundayNext),
    fixed("Christmas Day", 12, 25).weekend(SundayNext),
    fixed("Day of Goodwill", 12, 26).weekend(SundayNext),
    table("National and Provincial Government Elections", &[(2024, 5, 29)]),
    table("Local Government Elections", &[(2026, 11, 4)]),
];
