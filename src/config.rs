//! What must be known to start, from the environment and the command line. Read once, checked once.
use std::net::SocketAddr;
use std::path::PathBuf;

use url::Url;

/// Everything the process is told from outside. What can be changed while it runs lives in `settings`.
#[derive(Clone, Debug)]
pub struct Config {
    /// `DATABASE_URL`: `postgres://…`; without it a SQLite file in [`Config::data`].
    pub database_url: Option<String>,
    /// `COWPATH_DATA` or `--data`: the folder for what is kept on disk. Default `data`.
    pub data: PathBuf,
    /// `BASE_URL`: where people reach the site; may have a path. Default: the address listened on.
    pub base_url: BaseUrl,
    /// `COWPATH_BIND` or `--bind`: where to listen. Default `127.0.0.1:8080`.
    pub bind: SocketAddr,
    /// `COWPATH_WORKERS`: threads that serve requests. Default: one for each core.
    pub workers: usize,
    /// `COWPATH_RATE_LIMITS`: `on` or `off` (for tests and load measurements only).
    pub rate_limits: bool,
    /// `COWPATH_TRUSTED_PROXIES`: addresses whose `X-Forwarded-For` is believed, comma-separated. Default: none.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// `COWPATH_JOBS`: jobs that run at once. Default 4.
    pub jobs_at_once: usize,
    /// `COWPATH_JOB_MEMORY`: megabytes of address space for each process that runs jobs. Default 1024.
    pub job_megabytes: u64,
    /// `COWPATH_JOB_LEASE`: seconds after which the jobs of a machine that is gone begin again. Default 30.
    pub job_lease_s: i64,
    /// `COWPATH_CHAOS`: whether there are jobs that crash on purpose. Never with https.
    pub chaos: bool,
    /// `COWPATH_FETCH_ALLOW`: `host:port` pairs that webhooks and other calls out may reach although they are in a private
    /// network or at an unusual port, comma-separated. Default: none.
    pub fetch_allow: Vec<(String, u16)>,
    /// `SMTP_URL`: the server that takes mail: `smtp://user:password@host:587` (STARTTLS), `smtps://…` (TLS at once).
    /// Default: none; mail then waits on the outbox page.
    pub smtp: Option<Smtp>,
    /// `MAIL_FROM`: the address that mail comes from. Default: `no-reply@` the host of `BASE_URL`.
    pub mail_from: String,
    /// `COWPATH_METRICS_TOKEN`: whoever sends it may read `/metrics`. Default: there is no such page.
    pub metrics_token: Option<String>,
    /// `COWPATH_METRICS_BIND`: a listener of its own for `/metrics`, without a token. Default: none.
    pub metrics_bind: Option<SocketAddr>,
    /// Whether this is `cowpath demo`, which hides nothing about itself.
    pub demo: bool,
}

/// A setting that stops the start, with what would be right.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{name} is {value:?}. {advice}")]
pub struct BadSetting {
    /// The environment variable or option.
    pub name: &'static str,
    /// What it holds.
    pub value: String,
    /// What would be right.
    pub advice: String,
}

fn bad(name: &'static str, value: &str, advice: impl Into<String>) -> BadSetting {
    BadSetting {
        name,
        value: value.into(),
        advice: advice.into(),
    }
}

/// The public address of the site, taken apart once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// Without a slash at the end: `https://example.org/feedback`.
    pub full: String,
    /// `https://example.org`.
    pub origin: String,
    /// Host and, unless usual, port: `example.org`.
    pub host: String,
    /// Path without a slash at the end: `/feedback` or nothing.
    pub path: String,
    /// Whether people reach the site over https.
    pub secure: bool,
}

