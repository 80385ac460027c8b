//! Reads JSON into the wire's structs. It exists for its weight: `serde_json` reads the same at the cost of about 20 KiB
//! in every visitor's download (measured), most of it in error texts that nobody here would read. Writing is
//! `serde_json`'s.
//!
//! It reads what the wire and the draft hold: objects, lists, texts, booleans, null, and whole numbers from zero up. A
//! fraction, a negative number or a map with free keys is refused, like anything malformed.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};

/// Reads one value, which must be all there is.
///
/// # Errors
/// [`Malformed`], without saying where: the service and the draft are ours, so that a person could do nothing about it.
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Malformed> {
    let mut reader = Reader { text, place: 0 };
    let value = T::deserialize(&mut reader)?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(Malformed),
    }
}

/// The text is not JSON, or not of the shape that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("read the answer: it is not of the expected shape")
    }
}

impl std::error::Error for Malformed {}

impl de::Error for Malformed {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// How deep what is passed over may be, so that no answer can use up the stack.
const DEEPEST: u8 = 64;

/// A text and how far it was read.
struct Reader<'de> {
    text: &'de str,
    place: usize,
}

impl Reader<'_> {
    /// The next byte that is not a space.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.place..];
        let spaces = rest
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        self.place += spaces.count();
        self.text.as_bytes().get(self.place).copied()
    }

    fn expect(&mut self, byte: u8) -> Result<(), Malformed> {
        if self.peek() == Some(byte) {
            self.place += 1;
            Ok(())
        } else {
            Err(Malformed)
        }
    }

    fn read_word(&mut self, word: &str) -> bool {
        let _byte = self.peek();
        let is_next = self.text[self.place..].starts_with(word);
        if is_next {
            self.place += word.len();
        }
        is_next
    }

    fn read_number(&mut self) -> Result<u64, Malformed> {
        let _byte = self.peek();
        let rest = &self.text[self.place..];
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, after) = rest.split_at(length);
        if after.starts_with(['.', 'e', 'E']) || (digits.starts_with('0') && length > 1) {
            return Err(Malformed);
        }
        self.place += length;
        digits.parse().map_err(|_| Malformed)
    }

    fn read_text(&mut self) -> Result<String, Malformed> {
        self.expect(b'"')?;
        let mut read = String::new();
        loop {
            let rest = &self.text[self.place..];
            let plain = rest.find(['"', '\\']).ok_or(Malformed)?;
            if rest[..plain].bytes().any(|byte| byte < b' ') {
                return Err(Malformed);
            }
            read.push_str(&rest[..plain]);
            self.place += plain + 1;
            if rest.as_bytes()[plain] == b'"' {
                return Ok(read);
            }
            read.push(self.read_escape()?);
        }
    }

    /// What stands after a backslash.
    fn read_escape(&mut self) -> Result<char, Malformed> {
        let byte = self.text.as_bytes().get(self.place).copied().ok_or(Malformed)?;
        self.place += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.read_unicode(),
            _ => return Err(Malformed),
        })
    }

    /// Four hexadecimal digits, or two times four for what is beyond them.
    fn read_unicode(&mut self) -> Result<char, Malformed> {
        let first = self.read_hex()?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first).ok_or(Malformed);
        }
        if !self.text[self.place..].starts_with("\\u") {
            return Err(Malformed);
        }
        self.place += 2;
        let second = self.read_hex()?;
        if !(0xDC00..0xE000).contains(&second) {
            return Err(Malformed);
        }
        char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)).ok_or(Malformed)
    }

    fn read_hex(&mut self) -> Result<u32, Malformed> {
        let digits = self.text.get(self.place..self.place + 4).ok_or(Malformed)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Malformed);
        }
        self.place += 4;
        u32::from_str_radix(digits, 16).map_err(|_| Malformed)
    }

    /// Passes over one value, of any kind: an unknown field may hold anything, `depth` lists and objects deep.
    fn skip(&mut self, depth: u8) -> Result<(), Malformed> {
        let (end, has_names) = match self.peek() {
            Some(b'{') => (b'}', true),
            Some(b'[') => (b']', false),
            Some(b'"') => return self.read_text().map(drop),
            _ if ["true", "false", "null"].iter().any(|word| self.read_word(word)) => return Ok(()),
            _ => return self.skip_number(),
        };
        let depth = depth.checked_sub(1).ok_or(Malformed)?;
        self.place += 1;
        let mut is_first = true;
        while self.next_item(&mut is_first, end)? {
            if has_names {
                self.read_text()?;
                self.expect(b':')?;
            }
            self.skip(depth)?;
        }
        self.expect(end)
    }

    /// Passes over a number, which may be a fraction or below zero.
    fn skip_number(&mut self) -> Result<(), Malformed> {
        let rest = &self.text.as_bytes()[self.place..];
        let digits = |from: usize| match rest[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
        {
            0 => Err(Malformed),
            count => Ok(from + count),
        };
        let whole = usize::from(rest.starts_with(b"-"));
        let mut end = digits(whole)?;
        if rest[whole] == b'0' && whole + 1 < end {
            return Err(Malformed);
        }
        if rest.get(end) == Some(&b'.') {
            end = digits(end + 1)?;
        }
        if let Some(b'e' | b'E') = rest.get(end) {
            let is_signed = matches!(rest.get(end + 1), Some(b'+' | b'-'));
            end = digits(end + 1 + usize::from(is_signed))?;
        }
        self.place += end;
        Ok(())
    }

    /// Steps to the next item of a list or an object; `false` at its end.
    fn next_item(&mut self, is_first: &mut bool, end: u8) -> Result<bool, Malformed> {
        if self.peek() == Some(end) {
            return Ok(false);
        }
        if !std::mem::take(is_first) {
            self.expect(b',')?;
            if self.peek() == Some(end) {
                return Err(Malformed);
            }
        }
        Ok(true)
    }
}

