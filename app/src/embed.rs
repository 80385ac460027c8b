//! What the hosting page asked of an element, and the few things an element does to the page: move the focus inside
//! itself and fire its events. It is handed to every view; it holds no answer of the applicant.

use gloo_timers::callback::Timeout;
use js_sys::{Object, Reflect};
use leptos::prelude::*;
use shared::message::{Lang, Message};
use shared::wire::{Problem, TerritoireSummary};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    AddEventListenerOptions, CustomEvent, CustomEventInit, HtmlElement, HtmlInputElement,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

use crate::client::Client;
use crate::locale::{Words, words};
use crate::state::region_name;

/// One mounted element. It is a handle: copying it copies nothing.
#[derive(Clone, Copy, Debug)]
pub struct Embed {
    /// The language shown.
    pub lang: Lang,
    /// Its sentences.
    pub words: &'static Words,
    /// Number of the element in the page, the same for as long as the page lives.
    pub number: u32,
    /// Name of the région whose site it is on, when the page gave its code.
    pub region: Option<&'static str>,
    inner: StoredValue<Inner, LocalStorage>,
}

#[derive(Debug)]
struct Inner {
    root: Option<HtmlElement>,
    host: Option<HtmlElement>,
    api: String,
}

/// How much of the `source` attribute is kept: the service accepts no more.
const SOURCE_LENGTH: usize = shared::dossier::limits::SOURCE;

impl Embed {
    /// Reads what the loader hands over. `root` is the `div` in the shadow root, `host` the element itself.
    pub fn new(root: HtmlElement, host: HtmlElement, config: &JsValue) -> Self {
        let lang = Lang::from_tag(&text(config, "lang"));
        let region_code = text(config, "region");
        Self {
            lang,
            words: words(lang),
            number: number(config, "number"),
            region: region_name(&region_code).map(|(_, name)| name),
            inner: StoredValue::new_local(Inner {
                root: Some(root),
                host: Some(host),
                api: text(config, "api"),
            }),
        }
    }

    /// For a view that is written before there is a page: it can be read, not acted on.
    pub fn of_nobody(lang: Lang) -> Self {
        Self {
            lang,
            words: words(lang),
            number: 0,
            region: None,
            inner: StoredValue::new_local(Inner {
                root: None,
                host: None,
                api: String::new(),
            }),
        }
    }

    /// A sentence of the domain in the language shown.
    pub fn say(self, message: &Message) -> String {
        message.in_lang(self.lang).to_owned()
    }

    /// What the service says is wrong, in the language shown.
    pub fn detail(self, problem: &Problem) -> String {
        match self.lang {
            Lang::Fr => problem.detail_fr.clone(),
            Lang::En => problem.detail_en.clone(),
        }
    }

    /// The functions behind the element.
    pub fn client(self) -> Client {
        Client::new(self.api())
    }

    /// The origin of the functions.
    pub fn api(self) -> String {
        self.inner.with_value(|inner| inner.api.clone())
    }

    /// How the hosting page names itself.
    pub fn source(self) -> String {
        self.attribute("source").chars().take(SOURCE_LENGTH).collect()
    }

    /// What an attribute of the element says; empty when it is not there, and before there is a page.
    pub fn attribute(self, name: &str) -> String {
        self.inner.with_value(|inner| {
            let host = inner.host.as_ref();
            host.and_then(|host| host.get_attribute(name))
                .map_or_else(String::new, |value| value.trim().to_owned())
        })
    }

    /// Moves the focus to an element of ours, once the views have followed the last change.
    pub fn focus(self, selector: impl Into<String>) {
        let selector = selector.into();
        Timeout::new(0, move || {
            let found = self
                .inner
                .try_with_value(|inner| inner.root.as_ref()?.query_selector(&selector).ok()?)
                .flatten()
                .and_then(|element| element.dyn_into::<HtmlElement>().ok());
            if let Some(element) = found {
                // An element that cannot take the focus leaves it where it is.
                let _ = element.focus();
            }
        })
        .forget();
    }

    /// Whether nothing is typed in a field of ours.
    pub fn is_empty(self, selector: &str) -> bool {
        let found = self
            .inner
            .try_with_value(|inner| inner.root.as_ref()?.query_selector(selector).ok()?)
            .flatten();
        let field = found.and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
        field.is_none_or(|field| field.value().is_empty())
    }

    /// Scrolls a line of a list into sight, as little as it takes.
    pub fn reveal(self, selector: &str) {
        let found = self
            .inner
            .with_value(|inner| inner.root.as_ref()?.query_selector(selector).ok()?);
        if let Some(element) = found {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    /// Tells the hosting page which territory was chosen, by which commune if by one.
    pub fn fire_territoire(self, territoire: &TerritoireSummary, code_insee: &str) {
        self.fire(
            "ti-select-territoire",
            &[
                ("phase", &territoire.phase),
                ("id", &territoire.id),
                ("name", &territoire.name),
                ("codeInsee", code_insee),
            ],
        );
    }

    /// Fires an event that the hosting page can listen to, from the element itself.
    pub fn fire(self, name: &str, detail: &[(&str, &str)]) {
        let object = Object::new();
        for (key, value) in detail {
            // Setting a property of a fresh plain object cannot fail.
            let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
        }
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(&object);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            self.inner.with_value(|inner| {
                // The answer says whether a listener cancelled it, which changes nothing here.
                let _ = inner.host.as_ref().map(|host| host.dispatch_event(&event));
            });
        }
    }
}

/// Whether the device thinks that it has a network.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Does something once, when the network is back.
pub fn once_online(act: impl FnOnce() + 'static) {
    let options = AddEventListenerOptions::new();
    options.set_once(true);
    let act = Closure::once_into_js(act);
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback_and_add_event_listener_options(
            "online",
            act.unchecked_ref(),
            &options,
        );
    }
}

fn text(config: &JsValue, name: &str) -> String {
    property(config, name).as_string().unwrap_or_default()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the loader counts its elements from 1"
)]
fn number(config: &JsValue, name: &str) -> u32 {
    property(config, name).as_f64().unwrap_or_default() as u32
}

fn property(config: &JsValue, name: &str) -> JsValue {
    Reflect::get(config, &JsValue::from_str(name)).unwrap_or_default()
}
