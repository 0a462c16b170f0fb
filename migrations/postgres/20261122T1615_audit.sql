-- The place of a row in the chain, its link, and a salted digest of the values that changed.
-- The first two are filled by the sealer, never in the transaction that writes the row.
alter table audit add column nth bigint;
alter table audit add column chain bytea;
alter table audit add column digest bytea;
create unique index audit_nth on audit (workspace_id, nth);
create index audit_unsealed on audit (workspace_id, recorded_at, id) where nth is null;
create index audit_of_subject on audit (workspace_id, subject_id, recorded_at, id);
create index audit_of_member on audit (workspace_id, member_id, recorded_at, id);

-- The values of a row of the audit, which can be erased while the row stays: what erased them is a row of the audit itself.
create table audit_value (
    workspace_id uuid not null,
    audit_id uuid not null,
    salt bytea,
    content text collate "C",
    erased_by uuid,
    constraint audit_value_key primary key (workspace_id, audit_id),
    constraint audit_value_there_or_erased check ((salt is null) = (content is null) and (content is null) = (erased_by is not null))
);

-- The end of the chain: how many rows are sealed, and the link of the last.
create table audit_head (
    workspace_id uuid not null,
    nth bigint not null,
    chain bytea not null,
    constraint audit_head_key primary key (workspace_id)
);
