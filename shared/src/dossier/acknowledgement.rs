//! What an acknowledgement of receipt must tell: the service in charge, what silence decides and when, the remedies. It
//! tells what the texts and the deployment say, and marks what neither does; it signs nothing.
//!
//! CRPA, R112-5:
//!
//! > L'accusé de réception prévu par l'article L. 112-3 comporte les mentions suivantes : 1° La date de réception de la
//! > demande et la date à laquelle, à défaut d'une décision expresse, celle-ci sera réputée acceptée ou rejetée ; 2° La
//! > désignation, l'adresse postale et, le cas échéant, électronique, ainsi que le numéro de téléphone du service chargé
//! > du dossier ; 3° Le cas échéant, les informations mentionnées à l'article L. 114-5, dans les conditions prévues par
//! > cet article. Il indique si la demande est susceptible de donner lieu à une décision implicite de rejet ou à une
//! > décision implicite d'acceptation. Dans le premier cas, l'accusé de réception mentionne les délais et les voies de
//! > recours à l'encontre de la décision.
//!
//! (<https://www.doctrine.fr/l/texts/codes/LEGITEXT000031366350/articles/LEGIARTI000031369981>.) R112-11-1 says nearly
//! the same of an electronic one. Of 3°, nothing: whether something is missing is found later, by an agent.

use chrono::NaiveDate;

use super::clock::{DayOffRules, Deadline, DeadlineKind};
use super::parameters::{DELAI_RECOURS, READ_ON};
use super::state::Dossier;
use crate::format;
use crate::message::{Lang, Message};
use crate::source::{Doubt, Source};
use crate::wire::{AcknowledgementBody, MentionBody, SentenceBody, ServiceBody, SilenceBody, SourceBody};

impl Dossier {
    /// The mentions of the acknowledgement of this dossier, as it was filed, with the service in charge that the
    /// deployment names.
    pub fn acknowledgement(&self, service: ServiceBody) -> AcknowledgementBody {
        let received_on = self.received_on();
        let deadlines = self.deadlines(DayOffRules::default());
        let silence = deadlines
            .iter()
            .find(|deadline| deadline.kind == DeadlineKind::Decision)
            .and_then(silence_of);
        let doubts = service_doubt(&service).map(|doubt| SentenceBody::new(&doubt.message));
        AcknowledgementBody {
            silence,
            deadlines: deadlines
                .iter()
                .map(|deadline| deadline.to_body(received_on))
                .collect(),
            mentions: mentions(received_on),
            doubts: doubts.into_iter().collect(),
            service,
        }
    }
}

/// Silence has decided nothing on the last day; it has on the next.
fn silence_of(deadline: &Deadline) -> Option<SilenceBody> {
    let day = deadline.day.succ_opt()?;
    let message = Message::built(
        format!(
            "Sans décision jusque-là, votre demande sera réputée refusée le {}.",
            format::date(day, Lang::Fr)
        ),
        format!(
            "Without a decision until then, your request will count as refused on {}.",
            format::date(day, Lang::En)
        ),
    );
    Some(SilenceBody {
        day: day.to_string(),
        means: deadline.silence.as_str().to_owned(),
        message: SentenceBody::new(&message),
    })
}

/// What R112-5, 2° asks for and is not known: the name, the telephone, an address of one kind or the other.
fn service_doubt(service: &ServiceBody) -> Option<&'static Doubt> {
    let has_address = service.address.is_some() || service.email.is_some();
    let is_known = service.name.is_some() && service.phone.is_some() && has_address;
    (!is_known).then_some(&SERVICE_DOUBT)
}

static SERVICE_DOUBT: Doubt = Doubt {
    message: Message::fixed(
        "Le service chargé du dossier n’est pas entièrement connu de ce guichet\u{a0}: un accusé de réception doit donner \
         son nom, son adresse et son téléphone. Demandez-les au site où vous avez déposé la demande.",
        "The service in charge is not wholly known to this guichet: an acknowledgement of receipt must give its name, its \
         address and its telephone. Ask the site where you filed the request for them.",
    ),
};

