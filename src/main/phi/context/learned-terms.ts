/**
 * Words that say something of care, by their weight, learned by `scripts/phi/context/train.ts` from the texts in
 * test/data/phi; not written by hand.
 */
export const learnedTerms: readonly (readonly [number, string])[] = [
  [1.4, `noncontributory`],
  [1.3, `refill unremarkable`],
  [1.2, `coumadin insulin lithium mmr seizure`],
  [1.1, `copay cpt dialysis telehealth`],
  [1, `interpreter screening`],
  [0.9, `attending nightmares stomach`],
  [0.8, `negative pill`],
  [0.7, `appt hip knee sponsor trauma`],
  [0.6, `ahi arrived balance bottle breathing brought caller concern confirmed court cried custody dad doc dos drop ears end except exercise fell grandma grp high hit lab met mornings night parents part partner pls reached reason refer requesting required running safe scan seeing show sleeps slept specimen stable teacher think unchanged unknown visits weight wks worker zip`],
  [0.5, `attended charge chest couple feet keeps medicine mostly program pump received regular schedule thursday visit`],
  [0.4, `asked bad bit device drive ended evening improved individual law move notes placement quiet showed spoke stop stopped subject summary ten`],
  [0.3, `answer auth baseline class diary emergency gave hour letter minutes open reply rest risk sat script shot single twice video waiting weekly work`],
  [0.2, `able acc actually admit attendance baby came cause center comp explained feels find full goal grandmother incident instead kind lic loss lost low lower mid monday otherwise recurrent release reviewed sister someone step study sunday term third three voicemail`],
  [0.1, `broke coach come drink father five food group mail memory mom psych serial sit starting steps talked tried update walk week wrote`],
]
