//! A contract as a whole: read from a file, amended, read again on any day, and its plan added up. Each rule alone is
//! tested where it is written, and what people read of it by `check-data`.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of a test fails the test"
)]

use chrono::NaiveDate;
use proptest::prelude::*;
use shared::contrat::{
    Avancement, AvenantBody, BinomeBody, Contrat, ContratError, Cote, DaysBody, EngagementBody,
    FicheActionBody, FinancementBody, Maturite, Money, PartenaireBody, RoleBody, SignataireBody,
    SignatairesBody, SourceBody, Version, WrittenContrat, YearsBody,
};
use shared::message::Lang;
use shared::money::Euros;
use shared::programme::{Axe, Priorite};
use shared::source::Stated;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn euros(text: &str) -> Euros {
    Euros::parse(text).unwrap()
}

fn signataire(id: &str) -> SignataireBody {
    SignataireBody {
        id: id.to_owned(),
        denomination: format!("Organisme {id}"),
        ..SignataireBody::default()
    }
}

fn line(financeur: &str, montant: &str, etat: &str) -> FinancementBody {
    FinancementBody {
        financeur: financeur.to_owned(),
        montant: montant.to_owned(),
        etat: etat.to_owned(),
    }
}

fn days(date_debut: &str, date_fin: &str) -> DaysBody {
    DaysBody {
        date_debut: date_debut.to_owned(),
        date_fin: date_fin.to_owned(),
    }
}

fn fiche(numero: &str, axe: &str) -> FicheActionBody {
    FicheActionBody {
        numero: numero.to_owned(),
        intitule: format!("Action {numero}"),
        axe: Some(axe.to_owned()),
        ..FicheActionBody::default()
    }
}

/// A contract of 2024 to 2026, signed on 15 January 2024, with two sheets, to be spoilt or amended.
fn valid() -> WrittenContrat {
    WrittenContrat {
        id: "vallee".to_owned(),
        document: "contrat".to_owned(),
        intitule: "Contrat de la vallée".to_owned(),
        phase: Some("2023-2027".to_owned()),
        period: Some(days("2024-01-01", "2026-12-31")),
        signed_on: Some("2024-01-15".to_owned()),
        sources: vec![SourceBody {
            title: "Contrat".to_owned(),
            url: "https://exemple.fr/contrat".to_owned(),
            recorded_on: "2026-11-23".to_owned(),
        }],
        signataires: SignatairesBody {
            intercommunalites: Some(vec![signataire("agglo")]),
            partenaires_publics: Some(vec![signataire("region")]),
            partenaires_economiques: None,
        },
        partenaires: Some(Vec::new()),
        fiches: Some(vec![
            FicheActionBody {
                cout: Some("100.00".to_owned()),
                plan_de_financement: Some(vec![
                    line("agglo", "60.00", "acquis"),
                    line("region", "40.00", "sollicite"),
                ]),
                maturite: Some("ferme".to_owned()),
                avancement: Some("en_cours".to_owned()),
                ..fiche("1", "competences")
            },
            fiche("2", "foncier"),
        ]),
        engagements: Some(Vec::new()),
        ..WrittenContrat::default()
    }
}

fn avenant(numero: u16, signed_on: &str) -> AvenantBody {
    AvenantBody {
        numero: Some(numero),
        signed_on: signed_on.to_owned(),
        ..AvenantBody::default()
    }
}

/// Two amendments: of 1 March 2025, that adds a signatory, a partner, a sheet and an undertaking and withdraws sheet 2;
/// of 1 June 2026, that extends by a year and writes sheet 1 again with days in the added year.
fn amended() -> WrittenContrat {
    let added = FicheActionBody {
        porteur: Some("cci".to_owned()),
        partenaires: Some(vec!["lycee".to_owned()]),
        ..fiche("3", "innovation")
    };
    let rewritten = FicheActionBody {
        intitule: "Action 1, plus longue".to_owned(),
        calendrier: Some(days("2024-01-01", "2027-12-31")),
        ..fiche("1", "competences")
    };
    let first = AvenantBody {
        objet: Some("Une action de plus".to_owned()),
        add_signataires: SignatairesBody {
            partenaires_publics: Some(vec![signataire("cci")]),
            ..SignatairesBody::default()
        },
        add_partenaires: vec![PartenaireBody {
            id: "lycee".to_owned(),
            denomination: "Lycée".to_owned(),
        }],
        add_fiches: vec![added],
        withdraw_fiches: vec!["2".to_owned()],
        add_engagements: vec![EngagementBody {
            signataire: "cci".to_owned(),
            description: "Informer ses membres.".to_owned(),
        }],
        ..avenant(1, "2025-03-01")
    };
    let second = AvenantBody {
        extend_to: Some("2027-12-31".to_owned()),
        replace_fiches: vec![rewritten],
        ..avenant(2, "2026-06-01")
    };
    WrittenContrat {
        avenants: Some(vec![first, second]),
        ..valid()
    }
}

