//! A contract as its file holds it: plain texts, right or wrong. `read` decides whether they mean something.
//!
//! What may be unknown is optional here: a section that is absent is unknown, and an empty list says that there is
//! nothing. Everything else has a default, so that whatever is missing is found in one go.

use serde::{Deserialize, Serialize};

/// One file of `data/contrats`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WrittenContrat {
    /// Id, the same as the name of the file.
    pub id: String,
    /// Whether it is an example, that binds nobody.
    pub example: bool,
    /// `protocole_d_accord` or `contrat`.
    pub document: String,
    /// Title, as on the first page.
    pub intitule: String,
    /// Phase of the programme: `2018-2023` or `2023-2027`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// Territories, by phase and id: `2018-2023/ti-7510`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub territoires: Option<Vec<String>>,
    /// Years that the title names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<YearsBody>,
    /// First and last days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<DaysBody>,
    /// Day of the signature, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<String>,
    /// How many pages it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<u16>,
    /// Where it was read.
    pub sources: Vec<SourceBody>,
    /// Who signs, on three sides.
    pub signataires: SignatairesBody,
    /// Who takes part without signing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partenaires: Option<Vec<PartenaireBody>>,
    /// Who steers.
    pub gouvernance: GouvernanceBody,
    /// What is at stake for the territory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enjeux: Option<Vec<String>>,
    /// Needs or priorities of the programme that it takes up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub axes: Option<Vec<AxeBody>>,
    /// The plan of action.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fiches: Option<Vec<FicheActionBody>>,
    /// What each party undertakes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engagements: Option<Vec<EngagementBody>>,
    /// What changed it since it was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avenants: Option<Vec<AvenantBody>>,
}

/// First and last years of a title: `2020-2022`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct YearsBody {
    /// The first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<u16>,
    /// The last, included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<u16>,
}

/// First and last days, both included, `YYYY-MM-DD`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DaysBody {
    /// The first.
    pub date_debut: String,
    /// The last.
    pub date_fin: String,
}

/// A page that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SourceBody {
    /// Name of the document or of the page.
    pub title: String,
    /// Address.
    pub url: String,
    /// Day on which it was read, `YYYY-MM-DD`.
    pub recorded_on: String,
}

/// The three sides. A side that is absent is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignatairesBody {
    /// "les intercommunalités".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intercommunalites: Option<Vec<SignataireBody>>,
    /// "les partenaires publics".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partenaires_publics: Option<Vec<SignataireBody>>,
    /// "les partenaires économiques et industriels".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partenaires_economiques: Option<Vec<SignataireBody>>,
}

/// A body that signs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignataireBody {
    /// What the rest of the file calls it.
    pub id: String,
    /// Its name.
    pub denomination: String,
    /// The office of who signs for it: `son président`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub representant: Option<String>,
    /// Votes of its assembly on the contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deliberations: Option<Vec<DeliberationBody>>,
}

/// "Vu la délibération … en date du … autorisant le président à signer".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeliberationBody {
    /// Its day, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Whether it lets the president sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorises_signature: Option<bool>,
}

/// A body that takes part without signing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PartenaireBody {
    /// What the rest of the file calls it.
    pub id: String,
    /// Its name.
    pub denomination: String,
}

/// Who steers. Each part that is absent is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GouvernanceBody {
    /// Pairs of an elected official and an industrialist: exactly one when they are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub binomes: Option<Vec<BinomeBody>>,
    /// Project managers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chefs_de_projet: Option<Vec<RoleBody>>,
    /// Bodies that sit before the signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comite_de_projet: Option<Vec<String>>,
    /// Bodies that sit after the signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comite_de_suivi: Option<Vec<String>>,
}

/// An elected official and an industrialist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BinomeBody {
    /// The elected official.
    pub elu: RoleBody,
    /// The industrialist.
    pub industriel: RoleBody,
}

/// An office in a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoleBody {
    /// The body.
    pub organisme: String,
    /// The office held there.
    pub fonction: String,
    /// Who holds it, if the published contract says so and the site wants it shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A need or a priority that the contract takes up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AxeBody {
    /// Its code.
    pub axe: String,
    /// What the contract itself calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intitule: Option<String>,
}

/// An action of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FicheActionBody {
    /// Its number in the contract.
    pub numero: String,
    /// Its title.
    pub intitule: String,
    /// Code of its axe.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub axe: Option<String>,
    /// Context.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contexte: Option<String>,
    /// Aims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objectifs: Option<Vec<String>>,
    /// Id of the party in charge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub porteur: Option<String>,
    /// Ids of the parties that take part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partenaires: Option<Vec<String>>,
    /// First and last planned days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendrier: Option<DaysBody>,
    /// Total cost, euros, as `12500.50`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cout: Option<String>,
    /// Who pays what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_de_financement: Option<Vec<FinancementBody>>,
    /// `ferme` or `a_l_etude`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maturite: Option<String>,
    /// `a_engager`, `en_cours`, `achevee` or `abandonnee`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avancement: Option<String>,
    /// Ids of the measures of the programme that it uses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mesures: Option<Vec<String>>,
    /// Rules that stand in its way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub besoins_de_simplification: Option<Vec<String>>,
    /// How its result is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicateurs: Option<Vec<IndicateurBody>>,
    /// The office to ask, without name, phone or address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// One line of a plan de financement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FinancementBody {
    /// Id of the party that pays.
    pub financeur: String,
    /// Euros, as `12500.50`.
    pub montant: String,
    /// `prevu`, `sollicite` or `acquis`.
    pub etat: String,
}

/// How a result is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IndicateurBody {
    /// What is counted, with its unit.
    pub intitule: String,
    /// What is aimed at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cible: Option<String>,
    /// What is reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub atteint: Option<String>,
}

/// What a party undertakes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EngagementBody {
    /// Id of the party, which signs.
    pub signataire: String,
    /// What it undertakes.
    pub description: String,
}

/// What changes a contract that is signed. It is written here; the text above it stays as it was signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AvenantBody {
    /// 1 for the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numero: Option<u16>,
    /// Day of its signature, from which it holds, `YYYY-MM-DD`.
    pub signed_on: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objet: Option<String>,
    /// New last day of the contract, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extend_to: Option<String>,
    /// New signatories.
    pub add_signataires: SignatairesBody,
    /// New bodies that take part without signing.
    pub add_partenaires: Vec<PartenaireBody>,
    /// New actions.
    pub add_fiches: Vec<FicheActionBody>,
    /// Actions written again as a whole, by their number.
    pub replace_fiches: Vec<FicheActionBody>,
    /// Numbers of the actions given up.
    pub withdraw_fiches: Vec<String>,
    /// New undertakings.
    pub add_engagements: Vec<EngagementBody>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_and_none_stay_apart_in_json() {
        let file = WrittenContrat {
            id: "essai".to_owned(),
            fiches: Some(Vec::new()),
            ..WrittenContrat::default()
        };
        let json = serde_json::to_string(&file).unwrap();
        assert!(json.contains(r#""fiches":[]"#), "{json}");
        assert!(!json.contains("engagements"), "{json}");
        assert_eq!(serde_json::from_str::<WrittenContrat>(&json).unwrap(), file);
    }

    #[test]
    fn a_field_that_nobody_knows_is_refused() {
        let read = serde_json::from_str::<WrittenContrat>(r#"{"titre":"Contrat"}"#);
        assert!(read.is_err_and(|error| error.to_string().contains("unknown field `titre`")));
    }
}
