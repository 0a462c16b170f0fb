//! `serve`: answers on HTTP until it is told to stop.

use std::{
    io::Write,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

use app::identity::invitations::{self, InvitationError};
use app::jobs::{self, Options};
use clap::Args;
use serde_json::json;
use server::{
    ServeError, Server,
    requests::clients::Front,
    tls::{Tls, TlsError},
};
use store::{claims, database::Opening, errors::StoreError};
use tokio::sync::watch;
use tracing::warn;

use crate::{
    answer::{Answer, Failure},
    arguments::Global,
    context::Context,
    logs,
    settings::program::Told,
};

/// Where is listened unless another place is told.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7171);

/// How long answers may take after the word to stop.
const LAST_CALL: Duration = Duration::from_secs(5);
/// How long closing the data may take then; what is committed is on the disk already.
const FAREWELL: Duration = Duration::from_secs(2);

/// `touchstone serve`
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Address and port to listen on, 127.0.0.1:7171 unless told; port 0 takes a free one [env: TOUCHSTONE_LISTEN].
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Certificate to answer over TLS with, and those that vouch for it (PEM) [env: TOUCHSTONE_TLS_CERT].
    #[arg(long, value_name = "FILE")]
    tls_cert: Option<PathBuf>,
    /// Private key of the certificate (PEM) [env: TOUCHSTONE_TLS_KEY].
    #[arg(long, value_name = "FILE")]
    tls_key: Option<PathBuf>,
    /// A proxy with TLS on a private address stands in front and says in X-Forwarded-For who asks [env: TOUCHSTONE_BEHIND_PROXY].
    #[arg(long)]
    behind_proxy: bool,
    /// Add a workspace `sample` with made-up people to try things out; `touchstone sample remove` removes it.
    #[arg(long)]
    sample: bool,
}

/// Serves until Ctrl-C or SIGTERM.
pub(crate) async fn run(global: &Global, args: ServeArgs) -> Result<Answer, Failure> {
    let entrance = entrance(&global.told, &args)?;
    logs::start(global.told.log.unwrap_or_default(), global.told.log_form.unwrap_or_default());
    let mut context = Context::open_for_all(global, Opening::Server).await?;
    let Some(_served) = claims::server(&context.app.db)? else {
        return Err(Failure::failed(
            "served_already",
            "another `serve` has this data folder: one is enough",
        ));
    };
    context.app.db.keep_reserve()?;
    context.app.backups_kept = global.told.backups_kept()?;
    let options = Options { lease: global.told.job_lease()?, ..Options::default() };
    match app::instance::standing(&context.app).await {
        Ok(standing) if standing.is_held => {
            warn!(why = standing.why, "Held: nothing leaves here until `touchstone release`");
        }
        // With room again it is written down: until then there is reading.
        Err(error @ StoreError::Full) => warn!("{error}"),
        standing => drop(standing?),
    }
    if args.sample {
        crate::sample::ensure(&context).await?;
    }
    // Whoever reads the address may say stop at once.
    let told = told_to_stop();
    let server = Server::listen(entrance.address, entrance.front, entrance.tls).await?;
    let url = server.url();
    // Said at once, not when the server ends: whoever started it waits for the address.
    let _ = writeln!(std::io::stdout().lock(), "Touchstone answers on {url} (Ctrl-C stops it)");
    tell_first_link(&context, &url).await?;
    let _ = std::io::stdout().lock().flush();
    until_told(&context, server, options, told).await?;
    if let Ok(closed) = tokio::time::timeout(FAREWELL, context.app.db.close()).await {
        closed?;
    }
    Answer::done(&json!({ "stopped": url }), "stopped")
}

/// Tells the link by which the first admin comes in, while nobody can sign in.
async fn tell_first_link(context: &Context, url: &str) -> Result<(), Failure> {
    match invitations::first_admin(&context.app, &context.workspace).await {
        Ok(Some(invited)) => {
            let _ = writeln!(
                std::io::stdout().lock(),
                "Nobody can sign in yet. This link makes the first admin, once, within a week:\n  {url}/#/welcome/{}",
                invited.secret
            );
        }
        Ok(None) => {}
        // There is reading until then, and a link at the next start.
        Err(InvitationError::Store(error @ StoreError::Full)) => warn!("{error}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Where is listened, how it is encrypted, and what stands in front.
struct Entrance {
    address: SocketAddr,
    front: Front,
    tls: Option<Tls>,
}

fn entrance(told: &Told, args: &ServeArgs) -> Result<Entrance, Failure> {
    let address = args.listen.or(told.listen).unwrap_or(LISTEN);
    let is_behind = args.behind_proxy || told.behind_proxy.unwrap_or_default();
    let front = if is_behind { Front::Proxy } else { Front::Open };
    let is_told = |file: &&Path| !file.as_os_str().is_empty();
    let certificate = args.tls_cert.as_deref().or(told.tls_cert.as_deref()).filter(is_told);
    let key = args.tls_key.as_deref().or(told.tls_key.as_deref()).filter(is_told);
    let tls = match (certificate, key) {
        (Some(certificate), Some(key)) => Some(Tls::read(certificate, key)?),
        (None, None) => None,
        _ => {
            return Err(Failure::usage(
                "program_setting",
                "tls_cert and tls_key belong together: tell both, or neither",
            ));
        }
    };
    Ok(Entrance { address, front, tls })
}

/// Answers and works until it is told to stop; then what is under way is finished, within bounds.
async fn until_told(
    context: &Context,
    server: Server,
    options: Options,
    is_told: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Failure> {
    let (told, stop) = watch::channel(false);
    let stopped = |mut stop: watch::Receiver<bool>| async move {
        // A sender that is gone is a word to stop too.
        let _ = stop.wait_for(|is_told| *is_told).await;
    };
    tokio::spawn(async move {
        is_told.await;
        let _ = told.send(true);
        told.closed().await;
    });
    let late = {
        let told = stopped(stop.clone());
        async move {
            told.await;
            tokio::time::sleep(LAST_CALL).await;
        }
    };
    let work = tokio::spawn(jobs::run(context.app.clone(), options, stopped(stop.clone())));
    tokio::select! {
        ran = server.run(context.app.clone(), stopped(stop)) => ran?,
        // Whoever is still being answered is cut off.
        () = late => {}
    }
    // It was told at the same time, and has bounds of its own.
    let _ = work.await;
    Ok(())
}

/// Listens from now on for the word to end, which is heard when the answer is awaited.
fn told_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let signals = {
        use tokio::signal::unix::{SignalKind, signal};
        [SignalKind::interrupt(), SignalKind::terminate()].map(signal)
    };
    async move {
        #[cfg(unix)]
        if let [Ok(mut interrupt), Ok(mut terminate)] = signals {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
        let _ = tokio::signal::ctrl_c().await;
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        Self::failed("serve", with_cause(&error))
    }
}

impl From<TlsError> for Failure {
    fn from(error: TlsError) -> Self {
        Self::failed("tls", with_cause(&error))
    }
}

fn with_cause(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}
