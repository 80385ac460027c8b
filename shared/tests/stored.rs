//! What earlier releases stored is read for ever: `stored/<release>/<status>.json` are bodies of events as that release
//! wrote them. They are never changed; a release that writes something else adds a folder.

#![expect(
    clippy::expect_used,
    reason = "the bodies are files of this folder; what cannot be read fails the test"
)]

use std::path::PathBuf;

use shared::dossier::{Demande, Dossier, Invalid, RecordedMove, Regime, Status, read_history};
use shared::wire::{FiledEvent, MovedEvent};

fn stored(release: &str, status: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/stored", release]
        .iter()
        .collect();
    std::fs::read_to_string(path.join(format!("{status}.json"))).expect("a stored body")
}

fn filed(release: &str) -> FiledEvent {
    serde_json::from_str(&stored(release, "depose")).expect("the body of a filing")
}

fn history(release: &str, statuses: &[&'static str]) -> Dossier {
    let read = |status: &&'static str| RecordedMove {
        status,
        at: "2026-11-24T10:00:00Z",
        body: serde_json::from_str::<MovedEvent>(&stored(release, status)).expect("the body of a move"),
    };
    let moves: Vec<RecordedMove<'_>> = statuses.iter().map(read).collect();
    read_history("2026-11-23T10:00:00Z", &filed(release), &moves).expect("a history that is read")
}

#[test]
fn the_first_release_is_read() {
    let dossier = history("0.1.0", &["recevable", "en_instruction", "accorde"]);
    assert_eq!((dossier.status(), dossier.version()), (Status::Accorde, 4));
    assert_eq!(dossier.regime(), Regime::General);
    // 24 000,00 + 6 000,50 = 30 000,50.
    assert_eq!(dossier.total().to_string(), "30000.50");
    assert_eq!(dossier.montant_demande().to_string(), "15000.00");
    assert_eq!(dossier.montant_accorde().to_string(), "12000.50");
    for (statuses, last) in [
        (&[][..], Status::Depose),
        (&["recevable", "en_instruction", "refuse"], Status::Refuse),
        (&["sans_suite"], Status::SansSuite),
    ] {
        assert_eq!(history("0.1.0", statuses).status(), last);
    }
}

#[test]
fn a_rule_that_came_since_does_not_close_a_dossier() {
    // Its SIRET holds, its SIREN does not: the first release checked the former alone.
    let faults = Demande::parse(&filed("0.1.0").request).expect_err("refused today");
    assert!(matches!(faults[0].invalid, Invalid::Siret(_)), "{faults:?}");
    assert_eq!(history("0.1.0", &["recevable"]).status(), Status::Recevable);
}
