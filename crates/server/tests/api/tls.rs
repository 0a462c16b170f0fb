//! Who is let in at which door, over a real connection.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use app::{
    App,
    clock::{Clock, Ids},
};
use server::{
    ServeError, Server,
    requests::clients::Front,
    tls::{Tls, TlsError},
};
use tempfile::TempDir;
use testkit::databases::TestDatabase;
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::TcpStream,
    sync::oneshot,
    task::JoinHandle,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName},
    },
};

const NAME: &str = "touchstone.example";

/// A certificate that nobody but the test trusts, with its key, as files.
struct Paper {
    folder: TempDir,
    certificate: CertificateDer<'static>,
}

impl Paper {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let made = rcgen::generate_simple_self_signed([NAME.to_owned()]).unwrap();
        std::fs::write(folder.path().join("cert.pem"), made.cert.pem()).unwrap();
        std::fs::write(folder.path().join("key.pem"), made.signing_key.serialize_pem()).unwrap();
        Self { folder, certificate: made.cert.der().clone() }
    }

    fn certificate_file(&self) -> PathBuf {
        self.folder.path().join("cert.pem")
    }

    fn key_file(&self) -> PathBuf {
        self.folder.path().join("key.pem")
    }

    fn tls(&self) -> Tls {
        Tls::read(&self.certificate_file(), &self.key_file()).unwrap()
    }

    /// Whether who trusts this certificate and no other is answered there.
    async fn is_trusted_at(&self, address: SocketAddr) -> bool {
        let stream = TcpStream::connect(address).await.unwrap();
        let name = ServerName::try_from(NAME).unwrap();
        match self.client().connect(name, stream).await {
            Ok(line) => asked(line).await.starts_with("HTTP/1.1 200"),
            Err(_) => false,
        }
    }

    /// A client that trusts this certificate and no other.
    fn client(&self) -> TlsConnector {
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate.clone()).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        TlsConnector::from(Arc::new(config))
    }
}

/// A server that answers on a free port of this machine.
struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Result<(), ServeError>>,
    _database: TestDatabase,
}

async fn running(front: Front, tls: Option<Tls>) -> Running {
    let database = testkit::databases::sqlite().await;
    let app = App::new(database.db.clone(), Clock::System, Ids::Random);
    let server = Server::listen("127.0.0.1:0".parse().unwrap(), front, tls).await.unwrap();
    let address = server.address();
    let (stop, told) = oneshot::channel::<()>();
    let ended = tokio::spawn(server.run(app, async {
        let _ = told.await;
    }));
    Running { address, stop, ended, _database: database }
}

impl Running {
    async fn stopped(self) {
        self.stop.send(()).unwrap();
        let ended = tokio::time::timeout(Duration::from_secs(10), self.ended).await;
        ended.expect("it stops within ten seconds").unwrap().unwrap();
    }
}

/// Asks whether all is well; what is answered.
async fn asked(mut line: impl AsyncRead + AsyncWrite + Unpin) -> String {
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n");
    line.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A server that hangs up on who does not encrypt may do so before all is read.
    let _ = line.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_trusts_the_certificate_is_answered_and_who_does_not_encrypt_is_not() {
    let paper = Paper::new();
    let running = running(Front::Open, Some(paper.tls())).await;
    let name = ServerName::try_from(NAME).unwrap();
    for _ in 0..3 {
        let stream = TcpStream::connect(running.address).await.unwrap();
        let line = paper.client().connect(name.clone(), stream).await.unwrap();
        let answer = asked(line).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let plain = TcpStream::connect(running.address).await.unwrap();
        assert!(!asked(plain).await.contains("HTTP/1.1"), "plain HTTP is answered");
    }
    // Another's certificate is not taken for it.
    let stream = TcpStream::connect(running.address).await.unwrap();
    assert!(Paper::new().client().connect(name, stream).await.is_err());
    running.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_certificate_is_used_without_a_new_start_once_its_key_belongs_to_it() {
    let (paper, renewed) = (Paper::new(), Paper::new());
    let running = running(Front::Open, Some(paper.tls())).await;
    assert!(paper.is_trusted_at(running.address).await);
    std::fs::copy(renewed.certificate_file(), paper.certificate_file()).unwrap();
    // The key of the one before does not belong to it: that one stays.
    assert!(paper.is_trusted_at(running.address).await);
    std::fs::copy(renewed.key_file(), paper.key_file()).unwrap();
    assert!(renewed.is_trusted_at(running.address).await);
    assert!(!paper.is_trusted_at(running.address).await);
    // Without its files it goes on with what it has.
    std::fs::remove_file(paper.key_file()).unwrap();
    assert!(renewed.is_trusted_at(running.address).await);
    running.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_nothing_holds_nobody_up_and_no_stop() {
    let paper = Paper::new();
    let running = running(Front::Open, Some(paper.tls())).await;
    let mut silent = Vec::new();
    for _ in 0..32 {
        silent.push(TcpStream::connect(running.address).await.unwrap());
    }
    let stream = TcpStream::connect(running.address).await.unwrap();
    let name = ServerName::try_from(NAME).unwrap();
    let line = paper.client().connect(name, stream).await.unwrap();
    assert!(asked(line).await.starts_with("HTTP/1.1 200"));
    running.stopped().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_encryption_only_this_machine_and_a_near_proxy_are_let_in() {
    let anywhere: SocketAddr = "0.0.0.0:0".parse().unwrap();
    let refused = Server::listen(anywhere, Front::Open, None).await.err().unwrap();
    assert!(matches!(refused, ServeError::NotLoopback { .. }), "{refused}");
    assert!(refused.to_string().contains("--tls-cert"), "{refused}");
    let tls = Server::listen(anywhere, Front::Open, Some(Paper::new().tls())).await.unwrap();
    assert!(tls.url().starts_with("https://0.0.0.0:"), "{}", tls.url());
    let proxied = Server::listen(anywhere, Front::Proxy, None).await.unwrap();
    assert!(proxied.url().starts_with("http://"), "{}", proxied.url());
    // A proxy on this machine is near.
    let running = running(Front::Proxy, None).await;
    let stream = TcpStream::connect(running.address).await.unwrap();
    assert!(asked(stream).await.starts_with("HTTP/1.1 200"));
    running.stopped().await;
}

#[track_caller]
fn check_files(certificate: &Path, key: &Path, expected: &str) {
    let refused: TlsError = Tls::read(certificate, key).unwrap_err();
    assert!(refused.to_string().contains(expected), "{refused}");
}

#[test]
fn a_certificate_or_key_that_cannot_be_used_is_named() {
    let (one, other) = (Paper::new(), Paper::new());
    let gone = one.folder.path().join("gone.pem");
    let empty = one.folder.path().join("empty.pem");
    std::fs::write(&empty, "nothing of that kind\n").unwrap();
    check_files(&gone, &one.key_file(), "no certificate can be read from");
    check_files(&empty, &one.key_file(), "empty.pem");
    check_files(&one.key_file(), &one.key_file(), "no certificate can be read from");
    check_files(&one.certificate_file(), &gone, "no private key can be read from");
    check_files(&one.certificate_file(), &empty, "no private key can be read from");
    check_files(&one.certificate_file(), &other.key_file(), "is not the one of the certificate");
}
