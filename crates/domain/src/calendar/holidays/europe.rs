//! Public holidays of Europe.
//!
//! Sources: the countries' holiday laws, among them the Banking and Financial Dealings Act 1971 (GB), the
//! Feiertagsgesetze of the federation and the states (DE), Code du travail L3133-1 (FR), Estatuto de los
//! Trabajadores art. 37 with the yearly resolutions (ES), laws 260/1949 and 151/2025 (IT), Algemene termijnenwet
//! (NL), Codul muncii art. 139 (RO), Mt. § 102 with the yearly decrees on bridge days (HU), law 4554/2018 (GR).

use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday};

use super::{
    Calendar,
    rules::{
        Holiday,
        Weekend::{Next, SundayDropped, SundayMovedBack},
        easter_plus, fixed, nth, on_or_after, orthodox_plus, table,
    },
};

pub(super) const CALENDARS: &[Calendar] = &[
    Calendar { code: "GB", parts: &[GB] },
    Calendar { code: "GB-ENG", parts: &[GB, GB_AUGUST_AND_EASTER] },
    Calendar { code: "GB-SCT", parts: &[GB, GB_SCT] },
    Calendar { code: "GB-NIR", parts: &[GB, GB_AUGUST_AND_EASTER, GB_NIR] },
    Calendar { code: "IE", parts: &[IE] },
    Calendar { code: "DE", parts: &[DE] },
    Calendar { code: "DE-BY", parts: &[DE, DE_BY] },
    Calendar { code: "DE-BE", parts: &[DE, DE_BE] },
    Calendar { code: "AT", parts: &[AT] },
    Calendar { code: "CH-ZH", parts: &[CH_ZH] },
    Calendar { code: "FR", parts: &[FR] },
    Calendar { code: "BE", parts: &[BE] },
    Calendar { code: "NL", parts: &[NL] },
    Calendar { code: "ES", parts: &[ES] },
    Calendar { code: "ES-CT", parts: &[ES, ES_CT] },
    Calendar { code: "PT", parts: &[PT] },
    Calendar { code: "IT", parts: &[IT] },
    Calendar { code: "GR", parts: &[GR] },
    Calendar { code: "SE", parts: &[NORDIC, SE] },
    Calendar { code: "NO", parts: &[NORDIC, NO] },
    Calendar { code: "DK", parts: &[NORDIC, DK] },
    Calendar { code: "FI", parts: &[NORDIC, FI] },
    Calendar { code: "PL", parts: &[PL] },
    Calendar { code: "CZ", parts: &[CZ] },
    Calendar { code: "RO", parts: &[RO] },
    Calendar { code: "HU", parts: &[HU] },
];

/// What all of the United Kingdom keeps.
const GB: &[Holiday] = &[
    fixed("New Year's Day", 1, 1).weekend(Next),
    easter_plus("Good Friday", -2),
    nth("May Day", 1, Monday, 5),
    nth("Spring Bank Holiday", -1, Monday, 5),
    fixed("Christmas Day", 12, 25).weekend(Next),
    fixed("Boxing Day", 12, 26).weekend(Next),
];
const GB_AUGUST_AND_EASTER: &[Holiday] =
    &[easter_plus("Easter Monday", 1), nth("Late Summer Bank Holiday", -1, Monday, 8)];
const GB_SCT: &[Holiday] = &[
    fixed("New Year Holiday", 1, 2).weekend(Next),
    nth("Summer Bank Holiday", 1, Monday, 8),
    fixed("Saint Andrew's Day", 11, 30).weekend(Next),
    table("Scotland's participation in the FIFA World Cup final", &[(2026, 6, 15)]),
];
const GB_NIR: &[Holiday] = &[
    fixed("Saint Patrick's Day", 3, 17).weekend(Next),
    fixed("Battle of the Boyne", 7, 12).weekend(Next),
];

