//! Passwords: what one must be, how it is kept, and how it is compared.

use std::sync::{Arc, LazyLock};

use argon2::{
    Argon2, PasswordHasher, PasswordVerifier,
    password_hash::{self, phc::PasswordHash},
};
use domain::{
    identity::{PASSWORD_MAX, PASSWORD_MIN},
    people::names::fold,
};
use tokio::sync::Semaphore;
use zxcvbn::Score;

/// How many are hashed at a time: each takes 19 MiB and a core for some 20 ms.
const AT_A_TIME: usize = 2;

/// Characters of a password whose strength is weighed: more would take long and change nothing.
const WEIGHED: usize = 100;

/// Characters of a password beside the words that are known of its owner, at least.
const UNKNOWN: usize = 8;

static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(AT_A_TIME)));

/// Why a password is not taken (OWASP ASVS 5.0, V6.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefused {
    /// It is too short.
    #[error("a password has at least {PASSWORD_MIN} characters")]
    TooShort,
    /// It is too long.
    #[error("a password has at most {PASSWORD_MAX} characters")]
    TooLong,
    /// It is one of the first that somebody else would try.
    #[error("this password is easy to guess: take several words that do not belong together")]
    EasyToGuess,
}

/// Checks that a password may be taken; `about` are words that are known of its owner, such as name and address.
///
/// Any characters may be in it, and it is taken as it is: not cut, not folded.
///
/// # Errors
/// [`PasswordRefused`] says why it may not.
pub fn check(password: &str, about: &[&str]) -> Result<(), PasswordRefused> {
    match password.chars().count() {
        n if n < PASSWORD_MIN => return Err(PasswordRefused::TooShort),
        n if n > PASSWORD_MAX => return Err(PasswordRefused::TooLong),
        _ => {}
    }
    let weighed: String = password.chars().take(WEIGHED).collect();
    let mut known: Vec<&str> = vec!["touchstone"];
    for text in about {
        known.push(text);
        known.extend(text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2));
    }
    let is_mostly_known = unknown_part(&weighed, &known) < UNKNOWN;
    if is_mostly_known || zxcvbn::zxcvbn(&weighed, &known).score() < Score::Three {
        return Err(PasswordRefused::EasyToGuess);
    }
    Ok(())
}

/// How many characters are left when the words that are known are taken out.
fn unknown_part(password: &str, known: &[&str]) -> usize {
    let mut rest = fold(password);
    let mut words: Vec<String> = known.iter().map(|word| fold(word)).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words.iter().filter(|word| word.len() > 2) {
        rest = rest.replace(word.as_str(), "");
    }
    rest.chars().filter(|c| !c.is_whitespace()).count()
}

/// The hash of a password: argon2id with 19 MiB, 2 passes and 1 lane (OWASP), in the PHC string format.
///
/// # Errors
/// What the system says when it has no chance to give.
pub async fn hash(password: String) -> Result<String, password_hash::Error> {
    in_turn(move || {
        let hash: PasswordHash = Argon2::default().hash_password(password.as_bytes())?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether a password is the one of a hash. Without a hash the answer is no and takes as long.
pub async fn verify(password: String, hash: Option<String>) -> bool {
    static NOBODYS: LazyLock<String> = LazyLock::new(|| {
        let hash: Result<PasswordHash, _> = Argon2::default().hash_password(b"nobody's");
        hash.map(|hash| hash.to_string()).unwrap_or_default()
    });
    in_turn(move || {
        let is_known = hash.is_some();
        let text = hash.unwrap_or_else(|| NOBODYS.clone());
        let is_equal = PasswordHash::new(&text).is_ok_and(|hash| {
            Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
        });
        is_known && is_equal
    })
    .await
}

/// Runs what takes long on a thread of its own, a few at a time.
async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let turn = Arc::clone(&TURNS).acquire_owned().await;
    let ran = tokio::task::spawn_blocking(move || {
        // Kept until the work is done, also when nobody waits for it any more.
        let _turn = turn;
        work()
    });
    match ran.await {
        Ok(answer) => answer,
        Err(error) => std::panic::resume_unwind(
            error.try_into_panic().unwrap_or_else(|_| Box::new("the program is stopping")),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refuses(password: &str, about: &[&str], expected: PasswordRefused) {
        assert_eq!(check(password, about), Err(expected), "{password}");
    }

    #[test]
    fn length_is_all_that_is_asked_of_the_characters() {
        refuses("kurz", &[], PasswordRefused::TooShort);
        refuses(&"größe und form ".repeat(20), &[], PasswordRefused::TooLong);
        assert_eq!(check("drei krumme Laternen", &[]), Ok(()));
        assert_eq!(check("крокодил летал низко", &[]), Ok(()));
        assert_eq!(check(&"mq7 vorhang ".repeat(21), &[]), Ok(()));
    }

    #[test]
    fn what_others_would_try_first_is_refused() {
        refuses("password1234", &[], PasswordRefused::EasyToGuess);
        refuses("qwertyuiop12", &[], PasswordRefused::EasyToGuess);
        refuses("aaaaaaaaaaaaaaaa", &[], PasswordRefused::EasyToGuess);
        refuses("annasommer2026", &["Anna Sommer"], PasswordRefused::EasyToGuess);
        refuses(
            "anna.sommer@example.org",
            &["anna.sommer@example.org"],
            PasswordRefused::EasyToGuess,
        );
        refuses("touchstone2026", &[], PasswordRefused::EasyToGuess);
    }

    #[tokio::test]
    async fn a_password_is_that_of_its_hash_only() {
        let kept = hash("drei krumme Laternen".to_owned()).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("drei krumme Laternen".to_owned(), Some(kept.clone())).await);
        assert!(!verify("drei krumme laternen".to_owned(), Some(kept)).await);
        assert!(!verify("nobody's".to_owned(), None).await);
    }
}
