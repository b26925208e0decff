//! The running service: parts put together, pages served, time kept.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use abri_app::App;
use abri_app::health::Health;
use abri_app::notices::{Post, Posted};
use abri_app::schedule::Round;
use abri_text::Texts;
use anyhow::Context;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use crate::config::Config;
use crate::failure::Failure;
use crate::{installation, output, post};

/// How often time is looked at.
const TICK: Duration = Duration::from_secs(5);

/// One thing that was looked at in an installation.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Finding {
    /// Whether it is in order.
    pub ok: bool,
    /// What was looked at.
    pub what: String,
    /// What to do, where it is not.
    pub advice: Option<String>,
}

/// Serves until it is told to stop.
///
/// # Errors
///
/// Where the service cannot start.
pub async fn serve(config: &Config) -> Result<(), Failure> {
    log(config);
    let post = config.mail.as_ref().map(post::of_server).transpose()?;
    if post.is_none() {
        tracing::info!("no mail server is set up: notices wait, people look at their work lists");
    }
    let app = installation::open(config).await?;
    run(config, app, post).await
}

/// Serves invented people and cases.
///
/// # Errors
///
/// Where the service cannot start.
pub async fn demo(config: &Config) -> Result<(), Failure> {
    log(config);
    let fresh = !config.data.join("abri.sqlite").exists();
    if fresh {
        tracing::info!("preparing the pilot region in {}", config.data.display());
    }
    abri_app::demo::seed(installation::demo(config).await?)
        .await
        .context("the demonstration could not be prepared")?;
    let app = App::new(installation::demo(config).await?).await.context("the application cannot start")?;
    run(config, app, Some(post::of_folder(&config.data.join("notices"))?)).await
}

