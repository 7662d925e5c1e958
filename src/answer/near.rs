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
involve include
captive prisoner detainee hostage
swap exchange trade
duty tariff levy
tax taxation levy
wood timber lumber
sanction penalty embargo
envoy ambassador diplomat representative
negotiator delegate delegation
negotiate negotiations bargain
premier prime-minister
leader ruler head
host welcome receive
greet welcome
invite invitation
attend participate join
boycott skip
sign ink
convention protocol treaty
alliance coalition bloc
ally partner friend
enemy adversary foe
rival competitor opponent
hold control occupy
assault offensive attack
boundary border frontier
independence sovereignty autonomy
recognise recognize acknowledge
guarantee assurance
concession compromise
stance position view
venue location place
schedule timetable
topic subject issue matter
agenda programme program
conference summit
briefing conference
communique statement declaration
remark comment
speech address
spokesman spokeswoman spokesperson
official authority
unhappy angry upset dissatisfied
disappoint dissatisfied frustrate
angry anger furious fury outrage
happy pleased glad delighted
optimistic hopeful confident
danger dangerous risk risky
threat threaten menace
security safety safe
protest demonstration rally march
protester demonstrator activist campaigner
riot unrest clash violence
rebel insurgent guerrilla militant
terrorist extremist militant
bombing explosion blast bomb
casualty victim toll
refugee migrant displaced
famine hunger starvation hungry
flood flooding deluge
storm hurricane cyclone typhoon
rescue save
survive survivor
missing disappear vanish
popularity popular approval
poll survey
election referendum
candidate nominee contender
parliament legislature assembly congress
lawmaker legislator mp senator
opponent critic
critic criticise criticize criticism
government administration cabinet
appoint nominate
oust overthrow topple depose remove
coup takeover
constitution constitutional unconstitutional
law legal illegal
court tribunal
trial hearing
convict guilty sentence
charge accuse indict
crime offence offense
bribe bribery corruption
fraud scam
spy espionage
nuclear atomic
drone unmanned uav
warship frigate navy
ship trawler tanker ferry freighter
grain wheat corn cereal
fish fishing fishery fisherman
oil petroleum crude
energy power electricity
pollution emission
inflation price
budget spending expenditure
spend expenditure
debt loan borrow
invest investment investor
market bourse
trade commerce
tourist visitor
airport airfield
base airbase barracks
train rail railway
road highway motorway
port harbour harbor dock
hospital clinic
medicine drug medication
epidemic pandemic outbreak
award prize honour honor medal
champion winner
king monarch
queen monarch
island isle
town village city municipality
district province region
land soil territory
farm farmer agriculture
woman female
man male
young youth
elderly old
last endure
permanent lasting
temporary interim provisional
consent agree
dispute disagree quarrel row
fail failure collapse
success succeed successful
try attempt effort
give provide supply
send dispatch deploy
keep retain
lift ease
impose introduce
limit cap restrict curb
require need must
necessary need
plan intend intention
propose proposal offer
suggest proposal
insist stress emphasise emphasize
reveal disclose
confirm verify
speak talk
appeal urge call
request ask
reply respond response answer
thank grateful gratitude
apologise apologize apology sorry
cost expense
damage harm
hurt harm
gift present
halve half
double twice
cut reduce reduction
divide split
unite reunite unify
near close
visit host
arrive arrival
depart departure
decide decision
elect election
oppose opponent opposition
hide conceal
mine mining miner
guard protect protection
defend defence defense
next again upcoming forthcoming
complain complaint unhappy criticise criticize";
