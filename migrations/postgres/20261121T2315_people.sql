-- A human being. `state`: live, merged into another, or erased (the shell keeps its id).
create table person (
    workspace_id uuid not null,
    id uuid not null,
    prefix text collate "C" not null,
    given text collate "C" not null,
    middle text collate "C" not null,
    family text collate "C" not null,
    suffix text collate "C" not null,
    nickname text collate "C" not null,
    full_name text collate "C" not null,
    name_folded text collate "C" not null,
    job_title text collate "C" not null,
    department text collate "C" not null,
    company_id uuid,
    standing text collate "C" not null,
    fit text collate "C" not null,
    fit_why text collate "C" not null,
    owner_id uuid,
    country text collate "C" not null,
    zone text collate "C" not null,
    language text collate "C" not null,
    industry text collate "C" not null,
    website text collate "C" not null,
    birthday text collate "C" not null,
    lead_source text collate "C" not null,
    note text collate "C" not null,
    nurture_until_on bigint,
    source text collate "C" not null,
    source_on bigint,
    import_id uuid,
    file_order bigint not null,
    state text collate "C" not null,
    merged_into uuid,
    created_at bigint not null,
    updated_at bigint not null,
    constraint person_key primary key (workspace_id, id),
    constraint person_workspace foreign key (workspace_id) references workspace (id),
    constraint person_company foreign key (workspace_id, company_id) references company (workspace_id, id),
    constraint person_owner foreign key (workspace_id, owner_id) references member (workspace_id, id),
    constraint person_standing_known check (standing in ('lead', 'prospect', 'in_nurture', 'client', 'former_client', 'other')),
    constraint person_fit_known check (fit in ('yes', 'no', 'unknown')),
    constraint person_state_known check (state in ('live', 'merged', 'erased')),
    constraint person_merged_somewhere check ((state = 'merged') = (merged_into is not null))
);
create index person_recent on person (workspace_id, state, created_at, id);
create index person_by_standing on person (workspace_id, state, standing, owner_id, created_at, id);
create index person_by_company on person (workspace_id, company_id, id);
create index person_of_import on person (workspace_id, import_id, file_order);

create table email_address (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    address text collate "C" not null,
    key text collate "C" not null,
    label text collate "C" not null,
    position bigint not null,
    bad_why text collate "C" not null,
    source text collate "C" not null,
    import_id uuid,
    created_at bigint not null,
    constraint email_address_key primary key (workspace_id, id),
    constraint email_address_person foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint email_address_once unique (workspace_id, person_id, key)
);
create index email_address_by_key on email_address (workspace_id, key);

create table phone_number (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    raw text collate "C" not null,
    e164 text collate "C" not null,
    extension text collate "C" not null,
    label text collate "C" not null,
    position bigint not null,
    bad_why text collate "C" not null,
    source text collate "C" not null,
    import_id uuid,
    created_at bigint not null,
    constraint phone_number_key primary key (workspace_id, id),
    constraint phone_number_person foreign key (workspace_id, person_id) references person (workspace_id, id)
);
create index phone_number_of_person on phone_number (workspace_id, person_id, position);
create index phone_number_by_e164 on phone_number (workspace_id, e164);

create table postal_address (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    position bigint not null,
    number text collate "C" not null,
    street text collate "C" not null,
    line2 text collate "C" not null,
    city text collate "C" not null,
    state text collate "C" not null,
    postcode text collate "C" not null,
    country text collate "C" not null,
    source text collate "C" not null,
    import_id uuid,
    created_at bigint not null,
    constraint postal_address_key primary key (workspace_id, id),
    constraint postal_address_person foreign key (workspace_id, person_id) references person (workspace_id, id)
);
create index postal_address_of_person on postal_address (workspace_id, person_id, position);

create table profile (
    workspace_id uuid not null,
    person_id uuid not null,
    url text collate "C" not null,
    position bigint not null,
    source text collate "C" not null,
    import_id uuid,
    created_at bigint not null,
    constraint profile_key primary key (workspace_id, person_id, url),
    constraint profile_person foreign key (workspace_id, person_id) references person (workspace_id, id)
);

-- The id of a person in another system, so that an export meets its origin again.
create table external_id (
    workspace_id uuid not null,
    person_id uuid not null,
    system text collate "C" not null,
    external_id text collate "C" not null,
    import_id uuid,
    created_at bigint not null,
    constraint external_id_key primary key (workspace_id, person_id, system, external_id),
    constraint external_id_person foreign key (workspace_id, person_id) references person (workspace_id, id)
);
create index external_id_by_system on external_id (workspace_id, system, external_id);

create table person_field (
    workspace_id uuid not null,
    person_id uuid not null,
    name text collate "C" not null,
    value text collate "C" not null,
    source text collate "C" not null,
    import_id uuid,
    created_at bigint not null,
    constraint person_field_key primary key (workspace_id, person_id, name),
    constraint person_field_person foreign key (workspace_id, person_id) references person (workspace_id, id)
);

create table person_tag (
    workspace_id uuid not null,
    tag text collate "C" not null,
    person_id uuid not null,
    import_id uuid,
    created_at bigint not null,
    constraint person_tag_key primary key (workspace_id, tag, person_id),
    constraint person_tag_person foreign key (workspace_id, person_id) references person (workspace_id, id)
);
create index person_tag_of_person on person_tag (workspace_id, person_id);

-- Where a column of `person` came from when it changed after the row was made; all others have the row's own source.
create table person_source (
    workspace_id uuid not null,
    person_id uuid not null,
    field text collate "C" not null,
    source text collate "C" not null,
    import_id uuid,
    changed_at bigint not null,
    constraint person_source_key primary key (workspace_id, person_id, field),
    constraint person_source_person foreign key (workspace_id, person_id) references person (workspace_id, id)
);

-- Folded words of name, company and addresses; found by prefix as a range.
create table person_token (
    workspace_id uuid not null,
    token text collate "C" not null,
    person_id uuid not null,
    constraint person_token_key primary key (workspace_id, token, person_id)
);
create index person_token_of_person on person_token (workspace_id, person_id);

-- Who is known to whom; strength is computed from what happens.
create table tie (
    workspace_id uuid not null,
    member_id uuid not null,
    person_id uuid not null,
    kind text collate "C" not null,
    since_on bigint,
    import_id uuid,
    created_at bigint not null,
    constraint tie_key primary key (workspace_id, member_id, person_id, kind),
    constraint tie_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint tie_person foreign key (workspace_id, person_id) references person (workspace_id, id)
);
create index tie_of_person on tie (workspace_id, person_id);

-- A bar on contact: on one channel, for a person, for an address or number (`key`), or both. Never removed by
-- import, merge, undo or restore. No foreign key: it outlives the person.
create table suppression (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    channel text collate "C" not null,
    key text collate "C" not null,
    why text collate "C" not null,
    source text collate "C" not null,
    suppressed_at bigint not null,
    recorded_at bigint not null,
    constraint suppression_key primary key (workspace_id, id),
    constraint suppression_once unique (workspace_id, person_id, channel, key),
    constraint suppression_channel_known check (channel in ('call', 'email', 'text', 'social', 'letter', 'walk_in', 'event', 'video'))
);
create index suppression_by_key on suppression (workspace_id, channel, key);
