//! `serve`: answers on HTTP until it is told to stop.

use std::{
    io::Write,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use app::identity::invitations;
use clap::Args;
use serde_json::json;
use server::{ServeError, Server};
use store::{claims, database::Opening};

use crate::{
    answer::{Answer, Failure},
    arguments::Global,
    context::Context,
};

/// Where is listened unless another place is told.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7171);

/// `touchstone serve`
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Address and port to listen on, 127.0.0.1:7171 unless told; port 0 takes a free one [env: TOUCHSTONE_LISTEN].
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Add a workspace `sample` with made-up people to try things out; `touchstone sample remove` removes it.
    #[arg(long)]
    sample: bool,
}

/// Serves until Ctrl-C or SIGTERM.
pub(crate) async fn run(global: &Global, args: ServeArgs) -> Result<Answer, Failure> {
    let context = Context::open_for_all(global, Opening::Server).await?;
    let Some(_served) = claims::server(&context.app.db)? else {
        return Err(Failure::failed(
            "served_already",
            "another `serve` has this data folder: one is enough",
        ));
    };
    if args.sample {
        crate::sample::ensure(&context).await?;
    }
    let server = Server::listen(args.listen.or(global.told.listen).unwrap_or(LISTEN)).await?;
    let url = format!("http://{}", server.address());
    // Said at once, not when the server ends: whoever started it waits for the address.
    let _ = writeln!(std::io::stdout().lock(), "Touchstone answers on {url} (Ctrl-C stops it)");
    let first = invitations::first_admin(&context.app, &context.workspace).await?;
    if let Some(invited) = first {
        let _ = writeln!(
            std::io::stdout().lock(),
            "Nobody can sign in yet. This link makes the first admin, once, within a week:\n  {url}/#/welcome/{}",
            invited.secret
        );
    }
    let _ = std::io::stdout().lock().flush();
    server.run(context.app.clone(), told_to_stop()).await?;
    context.app.db.close().await?;
    Answer::done(&json!({ "stopped": url }), "stopped")
}

/// Ready when the process is asked to end.
async fn told_to_stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    interrupt.await;
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        let cause =
            std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
        Self::failed("serve", format!("{error}{cause}"))
    }
}
