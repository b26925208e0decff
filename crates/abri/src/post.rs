//! The way out for notices: the mail server of the configuration, or the folder of the demonstration.

use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use abri_app::notices::{Post, Way};
use abri_text::Language;
use lettre::message::Mailbox;
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, Tokio1Executor};

use crate::config::{Encryption, Mail};
use crate::failure::Failure;
use crate::files;

/// How long the mail server may take for one step.
const STEP: Duration = Duration::from_secs(10);
/// Letters are few and sent one after another.
const CONNECTIONS: u32 = 1;
/// Sender of the letters of the demonstration, in a domain that can never exist.
const DEMO_SENDER: &str = "abri@abri.example";

/// The post of the configuration.
///
/// The connection is encrypted, and a server that cannot encrypt gets no letter. Only to a server on this very machine
/// may letters go in the clear, and only where the configuration says so.
///
/// # Errors
///
/// Where sender, password file or language cannot be used, or letters would cross a network in the clear.
pub fn of_server(mail: &Mail) -> Result<Post, Failure> {
    let sender = sender(&mail.from)?;
    let languages = languages(mail)?;
    let server = mail.host.as_str();
    let unusable = |error: lettre::transport::smtp::Error| {
        Failure::usage(format!("mail: `{server}` cannot be used as a mail server: {error}"))
    };
    let builder = match mail.encryption() {
        Encryption::Starttls => {
            AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(server).map_err(unusable)?
        }
        Encryption::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(server).map_err(unusable)?,
        Encryption::None if is_here(server) => {
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server)
        }
        Encryption::None => {
            return Err(Failure::usage(format!(
                "mail: `{server}` is not this machine, and mail.tls is `none`"
            ))
            .advise("Leave `mail.tls` out, or send to a mail server on this machine."));
        }
    };
    // A server wants to know who greets it; the name of this machine is nobody's business.
    let domain = sender.email.domain().to_owned();
    let mut builder = builder
        .hello_name(ClientId::Domain(domain))
        .timeout(Some(STEP))
        .pool_config(PoolConfig::new().max_size(CONNECTIONS));
    if let Some(port) = mail.port {
        builder = builder.port(port);
    }
    if let Some(credentials) = credentials(mail)? {
        builder = builder.credentials(credentials);
    }
    Ok(Post { way: Way::Smtp(Box::new(builder.build())), sender, languages })
}

/// The post of the demonstration: a file for each letter.
///
/// # Errors
///
/// Never: the sender is a constant.
pub fn of_folder(folder: &Path) -> Result<Post, Failure> {
    Ok(Post {
        way: Way::Folder(folder.to_path_buf()),
        sender: sender(DEMO_SENDER)?,
        languages: Language::shipped().to_vec(),
    })
}

fn sender(text: &str) -> Result<Mailbox, Failure> {
    text.parse::<Mailbox>().map_err(|_| {
        Failure::usage("mail.from is not an address")
            .advise("Write it as `abri@example.org` or `Abri <abri@example.org>`.")
    })
}

/// One language where the configuration names one, otherwise every complete one, one below the other.
fn languages(mail: &Mail) -> Result<Vec<Language>, Failure> {
    let Some(tag) = &mail.language else { return Ok(Language::shipped().to_vec()) };
    match Language::from_code(tag).filter(|language| language.is_shipped()) {
        Some(language) => Ok(vec![language]),
        None => {
            let known =
                Language::shipped().iter().map(|language| language.code()).collect::<Vec<_>>().join(", ");
            Err(Failure::usage(format!("mail.language is `{tag}`; letters can be written in {known}")))
        }
    }
}

fn credentials(mail: &Mail) -> Result<Option<Credentials>, Failure> {
    match (&mail.user, &mail.password_file) {
        (None, None) => Ok(None),
        (Some(user), Some(file)) => {
            let password = files::read(file)?;
            match password.trim_end_matches(['\r', '\n']) {
                "" => Err(Failure::unreadable(format!("{} is empty", file.display()))),
                password => Ok(Some(Credentials::new(user.clone(), password.to_owned()))),
            }
        }
        _ => Err(Failure::usage("mail has a user without a password file, or the other way round")
            .advise("Give both `mail.user` and `mail.password_file`, or neither.")),
    }
}

