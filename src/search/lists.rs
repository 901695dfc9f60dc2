//! Words in the lists of topics: the same index, asked for topics alone.
use super::matching::Matching;
use super::query;
use crate::db::Conn;
use crate::topics::list::{Finder, Fitting};

/// Finds topics by words, for lists.
pub const FINDER: Finder = Finder(fitting);

fn fitting(conn: &Conn, typed: &str) -> Option<Fitting> {
    // A list is narrowed by its own links: what is an operator elsewhere is a word here.
    let matching = Matching::of(&query::plainly(typed), |_| Vec::new());
    Some(match conn {
        Conn::Sqlite(_) => Fitting {
            before: "topics.id in (select d.subject_id from search_fts f cross join search_docs d on d.id = f.rowid
                     where d.subject = 'topic' and f.search_fts match ",
            bound: matching.fts5()?,
            after: ")",
        },
        Conn::Postgres(_) => Fitting {
            before: "topics.id in (select d.subject_id from search_docs d
                     where d.subject in ('topic', 'comment') and d.subject = 'topic' and d.tsv @@ (",
            bound: matching.tsquery()?,
            after: ")::tsquery)",
        },
    })
}
