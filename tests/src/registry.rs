//! A register of companies to be asked in the place of the State's: it answers what a test tells it to, counts its
//! calls, and remembers what each asked. It is on this machine and knows no company.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

/// A register that listens. Dropping it ends it, whatever it was doing.
#[derive(Debug)]
pub struct Registry {
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// What it answers to the next calls.
#[derive(Clone, Debug)]
pub enum Reaction {
    /// This, with `SIRET` in the body replaced by what `q` asks for.
    Answer(Answer),
    /// Nothing, until it is told something else.
    Hang,
    /// The head of an answer and half of its body.
    Cut(Answer),
    /// An answer of which the body does not end.
    Endless,
}

/// An answer to a call.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Headers besides those of the body.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

/// A call that came.
#[derive(Clone, Debug)]
pub struct Call {
    /// When.
    pub at: Instant,
    /// The path and the query.
    pub target: String,
    /// All of its head, as it came.
    pub head: String,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    reaction: Reaction,
    calls: Vec<Call>,
    /// How often it was told what to answer, or to end.
    orders: u32,
    is_over: bool,
}

impl Registry {
    /// Starts one on a free port.
    pub fn start(reaction: Reaction) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                reaction,
                calls: Vec::new(),
                orders: 0,
                is_over: false,
            }),
            changed: Condvar::new(),
        });
        let served = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if served.lock().is_over {
                    return;
                }
                let served = served.clone();
                // A caller that has gone away is what some tests are about.
                thread::spawn(move || drop(serve(stream, &served)));
            }
        });
        Ok(Self { address, shared })
    }

    /// Where it is, as the application is told.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Tells it what to answer from now on; whoever it left waiting is hung up on.
    pub fn react(&self, reaction: Reaction) {
        let mut state = self.shared.lock();
        state.reaction = reaction;
        state.orders += 1;
        self.shared.changed.notify_all();
    }

    /// The calls so far.
    pub fn calls(&self) -> Vec<Call> {
        self.shared.lock().calls.clone()
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.is_over = true;
        state.orders += 1;
        self.shared.changed.notify_all();
        drop(state);
        // The listener waits for a connection to see that it is over.
        let _ = TcpStream::connect(self.address);
    }
}

impl Reaction {
    /// A JSON answer.
    pub fn json(status: u16, body: &str) -> Self {
        Self::Answer(Answer::json(status, body))
    }

    /// An answer that is only a status and a header.
    pub fn header(status: u16, name: &'static str, value: &str) -> Self {
        let mut answer = Answer::json(status, "");
        answer.headers.push((name, value.to_owned()));
        Self::Answer(answer)
    }
}

impl Answer {
    /// A JSON answer.
    pub fn json(status: u16, body: &str) -> Self {
        Self {
            status,
            headers: vec![("content-type", "application/json".to_owned())],
            body: body.to_owned(),
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the next order, so long that a test would have ended.
    fn wait(&self, orders: u32) {
        let waiting = self
            .changed
            .wait_timeout_while(self.lock(), HANG, |state| state.orders == orders);
        drop(waiting);
    }
}

/// A made-up SIRET that checks: those of the SIREN 999 999 998, which the tests take to be nobody's.
pub fn siret(number: u16) -> String {
    let first = format!("999999998{number:04}");
    let sum = first.bytes().rev().enumerate().map(|(place, digit)| {
        let value = u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
        if value > 9 { value - 9 } else { value }
    });
    let check = (10 - sum.sum::<u32>() % 10) % 10;
    format!("{first}{check}")
}

const HANG: Duration = Duration::from_mins(1);

/// More than the function reads, by far.
const ENDLESS_MAX: usize = 64 * 1024 * 1024;

fn serve(mut stream: TcpStream, shared: &Shared) -> Result<()> {
    stream.set_read_timeout(Some(HANG))?;
    stream.set_write_timeout(Some(HANG))?;
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head)? == 0 {
            return Ok(());
        }
    }
    let target = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let asked = target.split(['=', '&']).nth(1).unwrap_or_default().to_owned();
    let (reaction, orders) = {
        let mut state = shared.lock();
        let at = Instant::now();
        state.calls.push(Call { at, target, head });
        (state.reaction.clone(), state.orders)
    };
    match reaction {
        Reaction::Answer(answer) => {
            let body = answer.body.replace("SIRET", &asked);
            write_head(&mut stream, &answer, body.len())?;
            stream.write_all(body.as_bytes())?;
        }
        Reaction::Hang => shared.wait(orders),
        Reaction::Cut(answer) => {
            let body = answer.body.replace("SIRET", &asked);
            write_head(&mut stream, &answer, body.len())?;
            stream.write_all(&body.as_bytes()[..body.len() / 2])?;
        }
        Reaction::Endless => {
            write_head(&mut stream, &Answer::json(200, ""), ENDLESS_MAX)?;
            let blanks = [b' '; 8 * 1024];
            for _ in 0..ENDLESS_MAX / blanks.len() {
                stream.write_all(&blanks)?;
            }
        }
    }
    stream.flush()?;
    Ok(())
}

fn write_head(stream: &mut TcpStream, answer: &Answer, length: usize) -> Result<()> {
    write!(stream, "HTTP/1.1 {} Said\r\nConnection: close\r\n", answer.status)?;
    for (name, value) in &answer.headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    write!(stream, "Content-Length: {length}\r\n\r\n")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_numbers_check() {
        for number in [0, 1, 17, 9999] {
            assert!(shared::ids::Siret::parse(&siret(number)).is_ok(), "{number}");
        }
    }
}
