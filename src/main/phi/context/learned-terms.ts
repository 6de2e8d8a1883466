/**
 * Words that say something of care, by their weight, learned by `scripts/phi/context/train.ts` from the texts in
 * test/data/phi; not written by hand.
 */
export const learnedTerms: readonly (readonly [number, string])[] = [
  [1.6, `tia`],
  [1.4, `invega noncontributory`],
  [1.3, `insulin ocd unremarkable`],
  [1.2, `coumadin counseling gad hiv mmr pacemaker phq seizure`],
  [1.1, `ciwa clozapine copay dialysis icd medicare`],
  [1, `allergy interpreter telehealth`],
  [0.9, `screening stomach`],
  [0.8, `attending negative nightmares`],
  [0.7, `hip pill sponsor trauma`],
  [
    0.6,
    `approved appt arrived auth balance bit bottle brought caller charge concern confirm confirmed court crisis dad dme dos drop ears eval except exercise fasting feet fell flu grandma grp heard high hit lab met mornings parents partner picked play pull pump reason refer requesting required safe scan secondary seeing sleeps slept specimen stable teacher tele think unchanged unknown visits wet worker worry zip`,
  ],
  [
    0.5,
    `addr asleep attended couple cried doc mask memory mostly move night notes regular running score statement tricare wednesday`,
  ],
  [
    0.4,
    `ahi asked bad breast covers eat end ended evening individual keeps letter level medicine placement program quiet received retired risk schedule single spoke stop subject sustained ten visit warm weight work`,
  ],
  [
    0.3,
    `acc adj app born breathing child complaint crying custody delivered device diary drive emergency exposure fill gave improved lost minutes msg plan private reach reached rest sat shot showed summary talking weekly wks`,
  ],
  [
    0.2,
    `answer baby baseline benefit came center class come comp denied drove explain father feels find full group hour implant instead kind law loss low lower machine mid mom monday mother otherwise qtc release remote removed reply script show sister sit starting stays step stopped study talked thinks third thru twice video voicemail waiting wrote`,
  ],
  [
    0.1,
    `able admit alone bring broke calling chart coach county food goal incident kids part repair says someone sunday three thursday`,
  ],
]
