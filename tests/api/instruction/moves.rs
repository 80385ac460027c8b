//! The life of a dossier, step by step, in the hands of its agent.

use anyhow::Result;
use chrono::DateTime;
use chrono_tz::Europe::Paris;
use shared::wire::{
    AvisBody, CorrectionBody, CorrectionItemBody, FileDossierResponse, MoveDossierRequest,
    MoveDossierResponse, VersementBody,
};
use tests::{Answer, Client, Guichet, action, agents, requests, rush};

use crate::fixtures::check;

const AGENT: agents::Agent = agents::OF_BOURGOGNE_FRANCHE_COMTE;

/// A dossier that has made the steps up to its examination: version 3.
fn under_examination(client: &Client) -> Result<FileDossierResponse> {
    let receipt = action::file_dossier(client)?;
    action::move_dossier(client, AGENT, &receipt.reference, &action::to("recevable", 1))?;
    action::move_dossier(
        client,
        AGENT,
        &receipt.reference,
        &action::to("en_instruction", 2),
    )?;
    Ok(receipt)
}

fn ask(client: &Client, receipt: &FileDossierResponse, change: &MoveDossierRequest) -> Result<Answer> {
    action::ask_move(client, AGENT, &requests::fresh_key(), &receipt.reference, change)
}

#[test]
fn a_dossier_lives_from_filing_to_grant() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = under_examination(&client)?;
    let answer = ask(&client, &receipt, &action::to_grant("12000.50", 3))?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let moved = answer.read::<MoveDossierResponse>()?.dossier;
    assert_eq!((moved.status.as_str(), moved.version), ("accorde", 4));

    let dossier = action::read_dossier(&client, &receipt)?;
    assert_eq!(dossier.status, "accorde");
    assert_eq!(dossier.montant_accorde.as_deref(), Some("12000.50"));
    assert_eq!(dossier.motif, None);
    let steps: Vec<_> = dossier.history.iter().map(|step| step.status.as_str()).collect();
    assert_eq!(steps, ["depose", "recevable", "en_instruction", "accorde"]);
    assert!(dossier.history.is_sorted_by(|a, b| a.at <= b.at));
    Ok(())
}

/// The day in Paris of a moment of the answers, which is UTC: an hour before midnight it is the next one.
fn day_of(at: &str) -> Result<String> {
    let at = DateTime::parse_from_rfc3339(at)?.with_timezone(&Paris);
    Ok(at.date_naive().to_string())
}

/// An action that leaves the status as it is.
fn action_of(name: &str, seen: u32) -> MoveDossierRequest {
    MoveDossierRequest {
        action: Some(name.to_owned()),
        ..action::to("", seen)
    }
}

#[test]
fn a_grant_is_signed_paid_and_settled() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = under_examination(&client)?;
    let day = day_of(&receipt.filed_at)?;
    let pay = |kind: &str, montant: &str, seen| MoveDossierRequest {
        versement: Some(VersementBody {
            kind: kind.to_owned(),
            montant: montant.to_owned(),
            day: day.clone(),
        }),
        ..action_of("versement", seen)
    };
    for change in [
        MoveDossierRequest {
            avis: Some(AvisBody {
                avis: "favorable".to_owned(),
                day: day.clone(),
            }),
            ..action_of("avis", 3)
        },
        action::to_grant("12000", 4),
        MoveDossierRequest {
            day: Some(day.clone()),
            ..action::to("conventionne", 5)
        },
        pay("avance", "3000", 6),
        pay("solde", "9000", 7),
        action::to("solde", 8),
    ] {
        let answer = ask(&client, &receipt, &change)?;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    let dossier = action::read_dossier(&client, &receipt)?;
    assert_eq!(dossier.status, "solde");
    assert_eq!(dossier.montant_accorde.as_deref(), Some("12000.00"));
    let paid: Vec<_> = dossier
        .versements
        .iter()
        .map(|paid| paid.montant.as_str())
        .collect();
    assert_eq!(paid, ["3000.00", "9000.00"]);
    assert_eq!((dossier.deadlines, dossier.motif), (Vec::new(), None));
    let actions: Vec<_> = dossier
        .history
        .iter()
        .filter_map(|step| step.action.as_deref())
        .collect();
    assert_eq!(actions, ["avis", "versement", "versement"]);
    Ok(())
}

#[test]
fn the_balance_is_refused_before_the_convention() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = under_examination(&client)?;
    action::move_dossier(&client, AGENT, &receipt.reference, &action::to_grant("12000", 3))?;
    let change = MoveDossierRequest {
        versement: Some(VersementBody {
            kind: "solde".to_owned(),
            montant: "12000".to_owned(),
            day: day_of(&receipt.filed_at)?,
        }),
        ..action_of("versement", 4)
    };
    check::refuses_fields(
        &ask(&client, &receipt, &change)?,
        &[("/versement/kind", "solde_before_convention")],
    )
}

#[test]
fn what_is_asked_for_is_shown_to_the_applicant() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let correction = CorrectionBody {
        due: "2099-12-31".to_owned(),
        items: vec![CorrectionItemBody {
            piece: "Devis".to_owned(),
            message: "Joignez le devis du bureau d’études.".to_owned(),
            ..CorrectionItemBody::default()
        }],
    };
    let change = MoveDossierRequest {
        correction: Some(correction.clone()),
        ..action::to("a_completer", 1)
    };
    action::move_dossier(&client, AGENT, &receipt.reference, &change)?;
    let dossier = action::read_dossier(&client, &receipt)?;
    assert_eq!(dossier.status, "a_completer");
    assert_eq!(dossier.pending_correction, Some(correction));
    let actor = dossier.next_step.map(|next| next.actor);
    assert_eq!(actor.as_deref(), Some("applicant"));
    let nothing = action::to("a_completer", 2);
    check::refuses_fields(&ask(&client, &receipt, &nothing)?, &[("/correction", "missing")])
}

