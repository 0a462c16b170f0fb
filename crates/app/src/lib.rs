//! Use cases: what a person or a job can ask for, who may, one transaction each.
