//! Single quotation marks and apostrophes, and what their neighbours say of their use.

/// A quotation mark or an apostrophe, with its neighbours.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) at: usize,
    pub(crate) len: usize,
    pub(crate) sign: char,
    pub(crate) before: Option<char>,
    pub(crate) after: Option<char>,
    /// The character after `after`, which tells an elision or a measure.
    pub(crate) second: Option<char>,
}

/// Every mark of the text, in order. Two single signs in a row are one double mark, as typewriters
/// and old wires have it.
pub(crate) fn all(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut read = 0;
    // The first bytes of the marks; few other characters begin with them.
    for (at, _) in text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| matches!(byte, b'"' | b'\'' | b'`' | 0xc2 | 0xe2 | 0xe3))
    {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            continue;
        };
        if at < read || !"\"'`“”„‟‘’‚«»‹›「」『』".contains(c) {
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
            // A word closed by three: the inner mark and the outer one.
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
        // Inches in `6'2"`: the foot sign is what tells them.
        if c == '"' && text.get(..at).is_some_and(ends_in_feet) {
            mark.second = Some('\'');
        }
        read = at + mark.len;
        marks.push(mark);
    }
    marks
}

/// Whether the text ends in something like `6'2` or `5’11`.
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
    /// A word or a bracket follows, and none stands directly before.
    pub(crate) fn leads(&self) -> bool {
        self.after.is_some_and(|c| !c.is_whitespace())
            && self
                .before
                .is_none_or(|c| c.is_whitespace() || "([{—–-/“‘\"'«„".contains(c))
    }

    /// Something stands directly before, and no word follows.
    pub(crate) fn closes(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
            && self.after.is_none_or(|c| !c.is_alphanumeric())
    }

    /// The closing partner, if this mark opens a quotation where none is open.
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
            // After a digit it is an inch; between two letters a space was forgotten.
            '"' if self.leads() => Some('"'),
            '"' if self.before.is_some_and(char::is_alphabetic)
                && self.after.is_some_and(char::is_uppercase) =>
            {
                Some('"')
            }
            _ => None,
        }
    }

    /// Whether this double mark opens another quotation although one is open.
    pub(crate) fn reopens(&self) -> bool {
        match self.sign {
            '“' | '„' => self.leads() && !self.closes(),
            '"' => self.leads() && !self.closes() && self.before.is_none_or(char::is_whitespace),
            _ => false,
        }
    }

    pub(crate) fn closes_double(&self) -> bool {
        match self.sign {
            '”' => true,
            '“' => self.closes(),
            // `6'2"` and `2" wide` go on; `in 2022"` does not.
            '"' => !self.is_measure(),
            _ => false,
        }
    }

    pub(crate) fn is_measure(&self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit())
            && self.after == Some(' ')
            && self.second.is_some_and(|c| "thwdlx".contains(c))
            || self.second == Some('\'')
    }

    pub(crate) fn opens_single(&self) -> bool {
        matches!(self.sign, '‘' | '\'' | '‚' | '`')
            && self.leads()
            && !self.closes()
            && !self.is_elision()
    }

    /// `’90s`: a mark that stands for the century.
    pub(crate) fn is_elision(&self) -> bool {
        self.after.is_some_and(|c| c.is_ascii_digit())
            && self.second.is_some_and(|c| c.is_ascii_digit())
    }
}
