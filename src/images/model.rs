//! Types and rules about pictures. No I/O.
use diesel::prelude::*;

use crate::access::{Member, Role, Sight};
use crate::choice;
use crate::clock::Time;
use crate::db::schema::images;
use crate::error::{Error, Invalid, Result};
use crate::id::{CommentId, PersonId, TopicId};
use crate::say;
use crate::settings::Settings;
use crate::text;

choice! {
    /// How a picture is kept.
    Kind {
        /// Without loss.
        Png = "png",
        /// Photographs.
        Jpeg = "jpg",
        /// What came as WebP.
        Webp = "webp",
    }
}

impl Kind {
    /// What browsers call it.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }
}

/// A picture: its row, without its bytes.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = images)]
#[allow(missing_docs)]
pub struct Image {
    pub key: String,
    pub owner_id: PersonId,
    pub blob: String,
    pub kind: Kind,
    pub label: String,
    pub width: i32,
    pub height: i32,
    pub size: i64,
    pub at: Time,
    pub unused_until: Option<Time>,
}

impl Image {
    /// Its address below the site's own.
    pub fn path(&self) -> String {
        format!("/images/{}/{}", self.key, self.file())
    }
    /// The last part of its address.
    pub fn file(&self) -> String {
        format!("{}.{}", self.label, self.kind)
    }
    /// What to write to show it.
    pub fn markdown(&self) -> String {
        format!("![{}]({})", self.label.replace('-', " "), self.path())
    }
    /// Whether this reader may see it wherever it is shown: staff, and whose it is.
    pub fn own_of(&self, sight: &Sight) -> bool {
        sight.is_staff() || sight.person == Some(self.owner_id)
    }
}

/// Where a picture is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a topic's words, or in an official answer to it.
    Topic(TopicId),
    /// In a comment.
    Comment(CommentId),
}

/// The name of a file as one part of an address, without what comes after its last dot.
pub fn label(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let ascii: String = text::slug(stem)
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(40)
        .collect();
    match ascii.trim_matches('-') {
        "" | "untitled" => "picture".into(),
        name => name.into(),
    }
}

/// What someone has added so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Used {
    /// Pictures in the last day.
    pub today: i64,
    /// Bytes of all.
    pub bytes: i64,
}

/// Whether someone who joined then may add a picture now.
///
/// # Errors
/// [`Error::Forbidden`] or [`Error::Invalid`], saying why not and until when.
pub fn may_add(
    member: &Member,
    joined: Time,
    used: Used,
    settings: &Settings,
    now: Time,
) -> Result<()> {
    match member.role {
        Role::Guest if !settings.images_by_guests => {
            return Err(Error::Forbidden(say!("image-not-by-guests")));
        }
        Role::Guest | Role::Member => {
            let minutes = settings.images_after_minutes;
            if joined.plus_seconds(i64::from(minutes) * 60) > now {
                return Err(Error::Forbidden(say!(
                    "image-not-by-newcomers",
                    n = minutes
                )));
            }
        }
        Role::Moderator | Role::Admin => {}
    }
    let (day, megabytes) = (settings.images_per_day, settings.images_megabytes);
    if used.today >= i64::from(day) {
        return Err(Invalid::field("picture", say!("image-too-many", n = day)).into());
    }
    if used.bytes >= i64::from(megabytes) << 20 {
        return Err(Invalid::field("picture", say!("image-too-much", n = megabytes)).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_becomes_part_of_an_address() {
        for (file, told) in [
            ("Screen Shot 2026-01-02.PNG", "screen-shot-2026-01-02"),
            ("C:\\pics\\Cat.jpg", "cat"),
            ("../../etc/passwd", "passwd"),
            ("写真.png", "picture"),
            (".png", "picture"),
            ("", "picture"),
            ("a\"b<c>.gif", "a-b-c"),
        ] {
            assert_eq!(label(file), told, "{file}");
        }
        assert!(label(&"x".repeat(500)).len() <= 40);
    }
}
