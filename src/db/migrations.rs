//! The schema's way from nothing to today, in the words of each engine, under the same names.
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::Conn;
use crate::error::{Error, Result};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Brings the schema up to date; when several processes start at once, one does and the others wait.
pub fn run(conn: &mut Conn) -> Result<()> {
    match conn {
        Conn::Sqlite(c) => c.run_pending_migrations(SQLITE).map(drop),
        Conn::Postgres(c) => {
            use diesel::RunQueryDsl;
            diesel::sql_query("select pg_advisory_lock(7215003)").execute(c)?;
            let ran = c.run_pending_migrations(POSTGRES).map(drop);
            diesel::sql_query("select pg_advisory_unlock(7215003)").execute(c)?;
            ran
        }
    }
    .map_err(Error::Internal)
}
