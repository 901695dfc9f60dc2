//! Types and rules about people. No I/O.
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::access::{Role, passwords};
use crate::choice;
use crate::clock::Time;
use crate::db::schema::people;
use crate::error::{Error, Invalid, Result};
use crate::id::{InvitationId, PersonId};
use crate::say;
use crate::settings::Registration;
use crate::text;

choice! {
    /// Whether someone is really here.
    Standing {
        /// Yes.
        Active = "active",
        /// Asked to join; staff have not said yes.
        Waiting = "waiting",
        /// Known from an import; has no way to sign in.
        Ghost = "ghost",
        /// Closed by staff or by themselves.
        Closed = "closed",
        /// Left for good: what others answered stays, under nobody's name.
        Deleted = "deleted",
    }
}

/// A person, whole.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = people)]
#[allow(missing_docs)]
pub struct Person {
    pub id: PersonId,
    pub handle: String,
    pub name: String,
    pub email: Option<String>,
    pub password_hash: Option<String>,
    pub role: Role,
    pub state: Standing,
    pub bio: String,
    pub created_at: Time,
}

/// A sign-up as someone typed it. The password is never shown back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Typed {
    pub handle: String,
    pub email: String,
    #[serde(skip_serializing)]
    pub password: String,
    pub next: String,
}

/// A sign-up fit to store. The only way to get one is [`NewPerson::parse`].
#[derive(Clone, Debug)]
pub struct NewPerson {
    handle: Handle,
    email: Option<String>,
    password: String,
}

impl NewPerson {
    /// Checks what someone typed.
    ///
    /// # Errors
    /// What to do about each field.
    pub fn parse(typed: &Typed) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let handle = Handle::parse(&typed.handle).map_err(|e| invalid.fields.extend(e.fields));
        let email = email(&typed.email).map_err(|e| invalid.fields.extend(e.fields));
        if let Err(e) = passwords::check_new(&typed.password, &typed.handle) {
            invalid.fields.extend(e.fields);
        }
        match (handle, email) {
            (Ok(handle), Ok(email)) => invalid.or(Self {
                handle,
                email: Some(email),
                password: typed.password.clone(),
            }),
            _ => Err(invalid),
        }
    }
    /// Their handle.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }
    /// Where to write to them.
    pub fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }
    /// Their password, on its way to the hasher.
    pub fn password(&self) -> &str {
        &self.password
    }
}

/// How the handles of those who left begin, which nobody can take.
pub const NOBODY: &str = "deleted-";

/// A handle fit to have, with the forms in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle {
    shown: String,
    folded: String,
    skeleton: String,
}

impl Handle {
    /// Checks a handle.
    ///
    /// # Errors
    /// Under the name `handle`, says what would do.
    pub fn parse(typed: &str) -> Result<Self, Invalid> {
        let shown = text::clean_line(typed.trim().trim_start_matches('@'));
        text::is_handle(&shown).map_err(|advice| Invalid::field("handle", advice))?;
        if text::skeleton(&shown).starts_with(&text::skeleton(NOBODY)) {
            return Err(Invalid::field("handle", say!("people-reserved")));
        }
        Ok(Self::written(shown))
    }
    /// The handle of someone who left.
    pub(super) fn of_nobody(mark: &str) -> Self {
        Self::written(format!("{NOBODY}{mark}"))
    }
    fn written(shown: String) -> Self {
        Self {
            folded: text::fold(&shown),
            skeleton: text::skeleton(&shown),
            shown,
        }
    }
    /// As its owner writes it.
    pub fn shown(&self) -> &str {
        &self.shown
    }
    /// As addresses and mentions compare it.
    pub fn folded(&self) -> &str {
        &self.folded
    }
    /// As look-alikes share it.
    pub fn skeleton(&self) -> &str {
        &self.skeleton
    }
}

/// Checks an e-mail address as far as that can be done without sending mail.
///
/// # Errors
/// Under the name `email`, says what would do.
pub fn email(typed: &str) -> Result<String, Invalid> {
    let email = text::clean_line(typed);
    let good = email.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
            && !domain.contains('@')
    });
    let plain = email
        .chars()
        .all(|c| !c.is_whitespace() && !c.is_control() && !"<>,;\"()[]\\".contains(c));
    match good && plain && email.chars().count() <= 254 {
        true => Ok(email),
        false => Err(Invalid::field(
            "email",
            say!("email-such-as", example = "ann@example.org"),
        )),
    }
}

/// A profile as someone typed it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct TypedProfile {
    pub handle: String,
    pub name: String,
    pub bio: String,
}

/// A profile fit to store.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Profile {
    pub handle: Handle,
    pub name: String,
    pub bio: String,
}

impl Profile {
    /// Checks what someone typed.
    ///
    /// # Errors
    /// What to do about each field.
    pub fn parse(typed: &TypedProfile) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let handle = Handle::parse(&typed.handle).map_err(|e| invalid.fields.extend(e.fields));
        let name = text::clean_line(&typed.name);
        let bio = text::clean_text(&typed.bio);
        invalid.check(
            "name",
            name.chars().count() <= 60,
            say!("field-at-most", max = 60),
        );
        invalid.check("name", !text::bidi_control(&name), say!("field-no-turning"));
        invalid.check(
            "bio",
            bio.chars().count() <= 1000,
            say!("field-at-most", max = 1000),
        );
        match handle {
            Ok(handle) => invalid.or(Self { handle, name, bio }),
            Err(()) => Err(invalid),
        }
    }
}

/// A link that lets one person in.
#[derive(Clone, Debug, Queryable)]
#[allow(missing_docs)]
pub struct Invitation {
    pub id: InvitationId,
    pub role: Role,
    pub note: String,
    pub created_at: Time,
    pub expires_at: Time,
    pub used_by: Option<PersonId>,
}

impl Invitation {
    /// Whether it still lets someone in.
    ///
    /// # Errors
    /// [`Error::Conflict`], saying why not.
    pub fn usable(&self, now: Time) -> Result<()> {
        if self.used_by.is_some() {
            Err(Error::Conflict(say!("invitation-used")))
        } else if self.expires_at <= now {
            Err(Error::Conflict(say!("invitation-expired")))
        } else {
            Ok(())
        }
    }
}

/// How someone may come in who brings this invitation, or none.
///
/// # Errors
/// [`Error::Forbidden`] when the house is closed to them.
pub fn admitted(registration: Registration, invited: Option<Role>) -> Result<(Role, Standing)> {
    match (invited, registration) {
        (Some(role), _) => Ok((role, Standing::Active)),
        (None, Registration::Open) => Ok((Role::Member, Standing::Active)),
        (None, Registration::Approval) => Ok((Role::Member, Standing::Waiting)),
        (None, Registration::Invitation) => Err(Error::Forbidden(say!("sign-up-by-invitation"))),
        (None, Registration::Closed) => Err(Error::Forbidden(say!("sign-up-closed"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_opens_a_closed_house() {
        assert!(admitted(Registration::Closed, None).is_err());
        let (role, standing) =
            admitted(Registration::Closed, Some(Role::Moderator)).expect("invited");
        assert_eq!((role, standing), (Role::Moderator, Standing::Active));
    }

    #[test]
    fn addresses_are_checked_as_far_as_paper_allows() {
        for good in ["ann@example.org", "a.b+c@mail.example.org", "ü@example.org"] {
            assert!(email(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "ann",
            "@example.org",
            "ann@",
            "ann@example",
            "ann@.org",
            "a b@example.org",
            "a@b@c.org",
            "<a@b.org>",
        ] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }
}
