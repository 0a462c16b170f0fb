-- What the newest thing that a rep did by hand to an enrollment changed (JSON), so that it can be taken back.
create table enrollment_undo (
    workspace_id blob not null,
    enrollment_id blob not null,
    effect text not null,
    made_at integer not null,
    constraint enrollment_undo_key primary key (workspace_id, enrollment_id),
    constraint enrollment_undo_enrollment foreign key (workspace_id, enrollment_id) references enrollment (workspace_id, id)
) strict;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('enrollment_undo', 'sqlite_autoindex_enrollment_undo_1', '20000 20000 1');
analyze sqlite_schema;
