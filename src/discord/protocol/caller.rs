//! The person who sent an interaction.

use serenity::all::{GuildId, Interaction, Member, Permissions, RoleId, User, UserId};

use crate::discord::render::escape::{clean, shorten};

/// Maximum length of a name in the history, in characters.
const MAX_NAME_LENGTH: usize = 40;

/// Person who sent an interaction, with their permissions and roles in its guild.
#[derive(Clone, Copy, Debug)]
pub struct Caller<'a> {
    /// Snowflake of the person.
    pub id: UserId,
    /// Name of the account.
    pub name: &'a str,
    /// Name that others see.
    pub display_name: &'a str,
    /// Guild in which the interaction happened, if it was in one.
    pub guild: Option<GuildId>,
    /// Permissions in that guild; none elsewhere.
    pub permissions: Permissions,
    /// Roles in that guild; none elsewhere.
    pub roles: &'a [RoleId],
}

impl<'a> Caller<'a> {
    /// Returns the sender of an interaction; `None` for a ping.
    pub fn of(interaction: &'a Interaction) -> Option<Self> {
        let (user, guild, member) = match interaction {
            Interaction::Command(command) | Interaction::Autocomplete(command) => {
                (&command.user, command.guild_id, command.member.as_deref())
            }
            Interaction::Component(component) => (
                &component.user,
                component.guild_id,
                component.member.as_ref(),
            ),
            Interaction::Modal(form) => (&form.user, form.guild_id, form.member.as_ref()),
            _ => return None,
        };
        Some(Self::new(user, guild, member))
    }

    fn new(user: &'a User, guild: Option<GuildId>, member: Option<&'a Member>) -> Self {
        let permissions = member.and_then(|member| member.permissions);
        Self {
            id: user.id,
            name: &user.name,
            display_name: member
                .and_then(|member| member.nick.as_deref())
                .or(user.global_name.as_deref())
                .unwrap_or(&user.name),
            guild,
            permissions: permissions.unwrap_or_else(Permissions::empty),
            roles: member.map(|member| &*member.roles).unwrap_or_default(),
        }
    }

    /// Returns the actor for the history, such as `alice (81384788765712384)`.
    pub fn actor(&self) -> String {
        let name = clean(self.name);
        format!("{} ({})", shorten(&name, MAX_NAME_LENGTH), self.id)
    }
}
