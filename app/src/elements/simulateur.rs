//! `<ti-simulateur>`: what every study aid says of a study, with its reasons, from what the visitor knows. It asks the
//! service nothing but communes: the rules are computed on the device.
//!
//! # Attributes
//! | name | means | default |
//! |---|---|---|
//! | `commune` | INSEE code of the commune to begin with | none |
//! | `theme` | `light`, `dark`, or `auto` for that of the device | `light` |
//! | `lang` | `fr` or `en` | the language around the element, else French |
//! | `api` | origin of the functions | that of the loader |
//!
//! # Parts
//! `step`, `step-title`, `field`, `control`, `fault`, `card`, `aid`, `proposals`, `button` with `button-secondary`.
//!
//! # Slots
//! | name | holds | where |
//! |---|---|---|
//! | `contact` | whom to ask: a name, a telephone number | at the foot of the element, and in what says that it could not be loaded |
//!
//! # Custom properties
//! Those of `<ti-guichet>`.
//!
//! # Ids and data attributes
//! `#beneficiaire`, `#taille`, `#projet-commune`, `#cout`, `#effectif`, `#engagement`, `#minimis`, `[data-aide]` with the
//! id of the aid and `[data-outcome]` with `eligible`, `incomplete` or `refused`.

use std::rc::Rc;

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::aide::{AIDES, Aide, Couts, DeMinimisGrant, Engagement, Facts, Outcome, evaluate};
use shared::beneficiaire::Beneficiaire;
use shared::entreprise::Taille;
use shared::money::Euros;
use shared::wire::CommuneBody;

use crate::clock;
use crate::components::{
    Choice, Finder, Frame, Kind, TextField, aid_headline, aid_reasons, begin_with_commune, commune_finder,
    framed, radio_field, select_field, text_field,
};
use crate::embed::Embed;
use crate::locale::{CatalogueWords, as_answer, catalogue_words};
use crate::markup::{Element, Text, View, dynamic, each, el, live, several};

/// What the visitor knows: texts as they were typed or chosen.
#[derive(Clone, Copy)]
struct State {
    embed: Embed,
    commune: RwSignal<Option<CommuneBody>>,
    beneficiaire: RwSignal<String>,
    taille: RwSignal<String>,
    cout: RwSignal<String>,
    effectif: RwSignal<String>,
    engagement: RwSignal<String>,
    minimis: RwSignal<String>,
    minimis_montant: RwSignal<String>,
    difficulte: RwSignal<String>,
    recovery: RwSignal<String>,
}

/// Shows the questions and, below, what each aid says.
pub fn view(embed: Embed) -> View {
    let state = State::new(embed);
    begin_with_commune(
        embed,
        move || state.commune.try_with_untracked(Option::is_none) == Some(true),
        move |commune| state.commune.set(Some(commune)),
    );
    shown(state, state.results(catalogue_words(embed.lang)))
}

/// The questions alone: before there is a page there is no day to compute for.
pub fn first_view(embed: Embed) -> View {
    shown(State::new(embed), View::NOTHING)
}

fn shown(state: State, results: View) -> View {
    let embed = state.embed;
    let words = catalogue_words(embed.lang);
    let content = el("section")
        .class("step")
        .part("step")
        .attr("data-step", "simulateur")
        .child(el("h2").part("step-title").child(words.simulator_title))
        .child(el("p").class("intro").child(words.simulator_intro))
        .children(state.questions(words))
        .child(results);
    framed(embed, vec![content.into()])
}

