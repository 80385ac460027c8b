//! The contract itself. One exists only when every rule of `rules` holds; nothing in it changes afterwards.

use chrono::NaiveDate;

use crate::ids::{ContratId, TerritoireId};
use crate::message::{Lang, Message};
use crate::period::Period;
use crate::source::Stated;

use super::avenant::Avenant;
use super::error::ContratFault;
use super::fiche::FicheAction;
use super::gouvernance::Gouvernance;
use super::parties::{Partenaire, PartieId, Signataires};
use super::read;
use super::version::Version;
use super::written::WrittenContrat;
use crate::programme::{Axe, Phase};

/// A `Contrat` is the agreement by which the intercommunalités of a territory, their public partners and their
/// industrialists commit to a plan of action (contrat Territoire d'industrie).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrat {
    pub(super) id: ContratId,
    pub(super) mark: Mark,
    pub(super) document: Document,
    pub(super) intitule: String,
    pub(super) phase: Stated<Phase>,
    pub(super) territoires: Stated<Vec<TerritoireId>>,
    pub(super) years: Stated<Years>,
    pub(super) period: Stated<Period>,
    pub(super) signed_on: Stated<NaiveDate>,
    pub(super) pages: Stated<u16>,
    pub(super) sources: Vec<Citation>,
    pub(super) signataires: Signataires,
    pub(super) partenaires: Stated<Vec<Partenaire>>,
    pub(super) gouvernance: Gouvernance,
    pub(super) enjeux: Stated<Vec<String>>,
    pub(super) axes: Stated<Vec<AxeRetenu>>,
    pub(super) fiches: Stated<Vec<FicheAction>>,
    pub(super) engagements: Stated<Vec<Engagement>>,
    pub(super) avenants: Stated<Vec<Avenant>>,
}

impl Contrat {
    /// Checks a whole file.
    ///
    /// # Errors
    /// Every fault of the file, in its order, each with the way to its field.
    ///
    /// ```
    /// use shared::contrat::{Contrat, WrittenContrat, SourceBody};
    /// let mut file = WrittenContrat {
    ///     id: "vendee-centre-2022-2026".to_owned(),
    ///     document: "contrat".to_owned(),
    ///     intitule: "Contrat Territoire d’industrie Vendée Centre 2022-2026".to_owned(),
    ///     sources: vec![SourceBody {
    ///         title: "Contrat Territoire d'industrie - Vendée Centre 2022 2026".to_owned(),
    ///         url: "https://fr.readkong.com/page/contrat-territoire-d-industrie-vendee-centre-2022-2026-8110171"
    ///             .to_owned(),
    ///         recorded_on: "2026-11-23".to_owned(),
    ///     }],
    ///     ..WrittenContrat::default()
    /// };
    /// let contrat = Contrat::parse(&file).unwrap();
    /// assert!(contrat.fiches().known().is_none());
    ///
    /// file.sources.clear();
    /// file.document = "convention".to_owned();
    /// let paths: Vec<_> = Contrat::parse(&file).unwrap_err().iter().map(|f| f.path.to_string()).collect();
    /// assert_eq!(paths, ["document", "sources"]);
    /// ```
    pub fn parse(file: &WrittenContrat) -> Result<Self, Vec<ContratFault>> {
        read::contrat(file)
    }

    /// Its id.
    pub const fn id(&self) -> &ContratId {
        &self.id
    }

    /// Whether it binds anybody.
    pub const fn mark(&self) -> Mark {
        self.mark
    }

    /// Which of the two documents it is.
    pub const fn document(&self) -> Document {
        self.document
    }

    /// Its title, which says « EXEMPLE » when it is one.
    pub fn intitule(&self) -> &str {
        &self.intitule
    }

    /// Phase of the programme.
    pub const fn phase(&self) -> &Stated<Phase> {
        &self.phase
    }

    /// Territories that it covers.
    pub const fn territoires(&self) -> &Stated<Vec<TerritoireId>> {
        &self.territoires
    }

    /// Years that its title names.
    pub const fn years(&self) -> &Stated<Years> {
        &self.years
    }

    /// Its days, as signed. An amendment may have made it longer: see [`Version::period`].
    pub const fn period(&self) -> &Stated<Period> {
        &self.period
    }

    /// Day of its signature.
    pub const fn signed_on(&self) -> &Stated<NaiveDate> {
        &self.signed_on
    }

    /// How many pages it has.
    pub const fn pages(&self) -> &Stated<u16> {
        &self.pages
    }

    /// Where it was read: at least one page, unless it is an example.
    pub fn sources(&self) -> &[Citation] {
        &self.sources
    }

    /// Who signed at first.
    pub const fn signataires(&self) -> &Signataires {
        &self.signataires
    }

    /// Who took part at first without signing.
    pub const fn partenaires(&self) -> &Stated<Vec<Partenaire>> {
        &self.partenaires
    }

    /// Who steers.
    pub const fn gouvernance(&self) -> &Gouvernance {
        &self.gouvernance
    }

    /// What is at stake for the territory.
    pub const fn enjeux(&self) -> &Stated<Vec<String>> {
        &self.enjeux
    }

    /// Axes that it takes up.
    pub const fn axes(&self) -> &Stated<Vec<AxeRetenu>> {
        &self.axes
    }

    /// The plan of action, as signed at first.
    pub const fn fiches(&self) -> &Stated<Vec<FicheAction>> {
        &self.fiches
    }

    /// What each party undertook at first.
    pub const fn engagements(&self) -> &Stated<Vec<Engagement>> {
        &self.engagements
    }

