//! The catalogue of measures as a whole: that it holds what the sources were read for, on which days each measure
//! changes, and what it answers. The rules of matching are tested beside them.

use chrono::NaiveDate;
use proptest::prelude::*;
use shared::aide::find_aide;
use shared::beneficiaire::Beneficiaire;
use shared::entreprise::Taille;
use shared::ids::SectionNaf;
use shared::message::{Lang, Message};
use shared::mesure::Standing::{Closed, Open, Uncertain};
use shared::mesure::{
    Amount, Catalogue, GovernanceOpinion, Kind, LegalBasis, MESURES, Mesure, Operator, Place, Profile, Scope,
    Standing, Sureness, Theme, Verdict, find_mesure, match_mesures,
};
use shared::programme::{Besoin, Phase, Priorite};
use shared::source::Stated;

/// The rows that were read, in the order of their ids.
const IDS: [&str; 38] = [
    "act-pas-a-pas",
    "ademe-accompagnement-2020",
    "ademe-audit-energie",
    "ademe-decision-2020",
    "ademe-ecoconception",
    "ademe-eit",
    "ademe-friches",
    "ademe-perf-energie",
    "ami-ti-40",
    "bdt-foncier-2023",
    "bdt-ingenierie-50",
    "bdt-investissement",
    "bdt-pret",
    "bpifrance-accelerateurs",
    "business-france",
    "chef-projet-1",
    "chef-projet-2",
    "dataviz-ti",
    "diag-decarbon",
    "diag-ecoconception",
    "diag-ecoflux",
    "diag-perfimmo",
    "ecoles-production",
    "fonds-acceleration",
    "fonds-vert-ti",
    "missions-145j",
    "pacte-industrie",
    "pole-emploi-conseiller",
    "pret-vert",
    "rebond-ingenierie",
    "rebond-investissement",
    "referents-uniques",
    "sites-cles-en-main-1",
    "sites-cles-en-main-2030",
    "tremplin",
    "vte-logement",
    "vte-ti",
    "vte-vert",
];

/// The one address that is a file of a repository.
const REPOSITORY_PATH: &str =
    "betagouv/transition-ecologique-entreprises-widget : libs/data/programs/act-pas-a-pas.yaml";

/// A medium-sized manufacturer of 120 people in a Territoire d'industrie of 2023-2027.
const MANUFACTURER: Profile = Profile {
    beneficiaire: Some(Beneficiaire::Entreprise),
    taille: Some(Taille::Moyenne),
    staff: Some(120),
    section: Some(SectionNaf::C),
    place: Some(Place::InTerritoire),
    phase: Some(Phase::Two),
};

#[expect(clippy::expect_used, reason = "a test that names no day fails")]
fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

#[expect(clippy::expect_used, reason = "a test that names no measure fails")]
fn mesure(id: &str) -> &'static Mesure {
    find_mesure(id).expect("a measure of the catalogue")
}

#[test]
fn the_table_has_the_38_measures() {
    let ids: Vec<_> = MESURES.iter().map(|mesure| mesure.id).collect();
    assert_eq!(ids, IDS);
}

#[test]
fn each_file_bears_the_id_it_holds() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/mesures");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of the measures")
        .filter_map(|entry| entry.expect("a file").file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".toml").map(ToOwned::to_owned))
        .collect();
    names.sort();
    assert_eq!(names, IDS);
}

#[test]
fn each_measure_says_where_and_when_it_was_read() {
    for mesure in MESURES {
        assert!(!mesure.sources.is_empty(), "{}", mesure.id);
        for source in mesure.sources {
            let is_address = ["https://", "http://"]
                .iter()
                .any(|scheme| source.url.starts_with(scheme));
            assert!(
                is_address || source.url == REPOSITORY_PATH,
                "{}: {}",
                mesure.id,
                source.url
            );
            assert!(!source.title.is_empty(), "{}", mesure.id);
            let is_since_the_catalogue = day(2026, 11, 23) <= source.recorded_on;
            assert!(is_since_the_catalogue, "{}", mesure.id);
        }
    }
    for mesure in MESURES {
        if let Some(seen) = mesure.seen {
            let programme = day(2018, 11, 22);
            let is_before_it_was_entered = mesure
                .sources
                .iter()
                .all(|source| seen.first() < source.recorded_on);
            assert!(
                programme <= seen.first() && is_before_it_was_entered,
                "{}",
                mesure.id
            );
        }
    }
}

