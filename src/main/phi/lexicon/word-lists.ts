import { wordFlag } from './flags.ts'

const words = (list: string): readonly string[] => list.split(/\s+/).filter((word) => word !== '')

const functionWords = words(`
  a about above after again against all along also although am among an and another any are around as at away back
  be because been before behind being below beside between both but by can cannot could did do does doing done down
  during each either else enough even ever every few for from further get gets getting give given go goes going got
  had has have having he her here hers herself him himself his how however i if in into is it its itself just keep
  kept know last later least less let like likely made make many may maybe me might mine more most much must my
  myself near need neither never next no none nor not nothing now of off often on once one only onto or other others
  our ours ourselves out over own per perhaps please quite rather really same see seem seems several shall she
  should since so some something sometimes soon still such take than thank thanks that the their theirs them
  themselves then there these they thing this those though through till to today together tomorrow tonight too
  toward under until up upon us use used using usually very via was way we well were what when where whether which
  while who whom whose why with within without would yes yesterday yet you your yours yourself hi hello hey dear
  i'd i'll i've i'm don't doesn't didn't isn't wasn't aren't weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't
  i'm i've i'd i'll he'd he'll she'd she'll it'd it'll we're we've we'd we'll you're you've you'd you'll they're
  they've they'd they'll that'll there'll what're who'll let's e.g i.e etc vs re cc bcc fw fwd
`)

const months = words(`
  january february march april may june july august september october november december
  jan feb mar apr jun jul aug sep sept oct nov dec
`)

const weekdays = words(`
  monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
`)

const titles = words(`
  mr mrs ms miss mx dr prof professor doctor sir madam rev reverend pastor rabbi imam sister brother father judge
  officer detective sergeant sgt lieutenant lt captain capt colonel col nurse coach hon mister attorney atty deacon
  sra sr. senor senora srta mme mlle herr frau np rn therapist counselor principal det ofc ofcr messrs deputy trooper chaplain ven
`)

const streets = words(`
  street st avenue ave av boulevard blvd road rd drive dr lane ln court ct circle cir place pl terrace ter way
  parkway pkwy highway hwy trail trl square sq loop alley aly plaza plz crossing xing path pike run row turnpike
  tpke expressway expy commons cove cv creek point pt ridge rdg route rte bend heights hts hollow landing
  mews park pass view village vista walk glen gardens gdns grove estates estate extension ext springs spring manor
  meadow meadows mill mills mount mountain oval overlook shore shores station stravenue summit trace track tunnel
  union valley viaduct wells brook brooks burg burgs bypass camp canyon cape causeway center centers cliff cliffs
  club common corner corners course crescent crest crossroad curve dale dam divide drives estates falls ferry field
  fields flat flats ford fords forest forge fork forks fort freeway garden gateway green greens groves harbor
  harbors haven hill hills inlet island islands isle junction key keys knoll knolls lake lakes light lights locks
  lodge mall mission motorway neck orchard parks parkways passage pine pines plain plains plazas port ports prairie
  radial ramp ranch rapid rapids rest ridges river roads rue shoal shoals skyway spur spurs stream streets throughway
  via squares junctions mountains ways trails passages courts circles coves lanes terraces trafficway turnpike underpass unions valleys views villages ville walks wall
`)

const states = words(`
  alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
  indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
  nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming
`)

const stateCodes = words(`
  al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri
  sc sd tn tx ut vt va wa wv wi wy dc pr vi gu as mp aa ae ap fm mh pw
`)

const countries = words(`
  america usa canada mexico england britain scotland wales ireland france germany spain italy portugal greece turkey
  russia ukraine poland sweden norway denmark finland netherlands belgium switzerland austria hungary romania bulgaria
  china japan korea india pakistan bangladesh nepal vietnam thailand philippines indonesia malaysia taiwan iran iraq
  syria lebanon israel jordan egypt morocco algeria tunisia libya sudan ethiopia kenya nigeria ghana uganda tanzania
  zimbabwe brazil argentina chile peru colombia venezuela ecuador bolivia guatemala honduras nicaragua panama cuba
  haiti jamaica europe asia africa australia american european african asian hispanic latino latina caucasian
  english spanish french german chinese japanese korean indian mexican russian arabic vietnamese christian jewish
  muslim catholic midwest northeast southwest southeast northwest midatlantic lutheran
`)

