//! A sheet of HTML being written, whatever comes: bounded in depth and in the number of its elements.
//!
//! What would go too deep or be too many becomes flat text. So a stranger's text costs the cleaner, and every browser
//! after it, a bounded sum, and still not a word is lost.

use super::wall::guard;

/// How deep elements may stand in each other.
const DEPTH: usize = 64;

/// What stands open on a sheet, besides the tag that closes it.
pub(super) enum Kind {
    /// Anything that may hold text.
    Flow,
    /// A list, a table or a row, which may not.
    Holder,
    /// An item of a list, with the place behind `<li`.
    Item(usize),
    /// A link.
    Link,
    /// A link that shows its own address.
    Address,
    /// An image, with the place behind its tag and what to show when nothing describes it.
    Image(usize, String),
    /// An image that is a link, likewise.
    ImageLink(usize, String),
}

impl Kind {
    fn is_link(&self) -> bool {
        matches!(self, Kind::Link | Kind::Address | Kind::ImageLink(..))
    }
}

struct Frame {
    close: &'static str,
    levels: usize,
    kind: Kind,
}

/// HTML under construction. What is opened on it is closed on it in turn.
#[derive(Default)]
pub(super) struct Sheet {
    /// What is written so far, guarded.
    pub out: String,
    frames: Vec<Frame>,
    depth: usize,
    /// How many more things are open that were not written: all inside the last frame.
    flat: usize,
    links: usize,
}

impl Sheet {
    /// An empty sheet that will be put in at some depth.
    pub(super) fn inside(depth: usize) -> Sheet {
        Sheet {
            depth,
            ..Sheet::default()
        }
    }

    /// Opens something of so many elements in each other, if depth and the elements `left` allow; else it will be flat.
    pub(super) fn open(
        &mut self,
        left: &mut usize,
        tag: &str,
        close: &'static str,
        levels: usize,
        kind: Kind,
    ) -> bool {
        let cost = levels + usize::from(kind.is_link());
        if self.flat > 0 || self.depth + levels > DEPTH || *left < cost {
            self.flat += 1;
            return false;
        }
        *left -= cost;
        self.depth += levels;
        self.out.push_str(tag);
        self.links += usize::from(kind.is_link());
        self.frames.push(Frame {
            close,
            levels,
            kind,
        });
        true
    }

    /// Closes what was opened last; false if that was flat.
    pub(super) fn close(&mut self) -> bool {
        if self.flat > 0 {
            self.flat -= 1;
            return false;
        }
        let Some(frame) = self.frames.pop() else {
            return false;
        };
        self.depth -= frame.levels;
        if let Kind::Image(start, address) | Kind::ImageLink(start, address) = &frame.kind
            && self.out.len() == *start
        {
            guard(&mut self.out, address);
        }
        self.links -= usize::from(frame.kind.is_link());
        self.out.push_str(frame.close);
        true
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) {
        // Flat text cannot stand between the rows of a table: what may not hold it ends early.
        while self.flat > 0
            && matches!(
                self.frames.last(),
                Some(Frame {
                    kind: Kind::Holder,
                    ..
                })
            )
        {
            let flat = std::mem::take(&mut self.flat);
            self.close();
            self.flat = flat + 1;
        }
        guard(&mut self.out, text);
    }

    /// Writes something whole, at the price of so many elements, or flat text in its place.
    pub(super) fn whole(&mut self, left: &mut usize, html: &str, elements: usize, flat: &str) {
        if self.flat > 0 || *left < elements {
            self.text(flat);
        } else {
            *left -= elements;
            self.out.push_str(html);
        }
    }

    /// Marks the item around here as one of a list of things to do.
    pub(super) fn mark_task(&mut self) {
        let item = self
            .frames
            .iter()
            .rev()
            .take(2)
            .find_map(|frame| match frame.kind {
                Kind::Item(at) => Some(at),
                _ => None,
            });
        // Right behind the item's beginning, so that inserting moves a few bytes only.
        if let Some(at) = item.filter(|at| self.flat == 0 && self.out.len() - at < 16) {
            self.out.insert_str(at, " class=\"task\"");
        }
    }

    /// Whether words may become links here.
    pub(super) fn may_link(&self) -> bool {
        self.flat == 0 && self.links == 0
    }

    /// Whether the words here are the address of the link around them.
    pub(super) fn shows_address(&self) -> bool {
        self.flat == 0
            && matches!(
                self.frames.last(),
                Some(Frame {
                    kind: Kind::Address,
                    ..
                })
            )
    }
}
