//! Public holidays of Japan, Korea, India, Singapore, the Emirates, Israel and Turkey.
//!
//! Sources: Japan's law 178 of 1948 on national holidays; Korea's act on public holidays and presidential
//! decree on the holidays of public offices; the central government holiday orders of India; Singapore's Holidays
//! Act; UAE cabinet resolution 27 of 2024; Israel's Law and Administration Ordinance and Independence Day Law;
//! Turkey's law 2429. Moon dates: the tables beside this file.

use jiff::civil::Weekday::Monday;

use super::{
    Calendar, moon,
    rules::{
        Holiday,
        Weekend::{
            Alternative, AwayFromSabbath, NextOrClash, Substitute, SundayNext, SundayNextOrClash,
        },
        autumnal_equinox, between_two, easter_plus, fixed, nth, table, vernal_equinox,
    },
};

pub(super) const CALENDARS: &[Calendar] = &[
    Calendar { code: "JP", parts: &[JP] },
    Calendar { code: "KR", parts: &[KR] },
    Calendar { code: "IN", parts: &[IN] },
    Calendar { code: "SG", parts: &[SG] },
    Calendar { code: "AE", parts: &[AE] },
    Calendar { code: "IL", parts: &[IL] },
    Calendar { code: "TR", parts: &[TR] },
];

const JP: &[Holiday] = &[
    fixed("New Year's Day", 1, 1).weekend(Substitute),
    nth("Coming of Age Day", 2, Monday, 1),
    fixed("Foundation Day", 2, 11).weekend(Substitute),
    fixed("Emperor's Birthday", 2, 23).weekend(Substitute),
    vernal_equinox("Vernal Equinox Day").weekend(Substitute),
    fixed("Showa Day", 4, 29).weekend(Substitute),
    fixed("Constitution Day", 5, 3).weekend(Substitute),
    fixed("Greenery Day", 5, 4).weekend(Substitute),
    fixed("Children's Day", 5, 5).weekend(Substitute),
    nth("Marine Day", 3, Monday, 7),
    fixed("Mountain Day", 8, 11).weekend(Substitute),
    nth("Respect for the Aged Day", 3, Monday, 9),
    autumnal_equinox("Autumnal Equinox Day").weekend(Substitute),
    nth("Sports Day", 2, Monday, 10),
    fixed("Culture Day", 11, 3).weekend(Substitute),
    fixed("Labor Thanksgiving Day", 11, 23).weekend(Substitute),
    between_two("National Holiday"),
];

const KR: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    table("The day preceding Korean New Year", moon::SEOLLAL)
        .plus(-1)
        .observed_as("Korean New Year")
        .weekend(SundayNextOrClash),
    table("Korean New Year", moon::SEOLLAL).weekend(SundayNextOrClash),
    table("The second day of Korean New Year", moon::SEOLLAL)
        .plus(1)
        .observed_as("Korean New Year")
        .weekend(SundayNextOrClash),
    fixed("Independence Movement Day", 3, 1).weekend(Alternative),
    fixed("Labor Day", 5, 1).since(2026).weekend(Alternative),
    // Where both fall on one day, one further day is given for both.
    table("Buddha's Birthday", moon::KOREA_BUDDHA).weekend(NextOrClash),
    fixed("Children's Day", 5, 5).weekend(NextOrClash),
    fixed("Memorial Day", 6, 6),
    fixed("Constitution Day", 7, 17).since(2026).weekend(Alternative),
    fixed("Liberation Day", 8, 15).weekend(Alternative),
    // Where it falls on National Foundation Day, the further day is Chuseok's.
    table("The day preceding Chuseok", moon::CHUSEOK)
        .plus(-1)
        .observed_as("Chuseok")
        .weekend(SundayNextOrClash),
    table("Chuseok", moon::CHUSEOK).weekend(SundayNextOrClash),
    table("The second day of Chuseok", moon::CHUSEOK)
        .plus(1)
        .observed_as("Chuseok")
        .weekend(SundayNextOrClash),
    fixed("National Foundation Day", 10, 3).weekend(Alternative),
    fixed("Hangul Day", 10, 9).weekend(Alternative),
    fixed("Christmas Day", 12, 25).weekend(Alternative),
    table("National Assembly Election Day", &[(2024, 4, 10), (2028, 4, 12)]),
    table("Presidential Election Day", &[(2025, 6, 3)]),
    table("Local Election Day", &[(2026, 6, 3)]),
    table("Armed Forces Day", &[(2024, 10, 1)]),
    table("Temporary Public Holiday", &[(2025, 1, 27)]),
];