impl BaseUrl {
    /// Reads `BASE_URL`.
    ///
    /// # Errors
    /// Says what is wrong with the address.
    pub fn parse(text: &str) -> Result<Self, BadSetting> {
        const NAME: &str = "BASE_URL";
        let example = "Write it as https://example.org or https://example.org/feedback.";
        let url = Url::parse(text).map_err(|e| bad(NAME, text, format!("{e}. {example}")))?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(bad(NAME, text, example));
        }
        if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
            return Err(bad(
                NAME,
                text,
                format!("Leave out everything after the path, and any user name. {example}"),
            ));
        }
        let path = url.path().trim_end_matches('/').to_owned();
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
        if path.contains("//") || !path.chars().all(plain) {
            return Err(bad(
                NAME,
                text,
                "Use only letters, digits, - . _ ~ in its path.",
            ));
        }
        let host = match (url.host_str(), url.port()) {
            (Some(host), Some(port)) => format!("{host}:{port}"),
            (Some(host), None) => host.to_owned(),
            (None, _) => return Err(bad(NAME, text, example)),
        };
        let origin = format!("{}://{host}", url.scheme());
        Ok(Self {
            full: format!("{origin}{path}"),
            secure: url.scheme() == "https",
            origin,
            host,
            path,
        })
    }
    /// The origins that are ours: the one people use and, on one's own machine, its other name.
    pub fn origins(&self) -> impl Iterator<Item = String> + '_ {
        let twin = match self.host.split_once(':') {
            Some(("127.0.0.1", port)) => Some(format!("http://localhost:{port}")),
            Some(("localhost", port)) => Some(format!("http://127.0.0.1:{port}")),
            _ => None,
        };
        std::iter::once(self.origin.clone()).chain(twin.filter(|_| !self.secure))
    }
    /// The host without its port: `example.org`.
    pub fn domain(&self) -> &str {
        match self.host.rsplit_once(':') {
            Some((domain, port)) if port.bytes().all(|b| b.is_ascii_digit()) => domain,
            _ => &self.host,
        }
    }
    /// The address of a path of ours, for other programs and mail.
    pub fn link(&self, path: &str) -> String {
        format!("{}{}", self.full, plain(path))
    }
}

/// How talking to the mail server is kept from others' ears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrecy {
    /// TLS from the first byte.
    Tls,
    /// STARTTLS, or nothing is sent.
    StartTls,
    /// STARTTLS where the server offers it.
    Perhaps,
    /// None.
    Plain,
}

/// The server that takes mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Smtp {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// User and password, if it wants them.
    pub user: Option<(String, String)>,
    /// How it is talked to.
    pub secrecy: Secrecy,
}

impl std::fmt::Debug for Smtp {
    /// Without the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{} ({:?})", self.host, self.port, self.secrecy)
    }
}

impl Smtp {
    /// Reads `SMTP_URL`. A password is only ever sent over TLS, or to this machine, unless the address says `?tls=none`.
    ///
    /// # Errors
    /// Says what is wrong, without the password.
    pub fn parse(text: &str) -> Result<Self, BadSetting> {
        const ADVICE: &str = "Write smtp://user:password@mail.example.org:587 or smtps://…; \
            user and password may be left out, and ?tls=required, ?tls=perhaps or ?tls=none may follow.";
        let scheme = text.split(':').next().unwrap_or_default().to_owned();
        // Never echo it whole: it may hold a password.
        let wrong = || bad("SMTP_URL", &format!("{scheme}:…"), ADVICE);
        let url = Url::parse(text).map_err(|_| wrong())?;
        let host = match url.host_str() {
            Some(host) if !host.is_empty() => host.to_owned(),
            _ => return Err(wrong()),
        };
        let said = |text: &str| {
            let whole = format!("v={}", text.replace('+', "%2B").replace('&', "%26"));
            url::form_urlencoded::parse(whole.as_bytes())
                .next()
                .map(|(_, value)| value.into_owned())
                .unwrap_or_default()
        };
        let user = match url.username() {
            "" => None,
            name => Some((said(name), said(url.password().unwrap_or_default()))),
        };
        let tls = url.query_pairs().find(|(name, _)| name == "tls");
        let near = matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
        let secrecy = match (url.scheme(), tls.as_ref().map(|(_, how)| how.as_ref())) {
            ("smtps", None | Some("required")) => Secrecy::Tls,
            ("smtp", Some("required")) => Secrecy::StartTls,
            ("smtp", Some("perhaps")) => Secrecy::Perhaps,
            ("smtp", Some("none")) => Secrecy::Plain,
            ("smtp", None) if user.is_some() && !near => Secrecy::StartTls,
            ("smtp", None) => Secrecy::Perhaps,
            _ => return Err(wrong()),
        };
        let usual = match (secrecy, user.is_some()) {
            (Secrecy::Tls, _) => 465,
            (_, true) => 587,
            (_, false) => 25,
        };
        Ok(Self {
            port: url.port().unwrap_or(usual),
            host: host.trim_matches(['[', ']']).to_owned(),
            user,
            secrecy,
        })
    }
}

