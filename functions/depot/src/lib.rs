//! Files a request for study aid.
