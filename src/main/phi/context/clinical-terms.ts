import type { HealthTopic } from '../types.ts'
import type { HealthTerm } from './health-term.ts'

const terms = (topic: HealthTopic, weight: number, list: string): readonly HealthTerm[] =>
  list
    .split(';')
    .map((phrase) => phrase.trim().replace(/\s+/g, ' '))
    .filter((phrase) => phrase !== '')
    .map((phrase) => ({ phrase, topic, weight }))

/** What clinicians of every trade write to each other and to their patients, in words. */
export const clinicalTerms: readonly HealthTerm[] = [
  ...terms(
    'condition',
    1,
    `
    hep a; hep b; hep c; genotype 1a; cut herself; cut himself; cut themself; cut myself; cutting herself;
    cutting himself; back is out; back went out; back out again; threw her back out; threw his back out;
    threw my back out; open margin; margin distal; pfm; remake of; trach; decannulation; decann; chest tube; picc; picc line; foley; jp drain; extubate; cuff leak;
    stepdown; crossover bleed; intubate; fib; tachy; brady; hypotensive; septic shock; lactate; ferritin;
    hematocrit; platelets; bilirubin; bili; creat; trop; trops; d dimer; dimer; bnp; nt probnp;
    procalcitonin; sed rate; esr; crp; tibc; lipase; amylase; alt; lft; lfts; fev1; tidal volume; o2 tank;
    o2 sats; sats; spo2; fio2; ejection fraction; echo shows; gcs; meld; child pugh; ecog; nyha; wbc; rbc;
    hct; hgb; plt; bun; scr; gfr; inr of; ptt; ana titer; petechiae; petechial; rhabdo; hematemesis;
    melena; hematochezia; emesis; hyperemesis; retching; pruritus; urticaria; clonus; nystagmus; ataxia;
    dysarthria; dysphagia; aspiration; aspirated; thickened liquids; nectar thick; honey thick;
    slightly thick; minced and moist; puree diet; barium; swallow study; esophagram; modified barium;
    bedside swallow; fees requested; hip fracture; calcaneus; clavicle; scaphoid; distal radius;
    radius fx; tib fib; rotator cuff; meniscus; acl; aclr; non weight bearing; weight bearing; nwb; wbat;
    range of motion; quad lag; orif; hardware removal; spica; cast off; aspen collar; cervical collar;
    heel slides; heel ulcer; mini squats; home exercise program; exercises you; gait belt; hoyer; bka;
    aka amputation; prosthetist; orthotics; afo; splinting; flexor tendon; contracture; tendon repair;
    dry needling; needling; cupping session; moxa; moxibustion; acupuncture; acupuncturist; chiropractic;
    myofascial; dexterity; fine motor; gross motor; fine manual; sensory diet; weighted vest;
    weighted blanket; dyspraxia; dyslexia; dysgraphia; apraxia; apraxic; stutter; stuttering; stammer;
    articulation; artic; phonological; expressive language; receptive language; speech delay;
    speech language; eye gaze; aac device; language delay; voiceprint; nodules; vocal cord; hoarse;
    nasalance; cleft; earmold; earmolds; audiogram; audiology; audiologist; cochlear; cochlear mapping;
    threshold shift; sensorineural; snhl; conductive loss; earwax; cerumen; hearing test;
    hearing evaluation; hearing conservation; otoscopy; tympanogram; newborn screen; nipple shield;
    latching; tongue tie; pumping after; engorged; mastitis; breast milk; formula feeding; mixed fed;
    wet diapers; breech; preterm; nicu grad; apgar; apgars; cord ph; twin b; weeks gestation; crowning;
    dilated; postdates; water broke; waters broken; early labor; fundal height; rhogam; kleihauer;
    group b strep; miscarried; miscarry; iui; letrozole; fertility; follicle; embryo; hcg; urine hcg;
    depo; nexplanon; iud insertion; vasectomy consult; pap; colposcopy; mammo; birads; bi rads;
    lump biopsy; well child visit; well visit; wcc; mchat; immunization record; mmr; tdap; tetanus;
    rabies shot; vaccine record; booster; flu vaccine; b12 shot; cortisone shot; steroid injection;
    injected both; botulinum; strep throat; ear infection; ear tubes; hand foot mouth; hfmd; blisters;
    croup; rsv; pinworm; head lice; lice; ringworm; impetigo; poison ivy; button battery; swallowed a;
    choking episode; febrile seizure; rattlesnake bite; snakebite; snake bite; antivenom; tick bite;
    bee sting; anaphylaxis; overdosed; poison control; tox screen; ethylene glycol; methanol poisoning;
    carbon monoxide; heat stroke; hypothermia; frostbite; near drowning; stroke alert; facial droop;
    aphasic; slurred speech; word finding; neuropsych; neuropsychology; cognitive decline; sundowns;
    sundowning; delirium; delirious; confused and; alzheimers; lewy body; parkinsons; huntingtons;
    essential tremor; migraine with; aura; tardive; dystonia; akathisia; guillain; myasthenia;
    neuropathic; radiculopathy; trigeminal; craniotomy; hematoma; subdural; subarachnoid; brain bleed;
    brain injury; concussed; post concussion; passed out; blackouts; syncopal; near syncope;
    keeps falling; fall risk; fell off a; fall precautions; bedbound; bed bound; pressure injury;
    pressure sore; wound care; wound vac; debridement; skin graft; graft site; burns unit; tbsa;
    cellulitic; ingrown; bunion; hammertoe; plantar; nail debridement; monofilament; neuroendocrine;
    merkel; sarcoma; glioma; adenocarcinoma; gleason; neoadjuvant; adjuvant; lumpectomy; sentinel node;
    infusion chair; rad onc; stem cell; car t; bone marrow; transplant list; rejection episode; dialyzes;
    hemodialysis; peritoneal; fistula; dry weight; nephrologist; catheterized; kidney stone; stone in;
    prostatitis; bph; erectile; hematologist; iron infusion; venofer; transfused; blood bank; hemolysis;
    sickle; thalassemia; factor viii; clot; blood thinner; blood thinners; pulmonary; pulmonologist;
    apnea; cpap mask; spirometer; copd flare; peak flow; pneumothorax; ptx; pleural; thoracentesis;
    bronch; sputum; cystic; cftr; transaminitis; paracentesis; tips procedure; varices; ascitic; gi bleed;
    colonoscopy prep; polyps; hemorrhoid; hemorrhoids; fissure; ostomy; stoma; appy; lap chole; chole;
    lap appy; bowel obstruction; sbo; ileus; crohns; celiac panel; h pylori; stool sample; stool softener;
    c diff; feeding tube; tube feeds; g tube; peg tube; tpn; malnutrition; gained weight; bariatric;
    gastric; sleeve gastrectomy; cardiac cath; cath lab; tavr; pci; lad; angioplasty; valve replacement;
    holter; event monitor; telemetry; pacing; pacer; icd shock; icd check; device clinic; battery eol;
    stress echo; aortic; aneurysm repair; carotids; claudication; leg swollen; swollen leg; calf pain;
    blood clot; edematous; diuresis; diuretic; orthostatic; pericarditis; myocarditis; afib rvr; ablation;
    cardioversion; statin intolerance; ophthalmology; ophtho; optometrist; cataract surgery; intraocular;
    retinal; retinopathy; optic neuritis; visual field; eye exam; cornea; pink eye; seidel; floaters;
    macula; glaucoma drops; eye drops; intravitreal; crown prep; root canal; dental extraction;
    wisdom teeth; tooth extraction; denture; dentures; periodontal; gingivitis; dental implant;
    dental cleaning; orthodontic; melanoma in situ; the mole; actinic; basal cell; squamous; mohs; acne;
    rosacea; psoriatic; lesional; endocrine; thyroid nodule; dexcom; libre; insulin pump; omnipod;
    hypoglycemia; hypoglycemic; blood sugar; blood sugars; fingerstick; type 1; type 2; t1d; t2d;
    ketoacidosis; dka; rheumatologist; rheum; polymyalgia; ehlers; hypermobile; hypermobility; autoimmune;
    flare up; joint injection; septic joint; discharge instructions; discharge meds; discharge planning;
    bed hold; skilled nursing facility; snf; assisted living; memory care; nursing home; home health;
    homecare; visiting nurse; hospice nurse; comfort care; comfort kit; code status; full code;
    advance directive; polst; goals of care; palliative consult; end of life; autopsy; pathology report;
    path report; frozen section; surgical path; specimen collected; lab requisition; lab order;
    blood draw; venipuncture; lab draw; collected at; critical value; blood culture; bcx; ucx; mssa; mrsa;
    vre; esbl; gram negative; staph; e coli; influenza; covid test; positive test; quarantined; tb test;
    quantiferon; qft; tst; cxr; chest xray; chest x ray; kub; head ct; ct head; ct scan of; ct scans;
    mri of; mri disc; ultrasound of; imaging; radiologist; fluoro; dexa scan; bone scan; pet ct;
    skeletal survey; surgical consent; preop; pre op; periop; postop; post operative; anesthesiologist;
    anesthetic; sedation; npo after; scrub; procedure note; operative note; op note; ebl; sutured;
    stitches out; dressing change; drain removal; incision site; suture removal; follow up visit;
    orthosis; prosthetic
`,
  ),
  ...terms(
    'mental-health',
    1,
    `
    eft; eft reframe; gottman; reframe; psychoed; duty to warn; tarasoff; mandated report;
    mandated reporter; child abuse report; cps report; cps; aps report; elder abuse; welfare check;
    crisis line; crisis team; mobile crisis; crisis bed; suicide note; suicide watch; safety contract;
    no si; denies si; passive si; active si; plan or intent; contracted for safety; emergency petition;
    involuntary; restored to competency; competency evaluation; forensic evaluation; custody evaluation;
    court ordered therapy; anger management; anger mgmt; social skills group; process group; dbt group;
    iop group; group notes; group room; individual session; couples session; family session; couples note;
    couples case; intake evaluation; psych consult; psych intake; telepsychiatry; teletherapy;
    telehealth visit; video session; treatment team; behavior plan; functional behavior; function based;
    elopements; eloped; headbang; mands; tantrums; meltdown; aba therapy; bcba; rbt; iep; iep meeting;
    504 plan; 504 meeting; 504 wording; school refusal; bedwetting; enuresis; encopresis; pica; nonverbal;
    stimming; sensory processing; intellectual disability; wais; mmpi; basc; conners; vineland; ados;
    celf; pls 5; gfta; bot 2; caars; mbi inventory; rorschach; y bocs; cy bocs; ham d; madrs; ymrs; cssrs;
    ces d; dass; epds; edinburgh; pcl; cows; auditc; dast; binge; binges; purge; purges; purged;
    ednos; arfid; body image; restricting; laxatives; weigh in; grieving; bereaved; bereavement;
    caregiver burden; burned out; burnout; nightmare; anhedonic; psychotic features; hears voices;
    hearing his; hearing her uncle; responding to internal; disorganized; grandiose; tangential;
    flat affect; pressured speech; euthymic; dysphoric; mood is; judgment fair; nonbinary client;
    gender affirming; hormone therapy; transgender; top surgery; trans woman; trans man; hypnotherapy;
    hypnosis; biofeedback; neurofeedback; ketamine; esketamine; lai; long acting injectable; invega;
    sustenna; aristada; trintellix; viibryd; fetzima; cobenfy; ingrezza; austedo; cogentin; benztropine;
    trileptal; oxcarbazepine; phenelzine; my client; her client; his client; our client; my clients;
    new client; client reports; client denies; client states; client presents; therapeutic;
    therapeutic alliance; treatment summary; psych  psychological  case formulation;
    supervisee; clinical supervision; binge purge; trauma tx; sponsor call; recovery house;
    stimulant early; pdmp; withdrawal management; drunk again; cocaine; meth; heroin use; opioids; opioid;
    kratom; benzo; benzos; intoxicated; bal of; sober house
`,
  ),
  ...terms(
    'medication',
    1,
    `
    doxy; vanco; zosyn; ceftriaxone; cefepime; meropenem; linezolid; ertapenem; cipro; bactrim ds;
    acyclovir; valacyclovir; fluconazole; terbinafine; ivermectin; praziquantel; isoniazid; rifampin;
    dexameth; decadron; solumedrol; medrol; prednisolone; toci; tocilizumab; anakinra; infliximab;
    rituximab; mycophenolate; tacrolimus; mtx; fomepizole; bicarb; kcl; k centra; kcentra; levophed;
    norepinephrine; vasopressin; ketorolac; toradol; lidocaine; marcaine; robitussin; benadryl; claritin;
    zyrtec; pepto; miralax; senna; docusate; lactulose; mirena; plan b; misoprostol; pitocin; mag sulfate;
    magnesium sulfate; terbutaline; nifedipine; labetalol; amlodipine; hctz; torsemide; bumex; entresto;
    jardiance; farxiga; mounjaro; zepbound; tirzepatide; lantus; humalog; novolog; metolazone; amiodarone;
    sinemet; carbidopa; donepezil; memantine; aricept; namenda; baclofen; tizanidine; flexeril;
    cyclobenzaprine; cyproheptadine; meclizine; sumatriptan; imitrex; ubrelvy; nurtec; phenobarbital;
    lacosamide; levetiracetam; ms contin; oxycontin; lithium level; trough; next dose; missed dose;
    crushed; sublingual; subq; ointment; suppository; rx sent; rx faxed; med list; med rec; med refill;
    nebs; antivenin; crofab; early fill; formulary; step therapy; alimentum; thickener; capsaicin;
    laxative; over the counter med; take it with food; with food; on an empty stomach
`,
  ),
  ...terms(
    'payment',
    1,
    `
    copays; pre auth; preauth; precert; peer to peer; medical necessity; medically necessary;
    not medically necessary; timely filing; denial letter; eligibility check; subscriber not found;
    self pay; sliding fee; no show fee; hcfa; ub 04; ub04; ub 92; taxonomy code; date of service;
    dates of service; rendering provider; billing codes; icd 10 code; charge capture; remittance advice;
    secondary insurance; medigap; charity care; financial assistance; medicaid pending;
    medicare advantage; msp; workers comp; wc claim; lost wages; light duty; return to work; ime;
    fit for duty; dot physical; disability form; disability letter; fmla paperwork; fmla form
`,
  ),
  ...terms(
    'care',
    1,
    `
    nurse line; triage nurse; shift report; sign out; signout; cross cover; night float; on call doctor;
    transfer center; tele bed; wellness check; case management; case manager; discharge planner;
    social work consult; clinic visit; home visit; telephone note; phone note; patient portal message;
    appointment reminder; your appt; my appt; her appt; his appt; her appointment; his appointment;
    my appointment; next appt; appt with dr; my session; your visit; video visit; new patient;
    new patients; established patient; no showed; no shows; late cancel; pt notified; pt aware; pt called;
    pt seen; pt is; pt was; pt has; pt w; pt with; patient with; patients have; peds clinic;
    walk in clinic; er for; to the er; in the er; the er; the ed; ems; paramedics; ed provider; er doc;
    op note dictated; rtc; f u with; fu with; followup with; follow up in; recert; cert period;
    treatment team meeting; care team; interdisciplinary; rehab stay; inpatient rehab; physical therapist;
    occupational therapist; pulm rehab; cardiac rehab; feeding group; nutrition consult; dietitian;
    dietician; wic visit; school nurse; camp nurse; athletic trainer; sports physical; clinical trial;
    trial subject; adverse event; study drug; med student; resident physician; attending physician;
    hospitalist; intensivist; obgyn; midwife; internist; family doctor; my doctor; her doctor; his doctor;
    your doctor; dr office; doctors office; doctor's office; specialist referral; referral to;
    referred to; referring provider; referral for; second opinion; consent form; surrogate; guardianship;
    health care proxy; healthcare proxy; medical power; hipaa release; chart review; in the chart;
    her chart; his chart; chart note; hospital bed; the hospital; facesheet; face sheet; room air;
    infirmary; sick call; infection control; contact precautions; wristband; id band; mrn; mrns; csn;
    phlebotomy
`,
  ),
  ...terms(
    'care',
    0.5,
    `
    appt; appts; consulted; eval; assessed; triage; nurses; rn; lpn; cna; doctors; md; pts; pharmacist;
    walgreens; cvs; rite aid; aide; resident;  labs pending; feel better; get well; healing;
    hurting; swollen; itchy; vomit; puke; fainted; shaky; sleepy; weak; limp; limping; stretches;
     ice after; heating pad; nutrition; interpreter; video visit link; ill; monitor check;
    video link
`,
  ),
]

/** Abbreviations that are health words in capitals only. */
export const clinicalAbbreviations: readonly HealthTerm[] = [
  ...terms(
    'condition',
    1,
    `
    uop; ck; bmp; fx;  rx; cva; tkr; tka; tha; acdf; avf; aki; pe; vte; pvd; nstemi; stemi; chb; svt;
     vf; rvr; bbb; lbbb; lvef; ef; mvr; tte; iabp; ecmo; ards; peep; bipap; osa; tb; uri; bv; pid;
    iugr; gbs; pprom; svd; nsvd; amh; fsh; hsv; ebv; cmv; hcv; hbv; hbsag; asd; npd; aud; oud; sud; sdh;
    sah; ich; csf; lp; emg; ncv; scc; bcc; dcis; aml; cml; cll; nhl; mgus; itp; ttp; dic; abx; qd;
    wnl; nad; perrl; rrr; ctab; cta; mcv; hdl; abg; vbg; gaf; cgi; dni; ltac; ltc; adl; adls; iadl; mmt;
    fim; slp; otr; cota; kafo; tlso; aka; amd; poag; tna; bmt; picu; micu; sicu; pacu; ed
`,
  ),
]