fn spoilt(spoil: impl FnOnce(&mut WrittenContrat)) -> Vec<(String, ContratError)> {
    let mut file = valid();
    spoil(&mut file);
    let faults = Contrat::parse(&file).err().unwrap_or_default();
    faults
        .into_iter()
        .map(|fault| (fault.path.to_string(), fault.error))
        .collect()
}

fn numeros(version: &Version<'_>) -> Vec<String> {
    let fiches = version.fiches().known().expect("the plan is known");
    fiches.iter().map(|fiche| fiche.numero.clone()).collect()
}

fn version_on(contrat: &Contrat, day: NaiveDate) -> Option<Version<'_>> {
    match contrat.on(day) {
        Stated::Known(version) => version,
        Stated::Unknown => panic!("the day of signature is known"),
    }
}

fn signed_version_on(contrat: &Contrat, day: NaiveDate) -> Version<'_> {
    version_on(contrat, day).expect("it is signed by then")
}

#[test]
fn what_is_left_out_is_unknown_and_an_empty_list_is_nothing() {
    let contrat = Contrat::parse(&valid()).unwrap();
    assert_eq!(contrat.partenaires(), &Stated::Known(Vec::new()));
    assert_eq!(contrat.avenants(), &Stated::Unknown);
    assert_eq!(contrat.pages(), &Stated::Unknown);
    assert_eq!(
        contrat.signataires().of(Cote::PartenairesEconomiques),
        &Stated::Unknown
    );
    assert_eq!(contrat.gouvernance().binome, Stated::Unknown);
}

#[test]
fn a_contract_does_not_read_before_the_day_it_is_signed() {
    let contrat = Contrat::parse(&amended()).unwrap();
    assert!(version_on(&contrat, day(2024, 1, 14)).is_none());
    assert!(version_on(&contrat, day(2024, 1, 15)).is_some());
    assert!(version_on(&contrat, day(2024, 1, 16)).is_some());
}

#[test]
fn an_amendment_holds_from_the_day_it_is_signed() {
    let contrat = Contrat::parse(&amended()).unwrap();
    for (on, numbers, last) in [
        (day(2025, 2, 28), ["1", "2"], day(2026, 12, 31)),
        (day(2025, 3, 1), ["1", "3"], day(2026, 12, 31)),
        (day(2025, 3, 2), ["1", "3"], day(2026, 12, 31)),
        (day(2026, 5, 31), ["1", "3"], day(2026, 12, 31)),
        (day(2026, 6, 1), ["1", "3"], day(2027, 12, 31)),
        (day(2026, 6, 2), ["1", "3"], day(2027, 12, 31)),
    ] {
        let version = signed_version_on(&contrat, on);
        assert_eq!(numeros(&version), numbers, "{on}");
        let period = version.period().known().expect("its days are known");
        assert_eq!(period.last(), Some(last), "{on}");
    }
}

#[test]
fn an_amendment_erases_nothing() {
    let contrat = Contrat::parse(&amended()).unwrap();
    let title_on = |on| {
        let version = signed_version_on(&contrat, on);
        version.fiches().known().expect("the plan is known")[0]
            .intitule
            .clone()
    };
    assert_eq!(title_on(day(2026, 5, 31)), "Action 1");
    assert_eq!(title_on(day(2026, 6, 1)), "Action 1, plus longue");
    assert_eq!(contrat.fiches().known().map(Vec::len), Some(2));
    assert_eq!(contrat.latest(), signed_version_on(&contrat, day(2026, 6, 1)));
}

#[test]
fn parties_added_by_an_amendment_may_be_referred_to_by_it() {
    let contrat = Contrat::parse(&amended()).unwrap();
    let counts_on = |on| {
        let version = signed_version_on(&contrat, on);
        (
            version
                .signataires(Cote::PartenairesPublics)
                .known()
                .map(Vec::len),
            version.partenaires().known().map(Vec::len),
            version.engagements().known().map(Vec::len),
        )
    };
    assert_eq!(counts_on(day(2025, 2, 28)), (Some(1), Some(0), Some(0)));
    assert_eq!(counts_on(day(2025, 3, 1)), (Some(2), Some(1), Some(1)));
}

