// Where somebody writes: a message, or a command with its options.

import { Kind, Option, attach, write } from "./discord.js";
import { Listbox } from "./listbox.js";
import { element } from "./markdown.js";

/** Commands that are typed, each subcommand by itself. */
function typed(commands) {
  return commands
    .filter((command) => command.type === 1)
    .flatMap((command) => {
      const subcommands = (command.options ?? []).filter((option) => option.type === Option.SUBCOMMAND);
      if (subcommands.length === 0) return [{ path: [command.name], ...command }];
      return subcommands.map((subcommand) => ({ ...subcommand, path: [command.name, subcommand.name] }));
    })
    .map((command) => ({ ...command, name: `/${command.path.join(" ")}` }));
}

export class Composer {
  /** `page` knows who writes and their commands, and tells of what goes wrong. */
  constructor(form, page) {
    this.form = form;
    this.page = page;
    this.command = undefined;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.free();
  }

  /** The commands of whoever writes. */
  commands() {
    return typed(this.page.commands());
  }

  /** Any message, or the beginning of a command. */
  free(text = "") {
    this.command = undefined;
    const input = element("input", { id: "message", value: text, maxLength: 2000, enterKeyHint: "send" });
    input.placeholder = "Message, or / for commands";
    input.setAttribute("aria-label", "Message, or / for commands");
    const listbox = new Listbox(input, "Commands", (command) => this.begin(command));
    input.addEventListener("input", () => {
      const exact = this.commands().find((command) => input.value === `${command.name} `);
      if (exact) this.begin(exact);
      else listbox.show(this.matching(input.value), true);
    });
    const send = element("button", { className: "main" }, "Send");
    this.form.replaceChildren(listbox.list, element("div", { className: "bar" }, input, send));
    this.input = input;
    input.focus({ preventScroll: true });
  }

  matching(text) {
    if (!text.startsWith("/")) return [];
    const words = text.toLowerCase().trim();
    const matching = this.commands().filter((command) => command.name.includes(words.slice(1)));
    matching.sort((a, b) => Number(b.name.startsWith(words)) - Number(a.name.startsWith(words)));
    return matching.map((command) => ({ ...command, detail: command.description }));
  }

  /** A command, whose options are filled in. */
  begin(command) {
    this.command = command;
    this.fields = [];
    this.hint = element("p", { id: "hint" }, command.description);
    this.options = element("div", { className: "options" });
    this.others = element("div", { className: "others", role: "group" });
    this.others.setAttribute("aria-label", "Further options");
    const name = element("span", { className: "command" }, command.name);
    const leave = element("button", { type: "button", className: "quiet" }, "Cancel");
    leave.addEventListener("click", () => this.free());
    const send = element("button", { className: "main" }, "Send");
    const bar = element("div", { className: "bar" }, name, this.options, leave, send);
    this.form.replaceChildren(this.hint, bar, this.others);
    for (const option of command.options ?? []) {
      if (option.required) this.add(option);
      else this.offer(option);
    }
    (this.fields[0]?.input ?? send).focus();
  }

  /** An option that may be left out. */
  offer(option) {
    const button = element("button", { type: "button", className: "quiet" }, `+ ${option.name}`);
    button.title = option.description;
    button.addEventListener("click", () => {
      button.remove();
      this.add(option).input.focus();
    });
    this.others.append(button);
  }

  add(option) {
    const field = makeField(option, this);
    const label = element("label", {}, element("span", {}, option.name), field.input);
    const listbox = field.listbox ? [field.listbox.list] : [];
    this.options.append(element("div", { className: "option" }, label, ...listbox));
    field.input.addEventListener("focus", () => this.say(option.description));
    field.input.addEventListener("keydown", (event) => {
      const isLeft = event.key === "Escape" || (event.key === "Backspace" && field.input.value === "");
      if (isLeft && option.type !== Option.BOOLEAN) {
        event.preventDefault();
        this.free();
      }
    });
    this.fields.push(field);
    return field;
  }

