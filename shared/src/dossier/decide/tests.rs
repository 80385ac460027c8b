//! Which steps are allowed and which refused, each limit below, at and above it; and that any history replays.

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::dossier::{
    AvanceTerms, Calcul, CorrectionItem, CorrectionTarget, Filed, PieceKind, RecordedMove, SensAvis, apply,
    read_move,
};
use crate::message::{Lang, Message};
use crate::money::Rate;
use crate::piece::{MediaType, PieceDigest, PieceId};

const TOTAL: Euros = Euros::whole(30_000);
const ASKED: Euros = Euros::whole(15_000);
const GRANTED: Euros = Euros::whole(10_000);

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

fn received() -> NaiveDate {
    day(2026, 11, 23)
}

fn filed(regime: Regime) -> Filed {
    Filed {
        received_on: received(),
        regime,
        total: TOTAL,
        montant_demande: ASKED,
        pieces: 0,
    }
}

fn motif() -> Motif {
    Motif::parse("Hors du périmètre.").expect("a reason")
}

fn correction() -> Correction {
    Correction {
        items: vec![CorrectionItem {
            target: CorrectionTarget::Piece("Devis".to_owned()),
            sentence: "Joignez le devis.".to_owned(),
        }],
        due: day(2026, 12, 31),
    }
}

fn answer() -> Answer {
    Answer {
        amended: vec!["/projet/intitule".to_owned()],
        pieces: Vec::new(),
        total: TOTAL,
        montant_demande: ASKED,
    }
}

fn versement(kind: VersementKind, montant: Euros) -> Command {
    Command::Pay(Versement {
        kind,
        montant,
        paid_on: received(),
    })
}

/// The dossier after commands that must all be accepted on the day of receipt.
fn after(regime: Regime, commands: impl IntoIterator<Item = Command>) -> Dossier {
    commands
        .into_iter()
        .fold(Dossier::open(filed(regime)), |dossier, command| {
            let event = decide(command, &dossier, received()).expect("an allowed step");
            apply(dossier, &event)
        })
}

fn to_instruction() -> [Command; 2] {
    [Command::DeclareRecevable, Command::StartInstruction]
}

fn granted(regime: Regime, octroi: Octroi) -> Dossier {
    let [first, second] = to_instruction();
    after(regime, [first, second, Command::Grant(octroi)])
}

fn signed(regime: Regime, octroi: Octroi) -> Dossier {
    let [first, second] = to_instruction();
    let sign = Command::SignConvention {
        signed_on: received(),
    };
    after(regime, [first, second, Command::Grant(octroi), sign])
}

/// A dossier in each status.
fn in_status(status: Status) -> Dossier {
    let regime = Regime::General;
    let [recevable, instruction] = to_instruction();
    let until_instruction = |last| after(regime, [recevable, instruction, last]);
    let octroi = Octroi::of(GRANTED);
    match status {
        Status::Depose => after(regime, []),
        Status::ACompleter => after(regime, [Command::AskCorrection(correction())]),
        Status::Complete => after(
            regime,
            [
                Command::AskCorrection(correction()),
                Command::AnswerCorrection(answer()),
            ],
        ),
        Status::Recevable => after(regime, [Command::DeclareRecevable]),
        Status::Irrecevable => after(regime, [Command::DeclareIrrecevable { motif: motif() }]),
        Status::EnInstruction => after(regime, to_instruction()),
        Status::Accorde => granted(regime, octroi),
        Status::Refuse => until_instruction(Command::Refuse { motif: motif() }),
        Status::SansSuite => after(regime, [Command::CloseSansSuite { motif: motif() }]),
        Status::Retire => after(regime, [Command::Withdraw]),
        Status::Conventionne => signed(regime, octroi),
        Status::Solde => {
            let signed = signed(regime, octroi);
            let paid = step(signed, versement(VersementKind::Solde, GRANTED));
            step(paid, Command::Close)
        }
    }
}

fn step(dossier: Dossier, command: Command) -> Dossier {
    let event = decide(command, &dossier, received()).expect("an allowed step");
    apply(dossier, &event)
}

fn refusal(dossier: &Dossier, command: Command) -> Option<&'static str> {
    refusal_on(dossier, command, received())
}

fn refusal_on(dossier: &Dossier, command: Command, on: NaiveDate) -> Option<&'static str> {
    decide(command, dossier, on).err().map(|refused| refused.code())
}

