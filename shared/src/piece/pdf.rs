//! A PDF by its first and last lines, as readers find them (ISO 32000-1, 7.5.2 and 7.5.5, and the implementation note that
//! both are sought within 1,024 bytes of the end they belong to). Its objects are not read.

/// How far from an end its mark may be.
const REACH: usize = 1024;

/// Whether its first mark is there.
pub fn begins(bytes: &[u8]) -> bool {
    contains(&bytes[..bytes.len().min(REACH)], b"%PDF-")
}

/// Whether its last marks are there.
pub fn is_whole(bytes: &[u8]) -> bool {
    let written = bytes.len() - bytes.iter().rev().take_while(|byte| **byte == 0).count();
    let end = &bytes[written.saturating_sub(REACH)..written];
    contains(end, b"startxref") && contains(end, b"%%EOF")
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAIL: &str = "startxref\n116\n%%EOF\n";

    #[test]
    fn both_marks_are_sought_near_their_end() {
        let body = "x".repeat(5_000);
        let whole = format!("%PDF-1.4\n{body}\n{TAIL}");
        assert!(begins(whole.as_bytes()) && is_whole(whole.as_bytes()));
        let cut = &whole.as_bytes()[..whole.len() - 10];
        assert!(begins(cut) && !is_whole(cut));
        let late = format!("{}%PDF-1.4\n{TAIL}", "x".repeat(REACH));
        assert!(!begins(late.as_bytes()));
        let preceded = format!("{}%PDF-1.4\n{TAIL}", "x".repeat(REACH - 5));
        assert!(begins(preceded.as_bytes()));
    }

    #[test]
    fn what_a_scanner_adds_after_the_end_is_passed_over() {
        let mut padded = format!("%PDF-1.4\n{TAIL}").into_bytes();
        padded.extend([0; 4_096]);
        assert!(is_whole(&padded));
        assert!(!is_whole(&[0; 4_096]));
    }
}
