-- Why a version has fewer or more touches than most should have, in the words of who made it; empty where nobody said.
alter table cadence_version add column why text collate "C" not null default '';
