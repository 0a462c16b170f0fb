-- By what a person is found, once by person: a word of search a line, and keys of duplicates as `block:part`.
-- `person_token` and `person_block` hold the same by word and by key.
create table person_lookup (
    workspace_id blob not null,
    person_id blob not null,
    tokens text not null,
    blocks text not null,
    constraint person_lookup_key primary key (workspace_id, person_id)
) strict, without rowid;

insert into person_lookup (workspace_id, person_id, tokens, blocks)
select workspace_id, id,
    coalesce(
        (
            select group_concat(token, char(10))
            from person_token
            where person_token.workspace_id = person.workspace_id and person_token.person_id = person.id
        ),
        ''
    ),
    coalesce(
        (
            select group_concat(block || ':' || part, ' ')
            from person_block
            where person_block.workspace_id = person.workspace_id and person_block.person_id = person.id
        ),
        ''
    )
from person;

-- What a person of an import that is being made was found by, and is no more: the import may still write it.
create table person_lookup_past (
    workspace_id blob not null,
    person_id blob not null,
    tokens text not null,
    blocks text not null,
    constraint person_lookup_past_key primary key (workspace_id, person_id)
) strict, without rowid;

drop index person_token_of_person;
drop index person_block_of_person;

insert into sqlite_stat1 (tbl, idx, stat)
values
    ('person_lookup', 'person_lookup', '500000 500000 1'),
    ('person_lookup_past', 'person_lookup_past', '200 200 1');
analyze sqlite_schema;