#[test]
fn the_aids_named_are_there() {
    for aide in MESURES.iter().filter_map(|mesure| mesure.aide) {
        assert!(find_aide(aide).is_some(), "{aide}");
    }
    let count = MESURES.iter().filter(|mesure| mesure.aide.is_some()).count();
    assert_eq!(count, 14);
}

#[test]
fn what_is_unsure_says_what_to_check() {
    for mesure in MESURES {
        let is_uncertain = mesure.validity.standing_on(day(2026, 11, 23)) == Standing::Uncertain;
        if is_uncertain || mesure.sureness != Sureness::Sourced {
            assert!(!mesure.doubts.is_empty(), "{}", mesure.id);
        }
    }
}

#[test]
fn no_text_is_empty_and_apostrophes_are_typographic() {
    for mesure in MESURES {
        for message in texts_of(mesure) {
            for lang in [Lang::Fr, Lang::En] {
                let text = message.in_lang(lang);
                assert!(!text.trim().is_empty(), "{}", mesure.id);
                assert!(!text.contains('\''), "{}: {text}", mesure.id);
            }
        }
    }
}

#[test]
fn the_catalogue_stays_small() {
    let texts: usize = MESURES
        .iter()
        .map(|mesure| {
            let sentences: usize = texts_of(mesure)
                .iter()
                .map(|message| message.in_lang(Lang::Fr).len() + message.in_lang(Lang::En).len())
                .sum();
            let sources: usize = mesure
                .sources
                .iter()
                .map(|source| source.title.len() + source.url.len() + source.quote.len())
                .sum();
            sentences + sources
        })
        .sum();
    let table = size_of_val(MESURES);
    assert!(texts <= 40_000, "{texts} bytes of text");
    assert!(table <= 30_000, "{table} bytes of table");
}

#[test]
fn facts_that_others_lean_on() {
    assert_eq!(
        mesure("vte-vert").legal_basis,
        Stated::Known(LegalBasis::DeMinimis)
    );
    assert_eq!(
        mesure("fonds-vert-ti").governance,
        Stated::Known(GovernanceOpinion::Needed)
    );
    assert_eq!(mesure("pret-vert").scope, Scope::National);
    assert_eq!(
        mesure("vte-ti").scope,
        Scope::Programme(&[Phase::One, Phase::Two])
    );
    assert_eq!(mesure("business-france").priorite, Theme::Unclassified);
}

#[test]
fn what_was_not_found_is_unknown() {
    // No source tells which papers to join.
    assert!(MESURES.iter().all(|mesure| mesure.pieces == Stated::Unknown));
    for id in ["business-france", "ademe-eit", "ami-ti-40"] {
        assert_eq!(mesure(id).amounts, Stated::Unknown, "{id}");
    }
    for (id, unknown) in [
        ("bdt-ingenierie-50", Amount::CeilingOnAid(Stated::Unknown)),
        ("chef-projet-1", Amount::Fixed(Stated::Unknown)),
        ("chef-projet-2", Amount::Fixed(Stated::Unknown)),
        ("fonds-acceleration", Amount::Rate(Stated::Unknown)),
        ("fonds-vert-ti", Amount::Rate(Stated::Unknown)),
    ] {
        let mut amounts = mesure(id).amounts_on(day(2026, 11, 23));
        assert!(amounts.any(|line| line.amount == unknown), "{id}");
    }
}

#[test]
fn the_scale_of_the_green_vte_changes_with_2023() {
    let on = |day| -> Vec<String> {
        mesure("vte-vert")
            .amounts_on(day)
            .map(|line| line.amount.message().in_lang(Lang::En).to_owned())
            .collect()
    };
    // Cumulation with the other VTE grant, which the sources give without a date.
    let always = "aid of at most €12,000";
    let first = ["€12,000", "€8,000", "costs of at least €16,000", always];
    let second = ["50%", "aid of at most €8,000", always];
    assert_eq!(on(day(2020, 12, 31)), [always]);
    assert_eq!(on(day(2021, 1, 1)), first);
    assert_eq!(on(day(2022, 12, 31)), first);
    assert_eq!(on(day(2023, 1, 1)), second);
    assert_eq!(on(day(2024, 12, 31)), second);
    assert_eq!(on(day(2025, 1, 1)), [always]);
}

