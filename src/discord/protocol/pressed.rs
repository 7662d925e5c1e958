//! A pressed button, or a submitted form.

use serenity::all::{ActionRowComponent, Message, MessageFlags, ModalInteraction, UserId};

use super::custom_id::CustomId;

/// A button that was pressed, and the message that it stands on.
#[derive(Debug)]
pub(crate) struct Pressed<'a> {
    /// State that the button carries.
    pub id: CustomId,
    /// Person whom the button was made for.
    pub owner: UserId,
    /// Person who pressed it.
    pub person: UserId,
    /// The message, which this bot wrote.
    pub message: &'a Message,
}

impl Pressed<'_> {
    /// Whether only one person sees the message.
    pub(crate) fn is_private(&self) -> bool {
        let flags = self.message.flags.unwrap_or_default();
        flags.contains(MessageFlags::EPHEMERAL)
    }

    /// Whether the message is another person's.
    pub(crate) fn is_of_another(&self) -> bool {
        self.person != self.owner
    }
}

/// A form that was filled in.
#[derive(Debug)]
pub(crate) struct Submitted<'a> {
    /// State that the form carries.
    pub id: CustomId,
    /// Contents of the fields, by their names.
    pub fields: Vec<(&'a str, &'a str)>,
}

impl<'a> Submitted<'a> {
    /// The form with this ID, as it was sent.
    pub(crate) fn new(id: CustomId, form: &'a ModalInteraction) -> Self {
        let parts = form.data.components.iter().flat_map(|row| &row.components);
        let fields = parts.filter_map(|part| match part {
            ActionRowComponent::InputText(field) => Some((
                field.custom_id.as_str(),
                field.value.as_deref().unwrap_or_default(),
            )),
            _ => None,
        });
        Self {
            id,
            fields: fields.collect(),
        }
    }

    /// What stands in a field, if the form has it.
    pub(crate) fn field(&self, name: &str) -> Option<&'a str> {
        let mut fields = self.fields.iter();
        fields
            .find(|(known, _)| *known == name)
            .map(|(_, value)| *value)
    }
}
