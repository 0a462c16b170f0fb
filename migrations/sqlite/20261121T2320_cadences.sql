create table cadence (
    workspace_id blob not null,
    id blob not null,
    name text not null,
    name_folded text not null,
    created_at integer not null,
    constraint cadence_key primary key (workspace_id, id),
    constraint cadence_workspace foreign key (workspace_id) references workspace (id),
    constraint cadence_name_once unique (workspace_id, name_folded)
) strict;

-- One immutable version: the file as written, its steps beside it for the planner.
create table cadence_version (
    workspace_id blob not null,
    id blob not null,
    cadence_id blob not null,
    number integer not null,
    definition text not null,
    created_at integer not null,
    constraint cadence_version_key primary key (workspace_id, id),
    constraint cadence_version_cadence foreign key (workspace_id, cadence_id) references cadence (workspace_id, id),
    constraint cadence_version_once unique (workspace_id, cadence_id, number)
) strict;

create table cadence_step (
    workspace_id blob not null,
    version_id blob not null,
    step integer not null,
    channel text not null,
    minutes integer not null,
    gap_days integer not null,
    window_days integer not null,
    exit_ppm integer,
    constraint cadence_step_key primary key (workspace_id, version_id, step),
    constraint cadence_step_version foreign key (workspace_id, version_id) references cadence_version (workspace_id, id),
    constraint cadence_step_in_order check (step between 1 and 16 and minutes > 0 and gap_days >= 0 and window_days >= 0),
    constraint cadence_step_channel_known check (channel in ('call', 'email', 'text', 'social', 'letter', 'walk_in', 'event', 'video'))
) strict;

-- A team's own outcome, with the effects of one of those shipped.
create table outcome (
    workspace_id blob not null,
    name text not null,
    same_as text not null,
    created_at integer not null,
    constraint outcome_key primary key (workspace_id, name),
    constraint outcome_workspace foreign key (workspace_id) references workspace (id)
) strict;
