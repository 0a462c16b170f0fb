//! Duplicates: who is certainly one person, who may be, and who never.
