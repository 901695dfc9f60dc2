//! People and proposals, one batch after another, with the numbers that acting one by one would have led to.
use std::collections::BTreeMap;
use std::ops::Range;

use super::rows::{
    Change, Comment, Commenter, Event, Handle, Person, Proposal, Reason, Tag, Topic, TopicTag, Vote,
};
use super::shape::{self, Chance};
use super::words::{self, Words};
use super::{BOARDS, Batch, STAFF};
use crate::clock::Time;
use crate::events::Verb;
use crate::id::TopicId;
use crate::search::docs::{self, Doc, Subject};
use crate::text;
use crate::topics::model::{Kind, hot, surge_add, surge_start};

/// Days since the first proposal.
const AGE: f64 = 3.0 * 365.0;
/// Statuses by their number, and how many proposals of a hundred have each.
const STATUSES: [(i64, f64); 8] = [
    (1, 0.60),
    (2, 0.13),
    (3, 0.06),
    (4, 0.03),
    (5, 0.01),
    (6, 0.10),
    (7, 0.05),
    (9, 0.02),
];

/// How deep answers go.
const DEPTH: i32 = 5;

/// The handle of the nth member.
pub fn handle(n: u32) -> String {
    const FIRST: [&str; 22] = [
        "anna", "bela", "carlo", "dara", "emil", "fatou", "goran", "hana", "ines", "joao", "kaya",
        "lars", "meret", "nuria", "oskar", "petra", "quim", "rosa", "sanna", "teo", "uma", "vera",
    ];
    const LAST: [&str; 15] = [
        "berg", "costa", "dahl", "fern", "gray", "holt", "kern", "lund", "moss", "nord", "park",
        "reed", "stone", "vale", "wick",
    ];
    let (n, all) = (n as usize, FIRST.len() * LAST.len());
    let names = format!(
        "{}-{}",
        FIRST[n % FIRST.len()],
        LAST[(n / FIRST.len()) % LAST.len()]
    );
    match n / all {
        0 => names,
        more => format!("{names}-{more}"),
    }
}

/// The proposal of such a site with exactly a hundred comments.
pub fn long_talk(proposals: u32) -> TopicId {
    TopicId::new(i64::from(proposals / 2) + 1)
}

/// What is counted over all batches.
#[derive(Default)]
pub struct Made {
    pub boards: BTreeMap<i64, i64>,
    pub tags: BTreeMap<(i64, i64), i64>,
    comments: i64,
    reasons: i64,
    changes: i64,
    docs: i64,
}

pub struct Maker {
    proposals: u32,
    people: u32,
    now: i64,
    chance: Chance,
    words: Words,
    votes: Vec<u32>,
    comments: Vec<u32>,
}

impl Maker {
    pub fn new(proposals: u32, now: Time) -> Self {
        let mut chance = Chance::new(5);
        Self {
            proposals,
            people: shape::people(proposals),
            now: now.micros(),
            words: Words::new(proposals, &mut chance),
            votes: shape::votes(proposals, &mut chance),
            comments: shape::comments(proposals, (proposals / 2) as usize, &mut chance),
            chance,
        }
    }

    fn ago(&self, days: f64) -> i64 {
        self.now - (days * 86_400e6) as i64
    }

    /// The number under which someone is known: staff come first.
    fn id(person: u32) -> i64 {
        i64::from(person) + STAFF.len() as i64 + 1
    }

