//! What a worker may use of the machine. The calls are the system's own, so this is one of the few places with
//! `unsafe`: each passes plain numbers, or the address of a structure that lives for the whole call.
#![allow(unsafe_code)]

/// Limits this process, once, before it takes a job: address space in megabytes, and no core files. The main thread's
/// stack is limited too; those of jobs are by how their threads are made.
pub fn limit(megabytes: u64, cpu_seconds: u64) {
    let set = |what, most: u64| {
        let limit = libc::rlimit {
            rlim_cur: most,
            rlim_max: most,
        };
        // SAFETY: `limit` outlives the call, which only reads it.
        let done = unsafe { libc::setrlimit(what, &raw const limit) };
        if done != 0 {
            let error = std::io::Error::last_os_error();
            tracing::warn!(%error, "a limit could not be set for a worker");
        }
    };
    set(libc::RLIMIT_AS, megabytes << 20);
    set(libc::RLIMIT_CPU, cpu_seconds);
    set(libc::RLIMIT_STACK, 8 << 20);
    set(libc::RLIMIT_CORE, 0);
    // When memory is short, a worker goes rather than the web or the database.
    #[cfg(target_os = "linux")]
    if let Err(error) = std::fs::write("/proc/self/oom_score_adj", "800") {
        tracing::debug!(%error, "the worker could not offer itself to the out-of-memory killer");
    }
}

/// Leaves Ctrl-C and the like to the supervisor, which tells its workers to stop in its own way. A worker that a signal
/// for all of us ended would have its jobs blamed.
pub fn ignore_signals() {
    for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP] {
        // SAFETY: `SIG_IGN` is a valid disposition for these signals, and no handler of ours runs.
        unsafe { libc::signal(signal, libc::SIG_IGN) };
    }
}

/// Processor seconds that this process has used.
pub fn cpu_seconds() -> u64 {
    let mut usage = std::mem::MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: the call fills a structure that lives for all of it; zeroes are valid should it fail.
    let usage = unsafe {
        libc::getrusage(libc::RUSAGE_SELF, usage.as_mut_ptr());
        usage.assume_init()
    };
    (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec).max(0) as u64
}

/// Ends this process as the kernel would when it runs out of memory.
pub fn kill_self() {
    // SAFETY: a signal to ourselves.
    unsafe { libc::kill(libc::getpid(), libc::SIGKILL) };
}

/// Ends this process as a stray pointer would.
pub fn segfault() {
    // SAFETY: a signal to ourselves, with the disposition that a real fault meets.
    unsafe {
        libc::signal(libc::SIGSEGV, libc::SIG_DFL);
        libc::raise(libc::SIGSEGV);
    }
}
