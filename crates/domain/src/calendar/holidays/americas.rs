//! Public holidays of the United States, Canada, Mexico and Brazil.
//!
//! Sources: 5 U.S.C. 6103; California Government Code 6700; New York General Construction Law 24; Texas
//! Government Code 662; Canada Labour Code part III, the Holidays and Employment Standards acts of Ontario and
//! Québec; Ley Federal del Trabajo art. 74; Brazil's laws 662/1949, 6.802/1980 and 14.759/2023, São Paulo 9.497/1997.

use jiff::civil::Weekday::{Monday, Thursday, Tuesday};

use super::{
    Calendar, moon,
    rules::{
        Holiday,
        Weekend::{Before, Nearest, Next, SundayNext},
        easter_plus, fixed, nth, on_or_after, on_or_before, table,
    },
};

pub(super) const CALENDARS: &[Calendar] = &[
    Calendar { code: "US", parts: &[US, US_PRESIDENTS_AS_WASHINGTON, US_COLUMBUS] },
    Calendar { code: "US-CA", parts: &[US, US_CA] },
    Calendar { code: "US-NY", parts: &[US, US_PRESIDENTS_AS_WASHINGTON, US_COLUMBUS, US_NY] },
    Calendar { code: "US-TX", parts: &[US, US_TX] },
    Calendar { code: "CA", parts: &[CA] },
    Calendar { code: "CA-ON", parts: &[CA, CA_ON] },
    Calendar { code: "CA-QC", parts: &[CA_WITHOUT_CANADA_DAY, CA_QC] },
    Calendar { code: "MX", parts: &[MX] },
    Calendar { code: "BR", parts: &[BR] },
    Calendar { code: "BR-SP", parts: &[BR, &[fixed("Constitutionalist Revolution", 7, 9)]] },
];

/// What every state keeps.
const US: &[Holiday] = &[
    fixed("New Year's Day", 1, 1).weekend(Nearest),
    nth("Martin Luther King Jr. Day", 3, Monday, 1),
    nth("Memorial Day", -1, Monday, 5),
    fixed("Juneteenth National Independence Day", 6, 19).weekend(Nearest),
    fixed("Independence Day", 7, 4).weekend(Nearest),
    nth("Labor Day", 1, Monday, 9),
    fixed("Veterans Day", 11, 11).weekend(Nearest),
    nth("Thanksgiving Day", 4, Thursday, 11),
    fixed("Christmas Day", 12, 25).weekend(Nearest),
];
const US_PRESIDENTS_AS_WASHINGTON: &[Holiday] = &[nth("Washington's Birthday", 3, Monday, 2)];
const US_COLUMBUS: &[Holiday] = &[nth("Columbus Day", 2, Monday, 10)];
const US_CA: &[Holiday] = &[
    fixed("Susan B. Anthony Day", 2, 15),
    nth("Presidents' Day", 3, Monday, 2),
    fixed("Cesar Chavez Day", 3, 31).weekend(SundayNext),
    table("Diwali", moon::DIWALI).since(2026),
    nth("Day After Thanksgiving", 4, Thursday, 11).plus(1),
];
const US_NY: &[Holiday] = &[
    fixed("Lincoln's Birthday", 2, 12).weekend(Nearest),
    fixed("Susan B. Anthony Day", 2, 15),
    on_or_after("Election Day", Tuesday, 11, 2),
];
const US_TX: &[Holiday] = &[
    fixed("Confederate Memorial Day", 1, 19),
    nth("Presidents' Day", 3, Monday, 2),
    fixed("Texas Independence Day", 3, 2),
    easter_plus("Good Friday", -2),
    fixed("Cesar Chavez Day", 3, 31),
    fixed("San Jacinto Day", 4, 21),
    fixed("Emancipation Day In Texas", 6, 19),
    fixed("Lyndon Baines Johnson Day", 8, 27),
    nth("Friday After Thanksgiving", 4, Thursday, 11).plus(1),
    fixed("Christmas Eve", 12, 24).weekend(Before),
    fixed("Day After Christmas", 12, 26),
];

const CA: &[Holiday] = &[
    fixed("New Year's Day", 1, 1).weekend(Next),
    easter_plus("Good Friday", -2),
    fixed("Canada Day", 7, 1),
    nth("Labor Day", 1, Monday, 9),
    fixed("Christmas Day", 12, 25).weekend(Next),
];
const CA_WITHOUT_CANADA_DAY: &[Holiday] = &[
    fixed("New Year's Day", 1, 1).weekend(Next),
    easter_plus("Good Friday", -2),
    nth("Labor Day", 1, Monday, 9),
    fixed("Christmas Day", 12, 25).weekend(Next),
];
const CA_ON: &[Holiday] = &[
    nth("Family Day", 3, Monday, 2),
    on_or_before("Victoria Day", Monday, 5, 24),
    nth("Thanksgiving Day", 2, Monday, 10),
    fixed("Boxing Day", 12, 26).weekend(Next),
];
const CA_QC: &[Holiday] = &[
    on_or_before("National Patriots' Day", Monday, 5, 24),
    fixed("Saint John the Baptist Day", 6, 24).weekend(SundayNext),
    fixed("Canada Day", 7, 1).weekend(SundayNext),
    nth("Thanksgiving Day", 2, Monday, 10),
];

const MX: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    nth("Constitution Day", 1, Monday, 2),
    nth("Benito Juárez's birthday", 3, Monday, 3),
    fixed("Labor Day", 5, 1),
    fixed("Independence Day", 9, 16),
    // Every sixth year, with the new president.
    table("Change of Federal Government", &[(2024, 10, 1)]),
    nth("Revolution Day", 3, Monday, 11),
    fixed("Christmas Day", 12, 25),
];

const BR: &[Holiday] = &[
    fixed("Universal Fraternization Day", 1, 1),
    easter_plus("Good Friday", -2),
    fixed("Tiradentes' Day", 4, 21),
    fixed("Worker's Day", 5, 1),
    fixed("Independence Day", 9, 7),
    fixed("Our Lady of Aparecida", 10, 12),
    fixed("All Souls' Day", 11, 2),
    fixed("Republic Proclamation Day", 11, 15),
    fixed("National Day of Zumbi and Black Awareness", 11, 20),
    fixed("Christmas Day", 12, 25),
];
