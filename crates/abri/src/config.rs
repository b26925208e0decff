//! The configuration of the service: a file, over it the environment, over that the command line.
//!
//! An unknown key is an error: a misspelt setting must not pass as the default. A secret is never written into the
//! configuration, the environment or the command line; a key that ends in `_file` names the file that holds it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::files;

/// The port on which the service listens, if nothing else is said.
const PORT: u16 = 8080;
/// The port of mail servers on which everything is encrypted (RFC 8314).
const SUBMISSIONS: u16 = 465;

/// The configuration in effect.
#[derive(Clone, Debug, Serialize)]
pub struct Config {
    /// Folder of the data.
    pub data: PathBuf,
    /// Address on which the service listens.
    pub listen: SocketAddr,
    /// Address under which people reach the service, where it is another one.
    pub public_url: Option<String>,
    /// Address of the database; none: a file in the folder of the data.
    pub database: Option<String>,
    /// File that holds the address of the database, where that has a password.
    pub database_file: Option<PathBuf>,
    /// File that holds the key from which all others are derived; none: in the folder of the data.
    pub root_key_file: Option<PathBuf>,
    /// Pack the installation works under; none: the one it remembers.
    pub pack: Option<String>,
    /// Folder of packs instead of those built in.
    pub packs: Option<PathBuf>,
    /// Outgoing mail; none: no mail is sent.
    pub mail: Option<Mail>,
    /// What is logged.
    pub log: Log,
}

/// Outgoing mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// The mail server.
    pub host: String,
    /// Its port; none: the usual one for submission.
    #[serde(default)]
    pub port: Option<u16>,
    /// Sender of every message.
    pub from: String,
    /// Name at the mail server.
    #[serde(default)]
    pub user: Option<String>,
    /// File that holds the password.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// How the connection is encrypted; none: as the port has it.
    #[serde(default)]
    pub tls: Option<Encryption>,
    /// The language of the letters; none: every complete one, one below the other.
    #[serde(default)]
    pub language: Option<String>,
}

/// How a connection to the mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// Begun in the clear and encrypted before anything is said (RFC 3207); no letter where the server cannot.
    Starttls,
    /// Encrypted from the first byte (RFC 8314).
    Tls,
    /// Not at all; only to this very machine.
    None,
}

impl Mail {
    /// How the connection is encrypted: as the configuration says, otherwise from the first byte on the port made for
    /// that, and by STARTTLS on every other.
    #[must_use]
    pub fn encryption(&self) -> Encryption {
        let by_port = if self.port == Some(SUBMISSIONS) { Encryption::Tls } else { Encryption::Starttls };
        self.tls.unwrap_or(by_port)
    }
}

/// What is logged. Never personal data, whatever the filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// Which messages, as levels by module.
    pub filter: String,
    /// JSON lines instead of text.
    pub json: bool,
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "info".to_owned(), json: false }
    }
}

/// What the command line and the environment say; it goes before the file.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// Folder of the data.
    pub data: Option<PathBuf>,
    /// Configuration file.
    pub config: Option<PathBuf>,
    /// Address to listen on.
    pub listen: Option<SocketAddr>,
    /// Address of the database.
    pub database: Option<String>,
    /// Pack the installation works under.
    pub pack: Option<String>,
    /// Folder of packs.
    pub packs: Option<PathBuf>,
}

/// The file as written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    data: Option<PathBuf>,
    listen: Option<SocketAddr>,
    public_url: Option<String>,
    database: Option<String>,
    database_file: Option<PathBuf>,
    root_key_file: Option<PathBuf>,
    pack: Option<String>,
    packs: Option<PathBuf>,
    mail: Option<Mail>,
    log: Option<Log>,
}

impl Config {
    /// Reads the configuration.
    ///
    /// # Errors
    ///
    /// Where the file or a variable cannot be read, or a secret stands where none belongs.
    pub fn read(flags: Flags) -> Result<Self, Failure> {
        let written = match &flags.config {
            Some(path) => parse(path, &files::read(path)?)?,
            None => Written::default(),
        };
        Self::merge(flags, written, |name| std::env::var(name).ok())
    }

    /// The configuration of the command line alone. Neither a file nor the environment is looked at, so that invented
    /// data can never reach the database of a real installation.
    ///
    /// # Errors
    ///
    /// Where a secret stands where none belongs.
    pub fn of_flags(flags: Flags) -> Result<Self, Failure> {
        Self::merge(flags, Written::default(), |_| None)
    }

