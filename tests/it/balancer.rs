//! A small load balancer: it asks each replica whether it is ready, and passes requests on to those
//! that are.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Between two looks at a replica.
const PAUSE: Duration = Duration::from_millis(50);

pub(crate) struct Balancer {
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    replicas: Vec<Replica>,
    turn: AtomicUsize,
    ended: AtomicBool,
}

struct Replica {
    address: SocketAddr,
    health: SocketAddr,
    is_ready: AtomicBool,
    served: AtomicUsize,
}

impl Balancer {
    /// Balances over replicas with these addresses of their own and of their health.
    pub(crate) fn over(replicas: impl IntoIterator<Item = (SocketAddr, SocketAddr)>) -> Self {
        let replica = |(address, health)| Replica {
            address,
            health,
            is_ready: AtomicBool::new(true),
            served: AtomicUsize::new(0),
        };
        let shared = Arc::new(Shared {
            replicas: replicas.into_iter().map(replica).collect(),
            turn: AtomicUsize::new(0),
            ended: AtomicBool::new(false),
        });
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let watching = Arc::clone(&shared);
        thread::spawn(move || watching.watch());
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if serving.ended.load(Ordering::Relaxed) {
                    return;
                }
                let (shared, stream) = (Arc::clone(&serving), stream.unwrap());
                thread::spawn(move || shared.serve(&stream));
            }
        });
        Self { address, shared }
    }

    /// Waits until every replica is ready.
    pub(crate) fn wait_for_all(&self) {
        let deadline = Instant::now() + Duration::from_secs(60);
        let is_ready = |replica: &Replica| replica.is_ready.load(Ordering::Relaxed);
        while !self.shared.replicas.iter().all(is_ready) {
            assert!(Instant::now() < deadline, "a replica never is ready");
            thread::sleep(PAUSE);
        }
    }

    /// How many requests each replica answered.
    pub(crate) fn served(&self) -> Vec<usize> {
        let replicas = self.shared.replicas.iter();
        replicas
            .map(|replica| replica.served.load(Ordering::Relaxed))
            .collect()
    }
}

impl Drop for Balancer {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn watch(&self) {
        while !self.ended.load(Ordering::Relaxed) {
            for replica in &self.replicas {
                let is_ready = replica.ask().is_some_and(|answer| answer.contains(" 200 "));
                replica.is_ready.store(is_ready, Ordering::Relaxed);
            }
            thread::sleep(PAUSE);
        }
    }

    /// Passes the requests of one connection on, each over a connection of its own.
    fn serve(&self, stream: &TcpStream) {
        let mut reader = BufReader::new(stream);
        while let Some(request) = read(&mut reader) {
            let response = self.pass_on(&request);
            if (&*stream).write_all(&response).is_err() {
                return;
            }
        }
    }

    fn pass_on(&self, request: &[u8]) -> Vec<u8> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let mut replicas: Vec<&Replica> = self.replicas.iter().collect();
        let count = replicas.len();
        replicas.rotate_left(turn % count);
        replicas.sort_by_key(|replica| !replica.is_ready.load(Ordering::Relaxed));
        for replica in replicas {
            // Whoever cannot be reached was sent nothing: the next one may be asked.
            let Ok(mut stream) = TcpStream::connect(replica.address) else {
                continue;
            };
            let mut response = Vec::new();
            let is_sent = stream.write_all(request).is_ok();
            if is_sent && stream.read_to_end(&mut response).is_ok() && !response.is_empty() {
                replica.served.fetch_add(1, Ordering::Relaxed);
                return response;
            }
            break;
        }
        b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".to_vec()
    }
}

impl Replica {
    fn ask(&self) -> Option<String> {
        let mut stream = TcpStream::connect(self.health).ok()?;
        let request = b"GET /readyz HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n\r\n";
        stream.write_all(request).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        Some(answer)
    }
}

/// One request, which asks for its connection to be closed.
fn read(reader: &mut impl BufRead) -> Option<Vec<u8>> {
    let (mut head, mut length) = (Vec::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        if line == "\r\n" {
            break;
        }
        let lower = line.to_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        if !lower.starts_with("connection:") {
            head.extend(line.into_bytes());
        }
    }
    head.extend(b"connection: close\r\n\r\n");
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    head.extend(body);
    Some(head)
}
