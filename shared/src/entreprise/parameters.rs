//! The limits of the size categories, as dated tables: no other file of this module holds a number of the law. It counts
//! nothing.

use super::comptes::Uta;
use crate::money::{Euros, Rate};
use crate::period::{Dated, Period, day};
use crate::source::Source;

/// The limits of one category: staff, and either turnover or balance sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeLimit {
    /// Strictly fewer than this.
    pub effectif_below: Uta,
    /// At most this turnover,
    pub chiffre_affaires: Euros,
    /// or at most this balance sheet.
    pub bilan: Euros,
}

/// The limits of the three categories of SMEs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeLimits {
    /// Of a micro enterprise.
    pub micro: SizeLimit,
    /// Of a small one.
    pub petite: SizeLimit,
    /// Of a medium-sized one.
    pub moyenne: SizeLimit,
    /// Where they are written.
    pub source: &'static Source,
}

/// Recommandation 2003/361/CE, annexe, article 2; règlement (UE) n° 651/2014, annexe I. In effect since 1 January 2005.
pub static SIZE_LIMITS: [Dated<SizeLimits>; 1] = [Dated {
    in_force: Period::from(day(2005, 1, 1)),
    value: SizeLimits {
        micro: SizeLimit {
            effectif_below: Uta::whole(10),
            chiffre_affaires: Euros::whole(2_000_000),
            bilan: Euros::whole(2_000_000),
        },
        petite: SizeLimit {
            effectif_below: Uta::whole(50),
            chiffre_affaires: Euros::whole(10_000_000),
            bilan: Euros::whole(10_000_000),
        },
        moyenne: SizeLimit {
            effectif_below: Uta::whole(250),
            chiffre_affaires: Euros::whole(50_000_000),
            bilan: Euros::whole(43_000_000),
        },
        source: &SIZE_SOURCE,
    },
}];

/// From which share of capital or votes another enterprise counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoldingLimits {
    /// At least this share: a partner, counted pro rata.
    pub partenaire_from: Rate,
    /// Strictly more than this share: linked, counted whole.
    pub liee_above: Rate,
    /// At least this share held by public bodies: not an SME.
    pub public_from: Rate,
    /// Where they are written.
    pub source: &'static Source,
}

/// Recommandation 2003/361/CE, annexe, article 3.
pub static HOLDING_LIMITS: [Dated<HoldingLimits>; 1] = [Dated {
    in_force: Period::from(day(2005, 1, 1)),
    value: HoldingLimits {
        partenaire_from: Rate::from_basis_points(2500),
        liee_above: Rate::from_basis_points(5000),
        public_from: Rate::from_basis_points(2500),
        source: &HOLDING_SOURCE,
    },
}];

/// The limits of an `ETI`, *entreprise de taille intermédiaire*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EtiLimits {
    /// An SME in the sense of the same décret is not one.
    pub pme: SizeLimit,
    /// Its own limits.
    pub eti: SizeLimit,
    /// Where they are written.
    pub source: &'static Source,
}

/// Décret n° 2008-1354, article 3, in force since 21 December 2008.
pub static ETI_LIMITS: [Dated<EtiLimits>; 1] = [Dated {
    in_force: Period::from(day(2008, 12, 21)),
    value: EtiLimits {
        pme: SizeLimit {
            effectif_below: Uta::whole(250),
            chiffre_affaires: Euros::whole(50_000_000),
            bilan: Euros::whole(43_000_000),
        },
        eti: SizeLimit {
            effectif_below: Uta::whole(5_000),
            chiffre_affaires: Euros::whole(1_500_000_000),
            bilan: Euros::whole(2_000_000_000),
        },
        source: &ETI_SOURCE,
    },
}];

static SIZE_SOURCE: Source = Source {
    title: "Eurosfaire, « Définition des PME » (recommandation 2003/361/CE)",
    url: "http://www.eurosfaire.prd.fr/pme/index.php?option=com_content&view=article&id=70&Itemid=72",
    recorded_on: day(2026, 11, 23),
    quote: "",
};

static HOLDING_SOURCE: Source = Source {
    title: "CJUE, 24 septembre 2020, C-516/19, NMI Technologietransfer (règlement (UE) n° 651/2014, annexe I, article 3)",
    url: "https://beta.bailii.org/eu/cases/EUECJ/2020/C51619.html",
    recorded_on: day(2026, 11, 23),
    quote: "Contrôle indirect de 25 % du capital ou des droits de vote par des organismes publics",
};

static ETI_SOURCE: Source = Source {
    title: "Décret n° 2008-1354 du 18 décembre 2008, article 3",
    url: "https://www.doctrine.fr/l/texts/decrets/JORFTEXT000019961059/articles/LEGIARTI000019970722",
    recorded_on: day(2026, 11, 23),
    quote: "d'autre part ont un chiffre d'affaires annuel n'excédant pas 1 500 millions d'euros ou un total de bilan \
            n'excédant pas 2 000 millions d'euros.",
};
