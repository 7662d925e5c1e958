//! A local server whose pages misbehave in every way, and name resolution for it.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

pub(super) const PAGE: &str = "<title>Talks</title><p>The ministers met on Friday.</p>";

/// Starts a server whose response is chosen by the path. It runs until the test ends.
pub(super) fn server() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A client may close the connection early, which ends the response.
            thread::spawn(move || answer(stream));
        }
    });
    address
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut line = String::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    reader.read_line(&mut line)?;
    let mut head = line.clone();
    while reader.read_line(&mut head)? > 2 {}
    let path = line.split(' ').nth(1).unwrap_or_default();
    let path = path.trim_start_matches('/');
    let (name, rest) = path.split_once('?').unwrap_or((path, ""));
    let mut whole = |kind: &str, more: &str, body: &[u8]| {
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{more}Content-Length: {length}\r\n\
             Connection: close\r\n\r\n"
        )?;
        stream.write_all(body)
    };
    let html = "text/html; charset=utf-8";
    match name {
        "page" => whole(html, "", PAGE.as_bytes()),
        "claims" => whole(html, "", claiming(rest).as_bytes()),
        "plain" => whole("text/plain; charset=iso-8859-1", "", b"A caf\xe9."),
        "gzip" => whole(html, "Content-Encoding: gzip\r\n", &gzip(PAGE.as_bytes())),
        "twice" => whole(
            html,
            "Content-Encoding: gzip, gzip\r\n",
            &gzip(&gzip(PAGE.as_bytes())),
        ),
        "again" => whole(
            html,
            "Content-Encoding: gzip\r\n",
            &gzip(&gzip(PAGE.as_bytes())),
        ),
        "agent" => whole("text/plain", "", head.to_lowercase().as_bytes()),
        "pdf" => whole("application/pdf", "", b"%PDF"),
        "untyped" => whole("", "", PAGE.as_bytes()),
        "bomb" => whole(
            html,
            "Content-Encoding: gzip\r\n",
            &gzip(&vec![b' '; 20_000_000]),
        ),
        "large" => whole(html, "", &vec![b' '; 5_000_001]),
        "status" => write!(
            stream,
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        ),
        "redirect" => write!(
            stream,
            "HTTP/1.1 302 Found\r\nLocation: {rest}\r\nContent-Length: 0\r\n\r\n"
        ),
        "lost" => write!(stream, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
        "garbage" => stream.write_all(b"\0\x01\x02 what\r\n\r\n"),
        "endless" | "drip" => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")?;
            let chunk = vec![b'a'; if name == "drip" { 1 } else { 1 << 16 }];
            loop {
                stream.write_all(&chunk)?;
                if name == "drip" {
                    thread::sleep(Duration::from_millis(20));
                }
            }
        }
        // Sends nothing until the client gives up.
        _ => reader.read_line(&mut line).map(|_| ()),
    }
}

/// Returns a page that declares this canonical address.
fn claiming(address: &str) -> String {
    let words = "The ministers met on Friday and left without a common statement. ".repeat(5);
    format!("<title>Talks</title><link rel='canonical' href='{address}'><p>{words}</p>")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Resolves names as a hostile name server would. `open.test` represents the public internet.
pub(super) fn lookup(server: SocketAddr) -> impl Fn(&str, u16) -> io::Result<Vec<SocketAddr>> {
    move |host, port| {
        let ips: &[&str] = match host {
            "open.test" | "sub.open.test" => return Ok(vec![SocketAddr::new(server.ip(), port)]),
            "both.test" => return Ok(vec![server, "10.0.0.1:80".parse().unwrap()]),
            "loopback.test" => &["127.0.0.1"],
            "private.test" => &["192.168.1.1"],
            "metadata.test" => &["169.254.169.254"],
            "mapped.test" => &["::ffff:10.0.0.1"],
            "nat64.test" => &["64:ff9b::a00:1"],
            "local6.test" => &["fd00::1"],
            _ => return Err(io::ErrorKind::NotFound.into()),
        };
        let ips = ips
            .iter()
            .map(|ip| SocketAddr::new(ip.parse().unwrap(), port));
        Ok(ips.collect())
    }
}
