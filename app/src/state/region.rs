//! The names of the régions by INSEE code, so that `region="27"` can be compared with the names that a territory
//! carries. The reference data is the service's.

/// The code of a région and its name as the service writes it (code officiel géographique 2026, INSEE).
pub fn region_name(code: &str) -> Option<(&'static str, &'static str)> {
    REGIONS.into_iter().find(|(known, _)| *known == code)
}

const REGIONS: [(&str, &str); 18] = [
    ("01", "Guadeloupe"),
    ("02", "Martinique"),
    ("03", "Guyane"),
    ("04", "La Réunion"),
    ("06", "Mayotte"),
    ("11", "Île-de-France"),
    ("24", "Centre-Val de Loire"),
    ("27", "Bourgogne-Franche-Comté"),
    ("28", "Normandie"),
    ("32", "Hauts-de-France"),
    ("44", "Grand Est"),
    ("52", "Pays de la Loire"),
    ("53", "Bretagne"),
    ("75", "Nouvelle-Aquitaine"),
    ("76", "Occitanie"),
    ("84", "Auvergne-Rhône-Alpes"),
    ("93", "Provence-Alpes-Côte d'Azur"),
    ("94", "Corse"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_codes_have_a_name_and_others_none() {
        assert_eq!(region_name("27"), Some(("27", "Bourgogne-Franche-Comté")));
        assert_eq!(region_name("94"), Some(("94", "Corse")));
        assert_eq!(region_name("BFC"), None);
        assert_eq!(region_name(""), None);
    }
}
