/**
 * Words that say something of care, by their weight, learned by `scripts/phi/context/train.ts` from the texts in
 * test/data/phi; not written by hand.
 */
export const learnedTerms: readonly (readonly [number, string])[] = [
  [1.6, `tia`],
  [1.4, `invega noncontributory`],
  [1.3, `strep unremarkable`],
  [1.2, `clozapine coumadin insulin lithium mmr pacemaker phq pregnant`],
  [1.1, `ciwa hiv ocd`],
  [1, `pharmacist`],
  [0.9, `allergy cigna interpreter nightmares sober stomach telehealth`],
  [0.8, `balance pill screening`],
  [0.7, `negative`],
  [
    0.6,
    `admit ankle apt arrived attending auth bit brought caregiver concern confirm confirmed couples crying custody dad dates dme dos ears education except fell fight finished flu glasses grandma grp hair heard high hip humana ipv kid lab likes living mbi met mornings ortho pages parents partial picked pull pump regarding requesting safe saying scan secondary seeing shelter slept specimen stable subpoena summarize tab teacher tele think thinks thoughts tolerated unknown visits worker worry zip`,
  ],
  [
    0.5,
    `addr approved arm asleep bottle charge different drop dtap keeps mask memory mostly move night refer regular required running safety sleeps subject template texted tricare unchanged warm wednesday wet`,
  ],
  [
    0.4,
    `actually asked breast cfr court cried dead doc end evening everything feet groups individual initials medicine minutes notes placement play prefers private probation quiet raised reason showed statement stop ten twice work`,
  ],
  [
    0.3,
    `acc ahi app attended baby bad born caller complaint covers delivered denied direct docket eat ended exercise explain fasting fill filled find gave hit improved level loss lost non otherwise payee poa program recall reply retired risk schedule score sees single sit speak sub sustained talking`,
  ],
  [
    0.2,
    `accession adj alone aloud breathing came clearance coach come county couple crisis device diary drink drive episode erp face feels full goals heel hour instead kids kind law letter machine mid mom monday mother msg owe ppo pulled reach ready received refuses release remote rpt sat screen script sending shot sister slow step study talked third thru usual video waiting wks wrote`,
  ],
  [
    0.1,
    `answer baseline bring calling center chart comp consent elevated exposure eyes father feed feeding group hold implant kindly meet missed path plan print removed repair rest six someone starting stays sunday texts three thursday voicemail weekly`,
  ],
]
