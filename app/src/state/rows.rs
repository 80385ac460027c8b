//! The lists of a request whose lines the applicant adds and takes away, as data: where each is, and what its lines hold.

use shared::dossier::limits;
use shared::wire::{AideDeMinimisBody, CoutBody, FileDossierRequest, FinancementBody, PieceBody};

/// A list of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// "Liste des coûts prévisionnels".
    Couts,
    /// The plan de financement.
    Plan,
    /// The de minimis aids received.
    DeMinimis,
    /// The documents.
    Pieces,
}

/// What a line holds, under the name that it has in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// What a cost is for.
    Libelle,
    /// How much.
    Montant,
    /// Who pays, or granted.
    Financeur,
    /// How sure a payment is.
    Etat,
    /// The day of a grant.
    DateOctroi,
    /// The regulation of a grant.
    BaseJuridique,
    /// What a document is.
    Kind,
    /// How a document is called.
    Name,
}

impl Rows {
    /// Its JSON pointer in the request.
    pub const fn pointer(self) -> &'static str {
        match self {
            Self::Couts => "/projet/couts_previsionnels",
            Self::Plan => "/plan_de_financement",
            Self::DeMinimis => "/aides_de_minimis",
            Self::Pieces => "/pieces",
        }
    }

    /// How many lines it may have.
    pub const fn limit(self) -> usize {
        match self {
            Self::Couts => limits::COUTS,
            Self::Plan | Self::DeMinimis => limits::ITEMS,
            Self::Pieces => shared::piece::limits::PIECES,
        }
    }

    /// How many lines it has.
    pub fn count(self, request: &FileDossierRequest) -> usize {
        match self {
            Self::Couts => request.projet.couts_previsionnels.len(),
            Self::Plan => request.plan_de_financement.len(),
            Self::DeMinimis => request.aides_de_minimis.as_ref().map_or(0, Vec::len),
            Self::Pieces => request.pieces.len(),
        }
    }

    /// Adds an empty line.
    pub fn push(self, request: &mut FileDossierRequest) {
        match self {
            Self::Couts => request.projet.couts_previsionnels.push(CoutBody::default()),
            Self::Plan => request.plan_de_financement.push(FinancementBody::default()),
            Self::DeMinimis => request
                .aides_de_minimis
                .get_or_insert_default()
                .push(AideDeMinimisBody::default()),
            Self::Pieces => request.pieces.push(PieceBody::default()),
        }
    }

    /// Takes a line away, which must be there. A budget keeps one line, which is then empty.
    pub fn remove(self, request: &mut FileDossierRequest, line: usize) {
        match self {
            Self::Couts => {
                let couts = &mut request.projet.couts_previsionnels;
                couts.remove(line);
                if couts.is_empty() {
                    couts.push(CoutBody::default());
                }
            }
            Self::Plan => drop(request.plan_de_financement.remove(line)),
            Self::DeMinimis => {
                if let Some(aides) = &mut request.aides_de_minimis {
                    aides.remove(line);
                }
            }
            Self::Pieces => drop(request.pieces.remove(line)),
        }
    }

    /// What a line holds; nothing for a line or a cell that is not there.
    pub fn read(self, request: &FileDossierRequest, line: usize, cell: Cell) -> Option<&str> {
        let text = match (self, cell) {
            (Self::Couts, Cell::Libelle) => &request.projet.couts_previsionnels.get(line)?.libelle,
            (Self::Couts, Cell::Montant) => &request.projet.couts_previsionnels.get(line)?.montant,
            (Self::Plan, Cell::Financeur) => &request.plan_de_financement.get(line)?.financeur,
            (Self::Plan, Cell::Montant) => &request.plan_de_financement.get(line)?.montant,
            (Self::Plan, Cell::Etat) => &request.plan_de_financement.get(line)?.etat,
            (Self::DeMinimis, cell) => {
                let aide = request.aides_de_minimis.as_ref()?.get(line)?;
                match cell {
                    Cell::Financeur => &aide.financeur,
                    Cell::Montant => &aide.montant,
                    Cell::DateOctroi => &aide.date_octroi,
                    Cell::BaseJuridique => &aide.base_juridique,
                    _ => return None,
                }
            }
            (Self::Pieces, Cell::Kind) => &request.pieces.get(line)?.kind,
            (Self::Pieces, Cell::Name) => &request.pieces.get(line)?.name,
            _ => return None,
        };
        Some(text)
    }

    /// The same, to be written.
    pub fn place(self, request: &mut FileDossierRequest, line: usize, cell: Cell) -> Option<&mut String> {
        let text = match (self, cell) {
            (Self::Couts, Cell::Libelle) => &mut request.projet.couts_previsionnels.get_mut(line)?.libelle,
            (Self::Couts, Cell::Montant) => &mut request.projet.couts_previsionnels.get_mut(line)?.montant,
            (Self::Plan, Cell::Financeur) => &mut request.plan_de_financement.get_mut(line)?.financeur,
            (Self::Plan, Cell::Montant) => &mut request.plan_de_financement.get_mut(line)?.montant,
            (Self::Plan, Cell::Etat) => &mut request.plan_de_financement.get_mut(line)?.etat,
            (Self::DeMinimis, cell) => {
                let aide = request.aides_de_minimis.as_mut()?.get_mut(line)?;
                match cell {
                    Cell::Financeur => &mut aide.financeur,
                    Cell::Montant => &mut aide.montant,
                    Cell::DateOctroi => &mut aide.date_octroi,
                    Cell::BaseJuridique => &mut aide.base_juridique,
                    _ => return None,
                }
            }
            (Self::Pieces, Cell::Kind) => &mut request.pieces.get_mut(line)?.kind,
            (Self::Pieces, Cell::Name) => &mut request.pieces.get_mut(line)?.name,
            _ => return None,
        };
        Some(text)
    }
}

impl Cell {
    /// Its name in the request.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Libelle => "libelle",
            Self::Montant => "montant",
            Self::Financeur => "financeur",
            Self::Etat => "etat",
            Self::DateOctroi => "date_octroi",
            Self::BaseJuridique => "base_juridique",
            Self::Kind => "kind",
            Self::Name => "name",
        }
    }
}