#[test]
fn exactly_these_moves_are_allowed() {
    use Status as S;
    let command_to = |status| match status {
        S::Depose => None,
        S::ACompleter => Some(Command::AskCorrection(correction())),
        S::Complete => Some(Command::AnswerCorrection(answer())),
        S::Recevable => Some(Command::DeclareRecevable),
        S::Irrecevable => Some(Command::DeclareIrrecevable { motif: motif() }),
        S::EnInstruction => Some(Command::StartInstruction),
        S::Accorde => Some(Command::Grant(Octroi::of(GRANTED))),
        S::Refuse => Some(Command::Refuse { motif: motif() }),
        S::SansSuite => Some(Command::CloseSansSuite { motif: motif() }),
        S::Retire => Some(Command::Withdraw),
        S::Conventionne => Some(Command::SignConvention {
            signed_on: received(),
        }),
        S::Solde => Some(Command::Close),
    };
    for from in S::ALL {
        let dossier = in_status(from);
        assert_eq!(dossier.status(), from);
        let allowed: Vec<S> = S::ALL
            .into_iter()
            .filter(|to| command_to(*to).is_some_and(|command| decide(command, &dossier, received()).is_ok()))
            .collect();
        let expected: &[S] = match from {
            S::Depose | S::Complete => &[
                S::ACompleter,
                S::Recevable,
                S::Irrecevable,
                S::SansSuite,
                S::Retire,
            ],
            S::ACompleter => &[S::Complete, S::Recevable, S::Irrecevable, S::SansSuite, S::Retire],
            S::Recevable => &[S::ACompleter, S::EnInstruction, S::SansSuite, S::Retire],
            S::EnInstruction => &[S::ACompleter, S::Accorde, S::Refuse, S::SansSuite, S::Retire],
            S::Accorde => &[S::Conventionne],
            // Once the convention is signed, the balance is to be paid first.
            S::Conventionne | S::Irrecevable | S::Refuse | S::SansSuite | S::Retire | S::Solde => &[],
        };
        assert_eq!(allowed, expected, "from {}", from.as_str());
        assert!(!from.is_final() || expected.is_empty());
    }
}

#[test]
fn each_move_leads_to_its_status_and_counts_one_version() {
    for (status, version) in [
        (Status::Depose, 1),
        (Status::ACompleter, 2),
        (Status::Complete, 3),
        (Status::EnInstruction, 3),
        (Status::Conventionne, 5),
        (Status::Solde, 7),
    ] {
        assert_eq!(in_status(status).version(), version, "{}", status.as_str());
    }
}

#[test]
fn a_correction_goes_back_to_where_it_was_asked() {
    for (from, back) in [
        (Status::Depose, Status::Complete),
        (Status::Complete, Status::Complete),
        (Status::Recevable, Status::Recevable),
        (Status::EnInstruction, Status::EnInstruction),
    ] {
        let asked = step(in_status(from), Command::AskCorrection(correction()));
        assert_eq!(asked.status(), Status::ACompleter);
        assert_eq!(asked.correction(), Some(&correction()));
        let answered = step(asked, Command::AnswerCorrection(answer()));
        assert_eq!(answered.status(), back, "from {}", from.as_str());
        assert_eq!(answered.correction(), None);
        assert!(answered.was_corrected());
    }
}

#[test]
fn a_pending_correction_does_not_stop_the_examination() {
    let asked = step(
        in_status(Status::EnInstruction),
        Command::AskCorrection(correction()),
    );
    assert_eq!(refusal(&asked, Command::Grant(Octroi::of(GRANTED))), None);
    assert_eq!(
        refusal(&asked, Command::DeclareRecevable),
        Some("impossible_move")
    );
    let granted = step(asked, Command::Grant(Octroi::of(GRANTED)));
    assert_eq!((granted.status(), granted.correction()), (Status::Accorde, None));
}

#[test]
fn a_correction_asks_for_something_by_today_at_the_earliest() {
    let dossier = in_status(Status::Depose);
    let due_on = |due| {
        let correction = Correction { due, ..correction() };
        refusal(&dossier, Command::AskCorrection(correction))
    };
    assert_eq!(due_on(day(2026, 11, 22)), Some("in_the_past"));
    assert_eq!(due_on(day(2026, 11, 23)), None);
    assert_eq!(due_on(day(2026, 11, 24)), None);
    let nothing = Correction {
        items: Vec::new(),
        ..correction()
    };
    assert_eq!(
        refusal(&dossier, Command::AskCorrection(nothing)),
        Some("missing")
    );
}