/// Whether the texts below bind a funder that is not the State, and who judges, was not found.
static REMEDY_DOUBT: Doubt = Doubt {
    message: Message::fixed(
        "À qui adresser le recours, et si ce texte s’applique au financeur, n’est pas connu ici\u{a0}: à vérifier auprès \
         du service chargé du dossier.",
        "To whom to appeal, and whether this text binds the funder, is not known here: to be checked with the service in \
         charge.",
    ),
};

fn mentions(received_on: NaiveDate) -> Vec<MentionBody> {
    let acknowledgement = Message::fixed(
        "Votre demande a été reçue\u{a0}: ce récépissé en fait foi.",
        "Your request has been received: this receipt is the proof of it.",
    );
    let completeness = Message::fixed(
        "La date à laquelle le silence décide vaut si la demande est complète.",
        "The day on which silence decides holds if the request is complete.",
    );
    let administrative = Message::fixed(
        "Une décision administrative peut faire l’objet d’un recours gracieux ou hiérarchique, dans le délai du recours \
         devant le juge, qu’il interrompt.",
        "An administrative decision may be appealed to the one who took it or to their superior, within the time to go \
         to court, which it interrupts.",
    );
    let judicial = DELAI_RECOURS.on(received_on).map(|months| {
        let message = Message::built(
            format!(
                "Si le silence vaut refus, le délai pour former un recours devant le juge est de {months}\u{a0}mois à \
                 compter du jour où ce refus est né."
            ),
            format!(
                "If silence counts as a refusal, the time to go to court is {months} months from the day of that \
                 refusal."
            ),
        );
        mention("judicial_remedy", &message, &DELAI_RECOURS.source, &[&REMEDY_DOUBT])
    });
    [
        mention("acknowledgement", &acknowledgement, &L112_3, &[]),
        mention("completeness", &completeness, &R112_11_1, &[]),
        mention(
            "administrative_remedy",
            &administrative,
            &L411_2,
            &[&REMEDY_DOUBT],
        ),
    ]
    .into_iter()
    .chain(judicial)
    .collect()
}

fn mention(kind: &str, message: &Message, source: &Source, doubts: &[&Doubt]) -> MentionBody {
    MentionBody {
        kind: kind.to_owned(),
        message: SentenceBody::new(message),
        quote: source.quote.to_owned(),
        source: SourceBody {
            title: source.title.to_owned(),
            url: source.url.to_owned(),
        },
        doubts: doubts
            .iter()
            .map(|doubt| SentenceBody::new(&doubt.message))
            .collect(),
    }
}

static L112_3: Source = Source {
    title: "Code des relations entre le public et l’administration, article L112-3",
    url: "https://www.legifrance.gouv.fr/affichCode.do?idSectionTA=LEGISCTA000031367334&cidTexte=LEGITEXT000031366350&dateTexte=20160101",
    recorded_on: READ_ON,
    quote: "Toute demande adressée à l'administration fait l'objet d'un accusé de réception.",
};

static R112_11_1: Source = Source {
    title: "Code des relations entre le public et l’administration, article R112-11-1",
    url: "https://www.doctrine.fr/l/texts/codes/LEGITEXT000031366350/articles/LEGIARTI000033288138",
    recorded_on: READ_ON,
    quote: "S'il s'agit d'une demande, l'accusé de réception indique en outre si la demande est susceptible de donner lieu \
            à une décision implicite d'acceptation ou à une décision implicite de rejet ainsi que la date à laquelle, à \
            défaut d'une décision expresse, et sous réserve que la demande soit complète, celle-ci sera réputée acceptée \
            ou rejetée.",
};

