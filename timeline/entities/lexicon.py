"""The words by which the finders know what stands next to a name: titles, verbs of speech, roles, head nouns."""

from __future__ import annotations

import re

__all__ = [
    "ALLIES",
    "ARMED_HEADS",
    "AT_THE_BORDER",
    "BACKED",
    "BEFORE_COUNTRIES",
    "BORDERLANDS",
    "DECISION_VERBS",
    "ENVOYS",
    "GIVEN_TO",
    "GROUP_WORDS",
    "LOCATIVES",
    "NOT_BODIES",
    "NOT_NAMES",
    "NOT_PERSONS",
    "OFFICE_NAME",
    "OFFICE_WORDS",
    "ON_BEHALF",
    "ORGANISATION_HEADS",
    "ORGANS_OF_PLACES",
    "PARTS",
    "PEOPLE_NOUNS",
    "PLACE_NOUNS",
    "PUBLIC_TITLES",
    "SENT_BY_STATES",
    "SPEECH_VERBS",
    "SPOKEN_TO",
    "STATE_BODIES",
    "STATE_HEADS",
    "STATE_NOUNS",
    "STATE_OFFICES",
    "STATE_PHRASE",
    "STRIPPED_TITLES",
    "TITLES",
    "TITLES_FIRST",
    "TITLE_ABBREVIATIONS",
    "TITLE_MODIFIERS",
    "URBAN_NOUNS",
    "VIOLENT_NOUNS",
    "VIOLENT_VERBS",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("""
    president premier chancellor king queen prince princess emir sultan shah pope minister secretary senator
    congressman congresswoman governor mayor judge justice ambassador envoy consul diplomat spokesman spokeswoman
    spokesperson commander general gen lieutenant lt colonel col major maj captain capt brigadier brig admiral adm
    marshal sergeant sgt corporal private officer inspector superintendent constable chief chairman chairwoman
    chairperson chair ceo cfo coo founder cofounder co-founder director head leader boss executive analyst expert
    professor prof dr doctor mr mrs ms miss sir lady lord mullah maulana maulvi mawlawi molvi sheikh shaikh imam
    ayatollah cleric rabbi bishop archbishop cardinal reverend rev father journalist reporter correspondent editor
    author researcher scholar historian activist lawyer attorney advocate prosecutor representative rep lawmaker
    parliamentarian legislator mp mpa mna councillor councilman politician coordinator commissioner adviser advisor
    aide economist scientist engineer resident witness survivor teacher student farmer shopkeeper trader driver
    villager elder warlord militant fighter insurgent jihadist emissary negotiator mediator deputy vice-president
    sen gov hon attorney-general ombudsman rapporteur comptroller treasurer speaker whip first-lady strategist
    columnist commentator fellow pilot soldier victim suspect gunman bomber ringleader mastermind kingpin rebel
    dissident spymaster bureaucrat technocrat academic pundit trooper detective dg dsp ssp sho dig ig host
    chairperson-elect envoy-designate ally defector singer actor actress player coach
""")
"""Words that stand before a person's name, in lower case; in capitals they are part of the title, not of the name."""

TITLES_FIRST = _words("""
    king queen prince princess judge justice major bishop pope father lady lord marshal private general chief head
    sir miss ms mr mrs coach witness victim singer pilot trader driver player author leader teacher farmer resident
    aide speaker whip
""")
"""Titles that are also names or common words: they count only where the capitalised words begin with them."""

NOT_PERSONS = _words("""
    Corp Co Inc Ltd Plc LLC PLC Securities Research Solutions Partners Associates Times Journal Chronicle Post
    Herald Tribune Fed Savings Electric Energy Capital Holdings Technologies Technology Systems Industries
    Pharmaceuticals Defense Defence County State States City Republican Republicans Democrat Democrats House Airport
    Street Avenue Road River Lake Mountain Mountains Sea Ocean Islands Island Bay Valley Park Square Hotel Hospital
    Tower Bridge Stadium Palace Province District Region Republic Kingdom Affairs Security Policy Politics Political
    Act Bill Law Treaty Accord Accords Agreement Summit Games Cup Prize Award War Revolution Strip Bank Coast Press
    Media Radio TV Television Channel Motors Airlines Steel Oil Gas Petroleum Insurance Financial Communications
    Resources Properties Stores Foods Laboratories Labs Software Networks Studios Entertainment Records Pictures
    Bros Brothers Sons Jr America Africa Asia Europe East West North South Day Night Week Year Taliban Mujahideen
    Islam Jihad Brotherhood Protocol Doctrine Initiative Project Plan Strategy Line Pass Fencing Basin Studies
    Analytics Ventures Advisors Cemetery Clinic Museum Farm Wind Consulting Intelligence Survey Index Report Review
    Assurance Center Centre
""")
"""Words that no person's name holds: companies, papers, places, papers signed."""

NOT_BODIES = _words("""
    Index Management Allocation System Systems Act Syndrome Highway Rate Test Cup Zone Plan Law Model Vehicle
    Vehicles Device Devices Enterprises Product Treaty Agreement Protocol Disease Virus Disorder Experience
    Procedure Policy Standard Time Corridor Scheme Tax Engine Line Road Framework Convention Declaration Process
    Dialogue Area Areas Region Regions District Province
""")
"""Last words of long names that are abbreviated but act nowhere."""

STATE_OFFICES = _words("""
    president premier minister ambassador envoy spokesman spokeswoman spokesperson general gen lieutenant lt colonel
    col brigadier brig admiral adm marshal governor king queen emir sultan chancellor secretary consul
    attorney-general commissioner deputy senator vice-president representative
""")
"""Titles whose holder speaks for a state."""

PUBLIC_TITLES = STATE_OFFICES | _words("""
    leader chief commander officer judge mayor prosecutor lawmaker parliamentarian legislator mp speaker diplomat
    emissary negotiator inspector superintendent prince princess pope adviser advisor soldier captain major sergeant
    first-lady councillor
""")
"""Titles before which a nationality means the state: an Afghan diplomat, but not an Afghan expert."""

STATE_BODIES = _words("""
    forces troops police soldiers authorities officials government army military prosecutors court courts parliament
    regime rulers leadership administration junta generals
""")
"""What acts as a state where "in" and its country follow: security forces in Burkina Faso."""

SENT_BY_STATES = _words("""
    mediators officials diplomats delegates delegation delegations representatives envoys ministers leaders
    negotiators troops forces soldiers peacekeepers support pressure aid backing condemnation demands threats
    approval permission criticism arms weapons assistance independence
""")
"""What comes "from" a country as a state: mediators from Egypt."""

AT_THE_BORDER = _words("border borders bordering bordered neighbouring neighboring")
BORDERLANDS = _words("side border borders region area coast coastline frontier boundary")

TITLE_MODIFIERS = _words("""
    deputy vice prime foreign interior finance defence defense information home external internal affairs former ex
    acting interim caretaker chief army staff air naval force forces field police national security special
    permanent assistant associate senior junior joint high supreme under-secretary-general undersecretary executive
    managing editor-in-chief in commander-in-chief provincial federal state district regional opposition military
    media press attorney first second second-in-command health education energy trade justice transport environment
    labour labor agriculture commerce economy economic planning development climate human rights general
    secretary-general director-general vice-chancellor crown grand late self-styled inspector-general major
    lieutenant brigadier rear wing group squadron petty warrant party parliamentary presidential cabinet religious
    spiritual tribal political supreme-leader shadow emergency relief
""")

TITLE_ABBREVIATIONS = _words("Lt Gen Col Maj Capt Cmdr Sgt Dr Mr Mrs Ms Prof Sen Rep Gov Adm Brig Hon Rev Insp Supt St")
"""Titles whose full stop ends no sentence."""

STRIPPED_TITLES = _words(
    "syed sayed sayyed sayyid haji hajji hafiz qari mullah maulana maulvi mawlawi molvi sheikh shaikh dr mr mrs ms sir"
)
"""Titles that are often written as if they were part of the name."""

SPEECH_VERBS = _words("""
    said says say told tells added adds stated states announced announces claimed claims argued argues warned warns
    urged urges denied denies insisted insists explained explains noted notes wrote writes tweeted posted declared
    declares confirmed confirms acknowledged admitted alleged reported called calls vowed vows pledged promised
    reiterated stressed emphasised emphasized accused accuses blamed blames condemned condemns praised thanked asked
    asks replied responded remarked recalled testified maintained contended commented predicted conceded cautioned
    observed quipped lamented
""")

DECISION_VERBS = SPEECH_VERBS | _words("""
    agreed agrees rejected rejects refused refuses demanded demands sought seeks wants wanted hopes hoped plans
    planned expelled expels summoned summons recalled recognised recognized recognizes imposed imposes lifted lifts
    banned bans closed closes reopened signed signs backed backs supports supported helped helps sent sends deployed
    deploys launched launches threatened threatens struggles struggled faces faced considers considered views viewed
    believes believed fears feared invited invites hosted hosts mediated brokered ordered orders withdrew withdraws
    ended ends suspended suspends severed cut cuts offered offers provided provides gave gives accepted accepts
    approved approves ratified joined joins left has had have will would is was are were could should may might must
    can cannot did does do continues continued remains remained appears appeared retaliated responded responds
    carried conducted conducts struck denounced protested welcomed welcomes hailed hails dismissed dismisses fired
    allowed allows harbours harbors harboured sheltered tries tried began begins halted resumed resumes regards
    regarded sees saw needs needed took takes made makes put puts presses pressed press push pushes pushed agree
    aims aimed intends expects expected appointed named released freed handed extradited granted shared raised
""")

LOCATIVES = _words("""
    in inside into near outside within throughout across around at via through toward towards onto off over above
    beyond northern southern eastern western central northeastern northwestern southeastern southwestern north south
    east west downtown neighboring neighbouring nearby upon
""")

VIOLENT_NOUNS = _words("""
    attack attacks strike strikes airstrike airstrikes assault assaults raid raids bombing bombings siege fall
    capture takeover seizure battle bombardment shelling offensive advance march blast blasts explosion explosions
    city capital outskirts suburb suburbs streets north south east west visit trip mayor governor people residents
    province district town kilometers kilometres miles km area part parts region liberation evacuation airport
    control
""")
VIOLENT_VERBS = _words("""
    attacked struck hit bombed shelled targeted targeting targets captured seized retook recaptured entered left
    reached visited rocked besieged stormed hitting striking bombing shelling took overran capturing entering
    leaving reaching visiting visits leaves reaches enters attacks strikes hits rocks
""")

STATE_NOUNS = _words("""
    government governments authorities authority officials official administration regime cabinet ministry minister
    ministers premier president presidency parliament lawmakers senate assembly leadership leaders leader army
    military troops soldiers soldier forces force police policemen rangers navy navies armies militaries warships
    airforce warplanes warplane jets jet fighter fighters helicopters helicopter drones drone airstrikes airstrike
    strikes strike shelling artillery missiles missile bombers bombing bombardment raid raids offensive operation
    operations intelligence agents agent spy troopers marines commandos embassy ambassador envoy envoys consulate
    consul diplomat diplomats delegation delegations negotiators negotiator mediators side court courts prosecutors
    prosecutor judge judges law constitution sanctions embargo tariffs guards guard personnel servicemen
    servicewoman officers officer commander commanders general generals foreign interior defence defense prime
    deputy vice security state coalition-led federal secretary spokesman spokesperson spokeswoman chancellor king
    queen prince emir supreme ruling ruler rulers junta occupation occupiers invasion attack attacks
    counteroffensive charge chargé firepower backing intervention demands withdrawal response incursion incursions
    aggression airspace-violation policy diplomacy aid counterpart counterparts politicians politician senator
    senators congress congressman mp mps representative representatives permanent treasury central-bank navy's coast
    border air special armed warship submarine frigate bomber customs immigration intelligence-led tanks gunboats
    paratroopers peacekeepers contingent armor armour planes aircraft vessels counterterrorism media-wing
    foreign-office retaliation mission occupying invading army's military's election elections
""")
"""Nouns (and what stands before them) after which a nationality means the state: Pakistani police, German foreign ministry."""

STATE_PHRASE = re.compile(
    r"(?:[a-z][\w'-]*,? ){0,2}?(?:government|authorities|officials?|army|military|troops|forces|police|navy|ministry"
    r"|minister|president"
    r"|ambassador|envoy|embassy|parliament|court|jets|warplanes|drones|soldiers|intelligence|prosecutors?|diplomats?"
    r"|delegation|guards?|airstrikes?|strikes|shelling|missiles?|administration|spokes(?:man|woman|person)|office)\b"
)
"""The same where one or two words stand between: Pakistani senior bank officials, US-made … are not caught."""

PEOPLE_NOUNS = _words("""
    refugees refugee migrants migrant workers worker nationals national citizens citizen civilians civilian
    engineers people women girls children men man woman girl boy boys families returnees journalists journalist
    students tourists businessmen traders victims hostages hostage prisoners prisoner community diaspora population
    origin descent engineer doctor aid-workers teenager couple family visitors residents expatriates
""")

PLACE_NOUNS = _words("""
    soil territory border borders frontier province provinces district districts city cities town towns village
    villages region regions capital airspace waters coast coastline side countryside mainland island islands port
    ports airport desert mountains valley north south east west northwest northeast southeast southwest heartland
    highlands borderlands interior-regions areas area northern southern eastern western northwestern northeastern
    southwestern southeastern central tribal restive
""")
"""Nouns after which a nationality or a possessive country means the ground, not the state."""

STATE_HEADS = _words("""
    ministry parliament army navy police embassy government senate cabinet congress military treasury presidency
    consulate assembly knesset gendarmerie
""")
"""Heads of organisations that are the state itself: with a country's name before them they mean the country."""

ORGANISATION_HEADS = _words("""
    Ministry Court Tribunal University Institute Agency Authority Commission Committee Council Party Front Movement
    Army Brigade Brigades Forces Union Association Federation Foundation Centre Center Bank Group Company
    Corporation Department Office Bureau Board Organisation Organization Network Forum Police Service Services
    Church Congress Parliament Assembly Senate Embassy League Alliance Coalition Society Trust Fund Academy College
    Observatory Programme Program Mission Command Corps Guard Guards Battalion Regiment Inspectorate Directorate
    Secretariat Constabulary Militia Chamber Confederation Watch Monitor Directorate-General Taskforce Conference
    Consortium Cooperative Exchange Inc Ltd Holdings Airlines Airways Rangers Levies Legion Faction Cartel Gang
    Division Collective Syndicate
""")

ARMED_HEADS = _words("Front Army Brigade Brigades Battalion Movement Faction Militia Legion Cartel Gang Group Forces")

_DOES = (
    r"(?= (?:said|says|has|have|had|will|would|announced|confirmed|denied|claimed|blamed|accused|launched|carried|killed|retook"
    r"|repelled|declared|ordered|imposed|signed|agreed|arrested|released|deployed|recaptured|captured|fired|shot|detained|raided"
    r"|clashed|is|was|are|were|and|on|also|did)\b)"
)
_PORTFOLIOS = "Foreign Interior Defence Defense Finance Health Information Home Justice Security Energy"
OFFICE_WORDS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern), frozenset(heads.split()))
    for pattern, heads in (
        (rf"overnment(?: officials|{_DOES})", "g G"),
        (rf"rmy{_DOES}", "a A"),
        (rf"ilitary(?: officials|{_DOES})", "m M"),
        (rf"uthorities{_DOES}", "a A"),
        (r"ecurity (?:forces|officials)\b", "s S"),
        (rf"rmed forces{_DOES}", "a A"),
        (rf"ir force{_DOES}", "a A"),
        (rf"avy{_DOES}", "n N"),
        (rf"olice(?: officials|(?: officers?| chief)?{_DOES})", "p P"),
        (r"upreme Court\b", "S"),
        (r"ational Assembly\b", "N"),
        (r"arliament\b", "P"),
        (r"resident['’]s [Oo]ffice\b", "P p"),
        (r"rime [Mm]inister['’]s [Oo]ffice\b", "P p"),
        (
            r"inistry of (?:Foreign Affairs|the Interior|Interior|(?:National )?Defen[cs]e|Finance|Health|Information|Justice)\b",
            "M",
        ),
        *(
            (rf"{word[1:]} (?:Ministry|ministry|Office|office)\b", f"{word[0]} {word[0].lower()}")
            for word in _PORTFOLIOS.split()
        ),
    )
)
"""Offices and forces named without their state, which mean that of the country the article is about.

Each without its first letter, and the first letters it may have: a pattern that begins with fixed letters is found much faster.
"""

