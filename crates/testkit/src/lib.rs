//! Builders, a fixed clock and ids, databases for tests.
