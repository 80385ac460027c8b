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
    refused: 'Votre navigateur ou ce site n’autorise pas WebAssembly, dont ce service a besoin.',
    open: 'Ouvrir le formulaire sur son propre site',
  },
  en: {
    refused: 'Your browser or this site does not allow WebAssembly, which this service needs.',
    open: 'Open the form on its own site',
  },
};

// Shows the first view of an element of the loader, then its component; `tools` are the loader's.
export async function show(it, tools) {
  const { host, root } = it;
  it.drop ??= () => drop(it);
  it.changed ??= followAttributes(it);
  it.typed ??= noteWhatIsTyped(it);
  const begun = start(bundleOf(it, tools), tools);
  // A failure is told below; this keeps it from being told a second time, as an unhandled one.
  begun.catch(() => {});
  tools.showFirst(it, tools.sheet('whole', STYLE), VIEWS[it.lang()][it.name]);
  const glue = await begun.catch((error) => {
    if (!(error instanceof Refusal)) throw error;
    // What can never be sent is not to be filled in.
    root.replaceChildren();
    throw refusal(it, tools);
  });
  // The element may have been taken out, or shown by another call, while this one waited.
  if (!host.isConnected || it.handle) return;
  const failed = root.querySelector('.failed');
  const hadFocus = failed?.contains(host.shadowRoot.activeElement);
  failed?.remove();
  root.className = '';
  const { left } = it;
  it.left = undefined;
  const asked = attributesOf(it);
  it.handle = glue.mount(it.name, root, host, config(it, tools));
  // What the page asks for anew stands before what stood there.
  if (left?.asked === asked) takeUp(it, left);
  it.asked = asked;
  if (hadFocus) {
    root.tabIndex = -1;
    root.focus();
  }
  if (it.sent) setTimeout(() => root.querySelector('form')?.requestSubmit());
  it.sent = false;
}

// What was last typed in each field, by its id.
function noteWhatIsTyped({ root }) {
  const typed = {};
  root.addEventListener('input', ({ target: { id, type, value } }) => {
    if (type !== 'file') typed[id] = value;
  });
  return typed;
}

// Takes the component out. What is being typed is kept for the next one: not all of it is in a draft.
function drop(it) {
  if (!it.handle) return;
  const { root, host, typed } = it;
  it.left = {
    asked: it.asked,
    focus: host.shadowRoot.activeElement?.id,
    // What a choice has replaced since is no longer what was typed.
    typed: Object.entries(typed).filter(([id, value]) => find(root, id)?.value === value),
  };
  it.handle.unmount();
  it.handle = undefined;
}

// Puts back what was being typed, and the focus.
function takeUp({ root }, { typed, focus }) {
  for (const [id, value] of typed) {
    const field = find(root, id);
    if (!field || field.value === value) continue;
    field.value = value;
    for (const name of ['input', 'change']) field.dispatchEvent(new Event(name));
  }
  find(root, focus)?.focus({ preventScroll: true });
}

const find = (root, id) => id && root.querySelector(`#${CSS.escape(id)}`);

// What the page asks for, whatever the language.
const attributesOf = ({ host, observed }) => JSON.stringify(
  observed.filter((name) => name !== 'lang').map((name) => host.getAttribute(name)),
);

// The download that shows an element: one that is there or on its way, else one that other elements of the page need.
function bundleOf({ name }, { loaded }) {
  const able = BUNDLES.filter((bundle) => bundle.elements.includes(name));
  return able.find((bundle) => loaded[bundle.wasm[0]])
    ?? able.find((bundle) => bundle.alone.some((other) => document.querySelector(other)))
    ?? able[0];
}

// Components that run: one of each bundle for all the elements of the page.
const start = (bundle, tools) => (bundle.running ??= run(bundle, tools).catch((error) => {
  delete bundle.running;
  delete tools.loaded[bundle.wasm[0]];
  throw error;
}));

// WebAssembly is not allowed here.
class Refusal extends Error {}

const refusal = ({ lang }, { at }) => ({
  sentence: WORDS[lang()].refused,
  more: [' ', ['a', { href: at('/formulaire.html') }, WORDS[lang()].open]],
});

async function run({ glue, wasm }, { compiled, module }) {
  if (typeof WebAssembly !== 'object') throw new Refusal();
  const code = compiled(wasm);
  code.catch(() => {});
  const component = await module(glue);
  try {
    await component.default({ module_or_path: await code });
  } catch (error) {
    // The second is how older browsers of Apple say it.
    if (!(error instanceof WebAssembly.CompileError || error instanceof EvalError)) throw error;
    console.warn("ti-guichet: add 'wasm-unsafe-eval' to script-src in this page's Content-Security-Policy", error);
    throw new Refusal();
  }
  return component;
}

function config({ host, observed, number, lang }, { at }) {
  const attributes = {};
  for (const key of observed) attributes[key] = host.getAttribute(key)?.trim() ?? '';
  return { ...attributes, number, lang: lang(), api: new URL(attributes.api || '/', at('/')).origin };
}

// Several attributes are often set in a row: the element is shown again once, after the last. Until it was shown once,
// or has failed, there is nothing to make again.
function followAttributes(it) {
  let isStale = false;
  return () => {
    if (isStale || !(it.handle || it.root.querySelector('.failed'))) return;
    isStale = true;
    queueMicrotask(() => {
      isStale = false;
      if (!it.host.isConnected) return;
      it.drop();
      it.show();
    });
  };
}
