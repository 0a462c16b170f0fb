-- Help that a rep asked for, and what was answered.
create table help (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    question text not null,
    asked_at integer not null,
    answered_by blob,
    answer text not null,
    answered_at integer,
    constraint help_key primary key (workspace_id, id),
    constraint help_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint help_answered_by foreign key (workspace_id, answered_by) references member (workspace_id, id)
) strict;
create index help_of_member on help (workspace_id, member_id, asked_at, id);
create index help_of_answerer on help (workspace_id, answered_by);

-- Days on which somebody sees and does the touches of a rep who is away.
create table cover (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    colleague_id blob not null,
    first_on integer not null,
    last_on integer not null,
    created_at integer not null,
    constraint cover_key primary key (workspace_id, id),
    constraint cover_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint cover_colleague foreign key (workspace_id, colleague_id) references member (workspace_id, id),
    constraint cover_forwards check (last_on >= first_on)
) strict;
create index cover_of_member on cover (workspace_id, member_id, last_on);
create index cover_of_colleague on cover (workspace_id, colleague_id, last_on);
insert into sqlite_stat1 (tbl, idx, stat) values
    ('help', 'sqlite_autoindex_help_1', '5000 5000 1'),
    ('help', 'help_of_member', '5000 5000 250 2 1'),
    ('help', 'help_of_answerer', '5000 5000 500'),
    ('cover', 'sqlite_autoindex_cover_1', '2000 2000 1'),
    ('cover', 'cover_of_member', '2000 2000 100 2'),
    ('cover', 'cover_of_colleague', '2000 2000 100 2');
analyze sqlite_schema;
