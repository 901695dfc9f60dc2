//! A time limit for SQLite statements. Diesel offers no handle to interrupt one, so a progress handler is put
//! into every connection as it opens; it does nothing unless a deadline is set on the running thread.
//!
//! With it comes the promise that a plan does not depend on what is bound. Without, SQLite looks at a bound `limit`
//! when it plans, and so prepares every statement that has one anew each time: a fifth of a vote.
#![allow(unsafe_code)]
use std::cell::Cell;
use std::ffi::{c_char, c_int, c_void};
use std::sync::Once;
use std::time::{Duration, Instant};

use libsqlite3_sys as ffi;

use crate::error::{Error, Result};

thread_local!(static UNTIL: Cell<Option<Instant>> = const { Cell::new(None) });

/// Instructions of SQLite's machine between two looks at the clock.
const STEPS: c_int = 2000;

extern "C" fn progress(_: *mut c_void) -> c_int {
    UNTIL.with(|until| until.get().is_some_and(|at| Instant::now() > at)) as c_int
}

unsafe extern "C" fn install(
    db: *mut ffi::sqlite3,
    _: *mut *mut c_char,
    _: *const ffi::sqlite3_api_routines,
) -> c_int {
    // SAFETY: SQLite hands us a live connection, and `progress` needs no context.
    unsafe {
        ffi::sqlite3_progress_handler(db, STEPS, Some(progress), std::ptr::null_mut());
        ffi::sqlite3_db_config(
            db,
            ffi::SQLITE_DBCONFIG_ENABLE_QPSG,
            1 as c_int,
            std::ptr::null_mut::<c_int>(),
        )
    }
}

/// Makes every connection opened from now on obey deadlines.
pub fn arm() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: called once, before any connection is opened; `install` lives as long as the program.
        unsafe { ffi::sqlite3_auto_extension(Some(install)) };
    });
}

/// Runs `f`; its SQLite statements on this thread are stopped once `limit` has passed.
pub fn within<T>(limit: Duration, f: impl FnOnce() -> Result<T>) -> Result<T> {
    UNTIL.set(Some(Instant::now() + limit));
    let done = f();
    let late = UNTIL.take().is_some_and(|at| Instant::now() > at);
    match done {
        Err(Error::Internal(_)) if late => Err(Error::Busy(5)),
        done => done,
    }
}
