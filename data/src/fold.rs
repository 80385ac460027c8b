//! Folds text so that what is typed can be compared with what is written: accents, case, dashes,
//! apostrophes, ligatures, "st" for "saint".
//!
//! It does not rank or search (`search.rs` does), and it is not Unicode normalisation: it knows the
//! letters of French and of its neighbours, and leaves other alphabets in lower case.

/// Folds `text` into lower-case unaccented words separated by one space, "st" and "ste" written in full.
///
/// Composed and decomposed accents give the same result; dashes, both apostrophes and every other sign
/// separate words.
///
/// ```
/// use reference::fold::fold;
/// assert_eq!(fold("ST-ÉTIENNE"), "saint etienne");
/// assert_eq!(fold("L’Haÿ-les-Roses"), "l hay les roses");
/// ```
pub fn fold(text: &str) -> String {
    let folded = fold_letters(text);
    if !folded.split(' ').any(|word| expand(word).is_some()) {
        return folded;
    }
    folded
        .split(' ')
        .map(|word| expand(word).unwrap_or(word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Folds like [`fold`], but leaves "st" and "ste" as they are.
///
/// A word still being typed may be the beginning of a longer one: "st" of "Strasbourg".
pub fn fold_letters(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_each(text, |letter| folded.push(letter));
    folded
}

/// Gives the letters of [`fold_letters`] one by one, so that nothing is allocated.
pub fn fold_each(text: &str, mut push: impl FnMut(char)) {
    let mut started = false;
    let mut separated = false;
    let mut push_letter = |letter, separated: &mut bool| {
        if *separated && started {
            push(' ');
        }
        started = true;
        *separated = false;
        push(letter);
    };
    for character in text.chars() {
        match folded(character) {
            Folded::One(letter) => push_letter(letter, &mut separated),
            Folded::Two(first, second) => {
                push_letter(first, &mut separated);
                push_letter(second, &mut separated);
            }
            Folded::Separator => separated = true,
            Folded::Nothing => {}
        }
    }
}

/// Whether a folded word only links others: an article or a preposition.
///
/// A search does not take one for the beginning of a name: "sur" finds Surgères, not Chalon-sur-Saône.
pub fn is_linking(word: &str) -> bool {
    LINKING_WORDS.contains(&word)
}

/// Whether a folded word, perhaps unfinished, may be one that only links.
pub fn may_be_linking(begun: &str) -> bool {
    LINKING_WORDS.iter().any(|word| word.starts_with(begun))
}

const LINKING_WORDS: [&str; 15] = [
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sous", "sur",
];

/// What one character becomes.
pub(crate) enum Folded {
    One(char),
    /// A ligature.
    Two(char, char),
    Separator,
    Nothing,
}

/// Folds one character; [`fold_letters`] puts the results together.
pub(crate) fn folded(character: char) -> Folded {
    match character {
        'a'..='z' | '0'..='9' => Folded::One(character),
        'A'..='Z' => Folded::One(character.to_ascii_lowercase()),
        '\0'..='\x7f' => Folded::Separator,
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => Folded::One('a'),
        'Ç' | 'ç' | 'Ć'..='č' => Folded::One('c'),
        'Ď'..='đ' => Folded::One('d'),
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => Folded::One('e'),
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => Folded::One('i'),
        'Ł' | 'ł' => Folded::One('l'),
        'Ñ' | 'ñ' | 'Ń'..='ň' => Folded::One('n'),
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => Folded::One('o'),
        'Ŕ'..='ř' => Folded::One('r'),
        'Ś'..='š' => Folded::One('s'),
        'Ţ'..='ŧ' => Folded::One('t'),
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => Folded::One('u'),
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => Folded::One('y'),
        'Ź'..='ž' => Folded::One('z'),
        'Æ' | 'æ' => Folded::Two('a', 'e'),
        'Œ' | 'œ' => Folded::Two('o', 'e'),
        'ß' | 'ẞ' => Folded::Two('s', 's'),
        // Combining accents follow their letter; soft hyphens and zero-width signs are not seen.
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => Folded::Nothing,
        // Other alphabets: their first lower-case letter is enough, no name is written in them.
        _ if character.is_alphanumeric() => character
            .to_lowercase()
            .next()
            .map_or(Folded::Nothing, Folded::One),
        _ => Folded::Separator,
    }
}

fn expand(word: &str) -> Option<&'static str> {
    match word {
        "st" => Some("saint"),
        "ste" => Some("sainte"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_letters, is_linking, may_be_linking};

    #[test]
    fn accents_case_and_signs_are_folded() {
        for (text, folded) in [
            ("Saint-Étienne", "saint etienne"),
            ("SAINT ÉTIENNE", "saint etienne"),
            ("saint--etienne ", "saint etienne"),
            (" 'Éze'", "eze"),
            ("L'Haÿ-les-Roses", "l hay les roses"),
            ("L\u{2019}HAŸ-LES-ROSES", "l hay les roses"),
            ("Lacq – Pau – Tarbes", "lacq pau tarbes"),
            ("Œuilly", "oeuilly"),
            ("Lons-le-Saunier\u{a0}", "lons le saunier"),
            ("E\u{301}pinal", "epinal"),
            ("", ""),
            ("-'’", ""),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn saint_is_expanded_as_a_whole_word_only() {
        assert_eq!(fold("St-Malo"), "saint malo");
        assert_eq!(fold("STE MAXIME"), "sainte maxime");
        assert_eq!(fold("Bourg-St-Maurice"), "bourg saint maurice");
        assert_eq!(fold("Stains"), "stains");
        assert_eq!(fold_letters("St-Malo"), "st malo");
    }

    #[test]
    fn linking_words_are_told_from_the_others() {
        assert!(is_linking("sur"));
        assert!(!is_linking("surgeres"));
        assert!(may_be_linking("su"));
        assert!(!may_be_linking("sure"));
    }
}
