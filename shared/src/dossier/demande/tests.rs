//! Requests that hold, spoilt one field at a time.

use super::*;
use crate::dossier::Invalid;
use crate::ids::SiretError;
use crate::message::Lang;
use crate::money::EurosError;
use crate::wire::{AideDeMinimisBody, CoutBody, DemandeurBody, FinancementBody, PieceBody, ProjetBody};

/// A request that holds, to be spoilt one field at a time.
pub(in crate::dossier) fn valid() -> FileDossierRequest {
    FileDossierRequest {
        demandeur: DemandeurBody {
            denomination: "Forges du Doubs".to_owned(),
            siret: "732 829 320 00074".to_owned(),
            adresse: "1 rue des Forges, 39100 Dole".to_owned(),
            taille: "petite".to_owned(),
            representant_legal: "Camille Martin, présidente".to_owned(),
            mandataire: String::new(),
            courriel: "camille@exemple.fr".to_owned(),
            ..DemandeurBody::default()
        },
        projet: ProjetBody {
            intitule: "Récupération de chaleur".to_owned(),
            description: "Étude de faisabilité.".to_owned(),
            commune: "39198".to_owned(),
            date_debut: "2027-01-04".to_owned(),
            date_fin: "2027-06-30".to_owned(),
            regime_tva: "ht".to_owned(),
            couts_previsionnels: vec![
                CoutBody {
                    libelle: "Bureau d’études".to_owned(),
                    montant: "24 000,00 €".to_owned(),
                },
                CoutBody {
                    libelle: "Mesures".to_owned(),
                    montant: "6000.50".to_owned(),
                },
            ],
            montant_demande: "15000".to_owned(),
            ..ProjetBody::default()
        },
        attestation_sur_l_honneur: true,
        ..FileDossierRequest::default()
    }
}

fn faults_of(spoil: impl FnOnce(&mut FileDossierRequest)) -> Vec<(String, &'static str)> {
    let mut request = valid();
    spoil(&mut request);
    match Demande::parse(&request) {
        Ok(_) => Vec::new(),
        Err(faults) => faults
            .into_iter()
            .map(|fault| (fault.pointer, fault.invalid.code()))
            .collect(),
    }
}

fn one(pointer: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(pointer.to_owned(), code)]
}

#[test]
fn a_valid_request_adds_up() {
    let demande = Demande::parse(&valid()).expect("valid");
    // 24 000,00 + 6 000,50 = 30 000,50.
    assert_eq!(demande.total().to_string(), "30000.50");
    assert_eq!(demande.demandeur().siret.as_str(), "73282932000074");
}

#[test]
fn an_empty_request_tells_every_fault_at_once() {
    let faults = Demande::parse(&FileDossierRequest::default()).expect_err("empty");
    let pointers: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/demandeur/denomination",
            "/demandeur/siret",
            "/demandeur/adresse",
            "/demandeur/taille",
            "/demandeur/representant_legal",
            "/demandeur/courriel",
            "/projet/intitule",
            "/projet/description",
            "/projet/commune",
            "/projet/date_debut",
            "/projet/date_fin",
            "/projet/regime_tva",
            "/projet/couts_previsionnels",
            "/projet/montant_demande",
            "/attestation_sur_l_honneur",
        ]
    );
}

#[test]
fn each_field_names_its_own_fault() {
    assert_eq!(
        faults_of(|r| r.demandeur.siret = "732829320".to_owned()),
        one("/demandeur/siret", "siret_is_siren")
    );
    assert_eq!(
        faults_of(|r| r.demandeur.taille = "geante".to_owned()),
        one("/demandeur/taille", "not_a_choice")
    );
    assert_eq!(
        faults_of(|r| r.projet.commune = "Dole".to_owned()),
        one("/projet/commune", "not_a_commune")
    );
    assert_eq!(
        faults_of(|r| r.projet.regime_tva = "HT".to_owned()),
        one("/projet/regime_tva", "not_a_choice")
    );
    assert_eq!(
        faults_of(|r| r.attestation_sur_l_honneur = false),
        one("/attestation_sur_l_honneur", "not_sworn")
    );
}

#[test]
fn the_end_may_be_the_day_of_the_start_but_not_before() {
    let ends = |day: &str| faults_of(|r| r.projet.date_fin = day.to_owned());
    assert_eq!(ends("2027-01-03"), one("/projet/date_fin", "ends_before_start"));
    assert_eq!(ends("2027-01-04"), []);
    assert_eq!(ends("2027-01-05"), []);
}