const relations = words(`
  wife husband spouse partner mother father mom mum dad mommy daddy parent son daughter brother sister sibling aunt
  uncle cousin niece nephew grandmother grandfather grandma grandpa grandson granddaughter stepmother stepfather
  stepson stepdaughter fiance fiancee boyfriend girlfriend roommate neighbor friend guardian caregiver caretaker
  patient client pt resident member subscriber physician provider therapist psychologist psychiatrist counselor
  clinician nurse supervisor teacher boss coworker colleague stepdad stepmom twin ex child baby toddler infant
  teenager boy girl man woman lady gentleman veteran named called pcp attending surgeon specialist dr
`)

const personVerbs = words(`
  reports reported states stated denies denied says said tells told asks asked feels felt presents presented came
  comes called calls complains complained describes described endorses endorsed wants wanted needs needed takes took
  missed misses canceled cancelled cancels starts started stops stopped lives lived works worked mentioned mentions
  admits admitted attended attends agreed agrees arrived arrives appeared appears became began believes brought cried
  cries completed completes continues continued declined disclosed discussed expressed explained gave has had was is
  were will would who knows knew lost loves met moved notes noted received refused requested requests returned returns
  sees saw sent shared shows showed sleeps slept spoke struggles struggled suffers suffered thinks thought tried tries
  understands uses used visited visits weighs went wakes woke can't doesn't didn't isn't wasn't won't hasn't can could
  should may might did does just also never always recently currently still seems seemed left got gets died passed
  tolerated tolerates underwent verbalized scored tested needs remains remained responded reached rescheduled
  drove drives drank smokes smoked drinks eats ate spent grew joined retired graduated enjoys likes hates exercises plays studies teaches walked walks ran picked dropped stayed stays fell injured broke hit ran stood sat knocked married divorced drew bought told hopes hoped plans planned prefers preferred refuses fears worries worried
  scheduled emailed texted wrote writes signed accompanied
`)

const facilities = words(`
  hospital hospitals clinic clinics infirmary sanatorium hospice pharmacy pharmacies dispensary school academy university college
  elementary church synagogue mosque temple shelter prison jail penitentiary courthouse library nursery daycare
  preschool kindergarten center centre institute rehab rehabilitation counseling therapy associates practice
  office branch campus residence home homes house manor village terrace apartments towers hotel motel inn medical
  healthcare health wellness imaging laboratory laboratories labs lab urgent surgery surgical dental dentistry
  general presbyterian methodist mission living hall ranch retreat aquarium museum zoo jail rehab
  pediatrics orthopedics cardiology psychiatry oncology dermatology
  high charter prep magnet regional memorial apothecary pavilion drug drugs deli grill casino stadium arena diner cafe
  bakery brewery propane poultry gravel brick tile fence seafood seafoods dairy shipyard refinery feed lumber trucking
  roofing plumbing audiology recovery parish cathedral abbey convent monastery lodge suites dorm hostel orchards farms
  foods motors builders logistics market elem hosp vamc isd usd baptist
`)

const organisations = words(`
  inc llc llp corp corporation company co ltd plc pllc pc foundation bank insurance group society association
  department dept agency bureau committee council commission systems services solutions technologies industries
  partners enterprises holdings
`)

const credentials = words(`
  md do phd psyd edd rn np pa lpn lcsw lmft lpc lpcc lmhc lcpc lmsw msw ma ms ba bs mph mba dds dmd od dvm pharmd
  crna facs faap facc frcp mbbs dnp aprn fnp pmhnp bcba cadc ladc esq cpa jd dpt ot otr pt slp dc dpm mft licsw
  lisw ncc atr pta cota ccm cdces chw rrt cpnp agnp whnp acnp lmhp lsw bsw lcdc caadc csac lmhca lpca amft acsw apcc lcmhc lcadc rdn rd cna ma cht cnm do msn bsn
`)

const suffixes = words('jr sr ii iii iv')
const particles = words(
  'de la las los del della di da dos das do van von der den ter ten bin ibn al el le du st mac mc o',
)

const eponymNouns = words(`
  disease syndrome score scores scale sign signs test tests criteria criterion classification angina palsy tumor
  tumour lymphoma sarcoma carcinoma fracture procedure maneuver manoeuvre position catheter forceps law reflex block
  phenomenon reaction stain node nodes nodule nodules body bodies cell cells cyst duct gland ganglion hernia index
  inventory method model operation osteotomy paralysis phase point questionnaire rule scan stage staging syndrome
  technique triad ulcer virus anemia anaemia ataxia chorea contracture contractures deformity dementia dystrophy
  encephalopathy esophagus esophagitis fibrosis gangrene grade group impression incision lines line lobe macula
  murmur muscle neuralgia neuropathy nystagmus purpura pouch prosthesis psychosis repair resection respiration
  respirations rings rupture sarcoidosis space spots sphincter splint stenosis struma tendon thyroiditis tube tremor
  tuberculosis valve vein wave protocol ratio formula equation nomogram risk trial study thermometer assessment
  examination exam scoring tool checklist bandage brace pacemaker drain retractor clamp pin screw nail rod plate
  arthritis bundle canal corpuscle crisis fever gait lesion melanoma nephropathy neoplasm pneumonia anomaly aneurysm
  malformation vasculitis glomerulonephritis cirrhosis choking anatomy bacillus grading effect theory estimate
`)

