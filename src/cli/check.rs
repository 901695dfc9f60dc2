//! `cowpath check`: whether counts equal truth, references lead somewhere, and the file is whole.
use super::{Place, open_existing};
use crate::db::{Conn, number};
use crate::error::{Error, Result};
use crate::topics::whole;

/// What must be nothing: a name for people, and a query that counts what is wrong.
const RULES: [(&str, &str); 17] = [
    (
        "proposals whose supporters are not their votes",
        "select count(*) as n from topics t where kind = 'proposal' and supporters <> (select count(*) from votes v where v.topic_id = t.id and v.stance = 'support')",
    ),
    (
        "proposals whose weight is not their votes' weight",
        "select count(*) as n from topics t where kind = 'proposal' and abs(weight - (select coalesce(sum(case importance when 'essential' then 2.0 when 'important' then 1.5 else 1.0 end), 0.0) from votes v where v.topic_id = t.id and v.stance = 'support')) > 0.000001",
    ),
    (
        "proposals whose “not for me” are not their votes",
        "select count(*) as n from proposals p where opposed <> (select count(*) from votes v where v.topic_id = p.id and v.stance = 'not_for_me')",
    ),
    (
        "proposals without their own row, or rows without a proposal",
        "select (select count(*) from topics t where kind = 'proposal' and not exists (select 1 from proposals p where p.id = t.id)) + (select count(*) from proposals p join topics t on t.id = p.id where t.kind <> 'proposal') as n",
    ),
    (
        "reasons whose people are not their votes",
        "select count(*) as n from reasons r where people <> (select count(*) from votes v where v.reason_id = r.id) or people <= 0",
    ),
    (
        "reasons whose importance is not their votes'",
        "select count(*) as n from reasons r where nice <> (select count(*) from votes v where v.reason_id = r.id and importance = 'nice') or important <> (select count(*) from votes v where v.reason_id = r.id and importance = 'important') or essential <> (select count(*) from votes v where v.reason_id = r.id and importance = 'essential')",
    ),
    (
        "topics whose comments are not the comments shown",
        "select count(*) as n from topics t where comments <> (select count(*) from comments c where c.topic_id = t.id and c.state = 'shown')",
    ),
    (
        "topics whose commenters are not the people who comment",
        "select count(*) as n from topics t where commenters <> (select count(distinct c.author_id) from comments c where c.topic_id = t.id and c.state = 'shown' and c.author_id <> t.author_id)",
    ),
    (
        "people whose comments on a topic are miscounted",
        "select count(*) as n from commenters k where comments <> (select count(*) from comments c where c.topic_id = k.topic_id and c.author_id = k.person_id and c.state = 'shown')",
    ),
    (
        "comments that are not where their parent is",
        "select count(*) as n from comments c join comments p on p.id = c.parent_id where p.topic_id <> c.topic_id or p.root_id <> c.root_id or c.depth <> p.depth + 1",
    ),
    (
        "boards whose counts are not their topics",
        "select count(*) as n from board_counts b where topics <> (select count(*) from topics t where t.board_id = b.board_id and t.kind = b.kind and t.state = 'shown')",
    ),
    (
        "topics that no board counts",
        "select count(*) as n from topics t where state = 'shown' and not exists (select 1 from board_counts b where b.board_id = t.board_id and b.kind = t.kind)",
    ),
    (
        "tags whose counts are not their topics",
        "select count(*) as n from tag_counts g where topics <> (select count(*) from topic_tags x join topics t on t.id = x.topic_id where x.tag_id = g.tag_id and t.board_id = g.board_id and t.state = 'shown')",
    ),
    (
        "proposals without a status, or other topics with one",
        "select count(*) as n from topics where (kind = 'proposal') <> (status_id is not null)",
    ),
    (
        "proposals that do not stand where their last move led",
        "select count(*) as n from topics t join status_changes s on s.topic_id = t.id and s.id = (select max(id) from status_changes where topic_id = t.id) where s.to_id <> t.status_id",
    ),
    (
        "people whose handle is not theirs",
        "select count(*) as n from people p where not exists (select 1 from handles h where h.person_id = p.id)",
    ),
    (
        "free fields beside nothing",
        "select count(*) as n from extras e where (subject in ('topic', 'vote') and not exists (select 1 from topics t where t.id = e.subject_id)) or (subject = 'comment' and not exists (select 1 from comments c where c.id = e.subject_id))",
    ),
];

/// Everything that is wrong, in words; empty when all is well.
///
/// # Errors
/// Those of the database.
pub fn broken(conn: &mut Conn) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (what, sql) in RULES {
        let wrong = number(conn, sql)?;
        if wrong != 0 {
            found.push(format!("{wrong} {what}"));
        }
    }
    let misranked = whole::misranked(conn)?.len();
    if misranked > 0 {
        found.push(format!(
            "{misranked} topics whose hotness is not what their numbers say"
        ));
    }
    if let Conn::Sqlite(_) = conn {
        for (what, sql) in [
            (
                "references that lead nowhere",
                "select count(*) as n from pragma_foreign_key_check",
            ),
            (
                "faults in the file",
                "select count(*) as n from pragma_integrity_check where integrity_check <> 'ok'",
            ),
            (
                "topics missing from the search index",
                "select count(*) as n from topics where id not in (select rowid from topics_fts)",
            ),
        ] {
            let wrong = number(conn, sql)?;
            if wrong != 0 {
                found.push(format!("{wrong} {what}"));
            }
        }
    }
    Ok(found)
}

pub fn check(place: Place) -> Result<()> {
    let (_, db) = open_existing(place)?;
    let found = db.snapshot(broken)?;
    if found.is_empty() {
        eprintln!("All is well: {} rules hold.", RULES.len() + 1);
        return Ok(());
    }
    for line in &found {
        println!("{line}");
    }
    Err(Error::internal(format!(
        "{} rules are broken.",
        found.len()
    )))
}