#[test]
fn the_catalogue_is_narrowed_by_theme_operator_and_kind() {
    let ids = |catalogue: Catalogue| -> Vec<_> { catalogue.mesures().map(|mesure| mesure.id).collect() };
    assert_eq!(ids(Catalogue::default()), IDS);
    let land = Catalogue {
        priorite: Some(Priorite::Foncier),
        kind: Some(Kind::Investissement),
        ..Catalogue::default()
    };
    // Three serve all priorities alike and are kept beside the two for land.
    assert_eq!(
        ids(land),
        [
            "bdt-foncier-2023",
            "bdt-investissement",
            "fonds-acceleration",
            "rebond-investissement",
            "sites-cles-en-main-2030",
        ]
    );
    let loans = Catalogue {
        kind: Some(Kind::Pret),
        ..Catalogue::default()
    };
    assert_eq!(ids(loans), ["bdt-pret", "pret-vert"]);
    let of_the_state_plan = Catalogue {
        operator: Some(Operator::France2030),
        ..Catalogue::default()
    };
    assert_eq!(
        ids(of_the_state_plan),
        ["rebond-ingenierie", "rebond-investissement"]
    );
    let nothing = Catalogue {
        besoin: Some(Besoin::Simplifier),
        operator: Some(Operator::ActionLogement),
        ..Catalogue::default()
    };
    assert_eq!(ids(nothing), [""; 0]);
}

#[test]
fn each_measure_changes_on_its_days_and_on_no_other() {
    let ids: Vec<_> = CHANGES.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, IDS);
    for (id, expected) in CHANGES {
        let validity = mesure(id).validity;
        let actual: Vec<_> = validity
            .changes()
            .iter()
            .map(|change| (written(change.from), change.standing))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(from, standing)| ((*from).to_owned(), *standing))
            .collect();
        assert_eq!(actual, expected, "{id}");
    }
}

#[test]
fn each_change_holds_the_day_before_that_day_and_the_day_after() {
    for mesure in MESURES {
        let standing_on = |on| mesure.validity.standing_on(on);
        let mut before = Standing::Closed;
        for change in mesure.validity.changes() {
            let (id, on) = (mesure.id, change.from);
            if let Some(eve) = on.pred_opt() {
                assert_eq!(standing_on(eve), before, "{id}: the day before {on}");
            }
            assert_eq!(standing_on(on), change.standing, "{id}: {on}");
            let next = on.succ_opt().expect("a day of the calendar");
            assert_eq!(standing_on(next), change.standing, "{id}: the day after {on}");
            before = change.standing;
        }
    }
}

/// To be read by a person. When the answers change on purpose, the file takes what the test prints.
#[test]
fn the_answers_to_a_manufacturer_are_those_of_the_file() {
    let mut lines = Vec::new();
    for (mesure, verdict) in match_mesures(&MANUFACTURER, day(2026, 11, 23)) {
        lines.push(format!("{} | {}", mesure.id, verdict.label().in_lang(Lang::Fr)));
        for message in verdict.messages() {
            lines.push(format!("    {}", message.in_lang(Lang::Fr)));
            lines.push(format!("      {}", message.in_lang(Lang::En)));
        }
    }
    let actual = lines.join("\n") + "\n";
    let file = include_str!("mesures-2026-11-23.txt");
    let expected = file.split_once("\n\n").map_or(file, |(_, body)| body);
    assert!(actual == expected, "the answers are now:\n\n{actual}");
}

fn written(day: NaiveDate) -> String {
    if day == NaiveDate::MIN {
        return "always".to_owned();
    }
    day.to_string()
}

fn texts_of(mesure: &Mesure) -> Vec<&Message> {
    let mut texts = vec![&mesure.name, &mesure.validity_text];
    texts.extend(mesure.conditions);
    texts.extend(mesure.notes);
    texts.extend(mesure.doubts.iter().map(|doubt| &doubt.message));
    if let Stated::Known(lines) = mesure.amounts {
        texts.extend(lines.iter().filter_map(|line| line.note.as_ref()));
    }
    texts
}

fn profiles() -> impl Strategy<Value = Profile> {
    let sections = ["A", "B", "C", "D", "E", "F", "G", "no section"].map(SectionNaf::parse);
    (
        prop::option::of(prop::sample::select(Beneficiaire::ALL.to_vec())),
        prop::option::of(prop::sample::select(Taille::ALL.to_vec())),
        prop::option::of(0_u32..600),
        prop::sample::select(sections.to_vec()),
        prop::option::of(prop::sample::select(vec![Place::InTerritoire, Place::Elsewhere])),
        prop::option::of(prop::sample::select(Phase::ALL.to_vec())),
    )
        .prop_map(|(beneficiaire, taille, staff, section, place, phase)| Profile {
            beneficiaire,
            taille,
            staff,
            section,
            place,
            phase,
        })
}

