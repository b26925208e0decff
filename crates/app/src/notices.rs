//! Content-free notices: "work waits". No name, no case, nothing to be read over a shoulder (SE4).
//!
//! A letter depends on the unit it goes to, the kind of notice and the hour, and on nothing else.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use abri_store::{outbox, units};
use abri_text::{Language, Texts};
use abri_vault::Entropy;
use jiff::Timestamp;
use lettre::message::Mailbox;
use lettre::message::header::{self, ContentType, Header, HeaderName, HeaderValue};
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use uuid::Uuid;

use crate::app::App;
use crate::clock::new_id;
use crate::error::AppError;

/// How many notices are claimed at once.
const BATCH: i64 = 20;
/// How long a notice is claimed while it is being sent: longer than a batch takes when the mail server lets every
/// letter run into [`LONGEST_DELIVERY`], so that two nodes do not send the same one.
const LEASE_US: i64 = 10 * 60 * 1_000_000;
/// How long one letter may take, whatever the way.
const LONGEST_DELIVERY: Duration = Duration::from_secs(20);
/// The hour in seconds: the date of a letter says no more than the hour.
const HOUR: i64 = 3600;

/// What a notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// A task waits.
    Waits,
    /// A task of the unit is past its time.
    Overdue,
    /// A task climbed to the head of the unit.
    Climbed,
}

impl Word {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Waits => "work_waits",
            Self::Overdue => "work_overdue",
            Self::Climbed => "work_climbed",
        }
    }

    /// The text of a stored kind; one that is not known says the least.
    fn text(kind: &str) -> &'static str {
        match kind {
            "work_overdue" => "notice-overdue",
            "work_climbed" => "notice-climbed",
            _ => "notice-waits",
        }
    }
}

/// A notice to a unit, to be sent at once.
pub(crate) fn of(word: Word, unit: Uuid, now: Timestamp, entropy: &dyn Entropy) -> outbox::Notice {
    outbox::Notice {
        id: new_id(now, entropy),
        kind: word.as_str().to_owned(),
        to_unit: unit,
        to_practitioner: None,
        created_us: now.as_microsecond(),
        not_before_us: now.as_microsecond(),
        attempts: 0,
        sent_us: None,
        lease_us: None,
    }
}

/// The mailbox with an address.
///
/// # Errors
///
/// [`AppError::Mail`] where no letter could go to it.
pub(crate) fn mailbox(address: &str) -> Result<Mailbox, AppError> {
    let address = address.trim().parse::<lettre::Address>().map_err(|_| AppError::Mail)?;
    Ok(Mailbox::new(None, address))
}

/// How notices leave.
pub struct Post {
    /// By which way.
    pub way: Way,
    /// Sender of every letter.
    pub sender: Mailbox,
    /// The languages of every letter, one below the other. The units of one installation may read different ones, and
    /// a letter nobody understands reminds nobody.
    pub languages: Vec<Language>,
}

/// Where letters go.
pub enum Way {
    /// Into a folder, a file each.
    Folder(PathBuf),
    /// By SMTP.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
}

/// What became of the notices that waited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posted {
    /// Letters that went out; one stands for all notices that say the same to the same unit.
    pub letters: usize,
    /// Notices that are done with by these letters.
    pub sent: usize,
    /// Notices that could not be sent and are tried again later.
    pub failed: usize,
    /// Notices put aside because their unit has no mailbox.
    pub aside: usize,
}

/// Notices that make one letter, and the address they go to as it is kept.
struct Bundle {
    address: Option<String>,
    notices: Vec<outbox::Notice>,
}

/// What became of one letter.
#[derive(Clone, Copy)]
enum Fate {
    Sent,
    Failed,
    Nowhere,
}

impl App {
    /// Sends what waits, a batch at a time.
    ///
    /// A notice that cannot be sent stays and is tried again after a pause that doubles. One to a unit without a
    /// mailbox is put aside and taken up again when the unit has one.
    ///
    /// # Errors
    ///
    /// Where the store fails.
    pub async fn send_notices(&self, post: &Post, texts: &Texts) -> Result<Posted, AppError> {
        let mut posted = Posted::default();
        for ((_, kind), bundle) in self.claim().await? {
            let fate = match &bundle.address {
                None => Fate::Nowhere,
                Some(address) => self.deliver(post, texts, address, &kind).await,
            };
            let count = bundle.notices.len();
            match fate {
                Fate::Sent => {
                    posted.letters += 1;
                    posted.sent += count;
                }
                Fate::Failed => posted.failed += count,
                Fate::Nowhere => posted.aside += count,
            }
            self.settle(bundle.notices, fate).await?;
        }
        Ok(posted)
    }