#[test]
fn without_a_day_of_signature_its_reading_on_a_day_is_unknown() {
    let file = WrittenContrat {
        signed_on: None,
        ..valid()
    };
    let contrat = Contrat::parse(&file).unwrap();
    assert_eq!(contrat.on(day(2025, 1, 1)), Stated::Unknown);
    assert_eq!(numeros(&contrat.latest()), ["1", "2"]);
}

#[test]
fn every_fault_is_told_with_the_way_to_it() {
    let faults = spoilt(|file| {
        file.document = "convention".to_owned();
        file.sources.clear();
        let fiches = file.fiches.as_mut().unwrap();
        fiches[0].plan_de_financement.as_mut().unwrap()[1].montant = "39.99".to_owned();
        fiches[1].numero = "1".to_owned();
        fiches[1].porteur = Some("usine".to_owned());
    });
    let expected = [
        (
            "document",
            ContratError::NotAChoice {
                value: "convention".to_owned(),
                choices: "protocole_d_accord, contrat".to_owned(),
            },
        ),
        ("sources", ContratError::NoSource),
        (
            "fiches[1].plan_de_financement",
            ContratError::FundingDoesNotAddUp {
                sum: euros("99.99"),
                cout: euros("100"),
            },
        ),
        (
            "fiches[2].numero",
            ContratError::DuplicateNumero {
                numero: "1".to_owned(),
            },
        ),
        (
            "fiches[2].porteur",
            ContratError::UnknownPartie {
                id: "usine".to_owned(),
            },
        ),
    ];
    assert_eq!(faults, expected.map(|(path, error)| (path.to_owned(), error)));
}

#[test]
fn a_sheet_is_held_against_the_days_of_its_own_amendment() {
    let mut file = amended();
    file.avenants.as_mut().unwrap()[1].extend_to = Some("2027-12-30".to_owned());
    let faults = Contrat::parse(&file).unwrap_err();
    let paths: Vec<_> = faults.iter().map(|fault| fault.path.to_string()).collect();
    // The sheet ends on 31 December 2027, one day after the contract.
    assert_eq!(paths, ["avenants[2].replace_fiches[1].calendrier.date_fin"]);
}

#[test]
fn the_years_of_the_title_stand_in_for_days_that_are_unknown() {
    let ends_on = |date_fin: &str| {
        spoilt(|file| {
            file.period = None;
            file.years = Some(YearsBody {
                first: Some(2024),
                last: Some(2025),
            });
            file.fiches.as_mut().unwrap()[0].calendrier = Some(days("2024-01-01", date_fin));
        })
    };
    assert_eq!(ends_on("2025-12-30"), []);
    assert_eq!(ends_on("2025-12-31"), []);
    let outside = ContratError::OutsidePeriod {
        date: day(2026, 1, 1),
        first: day(2024, 1, 1),
        last: day(2025, 12, 31),
    };
    assert_eq!(
        ends_on("2026-01-01"),
        [("fiches[1].calendrier.date_fin".to_owned(), outside)]
    );
}

#[test]
fn one_binome_is_kept_and_two_are_refused() {
    let role = |organisme: &str| RoleBody {
        organisme: organisme.to_owned(),
        fonction: "présidence".to_owned(),
        name: None,
    };
    let binome = BinomeBody {
        elu: role("Agglomération"),
        industriel: role("Fonderie"),
    };
    let mut file = valid();
    file.gouvernance.binomes = Some(vec![binome.clone()]);
    let contrat = Contrat::parse(&file).unwrap();
    let held = contrat.gouvernance().binome.known();
    assert_eq!(
        held.map(|binome| binome.elu.organisme.as_str()),
        Some("Agglomération")
    );
    assert_eq!(
        spoilt(|file| file.gouvernance.binomes = Some(vec![binome.clone(), binome])),
        [(
            "gouvernance.binomes".to_owned(),
            ContratError::NotOneBinome { count: 2 }
        )]
    );
}

#[test]
fn an_amendment_of_what_is_unknown_is_refused_in_each_section() {
    let mut file = amended();
    file.period = None;
    file.partenaires = None;
    file.fiches = None;
    file.engagements = None;
    file.signataires.partenaires_publics = None;
    let faults = Contrat::parse(&file).unwrap_err();
    let told: Vec<_> = faults
        .iter()
        .map(|fault| (fault.path.to_string(), fault.error.code()))
        .collect();
    let told: Vec<_> = told.iter().map(|(path, code)| (path.as_str(), *code)).collect();
    assert_eq!(
        told,
        [
            (
                "avenants[1].add_signataires.partenaires_publics",
                "amends_unknown"
            ),
            ("avenants[1].add_partenaires", "amends_unknown"),
            ("avenants[1].add_fiches", "amends_unknown"),
            ("avenants[1].withdraw_fiches", "amends_unknown"),
            ("avenants[1].add_engagements", "amends_unknown"),
            ("avenants[2].extend_to", "amends_unknown"),
            ("avenants[2].replace_fiches", "amends_unknown"),
        ]
    );
}