URBAN_NOUNS = PLACE_NOUNS | _words("""
    streets street centre center mosque university hospital hospitals market bazaar hotel hotels residents resident
    mayor port population outskirts suburb suburbs neighbourhood neighborhood neighbourhoods neighborhoods roads
    road square stadium zone airport people citizens metro station bridge skyline schools school church churches
    prison jail park embassy district underground electricity subway inhabitants municipality councillors football
    club
""")
"""Nouns after which a capital is the city: Kabul's streets, a Nairobi hotel."""

ORGANS_OF_PLACES = _words("guards guard police forces troops bank government officials minister command security court")
"""Organs of a state after a word of place: border guards, the central bank."""

SPOKEN_TO = _words("""
    with by against between that while as but whether when if because urged urge urging accused accuse accusing
    pressed press pressing asked ask told tell warned warn warning pressure pressured urges accuses blamed blame
    blaming blames criticised criticized criticise praise praised thank thanked pushed push condemned condemns
    condemn sanctioned punish deter expects says said
""")
"""Words after which a bare capital is spoken to or of as a government."""

ENVOYS = _words(
    "ambassador envoy representative rapporteur minister secretary adviser special-envoy consul commissioner coordinator"
)
GIVEN_TO = _words("""
    message aid support assistance threat warning response weapons arms sales exports loans package ultimatum
    proposal offer gave handed sold given deliveries delivery drones missiles tanks shipments according loyal
    hostile close opposed belong belongs belonging pressure blow challenge relevant due danger cost help attributed
    credited
""")
"""Words after which "to" leads to somebody, not somewhere."""
ON_BEHALF = _words("behalf part support accusations ally allies critical wary ahead")
"""Words after which "of" leads to a government: on behalf of Kabul."""
BACKED = _words("""
    backed led sponsored supported brokered mediated funded allied aligned run controlled held ruled administered
    occupied linked trained armed imposed
""")
"""Words after a hyphen that name a country aside: Iran-backed fighters."""

