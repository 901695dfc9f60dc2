//! Permissions as types, and the scopes a token needs for them.
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

use actix_web::{FromRequest, HttpRequest, dev::Payload};

use super::{Member, Proof, Role, Viewer};
use crate::choice;
use crate::error::{Error, Result};
use crate::lang::Message;
use crate::say;

choice! {
    /// What a token may write, as `resource:action`. Reading needs none.
    Scope {
        /// Make and edit proposals.
        Proposals = "proposals:write",
        /// Make and edit discussions.
        Discussions = "discussions:write",
        /// Write and edit comments.
        Comments = "comments:write",
        /// Cast and withdraw votes.
        Votes = "votes:write",
        /// Vote for people who asked elsewhere (moderators only).
        Behalf = "votes:behalf",
        /// Change statuses and remove what others wrote (moderators only).
        Moderation = "moderation:write",
        /// Change boards and settings, import (admins only).
        Admin = "admin:write",
        /// Keep free fields beside topics, comments and votes.
        Extra = "extra:write",
        /// Add pictures and take them away.
        Images = "images:write",
        /// Read and keep one's own drafts.
        Drafts = "drafts:write",
        /// Read one's own account: `/me`.
        Account = "account:read",
        /// Follow, keep bookmarks, ignore, mark as read; and read one's own lists of these.
        Following = "following:write",
        /// Keep searches, and read those one keeps.
        Searches = "searches:write",
        /// Keep webhooks.
        Webhooks = "webhooks:write",
        /// Change one's own preferences; never handle, address or password.
        Preferences = "preferences:write",
    }
}

impl Scope {
    /// What a token with this scope may do, for the person who makes it.
    pub fn meaning(self) -> Message {
        match self {
            Self::Proposals => say!("scope-proposals"),
            Self::Discussions => say!("scope-discussions"),
            Self::Comments => say!("scope-comments"),
            Self::Votes => say!("scope-votes"),
            Self::Behalf => say!("scope-behalf"),
            Self::Moderation => say!("scope-moderation"),
            Self::Admin => say!("scope-admin"),
            Self::Extra => say!("scope-extra"),
            Self::Images => say!("scope-images"),
            Self::Drafts => say!("scope-drafts"),
            Self::Account => say!("scope-account"),
            Self::Following => say!("scope-following"),
            Self::Searches => say!("scope-searches"),
            Self::Webhooks => say!("scope-webhooks"),
            Self::Preferences => say!("scope-preferences"),
        }
    }
    /// Reads a list such as `proposals:write,votes:write`, or `all`.
    ///
    /// # Errors
    /// Names the scope that does not exist.
    pub fn list(text: &str) -> Result<Vec<Self>, String> {
        if text.trim() == "all" {
            return Ok(Self::ALL.to_vec());
        }
        let mut scopes = text
            .split([',', ' '])
            .filter(|one| !one.is_empty())
            .map(|one| {
                Self::named(one).ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|s| s.text()).collect();
                    format!(
                        "There is no scope {one:?}. Known are: {}.",
                        known.join(", ")
                    )
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        scopes.sort_unstable();
        scopes.dedup();
        Ok(scopes)
    }
}

/// One thing a person may be allowed to do.
pub trait Permission: 'static {
    /// The scope that a token needs for it; `None`: no token may, only a signed-in browser.
    const SCOPE: Option<Scope>;
    /// Whether this person may, whatever they prove it with.
    ///
    /// # Errors
    /// [`Error::Forbidden`], saying who may.
    fn granted(member: &Member) -> Result<()>;
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident: $scope:expr, $role:expr, $refusal:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl Permission for $name {
            const SCOPE: Option<Scope> = $scope;
            fn granted(member: &Member) -> Result<()> {
                if member.role >= $role { Ok(()) } else { Err(Error::Forbidden($refusal)) }
            }
        }
    )+};
}

permissions! {
    /// Make and edit proposals, where the board agrees.
    Propose: Some(Scope::Proposals), Role::Guest, say!("access-propose");
    /// Make and edit discussions, where the board agrees.
    Discuss: Some(Scope::Discussions), Role::Guest, say!("access-discuss");
    /// Comment, where the board agrees.
    Comment: Some(Scope::Comments), Role::Guest, say!("access-comment");
    /// Vote, where the board agrees.
    Vote: Some(Scope::Votes), Role::Guest, say!("access-vote");
    /// Follow, keep bookmarks, ignore, mark as read, and look at one's own lists of these.
    Follow: Some(Scope::Following), Role::Guest, say!("follow-sign-in");
    /// Vote for people who asked elsewhere.
    VoteForOthers: Some(Scope::Behalf), Role::Moderator, say!("access-moderate");
    /// Keep free fields beside topics, comments and own votes.
    KeepExtra: Some(Scope::Extra), Role::Member, say!("access-extra");
    /// Add pictures, as settings and quotas allow.
    AddPictures: Some(Scope::Images), Role::Guest, say!("access-pictures");
    /// Keep drafts.
    KeepDrafts: Some(Scope::Drafts), Role::Guest, say!("access-drafts");
    /// Keep searches.
    SaveSearches: Some(Scope::Searches), Role::Member, say!("access-searches");
    /// Have other programs told of what happens.
    KeepHooks: Some(Scope::Webhooks), Role::Member, say!("access-webhooks");
    /// Change statuses, answer officially, remove what others wrote.
    Moderate: Some(Scope::Moderation), Role::Moderator, say!("access-moderate");
    /// Change how one likes the site.
    Prefer: Some(Scope::Preferences), Role::Member, say!("access-account");
    /// Run the site.
    Administer: Some(Scope::Admin), Role::Admin, say!("access-administer");
    /// Bring in what another place held.
    Import: Some(Scope::Admin), Role::Admin, say!("access-import");
    /// Take one's own data along, or leave. Never by token either.
    Leave: None, Role::Guest, say!("access-account");
    /// Change one's own account. Never by token: a stolen one must not take the account along.
    Account: None, Role::Member, say!("access-account");
}

/// Proof that `who` may do `P`. Made for a request by its extractor, or for the operator's command line.
#[derive(Debug)]
pub struct Can<P> {
    /// The person who may.
    pub who: Member,
    proof: PhantomData<fn() -> P>,
}

impl<P> Clone for Can<P> {
    fn clone(&self) -> Self {
        Self {
            who: self.who.clone(),
            proof: PhantomData,
        }
    }
}

impl<P: Permission> Can<P> {
    /// Checks a viewer.
    ///
    /// # Errors
    /// [`Error::SignInRequired`] or [`Error::Forbidden`], saying what is missing.
    pub fn check(viewer: &Viewer) -> Result<Self> {
        let (who, proof) = viewer.0.as_ref().ok_or(Error::SignInRequired)?;
        if let Proof::Token(_, scopes) = proof {
            match P::SCOPE {
                None => {
                    return Err(Error::Forbidden(say!("access-no-token")));
                }
                Some(scope) if !scopes.contains(&scope) => {
                    return Err(Error::Forbidden(say!("access-scope", scope = scope.text())));
                }
                Some(_) => {}
            }
        }
        Self::of(who.clone())
    }
    /// For the operator, and for a deferred act that runs on a person's behalf.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when the person's role does not allow it.
    pub fn of(who: Member) -> Result<Self> {
        P::granted(&who)?;
        Ok(Self {
            who,
            proof: PhantomData,
        })
    }
}

impl<P: Permission> FromRequest for Can<P> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let viewer = Viewer::from_request(req, payload);
        Box::pin(async move { Can::check(&viewer.await?) })
    }
}