#[test]
fn an_answer_amends_something_and_asks_for_at_most_the_costs() {
    let dossier = in_status(Status::ACompleter);
    let answer_with = |total, montant_demande| {
        let amended = Answer {
            total,
            montant_demande,
            ..answer()
        };
        refusal(&dossier, Command::AnswerCorrection(amended))
    };
    assert_eq!(answer_with(TOTAL, Euros::from_cents(2_999_999)), None);
    assert_eq!(answer_with(TOTAL, TOTAL), None);
    assert_eq!(
        answer_with(TOTAL, Euros::from_cents(3_000_001)),
        Some("above_total")
    );
    assert_eq!(answer_with(TOTAL, Euros::ZERO), Some("above_total"));
    let nothing = Answer {
        amended: Vec::new(),
        ..answer()
    };
    assert_eq!(
        refusal(&dossier, Command::AnswerCorrection(nothing)),
        Some("missing")
    );
}

#[test]
fn an_answer_changes_the_amounts() {
    let amended = Answer {
        total: Euros::whole(20_000),
        montant_demande: Euros::whole(9_000),
        ..answer()
    };
    let dossier = step(in_status(Status::ACompleter), Command::AnswerCorrection(amended));
    assert_eq!(
        (dossier.total(), dossier.montant_demande()),
        (Euros::whole(20_000), Euros::whole(9_000))
    );
}

#[test]
fn silence_makes_a_request_to_the_state_admissible_strictly_after_two_months() {
    let dossier = after(Regime::SubventionEtat, []);
    let irrecevable = || Command::DeclareIrrecevable { motif: motif() };
    for (on, is_deemed) in [
        (day(2027, 1, 22), false),
        (day(2027, 1, 23), false),
        (day(2027, 1, 24), true),
    ] {
        let expected = is_deemed.then_some("recevable_by_silence");
        assert_eq!(refusal_on(&dossier, irrecevable(), on), expected, "{on}");
        let start = refusal_on(&dossier, Command::StartInstruction, on);
        assert_eq!(start, (!is_deemed).then_some("impossible_move"), "{on}");
    }
    // Elsewhere no text makes it so.
    let general = after(Regime::General, []);
    assert_eq!(refusal_on(&general, irrecevable(), day(2027, 1, 24)), None);
    // Nor is it sure once something was asked for.
    let asked = after(Regime::SubventionEtat, [Command::AskCorrection(correction())]);
    assert_eq!(refusal_on(&asked, irrecevable(), day(2027, 1, 24)), None);
}

#[test]
fn the_time_of_the_state_is_extended_to_a_later_day_before_it_ends() {
    let dossier = after(Regime::SubventionEtat, to_instruction());
    let extend = |until| Command::Extend {
        until,
        motif: motif(),
    };
    // Eight months after 23 November 2026: 23 July 2027.
    assert_eq!(refusal(&dossier, extend(day(2027, 7, 22))), Some("not_later"));
    assert_eq!(refusal(&dossier, extend(day(2027, 7, 23))), Some("not_later"));
    assert_eq!(refusal(&dossier, extend(day(2027, 7, 24))), None);
    let late = extend(day(2027, 9, 30));
    assert_eq!(refusal_on(&dossier, late.clone(), day(2027, 7, 23)), None);
    assert_eq!(
        refusal_on(&dossier, late.clone(), day(2027, 7, 24)),
        Some("already_lapsed")
    );
    let extended = step(dossier, late.clone());
    assert_eq!(extended.extended_to(), Some(day(2027, 9, 30)));
    assert_eq!(extended.status(), Status::EnInstruction);
    assert_eq!(refusal(&extended, late.clone()), Some("not_later"));
    assert_eq!(
        refusal(&after(Regime::General, []), late.clone()),
        Some("no_extension")
    );
    assert_eq!(refusal(&in_status(Status::Refuse), late), Some("impossible_move"));
}

#[test]
fn no_extension_comes_too_late_once_a_correction_was_asked() {
    let answered = [
        Command::AskCorrection(correction()),
        Command::AnswerCorrection(answer()),
    ];
    let dossier = after(Regime::SubventionEtat, answered);
    let extend = |until| Command::Extend {
        until,
        motif: motif(),
    };
    // Counted: 23 July 2027; the time may have been suspended.
    let on = day(2027, 8, 2);
    assert_eq!(
        refusal_on(&dossier, extend(day(2027, 7, 23)), on),
        Some("not_later")
    );
    assert_eq!(
        refusal_on(&dossier, extend(day(2027, 8, 1)), on),
        Some("in_the_past")
    );
    assert_eq!(refusal_on(&dossier, extend(day(2027, 8, 2)), on), None);
    assert_eq!(refusal_on(&dossier, extend(day(2027, 9, 30)), on), None);
}

