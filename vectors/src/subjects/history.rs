//! A history as the cases write it, one line for each step: `2026-12-01 accorde 10000 base 20000 taux 5000`. The words are
//! those of the store. It asks nothing; a line that cannot be read is a fault of the case.

use chrono::NaiveDate;
use shared::dossier::{
    Answer, AvanceTerms, Avis, Calcul, Command, Correction, CorrectionItem, CorrectionTarget, Dossier, Event,
    Filed, Garantie, Motif, Octroi, PieceKind, ReceivedPiece, Regime, SensAvis, Versement, VersementKind,
    apply, decide,
};
use shared::money::{Euros, Rate};
use shared::piece::{MediaType, PieceDigest, PieceId};

use super::given::{day, euros};

/// A step somebody asks for, and the day on which they do.
pub struct Step {
    pub on: NaiveDate,
    pub command: Command,
}

/// The usual request: 30 000 € of costs, of which 15 000 € are asked for.
pub fn filed(received_on: NaiveDate, regime: &str) -> Result<Filed, String> {
    Ok(Filed {
        received_on,
        regime: Regime::parse(regime).ok_or_else(|| format!("no regime {regime}"))?,
        total: TOTAL,
        montant_demande: ASKED,
        pieces: 0,
    })
}

/// The events of lines that must all be accepted, and the dossier that they make.
pub fn play(filed: Filed, lines: &[String]) -> Result<(Vec<Event>, Dossier), String> {
    let mut dossier = Dossier::open(filed);
    let mut events = Vec::new();
    for line in lines {
        let Step { on, command } = read(line, filed.received_on)?;
        let event = decide(command, &dossier, on).map_err(|refused| format!("{line}: {refused}"))?;
        dossier = apply(dossier, &event);
        events.push(event);
    }
    Ok((events, dossier))
}

/// The step of a line; without a day, it is taken on the day of receipt.
pub fn read(line: &str, received_on: NaiveDate) -> Result<Step, String> {
    let begins_with_day = line.starts_with(|c: char| c.is_ascii_digit());
    let (on, step) = match line.split_once(' ') {
        Some((first, step)) if begins_with_day => (day(first)?, step),
        _ => (received_on, line),
    };
    let mut words = Words(step.split(' ').collect());
    let command = words
        .command(on)
        .map_err(|missing| format!("{line}: no {missing}"))?;
    match words.0.as_slice() {
        [] => Ok(Step { on, command }),
        rest => Err(format!("{line}: what is {}", rest.join(" "))),
    }
}

const TOTAL: Euros = Euros::whole(30_000);
const ASKED: Euros = Euros::whole(15_000);

/// So many documents, each with a number of its own.
fn pieces(count: &str) -> Result<Vec<ReceivedPiece>, String> {
    let count: u8 = count.parse().map_err(|_| "count")?;
    let piece = |place| ReceivedPiece {
        id: PieceId::from_bytes([place; 16]),
        kind: PieceKind::Devis,
        name: "Devis".to_owned(),
        digest: PieceDigest::from_bytes([place; 32]),
        size: 1,
        media_type: MediaType::Pdf,
    };
    Ok((0..count).map(piece).collect())
}

/// The words of a line that are not read yet.
struct Words<'a>(Vec<&'a str>);