impl State {
    fn new(embed: Embed) -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            embed,
            commune: RwSignal::new(None),
            beneficiaire: text(),
            taille: text(),
            cout: text(),
            effectif: text(),
            engagement: text(),
            minimis: text(),
            minimis_montant: text(),
            difficulte: text(),
            recovery: text(),
        }
    }

    fn questions(self, words: &'static CatalogueWords) -> Vec<View> {
        let embed = self.embed;
        let choices = |all: Vec<(&'static str, String)>| {
            let choices = all.into_iter().map(|(code, label)| Choice {
                code,
                label: as_answer(&label),
            });
            choices.collect::<Vec<_>>()
        };
        let beneficiaires = Beneficiaire::ALL.map(|kind| (kind.as_str(), embed.say(&kind.label())));
        let tailles = Taille::ALL.map(|taille| (taille.as_str(), embed.say(&taille.label())));
        let select = |id, label, all, signal: RwSignal<String>| {
            select_field(
                embed,
                Frame::new(id, label, ""),
                embed.words.choose,
                choices(all),
                &live(move || signal.get()),
                move |code| signal.set(code),
            )
            .into()
        };
        let frame = Frame::new("projet-commune", words.commune, "").hint(embed.words.commune_hint);
        let finder = commune_finder(
            embed,
            Finder {
                frame,
                commune: Memo::new(move |_| self.commune.get()),
                chosen: Box::new(move |commune| self.commune.set(Some(commune))),
                cleared: Box::new(move || self.commune.set(None)),
                without: None,
            },
        );
        vec![
            select(
                "beneficiaire",
                words.who,
                beneficiaires.to_vec(),
                self.beneficiaire,
            ),
            select("taille", words.size, tailles.to_vec(), self.taille),
            finder,
            self.amount("cout", words.cost, words.cost_hint, self.cout).into(),
            self.refinements(words).into(),
        ]
    }

    /// What fewer aids ask for, folded away.
    fn refinements(self, words: &'static CatalogueWords) -> Element {
        let yes_or_no =
            |id, label, signal| self.radio(id, label, [("no", words.no), ("yes", words.yes)], words, signal);
        let has_minimis = Memo::new(move |_| self.minimis.with(|said| said == "some"));
        let montant = dynamic(move || {
            let montant = has_minimis
                .get()
                .then(|| self.amount("minimis-montant", words.minimis_amount, "", self.minimis_montant));
            montant.into()
        });
        el("details")
            .class("options")
            .child(el("summary").child(words.refine))
            .child(self.text("effectif", words.staff, "", Kind::Digits, self.effectif))
            .child(self.radio(
                "engagement",
                words.ordered,
                [("none", words.not_ordered), ("made", words.is_ordered)],
                words,
                self.engagement,
            ))
            .child(self.radio(
                "minimis",
                words.minimis,
                [("none", words.no_minimis), ("some", words.minimis_amount)],
                words,
                self.minimis,
            ))
            .child(montant)
            .child(yes_or_no("difficulte", words.difficulty, self.difficulte))
            .child(yes_or_no("recovery", words.recovery, self.recovery))
    }

    fn amount(
        self,
        id: &'static str,
        label: &'static str,
        hint: &'static str,
        signal: RwSignal<String>,
    ) -> Element {
        self.text(id, label, hint, Kind::Amount, signal)
    }

    /// A field of digits; what cannot be read as an amount is told at once.
    fn text(
        self,
        id: &'static str,
        label: &'static str,
        hint: &'static str,
        kind: Kind,
        signal: RwSignal<String>,
    ) -> Element {
        let fault = live(move || {
            let typed = signal.get();
            if typed.trim().is_empty() || kind != Kind::Amount {
                return String::new();
            }
            match Euros::parse_typed(&typed) {
                Ok(_) => String::new(),
                Err(error) => self.embed.say(&error.message()),
            }
        });
        text_field(
            self.embed,
            TextField {
                frame: Frame::new(id, label, fault).hint(hint).announced(),
                kind,
                value: live(move || signal.get()),
                typed: Box::new(move |typed| signal.set(typed)),
                left: Box::new(|| ()),
            },
        )
    }

    fn radio(
        self,
        id: &'static str,
        label: &'static str,
        answers: [(&'static str, &'static str); 2],
        words: &CatalogueWords,
        signal: RwSignal<String>,
    ) -> Element {
        let all = answers.into_iter().chain([("", words.not_said)]);
        let choices = all.map(|(code, label)| Choice {
            code,
            label: label.to_owned(),
        });
        radio_field(
            self.embed,
            &Frame::new(id, label, ""),
            choices.collect(),
            &live(move || signal.get()),
            move |code| signal.set(code),
        )
    }

    /// What every aid says, the possible ones first. What is open stays open while the answers change.
    fn results(self, words: &'static CatalogueWords) -> View {
        let Some(today) = clock::today() else {
            return el("p").class("notice").child(words.nothing_yet).into();
        };
        let outcomes: Rc<[Memo<Outcome>]> = AIDES
            .iter()
            .map(|aide| Memo::new(move |_| self.with_facts(today, |facts| evaluate(aide, facts, today))))
            .collect();
        let possible = Group::new(&outcomes, |outcome| matches!(outcome, Outcome::Eligible(_)));
        let incomplete = Group::new(&outcomes, |outcome| matches!(outcome, Outcome::Incomplete(_)));
        let refused = Group::new(&outcomes, |outcome| matches!(outcome, Outcome::Refused(_)));
        let (of_title, waiting) = (possible.clone(), incomplete.clone());
        let title = live(move || match of_title.places().len() {
            0 if !waiting.places().is_empty() => words.not_enough.to_owned(),
            count => (words.possible)(count),
        });
        several([
            el("h3").attr("aria-live", "polite").child(title).into(),
            possible.cards(self.embed, today, "eligible").into(),
            incomplete.folded(self.embed, today, "incomplete", words.incomplete),
            refused.folded(self.embed, today, "refused", words.refused),
        ])
    }

    fn with_facts<T>(self, today: NaiveDate, read: impl FnOnce(&Facts<'_>) -> T) -> T {
        let grants: Option<Vec<DeMinimisGrant>> = match self.minimis.get().as_str() {
            "none" => Some(Vec::new()),
            // The day of each is not asked here: all of the sum counts.
            "some" => Euros::parse_typed(&self.minimis_montant.get())
                .ok()
                .map(|montant| {
                    vec![DeMinimisGrant {
                        granted_on: today,
                        montant,
                    }]
                }),
            _ => None,
        };
        let said = |signal: RwSignal<String>| match signal.get().as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let facts = Facts {
            beneficiaire: Beneficiaire::parse(&self.beneficiaire.get()),
            taille: Taille::parse(&self.taille.get()),
            effectif: self.effectif.get().trim().parse().ok(),
            naf: None,
            in_territoire: self
                .commune
                .with(|commune| commune.as_ref().map(|commune| commune.territoire.is_some())),
            couts: Euros::parse_typed(&self.cout.get()).ok().map(Couts::all_eligible),
            engagement: match self.engagement.get().as_str() {
                "none" => Some(Engagement::None),
                // Signed already, whenever it was: no later than the day before this one counts.
                "made" => today.pred_opt().map(Engagement::On),
                _ => None,
            },
            de_minimis: grants.as_deref(),
            other_aids: None,
            en_difficulte: said(self.difficulte),
            recovery_order: said(self.recovery),
        };
        read(&facts)
    }
}

