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
    /// The address of a path of ours, for other programs and mail.
    pub fn link(&self, path: &str) -> String {
        format!("{}{}", self.full, plain(path))
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
    fn a_bad_setting_names_itself_and_says_what_would_be_right() {
        for (name, value) in [
            ("BASE_URL", "example.org"),
            ("BASE_URL", "https://example.org/?a=b"),
            ("DATABASE_URL", "mysql://root:secret@host/db"),
            ("COWPATH_WORKERS", "many"),
            ("COWPATH_RATE_LIMITS", "maybe"),
            ("COWPATH_TRUSTED_PROXIES", "localhost"),
            ("COWPATH_METRICS_TOKEN", "secret"),
            ("COWPATH_METRICS_BIND", "9464"),
        ] {
            let told = read(&[(name, value)]).expect_err(value).to_string();
            assert!(told.starts_with(name), "{told}");
            assert!(!told.contains("secret"), "{told}");
        }
    }
}
