//! The sentences of what the applicant does after the filing, and of the drafts on the device.

use shared::message::Lang;

/// The sentences in one language.
pub const fn tracking_words(lang: Lang) -> &'static TrackingWords {
    match lang {
        Lang::Fr => &FR,
        Lang::En => &EN,
    }
}

/// Every sentence.
#[derive(Debug)]
pub struct TrackingWords {
    // Between the request and the status.
    pub to_status: &'static str,
    pub to_request: &'static str,

    // After the filing.
    pub answer: &'static str,
    pub answer_intro: &'static str,
    pub send_answer: &'static str,
    pub answer_no_answer: &'static str,
    pub back_to_status: &'static str,
    pub add_pieces: &'static str,
    pub add_pieces_title: &'static str,
    pub send_pieces: &'static str,
    pub no_piece: &'static str,
    pub withdraw: &'static str,
    pub withdraw_question: &'static str,
    pub withdraw_confirm: &'static str,
    pub withdraw_cancel: &'static str,
    pub acting: &'static str,
    pub save_receipt: &'static str,
    pub receipt_file: &'static str,

    // The drafts.
    pub other_drafts: &'static str,
    pub untitled: &'static str,
    pub open_draft: fn(&str) -> String,
    pub erase_other: fn(&str) -> String,
    pub resume: &'static str,
    pub erase: &'static str,
    pub saved_on: fn(&str, &str) -> String,
    pub draft_options: &'static str,
    pub another_request: &'static str,
    pub save_draft: &'static str,
    pub open_file: &'static str,
    pub draft_file: &'static str,
    pub not_a_draft: &'static str,
    pub where_kept: &'static str,
}

const FR: TrackingWords = TrackingWords {
    to_status: "Suivre une demande déjà déposée",
    to_request: "Faire une demande",

    answer: "Répondre",
    answer_intro: "Corrigez ce qui vous est demandé, puis envoyez la demande complétée. Le reste est comme vous l’aviez envoyé.",
    send_answer: "Envoyer la demande complétée",
    answer_no_answer: "Le service n’a pas répondu\u{a0}: nous ne savons pas si votre réponse est arrivée. Réessayez\u{a0}: elle ne sera prise qu’une fois.",
    back_to_status: "Revenir au suivi",
    add_pieces: "Ajouter des pièces",
    add_pieces_title: "Ajouter des pièces à la demande",
    send_pieces: "Joindre ces pièces à la demande",
    no_piece: "Choisissez au moins un fichier.",
    withdraw: "Retirer ma demande",
    withdraw_question: "Retirer cette demande\u{a0}? Elle ne sera pas examinée, et ce choix est définitif. Vous pourrez en déposer une autre.",
    withdraw_confirm: "Oui, la retirer",
    withdraw_cancel: "Non, la garder",
    acting: "Envoi en cours…",
    save_receipt: "Enregistrer le récépissé signé",
    receipt_file: "recepisse",

    other_drafts: "Vos autres brouillons sur cet appareil",
    untitled: "Sans titre",
    open_draft: |title| format!("Reprendre le brouillon\u{a0}: {title}"),
    erase_other: |title| format!("Effacer le brouillon\u{a0}: {title}"),
    resume: "Reprendre",
    erase: "Effacer",
    saved_on: |day, time| format!("enregistré le {day} à {time}"),
    draft_options: "Options du brouillon",
    another_request: "Commencer une autre demande",
    save_draft: "Enregistrer le brouillon dans un fichier",
    open_file: "Ouvrir un brouillon enregistré",
    draft_file: "brouillon-territoires-industrie",
    not_a_draft: "Ce fichier n’est pas un brouillon de ce formulaire. Choisissez celui que vous avez enregistré.",
    where_kept: "Le brouillon est gardé dans le navigateur de cet appareil, pour ce site. Seules les pièces en partent avant l’envoi, quand vous les choisissez.",
};

const EN: TrackingWords = TrackingWords {
    to_status: "Follow a request filed already",
    to_request: "Make a request",

    answer: "Answer",
    answer_intro: "Correct what you are asked for, then send the completed request. The rest is as you had sent it.",
    send_answer: "Send the completed request",
    answer_no_answer: "The service did not answer: we do not know whether your answer has arrived. Try again: it will be taken once only.",
    back_to_status: "Back to the status",
    add_pieces: "Add documents",
    add_pieces_title: "Add documents to the request",
    send_pieces: "Join these documents to the request",
    no_piece: "Choose at least one file.",
    withdraw: "Withdraw my request",
    withdraw_question: "Withdraw this request? It will not be examined, and this cannot be undone. You may file another one.",
    withdraw_confirm: "Yes, withdraw it",
    withdraw_cancel: "No, keep it",
    acting: "Sending…",
    save_receipt: "Save the signed receipt",
    receipt_file: "receipt",

    other_drafts: "Your other drafts on this device",
    untitled: "Untitled",
    open_draft: |title| format!("Take up the draft: {title}"),
    erase_other: |title| format!("Erase the draft: {title}"),
    resume: "Take up",
    erase: "Erase",
    saved_on: |day, time| format!("kept on {day} at {time}"),
    draft_options: "Options of the draft",
    another_request: "Begin another request",
    save_draft: "Save the draft in a file",
    open_file: "Open a saved draft",
    draft_file: "draft-territoires-industrie",
    not_a_draft: "This file is no draft of this form. Choose the one that you saved.",
    where_kept: "The draft is kept in the browser of this device, for this site. Only documents leave it before the sending, when you choose them.",
};
