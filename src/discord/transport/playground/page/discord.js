// What the page sends, in Discord's own JSON. The addresses are relative: the token is in the page's.

export const Kind = { COMMAND: 2, COMPONENT: 3, AUTOCOMPLETE: 4, MODAL: 5 };
export const Option = { SUBCOMMAND: 1, STRING: 3, BOOLEAN: 5, ATTACHMENT: 11 };
export const Callback = { CHOICES: 8, MODAL: 9 };
export const Flag = { EPHEMERAL: 1 << 6, LOADING: 1 << 7 };

async function request(path, init) {
  const response = await fetch(path, init);
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Error(body.message ?? `the server answered ${response.status}`);
  }
  return response;
}

function post(path, body) {
  return request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Who is in the channel, and the commands. */
export async function describe() {
  return (await request("channel")).json();
}

/** The messages that changed after a version, as soon as there are some. */
export async function news(version) {
  return (await request(`messages/${version}`)).json();
}

/** Somebody writes a message. */
export async function write(person, content) {
  await post("messages", { person: person.key, content });
}

/** Somebody does something; gives the first reply of the bot. */
export async function interact(person, type, data, messageId) {
  const response = await post("interactions", {
    person: person.key,
    type,
    data,
    message_id: messageId,
  });
  return response.json();
}

/** Uploads a file; gives its ID. */
export async function attach(file) {
  const path = `attachments/${encodeURIComponent(file.name)}`;
  const response = await request(path, { method: "POST", body: file });
  return (await response.json()).id;
}
