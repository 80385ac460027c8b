//! Writes every case and its answer on standard output, natively and as a command component; fails when an answer is
//! not the expected one.

use std::process::ExitCode;

fn main() -> ExitCode {
    let report = vectors::run();
    print!("{}", report.text());
    for fault in report.faults() {
        eprintln!("{fault}");
    }
    if report.faults().is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