    /// Everyone, staff first.
    pub fn people(&self, hash: &str) -> Vec<(Person, Handle, Doc)> {
        let since = self.ago(AGE + 1.0);
        let one = |id: i64, handle: String, name: &'static str, role: &'static str| {
            let email = format!("{handle}@example.org");
            let doc = Doc {
                subject: Subject::Person,
                id,
                topic: None,
                at: Time::from_micros(since),
                title: docs::person_words(&handle, name),
                tags: Vec::new(),
                body: Vec::new(),
            };
            let known = Handle {
                skeleton: text::skeleton(&handle),
                folded: text::fold(&handle),
                person_id: id,
                since_at: since,
            };
            let person = Person {
                id,
                handle,
                name,
                email_folded: Some(text::fold(&email)),
                email: Some(email),
                password_hash: Some(hash.to_owned()),
                role,
                state: "active",
                bio: "",
                created_at: since,
                active_at: since,
                import_id: None,
            };
            (person, known, doc)
        };
        let staff = (1..)
            .zip(STAFF)
            .map(|(id, (handle, name, role))| one(id, handle.to_owned(), name, role.text()));
        let others = (0..self.people).map(|n| one(Self::id(n), handle(n), "", "member"));
        staff.chain(others).collect()
    }

    /// The proposals in this range, with all that belongs to them.
    pub fn batch(&mut self, range: Range<u32>, made: &mut Made) -> Batch {
        let mut batch = Batch::default();
        if range.start == 0 {
            made.docs = i64::from(self.people) + STAFF.len() as i64;
            batch.first_doc = made.docs + 1;
            self.tags(&mut batch);
        } else {
            batch.first_doc = made.docs + 1;
        }
        for nth in range {
            self.proposal(nth, &mut batch, made);
        }
        made.docs += batch.docs.len() as i64;
        batch
    }

    fn tags(&self, batch: &mut Batch) {
        for (id, (slug, name)) in (1..).zip(&self.words.tags) {
            batch.tags.push(Tag {
                id,
                slug: slug.clone(),
                name: name.clone(),
            });
            batch.docs.push(Doc {
                subject: Subject::Tag,
                id,
                topic: None,
                at: Time::from_micros(self.ago(AGE)),
                title: docs::tokens(name),
                tags: Vec::new(),
                body: Vec::new(),
            });
        }
    }

    fn proposal(&mut self, nth: u32, batch: &mut Batch, made: &mut Made) {
        let id = i64::from(nth) + 1;
        let share = (f64::from(nth) + self.chance.share()) / f64::from(self.proposals);
        let created = self.ago(AGE * (1.0 - share).powf(1.2) + 0.01);
        let author = Self::id(shape::someone(self.people, &mut self.chance));
        // Half of everything is on the first board.
        let board = match self.chance.happens(0.5) {
            true => 1,
            false => 2 + self.chance.below(BOARDS.len()) as i64,
        };
        *made.boards.entry(board).or_default() += 1;
        let title = words::title(&mut self.chance);
        let tags = self.tag(id, board, batch, made);
        let (status, moved) = self.status(id, created, batch, made);
        let body = self.chance.below(self.words.bodies.len());
        let body = &self.words.bodies[body];
        batch.docs.push(Doc {
            subject: Subject::Topic,
            id,
            topic: Some(TopicId::new(id)),
            at: Time::from_micros(created),
            title: docs::tokens(&title),
            tags,
            body: body.words.clone(),
        });
        let mut topic = Topic {
            id,
            kind: "proposal",
            board_id: board,
            author_id: author,
            status_id: Some(status),
            state: "shown",
            slug: text::slug(&title),
            title,
            excerpt: body.excerpt.clone(),
            best_reason: None,
            supporters: 0,
            comments: 0,
            commenters: 0,
            replied: false,
            weight: 0.0,
            hot: 0.0,
            surging: 0.0,
            version: 1,
            created_at: created,
            updated_at: moved.unwrap_or(created),
            active_at: created,
            edited_at: None,
            source: None,
            source_url: None,
            import_id: None,
            body: body.markdown.clone(),
            body_html: body.html.clone(),
        };
        // What is decided takes no more votes.
        let until = moved.filter(|_| status >= 6).unwrap_or(self.now);
        let opposed = self.vote(&mut topic, self.votes[nth as usize], until, batch, made);
        self.talk(&mut topic, self.comments[nth as usize], batch, made);
        topic.hot = hot(
            Kind::Proposal,
            topic.weight,
            topic.commenters,
            Time::from_micros(created),
        );
        batch.proposals.push(Proposal {
            id,
            opposed,
            imported: 0,
            owner_id: None,
            eta: None,
            aside_id: None,
        });
        batch.events.push(Event {
            at: created,
            actor_id: Some(author),
            verb: Verb::TopicCreated.name(),
            object: "topic",
            object_id: id,
            topic_id: Some(id),
            data: format!("{{\"board\":{board},\"kind\":\"proposal\"}}"),
        });
        batch.topics.push(topic);
    }

