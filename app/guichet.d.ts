// Types of the elements of the guichet, for TypeScript. Made by `cargo xtask elements` from the headers of
// app/src/elements.

/** the whole journey of a request, from the commune to the decision. */
export interface TiGuichet extends HTMLElement {
  addEventListener(type: 'ti-select-territoire', listener: (event: CustomEvent<{ phase: string; id: string; name: string; codeInsee: string }>) => void, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: 'ti-select-territoire', listener: (event: CustomEvent<{ phase: string; id: string; name: string; codeInsee: string }>) => void): void;
  addEventListener(type: 'ti-file-dossier', listener: (event: CustomEvent<{ reference: string }>) => void, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: 'ti-file-dossier', listener: (event: CustomEvent<{ reference: string }>) => void): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** The attributes of `<ti-guichet>`. */
export interface TiGuichetAttributes {
  /** INSEE code of the région whose site this is: the element says when a territory is in another one. Default: none. */
  region?: string;
  /** INSEE code of the commune that a new request begins with. Default: none. */
  commune?: string;
  /** SIRET that a new request begins with. Default: none. */
  siret?: string;
  /** light, dark, or auto for that of the device. Default: light. */
  theme?: 'light' | 'dark' | 'auto';
  /** fr or en. Default: the language around the element, else French. */
  lang?: 'fr' | 'en';
  /** how the hosting site names this embed, recorded with the request; 100 characters at most. Default: none. */
  source?: string;
  /** origin of the functions. Default: that of the loader. */
  api?: string;
}

/** finds the Territoire d'industrie of a commune, or those of a région. */
export interface TiTerritoire extends HTMLElement {
  addEventListener(type: 'ti-select-territoire', listener: (event: CustomEvent<{ phase: string; id: string; name: string; codeInsee: string }>) => void, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: 'ti-select-territoire', listener: (event: CustomEvent<{ phase: string; id: string; name: string; codeInsee: string }>) => void): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** The attributes of `<ti-territoire>`. */
export interface TiTerritoireAttributes {
  /** INSEE code of the région to begin with. Default: none. */
  region?: string;
  /** INSEE code of the commune to begin with. Default: none. */
  commune?: string;
  /** light, dark, or auto for that of the device. Default: light. */
  theme?: 'light' | 'dark' | 'auto';
  /** fr or en. Default: the language around the element, else French. */
  lang?: 'fr' | 'en';
  /** origin of the functions. Default: that of the loader. */
  api?: string;
}

/** what every study aid says of a study, with its reasons, from what the visitor knows. It asks the service nothing but communes: the rules are computed on the device. */
export interface TiSimulateur extends HTMLElement {
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** The attributes of `<ti-simulateur>`. */
export interface TiSimulateurAttributes {
  /** INSEE code of the commune to begin with. Default: none. */
  commune?: string;
  /** light, dark, or auto for that of the device. Default: light. */
  theme?: 'light' | 'dark' | 'auto';
  /** fr or en. Default: the language around the element, else French. */
  lang?: 'fr' | 'en';
  /** origin of the functions. Default: that of the loader. */
  api?: string;
}

/** the measures of the programme and the national aids, with what is open to the visitor. */
export interface TiMesures extends HTMLElement {
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** The attributes of `<ti-mesures>`. */
export interface TiMesuresAttributes {
  /** INSEE code of the commune to begin with; the measures are judged for it once it is said who asks. Default: none. */
  commune?: string;
  /** light, dark, or auto for that of the device. Default: light. */
  theme?: 'light' | 'dark' | 'auto';
  /** fr or en. Default: the language around the element, else French. */
  lang?: 'fr' | 'en';
  /** origin of the functions. Default: that of the loader. */
  api?: string;
}

/** a contract: who signed it, who steers it, its plan of action with how far it has come, what each party undertakes, the money by payer. What is unknown is said to be. */
export interface TiContrat extends HTMLElement {
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** The attributes of `<ti-contrat>`. */
export interface TiContratAttributes {
  /** id of the contract to show. Default: none: a list to choose from. */
  contrat?: string;
  /** phase and id of the territory whose contracts are listed, as 2018-2023/ti-7510. Default: all. */
  territoire?: string;
  /** light, dark, or auto for that of the device. Default: light. */
  theme?: 'light' | 'dark' | 'auto';
  /** fr or en. Default: the language around the element, else French. */
  lang?: 'fr' | 'en';
  /** origin of the functions. Default: that of the loader. */
  api?: string;
}

/** the request alone, from the commune to the receipt. */
export interface TiDemande extends HTMLElement {
  addEventListener(type: 'ti-select-territoire', listener: (event: CustomEvent<{ phase: string; id: string; name: string; codeInsee: string }>) => void, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: 'ti-select-territoire', listener: (event: CustomEvent<{ phase: string; id: string; name: string; codeInsee: string }>) => void): void;
  addEventListener(type: 'ti-file-dossier', listener: (event: CustomEvent<{ reference: string }>) => void, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: 'ti-file-dossier', listener: (event: CustomEvent<{ reference: string }>) => void): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** The attributes of `<ti-demande>`. */
export interface TiDemandeAttributes {
  /** INSEE code of the région whose site this is: the element says when a territory is in another one. Default: none. */
  region?: string;
  /** INSEE code of the commune that a new request begins with. Default: none. */
  commune?: string;
  /** SIRET that a new request begins with. Default: none. */
  siret?: string;
  /** light, dark, or auto for that of the device. Default: light. */
  theme?: 'light' | 'dark' | 'auto';
  /** fr or en. Default: the language around the element, else French. */
  lang?: 'fr' | 'en';
  /** how the hosting site names this embed, recorded with the request; 100 characters at most. Default: none. */
  source?: string;
  /** origin of the functions. Default: that of the loader. */
  api?: string;
}

/** where a request stands, by its reference and its access code. */
export interface TiSuivi extends HTMLElement {
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** The attributes of `<ti-suivi>`. */
export interface TiSuiviAttributes {
  /** the reference to start with. Default: none. */
  reference?: string;
  /** light, dark, or auto for that of the device. Default: light. */
  theme?: 'light' | 'dark' | 'auto';
  /** fr or en. Default: the language around the element, else French. */
  lang?: 'fr' | 'en';
  /** origin of the functions. Default: that of the loader. */
  api?: string;
}

/** checks a signed receipt on the device of the visitor. Only the public keys of the service are fetched, once; the check itself needs no network. */
export interface TiVerification extends HTMLElement {
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** The attributes of `<ti-verification>`. */
export interface TiVerificationAttributes {
  /** light, dark, or auto for that of the device. Default: light. */
  theme?: 'light' | 'dark' | 'auto';
  /** fr or en. Default: the language around the element, else French. */
  lang?: 'fr' | 'en';
  /** origin of the functions. Default: that of the loader. */
  api?: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'ti-guichet': TiGuichet;
    'ti-territoire': TiTerritoire;
    'ti-simulateur': TiSimulateur;
    'ti-mesures': TiMesures;
    'ti-contrat': TiContrat;
    'ti-demande': TiDemande;
    'ti-suivi': TiSuivi;
    'ti-verification': TiVerification;
  }
}
