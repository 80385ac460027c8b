//! The profile that an address gives, and what a measure answers to it. `shared::mesure` judges.

use shared::beneficiaire::Beneficiaire;
use shared::entreprise::Taille;
use shared::ids::{CodeInsee, CodeNaf};
use shared::message::Message;
use shared::mesure::{Fact, Place, Profile, Verdict};
use shared::programme::Phase;
use shared::wire::{SentenceBody, VerdictBody};
use support::parameter::{Choice, choice};
use support::{Call, Fault};

/// The parameters that make a profile.
pub const PARAMETERS: [&str; 5] = ["beneficiaire", "taille", "effectif", "naf", "commune"];

/// The profile; nothing when no parameter of it is there.
pub fn read(call: &Call) -> Result<Option<Profile>, Fault> {
    let place = read_place(call)?;
    let profile = Profile {
        beneficiaire: choice(call, "beneficiaire", Beneficiaire::ALL.into_iter().map(of_kind))?,
        taille: choice(call, "taille", Taille::ALL.into_iter().map(of_taille))?,
        staff: read_effectif(call)?,
        section: call
            .query("naf")
            .map(|text| CodeNaf::parse(&text).map(CodeNaf::section))
            .transpose()
            .map_err(|error| Fault::invalid_parameter("naf", "wrong_shape", error.message()))?,
        place,
        // Communes are looked up in the list of this phase.
        phase: place.map(|_| Phase::Two),
    };
    Ok((profile != Profile::default()).then_some(profile))
}

/// A verdict as it is sent.
pub fn verdict(verdict: &Verdict) -> VerdictBody {
    VerdictBody {
        code: verdict.as_str().to_owned(),
        label: SentenceBody::new(&verdict.label()),
        reasons: verdict.messages().iter().map(SentenceBody::new).collect(),
        missing: missing(verdict),
    }
}

fn missing(verdict: &Verdict) -> Vec<String> {
    let Verdict::Unknown { missing, .. } = verdict else {
        return Vec::new();
    };
    let mut names: Vec<_> = missing
        .iter()
        .map(|fact| parameter_of(*fact).to_owned())
        .collect();
    // The place and the phase are told by one parameter.
    names.dedup();
    names
}

const fn parameter_of(fact: Fact) -> &'static str {
    match fact {
        Fact::Beneficiaire => "beneficiaire",
        Fact::Taille => "taille",
        Fact::Staff => "effectif",
        Fact::Section => "naf",
        Fact::Place | Fact::Phase => "commune",
    }
}

fn read_place(call: &Call) -> Result<Option<Place>, Fault> {
    let Some(text) = call.query("commune") else {
        return Ok(None);
    };
    let code = CodeInsee::parse(&text)
        .map_err(|error| Fault::invalid_parameter("commune", "wrong_shape", error.message()))?;
    let commune = reference::commune(code.as_str()).ok_or_else(unknown_commune)?;
    Ok(Some(match commune.territoire() {
        Some(_) => Place::InTerritoire,
        None => Place::Elsewhere,
    }))
}

fn read_effectif(call: &Call) -> Result<Option<u32>, Fault> {
    let wrong = |_| {
        Fault::invalid_parameter(
            "effectif",
            "wrong_shape",
            Message::fixed(
                "Indiquez l’effectif en nombre de personnes, en chiffres, par exemple 120.",
                "Give the staff as a number of people, in digits, for example 120.",
            ),
        )
    };
    call.query("effectif")
        .map(|text| text.parse().map_err(wrong))
        .transpose()
}

fn unknown_commune() -> Fault {
    Fault::invalid_parameter(
        "commune",
        "unknown",
        Message::fixed(
            "Aucune commune n’a ce code INSEE. Cherchez-la par son nom dans /api/v1/communes.",
            "No commune has this INSEE code. Look for it by its name in /api/v1/communes.",
        ),
    )
}

const fn of_kind(value: Beneficiaire) -> Choice<Beneficiaire> {
    Choice {
        value,
        code: value.as_str(),
        label: value.label(),
    }
}

const fn of_taille(value: Taille) -> Choice<Taille> {
    Choice {
        value,
        code: value.as_str(),
        label: value.label(),
    }
}
