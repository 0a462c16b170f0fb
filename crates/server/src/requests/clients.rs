//! Where a request came from, also when a proxy stands in between.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};

use crate::{Site, tls::Peer};

/// The header in which proxies write for whom they ask, one after the other.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// What a proxy adds: whoever sends one of these has come through one.
const OF_PROXIES: &[&str] = &[FORWARDED_FOR, "forwarded", "x-forwarded-host", "x-real-ip", "via"];

/// What stands between the server and those who ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Front {
    /// Nothing: whoever connects is who asks, and headers of proxies say nothing.
    #[default]
    Open,
    /// A proxy of ours, on this machine or in a private network, which says in `X-Forwarded-For` for whom it asks.
    Proxy,
}

/// Where a request came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Client {
    /// The address of who asks.
    pub(crate) address: IpAddr,
    /// Whether they are on this very machine, and no proxy asks for them.
    pub(crate) is_here: bool,
}

/// Finds out where a request came from, for whatever comes after.
pub(crate) async fn find(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let known = request.extensions();
    let peer = match known.get::<ConnectInfo<Peer>>() {
        Some(ConnectInfo(Peer(peer))) => Some(peer.ip()),
        None => known.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip()),
    };
    let client = client(site.front, peer, request.headers());
    request.extensions_mut().insert(client);
    next.run(request).await
}

/// Whether an address belongs to this machine or to a network that the outside does not reach.
pub(crate) fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

fn client(front: Front, peer: Option<IpAddr>, headers: &HeaderMap) -> Client {
    // Who has no address is nobody in particular.
    let Some(peer) = peer.map(|peer| peer.to_canonical()) else {
        return Client { address: Ipv4Addr::UNSPECIFIED.into(), is_here: false };
    };
    match front {
        Front::Open => Client { address: peer, is_here: is_here(peer, headers) },
        Front::Proxy => {
            let told = if is_private(peer) { forwarded(peer, headers) } else { None };
            Client { address: told.unwrap_or(peer), is_here: false }
        }
    }
}

/// Whether somebody on this machine asks, for themselves, and means this machine: a page of another site that has had its
/// name pointed at this machine does not.
fn is_here(peer: IpAddr, headers: &HeaderMap) -> bool {
    let is_forwarded = OF_PROXIES.iter().any(|name| headers.contains_key(*name));
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    peer.is_loopback() && !is_forwarded && is_loopback_name(host)
}

fn is_loopback_name(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default();
    name.eq_ignore_ascii_case("localhost") || address(host).is_some_and(|it| it.is_loopback())
}

/// The rightmost address that is not ours: those further left were told by whoever asks.
fn forwarded(peer: IpAddr, headers: &HeaderMap) -> Option<IpAddr> {
    let mut lines: Vec<&str> = Vec::new();
    for value in headers.get_all(FORWARDED_FOR) {
        // A line that cannot be read hides what is left of it.
        lines.push(value.to_str().unwrap_or("?"));
    }
    for told in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        let address = address(told.trim())?.to_canonical();
        if address != peer && !address.is_loopback() {
            return Some(address);
        }
    }
    None
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[track_caller]
    fn check(front: Front, peer: &str, told: &[&'static str], expected: &str) {
        let lines: Vec<_> = told.iter().map(|line| (FORWARDED_FOR, *line)).collect();
        let found = client(front, Some(peer.parse().unwrap()), &headers(&lines));
        assert_eq!(found.address.to_string(), expected, "{peer} {told:?}");
    }

    #[test]
    fn without_a_proxy_nobody_is_believed() {
        check(Front::Open, "192.0.2.7", &["198.51.100.1"], "192.0.2.7");
        check(Front::Open, "127.0.0.1", &["198.51.100.1"], "127.0.0.1");
        check(Front::Open, "::ffff:192.0.2.7", &[], "192.0.2.7");
    }

    #[test]
    fn behind_a_proxy_the_rightmost_address_that_is_not_ours_asks() {
        let check = |peer, told, expected| check(Front::Proxy, peer, told, expected);
        check("127.0.0.1", &["198.51.100.1"], "198.51.100.1");
        check("10.0.0.2", &["1.1.1.1, 198.51.100.1"], "198.51.100.1");
        check("10.0.0.2", &["198.51.100.1, 10.0.0.2"], "198.51.100.1");
        check("10.0.0.2", &["198.51.100.1:4711, 127.0.0.1"], "198.51.100.1");
        check("10.0.0.2", &["1.1.1.1", "198.51.100.1"], "198.51.100.1");
        check("10.0.0.2", &["10.0.0.77"], "10.0.0.77");
        check("::1", &["[2001:db8::1]:443"], "2001:db8::1");
        check("::1", &["2001:db8::1"], "2001:db8::1");
    }

    #[test]
    fn what_cannot_be_read_is_not_believed_and_neither_is_a_stranger() {
        let check = |peer, told, expected| check(Front::Proxy, peer, told, expected);
        check("10.0.0.2", &[], "10.0.0.2");
        check("10.0.0.2", &["198.51.100.1, unknown"], "10.0.0.2");
        check("10.0.0.2", &[""], "10.0.0.2");
        check("192.0.2.7", &["198.51.100.1"], "192.0.2.7");
    }

    #[track_caller]
    fn here(peer: &str, lines: &[(&'static str, &'static str)], expected: bool) {
        let found = client(Front::Open, Some(peer.parse().unwrap()), &headers(lines));
        assert_eq!(found.is_here, expected, "{peer} {lines:?}");
    }

    #[test]
    fn only_who_asks_from_this_machine_for_themselves_is_here() {
        here("127.0.0.1", &[("host", "127.0.0.1:7171")], true);
        here("::1", &[("host", "[::1]:7171")], true);
        here("::1", &[("host", "[::1]")], true);
        here("127.0.0.1", &[("host", "localhost:7171")], true);
        here("127.0.0.1", &[("host", "localhost")], true);
        here("127.0.0.1", &[("host", "evil.example:7171")], false);
        here("127.0.0.1", &[], false);
        here("192.0.2.7", &[("host", "localhost")], false);
        here("127.0.0.1", &[("host", "localhost"), ("x-forwarded-for", "192.0.2.7")], false);
        here("127.0.0.1", &[("host", "localhost"), ("forwarded", "for=192.0.2.7")], false);
        let lines = headers(&[("host", "localhost")]);
        assert!(!client(Front::Proxy, Some("127.0.0.1".parse().unwrap()), &lines).is_here);
        assert!(!client(Front::Open, None, &lines).is_here);
    }
}
