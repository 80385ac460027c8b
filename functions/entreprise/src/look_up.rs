//! `POST /api/v1/entreprises`: the SIRET checked, looked up, told with a sentence that says what to do. A SIRET at fault
//! is the only error that is the caller's.

use chrono::DateTime;
use http::StatusCode;
use shared::dossier::Invalid;
use shared::ids::{Siret, SiretError};
use shared::message::Message;
use shared::wire::{FieldProblem, ReadEntrepriseRequest, ReadEntrepriseResponse, SentenceBody, SizeHintBody};
use store::SpinSqlite;
use support::reply::{Caching, Cause, json};
use support::{Call, Fault, Reply, environment};

use crate::address::{Address, AddressError};
use crate::client;
use crate::finding::{Finding, Said, find, to_verify};
use crate::reading::{Entreprise, Reading};
use crate::state::{LABEL, State};

/// Answers one look-up.
///
/// # Errors
/// A 4xx when the request cannot be read or its SIRET does not check.
pub async fn answer(call: &Call) -> Result<Reply, Fault> {
    let request: ReadEntrepriseRequest = support::json::read(call)?;
    let siret = Siret::parse(&request.siret).map_err(refuse_siret)?;
    let finding = look_up(&siret).await?;
    let cause = match &finding {
        Finding::Said(_) => None,
        Finding::ToVerify { cause, .. } => Some(Cause(format!("to verify: {cause}"))),
    };
    let mut reply = json(StatusCode::OK, Caching::Never, &body_of(&siret, finding))?;
    if let Some(cause) = cause {
        reply.extensions_mut().insert(cause);
    }
    Ok(reply)
}

async fn look_up(siret: &Siret) -> Result<Finding, Fault> {
    let address = match Address::parse(&environment::variable("entreprise_registry").await?) {
        Ok(address) => address.search(siret),
        Err(error @ (AddressError::Off | AddressError::WrongShape)) => {
            return Ok(to_verify(None, error.to_string()));
        }
    };
    // Without it the calls of all instances cannot be counted together: then none is made.
    let state = match SpinSqlite::open_label(LABEL).await {
        Ok(database) => State::new(database),
        Err(error) => return Ok(to_verify(None, format!("open the state: {error}"))),
    };
    find(&state, siret, environment::milliseconds, || client::get(&address)).await
}

fn refuse_siret(error: SiretError) -> Fault {
    let invalid = Invalid::Siret(error);
    Fault::invalid_field(FieldProblem::new("/siret", invalid.code(), &invalid.message()))
}

fn body_of(siret: &Siret, finding: Finding) -> ReadEntrepriseResponse {
    let (said, retry_after) = match finding {
        Finding::Said(said) => (Some(said), None),
        Finding::ToVerify { retry_after, .. } => (None, retry_after),
    };
    let (standing, message) = tell(said.as_ref().map(|said| &said.reading));
    let read_at = said
        .as_ref()
        .and_then(|said| DateTime::from_timestamp_millis(said.at));
    let entreprise = match said {
        Some(Said {
            reading: Reading::Shown(entreprise),
            ..
        }) => entreprise,
        _ => Entreprise::default(),
    };
    ReadEntrepriseResponse {
        siret: siret.to_string(),
        standing: standing.to_owned(),
        message: SentenceBody::new(&message),
        size: size_of(&entreprise),
        denomination: entreprise.denomination,
        adresse: entreprise.adresse,
        code_naf: entreprise.code_naf,
        commune: entreprise.commune,
        activity: entreprise
            .is_open
            .map(|is_open| if is_open { "open" } else { "closed" }.to_owned()),
        read_at: read_at.map(environment::rfc3339),
        retry_after: retry_after.map(seconds),
    }
}

