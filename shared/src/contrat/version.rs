//! A contract as it reads once some of its amendments hold. It checks nothing: a `Contrat` holds already.

use crate::message::Lang;
use crate::period::Period;
use crate::source::Stated;

use super::avenant::{Amendement, Avenant};
use super::fiche::FicheAction;
use super::model::{Contrat, Engagement};
use super::parties::{Cote, Partenaire, Signataire};
use super::progress::Progress;

/// A contract as it read on some day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version<'a> {
    contrat: &'a Contrat,
    avenants: Vec<&'a Avenant>,
    period: Stated<Period>,
    signataires: [Stated<Vec<&'a Signataire>>; 3],
    partenaires: Stated<Vec<&'a Partenaire>>,
    fiches: Stated<Vec<&'a FicheAction>>,
    engagements: Stated<Vec<&'a Engagement>>,
}

impl<'a> Version<'a> {
    /// The contract with the amendments chosen.
    pub(super) fn of(contrat: &'a Contrat, holds: impl Fn(&Avenant) -> bool) -> Self {
        let mut version = Self {
            contrat,
            avenants: Vec::new(),
            period: contrat.period,
            signataires: Cote::ALL.map(|cote| all(contrat.signataires.of(cote))),
            partenaires: all(&contrat.partenaires),
            fiches: all(&contrat.fiches),
            engagements: all(&contrat.engagements),
        };
        for avenant in contrat.avenants.known().into_iter().flatten() {
            if holds(avenant) {
                version.avenants.push(avenant);
                for amendement in &avenant.amendements {
                    version.apply(amendement);
                }
            }
        }
        version
    }

    /// What an amendment changes was known when it was checked: nothing is lost by leaving the unknown alone here.
    fn apply(&mut self, amendement: &'a Amendement) {
        match amendement {
            Amendement::AddSignataire(cote, signataire) => {
                add(&mut self.signataires[*cote as usize], signataire);
            }
            Amendement::AddPartenaire(partenaire) => add(&mut self.partenaires, partenaire),
            Amendement::ExtendTo(last) => {
                if let (Stated::Known(period), Some(until)) = (&mut self.period, last.succ_opt()) {
                    *period = Period::between(period.first(), until);
                }
            }
            Amendement::AddFiche(fiche) => add(&mut self.fiches, fiche),
            Amendement::ReplaceFiche(by) => {
                if let Stated::Known(fiches) = &mut self.fiches
                    && let Some(fiche) = fiches.iter_mut().find(|fiche| fiche.numero == by.numero)
                {
                    *fiche = by;
                }
            }
            Amendement::WithdrawFiche(numero) => {
                if let Stated::Known(fiches) = &mut self.fiches {
                    fiches.retain(|fiche| fiche.numero != *numero);
                }
            }
            Amendement::AddEngagement(engagement) => add(&mut self.engagements, engagement),
        }
    }

    /// The contract as signed, for what amendments do not change.
    pub const fn contrat(&self) -> &'a Contrat {
        self.contrat
    }

    /// The amendments that hold, in order.
    pub fn avenants(&self) -> &[&'a Avenant] {
        &self.avenants
    }

    /// Its days.
    pub const fn period(&self) -> &Stated<Period> {
        &self.period
    }

    /// Who has signed, on one side.
    pub const fn signataires(&self, cote: Cote) -> &Stated<Vec<&'a Signataire>> {
        &self.signataires[cote as usize]
    }

    /// Who takes part without signing.
    pub const fn partenaires(&self) -> &Stated<Vec<&'a Partenaire>> {
        &self.partenaires
    }

    /// The plan of action: first those of the contract, then those added.
    pub const fn fiches(&self) -> &Stated<Vec<&'a FicheAction>> {
        &self.fiches
    }

    /// What each party undertakes.
    pub const fn engagements(&self) -> &Stated<Vec<&'a Engagement>> {
        &self.engagements
    }

    /// How far the plan has come, when it is known.
    ///
    /// ```
    /// use shared::contrat::{Contrat, WrittenContrat};
    /// use shared::source::Stated;
    /// let written: WrittenContrat =
    ///     toml::from_str(include_str!("../../../data/contrats/exemple-val-fictif-2024-2027.toml")).unwrap();
    /// let contrat = Contrat::parse(&written).unwrap();
    /// let latest = contrat.latest();
    /// let Stated::Known(progress) = latest.progress() else { panic!() };
    /// assert_eq!(progress.fiches, latest.fiches().known().unwrap().len());
    /// assert!(progress.total.acquis <= progress.total.total());
    /// ```
    pub fn progress(&self) -> Stated<Progress> {
        match &self.fiches {
            Stated::Known(fiches) => Stated::Known(Progress::of(self.contrat.mark, fiches)),
            Stated::Unknown => Stated::Unknown,
        }
    }

    /// The contract's title for display, marked when it is an example.
    pub fn heading(&self, lang: Lang) -> String {
        self.contrat.mark.stamp(&self.contrat.intitule, lang)
    }

    /// An action's number and title for display, marked when the contract is an example.
    pub fn fiche_heading(&self, fiche: &FicheAction, lang: Lang) -> String {
        let text = match lang {
            Lang::Fr => format!("Fiche action {}\u{a0}: {}", fiche.numero, fiche.intitule),
            Lang::En => format!("Action {}: {}", fiche.numero, fiche.intitule),
        };
        self.contrat.mark.stamp(&text, lang)
    }

    /// An amendment's number and subject for display, marked when the contract is an example.
    pub fn avenant_heading(&self, avenant: &Avenant, lang: Lang) -> String {
        let name = match lang {
            Lang::Fr => format!("Avenant n°\u{a0}{}", avenant.numero),
            Lang::En => format!("Amendment No. {}", avenant.numero),
        };
        let text = match (avenant.objet.known(), lang) {
            (None, _) => name,
            (Some(objet), Lang::Fr) => format!("{name}\u{a0}: {objet}"),
            (Some(objet), Lang::En) => format!("{name}: {objet}"),
        };
        self.contrat.mark.stamp(&text, lang)
    }
}

fn all<T>(items: &Stated<Vec<T>>) -> Stated<Vec<&T>> {
    match items {
        Stated::Known(items) => Stated::Known(items.iter().collect()),
        Stated::Unknown => Stated::Unknown,
    }
}

fn add<T>(items: &mut Stated<Vec<T>>, item: T) {
    if let Stated::Known(items) = items {
        items.push(item);
    }
}
