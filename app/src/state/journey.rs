//! What each action of the applicant leads to. Nothing typed is ever lost by one of them, but by asking for it.

use shared::dossier::FundingState;
use shared::ids::Siret;
use shared::message::Lang;
use shared::money::Euros;
use shared::wire::{
    AideDeMinimisBody, CommuneBody, CoutBody, FieldProblem, FileDossierRequest, FileDossierResponse,
    FinancementBody, ReadEntrepriseResponse,
};

use super::budget::Budget;
use super::draft::Draft;
use super::faults::Faults;
use super::field::{ATTESTATION, COMMUNE, Field};
use super::rows::Rows;
use super::step::Step;

/// A request on its way, from the first letter typed to the receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journey {
    /// Where the applicant is.
    pub step: Step,
    /// What is kept.
    pub draft: Draft,
    /// What is shown to be wrong.
    pub faults: Faults,
    /// Whether the step was refused with these faults: they are then told together, and not at their fields only.
    pub faults_are_told: bool,
    /// The receipt, once there is one. It is never stored: it holds the access code.
    pub receipt: Option<FileDossierResponse>,
}

impl Journey {
    /// An empty request. The key must be drawn for it alone.
    pub fn new(key: String) -> Self {
        let mut draft = Draft {
            key,
            step: Step::default().as_str().to_owned(),
            ..Draft::default()
        };
        draft.request.projet.couts_previsionnels.push(CoutBody::default());
        Self {
            draft,
            ..Self::default()
        }
    }

    /// Takes a draft up where it was left.
    pub fn resume(mut draft: Draft) -> Self {
        let step = Step::parse(&draft.step).unwrap_or_default();
        // What is sworn is what is on the screen now.
        draft.request.attestation_sur_l_honneur = false;
        let has_territoire = draft.commune.as_ref().is_some_and(|c| c.territoire.is_some());
        Self {
            step: if has_territoire { step } else { Step::Territoire },
            draft,
            ..Self::default()
        }
    }

    /// Keeps what is being typed. A field that is blamed is judged again at each change, so that its fault goes as soon
    /// as it is mended. A SIRET is judged as soon as it is long enough, and not blamed while it is being completed.
    pub fn type_in(&mut self, field: Field, text: String) {
        field.write(&mut self.draft.request, text);
        if field == Field::Siret {
            // The activity that the register gave was that of another company.
            self.draft.request.demandeur.code_naf.clear();
        }
        self.unswear();
        let pointer = field.pointer();
        if field != Field::Siret {
            if !self.faults.is_empty() {
                self.mend(&pointer);
            }
        } else if self.siret_digits() >= 14 {
            self.judge(&pointer);
        } else {
            self.faults.forget(&pointer);
        }
    }

    /// Judges a field that is left, unless it is still empty and was not blamed before.
    pub fn leave(&mut self, field: Field) {
        let pointer = field.pointer();
        let is_empty = field.read(&self.draft.request).trim().is_empty();
        if !is_empty || self.faults.at(&pointer).is_some() {
            self.judge(&pointer);
        }
    }

    /// Keeps whether the statement is sworn.
    pub fn swear(&mut self, sworn: Sworn) {
        self.draft.request.attestation_sur_l_honneur = sworn == Sworn::Yes;
        if self.faults.at(ATTESTATION).is_some() {
            self.judge(ATTESTATION);
        }
    }

    /// Takes the commune that was chosen in the list.
    pub fn choose_commune(&mut self, commune: CommuneBody) {
        commune
            .code_insee
            .clone_into(&mut self.draft.request.projet.commune);
        self.draft.commune = Some(commune);
        self.unswear();
        self.faults.forget(COMMUNE);
    }

    /// Forgets the commune: its name is being typed over.
    pub fn clear_commune(&mut self) {
        self.draft.request.projet.commune.clear();
        self.draft.commune = None;
    }

    /// Shows what is wrong in the step, and tells whether nothing is.
    pub fn check_step(&mut self) -> bool {
        let found = self.check().of(self.step);
        let is_fine = found.is_empty();
        self.faults.replace_step(self.step, found);
        self.faults_are_told = !is_fine;
        is_fine
    }

