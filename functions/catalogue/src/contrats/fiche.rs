//! The plan of action and how far it has come, as they are sent. It adds nothing up: `shared::contrat` does.

use shared::contrat::{FicheAction, Mark, Money, Progress, Version};
use shared::wire::{
    FicheBody, FicheCountBody, IndicateurEntry, MoneyBody, MoneyOfBody, PlanLineBody, ProgressBody,
};

use super::body::{heading, listed, period};
use crate::body::choice;

pub fn fiche(version: &Version<'_>, fiche: &FicheAction) -> FicheBody {
    FicheBody {
        numero: fiche.numero.clone(),
        heading: heading(|lang| version.fiche_heading(fiche, lang)),
        intitule: fiche.intitule.clone(),
        axe: fiche.axe.known().map(|axe| choice(axe.as_str(), &axe.label())),
        contexte: fiche.contexte.known().cloned(),
        objectifs: listed(&fiche.objectifs, String::clone),
        porteur: fiche.porteur.known().map(ToString::to_string),
        partenaires: listed(&fiche.partenaires, ToString::to_string),
        calendrier: fiche.calendrier.known().copied().map(period),
        cout: fiche.cout.known().map(ToString::to_string),
        plan_de_financement: listed(&fiche.plan_de_financement, |line| PlanLineBody {
            financeur: line.financeur.to_string(),
            montant: line.montant.to_string(),
            etat: choice(line.etat.as_str(), &line.etat.label()),
        }),
        maturite: fiche.maturite.known().map(|it| choice(it.as_str(), &it.label())),
        avancement: fiche
            .avancement
            .known()
            .map(|it| choice(it.as_str(), &it.label())),
        mesures: listed(&fiche.mesures, |mesure| mesure.as_str().to_owned()),
        besoins_de_simplification: listed(&fiche.besoins_de_simplification, String::clone),
        indicateurs: listed(&fiche.indicateurs, |indicateur| IndicateurEntry {
            intitule: indicateur.intitule.clone(),
            cible: indicateur.cible.known().cloned(),
            atteint: indicateur.atteint.known().cloned(),
        }),
        contact: fiche.contact.known().cloned(),
    }
}

pub fn progress(progress: &Progress) -> ProgressBody {
    ProgressBody {
        is_example: progress.mark == Mark::Example,
        fiches: count(progress.fiches),
        by_state: progress
            .by_state
            .iter()
            .map(|state| FicheCountBody {
                maturite: state.maturite.known().map(|it| choice(it.as_str(), &it.label())),
                avancement: state
                    .avancement
                    .known()
                    .map(|it| choice(it.as_str(), &it.label())),
                count: count(state.count),
            })
            .collect(),
        cout: progress.cout.to_string(),
        without_cout: count(progress.without_cout),
        without_plan: count(progress.without_plan),
        total: money(&progress.total),
        by_financeur: progress
            .by_financeur
            .iter()
            .map(|(financeur, sum)| MoneyOfBody {
                of: Some(financeur.to_string()),
                money: money(sum),
            })
            .collect(),
        by_axe: progress
            .by_axe
            .iter()
            .map(|(axe, sum)| MoneyOfBody {
                of: axe.known().map(|axe| axe.as_str().to_owned()),
                money: money(sum),
            })
            .collect(),
    }
}

fn money(money: &Money) -> MoneyBody {
    MoneyBody {
        prevu: money.prevu.to_string(),
        sollicite: money.sollicite.to_string(),
        acquis: money.acquis.to_string(),
        total: money.total().to_string(),
    }
}

/// A plan has far fewer sheets than the type holds.
fn count(sheets: usize) -> u32 {
    u32::try_from(sheets).unwrap_or(u32::MAX)
}
