//! What keeps the site safe while it runs: backups, and word of how it fares.
pub mod backups;
pub mod metrics;
