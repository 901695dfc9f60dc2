//! SQL of the index, of saved and of failed searches, and nothing else.
mod found;
mod indexed;
mod kept;

pub use found::*;
pub use indexed::*;
pub use kept::*;
