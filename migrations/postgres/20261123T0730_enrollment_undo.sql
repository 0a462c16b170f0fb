-- What the newest thing that a rep did by hand to an enrollment changed (JSON), so that it can be taken back.
create table enrollment_undo (
    workspace_id uuid not null,
    enrollment_id uuid not null,
    effect text collate "C" not null,
    made_at bigint not null,
    constraint enrollment_undo_key primary key (workspace_id, enrollment_id),
    constraint enrollment_undo_enrollment foreign key (workspace_id, enrollment_id) references enrollment (workspace_id, id)
);