fn pieces(count: u8) -> Vec<ReceivedPiece> {
    let piece = |place| ReceivedPiece {
        id: PieceId::from_bytes([place; 16]),
        kind: PieceKind::Devis,
        name: "Devis".to_owned(),
        digest: PieceDigest::from_bytes([place; 32]),
        size: 1,
        media_type: MediaType::Pdf,
    };
    (0..count).map(piece).collect()
}

#[test]
fn documents_are_joined_until_the_decision() {
    for status in Status::ALL {
        let refused = refusal(&in_status(status), Command::AddPieces(pieces(1)));
        let expected = (!status.is_undecided()).then_some("impossible_move");
        assert_eq!(refused, expected, "{}", status.as_str());
    }
    let dossier = step(in_status(Status::ACompleter), Command::AddPieces(pieces(1)));
    assert_eq!(dossier.status(), Status::ACompleter);
    assert!(dossier.correction().is_some());
}

#[test]
fn a_dossier_has_at_most_eight_documents_that_nobody_asked_for() {
    let with = |count| {
        Dossier::open(Filed {
            pieces: count,
            ..filed(Regime::General)
        })
    };
    assert_eq!(refusal(&with(7), Command::AddPieces(pieces(0))), Some("missing"));
    assert_eq!(refusal(&with(6), Command::AddPieces(pieces(1))), None);
    assert_eq!(refusal(&with(7), Command::AddPieces(pieces(1))), None);
    assert_eq!(
        refusal(&with(8), Command::AddPieces(pieces(1))),
        Some("too_many_pieces")
    );
    let asked = step(with(8), Command::AskCorrection(correction()));
    let answer_with = |count| {
        Command::AnswerCorrection(Answer {
            amended: Vec::new(),
            pieces: pieces(count),
            ..answer()
        })
    };
    assert_eq!(refusal(&asked, answer_with(0)), Some("missing"));
    assert_eq!(refusal(&asked, answer_with(7)), None);
    assert_eq!(refusal(&asked, answer_with(8)), None);
    assert_eq!(refusal(&asked, answer_with(9)), Some("too_many_pieces"));
    assert_eq!(step(asked, answer_with(8)).pieces(), 8);
}

#[test]
fn an_opinion_was_given_on_the_day_at_most_and_the_last_one_counts() {
    let avis = |sense, given_on| Command::RecordAvis(Avis { sense, given_on });
    let dossier = in_status(Status::EnInstruction);
    let favorable_on = |on| refusal(&dossier, avis(SensAvis::Favorable, on));
    assert_eq!(favorable_on(day(2026, 11, 22)), None);
    assert_eq!(favorable_on(day(2026, 11, 23)), None);
    assert_eq!(favorable_on(day(2026, 11, 24)), Some("in_the_future"));
    let first = step(dossier, avis(SensAvis::Favorable, received()));
    let second = step(first, avis(SensAvis::Defavorable, received()));
    assert_eq!(second.avis().map(|avis| avis.sense), Some(SensAvis::Defavorable));
    assert_eq!(
        refusal(&in_status(Status::Accorde), avis(SensAvis::Favorable, received())),
        Some("impossible_move")
    );
}

#[test]
fn a_grant_is_above_zero_and_at_most_the_total() {
    let dossier = in_status(Status::EnInstruction);
    let grant = |cents| refusal(&dossier, Command::Grant(Octroi::of(Euros::from_cents(cents))));
    assert_eq!(grant(0), Some("zero"));
    assert_eq!(grant(1), None);
    assert_eq!(grant(2_999_999), None);
    assert_eq!(grant(3_000_000), None);
    assert_eq!(grant(3_000_001), Some("above_total"));
}

fn octroi(montant: Euros, base: Euros, points: u16) -> Octroi {
    Octroi {
        calcul: Some(Calcul {
            base,
            taux: Rate::from_basis_points(points),
            steps: Vec::new(),
        }),
        ..Octroi::of(montant)
    }
}

#[test]
fn a_grant_is_at_most_what_its_calculation_gives() {
    let dossier = in_status(Status::EnInstruction);
    let grant = |octroi| refusal(&dossier, Command::Grant(octroi));
    // 20 000 € × 50 % = 10 000 €.
    let base = Euros::whole(20_000);
    assert_eq!(grant(octroi(Euros::from_cents(999_999), base, 5_000)), None);
    assert_eq!(grant(octroi(GRANTED, base, 5_000)), None);
    assert_eq!(
        grant(octroi(Euros::from_cents(1_000_001), base, 5_000)),
        Some("above_calcul")
    );
    assert_eq!(grant(octroi(GRANTED, TOTAL, 5_000)), None);
    assert_eq!(
        grant(octroi(GRANTED, Euros::from_cents(3_000_001), 5_000)),
        Some("above_total")
    );
}

