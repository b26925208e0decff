//! Passwords: one-time ones from the administrator, own ones from the person, and what is refused.
//!
//! The rules are those of NIST SP 800-63B-4, section 3.1.1: at least fifteen characters where the password is the only
//! factor, any characters, no rules of composition, no expiry, and a list of what everybody else would choose.

use std::sync::Arc;

use abri_store::{practitioners, sessions};
use abri_vault::{Zeroizing, passwords};
use icu::normalizer::ComposingNormalizerBorrowed;
use jiff::SignedDuration;

use crate::app::App;
use crate::audit::{self, Entry};
use crate::error::AppError;
use crate::sign_in::{MOST_ATTEMPTS, Session, WINDOW_US};

/// No password fits this: an account for which none was set, or a person of the demonstration.
pub(crate) const NO_PASSWORD: &str = "!";
/// How long a one-time password may wait for its first use.
const ONE_TIME_DAYS: i64 = 7;
/// Fewest characters of a password.
pub const SHORTEST: usize = 15;
/// Most characters: more are a mistake, and work for the machine.
const LONGEST: usize = 256;
/// What must be left of a password when everything common is taken away.
const LEAST_LEFT: usize = 6;
/// Fewest different characters.
const LEAST_DIFFERENT: usize = 5;

/// What everybody chooses, and rows of keys, also on a Russian keyboard. Longer words stand before those inside them.
const COMMON: [&str; 44] = [
    "qwertyuiop",
    "йцукенгшщзхъ",
    "qwertyuio",
    "йцукенгшщз",
    "1234567890",
    "0987654321",
    "asdfghjkl",
    "фывапролджэ",
    "фывапролд",
    "1q2w3e4r5t",
    "administrator",
    "администратор",
    "123456789",
    "987654321",
    "password",
    "passw0rd",
    "p@ssw0rd",
    "zxcvbnm",
    "ячсмитьбю",
    "ячсмить",
    "12345678",
    "abcdefgh",
    "абвгдеёж",
    "1q2w3e4r",
    "iloveyou",
    "sunshine",
    "princess",
    "football",
    "welcome",
    "letmein",
    "милиция",
    "полиция",
    "пароль",
    "parol",
    "qwerty",
    "йцукен",
    "monkey",
    "dragon",
    "admin",
    "админ",
    "12345",
    "54321",
    "abri",
    "абри",
];

/// What somebody typed to change the password.
#[derive(Clone, Copy)]
pub struct PasswordChange<'a> {
    /// The password that holds now.
    pub present: &'a str,
    /// The one that shall hold.
    pub wanted: &'a str,
    /// The same once more, because nobody sees what is typed.
    pub repeated: &'a str,
}

impl App {
    /// Sets a one-time password for the person with the sign-in name and answers it: it is told once and kept nowhere.
    /// It must be changed at the first sign-in and is worthless after seven days. Every session of the person ends.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] where nobody with an open account has the name; or where the store fails.
    pub async fn issue_password(&self, login: &str) -> Result<Zeroizing<String>, AppError> {
        let password = passwords::one_time_password(self.0.custody.entropy.as_ref());
        let hash = self.hash(&password).await?;
        let (inner, now, token) = (Arc::clone(&self.0), self.now(), self.0.custody.login_token(login));
        let until = now.checked_add(SignedDuration::from_hours(24 * ONE_TIME_DAYS)).unwrap_or(now);
        self.0
            .store
            .write("issue_password", move |tx| {
                Box::pin(async move {
                    let row = practitioners::by_login(tx, token).await?.filter(|row| row.active);
                    let row = row.ok_or(AppError::NotFound)?;
                    let until = Some(until.as_microsecond());
                    if !practitioners::set_password(tx, row.id, &row.password_hash, &hash, until).await? {
                        return Err(AppError::Changed);
                    }
                    sessions::delete_of(tx, row.id).await?;
                    sessions::clear_attempts(tx, &token).await?;
                    sessions::clear_attempts(tx, &inner.custody.attempts_token(row.id)).await?;
                    let subject = Some(format!("practitioner {}", row.id));
                    let entry = Entry { act: "password_issue", subject, ..Entry::default() };
                    audit::leaf(tx, &inner.custody, now, None, entry).await
                })
            })
            .await?;
        Ok(password)
    }

