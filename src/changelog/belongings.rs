//! What this room keeps about people: whom a release thanks.
use diesel::prelude::*;

use crate::accounts::Belongings;
use crate::db::schema::release_people;

/// Whoever leaves is thanked no more; releases they wrote stay, under nobody's name.
pub const BELONGINGS: Belongings = Belongings {
    holds: &["releases.author_id", "release_people.person_id"],
    erase: |tx, id, _, _| {
        diesel::delete(release_people::table.filter(release_people::person_id.eq(id)))
            .execute(&mut **tx)?;
        Ok(())
    },
    ..Belongings::NONE
};
