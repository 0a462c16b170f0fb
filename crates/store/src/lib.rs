//! SQLite and PostgreSQL behind one set of queries, and the job table.