/// Only what the structs ask for is read: anything else is refused, which keeps the rest out of the download.
macro_rules! refuse {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Malformed> { Err(Malformed) })*
    };
}

macro_rules! read_numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
            visitor.visit_u64(self.read_number()?)
        })*
    };
}

macro_rules! read_texts {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
            visitor.visit_string(self.read_text()?)
        })*
    };
}

impl<'de> de::Deserializer<'de> for &mut Reader<'de> {
    type Error = Malformed;

    refuse! {
        deserialize_any deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_f32 deserialize_f64
        deserialize_char deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_map
    }
    read_numbers! { deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 }
    read_texts! { deserialize_str deserialize_string deserialize_identifier }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        if self.read_word("true") {
            visitor.visit_bool(true)
        } else if self.read_word("false") {
            visitor.visit_bool(false)
        } else {
            Err(Malformed)
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        if self.read_word("null") {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.expect(b'[')?;
        let value = visitor.visit_seq(Items {
            reader: self,
            is_first: true,
        })?;
        self.expect(b']')?;
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        self.expect(b'{')?;
        let value = visitor.visit_map(Items {
            reader: self,
            is_first: true,
        })?;
        self.expect(b'}')?;
        Ok(value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.skip(DEEPEST)?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, _: V) -> Result<V::Value, Malformed> {
        Err(Malformed)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Malformed> {
        Err(Malformed)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        _: V,
    ) -> Result<V::Value, Malformed> {
        Err(Malformed)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Malformed> {
        Err(Malformed)
    }
}

/// The items of a list, or the members of an object.
struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_first: bool,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Malformed;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Malformed> {
        if self.reader.next_item(&mut self.is_first, b']')? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Malformed;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Malformed> {
        if self.reader.next_item(&mut self.is_first, b'}')? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Malformed> {
        self.reader.expect(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Serialize;
    use shared::wire::{
        CorrectionBody, CorrectionItemBody, DeadlineBody, FieldProblem, HistoryEntry, NextStepBody, Problem,
        ReadDossierResponse, SentenceBody, SourceBody, TerritoireSummary, VersementBody,
    };

    #[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
    struct Sample {
        text: String,
        list: Vec<String>,
        count: u32,
        maybe: Option<String>,
        yes: bool,
        #[serde(default)]
        later: Vec<bool>,
    }

    fn sample(text: &str) -> Result<Sample, Malformed> {
        read(text)
    }

    const PLAIN: &str = r#"{"text":"é","list":["a","b"],"count":42,"maybe":null,"yes":true}"#;

    #[test]
    fn every_kind_of_value_is_read() {
        let expected = Sample {
            text: "é".to_owned(),
            list: vec!["a".to_owned(), "b".to_owned()],
            count: 42,
            maybe: None,
            yes: true,
            later: Vec::new(),
        };
        assert_eq!(sample(PLAIN), Ok(expected));
    }

    #[test]
    fn spaces_and_unknown_members_do_not_matter() {
        let spaced = r#" { "new" : { "a" : [ 1.5e-3 , "}]\"" , null , {} ] , "b" : -2 } , "text" : "" , "list" : [ ] ,
            "x" : -1.5 , "count" : 0 , "yes" : false , "maybe" : "m" , "last" : true } "#;
        let read = sample(spaced).unwrap();
        assert_eq!(read.maybe.as_deref(), Some("m"));
        assert_eq!((read.count, read.yes), (0, false));
    }

    #[test]
    fn what_is_cut_off_or_misshapen_is_refused() {
        for end in 0..PLAIN.len() {
            if PLAIN.is_char_boundary(end) {
                assert_eq!(sample(&PLAIN[..end]), Err(Malformed), "{}", &PLAIN[..end]);
            }
        }
        for (from, to) in [
            ("42", "4.2"),
            ("42", "-42"),
            ("42", "042"),
            ("42", "4e2"),
            ("42", "99999999999"),
            ("42", "\"42\""),
            ("true", "tru"),
            ("true", "1"),
            ("[\"a\",\"b\"]", "[\"a\",]"),
            ("[\"a\",\"b\"]", "[,\"a\"]"),
            ("[\"a\",\"b\"]", "[\"a\" \"b\"]"),
            ("\"é\"", "\"\\x\""),
            ("\"é\"", "\"\\u00g0\""),
            ("\"é\"", "\"\\ud800\""),
            ("\"é\"", "\"\\ud800\\u0041\""),
            ("\"é\"", "\"\\udc00\""),
            ("\"é\"", "\"\u{1}\""),
            ("\"é\"", "null"),
            ("{\"text\"", "{\"text\":\"twice\",\"text\""),
            ("}", "}}"),
            ("}", ",}"),
        ] {
            let spoilt = PLAIN.replacen(from, to, 1);
            assert_eq!(sample(&spoilt), Err(Malformed), "{spoilt}");
            assert!(serde_json::from_str::<Sample>(&spoilt).is_err(), "{spoilt}");
        }
    }

    proptest! {
        #[test]
        fn texts_are_read_as_they_were_written(text in any::<String>(), list in any::<Vec<String>>()) {
            let written = serde_json::json!({ "text": text, "list": list, "count": 1, "yes": true }).to_string();
            let read = sample(&written).expect("valid JSON");
            prop_assert_eq!((read.text, read.list), (text, list));
        }

        #[test]
        fn escapes_are_read_as_serde_json_reads_them(units in prop::collection::vec(any::<u16>(), 0..6)) {
            let escapes: Vec<String> = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let written = format!(r#"{{"text":"{}","list":[],"count":1,"yes":true}}"#, escapes.concat());
            prop_assert_eq!(sample(&written).ok(), serde_json::from_str(&written).ok());
        }

        #[test]
        fn what_is_accepted_of_a_spoilt_text_serde_json_accepts(
            changes in prop::collection::vec((prop::sample::select(&Change::ALL), any::<prop::sample::Index>(), prop::sample::select(&PARTS)), 1..4),
        ) {
            let mut text = WITH_UNKNOWN.to_owned();
            for (change, place, part) in changes {
                let place = place.index(text.chars().count());
                text = spoil(&text, change, place, part);
            }
            is_accepted(&text);
        }
    }

    /// What is put into a text to spoil it.
    const PARTS: [&str; 24] = [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u00e9", " ", "\n", "\u{1}", "-", "+", ".", "e", "0",
        "1", "a", "é", "null", "true", "{}", "[]",
    ];

    const WITH_UNKNOWN: &str = r#"{"text":"é\n","new":{"a":[-1.5e+3,null,0,"\""],"b":{"c":[]},"d":false},"list":["a","b"],
        "count":42,"maybe":"m","yes":true,"later":[true,false]}"#;

    #[derive(Clone, Copy, Debug)]
    enum Change {
        Insert,
        Replace,
        Remove,
    }

    impl Change {
        const ALL: [Self; 3] = [Self::Insert, Self::Replace, Self::Remove];
    }

    /// Changes a text at a place, counted in characters.
    fn spoil(text: &str, change: Change, place: usize, part: &str) -> String {
        let mut characters: Vec<String> = text.chars().map(String::from).collect();
        let Some(character) = characters.get_mut(place) else {
            return text.to_owned();
        };
        match change {
            Change::Insert => character.insert_str(0, part),
            Change::Replace => part.clone_into(character),
            Change::Remove => character.clear(),
        }
        characters.concat()
    }

    /// Whether it is accepted: then `serde_json` reads the same.
    fn is_accepted(text: &str) -> bool {
        let read = sample(text);
        if let Ok(read) = &read {
            assert_eq!(
                serde_json::from_str::<Sample>(text).ok().as_ref(),
                Some(read),
                "{text}"
            );
        }
        read.is_ok()
    }

    #[test]
    fn many_spoilt_texts_are_accepted_and_many_refused() {
        assert!(is_accepted(WITH_UNKNOWN));
        let length = WITH_UNKNOWN.chars().count();
        let mut count = [0, 0];
        for place in 0..length {
            for part in PARTS {
                for change in Change::ALL {
                    count[usize::from(is_accepted(&spoil(WITH_UNKNOWN, change, place, part)))] += 1;
                }
            }
        }
        assert!(count.iter().all(|count| 1_000 < *count), "{count:?}");
    }

    #[test]
    fn what_is_passed_over_is_well_formed_and_not_too_deep() {
        let with = |value: &str| sample(&PLAIN.replacen('{', &format!("{{\"new\":{value},"), 1)).is_ok();
        for value in ["0", "-0.5", "1e9", "{}", "[[],{}]", "{\"a\":[{}]}", "null"] {
            assert!(with(value), "{value}");
        }
        for value in [
            "{]", "[}", "{[]}", "[,]", "{\"a\"}", "{1:2}", "01", "1.", "-", ".5", "1e", "nul", "", "[1 2]",
        ] {
            assert!(!with(value), "{value}");
        }
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(with(&nested(usize::from(DEEPEST))));
        assert!(!with(&nested(usize::from(DEEPEST) + 1)));
    }

    fn sentence() -> SentenceBody {
        SentenceBody {
            fr: "Décision au plus tard le 23 janvier 2027.".to_owned(),
            en: "Decision by 23 January 2027.".to_owned(),
        }
    }

    #[test]
    fn an_answer_of_an_older_service_is_read() {
        let text = concat!(
            r#"{"reference":"TI26-ABCD-EFGH","status":"depose","intitule":"Étude","territoire":{"phase":"2023-2027","#,
            r#""id":"ti-2705","name":"Grand Dole"},"montant_demande":"15000.00","montant_accorde":null,"motif":null,"#,
            r#""history":[{"status":"depose","at":"2026-11-23T10:00:00Z"}]}"#
        );
        let read: ReadDossierResponse = read(text).unwrap();
        assert_eq!((read.next_step, read.pending_correction), (None, None));
        assert_eq!((read.deadlines, read.versements), (Vec::new(), Vec::new()));
    }

    #[test]
    fn an_answer_of_a_newer_service_is_read_at_every_level() {
        let text = include_str!("../../shared/snapshots/ReadDossierResponse.json");
        let known: ReadDossierResponse = read(text).unwrap();
        let newer = text
            .replace("{\n", "{\n\"stranger\": {\"of\": [1.5, null]},\n")
            .replace("{}", "{\"stranger\": 1}");
        assert!(newer.matches("stranger").count() > 10, "{newer}");
        assert_eq!(read(&newer), Ok(known));
    }

    #[test]
    fn answers_of_the_service_are_read() {
        let dossier = ReadDossierResponse {
            reference: "TI26-ABCD-EFGH".to_owned(),
            status: "depose".to_owned(),
            intitule: "Récupération \"de\" chaleur\n🏭".to_owned(),
            territoire: TerritoireSummary {
                phase: "2023-2027".to_owned(),
                id: "ti-2705".to_owned(),
                name: "Grand Dole".to_owned(),
            },
            montant_demande: "15000.00".to_owned(),
            montant_accorde: None,
            calculation: vec![sentence()],
            motif: Some(String::new()),
            history: vec![HistoryEntry {
                status: "depose".to_owned(),
                at: "2026-11-23T10:00:00Z".to_owned(),
                action: Some("avis".to_owned()),
                motif: None,
            }],
            next_step: Some(NextStepBody {
                actor: "administration".to_owned(),
                by: None,
                message: sentence(),
            }),
            deadlines: vec![DeadlineBody {
                kind: "decision".to_owned(),
                day: "2027-01-23".to_owned(),
                silence: "rejet".to_owned(),
                message: sentence(),
                source: Some(SourceBody {
                    title: "CRPA, L231-4".to_owned(),
                    url: "https://exemple.fr".to_owned(),
                }),
                doubts: vec![sentence()],
            }],
            pending_correction: Some(CorrectionBody {
                due: "2026-12-31".to_owned(),
                items: vec![CorrectionItemBody {
                    pointer: String::new(),
                    piece: "Devis".to_owned(),
                    message: "Joignez-le.".to_owned(),
                }],
            }),
            versements: vec![VersementBody {
                kind: "avance".to_owned(),
                montant: "100.00".to_owned(),
                day: "2027-02-01".to_owned(),
            }],
            signed_on: None,
        };
        assert_eq!(read(&serde_json::to_string(&dossier).unwrap()), Ok(dossier));

        let message = shared::message::Message::fixed("Faute.", "Fault.");
        let problem = Problem {
            kind: "/problems/invalid-request".to_owned(),
            title: "Demande invalide".to_owned(),
            status: 422,
            detail: "Quoi.".to_owned(),
            detail_fr: "Quoi.".to_owned(),
            detail_en: "What.".to_owned(),
            errors: vec![FieldProblem::new(
                "/demandeur/siret",
                "siret_wrong_check",
                &message,
            )],
        };
        assert_eq!(read(&serde_json::to_string(&problem).unwrap()), Ok(problem));
    }
}
