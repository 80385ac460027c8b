//! A measure as it is sent, on a day. It judges no profile.

use chrono::{Datelike, NaiveDate};
use shared::beneficiaire::Beneficiaire;
use shared::message::Message;
use shared::mesure::{
    Form, GovernanceOpinion, Kind, LegalBasis, Mesure, Opening, Operator, Renaming, Sections, StaffLimits,
    StaffMost, Theme, Validity, Who,
};
use shared::programme::{Besoin, Priorite};
use shared::source::Stated;
use shared::wire::{
    ChangeBody, ChoiceBody, MesureBody, OperatorBody, RenamingBody, SectionsBody, SentenceBody, StaffBody,
    ThemeBody, ValidityBody, WhoBody,
};

use super::amount;
use crate::body::{choice, sentences, source};

/// The measure, without a verdict.
pub fn mesure(mesure: &Mesure, on: NaiveDate) -> MesureBody {
    let operators = |bodies: &[Operator]| bodies.iter().map(|body| operator(*body, on)).collect();
    MesureBody {
        id: mesure.id.to_owned(),
        name: SentenceBody::new(&mesure.name),
        scope: mesure.scope.as_str().to_owned(),
        phases: to_names(mesure.scope.phases(), |phase| phase.as_str()),
        besoin: theme(&mesure.besoin, |value: &Besoin| {
            choice(value.as_str(), &value.label())
        }),
        priorite: theme(&mesure.priorite, |value: &Priorite| {
            choice(value.as_str(), &value.label())
        }),
        operators: operators(mesure.operators),
        funders: operators(mesure.funders),
        kinds: mesure
            .kinds
            .iter()
            .map(|kind: &Kind| choice(kind.as_str(), &kind.label()))
            .collect(),
        forms: mesure
            .forms
            .iter()
            .map(|form: &Form| choice(form.as_str(), &form.label()))
            .collect(),
        who: who(&mesure.who),
        amounts: stated(&mesure.amounts, |lines| {
            lines.iter().map(|line| amount::line(line, on)).collect()
        }),
        validity: validity(&mesure.validity, &mesure.validity_text, on),
        opening: stated(&mesure.opening, |it: &Opening| choice(it.as_str(), &it.label())),
        legal_basis: stated(&mesure.legal_basis, |it: &LegalBasis| {
            choice(it.as_str(), &it.label())
        }),
        governance: stated(&mesure.governance, |it: &GovernanceOpinion| {
            choice(it.as_str(), &it.label())
        }),
        pieces: stated(&mesure.pieces, |pieces| sentences(pieces)),
        conditions: sentences(mesure.conditions),
        notes: sentences(mesure.notes),
        doubts: mesure
            .doubts
            .iter()
            .map(|doubt| SentenceBody::new(&doubt.message))
            .collect(),
        sureness: choice(mesure.sureness.as_str(), &mesure.sureness.message()),
        sources: mesure.sources.iter().map(source).collect(),
        seen_in: mesure.seen.map(|month| {
            let first = month.first();
            format!("{:04}-{:02}", first.year(), first.month())
        }),
        aide: mesure.aide.map(str::to_owned),
        verdict: None,
    }
}

fn stated<T, U>(stated: &Stated<T>, convert: impl FnOnce(&T) -> U) -> Option<U> {
    stated.known().map(convert)
}

fn to_names<T>(values: &[T], name: impl Fn(&T) -> &'static str) -> Vec<String> {
    values.iter().map(|value| name(value).to_owned()).collect()
}

fn theme<T: PartialEq>(theme: &Theme<T>, to_choice: impl Fn(&T) -> ChoiceBody) -> ThemeBody {
    ThemeBody {
        kind: theme.as_str().to_owned(),
        values: theme.values().iter().map(to_choice).collect(),
        origin: theme
            .origin()
            .map(|origin| choice(origin.as_str(), &origin.message())),
    }
}

fn operator(operator: Operator, on: NaiveDate) -> OperatorBody {
    OperatorBody {
        code: operator.as_str().to_owned(),
        name: operator.name_on(on).to_owned(),
        renaming: operator.renaming().as_ref().map(renaming),
    }
}

fn renaming(renaming: &Renaming) -> RenamingBody {
    RenamingBody {
        before: renaming.before.to_owned(),
        on: renaming.on.to_string(),
        source: source(&renaming.source),
    }
}

fn who(who: &Who) -> WhoBody {
    let bodies = |kinds: &[Beneficiaire]| {
        kinds
            .iter()
            .map(|kind| choice(kind.as_str(), &kind.label()))
            .collect()
    };
    WhoBody {
        beneficiaires: bodies(who.beneficiaires),
        secondary: bodies(who.secondary),
        unsettled: bodies(who.unsettled),
        companies: choice(who.companies.as_str(), &who.companies.label()),
        staff: who.staff.map(staff),
        sections: sections(who.sections),
        area: stated(&who.area, |area| choice(area.as_str(), &area.label())),
    }
}

fn staff(limits: StaffLimits) -> StaffBody {
    let (at_most, below) = match limits.most {
        StaffMost::AtMost(most) => (Some(most), None),
        StaffMost::Below(limit) => (None, Some(limit)),
    };
    StaffBody {
        at_least: limits.at_least,
        at_most,
        below,
        label: SentenceBody::new(&limits.label()),
    }
}

fn sections(sections: Sections) -> SectionsBody {
    let (rule, values) = match sections {
        Sections::Any => ("any", Vec::new()),
        Sections::Industry => ("industry", Vec::new()),
        Sections::Only(accepted) => ("only", to_names(accepted, |section| section.as_str())),
    };
    SectionsBody {
        rule: rule.to_owned(),
        values,
    }
}

fn validity(validity: &Validity, text: &Message, on: NaiveDate) -> ValidityBody {
    let standing = validity.standing_on(on);
    ValidityBody {
        standing: choice(standing.as_str(), &standing.label()),
        open_until: validity.end_after(on).map(|end| end.last_day().to_string()),
        // One that never opened is closed without a date: there is nothing to say of it.
        closure: validity
            .closure_on(on)
            .filter(|closure| closure.since.is_some() || closure.opens.is_some())
            .map(|closure| SentenceBody::new(&closure.message())),
        changes: validity
            .changes()
            .iter()
            .map(|change| ChangeBody {
                // A stretch without a first day has the first of the calendar.
                from: Some(change.from)
                    .filter(|day| *day != NaiveDate::MIN)
                    .map(|day| day.to_string()),
                standing: change.standing.as_str().to_owned(),
            })
            .collect(),
        sentence: SentenceBody::new(text),
    }
}
