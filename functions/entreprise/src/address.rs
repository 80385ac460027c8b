//! Where the register is, and what is asked of it. It sends nothing.

use http::Uri;
use shared::ids::Siret;

/// The base address of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

/// Why there is nobody to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It was switched off: its host ends with `.invalid`, which no host does (RFC 2606).
    #[error("ask the register: it is switched off")]
    Off,
    /// It is not a scheme, a host and perhaps a port.
    #[error("read the register's address: give a scheme and a host, as in https://example.org")]
    WrongShape,
}

impl Address {
    /// Reads the base address, with nothing after its host and port.
    ///
    /// # Errors
    /// [`AddressError`] tells one that is switched off from one that is wrong.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let uri: Uri = text.trim().parse().map_err(|_| AddressError::WrongShape)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(AddressError::WrongShape);
        };
        let is_plain = matches!(scheme, "http" | "https")
            && matches!(uri.path(), "" | "/")
            && uri.query().is_none()
            && !authority.as_str().contains('@');
        if !is_plain {
            Err(AddressError::WrongShape)
        } else if authority.host().to_ascii_lowercase().ends_with(".invalid") {
            Err(AddressError::Off)
        } else {
            Ok(Self(format!("{scheme}://{authority}")))
        }
    }

    /// The address of one search.
    ///
    /// The register searches directly when `q` is 14 digits, and then shows that establishment alone in
    /// `matching_etablissements`; `minimal` leaves out what we do not use, above all who runs the company
    /// (annuaire-entreprises-data-gouv-fr/search-api, `app/doc/open-api.yml` at commit 01bd8aa). It takes the SIRET in
    /// the address only: that is the register's interface, over TLS and to it alone.
    pub fn search(&self, siret: &Siret) -> String {
        format!(
            "{}/search?q={siret}&page=1&per_page=1&limite_matching_etablissements=1&minimal=true\
             &include=siege,matching_etablissements",
            self.0
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_has_the_siret_and_asks_for_no_more_than_is_used() {
        let siret = Siret::parse("732 829 320 00074").unwrap();
        for base in [
            "https://example.org",
            "https://example.org/",
            " https://example.org\n",
        ] {
            assert_eq!(
                Address::parse(base).unwrap().search(&siret),
                "https://example.org/search?q=73282932000074&page=1&per_page=1&limite_matching_etablissements=1\
                 &minimal=true&include=siege,matching_etablissements"
            );
        }
        assert!(Address::parse("http://127.0.0.1:8080").is_ok());
    }

    #[test]
    fn a_host_that_cannot_be_switches_it_off() {
        for base in ["https://registre.invalid", "http://a.B.INVALID:80/"] {
            assert_eq!(Address::parse(base), Err(AddressError::Off), "{base}");
        }
    }

    #[test]
    fn what_is_no_base_address_is_refused() {
        for base in [
            "",
            "example.org",
            "/search",
            "ftp://example.org",
            "https://example.org/search",
            "https://example.org?q=1",
            "https://user@example.org",
            "https://",
        ] {
            assert_eq!(Address::parse(base), Err(AddressError::WrongShape), "{base}");
        }
    }
}
