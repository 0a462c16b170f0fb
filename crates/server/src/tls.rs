//! The door at which connections come in: plain, or over TLS by a certificate and its key.

use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, InconsistentKeys, ServerConfig,
        crypto::ring,
        pki_types::{
            CertificateDer, PrivateKeyDer,
            pem::{self, PemObject as _},
        },
    },
};
use tracing::{debug, info, warn};

use crate::requests::clients::{Front, is_private};

/// How long a client may take until it is agreed how to encrypt.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How many clients may be at that at once; more wait to be let in.
const HANDSHAKES: usize = 1024;
/// How long no connection is taken after the system could not give one, for want of files for one.
const BREATH: Duration = Duration::from_millis(200);

/// A certificate with its key, read again from its files when these change.
#[derive(Clone)]
pub struct Tls {
    certificate: PathBuf,
    key: PathBuf,
    /// How the files were when they were read last.
    seen: [Option<Seen>; 2],
    config: Arc<ServerConfig>,
}

/// When a file was written last, and how long it is.
type Seen = (SystemTime, u64);

/// Why a certificate with its key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The file of the certificate cannot be read.
    #[error("no certificate can be read from {}", file.display())]
    Certificate {
        /// The file.
        file: PathBuf,
        /// Why.
        #[source]
        source: pem::Error,
    },
    /// The file of the key cannot be read.
    #[error("no private key can be read from {}", file.display())]
    Key {
        /// The file.
        file: PathBuf,
        /// Why.
        #[source]
        source: pem::Error,
    },
    /// The two do not belong together.
    #[error("the key in {} is not the one of the certificate in {}", key.display(), certificate.display())]
    Mismatch {
        /// The file of the certificate.
        certificate: PathBuf,
        /// The file of the key.
        key: PathBuf,
    },
    /// They can be read, and not be used.
    #[error("the certificate in {} cannot be used", certificate.display())]
    Unusable {
        /// The file of the certificate.
        certificate: PathBuf,
        /// Why.
        #[source]
        source: rustls::Error,
    },
}

impl Tls {
    /// Reads a certificate, with those that vouch for it behind it, and its key; both as PEM.
    ///
    /// # Errors
    /// [`TlsError`] with the file that is at fault.
    pub fn read(certificate: &Path, key: &Path) -> Result<Self, TlsError> {
        // What is written while it is read is seen as new afterwards.
        let seen = [seen(certificate), seen(key)];
        let config = Arc::new(Self::config(certificate, key)?);
        Ok(Self { certificate: certificate.to_path_buf(), key: key.to_path_buf(), seen, config })
    }

    /// The certificate of now: a new one takes the place of the old with the next connection. One that cannot be used is
    /// told in the log, and the old one stays.
    fn current(&mut self) -> TlsAcceptor {
        let now = [seen(&self.certificate), seen(&self.key)];
        if now != self.seen {
            self.seen = now;
            match Self::config(&self.certificate, &self.key) {
                Ok(config) => {
                    self.config = Arc::new(config);
                    info!("A new certificate is in use");
                }
                Err(error) => {
                    warn!(%error, "A new certificate cannot be used; the one before stays");
                }
            }
        }
        TlsAcceptor::from(Arc::clone(&self.config))
    }

    fn config(certificate: &Path, key: &Path) -> Result<ServerConfig, TlsError> {
        let unread = |source| TlsError::Certificate { file: certificate.to_path_buf(), source };
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(certificate)
            .and_then(Iterator::collect)
            .map_err(unread)?;
        if chain.is_empty() {
            return Err(unread(pem::Error::NoItemsFound));
        }
        let private = PrivateKeyDer::from_pem_file(key)
            .map_err(|source| TlsError::Key { file: key.to_path_buf(), source })?;
        let unusable = |source| match source {
            rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => TlsError::Mismatch {
                certificate: certificate.to_path_buf(),
                key: key.to_path_buf(),
            },
            source => TlsError::Unusable { certificate: certificate.to_path_buf(), source },
        };
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(unusable)?
            .with_no_client_auth()
            .with_single_cert(chain, private)
            .map_err(unusable)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }
}

/// How a file is, as far as it can be told; who renews a certificate may replace the file meanwhile.
fn seen(file: &Path) -> Option<Seen> {
    let told = std::fs::metadata(file).ok()?;
    Some((told.modified().ok()?, told.len()))
}

/// A certificate's key is not printed.
impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tls(…)")
    }
}

/// A connection, encrypted or not.
pub(crate) trait Line: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Line for T {}

/// The other end of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) SocketAddr);

impl Connected<IncomingStream<'_, Door>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// Where connections come in.
pub(crate) struct Door {
    tcp: TcpListener,
    tls: Option<Tls>,
    front: Front,
    /// Those with whom it is being agreed how to encrypt; they hold nobody up, and are left when the door closes.
    shaking: JoinSet<Option<(Box<dyn Line>, SocketAddr)>>,
}

impl Door {
    pub(crate) fn new(tcp: TcpListener, front: Front, tls: Option<Tls>) -> Self {
        Self { tcp, tls, front, shaking: JoinSet::new() }
    }

    /// Whether somebody is let in: without encryption behind a proxy that is only who is near.
    fn admits(&self, peer: SocketAddr) -> bool {
        self.tls.is_some() || self.front == Front::Open || is_private(peer.ip())
    }

    /// A connection that is ready at once; of one over TLS it is to be agreed first how to encrypt.
    fn arrived(
        &mut self,
        stream: TcpStream,
        peer: SocketAddr,
    ) -> Option<(Box<dyn Line>, SocketAddr)> {
        if !self.admits(peer) {
            debug!("Somebody from elsewhere came past the proxy and was not let in");
            return None;
        }
        // Answers are written whole: there is nothing to wait for. Where it cannot be said they are sent all the same.
        let _ = stream.set_nodelay(true);
        let Some(tls) = &mut self.tls else { return Some((Box::new(stream), peer)) };
        let tls = tls.current();
        self.shaking.spawn(async move {
            match tokio::time::timeout(HANDSHAKE, tls.accept(stream)).await {
                Ok(Ok(stream)) => {
                    let stream: Box<dyn Line> = Box::new(stream);
                    Some((stream, peer))
                }
                Ok(Err(error)) => {
                    debug!(%error, "A client did not agree how to encrypt");
                    None
                }
                Err(_) => None,
            }
        });
        None
    }
}

impl Listener for Door {
    type Io = Box<dyn Line>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let ready = tokio::select! {
                Some(agreed) = self.shaking.join_next() => agreed.ok().flatten(),
                came = self.tcp.accept(), if self.shaking.len() < HANDSHAKES => match came {
                    Ok((stream, peer)) => self.arrived(stream, peer),
                    Err(error) => {
                        rest_after(&error).await;
                        None
                    }
                },
            };
            if let Some(ready) = ready {
                return ready;
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.tcp.local_addr()
    }
}

/// Waits a moment where the system, and not the client, was at fault: it may have files for connections again then.
async fn rest_after(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        warn!(%error, "No connection could be taken");
        tokio::time::sleep(BREATH).await;
    }
}
