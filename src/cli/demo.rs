//! `cowpath demo`: a throw-away site with the community of a made-up product, a year old.
mod desk;
mod mine;

use std::collections::HashMap;
use std::path::PathBuf;

use rust_embed::RustEmbed;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::serve::{Work, until_stopped};
use super::{block_on, config, scale};
use crate::access::{Can, Member, Role, Sight, passwords};
use crate::accounts::actions as accounts;
use crate::accounts::model::{NewPerson, Typed};
use crate::app;
use crate::changelog::actions as changelog;
use crate::changelog::model::Draft as Release;
use crate::clock::{Clock, Time};
use crate::db::{Db, Tx, number};
use crate::error::{Error, Result};
use crate::id::{BoardId, PersonId, StatusId, TopicId};
use crate::lang::Message;
use crate::proposals::actions as proposals;
use crate::proposals::model::{Ballot, Importance, Stance, TypedVote};
use crate::settings;
use crate::topics::actions::{self as topics, Origin};
use crate::topics::comments;
use crate::topics::model::{Comment, Draft, Kind, Topic};
use crate::topics::prose::{self, Prose};
use crate::topics::{answers, boards, fields, statuses};

/// What the people of the demo sign in with.
pub(super) const PASSWORD: &str = "cow path demo";
/// Members who only vote, so that numbers look like life.
const QUIET: usize = 330;

#[derive(RustEmbed)]
#[folder = "demo"]
struct Content;

fn content<T: DeserializeOwned>(name: &str) -> Result<T> {
    let file = Content::get(name)
        .ok_or_else(|| Error::internal(format!("{name} is not in the program")))?;
    serde_json::from_slice(&file.data).map_err(|e| Error::internal(format!("{name}: {e}")))
}

#[derive(Clone, Deserialize)]
struct Person {
    handle: String,
    name: String,
    email: String,
    role: Role,
    bio: String,
    joined_days_ago: f64,
    #[serde(default)]
    follows: Vec<mine::Followed>,
    #[serde(default)]
    bookmarks: Vec<mine::Bookmark>,
}
#[derive(Clone, Deserialize)]
struct Board {
    slug: String,
    name: String,
    description: String,
    see: String,
    propose: String,
    comment: String,
    vote: String,
    #[serde(default)]
    form: Option<desk::Form>,
}
#[derive(Clone, Deserialize)]
struct Proposal {
    /// What other content calls it.
    key: String,
    board: String,
    title: String,
    author: String,
    days_ago: f64,
    body: String,
    #[serde(default)]
    tags: Vec<String>,
    votes: usize,
    #[serde(default)]
    against: usize,
    #[serde(default)]
    history: Vec<Step>,
    #[serde(default)]
    reasons: Vec<Reason>,
    #[serde(default)]
    answers: fields::Typed,
    #[serde(default)]
    plan: Option<desk::Plan>,
    #[serde(default)]
    behalf: Vec<desk::Behalf>,
    #[serde(default)]
    pin: Option<desk::Pin>,
    #[serde(default)]
    merged: Option<desk::Merged>,
    #[serde(default)]
    comments: Vec<Said>,
}
#[derive(Clone, Deserialize)]
struct Step {
    to: String,
    days_ago: f64,
    by: String,
    #[serde(default)]
    response: String,
}
#[derive(Clone, Deserialize)]
struct Reason {
    text: String,
    #[serde(default)]
    importance: Option<Importance>,
    weight: usize,
    #[serde(default)]
    workaround: String,
}
#[derive(Clone, Deserialize)]
struct Said {
    author: String,
    days_ago: f64,
    body: String,
    /// A note among staff.
    #[serde(default)]
    internal: bool,
    /// When whoever began the discussion said that this answers it.
    #[serde(default)]
    accepted_days_ago: Option<f64>,
    #[serde(default)]
    replies: Vec<Said>,
}
#[derive(Clone, Deserialize)]
struct Talk {
    key: String,
    kind: Kind,
    board: String,
    title: String,
    author: String,
    days_ago: f64,
    body: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    pin: Option<desk::Pin>,
    #[serde(default)]
    comments: Vec<Said>,
}

