//! Words that can mean the same, as far as English news needs them.

/// Words that can mean the same thing in a question and its answer, a group a line. Common ones
/// in news; they count less than the asker's own.
pub const NEAR: &str = "\
meet meeting talks summit negotiations
talks negotiations dialogue discussions
discuss talk negotiate debate
reporter journalist press media
fear worry concern afraid anxious
phone call telephone ring
cede surrender yield relinquish
hand give transfer
territory land area region
deal agreement accord pact treaty
kill die dead death fatality victim
injure wound hurt
war conflict fighting hostilities
begin start launch commence
end stop cease halt finish conclude
ceasefire truce armistice
extend prolong
continue resume reopen
cost price worth value
pay wage salary
job employee worker staff workforce
layoff dismiss redundant cut shed axe
child kid
doctor physician
shut close closure
thief burglar robber raider
steal theft rob robbery burglary raid
strike walkout stoppage
win defeat beat victory triumph
election vote ballot poll
lead head chair
brief update inform
ceo chief-executive boss
mayor incumbent
police officer detective
investigate inquiry probe investigation
fire blaze burn
aim goal objective purpose
condition term demand
demand want seek insist
occupy control seize capture
attack strike hit assault raid
ban prohibit forbid outlaw
approve accept agree endorse
reject refuse decline deny rule
increase rise raise grow growth climb jump
decrease fall drop decline reduce
buy purchase acquire acquisition
sell sale
leave quit resign depart
arrest detain
help aid assist support
support back favour
oppose against opposition
weapon arms
soldier troop army military force
plane aircraft jet
factory plant
firm company business corporation
ship vessel boat
car vehicle
house home
build construct construction
destroy damage ruin wreck
doubt question skeptical sceptical
praise welcome hail commend laud
criticise criticize condemn blame
accuse allege
promise pledge vow
warn caution
say tell state announce declare
think believe consider opinion
hope wish desire
allow permit let
forbid ban
delay postpone
cancel scrap
cause reason
quake earthquake tremor
spectator crowd audience
ill sick disease infection
vaccine vaccination vaccinate immunise immunize
border frontier
expensive costly
rich wealthy
poor poverty
big large
tall high
quick fast rapid
show display exhibit
flee escape
gather assemble
trip visit travel journey tour
fly flight
teach teacher
pupil student
holiday vacation
jail prison imprison
judge justice court
law legislation bill
rule verdict judgment ruling
sue lawsuit suit
money fund funding finance
profit earn earning
loss lose
stock share
own owner ownership possess
member membership
invade invasion incursion
withdraw pull retreat
hostage captive prisoner
rocket missile
bomb shell explosive
study research
scientist researcher
discover find
found establish
design designer architect
write writer author
paint painter
movie film
team side club
coach trainer
marry wife husband spouse marriage
son daughter child
born birth
live reside resident inhabitant
people population
name call
use employ
make produce manufacture production
eat food
drink beverage
main primary chief principal
important significant major
reach arrive
get receive obtain
choose select pick elect
replace succeed successor
happen occur
involve include";