const IN: &[Holiday] = &[
    fixed("Republic Day", 1, 26),
    table("Maha Shivaratri", moon::SHIVARATRI),
    table("Holi", moon::HOLI),
    easter_plus("Good Friday", -2),
    table("Eid al-Fitr", moon::INDIA_FITR).estimated(2027),
    fixed("Dr. B. R. Ambedkar's Birthday", 4, 14),
    table("Ram Navami", moon::RAM_NAVAMI),
    table("Mahavira's Birthday", moon::MAHAVIRA),
    table("Buddha Purnima", moon::PURNIMA),
    table("Eid al-Adha", moon::INDIA_ADHA).estimated(2027),
    table("Ashura", moon::INDIA_ASHURA).estimated(2027),
    fixed("Independence Day", 8, 15),
    table("Janmashtami (Vaishnava)", moon::JANMASHTAMI),
    table("Prophet's Birthday", moon::INDIA_PROPHET).estimated(2027),
    fixed("Mahatma Gandhi's Birthday", 10, 2),
    table("Dussehra", moon::DUSSEHRA),
    table("Diwali", moon::DIWALI),
    table("Guru Nanak's Birthday", moon::NANAK),
    fixed("Christmas", 12, 25),
];

const SG: &[Holiday] = &[
    fixed("New Year's Day", 1, 1).weekend(SundayNext),
    table("Chinese New Year", moon::CHINESE_YEAR).estimated(2028).weekend(SundayNext),
    table("Chinese New Year", moon::CHINESE_YEAR).plus(1).estimated(2028).weekend(SundayNext),
    easter_plus("Good Friday", -2),
    table("Eid al-Fitr", moon::SINGAPORE_FITR).estimated(2028).weekend(SundayNext),
    fixed("Labor Day", 5, 1).weekend(SundayNext),
    table("Vesak Day", moon::VESAK).estimated(2028).weekend(SundayNext),
    table("Eid al-Adha", moon::SINGAPORE_ADHA).estimated(2028).weekend(SundayNext),
    fixed("National Day", 8, 9).weekend(SundayNext),
    table("Diwali", moon::SINGAPORE_DIWALI).weekend(SundayNext),
    fixed("Christmas Day", 12, 25).weekend(SundayNext),
    table("Polling Day", &[(2025, 5, 3)]),
];

const AE: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    table("Eid al-Fitr", moon::FITR).estimated(2027),
    table("Eid al-Fitr Holiday", moon::FITR).plus(1).estimated(2027),
    table("Eid al-Fitr Holiday", moon::FITR).plus(2).estimated(2027),
    // The last days of Ramadan, where the cabinet gave them.
    table("Eid al-Fitr Holiday", &[(2024, 4, 8), (2024, 4, 9), (2026, 3, 19)]),
    table("Day of Arafah", moon::ADHA).plus(-1).estimated(2027),
    table("Eid al-Adha", moon::ADHA).estimated(2027),
    table("Eid al-Adha Holiday", moon::ADHA).plus(1).estimated(2027),
    table("Eid al-Adha Holiday", moon::ADHA).plus(2).estimated(2027),
    table("Islamic New Year", moon::ISLAMIC_YEAR).estimated(2027),
    table("Prophet's Birthday", moon::PROPHET).estimated(2027),
    fixed("National Day", 12, 2),
    // In 2025 the cabinet moved the second day before the first, for one long weekend.
    table("National Day", &[(2024, 12, 3), (2025, 12, 1)]),
    fixed("National Day", 12, 3).since(2026),
];

const IL: &[Holiday] = &[
    table("Pesach", moon::PESACH),
    table("Seventh day of Pesach", moon::PESACH).plus(6),
    table("Independence Day", moon::PESACH).plus(20).weekend(AwayFromSabbath),
    table("Shavuot", moon::PESACH).plus(50),
    table("Rosh Hashanah", moon::PESACH).plus(163),
    table("Rosh Hashanah", moon::PESACH).plus(164),
    table("Yom Kippur", moon::PESACH).plus(172),
    table("Sukkot", moon::PESACH).plus(177),
    table("Simchat Torah / Shemini Atzeret", moon::PESACH).plus(184),
];

const TR: &[Holiday] = &[
    fixed("New Year's Day", 1, 1),
    table("Eid al-Fitr", moon::FITR),
    table("Eid al-Fitr", moon::FITR).plus(1),
    table("Eid al-Fitr", moon::FITR).plus(2),
    fixed("National Sovereignty and Children's Day", 4, 23),
    fixed("Labor and Solidarity Day", 5, 1),
    fixed("Commemoration of Atatürk, Youth and Sports Day", 5, 19),
    table("Eid al-Adha", moon::ADHA),
    table("Eid al-Adha", moon::ADHA).plus(1),
    table("Eid al-Adha", moon::ADHA).plus(2),
    table("Eid al-Adha", moon::ADHA).plus(3),
    fixed("Democracy and National Unity Day", 7, 15),
    fixed("Victory Day", 8, 30),
    fixed("Republic Day", 10, 29),
];
