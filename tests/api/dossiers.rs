//! `/api/v1/dossiers`: filing a request.

mod after_filing;
mod bad_input;
mod bad_values;
mod filing;
mod idempotency;
mod limit;
mod proof_of_work;
