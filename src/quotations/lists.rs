//! The word lists behind the lexicon.

use super::words::*;

/// The words of each class.
pub(super) const LISTS: &[(u32, &str)] = &[
    (
        DET,
        "a an the this that these those his her its their our my your some many several most all both every each \
        another any no few various numerous other such one two three four five six seven eight nine ten dozens \
        hundreds thousands half whose",
    ),
    (POSSESSIVE, "his her its their our my your"),
    (
        NUM,
        "one two three four five six seven eight nine ten dozens hundreds thousands",
    ),
    (
        PREP,
        "of in on at by for with from to into onto about against between among amid under over during within \
        without toward towards near behind beside besides beyond despite through throughout via per than across \
        around outside inside upon alongside following regarding concerning including like unlike versus off \
        according citing above below along past",
    ),
    (CONJ, "and but or nor yet &"),
    (
        SUBORD,
        "that when while as if because although though after before since until till unless where whereas \
        whether once why how so lest",
    ),
    (RELATIVE, "who whom whose which what"),
    (
        AUX,
        "is are was were be been being am has have had having do does did will would could should can may might \
        must shall ought",
    ),
    (BE, "is are was were be been being am get gets got"),
    (
        AUX | NEGATION,
        "didn't doesn't don't hasn't haven't hadn't won't wouldn't couldn't can't cannot isn't aren't \
        wasn't weren't shouldn't",
    ),
    (NEGATION, "not never"),
    (
        ADV,
        "also later then earlier again still now already soon ever just even only simply meanwhile however \
        nevertheless nonetheless instead therefore thus hence too once twice often always sometimes perhaps maybe \
        further furthermore moreover first second last next ago here there afterwards afterward beforehand thereby \
        indeed rather quite very much more less almost nearly today yesterday tomorrow tonight elsewhere abroad \
        together alone well yes reportedly famously himself herself themselves itself online back ahead so \
        likewise similarly otherwise jointly publicly anyway somewhat halfway",
    ),
    (HE, "he"),
    (SHE, "she"),
    (THEY, "they"),
    (IT, "it"),
    (
        FIRST_PERSON,
        "i we you us me them him nobody everyone everybody someone somebody anyone anybody nothing \
        something everything none it's",
    ),
    (
        DAY,
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august \
        september october november december jan feb aug sept sep oct nov dec today yesterday tomorrow tonight \
        mon tue wed thu fri",
    ),
    (
        TIME,
        "week month year minute minutes moment moments seconds morning afternoon evening night weekend day days weeks months years time hour hours \
        decade spring summer autumn winter midnight noon pm",
    ),
    (
        TITLE,
        "mr mrs ms miss mx dr sir dame lord lady sen sens rep reps messrs gov govs gen lt col maj capt sgt cpl adm prof rev fr hon \
        judge justice president chancellor premier senator congressman congresswoman representative governor mayor \
        minister secretary king queen prince princess pope cardinal bishop archbishop rabbi imam sheikh sultan \
        emperor general colonel major captain lieutenant sergeant admiral marshal commander corporal private \
        inspector superintendent detective constable officer sheriff chief ambassador envoy professor doctor \
        reverend father sister brother councillor councilman councilwoman alderman commissioner attorney counsel \
        prosecutor speaker leader chairman chairwoman chair chairperson director ceo cfo coo cto spokesman \
        spokeswoman spokesperson deputy republican democrat independent coach manager whip striker midfielder defender \
        goalkeeper quarterback author actor actress singer founder co-founder mp mep msp",
    ),
    (
        ROLE,
        "president chancellor premier senator congressman congresswoman representative governor mayor minister \
        secretary king queen prince princess pope cardinal bishop archbishop rabbi imam sheikh general colonel \
        captain lieutenant sergeant admiral commander inspector superintendent detective constable officer sheriff \
        chief ambassador envoy diplomat professor doctor priest pastor vicar councillor councilman councilwoman \
        commissioner attorney lawyer barrister solicitor prosecutor judge magistrate speaker leader chairman \
        chairwoman chair chairperson director ceo cfo coo executive spokesman spokeswoman spokesperson deputy \
        adviser advisor aide official lawmaker legislator politician mp mep candidate nominee incumbent ex-president \
        coach manager striker midfielder defender goalkeeper quarterback player captain footballer golfer boxer \
        racer driver pilot sailor skipper swimmer runner cyclist skater champion winger forward pitcher catcher \
        teammate referee owner founder co-founder boss head analyst economist strategist trader investor broker \
        banker billionaire millionaire tycoon entrepreneur businessman businesswoman expert scientist researcher \
        physicist biologist chemist historian psychologist sociologist engineer architect author writer novelist \
        poet playwright journalist reporter editor columnist broadcaster presenter host comedian actor actress \
        singer songwriter musician rapper guitarist drummer composer conductor artist painter sculptor designer \
        photographer filmmaker producer screenwriter director-general activist campaigner organiser organizer \
        volunteer worker employee teacher headteacher principal student pupil nurse surgeon physician paramedic \
        firefighter soldier veteran officer policeman policewoman guard detective victim survivor witness \
        neighbour neighbor resident tenant landlord farmer baker butcher fisherman shopkeeper shopper customer \
        passenger commuter tourist visitor fan supporter mother father mom mum dad parent son daughter brother \
        sister wife husband widow widower uncle aunt cousin grandfather grandmother nephew niece girlfriend \
        boyfriend partner fiance fiancee friend man woman boy girl teenager person defendant suspect plaintiff \
        claimant inmate prisoner source insider observer critic member secretary-general treasurer trustee vice-president \
        chairmen envoy negotiator mediator commissioner ombudsman auditor regulator inspector keeper curator \
        librarian archaeologist astronomer astronaut meteorologist forecaster geologist ecologist conservationist \
        climatologist epidemiologist virologist consultant contractor developer programmer hacker blogger youtuber \
        influencer streamer model chef cook waiter waitress bartender guest lecturer dean chaplain governor-general \
        republican democrat conservative liberal dissident exile refugee migrant rebel fighter militant commander \
        spy agent operative bureaucrat clerk caretaker pensioner retiree widow orphan colleague superior successor \
        predecessor counterpart rival opponent ally newcomer veteran winner loser finalist attacker gunman driver cleric \
        monk nun star legend icon duke duchess baron baroness earl midwife pharmacist dentist vet therapist \
        apprentice opener bowler irishman frenchman dutchman englishman scotsman welshman spaniard briton",
    ),
    (
        ROLES,
        "officials lawmakers legislators politicians ministers leaders senators representatives presidents \
        governors mayors diplomats ambassadors police detectives officers investigators prosecutors lawyers \
        attorneys judges jurors analysts economists experts scientists researchers historians engineers doctors \
        nurses medics paramedics firefighters rescuers soldiers troops commanders generals fighters rebels \
        militants insurgents activists campaigners protesters protestors demonstrators marchers organisers \
        organizers volunteers workers employees staff teachers students pupils parents families relatives mothers \
        fathers women men children people residents neighbours neighbors locals villagers farmers fishermen \
        shopkeepers customers passengers witnesses survivors victims fans supporters opponents critics sceptics \
        skeptics observers sources insiders aides advisers advisors executives managers directors owners investors \
        traders shareholders developers designers authors writers journalists reporters editors columnists members \
        voters republicans democrats conservatives liberals greens socialists mps meps peers bishops clergy \
        authorities spokesmen spokespeople spokespersons representatives negotiators mediators delegates envoys \
        friends colleagues teammates players coaches prosecutors users readers viewers listeners commentators \
        defendants plaintiffs campaigners conservationists environmentalists academics professors rivals allies \
        candidates councillors commissioners pollsters brothers sisters couple pair duo trio ambassadors regulators \
        inspectors auditors singers actors veterans americans russians ukrainians europeans britons",
    ),
    (
        ORG,
        "government ministry department agency office company firm corporation bank group organisation \
        organization party coalition union federation association council commission committee court tribunal \
        parliament congress senate house assembly cabinet administration campaign embassy consulate army military \
        navy force police regime authority bureau institute university college school hospital church charity \
        foundation trust board panel team club league newspaper magazine paper outlet broadcaster network channel \
        station website agency watchdog body institution start-up startup airline manufacturer carmaker retailer \
        publisher studio label supplier operator developer lender insurer brokerage alliance bloc movement militia \
        militias taskforce society jury prosecution defence defense opposition family band \
        city county state country nation town council district service center centre think-tank chain brand \
        giant maker chipmaker platform business",
    ),
    (
        DOC,
        "statement report letter email memo document lawsuit complaint indictment filing ruling judgment verdict \
        study survey poll paper article editorial column review tweet post message text note letter press-release \
        release communique bulletin notice advisory blog speech manifesto petition motion resolution declaration \
        affidavit transcript brief caption book memoir diary bio warrant summary",
    ),
    (
        NATION,
        "us american russian ukrainian british uk english scottish welsh irish french german italian spanish \
        portuguese dutch belgian swiss austrian polish czech slovak hungarian romanian bulgarian greek turkish \
        swedish norwegian danish finnish estonian latvian lithuanian belarusian moldovan georgian armenian \
        azerbaijani kazakh uzbek serbian croatian slovenian bosnian albanian kosovan israeli palestinian iranian \
        iraqi syrian lebanese jordanian saudi emirati qatari kuwaiti yemeni egyptian libyan tunisian algerian \
        moroccan sudanese ethiopian kenyan ugandan rwandan nigerian ghanaian african asian european chinese \
        japanese korean taiwanese vietnamese thai indonesian malaysian filipino indian pakistani afghan \
        bangladeshi australian canadian mexican brazilian argentine argentinian chilean colombian venezuelan \
        peruvian cuban soviet western eastern northern southern velian kolmark catholic muslim jewish christian",
    ),
    (
        PLACE,
        "washington london moscow kyiv kiev paris berlin brussels beijing tokyo rome madrid vienna geneva \
        jerusalem tehran ankara istanbul delhi cairo nairobi lagos ottawa canberra sydney melbourne toronto \
        chicago boston houston dallas miami seattle atlanta philadelphia detroit denver phoenix hollywood \
        manhattan brooklyn alabama alaska arizona arkansas california colorado connecticut delaware florida \
        hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan \
        minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas \
        utah vermont wisconsin wyoming england scotland wales ireland britain france germany italy spain portugal \
        netherlands belgium switzerland austria poland hungary romania bulgaria greece turkey sweden norway \
        denmark finland estonia latvia lithuania belarus moldova armenia azerbaijan kazakhstan ukraine russia \
        serbia croatia slovenia bosnia albania kosovo israel palestine gaza iran iraq syria lebanon saudi qatar \
        kuwait yemen egypt libya tunisia algeria morocco sudan ethiopia kenya uganda rwanda nigeria ghana africa \
        asia europe china japan korea taiwan vietnam thailand indonesia malaysia philippines india pakistan \
        afghanistan bangladesh australia canada mexico brazil argentina chile colombia venezuela peru cuba \
        america manchester liverpool birmingham glasgow edinburgh leeds",
    ),
    (
        NAMES,
        "film movie novel book song album single play musical opera painting show series episode game magazine \
        newspaper titled entitled nicknamed dubbed so-called word words term phrase slogan sign banner banners signs \
        placard placards headline hashtag known codenamed ship vessel yacht boat ferry poem ballad tune hit track \
        documentary sitcom podcast exhibition sculpture nickname acronym motto billed styled chapter name concept \
        category column operation project alias aka code-named labelled marked reading meaning",
    ),
    (SUFFIX, "jr sr ii iii iv"),
    (
        PARTICLE,
        "van von der den de di da del della dos du la le el al bin ibn ben ter ten zu",
    ),
    (
        MALE,
        "donald vladimir volodymyr joe john james robert michael william david richard joseph thomas charles \
        christopher daniel matthew anthony mark paul steven stephen andrew kenneth joshua kevin brian george edward \
        ronald timothy jason jeffrey jeff ryan jacob gary nicholas eric jonathan larry justin scott brandon benjamin \
        samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam henry nathan douglas \
        zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean austin arthur \
        lawrence jesse dylan bryan bruce gabriel logan juan luis carlos miguel jorge pedro pablo diego manuel antonio \
        francisco fernando rafael javier sergio marco giovanni luca paolo giuseppe mario roberto matteo emmanuel \
        francois jean pierre jacques louis nicolas olivier philippe laurent michel hans klaus friedrich olaf stefan \
        wolfgang jurgen karl heinrich oskar viktor tomas dario emil piotr jan pavel petr andrzej krzysztof donald \
        mateusz sergei sergey dmitry dmitri mikhail nikolai boris yuri igor oleg oleksiy oleksandr andriy dmytro \
        ivan anton maxim alexei aleksei konstantin mohammed muhammad mohamed ahmed ali omar khalid hassan hussein \
        ibrahim mahmoud yusuf abdullah recep mehmet benjamin itamar yoav xi wang li narendra rahul amit raj sanjay \
        shinzo fumio keir rishi boris tony gordon simon nigel graham ian neil alan stuart colin barry derek jeremy \
        piet willem mike bob bill jim tom dan dave steve chris matt tim ben sam alex max nick greg jon ron don ted \
        fred harry charlie oliver leo liam lucas mason elijah juri walt marcus martin victor phil ray lee jake josh \
        elon mitch chuck bernie barack lindsey hugh geoffrey trevor craig shane wayne russell jay travis lebron cody \
        abdul adnan adrian aidan ajay akira alain alasdair albert alberto aldo alejandro alessandro alfonso \
        alfred allan alvaro amir amos anders andre andreas andres angus anil antoine archie armando arnold \
        arjun artem arturo ashok asif bashar benedict bernd bertrand bilal bjorn bradley brad brendan bruno \
        byron calvin cedric chad cheng christophe claude clement clifford clive clyde conor cyril damian \
        damien darren darryl davide declan denis deng desmond dietrich dimitri dirk dominic duncan dustin \
        dwayne dwight eddie edgar edmund edoardo eduardo edwin eli elliot elliott enrico enrique erik ernest \
        ernesto esteban eugene evan evgeny fabio faisal farid felipe felix fergus filip floyd franz \
        frederick gareth gavin geoff georg georges gerard gerhard gilbert gilles giorgos glen glenn graeme \
        guido guillaume gunnar gustav hamid hamza haruki harvey hector heinz henrik herbert herman hiroshi \
        horst howard hubert hugo ismail ivor jaime jamal jakob jared jarrod javed jerome jimmy joaquin \
        joachim joel johan johann johnny jonas josef josip julian julio julius justus kaan karim kemal kenji \
        kieran kofi kristian kurt kwame kyriakos lars leonard leonardo leon lester lionel lorenzo lorne \
        louie ludwig luigi lukas luke malcolm mamadou manfred marc marcel marcelo mariano mathieu mats \
        maurice mauricio maxime melvin michal mick mikael mikel milan milos mohamad mohan moritz mustafa \
        nasser neville niall nico niels nikos norbert orhan oscar osman otto owen patrik percy phillip \
        pietro prakash quentin ralph ramon rashid raul reinhard rene ricardo richie rick ricky riccardo \
        rodney rodrigo roland rolf rory rudolf rudy rupert ruslan rustam sadiq salim salman salvador sandro \
        sanjeev santiago sebastian seth shaun sidney silvio sinan sigmund stan stanislav stanley stefano \
        sunil suresh sven taras taro terrence thiago thierry tobias todd tommy tyrone ulrich umberto vaclav \
        vadim valentin vernon vijay vikram vincent vincenzo vitali vitalii vladislav warren wesley wilfred \
        winston xavier yann yasser yevhen yves zoltan ibrahima selim cemal serhiy vasyl",
    ),
    (
        FEMALE,
        "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret \
        sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon \
        laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine \
        debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly \
        lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann anne \
        sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn \
        danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori ursula angela \
        annalena giorgia marine kaja mette sanna theresa priti suella liz nicola kamala hillary melania ivanka \
        nancy alexandria karoline kristi pam tulsi svetlana olga natalia tatiana yulia irina maria elena ekaterina \
        anastasia oksana olena iryna marta lena ines rosa petra ingrid greta astrid sofia lucia carmen ana isabel \
        claudia francesca chiara giulia camille claire sophie chloe manon fatima aisha leila layla amina yasmin \
        priya sunita mei yuki rosie lucy jane kate katie ella mia ava zoe chelsea tina wendy tracy gina paula \
        monica veronica beth jill ellen rose audrey vera nora meghan dana whitney taylor beyonce serena naomi simone \
        adele adriana agnes agnieszka agata ailsa akiko alejandra alessandra alexandra alina alison allison \
        alma althea amelia amira amrita anabel angelica angelina anika anita anja anjali annabel anneliese \
        annette annika antonia ariana arlene asha ayesha barbora beatrice beatrix beatriz becky belinda \
        bernadette bernice bethany bettina betsy beverley bianca blanca bonnie bridget brigitte britta \
        caitlin camila camilla candace candice carina carla carlotta carly carolina caroline catalina cathy \
        catriona cecilia celeste celia celine chantal charlene christa christiane clara clare clarissa \
        colette connie corinne cristina daniela daphne darlene delia delphine denisa deirdre desiree dolores \
        dominique doreen dorothea edith edna eileen elaine eleanor eleni elisa elise eliza ellie elodie \
        eloise elsa elsie emilia emilie emine erica erika erin esme esmeralda estelle esther eugenia eva \
        evangeline farah felicia fernanda fiona freya frida gabriela gabriella gemma genevieve georgina \
        geraldine gertrude gillian ginny giovanna giselle gladys glenda gretchen guadalupe gwen hana hanna \
        harriet hedda heidi helena helene helga henrietta hilda hilary ilana ilse imelda imogen ingeborg \
        irene isabelle ivana iwona jacinda janine jasmine jeanette jeanne jenna jenny jessie joanna joanne \
        jocelyn jodie johanna josefina josephine josie juanita juliana juliet julieta julieanne justine \
        karin karina kathy katarina katarzyna katharina katrin katya kavita khadija kirsten kirsty krista \
        kristen kristin kristina kylie lara larissa latoya laurel lea leah leanne leonor lesley leticia \
        lidia lila lillian lily lina linnea lise lois lola loretta lorna lorraine louisa louise lourdes \
        luciana luisa lydia lynne mabel madeleine madeline magda magdalena mai maja malala mandy manuela \
        marcela marcia margarita margot margaux mariam marian mariana marianne maribel mariela marisa \
        marjorie marlene martina matilda maud maura maureen maxine maya meera melanie melinda meredith \
        michaela mila mildred minnie mirela miriam mirjam molly mona muriel myra myriam nadia nadine naima \
        natalya natasha nell nellie nina noelle noemi oana odette oona paloma patsy patty paulina pauline \
        penelope petronella philippa phoebe phyllis pilar pippa polly prisca priscilla rachael ramona rania \
        raquel rebekah renata renee rhoda rhona rita roberta robyn romina rosalind rosalyn rosamund rosanna \
        roxanne ruxandra sabina sabine sabrina sadie salma saoirse saskia selma sheila shelley sheryl shirin \
        shreya sian sigrid silke silvia simona sinead siobhan solveig sonia sonja sonya susana susanna \
        susanne sylvia sylvie tabitha tamar tamara tamsin tania tanya tatjana tess tessa thelma thuy tilda \
        tracey trudy ulrike uma una valentina valeria valerie vanessa vicky viviane vivian vivien wanda \
        wilma winifred xenia yelena yolanda yvette yvonne zainab zara zeynep zofia zoya zsofia zuzana halyna \
        yana beata",
    ),
    (
        ORG_NAME,
        "ministry department agency office party university college school institute council \
    commission committee court bank group company corporation corp inc ltd llc plc association union federation \
    league club times post news journal herald tribune guardian telegraph observer network television tv radio \
    house parliament congress senate assembly authority service services bureau foundation trust church hospital \
    centre center organisation organization alliance coalition army navy police airlines airways motors energy \
    international board society fund forum press courier gazette bakeries sons brothers holdings partners \
    administration museum theatre theater orchestra festival airport systems technologies solutions software \
    nations treaty security security guard united city county rovers fc nhs conference chamber daily weekly \
    observatory laboratory kremlin pentagon force forces command industries labs securities capital steel foods homes pharma pharmaceuticals insurance media \
    ventures properties estates brewery railways rail railway studios pictures records entertainment",
    ),
    (
        ABBREVIATION,
        "mr mrs ms mx dr sen rep gov gen lt col maj capt sgt cpl adm prof rev fr hon st jr sr \
    inc corp ltd co no vs jan feb aug sept sep oct nov dec calif mass pa va fla ariz conn mich minn ore tenn wash \
    wis reps sens messrs dept univ etc",
    ),
];
