//! Operators with their names looked up.
use crate::access::Sight;
use crate::accounts;
use crate::db::Conn;
use crate::error::Result;
use crate::lang::Message;
use crate::say;
use crate::search::query::Filter;
use crate::search::sql::Fixed;
use crate::text;
use crate::topics::{boards, list, statuses};

/// A filter with its names looked up; nothing, and a note, where there is no such thing for this reader.
pub(super) fn fixed(
    conn: &mut Conn,
    sight: &Sight,
    filter: &Filter,
    notes: &mut Vec<Message>,
) -> Result<Option<Fixed>> {
    let found = match filter {
        Filter::Is(name) => {
            let folded = text::fold(name);
            let all = statuses::all(conn)?;
            let fitting: Vec<_> = all
                .list()
                .iter()
                .filter(|s| {
                    s.slug == folded
                        || s.kind.text() == folded
                        || text::fold(&s.name) == folded.replace('-', " ")
                })
                .map(|s| s.id)
                .collect();
            match (fitting.is_empty(), folded.as_str()) {
                (false, _) => Some(Fixed::Statuses(fitting)),
                (true, "unanswered") => Some(Fixed::Unanswered),
                (true, _) => None,
            }
        }
        Filter::Kind(name) => match text::fold(name).trim_end_matches('s') {
            "proposal" => Some(Fixed::Kinds(vec!["proposal"])),
            "discussion" => Some(Fixed::Kinds(vec!["discussion"])),
            "announcement" => Some(Fixed::Kinds(vec!["announcement"])),
            "comment" => Some(Fixed::Kinds(vec!["comment"])),
            _ => None,
        },
        Filter::Board(name) => {
            let folded = text::fold(name);
            let fitting: Vec<_> = boards::visible(conn, sight)?
                .into_iter()
                .filter(|b| b.slug == folded || text::fold(&b.name) == folded)
                .map(|b| b.id)
                .collect();
            (!fitting.is_empty()).then_some(Fixed::Boards(fitting))
        }
        Filter::Tag(name) => match list::tag(conn, sight, name.trim_start_matches('#')) {
            Ok(tag) => Some(Fixed::Tag(Some(tag.id))),
            Err(crate::error::Error::NotFound(_)) => None,
            Err(other) => return Err(other),
        },
        Filter::By(name) => {
            let name = name.trim_start_matches('@');
            match (name, sight.person) {
                ("me", Some(person)) => Some(Fixed::By(Some(person))),
                _ => match accounts::actions::by_handle(conn, name) {
                    Ok(person) => Some(Fixed::By(Some(person.id))),
                    Err(crate::error::Error::NotFound(_)) => None,
                    Err(other) => return Err(other),
                },
            }
        }
        Filter::Votes(compare, n) => Some(Fixed::Votes(*compare, *n)),
        Filter::Before(at) => Some(Fixed::Before(at.micros())),
        Filter::After(at) => Some(Fixed::After(at.micros())),
    };
    if found.is_none() {
        notes.push(match filter {
            Filter::Is(name) => say!("search-note-status", name = name),
            Filter::Kind(name) => say!("search-note-kind", name = name),
            Filter::Board(name) => say!("search-note-board", name = name),
            Filter::Tag(name) => say!("search-note-tag", name = name),
            Filter::By(name) => say!("search-note-person", name = name),
            Filter::Votes(..) | Filter::Before(_) | Filter::After(_) => return Ok(None),
        });
    }
    Ok(found)
}
