//! In which language a name is written: a word is English, or in the glossary, or accepted by hand. It reads no Rust.
//!
//! A word that none of the three lists has may be French: `docs/glossary.md` takes it if a text defines it. A list of
//! English words, rather than one of French words, means that a new English word asks nothing of its author, and that
//! no French word is forgotten. What is spelled alike in both languages ("action", "phase") is not seen, but for
//! [`FRENCH_FIRST`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::names::{Kind, Name, words_of};

/// What the names of the project are compared with.
#[derive(Debug)]
pub struct Words {
    english: BTreeSet<String>,
    /// `docs/words.txt`: technical words, proper names, British spellings.
    accepted: BTreeSet<String>,
    /// The words of the first column of `docs/glossary.md`.
    glossary: BTreeSet<String>,
    /// The second table of `docs/glossary.md`: the English word, and the term that it must not replace.
    translations: BTreeMap<String, String>,
}

impl Words {
    /// Reads the lists of the project, with the faults of the glossary and of the accepted words.
    pub fn read(root: &Path) -> Result<(Self, Vec<String>)> {
        let read = |name: &str| {
            let path = root.join("docs").join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let accepted = read("words.txt")?;
        let glossary = read("glossary.md")?;
        let words = Self::parse(&glossary, &accepted);
        let mut faults = words.faults_of_accepted(&accepted);
        faults.extend(faults_of_glossary(&glossary));
        Ok((words, faults))
    }

    /// From the texts of the glossary and of the words accepted by hand.
    pub fn parse(glossary: &str, accepted: &str) -> Self {
        let mut words = Self {
            english: list(include_str!("english.txt"))
                .filter(|word| !FRENCH_FIRST.contains(word))
                .map(str::to_owned)
                .collect(),
            accepted: list(accepted).map(str::to_owned).collect(),
            glossary: BTreeSet::new(),
            translations: BTreeMap::new(),
        };
        for Row {
            table, first, rest, ..
        } in rows(glossary)
        {
            match table {
                "in code" => words.glossary.extend(code_spans(first).flat_map(words_of)),
                "never" => {
                    let term = code_spans(rest).next().unwrap_or_default();
                    let translations =
                        code_spans(first).map(|word| (word.to_ascii_lowercase(), term.to_owned()));
                    words.translations.extend(translations);
                }
                _ => {}
            }
        }
        words
    }

    /// The faults of the list of accepted words itself.
    fn faults_of_accepted(&self, text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        for paragraph in text.split("\n\n") {
            let words: Vec<_> = list(paragraph).collect();
            for pair in words.windows(2).filter(|pair| pair[1] <= pair[0]) {
                faults.push(format!(
                    "docs/words.txt: '{}' comes before '{}'",
                    pair[1], pair[0]
                ));
            }
            for word in words {
                if self.is_in_glossary(word) {
                    faults.push(format!(
                        "docs/words.txt: '{word}' is in docs/glossary.md: remove it"
                    ));
                } else if is_form(word, &|base| self.english.contains(base)) {
                    faults.push(format!(
                        "docs/words.txt: '{word}' is a known English word: remove it"
                    ));
                }
            }
        }
        faults
    }

    /// The words of a name that may be French and are not in the glossary.
    pub fn unknown<'a>(&'a self, name: &Name) -> impl Iterator<Item = String> + use<'a> {
        name.words().into_iter().filter(|word| {
            let is_listed = |base: &str| self.english.contains(base) || self.accepted.contains(base);
            SHORTEST <= word.len() && !is_form(word, &is_listed) && !self.is_in_glossary(word)
        })
    }

    /// The term of the glossary that the name of a type translates, with the word at fault.
    ///
    /// A verb before a term is no translation: `FileDossierRequest` files a `Dossier`.
    pub fn translated(&self, name: &Name) -> Option<(String, &str)> {
        if name.kind != Kind::Type {
            return None;
        }
        let words = name.words();
        words.iter().enumerate().find_map(|(place, word)| {
            let is_verb = words.get(place + 1).is_some_and(|next| self.is_in_glossary(next));
            let term = self.translations.get(word).filter(|_| !is_verb)?;
            Some((word.clone(), term.as_str()))
        })
    }

    /// A term, or its plural.
    fn is_in_glossary(&self, word: &str) -> bool {
        let singular = word.strip_suffix(['s', 'x']).unwrap_or(word);
        [word, singular].iter().any(|form| self.glossary.contains(*form))
    }
}

/// One row of a table, under its heading.
#[derive(Clone, Copy)]
struct Row<'a> {
    line: usize,
    /// What heads the first column.
    table: &'a str,
    first: &'a str,
    rest: &'a str,
}

/// The rows of every table, but for their headings.
fn rows(page: &str) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let mut table = "";
    for (text, line) in page.lines().zip(1..) {
        let Some((first, rest)) = text.strip_prefix('|').and_then(|row| row.split_once('|')) else {
            table = "";
            continue;
        };
        if table.is_empty() {
            table = first.trim();
        } else {
            rows.push(Row {
                line,
                table,
                first,
                rest,
            });
        }
    }
    rows
}