static L411_2: Source = Source {
    title: "Code des relations entre le public et l’administration, article L411-2",
    url: "https://www.doctrine.fr/l/texts/codes/LEGITEXT000031366350/articles/LEGIARTI000031367829",
    recorded_on: READ_ON,
    quote: "Toute décision administrative peut faire l'objet, dans le délai imparti pour l'introduction d'un recours \
            contentieux, d'un recours gracieux ou hiérarchique qui interrompt le cours de ce délai.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::{Filed, Regime};
    use crate::money::Euros;
    use crate::period::day;

    fn acknowledged(regime: Regime, received_on: NaiveDate, service: ServiceBody) -> AcknowledgementBody {
        Dossier::open(Filed {
            received_on,
            regime,
            total: Euros::whole(30_000),
            montant_demande: Euros::whole(15_000),
            pieces: 0,
        })
        .acknowledgement(service)
    }

    fn kinds(acknowledgement: &AcknowledgementBody) -> Vec<&str> {
        let mentions = acknowledgement.mentions.iter();
        mentions.map(|mention| mention.kind.as_str()).collect()
    }

    #[test]
    fn silence_decides_on_the_day_after_the_last_one() {
        // Received on 23 November 2026: two months to 23 January 2027, refused on the 24th.
        let general = acknowledged(Regime::General, day(2026, 11, 23), ServiceBody::default());
        let silence = general.silence.as_ref().expect("a day");
        assert_eq!(
            (silence.day.as_str(), silence.means.as_str()),
            ("2027-01-24", "rejet")
        );
        assert_eq!(general.deadlines[0].day, "2027-01-23");
        assert!(
            general
                .deadlines
                .iter()
                .all(|deadline| !deadline.doubts.is_empty())
        );
        // Eight months to 23 July 2027; admissible by silence before that.
        let of_state = acknowledged(Regime::SubventionEtat, day(2026, 11, 23), ServiceBody::default());
        let silence = of_state.silence.expect("a day");
        assert_eq!(
            (silence.day.as_str(), silence.means.as_str()),
            ("2027-07-24", "rejet")
        );
        let deadlines: Vec<_> = of_state.deadlines.iter().map(|it| it.silence.as_str()).collect();
        assert_eq!(deadlines, ["recevable", "rejet"]);
    }

    #[test]
    fn a_day_that_no_text_sets_is_not_told() {
        let before = acknowledged(Regime::SubventionEtat, day(2018, 9, 30), ServiceBody::default());
        assert_eq!((before.silence, before.deadlines), (None, Vec::new()));
    }

    #[test]
    fn remedies_are_told_from_the_first_day_of_their_text_and_marked() {
        let on = |day| acknowledged(Regime::General, day, ServiceBody::default());
        let first = ["acknowledgement", "completeness", "administrative_remedy"];
        assert_eq!(kinds(&on(day(2019, 12, 31))), first);
        let all = on(day(2020, 1, 1));
        assert_eq!(kinds(&all), [&first[..], &["judicial_remedy"]].concat());
        for mention in all.mentions {
            assert!(!mention.quote.is_empty() && mention.source.url.starts_with("https://"));
            assert_eq!(
                mention.doubts.is_empty(),
                !mention.kind.ends_with("remedy"),
                "{}",
                mention.kind
            );
        }
    }

    #[test]
    fn a_service_that_is_not_wholly_known_is_marked() {
        let some = || Some("x".to_owned());
        let whole = ServiceBody {
            name: some(),
            address: some(),
            email: None,
            phone: some(),
        };
        let doubts = |service: ServiceBody| {
            acknowledged(Regime::General, day(2026, 11, 23), service)
                .doubts
                .len()
        };
        assert_eq!(doubts(whole.clone()), 0);
        assert_eq!(
            doubts(ServiceBody {
                address: None,
                email: some(),
                ..whole.clone()
            }),
            0
        );
        assert_eq!(
            doubts(ServiceBody {
                address: None,
                ..whole.clone()
            }),
            1
        );
        assert_eq!(
            doubts(ServiceBody {
                phone: None,
                ..whole.clone()
            }),
            1
        );
        assert_eq!(doubts(ServiceBody { name: None, ..whole }), 1);
        assert_eq!(doubts(ServiceBody::default()), 1);
    }
}