const IE: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    nth("Saint Brigid's Day", 1, Monday, 2),
    fixed("Saint Patrick's Day", 3, 17),
    easter_plus("Easter Monday", 1),
    nth("May Bank Holiday", 1, Monday, 5),
    nth("June Bank Holiday", 1, Monday, 6),
    nth("August Bank Holiday", 1, Monday, 8),
    nth("October Bank Holiday", -1, Monday, 10),
    fixed("Christmas Day", 12, 25),
    fixed("Saint Stephen's Day", 12, 26),
];

const DE: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    easter_plus("Good Friday", -2),
    easter_plus("Easter Monday", 1),
    fixed("Labor Day", 5, 1),
    easter_plus("Ascension Day", 39),
    easter_plus("Pentecost Monday", 50),
    fixed("German Unity Day", 10, 3),
    fixed("Christmas Day", 12, 25),
    fixed("Second Day of Christmas", 12, 26),
];
const DE_BY: &[Holiday] =
    &[fixed("Epiphany", 1, 6), easter_plus("Corpus Christi", 60), fixed("All Saints' Day", 11, 1)];
const DE_BE: &[Holiday] = &[
    fixed("Women's Day", 3, 8),
    table(
        "80th anniversary of the liberation from Nazism and the end of the Second World War in Europe",
        &[(2025, 5, 8)],
    ),
    table("75th anniversary of the East German uprising of 1953", &[(2028, 6, 17)]),
];

const AT: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    fixed("Epiphany", 1, 6),
    easter_plus("Easter Monday", 1),
    fixed("Labor Day", 5, 1),
    easter_plus("Ascension Day", 39),
    easter_plus("Pentecost Monday", 50),
    easter_plus("Corpus Christi", 60),
    fixed("Assumption Day", 8, 15),
    fixed("National Day", 10, 26),
    fixed("All Saints' Day", 11, 1),
    fixed("Immaculate Conception", 12, 8),
    fixed("Christmas Day", 12, 25),
    fixed("Saint Stephen's Day", 12, 26),
];

const CH_ZH: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    easter_plus("Good Friday", -2),
    easter_plus("Easter Monday", 1),
    fixed("Labor Day", 5, 1),
    easter_plus("Ascension Day", 39),
    easter_plus("Pentecost Monday", 50),
    fixed("National Day", 8, 1),
    fixed("Christmas Day", 12, 25),
    fixed("Saint Stephen's Day", 12, 26),
];

const FR: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    easter_plus("Easter Monday", 1),
    fixed("Labor Day", 5, 1),
    fixed("Victory Day", 5, 8),
    easter_plus("Ascension Day", 39),
    easter_plus("Pentecost Monday", 50),
    fixed("National Day", 7, 14),
    fixed("Assumption Day", 8, 15),
    fixed("All Saints' Day", 11, 1),
    fixed("Armistice Day", 11, 11),
    fixed("Christmas Day", 12, 25),
];

const BE: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    easter_plus("Easter Sunday", 0),
    easter_plus("Easter Monday", 1),
    fixed("Labor Day", 5, 1),
    easter_plus("Ascension Day", 39),
    easter_plus("Pentecost", 49),
    easter_plus("Pentecost Monday", 50),
    fixed("National Day", 7, 21),
    fixed("Assumption Day", 8, 15),
    fixed("All Saints' Day", 11, 1),
    fixed("Armistice Day", 11, 11),
    fixed("Christmas Day", 12, 25),
];

const NL: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    easter_plus("Good Friday", -2),
    easter_plus("Easter Sunday", 0),
    easter_plus("Easter Monday", 1),
    fixed("King's Day", 4, 27).weekend(SundayMovedBack),
    // A day off every fifth year.
    table("Liberation Day", &[(2025, 5, 5)]),
    easter_plus("Ascension Day", 39),
    easter_plus("Pentecost", 49),
    easter_plus("Pentecost Monday", 50),
    fixed("Christmas Day", 12, 25),
    fixed("Second Day of Christmas", 12, 26),
];

