//! Settings: each with a default, a bound and a sentence.
