//! The contract of a *Territoire d'industrie*: who signs it, what it plans, what it becomes by its amendments, and how
//! far its plan has come. It reads no file and no clock, and does not know which territories or measures exist.

mod avenant;
mod error;
mod fiche;
mod gouvernance;
mod model;
mod parties;
mod path;
mod progress;
mod read;
mod rules;
mod version;
mod words;
mod written;

pub use avenant::{Amendement, Avenant};
pub use error::{ContratError, ContratFault};
pub use fiche::{Avancement, EtatFinancement, FicheAction, Financement, Indicateur, Maturite, MesureRef};
pub use gouvernance::{Binome, Gouvernance, Role};
pub use model::{AxeRetenu, Citation, Contrat, Document, Engagement, Mark, Years};
pub use parties::{Cote, Deliberation, Partenaire, PartieId, Signataire, Signataires};
pub use path::{FieldPath, Step};
pub use progress::{FicheCount, Money, Progress};
pub use read::limits;
pub use rules::FICTITIOUS as FICTITIOUS_TERRITOIRE;
pub use version::Version;
pub use written::{
    AvenantBody, AxeBody, BinomeBody, DaysBody, DeliberationBody, EngagementBody, FicheActionBody,
    FinancementBody, GouvernanceBody, IndicateurBody, PartenaireBody, RoleBody, SignataireBody,
    SignatairesBody, SourceBody, WrittenContrat, YearsBody,
};
