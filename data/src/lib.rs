//! Reference facts compiled in: territories, their members, communes.
