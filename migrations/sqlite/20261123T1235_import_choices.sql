-- What kind of thing is wrong with a row or value that was imported, and the value as it stood; null where nobody said.
alter table import_problem add column kind text;
alter table import_problem add column cell text;

-- Cells said by hand, and what becomes of those who may be one, as JSON; null where nothing was said.
alter table upload add column corrections text;
alter table upload add column decisions text;
-- Why a file was refused, in parts, as JSON.
alter table upload add column refusal text;
