//! Reasons for the call: what makes it worth their while, with source and date.
