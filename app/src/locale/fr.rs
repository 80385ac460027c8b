//! The sentences in French. They are short, active, and say what to do.

use shared::format::count;
use shared::message::Lang;

use super::Words;

pub const WORDS: Words = Words {
    steps: "Étapes de la demande",
    step_of: |place, count| format!("Étape {place} sur {count}"),
    titles: [
        "Votre territoire",
        "Qui demande",
        "L’étude",
        "Budget et aide",
        "Aides reçues et pièces",
        "Vérifier et envoyer",
        "Demande déposée",
    ],
    all_required: "Toutes les réponses sont obligatoires, sauf celles marquées «\u{a0}facultatif\u{a0}».",
    optional: "facultatif",
    go_on: "Continuer",
    back: "Retour",
    retry: "Réessayer",
    to_correct: |count| match count {
        1 => "Une réponse est à corriger".to_owned(),
        _ => format!("{count} réponses sont à corriger"),
    },
    no_answer: "Le service ne répond pas. Vérifiez votre connexion, puis réessayez.",
    unusable: "Le service rencontre un incident. Réessayez dans quelques minutes.",
    new_tab: "nouvel onglet",

    not_sent: "Pas encore envoyée.",
    kept_at: |time| format!("Brouillon enregistré sur cet appareil à {time}."),
    keeping_refused: "Votre navigateur refuse d’enregistrer le brouillon\u{a0}: ne fermez pas cette page avant l’envoi.",
    resumed: |day, time| format!("Voici votre brouillon du {day}, {time}. Reprenez où vous en étiez."),
    kept_how_long: |days| {
        format!(
            "Le brouillon reste {days} jours au plus sur cet appareil. Sur un appareil partagé, effacez-le."
        )
    },
    erase: "Effacer mon brouillon",
    erase_question: "Effacer toutes vos réponses\u{a0}? Elles ne pourront pas être retrouvées.",
    erase_confirm: "Oui, tout effacer",
    erase_cancel: "Non, garder mes réponses",
    erased: "Le brouillon est effacé de cet appareil.",

    territoire_intro: "Demandez une aide pour une étude d’ingénierie dans un Territoire d’industrie. Dites d’abord dans \
                       quelle commune l’étude a lieu.",
    commune: "Commune de l’étude",
    commune_hint: "Son nom ou son code postal, par exemple Dole ou 39100",
    proposals: "Communes proposées",
    searching: "Recherche…",
    found: |count| match count {
        1 => "Une commune trouvée. Choisissez-la avec la flèche vers le bas, puis Entrée.".to_owned(),
        _ => format!("{count} communes trouvées. Parcourez-les avec les flèches, choisissez avec Entrée."),
    },
    found_none: "Aucune commune ne correspond. Vérifiez l’orthographe ou essayez le code postal.",
    chosen: |name| format!("Commune choisie\u{a0}: {name}."),
    outside: "hors Territoire d’industrie",
    outside_title: |name| format!("{name} n’est dans aucun Territoire d’industrie"),
    outside_text: "L’aide proposée ici est destinée aux projets des Territoires d’industrie 2023-2027\u{a0}: aucune \
                   demande ne peut être déposée pour cette commune. Si l’étude a lieu dans une autre commune, \
                   choisissez-la. Sinon, demandez à votre intercommunalité ou à votre région quelles autres aides existent.",
    your_territoire: "Votre Territoire d’industrie",
    phase: "Phase",
    regions: |count| if count > 1 { "Régions" } else { "Région" },
    members: "Membres",
    commune_count: "Communes",
    population: "Population",
    inhabitants: |number| format!("{} habitants", count(number.into(), Lang::Fr)),
    other_region: |region| {
        format!(
            "Ce site est celui de la région {region}, et ce territoire est dans une autre région. Vous pouvez continuer\u{a0}: \
             la demande ira aux agents de la région du territoire."
        )
    },
    loading_territoire: "Chargement du territoire…",

    denomination: "Nom de l’organisme",
    denomination_hint: "Dénomination sociale, ou nom et prénom",
    siret: "SIRET",
    siret_hint: "Les 14 chiffres de l’établissement qui demande l’aide, par exemple\u{a0}: 732\u{a0}829\u{a0}320\u{a0}00074",
    siret_fine: |siret| format!("Numéro bien formé\u{a0}: {siret}."),
    adresse: "Adresse de l’organisme",
    adresse_hint: "Numéro et rue, code postal, ville",
    taille: "Taille de l’organisme",
    taille_hint: "Au sens européen\u{a0}: comptez aussi les entreprises qui lui sont liées.",
    choose: "Choisissez",
    representant_legal: "Représentant légal",
    representant_legal_hint: "Prénom, nom et fonction",
    mandataire: "Personne mandatée pour déposer la demande",
    mandataire_hint: "Si ce n’est pas le représentant légal\u{a0}: prénom, nom et fonction",
    courriel: "Courriel",
    courriel_hint: "L’agent y écrira au sujet de la demande, par exemple\u{a0}: nom@exemple.fr",

    intitule: "Titre de l’étude",
    description: "Description courte",
    description_hint: "Ce que l’étude doit apprendre, et à quel projet industriel elle sert",
    characters: |used, max| {
        format!(
            "{} caractère{} sur {}",
            count(used as u64, Lang::Fr),
            if used < 2 { "" } else { "s" },
            count(max as u64, Lang::Fr)
        )
    },
    localisation: "Lieu de l’étude",
    change_commune: "Changer de commune",
    date_debut: "Début prévu",
    date_fin: "Fin prévue",

    regime_tva: "Les montants sont indiqués",
    couts: "Coûts prévus de l’étude",
    couts_hint: "Une ligne par dépense, avec son montant en euros",
    cout: |number| format!("Coût {number}"),
    cout_libelle: "Objet de la dépense",
    cout_montant: "Montant en euros",
    add_cout: "Ajouter un coût",
    remove_cout: |number| format!("Retirer le coût {number}"),
    remove: "Retirer",
    total: "Total",
    not_counted: |count| match count {
        1 => "Un montant ne peut pas être lu\u{a0}: il n’est pas compté.".to_owned(),
        _ => format!("{count} montants ne peuvent pas être lus\u{a0}: ils ne sont pas comptés."),
    },
    montant_demande: "Montant demandé en euros",
    montant_demande_hint: "Au plus le coût de l’étude",
    aid: "Ce que l’étude pourrait obtenir",
    aid_by: |operator| format!("Aide de\u{a0}: {operator}"),
    at_most: |amount| format!("Au plus {amount}, à confirmer"),
    at_most_note: "Ce montant est indicatif. Ce n’est pas une promesse.",
    above_aid: "Vous demandez plus que ce que cette aide peut apporter au vu de ces coûts.",
    aid_refused: "Cette aide ne peut pas être accordée",
    aid_incomplete: "Pour estimer l’aide, il manque",
    aid_steps: "Comment ce montant est trouvé",
    aid_doubts: "Ce qui reste à confirmer",
    source: "Source",
    recorded_on: |day| format!("relevée le {day}"),

    review_intro: "Relisez vos réponses. Vous pouvez encore tout modifier.",
    edit: "Modifier",
    nothing: "Sans réponse",
    attestation_title: "Attestation sur l’honneur",
    attestation: "J’atteste sur l’honneur que l’organisme demandeur est à jour de ses obligations légales, \
                  administratives, sociales, fiscales et comptables, et que les informations de cette demande sont \
                  exactes et sincères.",
    send: "Envoyer la demande",
    sending: "Envoi en cours…",
    send_no_answer: "Le service n’a pas répondu\u{a0}: nous ne savons pas si la demande est arrivée. Vos réponses sont \
                     gardées. Réessayez\u{a0}: elle ne sera déposée qu’une fois.",
    send_unusable: "Le service rencontre un incident et n’a pas confirmé la demande. Vos réponses sont gardées. Réessayez dans \
                    quelques minutes\u{a0}: elle ne sera déposée qu’une fois.",
    already_sent: "Une première version de cette demande est déjà arrivée, et vos réponses ont changé depuis. Retrouvez \
                   le récépissé de la version arrivée, ou déposez celle-ci comme une autre demande.",
    recover: "Retrouver le récépissé",
    send_as_new: "Déposer comme une autre demande",

    receipt_intro: "Votre demande est arrivée. Gardez sa référence et son code d’accès\u{a0}: ils permettent de la suivre.",
    reference: "Référence",
    code: "Code d’accès",
    receipt_keep: "Le code n’est montré qu’ici et ne peut pas être retrouvé. Copiez-le ou imprimez cette page avant de la \
                   quitter, et ne le donnez qu’aux personnes qui suivent la demande.",
    copy: "Copier la référence et le code",
    copied: "Copiés.",
    copy_refused: "La copie n’est pas permise ici\u{a0}: sélectionnez-les et copiez-les à la main.",
    print: "Imprimer",
    filed_on: "Déposée le",
    territoire: "Territoire",
    receipt_next: "Un agent vérifie maintenant qu’elle est complète. Le brouillon est effacé de cet appareil.",
    track: "Suivre ma demande",
    start_again: "Faire une autre demande",
    start_again_question: "Avez-vous gardé la référence et le code d’accès\u{a0}? Ils ne seront plus montrés.",
    start_again_confirm: "Oui, faire une autre demande",
    start_again_cancel: "Non, revenir",

    suivi_title: "Suivre une demande",
    suivi_intro: "La référence et le code d’accès vous ont été donnés au dépôt.",
    reference_hint: "Par exemple\u{a0}: TI26-ABCD-EFGH",
    code_hint: "12 lettres et chiffres, par exemple\u{a0}: ABCD-EFGH-JKMN",
    read: "Voir où elle en est",
    reading: "Lecture en cours…",
    refresh: "Actualiser",
    status: "État",
    study: "Étude",
    asked: "Montant demandé",
    granted: "Montant accordé",
    motif: "Raison",
    to_complete: "Ce qui vous est demandé",
    next: "Ce qui vient ensuite",
    payments: "Versements",
    history: "Ce qui s’est passé",
    timeline: |from, to| format!("Frise de la demande, du {from} au {to}"),
    at_the_latest: |day| format!("au plus tard le {day}"),
    updated_at: |time| format!("Lu à {time}."),
};
