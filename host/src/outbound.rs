//! What a component may reach over the network: the hosts its manifest allows, by HTTP here and by `postgres`, nothing
//! else.
//!
//! Raw sockets and name look-ups are closed in `guest`. Service chaining (`*.spin.internal`, `self`) is refused.

use std::sync::Arc;

use http::Uri;
use http::uri::Scheme;
use http_body_util::BodyExt;
use thiserror::Error;
use wasmtime_wasi_http::{Error as HttpError, RequestOptions, WasiBody, WasiHttpHooks, default_send_request};

/// The hosts of `allowed_outbound_hosts`.
#[derive(Debug, Default, Eq, PartialEq)]
pub struct AllowedHosts(Vec<AllowedHost>);

/// Why an entry of `allowed_outbound_hosts` is refused.
#[derive(Debug, Eq, Error, PartialEq)]
pub enum AllowedHostError {
    #[error("allowed host `{0}` has no scheme; write for example `https://{0}`")]
    NoScheme(String),
    #[error("allowed host `{0}` has no port and its scheme has none by default; add `:PORT` or `:*`")]
    NoPort(String),
    #[error("allowed host `{0}` has a path; keep the scheme, the host and the port")]
    Path(String),
    #[error("allowed host `{0}` has a port that is neither a number, a range `FIRST..LAST` nor `*`")]
    Port(String),
    #[error("allowed host `{0}` has no host, or a `*` elsewhere than in front of a dot")]
    Host(String),
    #[error("allowed host `{0}` asks for service chaining, which the local host does not support")]
    ServiceChaining(String),
}

/// Sends the outgoing requests of one component.
#[derive(Debug)]
pub struct Outbound {
    component: Arc<str>,
    allowed: Arc<AllowedHosts>,
}

#[derive(Debug, Eq, PartialEq)]
struct AllowedHost {
    /// None for any.
    scheme: Option<String>,
    host: HostPattern,
    /// First and one past the last; None for any.
    ports: Option<(u32, u32)>,
}

#[derive(Debug, Eq, PartialEq)]
enum HostPattern {
    Any,
    /// `*.example.fr`, kept with its dot.
    Below(String),
    Exactly(String),
}

impl AllowedHosts {
    pub fn parse(entries: &[String]) -> Result<Self, AllowedHostError> {
        entries
            .iter()
            .map(|entry| AllowedHost::parse(entry))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    pub fn allow(&self, uri: &Uri) -> bool {
        let (Some(host), Some(scheme)) = (uri.host(), uri.scheme_str()) else {
            return false;
        };
        let Some(port) = uri.port_u16().or_else(|| default_port(scheme)) else {
            return false;
        };
        self.allow_address(scheme, host, port)
    }

    fn allow_address(&self, scheme: &str, host: &str, port: u16) -> bool {
        self.0.iter().any(|allowed| allowed.matches(scheme, host, port))
    }
}

impl Outbound {
    pub fn new(component: Arc<str>, allowed: Arc<AllowedHosts>) -> Self {
        Self { component, allowed }
    }

    /// Whether the component may connect there by another protocol than HTTP; says so where the developer looks if not.
    pub fn may_reach(&self, scheme: &str, host: &str, port: u16) -> bool {
        let is_allowed = self.allowed.allow_address(scheme, host, port);
        if !is_allowed {
            self.tell_denied(&format!("{scheme}://{host}:{port}"));
        }
        is_allowed
    }

    fn tell_denied(&self, address: &str) {
        eprintln!(
            "[{}] a request to {address} was denied; \
             add it to `allowed_outbound_hosts` of the component if it is meant",
            self.component
        );
    }
}

type Completion = Box<dyn Future<Output = Result<(), HttpError>> + Send>;

impl WasiHttpHooks for Outbound {
    fn send_request(
        &mut self,
        request: http::Request<WasiBody>,
        options: Option<RequestOptions>,
        _: Completion,
    ) -> Box<dyn Future<Output = Result<(http::Response<WasiBody>, Completion), HttpError>> + Send> {
        if !self.allowed.allow(request.uri()) {
            let scheme = request.uri().scheme().unwrap_or(&Scheme::HTTPS);
            let authority = request
                .uri()
                .authority()
                .map_or("", |authority| authority.as_str());
            self.tell_denied(&format!("{scheme}://{authority}"));
            return Box::new(std::future::ready(Err(HttpError::HttpRequestDenied)));
        }
        Box::new(async move {
            let (response, connection) = default_send_request(request, options).await?;
            Ok((
                response.map(BodyExt::boxed_unsync),
                Box::new(connection) as Completion,
            ))
        })
    }
}

impl AllowedHost {
    fn parse(entry: &str) -> Result<Self, AllowedHostError> {
        let owned = || entry.to_owned();
        let (scheme, rest) = entry
            .split_once("://")
            .ok_or_else(|| AllowedHostError::NoScheme(owned()))?;
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains(['/', '?', '#']) {
            return Err(AllowedHostError::Path(owned()));
        }
        let (host, port) = split_port(authority);
        if host == "self" || host.ends_with(".spin.internal") {
            return Err(AllowedHostError::ServiceChaining(owned()));
        }
        let ports = match port {
            Some("*") => None,
            Some(port) => Some(parse_ports(port).ok_or_else(|| AllowedHostError::Port(owned()))?),
            None => {
                let port = default_port(scheme).ok_or_else(|| AllowedHostError::NoPort(owned()))?;
                Some((u32::from(port), u32::from(port) + 1))
            }
        };
        Ok(Self {
            scheme: (scheme != "*").then(|| scheme.to_ascii_lowercase()),
            host: HostPattern::parse(host).ok_or_else(|| AllowedHostError::Host(owned()))?,
            ports,
        })
    }