    /// What changed it since, in order.
    pub const fn avenants(&self) -> &Stated<Vec<Avenant>> {
        &self.avenants
    }

    /// The contract as it read on a day, amendments signed that day included: nothing before its signature, and
    /// unknown when the day of its signature is.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use shared::contrat::{Contrat, WrittenContrat};
    /// use shared::source::Stated;
    /// let written: WrittenContrat =
    ///     toml::from_str(include_str!("../../../data/contrats/exemple-val-fictif-2024-2027.toml")).unwrap();
    /// let contrat = Contrat::parse(&written).unwrap();
    /// let day = |d| NaiveDate::from_ymd_opt(2024, 2, d).unwrap();
    /// assert_eq!(contrat.signed_on(), &Stated::Known(day(15)));
    /// assert_eq!(contrat.on(day(14)), Stated::Known(None));
    /// assert!(matches!(contrat.on(day(15)), Stated::Known(Some(_))));
    /// ```
    pub fn on(&self, day: NaiveDate) -> Stated<Option<Version<'_>>> {
        match self.signed_on {
            Stated::Unknown => Stated::Unknown,
            Stated::Known(signed_on) if day < signed_on => Stated::Known(None),
            Stated::Known(_) => Stated::Known(Some(Version::of(self, |avenant| avenant.signed_on <= day))),
        }
    }

    /// The contract with every amendment that is known. This is what can be shown when its day of signature is
    /// unknown.
    ///
    /// ```
    /// use shared::contrat::{Contrat, WrittenContrat};
    /// use shared::source::Stated;
    /// let written: WrittenContrat =
    ///     toml::from_str(include_str!("../../../data/contrats/exemple-val-fictif-2024-2027.toml")).unwrap();
    /// let contrat = Contrat::parse(&written).unwrap();
    /// let latest = contrat.latest();
    /// let (first, all) = (contrat.engagements().known().unwrap(), latest.engagements().known().unwrap());
    /// // Its amendments add a commitment.
    /// assert!(first.len() < all.len());
    /// ```
    pub fn latest(&self) -> Version<'_> {
        Version::of(self, |_| true)
    }
}

/// Whether a contract binds anybody. Every text made from an example says so: see [`Mark::stamp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// A contract that its parties wrote.
    Real,
    /// A made-up one, to show what a contract holds.
    Example,
}

impl Mark {
    /// The word that the title of an example holds.
    pub const WORD: &str = "EXEMPLE";

    /// What to show beside the contract: nothing for a real one.
    pub const fn label(self) -> Option<Message> {
        match self {
            Self::Real => None,
            Self::Example => Some(Message::fixed(
                "EXEMPLE : contrat fictif, qui n’engage personne",
                "EXAMPLE: made-up contract, binding on nobody",
            )),
        }
    }

    /// A text of the contract for display, with the mark in the language of the reader before it unless it is marked
    /// already. The title of an example is, in French.
    ///
    /// ```
    /// use shared::{contrat::Mark, message::Lang};
    /// assert_eq!(Mark::Real.stamp("Fiche 1", Lang::Fr), "Fiche 1");
    /// assert_eq!(Mark::Example.stamp("Fiche 1", Lang::Fr), "EXEMPLE – Fiche 1");
    /// assert_eq!(Mark::Example.stamp("EXEMPLE – Fiche 1", Lang::En), "EXAMPLE – Fiche 1");
    /// ```
    pub fn stamp(self, text: &str, lang: Lang) -> String {
        let word = match (self, lang) {
            (Self::Real, _) => return text.to_owned(),
            (Self::Example, Lang::Fr) => Self::WORD,
            (Self::Example, Lang::En) => "EXAMPLE",
        };
        let text = text.replace(Self::WORD, word);
        if text.contains(word) {
            text
        } else {
            format!("{word} – {text}")
        }
    }
}

/// Which of the two documents a territory signs, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Document {
    /// The first, that says what will be worked on.
    ProtocoleDAccord,
    /// The second, with its plan of action.
    Contrat,
}

impl Document {
    /// In the order in which they are signed.
    pub const ALL: [Self; 2] = [Self::ProtocoleDAccord, Self::Contrat];

    /// Its name in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ProtocoleDAccord => "protocole_d_accord",
            Self::Contrat => "contrat",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> Message {
        match self {
            Self::ProtocoleDAccord => Message::fixed("Protocole d’accord", "Memorandum of understanding"),
            Self::Contrat => Message::fixed("Contrat", "Contract"),
        }
    }
}

/// The years that a title names, both included. Not its days: a contract "2020-2022" may begin on any day of 2020.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// The first.
    pub first: u16,
    /// The last.
    pub last: u16,
}

impl Years {
    /// Every day of those years; nothing when the last comes before the first.
    pub(super) fn days(self) -> Option<Period> {
        let new_year = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1);
        let days = Period::between(
            new_year(i32::from(self.first))?,
            new_year(i32::from(self.last) + 1)?,
        );
        Some(days).filter(|days| !days.is_empty())
    }
}

/// A page where a contract was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Name of the document or of the page.
    pub title: String,
    /// Address.
    pub url: String,
    /// Day on which it was read.
    pub recorded_on: NaiveDate,
}

/// An axe that a contract takes up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AxeRetenu {
    /// Which of the programme.
    pub axe: Axe,
    /// What the contract itself calls it.
    pub intitule: Stated<String>,
}

/// An `Engagement` is what a party undertakes by signing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engagement {
    /// Who.
    pub signataire: PartieId,
    /// What.
    pub description: String,
}
