//! Imports: from the bytes of a file to people, row by row, with a why for each row that fails.

pub mod draft;
