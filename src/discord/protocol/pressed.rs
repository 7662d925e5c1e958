//! Pressed buttons and submitted forms.

use serenity::all::{ActionRowComponent, Message, MessageFlags, ModalInteraction, UserId};

use super::custom_id::CustomId;

/// Press of a button, with the message that has the button.
#[derive(Debug)]
pub(crate) struct Pressed<'a> {
    /// State that the button carries.
    pub id: CustomId,
    /// Person for whom the button was made.
    pub owner: UserId,
    /// Person who pressed it.
    pub person: UserId,
    /// Message that has the button; this bot wrote it.
    pub message: &'a Message,
}

impl Pressed<'_> {
    /// Returns whether only one person sees the message.
    pub(crate) fn is_private(&self) -> bool {
        let flags = self.message.flags.unwrap_or_default();
        flags.contains(MessageFlags::EPHEMERAL)
    }

    /// Returns whether the message belongs to another person.
    pub(crate) fn is_of_another(&self) -> bool {
        self.person != self.owner
    }
}

/// Submitted form.
#[derive(Debug)]
pub(crate) struct Submitted<'a> {
    /// State that the form carries.
    pub id: CustomId,
    /// Names and contents of the fields.
    pub fields: Vec<(&'a str, &'a str)>,
}

impl<'a> Submitted<'a> {
    /// Reads the fields of a submitted form.
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

    /// Returns the content of a field; `None` if the form does not have it.
    pub(crate) fn field(&self, name: &str) -> Option<&'a str> {
        let mut fields = self.fields.iter();
        fields
            .find(|(known, _)| *known == name)
            .map(|(_, value)| *value)
    }
}
