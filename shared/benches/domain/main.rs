//! How long the questions of `workload` take natively; the aim is 50 µs each. It fails nothing: machines differ.
//!
//! `cargo xtask bench` runs it with the other benches, and asks the same questions in a browser.

mod workload;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use workload::{History, Study};

criterion_group!(benches, bench_aides, bench_dossier);
criterion_main!(benches);

fn bench_aides(criterion: &mut Criterion) {
    let study = Study::complete();
    criterion.bench_function("what every aid says of a study", |bencher| {
        bencher.iter(|| black_box(&study).evaluate_every_aid());
    });
    criterion.bench_function("a plan of every aid", |bencher| {
        bencher.iter(|| black_box(&study).evaluate_plan_of_all());
    });
}

fn bench_dossier(criterion: &mut Criterion) {
    let history = History::of_fifty_events();
    criterion.bench_function("where a dossier of fifty events stands", |bencher| {
        bencher.iter(|| black_box(&history).replay());
    });
}
