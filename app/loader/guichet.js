// The loader: registers the elements, keeps their place in the page, and fetches the rest only once an element comes
// near the viewport, under the pointer or into the focus: first its style and its first view, in which one can type at
// once, then its component (glue and WebAssembly), which takes that view up.
//
// It sets no cookie, sends no address of the hosting page, adds nothing to the global scope, and inserts no inline style
// or script. The names between double underscores are filled in by `cargo xtask build`.

const base = import.meta.url;
const at = (path) => new URL(path, base).href;

// The downloads, in the order in which one is preferred to another: each has the elements it can show, and of its glue,
// of its WebAssembly and, by language, of its style with its first views the address and the hash.
const BUNDLES = __BUNDLES__;

const WORDS = {
  fr: {
    loading: 'Chargement…',
    network: 'Ce formulaire n’a pas pu être chargé. Vérifiez votre connexion, puis réessayez.',
    wasm: 'Votre navigateur ou ce site n’autorise pas WebAssembly, dont ce formulaire a besoin.',
    retry: 'Réessayer',
    open: 'Ouvrir le formulaire sur son propre site',
  },
  en: {
    loading: 'Loading…',
    network: 'This form could not be loaded. Check your connection, then try again.',
    wasm: 'Your browser or this site does not allow WebAssembly, which this form needs.',
    retry: 'Try again',
    open: 'Open the form on its own site',
  },
};

// What is seen before our style is there: the place that the first view of the element takes, so that nothing below it
// moves. Heights are those of the first views, on a phone and on a desk.
const place = (narrow, wide) => `
:host { all: initial; display: block; box-sizing: border-box; inline-size: 100%; min-height: var(--ti-min-height, ${wide}em); }
@media (width < 40em) { :host { min-height: var(--ti-min-height, ${narrow}em); } }
:host([hidden]) { display: none; }
:host > div { min-height: inherit; }
.waiting, .failed { box-sizing: border-box; padding: 1.5em; border: 1px solid #8888; border-radius: 8px;
  background: Canvas; color: CanvasText; font: 1em/1.5 system-ui, sans-serif; }
.failed button { all: revert; font: inherit; padding: .6em 1em; min-height: 44px; }
`;

const sheets = {};
const sheet = (name, css) => {
  if (!sheets[name]) {
    sheets[name] = new CSSStyleSheet();
    sheets[name].replaceSync(css);
  }
  return sheets[name];
};

// One download of each file for all the elements of the page. What failed is tried again by the next element, or by the
// button.
const loaded = {};
const once = (key, load) => (loaded[key] ??= load().catch((error) => {
  delete loaded[key];
  throw error;
}));

// A module whose content is checked: `import` alone cannot say what the file must be, a preload can.
const tries = {};
async function module([path, integrity], again) {
  const href = at(path) + (again ? `?again=${again}` : '');
  const link = document.createElement('link');
  if (link.relList.supports('modulepreload')) {
    const preloaded = new Promise((resolve, reject) => {
      link.onload = resolve;
      link.onerror = () => reject(new TypeError(href));
    });
    Object.assign(link, { rel: 'modulepreload', crossOrigin: 'anonymous', integrity, href });
    document.head.append(link);
    await preloaded.finally(() => link.remove());
  }
  return import(href);
}

// What only our origin may give, and only as it was built: no cookie goes along, nor where the visitor is.
const checked = ([path, integrity]) => fetch(at(path), {
  integrity, mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer',
});

const shell = (file) => once(file[0], async () => {
  const answer = await checked(file);
  if (!answer.ok) throw new TypeError(answer.url);
  return answer.json();
});

const start = (bundle) => once(bundle.wasm[0], async () => {
  if (typeof WebAssembly !== 'object') throw new WebAssemblyRefused();
  const wasm = checked(bundle.wasm);
  // A failure is told below; this keeps it from being told a second time, as an unhandled one.
  wasm.catch(() => {});
  // Browsers remember that a module could not be loaded: another try has another address.
  const again = tries[bundle.glue[0]] ?? 0;
  tries[bundle.glue[0]] = again + 1;
  const glue = await module(bundle.glue, again);
  try {
    await glue.default({ module_or_path: wasm });
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) {
      console.warn("ti-guichet: add 'wasm-unsafe-eval' to script-src in this page's Content-Security-Policy", error);
      throw new WebAssemblyRefused();
    }
    throw error;
  }
  return glue;
});

class WebAssemblyRefused extends Error {}

// The download that shows an element: one that is there or on its way, else one that other elements of the page need.
function bundleOf(name) {
  const able = BUNDLES.filter((bundle) => bundle.elements.includes(name));
  return able.find((bundle) => loaded[bundle.wasm[0]])
    ?? able.find((bundle) => bundle.alone.some((other) => document.querySelector(other)))
    ?? able[0];
}

