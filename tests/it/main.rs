//! The product, driven from outside: requests in, responses and rows out.
#![allow(clippy::unwrap_used, missing_docs)] // in tests a panic is the failure report

mod accounts;
mod admin;
mod api;
mod app;
mod changelog;
mod desk;
mod events;
mod forms;
mod guard;
mod languages;
mod laws;
mod openapi;
mod people;
mod private;
mod proposals;
mod races;
mod roadmap;
mod rooms;
mod schema;
mod templates;
mod topics;
mod transfer;
