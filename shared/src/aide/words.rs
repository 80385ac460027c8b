//! The words of the engine: what each step, refusal, missing fact and caveat says to a person. They decide nothing, and are
//! only built when somebody reads.

mod caveat;
mod fact;
mod phrases;
mod refusal;
mod step;