#[test]
fn whatever_is_shown_of_an_example_says_so() {
    let file = WrittenContrat {
        example: true,
        intitule: "EXEMPLE – Contrat de la vallée".to_owned(),
        ..amended()
    };
    let contrat = Contrat::parse(&file).unwrap();
    let version = contrat.latest();
    let fiche = version.fiches().known().expect("the plan is known")[0];
    for (lang, word) in [(Lang::Fr, "EXEMPLE"), (Lang::En, "EXAMPLE")] {
        let label = contrat.mark().label().expect("it is marked");
        for text in [
            version.heading(lang),
            version.fiche_heading(fiche, lang),
            version.avenant_heading(version.avenants()[0], lang),
            label.in_lang(lang).to_owned(),
        ] {
            assert_eq!(text.matches(word).count(), 1, "{text}");
        }
    }
    assert_eq!(version.heading(Lang::Fr), "EXEMPLE – Contrat de la vallée");
    assert_eq!(version.heading(Lang::En), "EXAMPLE – Contrat de la vallée");
    let progress = version.progress();
    assert_eq!(
        progress.known().map(|progress| progress.mark),
        Some(contrat.mark())
    );
}

#[test]
fn what_is_shown_of_a_real_contract_is_what_it_says() {
    let contrat = Contrat::parse(&amended()).unwrap();
    let version = contrat.latest();
    let fiche = version.fiches().known().expect("the plan is known")[0];
    assert_eq!(version.heading(Lang::Fr), "Contrat de la vallée");
    assert_eq!(
        version.fiche_heading(fiche, Lang::Fr),
        "Fiche action 1\u{a0}: Action 1, plus longue"
    );
    assert_eq!(
        version.avenant_heading(version.avenants()[0], Lang::Fr),
        "Avenant n°\u{a0}1\u{a0}: Une action de plus"
    );
    assert_eq!(
        version.avenant_heading(version.avenants()[1], Lang::En),
        "Amendment No. 2"
    );
}

#[test]
fn a_plan_is_counted_by_hand() {
    let contrat = Contrat::parse(&valid()).unwrap();
    let progress = contrat.latest().progress();
    let progress = progress.known().expect("the plan is known");
    // Sheet 1: firm, under way, 60 granted and 40 asked for. Sheet 2: nothing is known but its axe.
    assert_eq!(progress.fiches, 2);
    assert_eq!(progress.of_maturite(Stated::Known(Maturite::Ferme)), 1);
    assert_eq!(progress.of_maturite(Stated::Unknown), 1);
    assert_eq!(progress.of_avancement(Stated::Known(Avancement::EnCours)), 1);
    assert_eq!(progress.of_avancement(Stated::Known(Avancement::Achevee)), 0);
    assert_eq!((progress.without_cout, progress.without_plan), (1, 1));
    assert_eq!(progress.cout, euros("100"));
    let money = |acquis, sollicite| Money {
        prevu: Euros::ZERO,
        sollicite: euros(sollicite),
        acquis: euros(acquis),
    };
    assert_eq!(progress.total, money("60", "40"));
    let by_financeur: Vec<_> = progress
        .by_financeur
        .iter()
        .map(|(id, money)| (id.as_str(), *money))
        .collect();
    assert_eq!(
        by_financeur,
        [("agglo", money("60", "0")), ("region", money("0", "40"))]
    );
    assert_eq!(
        progress.by_axe,
        [(
            Stated::Known(Axe::Priorite(Priorite::Competences)),
            money("60", "40")
        )]
    );
}

#[test]
fn the_plan_of_a_contract_that_hides_it_is_unknown() {
    let file = WrittenContrat {
        fiches: None,
        ..valid()
    };
    let contrat = Contrat::parse(&file).unwrap();
    assert_eq!(contrat.latest().progress(), Stated::Unknown);
}

#[test]
fn a_contract_crosses_json_unchanged() {
    let file = amended();
    let json = serde_json::to_string(&file).unwrap();
    let back: WrittenContrat = serde_json::from_str(&json).unwrap();
    assert_eq!(back, file);
    assert_eq!(Contrat::parse(&back), Contrat::parse(&file));
}