    /// Leaves the step if nothing in it is wrong, else shows what is.
    pub fn go_on(&mut self) -> Result<(), StepRefused> {
        let is_fine = self.check_step();
        match self.step.next() {
            Some(next) if is_fine => {
                self.go_to(next);
                Ok(())
            }
            _ => Err(StepRefused),
        }
    }

    /// Leaves the first step while communes cannot be looked for. The commune is asked for again before the sending.
    pub fn go_on_without_commune(&mut self) {
        self.faults.replace_step(Step::Territoire, Faults::default());
        if let Some(next) = Step::Territoire.next() {
            self.go_to(next);
        }
    }

    /// Goes to a step that was passed already, or shows one.
    pub fn go_to(&mut self, step: Step) {
        self.faults_are_told = !self.faults.of(step).is_empty();
        self.step = step;
        step.as_str().clone_into(&mut self.draft.step);
    }

    /// Adds an empty line to a list and tells its place.
    pub fn add_row(&mut self, rows: Rows) -> usize {
        rows.push(&mut self.draft.request);
        self.unswear();
        rows.count(&self.draft.request) - 1
    }

    /// Takes a line of a list away.
    pub fn remove_row(&mut self, rows: Rows, line: usize) {
        if line >= rows.count(&self.draft.request) {
            return;
        }
        rows.remove(&mut self.draft.request, line);
        self.unswear();
        self.faults.remove_line(rows.pointer(), line);
        self.judge("");
    }

    /// Takes note that a document has arrived, under that number.
    pub fn receive_piece(&mut self, line: usize, id: String) {
        if let Some(piece) = self.draft.request.pieces.get_mut(line) {
            piece.id = id;
            self.judge("");
        }
    }

    /// Forgets that a document has arrived: it was under another key.
    pub fn forget_piece(&mut self, line: usize) {
        if let Some(piece) = self.draft.request.pieces.get_mut(line) {
            piece.id.clear();
        }
    }

    /// Keeps what is said of the de minimis aids received.
    pub fn declare_de_minimis(&mut self, declared: DeMinimis) {
        let aides = &mut self.draft.request.aides_de_minimis;
        match declared {
            DeMinimis::Unsaid => *aides = None,
            DeMinimis::None => *aides = Some(Vec::new()),
            DeMinimis::Some if aides.as_ref().is_some_and(|aides| !aides.is_empty()) => {}
            DeMinimis::Some => *aides = Some(vec![AideDeMinimisBody::default()]),
        }
        self.unswear();
        self.judge("");
    }

    /// Proposes the plan de financement that the budget and the aid asked for give: that aid, and the applicant for the
    /// rest. Nothing is proposed while either cannot be read.
    pub fn propose_plan(&mut self, financeur: &str, lang: Lang) {
        let projet = &self.draft.request.projet;
        let total = Budget::of(&projet.couts_previsionnels).total;
        let Ok(asked) = Euros::parse_typed(&projet.montant_demande) else {
            return;
        };
        let line = |financeur: &str, montant: Euros, state: FundingState| FinancementBody {
            financeur: financeur.to_owned(),
            montant: as_typed(montant, lang),
            etat: state.as_str().to_owned(),
        };
        let mut plan = vec![line(financeur, asked, FundingState::Sollicite)];
        let rest = total.saturating_sub(asked);
        if !rest.is_zero() {
            plan.push(line("", rest, FundingState::FondsPropres));
        }
        self.draft.request.plan_de_financement = plan;
        self.unswear();
        self.judge("");
    }

    /// Whether the request can be sent as it is; else every fault is shown, from the first step that has one.
    pub fn prepare_sending(&mut self) -> Result<(), StepRefused> {
        self.faults = self.check();
        if let Some(first) = self.faults.first_step() {
            self.go_to(first);
            return Err(StepRefused);
        }
        if !self.draft.attempts.contains(&self.draft.request) {
            self.draft.attempts.push(self.draft.request.clone());
        }
        Ok(())
    }