#[test]
fn a_project_ends_on_the_day_of_receipt_at_the_earliest() {
    let dossier = in_status(Status::EnInstruction);
    let ending = |date_fin| {
        let octroi = Octroi {
            date_fin: Some(date_fin),
            ..Octroi::of(GRANTED)
        };
        refusal(&dossier, Command::Grant(octroi))
    };
    assert_eq!(ending(day(2026, 11, 22)), Some("before_receipt"));
    assert_eq!(ending(day(2026, 11, 23)), None);
    assert_eq!(ending(day(2026, 11, 24)), None);
}

fn with_avance(cents: u32, garantie: Garantie) -> Octroi {
    Octroi {
        avance: Some(AvanceTerms {
            montant: Euros::from_cents(cents),
            garantie,
        }),
        ..Octroi::of(GRANTED)
    }
}

#[test]
fn the_state_allows_an_advance_of_at_most_thirty_percent_or_sixty_with_a_guarantee() {
    // 10 000 € × 30 % = 3 000 €; × 60 % = 6 000 €.
    let dossier = after(Regime::SubventionEtat, to_instruction());
    for (cents, garantie, expected) in [
        (299_999, Garantie::None, None),
        (300_000, Garantie::None, None),
        (300_001, Garantie::None, Some("above_limit")),
        (599_999, Garantie::PremiereDemande, None),
        (600_000, Garantie::PremiereDemande, None),
        (600_001, Garantie::PremiereDemande, Some("above_limit")),
    ] {
        let octroi = with_avance(cents, garantie);
        assert_eq!(refusal(&dossier, Command::Grant(octroi)), expected, "{cents}");
    }
    let general = in_status(Status::EnInstruction);
    let whole = with_avance(1_000_000, Garantie::None);
    assert_eq!(refusal(&general, Command::Grant(whole)), None);
    let more = with_avance(1_000_001, Garantie::None);
    assert_eq!(refusal(&general, Command::Grant(more)), Some("above_limit"));
}

#[test]
fn an_advance_is_paid_once_and_at_most_as_the_decision_allows() {
    let avance = |cents| versement(VersementKind::Avance, Euros::from_cents(cents));
    // The decision says nothing: 30 % of 10 000 € for the State.
    let unstated = granted(Regime::SubventionEtat, Octroi::of(GRANTED));
    assert_eq!(refusal(&unstated, avance(300_000)), None);
    assert_eq!(refusal(&unstated, avance(300_001)), Some("above_limit"));
    let stated = granted(
        Regime::SubventionEtat,
        with_avance(600_000, Garantie::PremiereDemande),
    );
    assert_eq!(refusal(&stated, avance(600_000)), None);
    assert_eq!(refusal(&stated, avance(600_001)), Some("above_limit"));
    let paid = step(stated, avance(100_000));
    assert_eq!(refusal(&paid, avance(1)), Some("second_avance"));
}

#[test]
fn the_state_pays_instalments_of_at_most_eighty_percent_or_ninety_for_a_long_project() {
    // 10 000 € × 80 % = 8 000 €; × 90 % = 9 000 €. Granted on 23 November 2026: 48 months end on 23 November 2030.
    let acompte = |cents| versement(VersementKind::Acompte, Euros::from_cents(cents));
    for (date_fin, limit) in [
        (None, 800_000),
        (Some(day(2030, 11, 22)), 800_000),
        (Some(day(2030, 11, 23)), 800_000),
        (Some(day(2030, 11, 24)), 900_000),
    ] {
        let octroi = Octroi {
            date_fin,
            ..Octroi::of(GRANTED)
        };
        let dossier = signed(Regime::SubventionEtat, octroi);
        assert_eq!(refusal(&dossier, acompte(limit - 1)), None, "{date_fin:?}");
        assert_eq!(refusal(&dossier, acompte(limit)), None, "{date_fin:?}");
        assert_eq!(
            refusal(&dossier, acompte(limit + 1)),
            Some("above_limit"),
            "{date_fin:?}"
        );
        let paid = step(dossier, acompte(limit - 1));
        assert_eq!(refusal(&paid, acompte(1)), None);
        assert_eq!(refusal(&paid, acompte(2)), Some("above_limit"));
    }
    let general = signed(Regime::General, Octroi::of(GRANTED));
    assert_eq!(refusal(&general, acompte(1_000_000)), None);
}

