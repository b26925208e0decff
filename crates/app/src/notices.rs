//! Content-free notices: "work waits". No name, no case, nothing to be read over a shoulder (SE4).

use std::path::PathBuf;

use abri_store::outbox;
use abri_text::{Language, Texts};
use lettre::message::Mailbox;
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::app::App;
use crate::error::AppError;

/// How long a notice is claimed while it is being sent.
const LEASE_US: i64 = 60 * 1_000_000;

/// Where notices go.
pub enum Post {
    /// Into a folder, a file each.
    Folder(PathBuf),
    /// By SMTP.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
}

impl App {
    /// Sends what waits. Answers how many went out.
    ///
    /// # Errors
    ///
    /// Where the store fails. A notice that cannot be sent stays and is tried again later.
    pub async fn send_notices(&self, post: &Post, texts: &Texts) -> Result<usize, AppError> {
        let now_us = self.now().as_microsecond();
        let claimed = self
            .0
            .store
            .write("claim", move |tx| {
                Box::pin(async move { Ok::<_, AppError>(outbox::claim(tx, now_us, LEASE_US, 50).await?) })
            })
            .await?;
        let mut sent = 0;
        for notice in claimed {
            let result = match letter(&notice, texts) {
                Ok(letter) => deliver(post, letter).await,
                Err(error) => Err(error),
            };
            let done = result.is_ok();
            if let Err(error) = &result {
                tracing::warn!(notice.id = %notice.id, %error, "a notice could not be sent");
            }
            self.0
                .store
                .write("sent", move |tx| {
                    Box::pin(async move {
                        if done {
                            outbox::mark_sent(tx, notice.id, now_us).await?;
                        } else {
                            outbox::fail(tx, &notice, now_us).await?;
                        }
                        Ok::<_, AppError>(())
                    })
                })
                .await?;
            sent += usize::from(done);
        }
        Ok(sent)
    }
}

/// The letter: the same words for every case and every person.
fn letter(notice: &outbox::Notice, texts: &Texts) -> Result<Message, AppError> {
    let voice = texts.voice(Language::En);
    let key = if notice.kind == "work_overdue" { "notice-overdue" } else { "notice-waits" };
    let from: Mailbox = "abri@localhost".parse().map_err(|_| AppError::Mail)?;
    let to: Mailbox = format!("{}@localhost", notice.to_unit.simple()).parse().map_err(|_| AppError::Mail)?;
    Message::builder()
        .from(from)
        .to(to)
        .subject(voice.get("notice-subject").into_owned())
        .body(voice.get(key).into_owned())
        .map_err(|_| AppError::Mail)
}

async fn deliver(post: &Post, letter: Message) -> Result<(), AppError> {
    match post {
        Post::Folder(folder) => {
            tokio::fs::create_dir_all(folder).await.map_err(|_| AppError::Mail)?;
            let transport = AsyncFileTransport::<Tokio1Executor>::new(folder);
            transport.send(letter).await.map(|_| ()).map_err(|_| AppError::Mail)
        }
        Post::Smtp(transport) => transport.send(letter).await.map(|_| ()).map_err(|_| AppError::Mail),
    }
}
