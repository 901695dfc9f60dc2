//! Places in a sorted list, as opaque text: a page starts after one, however much was written meanwhile.
use crate::error::{Error, Result};
use crate::say;

/// The value a list is sorted by, at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Key {
    /// A score.
    Score(f64),
    /// A count, an instant or an id.
    Number(i64),
}

/// The place of one row in a list sorted by `key`, then by `id`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cursor {
    /// What the list is sorted by.
    pub key: Key,
    /// What breaks ties.
    pub id: i64,
}

impl Cursor {
    /// The cursor's text, which names the list it belongs to.
    pub fn write(self, list: &str) -> String {
        match self.key {
            Key::Score(score) => format!("{list}_s{:x}_{:x}", score.to_bits(), self.id),
            Key::Number(number) => format!("{list}_n{number:x}_{:x}", self.id),
        }
    }
    /// Reads a cursor that [`Cursor::write`] made for the same list.
    ///
    /// # Errors
    /// [`Error::BadRequest`] for anything else.
    pub fn read(list: &str, text: &str) -> Result<Self> {
        let read = || {
            let (key, id) = text
                .strip_prefix(list)?
                .strip_prefix('_')?
                .rsplit_once('_')?;
            let number = |hex: &str| u64::from_str_radix(hex, 16).ok().map(u64::cast_signed);
            let key = match key.split_at_checked(1)? {
                ("s", bits) => Key::Score(f64::from_bits(number(bits)?.cast_unsigned())),
                ("n", hex) => Key::Number(number(hex)?),
                _ => return None,
            };
            if matches!(key, Key::Score(s) if !s.is_finite()) {
                return None;
            }
            Some(Self {
                key,
                id: number(id)?,
            })
        };
        read().ok_or_else(|| Error::BadRequest(say!("list-unknown-place")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_as_it_was_written() {
        for key in [
            Key::Score(-1.25),
            Key::Score(1e9),
            Key::Number(0),
            Key::Number(-7),
        ] {
            let cursor = Cursor { key, id: 42 };
            assert_eq!(Cursor::read("hot", &cursor.write("hot")).ok(), Some(cursor));
        }
    }

    #[test]
    fn a_cursor_of_another_list_or_of_nothing_is_refused() {
        let cursor = Cursor {
            key: Key::Number(3),
            id: 4,
        }
        .write("new");
        for text in [
            cursor.as_str(),
            "",
            "hot",
            "hot_",
            "hot_x_1",
            "hot_s_",
            "hot_sfff0000000000000_1",
            "hot_é1_1",
        ] {
            assert!(Cursor::read("hot", text).is_err(), "{text}");
        }
    }
}