#[test]
fn a_refusal_tells_its_reason_to_the_applicant() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = under_examination(&client)?;
    let motif = "L’étude a commencé avant la demande.";
    action::move_dossier(&client, AGENT, &receipt.reference, &action::to_refuse(motif, 3))?;
    let dossier = action::read_dossier(&client, &receipt)?;
    assert_eq!(dossier.status, "refuse");
    assert_eq!(dossier.motif.as_deref(), Some(motif));
    assert_eq!(dossier.montant_accorde, None);
    Ok(())
}

#[test]
fn a_step_that_does_not_follow_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    for change in [
        action::to("en_instruction", 1),
        action::to_grant("1", 1),
        action::to_refuse("Non.", 1),
    ] {
        let problem = check::is_problem(&ask(&client, &receipt, &change)?, 422, "invalid-fields")?;
        assert_eq!(problem.errors[0].pointer, "/status", "{}", change.status);
    }
    for status in ["depose", "retire", "", "ACCORDE"] {
        let answer = ask(&client, &receipt, &action::to(status, 1))?;
        check::refuses_fields(&answer, &[("/status", "unknown_status")])?;
    }
    assert_eq!(action::read_dossier(&client, &receipt)?.history.len(), 1);
    Ok(())
}

#[test]
fn nothing_follows_a_decision() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = under_examination(&client)?;
    action::move_dossier(&client, AGENT, &receipt.reference, &action::to_refuse("Non.", 3))?;
    let problem = check::is_problem(
        &ask(&client, &receipt, &action::to_grant("1", 4))?,
        422,
        "invalid-fields",
    )?;
    assert_eq!(problem.errors[0].pointer, "/status");
    assert_eq!(action::read_dossier(&client, &receipt)?.status, "refuse");
    Ok(())
}

#[test]
fn a_grant_is_above_zero_and_at_most_the_total() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = under_examination(&client)?;
    for (montant, code) in [
        ("0", "zero"),
        ("30000.51", "above_total"),
        ("-1", "amount"),
        ("1.001", "amount"),
        ("beaucoup", "amount"),
    ] {
        let answer = ask(&client, &receipt, &action::to_grant(montant, 3))?;
        check::refuses_fields(&answer, &[("/montant_accorde", code)])?;
    }
    let answer = ask(&client, &receipt, &action::to_grant("30000.50", 3))?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    Ok(())
}

#[test]
fn what_goes_with_another_step_is_refused() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let with_amount = MoveDossierRequest {
        montant_accorde: Some("1".to_owned()),
        ..action::to("recevable", 1)
    };
    check::refuses_fields(
        &ask(&client, &receipt, &with_amount)?,
        &[("/montant_accorde", "out_of_place")],
    )?;
    let with_reason = MoveDossierRequest {
        motif: Some("Oui.".to_owned()),
        ..action::to("recevable", 1)
    };
    check::refuses_fields(
        &ask(&client, &receipt, &with_reason)?,
        &[("/motif", "out_of_place")],
    )?;
    let without_reason = action::to("sans_suite", 1);
    check::refuses_fields(
        &ask(&client, &receipt, &without_reason)?,
        &[("/motif", "missing")],
    )
}

#[test]
fn a_move_from_a_version_that_has_passed_is_a_conflict() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = under_examination(&client)?;
    for seen in [0, 1, 2, 4, u32::MAX] {
        let answer = ask(&client, &receipt, &action::to_grant("1", seen))?;
        check::is_problem(&answer, 409, "outdated")?;
    }
    assert_eq!(action::read_dossier(&client, &receipt)?.status, "en_instruction");
    Ok(())
}

#[test]
fn a_move_sent_again_is_made_once() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let key = requests::fresh_key();
    let send =
        |change: MoveDossierRequest| action::ask_move(&client, AGENT, &key, &receipt.reference, &change);
    let first = send(action::to("recevable", 1))?;
    let second = send(action::to("recevable", 1))?;
    assert_eq!((first.status, second.status), (200, 200), "{}", second.text());
    assert_eq!(first.text(), second.text());
    assert_eq!(action::read_dossier(&client, &receipt)?.history.len(), 2);
    let other = send(action::to("en_instruction", 2))?;
    check::is_problem(&other, 409, "idempotency-key-reused")?;
    Ok(())
}

#[test]
fn of_two_agents_who_decide_at_once_one_wins() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = under_examination(&client)?;
    let changes = [action::to_grant("1000", 3), action::to_refuse("Non.", 3)];
    let statuses = std::thread::scope(|scope| {
        let askers = changes
            .each_ref()
            .map(|change| scope.spawn(|| ask(&client, &receipt, change)));
        askers.map(|asker| asker.join().map(|answer| answer.map(|answer| answer.status)))
    });
    let mut statuses = statuses
        .into_iter()
        .map(rush::joined)
        .collect::<Result<Vec<_>>>()?;
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(action::read_dossier(&client, &receipt)?.history.len(), 4);
    Ok(())
}

#[test]
fn a_move_needs_a_key_of_its_own() -> Result<()> {
    let guichet = Guichet::start()?;
    let client = guichet.client();
    let receipt = action::file_dossier(&client)?;
    let answer = action::ask_move(
        &client,
        AGENT,
        "short",
        &receipt.reference,
        &action::to("recevable", 1),
    )?;
    check::refuses_named(&answer, "invalid-header", "Idempotency-Key", "wrong_shape")
}