#[test]
fn a_payment_is_above_zero_and_at_most_what_remains() {
    let acompte = |cents| versement(VersementKind::Acompte, Euros::from_cents(cents));
    let dossier = step(in_status(Status::Conventionne), acompte(400_000));
    assert_eq!(dossier.remaining(), Euros::whole(6_000));
    assert_eq!(refusal(&dossier, acompte(0)), Some("zero"));
    assert_eq!(refusal(&dossier, acompte(599_999)), None);
    assert_eq!(refusal(&dossier, acompte(600_000)), None);
    assert_eq!(refusal(&dossier, acompte(600_001)), Some("above_limit"));
}

#[test]
fn the_balance_comes_after_the_convention_and_last() {
    let solde = || versement(VersementKind::Solde, Euros::whole(1));
    assert_eq!(
        refusal(&in_status(Status::Accorde), solde()),
        Some("solde_before_convention")
    );
    assert_eq!(
        refusal(&in_status(Status::EnInstruction), solde()),
        Some("impossible_move")
    );
    let paid = step(in_status(Status::Conventionne), solde());
    for kind in VersementKind::ALL {
        assert_eq!(
            refusal(&paid, versement(kind, Euros::whole(1))),
            Some("solde_already_paid")
        );
    }
    // Less than the grant may be due in the end: the balance alone closes.
    assert_eq!(refusal(&paid, Command::Close), None);
}

#[test]
fn a_dossier_closes_once_the_balance_is_paid_or_nothing_remains() {
    let signed = in_status(Status::Conventionne);
    assert_eq!(refusal(&signed, Command::Close), Some("solde_not_paid"));
    let all_but_a_cent = step(
        signed,
        versement(VersementKind::Acompte, Euros::from_cents(999_999)),
    );
    assert_eq!(refusal(&all_but_a_cent, Command::Close), Some("solde_not_paid"));
    let all = step(
        all_but_a_cent,
        versement(VersementKind::Acompte, Euros::from_cents(1)),
    );
    assert_eq!(refusal(&all, Command::Close), None);
}

#[test]
fn what_happened_did_so_between_the_receipt_and_the_day() {
    let dossier = in_status(Status::Accorde);
    let pay = |paid_on| {
        Command::Pay(Versement {
            kind: VersementKind::Acompte,
            montant: Euros::whole(1),
            paid_on,
        })
    };
    let sign = |signed_on| Command::SignConvention { signed_on };
    for (on, expected) in [
        (day(2026, 11, 22), Some("before_receipt")),
        (day(2026, 11, 23), None),
        (day(2026, 11, 24), Some("in_the_future")),
    ] {
        assert_eq!(refusal(&dossier, pay(on)), expected, "{on}");
        assert_eq!(refusal(&dossier, sign(on)), expected, "{on}");
    }
}

fn step_on(dossier: Dossier, command: Command, on: NaiveDate) -> Dossier {
    let event = decide(command, &dossier, on).expect("an allowed step");
    apply(dossier, &event)
}

#[test]
fn nothing_is_signed_or_paid_before_the_grant_nor_the_balance_before_the_signature() {
    let granted_on = day(2026, 12, 1);
    let on = day(2026, 12, 31);
    let grant = Command::Grant(Octroi::of(GRANTED));
    let dossier = step_on(in_status(Status::EnInstruction), grant, granted_on);
    let pay = |kind, paid_on| {
        Command::Pay(Versement {
            kind,
            montant: Euros::whole(1),
            paid_on,
        })
    };
    for (day, expected) in [
        (day(2026, 11, 30), Some("before_grant")),
        (day(2026, 12, 1), None),
        (day(2026, 12, 2), None),
    ] {
        let sign = Command::SignConvention { signed_on: day };
        assert_eq!(refusal_on(&dossier, sign, on), expected, "{day}");
        let avance = pay(VersementKind::Avance, day);
        assert_eq!(refusal_on(&dossier, avance, on), expected, "{day}");
    }
    let signed = step_on(
        dossier,
        Command::SignConvention {
            signed_on: day(2026, 12, 10),
        },
        on,
    );
    for (day, expected) in [
        (day(2026, 12, 9), Some("before_convention")),
        (day(2026, 12, 10), None),
        (day(2026, 12, 11), None),
    ] {
        assert_eq!(
            refusal_on(&signed, pay(VersementKind::Solde, day), on),
            expected,
            "{day}"
        );
        // An instalment may have been paid before the signature.
        assert_eq!(
            refusal_on(&signed, pay(VersementKind::Acompte, day), on),
            None,
            "{day}"
        );
    }
}

