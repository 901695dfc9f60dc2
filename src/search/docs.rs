//! The index in the database, kept by a listener of the event log: what is said is found a moment later.
//!
//! A row's words are given to the engine as [`words::tokens`] made them, so that both engines find the same. What
//! was removed stays indexed, and is left out when it is asked for: so putting it back costs nothing.
use super::{store, words};
use crate::clock::Time;
use crate::db::{Conn, Db, Tx};
use crate::error::{Error, Result};
use crate::events::{Event, Listener};
use crate::id::{CommentId, PersonId, TopicId};
use crate::state::App;
use crate::text;

/// Keeps the index.
pub const LISTENER: Listener = Listener {
    name: "search.docs",
    hear,
};

/// Words of one text that are indexed.
const MOST: usize = 20_000;
/// Bytes of one text's words; PostgreSQL's `tsvector` holds a megabyte.
const BYTES: usize = 400_000;

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A topic of any kind.
    Topic,
    /// A comment.
    Comment,
    /// Someone.
    Person,
    /// A tag.
    Tag,
}

impl Subject {
    /// Its name in the database.
    pub fn text(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Comment => "comment",
            Self::Person => "person",
            Self::Tag => "tag",
        }
    }
    /// Whether it is found by its name alone, apart from what was written.
    pub fn is_name(self) -> bool {
        match self {
            Self::Topic | Self::Comment => false,
            Self::Person | Self::Tag => true,
        }
    }
}

/// One entry of the index.
#[derive(Clone)]
pub struct Doc {
    /// What it is about.
    pub subject: Subject,
    /// Which one.
    pub id: i64,
    /// The topic it goes with.
    pub topic: Option<TopicId>,
    /// When it was written.
    pub at: Time,
    /// Its title's or name's words.
    pub title: Vec<String>,
    /// Its tags' words.
    pub tags: Vec<String>,
    /// Its text's words.
    pub body: Vec<String>,
}

fn hear(tx: &mut Tx<'_>, event: &Event, _: Time) -> Result<()> {
    match (event.verb.as_str(), event.verb.split('.').next()) {
        ("topic.created" | "topic.edited", _) => match event.topic_id {
            Some(id) => topic(tx, id),
            None => Ok(()),
        },
        ("person.deleted", _) => {
            let gone = PersonId::new(event.object_id);
            person(tx, gone)?;
            // What they said and others answered stays, and is found again.
            for id in store::comments_by(tx, gone)? {
                comment(tx, id)?;
            }
            Ok(())
        }
        (_, Some("comment")) => comment(tx, CommentId::new(event.object_id)),
        (_, Some("person")) => person(tx, PersonId::new(event.object_id)),
        _ => Ok(()),
    }
}

/// Pages of the index that one step of a scrub writes: a few milliseconds.
const STEP: i64 = 64;

/// Takes the words of what was deleted out of SQLite's index file too, a little at a time between other writes: the
/// engine only marks them until it happens to merge what they stand in. PostgreSQL's own vacuum does this.
///
/// # Errors
/// Those of the database.
pub async fn scrub(db: &Db) -> Result<()> {
    // A negative number begins; each further call goes on until a step finds nothing to do.
    let mut pages = -STEP;
    loop {
        let more = db
            .write_unseen(move |tx| match &mut **tx {
                Conn::Postgres(_) => Ok(false),
                Conn::Sqlite(_) => Ok(store::merge_index(tx, pages)?),
            })
            .await;
        match more {
            Ok(false) => return Ok(()),
            Ok(true) => pages = STEP,
            Err(Error::Busy(seconds)) => {
                tokio::time::sleep(std::time::Duration::from_secs(seconds)).await;
            }
            Err(error) => return Err(error),
        }
        tokio::task::yield_now().await;
    }
}

/// Begins a scrub that nobody waits for.
pub fn scrub_later(app: &App) {
    let app = app.clone();
    actix_web::rt::spawn(async move {
        if let Err(error) = scrub(&app.db).await {
            tracing::error!(%error, "the search index could not be cleaned of what was deleted");
        }
    });
}

/// A text's words, as many as are indexed.
pub fn tokens(text: &str) -> Vec<String> {
    let mut bytes = 0;
    words::pieces(text)
        .iter()
        .flat_map(words::Piece::tokens)
        .take(MOST)
        .take_while(|token| {
            bytes += token.len() + 12;
            bytes < BYTES
        })
        .collect()
}

