//! Who steers a contract. It holds offices and bodies; names of people only as the published contract gives them.

use crate::source::Stated;

/// The `Gouvernance` of a contract (Banque des Territoires, "L'État et les collectivités, premiers coordinateurs des
/// Territoires d'industrie", <https://banquedesterritoires.fr/territoires-dindustrie/letat-et-les-collectivites>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gouvernance {
    /// > Au niveau territorial, Territoires d’industrie est porté par un binôme constitué par un élu intercommunal et
    /// > par un acteur industriel reconnu par ses pairs pour son engagement sur le terrain.
    pub binome: Stated<Binome>,
    /// Project managers, employed by an intercommunalité: optional in phase 1, one per territory in phase 2.
    pub chefs_de_projet: Stated<Vec<Role>>,
    /// Bodies that sit before the signature.
    ///
    /// > Pour ce faire, le binôme préside un comité de projet, qui se transforme en comité de suivi une fois la démarche
    /// > contractualisée.
    pub comite_de_projet: Stated<Vec<String>>,
    /// Bodies that sit after the signature.
    pub comite_de_suivi: Stated<Vec<String>>,
}

/// A `Binome` is the pair that carries a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binome {
    /// The elected official of an intercommunalité.
    pub elu: Role,
    /// The industrialist.
    pub industriel: Role,
}

/// An office in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The body.
    pub organisme: String,
    /// The office held there.
    pub fonction: String,
    /// Who holds it; nothing when the file does not say, which is the better choice: a name is personal data.
    pub name: Option<String>,
}