/// Whether a host is this very machine.
fn is_here(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::TcpListener;
    use std::sync::mpsc::{Receiver, channel};

    use lettre::{AsyncTransport as _, Message};

    use super::*;

    fn mail(host: &str) -> Mail {
        Mail { host: host.to_owned(), from: "abri@example.org".to_owned(), ..Mail::default() }
    }

    fn transport(post: Post) -> AsyncSmtpTransport<Tokio1Executor> {
        match post.way {
            Way::Smtp(transport) => *transport,
            Way::Folder(_) => panic!("a folder is no server"),
        }
    }

    /// A server that accepts everything, offers no encryption, and passes on every line that it hears.
    fn plain_server() -> (u16, Receiver<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (heard, lines) = channel();
        std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            let say = |text: &str| (&stream).write_all(format!("{text}\r\n").as_bytes());
            say("220 sink").unwrap();
            let mut in_letter = false;
            for line in BufReader::new(&stream).lines().map_while(Result::ok) {
                in_letter = line == "DATA" || in_letter && line != ".";
                let answered = match (line.as_str(), in_letter) {
                    ("DATA", _) => say("354 go on"),
                    (_, true) => Ok(()),
                    _ => say("250 fine"),
                };
                heard.send(line).unwrap();
                if answered.is_err() {
                    return;
                }
            }
        });
        (port, lines)
    }

    fn letter() -> Message {
        let builder = Message::builder().from("abri@example.org".parse().unwrap());
        builder.to("unit@example.org".parse().unwrap()).body("a task waits".to_owned()).unwrap()
    }

    #[tokio::test]
    async fn a_server_that_cannot_encrypt_gets_no_letter() {
        let (port, lines) = plain_server();
        let post = of_server(&Mail { port: Some(port), ..mail("127.0.0.1") }).unwrap();
        assert!(transport(post).send(letter()).await.is_err());
        let heard = lines.into_iter().collect::<Vec<_>>();
        assert!(heard.iter().all(|line| line.starts_with("EHLO ") || line == "QUIT"), "{heard:?}");
    }

    #[tokio::test]
    async fn a_server_on_this_machine_may_be_spoken_to_in_the_clear() {
        let (port, lines) = plain_server();
        let tls = Some(Encryption::None);
        let post = of_server(&Mail { port: Some(port), tls, ..mail("127.0.0.1") }).unwrap();
        let transport = transport(post);
        transport.send(letter()).await.unwrap();
        drop(transport);
        let heard = lines.into_iter().take_while(|line| line != ".").collect::<Vec<_>>();
        // The name of this machine is nobody's business.
        assert_eq!(heard.first().map(String::as_str), Some("EHLO example.org"));
        assert!(heard.contains(&"a task waits".to_owned()), "{heard:?}");
    }

    #[test]
    fn nothing_crosses_a_network_in_the_clear() {
        let tls = Some(Encryption::None);
        for host in ["mail.example.org", "10.0.0.1", "localhost.example.org", "127.0.0.1.example.org"] {
            assert!(of_server(&Mail { tls, ..mail(host) }).is_err(), "{host}");
        }
    }

    #[tokio::test]
    async fn letters_are_written_in_the_language_asked_for_or_in_every_complete_one() {
        let in_language = |tag: Option<&str>| {
            of_server(&Mail { language: tag.map(str::to_owned), ..mail("mail.example.org") })
        };
        assert_eq!(in_language(None).unwrap().languages, [Language::En, Language::Ru]);
        assert_eq!(in_language(Some("ru")).unwrap().languages, [Language::Ru]);
        // Not complete, and no language at all.
        assert!(in_language(Some("be")).is_err() && in_language(Some("russian")).is_err());
    }

    #[tokio::test]
    async fn what_cannot_be_used_is_told_before_anything_starts() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            Some(path)
        };
        let user = || Some("abri".to_owned());
        let host = "mail.example.org";
        assert!(of_server(&Mail { from: "nobody".to_owned(), ..mail(host) }).is_err());
        assert!(of_server(&Mail { user: user(), ..mail(host) }).is_err());
        assert!(of_server(&Mail { password_file: file("alone", "secret"), ..mail(host) }).is_err());
        let with = |password_file| of_server(&Mail { user: user(), password_file, ..mail(host) });
        assert!(with(Some(folder.path().join("absent"))).is_err());
        assert!(with(file("empty", "\n")).is_err());
        assert!(with(file("password", "secret\n")).is_ok());
    }
}
