const words = (list: string): readonly string[] => list.split(/\s+/).filter((word) => word !== '')

/**
 * What therapists write and neither the dictionary nor the scanner's lists have. Drugs and diagnoses are in those
 * (phi/lexicon/known-term.ts).
 */
export const wordsOfCare: ReadonlySet<string> = new Set(
  words(`
    agender alexithymic anorgasmia anxiolytic anxiolytics asylee boundaried breadcrumbing cannabinoid cannabinoids
    catastrophize catastrophized catastrophizing chatbot comorbid copay copays coparent coparents coparenting cyberbullying
    deadname deadnamed deadnaming deidentified deidentify derealize dermatillomania dopaminergic doomscrolling doulas
    downtitrate dysregulate dysregulation dyspareunia dysthymic ecomap extrapyramidal genderfluid genderqueer genogram
    genograms grandparenting groundedness hyperarousal hypersomnia hypoarousal interoception interoceptive
    intergenerational intrapsychic livestream metabolizer metabolizers microdosing misattunement misgender misgendered
    misgendering misophonia multigenerational neuroaffirming neurobiological neurocognitive neurodivergence
    neuroplasticity neuropsychologist neuropsychologists neurotypical nonadherent nonbinary noradrenergic offboarding ok
    onboarding orthorexia orthostasis pansexual parasomnia parasomnias parasuicidal parentification parentified passcode
    passcodes payor perimenopausal perimenopause peripartum pharmacogenomic polypharmacy polyvagal preauthorization
    preauthorizations prodromal psychodynamically psychoeducate psychoeducational psychometrically psychopharmacologic
    reauthorization recredentialing refeeding reparenting sandplay serotonergic somatization somatizing sponsee sponsees
    stepfamily stepsibling stepsiblings subtest subtests telemedicine transfeminine transgenerational transmasculine
    trichotillomania unboundaried unredacted untriggered uptitrate uptitrated uptitration videoconference visuomotor
    visuospatial wifi xerostomia
  `),
)

/** Words of the dictionary that are nearly always others that were mistyped. */
export const seldomMeant: ReadonlySet<string> = new Set(words('cant wont calender'))

/** Words of the dictionary that nobody wants offered in a letter to a patient. */
export const neverOffered: ReadonlySet<string> = new Set(
  words(`
    arse arses bitch bitches bitchy bollocks chink chinks cock cocks coon coons crap cunt cunts dago dagos damn dick dicks dyke dykes fag
    faggot faggots fags fart farts fuck fucked fucker fuckers fucking fucks gook gooks homo homos honky jap japs kike kikes
    negro negroes nigga niggas nigger niggers paki pakis piss pissed porn prick pricks pussy retard retarded
    retards shit shits shitty slut sluts spic spics tard tits tranny twat twats wank wanker wankers whore whores wog wogs wop wops
  `),
)
