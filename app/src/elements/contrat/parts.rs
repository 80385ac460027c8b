//! The parts of a contract, each as it is written. `null` is unknown and said so; an empty list says nothing.

use shared::format;
use shared::money::Euros;
use shared::wire::{
    ChoiceBody, ContratBody, FicheBody, MoneyBody, ProgressBody, ReadContratResponse, RoleEntry, SentenceBody,
};

use crate::clock;
use crate::components::{Share, list, named_facts, share_bar, source_line};
use crate::embed::Embed;
use crate::locale::{CatalogueWords, catalogue_words};
use crate::markup::{Element, Text, View, el, several};

/// Shows a contract.
pub fn contrat(embed: Embed, read: &ReadContratResponse) -> Element {
    let words = catalogue_words(embed.lang);
    let summary = &read.summary;
    let mark = summary
        .mark
        .as_ref()
        .map(|mark| el("p").class("notice").child(say(embed, mark)));
    let territoires = summary.territoires.as_ref().map(|all| {
        let names: Vec<String> = all
            .iter()
            .map(|it| it.name.clone().unwrap_or_else(|| it.id.clone()))
            .collect();
        names.join(", ")
    });
    let signed = summary
        .signed_on
        .as_ref()
        .map(|day| clock::day_in_words(day, embed.lang));
    let sources = summary.sources.iter().map(|source| {
        el("li").child(source_line(
            embed,
            View::NOTHING,
            source.url.clone(),
            source.title.clone(),
        ))
    });
    el("article")
        .class("group")
        .attr("data-contrat", &summary.id)
        .attr("tabindex", "-1")
        .child(el("h3").child(summary.intitule.clone()))
        .child(mark)
        .child(el("p").class("muted").child(say(embed, &read.sentence)))
        .child(named_facts(vec![
            (words.signed_on.into(), or_unknown(words, signed)),
            (words.territoires.into(), or_unknown(words, territoires)),
        ]))
        .child(read.contrat.as_ref().map(|contrat| body(embed, contrat)))
        .child((!summary.sources.is_empty()).then(|| {
            several([
                el("h4").child(words.sources),
                el("ul").class("doubts").children(sources),
            ])
        }))
}

fn body(embed: Embed, contrat: &ContratBody) -> View {
    let words = catalogue_words(embed.lang);
    let sentences = |title, known: Option<Vec<String>>| match known {
        Some(known) if known.is_empty() => View::NOTHING,
        Some(known) => several([el("h4").child(title), list("doubts", known)]),
        None => several([el("h4").child(title), el("p").class("muted").child(words.unknown)]),
    };
    let axes = contrat.axes.as_ref().map(|axes| {
        let names = axes
            .iter()
            .map(|axe| axe.intitule.clone().unwrap_or_else(|| label(embed, &axe.axe)));
        names.collect()
    });
    let engagements = contrat.engagements.as_ref().map(|all| {
        let sentences = all
            .iter()
            .map(|it| format!("{}\u{a0}: {}", party(contrat, &it.signataire), it.description));
        sentences.collect()
    });
    let avenants = contrat
        .avenants
        .as_ref()
        .map(|all| all.iter().map(|it| say(embed, &it.heading)).collect());
    let partenaires = contrat
        .partenaires
        .as_ref()
        .map(|all| all.iter().map(|it| it.denomination.clone()).collect());
    let fiches = match &contrat.fiches {
        None => el("p").class("muted").child(words.unknown).into(),
        Some(fiches) => several(fiches.iter().map(|it| fiche(embed, contrat, it))),
    };
    several([
        el("h4").child(words.signataires).into(),
        signataires(embed, contrat),
        sentences(words.partenaires, partenaires),
        el("h4").child(words.gouvernance).into(),
        gouvernance(words, contrat),
        sentences(words.enjeux, contrat.enjeux.clone()),
        sentences(words.axes, axes),
        contrat
            .progress
            .as_ref()
            .map(|it| progress(embed, contrat, it))
            .into(),
        el("h4").child(words.plan).into(),
        fiches,
        sentences(words.engagements, engagements),
        sentences(words.avenants, avenants),
    ])
}