/// Logs go to standard error: ids only, never a name, an address, a telephone number or a narrative.
fn log(config: &Config) {
    let filter = EnvFilter::try_new(&config.log.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let writer = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process keeps the first log.
    let _ = if config.log.json { writer.json().try_init() } else { writer.with_target(false).try_init() };
}

async fn run(config: &Config, app: App, post: Option<Post>) -> Result<(), Failure> {
    let texts = Arc::new(Texts::load().context("the interface texts cannot be read")?);
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("{} cannot be listened on; is it in use?", config.listen))?;
    let address = listener.local_addr().context("the address cannot be told")?;
    let settings = abri_web::Settings {
        secure_cookies: config.public_url.as_deref().is_some_and(|url| url.starts_with("https://")),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let router = abri_web::router(app.clone(), Arc::clone(&texts), settings);
    // Two tasks: a mail server that does not answer must not hold up a deadline.
    let keeper = tokio::spawn(keep_time(app.clone()));
    let carrier = post.map(|post| tokio::spawn(carry(app.clone(), texts, post)));
    let stopped = stopped().context("the signals to stop cannot be listened to")?;
    output::line(&format!("Abri is running at http://{address}"));
    abri_web::serve(listener, router, stopped).await.context("the pages can no longer be served")?;
    keeper.abort();
    if let Some(carrier) = carrier {
        carrier.abort();
    }
    // What was done last is signed too: nobody writes behind it until the next start.
    if let Err(error) = app.finish().await {
        tracing::error!(%error, "the head of the audit log could not be signed");
    }
    Ok(())
}

/// The scheduler: a round at every tick, whatever the one before brought. A round is a task of its own, so that a
/// fault of the program ends that round and not the scheduler.
async fn keep_time(app: App) {
    loop {
        if let Err(error) = app.refresh_directory().await {
            tracing::error!(%error, "the directory could not be read again");
        }
        let round = tokio::spawn({
            let app = app.clone();
            async move { app.tick().await }
        });
        match round.await {
            // Every page that is read makes leaves; that they got their places is no news.
            Ok(Ok(round)) if round == (Round { placed: round.placed, ..Round::default() }) => {}
            Ok(Ok(round)) => tracing::info!(
                woken = round.woken,
                stuck = round.stuck,
                climbed = round.escalated,
                sessions_purged = round.purged.sessions,
                drafts_purged = round.purged.drafts,
                attempts_purged = round.purged.attempts,
                notices_purged = round.purged.notices,
                "a round of the scheduler"
            ),
            Ok(Err(error)) => tracing::error!(%error, "a round of the scheduler failed"),
            Err(error) => tracing::error!(%error, "a round of the scheduler failed"),
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Sends what waits, batch by batch.
async fn carry(app: App, texts: Arc<Texts>, post: Post) {
    let post = Arc::new(post);
    loop {
        let round = tokio::spawn({
            let (app, texts, post) = (app.clone(), Arc::clone(&texts), Arc::clone(&post));
            async move { app.send_notices(&post, &texts).await }
        });
        match round.await {
            Ok(Ok(posted)) if posted == Posted::default() => {}
            Ok(Ok(posted)) => tracing::info!(
                letters = posted.letters,
                sent = posted.sent,
                failed = posted.failed,
                aside = posted.aside,
                "notices were looked after"
            ),
            Ok(Err(error)) => tracing::error!(%error, "notices could not be sent"),
            Err(error) => tracing::error!(%error, "notices could not be sent"),
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Ends when the service is told to stop. It listens from the call on, before it is said that the service runs: who
/// stops it right then must not kill it half way.
fn stopped() -> std::io::Result<impl Future<Output = ()>> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Rebuilds what is derived from the facts. Answers how many cases that were.
///
/// # Errors
///
/// Where the data cannot be read or written.
pub async fn rebuild(config: &Config) -> Result<usize, Failure> {
    log(config);
    let app = installation::open_existing(config).await?;
    let rebuilt = app.rebuild().await.map_err(|error| installation::told(error, config))?;
    if rebuilt.failed > 0 {
        let what = format!("{} cases could not be evaluated, {} could", rebuilt.failed, rebuilt.cases);
        return Err(Failure::unreadable(what).advise("The log names them and says why."));
    }
    Ok(rebuilt.cases)
}

/// Looks at an installation.
///
/// # Errors
///
/// Where it cannot be looked at.
pub async fn doctor(config: &Config) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    let mut look = |what: &str, result: Result<(), String>, advice: &str| {
        let ok = result.is_ok();
        let what = match result {
            Ok(()) => what.to_owned(),
            Err(error) => format!("{what}: {error}"),
        };
        findings.push(Finding { ok, what, advice: (!ok).then(|| advice.to_owned()) });
    };
    let key = installation::load_key(&installation::key_file(config));
    look(
        "root key",
        key.map(drop).map_err(|error| format!("{error:#}")),
        "restore the key file from its backup, mode 600",
    );
    let packs = installation::packs(config);
    look(
        "packs",
        packs.map(drop).map_err(|error| format!("{error:#}")),
        "run `abri pack check` and mend what it names",
    );
    let store = installation::store(config).await;
    let health = match &store {
        Ok(store) => {
            let health = abri_app::health::health(store).await;
            health.map_err(|error| format!("the tables cannot be read: {error}"))
        }
        Err(_) => Ok(Health::default()),
    };
    look(
        "database",
        store.map(drop).map_err(|failure| failure.what),
        "check the path or address and its rights",
    );
    let counted = health.as_ref().copied().unwrap_or_default();
    look("tables", health.map(drop), "start the program once, so that it brings the schema up to date");
    let none = |count: i64, what: &str| if count == 0 { Ok(()) } else { Err(format!("{count} {what}")) };
    look(
        "cases",
        none(counted.stuck_cases, "cannot be evaluated, and their deadlines are not kept"),
        "look for `a case could not be woken` in the log: it names them and says why",
    );
    look(
        "supervision",
        none(counted.climbed_to_nobody, "open items are past their time in agencies that nobody leads"),
        "give every agency somebody with the role of its head",
    );
    look(
        "mail",
        config
            .mail
            .as_ref()
            .map_or(Ok(()), |mail| post::of_server(mail).map(drop).map_err(|failure| failure.what)),
        "correct `mail` in the configuration",
    );
    if config.mail.is_some() {
        let aside = format!("units have no mailbox; {} notices were put aside", counted.notices_aside);
        look(
            "mailboxes",
            none(counted.units_without_mail, &aside),
            "give each unit the address of its mailbox; until then it is told nothing by mail",
        );
    }
    Ok(findings)
}
