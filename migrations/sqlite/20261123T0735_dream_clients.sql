-- A company that is wanted as a client for years, so that somebody keeps it in mind; null where nobody said.
alter table company add column is_dream integer;
create index company_dream on company (workspace_id, name_folded, id) where is_dream = 1;
insert into sqlite_stat1 (tbl, idx, stat) values ('company', 'company_dream', '200 200 2 1');
analyze sqlite_schema;