impl Words<'_> {
    fn command(&mut self, on: NaiveDate) -> Result<Command, String> {
        Ok(match self.next("step")?.as_str() {
            "a_completer" => Command::AskCorrection(self.correction()?),
            "complete" => Command::AnswerCorrection(self.answer()?),
            "pieces" => Command::AddPieces(pieces(&self.next("count")?)?),
            "recevable" => Command::DeclareRecevable,
            "irrecevable" => Command::DeclareIrrecevable { motif: motif()? },
            "en_instruction" => Command::StartInstruction,
            "prorogation" => Command::Extend {
                until: self.day_after("to")?.ok_or("day")?,
                motif: motif()?,
            },
            "avis" => Command::RecordAvis(Avis {
                sense: SensAvis::parse(&self.next("sense")?).ok_or("sense")?,
                given_on: self.day_after("of")?.unwrap_or(on),
            }),
            "accorde" => Command::Grant(self.octroi()?),
            "refuse" => Command::Refuse { motif: motif()? },
            "sans_suite" => Command::CloseSansSuite { motif: motif()? },
            "retire" => Command::Withdraw,
            "conventionne" => Command::SignConvention {
                signed_on: self.day_after("of")?.unwrap_or(on),
            },
            "versement" => Command::Pay(Versement {
                kind: VersementKind::parse(&self.next("kind")?).ok_or("kind")?,
                montant: euros(&self.next("amount")?)?,
                paid_on: self.day_after("of")?.unwrap_or(on),
            }),
            "solde" => Command::Close,
            other => return Err(format!("step {other}")),
        })
    }

    /// `by 2026-12-15`, of one piece; of nothing after `nothing`.
    fn correction(&mut self) -> Result<Correction, String> {
        let item = CorrectionItem {
            target: CorrectionTarget::Piece("Devis".to_owned()),
            sentence: "Joignez le devis.".to_owned(),
        };
        Ok(Correction {
            items: if self.takes("nothing") {
                Vec::new()
            } else {
                vec![item]
            },
            due: self.day_after("by")?.ok_or("day")?,
        })
    }

    /// With the usual amounts, or `asking 15000 of 30000`; with nothing amended after `nothing`, and `joining 2` pieces.
    fn answer(&mut self) -> Result<Answer, String> {
        let is_empty = self.takes("nothing");
        let montant_demande = self.amount_after("asking")?.unwrap_or(ASKED);
        let total = self.amount_after("of")?.unwrap_or(TOTAL);
        let joined = self.after("joining");
        Ok(Answer {
            amended: if is_empty {
                Vec::new()
            } else {
                vec!["/projet/intitule".to_owned()]
            },
            pieces: joined.map_or(Ok(Vec::new()), |count| pieces(&count))?,
            total,
            montant_demande,
        })
    }

    /// `10000`, then what the decision says beside: `base 20000 taux 5000`, `date_fin 2030-11-24`, `avance 3000`,
    /// `garantie`. Rates are of 10 000.
    fn octroi(&mut self) -> Result<Octroi, String> {
        let montant = euros(&self.next("amount")?)?;
        let base = self.amount_after("base")?;
        let taux = self
            .after("taux")
            .map(|points| points.parse().map(Rate::from_basis_points));
        let taux = taux.transpose().map_err(|_| "rate")?;
        let date_fin = self.day_after("date_fin")?;
        let avance = self.amount_after("avance")?;
        let garantie = if self.takes("garantie") {
            Garantie::PremiereDemande
        } else {
            Garantie::None
        };
        Ok(Octroi {
            montant,
            calcul: base.zip(taux).map(|(base, taux)| Calcul {
                base,
                taux,
                steps: Vec::new(),
            }),
            date_fin,
            avance: avance.map(|montant| AvanceTerms { montant, garantie }),
        })
    }

    fn next(&mut self, what: &str) -> Result<String, String> {
        if self.0.is_empty() {
            Err(what.to_owned())
        } else {
            Ok(self.0.remove(0).to_owned())
        }
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_next = self.0.first() == Some(&word);
        if is_next {
            self.0.remove(0);
        }
        is_next
    }

    fn after(&mut self, word: &str) -> Option<String> {
        if self.takes(word) {
            self.next(word).ok()
        } else {
            None
        }
    }

    fn day_after(&mut self, word: &str) -> Result<Option<NaiveDate>, String> {
        self.after(word).map(|text| day(&text)).transpose()
    }

    fn amount_after(&mut self, word: &str) -> Result<Option<Euros>, String> {
        self.after(word).map(|text| euros(&text)).transpose()
    }
}

fn motif() -> Result<Motif, String> {
    Motif::parse("Hors du périmètre.").ok_or_else(|| "reason".to_owned())
}
