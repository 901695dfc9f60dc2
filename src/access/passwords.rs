//! Passwords: argon2id on one thread of its own, so that a flood of sign-ins starves neither pages nor memory.
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::oneshot;

use crate::error::{Error, Invalid, Result};
use crate::say;

/// Sign-ins that may wait; more are told to come back.
const QUEUE: usize = 24;
/// Memory in KiB, passes and lanes: the least that OWASP advises for argon2id.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// The most common passwords, refused offline.
const COMMON: &str = include_str!("common-passwords.txt");

enum Work {
    Hash(String, oneshot::Sender<Result<String>>),
    Verify(String, Option<String>, oneshot::Sender<Result<bool>>),
}

/// The thread that hashes. Cheap to clone.
#[derive(Clone)]
pub struct Hasher(SyncSender<Work>);

fn argon2() -> Result<Argon2<'static>> {
    let params =
        Params::new(COST.0, COST.1, COST.2, None).map_err(|e| Error::internal(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a password on the caller's own thread: for the command line and the demo.
///
/// # Errors
/// When the system has no randomness to give.
pub fn hash_here(password: &str) -> Result<String> {
    argon2()?
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|e| Error::internal(e.to_string()))
}

fn verify_here(password: &str, hash: &str) -> Result<bool> {
    let Ok(parsed) = PasswordHash::new(hash) else {
        tracing::error!("a stored password hash cannot be read; its owner cannot sign in");
        return Ok(false);
    };
    Ok(argon2()?
        .verify_password(password.as_bytes(), &parsed)
        .is_ok())
}

impl Hasher {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn start() -> Result<Self> {
        let (give, take) = sync_channel(QUEUE);
        std::thread::Builder::new()
            .name("argon2".into())
            .spawn(move || work(take))
            .map_err(Error::internal)?;
        Ok(Self(give))
    }
    fn queue(&self, work: Work) -> Result<()> {
        self.0.try_send(work).map_err(|refused| match refused {
            TrySendError::Full(_) => Error::TooMany(3),
            TrySendError::Disconnected(_) => Error::internal("the password thread has ended"),
        })
    }
    /// The hash to store for a password.
    ///
    /// # Errors
    /// [`Error::TooMany`] when too many wait already.
    pub async fn hash(&self, password: String) -> Result<String> {
        let (tell, told) = oneshot::channel();
        self.queue(Work::Hash(password, tell))?;
        told.await.map_err(Error::internal)?
    }
    /// Whether a password fits a stored hash. Without one it takes as long and answers no.
    ///
    /// # Errors
    /// [`Error::TooMany`] when too many wait already.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool> {
        let (tell, told) = oneshot::channel();
        self.queue(Work::Verify(password, hash, tell))?;
        told.await.map_err(Error::internal)?
    }
}

fn work(jobs: Receiver<Work>) {
    be_nice();
    // Someone unknown costs as much as someone known: a hash made once, that no password fits.
    let mut nobody: Option<String> = None;
    while let Ok(job) = jobs.recv() {
        match job {
            Work::Hash(password, tell) => {
                if !tell.is_closed() {
                    let _ = tell.send(hash_here(&password));
                }
            }
            Work::Verify(password, hash, tell) => {
                if tell.is_closed() {
                    continue; // Nobody waits any more.
                }
                let known = hash.is_some();
                let hash = hash.or_else(|| {
                    if nobody.is_none() {
                        nobody = hash_here("nobody has this password").ok();
                    }
                    nobody.clone()
                });
                let fits = match hash {
                    Some(hash) => verify_here(&password, &hash).map(|fits| fits && known),
                    None => Ok(false),
                };
                let _ = tell.send(fits);
            }
        }
    }
}

/// Lowers this thread's claim on the processor, so that pages go first.
#[allow(unsafe_code)]
fn be_nice() {
    #[cfg(target_os = "linux")]
    // SAFETY: a plain system call without pointers; 0 means the calling thread on Linux.
    unsafe {
        libc::setpriority(libc::PRIO_PROCESS, 0, 10);
    }
}

/// Checks a new password.
///
/// # Errors
/// Under the name `password`, says what would do.
pub fn check_new(password: &str, handle: &str) -> Result<(), Invalid> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    if !(8..=256).contains(&length) {
        return Err(Invalid::field(
            "password",
            say!("password-length", min = 8, max = 256),
        ));
    }
    if COMMON.lines().any(|common| common == lower)
        || (!handle.is_empty() && lower == handle.to_lowercase())
    {
        return Err(Invalid::field("password", say!("password-common")));
    }
    Ok(())
}
