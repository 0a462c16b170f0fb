//! E-mail addresses, international domains included.
