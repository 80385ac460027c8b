//! The measures as tables in Markdown.

use std::fmt::Write as _;
use std::time::Duration;

use crate::client::Measure;
use crate::rounds::{CONNECTIONS, Measured, Rounds};

/// Under which conditions the measures were taken.
pub fn conditions(rounds: &Rounds) -> String {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown");
    format!(
        "{processors} processors, of which the client takes one; load {load} before; {} rounds of {} ms.\n\
         Each cell: answers per second, ratio to the first line (median of the rounds, then the least and the most).\n\
         Processor: what the host spends on an answer at {} connections, and the ratio to the first line.\n",
        rounds.count,
        rounds.time.as_millis(),
        CONNECTIONS[CONNECTIONS.len() - 1],
    )
}

/// Each measure as a part of the first.
pub fn against_first(title: &str, measured: &[Measured]) -> String {
    let mut text = format!("\n| {title} |");
    // Writing to a string cannot fail, here and below.
    for connections in CONNECTIONS {
        let _ = write!(text, " {connections} connections |");
    }
    text.push_str(" processor | aim |\n|---|---|---|---|---|---|\n");
    let Some(first) = measured.first() else {
        return text;
    };
    for one in measured {
        let _ = write!(text, "| {} |", one.target.name);
        for (own, of_first) in one.rounds.iter().zip(&first.rounds) {
            let _ = write!(text, " {} |", cell(own, of_first));
        }
        let cost = cost_of(one);
        let _ = write!(text, " {} µs", cost.as_micros());
        if one.target.name != first.target.name {
            let _ = write!(text, ", {:.2}", cost_of(first).as_secs_f64() / cost.as_secs_f64());
        }
        let aim = one.target.aim.map_or(String::new(), |aim| format!("{aim:.2}"));
        let _ = writeln!(text, " | {aim} |");
    }
    text
}

fn cell(own: &[Measure], of_first: &[Measure]) -> String {
    let mut rates: Vec<_> = own.iter().map(rate).collect();
    let mut ratios: Vec<_> = own
        .iter()
        .zip(of_first)
        .map(|(own, first)| rate(own) / rate(first))
        .collect();
    rates.sort_by(f64::total_cmp);
    ratios.sort_by(f64::total_cmp);
    let (least, most) = (ratios.first(), ratios.last());
    let [least, most] = [least, most].map(|ratio| ratio.copied().unwrap_or(f64::NAN));
    let (rate, ratio) = (median(&rates), median(&ratios));
    if std::ptr::eq(own, of_first) {
        format!("{rate:.0}")
    } else {
        format!("{rate:.0}, **{ratio:.2}** ({least:.2} to {most:.2})")
    }
}

/// Answers per second.
fn rate(measure: &Measure) -> f64 {
    as_float(measure.answers) / measure.elapsed.as_secs_f64()
}

fn median(sorted: &[f64]) -> f64 {
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// What an answer costs the host when it has most to do: the ticks of the processor's clock are too coarse for one round.
fn cost_of(measured: &Measured) -> Duration {
    let rounds = measured.rounds.last().into_iter().flatten();
    let (spent, answers) = rounds.fold((Duration::ZERO, 0), |(spent, answers), round| {
        (spent + round.processor, answers + round.answers)
    });
    // A busy machine may leave no time for any.
    spent.div_f64(as_float(answers.max(1)))
}

#[expect(clippy::cast_precision_loss, reason = "counts of a bench are far below 2⁵³")]
fn as_float(count: u64) -> f64 {
    count as f64
}