#[derive(Clone, Deserialize)]
struct Told {
    title: String,
    days_ago: f64,
    by: String,
    body: String,
    proposals: Vec<String>,
    thanks: Vec<String>,
}

pub fn demo(
    data: Option<PathBuf>,
    bind: Option<String>,
    scale: Option<u32>,
    build_only: bool,
) -> Result<()> {
    let throw_away = data.is_none();
    let folder = data.unwrap_or_else(|| {
        std::env::temp_dir().join(format!("cowpath-demo-{}", std::process::id()))
    });
    let mut config = config(Some(folder.clone()), bind)?;
    config.demo = true;
    let on_sqlite = config.database_url.is_none();
    if build_only && throw_away && on_sqlite {
        return Err(Error::internal(
            "Name the folder to make the site in with --data, or its database in DATABASE_URL.",
        ));
    }
    let db = Db::open(&config.database())?;
    let done = block_on(async move {
        let app = app::new(db, Clock::System, config).await?;
        let began = std::time::Instant::now();
        let all = match scale {
            Some(proposals) => scale::fill(&app.db, proposals, app.now()).await?,
            None => fill(&app.db, app.now()).await?,
        };
        if build_only {
            eprintln!("Made in {:.1} s.", began.elapsed().as_secs_f64());
            return Ok(());
        }
        app.live_settings().replace(all);
        for listener in app::listeners() {
            listener.catch_up(&app.db, app.now()).await?;
        }
        let member = scale.map_or_else(|| "mira".to_owned(), |_| scale::handle(0));
        until_stopped(app, Work::Here, || {
            eprintln!(
                "\nSign in with the password “{PASSWORD}” as\n  ada    admin\n  tomas  moderator\n  {member}   member\n\n\
                 Stop it with Ctrl-C{}.",
                if throw_away && on_sqlite { "; what you do here is then gone" } else { "" }
            );
        })
        .await
    });
    if throw_away && on_sqlite {
        // The site was thrown away with its folder; what cannot be removed is only temporary.
        let _ = std::fs::remove_dir_all(&folder);
    }
    done
}

/// Fills an empty site with the demo's community, as of `now`.
///
/// A site that holds it already stays as it is.
///
/// # Errors
/// [`Error::Conflict`] for a site that holds anything else, and those of the database.
pub async fn fill(db: &Db, now: Time) -> Result<settings::Settings> {
    let (filled, empty) = db
        .read(|conn| {
            let ada = match accounts::by_handle(conn, "ada") {
                Ok(ada) => ada.email.as_deref() == Some("ada@example.org"),
                Err(Error::NotFound(_)) => false,
                Err(error) => return Err(error),
            };
            Ok((ada, number(conn, "select count(*) as n from people")? == 0))
        })
        .await?;
    if filled {
        return db.read(settings::load).await;
    }
    if !empty {
        return Err(Error::Conflict(Message::verbatim(
            "This database holds a site already; the demo fills only an empty one.",
        )));
    }
    let hash = passwords::hash_here(PASSWORD)?;
    let people: Vec<Person> = content("people.json")?;
    let settlers = people.clone();
    let mut house = db
        .write(move |tx| {
            settings::store(tx, "site_name", "Harbour feedback", None, now)?;
            let mut house = House {
                now,
                people: HashMap::new(),
                quiet: Vec::new(),
                boards: HashMap::new(),
                statuses: HashMap::new(),
                topics: HashMap::new(),
            };
            house.settle(tx, &settlers, &hash)?;
            Ok(house)
        })
        .await?;
    let proposals: Vec<Proposal> = content("proposals.json")?;
    let talks: Vec<Talk> = content("discussions.json")?;
    let merges: Vec<(String, desk::Merged)> = proposals
        .iter()
        .filter_map(|p| Some((p.key.clone(), p.merged.clone()?)))
        .collect();
    let mut all: Vec<(f64, Entry)> = proposals
        .into_iter()
        .map(|p| (p.days_ago, Entry::Proposal(Box::new(p))))
        .chain(
            talks
                .into_iter()
                .map(|t| (t.days_ago, Entry::Talk(Box::new(t)))),
        )
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    // In few transactions, oldest first, so that numbers grow as time does.
    let mut chunks = Vec::new();
    while !all.is_empty() {
        let rest = all.split_off(all.len().min(20));
        chunks.push(std::mem::replace(&mut all, rest));
    }
    for chunk in chunks {
        let writer = house.clone();
        let made = db
            .write(move |tx| {
                chunk
                    .iter()
                    .map(|(_, entry)| match entry {
                        Entry::Proposal(one) => Ok((one.key.clone(), writer.propose(tx, one)?)),
                        Entry::Talk(one) => Ok((one.key.clone(), writer.talk(tx, one)?)),
                    })
                    .collect::<Result<Vec<_>>>()
            })
            .await?;
        house.topics.extend(made);
    }
    let releases: Vec<Told> = content("releases.json")?;
    db.write(move |tx| {
        for (from, merged) in &merges {
            house.merge(tx, from, merged)?;
        }
        for person in &people {
            house.keep(tx, person)?;
        }
        releases.iter().try_for_each(|one| house.release(tx, one))
    })
    .await?;
    db.read(settings::load).await
}

