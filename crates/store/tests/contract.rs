//! The store's contract: the same on both engines.
