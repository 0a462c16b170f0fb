//! Names: how they are shown, folded for search and compared.