    async fn claim(&self) -> Result<BTreeMap<(Uuid, String), Bundle>, AppError> {
        let now_us = self.now().as_microsecond();
        self.0
            .store
            .write("claim", move |tx| {
                Box::pin(async move {
                    outbox::revive(tx).await?;
                    let mut bundles: BTreeMap<_, Bundle> = BTreeMap::new();
                    for notice in outbox::claim(tx, now_us, now_us + LEASE_US, BATCH).await? {
                        let key = (notice.to_unit, notice.kind.clone());
                        if let Some(bundle) = bundles.get_mut(&key) {
                            bundle.notices.push(notice);
                            continue;
                        }
                        let address = units::get(tx, notice.to_unit).await?.and_then(|unit| unit.mail);
                        bundles.insert(key, Bundle { address, notices: vec![notice] });
                    }
                    Ok::<_, AppError>(bundles)
                })
            })
            .await
    }

    async fn deliver(&self, post: &Post, texts: &Texts, address: &str, kind: &str) -> Fate {
        let entropy = self.0.custody.entropy.as_ref();
        let letter = mailbox(address).and_then(|to| letter(post, texts, to, kind, self.now(), entropy));
        let sent = match letter {
            Ok(letter) => deliver(&post.way, letter).await,
            Err(error) => Err(error.to_string()),
        };
        match sent {
            Ok(()) => Fate::Sent,
            Err(error) => {
                // What a mail server answers may repeat the address of the unit, which is no person's.
                tracing::warn!(error, "a notice could not be sent and waits for its next try");
                Fate::Failed
            }
        }
    }

    async fn settle(&self, notices: Vec<outbox::Notice>, fate: Fate) -> Result<(), AppError> {
        let now_us = self.now().as_microsecond();
        self.0
            .store
            .write("settle_notices", move |tx| {
                Box::pin(async move {
                    for notice in &notices {
                        match fate {
                            Fate::Sent => outbox::mark_sent(tx, notice.id, now_us).await?,
                            Fate::Failed => outbox::fail(tx, notice, now_us).await?,
                            Fate::Nowhere => outbox::mark_nowhere(tx, notice, now_us).await?,
                        };
                    }
                    Ok::<_, AppError>(())
                })
            })
            .await
    }
}

/// Says that nobody sat at a keyboard, so that no absence note answers it.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The letter: the same words for every case and every person. Its id is drawn, not that of the notice, which holds
/// the moment at which the work arose; its date is the hour.
fn letter(
    post: &Post,
    texts: &Texts,
    to: Mailbox,
    kind: &str,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<Message, AppError> {
    let said = |id: &str, between: &str| {
        let each = post.languages.iter().map(|language| texts.voice(*language).get(id));
        each.collect::<Vec<_>>().join(between)
    };
    let mut random = [0_u8; 16];
    entropy.fill(&mut random);
    let id = format!("<{:032x}@{}>", u128::from_be_bytes(random), post.sender.email.domain());
    let hour = now.as_second() - now.as_second().rem_euclid(HOUR);
    let hour = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(hour).unwrap_or(0));
    Message::builder()
        .header(header::MIME_VERSION_1_0)
        .date(hour)
        .message_id(Some(id))
        .from(post.sender.clone())
        .to(to)
        .subject(said("notice-subject", " / "))
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .body(said(Word::text(kind), "\n\n"))
        .map_err(|_| AppError::Mail)
}

async fn deliver(way: &Way, letter: Message) -> Result<(), String> {
    let delivery = async {
        match way {
            Way::Folder(folder) => {
                tokio::fs::create_dir_all(folder).await.map_err(|error| error.to_string())?;
                let transport = AsyncFileTransport::<Tokio1Executor>::new(folder);
                transport.send(letter).await.map(drop).map_err(|error| error.to_string())
            }
            Way::Smtp(transport) => transport.send(letter).await.map(drop).map_err(|error| error.to_string()),
        }
    };
    tokio::time::timeout(LONGEST_DELIVERY, delivery)
        .await
        .unwrap_or_else(|_| Err("the mail server took too long".to_owned()))
}
