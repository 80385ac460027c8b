//! What crosses the network: plain serialisable structs, named after the verb and the resource. They hold text as
//! it was sent; `dossier` decides whether it means something. The JSON Schema and an example of each are in
//! `shared/schema` and `shared/snapshots`, kept by `wire/tests.rs`.

mod catalogue;
mod challenge;
mod depot;
mod entreprise;
mod event;
mod health;
mod instruction;
mod piece;
mod problem;
mod receipt;
mod suivi;
#[cfg(test)]
mod tests;

pub use catalogue::{
    AideBody, AmountBody, AmountRuleBody, AvenantSummary, AxeRetenuBody, BinomePairBody, ChangeBody,
    ChoiceBody, ChoicesRuleBody, CiteBody, CommuneBody, ContratBody, ContratSummary, CoteBody,
    CumulationBody, DatedSourceBody, DeliberationEntry, EffectifRuleBody, EngagementEntry, FicheBody,
    FicheCountBody, FormerTerritoireBody, GapBody, GouvernanceEntry, IndicateurEntry, LegalBasisBody,
    ListAidesResponse, ListContratsResponse, ListFormerTerritoiresResponse, ListMesuresResponse,
    ListTerritoiresResponse, MesureBody, MoneyBody, MoneyOfBody, NafRuleBody, OperatorBody, PartenaireEntry,
    PeriodBody, PlafondBody, PlanLineBody, ProgressBody, RateBySizeBody, ReadAideResponse,
    ReadContratResponse, ReadFormerTerritoireResponse, ReadMesureResponse, ReadTerritoireResponse,
    RenamingBody, RoleEntry, RuleBody, SearchCommunesResponse, SectionsBody, SignataireEntry, StaffBody,
    TauxBody, TauxLineBody, TerritoireBody, TerritoireEntry, TerritoireSummary, ThemeBody, ValidityBody,
    VerdictBody, VersionBody, WhoBody, YearsEntry,
};
pub use challenge::ReadChallengeResponse;
pub use depot::{
    AddPiecesRequest, AideDeMinimisBody, AnswerCorrectionRequest, CoutBody, DemandeurBody,
    FileDossierRequest, FileDossierResponse, FinancementBody, PieceBody, ProjetBody, WithdrawDossierRequest,
};
pub use entreprise::{ReadEntrepriseRequest, ReadEntrepriseResponse, SizeHintBody};
pub use event::{AnswerBody, FiledEvent, MovedEvent, ToldBody};
pub use health::HealthResponse;
pub use instruction::{
    AvanceBody, AvisBody, CalculBody, CorrectionBody, CorrectionItemBody, DossierSummary,
    ListDossiersResponse, MoveDossierRequest, MoveDossierResponse, OctroiBody, OpenDossierResponse,
    VersementBody,
};
pub use piece::{
    DossierPieceBody, MediaTypeBody, OpenPieceRequest, ReadPieceLimitsResponse, ReadPieceRequest,
    ReadPieceResponse,
};
pub use problem::{FieldProblem, Problem};
pub use receipt::{
    AcknowledgementBody, ChainedEventBody, KeyBody, ListKeysResponse, MentionBody, ReadChainResponse,
    ReadReceiptResponse, Receipt, ReceivedPieceBody, ServiceBody, SilenceBody,
};
pub use suivi::{
    DeadlineBody, HistoryEntry, NextStepBody, ReadDossierRequest, ReadDossierResponse, ReadRequestResponse,
    SentenceBody, SourceBody,
};
