//! Machine-readable declarations of a page.

use dom_query::Document;

use super::linked_data::LinkedData;
use super::sites::site_names;
use super::text::Metas;

/// Declarations of a page. They are read once, because reading searches the whole page.
pub(super) struct Declared {
    /// Its JSON-LD.
    pub linked: LinkedData,
    /// Its `<meta>` elements.
    pub metas: Metas,
    /// Names of its site, reduced to letters and digits.
    pub sites: Vec<String>,
}

impl Declared {
    pub(super) fn read(page: &Document) -> Self {
        let linked = LinkedData::read(page);
        let metas = Metas::read(page);
        let sites = site_names(page, &linked, &metas);
        Self {
            linked,
            metas,
            sites,
        }
    }
}