/// The standing, and what it means.
fn tell(reading: Option<&Reading>) -> (&'static str, Message) {
    match reading {
        Some(Reading::Shown(entreprise)) if entreprise.is_partial => (
            "not_diffusible",
            Message::fixed(
                "Cet établissement est au répertoire Sirene, mais une partie de ses informations n’y est pas publique. \
                 Remplissez vous-même ce qui manque : cela n’empêche pas de déposer la demande.",
                "This establishment is in the Sirene register, but some of its information is not public there. Fill in \
                 what is missing yourself: this does not stop you from filing the request.",
            ),
        ),
        Some(Reading::Shown(entreprise)) if entreprise.is_open == Some(false) => (
            "found",
            Message::fixed(
                "Le répertoire Sirene dit cet établissement fermé. Vérifiez le SIRET ; s’il est bien celui de \
                 l’établissement qui demande l’aide, continuez : le service instructeur le vérifiera.",
                "The Sirene register says that this establishment is closed. Check the SIRET; if it is that of the \
                 establishment that asks for the aid, go on: the service in charge will verify it.",
            ),
        ),
        Some(Reading::Shown(_)) => (
            "found",
            Message::fixed(
                "Établissement trouvé au répertoire Sirene. Relisez ces informations et corrigez ce qui a changé.",
                "Establishment found in the Sirene register. Read this information again and correct what has changed.",
            ),
        ),
        Some(Reading::Nothing) => (
            "not_found",
            Message::fixed(
                "Le répertoire Sirene public ne montre rien pour ce SIRET. Vérifiez chaque chiffre. S’il est juste, \
                 l’établissement est récent ou ses informations ne sont pas publiques : remplissez les champs vous-même \
                 et continuez, le service instructeur vérifiera.",
                "The public Sirene register shows nothing for this SIRET. Check each digit. If it is right, the \
                 establishment is recent or its information is not public: fill in the fields yourself and go on, the \
                 service in charge will verify.",
            ),
        ),
        None => (
            "to_verify",
            Message::fixed(
                "À vérifier : le répertoire Sirene n’a pas pu être interrogé. Remplissez les champs vous-même et \
                 continuez : cela n’empêche pas de déposer la demande.",
                "To be verified: the Sirene register could not be asked. Fill in the fields yourself and go on: this \
                 does not stop you from filing the request.",
            ),
        ),
    }
}

fn size_of(entreprise: &Entreprise) -> Option<SizeHintBody> {
    let is_known = entreprise.category.is_some() || entreprise.staff.is_some();
    is_known.then(|| SizeHintBody {
        category: entreprise.category.clone(),
        category_year: entreprise.category_year,
        effectif_min: entreprise.staff.map(|staff| staff.min),
        effectif_max: entreprise.staff.and_then(|staff| staff.max),
        effectif_year: entreprise.staff_year,
    })
}

/// Milliseconds as seconds, rounded up: never too soon.
fn seconds(time: i64) -> u32 {
    let rounded = time.max(1).saturating_add(999) / 1000;
    u32::try_from(rounded).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Staff;

    fn told(reading: Option<Reading>) -> ReadEntrepriseResponse {
        let finding = match reading {
            Some(reading) => Finding::Said(Said {
                reading,
                at: 1_795_457_880_000,
            }),
            None => to_verify(Some(4_001), "a cause"),
        };
        body_of(&Siret::parse("732 829 320 00074").unwrap(), finding)
    }

    fn shown(change: impl FnOnce(&mut Entreprise)) -> ReadEntrepriseResponse {
        let mut entreprise = Entreprise::default();
        change(&mut entreprise);
        told(Some(Reading::Shown(entreprise)))
    }

    #[test]
    fn each_finding_has_its_standing() {
        assert_eq!(shown(|_| {}).standing, "found");
        assert_eq!(shown(|it| it.is_partial = true).standing, "not_diffusible");
        assert_eq!(told(Some(Reading::Nothing)).standing, "not_found");
        assert_eq!(told(None).standing, "to_verify");
    }

    #[test]
    fn what_was_said_has_its_time_and_what_was_not_when_to_ask_again() {
        let said = shown(|_| {});
        assert_eq!(said.read_at.as_deref(), Some("2026-11-23T18:18:00Z"));
        assert_eq!((said.retry_after, said.size), (None, None));
        let unsaid = told(None);
        assert_eq!((unsaid.read_at, unsaid.retry_after), (None, Some(5)));
        assert_eq!(unsaid.siret, "73282932000074");
    }

    #[test]
    fn an_establishment_that_is_closed_is_told_so_and_may_still_file() {
        let closed = shown(|it| it.is_open = Some(false));
        assert_eq!(closed.activity.as_deref(), Some("closed"));
        assert!(closed.message.fr.contains("fermé") && closed.message.fr.contains("continuez"));
        assert_eq!(
            shown(|it| it.is_open = Some(true)).activity.as_deref(),
            Some("open")
        );
    }

    #[test]
    fn a_size_is_told_in_part() {
        let size = shown(|it| {
            it.staff = Some(Staff {
                min: 10_000,
                max: None,
            });
        })
        .size
        .unwrap();
        assert_eq!((size.effectif_min, size.effectif_max), (Some(10_000), None));
        assert_eq!(size.category, None);
        let size = shown(|it| it.category = Some("ETI".into())).size.unwrap();
        assert_eq!((size.category.as_deref(), size.effectif_min), (Some("ETI"), None));
    }

    #[test]
    fn the_time_to_wait_is_rounded_up() {
        for (time, rounded) in [
            (-1, 1),
            (0, 1),
            (1, 1),
            (1_000, 1),
            (1_001, 2),
            (i64::MAX, u32::MAX),
        ] {
            assert_eq!(seconds(time), rounded, "{time}");
        }
    }
}