    /// Changes the password of who is signed in, and ends every other session of the person, so that whoever else knew the
    /// old password is out.
    ///
    /// # Errors
    ///
    /// [`AppError::Field`] with `present` (`wrong`), `wanted` (`too_short`, `too_long`, `common`, `same`) or `repeated`
    /// (`differs`); [`AppError::TooManyAttempts`]; [`AppError::NotFound`] in the demonstration, where nobody has one.
    pub async fn change_password(
        &self,
        session: &Session,
        change: PasswordChange<'_>,
    ) -> Result<(), AppError> {
        if self.0.demo {
            return Err(AppError::NotFound);
        }
        let id = session.actor.id.0;
        let row = self.0.store.read("practitioner", |tx| Box::pin(practitioners::get(tx, id))).await?;
        let row = row.filter(|row| row.active).ok_or(AppError::NotSignedIn)?;
        self.check_wanted(&row, session, change)?;
        let (attempts, now) = (self.0.custody.attempts_token(id), self.now());
        let tried = self
            .0
            .store
            .write("attempt", move |tx| {
                Box::pin(async move { sessions::hit(tx, &attempts, now.as_microsecond(), WINDOW_US).await })
            })
            .await?;
        if tried > MOST_ATTEMPTS {
            return Err(AppError::TooManyAttempts);
        }
        if !self.verify(Some(row.password_hash.clone()), change.present).await? {
            self.note(&session.actor, "password_refused").await?;
            return Err(AppError::Field { field: "present", code: "wrong" });
        }
        let hash = self.hash(change.wanted).await?;
        let (inner, actor, kept) = (Arc::clone(&self.0), session.actor.clone(), session.key.clone());
        self.0
            .store
            .write("change_password", move |tx| {
                Box::pin(async move {
                    if !practitioners::set_password(tx, id, &row.password_hash, &hash, None).await? {
                        return Err(AppError::Changed);
                    }
                    sessions::delete_others(tx, id, &kept).await?;
                    sessions::clear_attempts(tx, &attempts).await?;
                    let entry = Entry { act: "password_change", ..Entry::default() };
                    audit::leaf(tx, &inner.custody, now, Some(&actor), entry).await
                })
            })
            .await
    }

    fn check_wanted(
        &self,
        row: &practitioners::Practitioner,
        session: &Session,
        change: PasswordChange<'_>,
    ) -> Result<(), AppError> {
        let refuse = |field, code| Err(AppError::Field { field, code });
        let wanted = normal(change.wanted);
        let count = wanted.chars().count();
        if count < SHORTEST {
            return refuse("wanted", "too_short");
        }
        if count > LONGEST {
            return refuse("wanted", "too_long");
        }
        if wanted == normal(change.present) {
            return refuse("wanted", "same");
        }
        // The sign-in name itself is not kept; whether something is it can be told all the same.
        let is_login = |text: &str| self.0.custody.login_token(text).as_slice() == row.login_token;
        let core = wanted.trim_matches(|c: char| !c.is_alphabetic());
        if is_login(&wanted) || is_login(core) || is_common(&wanted, &session.actor.name) {
            return refuse("wanted", "common");
        }
        if wanted != normal(change.repeated) {
            return refuse("repeated", "differs");
        }
        Ok(())
    }

    /// Whether the password is the one behind the stored hash; takes as long where there is none.
    pub(crate) async fn verify(&self, stored: Option<String>, password: &str) -> Result<bool, AppError> {
        let (stored, cost) = (stored.filter(|hash| hash != NO_PASSWORD), self.0.password_cost);
        let password = normal(password);
        tokio::task::spawn_blocking(move || match stored {
            Some(stored) => passwords::verify_password(&password, &stored),
            None => passwords::verify_absent(&password, cost),
        })
        .await
        .map_err(|_| AppError::WrongSignIn)?
        .map_err(AppError::from)
    }

    async fn hash(&self, password: &str) -> Result<String, AppError> {
        let (inner, password) = (Arc::clone(&self.0), normal(password));
        tokio::task::spawn_blocking(move || {
            passwords::hash_password(&password, inner.custody.entropy.as_ref(), inner.password_cost)
        })
        .await
        .map_err(|_| AppError::Unreadable("password"))?
        .map_err(AppError::from)
    }
}

/// One Unicode form (NFC), so that an "й" typed on another keyboard is the same letter.
fn normal(password: &str) -> Zeroizing<String> {
    Zeroizing::new(ComposingNormalizerBorrowed::new_nfc().normalize(password).into_owned())
}

/// Whether the password is made of what everybody would try: common words, rows of keys, few different characters, the
/// person's own name.
fn is_common(password: &str, name: &str) -> bool {
    let mut left = Zeroizing::new(password.to_lowercase());
    let different = left.chars().collect::<std::collections::BTreeSet<_>>().len();
    let own = name.to_lowercase();
    let words = own.split_whitespace().filter(|word| word.chars().count() > 2);
    for word in words.chain(COMMON) {
        *left = left.replace(word, "");
    }
    let left = left.chars().filter(|c| c.is_alphanumeric()).count();
    different < LEAST_DIFFERENT || left < LEAST_LEFT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_would_try_is_refused_and_a_sentence_is_not() {
        for common in [
            "passwordpassword",
            "Password1234567890",
            "qwertyuiop12345",
            "йцукенгшщзхъ123",
            "aaaaaaaaaaaaaaaaaa",
            "121212121212121212",
            "Obraztsova-12345",
            "пароль пароль пароль",
            "administrator2026",
        ] {
            assert!(is_common(common, "Obraztsova Vera"), "{common}");
        }
        for sound in ["correct horse battery", "сорока несёт чайник", "7k2m-q9xd-0hvt-r4wc-e8sn"]
        {
            assert!(!is_common(sound, "Obraztsova Vera"), "{sound}");
        }
    }

    #[test]
    fn a_letter_typed_in_two_ways_is_the_same_letter() {
        assert_eq!(*normal("и\u{306}"), "й");
    }
}
