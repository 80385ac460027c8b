// The loader: registers <ti-guichet> and <ti-suivi>, keeps their place in the page, and fetches the component itself
// (glue and WebAssembly) only once an element comes near the viewport or under the pointer.
//
// It sets no cookie, sends no address of the hosting page, adds nothing to the global scope, and inserts no inline
// style or script. The names between double underscores are filled in by `cargo xtask build`.

const base = import.meta.url;
const GLUE = new URL('__GLUE_URL__', base).href;
const WASM = new URL('__WASM_URL__', base).href;
const INTEGRITY = '__WASM_INTEGRITY__';

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

// What is seen before the component's own style: the place it will take, so that nothing below it moves.
const SKELETON = `
:host { all: initial; display: block; box-sizing: border-box; inline-size: 100%; }
:host([hidden]) { display: none; }
.waiting, .failed { box-sizing: border-box; min-height: var(--ti-min-height, 30.8em); padding: 1.5em; border: 1px solid #c8c8d0;
  border-radius: 8px; color: #3a3a44; background: #fff; font: 1em/1.5 system-ui, sans-serif; }
.failed button { all: revert; font: inherit; padding: .6em 1em; min-height: 44px; }
`;

let sheet;
const skeleton = () => {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(SKELETON);
  }
  return sheet;
};

// One download for all the elements of the page. After a failure the next element, or the button, tries again: the
// address of the glue then differs, since browsers remember that a module could not be loaded.
let loading;
let tries = 0;
const load = () => (loading ??= start().catch((error) => {
  loading = undefined;
  throw error;
}));

async function start() {
  if (typeof WebAssembly !== 'object') throw new WebAssemblyRefused();
  const wasm = fetch(WASM, { integrity: INTEGRITY, mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer' });
  // A failure is told by `init` below; this keeps it from being told a second time, as an unhandled one.
  wasm.catch(() => {});
  const glue = await import(tries++ ? `${GLUE}?again=${tries}` : GLUE);
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
}

class WebAssemblyRefused extends Error {}

let count = 0;

function define(name, observed) {
  // The script may be included twice, and two versions may meet on a page: the first one wins.
  if (customElements.get(name)) return;
  customElements.define(name, class extends HTMLElement {
    static observedAttributes = observed;

    #number = ++count;
    #root = document.createElement('div');
    #handle;
    #observer;
    #wanted = false;
    #stale = false;

    constructor() {
      super();
      const shadow = this.attachShadow({ mode: 'open' });
      shadow.adoptedStyleSheets = [skeleton()];
      shadow.append(this.#root);
      for (const sign of ['pointerenter', 'focusin']) this.addEventListener(sign, () => this.#want());
    }

    connectedCallback() {
      if (this.#wanted) {
        this.#show();
        return;
      }
      this.#say(this.#words().loading, 'waiting');
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
        const glue = await load();
        // The element may have been taken out, or shown by another call, while this one waited.
        if (!this.isConnected || this.#handle) return;
        this.#root.removeAttribute('class');
        this.#root.replaceChildren();
        this.#handle = glue.mount(name, this.#root, this, this.#config());
      } catch (error) {
        if (this.isConnected && !this.#handle) this.#fail(error);
      }
    }

    #drop() {
      this.#handle?.unmount();
      this.#handle = undefined;
    }

    #config() {
      const read = (attribute) => this.getAttribute(attribute)?.trim() ?? '';
      return {
        number: this.#number,
        lang: this.#lang(),
        region: read('region'),
        source: read('source'),
        reference: read('reference'),
        api: new URL(read('api') || base, base).origin,
      };
    }

    #lang() {
      return this.closest('[lang]')?.getAttribute('lang') ?? '';
    }

    #words() {
      return /^en\b/i.test(this.#lang()) ? WORDS.en : WORDS.fr;
    }

    #say(sentence, state) {
      const paragraph = document.createElement('p');
      paragraph.textContent = sentence;
      this.#root.className = state;
      this.#root.lang = this.#words() === WORDS.en ? 'en' : 'fr';
      this.#root.replaceChildren(paragraph);
    }

    #fail(error) {
      const words = this.#words();
      const refused = error instanceof WebAssemblyRefused;
      this.#say(refused ? words.wasm : words.network, 'failed');
      this.#root.firstChild.setAttribute('role', 'alert');
      const retry = document.createElement('button');
      retry.type = 'button';
      retry.dataset.action = 'retry';
      retry.textContent = words.retry;
      retry.addEventListener('click', () => {
        this.#say(words.loading, 'waiting');
        this.#show();
      });
      this.#root.append(retry);
      if (refused) {
        const link = document.createElement('a');
        link.href = new URL('/formulaire.html', base).href;
        link.textContent = words.open;
        const paragraph = document.createElement('p');
        paragraph.append(link);
        this.#root.append(paragraph);
      }
    }
  });
}

define('ti-guichet', ['region', 'lang', 'source', 'api']);
define('ti-suivi', ['reference', 'lang', 'api']);
