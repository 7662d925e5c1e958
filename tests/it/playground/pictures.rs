//! Makes the screenshots for the README; see `docs/images/README.md`.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::browser::{Page, Window};
use crate::program::Home;

/// Scene of a screenshot, with the name of its file.
struct Scene {
    name: &'static str,
    play: fn(&Page),
}

const SCENES: [Scene; 5] = [
    Scene {
        name: "ask",
        play: |page| {
            page.use_command("/ask", "Where does Putin want the next meeting?");
            page.see(".message blockquote", "Next time in Moscow");
        },
    },
    Scene {
        name: "decline",
        play: |page| {
            page.use_command("/ask", "How tall is Putin?");
            page.see(".message .content", "The articles do not say");
        },
    },
    Scene {
        name: "verify",
        play: |page| {
            page.use_command("/verify", "Next time in Kyiv");
            page.see(".message s", "Moscow");
        },
    },
    Scene {
        name: "check-quotes",
        play: |page| {
            let post = "Trump said there is a “very good chance of not getting there”, and Putin \
                        answered “Next time in Moscow”.\u{e007}";
            page.type_into("#message", post);
            page.press("[aria-label=\"More: message of Mira\"]", "");
            page.press("[role=menuitem]", "Check quotes");
            page.see(".message .content", "quotations checked");
        },
    },
    Scene {
        name: "index-add",
        play: |page| {
            page.act_as("moderator");
            let article = page.served.home.path("harbour.md");
            fs::write(&article, HARBOUR).unwrap();
            page.begin_command("/index add");
            page.add_option("file");
            page.type_into("input[type=file]", article.to_str().unwrap());
            page.press("#composer button", "Send");
            page.see(".message button", "Publish");
        },
    },
];

const HARBOUR: &str = "---\ntitle: The harbour opens again\nurl: https://example.org/harbour\n\
    outlet: The Example\npublished: 2025-08-18\n---\n\n\
    The harbour of Sandrey opened on Monday after a week of ice.\n\n\
    “The ferries sail from six in the morning,” said harbour master Marta Kolbe.\n";

const WINDOW: Window = Window {
    width: 760,
    height: 900,
    ratio: 1.5,
};

#[test]
#[ignore = "it writes to docs/images"]
fn pictures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images");
    for scene in SCENES {
        let Some(page) = Page::open_in(Home::shipped(), WINDOW) else {
            return;
        };
        (scene.play)(&page);
        // Fit the height to the messages, without the welcome text and the caret.
        page.run(
            "document.getElementById('welcome').hidden = true;
             document.documentElement.style.height = 'auto';
             document.body.style.height = 'auto';
             document.activeElement.blur();",
            &[],
        );
        for theme in ["light", "dark"] {
            if theme == "dark" {
                page.run("document.getElementById('theme').click()", &[]);
            }
            let path = folder.join(format!("{}-{theme}.png", scene.name));
            fs::write(&path, page.picture()).unwrap();
            // Without it the files are only larger.
            let _ = Command::new("pngquant")
                .args(["--strip", "--force", "--ext=.png"])
                .arg(&path)
                .status();
        }
    }
}
