import type { HealthTopic } from '../types.ts'
import { clinicalAbbreviations, clinicalTerms } from './clinical-terms.ts'
import type { HealthTerm } from './health-term.ts'
import { learnedTerms } from './learned-terms.ts'
import { redisclosureNotice } from './protected-notes.ts'

const terms = (topic: HealthTopic, weight: number, list: string, note?: HealthTerm['note']): HealthTerm[] =>
  list
    .split(';')
    .map((phrase) => phrase.trim().replace(/\s+/g, ' '))
    .filter((phrase) => phrase !== '')
    .map((phrase) => (note === undefined ? { phrase, topic, weight } : { phrase, topic, weight, note }))

/** Written in our own words from the practice's vocabulary; disorder names follow DSM-5 and ICD-10 usage. */
export const handWrittenTerms: readonly HealthTerm[] = [
  ...terms(
    'mental-health',
    1,
    'depression; depressed; my anxiety; her anxiety; his anxiety; their anxiety; severe anxiety; anxiety and; anxiety attack; anxiety attacks',
  ),
  ...terms('mental-health', 0.8, 'anxiety'),
  ...terms(
    'mental-health',
    1,
    `
    kill herself; kill himself; kill myself; kill themself; wants to die; wanted to die; want to die; wishes she were dead; wishes he were dead; self harms; self harmed; cuts her arms; cuts his arms; cuts herself; cuts himself; cut her wrists; cut his wrists; cutting her arms; cutting his arms; baker act; baker acted; raped; was molested; molested by; molested as;
    sexually assaulted; sexual assault; sexually abused; was abused; were abused; been abused; abused by; abuses her; abuses him; violent relationship; abusive relationship; abusive partner; abusive husband; domestic abuse; gambles; gambling problem; compulsive gambling; hoards; hoarding; revoked her roi; revoked his roi; revoked their roi; signed an roi`,
  ),
  ...terms('care', 0.7, 'my caseload; our caseload; molested; abused her; abused him'),
  // Things of a practice, which no message speaks of care by.
  ...terms(
    'care',
    0.1,
    'exam table; exam tables; exam gloves; exam paper; exam table paper; exam chair; exam light',
  ),
  ...terms(
    'care',
    0.7,
    'the patient; this patient; my patient; our patient; patient has; patient was; patient is; patient will; skilled nursing; status post; systems were reviewed; radiological; health problems; medical problems',
  ),
  ...terms(
    'medication',
    1,
    'no allergies; allergies to; his medications; her medications; my medications; my medication; her medication; his medication; current medications; no medications; other medications; different medications; medicine allergies; takes medication; takes medications; side effects of; medicines',
  ),
  ...terms(
    'substance-use',
    1,
    "smoke or drink; drink or smoke; smoking or drinking; pack a day; pack per day; packs per day; packs of cigarettes; pack of cigarettes; pack yr; ppd; used to smoke; does not smoke; doesn't smoke; cigarette use; glass of wine per day; glasses of wine; took ecstasy; uses cocaine; positive for cocaine; illicit substances",
  ),
  ...terms('condition', 0.6, 'mi; died of; deceased; potassium; lap band; chest port; foreign body'),
  ...terms('condition', 0.7, 'pain; painful'),
  ...terms(
    'mental-health',
    1,
    `
    anxiety disorder; generalized anxiety; social anxiety; panic attack; panic attacks; panic disorder; major depression; major depressive; major depressive disorder; mdd; gad;
    postpartum depression; dysthymia; persistent depressive; bipolar; bipolar disorder; bipolar ii; mania; manic; manic episode; hypomania; hypomanic; schizophrenia; schizoaffective; psychosis; psychotic; psychotic episode; hallucinations;
    hallucinating; hearing voices; delusions; delusional; paranoia; ptsd; post traumatic stress; posttraumatic stress; complex trauma; trauma history; flashbacks; ocd; obsessive compulsive; intrusive thoughts; compulsions; adhd; add diagnosis; attention deficit; autism; autistic;
    autism spectrum; asperger's; borderline personality; personality disorder; bpd; narcissistic personality; antisocial personality; dissociation; dissociative; dissociating; depersonalization; derealization; eating disorder; anorexia; anorexic; bulimia; bulimic; binge eating;
    purging; body dysmorphia; body dysmorphic; gender dysphoria; adjustment disorder; conduct disorder; oppositional defiant; insomnia; agoraphobia; suicidal; suicide; suicidal ideation; suicide attempt; suicidality; si hi; self harm; self harming; self injury; cutting herself; cutting himself; homicidal; homicidal ideation; overdose;
    safety plan; psychiatric; psychiatrist; psychiatry; psychotherapy; psychotherapist; psychologist; psychological evaluation; neuropsychological; psychoeducation; mental health; mental illness; behavioral health; counseling session; therapy session; therapy sessions; individual therapy; group therapy;
    couples therapy; family therapy; couples counseling; marriage counseling; play therapy; talk therapy; trauma therapy; cognitive behavioral; cognitive behavioral therapy; cbt; dbt; dialectical behavior; emdr; exposure therapy; exposure and response prevention; acceptance and commitment; motivational interviewing; psychodynamic; somatic therapy; tms; ect; electroconvulsive; ketamine therapy;
    phq 9; phq9; phq; gad 7; gad7; pcl 5; beck depression inventory; columbia suicide; mmse; moca; mental status; mental status exam; anhedonia; rumination; ruminating; dysregulated; emotional dysregulation; catatonia; tourette; tic disorder; selective mutism; separation anxiety; reactive attachment;
    grief counseling; inpatient psychiatric; partial hospitalization; 5150; involuntary hold; psych hold; psych eval; psychosocial; mood disorder; mood swings; mood stabilizer; antidepressant; antidepressants; ssri; ssris; snri; antipsychotic; antipsychotics; benzodiazepine; benzodiazepines; stimulant medication; night terrors; panic; hypervigilance; hypervigilant; codependency; childhood abuse; sexual abuse; domestic violence; sexual assault survivor; alexithymia; suicidally; depressive; depressive episode; depressive symptoms; psychologically; psychopathology`,
  ),
  ...terms(
    'mental-health',
    0.6,
    `
    anxious; trauma; traumatic; therapy; counseling; counselor; grief; phobia; phobias; compulsive; mood; coping skills; coping strategies; intake session; triggers; dissociated; tearful; hopeless; hopelessness; worthless; nightmares; irritability; affect; insight and judgment; treatment goals; homework from our session; panicking; emotional support; mindfulness; journaling; personal notes; private notes; own notes; working notes; handwritten notes; analysis of the conversation; analysis of our conversation; contents of conversation; contents of our conversation; analyzing the conversation; analyzing our conversation; meltdowns; overwhelmed; stressors; self esteem; sobriety`,
  ),
  ...terms(
    'substance-use',
    1,
    `
    substance use disorder; substance use; substance abuse; substance use treatment; opioid use disorder; opioid dependence; opioid treatment program; otp; alcohol use disorder; alcohol dependence; alcohol abuse; alcoholism; alcoholic; drug abuse; drug addiction; cocaine use disorder; methamphetamine; heroin; fentanyl use; cannabis use disorder; stimulant use disorder; detox;
    detoxification; medically assisted treatment; medication assisted treatment; methadone; methadone clinic; suboxone; buprenorphine; naltrexone; vivitrol; sublocade; antabuse; disulfiram; relapse prevention; relapsed on; drug rehab; alcohol rehab; residential treatment; recovery program; intensive outpatient; iop; alcoholics anonymous; narcotics anonymous; aa meeting; aa meetings; na meetings; 12 step; twelve step; aa sponsor;
    urine drug screen; uds; drug screen; withdrawal symptoms; audit c; dast 10; cage questionnaire; addiction; addicted; addiction treatment; sober living; chemical dependency; chemically dependent; chemical dependence; goes to aa; attends aa; attending aa; attend aa; going to aa; went to aa; aa group; aa chip; aa and na;
    na meeting; na sponsor; working the steps; works the steps; ciwa; ciwa ar; asam level; asam levels; asam criteria; asam dimension; asam dimensions; asam placement; asam assessment; asam loc; asam 1; asam 2; asam 3; asam 4; drug court; dui court; sobriety court; days sober; weeks sober; months sober; years sober; sober since; sobriety date; days clean; months clean;
    federal confidentiality rules; 42 cfr part 2; 42 c f r part 2; part 2 program`,
    'part2',
  ),
  ...terms('substance-use', 1, redisclosureNotice.join(';'), 'part2'),
  ...terms('mental-health', 0.7, 'therapist; my therapist; therapists; treating psychologist'),
  ...terms(
    'substance-use',
    0.5,
    'sober; relapse; relapsed; cravings; drinking again; using again; clean and sober; sponsor; withdrawal; smokes; smoker; tobacco; cigarettes; cigarette; beers; smoking; smoke; drinks socially; drink alcohol; alcohol; marijuana; cannabis; vaping; drinks alcohol; pack years; illicit drugs; nicotine',
  ),
  ...terms(
    'mental-health',
    1,
    `
    psychotherapy notes; psychotherapy note; psych notes; psych note; shadow notes; shadow chart; shadow file; documenting or analyzing; process notes; process note; session notes; therapy notes; countertransference; transference; my private notes; therapist's impressions; separate notes`,
    'psychotherapy',
  ),
  ...terms(
    'medication',
    1,
    `
    zoloft; prozac; lexapro; celexa; paxil; luvox; effexor; pristiq; cymbalta; wellbutrin; bupropion; remeron; trazodone; buspar; buspirone; xanax; ativan; klonopin; valium; ambien; lunesta; adderall; ritalin; concerta; vyvanse; strattera; intuniv; abilify; risperdal; seroquel; zyprexa; geodon; latuda; vraylar; rexulti; clozaril; clozapine; haldol; haloperidol; lithium; depakote; lamictal; tegretol; topamax; neurontin; gabapentin; lyrica;
    pregabalin; keppra; dilantin; venlafaxine; desvenlafaxine; mirtazapine; hydroxyzine; clonidine; guanfacine; prazosin; propranolol; quetiapine; olanzapine; risperidone; aripiprazole; ziprasidone; lurasidone; valproate; carbamazepine; zolpidem; melatonin; methylphenidate; amphetamine; dextroamphetamine; metformin; insulin; glipizide; levothyroxine; synthroid; warfarin; coumadin; eliquis; xarelto; plavix; clopidogrel; heparin; lovenox; aspirin; lisinopril; losartan; metoprolol; carvedilol; furosemide; lasix; hydrochlorothiazide;
    spironolactone; digoxin; nitroglycerin; prednisone; methylprednisolone; dexamethasone; hydrocortisone; albuterol; inhaler; advair; montelukast; singulair; fluticasone; ibuprofen; naproxen; acetaminophen; tylenol; morphine; oxycodone; hydrocodone; vicodin; norco; percocet; tramadol; fentanyl; hydromorphone; dilaudid; codeine; celebrex; celecoxib; meloxicam; methotrexate; humira; enbrel; amoxicillin; augmentin; penicillin; azithromycin; doxycycline; ciprofloxacin; levofloxacin; cephalexin; keflex; vancomycin; antibiotic; antibiotics; chemotherapy; chemo; immunotherapy;
    radiation therapy; tamoxifen; ozempic; wegovy; semaglutide; statin; lipitor; zofran; ondansetron; nexium; prilosec; protonix; birth control; contraceptive; iud; estrogen; testosterone therapy; vaccine; vaccination; flu shot; epipen; versed; propofol; botox injections; steroids; beta blocker; ace inhibitor; anticoagulant; anticoagulation; immunosuppressants; medication refill; side effects; titrate; titrated; taper; tapering; po bid; bid; tid; qid; qhs; prn; po daily; once daily; twice daily; twice a day; three times a day; at bedtime dose; refill; refills`,
  ),
  ...terms('medication', 1, 'meds; medications; last three visits; discharge date; suicide; overdose'),
  ...terms(
    'medication',
    0.6,
    'medication; dose; dosage; doses; prescription; prescriptions; prescribed; prescribe; pharmacy; pill; pills; tablet; tablets; capsule; capsules; supplements; vitamin d; injection; infusion; iv; over the counter; drug; allergies; allergy; allergic; nkda',
  ),
  ...terms(
    'condition',
    1,
    `
    diabetes; diabetic; type 2 diabetes; hypertension; hypertensive; hyperlipidemia; high blood pressure; high cholesterol; asthma; copd; emphysema; pneumonia; bronchitis; tuberculosis; covid 19; covid; hiv; aids; hepatitis; cirrhosis; cancer; tumor; tumors; carcinoma; lymphoma; leukemia; melanoma; metastatic; metastases; metastasis; malignancy; malignant; oncology; stroke; tia; seizure; seizures; epilepsy; migraine; migraines; dementia; alzheimer's; parkinson's; multiple sclerosis; neuropathy; concussion; tbi; traumatic brain injury; heart attack; myocardial infarction; heart failure; coronary artery; coronary; angina; arrhythmia;
    atrial fibrillation; afib; cardiac; murmur; aneurysm; embolism; dvt; deep vein; thrombosis; anemia; sickle cell; hemophilia; arthritis; rheumatoid; lupus; fibromyalgia; gout; osteoporosis; fracture; fractured; herniated; scoliosis; sciatica; stenosis; kidney disease; kidney failure; kidney stones; renal; dialysis; urinary tract infection; uti; incontinence; gerd; reflux; crohn's; colitis; ulcer; ulcers; ibs; irritable bowel; celiac; gallbladder; gallstones; appendicitis; pancreatitis; hernia; thyroid; hypothyroidism; hyperthyroidism; obesity; obese; pcos; endometriosis; pregnant; pregnancy; gravida; miscarriage; stillbirth; postpartum; menopause; infertility; ivf; std; sti; chlamydia; gonorrhea; syphilis; herpes; hpv;
    psoriasis; eczema; rash; cellulitis; dermatitis; infection; infections; sepsis; septic; fever; febrile; chills; nausea; vomiting; diarrhea; constipation; abdominal pain; chest pain; back pain; joint pain; shortness of breath; dyspnea; palpitations; dizziness; vertigo; syncope; fainting; edema; swelling; numbness; tingling; weakness; fatigue; headache; headaches; sore throat; congestion; wheezing; bleeding; bruising; jaundice; tremor; lesion; lesions; nodule; mass in; lump; cyst; abscess; wound; laceration; burn injury; sprain; glaucoma; cataract; cataracts; macular; hearing loss; tinnitus; sleep apnea; cpap; allergic rhinitis; sinusitis; otitis; tonsillitis; meningitis; encephalitis; cerebral palsy; down syndrome; cystic fibrosis; muscular dystrophy; als; huntington's; myeloma; sarcoidosis; endocarditis; cardiomyopathy; ascites; effusion; hematuria; proteinuria; hypoxia; hypotension; tachycardia; bradycardia; orthopnea; amputation; paralysis; quadriplegia; coma; terminal illness; terminally ill; chronic pain; chronic illness; comorbidities; etiology; pathology; benign; prognosis; diagnosis; diagnoses; diagnosed; diagnosed with; differential; symptom; symptoms; symptomatic; asymptomatic; dx; hx; pmh; sx; phenotype; syndrome; trisomy; congenital; coagulopathy; neutropenia; cholesterol; glucose; sugars; a1c; hba1c; hemoglobin; creatinine; inr; troponin; psa; tsh; egfr; ldl; bmi; ekg; ecg; eeg; mri; ct scan; cat scan; x ray; xray; ultrasound; sonogram; mammogram; colonoscopy; endoscopy; echocardiogram; biopsy; pap smear; blood test; blood work; bloodwork; lab results; labs; cbc; cmp; urinalysis; stress test; spirometry; pet scan; dexa; amniocentesis; genetic testing; blood pressure; heart rate; oxygen saturation; o2 sat; vitals; vital signs; pulse; auscultation; palpation; tenderness; tender; erythema; afebrile; nontender; icd 10; icd; dsm 5; f32; f41; f33; menses; menstrual; lmp; cesarean; c section; hysterectomy; mastectomy; vasectomy; tubal ligation; tonsillectomy; appendectomy; cholecystectomy; bypass; cabg; stent; catheter; catheterization; pacemaker; transplant; hip replacement; knee replacement; colostomy; tracheostomy; intubated; intubation; ventilator; extubated; anesthesia; surgery; surgical; surgeon; postoperative; post op; preoperative; laparoscopic; arthroscopy; discectomy; fusion; graft; sutures; incision; i d; estimated blood loss; emergency room; emergency department; er visit; icu; nicu; hospitalization; hospitalized; hospice; palliative; inpatient; outpatient; discharge summary; chief complaint; history of present illness; hpi; review of systems; ros; physical exam; physical examination; past medical history; family history; social history; soap note; progress note; progress notes; treatment plan; clinical; clinician; clinical note; medical history; medical records; medical condition; disability; disabled; short term disability; fmla; noncontributory; unremarkable; immunizations; immunization; vaccines; well child; newborn; physiotherapy; hearing aid; hearing aids; glasgow coma; genitourinary; gastrointestinal; musculoskeletal; neurologic; neurological; respiratory; cardiovascular; extremities; abdomen; bilateral; bilaterally; carotid; lumbar; cervical; thoracic; spine; femur; tibia; prostate; uterus; ovarian; ovary; breast exam; colon; liver; pancreas; spleen; lymph; lymph nodes; pupils; sclera; oropharynx; tympanic; tumor marker; breastfeeding; lactation; naloxone; narcan; limb ischemia; ischemia; wound check; reflexes; hypothyroid; hyponatremia; radiology; cardiology; dermatology; gynecology; neurology; urology; nephrology; pediatrics; orthopedics; podiatry; toxicology; nonsmoker; non smoker; nondrinker; quit smoking; never smoker; etoh; no known allergies; no known drug allergies; allergic to; allergy to; htn; dm2; t2dm; cad; chf; ckd; esrd; pcn; sulfa; bactrim; toothache; jaw pain; flank pain; trouble breathing; circumcision; abscesses; mumps; measles; chickenpox; pertussis; strep; transfusion; well nourished; well developed; acute distress; apparent distress; alert and oriented; awake and alert; dog bite; decubitus; pressure ulcer; calcifications; memory loss; urinate; urination; visual acuity; needlestick; contaminated; strokes; the patient is; the patient was; the patient has; the patient states; the patient denies; the patient reports; the patient presents; patient states; patient denies; patient reports; dietary; diaphragm; surgeries; prior surgery; previous surgery; hospital stay; disc disease; feeling suicidal; screening test; sleep study; swab; culture; serology; rash; hives; itching; nosebleed; blister; cramps; contractions; due date; ovulation; prenatal; antenatal; obstetric; epidural; doula; preeclampsia; gestational; gestation; weeks pregnant; g1p0; kidney; lungs clear; gait; ambulating; cranial nerves; babinski; cpr; dnr; defibrillator; tpa; nihss; oxygen; nebulizer; inhalers; pcr; antibody; antigen; nonreactive`,
  ),
  ...terms(
    'condition',
    0.5,
    `
    hurts; injury; injuries; injured; illness; sick; cough; coughing; cold symptoms; ache; aches; sore; disorder; disease; condition; chronic; acute; severe; blood; lungs; lung; heart; kidney; brain; stomach; bowel; bladder; skin; knee; hip; shoulder; ankle; wrist; neck; spinal; sleep; sleeping; appetite; weight loss; weight gain; lost weight; overweight; dizzy; nauseous; vomited; bleed; allergic reaction; genetic; hearing; vision; denies; presents with; presented with; complains of; evaluated for; treated for; admitted for; admitted with; workup; exam; examination; screening; checkup; check up; follow up; followup; recheck; y o; year old male; year old female; year old man; year old woman; menstruation; recovering; recovery; rehab; rehabilitation; wheelchair; walker; crutches; father died of; mother had; siblings; lives with`,
  ),
  ...terms(
    'care',
    0.5,
    `
    patient; patients; pt; doctor; physician; nurse; nurse practitioner; clinic; hospital; treatment; treatments; treated; medical; health; healthcare; appointment with dr; your appointment; our appointment; next appointment; our session; your session; next session; last session; our last session; intake; intake form; intake forms; telehealth; telehealth session; referral; referred; referring; consult; consultation; admitted; admission; discharged; discharge; care plan; caregiver; attending; provider; providers; pediatrician; cardiologist; neurologist; oncologist; dermatologist; gynecologist; ob gyn; orthopedist; endocrinologist; urologist; gastroenterologist; podiatrist; dentist; chiropractor; physical therapy; occupational therapy; speech therapy; release of information; consent for treatment; informed consent; test results; your results; prior authorization; primary care; pcp; specialist; urgent care; ambulance; ward; bedside; rounds; npo; symptom checklist; lcsw; lmft; evaluation and treatment; plan of care; office visit`,
  ),
  ...terms(
    'condition',
    0.3,
    'jaw; elbow; buttock; thigh; groin; breast; chest; rectal; leg; arm; foot; finger; toe; hand; throat; ear; nose; eye; diet; weight; stress; healthy',
  ),
  ...terms(
    'care',
    0.3,
    'appointment; appointments; session; sessions; visit; client; reschedule; rescheduled; cancellation; no show; waitlist; hipaa; evaluation; evaluate; procedure; results; assessment; report; history; normal; negative; positive',
  ),
  ...terms(
    'payment',
    1,
    'copay; copayment; co pay; superbill; superbills; explanation of benefits; eob; cpt; cpt code; cpt codes; 90837; 90834; 90791; 90832; 90847; 90853; hcpcs; diagnosis code; diagnosis codes; out of network benefits; insurance claim; claim denied; denied claim; prior auth; coinsurance; medicaid; medicare; hcfa 1500; cms 1500; medical bill; hospital bill',
  ),
  ...terms(
    'payment',
    0.3,
    'bill; billing; billed; balance; balance due; statement; past due; payment plan; fee; fees',
  ),
  ...terms(
    'payment',
    0.5,
    'deductible; reimbursement; insurance; insurer; claim; claims; subscriber; policyholder; member id; in network; out of network; session fee; sliding scale; balance for your session; health plan; health insurance; beneficiary; blue cross; aetna; cigna; united healthcare; sick leave',
  ),
  ...clinicalTerms,
  ...clinicalAbbreviations,
]

const byHand = new Map(handWrittenTerms.map((term) => [term.phrase, term]))

/** All terms; a learned weight takes the place of one written by hand. */
export const healthTerms: readonly HealthTerm[] = [
  ...handWrittenTerms,
  ...learnedTerms.flatMap(([weight, words]) =>
    words.split(' ').map((phrase): HealthTerm => ({
      topic: 'care',
      ...byHand.get(phrase),
      phrase,
      weight,
      isEveryday: true,
    })),
  ),
]
