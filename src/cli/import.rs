//! `cowpath import`: a file of another place, with a progress bar and a report.
use std::path::PathBuf;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Place, block_on, open, operator};
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::id::ImportId;
use crate::lang::Message;
use crate::transfer::import::{self as run, Plan, Report};
use crate::transfer::read::{self, Format};

/// Rows named in the report on the terminal; all of them are counted.
const NAMED: usize = 20;

#[derive(Debug, Args)]
pub struct Options {
    /// The file
    #[arg(required_unless_present = "undo")]
    file: Option<PathBuf>,
    /// How it is written [default: found out from how it begins]
    #[arg(long = "as", value_name = "FORMAT")]
    format: Option<Format>,
    /// The board to bring it to; made if it is missing
    #[arg(long, value_name = "SLUG", default_value = "product")]
    board: String,
    /// What their values mean here, such as status:Final=Paved; board:Ideas=product
    #[arg(long, value_name = "FIELD:THEIRS=OURS", num_args = 1.., value_parser = mapping)]
    map: Vec<(String, String, String)>,
    /// Names the place the file comes from; with a row's id it is that row's name for ever [default: the file's name]
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// Take back everything that this run brought
    #[arg(long, value_name = "RUN", conflicts_with_all = ["file", "format", "dry_run"])]
    undo: Option<i64>,
    #[command(flatten)]
    place: Place,
}

fn mapping(text: &str) -> Result<(String, String, String), String> {
    run::mapping(text).map_err(|told| told.to_string())
}

pub fn import(options: Options) -> Result<()> {
    let now = Clock::System.now();
    if let Some(number) = options.undo {
        let (_, db) = open(options.place)?;
        let gone = block_on(run::undo(&db, &operator()?, ImportId::new(number), now))?;
        eprintln!("Run {number} is taken back: {gone} proposals, with their comments and votes.");
        return Ok(());
    }
    let Some(file) = options.file else {
        return Err(Error::BadRequest(Message::verbatim("Name a file.")));
    };
    let data = std::fs::read(&file)
        .map_err(|e| Error::internal(format!("{} cannot be opened: {e}", file.display())))?;
    let format = options.format.unwrap_or_else(|| read::detect(&data));
    let rows = read::records(data.as_slice(), format);
    let (_, db) = open(options.place)?;
    let plan = Plan {
        format,
        source: options.source.unwrap_or_else(|| {
            file.file_stem()
                .map_or_else(|| "file".into(), |stem| stem.to_string_lossy().into_owned())
        }),
        board: crate::text::slug(&options.board),
        map: options.map,
        dry_run: options.dry_run,
    };
    let bar = ProgressBar::new(rows.len() as u64);
    if let Ok(style) =
        ProgressStyle::with_template("{bar:40} {pos} of {len}, {per_sec}, {eta} left")
    {
        bar.set_style(style);
    }
    let report = block_on(run::run(&db, &operator()?, &plan, rows, now, || bar.inc(1)))?;
    bar.finish_and_clear();
    tell(&report, plan.dry_run);
    Ok(())
}

fn tell(report: &Report, dry_run: bool) {
    let Report {
        created,
        updated,
        unchanged,
        ..
    } = report;
    match dry_run {
        true => eprintln!(
            "Nothing was written. It would be: {created} new, {updated} changed, {unchanged} as they are, {} left out.",
            report.skipped.len()
        ),
        false => eprintln!(
            "{created} new, {updated} changed, {unchanged} as they were, {} left out.",
            report.skipped.len()
        ),
    }
    for (what, times) in &report.notes {
        eprintln!("  {times} × {what}");
    }
    for (row, why) in report.skipped.iter().take(NAMED) {
        eprintln!("  left out {row}: {why}");
    }
    if report.skipped.len() > NAMED {
        eprintln!("  … and {} more", report.skipped.len() - NAMED);
    }
    if let Some(run) = report.run {
        eprintln!("This was run {run}. To take it back: cowpath import --undo {run}");
    }
}
