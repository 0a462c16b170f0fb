-- Since when nobody at a company is worked, why, and who said so; null where nobody did.
alter table company add column blocked_at bigint;
alter table company add column blocked_why text collate "C";
alter table company add column blocked_by uuid;
create index company_blocked on company (workspace_id, id) where blocked_at is not null;
