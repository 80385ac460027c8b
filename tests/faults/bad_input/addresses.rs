//! Addresses: with a part of another kind, a parameter that does not exist or is there twice, another method.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use ureq::http::Method;

use super::subject::{Subject, faults_of};

#[test]
fn no_part_of_an_address_leads_elsewhere() -> Result<()> {
    let subject = Subject::start()?;
    for operation in &subject.operations {
        let right = subject.right(operation);
        for parameter in operation.of_place("path") {
            for odd in odd_segments() {
                let mut asked = right.with_fresh_key();
                asked.address = operation.address_with(|other| {
                    if other.name == parameter.name {
                        odd.clone()
                    } else {
                        subject.value_of(operation, other)
                    }
                });
                subject.refuses(&asked, "an odd segment")?;
            }
        }
        for (before, after) in [
            ("", "/"),
            ("", "//"),
            ("", "/."),
            ("", "/.."),
            ("", "/%2e%2e"),
            ("", "/..%2f..%2f..%2fetc%2fpasswd"),
            ("", "%00"),
            ("", "%"),
            ("", "%ff"),
            ("", ";x=1"),
            ("", "/more"),
            ("/", ""),
            ("//", ""),
            ("/x/..", ""),
            ("/..", ""),
            ("/%2e%2e", ""),
            ("/%61", ""),
        ] {
            let mut asked = right.with_fresh_key();
            asked.address = format!("{before}{}{after}", right.address);
            let answer = subject.answers(&asked, "an odd address")?;
            // More slashes may be forgiven, as Spin's router does, and nothing else.
            let is_slash = [before, after].concat().chars().all(|sign| sign == '/');
            ensure!(
                is_slash || 400 <= answer.status,
                "{} {} is accepted",
                asked.method,
                asked.address
            );
        }
    }
    subject.is_unharmed()
}

#[test]
fn a_parameter_of_any_kind_is_answered_and_said_twice_it_is_refused() -> Result<()> {
    let subject = Subject::start()?;
    for operation in &subject.operations {
        let right = subject.right(operation);
        let mut names: Vec<_> = operation
            .of_place("query")
            .map(|parameter| &*parameter.name)
            .collect();
        for name in &names {
            let mut asked = right.with_fresh_key();
            asked.query.retain(|(other, _)| other != name);
            for _ in 0..2 {
                asked.query.push(((*name).to_owned(), "a".to_owned()));
            }
            let answer = subject.refuses(&asked, "a parameter twice")?;
            let expected = ((*name).to_owned(), "duplicate_parameter".to_owned());
            assert_eq!(faults_of(&answer)?, [expected], "{}", operation.id);
        }
        names.extend(["", "__proto__", "%00", "%ff", "q%5b%5d"]);
        for name in names {
            for odd in odd_segments()
                .into_iter()
                .chain(["a=b=c".to_owned(), "%26q%3d".to_owned()])
            {
                let mut asked = right.with_fresh_key();
                asked.query.retain(|(other, _)| other != name);
                asked.query.push((name.to_owned(), odd));
                subject.answers(&asked, "an odd parameter")?;
            }
        }
    }
    subject.is_unharmed()
}

#[test]
fn another_method_is_refused_with_those_that_are_taken() -> Result<()> {
    let subject = Subject::start()?;
    let mut taken: BTreeMap<&str, Vec<&Method>> = BTreeMap::new();
    for operation in &subject.operations {
        taken.entry(&operation.path).or_default().push(&operation.method);
    }
    for operation in &subject.operations {
        let taken = taken.get(&*operation.path).cloned().unwrap_or_default();
        for name in [
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW",
        ] {
            let method: Method = name.parse()?;
            let is_taken = taken.contains(&&method) || (name == "HEAD" && taken.contains(&&Method::GET));
            let mut asked = subject.right(operation).with_fresh_key();
            asked.method = method;
            if is_taken {
                continue;
            }
            let answer = subject.answers(&asked, "another method")?;
            // A browser asks beforehand.
            if name == "OPTIONS" && answer.status == 204 {
                continue;
            }
            assert_eq!(answer.status, 405, "{name} {}", operation.path);
            let allow: Vec<_> = answer.header("allow").split(", ").collect();
            let expected: Vec<_> = taken.iter().map(|method| method.as_str()).collect();
            assert_eq!(allow, expected, "{name} {}", operation.path);
        }
    }
    subject.is_unharmed()
}

/// Segments of an address that lead nowhere, as they are sent.
fn odd_segments() -> Vec<String> {
    let written = [
        ".",
        "..",
        "%2e%2e",
        "..%2f..%2fetc%2fpasswd",
        "..%5c..%5cwindows",
        "%252e%252e%252f",
        "%00",
        "a%00b",
        "%0d%0aX-Injected:%201",
        "%ff%fe",
        "%c0%af",
        "%",
        "%zz",
        "%F0%9F%92%A9",
        "%E2%80%AE",
        "-1",
        "0",
        "1e400",
        "99999999999999999999999999999999",
        "NaN",
        "null",
        "'%20OR%20'1'%3D'1",
        "%3Cscript%3E",
        "$%7Bjndi:ldap://x%7D",
        "*",
        "TI26-0000-0000",
    ];
    let long = [100, 4000].map(|length| "a".repeat(length));
    written.into_iter().map(str::to_owned).chain(long).collect()
}
