// A list of suggestions above a field, by the pattern of a combobox: the field keeps the focus.

import { element } from "./markdown.js";

let next = 0;

/**
 * Suggests choices for a field. `choose` is called with the choice that is taken.
 * A choice has a `name`, and may have a `detail`.
 */
export class Listbox {
  constructor(field, label, choose) {
    this.field = field;
    this.choose = choose;
    this.choices = [];
    this.active = -1;
    const id = `list-${next++}`;
    this.list = element("ul", { id, className: "listbox", role: "listbox", hidden: true });
    this.list.setAttribute("aria-label", label);
    const attributes = { controls: id, autocomplete: "list", expanded: "false", haspopup: "listbox" };
    field.setAttribute("role", "combobox");
    for (const [name, value] of Object.entries(attributes)) field.setAttribute(`aria-${name}`, value);
    field.addEventListener("keydown", (event) => this.pressed(event));
    field.addEventListener("blur", () => this.close());
    // A press on the list must not take the focus from the field.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** Shows choices, the first of them ready to be taken if `isReady`. */
  show(choices, isReady) {
    this.choices = choices;
    this.list.replaceChildren(...choices.map((choice, n) => this.item(choice, n)));
    const isOpen = choices.length > 0;
    this.list.hidden = !isOpen;
    this.field.setAttribute("aria-expanded", String(isOpen));
    this.activate(isOpen && isReady ? 0 : -1);
  }

  close() {
    this.show([], false);
  }

  item(choice, n) {
    const item = element("li", { id: `${this.list.id}-${n}`, role: "option" });
    item.append(element("span", { className: "name" }, choice.name));
    if (choice.detail) item.append(" ", element("span", { className: "detail" }, choice.detail));
    item.setAttribute("aria-selected", "false");
    item.addEventListener("click", () => this.take(n));
    return item;
  }

  activate(n) {
    this.active = n;
    [...this.list.children].forEach((item, m) => item.setAttribute("aria-selected", String(m === n)));
    const item = this.list.children[n];
    item?.scrollIntoView({ block: "nearest" });
    if (item) this.field.setAttribute("aria-activedescendant", item.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  take(n) {
    const choice = this.choices[n];
    this.close();
    this.choose(choice);
  }

  pressed(event) {
    const count = this.choices.length;
    if (count === 0 || event.isComposing) return;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      const from = this.active < 0 && moves[event.key] < 0 ? 0 : this.active;
      this.activate((from + moves[event.key] + count) % count);
    } else if ((event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && this.active >= 0) {
      this.take(this.active);
    } else if (event.key === "Escape") {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
