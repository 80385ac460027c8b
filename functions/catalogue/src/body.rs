//! What several bodies of the wire are made of. It decides nothing.

use shared::message::Message;
use shared::period::Period;
use shared::source::Source;
use shared::wire::{ChoiceBody, DatedSourceBody, SentenceBody};

pub fn choice(code: &str, label: &Message) -> ChoiceBody {
    ChoiceBody {
        code: code.to_owned(),
        label: SentenceBody::new(label),
    }
}

pub fn sentences(messages: &[Message]) -> Vec<SentenceBody> {
    messages.iter().map(SentenceBody::new).collect()
}

pub fn source(source: &Source) -> DatedSourceBody {
    DatedSourceBody {
        title: source.title.to_owned(),
        url: source.url.to_owned(),
        recorded_on: source.recorded_on.to_string(),
        quote: Some(source.quote.to_owned()).filter(|quote| !quote.is_empty()),
    }
}

pub fn last_day(period: Period) -> Option<String> {
    period.last().map(|day| day.to_string())
}
