-- A company that is wanted as a client for years: somebody keeps it in mind.
alter table company add column is_dream bigint not null default 0 constraint company_is_dream_known check (is_dream in (0, 1));
create index company_dream on company (workspace_id, name_folded, id) where is_dream = 1;
