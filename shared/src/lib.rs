//! The domain of Territoires d'industrie: pure types and rules.
