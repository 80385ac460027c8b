//! The sentences of what a request may hold besides the fields of the arrêté: the plan de financement, the de minimis
//! aids, the documents, and what the company register says.

use shared::message::Lang;

/// The sentences in one language.
pub const fn annex_words(lang: Lang) -> &'static AnnexWords {
    match lang {
        Lang::Fr => &FR,
        Lang::En => &EN,
    }
}

/// Every sentence.
#[derive(Debug)]
pub struct AnnexWords {
    // The register.
    pub looking_up: &'static str,
    pub look_up_failed: &'static str,
    pub look_up_again: &'static str,
    pub filled_in: &'static str,
    pub telephone: &'static str,
    pub telephone_hint: &'static str,

    pub without_commune: &'static str,

    // The commitment.
    pub date_engagement: &'static str,
    pub date_engagement_hint: &'static str,

    // The plan.
    pub plan: &'static str,
    pub plan_hint: &'static str,
    pub propose_plan: &'static str,
    pub plan_line: fn(usize) -> String,
    pub add_plan: &'static str,
    pub remove_plan: fn(usize) -> String,
    pub financeur: &'static str,
    pub etat: &'static str,
    pub plan_total: &'static str,
    pub plan_missing: fn(&str) -> String,
    pub plan_above: fn(&str) -> String,
    pub plan_even: &'static str,
    pub plan_picture: fn(&str) -> String,

    // De minimis aids.
    pub de_minimis: &'static str,
    pub de_minimis_hint: &'static str,
    pub de_minimis_some: &'static str,
    pub de_minimis_none: &'static str,
    pub de_minimis_unsaid: &'static str,
    pub de_minimis_list: &'static str,
    pub de_minimis_line: fn(usize) -> String,
    pub add_de_minimis: &'static str,
    pub remove_de_minimis: fn(usize) -> String,
    pub granted_by: &'static str,
    pub granted_on: &'static str,
    pub base_juridique: &'static str,
    /// Received, since when, the ceiling, what is left.
    pub de_minimis_total: fn(&str, &str, &str, &str) -> String,

    // Documents.
    pub pieces: &'static str,
    /// How many at most, how large each, in which formats.
    pub pieces_limits: fn(usize, &str, &str) -> String,
    pub add_piece: &'static str,
    pub take_picture: &'static str,
    pub drop_here: &'static str,
    pub piece_line: fn(usize) -> String,
    pub piece_kind: &'static str,
    pub piece_name: &'static str,
    pub remove_piece: fn(usize) -> String,
    pub piece_reading: &'static str,
    /// Percents sent.
    pub piece_sending: fn(u32) -> String,
    pub piece_sent: fn(&str) -> String,
    pub piece_sent_before: &'static str,
    pub piece_failed: fn(&str) -> String,
    pub piece_again: &'static str,
    pub piece_empty: &'static str,
    pub piece_too_large: fn(&str) -> String,
    pub piece_lost: &'static str,
    pub waits_for_network: &'static str,
    pub pieces_wait: &'static str,
    pub too_many_pieces: fn(usize) -> String,
}

const FR: AnnexWords = AnnexWords {
    looking_up: "Recherche dans le répertoire Sirene…",
    look_up_failed: "Le répertoire ne répond pas. Remplissez le nom et l’adresse vous-même\u{a0}: la demande peut être déposée.",
    look_up_again: "Chercher de nouveau",
    filled_in: "Le nom et l’adresse ont été remplis d’après le répertoire. Relisez-les.",
    telephone: "Téléphone",
    telephone_hint: "Pour vous joindre plus vite au sujet de la demande",
    without_commune: "Continuer, et choisir la commune quand le réseau sera revenu",

    date_engagement: "Jour de la première commande ou signature",
    date_engagement_hint: "Si un devis est déjà accepté ou un marché signé. Une étude commencée avant la demande peut perdre l’aide.",

    plan: "Plan de financement (facultatif)",
    plan_hint: "Qui paie l’étude, ligne par ligne. Son total doit être celui des coûts.",
    propose_plan: "Proposer un plan d’après les montants",
    plan_line: |number| format!("Ligne {number} du plan"),
    add_plan: "Ajouter un financement",
    remove_plan: |number| format!("Retirer la ligne {number} du plan"),
    financeur: "Qui paie",
    etat: "Où en est ce financement",
    plan_total: "Total du plan",
    plan_missing: |amount| format!("Il manque {amount} pour couvrir les coûts."),
    plan_above: |amount| format!("Le plan dépasse les coûts de {amount}."),
    plan_even: "Le plan couvre exactement les coûts.",
    plan_picture: |parts| format!("Parts du plan\u{a0}: {parts}"),

    de_minimis: "Avez-vous reçu des aides de minimis depuis trois ans\u{a0}?",
    de_minimis_hint: "La décision d’aide le dit. Comptez toutes les entreprises liées à la vôtre.",
    de_minimis_some: "Oui",
    de_minimis_none: "Non, aucune",
    de_minimis_unsaid: "Je ne sais pas encore",
    de_minimis_list: "Aides de minimis reçues",
    de_minimis_line: |number| format!("Aide de minimis {number}"),
    add_de_minimis: "Ajouter une aide reçue",
    remove_de_minimis: |number| format!("Retirer l’aide de minimis {number}"),
    granted_by: "Accordée par",
    granted_on: "Accordée le",
    base_juridique: "Règlement cité par la décision",
    de_minimis_total: |received, since, ceiling, left| {
        format!("{received} reçus depuis le {since}, sur {ceiling} au plus\u{a0}: il reste {left}.")
    },

    pieces: "Pièces jointes",
    pieces_limits: |count, size, formats| {
        format!(
            "{count} pièces au plus, de {size} chacune au plus\u{a0}: {formats}. Aucune n’est obligatoire ici."
        )
    },
    add_piece: "Choisir des fichiers",
    take_picture: "Prendre une photo",
    drop_here: "ou déposez-les ici",
    piece_line: |number| format!("Pièce {number}"),
    piece_kind: "Nature de la pièce",
    piece_name: "Nom de la pièce",
    remove_piece: |number| format!("Retirer la pièce {number}"),
    piece_reading: "Lecture du fichier…",
    piece_sending: |percent| format!("Envoi\u{a0}: {percent}\u{a0}%"),
    piece_sent: |size| format!("Arrivée et acceptée, {size}."),
    piece_sent_before: "Arrivée et acceptée.",
    piece_failed: |why| format!("Pas encore envoyée. {why}"),
    piece_again: "Reprendre l’envoi",
    piece_empty: "Ce fichier est vide. Choisissez-en un autre.",
    piece_too_large: |size| {
        format!("Ce fichier fait plus de {size}. Réduisez-le ou joignez-le en plusieurs parties.")
    },
    piece_lost: "L’envoi de ce fichier s’est arrêté, par exemple parce que la page a été fermée. Choisissez-le de nouveau\u{a0}: l’envoi reprendra où il en était.",
    waits_for_network: "Pas de réseau\u{a0}: l’envoi reprendra tout seul dès son retour, et la demande ne sera déposée qu’une fois. Vos réponses sont gardées\u{a0}; laissez cette page ouverte.",
    pieces_wait: "Attendez que les pièces soient arrivées, ou retirez celles qui ne passent pas.",
    too_many_pieces: |max| format!("{max} pièces au plus\u{a0}: les fichiers en plus n’ont pas été pris."),
};

