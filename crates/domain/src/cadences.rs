//! Cadences: the designed sequence of touches, its versions, and what each outcome does to it.