/// The regions may move what falls on a Sunday; none of these does so for the whole country.
const ES: &[Holiday] = &[
    fixed("New Year's Day", 1, 1).weekend(SundayDropped),
    fixed("Epiphany", 1, 6).weekend(SundayDropped),
    easter_plus("Good Friday", -2),
    fixed("Labor Day", 5, 1).weekend(SundayDropped),
    fixed("Assumption Day", 8, 15).weekend(SundayDropped),
    fixed("National Day", 10, 12).weekend(SundayDropped),
    fixed("All Saints' Day", 11, 1).weekend(SundayDropped),
    fixed("Constitution Day", 12, 6).weekend(SundayDropped),
    fixed("Immaculate Conception", 12, 8).weekend(SundayDropped),
    fixed("Christmas Day", 12, 25).weekend(SundayDropped),
];
const ES_CT: &[Holiday] = &[
    easter_plus("Easter Monday", 1),
    fixed("Saint John the Baptist", 6, 24).weekend(SundayDropped),
    fixed("National Day of Catalonia", 9, 11).weekend(SundayDropped),
    fixed("Saint Stephen's Day", 12, 26).weekend(SundayDropped),
];

const PT: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    easter_plus("Good Friday", -2),
    easter_plus("Easter Sunday", 0),
    fixed("Freedom Day", 4, 25),
    fixed("Labor Day", 5, 1),
    easter_plus("Corpus Christi", 60),
    fixed("Day of Portugal, Camões, and the Portuguese Communities", 6, 10),
    fixed("Assumption Day", 8, 15),
    fixed("Republic Day", 10, 5),
    fixed("All Saints' Day", 11, 1),
    fixed("Restoration of Independence Day", 12, 1),
    fixed("Immaculate Conception", 12, 8),
    fixed("Christmas Day", 12, 25),
];

const IT: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    fixed("Epiphany", 1, 6),
    easter_plus("Easter Sunday", 0),
    easter_plus("Easter Monday", 1),
    fixed("Liberation Day", 4, 25),
    fixed("Labor Day", 5, 1),
    fixed("Republic Day", 6, 2),
    fixed("Assumption Of Mary Day", 8, 15),
    fixed("Saint Francis of Assisi, Patron Saint of Italy", 10, 4).since(2026),
    fixed("All Saints' Day", 11, 1),
    nth("National Unity Day", 1, Sunday, 11),
    fixed("Immaculate Conception", 12, 8),
    fixed("Christmas Day", 12, 25),
    fixed("Saint Stephen's Day", 12, 26),
];

const GR: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    fixed("Epiphany", 1, 6),
    orthodox_plus("Green Monday", -48),
    fixed("Independence Day", 3, 25),
    orthodox_plus("Good Friday", -2),
    orthodox_plus("Easter Monday", 1),
    // In 2024 1 May lay in Holy Week and was moved; in 2027 it is the Saturday before Easter.
    fixed("Labor Day", 5, 1).since(2025),
    table("Labor Day", &[(2024, 5, 7)]),
    table("Labor Day (observed)", &[(2027, 5, 4)]),
    orthodox_plus("Pentecost Monday", 50),
    fixed("Dormition of the Mother of God", 8, 15),
    fixed("Ohi Day", 10, 28),
    fixed("Christmas Day", 12, 25),
    fixed("Glorifying Mother of God", 12, 26),
];

/// What the four northern countries share.
const NORDIC: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    easter_plus("Good Friday", -2),
    easter_plus("Easter Sunday", 0),
    easter_plus("Easter Monday", 1),
    easter_plus("Ascension Day", 39),
    easter_plus("Pentecost", 49),
    fixed("Christmas Day", 12, 25),
    fixed("Second Day of Christmas", 12, 26),
];
const SE: &[Holiday] = &[
    fixed("Epiphany", 1, 6),
    fixed("May Day", 5, 1),
    fixed("National Day", 6, 6),
    on_or_after("Midsummer Day", Saturday, 6, 20),
    on_or_after("All Saints' Day", Saturday, 10, 31),
];
const NO: &[Holiday] = &[
    easter_plus("Maundy Thursday", -3),
    fixed("Labor Day", 5, 1),
    fixed("Constitution Day", 5, 17),
    easter_plus("Pentecost Monday", 50),
];
const DK: &[Holiday] = &[easter_plus("Maundy Thursday", -3), easter_plus("Pentecost Monday", 50)];
const FI: &[Holiday] = &[
    fixed("Epiphany", 1, 6),
    fixed("May Day", 5, 1),
    on_or_after("Midsummer Eve", Friday, 6, 19),
    on_or_after("Midsummer Day", Saturday, 6, 20),
    on_or_after("All Saints' Day", Saturday, 10, 31),
    fixed("Independence Day", 12, 6),
    fixed("Christmas Eve", 12, 24),
];

