//! From a file to a `Contrat` that holds, or to every fault at once. It walks the file in its order, reads each value
//! and asks `rules`; it decides no rule itself.
//!
//! A value that cannot be read is noted as a fault and stood in for, so that the walk goes on: the contract built on
//! the way is thrown away as soon as there is one fault.

mod avenants;
mod fiche;
mod parties;
mod reader;
mod scope;

use crate::ids::{ContratId, TerritoireId, is_plain_id};
use crate::period::Period;
use crate::source::Stated;

use super::error::{ContratError, ContratFault};
use super::model::{AxeRetenu, Citation, Contrat, Document, Engagement, Mark, Years};
use super::parties::PartieId;
use super::path::FieldPath;
use super::rules::{self, Bounds};
use super::written::{AxeBody, DaysBody, EngagementBody, SourceBody, WrittenContrat, YearsBody};
use crate::programme::{Axe, Phase};
use reader::{Form, Reader, stated};
use scope::Scope;

/// How much a field holds at most, in characters. No text sets these: they bound what is shown, far above what the
/// published contracts hold.
pub mod limits {
    /// A name, a title, an office.
    pub const LINE: usize = 300;
    /// A paragraph.
    pub const TEXT: usize = 4_000;
    /// An address on the web.
    pub const URL: usize = 500;
    /// The number of a sheet.
    pub const NUMERO: usize = 20;
}

/// Reads and checks a whole file.
pub fn contrat(file: &WrittenContrat) -> Result<Contrat, Vec<ContratFault>> {
    let mut reader = Reader::default();
    let top = FieldPath::top;
    let mark = if file.example { Mark::Example } else { Mark::Real };

    let id = id(&mut reader, &file.id);
    let document = reader
        .required_choice(&top("document"), &file.document, &Document::ALL, Document::as_str)
        .unwrap_or(Document::Contrat);
    let intitule = reader.required(&top("intitule"), &file.intitule, Form::Line);
    if !intitule.is_empty() {
        reader.check(&top("intitule"), rules::title_says_example(mark, &intitule));
    }
    let phase = reader.choice(&top("phase"), file.phase.as_ref(), &Phase::ALL, Phase::as_str);
    let territoires = territoires(&mut reader, file, mark, phase);
    let years = years(&mut reader, file.years.as_ref());
    let period = days(&mut reader, &top("period"), file.period.as_ref());
    let mut scope = Scope {
        phase: phase.known().copied(),
        bounds: bounds(period, years),
        ..Scope::default()
    };
    let signed_on = reader.day(&top("signed_on"), file.signed_on.as_ref());
    if let (Stated::Known(date), Some(bounds)) = (signed_on, scope.bounds) {
        reader.check(&top("signed_on"), rules::signature_is_in_time(date, bounds));
    }
    let pages = pages(&mut reader, file.pages);
    let sources = sources(&mut reader, &file.sources, mark);
    let signataires = parties::signataires(&mut reader, &mut scope, &top("signataires"), &file.signataires);
    let partenaires = parties::partenaires(&mut reader, &mut scope, &top("partenaires"), file);
    let gouvernance = parties::gouvernance(&mut reader, &file.gouvernance);
    let enjeux = reader.texts(&top("enjeux"), file.enjeux.as_ref(), Form::Text);
    let axes = axes(&mut reader, &mut scope, file.axes.as_ref());
    let fiches = fiche::plan(&mut reader, &mut scope, file.fiches.as_ref());
    let engagements = reader.list(file.engagements.as_ref(), |reader, place, body| {
        engagement(reader, &scope, &top("engagements").at(place), body)
    });
    let avenants = avenants::avenants(&mut reader, &mut scope, file);

    let contrat = Contrat {
        id,
        mark,
        document,
        intitule,
        phase,
        territoires,
        years,
        period,
        signed_on,
        pages,
        sources,
        signataires,
        partenaires,
        gouvernance,
        enjeux,
        axes,
        fiches,
        engagements,
        avenants,
    };
    reader.finish(contrat)
}

fn id(reader: &mut Reader, text: &str) -> ContratId {
    let path = FieldPath::top("id");
    let text = reader.required(&path, text, Form::Name);
    if !text.is_empty() && !is_plain_id(&text) {
        reader.add(&path, ContratError::NotAnId { value: text.clone() });
    }
    ContratId::as_written(&text)
}

fn territoires(
    reader: &mut Reader,
    file: &WrittenContrat,
    mark: Mark,
    phase: Stated<Phase>,
) -> Stated<Vec<TerritoireId>> {
    let Some(texts) = &file.territoires else {
        return Stated::Unknown;
    };
    let mut read = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let path = FieldPath::top("territoires").at(place);
        let Some(territoire) = TerritoireId::parse(text) else {
            reader.add(&path, ContratError::NotATerritoire { value: text.clone() });
            continue;
        };
        reader.check(&path, rules::example_is_nowhere(mark, &territoire));
        reader.check(
            &path,
            rules::territoire_is_of_phase(&territoire, phase.known().copied()),
        );
        read.push(territoire);
    }
    Stated::Known(read)
}

