//! Statuses: where a proposal may stand, as rows that an admin can change, read whole because they are few.
use super::model::{Status, StatusKind};
use super::store;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::id::StatusId;

/// All statuses, in their order.
#[derive(Clone, Debug)]
pub struct Statuses(Vec<Status>);

/// Reads them.
///
/// # Errors
/// Those of the database.
pub fn all(conn: &mut Conn) -> Result<Statuses> {
    Ok(Statuses(store::statuses(conn)?))
}

impl Statuses {
    /// One by its id.
    pub fn get(&self, id: Option<StatusId>) -> Option<&Status> {
        self.0.iter().find(|s| Some(s.id) == id)
    }
    /// One by its slug.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn by_slug(&self, slug: &str) -> Result<&Status> {
        self.0
            .iter()
            .find(|s| s.slug == slug)
            .ok_or(Error::NotFound("status"))
    }
    /// One by what people call it, whatever the case.
    pub fn called(&self, name: &str) -> Option<&Status> {
        let folded = crate::text::fold(name);
        self.0
            .iter()
            .find(|s| s.slug == folded || crate::text::fold(&s.name) == folded)
    }
    /// Where a new proposal stands: the first open one.
    ///
    /// # Errors
    /// [`Error::Internal`] when a site has no open status.
    pub fn first(&self) -> Result<&Status> {
        self.0
            .iter()
            .find(|s| s.kind == StatusKind::Open)
            .ok_or_else(|| Error::internal("no status of the kind open"))
    }
    /// In their order.
    pub fn list(&self) -> &[Status] {
        &self.0
    }
    /// Where a proposal may go from here.
    ///
    /// # Errors
    /// Those of the database.
    pub fn next(&self, conn: &mut Conn, from: StatusId) -> Result<Vec<Status>> {
        let allowed = store::steps(conn, from)?;
        Ok(self
            .0
            .iter()
            .filter(|s| allowed.contains(&s.id))
            .cloned()
            .collect())
    }
}
