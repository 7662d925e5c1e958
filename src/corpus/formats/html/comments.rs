//! Recognises readers' comments.

use dom_query::NodeRef;

/// Returns whether an element contains readers' comments, which may be longer than the article.
pub(super) fn is_comments(node: &NodeRef<'_>) -> bool {
    let is_known = |name: &str| {
        matches!(
            name,
            "comments"
                | "comment-list"
                | "commentlist"
                | "comments-area"
                | "comment-section"
                | "comments-section"
                | "comments-container"
                | "disqus_thread"
                | "respond"
                | "kommentare"
        )
    };
    let class = node.class().unwrap_or_default();
    let id = node.id_attr().unwrap_or_default();
    (class.split_whitespace().any(is_known) || is_known(&id))
        && node.node_name().as_deref() != Some("body")
}