fn signataires(embed: Embed, contrat: &ContratBody) -> View {
    let words = catalogue_words(embed.lang);
    let sides = contrat.signataires.iter().map(|side| {
        let names = side.signataires.as_ref().map(|all| {
            let names: Vec<String> = all.iter().map(|it| it.denomination.clone()).collect();
            names.join("\n")
        });
        (Text::from(label(embed, &side.cote)), or_unknown(words, names))
    });
    named_facts(sides.collect()).into()
}

fn gouvernance(words: &CatalogueWords, contrat: &ContratBody) -> View {
    let steering = &contrat.gouvernance;
    let role = |role: &RoleEntry| {
        let office = format!("{}, {}", role.fonction, party(contrat, &role.organisme));
        match &role.name {
            Some(name) => format!("{name}, {office}"),
            None => office,
        }
    };
    let bodies = |all: &Option<Vec<String>>| {
        all.as_ref().map(|all| {
            let names: Vec<String> = all.iter().map(|id| party(contrat, id)).collect();
            names.join(", ")
        })
    };
    let binome = steering
        .binome
        .as_ref()
        .map(|pair| format!("{}\n{}", role(&pair.elu), role(&pair.industriel)));
    let chefs = steering.chefs_de_projet.as_ref().map(|all| {
        let all: Vec<String> = all.iter().map(role).collect();
        all.join("\n")
    });
    named_facts(vec![
        (words.binome.into(), or_unknown(words, binome)),
        (words.chefs_de_projet.into(), or_unknown(words, chefs)),
        (
            words.comite_de_projet.into(),
            or_unknown(words, bodies(&steering.comite_de_projet)),
        ),
        (
            words.comite_de_suivi.into(),
            or_unknown(words, bodies(&steering.comite_de_suivi)),
        ),
    ])
    .into()
}

/// How far the plan has come: the sheets by state, the money as a bar and by payer in a table.
fn progress(embed: Embed, contrat: &ContratBody, progress: &ProgressBody) -> View {
    let words = catalogue_words(embed.lang);
    let states = progress.by_state.iter().map(|count| {
        let names: Vec<String> = [&count.maturite, &count.avancement]
            .into_iter()
            .flatten()
            .map(|choice| label(embed, choice))
            .collect();
        let name = if names.is_empty() {
            words.unknown.to_owned()
        } else {
            names.join(" – ")
        };
        (Text::from(name), count.count.to_string())
    });
    let total = &progress.total;
    let shares: Vec<Share> = [
        (words.acquis, &total.acquis),
        (words.sollicite, &total.sollicite),
        (words.prevu, &total.prevu),
    ]
    .into_iter()
    .filter_map(|(name, text)| {
        let amount = Euros::parse(text).ok()?;
        Some(Share {
            name: name.to_owned(),
            shown: format::euros(amount, embed.lang),
            amount,
        })
    })
    .collect();
    let has_money = shares.iter().any(|share| !share.amount.is_zero());
    let money = has_money.then(|| {
        several([
            share_bar(words.money.to_owned(), &shares),
            money_table(embed, contrat, progress),
        ])
    });
    several([
        el("h4").child(words.progress).into(),
        el("p").child((words.fiches)(progress.fiches)).into(),
        View::from(named_facts(states.collect())),
        money.into(),
    ])
}

fn money_table(embed: Embed, contrat: &ContratBody, progress: &ProgressBody) -> Element {
    let words = catalogue_words(embed.lang);
    let cells = |money: &MoneyBody| {
        let all =
            [&money.acquis, &money.sollicite, &money.prevu, &money.total].map(|text| euros(embed, text));
        all.map(|text| el("td").child(text))
    };
    let heads = [
        words.payer,
        words.acquis,
        words.sollicite,
        words.prevu,
        words.total,
    ];
    let head = el("tr").children(heads.map(|text| el("th").attr("scope", "col").child(text)));
    let rows = progress.by_financeur.iter().map(|line| {
        let name = line
            .of
            .as_ref()
            .map_or_else(|| words.unknown.to_owned(), |id| party(contrat, id));
        el("tr")
            .child(el("th").attr("scope", "row").child(name))
            .children(cells(&line.money))
    });
    let sum = el("tr")
        .child(el("th").attr("scope", "row").child(words.total))
        .children(cells(&progress.total));
    el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", words.money)
        .child(
            el("table")
                .child(el("caption").child(words.money))
                .child(el("thead").child(head))
                .child(el("tbody").children(rows).child(sum)),
        )
}

