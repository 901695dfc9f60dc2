//! What people of a made-up site say: sentences of a small vocabulary, put together in many ways and rendered once.
use std::collections::HashSet;

use super::shape::Chance;
use crate::search::docs;
use crate::text::{self, Known};
use crate::topics::prose::Prose;

const VERBS: [&str; 30] = [
    "Sort",
    "Filter",
    "Group",
    "Export",
    "Share",
    "Pin",
    "Colour",
    "Rename",
    "Archive",
    "Preview",
    "Schedule",
    "Print",
    "Merge",
    "Split",
    "Copy",
    "Translate",
    "Remember",
    "Highlight",
    "Collapse",
    "Compare",
    "Search",
    "Undo",
    "Lock",
    "Import",
    "Duplicate",
    "Resize",
    "Mute",
    "Tag",
    "Map",
    "Count",
];
const KINDS: [&str; 28] = [
    "mooring",
    "berth",
    "visitor",
    "crane",
    "fuel",
    "tide",
    "weather",
    "pilot",
    "customs",
    "invoice",
    "deposit",
    "monthly",
    "shared",
    "overdue",
    "recurring",
    "draft",
    "winter",
    "electricity",
    "water",
    "fishing",
    "sailing",
    "ferry",
    "cargo",
    "safety",
    "staff",
    "season",
    "guest",
    "night",
];
const THINGS: [&str; 40] = [
    "requests",
    "bookings",
    "lists",
    "reports",
    "messages",
    "reminders",
    "permits",
    "prices",
    "photos",
    "charts",
    "logs",
    "contracts",
    "receipts",
    "calendars",
    "shifts",
    "keys",
    "notes",
    "forms",
    "alerts",
    "tables",
    "routes",
    "labels",
    "columns",
    "shortcuts",
    "templates",
    "filters",
    "signatures",
    "maps",
    "statements",
    "queues",
    "settings",
    "comments",
    "stamps",
    "codes",
    "counters",
    "passes",
    "entries",
    "dashboards",
    "plans",
    "tickets",
];
const WAYS: [&str; 48] = [
    "by arrival time",
    "by boat length",
    "on a phone",
    "without a mouse",
    "before they expire",
    "in one step",
    "for several boats at once",
    "with a keyboard",
    "in dark mode",
    "across harbours",
    "when offline",
    "per customer",
    "as a spreadsheet",
    "from the calendar",
    "after a cancellation",
    "in my own language",
    "with large type",
    "by colour",
    "for the whole season",
    "on the map",
    "next to the price",
    "with one click",
    "before the tide turns",
    "for guests",
    "at night",
    "without paging",
    "in the side panel",
    "on a slow line",
    "by last change",
    "for accountants",
    "from an e-mail",
    "with a barcode",
    "on the start page",
    "between two dates",
    "for a single pier",
    "as a PDF",
    "without losing my place",
    "by the person in charge",
    "in the mobile app",
    "when it is windy",
    "with a note",
    "for skippers",
    "behind a filter",
    "on paper",
    "from the command line",
    "during an inspection",
    "per quarter",
    "with fewer fields",
];
const OPENINGS: [&str; 12] = [
    "Every Monday we",
    "Right now I",
    "At our harbour we",
    "Twice a day I",
    "When the season starts we",
    "On the phone I",
    "My colleagues and I",
    "Since the last release we",
    "During handover I",
    "With forty boats waiting we",
    "Without help we",
    "At the end of the month I",
];
const DOINGS: [&str; 14] = [
    "open each entry to look for",
    "copy by hand",
    "keep a spreadsheet of",
    "lose track of",
    "print and file",
    "ask around for",
    "scroll past hundreds of",
    "write on a whiteboard",
    "retype",
    "search twice for",
    "wait a minute for",
    "forget about",
    "send each other pictures of",
    "check again and again",
];
const CLOSINGS: [&str; 12] = [
    "It costs us an hour each week.",
    "Nobody does this gladly.",
    "A small button would be enough.",
    "The old program could do it.",
    "Perhaps there is a way that I have not found?",
    "It should take two clicks, not twelve.",
    "I would be glad to test it.",
    "Please keep it simple.",
    "The list would need one more column.",
    "We work around it with a macro.",
    "New colleagues ask for it on their first day.",
    "It is worst on a tablet in the rain.",
];
const ANSWERS: [&str; 16] = [
    "Yes, the same here:",
    "Agreed.",
    "I see it differently.",
    "Good idea;",
    "For us it is the other way round:",
    "+1, and",
    "Thanks for writing this down.",
    "We tried that last year:",
    "One more case:",
    "Careful,",
    "Does this also cover it when",
    "A question:",
    "Not only that:",
    "As a workaround,",
    "From the office side:",
    "Small thing:",
];