const EN: AnnexWords = AnnexWords {
    looking_up: "Looking in the Sirene register…",
    look_up_failed: "The register does not answer. Fill in the name and the address yourself: the request can be filed.",
    look_up_again: "Look again",
    filled_in: "The name and the address were filled in from the register. Read them again.",
    telephone: "Telephone",
    telephone_hint: "To reach you faster about the request",
    without_commune: "Go on, and choose the commune when the network is back",

    date_engagement: "Day of the first order or signature",
    date_engagement_hint: "If a quote is accepted or a contract signed already. A study begun before the request may lose the aid.",

    plan: "Financing plan (optional)",
    plan_hint: "Who pays for the study, line by line. Its total must be that of the costs.",
    propose_plan: "Propose a plan from the amounts",
    plan_line: |number| format!("Line {number} of the plan"),
    add_plan: "Add a funding",
    remove_plan: |number| format!("Remove line {number} of the plan"),
    financeur: "Who pays",
    etat: "Where this funding stands",
    plan_total: "Total of the plan",
    plan_missing: |amount| format!("{amount} are missing to cover the costs."),
    plan_above: |amount| format!("The plan exceeds the costs by {amount}."),
    plan_even: "The plan covers the costs exactly.",
    plan_picture: |parts| format!("Shares of the plan: {parts}"),

    de_minimis: "Have you received de minimis aids in the last three years?",
    de_minimis_hint: "The decision on the aid says so. Count all enterprises linked to yours.",
    de_minimis_some: "Yes",
    de_minimis_none: "No, none",
    de_minimis_unsaid: "I do not know yet",
    de_minimis_list: "De minimis aids received",
    de_minimis_line: |number| format!("De minimis aid {number}"),
    add_de_minimis: "Add an aid received",
    remove_de_minimis: |number| format!("Remove de minimis aid {number}"),
    granted_by: "Granted by",
    granted_on: "Granted on",
    base_juridique: "Regulation that the decision cites",
    de_minimis_total: |received, since, ceiling, left| {
        format!("{received} received since {since}, of {ceiling} at most: {left} are left.")
    },

    pieces: "Documents",
    pieces_limits: |count, size, formats| {
        format!("{count} documents at most, each of {size} at most: {formats}. None is required here.")
    },
    add_piece: "Choose files",
    take_picture: "Take a picture",
    drop_here: "or drop them here",
    piece_line: |number| format!("Document {number}"),
    piece_kind: "Kind of document",
    piece_name: "Name of the document",
    remove_piece: |number| format!("Remove document {number}"),
    piece_reading: "Reading the file…",
    piece_sending: |percent| format!("Sending: {percent}%"),
    piece_sent: |size| format!("Arrived and accepted, {size}."),
    piece_sent_before: "Arrived and accepted.",
    piece_failed: |why| format!("Not sent yet. {why}"),
    piece_again: "Go on sending",
    piece_empty: "This file is empty. Choose another one.",
    piece_too_large: |size| {
        format!("This file is larger than {size}. Reduce it, or join it in several parts.")
    },
    piece_lost: "The sending of this file has stopped, for example because the page was closed. Choose it again: the sending will go on where it was.",
    waits_for_network: "No network: sending will go on by itself as soon as it is back, and the request will be filed once only. Your answers are kept; leave this page open.",
    pieces_wait: "Wait until the documents have arrived, or remove those that do not pass.",
    too_many_pieces: |max| format!("{max} documents at most: the files beyond were not taken."),
};
