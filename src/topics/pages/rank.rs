//! "Why is this here?": the numbers behind a topic's place in lists, for anyone to work out again.
use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::clock::Time;
use crate::db::Conn;
use crate::error::Result;
use crate::id::TopicId;
use crate::state::App;
use crate::topics::actions;
use crate::topics::model::{Kind, Topic};
use crate::topics::{family, pins};
use crate::web::{Page, Shell};

/// The numbers behind a topic's place.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Rank {
    /// How many people want it; each counts once, also over what is merged into it.
    pub supporters: i64,
    /// Their weight: 1 each, 1.5 where it is important, 2 where they can’t do without.
    pub weight: f64,
    /// How many people comment, besides whoever began it.
    pub commenters: i64,
    /// When it was begun.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Time,
    /// The logarithm of weight and talk, before age.
    pub wanted: f64,
    /// How much its age gives: one for every 22 hours since 1970.
    pub age: f64,
    /// Both together: the order *hot*.
    pub hot: f64,
    /// The order *surging*: votes, each fading over a week.
    pub surging: f64,
    /// Whether it is pinned above lists.
    pub pinned: bool,
}

impl Rank {
    /// The numbers of a topic.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of(conn: &mut Conn, topic: &Topic, now: Time) -> Result<Self> {
        let age = topic.created_at.seconds() / 79_200.0;
        Ok(Self {
            supporters: topic.supporters,
            weight: topic.weight,
            commenters: topic.commenters,
            created_at: topic.created_at,
            wanted: topic.hot - age,
            age,
            hot: topic.hot,
            surging: topic.surging,
            pinned: pins::of(conn, topic.id, now)?.is_some(),
        })
    }
}

/// The same for people: two digits are enough.
#[derive(Serialize)]
struct RankPage {
    title: String,
    back: String,
    votes: bool,
    supporters: i64,
    commenters: i64,
    created_at: Time,
    pinned: bool,
    weight: String,
    wanted: String,
    age: String,
    hot: String,
    surging: String,
}
impl Page for RankPage {
    const TEMPLATE: &'static str = "topics/rank.html";
}

pub(super) async fn show(app: App, shell: Shell, id: web::Path<TopicId>) -> Result<HttpResponse> {
    let (sight, now) = (shell.viewer.sight(), app.now());
    let (topic, rank) = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &sight, *id)?;
            let seen = family::leads_to(conn, &sight, &seen.topic)?.unwrap_or(seen);
            let rank = Rank::of(conn, &seen.topic, now)?;
            Ok((seen.topic, rank))
        })
        .await?;
    let short = |number: f64| format!("{number:.2}");
    shell.page(&RankPage {
        back: topic.path(),
        votes: topic.kind == Kind::Proposal,
        title: topic.title,
        supporters: rank.supporters,
        commenters: rank.commenters,
        created_at: rank.created_at,
        pinned: rank.pinned,
        weight: short(rank.weight),
        wanted: short(rank.wanted),
        age: short(rank.age),
        hot: short(rank.hot),
        surging: short(rank.surging),
    })
}
