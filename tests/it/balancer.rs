//! A small load balancer, which checks the readiness of each replica and forwards requests to those
//! that are ready.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Interval between two readiness checks of a replica.
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
    /// Starts a balancer over replicas, each given by its address and the address of its readiness
    /// check.
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

    /// Returns the number of requests that each replica answered.
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

    /// Forwards the requests of one connection, each over a new connection.
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
            // A replica that cannot be reached received nothing, so the request may go to the next.
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

/// Reads one request, with its `Connection` header replaced by `close`.
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
