//! The product, driven from outside: requests in, responses and rows out.
#![allow(clippy::unwrap_used, missing_docs)] // in tests a panic is the failure report

mod accounts;
mod admin;
mod api;
mod app;
mod changelog;
mod crawl;
mod desk;
mod events;
mod forms;
mod guard;
mod languages;
mod laws;
mod mine;
mod openapi;
mod people;
mod plans;
mod private;
mod proposals;
mod races;
mod roadmap;
mod rooms;
mod scale;
mod schema;
mod search;
mod templates;
mod theme;
mod topics;
mod transfer;
mod writing;
