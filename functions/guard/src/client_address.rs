//! Who calls, as far as limits must tell: a pseudonym of the address, which is neither kept nor logged itself. It limits
//! nothing.
//!
//! The address is the one that Spin saw, which a client cannot choose; behind proxies that the deployment counts in its
//! variable `trusted_proxies`, it is the one that the first of them saw, so many from the right in `X-Forwarded-For`: what
//! is further left is what the client says of itself.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;
use support::{Call, Fault, environment};

use crate::guard_key::GuardKey;

/// The pseudonym of who calls: the same for each call of one address while the key is the same. All those whose address is
/// not known share one.
///
/// # Errors
/// A 500 when the deployment gives no key, or something else than a count of proxies.
pub async fn pseudonym(call: &Call) -> Result<[u8; 32], Fault> {
    let key = GuardKey::of_component().await?;
    let proxies = environment::variable("trusted_proxies").await?;
    let proxies = proxies
        .trim()
        .parse()
        .map_err(|_| Fault::internal("read the variable trusted_proxies: it is not a count"))?;
    Ok(key.derive(PURPOSE, &written(address(call.headers(), proxies))))
}

/// The line of the log for a call that a limit refused. It warns when the call came through a proxy and none is trusted: the
/// limit may then be shared by everybody.
///
/// # Errors
/// A 500 when the manifest does not give the variable.
pub async fn limited(limit: &str, call: &Call) -> Result<String, Fault> {
    let proxies = environment::variable("trusted_proxies").await?;
    let is_untold = proxies.trim() == "0" && call.headers().contains_key(FORWARDED_FOR);
    Ok(if is_untold {
        format!("{limit}; X-Forwarded-For is there and trusted_proxies is 0: is the address a proxy's?")
    } else {
        limit.to_owned()
    })
}

const PURPOSE: &[u8] = b"client-1";
const CLIENT_ADDRESS: &str = "spin-client-addr";
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address to count by, when it is known.
fn address(headers: &HeaderMap, proxies: usize) -> Option<IpAddr> {
    match proxies.checked_sub(1) {
        None => read(headers.get(CLIENT_ADDRESS)?.to_str().ok()?),
        Some(before) => {
            let lines = headers.get_all(FORWARDED_FOR).iter().rev();
            // What a client wrote further left may be anything, and must not hide what a proxy added.
            let mut addresses = lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
            read(std::str::from_utf8(addresses.nth(before)?).ok()?.trim())
        }
    }
}

/// An address, with its port or without.
fn read(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    text.parse::<SocketAddr>()
        .map(|socket| socket.ip())
        .or_else(|_| bare.unwrap_or(text).parse())
        .ok()
        .map(|address: IpAddr| address.to_canonical())
}

/// One line has a whole /64 of IPv6, and may take another address of it for each call.
fn written(address: Option<IpAddr>) -> Vec<u8> {
    match address {
        None => Vec::new(),
        Some(IpAddr::V4(address)) => address.octets().to_vec(),
        Some(IpAddr::V6(address)) => address.octets()[..8].to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderName, HeaderValue};

    fn of(lines: &[(&'static str, &'static str)], proxies: usize) -> Option<String> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(
                HeaderName::from_static(name),
                HeaderValue::from_bytes(value.as_bytes()).unwrap(),
            );
        }
        address(&headers, proxies).map(|address| address.to_string())
    }

    fn known(address: &str) -> String {
        address.to_owned()
    }

    #[test]
    fn without_a_trusted_proxy_only_what_spin_saw_counts() {
        let lines = [
            ("spin-client-addr", "192.0.2.7:50123"),
            ("x-forwarded-for", "203.0.113.9"),
        ];
        assert_eq!(of(&lines, 0), Some(known("192.0.2.7")));
        assert_eq!(
            of(&[("spin-client-addr", "[2001:db8::7]:50123")], 0),
            Some(known("2001:db8::7"))
        );
        assert_eq!(
            of(&[("spin-client-addr", "[::ffff:192.0.2.7]:1")], 0),
            Some(known("192.0.2.7"))
        );
    }

    #[test]
    fn behind_proxies_what_the_first_of_them_saw_counts() {
        let lines = [
            ("spin-client-addr", "127.0.0.1:50123"),
            ("x-forwarded-for", "203.0.113.9, 198.51.100.1"),
            ("x-forwarded-for", "192.0.2.7:80,[2001:db8::7]"),
        ];
        assert_eq!(of(&lines, 1), Some(known("2001:db8::7")));
        assert_eq!(of(&lines, 2), Some(known("192.0.2.7")));
        assert_eq!(of(&lines, 3), Some(known("198.51.100.1")));
        assert_eq!(of(&lines, 4), Some(known("203.0.113.9")));
        assert_eq!(of(&lines, 5), None);
    }

    #[test]
    fn what_is_no_address_is_nobody_in_particular() {
        for text in [
            "",
            "unknown",
            "_hidden",
            "300.0.0.1",
            "192.0.2.7 ",
            "[192.0.2.7",
            "é",
        ] {
            assert_eq!(of(&[("spin-client-addr", text)], 0), None, "{text:?}");
        }
        assert_eq!(of(&[], 0), None);
        assert_eq!(of(&[("x-forwarded-for", "203.0.113.9, unknown")], 1), None);
        assert_eq!(
            of(&[("x-forwarded-for", "é, 192.0.2.7")], 1),
            Some(known("192.0.2.7"))
        );
        assert_eq!(of(&[("spin-client-addr", "192.0.2.7:1")], 1), None);
    }

    #[test]
    fn one_line_with_many_addresses_is_one_client() {
        let of = |text: &str| written(read(text));
        assert_eq!(of("2001:db8:1:2::7"), of("2001:db8:1:2:3:4:5:6"));
        assert_ne!(of("2001:db8:1:2::7"), of("2001:db8:1:3::7"));
        assert_ne!(of("192.0.2.7"), of("192.0.2.8"));
        assert_ne!(of("192.0.2.7"), of("nobody"));
    }
}
