//! Who wants something of `/index`, and whether they may.

use serenity::all::{GuildId, Interaction, Member, Permissions, RoleId, User, UserId};

use super::command::permission;
use crate::discord::escape::{clean, shorten};
use crate::discord::{ModeratedGuild, Moderation};

/// A longer name is cut, in characters.
const LONGEST_NAME: usize = 40;

/// Somebody, and where they are.
#[derive(Debug)]
pub struct Caller<'a> {
    pub id: UserId,
    name: &'a str,
    pub guild: Option<GuildId>,
    permissions: Permissions,
    roles: &'a [RoleId],
}

impl<'a> Caller<'a> {
    /// Who is behind an interaction. What they may do is what Discord says of that very guild.
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
            guild,
            permissions: permissions.unwrap_or_else(Permissions::empty),
            roles: member.map(|member| &*member.roles).unwrap_or_default(),
        }
    }

    /// In whose name something is done: `alice (81384788765712384)`.
    pub fn actor(&self) -> String {
        let name = clean(self.name);
        format!("{} ({})", shorten(&name, LONGEST_NAME), self.id)
    }
}

impl Moderation {
    /// Whether somebody is a moderator where they are.
    pub(super) fn admits(&self, caller: &Caller<'_>) -> bool {
        if self.users.contains(&caller.id.get()) {
            return true;
        }
        let here = |guild: &&ModeratedGuild| caller.guild == Some(GuildId::new(guild.id));
        self.guilds.iter().filter(here).any(|guild| {
            let may = permission(guild).is_some_and(|permission| {
                caller.permissions.contains(permission) || caller.permissions.administrator()
            });
            may || caller
                .roles
                .iter()
                .any(|role| guild.roles.contains(&role.get()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUILD: u64 = 1;

    fn caller(id: u64, guild: Option<u64>, permissions: Permissions) -> Caller<'static> {
        Caller {
            id: UserId::new(id),
            name: "alice",
            guild: guild.map(GuildId::new),
            permissions,
            roles: &[],
        }
    }

    #[test]
    fn moderators_are_those_who_are_named_where_they_are_named() {
        let moderation = Moderation {
            guilds: vec![
                ModeratedGuild {
                    id: GUILD,
                    permission: Some("MANAGE_GUILD".to_owned()),
                    roles: vec![7],
                },
                ModeratedGuild {
                    id: 2,
                    permission: None,
                    roles: vec![8],
                },
            ],
            users: vec![99],
        };
        let (manage, all) = (Permissions::MANAGE_GUILD, Permissions::all());
        let check = |caller: &Caller<'_>, expected| {
            assert_eq!(moderation.admits(caller), expected, "{caller:?}");
        };
        check(&caller(3, Some(GUILD), manage), true);
        check(&caller(3, Some(GUILD), Permissions::ADMINISTRATOR), true);
        check(&caller(3, Some(GUILD), Permissions::MANAGE_MESSAGES), false);
        check(&caller(3, Some(3), all), false);
        check(&caller(3, None, all), false);
        // Where nothing but roles is named, no permission helps.
        check(&caller(3, Some(2), all), false);
        for (guild, role, expected) in [(GUILD, 7, true), (GUILD, 8, false), (2, 8, true)] {
            let roles = [RoleId::new(role)];
            let member = Caller {
                roles: &roles,
                ..caller(3, Some(guild), Permissions::empty())
            };
            check(&member, expected);
        }
        for guild in [Some(GUILD), Some(3), None] {
            check(&caller(99, guild, Permissions::empty()), true);
        }
        assert!(!Moderation::default().admits(&caller(3, Some(GUILD), all)));
    }
}