    /// Up to three tags, the first ones often; their words.
    fn tag(&mut self, id: i64, board: i64, batch: &mut Batch, made: &mut Made) -> Vec<String> {
        let mut tags: Vec<usize> = (0..self.chance.below(4))
            .map(|_| {
                let share = self.chance.share().powi(2);
                (share * self.words.tags.len() as f64) as usize
            })
            .collect();
        tags.sort_unstable();
        tags.dedup();
        for tag in &tags {
            let tag_id = *tag as i64 + 1;
            batch.topic_tags.push(TopicTag {
                tag_id,
                topic_id: id,
            });
            *made.tags.entry((tag_id, board)).or_default() += 1;
        }
        tags.iter()
            .flat_map(|tag| docs::tokens(&self.words.tags[*tag].1))
            .collect()
    }

    /// Where it stands, and when it was moved there.
    fn status(
        &mut self,
        id: i64,
        created: i64,
        batch: &mut Batch,
        made: &mut Made,
    ) -> (i64, Option<i64>) {
        let mut share = self.chance.share();
        let mut status = 1;
        for (known, part) in STATUSES {
            status = known;
            share -= part;
            if share < 0.0 {
                break;
            }
        }
        if status == 1 {
            return (1, None);
        }
        let at = created + ((self.now - created) as f64 * (0.1 + 0.9 * self.chance.share())) as i64;
        let (response, html): (String, String) = match self.chance.happens(0.6) {
            true => {
                let said = self.chance.one(&self.words.responses);
                (said.markdown.clone(), said.html.clone())
            }
            false => (String::new(), String::new()),
        };
        made.changes += 1;
        batch.changes.push(Change {
            id: made.changes,
            topic_id: id,
            from_id: Some(1),
            to_id: status,
            by_id: Some(1 + (id % STAFF.len() as i64)),
            at,
            response,
            response_html: html,
        });
        (status, Some(at))
    }

    /// Everyone who voted, and why; how many do not want it.
    fn vote(
        &mut self,
        topic: &mut Topic,
        wanted: u32,
        until: i64,
        batch: &mut Batch,
        made: &mut Made,
    ) -> i64 {
        let span = (until - topic.created_at).max(1) as f64;
        let mut reasons: Vec<Reason> = Vec::new();
        let mut opposed = 0;
        let mut times = Vec::with_capacity(wanted as usize);
        let first = batch.votes.len();
        for person in shape::crowd(wanted, self.people, &mut self.chance) {
            let share = self.chance.share();
            let at = topic.created_at + (span * share * share) as i64;
            let supports = !self.chance.happens(0.06);
            let importance = match self.chance.below(100) {
                _ if !supports => None,
                0..60 => None,
                60..75 => Some("nice"),
                75..90 => Some("important"),
                _ => Some("essential"),
            };
            let reason = match supports && self.chance.happens(0.15) {
                false => None,
                true => {
                    // Most say what someone said before them.
                    let new = reasons.is_empty() || (reasons.len() < 6 && self.chance.happens(0.3));
                    if new {
                        reasons.push(Reason {
                            id: 0,
                            topic_id: topic.id,
                            text: self.chance.one(&self.words.reasons).clone(),
                            workaround: "",
                            people: 0,
                            nice: 0,
                            important: 0,
                            essential: 0,
                        });
                    }
                    let at = match new {
                        true => reasons.len() - 1,
                        false => self.chance.below(reasons.len()),
                    };
                    let group = &mut reasons[at];
                    group.people += 1;
                    match importance {
                        Some("nice") => group.nice += 1,
                        Some("important") => group.important += 1,
                        Some(_) => group.essential += 1,
                        None => {}
                    }
                    Some((at as i64 + made.reasons + 1, group.text.clone()))
                }
            };
            match supports {
                true => {
                    topic.supporters += 1;
                    topic.weight += match importance {
                        Some("essential") => 2.0,
                        Some("important") => 1.5,
                        _ => 1.0,
                    };
                    times.push(at);
                }
                false => opposed += 1,
            }
            batch.votes.push(Vote {
                topic_id: topic.id,
                person_id: Self::id(person),
                stance: if supports { "support" } else { "not_for_me" },
                importance,
                reason_id: reason.as_ref().map(|(id, _)| *id),
                reason: reason.map(|(_, text)| text).unwrap_or_default(),
                workaround: "",
                named: self.chance.happens(0.1),
                cast_at: at,
                changed_at: at,
            });
        }
        times.sort_unstable();
        topic.surging = times
            .iter()
            .fold(surge_start(Time::from_micros(topic.created_at)), |h, at| {
                surge_add(h, Time::from_micros(*at))
            });
        for group in &mut reasons {
            made.reasons += 1;
            group.id = made.reasons;
        }
        topic.best_reason = reasons
            .iter()
            .max_by_key(|group| (group.people, group.id))
            .map(|group| group.text.clone());
        batch.reasons.append(&mut reasons);
        debug_assert!(batch.votes.len() - first <= wanted as usize);
        opposed
    }

