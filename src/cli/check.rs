//! `cowpath check`: whether counts equal truth, references lead somewhere, and the file is whole.
use super::{Place, open_existing};
use crate::db::{Conn, number};
use crate::error::{Error, Result};
use crate::search;
use crate::topics::whole;

/// The votes that count: of each person and each topic, with what is merged into it, one.
macro_rules! standing {
    () => {
        "(select lead, person_id, stance, importance from (select f.lead, v.person_id, v.stance, v.importance, row_number() over (partition by f.lead, v.person_id order by case when v.topic_id = f.lead then 0 else 1 end, v.cast_at, v.topic_id) as nth from (select id as lead, id as member from topics union all select into_id, topic_id from merges) f join votes v on v.topic_id = f.member) numbered where nth = 1)"
    };
}
/// A topic `t` and those merged into it.
macro_rules! family {
    () => {
        "(select t.id union all select m.topic_id from merges m where m.into_id = t.id)"
    };
}

/// What must be nothing: a name for people, and a query that counts what is wrong.
const RULES: [(&str, &str); 25] = [
    (
        "proposals whose supporters are not their votes",
        concat!(
            "select count(*) as n from topics t left join (select lead, count(*) as people from ",
            standing!(),
            " s where stance = 'support' group by lead) c on c.lead = t.id where t.kind = 'proposal' and t.supporters <> coalesce(c.people, 0)"
        ),
    ),
    (
        "proposals whose weight is not their votes' weight",
        concat!(
            "select count(*) as n from topics t left join (select lead, sum(case importance when 'essential' then 2.0 when 'important' then 1.5 else 1.0 end) as heft from ",
            standing!(),
            " s where stance = 'support' group by lead) c on c.lead = t.id where t.kind = 'proposal' and abs(t.weight - coalesce(c.heft, 0.0)) > 0.000001"
        ),
    ),
    (
        "proposals whose “not for me” are not their votes",
        concat!(
            "select count(*) as n from proposals p join topics t on t.id = p.id left join (select lead, count(*) as people from ",
            standing!(),
            " s where stance = 'not_for_me' group by lead) c on c.lead = p.id where t.kind = 'proposal' and p.opposed <> coalesce(c.people, 0)"
        ),
    ),
    (
        "proposals without their own row, or rows without a proposal",
        "select (select count(*) from topics t where kind = 'proposal' and not exists (select 1 from proposals p where p.id = t.id)) + (select count(*) from proposals p join topics t on t.id = p.id where t.kind <> 'proposal' and p.aside_id is null) as n",
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
        concat!(
            "select count(*) as n from topics t where comments <> (select count(*) from comments c where c.state = 'shown' and c.topic_id in ",
            family!(),
            ")"
        ),
    ),
    (
        "topics whose commenters are not the people who comment",
        concat!(
            "select count(*) as n from topics t where commenters <> (select count(distinct c.author_id) from comments c where c.state = 'shown' and c.author_id <> t.author_id and c.topic_id in ",
            family!(),
            ")"
        ),
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
        "merged topics whose leader is merged too, or elsewhere",
        "select count(*) as n from merges m join topics t on t.id = m.topic_id join topics l on l.id = m.into_id where t.state <> 'merged' or l.state = 'merged' or t.board_id <> l.board_id",
    ),
    (
        "merged topics that nothing leads",
        "select count(*) as n from topics t where state = 'merged' and not exists (select 1 from merges m where m.topic_id = t.id)",
    ),
    (
        "people whose handle is not theirs",
        "select count(*) as n from people p where not exists (select 1 from handles h where h.person_id = p.id)",
    ),
    (
        "votes cast by staff for someone who has none",
        "select count(*) as n from behalves b where not exists (select 1 from votes v where v.topic_id = b.topic_id and v.person_id = b.person_id)",
    ),
    (
        "follows of nothing",
        "select count(*) as n from follows f where not exists (select 1 from people p where p.id = f.person_id) or (subject = 'topic' and not exists (select 1 from topics t where t.id = f.subject_id)) or (subject = 'board' and not exists (select 1 from boards b where b.id = f.subject_id)) or (subject = 'tag' and not exists (select 1 from tags g where g.id = f.subject_id))",
    ),
    (
        "bookmarks of nothing",
        "select count(*) as n from bookmarks k where not exists (select 1 from people p where p.id = k.person_id) or (subject = 'topic' and not exists (select 1 from topics t where t.id = k.subject_id)) or (subject = 'comment' and not exists (select 1 from comments c where c.id = k.subject_id))",
    ),
    (
        "pins of nothing, or on another board than their topic's",
        "select count(*) as n from pins p left join topics t on t.id = p.topic_id where t.id is null or (t.state = 'shown' and p.board_id is not null and p.board_id <> t.board_id)",
    ),
    (
        "answers that are not said on the topic they answer",
        "select count(*) as n from answers a left join topics t on t.id = a.topic_id left join comments c on c.id = a.comment_id where t.id is null or c.id is null or c.topic_id <> a.topic_id",
    ),
    (
        "bytes that no picture names",
        "select count(*) as n from blobs b where not exists (select 1 from images i where i.blob = b.hash)",
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
    found.extend(search::docs::broken(conn)?);
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