#[test]
fn dates_are_days_of_the_calendar() {
    for text in [
        "2027-02-29",
        "04/01/2027",
        "2027-1-4",
        "2027-13-01",
        "+027-01-01",
        "2027-01-04T00:00",
        "demain",
    ] {
        assert_eq!(
            faults_of(|r| r.projet.date_debut = text.to_owned()),
            one("/projet/date_debut", "not_a_date"),
            "{text}"
        );
    }
    assert_eq!(faults_of(|r| r.projet.date_fin = "2028-02-29".to_owned()), []);
}

#[test]
fn amounts_name_their_line() {
    let line = |text: &str| faults_of(|r| r.projet.couts_previsionnels[1].montant = text.to_owned());
    let pointer = "/projet/couts_previsionnels/1/montant";
    assert_eq!(line("-1"), one(pointer, "amount_negative"));
    assert_eq!(line("1.005"), one(pointer, "amount_too_many_decimals"));
    assert_eq!(line("six mille"), one(pointer, "amount_not_a_number"));
    assert_eq!(line("0"), one(pointer, "zero"));
    assert_eq!(line(""), one(pointer, "missing"));
}

#[test]
fn at_most_the_total_may_be_asked_for() {
    let ask = |text: &str| faults_of(|r| r.projet.montant_demande = text.to_owned());
    assert_eq!(ask("30000.49"), []);
    assert_eq!(ask("30000.50"), []);
    assert_eq!(ask("30000.51"), one("/projet/montant_demande", "above_total"));
}

#[test]
fn a_text_has_at_most_its_limit_of_characters() {
    for (length, fine) in [(199, true), (200, true), (201, false)] {
        let faults = faults_of(|r| r.projet.intitule = "é".repeat(length));
        assert_eq!(faults.is_empty(), fine, "{length}");
    }
}

#[test]
fn each_text_has_at_most_its_own_limit_of_characters() {
    let set = |field: &str, length: usize| {
        faults_of(|r| match field {
            "adresse" => r.demandeur.adresse = "é".repeat(length),
            "description" => r.projet.description = "é".repeat(length),
            // Five characters come after the name.
            "courriel" => r.demandeur.courriel = "a".repeat(length - 5) + "@b.fr",
            _ => r.source = "é".repeat(length),
        })
    };
    for (field, most) in [
        ("adresse", 300),
        ("description", 4_000),
        ("courriel", 254),
        ("source", 100),
    ] {
        for (length, fine) in [(most - 1, true), (most, true), (most + 1, false)] {
            assert_eq!(set(field, length).is_empty(), fine, "{field} {length}");
        }
    }
}

#[test]
fn a_budget_has_one_to_thirty_lines() {
    for (count, fine) in [(0, false), (1, true), (30, true), (31, false)] {
        let faults = faults_of(|r| {
            r.projet.couts_previsionnels = vec![
                CoutBody {
                    libelle: "Ligne".to_owned(),
                    montant: "20000".to_owned()
                };
                count
            ];
        });
        assert_eq!(faults.is_empty(), fine, "{count}");
    }
}

#[test]
fn addresses_have_the_shape_of_one() {
    for (text, fine) in [
        ("camille@exemple.fr", true),
        ("c.martin+aide@sous.exemple.fr", true),
        ("camille", false),
        ("@exemple.fr", false),
        ("camille@exemple", false),
        ("camille@.fr", false),
        ("a@b@exemple.fr", false),
        ("cam ille@exemple.fr", false),
    ] {
        assert_eq!(
            faults_of(|r| r.demandeur.courriel = text.to_owned()).is_empty(),
            fine,
            "{text}"
        );
    }
}

#[test]
fn every_fault_speaks_both_languages() {
    for invalid in [
        Invalid::Siret(SiretError::WrongCheck),
        Invalid::Amount(EurosError::TooLarge),
        Invalid::TooLong { count: 201, max: 200 },
        Invalid::AboveTotal {
            total: Euros::from_cents(1),
        },
        Invalid::CommuneOutsideTerritoire,
    ] {
        let message = invalid.message();
        assert_ne!(message.in_lang(Lang::Fr), message.in_lang(Lang::En));
    }
}

#[test]
fn a_choice_that_is_not_offered_is_answered_with_words_and_not_codes() {
    let mut request = valid();
    request.projet.regime_tva = "HT".to_owned();
    let faults = Demande::parse(&request).expect_err("not a choice");
    let message = faults[0].invalid.message();
    assert_eq!(
        message.in_lang(Lang::Fr),
        "Choisissez une des réponses proposées\u{a0}: «\u{a0}Hors taxes (HT)\u{a0}», «\u{a0}Toutes taxes comprises \
         (TTC)\u{a0}»."
    );
    assert_eq!(
        message.in_lang(Lang::En),
        "Choose one of the answers offered: “Before tax”, “Tax included”."
    );
}

fn financement(financeur: &str, montant: &str, etat: &str) -> FinancementBody {
    FinancementBody {
        financeur: financeur.to_owned(),
        montant: montant.to_owned(),
        etat: etat.to_owned(),
    }
}

