//! Ids of projects for qualitative analysis: UUIDs made from names, so that the same rows have the same ids in every file.

use sha1_smol::Sha1;

/// RFC 9562's namespace for addresses.
const NAMESPACE_URL: [u8; 16] =
    [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];

/// The UUID of version 5 of an address.
pub(super) fn of_address(address: &str) -> String {
    let mut hash = Sha1::new();
    hash.update(&NAMESPACE_URL);
    hash.update(address.as_bytes());
    let mut bytes = hash.digest().bytes();
    bytes[6] = (bytes[6] & 0x0f) | 0x50;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut out = String::new();
    for (nth, byte) in bytes[..16].iter().enumerate() {
        if matches!(nth, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        out.push_str(&format!("{byte:02x}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_that_of_other_libraries() {
        // Python: uuid.uuid5(uuid.NAMESPACE_URL, "http://www.python.org/")
        assert_eq!(of_address("http://www.python.org/"), "c2a8cbf8-d0f1-5ef4-9740-c3faec8ab1a0");
    }
}