/// A text with what is made of it once, however often it is said.
pub struct Said {
    /// What was written.
    pub markdown: String,
    /// What is shown.
    pub html: String,
    /// Its beginning.
    pub excerpt: String,
    /// Its words in the search index.
    pub words: Vec<String>,
}

fn said(markdown: &str) -> Said {
    let prose = Prose::render(markdown, &Known::default());
    Said {
        words: docs::tokens(&text::plain(prose.markdown())),
        excerpt: prose.excerpt().to_owned(),
        html: prose.html().stored().to_owned(),
        markdown: prose.markdown().to_owned(),
    }
}

/// Words that few know: one in twenty sentences holds one, so that search has rare words too.
fn rare(chance: &mut Chance) -> String {
    const PARTS: [&str; 24] = [
        "ka", "lo", "mi", "ru", "ten", "sol", "ver", "dan", "pro", "qui", "zet", "nor", "fal",
        "gim", "hek", "jun", "bra", "cor", "dre", "est", "ulm", "wex", "yar", "osk",
    ];
    (0..2 + chance.below(2))
        .map(|_| *chance.one(&PARTS))
        .collect()
}

fn sentence(chance: &mut Chance) -> String {
    let mut line = format!(
        "{} {} {} {} {}",
        chance.one(&OPENINGS),
        chance.one(&DOINGS),
        chance.one(&KINDS),
        chance.one(&THINGS),
        chance.one(&WAYS)
    );
    if chance.happens(0.05) {
        line.push_str(" in ");
        line.push_str(&rare(chance));
    }
    line.push('.');
    if chance.happens(0.4) {
        line.push(' ');
        line.push_str(CLOSINGS[chance.below(CLOSINGS.len())]);
    }
    line
}

fn paragraph(chance: &mut Chance, most: usize) -> String {
    let sentences: Vec<_> = (0..1 + chance.below(most))
        .map(|_| sentence(chance))
        .collect();
    sentences.join(" ")
}

/// A proposal's title; about one in three million is like another.
pub fn title(chance: &mut Chance) -> String {
    let mut title = format!(
        "{} {} {} {}",
        chance.one(&VERBS),
        chance.one(&KINDS),
        chance.one(&THINGS),
        chance.one(&WAYS)
    );
    if chance.happens(0.3) {
        title.push_str(", not only ");
        title.push_str(WAYS[chance.below(WAYS.len())]);
    }
    title
}

/// Everything that is said more than once.
pub struct Words {
    /// What proposals say.
    pub bodies: Vec<Said>,
    /// What is said about them.
    pub comments: Vec<Said>,
    /// Why they are wanted.
    pub reasons: Vec<String>,
    /// What staff say.
    pub responses: Vec<Said>,
    /// Tags: address and name.
    pub tags: Vec<(String, String)>,
}

impl Words {
    pub fn new(proposals: u32, chance: &mut Chance) -> Self {
        let proposals = proposals as usize;
        let bodies = (0..(proposals / 2).clamp(60, 3_000))
            .map(|_| {
                let mut parts: Vec<_> = (0..1 + chance.below(3))
                    .map(|_| paragraph(chance, 4))
                    .collect();
                if chance.happens(0.15) {
                    let items: Vec<_> = (0..2 + chance.below(3))
                        .map(|_| format!("- {} {}", chance.one(&THINGS), chance.one(&WAYS)))
                        .collect();
                    parts.push(items.join("\n"));
                }
                said(&parts.join("\n\n"))
            })
            .collect();
        let comments = (0..proposals.clamp(120, 6_000))
            .map(|_| {
                let first = format!("{} {}", chance.one(&ANSWERS), paragraph(chance, 2));
                match chance.happens(0.2) {
                    true => said(&format!("{first}\n\n{}", paragraph(chance, 3))),
                    false => said(&first),
                }
            })
            .collect();
        let reasons = (0..proposals.clamp(60, 1_500))
            .map(|_| {
                let reason = format!(
                    "I {} {} {} {}",
                    chance.one(&DOINGS),
                    chance.one(&KINDS),
                    chance.one(&THINGS),
                    chance.one(&WAYS)
                );
                reason
            })
            .collect();
        let responses = (0..60).map(|_| said(&paragraph(chance, 3))).collect();
        let mut known = HashSet::new();
        let tags = KINDS
            .iter()
            .chain(&THINGS[..20])
            .map(|name| (text::slug(name), (*name).to_owned()))
            .filter(|(slug, _)| known.insert(slug.clone()))
            .collect();
        Self {
            bodies,
            comments,
            reasons,
            responses,
            tags,
        }
    }
}
