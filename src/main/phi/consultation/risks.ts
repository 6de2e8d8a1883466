import { consultationRisks, type ConsultationRisk } from '../../../shared/safe-harbor.ts'

/** Conditions of which a town has few: fewer than about one in 2,000 people (the EU's bound for "rare disease"). */
const RARE =
  /\b(?:huntington|cystic fibrosis|amyotrophic|lou gehrig|ehlers[- ]danlos|marfan|prader[- ]willi|rett syndrome|fragile x|tuberous sclerosis|wilson['’]?s disease|myasthenia|sickle cell|hemophilia|phenylketonuria|narcolepsy|klein[- ]levin|dissociative identity|multiple personalit|capgras|cotard|munchausen|factitious disorder|trichotillomania|pica\b|anencephaly|albinis|dwarfism|achondroplasia|conjoined|intersex|klinefelter|turner syndrome|prion|creutzfeldt|neurofibromatosis|progeria|transplant)/i

const WORK =
  /\b(?:teacher|principal|professor|pastor|priest|rabbi|imam|nun|monk|bishop|mayor|senator|council(?:man|woman|or)|judge|sheriff|police|officer|firefighter|pilot|astronaut|surgeon|physician|dentist|veterinarian|pharmacist|lawyer|attorney|athlete|coach|player|actor|actress|singer|musician|journalist|reporter|anchor|author|chef|ceo|owner|founder|executive|director|manager|engineer|soldier|marine|sailor|veteran|librarian|fisher|rancher|farmer|coroner|undertaker)s?\b/i

const PLACE_LEFT =
  /\ban address\b|\ba (?:town|county|hospital|hospice|clinic|school|college|place of worship)\b|\b(?:small|rural|tiny) (?:town|village|community|county|parish)\b|\b(?:village|island|reservation)\b/i

const EVENT =
  /\b(?:in the news|newspaper|headline|on (?:tv|television)|viral|podcast|documentary|lawsuit|trial|verdict|court case|testified|arrest(?:ed)?|plane crash|train crash|school shooting|mass shooting|hostage|kidnapp|murder|homicide|hurricane|wildfire|tornado|flood|earthquake|elected|election|championship|olympic|award)/i

const FAMILY =
  /\b(?:twins?|triplets?|quadruplets?|adopt(?:ed|ion)|surrogate|foster|only child|(?:six|seven|eight|nine|ten|eleven|twelve|1[0-9]|[6-9]) (?:children|siblings|brothers|sisters)|polygam|arranged marriage|refugee|asylum)\b/i

const DAYS =
  /\b(?:yesterday|today|tomorrow|tonight|last (?:week|month|night|mon|tues|wednes|thurs|fri|satur|sun)\w*|next (?:week|month|mon|tues|wednes|thurs|fri|satur|sun)\w*|christmas|thanksgiving|easter|halloween|new year['’]s|independence day|memorial day|labor day|ramadan|passover|(?:his|her|their) birthday|anniversary)\b/i

const QUOTE_LINE = /^\s{0,4}>/m

export type RiskFacts = {
  /** What the letter says after the rewriting. */
  readonly text: string
  readonly attachments: number
  readonly hasSetAside: boolean
}

/** What still can point to one person, in the order of the list. */
export function risksOf({ text, attachments, hasSetAside }: RiskFacts): ConsultationRisk[] {
  const found: Record<ConsultationRisk, boolean> = {
    'own-words': text.trim() !== '',
    'rare-condition': RARE.test(text),
    'work-and-place': WORK.test(text) && PLACE_LEFT.test(text),
    'public-event': EVENT.test(text),
    family: FAMILY.test(text),
    'days-in-words': DAYS.test(text),
    quoted: QUOTE_LINE.test(text),
    attachments: attachments > 0,
    'set-aside': hasSetAside,
  }
  return consultationRisks.filter((risk) => found[risk])
}
