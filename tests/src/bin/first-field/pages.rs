//! The pages: ours, and the same nineteen fields in the same steps as `SurveyJS` and form.io are told to be embedded.

/// A page, and how to find its first usable field.
pub struct Page {
    /// What it is called in the table.
    pub name: &'static str,
    /// Whether it is ours.
    pub is_ours: bool,
    /// Where it is.
    pub path: &'static str,
    /// What it holds.
    pub html: &'static str,
    /// A function of JavaScript that gives the field once it can be used.
    pub usable: &'static str,
}

/// All of them.
pub const PAGES: [Page; 5] = [
    Page {
        name: "guichet, first view in the page",
        is_ours: true,
        path: "/ours-snippet.html",
        html: OURS,
        usable: "() => document.querySelector('ti-guichet')?.shadowRoot?.querySelector('#projet-commune')",
    },
    Page {
        name: "guichet, its first view",
        is_ours: true,
        path: "/ours.html",
        html: OURS,
        usable: "() => document.querySelector('ti-guichet')?.shadowRoot?.querySelector('#projet-commune')",
    },
    Page {
        name: "guichet, its component",
        is_ours: true,
        path: "/ours-plain.html",
        html: OURS,
        // What the component has taken up holds comments where parts of it change.
        usable: "() => { const root = document.querySelector('ti-guichet')?.shadowRoot; \
                 return root && document.createNodeIterator(root, NodeFilter.SHOW_COMMENT).nextNode() \
                   && root.querySelector('#projet-commune'); }",
    },
    Page {
        name: "SurveyJS 2.5.38",
        is_ours: false,
        path: "/survey.html",
        html: SURVEY,
        usable: "() => document.querySelector('#form input')",
    },
    Page {
        name: "form.io 5.6.0",
        is_ours: false,
        path: "/formio.html",
        html: FORMIO,
        usable: "() => document.querySelector('#form input')",
    },
];

/// Our element, plainly embedded.
pub const OURS: &str = "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Formulaire</title>\
    <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\"></head><body>\
    <script type=\"module\" src=\"/v1/guichet.js\"></script><ti-guichet></ti-guichet></body></html>";

const SURVEY: &str = "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Formulaire</title>\
    <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">\
    <link rel=\"stylesheet\" href=\"/survey-core.min.css\"><script defer src=\"/survey.core.min.js\"></script>\
    <script defer src=\"/survey-js-ui.min.js\"></script></head><body><div id=\"form\"></div><script type=\"module\">\
    const text = (name, title, more = {}) => ({ type: 'text', name, title, isRequired: true, ...more });\
    new Survey.Model({ pages: [\
      { elements: [text('commune', 'Commune')] },\
      { elements: [text('siret', 'SIRET'), text('denomination', 'Nom'), text('adresse', 'Adresse'),\
        { type: 'dropdown', name: 'taille', title: 'Taille', choices: ['Petite', 'Moyenne', 'Grande'] },\
        text('representant', 'Représentant légal'), text('mandataire', 'Mandataire'),\
        text('courriel', 'Courriel', { inputType: 'email' }), text('telephone', 'Téléphone', { inputType: 'tel' })] },\
      { elements: [text('intitule', 'Titre'), { type: 'comment', name: 'description', title: 'Description' },\
        text('debut', 'Début', { inputType: 'date' }), text('fin', 'Fin', { inputType: 'date' }),\
        text('engagement', 'Engagement', { inputType: 'date' })] },\
      { elements: [{ type: 'radiogroup', name: 'tva', title: 'TVA', choices: ['HT', 'TTC'] },\
        { type: 'matrixdynamic', name: 'couts', title: 'Coûts', columns: [{ name: 'libelle', cellType: 'text' },\
          { name: 'montant', cellType: 'text' }] },\
        text('montant', 'Montant demandé'),\
        { type: 'matrixdynamic', name: 'plan', title: 'Plan', columns: [{ name: 'financeur', cellType: 'text' },\
          { name: 'somme', cellType: 'text' }] }] },\
      { elements: [{ type: 'boolean', name: 'attestation', title: 'Attestation' }] },\
    ] }).render(document.getElementById('form'));\
    </script></body></html>";

const FORMIO: &str = "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Formulaire</title>\
    <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">\
    <link rel=\"stylesheet\" href=\"/formio.form.min.css\"><script defer src=\"/formio.form.min.js\"></script></head>\
    <body><div id=\"form\"></div><script type=\"module\">\
    const field = (type, key, label, more = {}) => ({ type, key, label, input: true, ...more });\
    const panel = (key, components) => ({ type: 'panel', key, title: key, components });\
    Formio.createForm(document.getElementById('form'), { display: 'wizard', components: [\
      panel('territoire', [field('textfield', 'commune', 'Commune')]),\
      panel('demandeur', [field('textfield', 'siret', 'SIRET'), field('textfield', 'denomination', 'Nom'),\
        field('textfield', 'adresse', 'Adresse'),\
        field('select', 'taille', 'Taille', { widget: 'html5', data: { values: [{ label: 'Petite', value: 'p' }] } }),\
        field('textfield', 'representant', 'Représentant légal'), field('textfield', 'mandataire', 'Mandataire'),\
        field('email', 'courriel', 'Courriel'), field('textfield', 'telephone', 'Téléphone')]),\
      panel('etude', [field('textfield', 'intitule', 'Titre'), field('textarea', 'description', 'Description'),\
        field('textfield', 'debut', 'Début', { inputType: 'date' }), field('textfield', 'fin', 'Fin', { inputType: 'date' }),\
        field('textfield', 'engagement', 'Engagement', { inputType: 'date' })]),\
      panel('budget', [field('radio', 'tva', 'TVA', { values: [{ label: 'HT', value: 'ht' }, { label: 'TTC', value: 'ttc' }] }),\
        field('datagrid', 'couts', 'Coûts', { components: [field('textfield', 'libelle', 'Objet'), field('textfield', 'cout', 'Montant')] }),\
        field('textfield', 'montant', 'Montant demandé'),\
        field('datagrid', 'plan', 'Plan', { components: [field('textfield', 'financeur', 'Qui'), field('textfield', 'somme', 'Montant')] })]),\
      panel('verification', [field('checkbox', 'attestation', 'Attestation')]),\
    ] });\
    </script></body></html>";