    fn merge(
        flags: Flags,
        mut written: Written,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Failure> {
        let path = |name: &str| variable(name).map(PathBuf::from);
        written.public_url = variable("ABRI_PUBLIC_URL").or(written.public_url);
        written.database_file = path("ABRI_DATABASE_FILE").or(written.database_file);
        written.root_key_file = path("ABRI_ROOT_KEY_FILE").or(written.root_key_file);
        let mail = overlay_mail(written.mail, &variable)?;
        let log = overlay_log(written.log.unwrap_or_default(), &variable)?;
        let database = flags.database.or(written.database);
        if database.as_deref().is_some_and(has_password) {
            return Err(Failure::usage("the address of the database contains a password").advise(
                "Put the whole address into a file and name it with `database_file` or ABRI_DATABASE_FILE.",
            ));
        }
        if database.is_some() && written.database_file.is_some() {
            return Err(Failure::usage("both the address of a database and a file with one are given")
                .advise("Leave out one of `database` and `database_file`."));
        }
        let Some(data) = flags.data.or(written.data) else {
            return Err(Failure::usage("no folder for the data is given")
                .advise("Give one with --data, ABRI_DATA or `data` in the configuration file."));
        };
        Ok(Self {
            data,
            listen: flags.listen.or(written.listen).unwrap_or_else(|| (Ipv4Addr::LOCALHOST, PORT).into()),
            public_url: written.public_url,
            database,
            database_file: written.database_file,
            root_key_file: written.root_key_file,
            pack: flags.pack.or(written.pack),
            packs: flags.packs.or(written.packs),
            mail,
            log,
        })
    }

    /// The address of the database, read from its file where it has one; none: a file in the folder of the data.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or is empty.
    pub fn database_url(&self) -> Result<Option<String>, Failure> {
        let Some(path) = &self.database_file else { return Ok(self.database.clone()) };
        let text = files::read(path)?;
        match text.trim() {
            "" => Err(Failure::unreadable(format!("{} is empty", path.display()))),
            url => Ok(Some(url.to_owned())),
        }
    }
}

fn parse(path: &Path, text: &str) -> Result<Written, Failure> {
    let fail = |line: Option<usize>, key: &str, message: &str| {
        let line = line.map_or_else(String::new, |line| format!(":{line}"));
        let key = if key.is_empty() || key == "." { String::new() } else { format!("`{key}`: ") };
        Failure::unreadable(format!("{}{line}: {key}{}", path.display(), message.trim_end()))
            .advise("Correct the configuration file; keys and values are explained in the handbook.")
    };
    let line = |error: &toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        before.map(|before| before.matches('\n').count() + 1)
    };
    let reader = toml::Deserializer::parse(text).map_err(|error| fail(line(&error), "", error.message()))?;
    serde_path_to_error::deserialize(reader).map_err(|error| {
        let key = error.path().to_string();
        fail(line(error.inner()), &key, error.inner().message())
    })
}

fn overlay_mail(
    written: Option<Mail>,
    variable: &impl Fn(&str) -> Option<String>,
) -> Result<Option<Mail>, Failure> {
    let host = variable("ABRI_MAIL_HOST");
    let Some(mut mail) = written.or_else(|| host.as_ref().map(|_| Mail::default())) else { return Ok(None) };
    if let Some(host) = host {
        mail.host = host;
    }
    if let Some(port) = variable("ABRI_MAIL_PORT") {
        mail.port = Some(port.parse().map_err(|_| not_a(&port, "ABRI_MAIL_PORT", "a port"))?);
    }
    if let Some(from) = variable("ABRI_MAIL_FROM") {
        mail.from = from;
    }
    mail.user = variable("ABRI_MAIL_USER").or(mail.user);
    mail.password_file = variable("ABRI_MAIL_PASSWORD_FILE").map(PathBuf::from).or(mail.password_file);
    mail.language = variable("ABRI_MAIL_LANGUAGE").or(mail.language);
    if let Some(tls) = variable("ABRI_MAIL_TLS") {
        mail.tls = Some(match tls.as_str() {
            "starttls" => Encryption::Starttls,
            "tls" => Encryption::Tls,
            "none" => Encryption::None,
            _ => return Err(not_a(&tls, "ABRI_MAIL_TLS", "starttls, tls or none")),
        });
    }
    if mail.host.is_empty() || mail.from.is_empty() {
        return Err(Failure::usage("mail is set up without its server or its sender")
            .advise("Give both `mail.host` and `mail.from` (ABRI_MAIL_HOST, ABRI_MAIL_FROM)."));
    }
    Ok(Some(mail))
}