enum Entry {
    Proposal(Box<Proposal>),
    Talk(Box<Talk>),
}

#[derive(Clone)]
struct House {
    now: Time,
    people: HashMap<String, Member>,
    quiet: Vec<PersonId>,
    boards: HashMap<String, BoardId>,
    statuses: HashMap<String, StatusId>,
    /// By their keys in the content.
    topics: HashMap<String, TopicId>,
}

impl House {
    fn ago(&self, days: f64) -> Time {
        Time::from_micros(self.now.micros() - (days * 86_400e6) as i64)
    }

    fn settle(&mut self, tx: &mut Tx<'_>, people: &[Person], hash: &str) -> Result<()> {
        for person in people {
            let new = parsed(&person.handle, &person.email)?;
            let id = accounts::appoint(
                tx,
                &new,
                &person.name,
                hash,
                person.role,
                self.ago(person.joined_days_ago),
            )?;
            accounts::describe(tx, id, &person.bio)?;
            self.people.insert(
                person.handle.clone(),
                Member {
                    id,
                    handle: person.handle.clone(),
                    name: person.name.clone(),
                    role: person.role,
                },
            );
        }
        for n in 0..QUIET {
            let handle = quiet_handle(n);
            let new = parsed(&handle, &format!("{handle}@example.org"))?;
            self.quiet.push(accounts::appoint(
                tx,
                &new,
                "",
                hash,
                Role::Member,
                self.ago(366.0 - n as f64),
            )?);
        }
        for (position, board) in content::<Vec<Board>>("boards.json")?
            .into_iter()
            .enumerate()
        {
            let typed = boards::Typed {
                slug: board.slug.clone(),
                name: board.name,
                description: board.description,
                position: (position + 1).to_string(),
                see: board.see,
                propose: board.propose,
                comment: board.comment,
                vote: board.vote,
            };
            let known = boards::by_slug(tx, &Sight::ALL, &board.slug)
                .ok()
                .map(|b| b.id);
            let id = match known {
                Some(id) => {
                    boards::rewrite(tx, id, &typed, self.now)?;
                    id
                }
                None => boards::bring(tx, None, &typed, self.now)?,
            };
            if let Some(form) = &board.form {
                self.ask(tx, id, form)?;
            }
            self.boards.insert(board.slug, id);
        }
        for status in statuses::all(tx)?.list() {
            self.statuses.insert(status.slug.clone(), status.id);
        }
        Ok(())
    }

    fn member(&self, handle: &str) -> Result<&Member> {
        self.people
            .get(handle)
            .ok_or_else(|| Error::internal(format!("nobody is called {handle}")))
    }

    fn draft(&self, tx: &mut Tx<'_>, title: &str, tags: &[String], body: &str) -> Result<Draft> {
        let known = prose::known(tx, body)?;
        Ok(Draft::parse(title, tags, Prose::render(body, &known))?)
    }

