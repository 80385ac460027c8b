//! What the texts say of an enterprise as such: its size. It knows no aid.

mod taille;

pub use taille::Taille;