/// A path as headers and other programs want it: letters beyond ASCII percent-encoded.
pub fn plain(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    for c in path.chars() {
        match c.is_ascii_graphic() {
            true => plain.push(c),
            false => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    plain.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    plain
}

/// Reads `hooks.internal:8080, 10.0.0.5:9000, [fd00::1]:80`; the error is the entry that cannot be read.
fn hosts(list: &str) -> Result<Vec<(String, u16)>, String> {
    list.split(',')
        .map(str::trim)
        .filter(|one| !one.is_empty())
        .map(|one| {
            let wrong = || one.to_owned();
            let (host, port) = one.rsplit_once(':').ok_or_else(wrong)?;
            let port = port.parse().map_err(|_| wrong())?;
            // Written as an address will be: in lower case, numbers in their usual form.
            let host = url::Host::parse(host).map_err(|_| wrong())?;
            Ok((host.to_string(), port))
        })
        .collect()
}

/// What the command line may say over the environment.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// `--data`.
    pub data: Option<PathBuf>,
    /// `--bind`.
    pub bind: Option<String>,
}

impl Config {
    /// Reads the environment through `env`, so that tests need not touch the real one.
    ///
    /// # Errors
    /// Names the first setting that cannot be used and says what would be right.
    pub fn read(given: &Given, env: impl Fn(&str) -> Option<String>) -> Result<Self, BadSetting> {
        let env = |name: &str| env(name).filter(|v| !v.trim().is_empty());
        let bind_text = given
            .bind
            .clone()
            .or_else(|| env("COWPATH_BIND"))
            .unwrap_or_else(|| "127.0.0.1:8080".into());
        let bind: SocketAddr = bind_text.parse().map_err(|_| {
            bad(
                "--bind",
                &bind_text,
                "Write an address and a port, such as 127.0.0.1:8080 or [::]:8080.",
            )
        })?;
        let base_url = match env("BASE_URL") {
            Some(text) => BaseUrl::parse(text.trim())?,
            None => {
                let host = match bind.ip() {
                    ip if ip.is_unspecified() => "localhost".to_owned(),
                    std::net::IpAddr::V6(ip) => format!("[{ip}]"),
                    ip => ip.to_string(),
                };
                BaseUrl::parse(&format!("http://{host}:{}", bind.port()))?
            }
        };
        let database_url = env("DATABASE_URL");
        if let Some(url) = &database_url
            && !url.starts_with("postgres://")
            && !url.starts_with("postgresql://")
        {
            // Never echo it whole: it may hold a password.
            let scheme = url.split(':').next().unwrap_or_default();
            return Err(bad(
                "DATABASE_URL",
                &format!("{scheme}:…"),
                "Write postgres://user:password@host/database, or leave it unset to use SQLite in the data folder.",
            ));
        }
        let workers = match env("COWPATH_WORKERS") {
            None => std::thread::available_parallelism().map_or(2, usize::from),
            Some(text) => match text.parse() {
                Ok(n @ 1..=256) => n,
                _ => {
                    return Err(bad(
                        "COWPATH_WORKERS",
                        &text,
                        "Write a number from 1 to 256.",
                    ));
                }
            },
        };
        let number = |name: &'static str, usual: u64, least: u64, most: u64| match env(name) {
            None => Ok(usual),
            Some(text) => match text.parse() {
                Ok(n) if (least..=most).contains(&n) => Ok(n),
                _ => Err(bad(
                    name,
                    &text,
                    format!("Write a number from {least} to {most}."),
                )),
            },
        };
        let jobs_at_once = number("COWPATH_JOBS", 4, 1, 64)? as usize;
        let job_megabytes = number("COWPATH_JOB_MEMORY", 1024, 256, 1 << 20)?;
        let job_lease_s = number("COWPATH_JOB_LEASE", 30, 2, 3600)? as i64;
        let chaos = match env("COWPATH_CHAOS").as_deref() {
            None | Some("0") => false,
            Some("1") if base_url.secure => {
                return Err(bad(
                    "COWPATH_CHAOS",
                    "1",
                    "It makes jobs that crash on purpose, which no site that people reach over https should have. Leave it unset.",
                ));
            }
            Some("1") => true,
            Some(other) => return Err(bad("COWPATH_CHAOS", other, "Write 1, or leave it unset.")),
        };
        let rate_limits = match env("COWPATH_RATE_LIMITS").as_deref() {
            None | Some("on") => true,
            Some("off") => false,
            Some(other) => return Err(bad("COWPATH_RATE_LIMITS", other, "Write on or off.")),
        };
        let trusted_proxies = match env("COWPATH_TRUSTED_PROXIES") {
            None => Vec::new(),
            Some(list) => list
                .split(',')
                .map(|one| {
                    one.trim().parse().map_err(|_| {
                        bad(
                            "COWPATH_TRUSTED_PROXIES",
                            &list,
                            "Write addresses separated by commas, such as 127.0.0.1,::1.",
                        )
                    })
                })
                .collect::<Result<_, _>>()?,
        };
        let smtp = match env("SMTP_URL") {
            None => None,
            Some(url) => Some(Smtp::parse(url.trim())?),
        };
        let mail_from = match env("MAIL_FROM") {
            None => format!("no-reply@{}", base_url.domain()),
            Some(address) => match address.trim().split_once('@') {
                Some((local, domain))
                    if !local.is_empty()
                        && !domain.is_empty()
                        && address
                            .trim()
                            .chars()
                            .all(|c| c.is_ascii_graphic() && !"<>,;\"()".contains(c)) =>
                {
                    address.trim().to_owned()
                }
                _ => {
                    return Err(bad(
                        "MAIL_FROM",
                        &address,
                        "Write one address, such as feedback@example.org.",
                    ));
                }
            },
        };
        let fetch_allow = match env("COWPATH_FETCH_ALLOW") {
            None => Vec::new(),
            Some(list) => hosts(&list).map_err(|one| {
                bad(
                    "COWPATH_FETCH_ALLOW",
                    &one,
                    "Write hosts with their ports, separated by commas, such as hooks.internal:8080,10.0.0.5:9000.",
                )
            })?,
        };
        let metrics_token = env("COWPATH_METRICS_TOKEN");
        if metrics_token
            .as_ref()
            .is_some_and(|t| t.chars().count() < 16)
        {
            return Err(bad(
                "COWPATH_METRICS_TOKEN",
                "…",
                "Use at least 16 characters that nobody guesses.",
            ));
        }
        let metrics_bind = match env("COWPATH_METRICS_BIND") {
            None => None,
            Some(text) => Some(text.parse().map_err(|_| {
                bad(
                    "COWPATH_METRICS_BIND",
                    &text,
                    "Write an address and a port, such as 127.0.0.1:9464.",
                )
            })?),
        };
        Ok(Self {
            metrics_token,
            metrics_bind,
            database_url,
            data: given
                .data
                .clone()
                .or_else(|| env("COWPATH_DATA").map(PathBuf::from))
                .unwrap_or_else(|| "data".into()),
            base_url,
            bind,
            workers,
            rate_limits,
            trusted_proxies,
            jobs_at_once,
            job_megabytes,
            job_lease_s,
            chaos,
            fetch_allow,
            smtp,
            mail_from,
            demo: false,
        })
    }
    /// Where the database is: the URL, or the file in the data folder.
    pub fn database(&self) -> String {
        self.database_url
            .clone()
            .unwrap_or_else(|| self.data.join("cowpath.db").to_string_lossy().into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, BadSetting> {
        Config::read(&Given::default(), |name| {
            pairs
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, v)| (*v).to_owned())
        })
    }

    #[test]
    fn nothing_set_is_a_site_on_this_machine() {
        let config = read(&[]).expect("defaults");
        assert_eq!(config.base_url.full, "http://127.0.0.1:8080");
        assert_eq!(config.database(), "data/cowpath.db");
    }

    #[test]
    fn a_base_url_may_have_a_path() {
        let config = read(&[("BASE_URL", "https://example.org/feedback/")]).expect("good");
        assert_eq!(config.base_url.path, "/feedback");
        assert_eq!(
            config.base_url.link("/t/1"),
            "https://example.org/feedback/t/1"
        );
        assert!(config.base_url.secure);
    }

    #[test]
    fn crashing_on_purpose_is_refused_where_people_come() {
        let told = read(&[("COWPATH_CHAOS", "1"), ("BASE_URL", "https://example.org")]);
        assert!(told.is_err_and(|e| e.name == "COWPATH_CHAOS"));
        assert!(read(&[("COWPATH_CHAOS", "1")]).is_ok_and(|config| config.chaos));
    }

    #[test]
    fn a_mail_server_is_told_by_one_address() {
        let smtp = Smtp::parse("smtp://ann%40example.org:p%20+w@mail.example.org").expect("good");
        assert_eq!(smtp.user, Some(("ann@example.org".into(), "p +w".into())));
        assert_eq!((smtp.port, smtp.secrecy), (587, Secrecy::StartTls));
        let told =
            |text: &str| Smtp::parse(text).map(|smtp| (smtp.host.clone(), smtp.port, smtp.secrecy));
        assert_eq!(
            told("smtps://mx.org"),
            Ok(("mx.org".into(), 465, Secrecy::Tls))
        );
        assert_eq!(
            told("smtp://localhost:1025"),
            Ok(("localhost".into(), 1025, Secrecy::Perhaps))
        );
        assert_eq!(
            told("smtp://[::1]?tls=none"),
            Ok(("::1".into(), 25, Secrecy::Plain))
        );
        assert!(told("smtps://mx.org?tls=none").is_err());
        assert!(!format!("{smtp:?}").contains("p +w"));
        let config = read(&[("BASE_URL", "https://example.org:8443/f")]).expect("good");
        assert_eq!(config.mail_from, "no-reply@example.org");
    }

    #[test]
    fn a_bad_setting_names_itself_and_says_what_would_be_right() {
        for (name, value) in [
            ("BASE_URL", "example.org"),
            ("BASE_URL", "https://example.org/?a=b"),
            ("DATABASE_URL", "mysql://root:secret@host/db"),
            ("COWPATH_WORKERS", "many"),
            ("COWPATH_RATE_LIMITS", "maybe"),
            ("COWPATH_TRUSTED_PROXIES", "localhost"),
            ("COWPATH_JOBS", "none"),
            ("COWPATH_JOB_LEASE", "0"),
            ("COWPATH_CHAOS", "yes"),
            ("COWPATH_FETCH_ALLOW", "example.org"),
            (
                "COWPATH_FETCH_ALLOW",
                "hooks.internal:8080, example.org:http",
            ),
            ("SMTP_URL", "mail.example.org"),
            ("SMTP_URL", "smtp://ann:secret@mail.example.org?tls=maybe"),
            ("MAIL_FROM", "nobody"),
            ("COWPATH_METRICS_TOKEN", "secret"),
            ("COWPATH_METRICS_BIND", "9464"),
        ] {
            let told = read(&[(name, value)]).expect_err(value).to_string();
            assert!(told.starts_with(name), "{told}");
            assert!(!told.contains("secret"), "{told}");
        }
    }
}
