//! Parses the command line, runs one command, and says how it went by the exit code.
use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    cowpath::cli::run(cowpath::cli::Command::parse())
}
