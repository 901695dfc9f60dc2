//! Cowpath: a community feedback and feature-request forum. People propose, discuss and vote; an open API tells it all.
//!
//! The rooms, from the ground up. Each may use the rooms above it in this list, never those below;
//! `tests/it/rooms.rs` holds us to it.
//!
//! Ground, knowing nothing of us:
//! * [`clock`]: now, in UTC, stoppable in tests
//! * [`lang`]: what is told to people, in their language
//! * [`error`]: every answer that is not success; the only status codes
//! * [`id`]: typed ids
//! * [`config`]: what must be known to start
//! * [`text`]: pure text: Markdown to safe HTML, slugs, folding, diffs
//!
//! Engine, which could serve another product:
//! * [`db`]: one database, two engines
//! * [`blobs`]: bytes, kept by what they are
//! * [`fetch`]: asking other servers, whatever they answer
//! * [`settings`]: what can be changed while the site runs
//! * [`mail`]: messages, kept until they are sent
//! * [`state`]: what every handler can reach
//! * [`jobs`]: work in the background that nothing can bring down
//!
//! Shell: who is here, and how we talk to them:
//! * [`events`]: what happened: the append-only log and its listeners
//! * [`access`]: who is asking, and what they may do
//! * [`wire`]: what every API answer shares
//! * [`web`]: the HTML shell around every page, and what guards every answer
//!
//! Rooms, which people name:
//! * [`accounts`]: joining, signing in, one's profile, sessions and tokens
//! * [`images`]: pictures that people add to what they write
//! * [`drafts`]: what someone is writing, kept until it is sent
//! * [`topics`]: boards, tags, topics of every kind and the comments below
//! * [`search`]: what was said here, found by its words; titles like one that is being typed
//! * [`proposals`]: what people ask for, who stands behind it and why
//! * [`desk`]: what staff decide about topics, and how it is undone
//! * [`changelog`]: what was built, in releases, and whom to thank
//! * [`webhooks`]: other programs told of what happens here
//! * [`people`]: what each person has here: preferences, what they wrote, their own data, leaving
//! * [`feeds`]: word for programs: what changes, as a log, a stream and feeds
//! * [`transfer`]: bringing in what another place held, giving out what this one holds
//! * [`upkeep`]: what keeps the site safe while it runs: backups, and how it fares
//! * [`admin`]: the panel: settings, people, invitations, boards
//! * [`developers`]: the API's description, for programs and for people
//!
//! Together:
//! * [`app`]: every route and all middleware on one page
//! * [`cli`]: the command line

pub mod access;
pub mod accounts;
pub mod admin;
pub mod app;
pub mod blobs;
pub mod changelog;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod desk;
pub mod developers;
pub mod drafts;
pub mod error;
pub mod events;
pub mod feeds;
pub mod fetch;
pub mod id;
pub mod images;
pub mod jobs;
pub mod lang;
pub mod mail;
pub mod people;
pub mod proposals;
pub mod search;
pub mod settings;
pub mod state;
pub mod text;
pub mod topics;
pub mod transfer;
pub mod upkeep;
pub mod web;
pub mod webhooks;
pub mod wire;
