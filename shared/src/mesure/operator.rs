//! Who runs or pays for the measures, under the name that each bore on a day.

use chrono::NaiveDate;

use crate::period::day;
use crate::source::Source;

/// A body that runs a measure or whose money it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operator {
    /// The State, when no service of it is named.
    Etat,
    /// The régions.
    Regions,
    /// Banque des Territoires (Caisse des Dépôts).
    BanqueDesTerritoires,
    /// Bpifrance.
    Bpifrance,
    /// Agence de la transition écologique.
    Ademe,
    /// The public employment service.
    FranceTravail,
    /// The agency for exports and foreign investment.
    BusinessFrance,
    /// The body that houses employees.
    ActionLogement,
    /// Agence nationale de la cohésion des territoires.
    Anct,
    /// Direction générale des entreprises.
    Dge,
    /// Délégation aux Territoires d'industrie.
    Dti,
    /// The centre of expertise on land and mobility.
    Cerema,
    /// Fédération nationale des écoles de production.
    Fnep,
    /// The association of industrial federations.
    FranceIndustrie,
    /// The State's investment plan France 2030, as the origin of the money.
    France2030,
    /// Fonds national d'aménagement et de développement du territoire, as the origin of the money.
    Fnadt,
}

/// A change of name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// First day of the name of today.
    pub on: NaiveDate,
    /// The name, or the body, before that day.
    pub before: &'static str,
    /// Where the day is written: press pages, not the text of the law, so that it is to be verified there.
    pub source: Source,
}

impl Operator {
    /// Every one.
    pub const ALL: [Self; 16] = [
        Self::Etat,
        Self::Regions,
        Self::BanqueDesTerritoires,
        Self::Bpifrance,
        Self::Ademe,
        Self::FranceTravail,
        Self::BusinessFrance,
        Self::ActionLogement,
        Self::Anct,
        Self::Dge,
        Self::Dti,
        Self::Cerema,
        Self::Fnep,
        Self::FranceIndustrie,
        Self::France2030,
        Self::Fnadt,
    ];

    /// Its name on the wire and in data: that of today.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Etat => "etat",
            Self::Regions => "regions",
            Self::BanqueDesTerritoires => "banque_des_territoires",
            Self::Bpifrance => "bpifrance",
            Self::Ademe => "ademe",
            Self::FranceTravail => "france_travail",
            Self::BusinessFrance => "business_france",
            Self::ActionLogement => "action_logement",
            Self::Anct => "anct",
            Self::Dge => "dge",
            Self::Dti => "dti",
            Self::Cerema => "cerema",
            Self::Fnep => "fnep",
            Self::FranceIndustrie => "france_industrie",
            Self::France2030 => "france2030",
            Self::Fnadt => "fnadt",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| operator.as_str() == name)
    }

    /// What it is called today, the same in both languages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Etat => "État",
            Self::Regions => "Régions",
            Self::BanqueDesTerritoires => "Banque des Territoires",
            Self::Bpifrance => "Bpifrance",
            Self::Ademe => "ADEME",
            Self::FranceTravail => "France Travail",
            Self::BusinessFrance => "Business France",
            Self::ActionLogement => "Action Logement",
            Self::Anct => "ANCT",
            Self::Dge => "DGE",
            Self::Dti => "Délégation aux Territoires d’industrie",
            Self::Cerema => "Cerema",
            Self::Fnep => "FNEP",
            Self::FranceIndustrie => "France Industrie",
            Self::France2030 => "France 2030",
            Self::Fnadt => "FNADT",
        }
    }

    /// What it was called on a day.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use shared::mesure::Operator;
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// assert_eq!(Operator::FranceTravail.name_on(day(2023, 12, 31)), "Pôle emploi");
    /// assert_eq!(Operator::FranceTravail.name_on(day(2024, 1, 1)), "France Travail");
    /// ```
    pub fn name_on(self, on: NaiveDate) -> &'static str {
        match self.renaming() {
            Some(renaming) if on < renaming.on => renaming.before,
            _ => self.name(),
        }
    }

    /// Its change of name since the programme began, if there was one.
    pub const fn renaming(self) -> Option<Renaming> {
        match self {
            Self::FranceTravail => Some(Renaming {
                on: day(2024, 1, 1),
                before: "Pôle emploi",
                source: Source {
                    title: "Boursier.com, « Pôle emploi devient France Travail »",
                    url: "https://www.boursier.com/actualites/economie/pole-emploi-devient-france-travail-quels-changements-50386.html",
                    recorded_on: day(2026, 11, 23),
                    quote: "Depuis le 1er janvier 2024, en application de la loi pour le plein emploi, Pôle emploi est \
                            devenu officiellement France Travail.",
                },
            }),
            Self::Anct => Some(Renaming {
                on: day(2020, 1, 1),
                before: "CGET",
                source: Source {
                    title: "Zepros, « Un décret entérine la création de l’ANCT »",
                    url: "https://territorial.zepros.fr/un-d%C3%A9cret-ent%C3%A9rine-la-cr%C3%A9ation-de-lanct--15010",
                    recorded_on: day(2026, 11, 23),
                    quote: "sera en ordre de marche pour le 1er janvier 2020",
                },
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_on_its_day() {
        for (operator, last_of_old, old, new) in [
            (
                Operator::FranceTravail,
                day(2023, 12, 31),
                "Pôle emploi",
                "France Travail",
            ),
            (Operator::Anct, day(2019, 12, 31), "CGET", "ANCT"),
        ] {
            assert_eq!(operator.name_on(last_of_old), old);
            let first_of_new = last_of_old.succ_opt().expect("a day");
            assert_eq!(operator.name_on(first_of_new), new);
            assert_eq!(operator.name_on(first_of_new.succ_opt().expect("a day")), new);
        }
        assert_eq!(Operator::Ademe.name_on(NaiveDate::MIN), "ADEME");
    }

    #[test]
    fn names_on_the_wire_are_read_back() {
        for operator in Operator::ALL {
            assert_eq!(Operator::parse(operator.as_str()), Some(operator));
        }
    }
}
