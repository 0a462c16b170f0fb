create table cadence (
    workspace_id uuid not null,
    id uuid not null,
    name text collate "C" not null,
    name_folded text collate "C" not null,
    created_at bigint not null,
    constraint cadence_key primary key (workspace_id, id),
    constraint cadence_workspace foreign key (workspace_id) references workspace (id),
    constraint cadence_name_once unique (workspace_id, name_folded)
);

-- One immutable version: the file as written, its steps beside it for the planner.
create table cadence_version (
    workspace_id uuid not null,
    id uuid not null,
    cadence_id uuid not null,
    number bigint not null,
    definition text collate "C" not null,
    created_at bigint not null,
    constraint cadence_version_key primary key (workspace_id, id),
    constraint cadence_version_cadence foreign key (workspace_id, cadence_id) references cadence (workspace_id, id),
    constraint cadence_version_once unique (workspace_id, cadence_id, number)
);

create table cadence_step (
    workspace_id uuid not null,
    version_id uuid not null,
    step bigint not null,
    channel text collate "C" not null,
    minutes bigint not null,
    gap_days bigint not null,
    window_days bigint not null,
    exit_ppm bigint,
    constraint cadence_step_key primary key (workspace_id, version_id, step),
    constraint cadence_step_version foreign key (workspace_id, version_id) references cadence_version (workspace_id, id),
    constraint cadence_step_in_order check (step between 1 and 16 and minutes > 0 and gap_days >= 0 and window_days >= 0),
    constraint cadence_step_channel_known check (channel in ('call', 'email', 'text', 'social', 'letter', 'walk_in', 'event', 'video'))
);

-- A team's own outcome, with the effects of one of those shipped.
create table outcome (
    workspace_id uuid not null,
    name text collate "C" not null,
    same_as text collate "C" not null,
    created_at bigint not null,
    constraint outcome_key primary key (workspace_id, name),
    constraint outcome_workspace foreign key (workspace_id) references workspace (id)
);
