-- A company that is wanted as a client for years: somebody keeps it in mind.
alter table company add column is_dream integer not null default 0 constraint company_is_dream_known check (is_dream in (0, 1));
create index company_dream on company (workspace_id, name_folded, id) where is_dream = 1;
insert into sqlite_stat1 (tbl, idx, stat) values ('company', 'company_dream', '200 200 2 1');
analyze sqlite_schema;
