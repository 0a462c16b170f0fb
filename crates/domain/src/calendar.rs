//! The calendar: hours, busy time, leave, holidays, calling windows, all in the zone they are meant in.
