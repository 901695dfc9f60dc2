//! What one read asks for again and again, read once: small tables that everything on a page needs.
use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;

use diesel::prelude::*;

use super::Conn;

type Memo = HashMap<TypeId, Box<dyn Any>>;

thread_local! {
    /// What the read on this thread has learnt; nothing outside of one, above all not while something is written.
    static KNOWN: RefCell<Option<Memo>> = const { RefCell::new(None) };
}

/// Forgets at the end of a read, also when it panics.
struct Forget;
impl Drop for Forget {
    fn drop(&mut self) {
        KNOWN.set(None);
    }
}

/// Runs one read, which may remember.
pub(super) fn during<T>(read: impl FnOnce() -> T) -> T {
    let _forget = Forget;
    KNOWN.set(Some(Memo::new()));
    read()
}

/// What `load` reads; within one [`Db::read`](super::Db::read) it is asked once for each type, elsewhere every time.
///
/// # Errors
/// Those of `load`.
pub fn once<T: Clone + 'static>(
    conn: &mut Conn,
    load: impl FnOnce(&mut Conn) -> QueryResult<T>,
) -> QueryResult<T> {
    let kind = TypeId::of::<T>();
    let known = KNOWN.with_borrow(|known| known.as_ref()?.get(&kind)?.downcast_ref().cloned());
    if let Some(value) = known {
        return Ok(value);
    }
    let value = load(conn)?;
    KNOWN.with_borrow_mut(|known| {
        if let Some(known) = known {
            known.insert(kind, Box::new(value.clone()));
        }
    });
    Ok(value)
}