    /// Shows what the service refused, from the first step that has a fault. That content was not filed, now or before:
    /// the service gives the receipt of what it has, even when its rules have changed since.
    pub fn refuse(&mut self, request: &FileDossierRequest, errors: Vec<FieldProblem>) {
        self.draft.attempts.retain(|attempt| attempt != request);
        self.faults = Faults::from_service(errors);
        self.faults_are_told = true;
        if let Some(first) = self.faults.first_step() {
            self.go_to(first);
        }
    }

    /// It is filed: the draft is over.
    pub fn accept(&mut self, receipt: FileDossierResponse) {
        *self = Self {
            step: Step::Recepisse,
            receipt: Some(receipt),
            ..Self::default()
        };
    }

    /// Makes of the answers another request than the one that was sent with the key so far.
    pub fn renew_key(&mut self, key: String) {
        self.draft.key = key;
        self.draft.attempts.clear();
    }

    /// Whether there is anything to keep.
    pub fn is_begun(&self) -> bool {
        self.receipt.is_none() && (self.draft.commune.is_some() || self.step != Step::Territoire)
    }

    /// The statement covers the answers as they were: another answer asks for it anew.
    fn unswear(&mut self) {
        self.draft.request.attestation_sur_l_honneur = false;
    }

    fn check(&self) -> Faults {
        Faults::check(&self.draft.request, self.draft.commune.as_ref())
    }

    fn judge(&mut self, pointer: &str) {
        let now = self.check();
        self.faults.follow_change(pointer, &now);
    }

    /// Takes a change into account without blaming a field that was not blamed.
    fn mend(&mut self, changed: &str) {
        let was_blamed = self.faults.at(changed).is_some();
        self.judge(changed);
        if !was_blamed {
            self.faults.forget(changed);
        }
    }

    fn siret_digits(&self) -> usize {
        let typed = &self.draft.request.demandeur.siret;
        typed.chars().filter(char::is_ascii_digit).count()
    }

    /// The digits of the SIRET once it is right; empty before.
    pub fn siret(&self) -> String {
        let siret = Siret::parse(&self.draft.request.demandeur.siret);
        siret.map_or_else(|_| String::new(), |siret| siret.to_string())
    }

    /// Fills in the name and the address where they are still empty, and the activity, with what the company register
    /// shows, and tells whether a field was filled in. What the person typed is theirs.
    pub fn fill_from_register(&mut self, shown: &ReadEntrepriseResponse) -> bool {
        let demandeur = &mut self.draft.request.demandeur;
        let mut has_filled = false;
        for (place, value) in [
            (&mut demandeur.denomination, &shown.denomination),
            (&mut demandeur.adresse, &shown.adresse),
        ] {
            if let Some(value) = value
                && place.trim().is_empty()
            {
                place.clone_from(value);
                has_filled = true;
            }
        }
        if let Some(code_naf) = &shown.code_naf {
            demandeur.code_naf.clone_from(code_naf);
        }
        self.unswear();
        self.mend("/demandeur/denomination");
        self.mend("/demandeur/adresse");
        has_filled
    }

    /// The SIRET as it is read aloud, once it is right: `732 829 320 00074`.
    pub fn siret_in_groups(&self) -> Option<String> {
        let siret = Siret::parse(&self.draft.request.demandeur.siret).ok()?;
        let digits = siret.as_str();
        Some(format!(
            "{}\u{a0}{}\u{a0}{}\u{a0}{}",
            &digits[..3],
            &digits[3..6],
            &digits[6..9],
            &digits[9..]
        ))
    }
}

/// The step has faults, which are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepRefused;

/// Whether the statement is sworn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sworn {
    /// It is.
    Yes,
    /// It is not, or no longer.
    No,
}

/// What is said of the de minimis aids received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeMinimis {
    /// Nothing.
    Unsaid,
    /// That there is none.
    None,
    /// That there are some, which are then listed.
    Some,
}