/// Any sheet whose plan adds up: lines of any amount, state and funder, or an unknown plan.
fn any_fiche() -> impl Strategy<Value = FicheActionBody> {
    let lines = prop::collection::vec((0..2_usize, 1..100_000_000_u64, 0..3_usize), 1..6);
    let choices = (0..5_usize, 0..3_usize, 0..5_usize);
    (prop::option::of(lines), choices).prop_map(|(lines, (axe, maturite, avancement))| {
        let named = |names: &[&str], place: usize| names.get(place).map(|name| (*name).to_owned());
        let amount = |cents: u64| format!("{}.{:02}", cents / 100, cents % 100);
        let cents = |lines: &Vec<(usize, u64, usize)>| lines.iter().map(|(_, cents, _)| cents).sum();
        FicheActionBody {
            intitule: "Action".to_owned(),
            axe: named(
                &["transition_ecologique", "innovation", "competences", "foncier"],
                axe,
            ),
            maturite: named(&["ferme", "a_l_etude"], maturite),
            avancement: named(&["a_engager", "en_cours", "achevee", "abandonnee"], avancement),
            cout: lines.as_ref().map(|lines| amount(cents(lines))),
            plan_de_financement: lines.map(|lines| {
                let funders = ["agglo", "region"];
                let states = ["prevu", "sollicite", "acquis"];
                lines
                    .iter()
                    .map(|(financeur, cents, etat)| line(funders[*financeur], &amount(*cents), states[*etat]))
                    .collect()
            }),
            ..FicheActionBody::default()
        }
    })
}

proptest! {
    #[test]
    fn totals_agree_whichever_way_they_are_added_up(
        mut fiches in prop::collection::vec(any_fiche(), 0..12),
        turn in 0..12_usize,
    ) {
        for (fiche, number) in fiches.iter_mut().zip(1..) {
            fiche.numero = format!("{number}");
        }
        let progress_of = |fiches: Vec<FicheActionBody>| {
            let contrat = Contrat::parse(&WrittenContrat { fiches: Some(fiches), ..valid() }).expect("it holds");
            contrat.latest().progress().known().cloned().expect("the plan is known")
        };
        let progress = progress_of(fiches.clone());
        let sums = |moneys: Vec<Money>| {
            (
                moneys.iter().map(|money| money.prevu).sum::<Euros>(),
                moneys.iter().map(|money| money.sollicite).sum::<Euros>(),
                moneys.iter().map(|money| money.acquis).sum::<Euros>(),
            )
        };
        let all = sums(vec![progress.total]);
        prop_assert_eq!(sums(progress.by_financeur.iter().map(|(_, money)| *money).collect()), all);
        prop_assert_eq!(sums(progress.by_axe.iter().map(|(_, money)| *money).collect()), all);
        // Each plan that is known adds up to its cost, so the costs add up to the money.
        prop_assert_eq!(progress.total.total(), progress.cout);
        let counted: usize = progress.by_state.iter().map(|count| count.count).sum();
        prop_assert_eq!(counted, progress.fiches);
        let by_maturite = Maturite::ALL.map(Stated::Known).into_iter().chain([Stated::Unknown]);
        let counted: usize = by_maturite.map(|of| progress.of_maturite(of)).sum();
        prop_assert_eq!(counted, progress.fiches);
        let by_avancement = Avancement::ALL.map(Stated::Known).into_iter().chain([Stated::Unknown]);
        let counted: usize = by_avancement.map(|of| progress.of_avancement(of)).sum();
        prop_assert_eq!(counted, progress.fiches);

        // The order of the sheets changes no figure.
        let middle = turn.min(fiches.len());
        fiches.rotate_left(middle);
        let turned = progress_of(fiches);
        prop_assert_eq!(turned.total, progress.total);
        prop_assert_eq!(turned.cout, progress.cout);
    }

    #[test]
    fn no_text_makes_the_reading_panic(text in ".{0,40}", number in any::<u16>()) {
        let mut file = amended();
        file.signed_on = Some(text.clone());
        file.phase = Some(text.clone());
        file.years = Some(YearsBody { first: Some(number), last: Some(number) });
        let fiches = file.fiches.as_mut().unwrap();
        fiches[0].cout = Some(text.clone());
        fiches[1].numero.clone_from(&text);
        fiches[1].contact = Some(text.clone());
        let avenants = file.avenants.as_mut().unwrap();
        avenants[0].numero = Some(number);
        avenants[1].extend_to = Some(text);
        let _outcome = Contrat::parse(&file);
    }
}
