//! The notices of the sources. Where they are shown is decided by the rooms that show facts.

/// Source and date of the facts of phase 2 and of the communes, to be shown with them: the Licence Ouverte 2.0
/// asks for it.
pub const SOURCE_NOTICE: &str = "Source : ANCT, programme Territoires d'industrie, données du 04/07/2024 ; \
                                 découpage administratif : INSEE, DGCL, La Poste via Etalab, 2026";

/// Source and date of the list of phase 1.
pub const SOURCE_NOTICE_2018_2023: &str =
    "Source : ANCT, programme Territoires d'industrie, liste d'octobre 2020";
