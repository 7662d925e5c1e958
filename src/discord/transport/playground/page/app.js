// The page: who is here, what is said, and where one writes.

import { Composer } from "./composer.js";
import { Callback, describe, interact, news } from "./discord.js";
import { openForm } from "./form.js";
import { element } from "./markdown.js";
import { Messages } from "./messages.js";

const STARTERS = ["/ask", "/quote", "/verify", "/articles", "/help", "/index add"];
const THEME = "theme";

const known = await describe();

const page = {
  person: known.people[0],

  /** The commands that this person is offered. */
  commands() {
    const { everybody, moderators } = known.commands;
    return this.person.sees_all ? [...everybody, ...(moderators ?? [])] : everybody;
  },

  /** Does something with the bot; what goes wrong is told, and gives nothing. */
  async attempt(work) {
    try {
      const done = await work();
      tell("");
      return done ?? null;
    } catch (error) {
      tell(`This interaction failed: ${error.message}.`);
      return undefined;
    }
  },

  /** Sends an interaction, and opens the form if that is the reply; gives the reply. */
  async interact(kind, data, messageId) {
    const reply = await this.attempt(() => interact(this.person, kind, data, messageId));
    if (reply?.type === Callback.MODAL) openForm(reply.data, messageId, this);
    return reply;
  },

  focusComposer() {
    composer.form.querySelector("input, select, button")?.focus();
  },
};

const messages = new Messages(document.getElementById("messages"), document.querySelector("main"), page);
const composer = new Composer(document.getElementById("composer"), page);

function tell(sentence) {
  document.getElementById("status").textContent = sentence;
}

/** The switch between people. */
function showPeople() {
  const choices = known.people.map((person, n) => {
    const input = element("input", { type: "radio", name: "person", value: person.key, checked: n === 0 });
    input.addEventListener("change", () => {
      page.person = person;
      messages.redraw();
      composer.changePerson();
      showStarters();
      tell(`You are ${person.name} now, ${person.about}.`);
    });
    return element("label", { title: `${person.name}: ${person.about}` }, input, element("span", {}, person.key));
  });
  document.getElementById("people").append(...choices);
}

/** Commands to begin with, as far as this person has them. */
function showStarters() {
  const commands = composer.commands();
  const found = STARTERS.map((name) => commands.find((command) => command.name === name));
  const buttons = found.filter(Boolean).map((command) => {
    const button = element("button", { type: "button", className: "quiet" }, command.name);
    button.title = command.description;
    button.addEventListener("click", () => composer.begin(command));
    return button;
  });
  document.getElementById("starters").replaceChildren(...buttons);
}

/** The switch between light and dark, which begins as the desktop is. */
function showTheme() {
  const button = document.getElementById("theme");
  const isDesktopDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const set = (theme) => {
    document.documentElement.dataset.theme = theme;
    button.textContent = theme === "dark" ? "Light colours" : "Dark colours";
    localStorage.setItem(THEME, theme);
  };
  set(localStorage.getItem(THEME) ?? (isDesktopDark ? "dark" : "light"));
  button.addEventListener("click", () =>
    set(document.documentElement.dataset.theme === "dark" ? "light" : "dark"),
  );
}

/** Shows what is said, for as long as the program runs. */
async function follow() {
  let version = 0;
  for (;;) {
    try {
      const changes = await news(version);
      version = changes.version;
      messages.take(changes.messages);
    } catch {
      tell("The playground has ended. Start it again, and open the address that it prints.");
      return;
    }
  }
}

showTheme();
showPeople();
showStarters();
follow();
