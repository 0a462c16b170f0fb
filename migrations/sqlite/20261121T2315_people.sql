-- A human being. `state`: live, merged into another, or erased (the shell keeps its id).
create table person (
    workspace_id blob not null,
    id blob not null,
    prefix text not null,
    given text not null,
    middle text not null,
    family text not null,
    suffix text not null,
    nickname text not null,
    full_name text not null,
    name_folded text not null,
    job_title text not null,
    department text not null,
    company_id blob,
    standing text not null,
    fit text not null,
    fit_why text not null,
    owner_id blob,
    country text not null,
    zone text not null,
    language text not null,
    industry text not null,
    website text not null,
    birthday text not null,
    lead_source text not null,
    note text not null,
    nurture_until_on integer,
    source text not null,
    source_on integer,
    import_id blob,
    file_order integer not null,
    state text not null,
    merged_into blob,
    created_at integer not null,
    updated_at integer not null,
    constraint person_key primary key (workspace_id, id),
    constraint person_workspace foreign key (workspace_id) references workspace (id),
    constraint person_company foreign key (workspace_id, company_id) references company (workspace_id, id),
    constraint person_owner foreign key (workspace_id, owner_id) references member (workspace_id, id),
    constraint person_standing_known check (standing in ('lead', 'prospect', 'in_nurture', 'client', 'former_client', 'other')),
    constraint person_fit_known check (fit in ('yes', 'no', 'unknown')),
    constraint person_state_known check (state in ('live', 'merged', 'erased')),
    constraint person_merged_somewhere check ((state = 'merged') = (merged_into is not null))
) strict;
create index person_recent on person (workspace_id, state, created_at, id);
create index person_by_standing on person (workspace_id, state, standing, owner_id, created_at, id);
create index person_by_company on person (workspace_id, company_id, id);
create index person_of_import on person (workspace_id, import_id, file_order);

create table email_address (
    workspace_id blob not null,
    id blob not null,
    person_id blob not null,
    address text not null,
    key text not null,
    label text not null,
    position integer not null,
    bad_why text not null,
    source text not null,
    import_id blob,
    created_at integer not null,
    constraint email_address_key primary key (workspace_id, id),
    constraint email_address_person foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint email_address_once unique (workspace_id, person_id, key)
) strict;
create index email_address_by_key on email_address (workspace_id, key);

create table phone_number (
    workspace_id blob not null,
    id blob not null,
    person_id blob not null,
    raw text not null,
    e164 text not null,
    extension text not null,
    label text not null,
    position integer not null,
    bad_why text not null,
    source text not null,
    import_id blob,
    created_at integer not null,
    constraint phone_number_key primary key (workspace_id, id),
    constraint phone_number_person foreign key (workspace_id, person_id) references person (workspace_id, id)
) strict;
create index phone_number_of_person on phone_number (workspace_id, person_id, position);
create index phone_number_by_e164 on phone_number (workspace_id, e164);

create table postal_address (
    workspace_id blob not null,
    id blob not null,
    person_id blob not null,
    position integer not null,
    number text not null,
    street text not null,
    line2 text not null,
    city text not null,
    state text not null,
    postcode text not null,
    country text not null,
    source text not null,
    import_id blob,
    created_at integer not null,
    constraint postal_address_key primary key (workspace_id, id),
    constraint postal_address_person foreign key (workspace_id, person_id) references person (workspace_id, id)
) strict;
create index postal_address_of_person on postal_address (workspace_id, person_id, position);

create table profile (
    workspace_id blob not null,
    person_id blob not null,
    url text not null,
    position integer not null,
    source text not null,
    import_id blob,
    created_at integer not null,
    constraint profile_key primary key (workspace_id, person_id, url),
    constraint profile_person foreign key (workspace_id, person_id) references person (workspace_id, id)
) strict;

-- The id of a person in another system, so that an export meets its origin again.
create table external_id (
    workspace_id blob not null,
    person_id blob not null,
    system text not null,
    external_id text not null,
    import_id blob,
    created_at integer not null,
    constraint external_id_key primary key (workspace_id, person_id, system, external_id),
    constraint external_id_person foreign key (workspace_id, person_id) references person (workspace_id, id)
) strict;
create index external_id_by_system on external_id (workspace_id, system, external_id);

create table person_field (
    workspace_id blob not null,
    person_id blob not null,
    name text not null,
    value text not null,
    source text not null,
    import_id blob,
    created_at integer not null,
    constraint person_field_key primary key (workspace_id, person_id, name),
    constraint person_field_person foreign key (workspace_id, person_id) references person (workspace_id, id)
) strict;

create table person_tag (
    workspace_id blob not null,
    tag text not null,
    person_id blob not null,
    import_id blob,
    created_at integer not null,
    constraint person_tag_key primary key (workspace_id, tag, person_id),
    constraint person_tag_person foreign key (workspace_id, person_id) references person (workspace_id, id)
) strict;
create index person_tag_of_person on person_tag (workspace_id, person_id);

-- Where a column of `person` came from when it changed after the row was made; all others have the row's own source.
create table person_source (
    workspace_id blob not null,
    person_id blob not null,
    field text not null,
    source text not null,
    import_id blob,
    changed_at integer not null,
    constraint person_source_key primary key (workspace_id, person_id, field),
    constraint person_source_person foreign key (workspace_id, person_id) references person (workspace_id, id)
) strict;

-- Folded words of name, company and addresses; found by prefix as a range.
create table person_token (
    workspace_id blob not null,
    token text not null,
    person_id blob not null,
    constraint person_token_key primary key (workspace_id, token, person_id)
) strict, without rowid;
create index person_token_of_person on person_token (workspace_id, person_id);

-- Who is known to whom; strength is computed from what happens.
create table tie (
    workspace_id blob not null,
    member_id blob not null,
    person_id blob not null,
    kind text not null,
    since_on integer,
    import_id blob,
    created_at integer not null,
    constraint tie_key primary key (workspace_id, member_id, person_id, kind),
    constraint tie_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint tie_person foreign key (workspace_id, person_id) references person (workspace_id, id)
) strict;
create index tie_of_person on tie (workspace_id, person_id);

-- A bar on contact: on one channel, for a person, for an address or number (`key`), or both. Never removed by
-- import, merge, undo or restore. No foreign key: it outlives the person.
create table suppression (
    workspace_id blob not null,
    id blob not null,
    person_id blob not null,
    channel text not null,
    key text not null,
    why text not null,
    source text not null,
    suppressed_at integer not null,
    recorded_at integer not null,
    constraint suppression_key primary key (workspace_id, id),
    constraint suppression_once unique (workspace_id, person_id, channel, key),
    constraint suppression_channel_known check (channel in ('call', 'email', 'text', 'social', 'letter', 'walk_in', 'event', 'video'))
) strict;
create index suppression_by_key on suppression (workspace_id, channel, key);
