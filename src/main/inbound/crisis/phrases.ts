/**
 * How people write that they, or somebody near, may be in danger: after the warning signs of the Columbia scale
 * (C-SSRS: wish to be dead, thoughts, method, intent, preparation, self-injury), violence against others, and violence
 * suffered. English and Spanish, lower case, apostrophes straight.
 */
export const phrases: readonly RegExp[] = [
  // Wish to be dead.
  /\bwant(?:ed|ing)?\s+to\s+(?:die|be\s+dead|disappear\s+forever)\b/g,
  /\bwish(?:ed|ing)?\s+(?:that\s+)?i\s+(?:was|were|could\s+be)\s+dead\b/g,
  /\bwish(?:ed|ing)?\s+(?:that\s+)?i(?:'d|\s+had)\s+never\s+been\s+born\b/g,
  /\b(?:don't|do\s+not|didn't|doesn't)\s+want\s+to\s+(?:live|be\s+alive|exist|wake\s+up(?:\s+(?:again|any\s?more|tomorrow))|be\s+here\s+any\s?more|go\s+on\s+living)\b/g,
  /\b(?:hope|wish|pray)\w*\s+(?:that\s+)?i\s+(?:don't|do\s+not|won't|didn't|never)\s+wake\s+up\b/g,
  /\bbetter\s+off\s+(?:dead|without\s+me|if\s+i\s+(?:was|were)(?:n't|\s+not)?\s+(?:dead|here|gone|around|alive))\b/g,
  /\bno\s+(?:reason|point)\s+(?:to\s+live|to\s+go\s+on|(?:in|to)\s+living|in\s+being\s+alive)\b/g,
  /\bnothing\s+(?:left\s+)?to\s+live\s+for\b/g,
  /\b(?:life|it)(?:'s|\s+is)\s*(?:not|n't)\s+worth\s+living\b|\blife\s+isn't\s+worth\s+living\b/g,
  /\b(?:can't|cannot|can\s+not)\s+go\s+on\s+(?:living|like\s+this|any\s?more)\b/g,
  // Thoughts, method, intent, preparation.
  /\bsuicid(?:e|al|ality)\b/g,
  /\bkill(?:ing|ed)?\s+myself\b/g,
  /\b(?:end|ending|take|taking|took)\s+(?:my\s+(?:own\s+)?life|it\s+all)\b/g,
  /\b(?:hang|hanging|shoot|shooting|drown|drowning|poison|starve|stab)\w*\s+myself\b/g,
  /\boverdos(?:e|ed|ing)\b/g,
  /\b(?:took|taken|take|swallow(?:ed)?)\s+(?:all|too\s+many|a\s+bunch|a\s+handful|the\s+whole\s+bottle)\s+(?:of\s+)?(?:(?:my|the|his|her)\s+)?(?:pills?|tablets?|meds|medications?|sleeping\s+pills)\b/g,
  /\bjump(?:ing)?\s+(?:off|from|in\s+front\s+of)\s+(?:a|the|my)\s+(?:bridge|building|roof|balcony|train|car|window)\b/g,
  /\b(?:goodbye|farewell)\s+(?:letter|note)s?\b/g,
  /\b(?:active|passive|some|having|increased)\s+si\b/g,
  // Self-injury.
  /\b(?:hurt|hurting|harm|harming|harmed|cut|cutting|burn|burning|burned)\s+myself\b/g,
  /\bself[- ]?(?:harm|injur)\w*\b/g,
  /\bstarted\s+cutting\b|\bcutting\s+again\b/g,
  // Violence against others.
  /\b(?:want|going|plan|planning|about|urge|urges)\s+to\s+(?:kill|hurt|harm|stab|shoot)\s+(?:him|her|them|someone|somebody|people|my\s+\w+)\b/g,
  /\b(?:thoughts?|thinking)\s+(?:of|about)\s+(?:killing|hurting|harming|stabbing|shooting)\s+(?:him|her|them|someone|somebody|people|my\s+\w+)\b/g,
  /\bvoices?\s+(?:\w+\s+){0,2}(?:tell|telling|told|order|ordering)\s+me\s+to\b/g,
  // Violence suffered.
  /\b(?:threaten(?:ed|s|ing)?\s+to|(?:going|will|wants|tried)\s*(?:to)?)\s+kill\s+(?:me|us)\b/g,
  /\b(?:chok(?:ed|es|ing)|strangl(?:ed|es|ing)|raped|beats|beat|beating)\s+me\b(?!\s+(?:to\b|at\b|by\b))/g,
  /\b(?:afraid|scared|fear(?:ing)?)\s+for\s+my\s+life\b/g,
  /\b(?:not|don't\s+feel|do\s+not\s+feel)\s+safe\s+(?:at\s+home|with\s+(?:him|her|myself|my)|from\s+myself|to\s+be\s+alone)\b/g,
  // Spanish.
  /\bsuicid(?:arme|io|arse|a)\b/g,
  /\b(?:matarme|ahorcarme|cortarme\s+las\s+venas|autolesion\w*)/g,
  /\b(?:quitarme|acabar\s+con)\s+(?:la|mi)\s+vida\b/g,
  /\b(?:me\s+quiero\s+morir|quiero\s+morir(?:me)?|quisiera\s+estar\s+muert[oa])\b/g,
  /\bno\s+quiero\s+(?:seguir\s+)?(?:vivir|viviendo)\b/g,
  /\b(?:hacerme|me\s+hago)\s+daño\b/g,
  /\bmejor\s+(?:muert[oa]|sin\s+mí)(?![\p{L}])/gu,
]

/** Sayings, titles and others' deaths that the same words stand in: what begins at the phrase. */
export const harmless: readonly RegExp[] = [
  /^suicid(?:e|al)\s+(?:squad|prevention|hotline|lifeline|awareness|bomb\w*|door\w*|risk|rates?|statistics|research)\b/,
  /^(?:want\w*\s+to\s+die|kill\w*\s+myself)\s+(?:of|with|from)?\s*(?:embarrassment|laughing|laughter|boredom|shame)\b/,
  /^kill\w*\s+myself\s+(?:at|in)\s+the\s+gym\b/,
  /^shoot\w*\s+myself\s+in\s+the\s+foot\b/,
  /^(?:cut|burn|burned|hurt)\s+myself\s+(?:shaving|cooking|by\s+accident|accidentally|while|when|on\s+(?:a|the|my)|playing|running|at\s+(?:work|the\s+gym))\b/,
  /^(?:hurt|harm)\s+my\s+(?:back|knee|foot|ankle|shoulder|neck|hand|wrist|chances?|feelings)\b/,
  /^overdos\w*\s+on\s+(?:chocolate|coffee|sugar|candy|turkey|news|tv)\b/,
  /^(?:end|ending)\s+it\s+all\s+with\b/,
]

/** Somebody else's death, told of: what ends at the phrase. */
export const aboutAnother =
  /\b(?:died\s+(?:by|from|of)|(?:death|loss)\s+(?:by|to)|lost\s+(?:\S+\s+){1,4}to|book\s+(?:on|about)|article\s+(?:on|about)|(?:uncle|aunt|father|mother|brother|sister|friend|son|daughter|cousin|colleague)'s)\s*$/
