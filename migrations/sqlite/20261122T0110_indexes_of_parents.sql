-- Whoever asks for the children of a version or of a member reads by it, and so does the deletion of either.
create index enrollment_of_version on enrollment (workspace_id, version_id, state);
create index import_of_member on import (workspace_id, member_id);
insert into sqlite_stat1 (tbl, idx, stat) values
    ('enrollment', 'enrollment_of_version', '200000 200000 4000 1500'),
    ('import', 'import_of_member', '100 100 5');
analyze sqlite_schema;
