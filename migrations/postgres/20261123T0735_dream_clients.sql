-- A company that is wanted as a client for years, so that somebody keeps it in mind; null where nobody said.
alter table company add column is_dream bigint;
create index company_dream on company (workspace_id, name_folded, id) where is_dream = 1;
