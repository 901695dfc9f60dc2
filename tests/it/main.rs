//! The product, driven from outside: requests in, responses and rows out.
#![allow(clippy::unwrap_used, missing_docs)] // in tests a panic is the failure report

mod accounts;
mod admin;
mod api;
mod app;
mod cache;
mod changelog;
mod crawl;
mod desk;
mod events;
mod fetch;
mod forms;
mod guard;
mod jobs;
mod languages;
mod laws;
mod mail;
mod mine;
mod openapi;
mod peers;
mod people;
mod private;
mod proposals;
mod races;
mod roadmap;
mod rooms;
mod schema;
mod search;
mod shed;
mod statements;
mod templates;
mod theme;
mod topics;
mod transfer;
mod webhooks;
mod writing;
