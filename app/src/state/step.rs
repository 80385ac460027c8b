//! The steps of the journey and which fields belong to each. How one is left is in `journey`.

/// One screen of the journey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Find the commune, see its territory.
    #[default]
    Territoire,
    /// Who asks.
    Demandeur,
    /// What is studied, where and when.
    Etude,
    /// What it costs, what is asked for, what aid it could get.
    Budget,
    /// What else was received, and the documents.
    Pieces,
    /// Read everything again, swear, send.
    Verification,
    /// It is filed.
    Recepisse,
}

impl Step {
    /// Those that are numbered for the applicant: the receipt comes after the last one.
    pub const NUMBERED: [Self; 6] = [
        Self::Territoire,
        Self::Demandeur,
        Self::Etude,
        Self::Budget,
        Self::Pieces,
        Self::Verification,
    ];

    /// Its name in `data-step` and in the draft.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Territoire => "territoire",
            Self::Demandeur => "demandeur",
            Self::Etude => "etude",
            Self::Budget => "budget",
            Self::Pieces => "pieces",
            Self::Verification => "verification",
            Self::Recepisse => "recepisse",
        }
    }

    /// The step of that name that a draft can be taken up at.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NUMBERED.into_iter().find(|step| step.as_str() == name)
    }

    /// Its place, from 0. The receipt comes after the six others.
    pub const fn place(self) -> usize {
        self as usize
    }

    /// The one after it; the receipt has none.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        match self {
            // Only a filing leads to the receipt.
            Self::Verification | Self::Recepisse => None,
            step => Self::NUMBERED.get(step.place() + 1).copied(),
        }
    }

    /// The one before it; a receipt is not gone back from.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        match self {
            Self::Recepisse => None,
            step => Self::NUMBERED.get(step.place().checked_sub(1)?).copied(),
        }
    }

    /// Where the field of that JSON pointer is filled in. A pointer that is no field's (a header, the source given
    /// by the hosting page) belongs to the last step, from which the request is sent.
    pub fn of_pointer(pointer: &str) -> Self {
        match pointer {
            "/projet/commune" => Self::Territoire,
            "/projet/intitule"
            | "/projet/description"
            | "/projet/date_debut"
            | "/projet/date_fin"
            | "/projet/date_engagement" => Self::Etude,
            _ if pointer.starts_with("/demandeur") => Self::Demandeur,
            _ if pointer.starts_with("/projet") || pointer.starts_with("/plan_de_financement") => {
                Self::Budget
            }
            _ if pointer.starts_with("/pieces") || pointer.starts_with("/aides_de_minimis") => Self::Pieces,
            _ => Self::Verification,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_each_other_and_only_a_filing_leads_to_the_receipt() {
        let mut step = Step::Territoire;
        let mut seen = vec![step];
        while let Some(next) = step.next() {
            assert_eq!(next.previous(), Some(step));
            seen.push(next);
            step = next;
        }
        assert_eq!(seen, Step::NUMBERED);
        assert_eq!(Step::Territoire.previous(), None);
        assert_eq!(Step::Recepisse.previous(), None);
    }

    #[test]
    fn a_draft_is_never_taken_up_at_the_receipt() {
        assert_eq!(Step::parse("budget"), Some(Step::Budget));
        assert_eq!(Step::parse("recepisse"), None);
        assert_eq!(Step::parse(""), None);
    }

    #[test]
    fn each_pointer_has_its_step() {
        for (pointer, step) in [
            ("/demandeur/siret", Step::Demandeur),
            ("/projet/commune", Step::Territoire),
            ("/projet/date_fin", Step::Etude),
            ("/projet/couts_previsionnels", Step::Budget),
            ("/projet/couts_previsionnels/3/montant", Step::Budget),
            ("/projet/montant_demande", Step::Budget),
            ("/projet/date_engagement", Step::Etude),
            ("/plan_de_financement/0/montant", Step::Budget),
            ("/pieces/2", Step::Pieces),
            ("/aides_de_minimis/0/date_octroi", Step::Pieces),
            ("/attestation_sur_l_honneur", Step::Verification),
            ("/source", Step::Verification),
            ("Idempotency-Key", Step::Verification),
            ("", Step::Verification),
        ] {
            assert_eq!(Step::of_pointer(pointer), step, "{pointer}");
        }
    }
}
