//! The faults shown to the applicant, each at its field: those found here by `shared::dossier` and those found by the
//! service. It words nothing but what is missing before the form begins.

use shared::dossier::{Demande, Invalid};
use shared::message::{Lang, Message};
use shared::wire::{CommuneBody, FieldProblem, FileDossierRequest};

use super::field::COMMUNE;
use super::step::Step;

/// What is wrong, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(Vec<FieldProblem>);

impl Faults {
    /// Everything that is wrong in a request and its commune.
    pub fn check(request: &FileDossierRequest, commune: Option<&CommuneBody>) -> Self {
        let mut faults: Vec<FieldProblem> = check_commune(commune).into_iter().collect();
        if let Err(found) = Demande::parse(request) {
            // The commune has been looked at above, with what is known of its territory.
            let others = found.iter().filter(|fault| fault.pointer != COMMUNE);
            faults.extend(others.map(shared::dossier::FieldError::to_problem));
        }
        Self(faults)
    }

    /// What the service found, in the order of the form.
    pub fn from_service(errors: Vec<FieldProblem>) -> Self {
        Self(errors).in_order()
    }

    /// In the order of the form. A sort of the standard library weighs more than this pass for each step.
    fn in_order(self) -> Self {
        let of_steps = Step::NUMBERED
            .into_iter()
            .flat_map(|step| self.of(step).siret_first());
        Self(of_steps.collect())
    }

    /// The form asks for the SIRET before all that it fills in; the request has it second.
    fn siret_first(self) -> impl Iterator<Item = FieldProblem> {
        let is_siret = |fault: &FieldProblem| fault.pointer == "/demandeur/siret";
        let (siret, others): (Vec<_>, Vec<_>) = self.0.into_iter().partition(is_siret);
        siret.into_iter().chain(others)
    }

    /// Only those of one step.
    #[must_use]
    pub fn of(&self, step: Step) -> Self {
        let of_step = |fault: &&FieldProblem| Step::of_pointer(&fault.pointer) == step;
        Self(self.0.iter().filter(of_step).cloned().collect())
    }

    /// What is wrong with one field.
    pub fn at(&self, pointer: &str) -> Option<&FieldProblem> {
        self.0.iter().find(|fault| fault.pointer == pointer)
    }

    /// The sentence for one field; empty when nothing is wrong.
    pub fn sentence(&self, pointer: &str, lang: Lang) -> String {
        self.at(pointer)
            .map_or_else(String::new, |fault| fault.in_lang(lang).to_owned())
    }

