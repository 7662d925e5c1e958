// Discord's Markdown as elements of the page, as far as the bot uses it. Text is only ever set as text.

const MARKS = [
  ["**", "strong"],
  ["__", "u"],
  ["~~", "s"],
  ["||", "spoiler"],
  ["*", "em"],
  ["_", "em"],
];

const TIME = /^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/;
const CODE = /^(`+)([^]*?[^`])\1(?!`)/;
const LINK_END = /^\]\((<)?(https?:\/\/[^\s<>]+?)(>)?\)/;
const FENCE = /^```(?:\w*\n)?([^]*?)```/;

const TIME_STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** An element with children, which are elements or texts. */
export function element(tag, properties = {}, ...children) {
  const { dataset = {}, aria = {}, ...others } = properties;
  const made = Object.assign(document.createElement(tag), others);
  Object.assign(made.dataset, dataset);
  for (const [name, value] of Object.entries(aria)) made.setAttribute(`aria-${name}`, value);
  made.append(...children);
  return made;
}

/** A message's content. */
export function markdown(text) {
  const content = element("div", { className: "content" });
  content.append(...blocks(text));
  return content;
}

function blocks(text) {
  const made = [];
  let rest = text;
  while (rest !== "") {
    const fence = FENCE.exec(rest);
    if (fence) {
      made.push(element("pre", {}, element("code", {}, fence[1].replace(/\n$/, ""))));
      rest = rest.slice(fence[0].length).replace(/^\n/, "");
      continue;
    }
    const quote = taken(rest, "> ");
    if (quote) {
      made.push(element("blockquote", {}, ...blocks(quote.lines.join("\n"))));
      rest = quote.rest;
      continue;
    }
    const list = taken(rest, "- ");
    if (list) {
      made.push(element("ul", {}, ...list.lines.map((line) => element("li", {}, ...inline(line)))));
      rest = list.rest;
      continue;
    }
    const [line, after] = cut(rest);
    if (line.startsWith("-# ")) made.push(element("small", {}, ...inline(line.slice(3))));
    else made.push(element("p", {}, ...inline(line)));
    rest = after;
  }
  return made;
}

/** The first line, and what follows it. */
function cut(text) {
  const end = text.indexOf("\n");
  return end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end + 1)];
}

/** The lines from the first on that begin with a mark, without it; nothing if the first does not. */
function taken(text, mark) {
  const lines = [];
  let rest = text;
  while (rest.startsWith(mark)) {
    const [line, after] = cut(rest);
    lines.push(line.slice(mark.length));
    rest = after;
  }
  return lines.length > 0 ? { lines, rest } : undefined;
}

function inline(text) {
  const nodes = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const escaped = /^\\([!-/:-@[-`{-~])/.exec(rest);
    if (escaped) {
      plain += escaped[1];
      at += 2;
      continue;
    }
    const found = code(rest) ?? time(rest) ?? link(rest) ?? marked(rest, text[at - 1]);
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain !== "") nodes.push(plain);
    plain = "";
    nodes.push(found.node);
    at += found.length;
  }
  if (plain !== "") nodes.push(plain);
  return nodes;
}

function code(text) {
  const found = CODE.exec(text);
  return found && { node: element("code", {}, found[2].trim()), length: found[0].length };
}

function time(text) {
  const found = TIME.exec(text);
  if (!found) return undefined;
  const moment = new Date(Number(found[1]) * 1000);
  if (Number.isNaN(moment.valueOf())) return undefined;
  const full = new Intl.DateTimeFormat(undefined, TIME_STYLES.F).format(moment);
  const style = found[2] ?? "f";
  const shown =
    style === "R" ? relative(moment) : new Intl.DateTimeFormat(undefined, TIME_STYLES[style]).format(moment);
  const node = element("time", { dateTime: moment.toISOString(), title: full }, shown);
  return { node, length: found[0].length };
}

function relative(moment) {
  const seconds = Math.round((moment - Date.now()) / 1000);
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(undefined).format(Math.trunc(seconds / size), unit);
}

function link(text) {
  if (!text.startsWith("[")) return undefined;
  const end = closing(text, 1, "]");
  const target = end > 1 && LINK_END.exec(text.slice(end));
  if (!target || Boolean(target[1]) !== Boolean(target[3]) || !URL.canParse(target[2])) return undefined;
  const url = new URL(target[2]);
  if (!["http:", "https:"].includes(url.protocol)) return undefined;
  const properties = { href: url.href, target: "_blank", rel: "noopener noreferrer" };
  const node = element("a", properties, ...inline(text.slice(1, end)));
  return { node, length: end + target[0].length };
}

function marked(text, before) {
  for (const [mark, tag] of MARKS) {
    if (!text.startsWith(mark)) continue;
    const end = closing(text, mark.length, mark);
    const words = text.slice(mark.length, end);
    const isSingle = mark.length === 1;
    if (end < 0 || words === "" || (isSingle && /^\s|\s$/.test(words))) continue;
    // Within a word an underscore is only a letter.
    if (mark === "_" && (/\w/.test(before ?? "") || /\w/.test(text[end + 1] ?? ""))) continue;
    const children = inline(words);
    const node = tag === "spoiler" ? spoiler(children) : element(tag, {}, ...children);
    return { node, length: end + mark.length };
  }
  return undefined;
}

/** Where a mark ends what it began; -1 if nowhere. */
function closing(text, from, mark) {
  let at = from;
  while (at < text.length) {
    const rest = text.slice(at);
    const span = CODE.exec(rest);
    if (rest.startsWith("\\")) at += 2;
    else if (span) at += span[0].length;
    else if (mark === "*" && rest.startsWith("**")) at += 2;
    else if (rest.startsWith(mark)) return at;
    else at += 1;
  }
  return -1;
}

function spoiler(children) {
  const hidden = element("span", { aria: { hidden: "true" } }, ...children);
  const node = element("span", { className: "spoiler", tabIndex: 0, role: "button" }, hidden);
  node.setAttribute("aria-label", "Spoiler: show it");
  const show = () => {
    node.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
    hidden.removeAttribute("aria-hidden");
  };
  node.addEventListener("click", show);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      show();
    }
  });
  return node;
}