// A view as the build writes it: a text, or a name, attributes and what it holds.
function make(node) {
  if (typeof node === 'string') return node;
  const [name, attributes, ...inside] = node;
  const element = name.startsWith('svg:')
    ? document.createElementNS('http://www.w3.org/2000/svg', name.slice(4))
    : document.createElement(name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  element.append(...inside.map(make));
  return element;
}

let count = 0;

function define(name, observed, narrow, wide) {
  // The script may be included twice, and two versions may meet on a page: the first one wins.
  if (customElements.get(name)) return;
  customElements.define(name, class extends HTMLElement {
    static observedAttributes = observed;

    #number = ++count;
    #root;
    #handle;
    #observer;
    #wanted = false;
    #stale = false;
    #sent = false;

    constructor() {
      super();
      // A page may hold the first view itself, in a declarative shadow root: it stays.
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      shadow.adoptedStyleSheets = [sheet(name, place(narrow, wide))];
      this.#root = shadow.querySelector('div') ?? shadow.appendChild(document.createElement('div'));
      for (const sign of ['pointerenter', 'focusin']) this.addEventListener(sign, () => this.#want());
      // A form sent before its component is there must not leave the page: it is sent again once the component is.
      this.#root.addEventListener('submit', (event) => {
        event.preventDefault();
        if (!this.#handle) this.#sent = true;
      });
    }

    connectedCallback() {
      if (this.#wanted) {
        this.#show();
        return;
      }
      if (!this.#root.firstChild) this.#say(this.#words().loading, 'waiting');
      // In sight already: an observer would tell it a frame later, which is long on a slow phone.
      const { top, bottom, width } = this.getBoundingClientRect();
      if (width && top < innerHeight + 400 && -400 < bottom) {
        this.#want();
        return;
      }
      this.#observer = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.#want();
      }, { rootMargin: '400px' });
      this.#observer.observe(this);
    }

    disconnectedCallback() {
      this.#observer?.disconnect();
      this.#drop();
    }

    attributeChangedCallback(_name, before, after) {
      if (before === after || !this.#wanted || this.#stale) return;
      // Several attributes are often set in a row: the view is made again once, after the last.
      this.#stale = true;
      queueMicrotask(() => {
        this.#stale = false;
        if (this.isConnected && this.#handle) {
          this.#drop();
          this.#show();
        }
      });
    }

    #want() {
      if (this.#wanted || !this.isConnected) return;
      this.#wanted = true;
      this.#observer?.disconnect();
      this.#show();
    }

    async #show() {
      try {
        const bundle = bundleOf(name);
        // The first view is asked for first: what it weighs is nothing beside the component.
        const first = shell(bundle.first[this.#lang()]);
        const begun = start(bundle);
        begun.catch(() => {});
        const { css, views } = await first;
        this.shadowRoot.adoptedStyleSheets = [sheet(name), sheet('whole', css)];
        if (this.#isWaiting()) this.#showFirst(views[name]);
        const glue = await begun;
        // The element may have been taken out, or shown by another call, while this one waited.
        if (!this.isConnected || this.#handle) return;
        this.#root.querySelector('.failed')?.remove();
        this.#root.removeAttribute('class');
        this.#handle = glue.mount(name, this.#root, this, this.#config());
        if (this.#sent) setTimeout(() => this.#root.querySelector('form')?.requestSubmit());
        this.#sent = false;
      } catch (error) {
        if (this.isConnected && !this.#handle) this.#fail(error);
      }
    }

    #isWaiting() {
      return this.#root.className === 'waiting';
    }

    // The first view, unless there is a draft, which will be shown elsewhere than at the first step.
    #showFirst(view) {
      let hasDraft = false;
      try {
        hasDraft = ['ti-guichet', 'ti-demande'].includes(name)
          && Object.keys(localStorage).some((key) => key.startsWith('ti-guichet:draft:'));
      } catch {
        // A browser that refuses its storage keeps no draft.
      }
      if (!view || hasDraft) return;
      this.#root.removeAttribute('class');
      this.#root.replaceChildren(...view.map(make));
    }

    #drop() {
      this.#handle?.unmount();
      this.#handle = undefined;
    }

    #config() {
      const attributes = {};
      for (const key of observed) attributes[key] = this.getAttribute(key)?.trim() ?? '';
      return {
        ...attributes,
        number: this.#number,
        lang: this.#lang(),
        api: new URL(attributes.api || base, base).origin,
      };
    }

    #lang() {
      return /^en\b/i.test(this.closest('[lang]')?.getAttribute('lang') ?? '') ? 'en' : 'fr';
    }

    #words() {
      return WORDS[this.#lang()];
    }

    #say(sentence, state) {
      this.#root.className = state;
      this.#root.lang = this.#lang();
      this.#root.replaceChildren(make(['p', {}, sentence]));
    }

    // What was typed in the first view stays, below what went wrong.
    #fail(error) {
      const words = this.#words();
      const refused = error instanceof WebAssemblyRefused;
      const failure = make(['div', { class: 'failed' },
        ['p', { role: 'alert' }, refused ? words.wasm : words.network],
        ['button', { type: 'button', 'data-action': 'retry' }, words.retry],
        ...(refused ? [['p', {}, ['a', { href: at('/formulaire.html') }, words.open]]] : []),
      ]);
      failure.querySelector('button').addEventListener('click', () => {
        failure.remove();
        if (!this.#root.firstChild) this.#say(words.loading, 'waiting');
        this.#show();
      });
      if (this.#isWaiting()) {
        this.#root.replaceChildren();
        this.#root.removeAttribute('class');
      }
      this.#root.querySelector('.failed')?.remove();
      this.#root.prepend(failure);
    }
  });
}

const ALL = ['lang', 'api'];
const NEW = ['region', 'commune', 'siret', 'source'];
define('ti-guichet', [...NEW, ...ALL], 40.1, 35.5);
define('ti-demande', [...NEW, ...ALL], 35.1, 31.4);
define('ti-suivi', ['reference', ...ALL], 36.6, 31.7);
define('ti-territoire', ['region', 'commune', ...ALL], 53.4, 51.6);
define('ti-simulateur', ['commune', ...ALL], 74.4, 58.3);
define('ti-mesures', ['commune', ...ALL], 60, 50);
define('ti-contrat', ['contrat', 'territoire', ...ALL], 45.8, 27.3);
define('ti-verification', ALL, 41.9, 32.8);
