-- Since when nobody at a company is worked, why, and who said so; null where nobody did.
alter table company add column blocked_at integer;
alter table company add column blocked_why text;
alter table company add column blocked_by blob;
create index company_blocked on company (workspace_id, id) where blocked_at is not null;
insert into sqlite_stat1 (tbl, idx, stat) values ('company', 'company_blocked', '200 200 1');
analyze sqlite_schema;