/// From 22 November 2018 to 31 December 2030.
fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..=4422).prop_map(|after| day(2018, 11, 22) + chrono::Days::new(after))
}

fn rank(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Open { .. } => 0,
        Verdict::Unknown { .. } => 1,
        Verdict::Closed { .. } => 2,
        Verdict::NotForYou { .. } => 3,
    }
}

proptest! {
    #[test]
    fn each_measure_answers_once_in_a_stable_order(profile in profiles(), on in days()) {
        let answers = match_mesures(&profile, on);
        prop_assert!(answers.is_sorted_by_key(|(mesure, verdict)| (rank(verdict), mesure.id)));
        let mut ids: Vec<_> = answers.iter().map(|(mesure, _)| mesure.id).collect();
        ids.sort_unstable();
        prop_assert_eq!(ids, IDS);
        let again = match_mesures(&profile, on);
        prop_assert!(answers.iter().zip(&again).all(|(a, b)| a.0.id == b.0.id && a.1 == b.1));
    }

    #[test]
    fn only_what_the_sources_say_is_open_is_said_to_be(profile in profiles(), on in days()) {
        for (mesure, verdict) in match_mesures(&profile, on) {
            let standing = mesure.validity.standing_on(on);
            match &verdict {
                Verdict::Open { .. } => prop_assert_eq!(standing, Standing::Open),
                Verdict::Closed { .. } => prop_assert_eq!(standing, Standing::Closed),
                Verdict::Unknown { missing, unsettled } => {
                    prop_assert!(standing != Standing::Closed);
                    prop_assert!(!missing.is_empty() || !unsettled.is_empty());
                }
                Verdict::NotForYou { mismatches } => {
                    prop_assert!(standing != Standing::Closed);
                    prop_assert!(!mismatches.is_empty());
                }
            }
            for message in verdict.messages() {
                prop_assert!(!message.in_lang(Lang::Fr).is_empty() && !message.in_lang(Lang::En).is_empty());
            }
        }
    }

    #[test]
    fn nothing_said_refuses_nothing_and_opens_only_what_is_for_everybody(on in days()) {
        for (mesure, verdict) in match_mesures(&Profile::default(), on) {
            prop_assert!(verdict.as_str() != "not_for_you", "{}", mesure.id);
            let is_for_everybody = mesure.who.beneficiaires.len() == Beneficiaire::ALL.len();
            prop_assert!(verdict.as_str() != "open" || is_for_everybody, "{}", mesure.id);
        }
    }
}