/// 15 000,00 + 5 000,00 + 10 000,50 = 30 000,50.
fn plan() -> Vec<FinancementBody> {
    vec![
        financement("Banque des Territoires", "15000", "sollicite"),
        financement("Région", "5000", "acquis"),
        financement("", "10000.50", "fonds_propres"),
    ]
}

#[test]
fn a_plan_adds_up_to_the_cost_to_the_cent() {
    for (own, expected) in [
        ("10000.49", one("/plan_de_financement", "plan_not_total")),
        ("10000.50", Vec::new()),
        ("10000.51", one("/plan_de_financement", "plan_not_total")),
    ] {
        let faults = faults_of(|r| {
            r.plan_de_financement = plan();
            r.plan_de_financement[2].montant = own.to_owned();
        });
        assert_eq!(faults, expected, "{own}");
    }
}

#[test]
fn a_plan_asks_for_at_least_what_the_request_asks_for() {
    for (asked, expected) in [
        ("14999.99", Vec::new()),
        ("15000", Vec::new()),
        ("15000.01", one("/plan_de_financement", "plan_below_asked")),
    ] {
        let faults = faults_of(|r| {
            r.plan_de_financement = plan();
            r.projet.montant_demande = asked.to_owned();
        });
        assert_eq!(faults, expected, "{asked}");
    }
}

#[test]
fn the_faults_of_a_plan_are_told_with_those_of_the_project() {
    let faults = faults_of(|r| {
        r.projet.intitule = String::new();
        r.plan_de_financement = vec![financement("Région", "1", "acquis")];
    });
    let pointers: Vec<_> = faults
        .iter()
        .map(|(pointer, code)| (pointer.as_str(), *code))
        .collect();
    assert_eq!(
        pointers,
        [
            ("/projet/intitule", "missing"),
            ("/plan_de_financement", "plan_not_total"),
            ("/plan_de_financement", "plan_below_asked"),
        ]
    );
}

#[test]
fn each_line_of_a_plan_says_who_pays_unless_it_is_the_applicant() {
    let spoil = |line: FinancementBody| {
        faults_of(|r| {
            r.plan_de_financement = plan();
            r.plan_de_financement[0] = line;
        })
    };
    assert_eq!(
        spoil(financement(" ", "15000", "sollicite")),
        one("/plan_de_financement/0/financeur", "missing")
    );
    assert_eq!(
        spoil(financement("Banque des Territoires", "0", "sollicite")),
        one("/plan_de_financement/0/montant", "zero")
    );
    assert_eq!(
        spoil(financement("Banque des Territoires", "15000", "obtenu")),
        one("/plan_de_financement/0/etat", "not_a_choice")
    );
}

#[test]
fn pieces_are_declared_by_kind_and_name() {
    let declare = |kind: &str, name: &str| faults_of(|r| r.pieces = vec![piece(kind, name, "")]);
    for kind in PieceKind::ALL {
        assert_eq!(declare(kind.as_str(), "devis.pdf"), [], "{}", kind.as_str());
    }
    assert_eq!(declare("photo", "x"), one("/pieces/0/kind", "not_a_choice"));
    assert_eq!(declare("devis", " "), one("/pieces/0/name", "missing"));
}

#[test]
fn a_list_has_at_most_thirty_lines() {
    for (count, fine) in [(30, true), (31, false)] {
        let faults = faults_of(|r| {
            r.pieces = vec![piece("devis", "Devis", ""); count];
        });
        assert_eq!(faults.is_empty(), fine, "{count}");
    }
}

fn piece(kind: &str, name: &str, id: &str) -> PieceBody {
    PieceBody {
        kind: kind.to_owned(),
        name: name.to_owned(),
        id: id.to_owned(),
    }
}

#[test]
fn a_piece_that_was_sent_has_a_number_of_its_own() {
    let id = "0".repeat(32);
    let sent = |ids: &[&str]| {
        let pieces: Vec<_> = ids.iter().map(|id| piece("devis", "Devis", id)).collect();
        faults_of(|r| r.pieces = pieces)
    };
    assert_eq!(sent(&[&id, "", ""]), []);
    assert_eq!(sent(&["0"]), one("/pieces/0/id", "not_a_piece"));
    assert_eq!(sent(&[&id, "", &id]), one("/pieces/2/id", "piece_twice"));
}

fn de_minimis(date_octroi: &str) -> AideDeMinimisBody {
    AideDeMinimisBody {
        financeur: "Région".to_owned(),
        montant: "20000".to_owned(),
        date_octroi: date_octroi.to_owned(),
        base_juridique: "Règlement (UE) 2023/2831".to_owned(),
    }
}

