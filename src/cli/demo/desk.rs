//! What the demo's staff decided: forms of boards, plans, pins, merges, votes for people who asked elsewhere.
use serde::Deserialize;

use super::House;
use crate::access::Can;
use crate::db::Tx;
use crate::desk::merge;
use crate::error::{Error, Result};
use crate::id::{BoardId, TopicId};
use crate::proposals::model::{Ballot, Importance, Stance, TypedVote};
use crate::proposals::{behalf, plan};
use crate::topics::fields::{self, Asked};
use crate::topics::model::Board;
use crate::topics::pins;

/// What a board asks of a proposal.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    template: String,
    fields: Vec<Asked>,
}

#[derive(Clone, Deserialize)]
pub(super) struct Plan {
    owner: String,
    /// Days until some day of the month in which it is expected; nothing for a plan without a date.
    #[serde(default)]
    in_days: Option<f64>,
    by: String,
    days_ago: f64,
}

#[derive(Clone, Deserialize)]
pub(super) struct Pin {
    by: String,
    days_ago: f64,
    everywhere: bool,
    /// Days until it comes off by itself.
    #[serde(default)]
    for_days: Option<f64>,
}

#[derive(Clone, Deserialize)]
pub(super) struct Merged {
    /// The key of the proposal that leads.
    into: String,
    by: String,
    pub(super) days_ago: f64,
}

/// A vote for someone who asked elsewhere.
#[derive(Clone, Deserialize)]
pub(super) struct Behalf {
    who: String,
    source: String,
    by: String,
    days_ago: f64,
    reason: String,
    importance: Importance,
}

impl House {
    pub(super) fn ask(&self, tx: &mut Tx<'_>, board: BoardId, form: &Form) -> Result<()> {
        let by = Can::of(self.member("ada")?.clone())?;
        let form = fields::Form::parse(&form.template, &form.fields)?;
        fields::ask(tx, &by, board, &form, self.now)
    }

    pub(super) fn answer(
        &self,
        tx: &mut Tx<'_>,
        board: &Board,
        id: TopicId,
        typed: &fields::Typed,
    ) -> Result<()> {
        if typed.is_empty() {
            return Ok(());
        }
        let asked = fields::asked(tx, &[board.id])?;
        fields::no_others(&asked, typed)?;
        let answers = fields::check(&asked, typed)?;
        fields::answer(tx, id, &answers)
    }

    pub(super) fn plan(&self, tx: &mut Tx<'_>, id: TopicId, told: &Plan) -> Result<()> {
        let by = Can::of(self.member(&told.by)?.clone())?;
        let month: String = told.in_days.map_or_else(String::new, |days| {
            self.ago(-days).to_string().chars().take(7).collect()
        });
        let at = self.ago(told.days_ago);
        plan::plan(tx, &by, id, &told.owner, &month, at).map(drop)
    }

    pub(super) fn vote_for(&self, tx: &mut Tx<'_>, id: TopicId, asked: &Behalf) -> Result<()> {
        let by = Can::of(self.member(&asked.by)?.clone())?;
        let ballot = Ballot::parse(&TypedVote {
            stance: Some(Stance::Support),
            importance: Some(asked.importance),
            reason: Some(asked.reason.clone()),
            ..TypedVote::default()
        })?;
        let at = self.ago(asked.days_ago);
        behalf::vote(tx, &by, id, &asked.who, &asked.source, &ballot, at).map(drop)
    }

    pub(super) fn pin(&self, tx: &mut Tx<'_>, id: TopicId, pin: &Pin) -> Result<()> {
        let by = Can::of(self.member(&pin.by)?.clone())?;
        let until = pin.for_days.map(|days| self.ago(-days));
        let at = self.ago(pin.days_ago);
        pins::pin(tx, &by, id, pin.everywhere, until, at).map(drop)
    }

    pub(super) fn merge(&self, tx: &mut Tx<'_>, from: &str, merged: &Merged) -> Result<()> {
        let by = Can::of(self.member(&merged.by)?.clone())?;
        let (from, into) = (self.topic(from)?, self.topic(&merged.into)?);
        merge::merge(tx, &by, from, into, self.ago(merged.days_ago)).map(drop)
    }

    /// The topic with this key in the demo's content.
    pub(super) fn topic(&self, key: &str) -> Result<TopicId> {
        self.topics
            .get(key)
            .copied()
            .ok_or_else(|| Error::internal(format!("no topic has the key {key}")))
    }
}
