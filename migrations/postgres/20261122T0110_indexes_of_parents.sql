-- Whoever asks for the children of a version or of a member reads by it, and so does the deletion of either.
create index enrollment_of_version on enrollment (workspace_id, version_id, state);
create index import_of_member on import (workspace_id, member_id);