#[test]
fn to_declare_no_de_minimis_aid_is_not_to_declare_nothing() {
    let mut request = valid();
    let declared = |request: &FileDossierRequest| {
        let demande = Demande::parse(request).expect("valid");
        demande.aides_de_minimis().map(<[AideDeMinimis]>::len)
    };
    assert_eq!(declared(&request), None);
    request.aides_de_minimis = Some(Vec::new());
    assert_eq!(declared(&request), Some(0));
    request.aides_de_minimis = Some(vec![de_minimis("2025-03-01")]);
    assert_eq!(declared(&request), Some(1));
}

fn filing_faults(spoil: impl FnOnce(&mut FileDossierRequest)) -> Vec<(String, &'static str)> {
    filing_faults_under(Regime::General, spoil)
}

fn filing_faults_under(
    regime: Regime,
    spoil: impl FnOnce(&mut FileDossierRequest),
) -> Vec<(String, &'static str)> {
    let mut request = valid();
    spoil(&mut request);
    let on = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    match Demande::file(&request, regime, on) {
        Ok(_) => Vec::new(),
        Err(faults) => faults
            .into_iter()
            .map(|fault| (fault.pointer, fault.invalid.code()))
            .collect(),
    }
}

#[test]
fn a_de_minimis_aid_was_granted_on_the_day_of_filing_at_most() {
    let grant = |day: &str| filing_faults(|r| r.aides_de_minimis = Some(vec![de_minimis(day)]));
    let refused = one("/aides_de_minimis/0/date_octroi", "in_the_future");
    assert_eq!(grant("2026-11-22"), []);
    assert_eq!(grant("2026-11-23"), []);
    assert_eq!(grant("2026-11-24"), refused);
}

#[test]
fn a_study_of_the_state_is_not_committed_before_the_day_of_filing() {
    let commit = |day: &str| {
        filing_faults_under(Regime::SubventionEtat, |r| {
            r.projet.date_engagement = day.to_owned();
        })
    };
    assert_eq!(
        commit("2026-11-22"),
        one("/projet/date_engagement", "already_begun")
    );
    assert_eq!(commit("2026-11-23"), []);
    assert_eq!(commit("2026-11-24"), []);
    assert_eq!(commit(""), []);
    assert_eq!(commit("hier"), one("/projet/date_engagement", "not_a_date"));
    // No source says it of another funder.
    assert_eq!(
        filing_faults(|r| r.projet.date_engagement = "2026-11-22".to_owned()),
        []
    );
    // What was accepted stays readable after that day.
    assert_eq!(
        faults_of(|r| r.projet.date_engagement = "2026-11-22".to_owned()),
        []
    );
}

#[test]
fn activity_and_phone_may_be_left_out_and_are_read_when_given() {
    let demande = Demande::parse(&valid()).expect("valid");
    assert_eq!(
        (demande.demandeur().code_naf, &demande.demandeur().telephone),
        (None, &None)
    );
    assert_eq!(faults_of(|r| r.demandeur.code_naf = "25.62B".to_owned()), []);
    assert_eq!(
        faults_of(|r| r.demandeur.code_naf = "25".to_owned()),
        one("/demandeur/code_naf", "naf_wrong_shape")
    );
    assert_eq!(
        faults_of(|r| r.demandeur.telephone = "+33 3 84 00 00 00".to_owned()),
        []
    );
    for (typed, code) in [
        ("03 84 00 00 0", "telephone_wrong_length"),
        ("+41 22 000 00 00", "telephone_other_country"),
        ("au bureau", "telephone_not_digits"),
    ] {
        let faults = faults_of(|r| r.demandeur.telephone = typed.to_owned());
        assert_eq!(faults, one("/demandeur/telephone", code), "{typed}");
    }
}

#[test]
fn a_request_stored_before_the_annex_existed_is_read() {
    let text = concat!(
        r#"{"demandeur":{"denomination":"Forges","siret":"73282932000074","adresse":"Dole","taille":"petite","#,
        r#""representant_legal":"C. Martin","mandataire":"","courriel":"c@exemple.fr"},"projet":{"intitule":"Chaleur","#,
        r#""description":"Étude.","commune":"39198","date_debut":"2027-01-04","date_fin":"2027-06-30","#,
        r#""regime_tva":"ht","couts_previsionnels":[{"libelle":"Étude","montant":"100"}],"montant_demande":"50"},"#,
        r#""attestation_sur_l_honneur":true,"source":""}"#
    );
    let request: FileDossierRequest = serde_json::from_str(text).expect("every later field has a default");
    let demande = Demande::parse(&request).expect("valid");
    assert_eq!(
        (demande.plan_de_financement(), demande.pieces()),
        (&[][..], &[][..])
    );
    assert_eq!(
        serde_json::to_string(&request).expect("plain strings serialise"),
        text
    );
}
