-- What kind of thing is wrong with a row or value that was imported, and the value as it stood; null where nobody said.
alter table import_problem add column kind text collate "C";
alter table import_problem add column cell text collate "C";

-- Cells said by hand, and what becomes of those who may be one, as JSON; null where nothing was said.
alter table upload add column corrections text collate "C";
alter table upload add column decisions text collate "C";
-- Why a file was refused, in parts, as JSON.
alter table upload add column refusal text collate "C";
