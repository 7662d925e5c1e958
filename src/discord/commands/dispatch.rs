//! Dispatches interactions to commands. Every interaction is authorised here: that the caller is a
//! moderator if the command is for moderators, and that a moderator's button is their own.

use serenity::all::{
    CommandData, CommandInteraction, ComponentInteraction, Interaction, ModalInteraction, UserId,
};

use super::COMMANDS;
use super::command::{Audience, Command, Typing};
use super::context::Context;
use crate::discord::protocol::custom_id::{CustomId, is_for_moderators};
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::pressed::{Pressed, Submitted};
use crate::discord::protocol::refusal::Refusal;

const NOT_A_MODERATOR: &str = "`/index` is for moderators: my operator can make you one.";

const NOT_YOURS: &str = "This is for the moderator who asked for it: please use `/index` yourself.";

/// Replies to a call of a command.
///
/// # Errors
///
/// A [`Rejection`] if the command is unknown or not allowed, its options are invalid, or it fails.
pub(crate) fn run(context: &Context<'_>, call: &CommandInteraction) -> Result<Handled, Rejection> {
    let (command, options) = find_authorised(context, &call.data)?;
    (command.run)(context, &options)
}

/// Replies to a call at once if the answer is cached.
pub(crate) fn recall(context: &Context<'_>, call: &CommandInteraction) -> Option<Handled> {
    let command =
        find_command(&call.data).filter(|command| command.audience == Audience::Everybody)?;
    (command.recall)(context, &CallOptions::of_command(&call.data))
}

/// Suggests values for the option that is being typed.
///
/// # Errors
///
/// A [`Rejection`], as for [`run`].
pub(crate) fn suggest(
    context: &Context<'_>,
    call: &CommandInteraction,
) -> Result<Handled, Rejection> {
    let (command, options) = find_authorised(context, &call.data)?;
    let focused = call.data.autocomplete();
    let focused = focused.ok_or_else(|| Refusal::unknown("option"))?;
    let typing = Typing {
        option: focused.name,
        text: focused.value,
        options,
    };
    (command.suggest)(context, &typing)
}

/// Replies to the press of a button.
///
/// # Errors
///
/// A [`Rejection`] if the button is unknown or not for this person.
pub(crate) fn press(
    context: &Context<'_>,
    press: &ComponentInteraction,
) -> Result<Handled, Rejection> {
    let (id, owner) = decode_authorised(context, &press.data.custom_id, "button")?;
    let command = command_by_name(id.command()).ok_or_else(|| Refusal::unknown("button"))?;
    let pressed = Pressed {
        id,
        owner,
        person: context.caller.id,
        message: &press.message,
    };
    (command.press)(context, &pressed)
}

/// Replies to a submitted form.
///
/// # Errors
///
/// A [`Rejection`] if the form is unknown or not for this person.
pub(crate) fn submit(context: &Context<'_>, form: &ModalInteraction) -> Result<Handled, Rejection> {
    let (id, _) = decode_authorised(context, &form.data.custom_id, "form")?;
    let command = command_by_name(id.command()).ok_or_else(|| Refusal::unknown("form"))?;
    (command.submit)(context, &Submitted::new(id, form))
}

/// Returns the command of a call, or its subcommand, with the options, after authorising the
/// caller.
fn find_authorised<'a>(
    context: &Context<'_>,
    data: &'a CommandData,
) -> Result<(&'static Command, CallOptions<'a>), Rejection> {
    let unknown = || Refusal::unknown("command");
    let command = find_command(data).ok_or_else(unknown)?;
    let options = CallOptions::of_command(data);
    let chosen = data.options.first();
    authorise(
        context,
        command,
        chosen.map_or(command.name, |first| &first.name),
    )?;
    if command.subcommands.is_empty() {
        return Ok((command, options));
    }
    let (name, options) = options.subcommand().ok_or_else(unknown)?;
    let mut subcommands = command.subcommands.iter();
    let subcommand = subcommands.find(|subcommand| subcommand.name == name);
    Ok((subcommand.ok_or_else(unknown)?, options))
}

/// Decodes the custom ID of a button or a form, after authorising the caller. Returns it with its
/// owner.
fn decode_authorised(
    context: &Context<'_>,
    id: &str,
    thing: &str,
) -> Result<(CustomId, UserId), Rejection> {
    let is_moderated = is_for_moderators(id);
    if is_moderated {
        let command = command_by_name("index").ok_or_else(|| Refusal::unknown(thing))?;
        authorise(context, command, id)?;
    }
    let (carried, owner) = CustomId::decode(id).ok_or_else(|| Refusal::unknown(thing))?;
    if is_moderated && !carried.is_for_any_moderator() && owner != context.caller.id {
        log_refused(context, id, "pressed what was made for another");
        return Err(Refusal::new(NOT_YOURS).into());
    }
    Ok((carried, owner))
}

/// Refuses a command for moderators to everybody else.
fn authorise(context: &Context<'_>, command: &Command, what: &str) -> Result<(), Refusal> {
    if command.audience == Audience::Everybody {
        return Ok(());
    }
    let curation = context.bot.curation.as_ref();
    let curation = curation.ok_or_else(|| Refusal::unknown("command"))?;
    if !curation.moderation.admits(&context.caller) {
        log_refused(context, what, "is no moderator here");
        return Err(Refusal::new(NOT_A_MODERATOR));
    }
    Ok(())
}

/// Logs an attempt to use something that is not allowed.
fn log_refused(context: &Context<'_>, what: &str, why: &str) {
    let caller = &context.caller;
    let guild = caller.guild.map_or(0, |guild| guild.get());
    tracing::warn!(person = ?caller.actor(), guild, ?what, "refused /index: this person {why}");
}

/// Returns the label of an interaction in metrics. The number of different labels is bounded.
pub(crate) fn command_label(interaction: &Interaction) -> &'static str {
    match interaction {
        Interaction::Command(call) => {
            find_command(&call.data).map_or("unknown", |command| command.name)
        }
        Interaction::Autocomplete(_) => "autocomplete",
        Interaction::Component(_) => "button",
        Interaction::Modal(_) => "form",
        _ => "unknown",
    }
}

/// Returns the command of a call by its name and kind.
fn find_command(data: &CommandData) -> Option<&'static Command> {
    command_by_name(&data.name).filter(|command| command.kind == data.kind)
}

fn command_by_name(name: &str) -> Option<&'static Command> {
    let mut commands = COMMANDS.iter().copied();
    commands.find(|command| command.name == name)
}