fn years(reader: &mut Reader, body: Option<&YearsBody>) -> Stated<Years> {
    let Some(body) = body else {
        return Stated::Unknown;
    };
    let path = FieldPath::top("years");
    let first = reader.required_number(&path.field("first"), body.first);
    let last = reader.required_number(&path.field("last"), body.last);
    let (Some(first), Some(last)) = (first, last) else {
        return Stated::Unknown;
    };
    reader.check(&path, rules::years_are_in_order(first, last));
    Stated::Known(Years { first, last })
}

/// Reads two days, both included.
fn days(reader: &mut Reader, path: &FieldPath, body: Option<&DaysBody>) -> Stated<Period> {
    let Some(body) = body else {
        return Stated::Unknown;
    };
    let first = reader.required_day(&path.field("date_debut"), &body.date_debut);
    let last = reader.required_day(&path.field("date_fin"), &body.date_fin);
    let (Some(first), Some(last)) = (first, last) else {
        return Stated::Unknown;
    };
    let is_period = reader.check(
        &path.field("date_fin"),
        rules::period_is_not_empty(Bounds { first, last }),
    );
    match last.succ_opt() {
        Some(until) if is_period => Stated::Known(Period::between(first, until)),
        _ => Stated::Unknown,
    }
}

/// The days that everything else is held against: the contract's own, else those of the years in its title.
fn bounds(period: Stated<Period>, years: Stated<Years>) -> Option<Bounds> {
    let days = match (period, years) {
        (Stated::Known(period), _) => period,
        (Stated::Unknown, Stated::Known(years)) => years.days()?,
        (Stated::Unknown, Stated::Unknown) => return None,
    };
    Some(Bounds {
        first: days.first(),
        last: days.last()?,
    })
}

fn pages(reader: &mut Reader, pages: Option<u16>) -> Stated<u16> {
    if pages == Some(0) {
        reader.add(&FieldPath::top("pages"), ContratError::NoPage);
    }
    stated(pages)
}

fn sources(reader: &mut Reader, bodies: &[SourceBody], mark: Mark) -> Vec<Citation> {
    let path = FieldPath::top("sources");
    reader.check(&path, rules::real_is_sourced(mark, bodies.len()));
    let read = bodies.iter().enumerate().filter_map(|(place, body)| {
        let path = path.at(place);
        let title = reader.required(&path.field("title"), &body.title, Form::Name);
        let url = reader.required(&path.field("url"), &body.url, Form::Url);
        let is_web = ["https://", "http://"]
            .iter()
            .any(|scheme| url.starts_with(scheme));
        if !url.is_empty() && (!is_web || url.contains(char::is_whitespace)) {
            reader.add(
                &path.field("url"),
                ContratError::NotAnAddress { value: url.clone() },
            );
        }
        let recorded_on = reader.required_day(&path.field("recorded_on"), &body.recorded_on)?;
        Some(Citation {
            title,
            url,
            recorded_on,
        })
    });
    read.collect()
}

fn axes(reader: &mut Reader, scope: &mut Scope, bodies: Option<&Vec<AxeBody>>) -> Stated<Vec<AxeRetenu>> {
    let Some(bodies) = bodies else {
        return Stated::Unknown;
    };
    let mut retained = Vec::new();
    let mut read = Vec::new();
    for (place, body) in bodies.iter().enumerate() {
        let path = FieldPath::top("axes").at(place);
        let axe = Axe::parse(body.axe.trim()).or_else(|| {
            reader.required_choice(&path.field("axe"), &body.axe, &scope.axes_to_offer(), Axe::as_str)
        });
        let intitule = reader.text(&path.field("intitule"), body.intitule.as_ref(), Form::Line);
        if let Some(axe) = axe {
            reader.check(&path.field("axe"), rules::axe_is_of_phase(axe, scope.phase));
            reader.check(&path.field("axe"), rules::axe_is_new(axe, &retained));
            retained.push(axe);
            read.push(AxeRetenu { axe, intitule });
        }
    }
    scope.axes = Some(retained);
    Stated::Known(read)
}

fn engagement(reader: &mut Reader, scope: &Scope, path: &FieldPath, body: &EngagementBody) -> Engagement {
    let signataire = reader.required(&path.field("signataire"), &body.signataire, Form::Name);
    if !signataire.is_empty() {
        reader.check(
            &path.field("signataire"),
            rules::engagement_is_signed(&signataire, &scope.signataires),
        );
    }
    Engagement {
        signataire: PartieId::as_written(&signataire),
        description: reader.required(&path.field("description"), &body.description, Form::Text),
    }
}