BEFORE_COUNTRIES = _words("""
    northern southern eastern western central northeastern northwestern southeastern southwestern north south east
    west upper lower mainland greater occupied former modern communist soviet nazi free rural urban coastal federal
    united new post-war inner outer imperial colonial democratic republic kingdom neighbouring neighboring
""")
"""Capitalised words before a country's name that leave it the country's."""

PARTS = _words("""
    province provinces region regions capital city cities town village north south east west northeast northwest
    southeast southwest northern southern eastern western centre center part parts area areas coast outskirts
    interior most much all half border borders map territory territories district districts side kilometres
    kilometers miles km swathes swaths republic state states sea gulf bay strait straits
""")
ALLIES = _words("""
    ally allies supporter supporters backer backers enemy enemies rival rivals citizens people nationals member
    members neighbour neighbor
""")

OFFICE_NAME = re.compile(
    r"(?:the |The )?(?:(?:Foreign|Interior|Defen[cs]e|Finance|Health|Information|Home|Justice|Security|Energy|Education"
    r"|Labou?r|Trade|Transport"
    r"|Agriculture|Environment|Planning|Religious Affairs|Refugees?) (?:Ministry|Office|Department)|Ministry of .+"
    r"|Supreme Court|High Court|National Assembly|Parliament|Senate|(?:Upper|Lower) House|Air Force|Navy|Army|Cabinet"
    r"|(?:Prime Minister|President|Chief Minister)['’]s (?:Office|House)|Presidency)"
)
"""Offices of a state that are named without it."""

