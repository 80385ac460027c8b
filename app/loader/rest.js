// The rest of the loader, fetched once an element is wanted: the style and the first views of all elements, and what
// makes a component of an element. The names between double underscores are filled in by `cargo xtask build`.

// The style of every element, and the first views: by language, by the name of the element.
const STYLE = __STYLE__;
const VIEWS = __VIEWS__;

// The downloads, in the order in which one is preferred to another: each has the elements it can show, those that no
// other can, and of its glue and of its WebAssembly the address and the hash.
const BUNDLES = __BUNDLES__;

const WORDS = {
  fr: {
    refused: 'Votre navigateur ou ce site n’autorise pas WebAssembly, dont ce formulaire a besoin.',
    open: 'Ouvrir le formulaire sur son propre site',
  },
  en: {
    refused: 'Your browser or this site does not allow WebAssembly, which this form needs.',
    open: 'Open the form on its own site',
  },
};

// Shows the first view of an element of the loader, then its component; `tools` are the loader's.
export async function show(it, tools) {
  const { host, root } = it;
  it.drop ??= () => {
    it.handle?.unmount();
    it.handle = undefined;
  };
  const bundle = bundleOf(it, tools);
  const begun = start(bundle, it, tools);
  // A failure is told below; this keeps it from being told a second time, as an unhandled one.
  begun.catch(() => {});
  tools.showFirst(it, tools.sheet('whole', STYLE), VIEWS[it.lang()][it.name]);
  const glue = await begun;
  // The element may have been taken out, or shown by another call, while this one waited.
  if (!host.isConnected || it.handle) return;
  root.querySelector('.failed')?.remove();
  root.removeAttribute('class');
  const mount = () => {
    it.handle = glue.mount(it.name, root, host, config(it, tools));
  };
  mount();
  it.changed ??= followAttributes(it, mount);
  if (it.sent) setTimeout(() => root.querySelector('form')?.requestSubmit());
  it.sent = false;
}

// The download that shows an element: one that is there or on its way, else one that other elements of the page need.
function bundleOf({ name }, { loaded }) {
  const able = BUNDLES.filter((bundle) => bundle.elements.includes(name));
  return able.find((bundle) => loaded[bundle.wasm[0]])
    ?? able.find((bundle) => bundle.alone.some((other) => document.querySelector(other)))
    ?? able[0];
}

// Components that run: one of each bundle for all the elements of the page.
const start = (bundle, it, tools) => (bundle.running ??= run(bundle, it, tools).catch((error) => {
  delete bundle.running;
  delete tools.loaded[bundle.wasm[0]];
  throw error;
}));

async function run({ glue, wasm }, it, { at, compiled, module }) {
  const refused = () => ({
    sentence: WORDS[it.lang()].refused,
    more: [['p', {}, ['a', { href: at('/formulaire.html') }, WORDS[it.lang()].open]]],
  });
  if (typeof WebAssembly !== 'object') throw refused();
  const code = compiled(wasm);
  code.catch(() => {});
  const component = await module(glue);
  try {
    await component.default({ module_or_path: await code });
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    console.warn("ti-guichet: add 'wasm-unsafe-eval' to script-src in this page's Content-Security-Policy", error);
    throw refused();
  }
  return component;
}

function config({ host, observed, number, lang }, { at }) {
  const attributes = {};
  for (const key of observed) attributes[key] = host.getAttribute(key)?.trim() ?? '';
  return { ...attributes, number, lang: lang(), api: new URL(attributes.api || at('/')).origin };
}

// Several attributes are often set in a row: the view is made again once, after the last.
function followAttributes(it, mount) {
  let isStale = false;
  return () => {
    if (isStale) return;
    isStale = true;
    queueMicrotask(() => {
      isStale = false;
      if (!it.host.isConnected || !it.handle) return;
      it.drop();
      mount();
    });
  };
}
