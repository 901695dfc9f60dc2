//! The SQL of a search. Everything people typed is bound; what stands in the text are numbers and our own words.
use crate::db::{Conn, Cursor, Key};
use crate::id::BoardId;

use super::query::{Order, What};

mod narrow;

pub use narrow::Fixed;
use narrow::{From, list};

/// Joins an entry of the index to what it is about.
const ABOUT: &str = "left join comments c on d.subject = 'comment' and c.id = d.subject_id
 join topics t on t.id = coalesce(c.topic_id, d.topic_id)";

/// A search, as far as SQL needs to know it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The boards its reader may see.
    pub boards: Vec<BoardId>,
    /// What is looked for.
    pub what: What,
    /// What narrows it; `true` where it must not be so.
    pub filters: Vec<(bool, Fixed)>,
}

/// In what order rows are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorted {
    /// As asked.
    By(Order),
    /// So much fits that weighing it would take too long: what has it all in its title, last indexed first.
    Titles,
    /// The same of what has it elsewhere.
    Recent,
}

impl Sorted {
    /// Names the list in a cursor.
    pub fn name(self) -> &'static str {
        match self {
            Self::By(order) => order.text(),
            Self::Titles => "recent-titles",
            Self::Recent => "recent",
        }
    }
    fn key(self, from: From) -> &'static str {
        match self {
            Self::By(Order::Relevance) => "f.score",
            Self::By(Order::New | Order::Old) => from.at(),
            Self::By(Order::Top) => "t.supporters",
            Self::By(Order::Discussed) => "t.active_at",
            Self::Titles | Self::Recent => from.id(),
        }
    }
}

/// How much an entry says about what is asked: in its title eight times as much as in its text.
const BM25: &str = "-bm25(search_fts, 8.0, 4.0, 1.0)";
const RANK: &str = "ts_rank_cd('{0.125, 0.125, 0.5, 1}', s.tsv, q.q, 1)::float8";

/// Entries above which they are not weighed: each engine does in these what a page may take.
pub fn most_weighed(conn: &Conn) -> i64 {
    match conn {
        Conn::Sqlite(_) => 5_000,
        // Weighing reads each entry's whole text again.
        Conn::Postgres(_) => 500,
    }
}

/// Entries weighed first; only if too few of them may be shown are all weighed.
pub const FIRST: i64 = 300;

impl Plan {
    fn conditions(&self, from: From) -> String {
        // What was said on a topic that was merged is read with the one that leads it.
        let mut all = vec![
            match from {
                From::Index => {
                    "(t.state = 'shown' or (t.state = 'merged' and d.subject = 'comment'))"
                }
                From::Comments => "t.state in ('shown', 'merged')",
                From::Topics => "t.state = 'shown'",
            }
            .to_owned(),
            format!(
                "t.board_id in ({})",
                list(self.boards.iter().map(|id| id.get()))
            ),
        ];
        match from {
            From::Index => {
                all.push("d.subject in ('topic', 'comment')".into());
                all.push("(d.subject = 'topic' or c.state = 'shown')".into());
            }
            From::Topics => {}
            From::Comments => all.push("c.state = 'shown'".into()),
        }
        let kinds: &[&str] = match self.what {
            What::Proposals => &["proposal"],
            What::Discussions => &["discussion", "announcement"],
            What::Comments => &["comment"],
            What::Everything | What::People | What::Tags => &[],
        };
        if !kinds.is_empty() {
            all.push(Fixed::Kinds(kinds.to_vec()).sql(from));
        }
        for (not, filter) in &self.filters {
            let sql = filter.sql(from);
            all.push(if *not { format!("not ({sql})") } else { sql });
        }
        all.join(" and ")
    }

