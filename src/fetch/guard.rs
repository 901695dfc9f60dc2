//! Where Cowpath may connect to, and how names become addresses.
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::answer::Refusal;

/// Whether everyone on the internet would reach the same machine at this address (IANA's special-purpose registries:
/// what is not globally reachable there is refused, and so are the ways of writing one address inside another).
pub fn public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => public_v4(ip),
        IpAddr::V6(ip) => public_v6(ip),
    }
}

fn public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18..=19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    )
}

fn public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    // Only 2000::/3 is given out. That leaves out ::, ::1, mapped and compatible addresses, 64:ff9b::/96, fc00::/7,
    // fe80::/10 and ff00::/8.
    (0x2000..=0x3fff).contains(&a)
        && a != 0x2002 // 6to4 holds any IPv4 address.
        && !(a == 0x2001 && b < 0x0200) // Teredo, ORCHID and other protocols.
        && !(a == 0x2001 && b == 0x0db8) // For documents.
        && !(a == 0x3fff && b < 0x1000) // For documents too.
}

/// Hosts and ports that may be reached although their port or address is refused otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed(pub Vec<(String, u16)>);

impl Allowed {
    fn covers(&self, host: &Host<&str>, port: u16) -> bool {
        let host = host.to_string();
        self.0.iter().any(|(h, p)| *p == port && *h == host)
    }
}

/// What a look at an address says, before its name is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gate {
    /// Whatever addresses the name has are checked.
    Guarded,
    /// The operator named it.
    Named,
}

/// Whether this URL may be asked at all.
pub(super) fn look(url: &Url, allowed: &Allowed) -> Result<Gate, Refusal> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Refusal::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::Credentials);
    }
    let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
        return Err(Refusal::Unreadable);
    };
    if allowed.covers(&host, port) {
        return Ok(Gate::Named);
    }
    if !matches!(port, 80 | 443) {
        return Err(Refusal::Port(port));
    }
    let literal = match host {
        Host::Ipv4(ip) => Some(IpAddr::V4(ip)),
        Host::Ipv6(ip) => Some(IpAddr::V6(ip)),
        Host::Domain(_) => None,
    };
    match literal {
        Some(ip) if !public(ip) => Err(Refusal::Private),
        _ => Ok(Gate::Guarded),
    }
}

/// The addresses of a name, or why there are none.
pub type Found = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// How names become addresses.
pub trait LookUp: Send + Sync {
    /// All addresses of this name.
    fn look_up(&self, name: String) -> Found;
}

/// Asks the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemNames;

impl LookUp for SystemNames {
    fn look_up(&self, name: String) -> Found {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(found.map(|at| at.ip()).collect())
        })
    }
}

/// What the client asks for addresses: once for each connection, and it connects to nothing else.
#[derive(Clone)]
pub(super) struct Guarded {
    pub names: Arc<dyn LookUp>,
    pub gate: Gate,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (found, gate) = (self.names.look_up(name.as_str().to_owned()), self.gate);
        Box::pin(async move {
            let mut found = found.await?;
            if gate == Gate::Guarded && !found.iter().all(|ip| public(*ip)) {
                return Err(Refusal::Private.into());
            }
            found.truncate(8); // So many tries are enough.
            let found = found.into_iter().map(|ip| SocketAddr::new(ip, 0));
            Ok(Box::new(found.collect::<Vec<_>>().into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(url: &str) -> Result<Gate, Refusal> {
        look(&Url::parse(url).expect(url), &Allowed::default())
    }

    #[test]
    fn what_is_not_everyones_is_refused() {
        for ip in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::8.8.8.8",
            "64:ff9b::7f00:1",
            "100::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "4000::1",
        ] {
            assert!(!public(ip.parse().expect(ip)), "{ip}");
        }
        for ip in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.0.1",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2001:4860:4860::8888",
        ] {
            assert!(public(ip.parse().expect(ip)), "{ip}");
        }
    }

    #[test]
    fn every_way_to_write_this_machine_is_refused() {
        for url in [
            "http://127.0.0.1/",
            "http://0x7f.1/",
            "http://2130706433/",
            "http://017700000001/",
            "http://127.1/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[0:0:0:0:0:ffff:7f00:1]/",
            "http://0/",
            "https://169.254.169.254/latest/meta-data/",
            "http://①②⑦.0.0.1/",
        ] {
            assert_eq!(told(url), Err(Refusal::Private), "{url}");
        }
    }

    #[test]
    fn only_plain_addresses_of_the_web_are_asked() {
        assert_eq!(told("https://example.org/hook?x=1"), Ok(Gate::Guarded));
        assert_eq!(told("http://example.org:443/"), Ok(Gate::Guarded));
        assert_eq!(told("ftp://example.org/"), Err(Refusal::Scheme));
        assert_eq!(told("file:///etc/passwd"), Err(Refusal::Scheme));
        assert_eq!(
            told("https://ann:secret@example.org/"),
            Err(Refusal::Credentials)
        );
        assert_eq!(told("https://example.org:22/"), Err(Refusal::Port(22)));
        assert_eq!(told("http://example.org:8080/"), Err(Refusal::Port(8080)));
    }

    #[test]
    fn what_the_operator_names_may_be_asked_at_that_port_only() {
        let allowed = Allowed(vec![
            ("hooks.internal".into(), 8080),
            ("127.0.0.1".into(), 9000),
            ("[::1]".into(), 80),
        ]);
        let told = |url: &str| look(&Url::parse(url).expect(url), &allowed);
        assert_eq!(told("http://hooks.internal:8080/x"), Ok(Gate::Named));
        assert_eq!(told("http://hooks.internal/x"), Ok(Gate::Guarded));
        assert_eq!(told("http://127.0.0.1:9000/"), Ok(Gate::Named));
        assert_eq!(told("http://127.0.0.1/"), Err(Refusal::Private));
        assert_eq!(told("http://127.0.0.1:9001/"), Err(Refusal::Port(9001)));
        assert_eq!(told("http://[::1]/"), Ok(Gate::Named));
    }
}