const eponyms = words(`
  parkinson parkinsons alzheimer alzheimers hodgkin hodgkins crohn crohns huntington tourette asperger down turner
  marfan ehlers danlos guillain barre wolff white lewy pick creutzfeldt jakob raynaud raynauds sjogren hashimoto
  graves addison cushing barrett wilson paget dupuytren kaposi kawasaki burkitt ewing wilms meniere bell ludwig
  rutherford duke wells apgar glasgow ranson child pugh virchow trousseau babinski romberg hoffman kernig brudzinski
  mcburney murphy rovsing lasegue tinel phalen finkelstein lachman mcmurray homan homans kussmaul cheyne stokes
  biot korsakoff wernicke broca friedreich charcot marie tooth kearns sayre leigh rett angelman prader willi
  klinefelter edwards patau noonan williams digeorge alport goodpasture wegener behcet still felty reiter takayasu
  churg strauss henoch schonlein osler weber rendu bright berger conn gitelman bartter fanconi zollinger ellison
  mallory weiss boerhaave zenker schatzki peutz jeghers gardner lynch hirschsprung meckel billroth whipple nissen
  hartmann kocher pfannenstiel foley swan ganz holter doppler snellen ishihara amsler goldmann weber rinne dix
  hallpike epley valsalva heimlich trendelenburg fowler sims lamaze kegel braxton hicks bishop leopold ballard
  tanner denver beck hamilton young montgomery asberg yale brown rorschach wechsler stanford binet millon conners
  vanderbilt bender gestalt likert maslow freud jung piaget pavlov skinner bowlby ainsworth gottman linehan
  rogers erikson hare framingham karnofsky ecog zubrod gleason breslow clark dukes bosniak killip forrester
  canadian norton braden morse aldrete mallampati cormack lehane salter harris garden weber gustilo anderson lauge
  hansen schatzker neer mason monteggia galeazzi colles smith barton bennett rolando lisfranc jones pott maisonneuve
  chance jefferson hangman hill sachs bankart osgood schlatter perthes legg calve sever freiberg kohler scheuermann
  schmorl baker morton haglund achilles ober thomas trendelenburg patrick faber gaenslen hawkins kennedy speed
  yergason drehmann allis galant moro kaplan meier cox fisher mann whitney pearson spearman bonferroni cockcroft
  gault bazett fridericia levine corrigan janeway roth austin flint graham steell gallavardin kerley hampton
  westermark brugada wenckebach mobitz purkinje his bachmann lown ganong dressler prinzmetal eisenmenger ebstein
  fallot fontan glenn norwood ross bentall stanford debakey crawford ladd ramstedt soave duhamel ponseti harrington ivor hopkins johns
  milwaukee philadelphia lyme ebola zika marburg hanta coxsackie epstein barr norwalk marjolin merkel bowen hutchinson
  koebner nikolsky auspitz wood tzanck gram ziehl neelsen romanowsky giemsa papanicolaou pap coombs schilling
  westergren lugol benedict schiller coca munchausen capgras fregoli cotard ganser stockholm
  hurler hunter morquio gaucher fabry pompe niemann tay sachs krabbe refsum zellweger lesch nyhan menkes hartnup
  von willebrand bernard soulier glanzmann evans diamond blackfan chediak higashi aldrich bruton job kostmann
  stevens johnson ritter lyell sweet pyoderma sezary mantoux heaf dix salem yankauer hickman broviac groshong
  jackson pratt penrose hemovac lawton katz barthel berg tinetti folstein zung hachinski boston trail rancho amigos
  mayo aaron samter boston wallace parkland lund browder curreri rule abbe bristol dennis browne roux villalta
  caprini padua geneva pisa hunt hess spetzler martin fazekas scheltens braak apache sofa curb centor mcisaac
  jones duckett ottawa nexus canadian pecarn kocher alvarado ripasa mannheim hinchey atlanta balthazar marshall
  forrest rockall blatchford milan barcelona model child maddrey lille kings college king
`)