fn topic(tx: &mut Tx<'_>, id: TopicId) -> Result<()> {
    let Some(found) = store::topic_text(tx, id)? else {
        return Ok(());
    };
    let tags = store::tags_of(tx, id)?;
    store::put(
        tx,
        &Doc {
            subject: Subject::Topic,
            id: id.get(),
            topic: Some(id),
            at: found.created_at,
            title: tokens(&found.title),
            tags: tags.iter().flat_map(|t| tokens(&t.name)).collect(),
            body: tokens(&text::plain(&found.body)),
        },
    )?;
    for tag in tags {
        store::put(
            tx,
            &Doc {
                subject: Subject::Tag,
                id: tag.id.get(),
                topic: None,
                at: found.created_at,
                title: tokens(&tag.name),
                tags: Vec::new(),
                body: Vec::new(),
            },
        )?;
    }
    Ok(())
}

fn comment(tx: &mut Tx<'_>, id: CommentId) -> Result<()> {
    match store::comment_text(tx, id)? {
        Some(found) => store::put(
            tx,
            &Doc {
                subject: Subject::Comment,
                id: id.get(),
                topic: Some(found.topic),
                at: found.created_at,
                title: Vec::new(),
                tags: Vec::new(),
                body: tokens(&text::plain(&found.body)),
            },
        )?,
        None => store::drop_doc(tx, Subject::Comment, id.get())?,
    }
    Ok(())
}

/// What someone is found by.
pub fn person_words(handle: &str, name: &str) -> Vec<String> {
    let mut words = tokens(handle);
    // A handle in parts is found whole as well.
    let whole: String = handle.chars().filter(|c| c.is_alphanumeric()).collect();
    if words.len() > 1 {
        words.extend(tokens(&whole));
    }
    words.extend(tokens(name));
    words
}

fn person(tx: &mut Tx<'_>, id: PersonId) -> Result<()> {
    match store::person_names(tx, id)? {
        Some((handle, name, at)) => {
            store::put(
                tx,
                &Doc {
                    subject: Subject::Person,
                    id: id.get(),
                    topic: None,
                    at,
                    title: person_words(&handle, &name),
                    tags: Vec::new(),
                    body: Vec::new(),
                },
            )?;
        }
        None => store::drop_doc(tx, Subject::Person, id.get())?,
    }
    Ok(())
}

/// What the index lacks or holds too much, in words; empty when all is well. Behind events not heard yet it says
/// nothing.
///
/// # Errors
/// Those of the database.
pub fn broken(conn: &mut Conn) -> Result<Vec<String>> {
    let unheard = crate::db::number(
        conn,
        "select count(*) as n from events e left join cursors c on c.listener = 'search.docs'
         where (e.tx_id, e.id) > (coalesce(c.tx_id, 0), coalesce(c.event_id, 0))",
    )?;
    if unheard != 0 {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for (what, sql) in [
        (
            "topics that search does not know",
            "select count(*) as n from topics t where not exists (select 1 from search_docs d where d.subject = 'topic' and d.subject_id = t.id)",
        ),
        (
            "comments that search does not know",
            "select count(*) as n from comments c where state = 'shown' and not exists (select 1 from search_docs d where d.subject = 'comment' and d.subject_id = c.id)",
        ),
        (
            "topics that search should have forgotten",
            "select count(*) as n from search_docs d where d.subject = 'topic' and not exists (select 1 from topics t where t.id = d.subject_id)",
        ),
        (
            "tags of topics that search does not know",
            "select count(distinct x.tag_id) as n from topic_tags x where not exists (select 1 from search_docs d where d.subject = 'tag' and d.subject_id = x.tag_id)",
        ),
        (
            "people that search should have forgotten",
            "select count(*) as n from search_docs d where d.subject = 'person' and not exists (select 1 from people p where p.id = d.subject_id and p.state in ('active', 'ghost'))",
        ),
        (
            "comments that search should have forgotten",
            "select count(*) as n from search_docs d where d.subject = 'comment' and not exists (select 1 from comments c where c.id = d.subject_id and c.state = 'shown')",
        ),
    ] {
        let wrong = crate::db::number(conn, sql)?;
        if wrong != 0 {
            found.push(format!("{wrong} {what}"));
        }
    }
    if let Conn::Sqlite(_) = conn {
        for (what, sql) in [
            (
                "entries of the search index without words",
                "select count(*) as n from search_docs where id not in
                 (select rowid from search_fts union all select rowid from search_names_fts)",
            ),
            (
                "words of the search index that belong to nothing",
                "select count(*) as n from (select rowid as id from search_fts union all select rowid from search_names_fts)
                 where id not in (select id from search_docs)",
            ),
        ] {
            let wrong = crate::db::number(conn, sql)?;
            if wrong != 0 {
                found.push(format!("{wrong} {what}"));
            }
        }
    }
    Ok(found)
}