fn fiche(embed: Embed, contrat: &ContratBody, fiche: &FicheBody) -> Element {
    let words = catalogue_words(embed.lang);
    let days = fiche.calendrier.as_ref().map(|period| {
        let to = period
            .date_fin
            .as_deref()
            .map_or_else(String::new, |day| clock::day_in_words(day, embed.lang));
        format!("{} – {to}", clock::day_in_words(&period.date_debut, embed.lang))
    });
    let plan = fiche.plan_de_financement.as_ref().map(|lines| {
        let lines: Vec<String> = lines
            .iter()
            .map(|line| {
                let amount = euros(embed, &line.montant);
                format!(
                    "{}\u{a0}: {amount} ({})",
                    party(contrat, &line.financeur),
                    label(embed, &line.etat)
                )
            })
            .collect();
        lines.join("\n")
    });
    let indicateurs = fiche.indicateurs.as_ref().map(|all| {
        let all: Vec<String> = all
            .iter()
            .map(|it| {
                let reached = it.atteint.as_deref().unwrap_or(words.unknown);
                let target = it.cible.as_deref().unwrap_or(words.unknown);
                format!("{}\u{a0}: {reached} / {target}", it.intitule)
            })
            .collect();
        all.join("\n")
    });
    let known = |choice: &Option<ChoiceBody>| choice.as_ref().map(|choice| label(embed, choice));
    let facts = named_facts(vec![
        (words.axes.into(), or_unknown(words, known(&fiche.axe))),
        (
            words.porteur.into(),
            or_unknown(words, fiche.porteur.as_ref().map(|id| party(contrat, id))),
        ),
        (
            words.avancement.into(),
            or_unknown(words, known(&fiche.avancement)),
        ),
        (words.calendrier.into(), or_unknown(words, days)),
        (
            words.cout.into(),
            or_unknown(words, fiche.cout.as_ref().map(|text| euros(embed, text))),
        ),
        (words.money.into(), or_unknown(words, plan)),
        (words.indicateurs.into(), or_unknown(words, indicateurs)),
    ]);
    el("details")
        .class("options card")
        .part("card")
        .child(el("summary").child(say(embed, &fiche.heading)))
        .child(fiche.contexte.as_ref().map(|text| el("p").child(text.clone())))
        .child(facts)
}

fn say(embed: Embed, sentence: &SentenceBody) -> String {
    sentence.in_lang(embed.lang).to_owned()
}

fn label(embed: Embed, choice: &ChoiceBody) -> String {
    say(embed, &choice.label)
}

fn or_unknown(words: &CatalogueWords, known: Option<String>) -> String {
    known.unwrap_or_else(|| words.unknown.to_owned())
}

fn euros(embed: Embed, text: &str) -> String {
    Euros::parse(text).map_or_else(|_| text.to_owned(), |euros| format::euros(euros, embed.lang))
}

/// The name of a party by its id: those that sign, then the others; else the id itself.
fn party(contrat: &ContratBody, id: &str) -> String {
    let signing = contrat
        .signataires
        .iter()
        .flat_map(|side| side.signataires.iter().flatten());
    let mut names = signing.map(|it| (&it.id, &it.denomination)).chain(
        contrat
            .partenaires
            .iter()
            .flatten()
            .map(|it| (&it.id, &it.denomination)),
    );
    names
        .find(|(known, _)| *known == id)
        .map_or_else(|| id.to_owned(), |(_, name)| name.clone())
}
