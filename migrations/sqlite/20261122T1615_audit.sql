-- The place of a row in the chain, its link, and a salted digest of the values that changed.
-- The first two are filled by the sealer, never in the transaction that writes the row.
alter table audit add column nth integer;
alter table audit add column chain blob;
alter table audit add column digest blob;
create unique index audit_nth on audit (workspace_id, nth);
create index audit_unsealed on audit (workspace_id, recorded_at, id) where nth is null;
create index audit_of_subject on audit (workspace_id, subject_id, recorded_at, id);
create index audit_of_member on audit (workspace_id, member_id, recorded_at, id);

-- The values of a row of the audit, which can be erased while the row stays: what erased them is a row of the audit itself.
create table audit_value (
    workspace_id blob not null,
    audit_id blob not null,
    salt blob,
    content text,
    erased_by blob,
    constraint audit_value_key primary key (workspace_id, audit_id),
    constraint audit_value_there_or_erased check ((salt is null) = (content is null) and (content is null) = (erased_by is not null))
) strict;

-- The end of the chain: how many rows are sealed, and the link of the last.
create table audit_head (
    workspace_id blob not null,
    nth integer not null,
    chain blob not null,
    constraint audit_head_key primary key (workspace_id)
) strict;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('audit', 'audit_nth', '5000000 5000000 1'),
    ('audit', 'audit_unsealed', '1000 1000 2 1'),
    ('audit', 'audit_of_subject', '5000000 5000000 8 2 1'),
    ('audit', 'audit_of_member', '5000000 5000000 250000 2 1'),
    ('audit_value', 'sqlite_autoindex_audit_value_1', '2000000 2000000 1'),
    ('audit_head', 'sqlite_autoindex_audit_head_1', '10 1');
analyze sqlite_schema;
