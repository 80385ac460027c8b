//! The request for study aid: what makes it valid, and its life from filing to the last payment. It stores nothing and
//! reads no clock.

mod acknowledgement;
mod bodies;
mod calculation;
mod clock;
mod decide;
mod demande;
mod event;
mod field;
mod next_step;
mod order;
pub mod parameters;
mod recall;
mod received;
mod record;
mod refusal;
mod state;
mod status;

pub use clock::{DayOff, DayOffRules, Deadline, DeadlineKind, Regime, Silence};
pub use decide::{Command, decide};
pub use demande::{
    AideDeMinimis, Cout, Demande, Demandeur, Financement, FundingState, Piece, PieceKind, RegimeTva, limits,
};
pub use event::{
    Action, Answer, AvanceTerms, Avis, Calcul, Correction, CorrectionItem, CorrectionTarget, Event, Fact,
    Garantie, Motif, Octroi, SensAvis, Versement, VersementKind,
};
pub use field::{FieldError, Invalid};
pub use next_step::{Actor, NextStep};
pub use received::ReceivedPiece;
pub use record::{
    RecordError, RecordedMove, StoredEvent, current_request, read_history, read_move, tell_history,
    tell_pieces,
};
pub use refusal::{LimitKind, RefusedMove};
pub use state::{Dossier, Filed, apply};
pub use status::Status;

/// Version of the rules in this crate, told on every receipt.
pub const RULES_VERSION: &str = env!("CARGO_PKG_VERSION");
