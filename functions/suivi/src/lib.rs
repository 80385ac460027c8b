//! Tells an applicant where their request stands.
