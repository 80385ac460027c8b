//! What a process has cost so far. It stands beside the throughput, of which the client's own work is a part.

use std::time::Duration;

use anyhow::{Context as _, Result};

/// The time that processors have spent on a process and all its threads.
pub fn of_process(process: u32) -> Result<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    read(&text).with_context(|| format!("/proc/{process}/stat does not read as expected"))
}

/// The fields `utime` and `stime` of proc(5), counted after the name of the program, which may hold anything.
fn read(stat: &str) -> Option<Duration> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    let milliseconds = (user + system) * 1_000 / rustix::param::clock_ticks_per_second();
    Some(Duration::from_millis(milliseconds))
}