  say(hint) {
    this.hint.textContent = hint;
    this.hint.classList.remove("wrong");
  }

  /** What Discord sends of the command; `focused` is the field that is being typed in. */
  async data(focused) {
    const options = [];
    for (const field of this.fields) {
      if (field !== focused && !field.isFilled()) continue;
      const { name, type } = field.option;
      const value = await field.value(focused !== undefined);
      options.push({ name, type, value, ...(field === focused && { focused: true }) });
    }
    const [name, subcommand] = this.command.path;
    if (subcommand === undefined) return { name, type: 1, options };
    return { name, type: 1, options: [{ name: subcommand, type: Option.SUBCOMMAND, options }] };
  }

  async send() {
    if (this.command === undefined) {
      const text = this.input.value.trim();
      if (text === "") return;
      this.free();
      await this.page.attempt(() => write(this.page.person, text));
      return;
    }
    const missing = this.fields.find((field) => field.option.required && !field.isFilled());
    for (const field of this.fields) field.input.setAttribute("aria-invalid", String(field === missing));
    if (missing) {
      missing.input.focus();
      this.hint.textContent = `${missing.option.name} is required.`;
      this.hint.classList.add("wrong");
      return;
    }
    const sent = await this.page.attempt(() => this.data());
    if (sent === undefined) return;
    this.free();
    await this.page.interact(Kind.COMMAND, sent);
  }

  /** Somebody else writes now, who may have other commands. */
  changePerson() {
    const isStillThere = this.commands().some((command) => command.name === this.command?.name);
    if (this.command && !isStillThere) this.free();
  }
}

function makeField(option, composer) {
  if (option.type === Option.BOOLEAN) return new Choice(option);
  if (option.type === Option.ATTACHMENT) return new Upload(option);
  return new Text(option, composer);
}

class Text {
  constructor(option, composer) {
    this.option = option;
    this.taken = undefined;
    this.input = element("input", { type: "text", required: Boolean(option.required) });
    this.input.name = option.name;
    this.input.setAttribute("aria-describedby", "hint");
    if (option.max_length) this.input.maxLength = option.max_length;
    this.input.addEventListener("input", () => (this.taken = undefined));
    if (option.autocomplete) this.suggest(composer);
  }

  suggest(composer) {
    this.listbox = new Listbox(this.input, `Suggestions for ${this.option.name}`, (choice) => {
      this.input.value = choice.name;
      this.taken = choice.value;
    });
    let latest = 0;
    const ask = async () => {
      const number = ++latest;
      const data = await composer.data(this);
      const reply = await composer.page.interact(Kind.AUTOCOMPLETE, data);
      // A slow answer to what was typed before is of no use any more.
      const isWanted = number === latest && document.activeElement === this.input;
      if (isWanted) this.listbox.show(reply?.data?.choices ?? [], false);
    };
    this.input.addEventListener("input", ask);
    this.input.addEventListener("focus", ask);
  }

  isFilled() {
    return this.input.value.trim() !== "";
  }

  value() {
    return this.taken ?? this.input.value;
  }
}

class Choice {
  constructor(option) {
    this.option = option;
    this.input = element("select", { name: option.name }, element("option", {}, "True"), element("option", {}, "False"));
    this.input.setAttribute("aria-describedby", "hint");
  }

  isFilled() {
    return true;
  }

  value() {
    return this.input.value === "True";
  }
}

class Upload {
  constructor(option) {
    this.option = option;
    this.input = element("input", { type: "file", name: option.name });
    this.input.setAttribute("aria-describedby", "hint");
  }

  isFilled() {
    return this.input.files.length > 0;
  }

  /** While something is typed elsewhere, nothing is uploaded. */
  value(isTyping) {
    return isTyping ? "0" : attach(this.input.files[0]);
  }
}
