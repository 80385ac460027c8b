//! The sentences of the finder of territories.

use shared::message::Lang;

/// The sentences in one language.
pub const fn territoire_words(lang: Lang) -> &'static TerritoireWords {
    match lang {
        Lang::Fr => &FR,
        Lang::En => &EN,
    }
}

/// Every sentence.
#[derive(Debug)]
pub struct TerritoireWords {
    pub title: &'static str,
    pub intro: &'static str,
    pub commune: &'static str,
    pub by_region: &'static str,
    pub map: &'static str,
    pub loading: &'static str,
    /// How many, in which région.
    pub count: fn(usize, &str) -> String,
    pub outside: &'static str,
}

const FR: TerritoireWords = TerritoireWords {
    title: "Trouver un Territoire d’industrie",
    intro: "Cherchez une commune, ou choisissez une région pour voir ses territoires.",
    commune: "Commune",
    by_region: "Par région",
    map: "Régions, à peu près à leur place",
    loading: "Lecture des territoires…",
    count: |count, region| match count {
        0 => format!("Aucun territoire ne touche la région {region}."),
        1 => format!("Un territoire touche la région {region}."),
        _ => format!("{count} territoires touchent la région {region}."),
    },
    outside: "Cette commune n’est dans aucun Territoire d’industrie 2023-2027.",
};

const EN: TerritoireWords = TerritoireWords {
    title: "Find a Territoire d’industrie",
    intro: "Look for a commune, or choose a région to see its territories.",
    commune: "Commune",
    by_region: "By région",
    map: "Régions, roughly where they are",
    loading: "Reading the territories…",
    count: |count, region| match count {
        0 => format!("No territory touches the région {region}."),
        1 => format!("One territory touches the région {region}."),
        _ => format!("{count} territories touch the région {region}."),
    },
    outside: "This commune is in no Territoire d’industrie of 2023-2027.",
};
