//! One browser or program: a connection that is kept, as little work for each request as can be.
use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

pub struct Client {
    at: String,
    cookie: String,
    conn: Option<BufReader<TcpStream>>,
}

pub struct Answer {
    pub status: u16,
    pub cookies: Vec<String>,
    pub location: Option<String>,
    pub body: Vec<u8>,
}

impl Client {
    /// `at` is an address and a port.
    pub fn new(at: &str, cookie: &str) -> Self {
        Self {
            at: at.to_owned(),
            cookie: cookie.to_owned(),
            conn: None,
        }
    }

    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.ask("GET", path, "")
    }

    pub fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Result<Answer> {
        let body: String = form
            .iter()
            .map(|(name, value)| {
                let value: String =
                    url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
                format!("{name}={value}")
            })
            .collect::<Vec<_>>()
            .join("&");
        self.ask("POST", path, &body)
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> Result<Answer> {
        let cookie = match self.cookie.as_str() {
            "" => String::new(),
            cookie => format!("Cookie: {cookie}\r\n"),
        };
        let form = match method {
            "POST" => format!(
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
                body.len()
            ),
            _ => String::new(),
        };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{cookie}{form}\r\n{body}",
            self.at
        );
        // A connection that was kept may have been closed meanwhile: once more on a new one, if nothing came back.
        let kept = self.conn.is_some();
        match self.once(request.as_bytes()) {
            Err(error) if kept && error.kind() == ErrorKind::UnexpectedEof => {
                self.once(request.as_bytes())
            }
            done => done,
        }
    }

    fn once(&mut self, request: &[u8]) -> Result<Answer> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => {
                #[allow(clippy::disallowed_methods)] // It measures; it fetches nothing.
                let stream = TcpStream::connect(&self.at)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(Duration::from_secs(20)))?;
                BufReader::with_capacity(64 * 1024, stream)
            }
        };
        conn.get_mut().write_all(request)?;
        let mut line = String::new();
        conn.read_line(&mut line)?;
        let status = line
            .get(9..12)
            .and_then(|code| code.parse().ok())
            .ok_or_else(|| Error::from(ErrorKind::UnexpectedEof))?;
        let (mut length, mut chunked, mut close) = (0, false, false);
        let (mut cookies, mut location) = (Vec::new(), None);
        loop {
            line.clear();
            conn.read_line(&mut line)?;
            let header = line.trim_end();
            if header.is_empty() {
                break;
            }
            let Some((name, value)) = header.split_once(": ") else {
                continue;
            };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().unwrap_or(0),
                "transfer-encoding" => chunked = true,
                "connection" => close = value.eq_ignore_ascii_case("close"),
                "location" => location = Some(value.to_owned()),
                "set-cookie" => {
                    cookies.push(value.split(';').next().unwrap_or_default().to_owned())
                }
                _ => {}
            }
        }
        let mut body = vec![0; length];
        if chunked {
            loop {
                line.clear();
                conn.read_line(&mut line)?;
                let size = usize::from_str_radix(line.trim(), 16).map_err(Error::other)?;
                let at = body.len();
                body.resize(at + size, 0);
                conn.read_exact(&mut body[at..])?;
                line.clear();
                conn.read_line(&mut line)?;
                if size == 0 {
                    break;
                }
            }
        } else {
            conn.read_exact(&mut body)?;
        }
        if !close {
            self.conn = Some(conn);
        }
        Ok(Answer {
            status,
            cookies,
            location,
            body,
        })
    }
}
