-- By what a person is found, once by person: a word of search a line, and keys of duplicates as `block:part`.
-- `person_token` and `person_block` hold the same by word and by key.
create table person_lookup (
    workspace_id uuid not null,
    person_id uuid not null,
    tokens text collate "C" not null,
    blocks text collate "C" not null,
    constraint person_lookup_key primary key (workspace_id, person_id)
);

insert into person_lookup (workspace_id, person_id, tokens, blocks)
select workspace_id, id,
    coalesce(
        (
            select string_agg(token, chr(10))
            from person_token
            where person_token.workspace_id = person.workspace_id and person_token.person_id = person.id
        ),
        ''
    ),
    coalesce(
        (
            select string_agg(block || ':' || part, ' ')
            from person_block
            where person_block.workspace_id = person.workspace_id and person_block.person_id = person.id
        ),
        ''
    )
from person;

-- What a person of an import that is being made was found by, and is no more: the import may still write it.
create table person_lookup_past (
    workspace_id uuid not null,
    person_id uuid not null,
    tokens text collate "C" not null,
    blocks text collate "C" not null,
    constraint person_lookup_past_key primary key (workspace_id, person_id)
);

drop index person_token_of_person;
drop index person_block_of_person;