#[test]
fn each_limit_has_a_sentence_of_its_own() {
    let messages = LimitKind::ALL.map(|kind| {
        let refused = RefusedMove::AboveLimit {
            pointer: "/versement/montant",
            kind,
            montant: GRANTED,
            limit: Euros::whole(1_234),
        };
        refused.message()
    });
    for (place, message) in messages.iter().enumerate() {
        let fr = message.in_lang(Lang::Fr);
        assert!(fr.contains("1\u{202f}234\u{a0}€"), "{fr}");
        assert!(!messages[..place].contains(message), "{fr}");
    }
    let names_article = |message: &&Message| message.in_lang(Lang::Fr).contains("article\u{a0}12, II");
    assert_eq!(messages.iter().filter(names_article).count(), 3);
}

#[test]
fn a_decided_dossier_cannot_be_withdrawn() {
    for status in Status::ALL {
        let expected = (!status.is_undecided()).then_some("impossible_move");
        assert_eq!(
            refusal(&in_status(status), Command::Withdraw),
            expected,
            "{}",
            status.as_str()
        );
    }
}

#[test]
fn every_refusal_speaks_both_languages_without_a_plain_space_before_a_sign() {
    let on = received();
    let (pointer, limit) = ("/versement/montant", Euros::whole(1_234));
    let (montant, total) = (TOTAL, TOTAL);
    for refused in [
        RefusedMove::NotFrom {
            from: Status::Depose,
            to: Status::Accorde,
        },
        RefusedMove::NotWhile {
            status: Status::Depose,
            action: Action::Versement,
        },
        RefusedMove::RecevableBySilence { last_day: on },
        RefusedMove::NothingToCorrect,
        RefusedMove::DueInThePast { due: on },
        RefusedMove::NothingAnswered,
        RefusedMove::AmountsDisagree {
            total,
            montant_demande: montant,
        },
        RefusedMove::NoExtension,
        RefusedMove::AlreadyLapsed { last_day: on },
        RefusedMove::NotLater {
            until: on,
            last_day: on,
        },
        RefusedMove::AboveTotal { montant, total },
        RefusedMove::NothingGranted,
        RefusedMove::BaseAboveTotal { base: montant, total },
        RefusedMove::AboveCalcul {
            montant,
            calculated: limit,
        },
        RefusedMove::AboveLimit {
            pointer,
            kind: LimitKind::Acomptes,
            montant,
            limit,
        },
        RefusedMove::ExtendedIntoThePast { until: on },
        RefusedMove::NothingPaid,
        RefusedMove::SecondAvance,
        RefusedMove::SoldeAlreadyPaid,
        RefusedMove::SoldeBeforeConvention,
        RefusedMove::SoldeNotPaid { remaining: limit },
        RefusedMove::InTheFuture { pointer, day: on },
        RefusedMove::BeforeReceipt {
            pointer,
            received_on: on,
        },
        RefusedMove::BeforeGrant {
            pointer,
            granted_on: on,
        },
        RefusedMove::BeforeConvention { signed_on: on },
    ] {
        let message = refused.message();
        let fr = message.in_lang(Lang::Fr);
        assert_ne!(fr, message.in_lang(Lang::En));
        for sign in [" :", " ;", " €", "« ", " »"] {
            assert!(!fr.contains(sign), "{fr}");
        }
        assert!(refused.field_problem().pointer.starts_with('/'));
    }
}

fn amounts() -> impl Strategy<Value = Euros> {
    // Around the limits as well as anywhere.
    prop_oneof![
        (0_u32..4_000_000).prop_map(Euros::from_cents),
        prop::sample::select(vec![
            Euros::ZERO,
            GRANTED,
            TOTAL,
            Euros::whole(3_000),
            Euros::whole(6_000),
            Euros::MAX
        ]),
    ]
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..600).prop_map(|offset| day(2026, 11, 1) + Days::new(offset))
}

