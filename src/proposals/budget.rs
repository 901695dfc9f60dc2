//! How many proposals one person may stand behind at a time, where the site wants it so.
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::db::Conn;
use crate::db::schema::settings;
use crate::error::Result;
use crate::id::PersonId;

/// How far people are trusted until they are told apart: in the middle.
const LEVEL: u8 = 2;

/// Open votes that someone of a level of trust (0 to 4) may have: 2, 4, 6, 8, 10.
pub fn votes_at(level: u8) -> i64 {
    2 * (i64::from(level.min(4)) + 1)
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Proposals still open that someone stands behind; a merged one counts as what leads it.
fn used(conn: &mut Conn, person: PersonId) -> Result<i64> {
    let sql = "select count(distinct t.id) as n from votes v
        left join merges m on m.topic_id = v.topic_id
        join topics t on t.id = coalesce(m.into_id, v.topic_id)
        join statuses s on s.id = t.status_id
        where v.person_id = $1 and v.stance = 'support' and t.kind = 'proposal' and t.state = 'shown'
        and s.kind in ('open', 'active')";
    let found: Count = diesel::sql_query(sql)
        .bind::<BigInt, _>(person)
        .get_result(conn)?;
    Ok(found.n)
}

/// Whether the site counts votes at all.
///
/// # Errors
/// Those of the database.
pub fn counted(conn: &mut Conn) -> Result<bool> {
    // This one alone: every vote asks.
    let kept: Option<String> = settings::table
        .find("vote_budget")
        .select(settings::value)
        .first(conn)
        .optional()?;
    Ok(kept.as_deref() == Some("on"))
}

/// How many more proposals someone may stand behind now; nothing where that is not counted.
///
/// # Errors
/// Those of the database.
pub fn left(conn: &mut Conn, person: PersonId) -> Result<Option<i64>> {
    match counted(conn)? {
        false => Ok(None),
        true => Ok(Some((votes_at(LEVEL) - used(conn, person)?).max(0))),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn trust_gives_two_votes_a_level() {
        let all: Vec<_> = (0..=5).map(super::votes_at).collect();
        assert_eq!(all, [2, 4, 6, 8, 10, 10]);
    }
}