    fn release(&self, tx: &mut Tx<'_>, told: &Told) -> Result<()> {
        let at = self.ago(told.days_ago);
        let by = self.member(&told.by)?.id;
        let known = prose::known(tx, &told.body)?;
        let mut ids = Vec::new();
        for title in &told.proposals {
            ids.extend(changelog::titled(tx, title)?.map(TopicId::get));
        }
        let prose = Prose::render(&told.body, &known);
        let day = at.to_string();
        let draft = Release::told(&told.title, prose, Some(&day), &ids, &told.thanks)?;
        let id = changelog::bring(tx, by, &draft, at)?;
        changelog::publish_brought(tx, by, id, at)
    }

    fn propose(&self, tx: &mut Tx<'_>, proposal: &Proposal) -> Result<TopicId> {
        let author = self.member(&proposal.author)?.clone();
        let board = boards::by_slug(tx, &Sight::ALL, &proposal.board)?;
        let draft = self.draft(tx, &proposal.title, &proposal.tags, &proposal.body)?;
        let first = self.statuses["open"];
        let at = self.ago(proposal.days_ago);
        let id = proposals::bring(
            tx,
            &author,
            &board,
            first,
            &draft,
            0,
            &Origin::default(),
            at,
        )?;
        self.answer(tx, &board, id, &proposal.answers)?;
        let find = |tx: &mut Tx<'_>| topics::find(tx, &Sight::ALL, id).map(|seen| seen.topic);

        // Supporters: the author, then members who are here, then the quiet ones, spread over the time since.
        let staff_only = board.see == crate::access::Audience::Staff;
        let mut voters: Vec<PersonId> = vec![author.id];
        let mut known: Vec<_> = self
            .people
            .values()
            .filter(|m| !staff_only || m.role.is_staff())
            .collect();
        known.sort_by_key(|m| m.id);
        let start = mixed(id.get()) as usize;
        voters.extend(
            (0..known.len())
                .map(|i| known[(start + i * 7) % known.len()].id)
                .filter(|v| *v != author.id)
                .take(proposal.votes / 2),
        );
        if !staff_only {
            voters
                .extend((0..self.quiet.len()).map(|i| self.quiet[(start + i) % self.quiet.len()]));
        }
        let mut distinct = std::collections::HashSet::new();
        voters.retain(|v| distinct.insert(*v));
        let mut reasons = proposal
            .reasons
            .iter()
            .flat_map(|reason| std::iter::repeat_n(reason, reason.weight));
        let closed = proposal
            .history
            .iter()
            .find(|s| ["paved", "declined", "archived"].contains(&s.to.as_str()))
            .map(|s| s.days_ago);
        let merged = proposal.merged.as_ref().map(|m| m.days_ago);
        let frozen_at = closed.or(merged).unwrap_or(0.0);
        for (n, voter) in voters
            .iter()
            .take(proposal.votes + proposal.against)
            .enumerate()
        {
            let share =
                f64::from(u32::try_from(mixed(id.get() * 1000 + n as i64) % 10_000).unwrap_or(0))
                    / 10_000.0;
            let days = proposal.days_ago - (proposal.days_ago - frozen_at) * share * share;
            let ballot = if n < proposal.votes {
                let reason = reasons.next();
                Ballot::parse(&TypedVote {
                    stance: Some(Stance::Support),
                    importance: reason.and_then(|r| r.importance),
                    reason: reason.map(|r| r.text.clone()),
                    // A few of those who say it tell what they do today.
                    workaround: reason.filter(|_| n % 5 == 0).map(|r| r.workaround.clone()),
                    named: Some(n % 9 == 0),
                })?
            } else {
                Ballot::parse(&TypedVote {
                    stance: Some(Stance::Against),
                    ..TypedVote::default()
                })?
            };
            let topic = find(tx)?;
            proposals::cast(tx, *voter, &topic, &ballot, self.ago(days.max(0.01)))?;
        }
        let topic = find(tx)?;
        self.say_all(tx, &topic, &author, &proposal.comments)?;
        for step in &proposal.history {
            let topic = find(tx)?;
            let by = self.member(&step.by)?.id;
            let to = *self
                .statuses
                .get(&step.to)
                .ok_or_else(|| Error::internal(format!("no status {}", step.to)))?;
            let known = prose::known(tx, &step.response)?;
            proposals::move_to(
                tx,
                Some(by),
                &topic,
                to,
                &Prose::render(&step.response, &known),
                self.ago(step.days_ago),
            )?;
        }
        for asked in &proposal.behalf {
            self.vote_for(tx, id, asked)?;
        }
        if let Some(plan) = &proposal.plan {
            self.plan(tx, id, plan)?;
        }
        if let Some(pin) = &proposal.pin {
            self.pin(tx, id, pin)?;
        }
        Ok(id)
    }