/// The aids of which the outcome is of one kind.
#[derive(Clone)]
struct Group {
    outcomes: Rc<[Memo<Outcome>]>,
    keeps: fn(&Outcome) -> bool,
}

impl Group {
    fn new(outcomes: &Rc<[Memo<Outcome>]>, keeps: fn(&Outcome) -> bool) -> Self {
        Self {
            outcomes: Rc::clone(outcomes),
            keeps,
        }
    }

    /// Their places among all aids.
    fn places(&self) -> Vec<usize> {
        let places = 0..self.outcomes.len();
        places
            .filter(|place| self.outcomes[*place].with(self.keeps))
            .collect()
    }

    fn title(&self, title: fn(usize) -> String) -> Text {
        let group = self.clone();
        live(move || title(group.places().len()))
    }

    fn cards(&self, embed: Embed, today: NaiveDate, name: &'static str) -> Element {
        let (of_keys, of_cards) = (self.clone(), self.clone());
        el("div").class("group").child(each(
            move || of_keys.places(),
            move |place| card(embed, AIDES[place], of_cards.outcomes[place], today, name),
        ))
    }

    /// The same, folded away under its title; nothing when there is none.
    fn folded(&self, embed: Embed, today: NaiveDate, name: &'static str, title: fn(usize) -> String) -> View {
        let group = self.clone();
        el("details")
            .class("options")
            .flag_while("hidden", move || group.places().is_empty())
            .child(el("summary").child(self.title(title)))
            .child(self.cards(embed, today, name))
            .into()
    }
}

fn card(
    embed: Embed,
    aide: &'static Aide,
    outcome: Memo<Outcome>,
    today: NaiveDate,
    name: &'static str,
) -> Element {
    el("article")
        .class("card aid")
        .part("card aid")
        .attr("data-aide", aide.id)
        .attr("data-outcome", name)
        .child(el("h4").child(embed.say(&aide.name)))
        .child(el("p").class("muted").child((embed.words.aid_by)(aide.operator)))
        .child(
            el("p")
                .class("headline")
                .child(live(move || outcome.with(|outcome| aid_headline(embed, outcome)))),
        )
        .child(aid_reasons(embed, aide, outcome, today))
}
