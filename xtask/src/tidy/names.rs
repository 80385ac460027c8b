//! The names that a Rust file declares, each with its line and its words. It judges none of them.
//!
//! Names inside calls of macros are not seen: their text need not be Rust.

use anyhow::{Context as _, Result};
use proc_macro2::Ident;
use syn::visit::{self, Visit};

/// One name, where it is declared.
#[derive(Debug, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    pub line: usize,
    pub kind: Kind,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Type,
    Other,
}

impl Name {
    /// Its words in lower case, without figures: `DossierId2` is `dossier`, `id`.
    pub fn words(&self) -> Vec<String> {
        words_of(&self.text)
    }
}

/// Every type, function, field, variant, constant and module that a file declares, in the order of the file.
pub fn declared(text: &str) -> Result<Vec<Name>> {
    let file = syn::parse_file(text).context("cannot be read as Rust")?;
    let mut names = Names(Vec::new());
    names.visit_file(&file);
    Ok(names.0)
}

/// The words of an identifier, whatever its case, in lower case.
pub fn words_of(identifier: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut characters = identifier.chars().peekable();
    let mut before = '_';
    while let Some(c) = characters.next() {
        let next_is_lower = characters.peek().is_some_and(char::is_ascii_lowercase);
        // `fooBar` and the last capital of `HTMLElement` begin a word.
        let begins = c.is_ascii_uppercase() && (!before.is_ascii_uppercase() || next_is_lower);
        if (begins || !c.is_alphabetic()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

struct Names(Vec<Name>);

impl Names {
    fn add(&mut self, ident: &Ident, kind: Kind) {
        let text = ident.to_string();
        self.0.push(Name {
            text: text.trim_start_matches("r#").to_owned(),
            line: ident.span().start().line,
            kind,
        });
    }
}

/// Adds the name of each item, then goes on with what it holds.
macro_rules! visit_names {
    ($($method:ident($item:ty) $kind:ident $($field:ident).+;)*) => {
        impl<'ast> Visit<'ast> for Names {
            $(fn $method(&mut self, item: &'ast $item) {
                self.add(&item.$($field).+, Kind::$kind);
                visit::$method(self, item);
            })*

            fn visit_field(&mut self, field: &'ast syn::Field) {
                if let Some(ident) = &field.ident {
                    self.add(ident, Kind::Other);
                }
                visit::visit_field(self, field);
            }
        }
    };
}

visit_names! {
    visit_item_struct(syn::ItemStruct) Type ident;
    visit_item_enum(syn::ItemEnum) Type ident;
    visit_item_union(syn::ItemUnion) Type ident;
    visit_item_trait(syn::ItemTrait) Type ident;
    visit_item_type(syn::ItemType) Type ident;
    visit_item_fn(syn::ItemFn) Other sig.ident;
    visit_item_mod(syn::ItemMod) Other ident;
    visit_item_const(syn::ItemConst) Other ident;
    visit_item_static(syn::ItemStatic) Other ident;
    visit_variant(syn::Variant) Other ident;
    visit_impl_item_fn(syn::ImplItemFn) Other sig.ident;
    visit_impl_item_const(syn::ImplItemConst) Other ident;
    visit_trait_item_fn(syn::TraitItemFn) Other sig.ident;
    visit_trait_item_const(syn::TraitItemConst) Other ident;
    visit_trait_item_type(syn::TraitItemType) Type ident;
}

#[cfg(test)]
mod tests {
    use super::{Kind, declared, words_of};

    #[test]
    fn identifiers_of_every_case_are_split() {
        for (identifier, words) in [
            ("montant_demande", &["montant", "demande"][..]),
            ("CodeInsee", &["code", "insee"]),
            ("HTMLElement", &["html", "element"]),
            ("MONTHS_FR", &["months", "fr"]),
            ("article_3_i_2", &["article", "i"]),
            ("_unused2x", &["unused", "x"]),
            ("r123", &["r"]),
        ] {
            assert_eq!(words_of(identifier), words, "{identifier}");
        }
    }

    #[test]
    fn every_declaration_is_found_with_its_line() -> anyhow::Result<()> {
        let text = "\
            //! Purpose.\n\
            mod part { pub const LIMIT: u8 = 1; }\n\
            struct Whole { first: u8, r#type: u8 }\n\
            enum Choice { One { inner: u8 }, Two(u8) }\n\
            trait Reader { type Item; fn read(&self); }\n\
            impl Whole { fn make(argument: u8) { let local = 1; fn nested() {} } }\n";
        let names: Vec<_> = declared(text)?
            .into_iter()
            .map(|name| (name.text, name.line))
            .collect();
        let expected = [
            ("part", 2),
            ("LIMIT", 2),
            ("Whole", 3),
            ("first", 3),
            ("type", 3),
            ("Choice", 4),
            ("One", 4),
            ("inner", 4),
            ("Two", 4),
            ("Reader", 5),
            ("Item", 5),
            ("read", 5),
            ("make", 6),
            ("nested", 6),
        ];
        assert_eq!(names, expected.map(|(text, line)| (text.to_owned(), line)));
        Ok(())
    }

    #[test]
    fn types_are_told_from_the_rest() -> anyhow::Result<()> {
        let names = declared("struct A; fn b() {}")?;
        let kinds: Vec<_> = names.iter().map(|name| name.kind).collect();
        assert_eq!(kinds, [Kind::Type, Kind::Other]);
        assert!(declared("struct").is_err());
        Ok(())
    }
}
