//! HTTP: the health check and the page.