    /// Everything said about it, oldest first.
    fn talk(&mut self, topic: &mut Topic, wanted: u32, batch: &mut Batch, made: &mut Made) {
        let span = (self.now - topic.created_at).max(1) as f64;
        let mut times: Vec<i64> = (0..wanted)
            .map(|_| topic.created_at + (span * self.chance.share().powi(3)) as i64)
            .collect();
        times.sort_unstable();
        let first = batch.comments.len();
        let mut people: BTreeMap<i64, i64> = BTreeMap::new();
        for at in times {
            made.comments += 1;
            let id = made.comments;
            let before = batch.comments.len() - first;
            // An answer, mostly to something said lately.
            let parent = (before > 0 && self.chance.happens(0.45))
                .then(|| first + before - 1 - self.chance.below(before.min(8)))
                .map(|at| &batch.comments[at])
                .filter(|parent| parent.depth < DEPTH);
            let (parent_id, root_id, branch_id, depth) = match parent {
                None => (None, id, 0, 0),
                Some(parent) if parent.depth == 0 => (Some(parent.id), parent.root_id, id, 1),
                Some(parent) => (
                    Some(parent.id),
                    parent.root_id,
                    parent.branch_id,
                    parent.depth + 1,
                ),
            };
            let official = self.chance.happens(0.01);
            let author = match official {
                true => 1 + (id % STAFF.len() as i64),
                false => Self::id(shape::someone(self.people, &mut self.chance)),
            };
            *people.entry(author).or_default() += 1;
            let said = self.chance.one(&self.words.comments);
            batch.docs.push(Doc {
                subject: Subject::Comment,
                id,
                topic: Some(TopicId::new(topic.id)),
                at: Time::from_micros(at),
                title: Vec::new(),
                tags: Vec::new(),
                body: said.words.clone(),
            });
            batch.comments.push(Comment {
                id,
                topic_id: topic.id,
                author_id: author,
                parent_id,
                root_id,
                branch_id,
                depth,
                state: "shown",
                official,
                version: 1,
                created_at: at,
                edited_at: None,
                body: said.markdown.clone(),
                body_html: said.html.clone(),
            });
            topic.active_at = topic.active_at.max(at);
        }
        topic.comments = i64::from(wanted);
        let others = people.keys().filter(|person| **person != topic.author_id);
        topic.commenters = others.count() as i64;
        topic.replied = topic.commenters > 0;
        for (person_id, comments) in people {
            batch.commenters.push(Commenter {
                topic_id: topic.id,
                person_id,
                comments,
            });
        }
    }
}
