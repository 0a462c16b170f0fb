//! What the program counts about itself, as Prometheus reads it.
//!
//! A label holds a word that stands in the program: a route as it is written, a status, a code. Never an id, a name or an
//! address, so that whoever keeps the numbers keeps nobody's data.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use app::{jobs, jobs::Counted};
use axum::{
    extract::State,
    http::{HeaderName, StatusCode, header},
    response::IntoResponse,
};
use prometheus::{
    Counter, Gauge, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, IntGaugeVec, Opts,
    Registry, TextEncoder, core::Collector,
};
use tracing::error;

use crate::{
    FAILED, Site,
    health::VERSION,
    problems::{Problem, Refused},
};

/// The text format of Prometheus.
const KIND: [(HeaderName, &str); 1] =
    [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];

/// Upper bounds of the times of requests, in seconds.
const SECONDS: &[f64] =
    &[0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// How a try to sign in ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Try {
    /// The password was the right one.
    Verified,
    /// It was not.
    Wrong,
    /// It was not even looked at: there were too many before.
    Refused,
}

/// The counters of one server.
pub(crate) struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
    refused: IntCounterVec,
    tries: IntCounterVec,
    streams: IntGauge,
    jobs: IntGaugeVec,
    resident: IntGauge,
    cpu: Counter,
    is_ready: Gauge,
    /// Held while what is read of the system is written down, so that two who ask at once do not count it twice.
    scrape: Mutex<()>,
}

impl Metrics {
    /// Counters that stand at nothing.
    #[expect(
        clippy::expect_used,
        reason = "every name and label is written here, and every test that makes a router makes them"
    )]
    pub(crate) fn new() -> Self {
        let made = "the names of metrics are names";
        let of = |name: &str, told: &str| Opts::new(name, told);
        let metrics = Self {
            registry: Registry::new(),
            requests: IntCounterVec::new(
                of("touchstone_http_requests_total", "Requests answered."),
                &["method", "route", "status"],
            )
            .expect(made),
            seconds: HistogramVec::new(
                HistogramOpts::new(
                    "touchstone_http_request_seconds",
                    "Seconds until the head of the answer.",
                )
                .buckets(SECONDS.to_vec()),
                &["method", "route"],
            )
            .expect(made),
            refused: IntCounterVec::new(
                of("touchstone_refusals_total", "Answers that are a problem, by its code."),
                &["code"],
            )
            .expect(made),
            tries: IntCounterVec::new(
                of("touchstone_sign_in_tries_total", "Tries to sign in with a password."),
                &["result"],
            )
            .expect(made),
            streams: IntGauge::with_opts(of("touchstone_event_streams", "Event streams now open."))
                .expect(made),
            jobs: IntGaugeVec::new(
                of("touchstone_jobs", "Jobs of all workspaces that are not done."),
                &["state"],
            )
            .expect(made),
            resident: IntGauge::with_opts(of(
                "process_resident_memory_bytes",
                "Memory of the process that is in use.",
            ))
            .expect(made),
            cpu: Counter::with_opts(of(
                "process_cpu_seconds_total",
                "Seconds of processors that the process has used.",
            ))
            .expect(made),
            is_ready: Gauge::with_opts(of("touchstone_ready", "1 while /readyz says so, else 0."))
                .expect(made),
            scrape: Mutex::new(()),
        };
        metrics.register(made);
        metrics
    }

    #[expect(clippy::expect_used, reason = "see `new`")]
    fn register(&self, made: &str) {
        let build = IntGaugeVec::new(
            Opts::new("touchstone_build_info", "1, with the version that runs."),
            &["version"],
        )
        .expect(made);
        build.with_label_values(&[VERSION]).set(1);
        // So that there is a nought before there is a one.
        for result in [Try::Verified, Try::Wrong, Try::Refused] {
            self.tries.with_label_values(&[result.word()]);
        }
        let all: [Box<dyn Collector>; 10] = [
            Box::new(build),
            Box::new(self.requests.clone()),
            Box::new(self.seconds.clone()),
            Box::new(self.refused.clone()),
            Box::new(self.tries.clone()),
            Box::new(self.streams.clone()),
            Box::new(self.jobs.clone()),
            Box::new(self.resident.clone()),
            Box::new(self.cpu.clone()),
            Box::new(self.is_ready.clone()),
        ];
        for collector in all {
            self.registry.register(collector).expect(made);
        }
    }

    /// Counts a request that was answered, and the code of its problem where it is one.
    pub(crate) fn answered(
        &self,
        method: &str,
        route: &str,
        status: StatusCode,
        code: Option<&str>,
        took: Duration,
    ) {
        self.requests.with_label_values(&[method, route, class(status)]).inc();
        self.seconds.with_label_values(&[method, route]).observe(took.as_secs_f64());
        if let Some(code) = code {
            self.refused.with_label_values(&[code]).inc();
        }
    }

    /// Counts a try to sign in.
    pub(crate) fn tried(&self, result: Try) {
        self.tries.with_label_values(&[result.word()]).inc();
    }

    /// Counts an event stream as open until what is given back is dropped.
    pub(crate) fn stream(&self) -> Stream {
        self.streams.inc();
        Stream(self.streams.clone())
    }

    /// Everything that was counted, with what the system and the data say now.
    fn text(&self, jobs: Counted, is_ready: bool) -> Result<String, prometheus::Error> {
        let _one_at_a_time = self.scrape.lock().unwrap_or_else(PoisonError::into_inner);
        for (state, n) in [("queued", jobs.queued), ("leased", jobs.running), ("dead", jobs.dead)] {
            self.jobs.with_label_values(&[state]).set(n);
        }
        self.is_ready.set(if is_ready { 1.0 } else { 0.0 });
        if let Some(bytes) = resident() {
            self.resident.set(bytes);
        }
        if let Some(seconds) = cpu_seconds() {
            self.cpu.inc_by((seconds - self.cpu.get()).max(0.0));
        }
        TextEncoder::new().encode_to_string(&self.registry.gather())
    }
}

