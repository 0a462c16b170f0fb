//! The plan: whom to contact today, and who can be started so that every follow-up fits the calendar.

pub mod days;
