/**
 * Words that say something of care, by their weight, learned by `scripts/phi/context/train.ts` from the texts in
 * test/data/phi; not written by hand.
 */
export const learnedTerms: readonly (readonly [number, string])[] = [
  [1.6, `tia`],
  [1.4, `noncontributory`],
  [1.3, `insulin ocd unremarkable`],
  [1.2, `coumadin gad medicare mmr pacemaker phq seizure`],
  [1.1, `clozapine copay cpt hpi icd refill telehealth`],
  [1, `allergy`],
  [0.9, `counseling interpreter screening stomach`],
  [0.8, `attending eval negative nightmares pill`],
  [0.7, `hip sponsor trauma`],
  [
    0.6,
    `addr ahi approved appt arrived auth balance bit bottle brought caller concern confirm confirmed court crisis dad dos drop ears end except exercise fell grandma high hit knee lab met mornings partner picked play pls refer requesting required safe scan secondary seeing sleeps slept specimen stable teacher think unchanged unknown visits worker zip`,
  ],
  [
    0.5,
    `asleep attended charge couple covers cried doc feet medicine memory mostly move night notes parents quiet reason regular running schedule score statement thursday tricare visit wednesday weight wks`,
  ],
  [
    0.4,
    `asked breathing eat evening grp individual keeps letter placement program pump reached received single spoke stop subject ten warm work`,
  ],
  [
    0.3,
    `acc answer app bad born complaint custody delivered device diary drive emergency ended exposure improved kind level minutes open reach rest risk shot show showed sister summary sustained weekly`,
  ],
  [
    0.2,
    `actually alone baby baseline came child class come comp drove explained feels find gave hour incident instead kids law loss lost low lower mid mom monday mother otherwise part remote removed reply sat script sit starting stays stopped study talked third twice video voicemail waiting wrote`,
  ],
  [
    0.1,
    `able admit bring cancel cause center chart coach county days father five food full goal group lic machine missed msg plan release result says screen someone step sunday term three`,
  ],
]
