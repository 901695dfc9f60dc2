//! Looking: which statements a search takes, and in which order.
use super::{Asked, Counts, filters};
use crate::access::Sight;
use crate::db::{Conn, Cursor, Key};
use crate::error::Result;
use crate::lang::Message;
use crate::say;
use crate::search::matching::Matching;
use crate::search::query::{Order, Query, What};
use crate::search::similar::Titles;
use crate::search::sql::{self, FIRST, Plan, Sorted};
use crate::search::store::{self, Hit};
use crate::topics::boards;

/// Entries above which results stand by time alone, even where another order is asked for.
const COMMON: i64 = 30_000;
/// Entries that are counted by sort.
const COUNTED: i64 = 500;

/// A search, understood and ready to be run.
pub(super) struct Search {
    pub query: Query,
    pub plan: Plan,
    pub matching: Matching,
    what: What,
    pub notes: Vec<Message>,
}

/// A page of what was found, before it is dressed.
#[derive(Default)]
pub(super) struct Hits {
    pub rows: Vec<Hit>,
    pub next: Option<String>,
    pub order: Option<Order>,
    pub common: bool,
    /// How many entries hold the words, as far as that was counted.
    pub often: i64,
}

impl Hits {
    fn of(mut rows: Vec<Hit>, sorted: Sorted, limit: i64) -> Self {
        let more = rows.len() as i64 > limit;
        rows.truncate(usize::try_from(limit).unwrap_or_default());
        let next = rows.last().filter(|_| more).map(|last| {
            Cursor {
                key: match sorted {
                    Sorted::By(Order::Relevance) => Key::Score(last.score),
                    _ => Key::Number(last.sorted),
                },
                id: last.id,
            }
            .write(sorted.name())
        });
        let common = matches!(sorted, Sorted::Titles | Sorted::Recent);
        Self {
            rows,
            next,
            order: match sorted {
                Sorted::By(order) => Some(order),
                Sorted::Titles | Sorted::Recent => None,
            },
            common,
            often: 0,
        }
    }
}

/// Where the page before ended, if there was one.
fn place(asked: &Asked, sorted: Sorted) -> Result<Option<Cursor>> {
    match asked.after.as_deref().filter(|a| !a.is_empty()) {
        Some(text) => Cursor::read(sorted.name(), text).map(Some),
        None => Ok(None),
    }
}

impl Search {
    /// Looks up what its operators name.
    pub fn of(
        conn: &mut Conn,
        titles: &Titles,
        sight: &Sight,
        query: Query,
        what: What,
    ) -> Result<Self> {
        let mut notes: Vec<Message> = query
            .unknown
            .iter()
            .map(|typed| say!("search-note-unknown", typed = typed))
            .collect();
        let boards: Vec<_> = boards::visible(conn, sight)?.iter().map(|b| b.id).collect();
        let mut narrowed = Vec::new();
        for (not, filter) in &query.filters {
            match filters::fixed(conn, sight, filter, &mut notes)? {
                Some(fixed) => narrowed.push((*not, fixed)),
                None => continue,
            }
        }
        let begun = query.terms.iter().any(|t| t.prefix);
        let matching = if begun {
            let index = titles.current(conn)?;
            Matching::of(&query, |beginning| match beginning.chars().count() {
                0..=2 => Vec::new(),
                _ => index.completions(beginning, 16),
            })
        } else {
            Matching::of(&query, |_| Vec::new())
        };
        Ok(Self {
            plan: Plan {
                boards,
                what,
                filters: narrowed,
            },
            query,
            matching,
            what,
            notes,
        })
    }

    fn engine(&self, conn: &Conn, sorted: Sorted) -> Option<String> {
        match (conn, sorted) {
            (Conn::Sqlite(_), Sorted::By(_)) => self.matching.fts5(),
            (Conn::Sqlite(_), Sorted::Titles) => self.matching.fts5_titles(),
            (Conn::Sqlite(_), Sorted::Recent) => self.matching.fts5_rest(),
            (Conn::Postgres(_), Sorted::By(_) | Sorted::Titles | Sorted::Recent) => {
                self.matching.tsquery()
            }
        }
    }

    /// Reads one page.
    pub fn run(&self, conn: &mut Conn, asked: &Asked) -> Result<Hits> {
        match (self.matching.is_empty(), self.what) {
            (true, What::People | What::Tags) => Ok(Hits::default()),
            (true, _) => self.narrowed(conn, asked),
            (false, What::People | What::Tags) => {
                let sorted = Sorted::By(Order::Relevance);
                let after = place(asked, sorted)?;
                let rows = self.names(conn, self.what, after, asked.limit + 1)?;
                Ok(Hits::of(rows, sorted, asked.limit))
            }
            (false, _) => self.worded(conn, asked),
        }
    }