impl Try {
    const fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Wrong => "wrong",
            Self::Refused => "refused",
        }
    }
}

/// An event stream that is open.
pub(crate) struct Stream(IntGauge);

impl Drop for Stream {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// What was counted, for a monitor.
pub(crate) async fn show(State(site): State<Site>) -> impl IntoResponse {
    let jobs =
        jobs::counted(&site.app).await.map_err(|error| Refused::from(error).into_response())?;
    let is_ready = site.readiness.check(&site.app).await.is_ok();
    match site.metrics.text(jobs, is_ready) {
        Ok(text) => Ok((KIND, text)),
        Err(error) => {
            error!(%error, "What was counted could not be written");
            Err(Problem::new(FAILED, "the server failed: its log says why").into_response())
        }
    }
}

/// The first figure of a status, for all that begin with it.
const fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        100..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

/// Bytes of the process in memory, where the system tells them as Linux does.
fn resident() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: i64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes.saturating_mul(1024))
}

/// Seconds of processors that the process has used, likewise.
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    ticks(&stat).map(|ticks| f64::from(ticks) / 100.0)
}

/// Hundredths of a second of processors, in which Linux tells them on every machine. The name of the program stands before
/// in brackets, and may hold anything.
fn ticks(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u32>().ok();
    next()?.checked_add(next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_process_is_read_whatever_it_is_called() {
        let stat = "7 (a) b (c) S 1 7 7 0 -1 4194560 1 0 0 0 250 50 0 0 20 0 9 0 1 1 1";
        assert_eq!(ticks(stat), Some(300));
        assert_eq!(ticks("7 (touchstone) S 1"), None);
        assert_eq!(ticks(""), None);
    }

    #[test]
    fn what_was_counted_is_written() {
        let metrics = Metrics::new();
        let took = Duration::from_millis(3);
        metrics.answered(
            "GET",
            "/people/{id}",
            StatusCode::NOT_FOUND,
            Some("unknown_person"),
            took,
        );
        metrics.tried(Try::Wrong);
        let stream = metrics.stream();
        let counted = Counted { queued: 3, running: 2, dead: 1 };
        let text = metrics.text(counted, true).unwrap();
        for line in [
            "touchstone_http_requests_total{method=\"GET\",route=\"/people/{id}\",status=\"4xx\"} 1",
            "touchstone_http_request_seconds_bucket{method=\"GET\",route=\"/people/{id}\",le=\"0.0025\"} 0",
            "touchstone_http_request_seconds_bucket{method=\"GET\",route=\"/people/{id}\",le=\"0.005\"} 1",
            "touchstone_refusals_total{code=\"unknown_person\"} 1",
            "touchstone_sign_in_tries_total{result=\"wrong\"} 1",
            "touchstone_sign_in_tries_total{result=\"verified\"} 0",
            "touchstone_event_streams 1",
            "touchstone_jobs{state=\"leased\"} 2",
            "touchstone_ready 1",
        ] {
            assert!(text.lines().any(|it| it == line), "{line} in\n{text}");
        }
        drop(stream);
        assert!(metrics.text(counted, false).unwrap().contains("touchstone_event_streams 0"));
    }
}
