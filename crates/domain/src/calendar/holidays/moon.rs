//! Dates that moon calendars decide, 2024 to 2029, one table per place that decides for itself.
//!
//! Sources: the governments' gazettes up to 2026 and, for later years, the astronomical calendars they
//! follow (Islamic dates may move by a day once the moon is sighted: their names say "estimated").

use super::rules::Ymd;

/// 1 Shawwal in Turkey and the Emirates.
pub(super) const FITR: &[Ymd] =
    &[(2024, 4, 10), (2025, 3, 30), (2026, 3, 20), (2027, 3, 9), (2028, 2, 26), (2029, 2, 14)];
/// 10 Dhu al-Hijja in Turkey and the Emirates.
pub(super) const ADHA: &[Ymd] =
    &[(2024, 6, 16), (2025, 6, 6), (2026, 5, 27), (2027, 5, 16), (2028, 5, 5), (2029, 4, 24)];
/// 1 Muharram in the Emirates.
pub(super) const ISLAMIC_YEAR: &[Ymd] =
    &[(2024, 7, 7), (2025, 6, 27), (2026, 6, 15), (2027, 6, 6), (2028, 5, 25), (2029, 5, 14)];
/// The Prophet's birthday in the Emirates.
pub(super) const PROPHET: &[Ymd] =
    &[(2024, 9, 15), (2025, 9, 5), (2026, 8, 28), (2027, 8, 14), (2028, 8, 3), (2029, 7, 24)];
/// Eid al-Fitr in India.
pub(super) const INDIA_FITR: &[Ymd] =
    &[(2024, 4, 11), (2025, 3, 31), (2026, 3, 21), (2027, 3, 10), (2028, 2, 27), (2029, 2, 15)];
/// Eid al-Adha in India.
pub(super) const INDIA_ADHA: &[Ymd] =
    &[(2024, 6, 17), (2025, 6, 7), (2026, 5, 27), (2027, 5, 17), (2028, 5, 6), (2029, 4, 25)];
/// Ashura in India.
pub(super) const INDIA_ASHURA: &[Ymd] =
    &[(2024, 7, 17), (2025, 7, 6), (2026, 6, 26), (2027, 6, 16), (2028, 6, 4), (2029, 5, 24)];
/// The Prophet's birthday in India.
pub(super) const INDIA_PROPHET: &[Ymd] =
    &[(2024, 9, 16), (2025, 9, 5), (2026, 8, 26), (2027, 8, 15), (2028, 8, 4), (2029, 7, 25)];
/// Eid al-Fitr in Singapore (Hari Raya Puasa).
pub(super) const SINGAPORE_FITR: &[Ymd] =
    &[(2024, 4, 10), (2025, 3, 31), (2026, 3, 21), (2027, 3, 10), (2028, 2, 27), (2029, 2, 15)];
/// Eid al-Adha in Singapore (Hari Raya Haji).
pub(super) const SINGAPORE_ADHA: &[Ymd] =
    &[(2024, 6, 17), (2025, 6, 7), (2026, 5, 27), (2027, 5, 17), (2028, 5, 5), (2029, 4, 25)];

/// 15 Nisan, from which the other feasts of Israel are counted.
pub(super) const PESACH: &[Ymd] =
    &[(2024, 4, 23), (2025, 4, 13), (2026, 4, 2), (2027, 4, 22), (2028, 4, 11), (2029, 3, 31)];

/// The first day of the Chinese year, at Beijing.
pub(super) const CHINESE_YEAR: &[Ymd] =
    &[(2024, 2, 10), (2025, 1, 29), (2026, 2, 17), (2027, 2, 6), (2028, 1, 26), (2029, 2, 13)];
/// The first day of the Korean year, at Seoul, where the new moon may fall a day later.
pub(super) const SEOLLAL: &[Ymd] =
    &[(2024, 2, 10), (2025, 1, 29), (2026, 2, 17), (2027, 2, 7), (2028, 1, 27), (2029, 2, 13)];
/// The 15th of the eighth Korean month.
pub(super) const CHUSEOK: &[Ymd] =
    &[(2024, 9, 17), (2025, 10, 6), (2026, 9, 25), (2027, 9, 15), (2028, 10, 3), (2029, 9, 22)];
/// Buddha's birthday in Korea.
pub(super) const KOREA_BUDDHA: &[Ymd] =
    &[(2024, 5, 15), (2025, 5, 5), (2026, 5, 24), (2027, 5, 13), (2028, 5, 2), (2029, 5, 20)];
/// Vesak in Singapore.
pub(super) const VESAK: &[Ymd] =
    &[(2024, 5, 22), (2025, 5, 12), (2026, 5, 31), (2027, 5, 20), (2028, 5, 9), (2029, 5, 27)];

/// Diwali in India and California.
pub(super) const DIWALI: &[Ymd] =
    &[(2024, 10, 31), (2025, 10, 20), (2026, 11, 8), (2027, 10, 29), (2028, 10, 17), (2029, 11, 5)];
/// Diwali in Singapore.
pub(super) const SINGAPORE_DIWALI: &[Ymd] =
    &[(2024, 10, 31), (2025, 10, 20), (2026, 11, 8), (2027, 10, 28), (2028, 11, 15), (2029, 11, 5)];
/// Maha Shivaratri, in the years in which it is a holiday of the central government.
pub(super) const SHIVARATRI: &[Ymd] = &[(2025, 2, 26), (2027, 3, 6), (2028, 2, 23), (2029, 2, 11)];
/// Holi.
pub(super) const HOLI: &[Ymd] =
    &[(2024, 3, 25), (2025, 3, 14), (2026, 3, 4), (2027, 3, 22), (2028, 3, 11), (2029, 3, 1)];
/// Ram Navami, likewise.
pub(super) const RAM_NAVAMI: &[Ymd] = &[(2024, 4, 17), (2026, 3, 26), (2027, 4, 15), (2028, 4, 3)];
/// Mahavira's birthday.
pub(super) const MAHAVIRA: &[Ymd] =
    &[(2024, 4, 21), (2025, 4, 10), (2026, 3, 31), (2027, 4, 18), (2028, 4, 7), (2029, 4, 26)];
/// Buddha Purnima.
pub(super) const PURNIMA: &[Ymd] =
    &[(2024, 5, 23), (2025, 5, 12), (2026, 5, 1), (2027, 5, 20), (2028, 5, 8), (2029, 5, 27)];
/// Janmashtami.
pub(super) const JANMASHTAMI: &[Ymd] =
    &[(2024, 8, 26), (2025, 8, 16), (2026, 9, 4), (2027, 8, 25), (2028, 8, 13), (2029, 9, 1)];
/// Dussehra.
pub(super) const DUSSEHRA: &[Ymd] =
    &[(2024, 10, 12), (2025, 10, 2), (2026, 10, 20), (2027, 10, 9), (2028, 9, 27), (2029, 10, 16)];
/// Guru Nanak's birthday.
pub(super) const NANAK: &[Ymd] =
    &[(2024, 11, 15), (2025, 11, 5), (2026, 11, 24), (2027, 11, 14), (2028, 11, 2), (2029, 11, 21)];

/// Matariki in New Zealand, as its act sets out to 2052.
pub(super) const MATARIKI: &[Ymd] =
    &[(2024, 6, 28), (2025, 6, 20), (2026, 7, 10), (2027, 6, 25), (2028, 7, 14), (2029, 7, 6)];
