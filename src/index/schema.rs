//! Schema of the index: the fields of a document, which is one paragraph.

use jiff::civil::Date;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TokenizerManager;

use super::analysis::{ANALYSIS_VERSION, plain_analyzer, stemming_analyzer, wording_analyzer};
use crate::quotations::RULES_VERSION;
use crate::text::Language;

/// Version of the fields below and of the commit payload. An index of another version is rebuilt.
const SCHEMA_VERSION: u32 = 6;

const STEMS: &str = "stems";
const WORDS: &str = "words";
const WORDING: &str = "wording";

/// Name of [`Fields::vectors`].
pub(super) const VECTORS: &str = "vectors";

/// The fields of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// [`crate::corpus::Article::source`] of the article.
    pub source: Field,
    /// ID of the article.
    pub article: Field,
    /// [`crate::corpus::Article::fingerprint`] of the article.
    pub fingerprint: Field,
    /// Number of the paragraph in its article.
    pub number: Field,
    /// Day of publication, in days since 1970-01-01; absent if unknown.
    pub published: Field,
    /// Stems of the paragraph, with positions.
    pub body: Field,
    /// Stems of the heading above it.
    pub heading: Field,
    /// Stems of the article's title.
    pub title: Field,
    /// Stems of the paragraphs around a short paragraph. Candidates are not searched in it, which
    /// would cost more than the rest of the search; it tells which terms stand near a hit.
    pub context: Field,
    /// Unstemmed words of the paragraph, its heading and the title, with positions. Serves as the
    /// dictionary of known spellings and for the search in prose.
    pub words: Field,
    /// Stems of the quotations that begin in the paragraph.
    pub quoted: Field,
    /// Words of these quotations as split by [`crate::text::wording`], with positions.
    pub quoted_words: Field,
    /// [`crate::text::wording::key`] of each of these quotations.
    pub quotation: Field,
    /// Canonical names of the speakers of these quotations.
    pub speaker: Field,
    /// The [`super::stored_quotations::StoredQuotations`], as JSON; absent if there are none.
    pub quotations: Field,
    /// The [`super::Passage`], as JSON.
    pub passage: Field,
    /// [`super::vectors::key`] of the paragraph; absent if it was not encoded.
    pub vectors: Field,
}

/// Builds the schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let indexed = |tokenizer: &str, record: IndexRecordOption| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(record),
        )
    };
    let stems = || indexed(STEMS, IndexRecordOption::WithFreqs);
    let mut builder = Schema::builder();
    let fields = Fields {
        source: builder.add_text_field("source", FAST),
        article: builder.add_text_field("article", STRING | FAST),
        fingerprint: builder.add_u64_field("fingerprint", FAST),
        number: builder.add_u64_field("number", FAST),
        published: builder.add_i64_field("published", FAST),
        body: builder.add_text_field(
            "body",
            indexed(STEMS, IndexRecordOption::WithFreqsAndPositions),
        ),
        heading: builder.add_text_field("heading", stems()),
        title: builder.add_text_field("title", stems()),
        context: builder.add_text_field("context", indexed(STEMS, IndexRecordOption::Basic)),
        words: builder.add_text_field(
            "words",
            indexed(WORDS, IndexRecordOption::WithFreqsAndPositions),
        ),
        quoted: builder.add_text_field("quoted", stems()),
        quoted_words: builder.add_text_field(
            "quoted_words",
            indexed(WORDING, IndexRecordOption::WithFreqsAndPositions),
        ),
        quotation: builder.add_u64_field("quotation", INDEXED),
        speaker: builder.add_text_field("speaker", STRING | FAST),
        quotations: builder.add_text_field("quotations", STORED),
        passage: builder.add_text_field("passage", STORED),
        vectors: builder.add_u64_field(VECTORS, FAST),
    };
    (builder.build(), fields)
}

/// Returns the analysers that the schema names, for texts in `language`. Needed to open an index
/// folder with tantivy directly.
pub fn tokenizers(language: Language) -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(STEMS, stemming_analyzer(language));
    tokenizers.register(WORDS, plain_analyzer());
    tokenizers.register(WORDING, wording_analyzer());
    tokenizers
}

/// Converts a date to its indexed form: days since 1970-01-01.
pub(super) fn days(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_secs() / (24 * 60 * 60)
}

/// Returns the version that an index must have to be usable without a rebuild.
pub(super) fn version(language: Language) -> String {
    format!(
        "schema {SCHEMA_VERSION}, analysis {ANALYSIS_VERSION}, quotations {RULES_VERSION}, {}",
        language.name()
    )
}
