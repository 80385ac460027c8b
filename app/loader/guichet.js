// The loader: registers the elements, keeps their place in the page, and fetches the rest only once an element comes
// near the viewport, under the pointer or into the focus. It carries the first view of the journey, in which one can
// type at once; the views of the others, and what makes components of them, are in `rest.js`.
//
// It sets no cookie, sends no address of the hosting page, adds nothing to the global scope, and inserts no inline style
// or script. The names between double underscores are filled in by `cargo xtask build`.

const base = import.meta.url;
const at = (path) => new URL(path, base).href;

// `rest.js`, and the WebAssembly that shows `ti-guichet`: the address of each and its hash.
const REST = __REST__;
const WASM = __WASM__;

// The style of the first view of `ti-guichet`, and that view by language.
const OPENING = __OPENING__;

// What is seen before that style is there.
const PLACE = __PLACE__;

const WORDS = {
  fr: {
    loading: 'Chargement…',
    failed: 'Ce formulaire n’a pas pu être chargé. Vérifiez votre connexion, puis réessayez.',
    retry: 'Réessayer',
  },
  en: {
    loading: 'Loading…',
    failed: 'This form could not be loaded. Check your connection, then try again.',
    retry: 'Try again',
  },
};

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
const once = ([path], load) => (loaded[path] ??= load().catch((error) => {
  delete loaded[path];
  throw error;
}));

// What only our origin may give, and only as it was built: no cookie goes along, nor where the visitor is.
const checked = ([path, integrity]) => fetch(at(path), {
  integrity, credentials: 'omit', referrerPolicy: 'no-referrer',
});

// WebAssembly, made ready. A browser that knows no other way, or a server that calls the file something else, needs it whole.
const compiled = (file) => once(file, async () => {
  const answer = await checked(file);
  return await WebAssembly.compileStreaming?.(answer.clone()).catch(() => {})
    ?? WebAssembly.compile(await answer.arrayBuffer());
});

// A module whose content is checked: `import` alone cannot say what the file must be, a preload can. Browsers remember
// that a module could not be loaded: another try has another address.
const tries = {};
const module = (file) => once(file, async () => {
  const [path, integrity] = file;
  const again = tries[path] = (tries[path] ?? -1) + 1;
  const href = at(path) + (again ? `?again=${again}` : '');
  const link = document.createElement('link');
  if (link.relList.supports('modulepreload')) {
    const preloaded = new Promise((resolve, reject) => {
      link.onload = resolve;
      link.onerror = () => reject(new TypeError(href));
    });
    Object.assign(link, {
      rel: 'modulepreload', crossOrigin: 'anonymous', referrerPolicy: 'no-referrer', integrity, href,
    });
    document.head.append(link);
    await preloaded.finally(() => link.remove());
  }
  return import(href);
});

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

// Shows the first view of an element that shows nothing yet, unless there is a draft, which will be shown elsewhere than
// at the first step.
function showFirst({ host, name, root }, dress, view) {
  host.shadowRoot.adoptedStyleSheets = [sheet(name), dress];
  if (!view || root.querySelector('.element')) return;
  try {
    if (['ti-guichet', 'ti-demande'].includes(name)
      && Object.keys(localStorage).some((key) => key.startsWith('ti-guichet:draft:'))) return;
  } catch {
    // A browser that refuses its storage keeps no draft.
  }
  root.className = '';
  root.replaceChildren(...root.querySelectorAll('.failed'), ...view.map(make));
}

let count = 0;

function define(name, observed, narrow, wide) {
  // The script may be included twice, and two versions may meet on a page: the first one wins.
  if (customElements.get(name)) return;
  customElements.define(name, class extends HTMLElement {
    static observedAttributes = observed;

    // What `rest.js` works on; it adds `handle` while the component is there, and `drop` and `changed`.
    #it = {
      name,
      host: this,
      observed,
      number: ++count,
      lang: () => (this.matches(':lang(en)') ? 'en' : 'fr'),
      show: () => this.#show(),
    };
    #observer;
    #wanted;

    constructor() {
      super();
      // A page may hold the first view itself, in a declarative shadow root: it stays.
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      shadow.adoptedStyleSheets = [sheet(name, `${PLACE}:host{--narrow:${narrow}em;--wide:${wide}em}`)];
      const root = shadow.querySelector('div') ?? shadow.appendChild(document.createElement('div'));
      this.#it.root = root;
      for (const sign of ['pointerenter', 'focusin']) this.addEventListener(sign, () => this.#want());
      // A form sent before its component is there must not leave the page: it is sent again once the component is.
      root.addEventListener('submit', (event) => {
        event.preventDefault();
        this.#it.sent ||= !this.#it.handle;
      });
    }

    connectedCallback() {
      if (this.#wanted) {
        this.#show();
        return;
      }
      if (!this.#it.root.firstChild) this.#wait();
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
      this.#it.drop?.();
    }

    attributeChangedCallback(_name, before, after) {
      if (before !== after) this.#it.changed?.();
    }

    #want() {
      if (this.#wanted || !this.isConnected) return;
      this.#wanted = true;
      this.#observer?.disconnect();
      this.#show();
    }

    async #show() {
      const it = this.#it;
      try {
        if (name === 'ti-guichet') {
          showFirst(it, sheet('opening', OPENING.css), OPENING[it.lang()]);
          // What weighs most is asked for at once. Its failure is told by who needs it.
          compiled(WASM).catch(() => {});
        }
        await (await module(REST)).show(it, { at, compiled, loaded, module, sheet, showFirst });
      } catch (error) {
        if (this.isConnected && !it.handle) this.#fail(error);
      }
    }

    #wait() {
      const { root, lang } = this.#it;
      root.className = 'waiting';
      root.lang = lang();
      root.replaceChildren(make(['p', {}, WORDS[lang()].loading]));
    }

    // What was typed in the first view stays, below what went wrong. An error of `rest.js` says more than we know. The
    // button stays while it is tried again, and so does the focus.
    #fail({ sentence, more = [] }) {
      const { root, lang } = this.#it;
      const words = WORDS[lang()];
      if (!root.querySelector('.failed')) {
        if (root.className) root.replaceChildren();
        root.className = '';
        root.prepend(make(['div', { class: 'failed' },
          ['p', { role: 'alert' }],
          ['button', { type: 'button', 'data-action': 'retry' }, words.retry],
          ['slot', { name: 'contact' }],
        ]));
        root.querySelector('button').addEventListener('click', () => {
          root.querySelector('p').textContent = words.loading;
          this.#show();
        });
      }
      root.querySelector('p').replaceChildren(sentence ?? words.failed, ...more.map(make));
    }
  });
}

const ALL = ['lang', 'api'];
const NEW = ['region', 'commune', 'siret'];
define('ti-guichet', [...NEW, ...ALL], 43.5, 36.5);
define('ti-demande', [...NEW, ...ALL], 38.5, 32.5);
define('ti-suivi', ['reference', ...ALL], 36.6, 31.7);
define('ti-territoire', ['region', 'commune', ...ALL], 53.4, 52);
define('ti-simulateur', ['commune', ...ALL], 74.4, 58.3);
define('ti-mesures', ['commune', ...ALL], 60, 50);
define('ti-contrat', ['contrat', 'territoire', ...ALL], 45.8, 27.3);
define('ti-verification', ALL, 41.9, 32.8);