const PL: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    fixed("Epiphany", 1, 6),
    easter_plus("Easter Sunday", 0),
    easter_plus("Easter Monday", 1),
    fixed("National Day", 5, 1),
    fixed("National Day of the Third of May", 5, 3),
    easter_plus("Pentecost", 49),
    easter_plus("Corpus Christi", 60),
    fixed("Assumption Day", 8, 15),
    fixed("All Saints' Day", 11, 1),
    fixed("National Independence Day", 11, 11),
    fixed("Christmas Eve", 12, 24).since(2025),
    fixed("Christmas Day", 12, 25),
    fixed("Second Day of Christmas", 12, 26),
];

const CZ: &[Holiday] = &[
    fixed("Independent Czech State Restoration Day", 1, 1),
    fixed("New Year's Day", 1, 1),
    easter_plus("Good Friday", -2),
    easter_plus("Easter Monday", 1),
    fixed("Labor Day", 5, 1),
    fixed("Victory Day", 5, 8),
    fixed("Saints Cyril and Methodius Day", 7, 5),
    fixed("Jan Hus Day", 7, 6),
    fixed("Statehood Day", 9, 28),
    fixed("Independent Czechoslovak State Day", 10, 28),
    fixed("Struggle for Freedom and Democracy Day and International Students' Day", 11, 17),
    fixed("Christmas Eve", 12, 24),
    fixed("Christmas Day", 12, 25),
    fixed("Second Day of Christmas", 12, 26),
];

const RO: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    fixed("New Year's Day", 1, 2),
    fixed("Epiphany", 1, 6),
    fixed("Saint John the Baptist", 1, 7),
    fixed("Unification of the Romanian Principalities Day", 1, 24),
    orthodox_plus("Good Friday", -2),
    orthodox_plus("Easter", 0),
    orthodox_plus("Easter", 1),
    fixed("Labor Day", 5, 1),
    fixed("Children's Day", 6, 1),
    orthodox_plus("Pentecost", 49),
    orthodox_plus("Pentecost", 50),
    fixed("Dormition of the Mother of God", 8, 15),
    fixed("Saint Andrew's Day", 11, 30),
    fixed("National Day", 12, 1),
    fixed("Christmas Day", 12, 25),
    fixed("Christmas Day", 12, 26),
];

const HU: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    fixed("National Day", 3, 15),
    easter_plus("Good Friday", -2),
    easter_plus("Easter", 0),
    easter_plus("Easter Monday", 1),
    fixed("Labor Day", 5, 1),
    easter_plus("Pentecost", 49),
    easter_plus("Pentecost Monday", 50),
    fixed("State Foundation Day", 8, 20),
    fixed("National Day", 10, 23),
    fixed("All Saints' Day", 11, 1),
    fixed("Christmas Eve", 12, 24).since(2026),
    fixed("Christmas Day", 12, 25),
    fixed("Second Day of Christmas", 12, 26),
    // Days off that a decree exchanged for a Saturday's work.
    table("Day off (substituted from 08/03/2024)", &[(2024, 8, 19)]),
    table("Day off (substituted from 12/07/2024)", &[(2024, 12, 24)]),
    table("Day off (substituted from 12/14/2024)", &[(2024, 12, 27)]),
    table("Day off (substituted from 05/17/2025)", &[(2025, 5, 2)]),
    table("Day off (substituted from 10/18/2025)", &[(2025, 10, 24)]),
    table("Day off (substituted from 12/13/2025)", &[(2025, 12, 24)]),
    table("Day off (substituted from 01/10/2026)", &[(2026, 1, 2)]),
    table("Day off (substituted from 08/08/2026)", &[(2026, 8, 21)]),
];
