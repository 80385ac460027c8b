//! Reads of public reference data: territories and communes.