    /// The sentences of all.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        self.0
            .iter()
            .map(|fault| fault.in_lang(lang).to_owned())
            .collect()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &FieldProblem> {
        self.0.iter()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first step that has one.
    pub fn first_step(&self) -> Option<Step> {
        self.0.iter().map(|fault| Step::of_pointer(&fault.pointer)).min()
    }

    /// Forgets what was known of one step and takes these instead.
    pub fn replace_step(&mut self, step: Step, found: Self) {
        self.0.retain(|fault| Step::of_pointer(&fault.pointer) != step);
        self.0.extend(found.0);
        *self = std::mem::take(self).in_order();
    }

    /// Takes a change of one field into account: its own fault is judged again, and those of other fields go once
    /// they no longer hold. No field but the changed one gets a new fault: the others may not be filled in yet.
    pub fn follow_change(&mut self, changed: &str, now: &Self) {
        self.0.retain_mut(|fault| match now.at(&fault.pointer) {
            Some(found) => {
                found.clone_into(fault);
                true
            }
            // What only the service can find stays until the field changes.
            None => fault.pointer != changed && !is_found_here(&fault.code),
        });
        if self.at(changed).is_none()
            && let Some(found) = now.at(changed)
        {
            self.0.push(found.clone());
        }
    }

    /// Forgets the fault of one field.
    pub fn forget(&mut self, pointer: &str) {
        self.0.retain(|fault| fault.pointer != pointer);
    }

    /// Follows the removal of a line of a list: its faults go, those of the lines after it move up with them.
    pub fn remove_line(&mut self, list: &str, removed: usize) {
        self.0.retain_mut(|fault| {
            let rest = fault.pointer.strip_prefix(list);
            let Some((line, name)) = rest.and_then(|rest| rest.strip_prefix('/')?.split_once('/')) else {
                return true;
            };
            let Ok(line) = line.parse::<usize>() else {
                return true;
            };
            if line > removed {
                fault.pointer = format!("{list}/{}/{name}", line - 1);
            }
            line != removed
        });
    }
}

/// Whether `Demande::parse` would find that fault again if it still held.
fn is_found_here(code: &str) -> bool {
    !matches!(code, "unknown_commune" | "outside_territoire")
}

fn check_commune(commune: Option<&CommuneBody>) -> Option<FieldProblem> {
    let (code, message) = match commune {
        None => (
            "missing",
            Message::fixed(
                "Écrivez le nom ou le code postal de la commune de l’étude, puis choisissez-la dans la liste.",
                "Write the name or the postcode of the commune of the study, then choose it in the list.",
            ),
        ),
        Some(commune) if commune.territoire.is_none() => {
            let invalid = Invalid::CommuneOutsideTerritoire;
            (invalid.code(), invalid.message())
        }
        Some(_) => return None,
    };
    Some(FieldProblem::new(COMMUNE, code, &message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Cell, Field, Rows};
    use shared::wire::{CoutBody, TerritoireSummary};

    fn commune(territoire: Option<&str>) -> CommuneBody {
        CommuneBody {
            code_insee: "39198".to_owned(),
            name: "Dole".to_owned(),
            codes_postaux: vec!["39100".to_owned()],
            departement: "Jura".to_owned(),
            territoire: territoire.map(|id| TerritoireSummary {
                phase: "2023-2027".to_owned(),
                id: id.to_owned(),
                name: "Grand Dole".to_owned(),
            }),
        }
    }

    fn fault(pointer: &str, code: &str) -> FieldProblem {
        FieldProblem::new(pointer, code, &Message::fixed("Faute.", "Fault."))
    }

    fn codes(faults: &Faults) -> Vec<(&str, &str)> {
        faults
            .iter()
            .map(|fault| (fault.pointer.as_str(), fault.code.as_str()))
            .collect()
    }

    #[test]
    fn a_commune_must_be_chosen_and_be_in_a_territory() {
        let request = FileDossierRequest::default();
        let first = |commune: Option<&CommuneBody>| {
            let faults = Faults::check(&request, commune).of(Step::Territoire);
            codes(&faults).first().map(|(_, code)| (*code).to_owned())
        };
        assert_eq!(first(None).as_deref(), Some("missing"));
        assert_eq!(first(Some(&commune(None))).as_deref(), Some("outside_territoire"));
        assert_eq!(first(Some(&commune(Some("ti-2701")))), None);
    }

    #[test]
    fn a_step_counts_its_own_fields_only() {
        let faults = Faults::check(&FileDossierRequest::default(), None);
        assert_eq!(faults.of(Step::Demandeur).iter().count(), 6);
        assert_eq!(faults.of(Step::Etude).iter().count(), 4);
        assert_eq!(faults.of(Step::Budget).iter().count(), 3);
        assert_eq!(
            codes(&faults.of(Step::Verification)),
            [(super::super::ATTESTATION, "not_sworn")]
        );
        assert_eq!(faults.first_step(), Some(Step::Territoire));
    }

    #[test]
    fn what_the_service_finds_comes_in_the_order_of_the_form() {
        let faults = Faults::from_service(vec![
            fault("/projet/montant_demande", "above_total"),
            fault(COMMUNE, "x"),
        ]);
        assert_eq!(faults.first_step(), Some(Step::Territoire));
        assert_eq!(codes(&faults)[0].0, COMMUNE);
    }

    #[test]
    fn a_change_is_judged_at_its_own_field_and_mends_others() {
        let mut request = FileDossierRequest::default();
        request.projet.couts_previsionnels.push(CoutBody {
            libelle: "Étude".to_owned(),
            montant: "100".to_owned(),
        });
        request.projet.montant_demande = "150".to_owned();
        let commune = commune(Some("ti-2701"));
        let now = |request: &FileDossierRequest| Faults::check(request, Some(&commune));

        let mut faults = Faults::default();
        faults.follow_change("/projet/montant_demande", &now(&request));
        assert_eq!(codes(&faults), [("/projet/montant_demande", "above_total")]);

        Field::In(Rows::Couts, 0, Cell::Montant).write(&mut request, "200".to_owned());
        faults.follow_change("/projet/couts_previsionnels/0/montant", &now(&request));
        assert!(
            faults.is_empty(),
            "a larger cost mends the amount, and no empty field is blamed"
        );
    }

    #[test]
    fn what_only_the_service_finds_stays_until_its_field_changes() {
        let request = FileDossierRequest::default();
        let commune = commune(Some("ti-2701"));
        let now = Faults::check(&request, Some(&commune));
        let mut faults = Faults::from_service(vec![fault(COMMUNE, "unknown_commune")]);
        faults.follow_change("/projet/intitule", &now);
        assert!(faults.at(COMMUNE).is_some());
        faults.follow_change(COMMUNE, &now);
        assert!(faults.at(COMMUNE).is_none());
    }

    #[test]
    fn removing_a_line_moves_the_faults_of_those_after_it() {
        let mut faults = Faults::from_service(vec![
            fault("/projet/couts_previsionnels/0/libelle", "a"),
            fault("/projet/couts_previsionnels/1/libelle", "b"),
            fault("/projet/couts_previsionnels/2/montant", "c"),
            fault("/projet/montant_demande", "d"),
        ]);
        faults.remove_line(Rows::Couts.pointer(), 1);
        assert_eq!(
            codes(&faults),
            [
                ("/projet/couts_previsionnels/0/libelle", "a"),
                ("/projet/couts_previsionnels/1/montant", "c"),
                ("/projet/montant_demande", "d"),
            ]
        );
    }
}
