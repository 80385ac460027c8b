//! `/api/v1/instruction`: what agents read and decide.

mod access;
mod moves;
mod pages;
mod reading;