fn overlay_log(mut log: Log, variable: &impl Fn(&str) -> Option<String>) -> Result<Log, Failure> {
    if let Some(filter) = variable("ABRI_LOG_FILTER") {
        log.filter = filter;
    }
    if let Some(json) = variable("ABRI_LOG_JSON") {
        log.json = json.parse().map_err(|_| not_a(&json, "ABRI_LOG_JSON", "true or false"))?;
    }
    Ok(log)
}

fn not_a(value: &str, name: &str, what: &str) -> Failure {
    Failure::usage(format!("{name} is `{value}`, which is not {what}"))
}

/// Whether an address carries a password: `scheme://user:password@host`, or the parameter `password`.
fn has_password(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or(rest);
    let in_user = authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'));
    let query = url.split_once('?').map_or("", |(_, query)| query);
    in_user || query.split('&').any(|pair| pair.starts_with("password="))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Written, Failure> {
        parse(Path::new("abri.toml"), text)
    }

    fn merged(text: &str, flags: Flags, variables: &[(&str, &str)]) -> Result<Config, Failure> {
        let value =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned());
        Config::merge(flags, read(text)?, value)
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        for (text, line) in
            [("data = \"d\"\nlisten_on = 1\n", ":2:"), ("[mail]\nhost = \"h\"\nfrm = \"f\"\n", ":3:")]
        {
            let failure = read(text).unwrap_err();
            assert!(
                failure.what.contains(line) && failure.what.contains("unknown field"),
                "{}",
                failure.what
            );
        }
    }

    #[test]
    fn the_command_line_goes_before_the_environment_and_that_before_the_file() {
        let text = "data = \"file\"\nlisten = \"127.0.0.1:1\"\npublic_url = \"https://file\"\n[log]\nfilter = \"warn\"\n";
        let flags = Flags { data: Some("flag".into()), ..Flags::default() };
        let config =
            merged(text, flags, &[("ABRI_PUBLIC_URL", "https://env"), ("ABRI_LOG_JSON", "true")]).unwrap();
        assert_eq!(config.data, PathBuf::from("flag"));
        assert_eq!(config.listen.port(), 1);
        assert_eq!(config.public_url.as_deref(), Some("https://env"));
        assert_eq!(config.log, Log { filter: "warn".to_owned(), json: true });
    }

    #[test]
    fn a_password_in_an_address_is_refused() {
        for (url, refused) in [
            ("postgres://abri:secret@host/abri", true),
            ("postgres://host/abri?password=secret", true),
            ("postgres://abri@host:5432/abri", false),
            ("sqlite:abri.db", false),
        ] {
            let flags = Flags { data: Some("d".into()), database: Some(url.to_owned()), ..Flags::default() };
            assert_eq!(merged("", flags, &[]).is_err(), refused, "{url}");
        }
    }

    #[test]
    fn mail_from_the_environment_needs_server_and_sender() {
        let flags = || Flags { data: Some("d".into()), ..Flags::default() };
        assert!(merged("", flags(), &[("ABRI_MAIL_HOST", "mail")]).is_err());
        let variables =
            [("ABRI_MAIL_HOST", "mail"), ("ABRI_MAIL_FROM", "abri@example.org"), ("ABRI_MAIL_PORT", "25")];
        assert_eq!(merged("", flags(), &variables).unwrap().mail.unwrap().port, Some(25));
    }

    #[test]
    fn mail_is_encrypted_unless_the_configuration_says_otherwise() {
        let flags = || Flags { data: Some("d".into()), ..Flags::default() };
        let text = "[mail]\nhost = \"mail\"\nfrom = \"abri@example.org\"\n";
        for (more, variable, encryption) in [
            ("", None, Encryption::Starttls),
            ("port = 25\n", None, Encryption::Starttls),
            ("port = 465\n", None, Encryption::Tls),
            ("port = 465\ntls = \"starttls\"\n", None, Encryption::Starttls),
            ("tls = \"none\"\n", Some("tls"), Encryption::Tls),
        ] {
            let variables = variable.map(|value| ("ABRI_MAIL_TLS", value));
            let config = merged(&format!("{text}{more}"), flags(), variables.as_slice()).unwrap();
            assert_eq!(config.mail.unwrap().encryption(), encryption, "{more}");
        }
        assert!(merged(text, flags(), &[("ABRI_MAIL_TLS", "perhaps")]).is_err());
        assert!(merged(&format!("{text}tls = \"perhaps\"\n"), flags(), &[]).is_err());
    }
}
