//! The keys that repeat links and buttons, as a page: what `?` opens.
use actix_web::HttpResponse;
use serde::Serialize;

use super::{Page, Shell};
use crate::error::Result;
use crate::lang::Message;
use crate::say;

#[derive(Serialize)]
struct Row {
    keys: &'static [&'static str],
    told: Message,
}

#[derive(Serialize)]
struct KeysPage {
    keys: Vec<Row>,
}
impl Page for KeysPage {
    const TEMPLATE: &'static str = "web/shortcuts.html";
    const FRAGMENTS: &'static [&'static str] = &["keys"];
}

/// Lists them; they are those of `assets/js/shortcuts.js`.
pub async fn show(shell: Shell) -> Result<HttpResponse> {
    let row = |keys, told| Row { keys, told };
    shell.page(&KeysPage {
        keys: vec![
            row(&["?"], say!("keys-help")),
            row(&["/"], say!("keys-search")),
            row(&["n"], say!("keys-propose")),
            row(&["j"], say!("keys-next")),
            row(&["k"], say!("keys-before")),
            row(&["v"], say!("keys-vote")),
            row(&["g", "h"], say!("keys-home")),
            row(&["g", "p"], say!("keys-proposals")),
            row(&["g", "d"], say!("keys-discussions")),
            row(&["g", "r"], say!("keys-roadmap")),
            row(&["g", "c"], say!("keys-changelog")),
            row(&["Esc"], say!("keys-escape")),
        ],
    })
}
