/**
 * Words that say something of care, by their weight, learned by `scripts/phi/context/train.ts` from the texts in
 * test/data/phi; not written by hand.
 */
export const learnedTerms: readonly (readonly [number, string])[] = [
  [1.6, `tia`],
  [1.4, `invega noncontributory`],
  [1.3, `pregnant`],
  [1.2, `clozapine coumadin insulin neuropsych pacemaker phq strep unremarkable`],
  [1.1, `glucose ketamine lithium mmr`],
  [1, `pharmacist`],
  [0.9, `allergy cigna interpreter stomach`],
  [0.8, `balance nightmares pill screening sober telehealth`],
  [0.7, `ankle grief negative resident`],
  [
    0.6,
    `apt arrived auth bit brought concern confirm confirmed couples crying dad dates document dos dtap ears education except fell fight finished flu glasses grandma grp hair high homework humana kid lab likes mbi met mornings opinion ortho pages picked probation pull pump referring regarding requesting safe saying scan secondary seeing shelter slept specimen splint stable subpoena summarize teacher tele think thinks thoughts tight tolerated tube unknown visits voices warmly worker worry zip`,
  ],
  [
    0.5,
    `addr admit approved asleep charge court different dme doc drop ipv looked mask mostly move night parents passive refer regular running subject template tricare unchanged wednesday wet`,
  ],
  [
    0.4,
    `actually ahi bottle cfr cried dead denied evening everything groups heard hit initials memory minutes miss opened placement play prefers printed raised reason reply required resp safety sleeps stop tab telling ten twice warm`,
  ],
  [
    0.3,
    `acc aid aloud app asked attended baby bad burn caller clearance covers delivered direct docket drink eat ended explain fasting feet fill filled find improved individual living loss lost medicine non notes otherwise payee private program quiet recall retired schedule score script sees showed single speak sustained talking texted third work`,
  ],
  [
    0.2,
    `adj alone born break breathing came coach come complaint county couple crisis device diary died drive end episode erp exposure face father gave girl group heel hour instead keeps kids kind kindly level mid mom monday mother owe partial pattern poa ppo pulled ready received refuses remote risk rpt sat screen sending shot sit slow study sub sunday talked usual waiting wedding wks wrote`,
  ],
  [
    0.1,
    `accession arrival baseline bring calling center class comp consent drawn drove eats elevated eyes feed goals implant law letter machine missed msg mva path print qtc question quit release removed says sitting someone starting stays strips texts three thru translate update video voicemail`,
  ],
]
