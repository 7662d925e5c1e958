//! Classifies quotation marks and apostrophes by their neighbours.

/// Quotation mark or apostrophe with its neighbours.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) at: usize,
    pub(crate) len: usize,
    pub(crate) sign: char,
    pub(crate) before: Option<char>,
    pub(crate) after: Option<char>,
    /// Character after `after`, which identifies an elision or a measure.
    pub(crate) second: Option<char>,
}

/// Whether a mark may begin with a byte in UTF-8; few other characters begin with these.
const BEGINS_MARK: [bool; 256] = {
    let mut begins = [false; 256];
    let mut byte = 0;
    while byte < begins.len() {
        begins[byte] = matches!(byte as u8, b'"' | b'\'' | b'`' | 0xc2 | 0xe2 | 0xe3);
        byte += 1;
    }
    begins
};

const MARKS: [char; 18] = [
    '"', '\'', '`', '“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '‹', '›', '「', '」', '『', '』',
];

/// Returns all marks of the text, in order. Two single signs in a row count as one double mark, as
/// typed on typewriters and old wire services.
pub(crate) fn all(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut read = 0;
    while let Some(next) = text
        .bytes()
        .skip(read)
        .position(|byte| BEGINS_MARK[usize::from(byte)])
    {
        let at = read + next;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        if !MARKS.contains(&c) {
            read = at + c.len_utf8();
            continue;
        }
        let mut mark = Mark {
            at,
            len: c.len_utf8(),
            sign: c,
            before: text.get(..at).and_then(|before| before.chars().next_back()),
            after: None,
            second: None,
        };
        let mut rest = text.get(at + mark.len..).unwrap_or_default();
        if matches!(c, '`' | '\'') && rest.starts_with(c) {
            // Three in a row after a word: an inner mark and the outer one.
            let inner = c == '\''
                && rest.starts_with("''")
                && mark.before.is_some_and(|c| !c.is_whitespace());
            mark.len = 2 + usize::from(inner);
            mark.sign = if c == '`' { '“' } else { '”' };
            rest = rest.get(mark.len - 1..).unwrap_or_default();
        }
        let mut rest = rest.chars();
        mark.after = rest.next();
        mark.second = rest.next();
        // `6'2"` is a measure: the sign for feet marks it.
        if c == '"' && text.get(..at).is_some_and(ends_in_feet) {
            mark.second = Some('\'');
        }
        read = at + mark.len;
        marks.push(mark);
    }
    marks
}

/// Returns whether the text ends in feet and inches, such as `6'2` or `5’11`.
fn ends_in_feet(text: &str) -> bool {
    let inches = text
        .bytes()
        .rev()
        .take(3)
        .take_while(u8::is_ascii_digit)
        .count();
    let mut rest = text.chars().rev().skip(inches);
    (1..=2).contains(&inches)
        && rest.next().is_some_and(|c| c == '\'' || c == '’')
        && rest.next().is_some_and(|c| c.is_ascii_digit())
}

impl Mark {
    /// Returns whether the mark directly precedes a word or bracket and follows a space, bracket or
    /// dash.
    pub(crate) fn leads(&self) -> bool {
        self.after.is_some_and(|c| !c.is_whitespace())
            && self
                .before
                .is_none_or(|c| c.is_whitespace() || "([{—–-/“‘\"'«„".contains(c))
    }

    /// Returns whether the mark directly follows something and precedes no word.
    pub(crate) fn closes(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
            && self.after.is_none_or(|c| !c.is_alphanumeric())
    }

    /// Returns the closing partner, if this mark opens a quotation while none is open.
    pub(crate) fn opens_double(&self) -> Option<char> {
        match self.sign {
            '“' if !self.closes() || self.leads() => Some('”'),
            '„' | '‟' => Some('“'),
            '«' => Some('»'),
            '‹' => Some('›'),
            '「' => Some('」'),
            '『' => Some('』'),
            '»' if self.leads() => Some('«'),
            '›' if self.leads() => Some('‹'),
            '”' if self.leads() && !self.closes() => Some('”'),
            // After a digit it means inches; between two letters a space is missing.
            '"' if self.leads() => Some('"'),
            '"' if self.before.is_some_and(char::is_alphabetic)
                && self.after.is_some_and(char::is_uppercase) =>
            {
                Some('"')
            }
            _ => None,
        }
    }

    /// Returns whether this double mark opens another quotation while one is open.
    pub(crate) fn reopens(&self) -> bool {
        match self.sign {
            '“' | '„' => self.leads() && !self.closes(),
            '"' => self.leads() && !self.closes() && self.before.is_none_or(char::is_whitespace),
            _ => false,
        }
    }

    /// Returns whether this mark closes a quotation in double marks.
    pub(crate) fn closes_double(&self) -> bool {
        match self.sign {
            '”' => true,
            '“' => self.closes(),
            // `6'2"` and `2" wide` do not close; `in 2022"` does.
            '"' => !self.is_measure(),
            _ => false,
        }
    }

    /// Returns whether the mark means inches.
    fn is_measure(&self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit())
            && self.after == Some(' ')
            && self.second.is_some_and(|c| "thwdlx".contains(c))
            || self.second == Some('\'')
    }

    /// Returns whether this mark opens a quotation in single marks.
    pub(crate) fn opens_single(&self) -> bool {
        matches!(self.sign, '‘' | '\'' | '‚' | '`')
            && self.leads()
            && !self.closes()
            && !self.is_elision()
    }

    /// Returns whether the mark stands for the century: `’90s`.
    fn is_elision(&self) -> bool {
        self.after.is_some_and(|c| c.is_ascii_digit())
            && self.second.is_some_and(|c| c.is_ascii_digit())
    }
}