/// For each measure, the days from which its standing is another, from the words of the sources: a date known to the
/// year makes that year uncertain, one known to the month that month; what the sources do not end, after a date they
/// do give, is uncertain from there.
const CHANGES: &[(&str, &[(&str, Standing)])] = &[
    ("act-pas-a-pas", &[("2023-11-13", Open), ("2026-07-01", Closed)]),
    (
        "ademe-accompagnement-2020",
        &[
            ("always", Uncertain),
            ("2020-07-01", Open),
            ("2022-01-01", Uncertain),
            ("2023-01-01", Closed),
        ],
    ),
    (
        "ademe-audit-energie",
        &[("2023-01-01", Open), ("2025-01-01", Closed)],
    ),
    (
        "ademe-decision-2020",
        &[
            ("always", Uncertain),
            ("2020-07-01", Open),
            ("2022-01-01", Uncertain),
            ("2023-01-01", Closed),
        ],
    ),
    (
        "ademe-ecoconception",
        &[("2024-01-01", Uncertain), ("2025-01-01", Closed)],
    ),
    (
        "ademe-eit",
        &[
            ("2019-01-01", Uncertain),
            ("2020-01-01", Open),
            ("2022-01-01", Uncertain),
            ("2023-01-01", Closed),
        ],
    ),
    (
        "ademe-friches",
        &[("2023-01-01", Uncertain), ("2025-01-01", Closed)],
    ),
    (
        "ademe-perf-energie",
        &[("2023-01-01", Open), ("2025-01-01", Closed)],
    ),
    ("ami-ti-40", &[("always", Uncertain), ("2024-01-01", Closed)]),
    (
        "bdt-foncier-2023",
        &[("2023-01-01", Uncertain), ("2029-01-01", Closed)],
    ),
    (
        "bdt-ingenierie-50",
        &[("2019-03-05", Open), ("2022-01-01", Uncertain)],
    ),
    (
        "bdt-investissement",
        &[
            ("2019-01-01", Uncertain),
            ("2020-01-01", Open),
            ("2022-01-01", Uncertain),
            ("2023-01-01", Closed),
        ],
    ),
    (
        "bdt-pret",
        &[
            ("2019-01-01", Uncertain),
            ("2020-01-01", Open),
            ("2022-01-01", Uncertain),
            ("2023-01-01", Closed),
        ],
    ),
    (
        "bpifrance-accelerateurs",
        &[
            ("2019-01-01", Uncertain),
            ("2020-01-01", Open),
            ("2022-01-01", Uncertain),
        ],
    ),
    (
        "business-france",
        &[
            ("2019-01-01", Uncertain),
            ("2020-01-01", Open),
            ("2022-01-01", Uncertain),
        ],
    ),
    (
        "chef-projet-1",
        &[
            ("2019-01-01", Uncertain),
            ("2020-01-01", Open),
            ("2022-01-01", Uncertain),
            ("2023-01-01", Closed),
        ],
    ),
    (
        "chef-projet-2",
        &[
            ("2023-01-01", Uncertain),
            ("2024-01-01", Open),
            ("2026-01-01", Uncertain),
            ("2028-01-01", Closed),
        ],
    ),
    ("dataviz-ti", &[("2020-12-15", Open), ("2022-01-01", Uncertain)]),
    ("diag-decarbon", &[("always", Uncertain), ("2024-08-01", Open)]),
    (
        "diag-ecoconception",
        &[("always", Uncertain), ("2024-08-01", Open)],
    ),
    ("diag-ecoflux", &[("always", Uncertain)]),
    ("diag-perfimmo", &[("always", Uncertain), ("2024-08-01", Open)]),
    (
        "ecoles-production",
        &[("2021-05-06", Open), ("2021-10-16", Closed)],
    ),
    (
        "fonds-acceleration",
        &[
            ("2020-09-01", Open),
            ("2021-06-01", Uncertain),
            ("2023-01-01", Closed),
        ],
    ),
    (
        "fonds-vert-ti",
        &[
            ("2024-01-12", Open),
            ("2024-12-16", Closed),
            ("2025-01-01", Uncertain),
        ],
    ),
    (
        "missions-145j",
        &[("2021-01-01", Uncertain), ("2022-01-01", Closed)],
    ),
    ("pacte-industrie", &[("2023-06-01", Open), ("2026-07-01", Closed)]),
    (
        "pole-emploi-conseiller",
        &[
            ("2019-01-01", Uncertain),
            ("2020-01-01", Open),
            ("2022-01-01", Uncertain),
        ],
    ),
    ("pret-vert", &[("always", Uncertain), ("2024-08-01", Open)]),
    (
        "rebond-ingenierie",
        &[
            ("2022-08-01", Open),
            ("2026-10-01", Uncertain),
            ("2026-11-01", Closed),
        ],
    ),
    (
        "rebond-investissement",
        &[
            ("2022-01-01", Uncertain),
            ("2023-01-01", Open),
            ("2026-01-01", Uncertain),
            ("2027-01-01", Closed),
        ],
    ),
    (
        "referents-uniques",
        &[("2019-03-05", Open), ("2022-01-01", Uncertain)],
    ),
    (
        "sites-cles-en-main-1",
        &[
            ("2020-01-01", Uncertain),
            ("2021-01-01", Open),
            ("2022-01-01", Uncertain),
            ("2023-01-01", Closed),
        ],
    ),
    (
        "sites-cles-en-main-2030",
        &[
            ("2023-10-01", Uncertain),
            ("2023-11-01", Open),
            ("2023-12-01", Uncertain),
            ("2024-01-01", Closed),
        ],
    ),
    ("tremplin", &[("2023-01-01", Open), ("2025-01-01", Closed)]),
    ("vte-logement", &[("2020-09-01", Uncertain)]),
    (
        "vte-ti",
        &[
            ("2020-09-01", Uncertain),
            ("2020-10-01", Open),
            ("2023-10-01", Uncertain),
        ],
    ),
    (
        "vte-vert",
        &[
            ("2020-09-01", Uncertain),
            ("2020-10-01", Open),
            ("2024-01-01", Uncertain),
        ],
    ),
];
