// The messages of the channel, each with its buttons and its menu.

import { Flag, Kind } from "./discord.js";
import { element, markdown } from "./markdown.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const STYLES = { 1: "main", 2: "plain", 3: "main", 4: "danger" };
const REPLY_TO_SLASH = 20;
const REPLY_TO_MENU = 23;

export class Messages {
  /** `page` knows who looks and their commands, and tells of what goes wrong. */
  constructor(list, scroller, page) {
    this.list = list;
    this.scroller = scroller;
    this.page = page;
    /** What is known of each message, by its ID, in order. */
    this.known = new Map();
    this.dismissed = new Set();
  }

  /** Takes messages that are new or have changed. */
  take(changed) {
    const below = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight;
    const isAtEnd = below < 80 || this.known.size === 0;
    for (const { viewer, message } of changed) {
      this.known.set(message.id, { viewer, message });
      this.draw(message.id);
    }
    if (isAtEnd) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** Draws everything anew, for somebody else. */
  redraw() {
    this.list.replaceChildren();
    for (const id of this.known.keys()) this.draw(id);
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  draw(id) {
    const { viewer, message } = this.known.get(id);
    const isHidden = viewer !== null && viewer !== this.page.person.key;
    const old = document.getElementById(`m${id}`);
    if (isHidden || this.dismissed.has(id)) {
      old?.remove();
      return;
    }
    const made = this.item(message);
    if (!old) {
      this.list.append(made);
      return;
    }
    // Whoever pressed a button of it goes on from there.
    const buttons = [...old.querySelectorAll("button")];
    const focused = buttons.indexOf(document.activeElement);
    const label = buttons[focused]?.textContent;
    old.replaceWith(made);
    if (focused < 0) return;
    const same = [...made.querySelectorAll("button")].find((button) => button.textContent === label);
    (same ?? made).focus({ preventScroll: true });
  }

  item(message) {
    const isPrivate = (message.flags & Flag.EPHEMERAL) !== 0;
    const isPromised = (message.flags & Flag.LOADING) !== 0;
    const item = element("li", { id: `m${message.id}`, className: "message", tabIndex: -1 });
    item.classList.toggle("private", isPrivate);
    const used = usedBy(message);
    if (used) item.append(used);
    item.append(avatar(message.author), this.head(message), this.menu(message));
    item.append(isPromised ? promise(message.author) : markdown(message.content));
    if (message.edited_timestamp) item.append(element("small", { className: "edited" }, "(edited)"));
    for (const row of message.components ?? []) item.append(this.row(message, row));
    if (isPrivate) item.append(this.privacy(message.id));
    return item;
  }

  head(message) {
    const { author } = message;
    const moment = new Date(message.timestamp);
    const time = element("time", { dateTime: message.timestamp }, CLOCK.format(moment));
    const name = element("span", { className: "author" }, author.global_name ?? author.username);
    const app = author.bot ? [element("span", { className: "app" }, "App")] : [];
    return element("p", { className: "head" }, name, ...app, time);
  }

  row(message, row) {
    const buttons = row.components.map((component) => {
      const { label, style, custom_id: id, disabled } = component;
      const button = element("button", { type: "button", className: STYLES[style] ?? "plain" }, label);
      button.disabled = Boolean(disabled);
      button.addEventListener("click", () => this.press(message, id, button));
      return button;
    });
    return element("div", { className: "row" }, ...buttons);
  }

  async press(message, id, button) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    await this.page.interact(Kind.COMPONENT, { custom_id: id, component_type: 2 }, message.id);
    button.removeAttribute("aria-busy");
  }

  privacy(id) {
    const dismiss = element("button", { type: "button", className: "link" }, "Dismiss message");
    dismiss.addEventListener("click", () => {
      this.dismissed.add(id);
      this.draw(id);
      this.page.focusComposer();
    });
    return element("p", { className: "privacy" }, "Only you can see this · ", dismiss);
  }

  /** The menu of a message, with the commands that are for messages. */
  menu(message) {
    const name = message.author.global_name ?? message.author.username;
    const button = element("button", { type: "button", className: "more" }, "⋯");
    const attributes = { label: `More: message of ${name}`, haspopup: "menu", expanded: "false" };
    for (const [key, value] of Object.entries(attributes)) button.setAttribute(`aria-${key}`, value);
    const menu = element("ul", { className: "menu", role: "menu", hidden: true });
    menu.setAttribute("aria-label", "Apps");
    const holder = element("div", { className: "menu-holder" }, button, menu);
    const close = (isFocused) => {
      menu.hidden = true;
      button.setAttribute("aria-expanded", "false");
      if (isFocused) button.focus();
    };
    button.addEventListener("click", () => {
      if (!menu.hidden) return close(true);
      const commands = this.page.commands().filter((command) => command.type === 3);
      menu.replaceChildren(...commands.map((command) => this.menuItem(message, command, close)));
      menu.hidden = false;
      button.setAttribute("aria-expanded", "true");
      menu.querySelector("button")?.focus();
    });
    holder.addEventListener("keydown", (event) => {
      const items = [...menu.querySelectorAll("button")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (menu.hidden || (event.key !== "Escape" && !step)) return;
      event.preventDefault();
      if (!step) return close(true);
      const from = items.indexOf(document.activeElement);
      items[(from + step + items.length) % items.length]?.focus();
    });
    holder.addEventListener("focusout", (event) => {
      if (!holder.contains(event.relatedTarget)) close(false);
    });
    return holder;
  }

  menuItem(message, command, close) {
    const item = element("button", { type: "button", role: "menuitem", tabIndex: -1 }, command.name);
    item.addEventListener("click", () => {
      close(true);
      const data = { name: command.name, type: 3, target_id: message.id };
      this.page.interact(Kind.COMMAND, data);
    });
    return element("li", { role: "none" }, item);
  }
}

/** The line that says who used which command. */
function usedBy(message) {
  const metadata = message.interaction_metadata;
  if (!metadata) return undefined;
  const { name, user } = metadata;
  const person = element("strong", {}, user.global_name ?? user.username);
  if (message.type === REPLY_TO_SLASH) {
    return element("p", { className: "used" }, person, " used ", element("strong", {}, `/${name}`));
  }
  if (message.type === REPLY_TO_MENU) {
    return element("p", { className: "used" }, person, " used ", element("strong", {}, name));
  }
  return element("p", { className: "used" }, "in reply to ", person);
}

function avatar(author) {
  if (author.bot) return element("img", { className: "avatar", src: "icon.svg", alt: "" });
  const made = element("span", { className: "avatar" }, author.global_name.slice(0, 1));
  made.dataset.person = author.username;
  made.setAttribute("aria-hidden", "true");
  return made;
}

function promise(author) {
  const dots = element("span", { className: "dots" }, element("i"), element("i"), element("i"));
  dots.setAttribute("aria-hidden", "true");
  return element("p", { className: "content promise" }, dots, ` ${author.username} is thinking…`);
}