    /// By words. What fits few is weighed; of what fits many, titles come first, and the newest of each.
    fn worded(&self, conn: &mut Conn, asked: &Asked) -> Result<Hits> {
        let sorted = Sorted::By(self.query.order.unwrap_or(Order::Relevance));
        let most = match sorted {
            Sorted::By(Order::Relevance) => sql::most_weighed(conn),
            _ => COMMON,
        };
        let often = self.often(conn, most.max(COUNTED) + 1)?;
        let mut hits = if often > most {
            self.common(conn, asked)?
        } else {
            self.few(conn, asked, sorted, often)?
        };
        hits.often = often;
        Ok(hits)
    }

    fn few(&self, conn: &mut Conn, asked: &Asked, sorted: Sorted, often: i64) -> Result<Hits> {
        let after = place(asked, sorted)?;
        let words = self.engine(conn, sorted);
        let limit = asked.limit + 1;
        // Joining the best few is enough, unless filters leave too few of them.
        let quick = after.is_none() && sorted == Sorted::By(Order::Relevance) && often > FIRST;
        let sql = self.plan.page(conn, sorted, after, limit, quick);
        let mut rows = store::hits(conn, &sql, words.as_deref())?;
        if quick && (rows.len() as i64) < limit {
            let sql = self.plan.page(conn, sorted, None, limit, false);
            rows = store::hits(conn, &sql, words.as_deref())?;
        }
        Ok(Hits::of(rows, sorted, asked.limit))
    }

    fn common(&self, conn: &mut Conn, asked: &Asked) -> Result<Hits> {
        let limit = asked.limit + 1;
        let mut part = |sorted: Sorted, after, limit| -> Result<Vec<Hit>> {
            match self.engine(conn, sorted) {
                Some(words) => {
                    let sql = self.plan.page(conn, sorted, after, limit, false);
                    Ok(store::hits(conn, &sql, Some(&words))?)
                }
                None => Ok(Vec::new()),
            }
        };
        let below = asked
            .after
            .as_deref()
            .and_then(|at| Cursor::read(Sorted::Recent.name(), at).ok());
        if below.is_some() {
            let rows = part(Sorted::Recent, below, limit)?;
            return Ok(Hits::of(rows, Sorted::Recent, asked.limit));
        }
        let mut rows = part(Sorted::Titles, place(asked, Sorted::Titles)?, limit)?;
        let titles = rows.len() as i64;
        if titles >= limit {
            return Ok(Hits::of(rows, Sorted::Titles, asked.limit));
        }
        rows.extend(part(Sorted::Recent, None, limit - titles)?);
        // A page that ends with the last title goes on there, where nothing more is.
        let sorted = match titles == asked.limit {
            true => Sorted::Titles,
            false => Sorted::Recent,
        };
        Ok(Hits::of(rows, sorted, asked.limit))
    }

    /// By filters, and by words that must not be there.
    fn narrowed(&self, conn: &mut Conn, asked: &Asked) -> Result<Hits> {
        let unwanted = self.matching.unwanted();
        if self.query.filters.is_empty() && unwanted.is_none() {
            return Ok(Hits::default());
        }
        let sorted = Sorted::By(match self.query.order {
            None | Some(Order::Relevance) => Order::New,
            Some(order) => order,
        });
        let unwanted = unwanted.and_then(|unwanted| match conn {
            Conn::Sqlite(_) => unwanted.fts5(),
            Conn::Postgres(_) => unwanted.tsquery(),
        });
        let after = place(asked, sorted)?;
        let sql = self
            .plan
            .filtered(conn, sorted, after, asked.limit + 1, unwanted.is_some());
        let rows = store::hits(conn, &sql, unwanted.as_deref())?;
        Ok(Hits::of(rows, sorted, asked.limit))
    }

    fn often(&self, conn: &mut Conn, most: i64) -> Result<i64> {
        let words = self.engine(conn, Sorted::By(Order::Relevance));
        let sql = sql::frequency(conn, most);
        let counted = store::counts(conn, &sql, words.as_deref())?;
        Ok(counted.first().map_or(0, |all| all.n))
    }

    /// How many fit of each sort; nothing where so many hold the words that counting takes too long.
    pub fn count(&self, conn: &mut Conn, often: i64) -> Result<Option<Counts>> {
        let words = self.engine(conn, Sorted::By(Order::Relevance));
        if words.is_none() || often > COUNTED {
            return Ok(None);
        }
        let sql = self.plan.counts(conn, COUNTED + 1);
        let mut counts = Counts::default();
        for count in store::counts(conn, &sql, words.as_deref())? {
            counts.everything += count.n;
            match count.what.as_str() {
                "proposal" => counts.proposals += count.n,
                "comment" => counts.comments += count.n,
                _ => counts.discussions += count.n,
            }
        }
        Ok(Some(counts))
    }

    /// People or tags by their names.
    pub fn names(
        &self,
        conn: &mut Conn,
        what: What,
        after: Option<Cursor>,
        limit: i64,
    ) -> Result<Vec<Hit>> {
        match self.engine(conn, Sorted::By(Order::Relevance)) {
            Some(words) => {
                let sql = self.plan.names(conn, what, after, limit);
                Ok(store::hits(conn, &sql, Some(&words))?)
            }
            None => Ok(Vec::new()),
        }
    }
}