    fn matches(&self, scheme: &str, host: &str, port: u16) -> bool {
        self.scheme
            .as_deref()
            .is_none_or(|own| own.eq_ignore_ascii_case(scheme))
            && self.host.matches(&host.to_ascii_lowercase())
            && self
                .ports
                .is_none_or(|(first, end)| first <= u32::from(port) && u32::from(port) < end)
    }
}

impl HostPattern {
    fn parse(host: &str) -> Option<Self> {
        let host = host.to_ascii_lowercase();
        match host.strip_prefix('*') {
            Some("") => Some(Self::Any),
            Some(rest) if rest.starts_with('.') && rest.len() > 1 && !rest.contains('*') => {
                Some(Self::Below(rest.to_owned()))
            }
            Some(_) => None,
            None if host.is_empty() || host.contains('*') => None,
            None => Some(Self::Exactly(host)),
        }
    }

    fn matches(&self, host: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Below(suffix) => host.ends_with(suffix),
            Self::Exactly(own) => own == host,
        }
    }
}

/// Splits at the last colon, unless it belongs to an IPv6 address.
fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    }
}

/// A port, or Spin's range whose end is left out.
fn parse_ports(text: &str) -> Option<(u32, u32)> {
    let (first, end) = match text.split_once("..") {
        Some((first, end)) => (first.parse::<u16>().ok()?, end.parse::<u16>().ok()?.into()),
        None => (
            text.parse::<u16>().ok()?,
            u32::from(text.parse::<u16>().ok()?) + 1,
        ),
    };
    (u32::from(first) < end).then_some((u32::from(first), end))
}

fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" => Some(80),
        "https" => Some(443),
        "postgres" => Some(5432),
        "mysql" => Some(3306),
        "redis" => Some(6379),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(entry: &str, uri: &'static str) -> Result<bool, AllowedHostError> {
        Ok(AllowedHosts::parse(&[entry.to_owned()])?.allow(&Uri::from_static(uri)))
    }

    #[test]
    fn a_request_passes_only_where_scheme_host_and_port_agree() {
        for (entry, uri, expected) in [
            ("https://exemple.fr", "https://exemple.fr/x?y", true),
            ("https://exemple.fr/", "https://EXEMPLE.fr:443/", true),
            ("https://exemple.fr", "http://exemple.fr/", false),
            ("https://exemple.fr", "https://exemple.fr:8443/", false),
            ("https://exemple.fr", "https://api.exemple.fr/", false),
            ("https://exemple.fr", "https://exemple.fr.evil.com/", false),
            ("https://exemple.fr", "https://exemple.fr@evil.com/", false),
            ("http://localhost:8080", "http://localhost:8080/", true),
            ("http://localhost:8080..8082", "http://localhost:8081/", true),
            ("http://localhost:8080..8082", "http://localhost:8082/", false),
            ("http://[::1]:80", "http://[::1]/", true),
            ("https://*.exemple.fr", "https://api.exemple.fr/", true),
            ("https://*.exemple.fr", "https://exemple.fr/", false),
            ("https://*.exemple.fr", "https://mauvaisexemple.fr/", false),
            ("*://*:*", "http://n-importe.ou:1234/", true),
            ("*://exemple.fr:443", "https://exemple.fr/", true),
            ("postgres://exemple.fr", "https://exemple.fr/", false),
        ] {
            assert_eq!(allowed(entry, uri), Ok(expected), "{entry} {uri}");
        }
    }

    #[test]
    fn nothing_passes_by_default() {
        assert!(!AllowedHosts::default().allow(&Uri::from_static("https://exemple.fr/")));
    }

    #[test]
    fn unclear_entries_are_refused() {
        let uri = "https://exemple.fr/";
        assert_eq!(
            allowed("exemple.fr", uri),
            Err(AllowedHostError::NoScheme("exemple.fr".into()))
        );
        assert_eq!(
            allowed("*://exemple.fr", uri),
            Err(AllowedHostError::NoPort("*://exemple.fr".into()))
        );
        assert_eq!(
            allowed("https://a/b", uri),
            Err(AllowedHostError::Path("https://a/b".into()))
        );
        assert_eq!(
            allowed("https://a:b", uri),
            Err(AllowedHostError::Port("https://a:b".into()))
        );
        assert_eq!(
            allowed("https://a:9..3", uri),
            Err(AllowedHostError::Port("https://a:9..3".into()))
        );
        assert_eq!(
            allowed("https://", uri),
            Err(AllowedHostError::Host("https://".into()))
        );
        assert_eq!(
            allowed("https://a.*", uri),
            Err(AllowedHostError::Host("https://a.*".into()))
        );
        assert_eq!(
            allowed("http://self", uri),
            Err(AllowedHostError::ServiceChaining("http://self".into()))
        );
    }
}
