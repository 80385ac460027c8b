//! The sentences in English. Words that French law defines stay in French.

use shared::format::count;
use shared::message::Lang;

use super::Words;

pub const WORDS: Words = Words {
    steps: "Steps of the request",
    step_of: |place, count| format!("Step {place} of {count}"),
    titles: [
        "Your territory",
        "Who asks",
        "The study",
        "Budget and aid",
        "Aids received and documents",
        "Check and send",
        "Request filed",
    ],
    all_required: "Every answer is required, except those marked “optional”.",
    optional: "optional",
    go_on: "Continue",
    back: "Back",
    retry: "Try again",
    to_correct: |count| match count {
        1 => "One answer needs correcting".to_owned(),
        _ => format!("{count} answers need correcting"),
    },
    no_answer: "The service does not answer. Check your connection, then try again.",
    unusable: "The service has an incident. Try again in a few minutes.",
    new_tab: "new tab",

    not_sent: "Not sent yet.",
    kept_at: |time| format!("Draft saved on this device at {time}."),
    keeping_refused: "Your browser refuses to save the draft: do not close this page before sending.",
    resumed: |day, time| format!("Here is your draft of {day}, {time}. Go on where you were."),
    kept_how_long: |days| {
        format!("The draft stays on this device for {days} days at most. On a shared device, erase it.")
    },
    erase: "Erase my draft",
    erase_question: "Erase all your answers? They cannot be recovered.",
    erase_confirm: "Yes, erase everything",
    erase_cancel: "No, keep my answers",
    erased: "The draft is erased from this device.",

    territoire_intro: "Ask for aid for an engineering study in a Territoire d’industrie. First say in which commune the \
                       study takes place.",
    commune: "Commune of the study",
    commune_hint: "Its name or its postcode, for example Dole or 39100",
    proposals: "Communes proposed",
    searching: "Searching…",
    found: |count| match count {
        1 => "One commune found. Choose it with the down arrow, then Enter.".to_owned(),
        _ => format!("{count} communes found. Move with the arrows, choose with Enter."),
    },
    found_none: "No commune matches. Check the spelling or try the postcode.",
    chosen: |name| format!("Commune chosen: {name}."),
    outside: "outside any Territoire d’industrie",
    outside_title: |name| format!("{name} is in no Territoire d’industrie"),
    outside_text: "The aid offered here is meant for projects of the Territoires d’industrie 2023-2027: no request can be \
                   filed for this commune. If the study takes place in another commune, choose that one. If not, ask \
                   your intercommunalité or your région what other aid there is.",
    your_territoire: "Your Territoire d’industrie",
    phase: "Phase",
    regions: |count| if count > 1 { "Régions" } else { "Région" },
    members: "Members",
    commune_count: "Communes",
    population: "Population",
    inhabitants: |number| format!("{} inhabitants", count(number.into(), Lang::En)),
    other_region: |region| {
        format!(
            "This is the site of the région {region}, and this territory is in another région. You may go on: the request \
             will go to the agents of the territory’s région."
        )
    },
    loading_territoire: "Loading the territory…",

    denomination: "Name of the body",
    denomination_hint: "Registered name, or first name and surname",
    siret: "SIRET",
    siret_hint: "The 14 digits of the establishment that asks for the aid, for example: 732\u{a0}829\u{a0}320\u{a0}00074",
    siret_fine: |siret| format!("Well-formed number: {siret}."),
    adresse: "Address of the body",
    adresse_hint: "Number and street, postcode, town",
    taille: "Size of the body",
    taille_hint: "In the European sense: count the enterprises linked to it as well.",
    choose: "Choose",
    representant_legal: "Legal representative",
    representant_legal_hint: "First name, surname and position",
    mandataire: "Person mandated to file the request",
    mandataire_hint: "If it is not the legal representative: first name, surname and position",
    courriel: "E-mail",
    courriel_hint: "The agent will write there about the request, for example: name@example.fr",

    intitule: "Title of the study",
    description: "Short description",
    description_hint: "What the study should find out, and which industrial project it serves",
    characters: |used, max| {
        format!(
            "{} character{} of {}",
            count(used as u64, Lang::En),
            if used == 1 { "" } else { "s" },
            count(max as u64, Lang::En)
        )
    },
    localisation: "Place of the study",
    change_commune: "Change the commune",
    date_debut: "Planned start",
    date_fin: "Planned end",

    regime_tva: "Amounts are given",
    couts: "Planned costs of the study",
    couts_hint: "One line for each cost, with its amount in euros",
    cout: |number| format!("Cost {number}"),
    cout_libelle: "What it is for",
    cout_montant: "Amount in euros",
    add_cout: "Add a cost",
    remove_cout: |number| format!("Remove cost {number}"),
    remove: "Remove",
    total: "Total",
    not_counted: |count| match count {
        1 => "One amount cannot be read: it is not counted.".to_owned(),
        _ => format!("{count} amounts cannot be read: they are not counted."),
    },
    montant_demande: "Amount asked for in euros",
    montant_demande_hint: "The cost of the study at most",
    aid: "What the study could get",
    aid_by: |operator| format!("Offered by: {operator}"),
    at_most: |amount| format!("At most {amount}, to be confirmed"),
    at_most_note: "This amount is indicative. It is not a promise.",
    above_aid: "You ask for more than this aid can bring with these costs.",
    aid_refused: "This aid cannot be granted",
    aid_incomplete: "To estimate the aid, this is missing",
    aid_steps: "How this amount is found",
    aid_doubts: "What is still to be confirmed",
    source: "Source",
    recorded_on: |day| format!("recorded on {day}"),

    review_intro: "Read your answers again. You can still change all of them.",
    edit: "Change",
    nothing: "No answer",
    attestation_title: "Sworn statement",
    attestation: "I swear that the body that asks is up to date with its legal, administrative, social, tax and \
                  accounting obligations, and that the information in this request is exact and sincere.",
    send: "Send the request",
    sending: "Sending…",
    send_no_answer: "The service did not answer: we do not know whether the request arrived. Your answers are kept. Try \
                     again: it will be filed only once.",
    send_unusable: "The service has an incident and did not confirm the request. Your answers are kept. Try again in a \
                    few minutes: it will be filed only once.",
    already_sent: "A first version of this request has arrived already, and your answers have changed since. Get the \
                   receipt of the version that arrived, or file this one as another request.",
    recover: "Get the receipt",
    send_as_new: "File as another request",

    receipt_intro: "Your request has arrived. Keep its reference and its access code: they let you follow it.",
    reference: "Reference",
    code: "Access code",
    receipt_keep: "The code is shown only here and cannot be recovered. Copy it or print this page before leaving it, and \
                   give it only to people who follow the request.",
    copy: "Copy the reference and the code",
    copied: "Copied.",
    copy_refused: "Copying is not allowed here: select them and copy them by hand.",
    print: "Print",
    filed_on: "Filed on",
    territoire: "Territory",
    receipt_next: "An agent now checks that it is complete. The draft is erased from this device.",
    track: "Follow my request",
    start_again: "Make another request",
    start_again_question: "Have you kept the reference and the access code? They will not be shown again.",
    start_again_confirm: "Yes, make another request",
    start_again_cancel: "No, go back",

    suivi_title: "Follow a request",
    suivi_intro: "The reference and the access code were given to you at the end of your request.",
    reference_hint: "For example: TI26-ABCD-EFGH",
    code_hint: "12 letters and digits, for example: ABCD-EFGH-JKMN",
    read: "See where it stands",
    reading: "Reading…",
    refresh: "Refresh",
    status: "Status",
    study: "Study",
    asked: "Amount asked for",
    granted: "Amount granted",
    motif: "Reason",
    to_complete: "What you are asked for",
    next: "What comes next",
    payments: "Payments",
    history: "What happened",
    timeline: |from, to| format!("Timeline of the request, from {from} to {to}"),
    at_the_latest: |day| format!("by {day} at the latest"),
    updated_at: |time| format!("Read at {time}."),
};
