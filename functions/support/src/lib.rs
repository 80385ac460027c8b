//! What every function does with HTTP: bodies in, problem details out.
