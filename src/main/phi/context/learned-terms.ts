/**
 * Words that say something of care, by their weight, learned by `scripts/phi/context/train.ts` from the texts in
 * test/data/phi; not written by hand.
 */
export const learnedTerms: readonly (readonly [number, string])[] = [
  [1.6, `tia`],
  [1.4, `invega noncontributory`],
  [1.3, `clozapine insulin unremarkable`],
  [1.2, `coumadin hiv lithium mmr pacemaker phq`],
  [1.1, `ciwa copay counseling dialysis icd lexapro medicare`],
  [1, `allergy interpreter telehealth`],
  [0.9, `cigna screening stomach`],
  [0.8, `arm attending negative nightmares pill`],
  [0.7, `ankle hip sponsor`],
  [
    0.6,
    `admit approved appt arrived auth balance bit bottle brought concern confirm confirmed court crying dad dme dos drop ears education except exercise feet fell fight flu grandma grp heard high hit kid lab living met mornings parents partial picked play pull pump reason requesting required safe scan secondary seeing sleeps slept specimen stable teacher tele think thoughts tolerated unchanged unknown visits wet worker worry zip`,
  ],
  [
    0.5,
    `addr asleep attended charge doc docket end everything fasting individual mask memory mostly move night notes regular running score statement tab thinks tricare wednesday`,
  ],
  [
    0.4,
    `ahi asked bad breast caller cfr couple covers cried delivered denied eat ended evening keeps letter medicine partner plan program quiet received refer retired risk schedule single spoke stop subject ten visit warm work`,
  ],
  [
    0.3,
    `acc adj app born breathing child complaint custody device diary drive emergency exposure fill gave improved kind level lost minutes placement raised reach reached shot showed summary talking wks`,
  ],
  [
    0.2,
    `baby baseline came center class coach come comp drove episode erp father feels find full group hour implant instead law loss low machine mid mom monday mother msg otherwise private release remote reply rest screen script show sister starting stays stopped study sustained talked third thru twice video voicemail waiting weekly wrote`,
  ],
  [
    0.1,
    `answer benefit bring broke calling chart county crisis explain food gentleman iii incident progress qtc repair sat says seen six step sunday three thursday`,
  ],
]
