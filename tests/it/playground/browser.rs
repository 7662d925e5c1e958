//! Controls a browser with the page of the playground.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use fantoccini::elements::{Element, ElementRef};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::Served;
use crate::program::Home;

/// Key of an element's id in WebDriver.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Script that waits for a visible element that matches and has the text.
const SEE: &str = r#"
    const [css, text, done] = arguments;
    const look = () => [...document.querySelectorAll(css)].find((element) =>
        element.checkVisibility() && (element.textContent + (element.value ?? "")).includes(text));
    const found = look();
    if (found) return done(found);
    const watch = new MutationObserver(() => {
        const found = look();
        if (found) { watch.disconnect(); done(found); }
    });
    watch.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
"#;

/// Script that waits until an element that matches has the focus.
const SEE_FOCUS: &str = r#"
    const [css, done] = arguments;
    const look = () => { if (document.activeElement.matches(css)) done(true); };
    document.addEventListener("focusin", look);
    look();
"#;

/// Size of a window in CSS pixels.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    pub width: u32,
    pub height: u32,
    /// Device pixels per CSS pixel in screenshots.
    pub ratio: f32,
}

/// Window size of a desktop.
pub(crate) const DESK: Window = Window {
    width: 900,
    height: 700,
    ratio: 1.0,
};

/// Window size of a phone.
pub(crate) const TELEPHONE: Window = Window {
    width: 390,
    height: 844,
    ratio: 1.0,
};

/// A browser window with the page.
pub(crate) struct Page {
    runtime: Runtime,
    client: Client,
    pub served: Served,
    driver: Child,
    _profile: TempDir,
}

impl Page {
    /// Opens the page with the articles of `home`; `None` if there is no browser.
    pub(crate) fn open(home: Home) -> Option<Self> {
        Self::open_in(home, DESK)
    }

    /// Does the same as [`Self::open`] in a window of this size.
    pub(crate) fn open_in(home: Home, window: Window) -> Option<Self> {
        let (driver, port) = driver()?;
        let served = Served::start(home, &[]);
        let profile = TempDir::new().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let capabilities = capabilities(window, &profile);
        let client = runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.as_object().unwrap().clone());
            let client = builder.connect(&format!("http://127.0.0.1:{port}")).await;
            let client = client.expect("chromium starts");
            client.goto(&served.url).await.unwrap();
            client
        });
        let page = Self {
            runtime,
            client,
            served,
            driver,
            _profile: profile,
        };
        page.see("#starters button", "/ask");
        Some(page)
    }

    /// Waits for a visible element with the text.
    pub(crate) fn see(&self, css: &str, text: &str) -> Element {
        let arguments = vec![css.into(), text.into()];
        let seen = self.client.execute_async(SEE, arguments);
        let seen = self.runtime.block_on(seen);
        let seen = seen.unwrap_or_else(|error| {
            let page = self.run("return document.body.innerText", &[]);
            panic!("{css} never has {text:?}: {error}\n{page}")
        });
        let id = seen[ELEMENT].as_str().unwrap().to_owned();
        Element::from_element_id(self.client.clone(), ElementRef::from(id))
    }

    /// Waits until an element that matches has the focus.
    pub(crate) fn see_focus(&self, css: &str) {
        let focused = self.run_async(SEE_FOCUS, vec![css.into()]);
        assert_eq!(focused, true, "{css}");
    }

    /// Returns the number of elements that match.
    pub(crate) fn count(&self, css: &str) -> u64 {
        let script = "return document.querySelectorAll(arguments[0]).length";
        self.run(script, &[css]).as_u64().unwrap()
    }

    /// Runs a script in the page. Returns its value.
    pub(crate) fn run(&self, script: &str, arguments: &[&str]) -> Value {
        let arguments = arguments.iter().map(|text| json!(text)).collect();
        self.runtime
            .block_on(self.client.execute(script, arguments))
            .unwrap()
    }

    /// Runs an asynchronous script in the page. Returns the value passed to its callback.
    pub(crate) fn run_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.runtime
            .block_on(self.client.execute_async(script, arguments))
            .unwrap()
    }

    /// Clicks a visible element with the text.
    pub(crate) fn press(&self, css: &str, text: &str) {
        loop {
            let element = self.see(css, text);
            match self.runtime.block_on(element.click()) {
                // It was redrawn at this moment.
                Err(error) if error.is_stale_element_reference() => {}
                clicked => return clicked.unwrap(),
            }
        }
    }

    /// Types into a visible element.
    pub(crate) fn type_into(&self, css: &str, text: &str) {
        let element = self.see(css, "");
        self.runtime.block_on(element.send_keys(text)).unwrap();
    }

    /// Types into the element with the focus.
    pub(crate) fn type_keys(&self, keys: &str) {
        self.runtime.block_on(async {
            let focused = self.client.active_element().await.unwrap();
            focused.send_keys(keys).await.unwrap();
        });
    }

    /// Switches to another person.
    pub(crate) fn act_as(&self, person: &str) {
        self.press("#people label", person);
        self.see("#status", person);
    }

    /// Chooses a command by typing its name.
    pub(crate) fn begin_command(&self, command: &str) {
        self.type_into("#message", &format!("{command} "));
        self.see(".command", command);
    }

    /// Adds an optional option.
    pub(crate) fn add_option(&self, option: &str) {
        self.press(".others button", option);
        self.see(".option label", option);
    }

    /// Uses a command whose first option is text.
    pub(crate) fn use_command(&self, command: &str, text: &str) {
        self.begin_command(command);
        self.type_into(".option input", text);
        self.press("#composer button", "Send");
    }

    /// Returns a screenshot of the window as a PNG.
    pub(crate) fn picture(&self) -> Vec<u8> {
        let body = self.see("body", "");
        self.runtime.block_on(body.screenshot()).unwrap()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let closed = self.client.clone().close();
        // After a failure the browser may have exited.
        let _ = self.runtime.block_on(closed);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Number of attempts to start a WebDriver. It exits if another program takes the port that it chose.
const STARTS: usize = 5;

/// Starts a WebDriver. Returns it and its port; prints a line and returns `None` if there is none.
fn driver() -> Option<(Child, u16)> {
    for _ in 0..STARTS {
        let spawned = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut driver = match spawned {
            Ok(driver) => driver,
            Err(error) => {
                let test = std::thread::current().name().unwrap_or_default().to_owned();
                // `println!` would be hidden unless the test fails.
                let _ = writeln!(
                    std::io::stderr(),
                    "skipped {test}: chromedriver cannot be started ({error}): install Debian's \
                     chromium and chromium-driver"
                );
                return None;
            }
        };
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines.map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        match port {
            Some(port) => return Some((driver, port)),
            None => driver.wait().unwrap(),
        };
    }
    panic!("chromedriver started {STARTS} times and never said its port");
}

fn capabilities(window: Window, profile: &TempDir) -> Value {
    let Window {
        width,
        height,
        ratio,
    } = window;
    let profile = format!("--user-data-dir={}", profile.path().display());
    json!({
        "timeouts": { "script": 60_000 },
        "goog:chromeOptions": {
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-dev-shm-usage", "--disable-lcd-text", "--hide-scrollbars", "--lang=en-GB",
                profile,
            ],
            "mobileEmulation": { "deviceMetrics": {
                "width": width, "height": height, "pixelRatio": ratio, "mobile": false,
                "touch": false,
            } },
        },
    })
}