    fn talk(&self, tx: &mut Tx<'_>, talk: &Talk) -> Result<TopicId> {
        let author = self.member(&talk.author)?.clone();
        let board = boards::by_slug(tx, &Sight::ALL, &talk.board)?;
        let draft = self.draft(tx, &talk.title, &talk.tags, &talk.body)?;
        let id = topics::add(
            tx,
            &author,
            talk.kind,
            board.id,
            None,
            &draft,
            &Origin::default(),
            self.ago(talk.days_ago),
        )?;
        let topic = topics::find(tx, &Sight::ALL, id)?.topic;
        self.say_all(tx, &topic, &author, &talk.comments)?;
        if let Some(pin) = &talk.pin {
            self.pin(tx, id, pin)?;
        }
        Ok(id)
    }

    /// All comments of a topic, oldest first whatever they answer, as they would have come in.
    fn say_all(&self, tx: &mut Tx<'_>, topic: &Topic, began: &Member, said: &[Said]) -> Result<()> {
        let mut waiting: Vec<(&Said, Option<usize>)> = said.iter().map(|s| (s, None)).collect();
        let mut flat: Vec<(&Said, Option<usize>)> = Vec::new();
        while let Some((said, parent)) = waiting.pop() {
            let place = flat.len();
            flat.push((said, parent));
            waiting.extend(said.replies.iter().map(|r| (r, Some(place))));
        }
        let mut order: Vec<usize> = (0..flat.len()).collect();
        order.sort_by(|a, b| {
            flat[*b]
                .0
                .days_ago
                .total_cmp(&flat[*a].0.days_ago)
                .then(a.cmp(b))
        });
        let mut kept: HashMap<usize, Comment> = HashMap::new();
        for place in order {
            let (said, parent) = flat[place];
            let author = self.member(&said.author)?;
            let known = prose::known(tx, &said.body)?;
            let prose = Prose::render(&said.body, &known);
            let now = topics::find(tx, &Sight::ALL, topic.id)?.topic;
            let parent = parent.and_then(|p| kept.get(&p));
            let at = self.ago(said.days_ago);
            let id = match said.internal {
                true => {
                    let by = Can::of(author.clone())?;
                    comments::note(tx, &by, topic.id, parent.map(|p| p.id), &prose, at)?
                }
                false => comments::add(tx, author, &now, parent, false, &prose, at)?,
            };
            if let Some(days) = said.accepted_days_ago {
                answers::accept(tx, &Can::of(began.clone())?, id, self.ago(days))?;
            }
            kept.insert(place, comments::find(tx, &Sight::ALL, id)?.comment);
        }
        Ok(())
    }
}

fn parsed(handle: &str, email: &str) -> Result<NewPerson> {
    Ok(NewPerson::parse(&Typed {
        handle: handle.into(),
        email: email.into(),
        password: PASSWORD.into(),
        next: String::new(),
    })?)
}

/// A made-up member's handle; no two look alike.
fn quiet_handle(n: usize) -> String {
    const FIRST: [&str; 22] = [
        "anna", "bela", "carlo", "dara", "emil", "fatou", "goran", "hana", "ines", "joao", "kaya",
        "lars", "meret", "nuria", "oskar", "petra", "quim", "rosa", "sanna", "teo", "uma", "vera",
    ];
    const LAST: [&str; 15] = [
        "berg", "costa", "dahl", "fern", "gray", "holt", "kern", "lund", "moss", "nord", "park",
        "reed", "stone", "vale", "wick",
    ];
    format!(
        "{}-{}",
        FIRST[n % FIRST.len()],
        LAST[(n / FIRST.len()) % LAST.len()]
    )
}

/// A number that looks like chance and is the same each time.
fn mixed(seed: i64) -> u64 {
    let mut x = seed.cast_unsigned().wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
