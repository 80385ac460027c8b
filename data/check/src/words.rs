//! What this tool says by itself, in both languages. What the rules say is worded in `shared`.

use shared::message::Message;

use crate::folder::Summary;

/// The last line: how many files, how many faults.
pub fn summary(summary: &Summary) -> Message {
    let Summary {
        contrats,
        examples,
        faults,
    } = *summary;
    // In French, 0 and 1 are singular; in English, 1 alone is.
    let fr = |count: usize, word: &str| format!("{count} {word}{}", if count < 2 { "" } else { "s" });
    let en = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    Message::built(
        format!(
            "{}, {}, {}",
            fr(contrats, "contrat"),
            fr(examples, "exemple"),
            fr(faults, "faute")
        ),
        format!(
            "{}, {}, {}",
            en(contrats, "contract"),
            en(examples, "example"),
            en(faults, "fault")
        ),
    )
}

/// The file is not text.
pub fn not_utf8() -> Message {
    Message::fixed(
        "Ce fichier n’est pas enregistré en UTF-8. Enregistrez-le de nouveau en choisissant cet encodage.",
        "This file is not saved as UTF-8. Save it again, choosing that encoding.",
    )
}

/// The text is not TOML.
pub fn not_toml(detail: &str) -> Message {
    let detail = detail.lines().next().unwrap_or_default();
    Message::built(
        format!(
            "L’écriture n’est pas du TOML. Vérifiez sur cette ligne et celle d’avant les guillemets, le signe =, les \
             crochets, les virgules, et qu’aucun champ n’est écrit deux fois. (Le lecteur dit\u{a0}: {detail}.)"
        ),
        format!(
            "This is not TOML. On this line and the one before, check the quotes, the = sign, the brackets, the \
             commas, and that no field is written twice. (The reader says: {detail}.)"
        ),
    )
}

/// The id is not the name of the file.
pub fn not_the_file_name(id: &str, stem: &str) -> Message {
    Message::built(
        format!(
            "L’identifiant «\u{a0}{id}\u{a0}» n’est pas le nom du fichier («\u{a0}{stem}\u{a0}»). Renommez le fichier ou \
             changez l’identifiant."
        ),
        format!("The id “{id}” is not the name of the file (“{stem}”). Rename the file or change the id."),
    )
}

/// A field is unknown, or of the wrong kind: what the reader of TOML says, in words for who wrote it.
pub fn wrong_form(detail: &str) -> Message {
    let mut names = detail.split('`').skip(1).step_by(2);
    if let Some(name) = names.next().filter(|_| detail.starts_with("unknown field")) {
        let known = names.collect::<Vec<_>>().join(", ");
        return Message::built(
            format!(
                "Le champ «\u{a0}{name}\u{a0}» n’existe pas ici. Vérifiez son orthographe et son bloc. Champs \
                 possibles\u{a0}: {known}."
            ),
            format!(
                "There is no field “{name}” here. Check its spelling and its block. Possible fields: {known}."
            ),
        );
    }
    let expected = detail.rsplit("expected ").next().unwrap_or_default();
    let (fr, en) = kind(expected);
    Message::built(
        format!("Ce champ attend {fr}. Corrigez la valeur."),
        format!("This field takes {en}. Correct the value."),
    )
}

/// What a field takes, from the reader's own words.
fn kind(expected: &str) -> (&'static str, &'static str) {
    match expected {
        "a string" => (
            "un texte entre guillemets ; les dates et les montants aussi s’écrivent entre guillemets",
            "a text between quotes; dates and amounts too are written between quotes",
        ),
        "u16" => (
            "un nombre entier, sans guillemets, de 0 à 65535",
            "a whole number, without quotes, from 0 to 65535",
        ),
        "a boolean" => ("true ou false, sans guillemets", "true or false, without quotes"),
        "a sequence" => (
            "une liste, entre crochets ou par des blocs [[…]]",
            "a list, between brackets or as [[…]] blocks",
        ),
        _ => (
            "plusieurs champs, entre accolades ou dans un bloc",
            "several fields, between braces or in a block",
        ),
    }
}
