//! IP addresses that are not on the open internet, and are never fetched from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Special-purpose blocks of IPv4 addresses (RFC 6890 and its registry): first address, length of
/// the prefix in bits, and reason for the refusal.
const FORBIDDEN_V4: [([u8; 4], u32, &str); 17] = [
    ([0, 0, 0, 0], 8, THIS_NETWORK),
    ([10, 0, 0, 0], 8, PRIVATE),
    (
        [100, 64, 0, 0],
        10,
        "it leads into a provider's own network",
    ),
    ([127, 0, 0, 0], 8, LOOPBACK),
    // Cloud metadata services give out a machine's secrets at 169.254.169.254.
    ([169, 254, 0, 0], 16, LINK_LOCAL),
    // Azure's platform services for its machines.
    ([168, 63, 129, 16], 32, "it leads to a cloud's own service"),
    ([172, 16, 0, 0], 12, PRIVATE),
    ([192, 0, 0, 0], 24, RESERVED),
    ([192, 0, 2, 0], 24, DOCUMENTATION),
    ([192, 88, 99, 0], 24, RESERVED),
    ([192, 168, 0, 0], 16, PRIVATE),
    (
        [198, 18, 0, 0],
        15,
        "it leads into a network for measurements",
    ),
    ([198, 51, 100, 0], 24, DOCUMENTATION),
    ([203, 0, 113, 0], 24, DOCUMENTATION),
    ([224, 0, 0, 0], 4, MULTICAST),
    (
        [255, 255, 255, 255],
        32,
        "it leads to everybody on a network",
    ),
    ([240, 0, 0, 0], 4, RESERVED),
];

/// Special-purpose blocks of IPv6 addresses, and blocks that embed an IPv4 address.
const FORBIDDEN_V6: [(&str, u32, &str); 13] = [
    ("::", 128, THIS_NETWORK),
    ("::1", 128, LOOPBACK),
    ("::ffff:0:0", 96, HIDDEN),
    ("64:ff9b::", 96, HIDDEN),
    ("64:ff9b:1::", 48, HIDDEN),
    ("2001::", 32, HIDDEN),
    ("2001::", 23, RESERVED),
    ("2001:db8::", 32, DOCUMENTATION),
    ("3fff::", 20, DOCUMENTATION),
    ("2002::", 16, HIDDEN),
    ("fc00::", 7, PRIVATE),
    ("fe80::", 10, LINK_LOCAL),
    ("ff00::", 8, MULTICAST),
];

const LOOPBACK: &str = "it leads back to this machine";
const PRIVATE: &str = "it leads into a private network";
const LINK_LOCAL: &str = "it leads into the network around this machine";
const THIS_NETWORK: &str = "it leads nowhere";
const RESERVED: &str = "it leads to a reserved address";
const DOCUMENTATION: &str = "it leads to an address for examples";
const MULTICAST: &str = "it leads to many machines at once";
const HIDDEN: &str = "it hides one address in another";

/// Returns the reason why an address is not on the open internet; `None` if it is.
pub(super) fn forbidden(ip: IpAddr) -> Option<&'static str> {
    match ip {
        IpAddr::V4(ip) => {
            let bits = ip.to_bits();
            let is_in = |(first, length, _): &&([u8; 4], u32, &str)| {
                let first = Ipv4Addr::from(*first).to_bits();
                (bits ^ first).leading_zeros() >= *length
            };
            FORBIDDEN_V4
                .iter()
                .find(is_in)
                .map(|(_, _, reason)| *reason)
        }
        IpAddr::V6(ip) => {
            let bits = ip.to_bits();
            let is_in = |(first, length, _): &&(&str, u32, &str)| {
                let first = first.parse().map_or(0, Ipv6Addr::to_bits);
                (bits ^ first).leading_zeros() >= *length
            };
            // Global unicast addresses all start with the bits 001: 2000::/3 (RFC 4291).
            let is_given_out = bits >> 125 == 1;
            let known = FORBIDDEN_V6
                .iter()
                .find(is_in)
                .map(|(_, _, reason)| *reason);
            known.or((!is_given_out).then_some(RESERVED))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_public_addresses_are_permitted() {
        let forbidden_ones = [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "100.100.100.200",
            "127.0.0.1",
            "127.255.255.255",
            "168.63.129.16",
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
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "2001:10::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ];
        for ip in forbidden_ones {
            assert!(forbidden(ip.parse().unwrap()).is_some(), "{ip}");
        }
        let open = [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "128.0.0.1",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "223.255.255.255",
            "2001:4860:4860::8888",
            "2606:4700::1111",
            "2a00:1450:4001::1",
        ];
        for ip in open {
            assert_eq!(forbidden(ip.parse().unwrap()), None, "{ip}");
        }
    }
}