fn commands() -> impl Strategy<Value = Command> {
    let kinds = prop::sample::select(VersementKind::ALL.to_vec());
    let senses = prop::sample::select(SensAvis::ALL.to_vec());
    let garanties = prop::sample::select(vec![Garantie::None, Garantie::PremiereDemande]);
    let octrois = (
        amounts(),
        prop::option::of((amounts(), 0_u16..=10_000)),
        prop::option::of(days()),
        prop::option::of((amounts(), garanties)),
    )
        .prop_map(|(montant, calcul, date_fin, avance)| Octroi {
            montant,
            calcul: calcul.map(|(base, points)| Calcul {
                base,
                taux: Rate::from_basis_points(points),
                steps: vec!["Base × taux.".to_owned()],
            }),
            date_fin,
            avance: avance.map(|(montant, garantie)| AvanceTerms { montant, garantie }),
        });
    let with_motif = prop::sample::select(vec![
        Command::DeclareIrrecevable { motif: motif() },
        Command::Refuse { motif: motif() },
        Command::CloseSansSuite { motif: motif() },
        Command::Withdraw,
    ]);
    let forward = prop::sample::select(vec![
        Command::DeclareRecevable,
        Command::StartInstruction,
        Command::Close,
    ]);
    // Those that end a dossier are rare, so that most histories go far.
    prop_oneof![
        24 => forward,
        4 => days().prop_map(|due| Command::AskCorrection(Correction { due, ..correction() })),
        12 => (amounts(), amounts()).prop_map(|(total, montant_demande)| {
            Command::AnswerCorrection(Answer { total, montant_demande, ..answer() })
        }),
        1 => with_motif,
        2 => days().prop_map(|until| Command::Extend { until, motif: motif() }),
        2 => (senses, days()).prop_map(|(sense, given_on)| Command::RecordAvis(Avis { sense, given_on })),
        16 => octrois.prop_map(Command::Grant),
        12 => days().prop_map(|signed_on| Command::SignConvention { signed_on }),
        24 => (kinds, amounts(), days()).prop_map(|(kind, montant, paid_on)| {
            Command::Pay(Versement { kind, montant, paid_on })
        }),
    ]
}

fn regimes() -> impl Strategy<Value = Regime> {
    prop::sample::select(Regime::ALL.to_vec())
}

/// What the store would give back of an event.
fn stored_and_read(event: &Event, status: Status) -> Event {
    // Noon in Paris, whatever the season, is that day.
    let at = format!("{}T11:00:00Z", event.on);
    let written = serde_json::to_string(&event.to_stored()).expect("plain strings serialise");
    let recorded = RecordedMove {
        status: status.as_str(),
        at: &at,
        body: serde_json::from_str(&written).expect("what was written is read"),
    };
    read_move(&recorded).expect("a recorded event")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_history_of_commands_replays_to_the_same_state(
        regime in regimes(),
        steps in prop::collection::vec((commands(), 0_u64..20), 0..120),
    ) {
        let mut dossier = Dossier::open(filed(regime));
        let mut on = received();
        let mut events = Vec::new();
        for (command, wait) in steps {
            on = on + Days::new(wait);
            let before = dossier.clone();
            let Ok(event) = decide(command, &dossier, on) else { continue };
            prop_assert!(!before.status().is_final(), "something follows {}", before.status().as_str());
            dossier = apply(dossier, &event);
            prop_assert!(dossier.paid() <= dossier.montant_accorde());
            prop_assert!(dossier.montant_accorde() <= dossier.total());
            prop_assert!(dossier.montant_demande() <= dossier.total());
            prop_assert_eq!(dossier.correction().is_some(), dossier.status() == Status::ACompleter);
            prop_assert_eq!(dossier.octroi().is_some(), matches!(
                dossier.status(),
                Status::Accorde | Status::Conventionne | Status::Solde
            ));
            prop_assert_eq!(&stored_and_read(&event, dossier.status()), &event);
            events.push(event);
            prop_assert_eq!(dossier.version() as usize, 1 + events.len());
        }
        prop_assert_eq!(&Dossier::replay(filed(regime), &events), &dossier);
        let _next = dossier.next_step(on);
        let deadlines = dossier.deadlines(DayOffRules::default());
        prop_assert!(deadlines.is_sorted_by_key(|deadline| deadline.day));
        prop_assert!(dossier.status().is_undecided() || deadlines.is_empty());
    }

    #[test]
    fn apply_fails_for_no_event_in_no_state(
        regime in regimes(),
        facts in prop::collection::vec((commands(), days()), 0..60),
    ) {
        // Facts that no rule let through: what happened is never refused.
        let events: Vec<Event> = facts
            .into_iter()
            .map(|(command, on)| Event { on, fact: command.into_fact() })
            .collect();
        let dossier = Dossier::replay(filed(regime), &events);
        prop_assert_eq!(dossier.version() as usize, 1 + events.len());
        prop_assert_eq!(Dossier::replay(filed(regime), &events), dossier.clone());
        let _shown = (dossier.paid(), dossier.remaining(), dossier.next_step(received()));
    }
}
