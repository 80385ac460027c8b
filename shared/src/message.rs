//! A sentence for a person, in the two languages of the product. It holds no catalogue: each module words the
//! facts it knows, beside the code that finds them.

use std::borrow::Cow;

use crate::format;

/// A language of the product. French is the first: it is the one shown when nothing else is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Reads a language tag such as `fr`, `en-GB` or an `Accept-Language` header: the first of the two languages
    /// that it names, else French.
    ///
    /// ```
    /// use shared::message::Lang;
    /// assert_eq!(Lang::from_tag("en-GB,en;q=0.9"), Lang::En);
    /// assert_eq!(Lang::from_tag("de, fr"), Lang::Fr);
    /// assert_eq!(Lang::from_tag(""), Lang::Fr);
    /// ```
    pub fn from_tag(tags: &str) -> Self {
        tags.split(',')
            .map(str::trim_start)
            .find_map(|tag| match tag.get(..2) {
                Some(primary) if primary.eq_ignore_ascii_case("fr") => Some(Self::Fr),
                Some(primary) if primary.eq_ignore_ascii_case("en") => Some(Self::En),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The tag for `lang` attributes and `Content-Language`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }
}

/// One sentence in French and in English. It says what is wrong or what is so, then what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    fr: Cow<'static, str>,
    en: Cow<'static, str>,
}

impl Message {
    /// A sentence known when the program is written.
    pub const fn fixed(fr: &'static str, en: &'static str) -> Self {
        Self {
            fr: Cow::Borrowed(fr),
            en: Cow::Borrowed(en),
        }
    }

    /// A sentence that carries values.
    pub const fn built(fr: String, en: String) -> Self {
        Self {
            fr: Cow::Owned(fr),
            en: Cow::Owned(en),
        }
    }

    /// Of a text of `count` characters, that at most `max` are taken.
    pub fn too_long(count: usize, max: usize) -> Self {
        let shown = |lang| [count, max].map(|number| format::count(number as u64, lang));
        let ([count_fr, max_fr], [count_en, max_en]) = (shown(Lang::Fr), shown(Lang::En));
        Self::built(
            format!("Ce texte a {count_fr} caractères ; {max_fr} au plus sont acceptés. Raccourcissez-le."),
            format!("This text has {count_en} characters; at most {max_en} are accepted. Shorten it."),
        )
    }

    /// The sentence in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}
