//! The notice of the sources. Where it is shown is decided by the rooms that show facts.

/// Source and date of the facts, to be shown with them: the Licence Ouverte 2.0 asks for it.
pub const SOURCE_NOTICE: &str = "Source : ANCT, programme Territoires d'industrie, données du 04/07/2024 ; \
                                 découpage administratif : INSEE, DGCL, La Poste via Etalab, 2026";