const protectedWords = words(`
  zoloft prozac lexapro celexa paxil luvox effexor pristiq cymbalta wellbutrin remeron trazodone desyrel buspar
  xanax ativan klonopin valium librium ambien lunesta sonata rozerem belsomra dayvigo adderall ritalin concerta
  vyvanse strattera intuniv kapvay focalin abilify risperdal seroquel zyprexa geodon latuda vraylar rexulti invega
  clozaril haldol thorazine lithobid depakote lamictal tegretol trileptal topamax neurontin lyrica keppra dilantin
  suboxone subutex vivitrol methadone naltrexone antabuse campral chantix narcan spravato auvelity lybalvi caplyta
  tylenol advil motrin aleve bayer lipitor crestor zocor norvasc lasix coumadin eliquis xarelto plavix humira enbrel
  ozempic wegovy mounjaro trulicity januvia jardiance farxiga metformin glucophage lantus humalog novolog synthroid
  levoxyl armour nexium prilosec protonix zantac pepcid singulair advair symbicort spiriva ventolin proair flonase
  zyrtec claritin allegra benadryl sudafed mucinex robitussin viagra cialis keytruda opdivo herceptin avastin
  rituxan remicade stelara skyrizi cosentyx botox paxlovid moderna pfizer novavax shingrix gardasil prevnar keflex
  augmentin zithromax bactrim cipro levaquin flagyl diflucan valtrex norco vicodin percocet oxycontin dilaudid
  fentanyl morphine ultram toradol celebrex mobic voltaren lidoderm imitrex aimovig emgality nurtec premarin estrace
  fosamax prolia boniva entresto coreg toprol lopressor zestril diovan cozaar benicar hyzaar
  versed propofol ketamine lovenox heparin amaryl glucotrol actos invokana plaquenil arava xeljanz otezla
  labcorp quest sonora arup aetna cigna humana anthem kaiser permanente medicare medicaid tricare medi cal unitedhealth
  unitedhealthcare optum magellan beacon carelon molina centene bluecross blueshield blue bcbs epic cerner
  mychart athena simplepractice therapynotes zoom skype facetime doxy google gmail outlook microsoft apple
  android iphone facebook instagram linkedin twitter tiktok youtube whatsapp venmo paypal zelle stripe amazon
  walgreens cvs rite aid walmart costco target kroger safeway dexcom libre freestyle medtronic omnipod fitbit garmin
  phq gad pcl mmpi wais wisc moca mmse madrs ybocs cssrs dsm icd cpt hcpcs hipaa ferpa samhsa cdc fda nih who cms hhs
  osha ada aca cobra fmla emdr cbt dbt act iop php aa na alanon alateen smart nami
  coli difficile pylori aureus pyogenes pneumoniae influenzae catarrhalis gonorrhoeae meningitidis albicans
  candida clostridium escherichia staphylococcus streptococcus pseudomonas klebsiella enterococcus helicobacter
  salmonella shigella listeria legionella mycoplasma chlamydia treponema borrelia toxoplasma plasmodium
  christmas easter thanksgiving hanukkah ramadan passover halloween eve covid sars kwanzaa diwali
  english spanish
`)

const numberWords = words(`
  one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen twenty thirty forty fifty sixty seventy eighty ninety nineties hundred first second third fourth fifth sixth seventh
  eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
  twentieth thirtieth
`)

/** Lists that the code needs by meaning. A word may be in several. */
export const wordLists: readonly (readonly [number, readonly string[]])[] = [
  [wordFlag.functionWord, functionWords],
  [wordFlag.month, months],
  [wordFlag.weekday, weekdays],
  [wordFlag.title, titles],
  [wordFlag.street, streets],
  [wordFlag.state, states],
  [wordFlag.stateCode, stateCodes],
  [wordFlag.statePrefix, words('new north south west rhode district puerto d n s')],
  [wordFlag.country, countries],
  [wordFlag.relation, relations],
  [wordFlag.personVerb, personVerbs],
  [wordFlag.facility, facilities],
  [wordFlag.organisation, organisations],
  [wordFlag.credential, credentials],
  [wordFlag.suffix, suffixes],
  [wordFlag.particle, particles],
  [wordFlag.eponym, eponyms],
  [wordFlag.eponymNoun, eponymNouns],
  [wordFlag.protected, protectedWords],
  [wordFlag.numberWord, numberWords],
  [
    wordFlag.placePreposition,
    words('in from near at to outside around of toward towards visiting leaving through'),
  ],
  [
    wordFlag.greeting,
    words('dear hi hello hey greetings hiya morning afternoon evening estimado estimada hola'),
  ],
  [
    wordFlag.closing,
    words(
      'sincerely regards best thanks cheers respectfully cordially warmly gratefully thank yours love warm kind',
    ),
  ],
]
