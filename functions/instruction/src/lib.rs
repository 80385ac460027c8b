//! Lets an agent list and move the requests of their region.
