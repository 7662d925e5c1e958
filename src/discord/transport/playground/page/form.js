// A form of the bot in a window of its own.

import { Kind } from "./discord.js";
import { element } from "./markdown.js";

const PARAGRAPH = 2;

/** Opens a form; `page` knows who fills it in, and tells of what goes wrong. */
export function openForm(form, messageId, page) {
  const fields = form.components.flatMap((row) => row.components);
  const inputs = fields.map((field, n) => {
    const input = element(field.style === PARAGRAPH ? "textarea" : "input", { id: `field-${n}` });
    input.name = field.custom_id;
    input.value = field.value ?? "";
    input.required = field.required ?? true;
    if (field.max_length) input.maxLength = field.max_length;
    return input;
  });
  const labels = fields.map((field, n) =>
    element("label", { htmlFor: `field-${n}` }, field.label, ...(field.required === false ? [] : [star()])),
  );
  const cancel = element("button", { type: "button", className: "quiet" }, "Cancel");
  const body = element(
    "form",
    {},
    element("h2", { id: "form-title" }, form.title),
    ...inputs.flatMap((input, n) => [labels[n], input]),
    element("div", { className: "ends" }, cancel, element("button", { className: "main" }, "Submit")),
  );
  const dialog = element("dialog", {}, body);
  dialog.setAttribute("aria-labelledby", "form-title");
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  body.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close();
    const rows = inputs.map((input) => ({
      type: 1,
      components: [{ type: 4, custom_id: input.name, value: input.value }],
    }));
    const data = { custom_id: form.custom_id, components: rows };
    page.interact(Kind.MODAL, data, messageId);
  });
  document.body.append(dialog);
  dialog.showModal();
}

function star() {
  return element("span", { className: "star", title: "required" }, " *");
}
