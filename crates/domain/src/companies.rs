//! Companies: where persons work.
