//! The receipt as a page to read and to print on A4: no script, one style that its policy names by its digest, every text
//! escaped by the template.

mod style;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{NaiveDateTime, Timelike as _};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use shared::calendar::{read_day, read_utc};
use shared::format;
use shared::message::Lang;
use shared::money::Euros;
use shared::wire::{
    AcknowledgementBody, DeadlineBody, MentionBody, Receipt, SentenceBody, ServiceBody, SourceBody,
};
use store::digest;
use support::reply;
use support::{Fault, Reply};

/// The page of a receipt.
///
/// # Errors
/// A 500, which no receipt leads to.
pub fn show(lang: Lang, receipt: &Receipt, jws: &str, kid: &str) -> Result<Reply, Fault> {
    reply::page(lang, &policy(), Page(lang).write(receipt, jws, kid).into_string())
}

/// Nothing may run, load, frame or send; the one style is named by its digest.
fn policy() -> String {
    let style = BASE64_STANDARD.encode(digest(style::SHEET.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

/// A page in one language.
#[derive(Clone, Copy)]
struct Page(Lang);

impl Page {
    fn write(self, receipt: &Receipt, jws: &str, kid: &str) -> Markup {
        let title = self.say("Récépissé de dépôt", "Receipt of filing");
        html! {
            (DOCTYPE)
            html lang=(self.0.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    title { (title) " " (receipt.reference) }
                    style { (PreEscaped(style::SHEET)) }
                }
                body {
                    main {
                        header {
                            p.service { (self.say("Guichet Territoires d’industrie", "Guichet Territoires d’industrie")) }
                            h1 { (title) }
                            p.reference { (receipt.reference) }
                        }
                        (self.facts(receipt))
                        (self.acknowledgement(&receipt.acknowledgement))
                        (self.pieces(receipt))
                        (self.proof(receipt, jws, kid))
                    }
                }
            }
        }
    }

    fn facts(self, receipt: &Receipt) -> Markup {
        let montant = Euros::parse(&receipt.montant_demande).map_or_else(
            |_| receipt.montant_demande.clone(),
            |montant| format::euros(montant, self.0),
        );
        html! {
            section aria-labelledby="facts" {
                h2 #facts { (self.say("Votre demande", "Your request")) }
                dl {
                    (self.row("Reçue le", "Received on", &self.day(&receipt.received_on)))
                    (self.row("Enregistrée à (temps universel)", "Recorded at (universal time)", &self.moment(&receipt.filed_at)))
                    (self.row("Territoire d’industrie", "Territoire d’industrie", &receipt.territoire.name))
                    (self.row("Montant demandé", "Amount asked for", &montant))
                }
            }
        }
    }

    fn acknowledgement(self, told: &AcknowledgementBody) -> Markup {
        html! {
            section aria-labelledby="silence" {
                h2 #silence { (self.say("Ce qui se passe ensuite", "What comes next")) }
                @match &told.silence {
                    Some(silence) => p.silence { (self.sentence(&silence.message)) },
                    None => p.doubt { (self.say(
                        "À vérifier\u{a0}: aucun texte connu ici ne fixe de jour auquel le silence décide.",
                        "To be checked: no text known here sets a day on which silence decides.",
                    )) },
                }
                @for deadline in &told.deadlines { (self.deadline(deadline)) }
            }
            section aria-labelledby="service" {
                h2 #service { (self.say("Service chargé du dossier", "Service in charge")) }
                (self.service(&told.service))
                @for doubt in &told.doubts { (self.doubt(doubt)) }
            }
            section aria-labelledby="mentions" {
                h2 #mentions { (self.say("Ce que disent les textes", "What the texts say")) }
                @for mention in &told.mentions { (self.mention(mention)) }
            }
        }
    }

    fn deadline(self, deadline: &DeadlineBody) -> Markup {
        html! {
            div.told {
                p { (self.sentence(&deadline.message)) }
                @if let Some(source) = &deadline.source { (self.source(source)) }
                @for doubt in &deadline.doubts { (self.doubt(doubt)) }
            }
        }
    }

    fn service(self, service: &ServiceBody) -> Markup {
        html! {
            dl {
                (self.known("Nom", "Name", service.name.as_deref()))
                (self.known("Adresse", "Address", service.address.as_deref()))
                (self.known("Courriel", "E-mail", service.email.as_deref()))
                (self.known("Téléphone", "Telephone", service.phone.as_deref()))
            }
        }
    }

    fn mention(self, mention: &MentionBody) -> Markup {
        html! {
            div.told {
                p { (self.sentence(&mention.message)) }
                @if !mention.quote.is_empty() {
                    blockquote lang="fr" { p { "«\u{a0}" (mention.quote) "\u{a0}»" } }
                }
                (self.source(&mention.source))
                @for doubt in &mention.doubts { (self.doubt(doubt)) }
            }
        }
    }

    fn pieces(self, receipt: &Receipt) -> Markup {
        html! {
            section aria-labelledby="pieces" {
                h2 #pieces { (self.say("Pièces reçues avec la demande", "Documents received with the request")) }
                @if receipt.pieces.is_empty() {
                    p { (self.say("Aucune.", "None.")) }
                } @else {
                    ul {
                        @for piece in &receipt.pieces {
                            li {
                                (piece.name) " – " (piece.media_type) ", " (piece.size) " "
                                (self.say("octets", "bytes")) br; code { "SHA-256 " (piece.sha256) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn proof(self, receipt: &Receipt, jws: &str, kid: &str) -> Markup {
        html! {
            section aria-labelledby="proof" {
                h2 #proof { (self.say("Vérifier ce récépissé", "Checking this receipt")) }
                p { (self.say(
                    "La preuve est le texte signé ci-dessous, pas cette page\u{a0}: gardez-le dans un fichier. Il se vérifie \
                     sans ce site, avec la clé publiée à l’adresse /.well-known/jwks.json.",
                    "The proof is the signed text below, not this page: keep it in a file. It is checked without this site, \
                     with the key published at /.well-known/jwks.json.",
                )) }
                dl.digests {
                    (self.row("Empreinte de la demande (SHA-256)", "Digest of the request (SHA-256)", &receipt.request_sha256))
                    (self.row("Empreinte du dépôt dans le dossier", "Hash of the filing in the dossier", &receipt.event_hash))
                    (self.row("Clé de signature", "Signing key", kid))
                    (self.row("Règles appliquées", "Rules applied", &format!("{} ({})", receipt.rules_version, receipt.regime)))
                }
                pre.jws tabindex="0" aria-label=(self.say("Texte signé", "Signed text")) { (jws) }
                p.printed { (self.say(
                    "Le texte signé n’est pas imprimé. Le code d’accès n’est pas sur cette page.",
                    "The signed text is not printed. The access code is not on this page.",
                )) }
            }
        }
    }

    fn known(self, fr: &'static str, en: &'static str, value: Option<&str>) -> Markup {
        let unknown = self.say("inconnu de ce guichet", "not known to this guichet");
        html! {
            dt { (self.say(fr, en)) }
            @match value {
                Some(value) => dd { (value) },
                None => dd.unknown { (unknown) },
            }
        }
    }

    fn row(self, fr: &'static str, en: &'static str, value: &str) -> Markup {
        html! { dt { (self.say(fr, en)) } dd { (value) } }
    }

    fn source(self, source: &SourceBody) -> Markup {
        html! {
            p.source { (self.say("Source\u{a0}: ", "Source: ")) a href=(source.url) rel="noreferrer" { (source.title) } }
        }
    }

    fn doubt(self, doubt: &SentenceBody) -> Markup {
        html! { p.doubt { strong { (self.say("À vérifier", "To be checked")) } " – " (self.sentence(doubt)) } }
    }

    fn sentence(self, sentence: &SentenceBody) -> &str {
        sentence.in_lang(self.0)
    }

    /// A day in words, or as it was written when it is none.
    fn day(self, text: &str) -> String {
        read_day(text).map_or_else(|| text.to_owned(), |day| format::date(day, self.0))
    }

    fn moment(self, text: &str) -> String {
        let told = |moment: NaiveDateTime| {
            let (hour, minute, second) = (moment.hour(), moment.minute(), moment.second());
            format!(
                "{}, {hour:02}:{minute:02}:{second:02}",
                format::date(moment.date(), self.0)
            )
        };
        read_utc(text).map_or_else(|| text.to_owned(), told)
    }

    const fn say(self, fr: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const EXAMPLE: &str = include_str!("../../../shared/snapshots/Receipt.json");

    fn written(lang: Lang, change: impl FnOnce(&mut Receipt)) -> String {
        let mut receipt: Receipt = serde_json::from_str(EXAMPLE).unwrap();
        change(&mut receipt);
        Page(lang).write(&receipt, "aaa.bbb.ccc", "kid").into_string()
    }

    #[test]
    fn a_page_tells_the_receipt_in_each_language() {
        let fr = written(Lang::Fr, |_| {});
        assert!(fr.starts_with("<!DOCTYPE html><html lang=\"fr\">"));
        for text in [
            "TI26-6G6B-34FB",
            "23 novembre 2026",
            "12\u{202f}000\u{a0}€",
            "24 janvier 2027",
            "aaa.bbb.ccc",
        ] {
            assert!(fr.contains(text), "{text}");
        }
        let en = written(Lang::En, |_| {});
        for text in [
            "<html lang=\"en\">",
            "23 November 2026",
            "€12,000",
            "24 January 2027",
        ] {
            assert!(en.contains(text), "{text}");
        }
    }

    fn make_hostile(value: &mut Value) {
        match value {
            Value::String(text) => "<script>alert('x')</script>\"&".clone_into(text),
            Value::Array(items) => items.iter_mut().for_each(make_hostile),
            Value::Object(members) => members.values_mut().for_each(make_hostile),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    #[test]
    fn every_text_is_escaped() {
        let page = written(Lang::Fr, |receipt| {
            let mut value = serde_json::to_value(&*receipt).unwrap();
            make_hostile(&mut value);
            *receipt = serde_json::from_value(value).unwrap();
        });
        assert!(!page.contains("<script") && !page.contains("</script>"), "{page}");
        assert!(!page.contains("&gt;\""), "{page}");
        assert!(20 <= page.matches("&lt;script&gt;").count(), "{page}");
    }

    #[test]
    fn what_is_unknown_is_said_to_be() {
        let page = written(Lang::Fr, |receipt| {
            receipt.acknowledgement.service = ServiceBody::default();
            receipt.acknowledgement.silence = None;
        });
        assert_eq!(page.matches("inconnu de ce guichet").count(), 4);
        assert!(page.contains("aucun texte connu ici"));
    }

    #[test]
    fn the_policy_names_the_style_of_the_page() {
        let page = written(Lang::Fr, |_| {});
        let style = page
            .split("<style>")
            .nth(1)
            .and_then(|rest| rest.split("</style>").next())
            .unwrap();
        let named = BASE64_STANDARD.encode(digest(style.as_bytes()));
        assert!(policy().contains(&format!("style-src 'sha256-{named}'")));
        assert!(!policy().contains("unsafe"));
        assert_eq!(page.matches(" style=").count() + page.matches("<link").count(), 0);
    }
}