impl DeMinimis {
    /// What a request says.
    pub fn of(request: &FileDossierRequest) -> Self {
        match &request.aides_de_minimis {
            None => Self::Unsaid,
            Some(aides) if aides.is_empty() => Self::None,
            Some(_) => Self::Some,
        }
    }
}

impl From<bool> for Sworn {
    fn from(checked: bool) -> Self {
        if checked { Self::Yes } else { Self::No }
    }
}

/// An amount as a person would type it.
fn as_typed(montant: Euros, lang: Lang) -> String {
    let text = montant.to_string();
    let text = text.trim_end_matches(".00");
    match lang {
        Lang::Fr => text.replace('.', ","),
        Lang::En => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Cell;
    use shared::wire::TerritoireSummary;

    const LIBELLE: Field = Field::In(Rows::Couts, 0, Cell::Libelle);
    const MONTANT: Field = Field::In(Rows::Couts, 0, Cell::Montant);

    fn summary() -> TerritoireSummary {
        TerritoireSummary {
            phase: "2023-2027".to_owned(),
            id: "ti-2701".to_owned(),
            name: "Grand Dole".to_owned(),
        }
    }

    fn dole(territoire: Option<TerritoireSummary>) -> CommuneBody {
        CommuneBody {
            code_insee: "39198".to_owned(),
            name: "Dole".to_owned(),
            codes_postaux: vec!["39100".to_owned()],
            departement: "Jura".to_owned(),
            territoire,
        }
    }

    /// A journey whose every field is right, at the last step.
    fn complete() -> Journey {
        let mut journey = Journey::new("0".repeat(32));
        journey.choose_commune(dole(Some(summary())));
        for (field, text) in [
            (Field::Denomination, "Forges du Doubs"),
            (Field::Siret, "732 829 320 00074"),
            (Field::Adresse, "1 rue des Forges, 39100 Dole"),
            (Field::Taille, "petite"),
            (Field::RepresentantLegal, "Camille Martin, présidente"),
            (Field::Courriel, "camille@exemple.fr"),
            (Field::Intitule, "Récupération de chaleur"),
            (Field::Description, "Étude de faisabilité."),
            (Field::DateDebut, "2027-01-04"),
            (Field::DateFin, "2027-06-30"),
            (Field::RegimeTva, "ht"),
            (LIBELLE, "Bureau d’études"),
            (MONTANT, "30 000"),
            (Field::MontantDemande, "15 000"),
        ] {
            journey.type_in(field, text.to_owned());
        }
        journey.swear(Sworn::Yes);
        journey.go_to(Step::Verification);
        journey
    }

    #[test]
    fn a_right_journey_goes_from_step_to_step_to_the_sending() {
        let mut journey = complete();
        journey.go_to(Step::Territoire);
        for next in [
            Step::Demandeur,
            Step::Etude,
            Step::Budget,
            Step::Pieces,
            Step::Verification,
        ] {
            assert_eq!(journey.go_on(), Ok(()));
            assert_eq!(journey.step, next);
            assert_eq!(journey.draft.step, next.as_str());
        }
        assert_eq!(journey.go_on(), Err(StepRefused), "sending is another action");
        assert_eq!(journey.prepare_sending(), Ok(()));
        assert_eq!(journey.draft.attempts, [journey.draft.request.clone()]);
    }

    #[test]
    fn a_commune_outside_any_territory_stops_the_journey_and_says_so() {
        let mut journey = Journey::new(String::new());
        assert_eq!(journey.go_on(), Err(StepRefused));
        journey.choose_commune(dole(None));
        assert!(
            journey.faults.is_empty(),
            "a new choice is not blamed for the last one"
        );
        assert_eq!(journey.go_on(), Err(StepRefused));
        assert_eq!(
            journey.faults.at(COMMUNE).map(|fault| fault.code.as_str()),
            Some("outside_territoire")
        );
    }

    #[test]
    fn a_siret_is_judged_once_it_is_long_enough_or_left() {
        let mut journey = Journey::new(String::new());
        let pointer = Field::Siret.pointer();
        let blamed = |journey: &Journey| journey.faults.at(&pointer).map(|fault| fault.code.clone());
        journey.type_in(Field::Siret, "732 829 320".to_owned());
        assert_eq!(blamed(&journey), None, "still being typed");
        journey.leave(Field::Siret);
        assert_eq!(blamed(&journey).as_deref(), Some("siret_is_siren"));
        journey.type_in(Field::Siret, "732 829 320 0007".to_owned());
        assert_eq!(blamed(&journey), None, "being completed");
        journey.type_in(Field::Siret, "732 829 320 00075".to_owned());
        assert_eq!(blamed(&journey).as_deref(), Some("siret_wrong_check"));
        journey.type_in(Field::Siret, "732 829 320 00074".to_owned());
        assert_eq!(blamed(&journey), None);
        assert_eq!(
            journey.siret_in_groups().as_deref(),
            Some("732\u{a0}829\u{a0}320\u{a0}00074")
        );
    }

    #[test]
    fn an_empty_field_that_is_left_is_not_blamed() {
        let mut journey = Journey::new(String::new());
        journey.leave(Field::Courriel);
        assert!(journey.faults.is_empty());
        journey.type_in(Field::Courriel, "camille".to_owned());
        journey.leave(Field::Courriel);
        assert!(!journey.faults.is_empty());
        journey.type_in(Field::Courriel, "camille@exemple.fr".to_owned());
        assert!(journey.faults.is_empty(), "mended while it is typed");
        journey.type_in(Field::Intitule, "x".repeat(201));
        assert!(journey.faults.is_empty(), "not blamed while it is typed");
    }

    #[test]
    fn a_fault_in_an_earlier_step_leads_back_to_it_and_nothing_is_lost() {
        let mut journey = complete();
        journey.type_in(Field::Siret, "1".to_owned());
        let typed = journey.draft.request.clone();
        assert_eq!(journey.prepare_sending(), Err(StepRefused));
        assert_eq!(journey.step, Step::Demandeur);
        assert_eq!(journey.draft.request, typed);
        assert_eq!(journey.draft.attempts, []);
    }

    #[test]
    fn what_the_service_refuses_is_shown_at_its_step() {
        let mut journey = complete();
        assert_eq!(journey.prepare_sending(), Ok(()));
        let message = shared::message::Message::fixed("Faute.", "Fault.");
        let sent = journey.draft.request.clone();
        journey.refuse(
            &sent,
            vec![FieldProblem::new(COMMUNE, "unknown_commune", &message)],
        );
        assert_eq!(journey.step, Step::Territoire);
        assert_eq!(journey.draft.attempts, []);
        assert_eq!(journey.draft.request.demandeur.denomination, "Forges du Doubs");
    }

    #[test]
    fn a_refusal_forgets_the_content_refused_and_no_other() {
        let mut journey = complete();
        let first = journey.draft.request.clone();
        assert_eq!(journey.prepare_sending(), Ok(()));
        journey.type_in(Field::Intitule, "Autre titre".to_owned());
        journey.swear(Sworn::Yes);
        let second = journey.draft.request.clone();
        assert_eq!(journey.prepare_sending(), Ok(()));
        journey.refuse(&first, Vec::new());
        assert_eq!(journey.draft.attempts, [second]);
    }

    #[test]
    fn the_statement_is_sworn_anew_after_each_change() {
        let changes: [fn(&mut Journey); 4] = [
            |journey| journey.type_in(Field::Intitule, "Autre titre".to_owned()),
            |journey| journey.choose_commune(dole(Some(summary()))),
            |journey| journey.remove_row(Rows::Couts, 0),
            |journey| *journey = Journey::resume(journey.draft.clone()),
        ];
        for change in changes {
            let mut journey = complete();
            change(&mut journey);
            assert!(!journey.draft.request.attestation_sur_l_honneur);
        }
    }

    #[test]
    fn a_budget_keeps_at_least_one_line() {
        let mut journey = Journey::new(String::new());
        journey.type_in(LIBELLE, "a".to_owned());
        assert_eq!(journey.add_row(Rows::Couts), 1);
        journey.type_in(Field::In(Rows::Couts, 1, Cell::Libelle), "b".to_owned());
        journey.remove_row(Rows::Couts, 0);
        assert_eq!(LIBELLE.read(&journey.draft.request), "b");
        journey.remove_row(Rows::Couts, 0);
        assert_eq!(
            journey.draft.request.projet.couts_previsionnels,
            [CoutBody::default()]
        );
        journey.remove_row(Rows::Couts, 7);
        assert_eq!(journey.draft.request.projet.couts_previsionnels.len(), 1);
    }

    #[test]
    fn a_receipt_ends_the_draft() {
        let mut journey = complete();
        journey.accept(FileDossierResponse {
            reference: "TI26-ABCD-EFGH".to_owned(),
            code: "ABCD-EFGH-JKMN".to_owned(),
            filed_at: "2026-11-23T10:00:00Z".to_owned(),
            territoire: summary(),
            rules_version: "0.1.0".to_owned(),
            receipt: String::new(),
        });
        assert_eq!(journey.step, Step::Recepisse);
        assert_eq!(journey.draft, Draft::default());
        assert!(!journey.is_begun());
    }

    #[test]
    fn a_draft_is_taken_up_where_it_was_left() {
        let journey = complete();
        assert_eq!(Journey::resume(journey.draft.clone()).step, Step::Verification);
        let mut without_commune = journey.draft;
        without_commune.commune = None;
        assert_eq!(Journey::resume(without_commune).step, Step::Territoire);
    }

    #[test]
    fn the_plan_proposed_adds_up_to_the_budget() {
        let mut journey = complete();
        journey.propose_plan("Banque des Territoires", Lang::Fr);
        let plan = &journey.draft.request.plan_de_financement;
        assert_eq!(plan.len(), 2);
        assert_eq!(plan[0].financeur, "Banque des Territoires");
        assert!(
            journey.check().of(Step::Budget).is_empty(),
            "{:?}",
            journey.check()
        );
        journey.type_in(MONTANT, "31 000".to_owned());
        assert!(
            journey.faults.at("/plan_de_financement").is_none(),
            "not blamed while typing"
        );
        assert_eq!(
            journey
                .check()
                .at("/plan_de_financement")
                .map(|fault| fault.code.as_str()),
            Some("plan_not_total")
        );
    }

    #[test]
    fn what_is_declared_of_de_minimis_aids_is_kept_apart_from_saying_nothing() {
        let mut journey = complete();
        assert_eq!(DeMinimis::of(&journey.draft.request), DeMinimis::Unsaid);
        for declared in [DeMinimis::None, DeMinimis::Some, DeMinimis::Unsaid] {
            journey.declare_de_minimis(declared);
            assert_eq!(DeMinimis::of(&journey.draft.request), declared);
        }
        journey.declare_de_minimis(DeMinimis::Some);
        let montant = Field::In(Rows::DeMinimis, 0, Cell::Montant);
        journey.type_in(montant, "5 000".to_owned());
        journey.declare_de_minimis(DeMinimis::Some);
        assert_eq!(montant.read(&journey.draft.request), "5 000");
    }

    #[test]
    fn the_register_fills_in_what_is_empty_and_writes_nothing_over() {
        let text = r#"{"siret":"73282932000074","standing":"found","message":{"fr":"","en":""},"denomination":"FORGES",
            "adresse":"1 RUE DES ESSAIS","code_naf":"25.62B","commune":null,"activity":null,"size":null,"read_at":null,
            "retry_after":null}"#;
        let shown: ReadEntrepriseResponse = serde_json::from_str(text).unwrap();
        let mut journey = Journey::new(String::new());
        journey.type_in(Field::Denomination, "Mes forges".to_owned());
        assert!(journey.fill_from_register(&shown));
        let demandeur = &journey.draft.request.demandeur;
        assert_eq!(demandeur.denomination, "Mes forges");
        assert_eq!(demandeur.adresse, "1 RUE DES ESSAIS");
        assert_eq!(demandeur.code_naf, "25.62B");
        assert!(!journey.fill_from_register(&shown), "nothing is empty any more");
    }
}