# Begins with "he", not "[Tt]he", because a pattern that begins with fixed letters is found several times faster.
GROUP_WORDS = re.compile(
    r"he (?:(?:militant|armed|rebel|insurgent|terrorist|jihadist|Islamist|extremist|separatist|banned|outlawed"
    r"|proscribed|paramilitary) )?(?:group|outfit|organisation|organization|militia|movement|militants|insurgents|rebels"
    r"|fighters|jihadists|separatists|extremists)\b(?! of\b)"
)

NOT_NAMES = _words("""
    The A An In On At By For From To Of With Without After Before During Since Until When While As If But And Or Nor
    Yet So Although Though Because However Meanwhile Moreover Furthermore Also Earlier Later Last Next This That
    These Those It Its He She His Her They Their We Our You Your I My Who What Where Why How Which There Here Then
    Thus Now Today Yesterday Tomorrow Some Many Most Several Both Each Every All Any No Not Only Even Still Despite
    According Under Over Between Among Against About Amid Following Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday January February March April May June July August September October November December Jan Feb
    Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec One Two Three Four Five Six Seven Eight Nine Ten More Less First Second
    Third New Old Two-thirds Per Via Once Such Other Another Asked Speaking Let Is Are Was Were Has Have Had Will
    Would Can Could Should Might Must Do Does Did Yes Instead Rather Just Like Unlike Given Photo Image Credit Read
    Updated Published Share Follow Breaking Exclusive Watch Video Opinion Analysis Editorial News World Politics
    Business Sport Sports Culture Latest Advertisement Subscribe Home Menu Search Sign Log Getty Images File Reuters
    AFP AP Islam Islamic Islamist Muslim Muslims Christian Christians Jewish Jews Hindu Hindus Sunni Shia Shiite
    Western European Ramadan Eid Christmas Easter God Allah Twitter Facebook Telegram WhatsApp Instagram YouTube
    Internet Operation Article Back Whether Whatever Around Across Near Inside Outside Above Below Beyond Within
    Throughout Toward Towards
""")
"""Capitalised words that begin a sentence or stand in one without naming anybody."""
