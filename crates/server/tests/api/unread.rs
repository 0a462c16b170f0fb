//! What is left of a body when its request is answered.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    body::{Body, Bytes},
    http::{Request, header},
};
use tokio_stream::StreamExt as _;

use crate::house::{Answer, House};

/// Sends `n_pieces` of a kilobyte to where nobody reads them, and how many were taken all the same.
async fn refused(house: &House, n_pieces: usize) -> (Answer, usize) {
    let taken = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&taken);
    let pieces = tokio_stream::iter(0..n_pieces).map(move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
        Ok::<_, std::io::Error>(Bytes::from_static(&[b' '; 1024]))
    });
    let request = Request::builder()
        .method("POST")
        .uri("/api/v1/enrollments")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from_stream(pieces))
        .unwrap();
    let answer = house.send(request).await;
    assert_eq!(answer.told(), "403 cross_site");
    (answer, taken.load(Ordering::Relaxed))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_connection_of_a_refused_request_can_be_used_again_or_the_answer_says_that_it_ends() {
    let house = House::new(testkit::databases::sqlite().await).await;
    let (answer, taken) = refused(&house, 20).await;
    assert_eq!((answer.headers.get(header::CONNECTION), taken), (None, 20));
    let (answer, taken) = refused(&house, 20_000).await;
    assert_eq!(answer.headers.get(header::CONNECTION).unwrap(), "close");
    assert!(taken < 2_000, "{taken} pieces were read of a body that nobody wants");
}
