//! Bytes on a bare connection: what no client library would send, as slowly or as badly as a test wants.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::{Answer, Guichet, action, requests};

/// A connection on which nothing has been said.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    address: String,
}

impl Connection {
    /// Connects.
    pub fn open(guichet: &Guichet) -> Result<Self> {
        let base = guichet.base();
        let address = base.strip_prefix("http://").context("the base is an address")?;
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            address: address.to_owned(),
        })
    }

    /// Sends the head of a request, after which the connection is to be closed: a line such as `GET / HTTP/1.1`, and
    /// headers besides that of the host.
    pub fn send_head(&mut self, line: &str, headers: &[(&str, &str)]) -> io::Result<()> {
        let headers: Vec<_> = headers
            .iter()
            .map(|(name, value)| (*name, value.as_bytes()))
            .collect();
        self.send_head_bytes(line, &headers)
    }

    /// The same with headers that need be no text.
    pub fn send_head_bytes(&mut self, line: &str, headers: &[(&str, &[u8])]) -> io::Result<()> {
        let mut head = format!("{line}\r\nHost: {}\r\nConnection: close\r\n", self.address).into_bytes();
        for (name, value) in headers {
            head.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        head.extend(b"\r\n");
        self.send(&head)
    }

    /// Sends bytes.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)
    }

    /// Says that nothing more will be sent.
    pub fn end(&self) -> io::Result<()> {
        self.stream.shutdown(Shutdown::Write)
    }

    /// Whether the server has something to say, or has hung up, within a time.
    pub fn has_answer_within(&self, time: Duration) -> Result<bool> {
        self.stream.set_read_timeout(Some(time))?;
        let seen = self.stream.peek(&mut [0]);
        self.stream.set_read_timeout(Some(PATIENCE))?;
        match seen {
            Err(error) if [io::ErrorKind::WouldBlock, io::ErrorKind::TimedOut].contains(&error.kind()) => {
                Ok(false)
            }
            _ => Ok(true),
        }
    }

    /// What the server says until it hangs up; none when it hangs up without a word.
    ///
    /// It may answer and close before it has read everything: a connection that is reset after the answer has given it
    /// all the same.
    pub fn read_answer(mut self) -> Result<Option<Answer>> {
        let mut received = Vec::new();
        match self.stream.read_to_end(&mut received) {
            Err(error) if [io::ErrorKind::WouldBlock, io::ErrorKind::TimedOut].contains(&error.kind()) => {
                Err(error).context("the server does not answer and does not hang up")
            }
            _ if received.is_empty() => Ok(None),
            _ => parse(&received).map(Some),
        }
    }
}

/// Files `body` as JSON, announced as `length` bytes, and gives back what comes.
pub fn file(guichet: &Guichet, body: &[u8], length: usize) -> Result<Answer> {
    let mut connection = Connection::open(guichet)?;
    let headers = [
        ("Content-Type", "application/json"),
        ("Idempotency-Key", &requests::fresh_key()),
        ("Content-Length", &length.to_string()),
    ];
    // The server may close before it has read everything, as it does for a body that is too large: what then goes wrong
    // with the writing is no error.
    let _ = connection
        .send_head(&format!("POST {} HTTP/1.1", action::DOSSIERS), &headers)
        .and_then(|()| connection.send(body))
        .and_then(|()| connection.end());
    connection.read_answer()?.context("there is no answer")
}

/// Above what the server gives a request, so that it is the server that ends it.
const PATIENCE: Duration = Duration::from_secs(45);

fn parse(received: &[u8]) -> Result<Answer> {
    let end = received.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    let end = end.context("the answer has no head")?;
    let head = String::from_utf8_lossy(&received[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    Ok(Answer {
        status: status.context("the answer has no status")?.parse()?,
        headers: lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect(),
        body: received[end + 4..].to_vec(),
    })
}