/// Terms that have two rows, whatever their case, though the rows do not say that the meanings differ.
fn faults_of_glossary(glossary: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut defined: BTreeMap<Vec<String>, Row<'_>> = BTreeMap::new();
    for row in rows(glossary).iter().filter(|row| row.table == "in code") {
        for term in code_spans(row.first) {
            let before = defined.entry(words_of(term)).or_insert(*row);
            let says_homonym = before.rest.contains(HOMONYM) && row.rest.contains(HOMONYM);
            if before.line != row.line && !says_homonym {
                faults.push(format!(
                    "docs/glossary.md:{}: `{term}` has a row already, on line {}: keep one, or say `{HOMONYM}` in both",
                    row.line, before.line
                ));
            }
        }
    }
    faults
}

/// What both rows of a term that has two meanings say.
const HOMONYM: &str = "homonym";

/// Whether it is a word of a list, or one of the forms of such a word that French does not share.
fn is_form(word: &str, is_listed: &dyn Fn(&str) -> bool) -> bool {
    let is_base = |base: &str| SHORTEST <= base.len() && is_form(base, is_listed);
    let without = |suffix| word.strip_suffix(suffix);
    let is_base_with_e = |base: &str| is_base(base) || is_base(&format!("{base}e"));
    let takes_es = |base: &str| ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end));
    is_listed(word)
        || without("s").is_some_and(is_base)
        || without("es").is_some_and(|base| takes_es(base) && is_base(base))
        || without("ed").is_some_and(is_base_with_e)
        || without("ing").is_some_and(is_base_with_e)
        || without("ly").is_some_and(is_base)
        || word.strip_prefix("un").is_some_and(is_base)
}

/// Words of the English list that are more likely French in this project.
const FRENCH_FIRST: [&str; 8] = [
    "aide", "cadre", "commune", "debut", "depot", "dossier", "fin", "motif",
];

/// Words shorter than this are not looked at: "de", "l", "id", "fr".
const SHORTEST: usize = 3;

/// The words of a list, without its comments.
fn list(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
}

fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::super::names::declared;
    use super::{Words, faults_of_glossary};

    const GLOSSARY: &str = "\
# Glossary

| in code | English gloss | defined by |
|---|---|---|
| `Dossier`, `montant_demande` | the file; what is asked | a text, `Taux` |

## Translations

| never | but |
|---|---|
| `File`, `Folder` | `Dossier` |
";

    fn words() -> Words {
        Words::parse(GLOSSARY, "# Computing\nwasm\n")
    }

    fn unknown(source: &str) -> Vec<String> {
        let names = declared(source).expect("the sample is Rust");
        let words = words();
        names.iter().flat_map(|name| words.unknown(name)).collect()
    }

    #[test]
    fn a_french_word_that_the_glossary_lacks_is_found() {
        assert_eq!(unknown("struct Aide { taux_maximal: u8 }"), ["aide", "taux"]);
        assert_eq!(unknown("fn compute_montant_plafonne() {}"), ["plafonne"]);
        assert_eq!(unknown("enum Etat { Recevable }"), ["etat", "recevable"]);
    }

    #[test]
    fn english_glossary_and_accepted_words_pass() {
        for source in [
            "struct DossierError { dossiers: u8, montant: u8 }",
            "fn untrusted_matches_are_quickly_parsed_and_passing() {}",
            "mod wasm { const ID_OF_FR: u8 = 1; }",
            "fn f() { let montant_plafonne = 1; }",
        ] {
            assert_eq!(unknown(source), [""; 0], "{source}");
        }
    }

    #[test]
    fn a_translation_of_a_term_names_no_type() {
        let translated = |source: &str| {
            let names = declared(source).expect("the sample is Rust");
            let words = words();
            let found = names.iter().find_map(|name| words.translated(name));
            found.map(|(word, term)| (word, term.to_owned()))
        };
        let found = |word: &str| Some((word.to_owned(), "Dossier".to_owned()));
        assert_eq!(translated("struct File;"), found("file"));
        assert_eq!(translated("enum OpenFolderError {}"), found("folder"));
        assert_eq!(translated("struct FileDossierRequest;"), None);
        assert_eq!(translated("struct FiledEvent { file: u8 }"), None);
        assert_eq!(translated("fn file() {}"), None);
    }

    #[test]
    fn the_list_of_accepted_words_is_sorted_and_holds_no_other_word() {
        let faults = |text: &str| Words::parse(GLOSSARY, text).faults_of_accepted(text);
        assert_eq!(faults("# Computing\nbrotli\nwasm\n\n# Places\nlyon\n"), [""; 0]);
        for text in ["wasm\nbrotli\n", "wasm\nwasm\n", "dossier\n", "words\n"] {
            assert_eq!(faults(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_term_has_one_row_unless_both_say_that_it_is_a_homonym() {
        let faults = |second: &str| {
            let text = format!(
                "| in code | |\n|---|---|\n| `Avis`, `PieceJointe` | one (homonym: two) |\n{second}\n"
            );
            faults_of_glossary(&text).len()
        };
        for (second, count) in [
            ("| `Taux` | |", 0),
            ("| `Avis` | two |", 1),
            ("| `avis`, `piece_jointe` | two |", 2),
            ("| `Avis` | two (homonym: one) |", 0),
            ("\n| never | |\n|---|---|\n| `Avis` | |", 0),
        ] {
            assert_eq!(faults(second), count, "{second}");
        }
    }
}
