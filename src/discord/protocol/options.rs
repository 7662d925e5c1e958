//! The options of a command as typed values. Their types are checked, because interactions may be
//! forged.

use serenity::model::application::{
    CommandData, CommandDataOption, CommandDataOptionValue, ResolvedTarget,
};
use serenity::model::channel::{Attachment, Embed};

use super::refusal::Refusal;
use crate::discord::render::escape::{clean, length};

/// Options of one call of a command.
#[derive(Clone, Copy, Debug)]
pub struct CallOptions<'a> {
    data: &'a CommandData,
    options: &'a [CommandDataOption],
}

impl<'a> CallOptions<'a> {
    /// Returns the options of the command itself.
    pub fn of_command(data: &'a CommandData) -> Self {
        Self {
            data,
            options: &data.options,
        }
    }

    /// Returns the name of the chosen subcommand, with its options.
    pub fn subcommand(&self) -> Option<(&'a str, Self)> {
        let chosen = self.options.first()?;
        let CommandDataOptionValue::SubCommand(options) = &chosen.value else {
            return None;
        };
        let data = self.data;
        Some((&chosen.name, Self { data, options }))
    }

    /// Returns a text option on one line; `None` if it is missing or empty.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if it is not text, or longer than `longest` UTF-16 units.
    pub fn text(&self, name: &str, longest: usize) -> Result<Option<String>, Refusal> {
        let text = match self.get(name) {
            None => return Ok(None),
            Some(CommandDataOptionValue::String(text)) => clean(text),
            Some(_) => {
                return Err(Refusal::new(format!(
                    "The option `{name}` has to be text. Please use the command again."
                )));
            }
        };
        match length(&text) {
            0 => Ok(None),
            length if length > longest => Err(Refusal::new(format!(
                "The option `{name}` takes up to {longest} characters, and yours has {length}. \
                 Please use the command again with fewer."
            ))),
            _ => Ok(Some(text)),
        }
    }

    /// Returns a required text option on one line.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] as for [`CallOptions::text`], and if it is missing or empty.
    pub fn required_text(&self, name: &str, longest: usize) -> Result<String, Refusal> {
        self.text(name, longest)?.ok_or_else(|| {
            Refusal::new(format!(
                "The option `{name}` is empty. Please use the command again and fill it in."
            ))
        })
    }

    /// Returns a yes-or-no option; `false` if it is missing.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if it is of another type.
    pub fn flag(&self, name: &str) -> Result<bool, Refusal> {
        match self.get(name) {
            None => Ok(false),
            Some(CommandDataOptionValue::Boolean(flag)) => Ok(*flag),
            Some(_) => Err(Refusal::new(format!(
                "The option `{name}` has to be yes or no. Please use the command again."
            ))),
        }
    }

    /// Returns the attached file of an option.
    pub fn file(&self, name: &str) -> Option<&'a Attachment> {
        match self.get(name)? {
            CommandDataOptionValue::Attachment(id) => self.data.resolved.attachments.get(id),
            _ => None,
        }
    }

    /// Returns whether the option was given.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Returns the text of the message in whose menu the command was chosen: its content, the
    /// content of forwarded messages, and the text of all embeds. It is empty for other commands.
    pub fn message_text(&self) -> String {
        let Some(ResolvedTarget::Message(message)) = self.data.target() else {
            return String::new();
        };
        let mut texts = vec![message.content.as_str()];
        texts.extend(message.embeds.iter().flat_map(embed_texts));
        for forwarded in &message.message_snapshots {
            texts.push(&forwarded.content);
            texts.extend(forwarded.embeds.iter().flat_map(embed_texts));
        }
        texts.retain(|text| !text.trim().is_empty());
        texts.join("\n\n")
    }

    fn get(&self, name: &str) -> Option<&'a CommandDataOptionValue> {
        let found = self.options.iter().find(|option| option.name == name)?;
        Some(&found.value)
    }
}

fn embed_texts(embed: &Embed) -> impl Iterator<Item = &str> {
    let fields = embed.fields.iter().map(|field| field.value.as_str());
    let description = embed.description.as_deref();
    description.into_iter().chain(fields)
}
