/**
 * Words that say something of care, by their weight, learned by `scripts/phi/context/train.ts` from the texts in
 * test/data/phi; not written by hand.
 */
export const learnedTerms: readonly (readonly [number, string])[] = [
  [1.6, `tia`],
  [1.4, `invega noncontributory`],
  [1.3, `unremarkable`],
  [1.2, `ciwa clozapine coumadin hiv icd insulin lithium mmr pacemaker phq pregnant strep`],
  [1.1, `dialysis lexapro ocd`],
  [1, `pharmacist`],
  [0.9, `allergy cigna interpreter nightmares screening stomach telehealth`],
  [0.8, `balance pill sober trauma`],
  [0.7, `attending negative pills`],
  [
    0.6,
    `admit ankle arrived auth bit brought caregiver concern confirm confirmed couples crying custody dad dates dme dos ears education except feet fell fight finished flu glasses grandma grp hair heard high hip ipv kid lab living mbi met mornings ortho pages parents partial picked pull pump regarding requesting required safe saying scan secondary seeing slept specimen stable subpoena summarize tab teacher tele think thinks thoughts tolerated unknown visits worker worry zip`,
  ],
  [
    0.5,
    `addr approved arm asleep attended bottle charge cried dead different doc drop dtap keeps mask memory mostly move night reason regular running safety sleeps subject texted tricare unchanged warm wednesday wet`,
  ],
  [
    0.4,
    `acc ahi asked baby breast caller cfr court covers denied end evening everything groups hit individual initials medicine minutes notes play quiet refer statement stop ten twice visit work`,
  ],
  [
    0.3,
    `adj app bad born breathing complaint delivered docket eat ended exercise fasting fill filled find gave improved level lost non otherwise placement plan poa program raised reply retired risk schedule score script sees showed single sit speak summary sustained talking video wks`,
  ],
  [
    0.2,
    `accession actually alone aloud baseline came center coach come comp consent county couple crisis device diary drink drive episode erp explain eyes face father feels full goals hold hour implant instead kids kind law letter loss machine mid mom monday mother msg ppo private reach ready received refuses release remote rest sat screen shot sister slow starting step study sub talked texts third thru waiting wrote`,
  ],
  [
    0.1,
    `answer benefit bring calling cancel chart child drove emergency explained exposure feed gentleman group iii low meet missed pulled removed repair six someone spoke stays sunday three thursday usual voicemail`,
  ],
]