    /// One page of what fits. `$1` is the engine's own query, fit for this order.
    pub fn page(
        &self,
        conn: &Conn,
        sorted: Sorted,
        after: Option<Cursor>,
        limit: i64,
        first: bool,
    ) -> String {
        let from = From::Index;
        let few = match first {
            true => format!(" order by score desc limit {FIRST}"),
            false => String::new(),
        };
        let found = match (conn, sorted) {
            (Conn::Sqlite(_), Sorted::By(Order::Relevance)) => format!(
                "(select rowid as id, {BM25} as score from search_fts where search_fts match $1{few}) f
                 cross join search_docs d on d.id = f.id"
            ),
            (Conn::Sqlite(_), Sorted::By(_)) => {
                "(select rowid as id from search_fts where search_fts match $1) f
                 cross join search_docs d on d.id = f.id"
                    .to_owned()
            }
            (Conn::Sqlite(_), Sorted::Titles | Sorted::Recent) => {
                let before = after.map_or(String::new(), |c| format!(" and rowid < {}", c.id));
                format!(
                    "(select rowid as id from search_fts where search_fts match $1{before} order by rowid desc) f
                     cross join search_docs d on d.id = f.id"
                )
            }
            (Conn::Postgres(_), Sorted::By(Order::Relevance)) => format!(
                "(select s.id, {RANK} as score from (select $1::tsquery as q) q cross join search_docs s
                  where s.subject in ('topic', 'comment') and s.tsv @@ q.q{few}) f
                 join search_docs d on d.id = f.id"
            ),
            (Conn::Postgres(_), sorted) => {
                // The planner knows best whether to walk by id or by word.
                let fits = match sorted {
                    Sorted::Titles => "s.title_tsv @@ q.q and s.tsv @@ q.q",
                    Sorted::Recent => "s.tsv @@ q.q and not s.title_tsv @@ q.q",
                    Sorted::By(_) => "s.tsv @@ q.q",
                };
                format!(
                    "(select s.* from (select $1::tsquery as q) q cross join search_docs s
                      where s.subject in ('topic', 'comment') and {fits}) d"
                )
            }
        };
        self.rows(from, &format!("{found} {ABOUT}"), sorted, after, limit)
    }

    /// One page of topics or comments that pass the filters; no word is asked for. `$1` is what must not be there, if
    /// anything is.
    pub fn filtered(
        &self,
        conn: &Conn,
        sorted: Sorted,
        after: Option<Cursor>,
        limit: i64,
        unwanted: bool,
    ) -> String {
        let from = match self.what {
            What::Comments => From::Comments,
            _ => From::Topics,
        };
        let mut source = match from {
            From::Comments => "comments c join topics t on t.id = c.topic_id".to_owned(),
            From::Topics | From::Index => "topics t".to_owned(),
        };
        if unwanted {
            let matching = match conn {
                Conn::Sqlite(_) => "id in (select rowid from search_fts where search_fts match $1)",
                Conn::Postgres(_) => "tsv @@ $1::tsquery",
            };
            // All that hold one of them, taken out of the rest.
            source = format!(
                "(select * from {} where id not in (select subject_id from search_docs where subject = {} and {matching})) {}",
                if from == From::Comments {
                    "comments"
                } else {
                    "topics"
                },
                from.subject(),
                &source[source.find(' ').map_or(0, |at| at + 1)..]
            );
        }
        self.rows(from, &source, sorted, after, limit)
    }

    fn rows(
        &self,
        from: From,
        source: &str,
        sorted: Sorted,
        after: Option<Cursor>,
        limit: i64,
    ) -> String {
        let (id, key) = (from.id(), sorted.key(from));
        let weighed = sorted == Sorted::By(Order::Relevance) && from == From::Index;
        let (way, beyond) = match sorted {
            Sorted::By(Order::Old) => ("asc", ">"),
            _ => ("desc", "<"),
        };
        let after = after.map_or(String::new(), |cursor| {
            let value = match cursor.key {
                Key::Score(score) => format!("{score:?}"),
                Key::Number(n) => n.to_string(),
            };
            format!(
                " and ({key} {beyond} {value} or ({key} = {value} and {id} {beyond} {}))",
                cursor.id
            )
        });
        let (score, sort) = match weighed {
            true => ("f.score", "0"),
            false => ("0.0", key),
        };
        format!(
            "select {id} as id, {} as subject, {} as subject_id, cast({score} as double precision) as score, cast({sort} as bigint) as sorted
             from {source} where {}{after} order by {key} {way}, {id} {way} limit {limit}",
            from.subject(),
            from.subject_id(),
            self.conditions(from),
        )
    }

    /// How many fit of each sort, among the first `most`.
    pub fn counts(&self, conn: &Conn, most: i64) -> String {
        let everything = Self {
            what: What::Everything,
            ..self.clone()
        };
        let found = match conn {
            Conn::Sqlite(_) => format!(
                "(select rowid as id from search_fts where search_fts match $1 limit {most}) f"
            ),
            Conn::Postgres(_) => format!(
                "(select s.id from search_docs s where s.subject in ('topic', 'comment') and s.tsv @@ $1::tsquery limit {most}) f"
            ),
        };
        format!(
            "select case d.subject when 'topic' then t.kind else d.subject end as what, count(*) as n
             from {found} join search_docs d on d.id = f.id {ABOUT} where {} group by 1",
            everything.conditions(From::Index)
        )
    }

    /// People or tags whose names fit, best first.
    pub fn names(&self, conn: &Conn, what: What, after: Option<Cursor>, limit: i64) -> String {
        let (subject, shown) = match what {
            What::Tags => (
                "tag",
                format!(
                    "exists (select 1 from tag_counts g where g.tag_id = d.subject_id and g.topics > 0 and g.board_id in ({}))",
                    list(self.boards.iter().map(|id| id.get()))
                ),
            ),
            _ => (
                "person",
                "exists (select 1 from people p where p.id = d.subject_id and p.state in ('active', 'ghost') and p.role <> 'guest')".to_owned(),
            ),
        };
        let found = match conn {
            Conn::Sqlite(_) => "(select rowid as id, -bm25(search_names_fts) as score from search_names_fts where search_names_fts match $1) f
                 cross join search_docs d on d.id = f.id".to_owned(),
            Conn::Postgres(_) => format!(
                "(select s.*, {RANK} as score from (select $1::tsquery as q) q cross join search_docs s
                  where s.subject in ('person', 'tag') and s.tsv @@ q.q) d"
            ),
        };
        let score = match conn {
            Conn::Sqlite(_) => "f.score",
            Conn::Postgres(_) => "d.score",
        };
        let after = after.map_or(String::new(), |cursor| match cursor.key {
            Key::Score(s) => format!(
                " and ({score} < {s:?} or ({score} = {s:?} and d.id < {}))",
                cursor.id
            ),
            Key::Number(_) => String::new(),
        });
        format!(
            "select d.id as id, d.subject as subject, d.subject_id as subject_id, cast({score} as double precision) as score, cast(0 as bigint) as sorted
             from {found} where d.subject = '{subject}' and {shown}{after} order by {score} desc, d.id desc limit {limit}"
        )
    }
}

/// How many entries hold the words, counted no further than `most`. `$1` is the engine's own query.
pub fn frequency(conn: &Conn, most: i64) -> String {
    let found = match conn {
        Conn::Sqlite(_) => "search_fts where search_fts match $1",
        Conn::Postgres(_) => {
            "search_docs where subject in ('topic', 'comment') and tsv @@ $1::tsquery"
        }
    };
    format!("select 'all' as what, count(*) as n from (select 1 from {found} limit {most}) as few")
}
